"""What several sources state -> one FactSheet: agreement merged, disagreement listed.

A value that most sources state is kept, then the earliest-published one's; every other value is
listed under `conflicts`, which only a person removes. Facts worded in several languages become one
fact with a wording per language.
"""

from __future__ import annotations

import os.path
import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from eventbrief.extract.organisers import FoundOrganiser
from eventbrief.extract.single import Stated, StatedQuote
from eventbrief.extract.span import Span
from eventbrief.facts.model import (
    Conflict,
    ConflictValue,
    Countries,
    Event,
    Evidence,
    FactSheet,
    Organiser,
    Participants,
    Quote,
    SourceRecord,
)
from eventbrief.facts.text import Multilingual

T = TypeVar("T")
_WORDED = frozenset({"name", "theme", "venue", "city"})


@dataclass
class _Builder:
    """Evidence and conflicts, gathered while the facts are merged."""

    ids: dict[int, str]
    language: str
    evidence: dict[str, list[Evidence]] = field(default_factory=lambda: defaultdict(list))
    conflicts: list[Conflict] = field(default_factory=list)

    def prove(self, pointer: str, stated: Stated, spans: Sequence[Span]) -> None:
        for span in spans:
            item = self.evidence_at(stated, span)
            if item not in self.evidence[pointer]:
                self.evidence[pointer].append(item)

    def evidence_at(self, stated: Stated, span: Span) -> Evidence:
        words = span.of(stated.source.text)
        return Evidence(source=self.ids[id(stated)], at=(span.start, span.end), text=words)


def merge(stated: Sequence[Stated], folder: Path, language: str | None = None) -> FactSheet:
    """The fact sheet of the event that all of `stated` are about.

    Args:
        stated: one entry per source, in the order given by the user.
        folder: where the sheet will stand; source files are named relative to it.
        language: the sheet's language; that of the first source where None.
    """
    own = language or next((s.source.language for s in stated if s.source.language), None) or "en"
    ordered = sorted(stated, key=lambda s: (s.source.language != own, s.source.published or "9999"))
    build = _Builder(_ids(stated), own)
    event = _event(build, ordered)
    organisers = _organisers(build, ordered)
    count = _scalar(build, "/countries/count", ordered, lambda s: s.count)
    named = _named(build, ordered)
    participants = _participants(build, ordered)
    summary = _summary(build, ordered)
    quotes = _quotes(build, ordered)
    return FactSheet(
        fact_sheet=1,
        language=own,
        event=event,
        organisers=organisers,
        countries=Countries(count=count, named=named),
        participants=participants,
        summary=summary,
        quotes=quotes,
        sources={build.ids[id(s)]: _record(s, folder) for s in stated},
        evidence={key: tuple(items) for key, items in build.evidence.items()},
        conflicts=tuple(build.conflicts),
    )


def _ids(stated: Sequence[Stated]) -> dict[int, str]:
    taken: set[str] = set()
    ids = {}
    for item in stated:
        named = item.source.publisher or Path(item.source.part or item.source.path).stem
        base = _slug(named) or "source"
        name, number = base, 1
        while name in taken:
            number += 1
            name = f"{base}-{number}"
        taken.add(name)
        ids[id(item)] = name
    return ids


def _slug(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text)
    plain = "".join(c for c in plain if not unicodedata.combining(c)).lower()
    slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:40].strip("-")
    return f"s-{slug}" if slug.isdigit() else slug


def _record(stated: Stated, folder: Path) -> SourceRecord:
    source = stated.source
    file = os.path.relpath(source.path.resolve(), folder.resolve())
    return SourceRecord(
        file=Path(file).as_posix(),
        part=source.part,
        sha256=source.sha256,
        title=source.title,
        publisher=source.publisher,
        author=source.author,
        published=source.published,
        language=source.language,
    )


def _event(build: _Builder, ordered: Sequence[Stated]) -> Event:
    values: dict[str, Any] = {}
    for key in Event.model_fields:
        pick: Callable[[Stated], Any] = lambda s, key=key: s.event.get(key)  # type: ignore[misc]  # noqa: E731
        if key in _WORDED:
            values[key] = _worded(build, f"/event/{key}", ordered, pick)
        else:
            values[key] = _scalar(build, f"/event/{key}", ordered, pick)
    return Event(**{k: v for k, v in values.items() if v is not None})


