"""Mentions of places -> the cities, countries and houses spoken of, with what is true of each."""

from __future__ import annotations

import functools
from collections.abc import Collection, Container, Mapping, Sequence
from dataclasses import dataclass, field

from eventbrief.extract.propose.cities import KNOWN, UNKNOWN, find_cities
from eventbrief.extract.propose.place_words import PlaceMention
from eventbrief.extract.propose.regions import (
    ADJECTIVE,
    REGION,
    beside,
    find_nations,
    region_codes,
)
from eventbrief.extract.propose.venues import BARE, find_houses
from eventbrief.extract.propose.whereabouts import Whereabouts
from eventbrief.extract.text.gazetteer import cities_called, country_of
from eventbrief.extract.text.likeness import fold
from eventbrief.extract.text.tokens import BREAK, CAPITAL, DIGIT, UPPER, WORD

Features = dict[str, float]
_SIZES = (30_000, 100_000, 300_000, 1_000_000, 4_000_000)  # inhabitants
_A_CITY = 50_000  # inhabitants of one that is called as a region is
_ADDRESS = 14  # tokens of a street and a town
_TOWN_AFTER = 5  # tokens between a house and its town
# What speaks the more against a place where it is true of all its mentions.
_SPEAK_AGAINST = frozenset((
    "in_quotation", "elsewhere", "from", "other_time", "tied_close", "role_close", "body_close",
    "dateline", "title", "after_capital", "then_capital", "speech_near", "in_name", "region_of",
    "house_of", "attributive", "is_house", "then_head",
))  # fmt: skip
# What a country's mentions say for its cities, and a city's for its country.
_LAND = ("name_strong", "name_s_head", "name_s_name", "name_title", "name_s_date")
_TOWN = (
    "bias", "in", "city_of", "taking_close", "s_name", "s_head", "s_date", "date_near", "dateline",
    "strong", "strong_s_head", "strong_s_date", "strong_s_name", "strong_s_event_word",
    "then_hosts", "title", "early", "most_said", "in_event_name",
    "size_100000", "size_1000000", "all_from", "all_dateline", "all_other_time",
    "all_in_quotation", "all_tied_close", "all_role_close", "all_body_close", "lower_too",
    "is_word", "after_hosting", "not_known", "country_beside", "in_house",
)  # fmt: skip
_ABROAD = ("is_word", "words", "after_capital", "then_capital", "is_house", "lower_too")
_HOUSE = (
    "strong", "in", "on", "at_start", "from", "after_date", "after_name", "date_near", "s_head",
    "s_date", "taking_close", "town_after", "address_after", "title", "then_hosts",
)  # fmt: skip
_UNKNOWN = ("words", "then_head", "in_quotation", "house_of", "after_capital")


@dataclass(slots=True, eq=False)
class Spoken:
    """A city, a country or a house with all its mentions.

    Attributes:
        value: the city or house as it is first called, or the country's code.
        mentions: where it is spoken of, and what is true there.
        records: the cities that are called so: inhabitants, country, number.
        beside: the countries that stand right after a city.
        features: what is true of it.
    """

    value: str
    mentions: list[tuple[PlaceMention, Features]] = field(default_factory=list)
    records: tuple[tuple[int, str, int], ...] = ()
    beside: list[PlaceMention] = field(default_factory=list)
    features: Features = field(default_factory=dict)

    def codes(self) -> list[str]:
        """The countries in which it may be, the likeliest first."""
        said = [nation.name for nation in self.beside]
        return list(dict.fromkeys([*said, *(code for _, code, _ in self.records)]))


