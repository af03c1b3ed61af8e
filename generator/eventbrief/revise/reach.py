"""A sheet -> what stands at the places that the table of facts speaks of."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from eventbrief.facts import pointer
from eventbrief.facts.fact import Fact
from eventbrief.facts.model import FactSheet, Model


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


def list_of(fact: Fact) -> str:
    """The pointer of the list that an item's entry belongs to."""
    return fact.at.rpartition("/")[0]


def index_in(part: str, at: str) -> int | None:
    """The index of the item of a list that a pointer leads into; beyond any list where absurd."""
    match = re.match(rf"{re.escape(part)}/(0|[1-9][0-9]*)(?:/|$)", at)
    if not match:
        return None
    place = pointer.index(match[1])
    return 10**9 if place is None else place
