"""Which bodies the text names: where each name begins and where it ends."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from eventbrief.extract.judge.candidate import Candidate, Question
from eventbrief.extract.judge.document import Document
from eventbrief.extract.propose.body_extents import Extent, Names
from eventbrief.extract.propose.body_mentions import Chunk, Words, chunks
from eventbrief.extract.propose.organising_cues import MAIN, Cues

_LEAD = 3  # the last sentence that is read first
_TOLD = 1  # how much must be said of what stands later
_LIKELY = 0.15  # of an extent that is kept beside a likelier one


class Bodies:
    """The stage that decides what the names of bodies are, whatever they do."""

    name = "bodies"
    kinds = ("body",)

    def questions(self, document: Document) -> Sequence[Question]:
        """For each stretch that names bodies: which of its extents are names."""
        words = Words(document.reading)
        names = Names(words)
        found = chunks(words)
        event = document.event
        spans = [*([event.span] if event else []), *(document.name.spans if document.name else ())]
        names.cues = Cues(words, event.head if event else None, spans)
        names.cues.firsts = frozenset(chunk.first for chunk in found)
        stretches = [names.extents(chunk) for chunk in found if _may_organise(names.cues, chunk)]
        return [
            Question(
                "body",
                [
                    Candidate(extent, (), names.features(extent) if len(extents) > 1 else {})
                    for extent in extents
                ],
                about=names,
            )
            for extents in stretches
            if extents
        ]

    def decide(self, document: Document, questions: Sequence[Question]) -> None:
        """The likeliest extents of each stretch, the names of one body together."""
        weights = document.weights("body")
        places: dict[str, list[Extent]] = defaultdict(list)
        for question in questions:
            extents: list[Extent] = [c.value for c in question.candidates]
            if len(extents) > 1:
                chances = weights.probabilities(question)
                for extent, chance in zip(extents, chances, strict=True):
                    extent.chance = chance
            taken = _taken(extents)
            for extent in taken:
                places[extent.key].append(extent)
        if questions:
            names: Names = questions[0].about
            document.bodies = (names.cues, [names.body(p) for p in places.values()])


def _may_organise(cues: Cues, chunk: Chunk) -> bool:
    """True where something is said of the chunk, where it is read first or in the event's name."""
    reading = cues.words.reading
    return (
        reading.sentence_number(cues.words.tokens[chunk.first].start) <= _LEAD
        or cues.tells(chunk, _TOLD)
        or MAIN in cues.levels[chunk.first : chunk.last + 1]
    )


def _taken(extents: list[Extent]) -> list[Extent]:
    """The extents that are kept: the likeliest of those that share no word, and near rivals."""
    if len(extents) == 1:
        return extents
    apart: list[Extent] = []
    for extent in sorted(extents, key=lambda e: -e.chance):
        if not any(extent.overlaps(other) for other in apart):
            apart.append(extent)
    kept = []
    for extent in extents:
        share = extent.chance / sum(e.chance for e in extents if e.overlaps(extent))
        if share >= _LIKELY or extent in apart:
            kept.append((extent, share))
    for extent, share in kept:
        extent.chance = share
    return [extent for extent, _ in kept]


BODIES = Bodies()
