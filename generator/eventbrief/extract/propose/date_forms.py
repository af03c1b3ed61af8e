"""A reading's words -> the days and ranges that they write, with what they leave unsaid.

The forms of a date are patterns over the signs of its words (`date_signs`), the same for all
languages, the longest first.
"""

from __future__ import annotations

import datetime
import functools
import re
from dataclasses import dataclass, replace
from itertools import pairwise

from eventbrief.extract.propose.date_signs import OFFSETS, TURNS, Signs, signs_of, small, unsigned
from eventbrief.extract.text.reading import Reading
from eventbrief.extract.text.span import Span
from eventbrief.extract.text.tokens import Tokens

_OF_YEAR = re.compile("[XV]Z|Z[XV]")  # "next year", "año próximo"
_AROUND = 24  # words on either side of a month in which its date stands
_ANCHORS = {
    "month": re.compile("[MEK]"),
    "figures": re.compile(r"[DY][/\-.]D[/\-.][DNY]|G"),
    "weekday": re.compile("[WR]"),
    "day": re.compile(r"[XVJ].{1,4}D|DS.{1,4}DS|D.{1,4}D"),
    "near": re.compile(r"[<=>\[\]]"),
}


@dataclass(frozen=True)
class Day:
    """A date as far as it is said; parts left unsaid are None, a year alone has month 0."""

    year: int | None
    month: int
    day: int | None

    def iso(self) -> str:
        """ISO 8601, as precise as it is known. The year must be known."""
        text = f"{self.year:04d}"
        text += f"-{self.month:02d}" if self.month else ""
        return f"{text}-{self.day:02d}" if self.day else text

    def exists(self) -> bool:
        """True where there is such a day."""
        try:
            datetime.date(self.year or 2024, self.month or 1, self.day or 1)
        except ValueError:
            return False
        return True

    def date(self) -> datetime.date:
        """The day, or the first one that it may be. The year must be known."""
        return datetime.date(self.year or 1, self.month or 1, self.day or 1)

    @classmethod
    def of(cls, date: datetime.date) -> Day:
        """The day of a date."""
        return cls(date.year, date.month, date.day)


@dataclass(frozen=True)
class Form:
    """What words write: one day or two, nothing added.

    Attributes:
        span: the words.
        first: the first token; `last` is the last, included.
        kind: range, list ("3, 5 and 8 May"), date, number, month, day (of an unsaid month),
            weekday, near ("today").
        start: the first day; month 0 where only the day of a month is said.
        end: the last day of a range.
        weekdays: the names of days that are said, Monday being 0.
        turn: 1 for "next", -1 for "last", 0 for "this", None where nothing of it is said; 2 and
            -2 of a year.
        other: the first day where month and day can be read the other way round.
        offset: of a near day, how many days it is from the day of publication.
    """

    span: Span
    first: int
    last: int
    kind: str
    start: Day
    end: Day | None = None
    weekdays: tuple[int, ...] = ()
    turn: int | None = None
    other: Day | None = None
    offset: int = 0


def find_forms(reading: Reading) -> list[Form]:
    """Every form of a day in the text, none inside another, in the order of the text."""
    tokens = reading.tokens
    table = signs_of(reading.lexicon)
    signs = table.of(tokens)
    taken = bytearray(len(signs))
    found = []
    near = {anchor: _near(anchor, signs) for anchor in _ANCHORS}
    for kind, anchor, form in _forms(reading.lexicon.raw("month_before_day") == "true"):
        if not near[anchor]:
            continue
        pattern = _compiled(form)
        matches = (m for stretch in near[anchor] for m in pattern.finditer(signs, *stretch))
        for match in matches:
            first, stop = match.span()
            if any(taken[first:stop]):
                continue
            read = _Reader(tokens, table, signs, match).form(kind)
            if read:
                taken[read.first : stop] = b"\1" * (stop - read.first)
                found.append(read)
    return sorted(found, key=lambda form: form.first)


