"""A kind of fact -> the reader that tells whether words say its value.

What extraction finds, these find again: a value that extraction reads from these very words is
said by them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from eventbrief.extract.says import counts, days, names, places
from eventbrief.extract.says.passage import Passage, Verdict
from eventbrief.extract.single import Reread
from eventbrief.extract.text.span import Span
from eventbrief.facts.fact import Fact, Says


def says(
    fact: Fact,
    value: Any,
    reread: Reread,
    span: Span,
    *,
    alone: bool = True,
    beside: Mapping[str, Any] | None = None,
) -> Verdict:
    """Whether the words at `span` say that the fact of this kind is `value`.

    Args:
        fact: its entry in the table.
        value: what the sheet says, in the source's language where it is text.
        reread: the source.
        span: where the words stand.
        alone: whether the words are there for this value, or for an item with several.
        beside: the other values of that item, by their keys, in the source's language.
    """
    assert fact.says is not None  # noqa: S101 - the table proves it
    claims = reread.claims.get(fact.at, [])
    found = _read(claims, span.__eq__) or _read(claims, span.covers)
    around = () if found else _read(claims, span.overlaps)
    passage = Passage(reread, span, found, around, alone, beside or {})
    return READERS[fact.says](passage, value)


def _read(
    claims: list[tuple[Any, tuple[Span, ...]]], touches: Callable[[Span], bool]
) -> tuple[Any, ...]:
    return tuple(value for value, spans in claims if any(touches(s) for s in spans))


READERS: dict[Says, Callable[[Passage, Any], Verdict]] = {
    Says.NAME: names.name,
    Says.ACRONYM: names.acronym,
    Says.EVENT: names.event,
    Says.PERSON: names.person,
    Says.SENTENCE: names.sentence,
    Says.PHONE: names.phone,
    Says.ROLE: names.role,
    Says.FIRST_DAY: days.first_day,
    Says.LAST_DAY: days.last_day,
    Says.DAY: days.any_day,
    Says.FIRST_HOUR: days.first_hour,
    Says.LAST_HOUR: days.last_hour,
    Says.CITY: places.city,
    Says.COUNTRY: places.country,
    Says.EDITION: counts.edition,
    Says.COUNTRIES: counts.countries,
    Says.NUMBER: counts.number,
    Says.COUNTED: counts.counted,
    Says.HEDGE: counts.hedge,
}
