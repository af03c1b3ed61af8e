"""Every text of a fact sheet that a reader may see, with its pointer."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from typing import Any, get_args

from pydantic.fields import FieldInfo

from eventbrief.facts.model import FactSheet, Model
from eventbrief.facts.text import VALIDATOR, Multilingual

_NAMES = frozenset({"city", "organisation", "website"})  # texts that need no translation
_SKIPPED = frozenset({"sources", "evidence", "conflicts", "left_out"})


def texts(sheet: FactSheet) -> Iterator[tuple[str, Multilingual]]:
    """The texts that a translator words, in the order of the format's keys."""
    yield from _in_model(sheet, "")


def _in_model(model: Model, here: str) -> Iterator[tuple[str, Multilingual]]:
    for name in type(model).model_fields:
        if name in _SKIPPED or (name in _NAMES and here):
            continue
        value, at = getattr(model, name), f"{here}/{name}"
        textual = name in text_fields(type(model))
        for pointer, item in _each(value, at):
            if isinstance(item, Model):
                yield from _in_model(item, pointer)
            elif textual and item is not None:
                yield pointer, item


def _each(value: Any, at: str) -> Iterator[tuple[str, Any]]:
    if isinstance(value, tuple):
        yield from ((f"{at}/{index}", item) for index, item in enumerate(value))
    else:
        yield at, value


@functools.cache
def text_fields(kind: type[Model]) -> frozenset[str]:
    """The fields of a model that hold text, or lists of it."""
    return frozenset(name for name, info in kind.model_fields.items() if _is_text(info))


def _is_text(info: FieldInfo) -> bool:
    return VALIDATOR in info.metadata or _holds(info.annotation)


def _holds(kind: Any) -> bool:
    if VALIDATOR in getattr(kind, "__metadata__", ()):
        return True
    return any(_holds(inner) for inner in get_args(kind) if inner is not Ellipsis)
