"""Where the event takes place: city, country, venue."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass, field, replace

from eventbrief.extract.judge.candidate import Candidate, Judged, Question
from eventbrief.extract.judge.document import Document
from eventbrief.extract.judge.ranking import Weights
from eventbrief.extract.propose.cities import KNOWN, UNKNOWN, find_cities
from eventbrief.extract.propose.nations import (
    ADJECTIVE,
    REGION,
    beside,
    find_nations,
    region_codes,
)
from eventbrief.extract.propose.place import Place
from eventbrief.extract.propose.venues import find_houses
from eventbrief.extract.propose.whereabouts import PlaceMention, Whereabouts
from eventbrief.extract.text.gazetteer import cities_called
from eventbrief.extract.text.likeness import fold
from eventbrief.extract.text.span import Found
from eventbrief.extract.text.tokens import BREAK, DIGIT, UPPER

_ADDRESS = 14  # tokens of a street and a town
_SIZES = (30_000, 100_000, 300_000, 1_000_000, 4_000_000)  # inhabitants
_AGAINST = (
    "in_quotation", "elsewhere", "from", "other_time", "tied_close", "role_close", "body_close",
    "dateline", "title", "after_capital", "then_capital", "speech_near", "in_name", "region_of",
    "house_of", "attributive", "is_house", "then_head",
)  # fmt: skip
_LAND = ("name_strong", "name_s_head", "name_s_name", "name_title", "name_s_date")
_TOWN = (
    "bias", "in", "city_of", "taking_close", "s_name", "s_head", "s_date", "date_near", "dateline",
    "strong", "strong_s_head", "strong_s_date", "strong_s_name", "strong_s_event_word", "then_hosts", "title", "early",
    "most_said", "first_known", "only_known", "in_event_name", "size_100000", "size_1000000",
    "all_from", "all_dateline", "all_other_time", "all_in_quotation", "all_tied_close",
    "all_role_close", "all_body_close", "lower_too", "is_word", "after_hosting", "not_known",
    "country_beside", "in_house", "said_2", "said_3",
)  # fmt: skip


@dataclass(slots=True)
class Spoken:
    """A city, a country or a house with all its mentions, and what is true of each."""

    value: str
    mentions: list[tuple[PlaceMention, dict[str, float]]] = field(default_factory=list)
    records: tuple[tuple[int, str, int], ...] = ()
    beside: list[PlaceMention] = field(default_factory=list)

    def codes(self) -> list[str]:
        """The countries in which it may be, the likeliest first."""
        said = [nation.name for nation in self.beside]
        return list(dict.fromkeys([*said, *(code for _, code, _ in self.records)]))


class Places:
    """The stage that decides city, country and venue."""

    name = "places"
    kinds = ("city", "country", "venue")

    def questions(self, document: Document) -> Sequence[Question]:
        """One for each part of the place."""
        around = Whereabouts(document)
        towns = find_cities(around)
        nations = _outside(find_nations(around), towns)
        known = [town for town in towns if town.kind == KNOWN]
        homes = list(find_houses(around, [*known, *nations]))
        cities = _cities(around, towns, nations, homes)
        taken = {nation.first for c in cities for nation in c.beside if nation.kind == REGION}
        countries = _countries(around, [n for n in nations if n.first not in taken])
        houses = _houses(around, homes)
        _share(cities, countries)
        return (
            _question("city", cities, lambda spoken: _of_city(spoken, cities, countries)),
            _question(
                "country", countries, lambda spoken: _of_country(spoken, cities, countries)
            ),
            _question("venue", houses, lambda spoken: _of_house(around, spoken, houses, towns)),
        )

    def decide(self, document: Document, questions: Sequence[Question]) -> None:
        """The city, the country that goes with it, the venue."""
        city, country, venue = questions
        town = document.choose(city)
        land = _land(document, country, town)
        house = document.choose(venue)
        document.place = Place(city=_found(document, city, town))
        document.place = replace(
            document.place,
            country=_found(document, country, land),
            venue=_found(document, venue, house),
        )


def _outside(
    nations: Sequence[PlaceMention], towns: Sequence[PlaceMention]
) -> list[PlaceMention]:
    """The countries without those in a city's name: "Mexico City"."""
    inside = {
        index
        for town in towns
        if town.kind == KNOWN and town.last > town.first
        for index in range(town.first, town.last + 1)
    }
    return [n for n in nations if n.first not in inside or n.last > n.first]


def _land(document: Document, question: Question, town: Judged | None) -> Judged | None:
    """The country, which the city's must be where a city was chosen."""
    if town is None:
        return document.choose(question)
    codes = town.candidate.value.codes()
    fitting = [c for c in question.candidates if c.value.value in codes]
    if not fitting:
        return document.choose(question)
    weights = document.weights("country")
    best = max(fitting, key=lambda c: weights.score(c.features))
    judged = document.choose(question)
    if judged and judged.candidate is best:
        return judged
    return Judged(best, town.probability, False, judged.candidate if judged else None)


