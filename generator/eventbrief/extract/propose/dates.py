"""A reading -> the days that it speaks of, each with its year as far as that can be told."""

from __future__ import annotations

import datetime
import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from eventbrief.extract.propose.date_forms import Day, Form, find_forms
from eventbrief.extract.propose.date_signs import signs_of
from eventbrief.extract.text.reading import Reading
from eventbrief.extract.text.span import Span
from eventbrief.sources.heading import holds_but_a_date

__all__ = ["Day", "Mention", "Mentions", "find_mentions", "undated_mentions"]

_HEAD = 700  # code points in which a line or dateline tells when the text was published
_BEFORE_DATE = 60  # of a dateline: its place, and its country
ENDS_DATELINE = re.compile(r"\s*(?:\([^)\n]{2,40}\)|/[^/\n]{2,40}/)?\s*[.:,]?\s*(?:[-–—|:]|/\w)")
_AFTER_DATE_LINE = 40  # code points of the dateline that follow its day
_COPYRIGHT = re.compile(r"(?:©|\(c\)|copyright|http\S*)\s*[^\s]*\s?$", re.IGNORECASE)
_YEARS = re.compile(r"(?<![\w.,/-])(?:19|20)\d{2}(?![\w/]|[.,]\d)")
_TITLE = 2  # paragraphs in which a year is most likely the event's
_AHEAD = 2  # years from publication to the event that a title names with its year
_TOP = 400  # code points in which a title ends
_NEAR_MONTHS = 45  # days from the text's day to a day of an unsaid month
_FAR_YEAR = 100  # days from publication from which on the verb says which year is meant
_WILL_BE = 20  # code points after "will": "will be held" speaks of what comes
_NEXT_WORD = 12  # code points before a day; a verb right after it is the nearer one
_SPEAKS = 70  # code points before a weekday in which its verb stands


@dataclass(frozen=True)
class Mention:
    """One or two dates as they stand in the text.

    Attributes:
        span: the words.
        start: the first or only day.
        end: the last day of a range.
        kind: what form it has, as in `Form`.
        year_from: where the year comes from: said, twin (the same day elsewhere), published,
            title, lone (the one year of the text).
        other: how the figures read the other way round, where nothing tells which it is.
        first: the first token; `last` is the last, included.
    """

    span: Span
    start: Day
    end: Day | None = None
    kind: str = "date"
    year_from: str = "said"
    other: Day | None = None
    first: int = 0
    last: int = 0


def find_mentions(reading: Reading) -> list[Mention]:
    """Every day that the text speaks of, with its year as far as it can be told."""
    return Mentions(reading).dated


def undated_mentions(reading: Reading) -> list[Mention]:
    """Every day that the text speaks of, as it is worded: the year may be None."""
    return [_as_said(form) for form in find_forms(reading) if form.start.month]


def _as_said(form: Form) -> Mention:
    return Mention(
        form.span, form.start, form.end, form.kind, other=form.other,
        first=form.first, last=form.last,
    )  # fmt: skip


