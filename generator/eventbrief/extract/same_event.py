"""What several sources state -> the groups of those that are about one event.

Sources of one event differ in detail, and extraction errs; what is compared is the name, the days,
the place and the edition together, so that no single one of them parts two sources alone unless it
leaves no doubt. What a source does not state agrees with everything.
"""

from __future__ import annotations

import functools
import heapq
from collections.abc import Sequence

from eventbrief.extract.identity import Told, told_by
from eventbrief.extract.same_body import initials
from eventbrief.extract.single import Stated
from eventbrief.extract.text.gazetteer import country_of, same_city
from eventbrief.extract.text.lexicon import languages, lexicon
from eventbrief.extract.text.likeness import alike, fold, skeleton
from eventbrief.facts import folded
from eventbrief.facts.day import first_day
from eventbrief.facts.text import base

_FAR = -4  # so far apart in time that a shared name and city are those of another edition
_NEAR, _SEASON = 2, 31  # days by which two accounts of one event may miss each other
_YEAR = 366
_STEM = 4  # letters by which a word of a name is known in a text, whatever its ending


def groups(stated: Sequence[Stated]) -> list[list[Stated]]:
    """What is stated of each event, the event that most sources are about first.

    A source that could be about several is counted to the one it is nearest to. What a language
    model found in a source goes with the source.
    """
    of: dict[int, list[Stated]] = {}
    for one in stated:
        of.setdefault(id(one.source), []).append(one)
    sources = list(of.values())
    found = grouped([told_by(next((s for s in o if s.by is None), o[0])) for o in sources])
    return [[one for i in group for one in sources[i]] for group in found]


def strangers(stated: Sequence[Stated]) -> list[Stated]:
    """What is stated by the sources that are about another event than most are."""
    if not stated:
        return []
    main = {id(s) for s in groups(stated)[0]}
    return [s for s in stated if id(s) not in main]


def grouped(told: Sequence[Told], together: Sequence[int] = ()) -> list[list[int]]:
    """Indices of what is about one event, the largest group first; `together` are one anyway.

    The two groups whose members agree best on the average become one, as long as they agree.
    """
    pinned = [list(together)] if together else []
    found = dict(enumerate([*pinned, *([i] for i in range(len(told)) if i not in set(together))]))
    sums = {
        (a, b): sum(agreement(told[i], told[j]) for i in found[a] for j in found[b])
        for b in found
        for a in range(b)
    }

    def rank(a: int, b: int) -> tuple[float, int, int, int, int]:
        size = len(found[a])
        return (-sums[a, b] / (size * len(found[b])), -size, a, b, size + len(found[b]))

    pairs = [rank(a, b) for a, b in sums]
    heapq.heapify(pairs)
    while pairs and pairs[0][0] <= 0:
        *_, into, other, size = heapq.heappop(pairs)
        if into not in found or other not in found or size != len(found[into]) + len(found[other]):
            continue  # one of the two has become another group since
        found[into] += found.pop(other)
        for one in found:
            if one != into:
                key, gone = (min(into, one), max(into, one)), (min(other, one), max(other, one))
                sums[key] += sums[gone]
                heapq.heappush(pairs, rank(*key))
    return sorted((sorted(group) for group in found.values()), key=lambda g: (-len(g), g[0]))


@functools.lru_cache(maxsize=65_536)
def agreement(one: Told, other: Told) -> int:
    """Above nought where both speak of the same event, below where they cannot."""
    name = _same_name(one, other)
    time = _same_time(one, other, named=name >= 0)
    place = _same_place(one, other)
    edition = _same_edition(one, other, named=name > 0)
    if _in_passing(one, other):
        off = name <= _FAR
        against = (off, time < 0, place < 0, edition < 0, _out_of_time(one, other))
        if sum(against) < 2 and not (time < 0 and place > 0):
            return max(0, name + time + place + edition)
    return name + time + place + edition


def _in_passing(one: Told, other: Told) -> bool:
    """True where a source may only speak in passing of the places, days and editions it has.

    So may one that names no event, or what need not be one beside a name in the same language.
    """
    if not one.names or not other.names:
        return bool(one.names or other.names or one.unsure or other.unsure)
    same = {language for language, _ in one.names} & {language for language, _ in other.names}
    return bool(same) and not (one.named and other.named)


def _out_of_time(one: Told, other: Told) -> bool:
    """True where the source without a name is from long before or after the other's days."""
    told, rest = (other, one) if one.named else (one, other)
    if not told.published or not rest.days:
        return False
    day, (start, end) = first_day(told.published), map(first_day, rest.days)
    return (start - day).days > _YEAR or (day - end).days > _YEAR


def _same_edition(one: Told, other: Told, *, named: bool) -> int:
    if not one.edition or not other.edition:
        return 0
    if one.edition == other.edition:
        return 1 if named else 0
    # An article on this year's edition may name the days of the last one, too.
    later = one.days and other.days and one.days[0][:4] != other.days[0][:4]
    return _FAR - 2 if later else -2