def _scalar(
    build: _Builder, pointer: str, ordered: Sequence[Stated], pick: Callable[[Stated], Any]
) -> Any:
    """The value most sources state; the others become a conflict."""
    groups: dict[Any, list[tuple[Stated, tuple[Span, ...]]]] = {}
    for stated in ordered:
        found = pick(stated)
        if found is not None:
            groups.setdefault(found.value, []).append((stated, found.spans))
    if not groups:
        return None
    groups = _less_precise_joined(groups)
    chosen = max(groups, key=lambda value: (len(groups[value]), -_first_date(groups[value])))
    for stated, spans in groups[chosen]:
        build.prove(pointer, stated, spans)
    if len(groups) > 1:
        _disagree(build, pointer, groups)
    return chosen


def _less_precise_joined(
    groups: dict[Any, list[tuple[Stated, tuple[Span, ...]]]],
) -> dict[Any, list[tuple[Stated, tuple[Span, ...]]]]:
    """2022-10 agrees with 2022-10-25: the precise value keeps both proofs."""
    joined = dict(groups)
    for value in list(groups):
        finer = [v for v in groups if v != value and str(v).startswith(f"{value}-")]
        if isinstance(value, str) and len(finer) == 1 and re.fullmatch(r"\d{4}(-\d\d)?", value):
            joined[finer[0]] = joined[finer[0]] + joined.pop(value)
    return joined


def _first_date(entries: list[tuple[Stated, tuple[Span, ...]]]) -> int:
    dates = [re.sub(r"\D", "", f"{s.source.published or '9999'}-01-01")[:8] for s, _ in entries]
    return int(min(dates))


def _disagree(
    build: _Builder, pointer: str, groups: dict[Any, list[tuple[Stated, tuple[Span, ...]]]]
) -> None:
    values = []
    for value, entries in groups.items():
        for stated, spans in entries:
            proof = build.evidence_at(stated, spans[0])
            values.append(
                ConflictValue(
                    value=value, source=proof.source or "", text=proof.text or "", at=proof.at
                )
            )
    build.conflicts.append(Conflict(at=pointer, values=tuple(values)))


def _worded(
    build: _Builder, pointer: str, ordered: Sequence[Stated], pick: Callable[[Stated], Any]
) -> Multilingual | None:
    """A wording per language; within one language, disagreement is a conflict."""
    by_language: dict[str, list[Stated]] = defaultdict(list)
    for stated in ordered:
        if pick(stated) is not None:
            by_language[stated.source.language or build.language].append(stated)
    wordings: dict[str, str] = {}
    for language, group in by_language.items():
        groups: dict[str, list[tuple[Stated, tuple[Span, ...]]]] = {}
        for stated in group:
            found = pick(stated)
            key = next((k for k in groups if alike(k, found.value)), found.value)
            groups.setdefault(key, []).append((stated, found.spans))
        chosen = max(groups, key=lambda k: (len(groups[k]), -_first_date(groups[k])))
        for stated, spans in groups[chosen]:
            build.prove(pointer, stated, spans)
        if len(groups) > 1:
            _disagree(build, pointer, groups)
        wordings[language] = chosen
    if not wordings:
        return None
    first = next(iter(wordings.values()))
    if all(fold(w) == fold(first) for w in wordings.values()):
        return first
    return wordings if build.language in wordings or len(wordings) > 1 else first