def _near(anchor: str, signs: str) -> list[tuple[int, int]]:
    """The stretches around the signs without which there is no form of this sort."""
    found: list[tuple[int, int]] = []
    for match in _ANCHORS[anchor].finditer(signs):
        start, end = max(0, match.start() - _AROUND), match.end() + _AROUND
        if found and start <= found[-1][1]:
            start = found.pop()[0]
        found.append((start, end))
    return found


@functools.cache
def _compiled(form: str) -> re.Pattern[str]:
    return re.compile(form)


@functools.cache
def _forms(month_before_day: bool) -> tuple[tuple[str, str, str], ...]:
    """Each form, the longest first: its kind, its anchor, and its pattern over the signs."""
    to, both, lead, of = (
        small(key) for key in ("range_to", "conjunctions", "range_from", "date_links")
    )
    turn = "[XVJ]"
    month = r"(?:[ME]|KO?)\.?(?:[/,-]?\(?(?:[ME]|KO)\)?)?"
    weekday = rf"(?:[WR]\.?(?:,?(?:{both}|{to})?[WR]\.?)*,?(?:{turn}|a(?=D)|{of})*)?"
    aside = r"(?:\(W\.?\))?"  # "20 (Wed) to 23 (Sat)"
    plain_day = rf"(?:D(?:\.?S)?|OH?S?|C(?={of}+[MEK])|(?<={of})C(?=[MEK]))"
    day = rf"{weekday}{of}*(?P<d1>{plain_day}){aside}"
    until = rf"{weekday}{of}*(?P<d2>{plain_day}|QH?S?){aside}"
    lists = rf"(?:,{weekday}{of}*{plain_day})*"
    side = rf"{of}*(?:{turn}Z|Z?{turn})(?!D)"  # "next year", "prochain"
    y1, y2 = (rf"(?:\.?,?{of}*Z?(?P<y{n}>Y)|{side})?" for n in (1, 2))
    hour = rf"(?:,?\(?(?:{of}|{small('hour_links')})*[DN](?::[DN]U*|U+)(?:-[DN](?::[DN])?U*)?\)?)?"
    joint = rf"(?:,?(?:{of}?(?:{to}|{both})+|[-/])(?:{lead}|{of})*|(?=Q)|,?(?=R))"
    also = rf"(?:,{weekday}{of}*{plain_day}(?={joint}))?"  # "30 novembre, 1er et 2 décembre"
    bounds, ends = r"(?<![DNYG][/\-.:])(?<!/)", r"(?![/:][DNY])(?!-[DNY](?!:))"
    alone = rf"(?<!D{to})(?<!D{both})(?<!D[-/])"  # no last day of another range
    n1, n2 = (
        rf"(?:(?P<a{n}>D)(?P<s{n}>[/\-.])(?P<b{n}>D)(?P=s{n})(?P<c{n}>[YND])|(?P<g{n}>G)"
        rf"|(?P<i{n}>Y(?P<t{n}>[/-])D(?P=t{n})D))"
        for n in (1, 2)
    )
    m1, m2 = (rf"{of}*(?P<m{n}>{month})" for n in (1, 2))
    f1, f2 = (rf"(?P<m{n}>{month}),?{of}*" for n in (1, 2))  # month first
    year_first = "" if month_before_day else rf"(?=\.?,?{of}*Y)"
    return (
        ("range", "figures", rf"{bounds}{n1}{hour}{joint}{weekday}{of}*{n2}{ends}"),
        ("range", "figures", rf"{bounds}(?P<d1>D)(?:/(?P<p1>D))?{joint}{weekday}{of}*{n2}{ends}"),
        ("number", "figures", rf"{bounds}{n1}{ends}"),
        ("range", "month", rf"{alone}{day}{m1}{y1}{also}{hour}{joint}{until}{m2}{y2}"),
        ("range", "month", rf"{f1}{day}{y1}{hour}{joint}{weekday}{f2}{until}(?!U){y2}"),
        ("range", "month", rf"{day}{lists}{hour}{joint}{until}{m2}{y2}"),
        ("range", "month", rf"(?P<list>P)(?:{joint}{until})?{m2}{y2}"),
        ("range", "month", rf"{f2}{day}{lists}{joint}{until}(?!U|[/-]D){y2}"),
        ("date", "month", rf"{day},?{m1}{y1}"),
        ("date", "month", r"(?P<d1>D)(?P<s1>[/-])(?P<m1>[ME])(?P=s1)(?P<y1>Y)"),
        ("date", "month", rf"{f1}{day}(?!U|[/-]D){year_first}{y1}"),
        (
            "month",
            "month",
            rf"(?P<m1>M){y1}(?:{to}|{both}|[-/]){of}*(?P<m2>M)\.?,?{of}*Z?(?P<y2>Y)",
        ),
        ("month", "month", rf"(?P<m1>{month}),?{of}*Z?(?P<y1>Y)"),
        (
            "month",
            "month",
            rf"(?:{small('month_links')}{of}*{turn}?|{turn})(?P<m1>M)(?![DN])(?:{side})?",
        ),
        ("month", "month", rf"(?P<m1>M)(?P<turn>{of}*{turn})"),
        ("day", "weekday", rf"W,?{of}*(?P<d1>DS?){joint}W,?{of}*(?P<d2>DS?)(?!U|[:/.][DN])"),
        ("day", "weekday", rf"W,?{of}*(?P<d1>DS?)(?!U|[:/.][DN])"),
        ("day", "day", rf"{turn}{of}+(?P<d1>DS?)(?!U|[:/.][DN])(?={of}|[,.\n])"),
        ("day", "day", rf"{lead}{of}*(?P<d1>DS){joint}{of}*(?P<d2>DS)(?!{of}*[ME])"),
        ("day", "day", rf"{lead}{of}*(?P<d1>D){joint}{of}*(?P<d2>D)(?={of}+[^ME]|[,.\n])"),
        ("weekday", "weekday", rf"W\.?{joint}{weekday}(?<=[WR])(?P<turn>{of}*{turn})?"),
        ("weekday", "weekday", rf"[WR](?P<turn>{of}*{turn})?(?![,.]?\(?{of}*[DN])"),
        ("near", "near", r"[<=>\[\]]~*"),
    )


