"""A reading -> every country that it names: by its name, its adjective, or a region of it."""

from __future__ import annotations

import functools
import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping

from eventbrief.extract.propose.whereabouts import PlaceMention, Whereabouts
from eventbrief.extract.text.lexicon import Lexicon
from eventbrief.extract.text.span import Span
from eventbrief.extract.text.tokens import ARTICLE, CAPITAL, DIGIT, Tokens

NAME, ADJECTIVE, REGION = "name", "adjective", "region"
_STEM = 3  # letters by which adjectives are looked up
_FRONTS = ("و", "ب", "ل", "ف", "ك", "وب", "ول")
_Names = Mapping[str, list[tuple[tuple[str, ...], str, bool]]]


def find_nations(around: Whereabouts) -> list[PlaceMention]:
    """Each mention of a country, in order; adjectives and regions too."""
    lexicon, tokens = around.reading.lexicon, around.tokens
    names, adjectives = _names(lexicon), _adjectives(lexicon)
    barred = _barred(around)
    found: list[PlaceMention] = []
    index = 0
    while index < len(tokens):
        token = tokens[index]
        if token.shape & DIGIT or not token.low[0].isalpha() or index in barred:
            index += 1
            continue
        hit = _named(tokens, names, index) if _may_name(around, index) else None
        if hit:
            last, code, cut = hit
            span = Span(token.start + cut, tokens[last].end)
            found.append(PlaceMention(index, last, span, code, NAME))
            index = last + 1
            continue
        hit2 = _adjective(tokens, adjectives, lexicon, index)
        if hit2:
            last, code = hit2
            found.append(PlaceMention(index, last, tokens.span(index, last), code, ADJECTIVE))
            index = last + 1
            continue
        index += 1
    return found


def _may_name(around: Whereabouts, index: int) -> bool:
    token = around.tokens[index]
    return not around.reading.lexicon.cased or bool(token.shape & CAPITAL)


@functools.cache
def _names(lexicon: Lexicon) -> _Names:
    """First word -> the words that follow, the code, and whether the first has an article."""
    table: dict[str, list[tuple[tuple[str, ...], str, bool]]] = defaultdict(list)
    for name, code in lexicon.countries.items():
        words = Tokens(name, lexicon)
        if not len(words) or (lexicon.cased and len(name) < 3 and name not in ("uk", "us")):
            continue
        first = words[0]
        key = first.bare if first.shape & ARTICLE else first.low
        rest = tuple(word.bare if not lexicon.cased else word.low for word in words[1:])  # type: ignore[attr-defined]
        table[key].append((rest, code, bool(first.shape & ARTICLE)))
    for options in table.values():
        options.sort(key=lambda option: -len(option[0]))
    return table


def _named(tokens: Tokens, names: _Names, index: int) -> tuple[int, str, int] | None:
    """The last token of the country's name that begins here, its code, and letters cut off."""
    token = tokens[index]
    article = bool(token.shape & ARTICLE)
    for key, cut, defined in _keys(token.low, token.bare, article):
        for rest, code, needs in names.get(key, ()):
            last = index + len(rest)
            if needs != defined or last >= len(tokens):
                continue
            if all(word in (tokens[index + 1 + n].low, tokens[index + 1 + n].bare)
                   for n, word in enumerate(rest)):  # fmt: skip
                return last, code, cut
    return None


def _keys(low: str, bare: str, article: bool) -> Iterator[tuple[str, int, bool]]:
    if article:
        cut = 1 if low[0] in "وفبك" else 0
        yield bare, cut, True
    yield low, 0, False
    if bare != low:
        yield bare, 0, False
    if low[0] in "وبلفك":
        for front in _FRONTS:
            if low.startswith(front) and len(low) > len(front) + 2:
                yield low[len(front) :], len(front), False


@functools.cache
def _adjectives(lexicon: Lexicon) -> Mapping[str, list[tuple[str, tuple[str, ...], str]]]:
    table: dict[str, list[tuple[str, tuple[str, ...], str]]] = defaultdict(list)
    for code, forms in lexicon.data["demonyms"].items():
        for form in forms:
            first, *rest = str(form).casefold().split()
            first = lexicon.without_front(first)[0] if not lexicon.cased else first
            table[first[:_STEM]].append((first, tuple(rest), str(code)))
    for options in table.values():
        options.sort(key=lambda option: (-len(option[1]), -len(option[0])))
    return table