class Mentions:
    """The days that a text speaks of.

    Attributes:
        base: the day on which the text was published, if it tells.
        dated: all mentions whose year can be told, in the order of the text.
    """

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        forms = find_forms(reading)
        self._own = range(0)  # the words that date the text
        self.base, self._around = self._published(forms)
        years: dict[tuple[int, int], set[int]] = {}
        for day, year in self._said(forms):
            years.setdefault(day, set()).add(year)
        self._twins = {day: every.pop() for day, every in years.items() if len(every) == 1}
        self._day_first = any(f.kind == "number" and (f.start.day or 0) > 12 for f in forms)
        self._forms = forms
        found = (self._date(form) for form in forms)
        self.dated = [mention for mention in found if mention]

    def _published(self, forms: Sequence[Form]) -> tuple[datetime.date | None, Day | None]:
        """The text's own day; and the year or month that is known where no day is."""
        published = self._reading.source.published or ""
        if len(published) >= 10:
            base = Day.of(datetime.date.fromisoformat(published[:10]))
            top = (f for f in forms if f.start == base and f.span.start < _HEAD)
            if own := next(top, None):
                self._own = range(own.span.start, own.span.end)
            return base.date(), None
        for form in forms:
            day = form.start
            if form.end or not (day.year and day.day) or form.kind not in ("date", "number"):
                continue
            if form.span.start < self._reading.body + _HEAD and self._dates_the_text(form):
                self._own = range(form.span.start, form.span.end)
                return datetime.date(day.year, day.month, day.day), None
        parts = [int(p) for p in published.split("-") if p.isdigit()]
        return None, Day(parts[0], parts[1] if len(parts) > 1 else 0, None) if parts else None

    def _dates_the_text(self, form: Form) -> bool:
        text, span = self._reading.text, form.span
        begin = text.rfind("\n", 0, span.start) + 1
        end = text.find("\n", span.end)
        line = text[begin : end if end >= 0 else len(text)]
        if holds_but_a_date(line, span.end - span.start) and ":" not in line:
            return True
        after = text[span.end : span.end + _AFTER_DATE_LINE]
        return span.start - begin < _BEFORE_DATE and bool(ENDS_DATELINE.match(after))

    @staticmethod
    def _said(forms: Sequence[Form]) -> Iterator[tuple[tuple[int, int], int]]:
        for form in forms:
            for day in (form.start, form.end):
                if day and day.year and day.day:
                    yield (day.month, day.day), day.year

    def _date(self, form: Form) -> Mention | None:
        read = {"near": self._near, "weekday": self._weekday, "day": self._day_of_month}
        return read.get(form.kind, self._calendar)(form)

    def _calendar(self, form: Form) -> Mention | None:
        """A day or month by its name or figures, with its year."""
        mention = _as_said(form)
        if form.other and form.weekdays:
            days = [d for d in (form.start, form.other) if d.date().weekday() == form.weekdays[0]]
            return replace(mention, start=days[0] if days else form.start, other=None)
        if form.other and (self._day_first or not self._is_open()):
            mention = replace(mention, other=None)
        if form.start.year:
            return mention
        year, source = self._year(form)
        if year is None:
            return None
        end = form.end
        if end and end.year is None:
            end = replace(end, year=year + (end.month < form.start.month))
        start = replace(form.start, year=year)
        if not start.exists() or (end and not end.exists()):
            return None
        return replace(mention, start=start, end=end, year_from=source)

    def _is_open(self) -> bool:
        return self._reading.lexicon.raw("month_before_day") == "true"

    def _year(self, form: Form) -> tuple[int | None, str]:
        """The year of a day without one: of its twin, next to publication, of the event."""
        day = form.start
        said = [d for d in (day, form.end) if d and d.day]
        twins = {self._twins.get((d.month, d.day or 0)) for d in said}
        if len(twins) == 1 and (twin := twins.pop()):
            return twin, "twin"
        if self.base and form.turn in (2, -2):
            return self.base.year + form.turn // 2, "published"
        if self.base:
            near = self._nearest(form, self.base)
            titled = self._title_year(form, self.base)
            return (titled, "title") if titled and titled != near else (near, "published")
        if self._around:
            return self._around.year, "published"
        if told := self._year_of_text:
            source, year = told
            if form.turn is None or (form.turn == 1 and source == "title"):
                return year, source
        return None, ""

    def _nearest(self, form: Form, base: datetime.date) -> int:
        """The year that brings the day nearest to the day of publication, on the side it says."""
        day = form.start
        there: dict[int, int] = {}
        for year in (base.year - 1, base.year, base.year + 1):
            known = replace(day, year=year)
            if known.exists():
                date = datetime.date(year, day.month, day.day or 15)
                right = not (day.day and form.weekdays) or date.weekday() == form.weekdays[0]
                there[year] = (date - base).days + (0 if right else 10_000)
        near = min(there, key=lambda year: abs(there[year]), default=base.year)
        turn = form.turn or (self._tense(form) if abs(there.get(near, 0)) > _FAR_YEAR else 0)
        fitting = [year for year, away in there.items() if away * turn >= -15]
        return min(fitting, key=lambda year: abs(there[year])) if turn and fitting else near

    def _title_year(self, form: Form, base: datetime.date) -> int | None:
        """The year of the title, where it lies ahead and the day is not one of these weeks."""
        told = self._year_of_text
        if form.turn is not None or told is None or told[0] != "title":
            return None
        if not 0 <= told[1] - base.year <= _AHEAD:
            return None
        day = replace(form.start, year=self._nearest(form, base))
        near = day.exists() and abs((day.date() - base).days) < _NEAR_MONTHS
        return None if near else told[1]

    @functools.cached_property
    def _year_of_text(self) -> tuple[str, int] | None:
        """The year that the title speaks of, or the only one that is named at all."""
        reading = self._reading
        other, past = reading.lexicon.other_event, reading.lexicon.pattern("past_note")
        flat = reading.flat
        paragraphs = [m.end() for m in re.finditer(r"\n+", flat)]
        top = paragraphs[_TITLE - 1] if len(paragraphs) >= _TITLE else len(flat)
        top = min(top, _TOP)
        years = []
        for match in _YEARS.finditer(flat):
            before = flat[max(0, match.start() - 30) : match.start()]
            if match.start() in self._own or _COPYRIGHT.search(before) or past.search(before[-20:]):
                continue
            if not other.search(before + flat[match.end() : match.end() + 30]):
                years.append((int(match.group()), match.start() < top))
        title = {year for year, high in years if high}
        if len(title) == 1:
            return "title", title.pop()
        every = {year for year, _ in years}
        return ("lone", every.pop()) if len(every) == 1 else None

    def _near(self, form: Form) -> Mention | None:
        """Today, yesterday, tomorrow; not "la mañana", nor "the fourth day"."""
        tokens, table = self._reading.tokens, signs_of(self._reading.lexicon)
        if self.base is None:
            return None
        if form.first:
            before = tokens[form.first - 1]
            if before.mask & self._reading.lexicon.bit("determiners"):
                return None
        after = tokens[form.last + 1] if form.last + 1 < len(tokens) else None
        if after and after.is_word() and table.get(after.low, "") in ("O", "H"):
            return None
        day = self.base + datetime.timedelta(days=form.offset)
        return replace(_as_said(form), start=Day.of(day), kind="near", year_from="published")

    def _weekday(self, form: Form) -> Mention | None:
        """A day of the week, seen from the day of publication."""
        if self.base is None or not form.weekdays:
            return None
        first = self._side(form, form.weekdays[0], self.base)
        end = None
        if len(form.weekdays) > 1:
            ahead = (form.weekdays[-1] - first.weekday()) % 7
            end = Day.of(first + datetime.timedelta(days=ahead)) if ahead else None
        return replace(_as_said(form), start=Day.of(first), end=end, year_from="published")

    def _side(self, form: Form, weekday: int, base: datetime.date) -> datetime.date:
        """Before publication where the sentence speaks of the past, else after it."""
        behind, ahead = (base.weekday() - weekday) % 7, (weekday - base.weekday()) % 7
        if form.turn == 1:
            return base + datetime.timedelta(days=ahead or 7)
        if form.turn == -1:
            return base - datetime.timedelta(days=behind or 7)
        if not ahead:
            return base
        tense = self._tense(form)
        past = tense < 0 or (not tense and behind < ahead)
        return base + datetime.timedelta(days=-behind if past else ahead)

    def _tense(self, form: Form) -> int:
        """1 where the verb next to the day speaks of what comes, -1 of what was, 0 of neither."""
        reading, lexicon, span = self._reading, self._reading.lexicon, form.span
        flat = reading.flat
        sentence = reading.sentence_at(span.start)
        before = flat[max(sentence.start, span.start - _SPEAKS) : span.start]
        before = re.split(r"[;:]", before)[-1]
        after = re.split(r"[,;:.\n]", flat[span.end : min(sentence.end, span.end + 40)])[0]
        if re.search(r"\w", before) and (at := form.first) and self._until(at):
            return 1
        future, past = lexicon.pattern("future"), lexicon.pattern("past")
        comes = max((m.end() for m in future.finditer(before)), default=-100)
        was = max(
            (m.end() for m in past.finditer(before) if m.start() - comes > _WILL_BE), default=-100
        )
        follows = past.match(after.lstrip())
        if follows and max(comes, was) < len(before) - _NEXT_WORD:
            return -1
        if max(comes, was) >= 0:
            return 1 if comes >= was else -1
        follows = future.search(after) or past.search(after)
        return 0 if follows is None else 1 if follows.re is future else -1

    def _until(self, index: int) -> bool:
        """True after "until": what is not over lies ahead."""
        token = self._reading.tokens[index - 1]
        lexicon = self._reading.lexicon
        return bool(token.mask & lexicon.bit("range_to"))

    def _day_of_month(self, form: Form) -> Mention | None:
        """The day of a month that is not said: "Wednesday the 26th"."""
        if self.base is None or not form.start.day:
            return None
        base, fitting = self.base, []
        for shift in (-1, 0, 1):
            month = base.year * 12 + base.month - 1 + shift
            day = Day(month // 12, month % 12 + 1, form.start.day)
            if not day.exists():
                continue
            date = datetime.date(day.year or 0, day.month, day.day or 1)
            away = (date - base).days
            wrong = form.weekdays and date.weekday() != form.weekdays[0]
            if not wrong and abs(away) <= _NEAR_MONTHS and away * (form.turn or 0) >= 0:
                fitting.append((abs(away), day))
        if not fitting:
            return None
        start = min(fitting, key=lambda f: f[0])[1]
        end = replace(start, day=form.end.day) if form.end else None
        if end and (not end.exists() or (end.day or 0) <= (start.day or 0)):
            end = None
        return replace(_as_said(form), start=start, end=end, year_from="published")


def year_of_name(reading: Reading, name: Span) -> Mention | None:
    """The year that stands in the event's name or right after it: "Expo 2025"."""
    match = _YEARS.search(reading.flat, name.start, name.end)
    if match is None and reading.flat[name.end : name.end + 1] == " ":
        match = _YEARS.match(reading.flat, name.end + 1)
    if match is None:
        return None
    span = Span(match.start(), match.end())
    index = reading.tokens.at(span.start)
    return Mention(span, Day(int(match.group()), 0, None), None, "year", first=index, last=index)
