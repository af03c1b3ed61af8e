"""A quotation's speaker, role and body + its sources -> whether the sources give it to them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from eventbrief.check.evidence import vouched
from eventbrief.check.sources import Placed, Sources
from eventbrief.extract.propose.attribution import Speaker
from eventbrief.extract.propose.quotations import FoundQuote
from eventbrief.extract.single import Reread
from eventbrief.extract.text.likeness import alike, fold, same_person
from eventbrief.facts.document import Document
from eventbrief.facts.fact import Fact, Says
from eventbrief.facts.finding import Finding
from eventbrief.facts.model import Organiser, Quote
from eventbrief.facts.table import inside
from eventbrief.facts.text import Multilingual, all_wordings, wording_for


def check_attribution(
    document: Document, index: int, quote: Quote, groups: list[list[Placed]], sources: Sources
) -> Iterator[Finding]:
    """Who says it, and in what role, by each source's own attribution.

    Yields:
        E329 a source gives these words to somebody else, or calls the speaker otherwise, or only
        speaks of them; W330 no source says in so many words whose they are; W311 nothing says
        who speaks; E313 no words name the body that the speaker is said to stand for.
    """
    for fact in inside("/quotes/*"):
        value = getattr(quote, fact.key)
        if fact.says not in _ATTRIBUTED or value is None:
            continue
        one = _Attributed(document, f"/quotes/{index}", fact, value, quote, groups, sources)
        if not vouched(e for e in document.sheet.evidence.get(one.at, ())):
            yield from one.findings()


_ATTRIBUTED = (Says.PERSON, Says.NAME, Says.BODY)


@dataclass(frozen=True)
class _Attributed:
    """A speaker, a role or a body of a quotation, and the sources that print its words."""

    document: Document
    item: str
    fact: Fact
    value: Multilingual
    quote: Quote
    groups: list[list[Placed]]
    sources: Sources

    @property
    def at(self) -> str:
        return f"{self.item}/{self.fact.key}"

    def finding(self, code: str, message: str, advice: str) -> Finding:
        return self.document.finding(code, message, self.at, advice)

    def findings(self) -> Iterator[Finding]:
        if self.fact.says is Says.BODY:
            yield from _organisation(self.document, self.item, self.quote, self.groups)
            return
        told = [(placed, _told(placed, self.fact)) for placed in self.groups]
        known = [(placed, name) for placed, name in told if name]
        for placed, name in known:
            if not self.fits(placed, name):
                yield self.other(placed, name)
                return
        if not known and self.groups:
            yield from self.untold()

    def fits(self, placed: list[Placed], told: str) -> bool:
        if self.fact.says is Says.PERSON:
            return same_speaker(str(self.value), told)
        mine = wording_for(self.value, placed[0].language, self.document.sheet.language)
        if mine is None:
            return True
        one, other = f" {fold(mine)} ", f" {fold(told)} "
        return one in other or other in one or self.said_beside(placed)

    def other(self, placed: list[Placed], told: str) -> Finding:
        """The source gives it to somebody else; of whom it only refers to, a person knows best."""
        source, speaks = placed[0].item.source, self.fact.says is Says.PERSON
        if speaks and self.refers(placed):
            message = f"`{source}` only refers to the speaker, and seems to mean `{told}`"
            return self.finding("W330", message, _CONFIRM)
        gives = f"gives these words to `{told}`" if speaks else f"has `{told}`"
        message = f"the {self.fact.key} is not the source's: `{source}` {gives}"
        return self.finding("E329", message, "correct it")

    def refers(self, placed: list[Placed]) -> bool:
        """True where the source says "the president", and the sheet's evidence says so too."""
        name, text = fold(str(self.value)).split(), placed[0].reread.stated.source.text
        for speaker in _speakers(placed):
            words = fold(speaker.span.of(text)).split()
            named = speaker.person and set(words) & set(fold(speaker.person.name).split())
            if not named and not set(words) & set(name):
                return any(p.span.overlaps(speaker.span) for p in self.evidence(placed[0].reread))
        return False

    def evidence(self, reread: Reread) -> list[Placed]:
        """The places in a source that prove the value."""
        items = self.document.sheet.evidence.get(self.at, ())
        placed = (self.sources.placed(e) for e in items)
        return [p for p in placed if p is not None and p.reread is reread]

    def untold(self) -> Iterator[Finding]:
        """No source says whose words they are: the evidence must at least stand beside them."""
        if not self.document.sheet.evidence.get(self.at):
            advice = "add evidence, or `{status: stated, by: NAME}` where a person knows it"
            yield self.finding("W311", f"no evidence for {self.at}", advice)
            return
        if self.fact.says is not Says.PERSON:
            return
        proofs = [p for group in self.groups for p in self.evidence(group[0].reread)]
        if not proofs:
            return
        if all(_in_speech(p) for p in proofs):
            message = f"`{self.value}` is only spoken of in these words, whoever says them"
            yield self.finding("E329", message, "correct it, or take it out")
        else:
            message = f"no source says in so many words that these are `{self.value}`'s"
            yield self.finding("W330", message, _CONFIRM)

    def said_beside(self, placed: list[Placed]) -> bool:
        """True where the role's own evidence stands beside a mention of the speaker."""
        reread = placed[0].reread
        people = {id(s.person) for s in _speakers(placed) if s.person}
        for proof in self.evidence(reread):
            if not reread.reading or not reread.people:
                continue
            sentence = reread.reading.sentence_at(proof.span.start)
            near = reread.people.starting(sentence.start, sentence.end)
            if any(id(m.person) in people for m in near):
                return True
        return False


