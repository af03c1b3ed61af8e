"""A language's lexicon file -> words and patterns, compiled when first asked for."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable
from importlib import resources

from eventbrief.extract.text.compiled import PLAIN, Compiled, compiled, words_under
from eventbrief.extract.text.tokens import ARTICLE, Phrases, Words

UPPER = "A-ZÀ-ÖØ-ÞĀĂĄĆĈĊČĎĐĒĔĖĘĚĜĞĠĢĤĦĨĪĬĮİĲĴĶĹĻĽĿŁŃŅŇŊŌŎŐŒŔŖŘŚŜŞŠŢŤŦŨŪŬŮŰŲŴŶŸŹŻŽȘȚ"
_HOME = "eventbrief.extract"
LETTER = r"[^\W\d_]"
# A word with a capital: "Union", "N'Djamena", "Jean-Pierre", "DGSN"; not "d'Ivoire". Its length is
# bounded, so that no text costs more than its length.
LOWER = rf"(?-i:(?![{UPPER}]){LETTER})"  # a letter that is no capital
CAPITAL = rf"[{UPPER}](?:{LETTER}|[.&\d](?=[^\s\W])|[-'](?={LETTER})){{0,40}}"


@functools.cache
def languages() -> tuple[str, ...]:
    """The languages that there is a lexicon for, in alphabetical order."""
    folder = resources.files(_HOME) / "lexicon"
    return tuple(
        sorted(f.name.removesuffix(".yaml") for f in folder.iterdir() if f.name.endswith(".yaml"))
    )


@functools.cache
def lexicon(language: str) -> Lexicon:
    """The lexicon of `language`, which must be one of `languages()`."""
    return Lexicon(compiled(language))


# Letters that Arabic hands write in several ways; each pattern matches all of them.
_WRITTEN_ALIKE = str.maketrans(dict.fromkeys("اأإآ", "[اأإآ]") | dict.fromkeys("ىي", "[ىي]"))


# What Arabic writes to the front of a word, longest first: and, in, for, as, the; with the bits of
# `tokens` that tell which. Those with the article are no part of the word in nearly all cases; the
# single letters only where the lexicon knows what is left.
_FRONTS = (
    ("وبال", 224), ("وكال", 224), ("فبال", 224), ("ولل", 224), ("وال", 96), ("فال", 96),
    ("بال", 160), ("كال", 160), ("لل", 160), ("ال", 32), ("وب", 192), ("ول", 192),
    ("و", 64), ("ف", 64), ("ب", 128), ("ل", 128), ("ك", 128),
)  # fmt: skip
_FRONTS_BY_LETTER = {
    letter: tuple((f, bits, bool(bits & ARTICLE)) for f, bits in _FRONTS if f[0] == letter)
    for letter in "وفبكلا"
}


def alternatives(words: Iterable[str]) -> str:
    """A group that matches any of `words`, the longest first, white space as it comes."""
    return _alternatives(frozenset(words))


@functools.lru_cache(maxsize=512)
def _alternatives(words: frozenset[str]) -> str:
    ordered = sorted(words, key=lambda word: (-len(word), word))
    parts = (re.escape(w).replace(r"\ ", r"\s+").translate(_WRITTEN_ALIKE) for w in ordered)
    return "(?:" + "|".join(parts) + ")"


def any_of(patterns: Iterable[str]) -> str:
    """A group that matches any of `patterns`."""
    return "(?:" + "|".join(patterns) + ")"


class Lexicon:
    """The words of one language; patterns are compiled once and kept."""

    def __init__(self, found: Compiled) -> None:
        data = found.data
        for table in ("numbers", "ordinals", "ordinal_tens"):
            data[table] = {str(word): int(value) for word, value in data[table].items()}
        self.data = data
        self.countries = found.countries
        """Names of countries, case folded, with their ISO 3166-1 code."""
        self._bits = {name: 1 << number for number, name in enumerate(found.lists)}
        self.classes = found.words
        """Word in lower case -> its classes."""
        self._found = found
        self.language: str = data["language"]
        self.lowercase_names: bool = data["lowercase_names"] == "true"
        self.drops_subject: bool = data["drops_subject"] == "true"
        self.verb_first: bool = data["verb_first"] == "true"
        self.ordinal_after: bool = data["ordinal_after"] == "true"
        # A script without capitals shows no names; words that are none are told by their list.
        self.cased: bool = data["cased"] == "true"
        # What is written to the front of a word: "and", "in", "the".
        self.clitics: str = data["clitics"]
        self.attached_and: str = data["attached_and"]
        self.attached_in: str = data["attached_in"]

    def words(self, key: str) -> frozenset[str]:
        """The list under `key`, in lower case."""
        return self._words(key)

    @functools.cache  # noqa: B019 - lexicons live as long as the program
    def _words(self, key: str) -> frozenset[str]:
        return words_under(self.data[key])

    @functools.cached_property
    def seen_words(self) -> Words:
        """What is known of words that were read before; the tokens of all texts share it."""
        return Words(self)

    @functools.cached_property
    def phrases(self) -> Phrases:
        """By first and second word: what follows in a phrase, its classes, all but its first."""
        return self._found.starts()

    def bit(self, name: str) -> int:
        """The bit of the list `name` in a mask of classes.

        Raises:
            KeyError: the lexicon has no list of this name.
        """
        return self._bits[name]

    @functools.cache  # noqa: B019
    def bits(self, *names: str) -> int:
        """The bits of several lists, joined."""
        return functools.reduce(int.__or__, (self.bit(name) for name in names), 0)

    def mask(self, word: str) -> int:
        """The classes of a word in lower case."""
        return self.classes.get(word, 0)

    def without_front(self, word: str) -> tuple[str, int]:
        """The word without what is written to its front, and which of them there were."""
        if not self.clitics:
            return word, 0
        known, length = self.classes, len(word)
        for front, bits, sure in _FRONTS_BY_LETTER.get(word[:1], ()):
            if word.startswith(front) and length > len(front) + 1:
                rest = word[len(front) :].translate(PLAIN)
                if sure or known.get(rest):
                    return rest, bits
        return word.translate(PLAIN), 0

    @property
    def attached_lead(self) -> str:
        """A pattern for "and" where it may be written to the front of the next word."""
        return f"(?:{self.attached_and})?"

    def bare(self, word: str) -> str:
        """The word without what is written to its front."""
        if not self.clitics:
            return word
        rest = self._clitics.sub("", word, count=1)
        return (rest if len(rest) > 1 else word).translate(PLAIN)

    @functools.cached_property
    def _clitics(self) -> re.Pattern[str]:
        return re.compile(self.clitics)

    def raw(self, key: str) -> str:
        """The pattern under `key` as it stands in the file."""
        return str(self.data[key])

    @functools.cache  # noqa: B019
    def pattern(self, key: str) -> re.Pattern[str]:
        """The pattern or list of words under `key`, bounded by words, in any case."""
        value = self.data[key]
        written = value.translate(_WRITTEN_ALIKE) if isinstance(value, str) else None
        body = written or alternatives(map(str, value))
        return re.compile(rf"(?<!\w){self.clitics}{body}(?!\w)", re.IGNORECASE)

    @functools.cached_property
    def determiner(self) -> str:
        """A pattern for an article or the like, with the space after it."""
        words = sorted(self.words("determiners"), key=len, reverse=True)
        parts = [re.escape(w) + ("" if w.endswith("'") else r"\s+") for w in words]
        return "(?i:" + "|".join(parts) + ")"

    @functools.cached_property
    def of_words(self) -> str:
        """A pattern for the small words between a noun and its name, with their space."""
        words = sorted(self.words("of_words"), key=len, reverse=True)
        parts = [re.escape(w) + ("" if w.endswith("'") else r"\s+") for w in words]
        return "(?i:" + "|".join(parts) + ")"

    def participant_kind(self, words: str) -> str:
        """What all languages call the kind of participant that `words` name, or the words."""
        lowered = words.lower()
        kinds: dict[str, list[str]] = self.data["participant_kinds"]
        fitting = [
            (len(form), kind)
            for kind, forms in kinds.items()
            for form in forms
            if lowered == form or lowered.endswith(f" {form}")
        ]
        return max(fitting)[1] if fitting else lowered

    @functools.cached_property
    def multiples(self) -> dict[str, int]:
        """Words that multiply the number before them: million, dozen."""
        return {str(word).lower(): int(size) for word, size in self.data["multiples"].items()}

    @functools.cached_property
    def event_noun(self) -> re.Pattern[str]:
        """Any noun that names a kind of event, or an edition of one."""
        nouns = alternatives(self.words("event_heads") | self.words("edition_words"))
        return re.compile(rf"(?<!\w){self.clitics}{nouns}(?!\w)", re.IGNORECASE)

    @functools.cached_property
    def the_event(self) -> re.Pattern[str]:
        """The event spoken of without its name: "the gathering", "cette rencontre"."""
        nouns = alternatives(self.words("event_heads") | self.words("event_words"))
        known = alternatives(self.words("event_words"))
        return re.compile(
            rf"(?<!\w){self.determiner}{nouns}(?!\w)|(?<!\w){self.clitics}{known}(?!\w)",
            re.IGNORECASE,
        )

    @functools.cached_property
    def other_event(self) -> re.Pattern[str]:
        """What tells that another meeting is spoken of: "last year's", "the previous assembly"."""
        adjectives = alternatives(self.words("other_adjectives"))
        noun = self.event_noun.pattern
        earlier = rf"{adjectives}\s+{noun}" if not self.ordinal_after else rf"{noun}\s+{adjectives}"
        said = self.pattern("other_event").pattern
        return re.compile(rf"{said}|(?<!\w){earlier}(?!\w)", re.IGNORECASE)

    @functools.cached_property
    def weekdays(self) -> dict[str, int]:
        """Names of the days with their number, Monday being 0."""
        return {
            name: number for number, names in enumerate(self.data["weekdays"]) for name in names
        }

    @functools.cached_property
    def country(self) -> re.Pattern[str]:
        """Any country's name, as it stands in text; `country_code` tells which."""
        names = alternatives(self.countries)
        return re.compile(
            rf"(?<![\w-]){self.data['noun_clitics']}(?P<name>{names})(?![\w-])", re.IGNORECASE
        )

    def country_code(self, match: re.Match[str]) -> str:
        """The ISO 3166-1 code of the country that `country` found."""
        name = re.sub(r"\s+", " ", match["name"]).casefold()
        return self.countries.get(name) or self.countries[name.translate(PLAIN)]

    @functools.cached_property
    def demonym(self) -> re.Pattern[str]:
        """Any adjective of nationality; which country it is tells `demonym_country`."""
        forms = alternatives(form for forms in self.data["demonyms"].values() for form in forms)
        return re.compile(
            rf"(?<![\w-]){self.clitics}(?P<form>{forms}){self.data['demonym_endings']}(?![\w])",
            re.IGNORECASE,
        )

    def demonym_country(self, form: str) -> str:
        """The country whose adjective begins with `form`."""
        return self._demonyms.get(form.casefold()) or self._demonyms[form.translate(PLAIN)]

    @functools.cached_property
    def _demonyms(self) -> dict[str, str]:
        codes = {
            str(form).casefold(): str(code)
            for code, forms in self.data["demonyms"].items()
            for form in forms
        }
        return codes | {form.translate(PLAIN): code for form, code in codes.items()}
