"""A fact that is kept from somebody -> what would give it away in a text.

Words are compared as `folded` has them. Most of a phrase gives it away: words in a row that make up
two thirds of its letters. A phone number and a day are compared by value; a person is told by the
surname alone, a count by the number beside a word of what is counted, a country by its names, an
hour by the forms of clocks.
"""

from __future__ import annotations

import datetime
import functools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from eventbrief.facts.countries import country_names, country_words
from eventbrief.facts.datestamp import months, stamps
from eventbrief.facts.fact import Fact, Says, Type
from eventbrief.facts.folded import Folded, digits, fold, words

_ORDER = r"(?:er|st|nd|rd|th|º|°|\.)?"
_LINK = r"[\s-]+(?:(?:of|de|del|du|من)\s+)?"
_JOINT = r"\s*(?:,|-|–|—|and|&|to|et|au|y|al|e|و|إلى)\s*"
_SHORT_NAME = re.compile(r"[^\W\d_a-z]\w{1,2}")  # Roy, Kim: told as they are written
_LEAST = 4  # letters of a run of words, and of a surname, that tell
_LEAST_UNCASED = 3  # letters of a name in a script without capitals, which often leaves out vowels
_UNMISTAKABLE = 8  # letters of a phrase that tells even inside a longer word
_PHONE = 7  # last digits that two forms of a phone number share
_SHORT_PHONE = 4
_NEAR = 3  # words between a number and what is counted
_GAP = r"[ ().\-/·‐-―]{0,3}"
_GROUPED = re.compile(r"(?<![\d.,])\d{1,3}(?:[ .,'’]\d{3})+(?!\d)")
_SCHEME = re.compile(r"^(?:[a-z][a-z0-9+.\-]*:(?://)?)?(?:www\.)?", re.IGNORECASE)
_MORNING = r"(?:a\.?\s?m\b|de\s+la\s+mañana|du\s+matin|صباح|ص\b)"
_LATER = r"(?:p\.?\s?m\b|de\s+la\s+(?:tarde|noche)|مساء|م\b)"
_HOURS = r"(?:h\b|heures?\b|hours?\b|hrs?\b|horas?\b)"


class Reading:
    """A text as secrets are looked for in it; each view of it is made once."""

    def __init__(self, text: str) -> None:
        self.text = text

    @functools.cached_property
    def folded(self) -> Folded:
        """Letters and the bounds of words."""
        return fold(self.text)

    @functools.cached_property
    def digits(self) -> str:
        """The text with plain digits and spaces."""
        return digits(self.text)

    @functools.cached_property
    def days(self) -> frozenset[datetime.date]:
        """The days that it names."""
        if not any(c.isdigit() for c in self.text):
            return frozenset()
        return frozenset(stamp.date for stamp in stamps(self.digits))

    @functools.cached_property
    def tokens(self) -> tuple[tuple[str, ...], ...]:
        """Numbers and folded words in their order: as they stand, and 1,200 read as one number."""
        if not any(c.isdigit() for c in self.text):
            return ()
        joined = _GROUPED.sub(lambda m: re.sub(r"\D", "", m[0]), self.digits)
        return (words(self.digits), words(joined))


@dataclass(frozen=True)
class Words:
    """Words that tell: any of the runs as whole words, or the phrase inside of a longer word."""

    runs: tuple[str, ...]
    inside: str = ""

    def told_by(self, reading: Reading) -> bool:
        """True where the text holds them."""
        if self.inside and self.inside in reading.folded.letters:
            return True
        return any(reading.folded.holds(run) for run in self.runs)


@dataclass(frozen=True)
class Short:
    """An acronym, which tells only as it is written: WHO is not "who"."""

    word: str

    def told_by(self, reading: Reading) -> bool:
        """True where it stands as a word."""
        letters = [re.escape(c) for c in self.word if c != "."]
        return re.search(rf"(?<!\w){'[.]?'.join(letters)}[.]?(?!\w)", reading.text) is not None


