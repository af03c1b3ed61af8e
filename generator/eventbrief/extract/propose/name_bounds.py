"""A noun that names a kind of event -> where its name may begin and end, and what speaks for each.

To the left a name grows over capitals and adjectives, to the right over links, capitals and, where
a language writes names so, small words. Every word on the way is a possible end; what is behind it
and before it is what decides.
"""

from __future__ import annotations

from dataclasses import dataclass

from eventbrief.extract.propose.name_words import KINDS, NameWords
from eventbrief.extract.text.tokens import ARTICLE, CAPITAL

_MOST_RIGHT = 14  # words of a name behind its noun
_MOST_LEFT = 8
_MOST_SMALL = 3  # words in lower case before a noun: "farm ministers meeting"
_QUOTED = 12  # words of a name in quotation marks
_BRACKET = 7  # words between brackets
_STOPS = frozenset(("nl", "stop", "semi", "verb", "sign", "close", "day"))
_LINKS = frozenset(("prep", "det", "conj", "poss", "under", "hash", "ord"))
_CAPITALS = frozenset(("cap", "acro"))

Features = dict[str, float]


@dataclass(frozen=True, slots=True)
class Bound:
    """A possible first or last token of a name, and what is true of it."""

    at: int
    features: Features


def ends(words: NameWords, first: int, last: int) -> list[Bound]:
    """Where a name may end whose noun is tokens `first` to `last`."""
    kinds, size = words.kinds, len(words.tokens)
    capital = bool(words.tokens[first].shape & (CAPITAL | ARTICLE))
    style = ("L" if words.lexicon.lowercase_names else "C") + ("H" if capital else "h")
    flags: dict[str, float] = {}
    found = [_end(words, last, "head", style, 0, flags)]
    at, content, capitals, commas = last + 1, 0, 0, 0
    linked = False
    while at < size and content < _MOST_RIGHT:
        kind = kinds[at]
        if kind in _STOPS or at - 1 in words.breaks:
            break
        if kind in _LINKS:
            if kind in ("prep", "conj") or (kind == "det" and not linked):
                led = words.after_link(at) if kind == "prep" else kind
                if led == "date" and _is_day(words, at):
                    break
                if led in ("place", "date") and content:
                    flags[f"past_{led}"] = 1.0
                elif led in ("place", "date"):
                    flags[f"straight_{led}"] = 1.0
                if kind == "conj":
                    flags["past_and"] = 1.0
            linked = linked or kind in ("prep", "conj")
            at += 1
            continue
        if kind in ("comma", "dash", "colon", "bar"):
            commas += 1
            if commas > 3:
                break
            flags[f"past_{kind}"] = 1.0
            at += 1
            continue
        if kind == "open":
            close = next(
                (i for i in range(at, min(at + _BRACKET, size)) if kinds[i] == "close"), None
            )
            if close is None:
                break
            flags["past_bracket"] = 1.0
            at = close + 1
            continue
        if kind == "quote":
            stop = _quoted_end(words, at)
            if stop is None:
                break
            content += 1
            flags["past_quote"] = 1.0
            found.append(_end(words, stop, "quote", style, content, flags))
            at = stop + 2
            linked = False
            continue
        if content == 0 and not linked and kind in _CAPITALS and not capital:
            flags["small_noun_capital"] = 1.0
        if kind == "vcap":
            flags["past_vcap"] = 1.0
        if kind in ("low", "adj") and capitals and capital:
            flags["small_after_capital"] = 1.0
        if kind in ("prepword", "prepdef") and words.place_at(at):
            flags["past_place"] = 1.0
        content += 1
        capitals += kind in _CAPITALS
        found.append(_end(words, at, kind, style, content, flags))
        linked = False
        at += 1
    return found


def _is_day(words: NameWords, at: int) -> bool:
    """True where a link leads to a day of the calendar: "du 25 mai", "on 7 to 9 May"."""
    numbers = [i for i in range(at + 1, at + 6) if i < len(words.tokens)]
    return any(words.kinds[i] == "num" for i in numbers[:2]) and any(
        words.kinds[i] in ("month", "day") for i in numbers
    )


def _quoted_end(words: NameWords, at: int) -> int | None:
    """The last token of the short stretch that opens at a quotation mark."""
    quote = words.reading.quotation_at(words.tokens[at].start)
    if quote is None:
        return None
    inside = words.tokens.within(quote.inner.start, quote.inner.end)
    return inside[-1] if 0 < len(inside) <= _QUOTED else None


def _end(
    words: NameWords, at: int, kind: str, style: str, content: int, flags: dict[str, float]
) -> Bound:
    """What is true of a name that ends with the token."""
    kinds = words.kinds
    following = at + 1
    if kinds[following] == "quote" and words.reading.in_quotation(words.tokens[at].start):
        following += 1
    beside = kinds[following] if following < len(kinds) else "nl"
    if at in words.breaks:
        beside = "nl"
    features = dict(flags)
    if beside == "open" and following + 2 < len(kinds) and kinds[following + 2] == "close":
        features["acronym_follows"] = 1.0
    led = beside
    if beside in ("prep", "prepword", "prepdef"):
        led = f"{beside}_{words.after_link(following) if beside == 'prep' else _place(words, following)}"
    elif beside in ("conj", "comma"):
        led = f"{beside}_{kinds[min(following + 1, len(kinds) - 1)]}"
    features[f"next_{led}"] = 1.0
    features[f"{style}_next_{beside}"] = 1.0
    features[f"{style}_{kind}_{beside}"] = 1.0
    features[f"last_{kind}"] = 1.0
    features[f"{style}_words_{min(content, 8)}"] = 1.0
    if not words.lexicon.cased and following < len(words.tokens):
        features[f"next_letter_{words.tokens[following].low[0]}"] = 1.0
    if any(words.has(following + i, "holds") for i in (0, 1, 2)):
        features["held_follows"] = 1.0
    if kind in ("cap", "acro", "low") and any(words.has(at, k) for k in KINDS):
        features["ends_with_noun"] = 1.0
    return Bound(at, features)


