"""What answers for a fact, and whether it is unsure or edited."""

from __future__ import annotations

import pytest

from eventbrief.facts.model import Conflict, ConflictValue, Event, Evidence, FactSheet, Status
from eventbrief.facts.standing import (
    SETTLED,
    Unsure,
    answering,
    answers_for,
    is_decided,
    is_edited,
    is_unsure,
    open_conflicts,
    unsure_facts,
)


def proved(**statuses: tuple[Status, ...]) -> FactSheet:
    """A sheet with evidence of these statuses; `_` stands for the `/` of pointers."""
    evidence = {
        "/" + key.replace("_", "/"): tuple(Evidence(status=s, by="Awa Diop") for s in found)
        for key, found in statuses.items()
    }
    return FactSheet(fact_sheet=1, language="en", event=Event(), evidence=evidence)


def unsigned(made: FactSheet) -> FactSheet:
    """The same sheet, whose evidence names nobody."""
    bare = {k: tuple(Evidence(status=e.status) for e in v) for k, v in made.evidence.items()}
    return made.model_copy(update={"evidence": bare})


def disputed(made: FactSheet, at: str) -> list[str]:
    """Whether sources' disagreement on the fact is open."""
    values = tuple(ConflictValue(value=v, source="a", text=v) for v in ("x", "y"))
    conflicts = (Conflict(at=at, values=values),)
    found = open_conflicts(made.model_copy(update={"conflicts": conflicts}))
    return [conflict.at for _, conflict in found]


def test_one_unsure_source_makes_a_fact_unsure():
    assert is_unsure(proved(event_start=("found", "unsure")), "/event/start")
    assert not is_unsure(proved(event_start=("found", "found")), "/event/start")
    assert not is_unsure(proved(event_start=("unsure",)), "/event/end")


def test_a_person_settles_a_fact():
    assert not is_unsure(proved(event_start=("unsure", "confirmed")), "/event/start")
    assert is_edited(proved(summary_0=("edited",)), "/summary/0")


@pytest.mark.parametrize("status", sorted(SETTLED))
def test_who_gives_no_name_answers_for_nothing(status: Status):
    made = proved(event_start=("unsure", status))
    assert not is_unsure(made, "/event/start") and is_decided(made, "/event/start")
    assert is_unsure(unsigned(made), "/event/start")
    assert not is_decided(unsigned(made), "/event/start")
    assert disputed(made, "/event/start") == []
    assert disputed(unsigned(made), "/event/start") == ["/event/start"]


@pytest.mark.parametrize("status", ["found", "unsure"])
def test_the_name_of_a_language_model_answers_for_nothing(status: Status):
    assert not answers_for(Evidence(status=status, by="model-7"))


def test_who_answers_for_a_part_does_not_answer_for_which_items_there_are():
    assert disputed(proved(organisers_0_role=("confirmed",)), "/organisers") == ["/organisers"]
    assert disputed(proved(organisers_0_role=("confirmed",)), "/organisers/0") == []
    assert disputed(proved(organisers_0=("confirmed",)), "/organisers") == []
    assert disputed(proved(organisers=("stated",)), "/organisers") == []


def test_every_unsure_fact_is_told_once_with_its_other_readings():
    evidence = {
        "/event/start": tuple(Evidence(status="unsure", rival=r) for r in ("a", None, "b", "a")),
        "/organisers/0": (Evidence(), Evidence(status="unsure")),
        "/organisers/0/name": (Evidence(status="confirmed", by="Awa Diop"),),
        "/event/city": (Evidence(status="unsure"), Evidence(status="stated", by="Awa Diop")),
    }
    made = FactSheet(fact_sheet=1, language="en", event=Event(), evidence=evidence)
    assert list(unsure_facts(made)) == [
        Unsure("/event/start", 0, ("a", "b")),
        Unsure("/organisers/0", 1, ()),
    ]


def test_a_part_is_as_sure_as_its_item_and_its_own_evidence():
    assert is_unsure(proved(organisers_0=("unsure",)), "/organisers/0/name")
    settled = proved(organisers_0=("unsure",), organisers_0_name=("confirmed",))
    assert not is_unsure(settled, "/organisers/0/name")
    assert is_unsure(settled, "/organisers/0/acronym")


def test_an_item_is_unsure_where_a_part_of_it_is():
    assert is_unsure(proved(participants_0_count=("unsure",)), "/participants/0")
    assert not is_unsure(proved(participants_0_count=("unsure",)), "/participants/1")


def test_what_is_stated_of_a_list_answers_only_where_nothing_nearer_does():
    assert not is_unsure(proved(programme=("stated",)), "/programme/0")
    assert is_unsure(proved(programme=("stated",), programme_0=("unsure",)), "/programme/0")
    assert len(answering(proved(programme=("stated",)), "/programme/0/title")) == 1