@dataclass(frozen=True)
class Phone:
    """The last digits of a phone number, in whatever groups."""

    digits: str

    def told_by(self, reading: Reading) -> bool:
        """True where they end a number."""
        before = r"(?<!\d)" if len(self.digits) < _PHONE else ""
        pattern = before + _GAP.join(self.digits) + r"(?!\d)"
        return re.search(pattern, reading.digits) is not None


@dataclass(frozen=True)
class Day:
    """A day, in whatever form it is written."""

    day: datetime.date

    def told_by(self, reading: Reading) -> bool:
        """True where the text names it."""
        figures = rf"(?<!\d){self.day:%Y[-_./ ]?%m[-_./ ]?%d}(?!\d)"
        return (
            self.day in reading.days
            or re.search(figures, reading.digits) is not None
            or _said_day(self.day).search(reading.digits) is not None
        )


@functools.lru_cache(maxsize=256)
def _said_day(day: datetime.date) -> re.Pattern[str]:
    """The day by its number and its month's name: alone, in a list or a range, with no other year.

    "14 February", "le 14 février", "14, 15 and 16 February", "14-Feb-2027".
    """
    named = [name for name, number in months().items() if number == day.month]
    month = "(?:" + "|".join(re.escape(n) for n in sorted(named, key=len, reverse=True)) + r")\.?"
    own, other = rf"0?{day.day}{_ORDER}", rf"\d{{1,2}}{_ORDER}"
    more = rf"(?:{_JOINT}{other}){{0,4}}"
    last = rf"{own}{more}"
    amid = rf"{own}(?={_JOINT})"
    year = rf"(?!\w)(?!{_LINK}(?!{day.year})(?:19|20)\d\d)"
    ways = (
        rf"(?<![\d.,]){last}{_LINK}{month}{year}",
        rf"(?<![\d.,]){amid}{more}{_LINK}{month}{year}",
        rf"(?<!\w){month}\s{own}(?!\d)(?!,?\s(?!{day.year})(?:19|20)\d\d)",
    )
    return re.compile("|".join(ways), re.IGNORECASE)


@dataclass(frozen=True)
class Count:
    """A number, beside a word of what is counted."""

    number: int
    kinds: tuple[str, ...]

    def told_by(self, reading: Reading) -> bool:
        """True where the two stand close together."""
        wanted = str(self.number)
        return any(
            word.startswith(self.kinds)
            for tokens in reading.tokens
            for at, token in enumerate(tokens)
            if token == wanted
            for word in tokens[max(0, at - _NEAR) : at + _NEAR + 1]
        )


@dataclass(frozen=True)
class Clock:
    """A time of day: 14:30, 14h30, 2.30 p.m."""

    hour: int
    minute: int

    def told_by(self, reading: Reading) -> bool:
        """True where the text names it."""
        if not any(c.isdigit() for c in reading.text):
            return False
        pattern = _clock_pattern(self.hour, self.minute)
        return re.search(pattern, reading.digits, re.IGNORECASE) is not None


Sign = Words | Short | Phone | Day | Count | Clock


def signs(fact: Fact, text: str) -> Iterator[Sign]:
    """What gives away a text, a name or an address."""
    if fact.says is Says.PHONE:
        yield from _phones(text)
        return
    whole = _whole(fact, text)
    if whole:
        yield Words((whole,))
        return
    phrase = words(text)
    if sum(map(len, phrase)) >= (_LEAST_UNCASED if _uncased(text) else _LEAST):
        letters = "".join(phrase)
        long = len(phrase) > 1 and len(letters) >= _UNMISTAKABLE
        yield Words(tuple(_runs(phrase)), letters if long else "")
    elif len(text.strip()) > 1 and any(c.isupper() for c in text):
        yield Short(text.strip())
    if fact.says is Says.PERSON:
        yield from (Words((surname,)) for surname in _surnames(text))
        yield from (Short(one) for one in text.split()[1:] if _SHORT_NAME.fullmatch(one))


def day_signs(value: str) -> Iterator[Sign]:
    """What gives away a whole day; a month or a year alone is no secret."""
    if len(value) == 10:
        yield Day(datetime.date.fromisoformat(value))


