"""What is gathered while sources are merged: the evidence for each fact, and the conflicts."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from eventbrief.extract.single import Stated
from eventbrief.extract.text.span import Span
from eventbrief.facts.model import Conflict, ConflictValue, Evidence, Hedge
from eventbrief.facts.table import proving


class Entry(NamedTuple):
    """A source that states a value, the places of its words, and whether extraction is sure."""

    stated: Stated
    spans: tuple[Span, ...]
    sure: bool = True
    rival: str | None = None


# A value's entries: the sources that state it.
Entries = list[Entry]


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

    def prove(
        self,
        pointer: str,
        stated: Stated,
        spans: Sequence[Span],
        *,
        sure: bool = True,
        rival: str | None = None,
    ) -> None:
        """Add the places of a source's words to what proves the fact at `pointer`."""
        known = {(item.source, item.at) for item in self.evidence[pointer]}
        for span in spans:
            item = self.evidence_at(stated, span)
            if (item.source, item.at) not in known:
                doubt = {} if sure else {"status": "unsure", "rival": rival}
                self.evidence[pointer].append(item.model_copy(update=doubt))

    def prove_all(self, pointer: str, entries: Entries) -> None:
        """Add what every source says; one that is sure is enough for all of them."""
        sure = any(entry.sure for entry in entries)
        for entry in entries:
            self.prove(pointer, entry.stated, entry.spans, sure=sure, rival=entry.rival)

    def disprove(self, pointer: str, entries: Entries) -> None:
        """Take the words of a value that lost from what proves the fact at `pointer`."""
        lost = {
            (self.ids[id(entry.stated.source)], (span.start, span.end))
            for entry in entries
            for span in entry.spans
        }
        kept = [e for e in self.evidence[pointer] if (e.source, e.at) not in lost]
        self.evidence[pointer] = kept

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
            for entry in entries:
                proof = self.evidence_at(entry.stated, entry.spans[0])
                values.append(
                    ConflictValue(
                        value=value, source=proof.source or "", text=proof.text or "", at=proof.at
                    )
                )
        self.conflicts.append(Conflict(at=pointer, values=tuple(values)))

    def settle(self, pointer: str, groups: dict[Any, Entries]) -> Any:
        """The value most sources state, then the earliest-published one's; others conflict."""
        chosen = best(groups)
        self.prove_all(pointer, groups[chosen])
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
    published = (entry.stated.source.published or "9999" for entry in entries)
    dates = [re.sub(r"\D", "", f"{day}-01-01")[:8] for day in published]
    return int(min(dates))
