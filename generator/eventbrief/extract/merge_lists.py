"""What several sources state of organisers, countries and participants -> one list of each."""

from __future__ import annotations

from collections.abc import Sequence

from eventbrief.extract.evidence import Entries, Entry, Gathered, best, most_cautious
from eventbrief.extract.propose.organisers import FoundOrganiser
from eventbrief.extract.same_body import same_body
from eventbrief.extract.single import Stated
from eventbrief.extract.text.lexicon import languages, lexicon
from eventbrief.extract.text.likeness import fold
from eventbrief.facts.model import Hedge, Organiser, Participants
from eventbrief.facts.text import Multilingual

Group = list[tuple[Stated, FoundOrganiser]]
_LEADING = ("organiser", "host")


def organisers(build: Gathered, ordered: Sequence[Stated]) -> tuple[Organiser, ...]:
    """Every body once, with its names; where sources name quite others, a conflict."""
    groups = _grouped(ordered)
    left_out = _rivals(build, ordered, groups)
    merged: list[Organiser] = []
    for group in groups:
        if id(group) in left_out:
            continue
        build.prove_all(
            f"/organisers/{len(merged)}",
            [Entry(stated, found.spans, found.sure) for stated, found in group],
        )
        merged.append(_organiser(build, group))
    return tuple(merged)


def _grouped(ordered: Sequence[Stated]) -> list[Group]:
    """The bodies of all sources, those that are the same together."""
    groups: list[Group] = []
    for stated in ordered:
        for organiser in stated.organisers:
            for group in groups:
                if any(same_body(organiser, other) for _, other in group):
                    group.append((stated, organiser))
                    break
            else:
                groups.append([(stated, organiser)])
    return groups


def _organiser(build: Gathered, group: Group) -> Organiser:
    names: dict[str, str] = {}
    for stated, organiser in group:
        language = build.own_language(stated)
        if len(organiser.name) > len(names.get(language, "")):
            names[language] = organiser.name
    acronym = next((o.acronym for _, o in group if o.acronym), None)
    # An acronym is no name in a language where another source has the long one.
    long = {
        n: words for n, words in names.items() if acronym is None or fold(words) != fold(acronym)
    }
    names = long or names
    first = names.get(build.language) or next(iter(names.values()))
    name: Multilingual = names if len({fold(n) for n in names.values()}) > 1 else first
    return Organiser(name=name, acronym=acronym, role=group[0][1].role)


def _rivals(build: Gathered, ordered: Sequence[Stated], groups: list[Group]) -> set[int]:
    """The groups left out because most sources name quite other organisers; listed as a conflict.

    Sources in different languages disagree only where both give acronyms, which do not change.
    """
    by_source: dict[int, list[int]] = {}
    for number, group in enumerate(groups):
        for stated, organiser in group:
            if organiser.role in _LEADING:
                by_source.setdefault(id(stated), []).append(number)
    sides: dict[str, Entries] = {}
    members: dict[str, set[int]] = {}
    for stated in ordered:
        own = set(by_source.get(id(stated), ()))
        if not own:
            continue
        side = next((name for name, numbers in members.items() if numbers & own), None)
        if side is None and members and not _comparable(groups, own, members):
            side = next(iter(members))
        if side is None:
            side = ", ".join(groups[n][0][1].acronym or groups[n][0][1].name for n in sorted(own))
        members.setdefault(side, set()).update(own)
        spans = next(o.spans for o in stated.organisers if o.role in _LEADING)
        sides.setdefault(side, []).append(Entry(stated, spans[:1]))
    if len(sides) < 2:
        return set()
    build.disagree("/organisers", dict(sides))
    kept = members[best(sides)]
    lost = set().union(*(numbers for numbers in members.values())) - kept
    return {id(groups[number]) for number in lost}


def _comparable(groups: list[Group], own: set[int], members: dict[str, set[int]]) -> bool:
    """True where the names could be told to be the same, if they were."""
    theirs = set().union(*members.values())

    def marks(numbers: set[int]) -> tuple[set[str | None], bool]:
        entries = [entry for number in numbers for entry in groups[number]]
        languages_used = {stated.source.language for stated, _ in entries}
        return languages_used, any(o.acronym or o.name.isupper() for _, o in entries)

    (one, short), (other, short_too) = marks(own), marks(theirs)
    return bool(one & other) or (short and short_too)


def countries_named(build: Gathered, ordered: Sequence[Stated]) -> tuple[str, ...]:
    """Every country that a source names as taking part, once."""
    groups: dict[str, Entries] = {}
    for stated in ordered:
        for found in stated.named:
            entry = Entry(stated, found.spans[:1], found.sure)
            groups.setdefault(found.value, []).append(entry)
    for index, entries in enumerate(groups.values()):
        build.prove_all(f"/countries/named/{index}", entries)
    return tuple(groups)


def participants(build: Gathered, ordered: Sequence[Stated]) -> tuple[Participants, ...]:
    """A head count for each kind; sources that count the same kind otherwise conflict."""
    counts: dict[str, dict[int, Entries]] = {}
    words: dict[str, dict[str, str]] = {}
    hedges: dict[tuple[str, int], list[Hedge | None]] = {}
    for stated in ordered:
        language = build.own_language(stated)
        for head in stated.participants:
            found, said = head.number, head.kind
            key = lexicon(language).participant_kind(said) if language in languages() else said
            entry = Entry(stated, found.spans, found.sure, found.rival)
            counts.setdefault(key, {}).setdefault(found.value, []).append(entry)
            words.setdefault(key, {}).setdefault(language, said)
            hedges.setdefault((key, found.value), []).append(head.hedge)
    merged: list[Participants] = []
    for key, values in counts.items():
        pointer = f"/participants/{len(merged)}"
        chosen = best(values)
        build.prove_all(pointer, values[chosen])
        if len(values) > 1:
            build.disagree(f"{pointer}/count", dict(values))
        worded = words[key]
        kind: Multilingual = worded
        if set(worded) == {build.language}:
            kind = worded[build.language]
        hedge = most_cautious(hedges[key, chosen])
        merged.append(Participants(count=chosen, hedge=hedge, kind=kind))
    return tuple(merged)