def _found(document: Document, question: Question, judged: Judged | None) -> Found[str] | None:
    """The value with its places, the one that says it best first."""
    if judged is None:
        return None
    spoken: Spoken = judged.candidate.value
    weights: Weights = document.weights(question.kind)
    ordered = sorted(spoken.mentions, key=lambda m: (-weights.score(m[1]), m[0].span.start))
    spans = tuple(dict.fromkeys(mention.span for mention, _ in ordered))
    rival = judged.rival.value.value if judged.rival else None
    if not spans:  # a country that only its city tells
        spans = document.place.city.spans if document.place.city else ()
    return Found(spoken.value, spans, judged.sure, rival) if spans else None


def _question(
    kind: str, every: Sequence[Spoken], features: Callable[[Spoken], dict[str, float]]
) -> Question:
    candidates = [
        Candidate(spoken, tuple(m.span for m, _ in spoken.mentions), features(spoken))
        for spoken in every
    ]
    return Question(kind, candidates, {"bias": 1.0})


def _cities(
    around: Whereabouts,
    towns: Sequence[PlaceMention],
    nations: Sequence[PlaceMention],
    homes: Sequence[PlaceMention],
) -> list[Spoken]:
    """The cities with their mentions; those of the same name are one."""
    at = {nation.first: nation for nation in nations}
    found: dict[str, Spoken] = {}
    housed = {index: home for home in homes for index in range(home.first, home.last + 1)}
    name = f" {fold(around.event.name)} " if around.event else ""
    low = {t.low for t in around.tokens if not t.is_capital()} if around.reading.lexicon.cased else set()
    for mention in towns:
        same = at.get(mention.first)
        if same and same.last >= mention.last and _is_country(around, mention, same):
            continue
        key = fold(mention.name)
        spoken = found.get(key)
        if spoken is None:
            spoken = found[key] = Spoken(mention.name, records=cities_called(mention.name))
            code = region_codes(around.reading.lexicon).get(mention.name)
            if code:
                spoken.records = ((0, code, 0), *spoken.records)
        holds = around.of(mention)
        holds[f"kind_{mention.kind}"] = 1.0
        home = housed.get(mention.first)
        if home:
            holds["in_house"] = 1.0
            if (home.first, home.last) == (mention.first, mention.last):
                holds["is_house"] = 1.0
        if mention.kind == UNKNOWN and around.tokens[mention.first].shape & UPPER:
            holds["abbreviation"] = 1.0
        if f" {key} " in name:
            holds["in_event_name"] = 1.0
            holds[f"{mention.kind}_in_event_name"] = 1.0
        if key in low or mention.name.lower() in low:
            holds["lower_too"] = 1.0
        if around.reading.lexicon.mask(mention.name.lower()):
            holds["is_word"] = 1.0
        nation = beside(around, mention, at, spoken.codes())
        if nation:
            spoken.beside.append(nation)
            holds["country_beside"] = 1.0
            if "in" in holds:
                holds["in_country_beside"] = 1.0
        if same and same.kind != ADJECTIVE:
            own = any(code == same.name for _, code, _ in spoken.records)
            holds["is_its_country" if own else "is_country"] = 1.0
        spoken.mentions.append((mention, holds))
    return list(found.values())


def _is_country(around: Whereabouts, mention: PlaceMention, nation: PlaceMention) -> bool:
    """True where the name is a country's alone: Colombia, but not Singapore."""
    if nation.kind == ADJECTIVE:
        return False
    codes = {code for _, code, _ in cities_called(mention.name)}
    return nation.name not in codes and (around.reading.lexicon.cased or mention.kind == UNKNOWN)


def _countries(around: Whereabouts, nations: Sequence[PlaceMention]) -> list[Spoken]:
    found: dict[str, Spoken] = {}
    for mention in nations:
        spoken = found.setdefault(mention.name, Spoken(mention.name))
        holds = {f"{mention.kind}_{name}": s for name, s in around.of(mention).items()}
        holds[f"kind_{mention.kind}"] = 1.0
        spoken.mentions.append((mention, holds))
    return list(found.values())


def _houses(around: Whereabouts, homes: Sequence[PlaceMention]) -> list[Spoken]:
    found: dict[str, Spoken] = {}
    for mention in homes:
        name = " ".join(mention.name.split())
        spoken = found.setdefault(fold(name), Spoken(name))
        holds = around.of(mention)
        holds[f"kind_{mention.kind}"] = 1.0
        spoken.mentions.append((mention, holds))
    return list(found.values())


def _share(cities: Sequence[Spoken], countries: list[Spoken]) -> None:
    """Every country that a city may be in is a candidate, told by the city."""
    known = {spoken.value: spoken for spoken in countries}
    for city in cities:
        for code in city.codes():
            if code not in known:
                known[code] = Spoken(code)
                countries.append(known[code])
        for nation in city.beside:
            known[nation.name].mentions.append((nation, {"beside_city": 1.0}))


