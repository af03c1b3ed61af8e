"""A reading -> the city, the country and the venue of the event."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from eventbrief.extract.text.gazetteer import country_of
from eventbrief.extract.text.lexicon import UPPER, Lexicon, alternatives
from eventbrief.extract.text.numbers import ordinal_pattern
from eventbrief.extract.text.reading import Reading
from eventbrief.extract.text.span import Found, Span
from eventbrief.facts.datestamp import months

_LONGEST = 60  # code points; no city's name is longer
_SAID = 3.0  # the score of "the city of X"
_SURE = 2.4  # a candidate's score from which it is said to be the place
_CITY_FIRST = 3  # words within which the noun follows a city that a name begins with
_ISLAND = -5.0  # the score of "the island of X"
_CEREMONY = 60  # code points before a place in which "the opening ceremony" stands
_WELL_KNOWN = 30_000  # inhabitants of a city that needs no country beside it
_JOINED = r"(?:[ -](?:(?:de|la|le|las|los|el|du|des|sur|upon)[ -])?)"


@dataclass(frozen=True)
class Place:
    """Where the event takes place, as far as it is stated."""

    city: Found[str] | None = None
    country: Found[str] | None = None
    venue: Found[str] | None = None


@dataclass(frozen=True)
class _Candidate:
    span: Span
    name: str
    country: Found[str] | None
    score: float


def find_place(reading: Reading, event: Span | None, head: str) -> Place:
    """The place of the event; parts that are not stated are None."""
    candidates = _candidates(reading, event, head)
    venue = _venue(reading, event, head)
    named = _in_the_name(reading, event, candidates)
    if named and not any(c.score > _SURE for c in candidates):
        return Place(named[0], named[1], venue)
    if not candidates:
        host = _host_country(reading, event, head) or _capital_that_hosts(reading)
        return Place(None, host, venue)
    best = max(candidates, key=lambda c: (c.score, -c.span.start))
    longer = (c for c in candidates if c.name.startswith(f"{best.name} ") and c.country)
    best = next(longer, best)  # "Panama City, Panama" is not in Panama alone
    same = [c for c in candidates if c.name == best.name]
    spans = (best.span, *(c.span for c in same if c.span != best.span))
    country = next((c.country for c in (best, *same) if c.country), None)
    if country is None:
        code = _country_in_which(reading, best.name)
        country = Found(code, (best.span,)) if code else None
    return Place(Found(best.name, spans), country, venue)


def _country_in_which(reading: Reading, city: str) -> str | None:
    """The country of the city, unless it may be another place of the same name."""
    code = country_of(city)
    if code is None or country_of(city, least=_WELL_KNOWN):
        return code
    lexicon = reading.lexicon
    named = any(lexicon.country_code(m) == code for m in lexicon.country.finditer(reading.flat))
    return code if named else None


def _in_the_name(
    reading: Reading, event: Span | None, candidates: list[_Candidate]
) -> tuple[Found[str], Found[str]] | None:
    """The city that the event is named after, as in "Forum de Bakou": the last resort."""
    if event is None:
        return None
    lexicon = reading.lexicon
    no_city = (
        lexicon.words("event_heads")
        | lexicon.words("name_adjectives")
        | lexicon.words("organisation_words")
        | _never(lexicon)
    )
    words = list(re.finditer(lexicon.name_word, reading.flat[event.start : event.end]))
    for length in (3, 2, 1):
        for first, last in zip(words, words[length - 1 :], strict=False):
            span = Span(event.start + first.start(), event.start + last.end())
            name = span.of(reading.flat)
            parts = set(name.lower().split())
            if not _tells_place(reading, event, span):
                continue
            if re.fullmatch(ordinal_pattern(lexicon), name, re.IGNORECASE):
                continue
            if parts & no_city:
                continue
            dated = any(c.name == name for c in candidates)
            code = country_of(name, least=0 if dated else _WELL_KNOWN)
            if code and name.casefold() not in lexicon.countries:
                return Found(name, (span,)), Found(code, (span,))
    return None


def _tells_place(reading: Reading, event: Span, span: Span) -> bool:
    """True for "Baku Forum" and "Forum of Baku", not for a word amid others: "Drug Matters"."""
    lexicon = reading.lexicon
    before = reading.flat[event.start : span.start]
    linked = re.search(rf"(?<!\w){lexicon.of_words}$", before)
    after = reading.flat[span.end : event.end].strip()
    goes_on = re.match(lexicon.name_word, after)
    heads = lexicon.words("event_heads") | lexicon.words("name_adjectives")
    reach = 1 if before.strip() else _CITY_FIRST  # "Tallinn Digital Summit"
    headed = bool(goes_on) and any(w.lower() in heads for w in after.split()[:reach])
    return headed or (not goes_on and (bool(linked) or not before.strip()))


def _city(lexicon: Lexicon) -> str:
    """A pattern for what may be the name of a city."""
    word = lexicon.name_word
    return rf"(?P<city>{word}(?:{_JOINED}{word}){{0,3}})"


@functools.cache
def _patterns(lexicon: Lexicon) -> tuple[tuple[float, re.Pattern[str]], ...]:
    capital = lexicon.raw("capital_of").split("(?P<city>", maxsplit=1)[0]
    label = max(lexicon.data["media_labels"], key=len)
    begins = rf"(?:^|(?<=[.\n»:]\s)|(?<=\n)|(?<={label}))"
    upper = rf"[{UPPER}][{UPPER}' -]{{1,24}}[{UPPER}]"
    credit = (
        r"\s?(?:,[^\n]{0,40}?|,[^\n:]{0,25}\d{1,4}\s?(?=:))?"
        r"(?:\([^)\n]{2,30}\)\.?\s?)?(?:-{1,2}|[–—/]|(?<=\d):|(?<=\)\.)|(?<=\)\.\s))"
    )
    metonym = rf"(?:,[^,.\n]{{1,60}},)?\s+(?i:{lexicon.raw('metonym_verbs')})(?!\w)"
    city, word = _city(lexicon), lexicon.name_word
    anywhere = (
        (_SAID, re.compile(rf"(?<!\w)(?i:{lexicon.raw('city_of')}){city}")),
        (_SAID, re.compile(rf"(?<![\w-])(?i:{capital}){city}")),
        (1.0, re.compile(rf"(?<!\w)(?i:{lexicon.raw('place_intro')}){city}")),
        (0.0, re.compile(rf"(?:^|(?<=\n))[ ]*(?P<city>{upper}|{word}(?: {word})?){credit}")),
        (0.0, re.compile(rf"(?:^|(?<=\n))[ ]*(?P<city>{word}(?: {word})?)\s?:(?=\s)")),
    )
    if not lexicon.cased:
        return anywhere
    return (
        *anywhere,
        (1.0, re.compile(rf"(?<=, ){city}(?=,\s+[{UPPER}])")),
        (1.5, re.compile(rf"{begins}{city}{metonym}")),
    )


def _candidates(reading: Reading, event: Span | None, head: str) -> list[_Candidate]:
    found = []
    capitals, here = {code for code, _ in _capitals(reading)}, _said_here(reading)
    for base, pattern in _patterns(reading.lexicon):
        for match in pattern.finditer(reading.flat):
            candidate = _candidate(reading, match, base, event, head)
            if candidate and base == 0 and (here or country_of(candidate.name) in capitals):
                # The dateline's place is meant.
                candidate = replace(candidate, score=candidate.score + _SURE)
            if candidate:
                found.append(candidate)
    return found


def _candidate(  # noqa: PLR0911 - each guard tells why it is no place
    reading: Reading, match: re.Match[str], base: float, event: Span | None, head: str
) -> _Candidate | None:
    _flat, lexicon = reading.flat, reading.lexicon
    start, end = match.span("city")
    if end - start > _LONGEST:
        return None
    said = end
    words, end = _trimmed(reading, start, end)
    whole = reading.flat[match.start() : end]
    if base == _SAID and lexicon.pattern("islands").search(whole):
        base = _ISLAND  # an island tells where the city is, and is one only where none is named
    if base == _SAID and whole[0].isupper() and country_of(whole):
        words, start = whole, match.start()  # "Ciudad de Panamá" is the name
    name = _cased(words)
    swallowed = lexicon.data["city_articles"].get(match.group().split()[0].lower())
    if swallowed and match.start() < start and country_of(swallowed + name):
        name = swallowed + name
    if not name or reading.in_quotation(start) or (match.start() < reading.body and base == 0):
        return None
    same_named = lexicon.countries.get(name.casefold())
    beside = _beside(reading, start, end)
    if same_named and (same_named != country_of(name) or (beside and beside.value != same_named)):
        return None  # a country that is no city of the same name, as Singapore is
    listed = reading.flat[max(0, start - 2) : start] == ", "
    if listed and beside and country_of(name) != beside.value:
        return None  # "Madrid, Málaga, Italy" names no place
    if (event and event.start <= start < event.end) or name.lower() in _never(lexicon):
        return None
    if set(name.lower().split()) & lexicon.words("organisation_words"):
        return None
    country = _nationality(match, lexicon) or beside
    if country is None and match.groupdict().get("demonym"):
        return None  # "venture capital"
    known = country_of(name) if country is None else None
    if country is None and known is None and base < 3.0 and not _held_there(reading, match):
        return None
    fit = _fit(reading, start, end, event, head)
    # A dateline tells where the news was written, which need not be where the event is.
    score = base + (min(fit, 1.0) if base == 0 else fit) + (1.5 if country else 0.0)
    score -= 1.0 if end < said else 0.0  # "Bab Ighli" is not in Bab
    return _Candidate(Span(start, end), name, country, score)


def _nationality(match: re.Match[str], lexicon: Lexicon) -> Found[str] | None:
    """The country of "the Kenyan capital" or "the Tunisian island"."""
    for group in ("demonym", "adjective"):
        said = match.groupdict().get(group)
        nationality = lexicon.demonym.fullmatch(said) if said else None
        if nationality:
            code = lexicon.demonym_country(nationality["form"])
            return Found(code, (Span(match.start(group), match.end(group)),))
    return None


def _capitals(reading: Reading) -> Iterator[tuple[str, re.Match[str]]]:
    """Every "the Thai capital", with its country."""
    lexicon = reading.lexicon
    capital = lexicon.raw("capital_of").split(",? (?P<city>", maxsplit=1)[0]
    for match in re.finditer(rf"(?<!\w){capital}(?!\w)", reading.masked, re.IGNORECASE):
        nationality = lexicon.demonym.fullmatch(match["demonym"])
        if nationality:
            yield lexicon.demonym_country(nationality["form"]), match


def _capital_that_hosts(reading: Reading) -> Found[str] | None:
    """The country in "the Togolese capital hosts the conference", where no city is named."""
    lexicon = reading.lexicon
    for code, match in _capitals(reading):
        sentence = reading.sentence_at(match.start())
        words = sentence.of(reading.masked)
        about = lexicon.event_noun.search(words) and lexicon.pattern("happening").search(words)
        if about and not reading.is_elsewhere(match.start()):
            return Found(code, (Span(match.start(), match.end()),))
    return None


def _said_here(reading: Reading) -> bool:
    """True for "opened here on Thursday": the event is where the news was written."""
    return bool(reading.lexicon.pattern("here").search(reading.masked, reading.body))


def _held_there(reading: Reading, match: re.Match[str]) -> bool:
    """True for "held in Bali": said so plainly that the place need not be known."""
    before = reading.flat[max(0, match.start() - 30) : match.start()].rstrip()
    return any(m.end() == len(before) for m in reading.lexicon.pattern("held").finditer(before))


def _trimmed(reading: Reading, start: int, end: int) -> tuple[str, int]:
    """The longest beginning of the words that is a known place, or all of them."""
    words = reading.flat[start:end]
    if _beside(reading, start, end):
        return words, end
    whole = words
    articles = ("", *reading.lexicon.data["city_articles"].values())
    while words:
        if any(country_of(article + _cased(words)) for article in articles):
            return words, start + len(words)
        shorter = re.sub(rf"{_JOINED}{reading.lexicon.name_word}$", "", words)
        if shorter == words:
            break
        words = shorter
    return whole, end


def _cased(name: str) -> str:
    return name.title() if name.isupper() and len(name) > 3 else name


@functools.cache
def _never(lexicon: Lexicon) -> frozenset[str]:
    return frozenset(months()) | frozenset(lexicon.weekdays) | lexicon.words("regions")


def _beside(reading: Reading, start: int, end: int) -> Found[str] | None:
    """The country that stands right after the city: ", Germany", "en République de Guinée"."""
    lexicon = reading.lexicon
    links = alternatives(lexicon.words("place_links"))
    gap = re.compile(rf"(?:,?\s+(?i:{links})\s+(?:la\s+|l')?|,\s*|\s+\()")
    joint = gap.match(reading.flat, end)
    if not joint and not lexicon.cased:  # "the city of Marrakesh, Moroccan"; "in Rabat in Morocco"
        nationality = lexicon.demonym.match(reading.flat, end + 1)
        if nationality:
            code = lexicon.demonym_country(nationality["form"])
            return Found(code, (Span(nationality.start(), nationality.end()),))
        joint = re.compile(r"\s").match(reading.flat, end)
    if not joint:
        return None
    country = lexicon.country.match(reading.flat, joint.end())
    if not country or not lexicon.names_country(country):
        return None
    return Found(lexicon.country_code(country), (Span(country.start("name"), country.end()),))


def _fit(reading: Reading, start: int, end: int, event: Span | None, head: str) -> float:
    """How much the surroundings say that the event takes place there."""
    flat, lexicon = reading.flat, reading.lexicon
    sentence = reading.sentence_at(start)
    before = flat[sentence.start : start]
    after = flat[end : sentence.end]
    score = max(0.0, 1.0 - 0.1 * reading.sentence_number(start))
    names_event = bool(head) and (
        re.search(rf"\b{re.escape(head)}", sentence.of(flat), re.IGNORECASE)
        or lexicon.the_event.search(sentence.of(flat))
    )
    if event and sentence.covers(event):
        score += 2.0
    elif names_event:
        score += 1.5
    if lexicon.pattern("happening").search(before[-90:] + " | " + after[:40]):
        score += 1.5
    heads = list(
        re.finditer(
            rf"(?<!\w){alternatives(lexicon.words('event_heads'))}(?!\w)", before, re.IGNORECASE
        )
    )
    verbs = alternatives(lexicon.words("speech_past") | lexicon.words("speech_present"))
    opening = lexicon.pattern("ceremonies").search(before[-_CEREMONY:])
    said = re.search(rf"(?<!\w){verbs}(?!\w)[^,.;]{{0,40}}$", before, re.IGNORECASE)
    if said and not opening:
        score -= 2.0  # where something was said
    if opening:
        score += 2.0
    elif heads and head and heads[-1].group().lower().rstrip("s") == head:
        score += 1.0
    elif heads and head and heads[-1].group().lower() not in lexicon.words("event_words"):
        score -= 1.0
    if lexicon.pattern("past_note").search(before[-60:]) or lexicon.other_event.search(
        before[-60:]
    ):
        score -= 3.0
    if reading.is_elsewhere(start):
        score -= 3.0
    if lexicon.pattern("absence").search(before[-40:]):
        score -= 2.0
    if re.search(rf"(?<!\w){lexicon.raw('based')}\s*$", before, re.IGNORECASE):
        score -= 4.0
    return score


def _host_country(reading: Reading, event: Span | None, head: str) -> Found[str] | None:
    """A country named as the place in a sentence about the event, where no city is."""
    lexicon = reading.lexicon
    links = alternatives(lexicon.words("place_links"))
    for match in lexicon.country.finditer(reading.flat):
        sentence = reading.sentence_at(match.start())
        before = reading.flat[sentence.start : match.start()]
        about = event is not None and sentence.covers(event)
        if not about and not (head and re.search(rf"\b{re.escape(head)}", before, re.IGNORECASE)):
            continue
        if re.search(rf"(?<!\w){links}\s+(?:la |l')?$", before) and lexicon.pattern(
            "happening"
        ).search(sentence.of(reading.flat)):
            code = lexicon.country_code(match)
            return Found(code, (Span(match.start("name"), match.end()),))
    return None


@functools.cache
def _venue_patterns(lexicon: Lexicon) -> tuple[re.Pattern[str], ...]:
    """Patterns for "at the Palais des Nations", and for "the Palais des Nations hosts"."""
    heads = alternatives(lexicon.words("venue_heads"))
    small = alternatives(lexicon.words("venue_words"))
    small_words = alternatives(
        lexicon.words("connectors") | lexicon.words("conjunctions") - lexicon.words("place_links")
    )
    of = rf"(?:{lexicon.of_words}|(?:{alternatives(lexicon.words('connectors'))})\s+)"
    loose = f"(?:{of})?" if lexicon.lowercase_names else of  # "Centre culturel Al-Mouna"
    link = rf"(?:{lexicon.of_words}+|{small_words}\s+)"
    word = rf"(?:{lexicon.name_word}(?:'s|s')?)"
    joint = alternatives(lexicon.words("conjunctions") | {"&"})
    described = rf"(?:\s+{loose}[a-zà-ÿ'-]{{4,30}}(?=\s+{loose}{word}))?"
    body = (
        rf"(?:{word}\s+(?:{joint}\s+(?={word}))?){{0,5}}(?i:{heads})(?!\w)"
        rf"{described}"
        rf"(?:\s+(?:{link})?(?:\d{{1,2}}\s+)?(?:{word}|(?i:{small}|{heads}))(?!\w)){{0,6}}"
    )
    return re.compile(
        rf"(?:(?<!\w)(?i:{lexicon.raw('venue_intro')})(?<=['\w])(?:(?<=')|\s+)"
        rf"|(?<!\w){lexicon.attached_in})(?:{lexicon.determiner})?"
        rf"(?P<venue>{body})"
    ), re.compile(
        rf"(?:^|(?<=[.\n»:]\s)|(?<=\n)|(?<=- )|(?<=– ))(?:{lexicon.determiner})(?P<venue>{body})"
        rf"\s+(?i:{lexicon.raw('metonym_verbs')})(?!\w)"
    )


def _venue(reading: Reading, event: Span | None, head: str) -> Found[str] | None:
    """A hall, a palace, a hotel in which the event is said to take place."""
    best: tuple[float, Found[str]] | None = None
    matches = (m for p in _venue_patterns(reading.lexicon) for m in p.finditer(reading.flat))
    for match in matches:
        start, end = match.span("venue")
        words = reading.flat[start:end]
        plain = reading.lexicon.cased and not re.search(rf"[{UPPER}]", words)
        if reading.in_quotation(start) or plain or " " not in words:
            continue
        score = _fit(reading, start, end, event, head)
        sentence = reading.sentence_at(start).of(reading.masked)
        score += 1.0 if reading.lexicon.pattern("participation").search(sentence) else 0.0
        end -= len(words) - len(_without_city(reading.lexicon, words))
        if " " not in reading.flat[start:end]:
            continue
        if score >= 1.5 and (best is None or score > best[0]):
            best = score, Found(reading.text[start:end].strip(), (Span(start, end),))
    return best[1] if best else None


def _without_city(lexicon: Lexicon, words: str) -> str:
    """Without "in Ljubljana" at the end of a venue."""
    links = alternatives(lexicon.words("place_links"))
    dated = re.search(rf"\s+{lexicon.of_words}(?P<word>\w+)$", words)
    if dated and dated["word"].lower() in months():
        words = words[: dated.start()]  # "at its headquarters from September"
    match = re.search(rf"\s+{links}\s+(?P<place>.+)$", words)
    return words[: match.start()] if match and country_of(match["place"]) else words