class PlacesSpokenOf:
    """What one text speaks of: `cities`, `countries`, `houses`."""

    def __init__(self, around: Whereabouts) -> None:
        self.around = around
        self.lexicon = around.reading.lexicon
        self.event = f" {fold(around.event.name)} " if around.event else ""
        nations = [n for n in find_nations(around) if not around.denied(n)]
        found = find_cities(around, {nation.first for nation in nations})
        towns = [town for town in found if not around.denied(town)]
        nations = _outside(nations, towns)
        self.towns = {town.first: town for town in towns if town.kind == KNOWN}
        self.town_tokens = {n for t in self.towns.values() for n in range(t.first, t.last + 1)}
        self.towns_by_last = {town.last: town for town in self.towns.values()}
        places = [*self.towns.values(), *nations]
        homes = [home for home in find_houses(around, places) if not around.denied(home)]
        self.cities = self._cities(towns, {n.first: n for n in nations}, homes)
        taken = {n.first for city in self.cities for n in city.beside if n.kind == REGION}
        self.countries = self._countries([n for n in nations if n.first not in taken])
        self.houses = self._houses(homes)
        self._tell_cities()
        self._tell_countries()
        self._tell_houses()

    def _cities(
        self,
        towns: Sequence[PlaceMention],
        nations: Mapping[int, PlaceMention],
        homes: Sequence[PlaceMention],
    ) -> list[Spoken]:
        """The cities with their mentions; those of the same name are one."""
        housed = {i: home for home in homes for i in range(home.first, home.last + 1)}
        found: dict[str, Spoken] = {}
        for mention in towns:
            same = nations.get(mention.first)
            if same and same.last >= mention.last and self._is_country(mention, same):
                continue
            if self._is_region(mention.name):
                continue
            key = fold(mention.name)
            spoken = found.get(key)
            if spoken is None:
                spoken = found[key] = Spoken(mention.name, records=self._records(mention.name))
            holds = self.around.of(mention)
            spoken.mentions.append((mention, holds))
            nation = beside(self.around, mention, nations, spoken.codes())
            if nation:
                spoken.beside.append(nation)
                holds["country_beside"] = 1.0
                if "in" in holds:
                    holds["in_country_beside"] = 1.0
            if same and same.kind != ADJECTIVE:
                own = any(code == same.name for _, code, _ in spoken.records)
                holds["is_its_country" if own else "is_country"] = 1.0
            home = housed.get(mention.first)
            if home:
                holds["in_house"] = 1.0
                if (home.first, home.last) == (mention.first, mention.last):
                    holds["is_house"] = 1.0
            self._written(mention, key, holds)
            self._beside_towns(mention, holds)
        return list(found.values())

    def _beside_towns(self, mention: PlaceMention, holds: Features) -> None:
        """Whether another city stands right after or before: "Paris and Berlin", "Orly, Paris"."""
        tokens, and_ = self.around.tokens, self.lexicon.bit("conjunctions")
        sides = (
            (mention.last + 1, 1, self.towns, "then_town"),
            (mention.first - 1, -1, self.towns_by_last, "after_town"),
        )
        for at, step, towns, name in sides:
            if not 0 < at < len(tokens) - 1:
                continue
            listed = self.around.masks[at] & and_
            other = towns.get(at + step) if listed or tokens[at].low == "," else None
            if other and other.name != mention.name:
                holds["listed" if listed else name] = 1.0

    def _written(self, mention: PlaceMention, key: str, holds: Features) -> None:
        """What the name itself tells: an abbreviation, a common word, the event's name."""
        holds[f"kind_{mention.kind}"] = 1.0
        if mention.kind == UNKNOWN and self.around.tokens[mention.first].shape & UPPER:
            holds["abbreviation"] = 1.0
        if f" {key} " in self.event:
            holds["in_event_name"] = 1.0
            holds[f"{mention.kind}_in_event_name"] = 1.0
        low = mention.name.lower()
        if key in self._low or low in self._low:
            holds["lower_too"] = 1.0
        if self.lexicon.mask(low):
            holds["is_word"] = 1.0

    @functools.cached_property
    def _low(self) -> frozenset[str]:
        """The words that the text also writes without a capital."""
        if not self.lexicon.cased:
            return frozenset()
        tokens = self.around.tokens
        return frozenset(t.low for t in tokens if t.shape & (WORD | CAPITAL) == WORD)

    def _records(self, name: str) -> tuple[tuple[int, str, int], ...]:
        """The cities of the name; a region of that name is one too, such as Bali."""
        code = None if " " in name else region_codes(self.lexicon).get(name)
        records = cities_called(name)
        return ((0, code, 0), *records) if code else records

    def _is_region(self, name: str) -> bool:
        """True for New Mexico, and where a small town is called so too."""
        several = " " in name or "-" in name
        return several and name in region_codes(self.lexicon) and not country_of(name, _A_CITY)

    def _is_country(self, mention: PlaceMention, nation: PlaceMention) -> bool:
        """True where the name is a country's alone: Colombia, but not Singapore."""
        if nation.kind == ADJECTIVE:
            return False
        codes = {code for _, code, _ in cities_called(mention.name)}
        return nation.name not in codes and (self.lexicon.cased or mention.kind == UNKNOWN)

    def _countries(self, nations: Sequence[PlaceMention]) -> list[Spoken]:
        """The countries that are named, and those that a city may be in."""
        found: dict[str, Spoken] = {}
        for mention in nations:
            spoken = found.setdefault(mention.name, Spoken(mention.name))
            holds = {f"{mention.kind}_{name}": s for name, s in self.around.of(mention).items()}
            holds[f"kind_{mention.kind}"] = 1.0
            spoken.mentions.append((mention, holds))
        for city in self.cities:
            for code in city.codes():
                found.setdefault(code, Spoken(code))
            for nation in city.beside:
                found[nation.name].mentions.append((nation, {"beside_city": 1.0}))
        return list(found.values())

    def _houses(self, homes: Sequence[PlaceMention]) -> list[Spoken]:
        found: dict[str, Spoken] = {}
        for mention in homes:
            name = " ".join(mention.name.split())
            spoken = found.setdefault(fold(name), Spoken(name))
            holds = self.around.of(mention)
            holds[f"kind_{mention.kind}"] = 1.0
            spoken.mentions.append((mention, holds))
        return list(found.values())

    def _tell_cities(self) -> None:
        most = max((len(city.mentions) for city in self.cities), default=0)
        longest = [fold(city.value) for city in self.cities if " " in city.value and city.records]
        lands = {c.value: _any_of(c, _LAND) for c in self.countries}
        said = {c.value for c in self.countries if c.mentions}
        others: dict[str, set[str]] = {}  # by what holds: the countries of which it does
        for code, names in lands.items():
            for name in names:
                others.setdefault(name, set()).add(code)
        for city in self.cities:
            found = city.features = _joined(city)
            size = max((people for people, _, _ in city.records), default=-1)
            found.update({f"size_{least}": 1.0 for least in _SIZES if size >= least})
            codes = set(city.codes())
            if codes & said:
                found["its_country_said"] = 1.0
            for name, where in others.items():
                if where - codes:
                    found[f"other_land_{name}"] = 1.0
            if len(city.mentions) == most:
                found["most_said"] = 1.0
            key = fold(city.value)
            if any(f" {key} " in f" {longer} " for longer in longest if longer != key):
                found["shorter"] = 1.0
            if " " in city.value:
                found["words"] = 1.0
            if size < 0:
                found["not_known"] = 1.0
                _pair(found, "unknown_", _UNKNOWN)
            elif "its_country_said" not in found:
                _pair(found, "abroad_", _ABROAD)

    def _tell_countries(self) -> None:
        most = max((len(country.mentions) for country in self.countries), default=0)
        by_code = {country.value: country for country in self.countries}
        for country in self.countries:
            found = country.features = _joined(country)
            if not country.mentions:
                found["by_city_alone"] = 1.0
            elif len(country.mentions) == most:
                found["most_said"] = 1.0
        for city in self.cities:
            about = [name for name in _TOWN if name in city.features]
            for place, code in enumerate(city.codes()):
                lead = "other_town_" if place else "town_"
                found = by_code[code].features
                for name in about:
                    found[lead + name] = 1.0

    def _tell_houses(self) -> None:
        around, houses = self.around, self.houses
        for spoken in houses:
            found = spoken.features = _joined(spoken)
            self._built(spoken, found)
            for mention, _ in spoken.mentions:
                if any(n in self.towns for n in range(mention.first, mention.last + 1)):
                    found["town_inside"] = 1.0
                if _town_after(around, mention, self.towns):
                    found["town_after"] = 1.0
                if _addressed(around, mention, self.towns):
                    found["address_after"] = 1.0
            _pair(found, f"{spoken.mentions[0][0].kind}_", _HOUSE)

    def _built(self, spoken: Spoken, found: Features) -> None:
        """What the words of a house's name tell."""
        around, bit = self.around, self.lexicon.bit
        mention = spoken.mentions[0][0]
        name = range(mention.first, mention.last + 1)
        mask = 0
        for index in name:
            mask |= around.masks[index]
        head = next((n for n in name if around.masks[n] & bit("venue_heads")), None)
        if head is not None:
            found["has_head"] = 1.0
            for kind in ("acting_houses", "outdoor_places"):
                if around.masks[head] & bit(kind):
                    found[kind] = 1.0
            if mask & bit("halls"):
                found["halls"] = 1.0
            if around.tokens[head].is_capital():
                found["head_capital"] = 1.0
        if mask & around.classes.heads:
            found["has_event_head"] = 1.0
        if mention.kind == BARE and around.tokens[mention.first].shape & UPPER:
            found["abbreviation"] = 1.0
        self._capitals([n for n in name if n != head], found)
        if mask & bit("venue_words"):
            found["has_small"] = 1.0
        if f" {fold(spoken.value)} " in self.event:
            found["in_event_name"] = 1.0
        if self.lexicon.mask(spoken.value.casefold()):
            found["is_word"] = 1.0

    def _capitals(self, name: Sequence[int], found: Features) -> None:
        """What the capitals of a house's name tell beside its noun."""
        capitals = [n for n in name if self.around.tokens[n].is_capital()]
        if capitals and all(n in self.town_tokens for n in capitals):
            found["only_town"] = 1.0
            if "head_capital" not in found:
                found["low_only_town"] = 1.0


