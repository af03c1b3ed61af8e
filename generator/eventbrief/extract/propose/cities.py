"""A reading -> every city that it may name, those that no gazetteer knows included."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence

from eventbrief.extract.propose.place_words import PlaceMention
from eventbrief.extract.propose.regions import region_at
from eventbrief.extract.propose.whereabouts import Whereabouts
from eventbrief.extract.text.gazetteer import PLAIN, begins, cities_called
from eventbrief.extract.text.span import Span
from eventbrief.extract.text.tokens import BREAK, CAPITAL, UPPER, WORD, Token
from eventbrief.facts.datestamp import months

KNOWN, UNKNOWN = "known", "unknown"
_WORDS = 5  # tokens of a name
_SHORT = 3  # letters of a word in capitals that is an abbreviation
_FRONTS = ("و", "ب", "ل", "ف", "ك")  # what Arabic writes to the front of a name
_BOTH_FRONTS = ("وب", "ول", "فب")


def find_cities(around: Whereabouts, nations: Container[int]) -> list[PlaceMention]:
    """Each mention of what may be a city, in order; a country begins at each of `nations`."""
    reading = around.reading
    if not reading.lexicon.cased:
        return [*_uncased(around)]
    return [*_cased(around, nations)]


def _cased(around: Whereabouts, nations: Container[int]) -> Iterator[PlaceMention]:
    tokens, lexicon = around.tokens, around.reading.lexicon
    never = lexicon.bits(
        "weekdays", "determiners", "pronouns_all", "honorifics", "event_heads", "roles",
        "conjunctions", "demonstratives", "of_words", "regions", "venue_heads", "edition_words",
        "name_adjectives", "media_labels",
    )  # fmt: skip
    index, size = 0, len(tokens)
    while index < size:
        token = tokens[index]
        if not token.shape & CAPITAL:
            index += 1
            continue
        last = _longest_known(around, index, never)
        region = region_at(around, index) if last is None else None
        if region and region.last > index:
            index = region.last + 1  # "New Mexico" is no city, and Mexico is not in it
            continue
        if last is not None:
            yield _mention(around, index, last, KNOWN)
        open_end = _unknown(around, index, never, nations)
        if open_end is not None and open_end != last:
            yield _mention(around, index, open_end, UNKNOWN)
        index = max(last if last is not None else index, index) + 1


def _longest_known(around: Whereabouts, first: int, never: int) -> int | None:
    """The last token of the longest name of a city that begins here."""
    tokens, flat = around.tokens, around.reading.flat
    token = tokens[first]
    barred = token.low in months() or (around.masks[first] & never and not _led(around, first))
    if barred and not any(
        t.shape & CAPITAL
        for t in (tokens[n] for n in range(first + 1, min(first + 4, len(tokens))))
    ):
        return None
    whole, longer = begins(_cased_as_name(flat[token.start : token.end], token))
    if longer:
        for last in range(min(first + _WORDS, len(tokens) - 1), first, -1):
            if not tokens[last].shape & CAPITAL or not _one_line(tokens, first, last):
                continue
            name = _written(around, first, last)
            if cities_called(name):
                return last
    barred = barred or _begins_house(around, first)
    if whole and not barred:
        return first
    article = around.reading.lexicon.data["city_articles"].get(
        tokens[first - 1].low if first else ""
    )
    if article and begins(article + flat[token.start : token.end])[0]:
        return first
    return None


def _one_line(tokens: Sequence[Token], first: int, last: int) -> bool:
    for index in range(first, last + 1):
        token = tokens[index]
        if token.shape & BREAK or not (token.shape & WORD or token.low.endswith("'")):
            return False
    return True


def _cased_as_name(word: str, token: Token) -> str:
    return word.title() if token.shape & UPPER and len(word) > _SHORT else word


def _written(around: Whereabouts, first: int, last: int) -> str:
    """The words as a name is written: "HONG KONG" is Hong Kong."""
    tokens, flat = around.tokens, around.reading.flat
    words = flat[tokens[first].start : tokens[last].end]
    return words.title() if words.isupper() and len(words) > _SHORT else words


def _begins_house(around: Whereabouts, first: int) -> bool:
    """True for the noun of "no Centro de Congressos", though there is a city called Centro."""
    masks, c = around.masks, around.classes
    return bool(masks[first] & c.houses and first + 1 < len(masks) and masks[first + 1] & c.of)


def _led(around: Whereabouts, first: int) -> bool:
    """True where a word before says that a place follows."""
    return bool(first and around.masks[first - 1] & (around.classes.links | around.classes.nouns))


def _unknown(around: Whereabouts, first: int, never: int, nations: Container[int]) -> int | None:
    """The last token of a run of capitals that stands where a place does."""
    tokens, masks, c = around.tokens, around.masks, around.classes
    if masks[first] & (never | c.bodies) or not tokens[first].shape & CAPITAL:
        return None
    if tokens[first].low in months():
        return None
    if first and tokens[first - 1].shape & CAPITAL and tokens[first - 1].shape & WORD:
        return None
    last = _run(around, first)
    if any(masks[n] & (c.heads | c.bodies | c.houses) for n in range(first, last + 1)):
        return None
    before = masks[first - 1] if first else 0
    of_place = first > 1 and before & c.away and masks[first - 2] & c.nouns
    named = before & (c.links | c.nouns) or of_place
    starts = not first or bool(tokens[first - 1].shape & BREAK)
    after = tokens[last + 1].low if last + 1 < len(tokens) else ""
    if named or (starts and after in ("-", "–", "—", "/", ":", "(", ",")):
        return last
    in_land = after == "," and (last + 2 in nations or region_at(around, last + 2))
    return last if in_land else None


def _run(around: Whereabouts, first: int) -> int:
    """The last of the capitals that follow each other, small words between them allowed."""
    tokens, joints = around.tokens, around.classes.joints
    last = first
    while last - first < _WORDS:
        nxt = last + 1
        while nxt < len(tokens) and nxt - last < 3 and around.masks[nxt] & joints:
            if tokens[nxt].shape & CAPITAL:
                break
            nxt += 1
        if nxt >= len(tokens) or not tokens[nxt].shape & CAPITAL or not tokens[nxt].shape & WORD:
            break
        last = nxt
    return last


def _mention(around: Whereabouts, first: int, last: int, kind: str) -> PlaceMention:
    tokens = around.tokens
    name = _written(around, first, last)
    article = around.reading.lexicon.data["city_articles"].get(
        tokens[first - 1].low if first else ""
    )
    if article and begins(article + name)[0]:
        name = article + name
    return PlaceMention(first, last, around.span(first, last), name, kind)


def _uncased(around: Whereabouts) -> Iterator[PlaceMention]:
    tokens, flat = around.tokens, around.reading.flat
    lexicon = around.reading.lexicon
    never = lexicon.bits(
        "weekdays", "determiners", "common", "event_heads", "roles", "speech_past",
        "honorifics", "taking_place", "numbers", "organisation_words", "venue_heads", "particles",
        "place_nouns",
    )  # fmt: skip
    index, size = 0, len(tokens)
    while index < size:
        token = tokens[index]
        if not token.shape & WORD:
            index += 1
            continue
        led = _led(around, index)
        last = index
        if not around.masks[index] & never or led:
            for cut, name in _forms(flat[token.start : token.end]):
                whole, longer = begins(name)
                end = _longer(around, index, name) if longer else None
                if end is not None or whole:
                    last = end if end is not None else index
                    span = Span(token.start + cut, tokens[last].end)
                    rest = flat[token.end : tokens[last].end]
                    yield PlaceMention(index, last, span, name + rest, KNOWN)
                    break
            else:
                if led and around.masks[index - 1] & around.classes.nouns:
                    yield PlaceMention(
                        index, index, around.span(index, index), flat[token.start : token.end],
                        UNKNOWN,
                    )  # fmt: skip
        index = last + 1


def _longer(around: Whereabouts, first: int, name: str) -> int | None:
    tokens, flat = around.tokens, around.reading.flat
    for last in range(min(first + 2, len(tokens) - 1), first, -1):
        if not _one_line(tokens, first, last):
            continue
        if cities_called(name + flat[tokens[first].end : tokens[last].end].translate(PLAIN)):
            return last
    return None


def _forms(word: str) -> Iterator[tuple[int, str]]:
    """The word, and what is left without what is written to its front: letters cut, the rest."""
    yield 0, word
    for front in _BOTH_FRONTS:
        if word.startswith(front) and len(word) > 4:
            yield from _after(word, 2)
            return
    if word.startswith(_FRONTS) and len(word) > 3:
        yield from _after(word, 1)


def _after(word: str, cut: int) -> Iterator[tuple[int, str]]:
    rest = word[cut:]
    if word[cut - 1] == "ل" and rest.startswith("ل"):
        yield cut - 1, "ا" + rest  # "للرباط": the article's first letter is not written
    else:
        yield cut, rest