def _organisers(build: _Builder, ordered: Sequence[Stated]) -> tuple[Organiser, ...]:
    groups: list[list[tuple[Stated, FoundOrganiser]]] = []
    for stated in ordered:
        for organiser in stated.organisers:
            for group in groups:
                if any(_same_organiser(organiser, other) for _, other in group):
                    group.append((stated, organiser))
                    break
            else:
                groups.append([(stated, organiser)])
    merged = []
    for index, group in enumerate(groups):
        names: dict[str, str] = {}
        for stated, organiser in group:
            language = stated.source.language or build.language
            if len(organiser.name) > len(names.get(language, "")):
                names[language] = organiser.name
            build.prove(f"/organisers/{index}", stated, organiser.spans)
        first = group[0][1]
        name: Multilingual = names if len({fold(n) for n in names.values()}) > 1 else first.name
        if len(names) == 1:
            name = next(iter(names.values()))
        acronym = next((o.acronym for _, o in group if o.acronym), None)
        merged.append(Organiser(name=name, acronym=acronym, role=first.role))
    return tuple(merged)


def _same_organiser(one: FoundOrganiser, other: FoundOrganiser) -> bool:
    keys = {fold(k) for k in (one.name, one.acronym or "") if k}
    others = {fold(k) for k in (other.name, other.acronym or "") if k}
    return bool(keys & others) or alike(one.name, other.name)


def _named(build: _Builder, ordered: Sequence[Stated]) -> tuple[str, ...]:
    codes: list[str] = []
    for stated in ordered:
        for found in stated.named:
            if found.value not in codes:
                codes.append(found.value)
            build.prove(f"/countries/named/{codes.index(found.value)}", stated, found.spans[:1])
    return tuple(codes)


def _participants(build: _Builder, ordered: Sequence[Stated]) -> tuple[Participants, ...]:
    kept: list[Participants] = []
    for stated in ordered:
        if kept and stated.source.language != build.language:
            continue
        for found, kind in stated.participants:
            item = Participants(count=found.value, kind=kind)
            if item not in kept:
                kept.append(item)
            build.prove(f"/participants/{kept.index(item)}", stated, found.spans)
    return tuple(kept)


def _summary(build: _Builder, ordered: Sequence[Stated]) -> tuple[str, ...]:
    """The sentences of the sources in the sheet's language, one source after the other."""
    own = [s for s in ordered if s.source.language == build.language] or list(ordered)
    sentences: list[str] = []
    room = 5
    for stated in own:
        for found in stated.summary[: room if stated is own[0] else 2]:
            if len(sentences) < room and not any(alike(found.value, s) for s in sentences):
                build.prove(f"/summary/{len(sentences)}", stated, found.spans)
                sentences.append(found.value)
    return tuple(sentences)


def _quotes(build: _Builder, ordered: Sequence[Stated]) -> tuple[Quote, ...]:
    kept: list[tuple[Stated, StatedQuote]] = []
    quotes: list[Quote] = []
    for stated in ordered:
        for quote in stated.quotes:
            index = next((i for i, (_, k) in enumerate(kept) if alike(k.text, quote.text)), None)
            if index is None:
                index = len(kept)
                kept.append((stated, quote))
                quotes.append(_quote(build, stated, quote))
            _prove_quote(build, index, stated, quote, quotes[index])
    return tuple(quotes)


def _quote(build: _Builder, stated: Stated, quote: StatedQuote) -> Quote:
    language = stated.source.language or build.language

    def worded(text: str) -> Multilingual:
        return text if language == build.language else {language: text}

    return Quote(
        text=worded(quote.text),
        speaker=quote.speaker.value if quote.speaker else None,
        role=worded(quote.role.value) if quote.role else None,
        organisation=quote.organisation,
        partial=quote.partial,
    )


def _prove_quote(
    build: _Builder, index: int, stated: Stated, quote: StatedQuote, kept: Quote
) -> None:
    build.prove(f"/quotes/{index}/text", stated, quote.pieces)
    if quote.speaker and kept.speaker:
        build.prove(f"/quotes/{index}/speaker", stated, quote.speaker.spans)
    if quote.role and kept.role:
        build.prove(f"/quotes/{index}/role", stated, quote.role.spans)


def fold(text: str) -> str:
    """The text without case, accents, punctuation and kind of white space."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    return re.sub(r"[^\w]+", " ", plain).strip()


def alike(one: str, other: str) -> bool:
    """True where two wordings say the same: most of their words are shared."""
    a, b = set(fold(one).split()), set(fold(other).split())
    return bool(a and b) and (len(a & b) / len(a | b) >= 0.7 or a <= b or b <= a)
