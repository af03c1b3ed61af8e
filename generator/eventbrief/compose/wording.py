"""Labels, dates, lists, plurals and typography of a brief's language.

Words come from `labels/LANGUAGE.yaml`; dates, lists, numbers and names of countries from CLDR, by
way of Babel. A language is added by adding a file.
"""

from __future__ import annotations

import datetime
import functools
import re
from collections.abc import Sequence
from importlib import resources
from typing import Any

import yaml
from babel import Locale
from babel.dates import format_date, format_skeleton, format_time
from babel.lists import format_list
from babel.numbers import format_decimal

from eventbrief.compose.blocks import Series
from eventbrief.facts.model import Hedge


@functools.cache
def languages() -> tuple[str, ...]:
    """The languages that a brief can be written in."""
    folder = resources.files(__package__) / "labels"
    return tuple(
        sorted(f.name.removesuffix(".yaml") for f in folder.iterdir() if f.name.endswith(".yaml"))
    )


@functools.cache
def wording(language: str) -> Wording:
    """The wording of `language`, which must be one of `languages()`."""
    text = (resources.files(__package__) / "labels" / f"{language}.yaml").read_text("utf-8")
    data = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506
    return Wording(language, data)


def tag(language: str) -> str:
    """The language with its region, as Word files name it (BCP 47): fr-FR."""
    return str(wording(language).data["tag"]) if language in languages() else language


class Wording:
    """How one language says what stands on a page."""

    def __init__(self, language: str, data: dict[str, Any]) -> None:
        self.language = language
        self.data = data
        self.locale = Locale.parse(data["locale"])
        self.labels: dict[str, str] = data["labels"]
        self.direction = "rtl" if self.locale.text_direction == "rtl" else "ltr"

    @functools.cached_property
    def typeset_labels(self) -> dict[str, str]:
        """The labels with the spaces that the language asks for."""
        return {key: typeset(text, self.language) for key, text in self.labels.items()}

    def number(self, value: int) -> str:
        """The number with the language's digits and separators."""
        return format_decimal(value, locale=self.locale)

    @functools.cache  # noqa: B019 - a wording lives as long as the program
    def counted(self, key: str, n: int) -> str:
        """The phrase under `key` in the plural form that `n` asks for."""
        forms: dict[str, str] = self.data[key]
        form = forms.get(self.locale.plural_form(n), forms["other"])
        return form.format(n=self.number(n))

    def countries(self, n: int, hedge: Hedge | None) -> str:
        """How many countries, as firmly as the source says it: more than 75 countries."""
        forms: dict[str, str] = self.data["countries_count"]
        if hedge:
            forms = self.data["countries_hedged"][hedge]
        form = forms.get(self.locale.plural_form(n), forms["other"])
        return form.format(n=self.number(n))

    def around_count(self, hedge: Hedge | None) -> tuple[str, str]:
        """What stands before and behind a head count, for its hedge."""
        form = self.data["participants_hedged"][hedge] if hedge else "{counted}"
        before, _, after = form.partition("{counted}")
        return before, after

    def ordinal(self, n: int) -> str:
        """3 -> 3rd, 3e."""
        forms: dict[str, str] = self.data["ordinals"]
        return forms.get(self.locale.ordinal_form(n), forms["other"]).format(n=n)

    def country(self, code: str) -> str:
        """The name of the country, or its code where CLDR knows none."""
        return str(self.locale.territories.get(code, code))

    def language_name(self, code: str) -> str:
        """The name of a language, in this one."""
        return str(self.locale.languages.get(code, code))

    def date(self, value: str) -> str:
        """An ISO date, as precise as it is: 25 October 2022, October 2022, 2022."""
        parts = [int(p) for p in value.split("-")]
        if len(parts) == 3:
            return format_date(datetime.date(*parts), "long", locale=self.locale)
        if len(parts) == 2:
            day = datetime.date(parts[0], parts[1], 1)
            return str(format_skeleton("yMMMM", day, locale=self.locale))
        return str(parts[0])

    def dates(self, start: str | None, end: str | None, *, weekdays: bool = False) -> str:
        """The days of the event: 25–27 October 2022."""
        if not start:
            return self.date(end) if end else ""
        if len(start) < 10 or (end and len(end) < 10):
            first, last = self.date(start), self.date(end) if end else ""
            return first if not last or first == last else f"{first} – {last}"
        first_day = datetime.date.fromisoformat(start)
        last_day = datetime.date.fromisoformat(end) if end else first_day
        if last_day < first_day:
            return f"{self.date(start)} – {self.date(last_day.isoformat())}"
        return self._interval(first_day, last_day, weekdays=weekdays)

    def _interval(self, first: datetime.date, last: datetime.date, *, weekdays: bool) -> str:
        """CLDR's pattern for an interval, with the names of months and days in full."""
        name = "yMMMEd" if weekdays else "yMMMd"
        if first == last:
            text = format_date(first, "full" if weekdays else "long", locale=self.locale)
            return re.sub(r"[\s\u2009]", " ", text)
        field = "y" if first.year != last.year else "M" if first.month != last.month else "d"
        parts = self.locale.interval_formats[name][field]
        full = [re.sub("MMM+", "MMMM", re.sub("E+", "EEEE", str(part))) for part in parts]
        text = "".join(
            format_date(day, pattern, locale=self.locale)
            for day, pattern in zip((first, last), full, strict=True)
        )
        return re.sub(r"[\s\u2009]", " ", text)

    def day(self, value: str) -> str:
        """A day with its name, without the year: Tuesday 25 October."""
        if len(value) < 10:
            return self.date(value)
        day = datetime.date.fromisoformat(value)
        text = format_skeleton("MMMMEEEEd", day, locale=self.locale)
        return re.sub(r"[\s\u2009]", " ", text)

    def hours(self, start: str | None, end: str | None) -> str:
        """The time of day, or from when to when."""
        times = [
            format_time(datetime.time.fromisoformat(t), "short", locale=self.locale)
            for t in (start, end)
            if t
        ]
        return "–".join(times)

    def moment(self, value: str) -> str:
        """A moment with its time zone: 25 October 2022, 10:00 (UTC+01:00)."""
        if len(value) <= 10:
            return self.date(value)
        moment = datetime.datetime.fromisoformat(value)
        time = format_time(moment.time(), "short", locale=self.locale)
        offset = moment.utcoffset() or datetime.timedelta()
        return f"{self.date(moment.date().isoformat())}{self.data['comma']}{time} ({utc(offset)})"

    def listed(self, items: list[str]) -> str:
        """The items as a list in a sentence."""
        return format_list(items, locale=self.locale)

    def series(self, items: list[str], marks: Sequence[str] = ()) -> Series:
        """The items as a list that may be cut short; `marks` stand behind them."""
        more = tuple(self.counted("more", n) for n in range(1, len(items) + 1))
        return Series(tuple(items), self._joints, more, tuple(marks) if any(marks) else ())

    @functools.cached_property
    def _joints(self) -> tuple[str, str, str]:
        three = format_list(["\x01", "\x02", "\x03"], locale=self.locale)
        two = format_list(["\x01", "\x02"], locale=self.locale)
        middle = three[three.index("\x01") + 1 : three.index("\x02")]
        last = three[three.index("\x02") + 1 : three.index("\x03")]
        return middle, last, two[two.index("\x01") + 1 : two.index("\x02")]

    def quoted(self, text: str) -> str:
        """The text between the language's quotation marks."""
        opening, closing = self.data["quotation_marks"]
        return f"{opening}{text}{closing}"