def _joined(spoken: Spoken) -> Features:
    """What is true of any of the mentions, and what is true of all."""
    every = [holds for _, holds in spoken.mentions]
    found: Features = {"bias": 1.0}
    for holds in every:
        found.update(holds)
    if "late" in found:
        found["late"] = min(holds.get("late", 1.0) for holds in every)
    always = _SPEAK_AGAINST.intersection(*every) if every else ()
    for name in sorted(always):
        found[f"all_{name}"] = 1.0
    if sum("strong" in holds for holds in every) > 1:
        found["strong_twice"] = 1.0
    return found


def _any_of(spoken: Spoken, names: Collection[str]) -> list[str]:
    """Those of the features that are true of any mention."""
    return [name for name in names if any(name in holds for _, holds in spoken.mentions)]


def _pair(found: Features, lead: str, names: Sequence[str]) -> None:
    """Features that count for more, or less, where another is true too."""
    for name in names:
        if name in found:
            found[lead + name] = 1.0


def _outside(nations: Sequence[PlaceMention], towns: Sequence[PlaceMention]) -> list[PlaceMention]:
    """The countries without those in a city's name: "Mexico City"."""
    inside = {
        index
        for town in towns
        if town.kind == KNOWN and town.last > town.first
        for index in range(town.first, town.last + 1)
    }
    return [n for n in nations if n.first not in inside or n.last > n.first]


def _town_after(around: Whereabouts, mention: PlaceMention, towns: Container[int]) -> bool:
    """True for a house with its town right after it: "at the Hilton in Rabat"."""
    tokens = around.tokens
    for index in range(mention.last + 1, min(mention.last + 1 + _TOWN_AFTER, len(tokens))):
        if index in towns:
            return True
        if tokens[index].is_capital() or tokens[index].low in ".;":
            return False
    return False


def _addressed(around: Whereabouts, mention: PlaceMention, towns: Container[int]) -> bool:
    """True for a house with its street and town: ", 1 rue Ellul, 33800 Bordeaux"."""
    number = False
    for index in range(mention.last + 1, min(mention.last + _ADDRESS, len(around.tokens))):
        token = around.tokens[index]
        if token.shape & BREAK or token.low == ".":
            return False
        number = number or bool(token.shape & DIGIT)
        if number and index in towns:
            return True
    return False
