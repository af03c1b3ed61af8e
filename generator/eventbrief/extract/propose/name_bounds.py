"""A noun that names a kind of event -> where its name may begin and end, and what speaks for each.

To the left a name grows over capitals and adjectives, to the right over links, capitals and, where
a language writes names so, small words. Every word on the way is a possible end; what is behind it
and before it is what decides.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass

from eventbrief.extract.propose.name_words import NameWords, is_place
from eventbrief.extract.text.tokens import ARTICLE, CAPITAL

_MOST_RIGHT = 14  # words of a name behind its noun
_MOST_LEFT = 8
_MOST_SMALL = 3  # words in lower case before a noun: "farm ministers meeting"
_QUOTED = 12  # words of a name in quotation marks
_BRACKET = 7  # words between brackets
_STOPS = frozenset(("nl", "stop", "semi", "verb", "sign", "close", "day"))
_DIVISIONS = frozenset(("comma", "dash", "colon", "bar"))
_MOST_SIGNS = 3  # commas, dashes and colons in a name
_MOST_LEADING = 3  # small words between a name and what leads to it
_LINKS = frozenset(("prep", "det", "conj", "poss", "under", "hash", "ord", "glue"))
_CAPITALS = frozenset(("cap", "acro"))

Names = tuple[str, ...]


_LED_TO = frozenset("place date".split())  # noqa: SIM905 - kinds of words, no list of facts


@dataclass(frozen=True, slots=True)
class Bound:
    """A possible first or last token of a name, and what is true of it."""

    at: int
    names: Names


def ends(words: NameWords, first: int, last: int) -> list[Bound]:
    """Where a name may end whose noun is tokens `first` to `last`."""
    return _Rightward(words, first, last).walk()


class _Rightward:
    """The way to the right of a noun: what was passed is true of every end behind it."""

    def __init__(self, words: NameWords, first: int, last: int) -> None:
        self.words, self.at = words, last + 1
        self.capital = bool(words.tokens[first].shape & (CAPITAL | ARTICLE))
        language = "L" if words.lexicon.lowercase_names else "C"
        self.style = language + ("H" if self.capital else "h")
        self.passed: Names = ()
        self.content = self.capitals = self.signs = 0
        self.linked = False
        self.found = [_end(words, last, "head", self.style, 0, ())]

    def walk(self) -> list[Bound]:
        """Every end, the nearest first."""
        kinds, breaks = self.words.kinds, self.words.breaks
        size = len(self.words.tokens)
        while self.at < size and self.content < _MOST_RIGHT:
            kind = kinds[self.at]
            if kind in _STOPS or self.at - 1 in breaks or not self._step(kind):
                break
        return self.found

    def _pass(self, name: str) -> None:
        if name not in self.passed:
            self.passed = (*self.passed, name)

    def _step(self, kind: str) -> bool:  # noqa: PLR0911 - a case each
        """Over one token or stretch; False where the name cannot go on."""
        if kind in _LINKS:
            return self._link(kind)
        if kind in _DIVISIONS:
            self.signs += 1
            self._pass(f"past_{kind}")
            self.at += 1
            return self.signs <= _MOST_SIGNS
        if kind == "open":
            return self._bracket()
        if kind == "quote":
            stop = _quoted_end(self.words, self.at)
            if stop is None:
                return False
            self._pass("past_quote")
            self._add(stop, kind, stop + 2)
            return True
        if kind == "num" and self.words.kinds[self.at + 1] in ("month", "day"):
            return False
        if kind == "year" and self.words.kinds[self.at - 1] in ("month", "prep", "det"):
            kind = "dated"
        if kind in _CAPITALS and not (self.content or self.linked or self.capital):
            self._pass("small_noun_capital")
        if kind == "vcap":
            self._pass("past_vcap")
        if kind in ("low", "adj") and self.capitals and self.capital:
            self._pass("small_after_capital")
        if kind in ("prepword", "prepdef") and self.words.place_at(self.at):
            self._pass("past_place")
        self.capitals += kind in _CAPITALS
        self._add(self.at, kind, self.at + 1)
        return True

    def _add(self, last: int, kind: str, following: int) -> None:
        self.content += 1
        self.found.append(_end(self.words, last, kind, self.style, self.content, self.passed))
        self.linked, self.at = False, following

    def _link(self, kind: str) -> bool:
        if kind in ("prep", "det") and _is_day(self.words, self.at):
            return False
        if kind == "prep":
            led = self.words.after_link(self.at)
            if led in _LED_TO:
                self._pass(f"past_{led}" if self.content else f"straight_{led}")
        elif kind == "conj":
            self._pass("past_and")
        self.linked = self.linked or kind in ("prep", "conj")
        self.at += 1
        return True

    def _bracket(self) -> bool:
        near = range(self.at, self.at + _BRACKET)
        close = next((i for i in near if self.words.kinds[i] == "close"), None)
        if close is None:
            return False
        self._pass("past_bracket")
        self.at = close + 1
        return True


def _is_day(words: NameWords, at: int) -> bool:
    """True where a link leads to a day of the calendar: "du 25 mai", "on 7 to 9 May"."""
    behind = words.kinds[at + 1 : at + 6]
    return "num" in behind[:2] and ("month" in behind or "day" in behind)


def _quoted_end(words: NameWords, at: int) -> int | None:
    """The last token of the short stretch that opens at a quotation mark."""
    quote = words.reading.quotation_at(words.tokens[at].start)
    if quote is None:
        return None
    inside = words.reading.tokens.within(quote.inner.start, quote.inner.end)
    return inside[-1] if 0 < len(inside) <= _QUOTED else None


def _end(words: NameWords, at: int, kind: str, style: str, content: int, passed: Names) -> Bound:
    """What is true of a name that ends with the token."""
    kinds, masks, bits = words.kinds, words.masks, words.bits
    following = at + 1
    if kinds[following] == "quote" and words.reading.in_quotation(words.tokens[at].start):
        following += 1
    beside = "nl" if at in words.breaks else kinds[following]
    led, letter = beside, ""
    if beside == "prep":
        led = f"prep_{words.after_link(following)}"
    elif beside in ("prepword", "prepdef"):
        led = f"{beside}_{_place(words, following)}"
    elif beside in ("conj", "comma"):
        led = f"{beside}_{kinds[following + 1]}"
    elif beside == "open" and kinds[following + 2] == "close":
        led = "acronym"
    if not words.lexicon.cased and following < len(words.tokens):
        letter = words.tokens[following].low[0]
    held = bool((masks[following] | masks[following + 1] | masks[following + 2]) & bits.holds)
    noun = bool(masks[at] & bits.nouns)
    end = _end_names(style, kind, beside, led, min(content, 8), letter, held, noun)
    return Bound(at, passed + end)


@functools.lru_cache(maxsize=20_000)
def _end_names(
    style: str, kind: str, beside: str, led: str, content: int, letter: str, held: bool, noun: bool
) -> Names:
    names = [
        f"next_{led}",
        f"{style}_next_{beside}",
        f"last_{kind}",
        f"{style}_words_{content}",
    ]
    names += [f"next_letter_{letter}"] if letter.isprintable() and letter.strip() else []
    names += ["held_follows"] if held else []
    names += ["ends_with_noun"] if noun and content else []
    return tuple(names)


def _place(words: NameWords, at: int) -> str:
    """Whether a place is written together with "in"."""
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
        if kind in ("ord", "poss", "glue"):
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
    kinds, masks, bits = words.kinds, words.masks, words.bits
    style = "L" if words.lexicon.lowercase_names else "C"
    kind = "head" if at == noun else kinds[at]
    before = kinds[at - 1] if at else "nl"
    names = [f"{style}_begins_{before}_{kind}"]
    if content:
        inside = kinds[at:noun]
        names += ["begins_with_body"] if masks[at] & bits.bodies else []
        names += ["begins_with_role"] if words.has(at, "roles") else []
        names += ["link_before_noun"] if "prep" in inside else []
        names += ["owned"] if "poss" in inside else []
        names += ["small_before_noun"] if "low" in inside else []
    if words.has(at, "generic_names"):
        names.append("begins_generic")
    return Bound(at, (*names, *lead(words, at)))


def lead(words: NameWords, at: int) -> Names:
    """What stands before a name that begins with the token: ordinal, article, "the opening of"."""
    kinds = words.kinds
    found: set[str] = set()
    back = at - 1
    while back >= 0 and kinds[back] in ("ord", "adj", "quote"):
        if kinds[back] != "adj":
            found.add("numbered" if kinds[back] == "ord" else "after_mark")
        back -= 1
    steps = 0
    while back >= 0 and kinds[back] in ("det", "prep", "poss") and steps < _MOST_LEADING:
        found.update(_led_by(words, back, first="article" not in found))
        steps += 1
        back -= 1
    if back < 0 or kinds[back] in ("nl", "stop"):
        return (*sorted(found), "opens_sentence")
    mask, bits = words.masks[back], words.bits
    if mask & bits.editions:
        found.add("edition_of")
        if kinds[back - 1] == "ord":
            found.add("numbered")
    for name in ("openings", "during", "called", "roles"):
        if words.has(back, name):
            found.add(f"after_{name}")
    if (mask | words.masks[back - 1]) & bits.holds:
        found.add("after_holds")
    if mask & bits.nouns:
        found.add("after_noun")
    return (*sorted(found), f"led_{kinds[back]}")


def _led_by(words: NameWords, at: int, *, first: bool) -> list[str]:
    """What an article or a link before the name says."""
    kind = words.kinds[at]
    if kind == "poss":
        return ["owner"]
    if kind == "prep" or words.has(at, "during"):
        return ["after_link", *(["after_in"] if words.has(at, "place_links") else [])]
    if not first:
        return []
    told = ("indefinites", "demonstratives", "possessives")
    return ["article", *(name for name in told if words.has(at, name))]
