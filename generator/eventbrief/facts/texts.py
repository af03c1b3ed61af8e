"""A fact sheet -> its values by pointer, all or one, and those that are texts to be translated."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from eventbrief.facts import pointer
from eventbrief.facts.model import FactSheet, Model
from eventbrief.facts.table import fact_at
from eventbrief.facts.text import Multilingual


def texts(sheet: FactSheet) -> Iterator[tuple[str, Multilingual]]:
    """The texts that a translator words, in the order of the format's keys."""
    for at, value in facts(sheet):
        fact = fact_at(at)
        if fact and fact.about and value is not None:
            yield at, value


def facts(sheet: FactSheet) -> Iterator[tuple[str, Any]]:
    """Every value of the sheet that holds no others, with its pointer."""
    yield from below(sheet, "")


def value_at(sheet: FactSheet, at: str) -> Any:
    """The value at a pointer into the sheet; None where it leads nowhere."""
    value: Any = sheet
    for part in pointer.split(at):
        place = pointer.index(part)
        if isinstance(value, Model):
            value = getattr(value, part, None) if part in type(value).model_fields else None
        elif isinstance(value, Mapping):
            value = value.get(part)
        elif isinstance(value, Sequence) and not isinstance(value, str) and place is not None:
            value = value[place] if place < len(value) else None
        else:
            return None
    return value


def below(value: Any, here: str) -> Iterator[tuple[str, Any]]:
    """Every value that holds no others in what stands at pointer `here`."""
    fact = fact_at(here)
    if fact and fact.worded:
        yield here, value
    elif isinstance(value, Model):
        for name in type(value).model_fields:
            yield from below(getattr(value, name), f"{here}/{name}")
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from below(item, f"{here}/{index}")
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from below(item, here + pointer.join((key,)))
    else:
        yield here, value
