"""A word -> the sign that stands for it in the patterns of dates.

One sign a token, so that a place in the signs is the number of a token. Words that do small work
("to", "of the", "from") are letters whose bits say which of it they can do, as "au" is both.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Container, Iterable

from eventbrief.extract.text.lexicon import Lexicon
from eventbrief.extract.text.numbers import ordinal
from eventbrief.extract.text.tokens import Token, Tokens
from eventbrief.facts.datestamp import month_number, months, months_of

PLAIN = str.maketrans("أإآى", "اااي")
_SMALL = ("range_from", "range_to", "conjunctions", "date_links", "month_links", "hour_links")
# The sign of a word that can do nothing of it; the others follow by their bits. They are of one
# byte, so that patterns over them are quick to make and to search for.
_FIRST = 0xC0
_MARKS = {"–": "-", "—": "-", "‒": "-", "−": "-", "~": "-"} | {c: c for c in "-/.,():\n"}
_OTHER = chr(_FIRST)
_LONG = 9  # letters; ordinals of two words in one are longer
_MOST = 50_000  # words that are kept
_DOTTED = re.compile(r"(\d{1,2})[.](\d{1,2})[.](\d{4}|\d{2})")
_PACKED = re.compile(r"\d{1,2}(?:,\d{1,2})+")
_ATTACHED = re.compile(r"(?P<and>و)?(?:ال)?ـ?(?P<day>\d{1,2})")  # "و21", "الـ5"
_VOWELS = re.compile("[\u064b-\u0652\u0670]")
_FRONTS = ("وال", "بال", "لل", "ال", "و", "ل", "ب")
_HOURS = ("h", "am", "pm", "hr", "hrs")
_HOUR = re.compile(r"(?:h|am|pm|hrs?)(?:\d{2})?")
_NEAR = (
    ("day_before_yesterday", "["),
    ("yesterday", "<"),
    ("today", "="),
    ("tomorrow", ">"),
    ("day_after_tomorrow", "]"),
)
_TURNS = (("next", "X"), ("last", "V"), ("current", "J"))
OFFSETS = {sign: days for (_, sign), days in zip(_NEAR, (-2, -1, 0, 1, 2), strict=True)}
TURNS = {"X": 1, "V": -1, "J": 0}


@functools.cache
def small(key: str) -> str:
    """A class of the signs for words that can do this work."""
    bit = 1 << _SMALL.index(key)
    return "[" + "".join(chr(_FIRST + n) for n in range(64) if n & bit) + "]"


def unsigned(text: str) -> int:
    """The number that figures write, in any script's digits."""
    return int(re.search(r"\d+", text).group())  # type: ignore[union-attr]


