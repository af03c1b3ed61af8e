"""Every fact that can be proved and that a shipped page prints bears its doubt there."""

from __future__ import annotations

import datetime
import functools
from typing import Any, get_args

import pytest

from eventbrief.compose.page import Options, compose
from eventbrief.compose.template import audiences, load_template
from eventbrief.compose.wording import wording
from eventbrief.facts import pointer
from eventbrief.facts.fact import Fact, Proof, Says, Type
from eventbrief.facts.model import FactSheet, Hedge, OrganiserRole
from eventbrief.facts.seen import seen_by
from eventbrief.facts.table import FACTS, fact_at
from eventbrief.facts.texts import facts
from eventbrief.workspace.trial import samples


def with_everything() -> FactSheet:
    """The sample of a full sheet, with the few facts that it lacks."""
    data = samples()["full"].model_dump()
    more = {"acronym": "QXZ", "country": "PT", "role": "host"}
    data["organisers"] = [o | more for o in data["organisers"]]
    data["contacts"] = [c | {"role": "desk officer"} for c in data["contacts"]]
    data["countries"]["counted"] = "represented"
    return FactSheet.model_validate(data | {"evidence": {}})


FULL = with_everything()
MARK = wording("en").data["to_check"]
PROVED = [f for f in FACTS if f.proof is not Proof.NONE and not f.holds_facts]
NEVER = {"/countries/counted"}  # no shipped page prints it


def other(fact: Fact, value: Any) -> Any:
    """Another value of the same kind."""
    if isinstance(value, dict):
        return {language: other(fact, words) for language, words in value.items()}
    if fact.type is Type.NUMBER:
        return value + 1
    if fact.type is Type.DAY:
        return str(datetime.date.fromisoformat(value) + datetime.timedelta(days=1))
    if fact.says in (Says.FIRST_HOUR, Says.LAST_HOUR):
        return "11:17"
    if fact.says is Says.COUNTRY:
        return "NO"
    if fact.says is Says.HEDGE:
        return next(h for h in get_args(Hedge) if h != value)
    if fact.says is Says.ROLE:
        return next(r for r in get_args(OrganiserRole) if r != value)
    return f"Zyx {value}" if fact.type is not Type.CODE else "members"


def place(fact: Fact) -> tuple[str, Any]:
    """Where a sheet that has everything has the fact, and its value."""
    found = ((at, v) for at, v in facts(FULL) if fact_at(at) is fact and v is not None and v != ())
    at, value = next(found, ("", None))
    assert at, f"the full sheet lacks {fact.at}"
    return at, getattr(value, "text", value)


def changed(at: str, value: Any) -> FactSheet:
    data = FULL.model_dump()
    holder: Any = data
    *above, last = pointer.split(at)
    for part in above:
        index = int(part) if isinstance(holder, (tuple, list)) else part
        if isinstance(holder[index], tuple):
            holder[index] = list(holder[index])
        holder = holder[index]
    holder[int(last) if isinstance(holder, list) else last] = value
    return FactSheet.model_validate(data)


def doubted(at: str) -> FactSheet:
    unsure = {"source": "example-news", "at": [0, 3], "text": "The", "status": "unsure"}
    return FactSheet.model_validate(FULL.model_dump() | {"evidence": {at: [unsure]}})


def sections(sheet: FactSheet, audience: str) -> str:
    seen = seen_by(sheet, audience, "en")
    return repr(compose(seen, load_template(audience), Options(today="2024-05-10")).sections)


@functools.cache
def plain(audience: str) -> str:
    return sections(FULL, audience)


@pytest.mark.parametrize("fact", PROVED, ids=[f.at for f in PROVED])
def test_what_is_printed_and_unsure_is_to_be_checked(fact: Fact):
    at, value = place(fact)
    printed = [a for a in audiences() if sections(changed(at, other(fact, value)), a) != plain(a)]
    assert bool(printed) is (fact.at not in NEVER)
    for audience in printed:
        assert MARK not in plain(audience)
        assert MARK in sections(doubted(at), audience), audience