def count_signs(fact: Fact, number: int, kinds: Iterable[str]) -> Iterator[Sign]:
    """What gives away how many of a kind there are."""
    if fact.says is Says.COUNTRIES:
        yield Count(number, country_words())
        return
    found = [w for kind in kinds for w in words(kind) if len(w) >= _LEAST_UNCASED]
    if found:
        yield Count(number, tuple(w[: max(_LEAST, len(w) - 2)] for w in found))


def country_signs(fact: Fact, code: str) -> Iterator[Sign]:
    """What gives away a country by one of its names, in each of which words may be left out."""
    for name in country_names(code):
        yield from signs(fact, name)


def clock_signs(value: str) -> Iterator[Sign]:
    """What gives away a time of day, written as 14:30."""
    hour, _, minute = value.partition(":")
    yield Clock(int(hour), int(minute))


@functools.lru_cache(maxsize=256)
def _clock_pattern(hour: int, minute: int) -> str:
    """The forms of a clock in running text; a bare number is none."""
    exact = f"0?{hour}"
    twelve, half = f"0?{hour % 12 or 12}", _MORNING if hour < 12 else _LATER
    whole = "?" if minute == 0 else ""  # minutes may be left out of a whole hour
    forms = (
        rf"{exact}\s?[:h]\s?{minute:02d}(?!\d)(?!\s?[ap]\.?\s?m\b)",
        rf"{exact}[.]{minute:02d}\s?{_HOURS}",
        *([rf"{exact}\s?{_HOURS}(?!\s?\d)"] if minute == 0 else []),
        rf"{twelve}(?:\s?[:.h]\s?{minute:02d}){whole}\s?(?:h(?:eures?|oras?)?\s)?{half}",
    )
    return rf"(?<![\d:.,])(?:{'|'.join(forms)})"


def _runs(phrase: tuple[str, ...]) -> Iterator[str]:
    """The shortest runs of consecutive words that make up two thirds of the phrase."""
    total = sum(map(len, phrase))
    least = max(min(_LEAST, total), -(-2 * total // 3))
    for start in range(len(phrase)):
        run = ""
        for word in phrase[start:]:
            run += word
            if len(run) >= least:
                yield run
                break


def _whole(fact: Fact, text: str) -> str:
    """The letters of an address, a link or a file, of which no part tells; else nothing."""
    file = fact.type is Type.FILE
    if not file and (fact.type is not Type.ADDRESS or (fact.worded and " " in text.strip())):
        return ""
    if file:
        text = PurePosixPath(text.replace("\\", "/")).stem
    letters = "".join(words(_SCHEME.sub("", text)))
    return letters if len(letters) >= _LEAST else ""


def _phones(text: str) -> Iterator[Sign]:
    plain = digits(text)
    groups = re.findall(rf"\d(?:{_GAP}\d)*", plain)
    numbers = [re.sub(r"\D", "", group) for group in groups]
    long = [number for number in numbers if len(number) >= _PHONE]
    joined = "".join(numbers)
    if long:
        yield from (Phone(number[-_PHONE:]) for number in long)
    elif len(joined) >= _SHORT_PHONE:
        yield Phone(joined[-_PHONE:])


def _surnames(text: str) -> Iterator[str]:
    """The last word of a name, or what is written as a surname: `Roy, Ana`, `ROY Ana`."""
    parts = text.replace(",", " , ").split()
    if len(parts) < 2:
        return
    found = [parts[-1]]
    found += [parts[parts.index(",") - 1]] if "," in parts[1:] else []
    capitals = [p for p in parts if len(p) > 1 and p.isupper()]
    found += capitals if len(capitals) < len(parts) else []
    for one in found:
        letters = "".join(words(one))
        least = _LEAST_UNCASED if _uncased(one) else _LEAST
        if len(letters) >= least and not one[:1].islower():  # "Duty phone" is nobody's surname
            yield letters


def _uncased(text: str) -> bool:
    return not any(c.isupper() or c.islower() for c in text)
