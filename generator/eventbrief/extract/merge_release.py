"""What several releases say of contacts, programme and registration -> one of each."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

from eventbrief.extract.evidence import Entries, Entry, Gathered
from eventbrief.extract.single import Stated
from eventbrief.extract.text.likeness import alike
from eventbrief.extract.text.span import Found
from eventbrief.facts.fact import Merge
from eventbrief.facts.model import Contact, Note, Preparation, ProgrammeItem, Registration
from eventbrief.facts.table import fact_at


def releases(build: Gathered, ordered: Sequence[Stated]) -> dict[str, Any]:
    """The keys of the sheet that releases fill, each with its evidence."""
    return {
        "contacts": _listed(build, ordered, "contacts", _contact, _same_contact),
        "programme": _listed(build, ordered, "programme", _session, _same_session),
        "notes": _listed(build, ordered, "notes", _note, _same_note),
        "registration": _registration(build, ordered),
        "prepared": _prepared(build, ordered),
    }


def _listed(
    build: Gathered,
    ordered: Sequence[Stated],
    part: str,
    made: Callable[[Any], Any],
    same: Callable[[Any, Any], bool],
) -> tuple[Any, ...]:
    """Every item once, in the order of the first source that has it; its parts are proved."""
    items: list[Any] = []
    for stated in ordered:
        for found in getattr(stated.release, part):
            item = made(found)
            index = next((i for i, one in enumerate(items) if same(one, item)), len(items))
            if index == len(items):
                items.append(item)
            for key, value in vars(found).items():
                own = isinstance(value, Found) and getattr(items[index], key) == value.value
                if own:
                    build.prove(f"/{part}/{index}/{key}", stated, value.spans[:1])
    return tuple(items)


def _values(found: Any) -> dict[str, str]:
    """What has words, under the names of the facts."""
    return {key: said.value for key, said in vars(found).items() if isinstance(said, Found)}


def _contact(found: Any) -> Contact:
    return Contact(kind=found.kind, **_values(found))


def _session(found: Any) -> ProgrammeItem:
    return ProgrammeItem(**_values(found))


def _note(found: Any) -> Note:
    return Note(kind=found.kind, **_values(found))


def _same_contact(one: Contact, other: Contact) -> bool:
    """By phone number, or by address."""
    numbers = [re.sub(r"\D", "", c.phone or "") for c in (one, other)]
    mails = [(c.email or "").casefold() for c in (one, other)]
    return (bool(numbers[0]) and numbers[0] == numbers[1]) or (
        bool(mails[0]) and mails[0] == mails[1]
    )


def _same_session(one: ProgrammeItem, other: ProgrammeItem) -> bool:
    same_hour = (one.day, one.start) == (other.day, other.start)
    return same_hour and alike(str(one.title), str(other.title))


def _same_note(one: Note, other: Note) -> bool:
    return one.kind == other.kind and alike(str(one.text), str(other.text))


def _registration(build: Gathered, ordered: Sequence[Stated]) -> Registration:
    """What most say; of several wordings of one thing, the first."""
    groups: dict[str, dict[str, Entries]] = {}
    for stated in ordered:
        for key, found in vars(stated.release.registration).items():
            if found:
                entry = Entry(stated, found.spans, found.sure, found.rival)
                groups.setdefault(key, {}).setdefault(found.value, []).append(entry)
    values = {}
    for key, said in groups.items():
        pointer = f"/registration/{key}"
        fact = fact_at(pointer)
        if fact and fact.merge is Merge.WORDED:
            values[key] = next(iter(said))
            build.prove_all(pointer, said[values[key]])
        else:
            values[key] = build.settle(pointer, said)
    return Registration(**values)


def _prepared(build: Gathered, ordered: Sequence[Stated]) -> Preparation:
    """The embargo that a release is under; where several differ, a person decides."""
    groups: dict[str, Entries] = {}
    for stated in ordered:
        if found := stated.release.embargo:
            groups.setdefault(found.value, []).append(Entry(stated, found.spans))
    return (
        Preparation(embargo=build.settle("/prepared/embargo", groups)) if groups else Preparation()
    )
