"""What several sources quote -> each quotation once, with the words of every source that has it.

In one language a quotation is the same where its words are, whatever its marks. In two languages it
is the same only where both sources quote the same person as often, in the same order, at like
length and with the same numbers: one printed it, the other printed its translation.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from eventbrief.extract.evidence import Entries, Entry, Gathered
from eventbrief.extract.single import Stated, StatedQuote
from eventbrief.extract.text.likeness import alike, same_person
from eventbrief.facts.model import Quote
from eventbrief.facts.text import Multilingual

_LENGTHS = (0.55, 1.8)  # of a translation, against its original


@dataclass
class _Said:
    """One quotation: what each source prints of it."""

    printed: list[tuple[Stated, StatedQuote]] = field(default_factory=list)

    def languages(self) -> set[str | None]:
        return {stated.source.language for stated, _ in self.printed}


def quotes(build: Gathered, ordered: Sequence[Stated]) -> tuple[Quote, ...]:
    """The quotations of all sources, in the order of the first that prints each."""
    said: list[_Said] = []
    for stated in ordered:
        pairs = _translated(said, stated)
        for number, quote in enumerate(stated.quotes):
            known = _known(said, stated, quote) or pairs.get(number)
            if known is None:
                known = _Said()
                said.append(known)
            known.printed.append((stated, quote))
    return tuple(_quote(build, index, item) for index, item in enumerate(said))


def _known(said: list[_Said], stated: Stated, quote: StatedQuote) -> _Said | None:
    """The quotation that another source prints in the same words."""
    for item in said:
        for other, printed in item.printed:
            same_language = other.source.language == stated.source.language
            if other is not stated and same_language and alike(printed.text, quote.text):
                return item
    return None


def _translated(said: list[_Said], stated: Stated) -> dict[int, _Said]:
    """Number of a quotation of `stated` -> the one in another language that it is the same as."""
    found: dict[int, _Said] = {}
    language = stated.source.language
    others = [item for item in said if language not in item.languages()]
    for speaker in _speakers(stated):
        own = [n for n, q in enumerate(stated.quotes) if _speaks(q, speaker)]
        theirs = [i for i in others if _speaks(i.printed[0][1], speaker)]
        pairs = list(zip(own, theirs, strict=False))
        if len(own) == len(theirs) and all(
            _like_length(stated.quotes[n], item.printed[0][1]) for n, item in pairs
        ):
            found.update(pairs)
    return found


def _speakers(stated: Stated) -> list[str]:
    names = [q.speaker.value for q in stated.quotes if q.speaker]
    return list(dict.fromkeys(names))


def _speaks(quote: StatedQuote, speaker: str) -> bool:
    return quote.speaker is not None and same_person(quote.speaker.value, speaker)


def _like_length(one: StatedQuote, other: StatedQuote) -> bool:
    low, high = _LENGTHS
    numbers = [sorted(re.findall(r"\d+", q.text)) for q in (one, other)]
    return low <= len(one.text) / max(1, len(other.text)) <= high and numbers[0] == numbers[1]


def _quote(build: Gathered, index: int, item: _Said) -> Quote:
    texts: dict[str, str] = {}
    roles: dict[str, str] = {}
    speakers: dict[str, list[str]] = {}
    proofs: dict[str, Entries] = defaultdict(list)
    for stated, quote in item.printed:
        language = build.own_language(stated)
        texts.setdefault(language, quote.text)
        proofs["text"].append(Entry(stated, quote.pieces, quote.sure))
        if (found := quote.speaker) is not None:
            speakers.setdefault(language, []).append(found.value)
            proofs["speaker"].append(Entry(stated, found.spans, found.sure, found.rival))
        if (found := quote.role) is not None:
            roles.setdefault(language, found.value)
            proofs["role"].append(Entry(stated, found.spans, found.sure, found.rival))
    for part, entries in proofs.items():
        build.prove_all(f"/quotes/{index}/{part}", entries)
    spoken = speakers.get(build.language) or next(iter(speakers.values()), [])
    organisation = next((q.organisation for _, q in item.printed if q.organisation), None)
    return Quote(
        text=_worded(build, texts),
        speaker=max(spoken, key=len) if spoken else None,
        role=_worded(build, roles) if roles else None,
        organisation=organisation,
        partial=all(quote.partial for _, quote in item.printed),
    )


def _worded(build: Gathered, texts: dict[str, str]) -> Multilingual:
    """A plain string where all is in the sheet's own language."""
    if set(texts) == {build.language}:
        return texts[build.language]
    return texts