def _same_name(one: Told, other: Told) -> int:
    """The best that any two of the names say; names of different languages contradict nobody."""
    best = max((_alike(a, b, m == n) for m, a in one.names for n, b in other.names), default=0)
    if best < 0 and (_mentions(one, other.names) or _mentions(other, one.names)):
        return 0
    if best < 0 and any(n[:1].islower() for _, n in (*one.names, *other.names)):
        return 0  # words that describe an event rather than name it
    placed = one.days and other.days and one.cities and other.cities
    if best < 0 and placed and _off_topic(one, other) and _off_topic(other, one):
        return _FAR  # no city and no week makes one event of two subjects
    return best


def _mentions(told: Told, names: Sequence[tuple[str, str]]) -> bool:
    """True where the source has one of the names somewhere, though it is not its event's."""
    return any(" " in name and f" {fold(name)} " in told.text for _, name in names)


def _off_topic(told: Told, other: Told) -> bool:
    """True where no word that tells the other's name from any event's stands in the source."""
    topics = set().union(*(_topic(name, language) for language, name in other.names))
    return bool(topics) and (not told.text or topics.isdisjoint(_stems(told.text)))


@functools.lru_cache(maxsize=4_096)
def _topic(name: str, language: str) -> frozenset[str]:
    """What an event is about: the words of its name but "world", "annual", "congress"."""
    if base(language) not in languages():
        return frozenset()
    known = lexicon(base(language))
    common = _stems(" ".join(known.words("event_heads") | known.words("name_adjectives")))
    return _stems(name) - common


@functools.lru_cache(maxsize=4_096)
def _stems(text: str) -> frozenset[str]:
    return frozenset(word[:_STEM] for word in folded.words(text) if len(word) >= _STEM)


def _alike(one: str, other: str, same_language: bool) -> int:
    if alike(one, other) or _initials(one, other) or _initials(other, one):
        return 2
    a, b = _sounds(one), _sounds(other)
    shared = len(a & b) / min(len(a), len(b)) if a and b else 1.0
    if not same_language:
        return 1 if a and b and shared > 0.5 and len(a & b) > 1 else 0
    short = min((one, other), key=len)
    if shared >= 0.5 or " " not in short:  # an acronym need not show what it stands for
        return 0
    return -1


def _sounds(name: str) -> set[str]:
    """The words of a name as they sound in any spelling, without the small ones."""
    return {skeleton(w) or w for w in fold(name).split() if len(w) > 3}


def _initials(short: str, long: str) -> bool:
    """True where the one is an acronym of the other."""
    letters = "".join(c for c in short if c.isalpha())
    return " " not in short and len(letters) > 2 and letters.casefold() == initials(long)


def _same_time(one: Told, other: Told, *, named: bool) -> int:
    """What the days say; `named` where the names do not speak against one event."""
    if not one.days or not other.days:
        return 0
    apart = _apart(one.days, other.days)
    for told, rest in ((one, other), (other, one)):
        # What extraction took for the day need not be it.
        if _dated(told, rest) or _is_aside(told) or (named and _reports(told, rest)):
            return max(0, apart)
    return apart


def _dated(told: Told, other: Told) -> bool:
    """True where the words that tell the other's days stand in the source, too."""
    said = [words for words in other.said if len(words) > 5 and any(c.isdigit() for c in words)]
    return any(f" {words} " in told.text for words in said)


def _is_aside(told: Told) -> bool:
    """True for a month that a source speaks of which names no event: it need not be of one."""
    return not told.names and bool(told.said) and len((told.days or ("",))[0]) < 10


def _reports(told: Told, other: Told) -> bool:
    """True where the source is of the other's days, and its own are long past or far ahead."""
    if not told.published or not told.days or len("".join(other.days or ())) != 20:
        return False
    day, (start, end) = first_day(told.published), map(first_day, other.days or ())
    first, last = map(first_day, told.days)
    here = (start - day).days <= _NEAR and (day - end).days <= _NEAR
    return here and ((day - last).days > _SEASON or (first - day).days > _YEAR)


def _apart(one: tuple[str, str], other: tuple[str, str]) -> int:
    """What two pairs of first and last day say: the same time, near, or another."""
    (first, last), (start, end) = one, other
    size = min(len(first), len(last), len(start), len(end))
    if first[:size] <= end[:size] and start[:size] <= last[:size]:
        return {10: 2, 7: 1}.get(size, 0)
    if size < 7:
        return _FAR
    if first[4:] == start[4:] or last[4:] == end[4:]:
        return 0 if size == 10 else -1  # the same day of another year: one of the two mistypes it
    gap = max(first_day(start) - first_day(last), first_day(first) - first_day(end)).days
    if size == 10 and gap <= _NEAR:
        return 1
    return -1 if gap <= _SEASON else _FAR


def _same_place(one: Told, other: Told) -> int:
    if one.cities and other.cities:
        pairs = [(a, b) for a in one.cities for b in other.cities]
        if any(a == b or same_city(a, b) or _sounds(a) & _sounds(b) for a, b in pairs):
            return 1
        lands = {country_of(a) for a in one.cities}, {country_of(b) for b in other.cities}
        if _visits(one, other) or _visits(other, one):
            return 0
        if None not in lands[0] | lands[1]:
            return -1 if lands[0] & lands[1] else -2
    if one.country and other.country and one.country != other.country:
        return -2
    return 0


def _visits(told: Told, other: Told) -> bool:
    """True where the source has the other's city somewhere, so that it may be its own as well."""
    return any(f" {fold(city)} " in told.text for city in other.cities)