@functools.cache
def _endings(lexicon: Lexicon) -> re.Pattern[str]:
    return re.compile(lexicon.raw("demonym_endings"))


def _adjective(
    tokens: Tokens,
    table: Mapping[str, list[tuple[str, tuple[str, ...], str]]],
    lexicon: Lexicon,
    index: int,
) -> tuple[int, str] | None:
    token = tokens[index]
    word = token.bare
    for first, rest, code in table.get(word[:_STEM], ()):
        if not word.startswith(first):
            continue
        last = index + len(rest)
        if last >= len(tokens):
            continue
        if rest:
            if word != first or any(
                not tokens[index + 1 + n].bare.startswith(part) for n, part in enumerate(rest)
            ):
                continue
            return last, code
        if _endings(lexicon).fullmatch(word, len(first)):
            return index, code
    return None


def _barred(around: Whereabouts) -> set[int]:
    """Tokens of phrases that hold a country's name and are none: "Georgia Tech"."""
    bit = around.reading.lexicon.bit("no_country")
    tokens = around.tokens
    barred: set[int] = set()
    for phrase in tokens.phrases:
        if phrase.mask & bit:
            barred.update(range(phrase.first, phrase.last + 1))
    for index, token in enumerate(tokens):
        if token.mask & bit:
            barred.add(index)
    return barred


@functools.cache
def regions(lexicon: Lexicon) -> Mapping[str, list[tuple[tuple[str, ...], str]]]:
    """First word of a region as it is written -> the words that follow, and its country."""
    table: dict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
    for code, names in lexicon.data["regions_of"].items():
        for name in names:
            first, *rest = str(name).split()
            table[first].append((tuple(rest), str(code)))
    for options in table.values():
        options.sort(key=lambda option: -len(option[0]))
    return table


@functools.cache
def region_codes(lexicon: Lexicon) -> Mapping[str, str]:
    """A region's name -> its country's code."""
    return {str(n): str(c) for c, names in lexicon.data["regions_of"].items() for n in names}


def region_at(around: Whereabouts, index: int) -> PlaceMention | None:
    """The region whose name begins at the token: "Atlanta, Georgia"."""
    tokens, flat = around.tokens, around.reading.flat
    if index >= len(tokens):
        return None
    word = flat[tokens[index].start : tokens[index].end].rstrip(".")
    for rest, code in regions(around.reading.lexicon).get(word, ()):
        last = index + len(rest)
        if last < len(tokens) and all(
            flat[tokens[index + 1 + n].start : tokens[index + 1 + n].end] == part
            for n, part in enumerate(rest)
        ):
            return PlaceMention(index, last, tokens.span(index, last), code, REGION)
    return None


def beside(
    around: Whereabouts,
    mention: PlaceMention,
    nations: Mapping[int, PlaceMention],
    codes: Collection[str],
) -> PlaceMention | None:
    """The country that stands right after a city: ", Germany", "en République de Guinée".

    Args:
        around: the text.
        mention: the city.
        nations: the countries that the text names, by their first token.
        codes: the countries in which there is a city of the name, so that Atlanta is not in the
            country of Georgia.
    """
    tokens, masks, c = around.tokens, around.masks, around.classes
    cased = around.reading.lexicon.cased
    k = mention.last + 1
    if k >= len(tokens):
        return None
    sign = tokens[k].low
    parted = sign in (",", "(") or not cased
    if sign in (",", "(") or masks[k] & c.links:
        k += 1
    elif cased:
        return None
    while k < len(tokens) and masks[k] & (c.determiners | c.links):
        k += 1
    nation = nations.get(k)
    region = region_at(around, k) if parted else None
    if nation and region and region.name in codes and nation.name not in codes:
        return region
    if nation and (nation.kind == NAME or not cased):
        return nation
    if parted and k + 1 < len(tokens) and tokens[k + 1].low in (",", "(", "."):
        after = nations.get(k + 2)  # "Corvallis, Oregon, United States"
        if after and after.kind == NAME and tokens[k].shape & CAPITAL:
            return after
    return region
