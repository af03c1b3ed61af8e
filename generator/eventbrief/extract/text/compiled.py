"""A language's lexicon file -> its data with what every word and phrase can be.

To parse the YAML and to work that out takes longer than to read an article. So it is kept beside
the file as JSON (`make lexicons`), and taken from there as long as the file is what it was made of;
else it is made anew, in memory.
"""

from __future__ import annotations

import json
import unicodedata
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from typing import Any

from eventbrief.extract.text.tokens import TOKEN, Phrases

_HOME = "eventbrief.extract"
_MADE_BY = 1  # raised where what is kept has another form
_NO_COUNTRIES = ("EU", "UN", "EZ", "XA", "XB", "ZZ", "QO")  # groups and placeholders of CLDR
_NO_CLASSES = frozenset(("weekdays", "speech_forms"))
_TABLES = frozenset(("numbers", "ordinals", "participant_kinds", "pronouns", "honorifics"))
_PATTERN = frozenset("\\[](){}*+?|")
# Hurried hands write these letters plain, and leave the vowels out.
PLAIN = str.maketrans("أإآى", "اااي", "\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652")


@dataclass(frozen=True)
class Compiled:
    """What a lexicon file says.

    Attributes:
        data: the file's keys and values, all of them text.
        lists: the keys that hold words or phrases, each a class.
        words: the classes of each word, the bits of a number in the order of `lists`.
        phrases: of each phrase its words and its classes.
        countries: names of countries, case folded, with their ISO 3166-1 code.
    """

    data: dict[str, Any]
    lists: Sequence[str]
    words: Mapping[str, int]
    phrases: Iterable[tuple[Sequence[str], int]]
    countries: dict[str, str]

    def starts(self) -> Phrases:
        """The phrases by their first and second word, the longest first."""
        found: Phrases = {}
        for words, mask in sorted(self.phrases, key=lambda item: (-len(item[0]), item[0])):
            first, second, *rest = words
            following = found.setdefault(first, {}).setdefault(second, [])
            following.append((rest, mask, " ".join(words[1:])))
        return found


def compiled(language: str) -> Compiled:
    """The lexicon of `language`, from what is kept of it if that is fresh."""
    folder = resources.files(_HOME) / "lexicon"
    written = (folder / f"{language}.yaml").read_bytes()
    beside = folder / f"{language}.json"
    if beside.is_file():
        found = json.loads(beside.read_bytes())
        if found["of"] == _mark(written):
            return _restored(found)
    return made_of(written)


def made_of(written: bytes) -> Compiled:
    """What the text of a lexicon file says."""
    import yaml  # noqa: PLC0415 - not needed where what is kept is fresh

    # The base loader makes nothing but text, so that `on` and `no` stay words.
    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    data = yaml.load(written, Loader=loader)  # noqa: S506
    lists = [key for key, value in data.items() if _is_list_of_words(key, value)]
    lists.append("weekdays")
    words: dict[str, int] = {}
    phrases: dict[tuple[str, ...], int] = {}
    for number, key in enumerate(lists):
        bit = 1 << number
        forms = _weekdays(data) if key == "weekdays" else words_under(data[key])
        for form in forms:
            parts = tuple(_words_of(form)) or ("",)
            if len(parts) == 1:
                words[parts[0]] = words.get(parts[0], 0) | bit
            else:
                phrases[parts] = phrases.get(parts, 0) | bit
    return Compiled(data, lists, words, list(phrases.items()), _countries(data))


def kept(written: bytes) -> str:
    """What is kept of the text of a lexicon file."""
    made = made_of(written)
    masks = sorted({*made.words.values(), *(mask for _, mask in made.phrases)})
    number = {mask: at for at, mask in enumerate(masks)}
    held = {
        "of": _mark(written),
        "data": made.data,
        "lists": made.lists,
        "masks": masks,
        "words": {word: number[mask] for word, mask in sorted(made.words.items())},
        "phrases": [[*words, number[mask]] for words, mask in sorted(made.phrases)],
        "countries": made.countries,
    }
    parts = (f"{json.dumps(k)}: {json.dumps(v, ensure_ascii=False)}" for k, v in held.items())
    return "{" + ",\n".join(parts) + "}\n"


def words_under(listed: Any) -> frozenset[str]:
    """The words of a list, or of a table of lists, in lower case, also as hurried hands write."""
    if isinstance(listed, dict) and all(isinstance(v, list) for v in listed.values()):
        listed = [form for forms in listed.values() for form in forms]
    words = {str(word).lower() for word in listed}
    return frozenset(words | {word.translate(PLAIN) for word in words if not word.isascii()})


def _restored(found: dict[str, Any]) -> Compiled:
    masks = found["masks"]
    words = {word: masks[at] for word, at in found["words"].items()}
    phrases = [(row[:-1], masks[row[-1]]) for row in found["phrases"]]
    return Compiled(found["data"], found["lists"], words, phrases, found["countries"])


def _mark(written: bytes) -> list[int]:
    """By what a lexicon file is known again."""
    return [_MADE_BY, len(written), zlib.crc32(written)]


def _is_list_of_words(key: str, value: Any) -> bool:
    """True where the file has words or phrases under `key`, not patterns or a table of names."""
    if key in _NO_CLASSES:
        return False
    if isinstance(value, list):
        return all(isinstance(item, str) and _PATTERN.isdisjoint(item) for item in value)
    return key in _TABLES


def _weekdays(data: Mapping[str, Any]) -> list[str]:
    return [name for names in data["weekdays"] for name in names]


def _words_of(form: str) -> list[str]:
    """The tokens of a word or phrase; one that ends with an apostrophe stands before a letter."""
    elided = form.endswith("'")
    found = TOKEN.findall(f"{form}x" if elided else form)
    return found[:-1] if elided else found


def _countries(data: Mapping[str, Any]) -> dict[str, str]:
    """Names of countries in the language of the lexicon, those of CLDR and its own."""
    from babel import Locale  # noqa: PLC0415 - not needed where what is kept is fresh

    known = {
        name.casefold().replace("’", "'"): code
        for code, name in Locale(data["language"]).territories.items()
        if len(code) == 2 and code.isalpha() and code not in _NO_COUNTRIES
    }
    # "Hong Kong (China)" is one place, and China another.
    names = {form: code for name, code in known.items() for form in _forms(name)} | known
    for code, extra in data["countries"].items():
        names.update({str(name).casefold(): str(code) for name in extra})
    if data["cased"] == "true":
        return {_unaccented(n): c for n, c in names.items()} | names
    # "to the": the article's first letter is not written after "to".
    names |= {f"لل{n.removeprefix('ال')}": c for n, c in names.items() if n[:2] == "ال"}
    return names | {n.translate(PLAIN): c for n, c in names.items()}


def _forms(name: str) -> Iterable[str]:
    """A name of CLDR's as articles write it: "Myanmar (Burma)" is either, "St." is "Saint"."""
    name = name.replace("&", "and").replace("st. ", "saint ")
    first, bracket, second = name.partition(" (")
    return (first, second.rstrip(")")) if bracket else (name,)


def _unaccented(name: str) -> str:
    letters = unicodedata.normalize("NFKD", name)
    return "".join(letter for letter in letters if not unicodedata.combining(letter))