def utc(offset: datetime.timedelta) -> str:
    """UTC+01:00, kept on one line."""
    minutes = round(offset.total_seconds() / 60)
    sign = "+" if minutes >= 0 else "−"
    return f"UTC{sign}{abs(minutes) // 60:02d}:{abs(minutes) % 60:02d}" if minutes else "UTC"


_NARROW, _FIXED = "\u202f", "\u00a0"
_FRENCH = (
    (re.compile(r"«\s*"), f"«{_FIXED}"),
    (re.compile(r"\s*»"), f"{_FIXED}»"),
    (re.compile(r"(?<=[^\s?!;:])[ \u00a0\u202f]*([;!?])(?=[\s»”\")\]]|$)"), rf"{_NARROW}\1"),
    (re.compile(r"(?<=[^\s:])[ \u00a0\u202f]*:(?=\s|$)"), f"{_FIXED}:"),
    (re.compile(r"(?<=\d) (?=\d{3}\b)"), _NARROW),
)


def typeset(text: str, language: str) -> str:
    """The text with the spaces its language asks for; words and marks stay as they are.

    French sets a space that does not break before ; ! ? : and inside guillemets (Lexique des règles
    typographiques en usage à l'Imprimerie nationale).
    """
    text = re.sub(r"[\t\n\r\v\f\u2028\u2029 ]+", " ", text).strip(" ")
    if language.startswith("fr"):
        for pattern, replacement in _FRENCH:
            text = pattern.sub(replacement, text)
    return text
