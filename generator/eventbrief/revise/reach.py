"""A kind of fact, a pointer -> the list it is of, and the index that it leads to."""

from __future__ import annotations

import re

from eventbrief.facts import pointer
from eventbrief.facts.fact import Fact


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
