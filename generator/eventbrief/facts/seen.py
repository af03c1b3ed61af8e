"""A fact sheet as one audience may see it: the only thing that is made into anything for a reader.

What is marked `audiences: [...]` for others is taken out, with its evidence and with whatever else
gives it away beside the facts: other evidence, conflicts, names of sources. Pointers follow the
items that stay.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Never, TypeVar

from pydantic import PrivateAttr

from eventbrief.facts.fact import Type
from eventbrief.facts.hidden import Hidden, hidden_from
from eventbrief.facts.marks import Parted, divide, named_audiences
from eventbrief.facts.model import Conflict, Evidence, FactSheet, Model, SourceRecord
from eventbrief.facts.standing import is_unsure
from eventbrief.facts.table import fact_at, inside

M = TypeVar("M", bound=Model)


@dataclass(frozen=True)
class _View:
    """Who looks at a sheet, and what of it they do not see.

    Attributes:
        audience: who may see it.
        read_in: the language of the brief.
        whole: whether the sheet has no marks.
        place: where the fact at a pointer of the whole sheet stands; None where it is hidden.
        kept: the pointers of what this audience sees and others do not.
        hidden: what the audience may not see.
    """

    audience: str
    read_in: str
    whole: bool
    place: Callable[[str], str | None]
    kept: frozenset[str]
    hidden: Hidden


class SeenSheet(FactSheet):
    """What one audience may see of a sheet, to be read in one language.

    Only `seen_by` makes one. Functions that ask for it refuse a FactSheet, so that nothing can be
    made for a reader of what was not filtered for that reader.
    """

    _view: _View = PrivateAttr()

    def __init__(self, *_: object, **__: object) -> None:
        raise TypeError("a SeenSheet is made by `seen_by` alone")

    @classmethod
    def model_construct(cls, *_: object, **__: object) -> Never:  # type: ignore[override]
        """Refused: `seen_by` alone makes one."""
        raise TypeError("a SeenSheet is made by `seen_by` alone")

    def model_copy(self, **_: object) -> Never:
        """Refused: change the fact sheet, and look at it again."""
        raise TypeError("a SeenSheet is made by `seen_by` alone")

    @property
    def audience(self) -> str:
        """Who may see this."""
        return self._view.audience

    @property
    def read_in(self) -> str:
        """The language of the brief; `language` is that of the sheet."""
        return self._view.read_in

    @property
    def whole(self) -> bool:
        """True where the sheet has no marks, so that its own file may be handed on."""
        return self._view.whole

    def is_open(self, at: str) -> bool:
        """True where the fact at a pointer of this sheet is kept from nobody."""
        return not any(at == kept or at.startswith(f"{kept}/") for kept in self._view.kept)

    def place_of(self, at: str) -> str | None:
        """Where the fact at a pointer of the whole sheet stands here; None where it is hidden."""
        return self._view.place(at)

    def gives_away(self, text: str) -> bool:
        """True where words that do not come from the sheet tell what this audience may not see."""
        return self._view.hidden.tells(text)


def seen_by(sheet: FactSheet, audience: str, language: str) -> SeenSheet:
    """What `audience` may see of the sheet, to be read in `language`."""
    if isinstance(sheet, SeenSheet):
        raise TypeError("what one audience may see is not shown to another")
    parted = divide(sheet, audience)
    hidden = hidden_from(parted)
    kept = {name: getattr(parted.sheet, name) for name in FactSheet.model_fields}
    if parted.hidden:
        kept |= _beside(parted, hidden)
    made = super(SeenSheet, SeenSheet).model_construct(**kept)
    marks = (parted.pointer(at.rpartition("/audiences/")[0]) for at, _ in named_audiences(sheet))
    kept_for_some = frozenset(at for at in marks if at is not None)
    whole = parted.sheet is sheet
    made._view = _View(audience, language, whole, parted.pointer, kept_for_some, hidden)
    return made


def _beside(parted: Parted, hidden: Hidden) -> dict[str, Any]:
    """What stands beside the facts, as far as it gives nothing away."""
    whole, seen = parted.sheet, parted.sheet.sources
    shown = {name: _source(name, seen, hidden) for name in seen}
    evidence: dict[str, tuple[Evidence, ...]] = {}
    cited: set[str | None] = set()
    for key, items in whole.evidence.items():
        at = parted.pointer(key)
        if at is None or fact_at(at) is None or hidden.tells(key):
            continue
        cited |= {e.source for e in items}
        known = items if is_unsure(whole, key) else map(_settled, items)
        told = (_evidence(e, shown, hidden) for e in known)
        if kept := tuple(e for e in told if e is not None):
            evidence[at] = kept
    before = {e.source for items in whole.evidence.values() for e in items}
    conflicts = (_conflict(c, parted, shown, hidden) for c in whole.conflicts)
    return {
        "evidence": evidence,
        "conflicts": tuple(c for c in conflicts if c is not None),
        "left_out": (),
        "sources": dict(shown[n] for n in seen if n in cited or n not in before),
    }


_Shown = dict[str, tuple[str, SourceRecord]]  # a source's id -> its id and record for the audience


def _source(
    name: str, sources: dict[str, SourceRecord], hidden: Hidden
) -> tuple[str, SourceRecord]:
    """The source without names that tell; one whose file or id tells bears its number only."""
    record, plain = sources[name], f"source-{list(sources).index(name) + 1}"
    while plain in sources and plain != name:
        plain += "-"
    discreet = _discreet(record, "/sources/*", hidden)
    where = [f.key for f in inside("/sources/*") if f.type is Type.FILE]
    if any(hidden.tells(getattr(record, key)) for key in where):
        discreet = discreet.model_copy(update=dict.fromkeys(where) | {"file": plain})
    return (plain if hidden.tells(name) else name), discreet


def _settled(item: Evidence) -> Evidence:
    """The evidence without its doubt, which a person has settled whose name may be hidden."""
    unsure = item.status == "unsure"
    return item.model_copy(update={"status": "found", "rival": None}) if unsure else item


def _evidence(item: Evidence, shown: _Shown, hidden: Hidden) -> Evidence | None:
    """The evidence without names that tell; where its words do, what it says of the fact's state.

    That a fact is to be checked, or was worded by a person, is every reader's business.
    """
    discreet = _discreet(item, "/evidence/*/*", hidden)
    secret = item.source is not None and item.source not in shown
    if secret or discreet.text != item.text or (discreet.by != item.by and item.source is None):
        return Evidence(status=item.status) if item.status in ("unsure", "edited") else None
    name = shown[item.source][0] if item.source is not None else None
    return discreet.model_copy(update={"source": name}) if name != item.source else discreet


def _conflict(conflict: Conflict, parted: Parted, shown: _Shown, hidden: Hidden) -> Conflict | None:
    """The conflict at its new place; None where any part of it is hidden or tells."""
    at = parted.pointer(conflict.at)
    if at is None or fact_at(at) is None or hidden.tells(conflict.at):
        return None
    for value in conflict.values:
        if value.source not in shown or hidden.tells(f"{value.value}\n{value.text}"):
            return None
    if len(conflict.values) < 2:
        return None
    values = tuple(v.model_copy(update={"source": shown[v.source][0]}) for v in conflict.values)
    return conflict.model_copy(update={"at": at, "values": values})


def _discreet(model: M, at: str, hidden: Hidden) -> M:
    """The model without texts and names that give something away."""
    named = (f.key for f in inside(at) if f.type in (Type.TEXT, Type.NAME))
    told = {key: None for key in named if hidden.tells(getattr(model, key))}
    return model.model_copy(update=told) if told else model
