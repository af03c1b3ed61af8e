"""Every value of a sheet + the words of its evidence -> where the words do not say it: findings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from eventbrief.check.evidence import vouched
from eventbrief.check.sources import Placed, Sources
from eventbrief.check.turning import turning_after, turning_before
from eventbrief.extract.says.counts import hedge_there
from eventbrief.extract.says.passage import Level, Verdict
from eventbrief.extract.says.readers import says
from eventbrief.extract.wording import same_words
from eventbrief.facts import pointer
from eventbrief.facts.document import Document
from eventbrief.facts.fact import Fact, Proof, Says, Type
from eventbrief.facts.finding import Finding
from eventbrief.facts.model import Evidence, Model
from eventbrief.facts.shown import short
from eventbrief.facts.table import fact_at, hedge_beside, inside, proving
from eventbrief.facts.text import RestrictedText, base, wording_for, wordings
from eventbrief.facts.texts import facts, value_at

# Held against the source by `check.quotations` and `check.sources`.
_ELSEWHERE = (Says.QUOTATION, Says.BODY, Says.FILE)
# Told by the source's attribution of the quotation, where they have no evidence of their own.
_BY_ATTRIBUTION = (Says.PERSON, Says.BODY)
_TELLING = (Type.NAME, Type.TEXT, Type.NUMBER)  # what tells one item from another
_UNTOLD = (Says.ACRONYM, Says.COUNTRY, Says.ROLE)  # of which an item's words may say nothing
_TOLD_TOGETHER = (Says.PERSON,)  # "he said" and, elsewhere, his name
_ADVICE = (
    "correct the value or the words; if these words are enough, say who finds so: "
    "`status: confirmed, by: NAME` (`edited` for a sentence that you reworded)"
)


def check_support(document: Document, sources: Sources) -> Iterator[Finding]:
    """What words do not say, and what nothing proves.

    Yields:
        E313 no words of a fact's evidence say its value, E314 one of its entries says otherwise,
        E315 a sentence is cut out of one that says otherwise, W311 there is no evidence at all,
        W313 its words hedge a count that the sheet does not.
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
        self.parts = {pointer.split(key) for key, items in self.evidence.items() if items}
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
            yield from self.judged(fact, at, words, [p for _, p in mine], weighed)
            if hedge_beside(fact):
                pairs = zip(mine, weighed, strict=True)
                said = [p for (_, p), w in pairs if w.verdict.level is Level.SAYS]
                yield from self.unhedged(at, said)

    def read(self, fact: Fact, at: str, words: Any, here: str, placed: Placed) -> Verdict:
        """How far the words of one entry go."""
        alone = here.startswith(pointer.join(("evidence", at, "")))
        beside = {}
        holder = value_at(self.document.sheet, at.rpartition("/")[0])
        for other in inside(fact.at.rpartition("/")[0]) if isinstance(holder, Model) else ():
            value = getattr(holder, other.key)
            if other.worded and value is not None:
                value = wording_for(value, placed.language, self.document.sheet.language)
            if other.key != fact.key and value is not None and other.type in _TELLING:
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

    def judged(
        self, fact: Fact, at: str, words: Any, mine: list[Placed], weighed: list[_Weighed]
    ) -> Iterator[Finding]:
        if not weighed:
            return
        best = max(w.verdict.level for w in weighed)
        told = next((w.verdict.told for w in weighed if w.verdict.told), "")
        if best is Level.SAYS:
            yield from self.torn(fact, at, words, mine)
            if fact.proof is Proof.OWN and fact.says not in _TOLD_TOGETHER:
                for one in weighed:
                    if one.verdict.level is Level.DENIES:
                        yield self.denied(at, words, one)
        elif not told and self.may_be_untold(fact, at):
            yield self.unproved_at(at)
        else:
            message = f"the sheet says {_shown(words)}, the words say {_shown(told)}"
            if not told:
                message = f"the words of the evidence do not say {_shown(words)}"
            yield self.document.finding("E313", f"{at}: {message}", at, _ADVICE)

    def may_be_untold(self, fact: Fact, at: str) -> bool:
        """True for a part of an item of which the item's words need say nothing: an acronym."""
        part = fact.proof is not Proof.OWN and at not in self.evidence
        return part and fact.says in _UNTOLD

    def torn(self, fact: Fact, at: str, words: Any, mine: list[Placed]) -> Iterator[Finding]:
        """A sentence that is cut out of a longer one, which says something else."""
        if fact.says is not Says.SENTENCE:
            return
        told = [left for p in mine if same_words(str(words), p.words) for left in [_left_behind(p)]]
        if told and all(told):
            message = f"{at}: cut out of a sentence that says otherwise: {_shown(told[0])}"
            advice = "take the whole sentence; or reword it: `status: edited, by: NAME`"
            yield self.document.finding("E315", message, at, advice)

    def unhedged(self, at: str, placed: list[Placed]) -> Iterator[Finding]:
        """A count that every source hedges, and the sheet does not."""
        count = value_at(self.document.sheet, at.rpartition("/")[0])
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
        """Facts that no source and nobody states; of an item without any evidence, the item."""
        seen: set[str] = set()
        for at, value in facts(self.document.sheet):
            fact = fact_at(at)
            if fact is None or fact.proof in (Proof.NONE, Proof.COUNT):
                continue
            if value in (None, "", False) or fact.says in _BY_ATTRIBUTION:
                continue
            item = _item(at)
            here = item if pointer.split(item) not in self.above else at
            if here in seen or self.answered_for(at) or self.behind(at):
                continue
            seen.add(here)
            if not self.is_default(at, value):
                yield self.unproved_at(here)

    def is_default(self, at: str, value: Any) -> bool:
        """True for a value that stands for nothing said: an organiser is an organiser."""
        holder, key = value_at(self.document.sheet, at.rpartition("/")[0]), pointer.split(at)[-1]
        info = type(holder).model_fields.get(key) if isinstance(holder, Model) else None
        return info is not None and not info.is_required() and info.default == value


def _item(at: str) -> str:
    """The pointer of the item of a list that the fact belongs to, or its own."""
    holder = at.rpartition("/")[0]
    above = fact_at(holder)
    return holder if above and above.key == "*" and above.type is Type.TABLE else at


def _left_behind(placed: Placed) -> str:
    """What turns the meaning of the words in the sentence that they are cut out of."""
    reading = placed.reread.reading
    read = [spans for _, spans in placed.reread.claims.get("/summary/*", [])]
    if reading is None or any(placed.span in spans for spans in read):
        return ""
    first = reading.sentence_at(placed.span.start)
    last = reading.sentence_at(placed.span.end - 1)
    before = reading.flat[min(first.start, placed.span.start) : placed.span.start]
    after = reading.flat[placed.span.end : max(last.end, placed.span.end)]
    return turning_before(before, reading.lexicon) or turning_after(after, reading.lexicon)


def _shown(value: Any) -> str:
    return f"`{short(value)}`"
