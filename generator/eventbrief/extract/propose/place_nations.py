"""A reading -> every country that it names: by its name, its adjective, or a region of it."""

from __future__ import annotations

import functools
import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping

from eventbrief.extract.propose.place_words import PlaceMention
from eventbrief.extract.propose.regions import region_at
from eventbrief.extract.propose.whereabouts import Whereabouts
from eventbrief.extract.text.lexicon import Lexicon
from eventbrief.extract.text.span import Span
from eventbrief.extract.text.tokens import ARTICLE, CAPITAL, WORD, Token, Tokens

NAME, ADJECTIVE = "name", "adjective"
_A_NAME, _AN_ADJECTIVE = 1, 2
_STEM = 3  # letters by which adjectives are looked up
_FRONTS = ("و", "ب", "ل", "ف", "ك", "وب", "ول")
_Names = Mapping[str, list[tuple[tuple[str, ...], str, bool]]]


def find_nations(around: Whereabouts) -> list[PlaceMention]:
    """Each mention of a country, in order; adjectives too."""
    lexicon, tokens = around.reading.lexicon, around.tokens
    barred, may_begin = _barred(around), _may_begin(lexicon)
    found: list[PlaceMention] = []
    done = -1
    for index, token in enumerate(tokens):
        if index <= done or not token.shape & WORD:
            continue
        begins = may_begin.get(token.low)
        if begins is None:
            begins = may_begin[token.low] = _begins(lexicon, token)
        if not begins or index in barred:
            continue
        named = bool(begins & _A_NAME) and (not lexicon.cased or bool(token.shape & CAPITAL))
        hit = _named(tokens, _names(lexicon), index) if named else None
        if hit:
            done, code, cut = hit
            span = Span(token.start + cut, tokens[done].end)
            found.append(PlaceMention(index, done, span, code, NAME))
        elif begins & _AN_ADJECTIVE and (adjective := _adjective(tokens, lexicon, index)):
            done, code = adjective
            found.append(PlaceMention(index, done, tokens.span(index, done), code, ADJECTIVE))
    return found


@functools.cache
def _may_begin(lexicon: Lexicon) -> dict[str, int]:
    """What is known of words that were seen before: whether a country's name begins with them."""
    del lexicon
    return {}


def _begins(lexicon: Lexicon, token: Token) -> int:
    """Whether a name, or an adjective, of a country begins with the word."""
    names, article = _names(lexicon), bool(token.shape & ARTICLE)
    name = any(key in names for key, _, _ in _keys(token.low, token.bare, article))
    word = token.bare
    adjective = any(word.startswith(f) for f, _, _ in _adjectives(lexicon).get(word[:_STEM], ()))
    return _A_NAME * name + _AN_ADJECTIVE * adjective


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
        rest = tuple(word.low if lexicon.cased else word.bare for word in words)[1:]
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


def _adjective(tokens: Tokens, lexicon: Lexicon, index: int) -> tuple[int, str] | None:
    """The last token of the adjective that begins here, and its country's code."""
    word = tokens[index].bare
    for first, rest, code in _adjectives(lexicon).get(word[:_STEM], ()):
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
