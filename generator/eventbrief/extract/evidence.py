"""What is gathered while sources are merged: the evidence for each fact, and the conflicts."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from eventbrief.extract.single import Stated
from eventbrief.extract.text.span import Span
from eventbrief.facts.model import Conflict, ConflictValue, Evidence, Hedge
from eventbrief.facts.table import proving

# A value's entries: the sources that state it, each with the places of its words.
Entries = list[tuple[Stated, tuple[Span, ...]]]


@dataclass
class Gathered:
    """Evidence and conflicts, by pointer into the fact sheet.

    Attributes:
        ids: the name of each source in the sheet, by the identity of the source.
        language: the sheet's own language.
    """

    ids: dict[int, str]
    language: str
    evidence: dict[str, list[Evidence]] = field(default_factory=lambda: defaultdict(list))
    conflicts: list[Conflict] = field(default_factory=list)

    def prove(self, pointer: str, stated: Stated, spans: Sequence[Span]) -> None:
        """Add the places of a source's words to what proves the fact at `pointer`."""
        for span in spans:
            item = self.evidence_at(stated, span)
            if item not in self.evidence[pointer]:
                self.evidence[pointer].append(item)

    def disprove(self, pointer: str, entries: Entries) -> None:
        """Take the words of a value that lost from what proves the fact at `pointer`."""
        lost = [self.evidence_at(stated, span) for stated, spans in entries for span in spans]
        self.evidence[pointer] = [e for e in self.evidence[pointer] if e not in lost]

    def left_out(self) -> tuple[Evidence, ...]:
        """The words of the values that lost: seen, and not used."""
        found: list[Evidence] = []
        for conflict in self.conflicts:
            own = {conflict.at, proving(conflict.at)}
            proofs = {
                (e.source, e.at)
                for at, items in self.evidence.items()
                if at in own or at.startswith(f"{conflict.at}/")
                for e in items
            }
            for value in conflict.values:
                words = Evidence(source=value.source, at=value.at, text=value.text)
                if (value.source, value.at) not in proofs and words not in found:
                    found.append(words)
        return tuple(found)

    def evidence_at(self, stated: Stated, span: Span) -> Evidence:
        """The evidence that stands at `span` of the source."""
        words = span.of(stated.source.text)
        name = self.ids[id(stated.source)]
        return Evidence(source=name, at=(span.start, span.end), text=words, by=stated.by)

    def disagree(self, pointer: str, groups: dict[Any, Entries]) -> None:
        """List every value with the words of each source that states it."""
        values = []
        for value, entries in groups.items():
            for stated, spans in entries:
                proof = self.evidence_at(stated, spans[0])
                values.append(
                    ConflictValue(
                        value=value, source=proof.source or "", text=proof.text or "", at=proof.at
                    )
                )
        self.conflicts.append(Conflict(at=pointer, values=tuple(values)))

    def settle(self, pointer: str, groups: dict[Any, Entries]) -> Any:
        """The value most sources state, then the earliest-published one's; others conflict."""
        chosen = best(groups)
        for stated, spans in groups[chosen]:
            self.prove(pointer, stated, spans)
        if len(groups) > 1:
            self.disagree(pointer, groups)
        return chosen

    def own_language(self, stated: Stated) -> str:
        """The language that the source is worded in."""
        return stated.source.language or self.language


def best(groups: dict[Any, Entries]) -> Any:
    """The value most sources state, then the earliest-published one's."""
    return max(groups, key=lambda value: (len(groups[value]), -_first_date(groups[value])))


def most_cautious(hedges: Sequence[Hedge | None]) -> Hedge | None:
    """The hedge that most sources give a count; where as many give none, one stays."""
    found = [hedge for hedge in hedges if hedge]
    if not found or 2 * len(found) < len(hedges):
        return None
    return Counter(found).most_common(1)[0][0]


def _first_date(entries: Entries) -> int:
    dates = [re.sub(r"\D", "", f"{s.source.published or '9999'}-01-01")[:8] for s, _ in entries]
    return int(min(dates))
