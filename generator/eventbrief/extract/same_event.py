"""What several sources state -> the groups of those that are about one event.

Sources of one event differ in detail, and extraction errs; what is compared is the name, the days,
the place and the edition together, so that no single one of them parts two sources alone unless it
leaves no doubt. What a source does not state agrees with everything.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from eventbrief.extract.gazetteer import country_of, same_city
from eventbrief.extract.likeness import alike, fold, skeleton
from eventbrief.extract.single import Stated
from eventbrief.facts.day import first_day
from eventbrief.facts.model import FactSheet
from eventbrief.facts.text import Multilingual, wordings

_FAR = -4  # so far apart in time that a shared name and city are those of another edition
_NEAR, _SEASON = 2, 31  # days by which two accounts of one event may miss each other


@dataclass(frozen=True)
class Told:
    """What is said of an event's identity, by a source or by a sheet.

    Attributes:
        names: its names, each with the language it is worded in.
        days: its first and last day, as precise as they are known.
        cities: the city's names.
        country: its code.
        edition: which one it is.
        said: the words that its days are told by, folded.
        text: the whole source, folded; empty for a sheet.
    """

    names: tuple[tuple[str, str], ...] = ()
    days: tuple[str, str] | None = None
    cities: tuple[str, ...] = ()
    country: str | None = None
    edition: int | None = None
    said: tuple[str, ...] = ()
    text: str = ""

    @property
    def worded(self) -> str:
        """Name, day and place in a line, as far as they are known."""
        parts = (*(n for _, n in self.names[:1]), *(self.days or ())[:1], *self.cities[:1])
        return ", ".join(parts) or "it says neither name nor day nor place"


def told_by(stated: Stated) -> Told:
    """What a source says of its event."""
    said = {key: found.value for key, found in stated.event.items()}
    name, city = said.get("name"), said.get("city")
    edition = said.get("edition")
    return Told(
        ((stated.source.language or "", str(name)),) if name else (),
        _days(said.get("start"), said.get("end")),
        (str(city),) if city else (),
        str(said["country"]) if "country" in said else None,
        int(edition) if edition else None,
        tuple(
            fold(span.of(stated.source.text))
            for day in (stated.event.get("start"), stated.event.get("end"))
            for span in (day.spans if day else ())
        ),
        f" {fold(stated.source.text)} ",
    )


def told_in(sheet: FactSheet) -> Told:
    """What a sheet says of its event."""
    event = sheet.event
    return Told(
        tuple(_worded(event.name, sheet.language)),
        _days(event.start, event.end),
        tuple(words for _, words in _worded(event.city, sheet.language)),
        event.country,
        event.edition,
    )


def groups(stated: Sequence[Stated]) -> list[list[Stated]]:
    """The sources of each event, those of the event that most are about first.

    A source that could be about several is counted to the one it is nearest to.
    """
    found = grouped([told_by(s) for s in stated])
    return [[stated[i] for i in group] for group in found]


def strangers(stated: Sequence[Stated]) -> list[Stated]:
    """The sources that are about another event than most are."""
    if not stated:
        return []
    main = {id(s) for s in groups(stated)[0]}
    return [s for s in stated if id(s) not in main]


def grouped(told: Sequence[Told], together: Sequence[int] = ()) -> list[list[int]]:
    """Indices of what is about one event, the largest group first; `together` are one anyway.

    The two groups whose members agree best on the average become one, as long as they agree.
    """
    scores = {(a, b): agreement(told[a], told[b]) for b in range(len(told)) for a in range(b)}

    def nearness(one: int, other: int) -> float:
        pairs = [(min(a, b), max(a, b)) for a in found[one] for b in found[other]]
        return sum(scores[pair] for pair in pairs) / len(pairs)

    pinned = [list(together)] if together else []
    found = [*pinned, *([i] for i in range(len(told)) if i not in set(together))]
    while len(found) > 1:
        into, other = max(
            ((a, b) for b in range(len(found)) for a in range(b)),
            key=lambda pair: (nearness(pair[0], pair[1]), len(found[pair[0]]), -pair[0], -pair[1]),
        )
        if nearness(into, other) < 0:
            break
        found[into] = sorted((*found[into], *found.pop(other)))
    return sorted(found, key=lambda group: (-len(group), group[0]))


def agreement(one: Told, other: Told) -> int:
    """Above nought where both speak of the same event, below where they cannot."""
    name = _same_name(one, other)
    score = name + _same_time(one, other) + _same_place(one, other)
    return score + _same_edition(one, other, named=name > 0)


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
    return best


def _mentions(told: Told, names: Sequence[tuple[str, str]]) -> bool:
    """True where the source has one of the names somewhere, though it is not its event's."""
    return any(" " in name and f" {fold(name)} " in told.text for _, name in names)


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
    words = [w for w in fold(long).split() if len(w) > 3]
    made = "".join(w[0] for w in words)
    return " " not in short and len(letters) > 2 and len(words) > 2 and letters.casefold() == made


def _same_time(one: Told, other: Told) -> int:
    if not one.days or not other.days:
        return 0
    if _dated(one, other) or _dated(other, one):  # what extraction took for the day need not be it
        return max(0, _apart(one.days, other.days))
    return _apart(one.days, other.days)


def _dated(told: Told, other: Told) -> bool:
    """True where the words that tell the other's days stand in the source, too."""
    said = [words for words in other.said if len(words) > 5 and any(c.isdigit() for c in words)]
    return any(f" {words} " in told.text for words in said)


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


def _days(start: object, end: object) -> tuple[str, str] | None:
    first, last = start or end, end or start
    return (str(first), str(last)) if first and last else None


def _worded(text: Multilingual | None, own: str) -> list[tuple[str, str]]:
    words = wordings(text) if text else {}
    return [(own, words)] if isinstance(words, str) else list(words.items())