def _place(words: NameWords, at: int) -> str:
    """Whether a place is written together with "in"."""
    from eventbrief.extract.propose.name_words import is_place  # noqa: PLC0415

    bare = words.tokens[at].bare
    low = words.tokens[at].low
    known = is_place(bare, words.lexicon) or is_place(low[1:], words.lexicon)
    return "place" if known else "low"


def starts(words: NameWords, first: int) -> list[Bound]:
    """Where a name may begin whose noun begins at token `first`."""
    kinds = words.kinds
    found = [_start(words, first, first, 0)]
    at, content, small = first - 1, 0, 0
    compounds = not words.lexicon.lowercase_names
    while at >= 0 and content < _MOST_LEFT:
        kind = kinds[at]
        if kind in ("ord", "poss"):
            at -= 1
            continue
        if kind in ("prep", "conj", "det", "bar"):
            inside = at > 0 and kinds[at - 1] in ("cap", "acro") and found[-1].at == at + 1
            if kind == "det" and at > 1:
                inside = kinds[at - 1] == "prep" and kinds[at - 2] in _CAPITALS
            if not inside or not content:
                break
            at -= 1
            continue
        if kind == "quote":
            begin = _quoted_start(words, at)
            if begin is None:
                break
            content += 1
            found.append(_start(words, begin, first, content))
            break
        if kind == "low":
            small += 1
            if not compounds or small > _MOST_SMALL or words.has(at, "openings"):
                break
        elif kind not in ("cap", "acro", "adj", "year", "num", "vcap"):
            break
        content += 1
        found.append(_start(words, at, first, content))
        at -= 1
    return found


def _quoted_start(words: NameWords, at: int) -> int | None:
    """The first token of the short stretch that closes at a quotation mark."""
    token = words.tokens[at]
    back = at - 1
    while back > 0 and at - back <= _QUOTED:
        if words.kinds[back] == "quote":
            quote = words.reading.quotation_at(words.tokens[back].start)
            return back + 1 if quote and quote.outer.end == token.end else None
        back -= 1
    return None


def _start(words: NameWords, at: int, noun: int, content: int) -> Bound:
    """What is true of a name that begins with the token."""
    kinds = words.kinds
    features = lead(words, at)
    kind = "head" if at == noun else kinds[at]
    before = kinds[at - 1] if at else "nl"
    style = "L" if words.lexicon.lowercase_names else "C"
    features[f"{style}_begins_{before}_{kind}"] = 1.0
    features[f"{style}_before_{min(content, 5)}"] = 1.0
    if content and (words.has(at, "organisation_words") or words.has(at, "roles")):
        features["begins_with_body"] = 1.0
    if words.has(at, "generic_names"):
        features["begins_generic"] = 1.0
    if words.has(at, "other_adjectives"):
        features["begins_other"] = 1.0
    if any(kinds[i] == "prep" for i in range(at, noun)):
        features["link_before_noun"] = 1.0
    if any(kinds[i] == "poss" for i in range(at, noun)):
        features["owned"] = 1.0
    if content and at > 0 and is_small(words, at, noun):
        features["small_before_noun"] = 1.0
    return Bound(at, features)


def is_small(words: NameWords, first: int, last: int) -> bool:
    """True where a word in lower case stands in the range."""
    return any(words.kinds[i] == "low" for i in range(first, last))


def lead(words: NameWords, at: int) -> Features:
    """What stands before a name that begins with the token: ordinal, article, "the opening of"."""
    kinds = words.kinds
    features: Features = {}
    back = at - 1
    while back >= 0 and kinds[back] in ("ord", "adj", "quote"):
        if kinds[back] == "ord":
            features["numbered"] = 1.0
        elif kinds[back] == "quote":
            features["after_mark"] = 1.0
        back -= 1
    steps = 0
    while back >= 0 and kinds[back] in ("det", "prep", "poss") and steps < 3:
        if kinds[back] == "det" and "article" not in features:
            features["article"] = 1.0
            for name in ("indefinites", "demonstratives", "possessives"):
                if words.has(back, name):
                    features[name] = 1.0
        elif kinds[back] == "prep" or words.has(back, "during"):
            features["after_link"] = 1.0
            if words.has(back, "place_links"):
                features["after_in"] = 1.0
        elif kinds[back] == "poss":
            features["owner"] = 1.0
        steps += 1
        back -= 1
    if back < 0 or kinds[back] in ("nl", "stop"):
        features["opens_sentence"] = 1.0
        return features
    if words.has(back, "edition_words"):
        features["edition_of"] = 1.0
        if back > 0 and kinds[back - 1] == "ord":
            features["numbered"] = 1.0
    for name in ("openings", "during", "called", "holds", "roles", "other_adjectives"):
        if words.has(back, name) or (name == "holds" and words.has(back - 1, name)):
            features[f"after_{name}"] = 1.0
    if any(words.has(back, kind) for kind in KINDS):
        features["after_noun"] = 1.0
    features[f"led_{kinds[back]}"] = 1.0
    return features
