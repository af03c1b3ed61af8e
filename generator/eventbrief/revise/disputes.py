"""A sheet and what sources disagree on -> what is decided, what is new, whose words prove what.

A conflict is listed once. What a person decided stays decided: the words of every value are kept,
those of the printed value as its evidence and the others under `left_out`, so that no later run
lists the conflict again, and no footnote names a source that says something else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from eventbrief.facts.fact import Fact, Type
from eventbrief.facts.model import Conflict, ConflictValue, Evidence, FactSheet
from eventbrief.facts.standing import REWORDED, SETTLED
from eventbrief.facts.table import fact_at, proving
from eventbrief.revise.proofs import Proofs, Seen
from eventbrief.revise.sameness import named, stated_value, supports


@dataclass(frozen=True)
class Dispute:
    """One fact on which sources disagree.

    Attributes:
        at: its pointer into the sheet.
        values: what each source says, those of the sheet's own list too.
        listed: the numbers of its entries under `conflicts`.
        stated: whether sources state it now; False where only the sheet lists it.
        chosen: the value that the sheet prints, if it is one of those that are stated.
        keys: the pointers under which the evidence of the printed value stands.
        items: where the fact is a list, its items by their pointers.
    """

    at: str
    values: tuple[ConflictValue, ...]
    listed: tuple[int, ...]
    stated: bool
    chosen: str | None = None
    keys: tuple[str, ...] = ()
    items: Mapping[str, Any] = field(default_factory=dict)

    @property
    def winning(self) -> tuple[ConflictValue, ...]:
        """What the sources say that state the printed value."""
        return tuple(v for v in self.values if str(v.value) == self.chosen)

    @property
    def losing(self) -> tuple[ConflictValue, ...]:
        """What the others say; everything, where nobody states the printed value."""
        return tuple(v for v in self.values if str(v.value) != self.chosen)

    def loses(self, item: Evidence) -> bool:
        """True for words that state another value than the printed one, or none that is printed."""
        if item.source in {v.source for v in self.winning} or Seen(self.winning).has(item):
            return Seen(self.losing).has(item) and not Seen(self.winning).has(item)
        return item.source in {v.source for v in self.losing} or Seen(self.losing).has(item)


def disputes(sheet: FactSheet, stated: Iterable[Conflict]) -> list[Dispute]:
    """What sources disagree on now, and what the sheet lists besides.

    Args:
        sheet: the sheet, with its `conflicts`.
        stated: what is found now, with the sheet's own pointers and names of sources.
    """
    found: list[Dispute] = []
    matched: set[int] = set()
    for conflict in stated:
        seen = Seen(conflict.values)
        listed = [
            number
            for number, old in enumerate(sheet.conflicts)
            if old.at == conflict.at and any(seen.has(value) for value in old.values)
        ]
        matched |= set(listed)
        more = [v for n in listed for v in sheet.conflicts[n].values if not seen.has(v)]
        found.append(Dispute(conflict.at, (*conflict.values, *more), tuple(listed), True))
    for number, old in enumerate(sheet.conflicts):
        if number not in matched:
            found.append(Dispute(old.at, old.values, (number,), False))
    return found


def placed(dispute: Dispute, printed: Any) -> Dispute:
    """The dispute with the value that the sheet prints: `printed`, or the items of its list."""
    fact = fact_at(dispute.at)
    items = dict(printed) if _is_list(fact) else {}
    shown = list(items.values()) if _is_list(fact) else printed
    chosen = stated_value(fact, shown, [v.value for v in dispute.values])
    if _is_list(fact):
        sides = [chosen] if chosen else [str(v.value) for v in dispute.values]
        keys = [at for at, item in items.items() if any(named(item, side) for side in sides)]
    else:
        keys = list(dict.fromkeys((proving(dispute.at), dispute.at)))
    return replace(dispute, chosen=chosen, keys=tuple(keys), items=items)


def _is_list(fact: Fact | None) -> bool:
    return fact is not None and fact.type is Type.LIST


@dataclass
class Settled:
    """What becomes of the conflicts.

    Attributes:
        closed: numbers of entries that are decided.
        more: values that a listed conflict gets, by its number.
        opened: conflicts that are new.
    """

    closed: dict[int, str] = field(default_factory=dict)
    more: list[tuple[int, ConflictValue]] = field(default_factory=list)
    opened: list[Conflict] = field(default_factory=list)


def settled(
    sheet: FactSheet, found: Sequence[Dispute], proofs: Proofs, fresh: Callable[[str], bool]
) -> Settled:
    """Which conflicts are decided and which are new; the words of each value go where they belong.

    Args:
        sheet: the sheet, with its `conflicts`.
        found: every dispute whose fact stands in the sheet.
        proofs: the sheet's evidence, which is changed.
        fresh: whether a source is new, or has changed.
    """
    made = Settled()
    lost: list[ConflictValue] = []
    for dispute in found:
        rows = [e for key in dispute.keys for e in proofs.at(key)]
        vouched = any(e.status in SETTLED for e in rows)
        changed = _changed_by_hand(dispute, rows)
        _change_sides(dispute, proofs)
        for number in dispute.listed:
            if changed or (vouched and not sheet.conflicts[number].reopened):
                made.closed[number] = dispute.at
        known = Seen([*proofs.left, *(e for key in dispute.keys for e in proofs.at(key))])
        for number in dispute.listed:
            known.add(sheet.conflicts[number].values)
        new = [v for v in dispute.losing if not known.has(v)]
        if vouched or changed or _was_losing(dispute, sheet):
            new = [v for v in new if fresh(v.source)]
        _list(dispute, new, made, vouched=vouched)
        own = Seen(e for key in dispute.keys for e in proofs.at(key))
        lost += [v for v in dispute.losing if not own.has(v)]
    proofs.leave_out(lost, [v for dispute in found for v in dispute.winning])
    return made


def _list(dispute: Dispute, new: list[ConflictValue], made: Settled, *, vouched: bool) -> None:
    if not new or not dispute.stated:
        return
    still = [number for number in dispute.listed if number not in made.closed]
    if still:
        made.more += [(still[0], value) for value in new]
    else:
        made.opened.append(Conflict(at=dispute.at, reopened=vouched, values=dispute.values))


def _changed_by_hand(dispute: Dispute, rows: Sequence[Evidence]) -> bool:
    """True where the printed value is stated, and its evidence is that of another value."""
    won, lost = Seen(dispute.winning), Seen(dispute.losing)
    if dispute.chosen is None or any(won.has(e) for e in rows):
        return False
    return not rows or any(lost.has(e) for e in rows)


def _was_losing(dispute: Dispute, sheet: FactSheet) -> bool:
    """True where the printed value lost once, so that a person put it there, evidence and all."""
    left = Seen(sheet.left_out)
    won = [left.has(value) for value in dispute.winning]
    return not dispute.listed and bool(won) and all(won)


def _change_sides(dispute: Dispute, proofs: Proofs) -> None:
    """The evidence of the printed value is the words of the sources that state it."""
    if dispute.chosen is None:
        return
    for key in dispute.keys:
        for row in proofs.at(key):
            # Words that were confirmed were so for another value than the one that is printed now.
            vouched = row.status in REWORDED or not proofs.stands(row)
            if not vouched and dispute.loses(row) and not _is_of(dispute.items.get(key), key, row):
                proofs.take(key, row)
    for value in dispute.winning:
        if dispute.keys and not any(Seen(proofs.at(key)).has(value) for key in dispute.keys):
            proofs.add(dispute.keys[0], proofs.located(value))


def _is_of(item: Any, key: str, row: Evidence) -> bool:
    """True where the words name the item of a list, whichever side their source is on."""
    fact = fact_at(key)
    return item is not None and fact is not None and supports(fact.merge, item, [row])
