"""What several sources state -> those that are about another event than the rest."""

from __future__ import annotations

from collections.abc import Sequence

from eventbrief.extract.gazetteer import country_of, same_city
from eventbrief.extract.likeness import alike
from eventbrief.extract.single import Stated


def strangers(stated: Sequence[Stated]) -> list[Stated]:
    """The sources that contradict what most sources say of the event's name, time and place.

    With two sources that contradict each other, the second is the stranger.
    """
    found = []
    for index, one in enumerate(stated):
        scores = [_agreement(one, other) for i, other in enumerate(stated) if i != index]
        against = sum(score < 0 for score in scores)
        if against and (against > len(scores) / 2 or (len(scores) == 1 and index == 1)):
            found.append(one)
    return found if len(found) < len(stated) else found[1:]


def _agreement(one: Stated, other: Stated) -> int:
    """Above nought where both speak of the same event, below where they cannot."""
    score = 0
    names = one.event.get("name"), other.event.get("name")
    if names[0] and names[1] and one.source.language == other.source.language:
        score += 2 if alike(str(names[0].value), str(names[1].value)) else -1
    score += _same_time(one, other)
    score += _same_place(one, other)
    editions = one.event.get("edition"), other.event.get("edition")
    if editions[0] and editions[1]:
        score += 1 if editions[0].value == editions[1].value else -2
    return score


def _same_time(one: Stated, other: Stated) -> int:
    days = [_days(one), _days(other)]
    if not days[0] or not days[1]:
        return 0
    (first, last), (start, end) = days[0], days[1]
    size = min(len(first), len(start))
    if first[:size] <= end[:size] and start[:size] <= last[:size]:
        return 2
    return -1 if first[:7] == start[:7] else -3


def _days(stated: Stated) -> tuple[str, str] | None:
    start, end = stated.event.get("start"), stated.event.get("end")
    first, last = start or end, end or start
    return (str(first.value), str(last.value)) if first and last else None


def _same_place(one: Stated, other: Stated) -> int:
    cities = one.event.get("city"), other.event.get("city")
    if cities[0] and cities[1]:
        a, b = str(cities[0].value), str(cities[1].value)
        if a == b or same_city(a, b):
            return 1
        return -2 if country_of(a) and country_of(b) else 0
    countries = one.event.get("country"), other.event.get("country")
    if countries[0] and countries[1]:
        return 1 if countries[0].value == countries[1].value else -2
    return 0