def _is_backwards(start: Day, end: Day) -> bool:
    """True where the days of one month do not follow each other."""
    same = start.month == end.month and (start.year or end.year) == end.year
    return same and (start.day or 0) >= (end.day or 32)


class _Reader:
    """One match of a pattern, read."""

    def __init__(self, tokens: Tokens, table: Signs, signs: str, match: re.Match[str]) -> None:
        self._tokens, self._table, self._signs, self._match = tokens, table, signs, match
        self._groups = match.re.groupindex

    def form(self, kind: str) -> Form | None:
        """What is written; None where there is no such day."""
        start, end, other = self._days()
        first, stop = self._first(), self._match.end()
        while stop > first + 1 and self._signs[stop - 1] in ",.(":
            stop -= 1
        if kind in ("weekday", "near"):
            start = Day(None, 0, None)
            first = self._match.start()
        if start is None or not start.exists() or (end and not end.exists()):
            return None
        if kind == "range" and self._gaps():
            kind = "list"
        if end and _is_backwards(start, end):
            return None
        return Form(
            self._tokens.span(first, stop - 1), first, stop - 1, kind, start, end,
            self._weekdays(first, stop), self._turn(first, stop), other,
            OFFSETS.get(self._signs[first], 0),
        )  # fmt: skip

    def _days(self) -> tuple[Day | None, Day | None, Day | None]:
        start, other = self._number(1)
        end, _ = self._number(2)
        if start or end:
            if start is None and end is not None:
                month = self._figure("p1") or end.month
                start = replace(end, month=month, day=self._figure("d1"))
            return start, end, None if end else other
        m1, m2 = self._month("m1"), self._month("m2")
        y1, y2 = self._figure("y1"), self._figure("y2")
        if "list" in self._groups:
            days = [unsigned(d) for d in self._word("list").split(",")]
            days.append(self._day("d2") or days[-1])
            return Day(y2, m2, days[0]), Day(y2, m2, days[-1]), None
        if m1 < 0 or m2 < 0:
            return None, None, None
        first = Day(y1 or y2, m1 or m2, self._day("d1"))
        if not {"d2", "m2"} & self._groups.keys():
            return first, None, None
        last = Day(y2 or y1, m2 or m1, self._day("d2"))
        if last.month < first.month and not y1:
            first = replace(first, year=y2 - 1 if y2 else None)
        return first, last, None

    def _number(self, n: int) -> tuple[Day | None, Day | None]:
        """A date in figures, and how it reads with month and day changed."""
        if f"a{n}" not in self._groups:
            return None, None
        if whole := self._word(f"g{n}"):
            a, b, c = (int(part) for part in whole.split("."))
        elif self._match[f"i{n}"]:
            at = self._match.start(f"i{n}")
            year, month, day = (int(self._tokens[at + k].low) for k in (0, 2, 4))
            return Day(year, month, day), None
        elif self._match[f"a{n}"]:
            a, b, c = (self._figure(f"{k}{n}") or 0 for k in "abc")
        else:
            return None, None
        year = c + (2000 if c < 70 else 1900 if c < 100 else 0)
        read = [d for d in (Day(year, b, a), Day(year, a, b)) if d.exists()]
        if not read:
            return None, None
        return read[0], read[1] if len(read) > 1 and a != b else None

    def _word(self, group: str) -> str:
        if group not in self._groups or self._match[group] is None:
            return ""
        return self._tokens[self._match.start(group)].low

    def _figure(self, group: str) -> int | None:
        word = self._word(group)
        return unsigned(word) if word else None

    def _day(self, group: str) -> int | None:
        if not self._word(group):
            return None
        first, stop = self._match.span(group)
        return self._table.day([self._tokens[i].low for i in range(first, stop)])

    def _gaps(self) -> bool:
        """True for days of which some between the first and the last are left out: "3, 5 and 8"."""
        if self._word("list"):
            days = [unsigned(d) for d in self._word("list").split(",")]
        elif self._word("m1") or not (self._word("d1") and self._word("d2")):
            return False
        else:
            first, stop = self._match.start("d1") + 1, self._match.start("d2")
            inner = [i for i in range(first, stop) if self._signs[i] == "D"]
            days = [self._day("d1") or 0, *(unsigned(self._tokens[i].low) for i in inner)]
        days += [self._day("d2") or days[-1] + 1]
        return len(days) > 2 and any(b - a != 1 for a, b in pairwise(days))

    def _month(self, group: str) -> int:
        """The month; -1 where two names tell two."""
        if not self._word(group):
            return 0
        first, stop = self._match.span(group)
        numbers = set()
        for i in range(first, stop):
            if self._signs[i] in "ME":
                numbers.add(self._table.month(self._tokens[i].low))
            elif self._signs[i] == "K":
                after = self._tokens[i + 1].low if i + 1 < len(self._tokens) else ""
                numbers.add(self._table.month(f"{self._tokens[i].low} {after}"))
        return numbers.pop() if len(numbers) == 1 else -1

    def _first(self) -> int:
        """The first word: "from", "next" and the name of the day before belong to the form."""
        first = self._match.start()
        position = first
        skip = small("date_links")
        while position > 0 and first - position < 6:
            sign = self._signs[position - 1]
            if sign in "WR":
                first = position - 1
            elif not (sign in TURNS or sign in ",." or sign in skip):
                break
            position -= 1
        while first > 0 and self._signs[first - 1] in small("range_from"):
            first -= 1
        return first

    def _weekdays(self, first: int, stop: int) -> tuple[int, ...]:
        days = (
            self._table.weekday(self._tokens[i].low)
            for i in range(first, stop)
            if self._signs[i] in "WR"
        )
        return tuple(d for d in days if d is not None)

    def _turn(self, first: int, stop: int) -> int | None:
        """What is said of the month, the day or the weekday: next, last, this."""
        said = self._signs[first:stop]
        inside = next((TURNS[s] for s in said if s in TURNS), None)
        if inside and _OF_YEAR.search(said):
            return 2 * inside
        if inside is not None or not first:
            return inside
        before = self._signs[first - 1]
        if before in small("date_links") and first > 1:
            before = self._signs[first - 2]
        return TURNS.get(before)
