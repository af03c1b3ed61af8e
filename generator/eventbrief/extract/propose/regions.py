"""Regions of countries, such as the states of a federation, whose names say where a city lies."""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Mapping

from eventbrief.extract.propose.place_words import PlaceMention
from eventbrief.extract.propose.whereabouts import Whereabouts
from eventbrief.extract.text.lexicon import Lexicon

REGION = "region"


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
