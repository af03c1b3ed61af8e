"""The table of facts and the model say the same: every field has its entry, and no other."""

from __future__ import annotations

import types
import typing
from collections.abc import Iterator
from typing import Any, get_args, get_origin

from pydantic import BaseModel

from conftest import source
from eventbrief.facts.fact import Proof, Type
from eventbrief.facts.model import FactSheet, Restrictable
from eventbrief.facts.table import FACTS, fact_at, proving
from eventbrief.facts.text import VALIDATOR


def bare(kind: Any) -> Any:
    """The annotation without Annotated and Optional around it."""
    while True:
        origin = get_origin(kind)
        if origin is typing.Annotated:
            kind = get_args(kind)[0]
        elif origin in (typing.Union, types.UnionType) and type(None) in get_args(kind):
            rest = [a for a in get_args(kind) if a is not type(None)]
            if len(rest) > 1:
                return kind
            kind = rest[0]
        else:
            return kind


def holds_text(kind: Any) -> bool:
    return VALIDATOR in getattr(kind, "__metadata__", ()) or any(
        holds_text(a) for a in get_args(kind) if a is not Ellipsis
    )


def walk(model: type[BaseModel], here: str) -> Iterator[tuple[str, Any, bool]]:
    """Every field: its pattern, what it holds, and whether that is text."""
    for name, info in model.model_fields.items():
        at, kind = f"{here}/{name}", bare(info.annotation)
        text = VALIDATOR in info.metadata or holds_text(info.annotation)
        while get_origin(kind) in (tuple, dict) and name not in ("audiences", "at"):
            yield at, kind, False
            kind = bare(get_args(kind)[-1 if get_origin(kind) is dict else 0])
            at = f"{at}/*"
        yield at, kind, text
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            yield from walk(kind, at)


def test_every_field_of_the_model_has_an_entry_and_every_entry_a_field() -> None:
    fields = {at for at, _, _ in walk(FactSheet, "")}
    entries = [fact.at for fact in FACTS]
    assert len(entries) == len(set(entries))
    assert fields == set(entries)


def test_entries_say_what_the_model_says_of_texts_and_audiences() -> None:
    for at, kind, text in walk(FactSheet, ""):
        fact = fact_at(at)
        assert fact is not None, at
        assert fact.worded == text, at
        kept = isinstance(kind, type) and issubclass(kind, Restrictable)
        assert fact.kept == kept, at
        table = isinstance(kind, type) and issubclass(kind, BaseModel)
        assert (fact.type is Type.TABLE) == (table or get_origin(kind) is dict), at


def test_what_is_proved_is_read_by_somebody() -> None:
    for fact in FACTS:
        if fact.proof is not Proof.NONE and not fact.holds_facts:
            assert fact.says is not None, fact.at


def test_a_pointer_leads_to_its_entry() -> None:
    assert fact_at("/quotes/12/text").at == "/quotes/*/text"  # type: ignore[union-attr]
    assert fact_at("/sources/le360/title").at == "/sources/*/title"  # type: ignore[union-attr]
    assert fact_at("/event/nothing") is None
    assert fact_at("") is None
    assert proving("/organisers/0/name") == "/organisers/0"
    assert proving("/event/start") == "/event/start"


def test_what_extraction_finds_is_claimed_for_whoever_asks_again() -> None:
    from eventbrief.extract.single import reread

    text = (
        "Ports\n\nThe 3rd World Forum on Port Power will be held at the Blue Palace in Lisbon, "
        "Portugal, from 14 to 16 May 2024, under the theme “Ports for all”. It is organised by the "
        "National Port Authority (NPA), with representatives of 75 countries and some 400 delegates. "
        "Spain will take part.\n\n“A safe port is one where people talk,” said Ana Roy, mayor of Vigo.\n\n"
        "Programme of 14 May 2024\n09:00 – 09:30 Opening\n10:00 First panel\n\n"
        "Register before 2 May 2024 at https://ports.example/register.\nDress code: business attire\n"
        "Website: www.ports.example\nPress contact: Eva Lund, +351 22 123 45 67\n"
    )
    claimed = reread(source(text, "en")).claims
    found = {fact.at for fact in FACTS if fact.merge and fact.says}
    assert found <= set(claimed), found - set(claimed)
