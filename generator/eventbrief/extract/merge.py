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
from pathlib import Path
from typing import Any

from eventbrief.extract.evidence import Entries, Entry, Gathered, best, most_cautious
from eventbrief.extract.merge_lists import countries_named, organisers, participants
from eventbrief.extract.merge_quotes import quotes
from eventbrief.extract.merge_release import releases
from eventbrief.extract.same_event import strangers
from eventbrief.extract.single import Stated
from eventbrief.extract.text.gazetteer import country_of, same_city
from eventbrief.extract.text.likeness import alike, fold
from eventbrief.extract.text.span import Found
from eventbrief.facts.fact import Merge, Says
from eventbrief.facts.model import Countries, Event, FactSheet, SourceRecord
from eventbrief.facts.table import fact_at, inside
from eventbrief.facts.text import Multilingual

_STRENGTH = ("members", None, "participating", "represented")  # of a count of countries
_SENTENCES = 5

Pick = Callable[[Stated], Found[Any] | None]


def merge(stated: Sequence[Stated], folder: Path, language: str | None = None) -> FactSheet:
    """The fact sheet of the event that all of `stated` are about.

    Of a source that is about another event, no sentence and no quotation is taken.

    Args:
        stated: one entry per source, in the order given by the user.
        folder: where the sheet will stand; source files are named relative to it.
        language: the sheet's language; that of the first source where None.
    """
    own = language or next((s.source.language for s in stated if s.source.language), None) or "en"
    ordered = sorted(stated, key=lambda s: (s.source.language != own, s.source.published or "9999"))
    build = Gathered(_ids(stated), own)
    odd = {id(s) for s in strangers(stated)}
    about = [s for s in ordered if id(s) not in odd]
    return FactSheet(
        fact_sheet=1,
        language=own,
        event=_event(build, ordered),
        organisers=organisers(build, ordered),
        countries=_countries(build, ordered),
        participants=participants(build, ordered),
        summary=_summary(build, about),
        quotes=quotes(build, about),
        **releases(build, about),
        sources={build.ids[id(s.source)]: _record(s, folder) for s in stated},
        evidence={key: tuple(items) for key, items in build.evidence.items()},
        conflicts=tuple(build.conflicts),
        left_out=build.left_out(),
    )


def _ids(stated: Sequence[Stated]) -> dict[int, str]:
    taken: set[str] = set()
    ids = {}
    for item in stated:
        if id(item.source) in ids:
            continue
        named = item.source.publisher or Path(item.source.part or item.source.path).stem
        base = _slug(named) or "source"
        name, number = base, 1
        while name in taken:
            number += 1
            name = f"{base}-{number}"
        taken.add(name)
        ids[id(item.source)] = name
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


def _event(build: Gathered, ordered: Sequence[Stated]) -> Event:
    values: dict[str, Any] = {}
    for fact in inside("/event"):
        pick: Pick = lambda s, key=fact.key: s.event.get(key)  # type: ignore[misc]  # noqa: E731
        if fact.merge is not None:
            merged = _worded if fact.merge is Merge.WORDED else _scalar
            values[fact.key] = merged(build, fact.at, ordered, pick)
    return Event(**{k: v for k, v in values.items() if v is not None})


def _scalar(build: Gathered, pointer: str, ordered: Sequence[Stated], pick: Pick) -> Any:
    """The value most sources state; the others become a conflict."""
    groups: dict[Any, Entries] = {}
    for stated in ordered:
        found = pick(stated)
        if found is not None:
            groups.setdefault(found.value, []).append(_entry(stated, found))
    return build.settle(pointer, _less_precise_joined(groups)) if groups else None


def _entry(stated: Stated, found: Found[Any]) -> Entry:
    return Entry(stated, found.spans, found.sure, found.rival)


