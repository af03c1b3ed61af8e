"""Countries, and regions such as the states of a federation, whose names say where a city lies."""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Collection, Mapping

from eventbrief.extract.propose.nations import mentions_in
from eventbrief.extract.propose.place_words import PlaceMention
from eventbrief.extract.propose.whereabouts import Whereabouts
from eventbrief.extract.text.lexicon import Lexicon
from eventbrief.extract.text.tokens import CAPITAL

NAME, ADJECTIVE, REGION = "name", "adjective", "region"


def find_nations(around: Whereabouts) -> list[PlaceMention]:
    """Each mention of a country, in order; adjectives too."""
    return [
        PlaceMention(m.first, m.last, m.span, m.code, NAME if m.by_name else ADJECTIVE)
        for m in mentions_in(around.reading)
        if not m.joined
    ]


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
            return PlaceMention(index, last, around.span(index, last), code, REGION)
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