def _joined(spoken: Spoken) -> dict[str, float]:
    """What is true of any of the mentions, and what is true of all."""
    every = [holds for _, holds in spoken.mentions]
    found: dict[str, float] = {}
    for holds in every:
        for name, strength in holds.items():
            if name == "late":
                found[name] = min(found.get(name, 1.0), strength)
            else:
                found[name] = max(found.get(name, 0.0), strength)
    for name in _AGAINST:
        if name in found and all(name in holds for holds in every):
            found[f"all_{name}"] = 1.0
    for least in (2, 3, 5):
        if len(every) >= least:
            found[f"said_{least}"] = 1.0
    if sum("strong" in holds for holds in every) > 1:
        found["strong_twice"] = 1.0
    return found


def _of_city(
    spoken: Spoken, cities: Sequence[Spoken], countries: Sequence[Spoken]
) -> dict[str, float]:
    found = _joined(spoken)
    found["bias"] = 1.0
    size = max((people for people, _, _ in spoken.records), default=-1)
    for least in _SIZES:
        if size >= least:
            found[f"size_{least}"] = 1.0
    if size < 0:
        found["not_known"] = 1.0
    said = {c.value: len(c.mentions) for c in countries}
    if any(said.get(code) for code in spoken.codes()):
        found["its_country_said"] = 1.0
    codes = spoken.codes()
    for country in countries:
        lead = "land_" if country.value in codes else "other_land_"
        for _, holds in country.mentions:
            for name in _LAND:
                if name in holds:
                    found[lead + name] = 1.0
    most = max(len(c.mentions) for c in cities)
    if len(spoken.mentions) == most:
        found["most_said"] = 1.0
    known = [c for c in cities if c.records]
    if known and known[0] is spoken:
        found["first_known"] = 1.0
    if len(known) == 1 and known[0] is spoken:
        found["only_known"] = 1.0
    if " " in spoken.value:
        found["words"] = 1.0
    if size >= 0 and "its_country_said" not in found:
        for name in ("is_word", "words", "after_capital", "then_capital", "is_house", "lower_too"):
            if name in found:
                found[f"abroad_{name}"] = 1.0
    if size < 0:
        for name in ("words", "then_head", "in_quotation", "house_of", "after_capital"):
            if name in found:
                found[f"unknown_{name}"] = 1.0
    return found


def _of_country(
    spoken: Spoken, cities: Sequence[Spoken], countries: Sequence[Spoken]
) -> dict[str, float]:
    found = _joined(spoken)
    found["bias"] = 1.0
    if not spoken.mentions:
        found["by_city_alone"] = 1.0
    most = max(len(c.mentions) for c in countries)
    if spoken.mentions and len(spoken.mentions) == most:
        found["most_said"] = 1.0
    for city in cities:
        codes = city.codes()
        if not codes or spoken.value not in codes:
            continue
        likely = codes[0] == spoken.value
        about = _of_city(city, cities, countries)
        lead = "town_" if likely else "other_town_"
        for name in _TOWN:
            if name in about:
                found[lead + name] = max(found.get(lead + name, 0.0), about[name])
    return found


def _of_house(
    around: Whereabouts,
    spoken: Spoken,
    houses: Sequence[Spoken],
    towns: Sequence[PlaceMention],
) -> dict[str, float]:
    found = _joined(spoken)
    found["bias"] = 1.0
    lexicon = around.reading.lexicon
    heads = lexicon.bit("venue_heads")
    mention = spoken.mentions[0][0]
    mask = 0
    for index in range(mention.first, mention.last + 1):
        mask |= around.masks[index]
    head = next(
        (n for n in range(mention.first, mention.last + 1) if around.masks[n] & heads), None
    )
    if head is not None:
        found["has_head"] = 1.0
        own = around.masks[head]
        for name in ("acting_houses", "halls", "outdoor_places"):
            if (own if name != "halls" else mask) & lexicon.bit(name):
                found[name] = 1.0
        if around.tokens[head].is_capital():
            found["head_capital"] = 1.0
    if mask & around.classes.heads:
        found["has_event_head"] = 1.0
    if around.event and (
        f" {fold(spoken.value)} " in f" {fold(around.event.name)} "
    ):
        found["in_event_name"] = 1.0
    if mask & lexicon.bit("venue_words"):
        found["has_small"] = 1.0
    length = mention.last - mention.first + 1
    for least in (2, 3, 5, 8):
        if length >= least:
            found[f"length_{least}"] = 1.0
    if around.reading.lexicon.mask(spoken.value.casefold()):
        found["is_word"] = 1.0
    if len(houses) == 1:
        found["only_house"] = 1.0
    if houses[0] is spoken:
        found["first_house"] = 1.0
    leading = [h for h in houses if any("strong" in holds for _, holds in h.mentions)]
    if leading and leading[0] is spoken:
        found["first_strong"] = 1.0
    starts = {town.first: town for town in towns if town.kind == KNOWN}
    for each, _ in spoken.mentions:
        if any(each.first <= first <= each.last for first in starts):
            found["town_inside"] = 1.0
        for index in range(each.last + 1, each.last + 6):
            if index in starts and all(
                not around.tokens[n].is_capital() and around.tokens[n].low not in ".;"
                for n in range(each.last + 1, index)
            ):
                found["town_after"] = 1.0
                break
        if _addressed(around, each, starts):
            found["address_after"] = 1.0
    return found


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




PLACES = Places()