def _less_precise_joined(groups: dict[Any, Entries]) -> dict[Any, Entries]:
    """2022-10 agrees with 2022-10-25: the precise value keeps both proofs."""
    joined = dict(groups)
    for value in list(groups):
        finer = [v for v in groups if v != value and str(v).startswith(f"{value}-")]
        if isinstance(value, str) and len(finer) == 1 and re.fullmatch(r"\d{4}(-\d\d)?", value):
            joined[finer[0]] = joined[finer[0]] + joined.pop(value)
    return joined


def _worded(
    build: Gathered, pointer: str, ordered: Sequence[Stated], pick: Pick
) -> Multilingual | None:
    """A wording per language; within one language, disagreement is a conflict."""
    by_language: dict[str, list[Stated]] = defaultdict(list)
    for stated in ordered:
        if pick(stated) is not None:
            by_language[build.own_language(stated)].append(stated)
    wordings: dict[str, str] = {}
    chosen_entries: dict[str, Entries] = {}
    for language, group in by_language.items():
        groups: dict[str, Entries] = {}
        for stated in group:
            found = pick(stated)
            if found is None:
                continue
            words = str(found.value)
            key = next((k for k in groups if alike(k, words) or same_city(k, words)), words)
            groups.setdefault(key, []).append(_entry(stated, found))
        wordings[language] = build.settle(pointer, groups)
        chosen_entries[language] = groups[wordings[language]]
    fact = fact_at(pointer)
    if fact and fact.says is Says.CITY:
        _elsewhere(build, pointer, wordings, chosen_entries)
    if not wordings:
        return None
    first = next(iter(wordings.values()))
    if all(fold(w) == fold(first) for w in wordings.values()):
        return first
    return wordings if build.language in wordings or len(wordings) > 1 else first


def _elsewhere(
    build: Gathered, pointer: str, wordings: dict[str, str], entries: dict[str, Entries]
) -> None:
    """Two known cities that are not the same one are a conflict, in whatever languages."""
    known = [language for language, city in wordings.items() if country_of(city)]
    first = next(iter(known), None)
    others = [n for n in known if first and not same_city(wordings[first], wordings[n])]
    if not first or not others:
        return
    groups = {wordings[language]: entries[language] for language in (first, *others)}
    build.disagree(pointer, groups)
    kept = best(groups)
    for language in known:
        if not same_city(wordings[language], kept):
            wordings.pop(language)
            build.disprove(pointer, entries[language])


def _countries(build: Gathered, ordered: Sequence[Stated]) -> Countries:
    """The count, with what it counts; a count of members yields to one of those who came."""
    stated_counts = [s.count for s in ordered if s.count]
    counted = max((c.counted for c in stated_counts), key=_STRENGTH.index, default=None)
    pointer = "/countries/count"

    def pick(stated: Stated) -> Found[int] | None:
        count = stated.count
        members = counted != "members" and count is not None and count.counted == "members"
        return None if count is None or members else count.number

    number = _scalar(build, pointer, ordered, pick)
    stating = [c for c in stated_counts if c.number.value == number]
    kept = [c.counted for c in stating if c.counted]
    return Countries(
        count=number,
        hedge=most_cautious([c.hedge for c in stating]),
        counted=max(kept, key=_STRENGTH.index) if kept else None,
        named=countries_named(build, ordered),
    )


def _summary(build: Gathered, ordered: Sequence[Stated]) -> tuple[str, ...]:
    """The sentences of the sources in the sheet's language, one source after the other."""
    own = [s for s in ordered if s.source.language == build.language] or list(ordered)
    sentences: list[str] = []
    for stated in own:
        for found in stated.summary[: _SENTENCES if stated is own[0] else 2]:
            if len(sentences) < _SENTENCES and not any(alike(found.value, s) for s in sentences):
                pointer = f"/summary/{len(sentences)}"
                build.prove(pointer, stated, found.spans, sure=found.sure)
                sentences.append(found.value)
    return tuple(sentences)
