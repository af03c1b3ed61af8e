"""Every value of a sheet + the words of its evidence -> where the words do not say it: findings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from eventbrief.check.evidence import vouched
from eventbrief.check.sources import Placed, Sources
from eventbrief.extract.says.counts import hedge_there
from eventbrief.extract.says.passage import Level, Verdict
from eventbrief.extract.says.readers import says
from eventbrief.facts import pointer
from eventbrief.facts.document import Document
from eventbrief.facts.finding import Finding
from eventbrief.facts.model import Evidence, Model
from eventbrief.facts.shown import short
from eventbrief.facts.table import Fact, Proof, Says, Type, fact_at, hedge_beside, inside, proving
from eventbrief.facts.text import RestrictedText, base, wording_for, wordings
from eventbrief.facts.texts import facts, holder_of

# Held against the source by `check.quotations` and `check.sources`.
_ELSEWHERE = (Says.QUOTATION, Says.BODY, Says.FILE)
_TOLD_TOGETHER = (Says.PERSON,)  # "he said" and, elsewhere, his name
_ADVICE = (
    "correct the value or the words; if these words are enough, say who finds so: "
    "`status: confirmed, by: NAME` (`edited` for a sentence that you reworded)"
)


def check_support(document: Document, sources: Sources) -> Iterator[Finding]:
    """What words do not say, and what nothing proves.

    Yields:
        E313 no words of a fact's evidence say its value, E314 one of its entries says otherwise,
        W311 there is no evidence at all, W313 its words hedge a count that the sheet does not.
    """
    grounds = _Grounds(document, sources)
    for at, value in facts(document.sheet):
        fact = fact_at(at)
        if fact is None or fact.says is None or value in (None, "", False):
            continue
        yield from grounds.weigh(fact, at, value)
    yield from grounds.unproved()


@dataclass(frozen=True)
class _Weighed:
    """An entry of evidence, where it stands in the file, and how far its words go."""

    here: str
    verdict: Verdict


class _Grounds:
    """What stands behind the facts of one sheet."""

    def __init__(self, document: Document, sources: Sources) -> None:
        self.document, self.sources = document, sources
        self.evidence = document.sheet.evidence
        self.stated = {
            key for key, items in self.evidence.items() if any(e.status == "stated" for e in items)
        }
        self.parts = {pointer.split(key) for key in self.evidence}
        self.above = {p[:n] for p in self.parts for n in range(1, len(p) + 1)}

    def behind(self, at: str) -> list[tuple[str, Evidence]]:
        """The entries for the fact, its own and those of the item it belongs to."""
        found = []
        for key in dict.fromkeys((at, proving(at))):
            here = pointer.join(("evidence", key))
            found += [(f"{here}/{n}", e) for n, e in enumerate(self.evidence.get(key, ()))]
        return found

    def answered_for(self, at: str) -> bool:
        """True where a person states the fact, or something that holds it."""
        parts = pointer.split(at)
        above = ("" if n == 0 else pointer.join(parts[:n]) for n in range(len(parts)))
        return any(key in self.stated for key in above)

    def weigh(self, fact: Fact, at: str, value: Any) -> Iterator[Finding]:
        entries = self.behind(at)
        if fact.says in _ELSEWHERE or vouched(e for _, e in entries) or self.answered_for(at):
            return
        placed = [(here, p) for here, e in entries if (p := self.sources.placed(e))]
        for words, mine in self.worded(value, placed):
            weighed = [_Weighed(here, self.read(fact, at, words, here, p)) for here, p in mine]
            yield from self.judged(fact, at, words, weighed)
            if hedge_beside(fact):
                pairs = zip(mine, weighed, strict=True)
                said = [p for (_, p), w in pairs if w.verdict.level is Level.SAYS]
                yield from self.unhedged(at, said)

    def read(self, fact: Fact, at: str, words: Any, here: str, placed: Placed) -> Verdict:
        """How far the words of one entry go."""
        alone = here.startswith(pointer.join(("evidence", at, "")))
        beside = {}
        holder = holder_of(self.document.sheet, at)
        for other in inside(fact.at.rpartition("/")[0]) if isinstance(holder, Model) else ():
            value = getattr(holder, other.key)
            if other.worded and value is not None:
                value = wording_for(value, placed.language, self.document.sheet.language)
            if other.key != fact.key and value is not None and other.says is not None:
                beside[other.key] = value
        return says(fact, words, placed.reread, placed.span, alone=alone, beside=beside)

    def worded(
        self, value: Any, placed: list[tuple[str, Placed]]
    ) -> Iterator[tuple[Any, list[tuple[str, Placed]]]]:
        """Each wording with the evidence in its language; what has none is a translation."""
        own = self.document.sheet.language
        if isinstance(value, RestrictedText):
            value = wordings(value)
        if not placed:
            return
        if isinstance(value, str):
            yield value, [p for p in placed if p[1].language in ("", base(own))] or placed
        elif isinstance(value, dict):
            by = {n: [p for p in placed if p[1].language == base(n)] for n in value}
            if any(by.values()):
                yield from ((words, by[n]) for n, words in value.items() if by[n])
            else:
                yield next(iter(value.values())), placed
        else:
            yield value, placed

    def judged(self, fact: Fact, at: str, words: Any, weighed: list[_Weighed]) -> Iterator[Finding]:
        if not weighed:
            return
        best = max(w.verdict.level for w in weighed)
        told = next((w.verdict.told for w in weighed if w.verdict.told), "")
        if best is Level.SAYS:
            if fact.proof is Proof.OWN and fact.says not in _TOLD_TOGETHER:
                for one in weighed:
                    if one.verdict.level is Level.DENIES:
                        yield self.denied(at, words, one)
        elif fact.proof is not Proof.OWN and not told and at not in self.evidence:
            yield self.unproved_at(at)
        else:
            message = f"the sheet says {_shown(words)}, the words say {_shown(told)}"
            if not told:
                message = f"the words of the evidence do not say {_shown(words)}"
            yield self.document.finding("E313", f"{at}: {message}", at, _ADVICE)

    def unhedged(self, at: str, placed: list[Placed]) -> Iterator[Finding]:
        """A count that every source hedges, and the sheet does not."""
        count = holder_of(self.document.sheet, at)
        said = [hedge_there(p.reread, p.span, count.count) for p in placed]
        if not placed or count.hedge or not all(said):
            return
        message = f"{at}: the words hedge it: {_shown(placed[0].words)}"
        advice = f"add `hedge: {said[0]}` beside it"
        yield self.document.finding("W313", message, at, advice)

    def denied(self, at: str, words: Any, one: _Weighed) -> Finding:
        told = f"they say {_shown(one.verdict.told)}" if one.verdict.told else "they do not say it"
        message = f"these words are no evidence for {at}, {_shown(words)}: {told}"
        return self.document.finding("E314", message, one.here, "take the entry out, or correct it")

    def unproved_at(self, at: str) -> Finding:
        advice = "add evidence, or `{status: stated, by: NAME}` where a person knows it"
        return self.document.finding("W311", f"no evidence for {at}", at, advice)

    def unproved(self) -> Iterator[Finding]:
        """Facts that no source and nobody states; of an item, the item."""
        seen: set[str] = set()
        for at, value in facts(self.document.sheet):
            fact = fact_at(at)
            if fact is None or fact.proof is Proof.NONE or value in (None, "", False):
                continue
            if fact.proof is Proof.COUNT:
                continue
            item = _item(at)
            if item in seen:
                continue
            seen.add(item)
            parts = pointer.split(item)
            known = parts in self.above or self.answered_for(item)
            if not known and not any(parts[:n] in self.parts for n in range(1, len(parts))):
                yield self.unproved_at(item)


def _item(at: str) -> str:
    """The pointer of the item of a list that the fact belongs to, or its own."""
    holder = at.rpartition("/")[0]
    above = fact_at(holder)
    return holder if above and above.key == "*" and above.type is Type.TABLE else at


def _shown(value: Any) -> str:
    return f"`{short(value)}`"
