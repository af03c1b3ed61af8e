"""A language that the weights have not seen: fifteen short texts, read with its lexicon alone.

A failure shows what was right, stated and given of each fact, and every difference.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from eventbrief.extract.single import Stated, extract
from eventbrief.sources.reader import read

TEXTS = Path(__file__).parent / "pt"
STATED: dict[str, dict[str, Any]] = yaml.safe_load((TEXTS / "stated.yaml").read_text("utf-8"))
SINGLE = ("name", "edition", "start", "end", "city", "country", "venue")
LEAST = 0.9  # of both: right among the stated, right among the given


@dataclass
class Tally:
    """How many facts were right, stated and given, by their kind; and what was not right."""

    right: Counter[str] = field(default_factory=Counter)
    stated: Counter[str] = field(default_factory=Counter)
    given: Counter[str] = field(default_factory=Counter)
    differences: list[str] = field(default_factory=list)

    def compare(self, where: str, kind: str, stated: list[Any], given: list[Any]) -> None:
        """Count what is in both lists; a value that stands twice counts twice."""
        right = sum((Counter(map(str, stated)) & Counter(map(str, given))).values())
        self.right[kind] += right
        self.stated[kind] += len(stated)
        self.given[kind] += len(given)
        if right < max(len(stated), len(given)):
            self.differences.append(f"{where} {kind}: stated {stated}, given {given}")

    def shares(self) -> tuple[float, float]:
        """Of what was stated, and of what was given, the share that is right."""
        right = self.right.total()
        return right / self.stated.total(), right / max(1, self.given.total())

    def lines(self) -> Iterator[str]:
        for kind, stated in self.stated.items():
            yield f"{kind:12} {self.right[kind]:3} of {stated:3} stated, {self.given[kind]:3} given"
        recall, precision = self.shares()
        total = f"{self.right.total()} of {self.stated.total()} stated, {self.given.total()} given"
        yield f"{'ALL':12} {total}: recall {recall:.3f}, precision {precision:.3f}"
        yield from self.differences


def one(value: Any) -> list[Any]:
    return [] if value is None else [value]


def compare(tally: Tally, where: str, wanted: dict[str, Any], found: Stated) -> None:
    """Put what a text states beside what was found in it."""
    for kind in SINGLE:
        got = found.event.get(kind)
        tally.compare(where, kind, one(wanted.get(kind)), one(got and got.value))
    bodies = [body.name for body in found.organisers]
    tally.compare(where, "organisers", wanted.get("organisers", []), bodies)
    tally.compare(where, "named", wanted.get("named", []), [c.value for c in found.named])
    tally.compare(
        where, "count", one(wanted.get("count")), [found.count.number.value] if found.count else []
    )
    hedge = found.count.hedge if found.count else None
    tally.compare(where, "hedge", one(wanted.get("hedge")), one(hedge))
    said = wanted.get("quotes", [])
    tally.compare(where, "quotes", [q[0] for q in said], [q.text for q in found.quotes])
    speakers = [q.speaker.value for q in found.quotes if q.speaker]
    tally.compare(where, "speaker", [q[1] for q in said], speakers)
    roles = [q.role.value for q in found.quotes if q.role]
    tally.compare(where, "role", [q[2] for q in said], roles)
    contacts = [v.value for c in found.release.contacts for v in (c.name, c.phone) if v]
    tally.compare(where, "contact", wanted.get("contact", []), contacts)
    deadline = found.release.registration.deadline
    tally.compare(where, "deadline", one(wanted.get("deadline")), one(deadline and deadline.value))
    sessions = len(found.release.programme) or None
    tally.compare(where, "sessions", one(wanted.get("sessions")), one(sessions))


def measured() -> Tally:
    tally = Tally()
    for name, wanted in STATED.items():
        source = read(TEXTS / f"{name}.txt")
        assert source.language == "pt", name
        compare(tally, name, wanted, extract(source))
    return tally


def test_a_language_is_read_that_has_a_lexicon_and_nothing_else():
    tally = measured()
    assert min(tally.shares()) >= LEAST, "\n".join(tally.lines())


def test_every_text_says_what_it_states():
    assert {p.stem for p in TEXTS.glob("*.txt")} == set(STATED)
