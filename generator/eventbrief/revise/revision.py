"""An existing fact sheet + newly extracted facts -> the sheet's text with what is new put in.

No word of a person is changed: empty keys are filled, list items and evidence are added below those
that are there, and every other line, comment and order stays as the person left it. A fact whose
evidence is already in the file but which no longer stands above was taken out by a person, and
stays out; so does a conflict that a person decided.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from eventbrief.facts import pointer
from eventbrief.facts.document import Document
from eventbrief.facts.fact import Fact, Merge, Says, Type
from eventbrief.facts.model import Conflict, Evidence, FactSheet, Model
from eventbrief.facts.patch import Add, Edit, Put, Remove, edited
from eventbrief.facts.shown import said, short
from eventbrief.facts.table import FACTS, fact_at, inside, lists, told_at
from eventbrief.facts.texts import value_at
from eventbrief.revise.disputes import Dispute, disputes, placed, settled
from eventbrief.revise.proofs import Proofs, place
from eventbrief.revise.reach import list_of
from eventbrief.revise.realigned import marked, realigned, texts_now
from eventbrief.revise.sameness import listed, matched, named, stated_value
from eventbrief.sources.source import Source


@dataclass(frozen=True)
class Revision:
    """The new text; what was added, and what else a person should know, one line each."""

    text: str
    added: tuple[str, ...]
    notes: tuple[str, ...] = ()


def revise(document: Document, new: FactSheet, sources: Sequence[Source] = ()) -> Revision:
    """The sheet in `document` with the facts of `new` that it does not have.

    Args:
        document: the sheet, as a person left it.
        new: what the sources state now.
        sources: the documents that `new` was extracted from.
    """
    aligned = realigned(document, sources)
    plan = _Plan(aligned.document, new, texts_now(aligned.document, sources))
    plan.sources()
    for fact in FACTS:
        if fact.merge is not None and "*" not in fact.at:
            plan.value(fact)
    for fact in lists():
        plan.items(fact)
    plan.conflicts()
    plan.evidence()
    filled = edited(aligned.document, [*plan.edits, *plan.proofs.edits()])
    done = marked(filled, sources)
    notes = (*aligned.notes, *done.notes, *plan.notes)
    return Revision(done.document.tree.text, tuple(plan.added), notes)


class _Plan:
    """Gathers the edits that bring what is new into the sheet."""

    def __init__(self, document: Document, new: FactSheet, now: Mapping[str, str]) -> None:
        self.old, self.new = document.sheet, new
        self.edits: list[Edit] = []
        self.added: list[str] = []
        self.notes: list[str] = []
        self.renamed: dict[str, str] = {}  # source id in `new` -> id in the file
        self.fresh: set[str] = set()  # sources that are new, or have changed
        self.moved: dict[str, str] = {}  # pointer in `new` -> pointer in the file
        self.unlike: set[str] = set()  # pointers in the file whose value `new` does not state
        self.printed: dict[str, Any] = {}  # pointer in the file -> value, with what is filled in
        self.disputed: dict[str, list[Dispute]] = {}  # by pointer of evidence
        rows = [e for items in self.old.evidence.values() for e in items]
        self.known = {place(e) for e in (*rows, *self.old.left_out)}
        self.proofs = Proofs(self.old, now)

    def sources(self) -> None:
        """New sources; new checksums of those that changed."""
        by_file = {(record.file, record.part): name for name, record in self.old.sources.items()}
        taken = set(self.old.sources)
        for name, record in self.new.sources.items():
            own = by_file.get((record.file, record.part))
            if own is not None:
                if self.old.sources[own].sha256 != record.sha256:
                    self.edits.append(Put(pointer.join(("sources", own, "sha256")), record.sha256))
                    self.fresh.add(own)
                self.renamed[name] = own
                continue
            own, number = name, 1
            while own in taken:
                number += 1
                own = f"{name}-{number}"
            taken.add(own)
            self.renamed[name] = own
            self.fresh.add(own)
            self.edits.append(Put(pointer.join(("sources", own)), record.model_dump()))
            self.added.append(f"source {own}: {record.file}")

    def value(self, fact: Fact) -> None:
        """A value that stands under a key of its own."""
        old, new = value_at(self.old, fact.at), value_at(self.new, fact.at)
        self.printed[fact.at] = old
        if new is None:
            return
        if old is None and not self._removed(fact.at):
            self.edits.append(Put(fact.at, new))
            self.added.append(f"{fact.at}: {new}")
            self.moved[fact.at] = fact.at
            self.printed[fact.at] = new
        elif old == new:
            self.moved[fact.at] = fact.at
        if fact.merge is Merge.COUNT and self.printed[fact.at] == new and self._is_new(fact.at):
            table = fact.at.rpartition("/")[0]
            self._beside(table, table, table)

    def _beside(self, table: str, here: str, there: str) -> None:
        """How a count is to be read: it comes with words that are new, for no others prove it.

        Args:
            table: the pattern of the table that holds the count.
            here: where that table stands in `new`.
            there: where it stands in the file.
        """
        for fact in inside(table):
            if fact.says not in (Says.HEDGE, Says.COUNTED):
                continue
            value = value_at(self.new, f"{here}/{fact.key}")
            if value is not None and value_at(self.old, f"{there}/{fact.key}") is None:
                self.edits.append(Put(f"{there}/{fact.key}", value))
                self.added.append(f"{there}/{fact.key}: {value}")

    def items(self, fact: Fact) -> None:
        """The items of a list that are not there yet."""
        part = list_of(fact)
        old, new = list(value_at(self.old, part)), value_at(self.new, part)
        standing = {f"{part}/{i}": item for i, item in enumerate(old)}
        barred = self._barred(part, old)
        fresh: list[Any] = []
        found = matched(fact.merge, listed(self.new, part), listed(self.old, part))
        for index, item in enumerate(new):
            here, one = f"{part}/{index}", found.get(index)
            if one is not None:
                self._same_item(fact, here, item, f"{part}/{one}", old[one])
            elif not barred(item) and not self._removed(here + told_at(fact)):
                there = f"{part}/{len(old) + len(fresh)}"
                self.moved[here] = there
                standing[there] = item
                fresh.append(item)
                self.edits.append(Add(part, _plain(item)))
        self.printed[part] = standing
        if fact.merge is Merge.CODES and fresh:
            self.added.append(f"countries named: {', '.join(fresh)}")
        elif fresh:
            told = (said(f"{part}/0", _plain(i), self.new.language) for i in fresh)
            self.added += [f"{part}: {short(words)}" for words in told]

    def _same_item(self, fact: Fact, here: str, item: Any, there: str, old: Any) -> None:
        self.moved[here] = there
        if fact.merge is not Merge.COUNTED:
            return
        if item.count != old.count:
            self.unlike.add(there)
        elif self._is_new(here):
            self._beside(fact.at, here, there)

    def _barred(self, part: str, old: Sequence[Any]) -> Any:
        """A test for items that the sheet decided against, where sources disagree on the list."""
        sides: list[tuple[list[str], str]] = []
        for conflict in self.new.conflicts:
            if conflict.at == part:
                names = [str(v.value) for v in conflict.values]
                chosen = stated_value(fact_at(part), list(old), names)
                sides += [(names, chosen)] if chosen is not None else []

        def barred(item: Any) -> bool:
            return any(
                not named(item, chosen) and any(named(item, name) for name in names)
                for names, chosen in sides
            )

        return barred

    def _removed(self, told: str) -> bool:
        """True where the file has the evidence, so that the fact was there and was taken out."""
        # A quotation is told by its words; its speaker may be named for another one too.
        places = [e for e in self._evidence_of(told) if e.at]
        return bool(places) and all(place(e) in self.known for e in places)

    def _is_new(self, here: str) -> bool:
        """True where words are new that state the fact."""
        return any(place(e) not in self.known for e in self._evidence_of(here))

    def _evidence_of(self, here: str) -> list[Evidence]:
        """The words for a fact of `new` and what is below it, with the file's names of sources."""
        return [
            self._named(e)
            for key, items in self.new.evidence.items()
            if key == here or key.startswith(f"{here}/")
            for e in items
        ]

    def _named(self, row: Evidence) -> Evidence:
        return row.model_copy(update={"source": self.renamed.get(row.source or "", row.source)})

    def _target(self, at: str) -> str | None:
        """Where a pointer of `new` leads in the file."""
        here = at
        while here:
            if here in self.moved:
                return self.moved[here] + at[len(here) :]
            here = here.rpartition("/")[0]
        return None

    def conflicts(self) -> None:
        """What is decided is closed, what is new is listed, each word goes where it belongs."""
        found = [
            placed(dispute, printed)
            for dispute in disputes(self.old, self._stated())
            if (printed := self._printed(dispute.at)) not in (None, {})
        ]
        for dispute in found:
            for key in dispute.keys:
                self.disputed.setdefault(key, []).append(dispute)
        rows = [self._named(e) for items in self.new.evidence.values() for e in items]
        self.proofs.stated = {place(row): row for row in rows}
        made = settled(self.old, found, self.proofs, self.fresh.__contains__)
        for at in dict.fromkeys(made.closed.values()):
            self.notes.append(f"{at}: the conflict is decided, and closed")
        if made.closed and len(made.closed) == len(self.old.conflicts) and not made.opened:
            self.edits.append(Remove("/conflicts"))
        else:
            self.edits += [Remove(f"/conflicts/{number}") for number in sorted(made.closed)]
        for number, value in made.more:
            self.edits.append(Add(f"/conflicts/{number}/values", value.model_dump()))
        told = [self.old.conflicts[number].at for number, _ in made.more]
        for conflict in made.opened:
            self.edits.append(Add("/conflicts", conflict.model_dump()))
            told.append(conflict.at)
        self.added += [f"conflict on {at}" for at in dict.fromkeys(told)]

    def _stated(self) -> list[Conflict]:
        """What sources disagree on now, in the file's pointers and names of sources."""
        found = []
        for conflict in self.new.conflicts:
            at = self._target(conflict.at)
            if at is None and conflict.at in self.printed:
                at = conflict.at
            if at is None:
                continue
            values = tuple(
                value.model_copy(update={"source": self.renamed.get(value.source, value.source)})
                for value in conflict.values
            )
            found.append(Conflict(at=at, values=values))
        return found

    def _printed(self, at: str) -> Any:
        """What the sheet prints there, with what is filled in now; of a list, items by pointer."""
        if at in self.printed:
            return self.printed[at]
        for part, standing in self.printed.items():
            item, _, rest = at[len(part) + 1 :].partition("/")
            if at.startswith(f"{part}/") and isinstance(standing, dict):
                return getattr(standing.get(f"{part}/{item}"), rest, None) if rest else None
        fact, value = fact_at(at), value_at(self.old, at)
        if fact is not None and fact.type is Type.LIST:
            return {f"{at}/{i}": item for i, item in enumerate(value or ())}
        return value

    def evidence(self) -> None:
        """Evidence for what was added, and further evidence for what was there."""
        for key, items in self.new.evidence.items():
            target = self._target(key)
            if target is None or target in self.unlike:
                continue
            known = {(e.source, e.at) for e in self.proofs.at(target)}
            for row in map(self._named, items):
                lost = any(
                    d.loses(row) and target not in d.items for d in self.disputed.get(target, ())
                )
                if (row.source, row.at) not in known and not lost:
                    known.add((row.source, row.at))
                    self.proofs.add(target, row)


def _plain(item: Any) -> Any:
    """The item as plain data."""
    return item.model_dump() if isinstance(item, Model) else item
