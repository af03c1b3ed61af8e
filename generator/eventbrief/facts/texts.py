"""A fact sheet -> every value in it with its pointer, and those that are texts to be translated."""

from __future__ import annotations

from collections.abc import Iterator
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


def holder_of(sheet: FactSheet, at: str) -> Any:
    """What holds the fact at pointer `at`: the sheet, one of its parts, or a list."""
    value: Any = sheet
    for part in pointer.split(at)[:-1]:
        value = value[int(part)] if isinstance(value, tuple) else getattr(value, part)
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
