"""What answers for a fact, and whether it is unsure or edited."""

from __future__ import annotations

from eventbrief.facts.model import Event, Evidence, FactSheet, Status
from eventbrief.facts.standing import answering, is_edited, is_unsure


def proved(**statuses: tuple[Status, ...]) -> FactSheet:
    """A sheet with evidence of these statuses; `_` stands for the `/` of pointers."""
    evidence = {
        "/" + key.replace("_", "/"): tuple(Evidence(status=s) for s in found)
        for key, found in statuses.items()
    }
    return FactSheet(fact_sheet=1, language="en", event=Event(), evidence=evidence)


def test_one_unsure_source_makes_a_fact_unsure():
    assert is_unsure(proved(event_start=("found", "unsure")), "/event/start")
    assert not is_unsure(proved(event_start=("found", "found")), "/event/start")
    assert not is_unsure(proved(event_start=("unsure",)), "/event/end")


def test_a_person_settles_a_fact():
    assert not is_unsure(proved(event_start=("unsure", "confirmed")), "/event/start")
    assert is_edited(proved(summary_0=("edited",)), "/summary/0")


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
