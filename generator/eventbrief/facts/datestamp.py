"""Text -> the complete dates (day, month and year) that are written in it.

Forms read: 2022-10-25, 25/10/2022, 25.10.22, 9-12-2013, 25 octobre 2022, October 25, 2022. A purely
numeric date with the year last is day first, unless only month first makes a date.
"""

from __future__ import annotations

import datetime
import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import resources

import yaml


@dataclass(frozen=True)
class Stamp:
    """A complete date and where it stands: a half-open range of code points."""

    start: int
    end: int
    date: datetime.date


@functools.cache
def _tables() -> dict[str, dict[str, int]]:
    text = (resources.files(__package__) / "months.yaml").read_text(encoding="utf-8")
    tables = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506
    return {
        language: {name: number for number, names in enumerate(by_month, 1) for name in names}
        for language, by_month in tables.items()
    }


@functools.cache
def months() -> dict[str, int]:
    """Every known name of a month, in lower case, with its number."""
    return {name: number for table in _tables().values() for name, number in table.items()}


def months_of(language: str) -> dict[str, int]:
    """The names of the months in one language, in lower case; empty where none is known."""
    return _tables().get(language, {})


@functools.cache
def month_pattern() -> str:
    """A regular expression for any month's name, the longest first; "Sept." but not "October."."""
    names = sorted(months(), key=len, reverse=True)
    return "(?:" + "|".join(re.escape(name) for name in names) + r")\b(?:(?<!\w{6})\.)?"


@functools.cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    month = month_pattern()
    return (
        re.compile(r"(?<![\d\-/])(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})(?![\d\-])"),
        re.compile(
            r"(?<!\d)(?<!\d[./\-])(?P<a>\d{1,2})([./\-])(?P<b>\d{1,2})\2(?P<y>\d{4}|\d{2})"
            r"(?![./\-]\d)(?!\d)"
        ),
        re.compile(
            rf"(?<!\d)(?P<d>\d{{1,2}})(?:er|st|nd|rd|th)?\s+(?:of\s+|de\s+)?(?P<month>{month})"
            r",?\s+(?:de(?:l)?\s+)?(?P<y>\d{4})(?!\d)",
            re.IGNORECASE,
        ),
        re.compile(
            rf"\b(?P<month>{month})\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y>\d{{4}})(?!\d)",
            re.IGNORECASE,
        ),
    )


def month_number(name: str) -> int:
    """The number of the month called `name`, in any known language; 0 if there is none."""
    return months().get(name.lower().rstrip("."), 0)


def stamps(text: str) -> Iterator[Stamp]:
    """Every complete date in `text`, in the order of the forms above."""
    for pattern in _patterns():
        for match in pattern.finditer(text):
            date = _date(match)
            if date:
                yield Stamp(match.start(), match.end(), date)


def _date(match: re.Match[str]) -> datetime.date | None:
    groups = match.groupdict()
    year = int(groups["y"])
    year += 2000 if year < 70 else 1900 if year < 100 else 0
    if groups.get("a"):
        first, second = int(groups["a"]), int(groups["b"])
        pairs = [(second, first), (first, second)]
    elif groups.get("month"):
        pairs = [(month_number(groups["month"]), int(groups["d"]))]
    else:
        pairs = [(int(groups["m"]), int(groups["d"]))]
    for month, day in pairs:
        try:
            return datetime.date(year, month, day)
        except ValueError:
            continue
    return None