class Signs(dict[str, str]):
    """Word in lower case -> sign; what was asked for once is kept.

    Attributes:
        numbers: what an ordinal or a number in words counts.
        own: names of the months in the language; `two` and `seconds` have the first and
            the second words of those that have two.
        tens: what the second word of a number adds: "عشر", "والعشرين".
        weekdays: names of days, without what is written to their front, Monday being 0.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        super().__init__()
        self.lexicon = lexicon
        self.weekdays = {
            form: n for name, n in lexicon.weekdays.items() for form in self._forms(name)
        }
        names = months_of(lexicon.language)
        self.own = names | {name.translate(PLAIN): number for name, number in names.items()}
        self.two = {name.split()[0] for name in names if " " in name}
        self.seconds = {name.split()[1] for name in names if " " in name}
        self.numbers: dict[str, int] = {}
        self.tens: dict[str, int] = {}
        self._read_numbers()
        self._small = lexicon.bits(*_SMALL)
        self._phrases = lexicon.bits(*(key for key, _ in (*_NEAR, *_TURNS)))
        self._telling = (
            self._small | self._phrases | lexicon.bits("numbers", "hour_units", "year_nouns")
        )
        self._special = self._special_words()
        self._tens_of_ordinals = tuple(lexicon.data["ordinal_tens"])

    def _read_numbers(self) -> None:
        lexicon = self.lexicon
        ordinals: dict[str, int] = lexicon.data["ordinals"]
        for words, value in ordinals.items():
            first, _, second = words.partition(" ")
            if not second or " " in second:
                continue
            ten = value // 10 * 10
            self.tens[second] = ten
            self.numbers.setdefault(first, value - ten)
        for word, value in lexicon.data["numbers"].items():
            if lexicon.attached_and and value in (20, 30):
                self.tens |= {f"{lexicon.attached_and}ال{word}": value, f"و{word}": value}
        self.numbers |= {w: v for w, v in ordinals.items() if " " not in w and v <= 31}

    def _special_words(self) -> frozenset[str]:
        """The words that have a sign of their own, whatever list they are on."""
        named = {*self.own, *self.weekdays, *self.numbers}
        fronted = {f"{front}{word}" for front in _FRONTS for word in named}
        return frozenset(
            named.union(
                self.tens, self.two, self.seconds, months(), _HOURS,
                self.lexicon.words("day_suffixes"), fronted if self.lexicon.clitics else (),
            )
        )  # fmt: skip

    def _forms(self, name: str) -> set[str]:
        plain = name.translate(PLAIN)
        return {name, plain, plain.removeprefix("ال")} if self.lexicon.clitics else {name}

    def of(self, tokens: Tokens) -> str:
        """The signs of a text; those of phrases stand at their first word."""
        known = self.get
        signs = [known(token.low) or self._learn(token) for token in tokens]
        for phrase in tokens.phrases:
            if phrase.mask & self._phrases:
                sign = self._of_mask(phrase.mask)
                if sign:
                    signs[phrase.first] = sign
                    for n in range(phrase.first + 1, phrase.last + 1):
                        signs[n] = "~"
        return "".join(signs)

    def _learn(self, token: Token) -> str:
        word, mask = token.low, token.mask
        if (
            not mask & self._telling
            and word.isalpha()
            and word not in self._special
            and (len(word) <= _LONG or not word.startswith(self._tens_of_ordinals))
        ):  # letters that have nothing to do with a date: what most words are
            if len(self) < _MOST:
                self[word] = _OTHER
            return _OTHER
        if bare := _VOWELS.sub("", word):
            word = bare
            mask |= self.lexicon.mask(word)
        sign = self._sign(word, mask)
        if len(self) < _MOST:
            self[token.low] = sign
        return sign

    def _sign(self, word: str, mask: int) -> str:
        if word[0] == "\n":
            return "\n"
        if word[0].isdecimal():
            return _figures(word)
        return (
            _MARKS.get(word)
            or self._listed(word, (("M", self.own), ("H", self.tens), ("W", self.weekdays)))
            or self._attached(word)
            or ("S" if word in self.lexicon.words("day_suffixes") else "")
            or self._of_mask(mask)
            or self._listed(word, (("K", self.two), ("O", self.seconds), ("O", self.numbers)))
            or self._rare(word, mask)
            or self._work(mask)
        )

    @staticmethod
    def _listed(word: str, lists: Iterable[tuple[str, Container[str]]]) -> str:
        return next((sign for sign, words in lists if word in words), "")

    def _rare(self, word: str, mask: int) -> str:
        """Long ordinals, months of other languages, numbers in words, hours, "year"."""
        lexicon = self.lexicon
        cardinal = mask & lexicon.bit("numbers") and lexicon.data["numbers"].get(word, 99) < 32
        holds = {
            "O": len(word) > _LONG and (ordinal(word, lexicon) or 99) < 32,
            "E": len(word) > 2 and month_number(word) > 0,
            "C": cardinal,
            "U": mask & lexicon.bit("hour_units") or _HOUR.fullmatch(word),
            "Z": mask & lexicon.bit("year_nouns"),
        }
        return next((sign for sign, true in holds.items() if true), "")

    def _work(self, mask: int) -> str:
        if not mask & self._small:
            return _OTHER
        does = sum(1 << n for n, key in enumerate(_SMALL) if mask & self.lexicon.bit(key))
        return chr(_FIRST + does)

    def _attached(self, word: str) -> str:
        """The sign of a figure, day or month with "and", "in" or "for" written to its front."""
        if not self.lexicon.clitics:
            return ""
        bare = word[1:]
        if figure := _ATTACHED.fullmatch(word):
            return ("Q" if figure["and"] else "D") if 0 < int(figure["day"]) < 32 else ""
        for front in _FRONTS:
            rest = word.removeprefix(front)
            if rest == word or len(rest) < 2:
                continue
            if rest in self.weekdays:
                return "R" if front[0] == "و" else "W"
            if rest in self.own and front in ("ل", "ب"):
                return "M"
        return "Q" if word[0] == "و" and bare in self.numbers else ""

    def _of_mask(self, mask: int) -> str:
        for key, sign in (*_NEAR, *_TURNS):
            if mask & self.lexicon.bit(key):
                return sign
        return ""

    def weekday(self, word: str) -> int | None:
        """The day of the week that the word names."""
        forms = [word, *(word.removeprefix(f) for f in _FRONTS)]
        return next((self.weekdays[f] for f in forms if f in self.weekdays), None)

    def month(self, words: str) -> int:
        """The month that the words name, 0 if there is none."""
        forms = (words, words.translate(PLAIN), words[1:])
        return next((n for n in (self.own.get(f) or month_number(f) for f in forms) if n), 0)

    def day(self, words: list[str]) -> int:
        """The day that a figure or ordinal names, with its suffix or tens."""
        first = words[0]
        if first[-1].isdecimal():
            return unsigned(first)
        known = self.numbers.get(first) or self.numbers.get(first[1:])
        known = known or ordinal(first, self.lexicon)
        value = known or self.lexicon.data["numbers"].get(first, 0)
        return int(value) + (self.tens.get(words[1], 0) if len(words) > 1 else 0)


def _figures(word: str) -> str:
    if word.isdecimal():
        if len(word) == 4:
            return "Y" if 1900 <= int(word) < 2100 else _OTHER
        if len(word) < 3:
            return "D" if 0 < int(word) < 32 else "N"
        return _OTHER
    if _DOTTED.fullmatch(word):
        return "G"
    if _PACKED.fullmatch(word) and all(0 < int(p) < 32 for p in word.split(",")):
        return "P"
    return _OTHER


@functools.cache
def signs_of(lexicon: Lexicon) -> Signs:
    """The signs of a language's words."""
    return Signs(lexicon)