_CONFIRM = "look at the words; if they are, say so: `status: confirmed, by: NAME`"


def _in_speech(proof: Placed) -> bool:
    """True where the words stand inside quotation marks."""
    reading = proof.reread.reading
    return reading is not None and reading.in_quotation(proof.span.start)


def _quoted(reread: Reread, placed: list[Placed]) -> list[FoundQuote]:
    """The quotations of the source that the evidence stands in."""
    return [
        quote
        for quote in reread.quotes
        if any(p.span.overlaps(piece) for p in placed for piece in quote.pieces)
    ]


def _speakers(placed: list[Placed]) -> list[Speaker]:
    return [q.speaker for q in _quoted(placed[0].reread, placed) if q.speaker]


def _told(placed: list[Placed], fact: Fact) -> str:
    """The name or the role that the source gives, or nothing where it is not told."""
    for speaker in _speakers(placed):
        if fact.says is Says.NAME:
            told = speaker.role.of(placed[0].reread.stated.source.text) if speaker.role else ""
            return (speaker.person.role or "") if speaker.person else told
        if speaker.person:
            return speaker.person.name
        if speaker.body:
            return speaker.body.name
    return ""


def same_speaker(one: str, other: str) -> bool:
    """True where both are the same person, or the same body."""
    return fold(one) == fold(other) or same_person(one, other) or alike(one, other)


def _organisation(
    document: Document, at: str, quote: Quote, groups: list[list[Placed]]
) -> Iterator[Finding]:
    """The body must be told by the role or by the name, whole or by its acronym."""
    assert quote.organisation is not None  # noqa: S101 - asked only where there is one
    wanted = {fold(w) for w in all_wordings(quote.organisation)}
    for organiser in document.sheet.organisers:
        names = {fold(n) for n in _names(organiser)}
        if names & wanted:
            wanted |= names
    told = [*(all_wordings(quote.role) if quote.role else ()), quote.speaker or ""]
    for placed in groups:
        told += [_told(placed, f) for f in inside("/quotes/*") if f.says in _ATTRIBUTED]
        told += [_around(placed)]
    said = f" {' '.join(fold(t) for t in told)} "
    read = {fold(name) for placed in groups for name in _bodies(placed)}
    cut = any(f" {name} " in f" {longer} " for name in wanted for longer in read - wanted)
    if not read & wanted and (cut or not any(f" {name} " in said for name in wanted if name)):
        shown = " / ".join(all_wordings(quote.organisation))
        message = f"no words say that the speaker stands for `{shown}`"
        advice = "correct it, take it out, or add `{status: stated, by: NAME}`"
        yield document.finding("E313", message, f"{at}/organisation", advice)


def _bodies(placed: list[Placed]) -> list[str]:
    """The bodies that extraction gives the quotation's speaker."""
    reread = placed[0].reread
    there = _quoted(reread, placed)
    pairs = zip(reread.quotes, reread.stated.quotes, strict=True)
    found = (stated.organisation for one, stated in pairs if one in there)
    return [name for name in found if name]


def _around(placed: list[Placed]) -> str:
    """The source's own words in the sentences around the quotation."""
    reading = placed[0].reread.reading
    if reading is None:
        return ""
    first = reading.sentence_at(min(p.span.start for p in placed))
    last = reading.sentence_at(max(p.span.end for p in placed) - 1)
    return re.sub("\u2588+", " ", reading.masked[first.start : last.end])


def _names(organiser: Organiser) -> list[str]:
    return [*all_wordings(organiser.name), *([organiser.acronym] if organiser.acronym else [])]
