"""A name in the text -> the words beside it that may say what the person is.

Before the name: "German Interior Minister X", "le ministre de la Santé, X". After it: ", head of
Y,", in brackets, after a dash, on the next line of a signature, or with nothing between in a
script that writes so.
"""

from __future__ import annotations

from collections.abc import Iterator

from eventbrief.extract.judge.candidate import Candidate, Question
from eventbrief.extract.propose.person_names import Extent
from eventbrief.extract.propose.person_role_evidence import candidate
from eventbrief.extract.propose.person_words import (
    ADJECTIVE,
    AND,
    BODY,
    COUNTRY,
    DEMONYM,
    DETERMINER,
    ENDS,
    LATER,
    MODIFIER,
    OF,
    PORTFOLIO,
    ROLE,
    SPEECH,
    STOP,
    TITLE,
    WHO,
    PersonWords,
)  # fmt: skip
from eventbrief.extract.text.tokens import AND as AND_FRONT
from eventbrief.extract.text.tokens import BREAK, CAPITAL, DIGIT, UPPER, WORD

_BEHIND, _AHEAD = 26, 40  # tokens looked at on either side
_HEADS = 3  # nouns of roles before the name that are tried
_WIDEST = 7  # words to the left of the noun that may belong to the role
_TAILS = 6  # places where a role after the name may end
_NO_ROLE = 8  # words of what follows a name without any noun of a role
_HEAD_AHEAD = 9  # words of it within which the noun stands
_HARD = frozenset('.;:!?"«»“”█/…•|*')
_DASHES = frozenset("-–—")
_OPENS = {",": "comma", "(": "bracket", "-": "dash", "–": "dash", "—": "dash", ":": "colon"}
_QUALIFIES = ROLE | MODIFIER | PORTFOLIO | DEMONYM | COUNTRY | BODY | ADJECTIVE


def role_questions(words: PersonWords, extent: Extent) -> tuple[Question, Question]:
    """What the person is said to be right before the name, and right after it."""
    before, after = _once(_before(words, extent)), _once(_after(words, extent))
    return (
        Question("role_before", before, _none(words, extent, before), extent),
        Question("role_after", after, _none(words, extent, after), extent),
    )


def _once(candidates: Iterator[Candidate]) -> list[Candidate]:
    """Without those whose words were found on another way."""
    return list({c.value: c for c in candidates}.values())


def _none(words: PersonWords, extent: Extent, found: list[Candidate]) -> dict[str, float]:
    true = ["bias"]
    if any("has_role" in c.features for c in found):
        true.append("some_role")
    if extent.title < extent.first:
        true.append("titled")
    if extent.first == extent.last:
        true.append("one_word")
    return dict.fromkeys(true, 1.0)


def _before(words: PersonWords, extent: Extent) -> Iterator[Candidate]:
    """From a noun of a role, or what qualifies it, to the name or the comma before it."""
    tokens, kinds = words.items, words.kinds
    for index in range(extent.title, extent.first):
        if kinds[index] & ROLE and not kinds[index] & LATER:  # "General", "Ambassador"
            last = extent.first - 1
            yield from _starting(words, index, last - (tokens[last].low == "."), comma=False)
            break
    last = extent.title - 1
    comma = last >= 0 and tokens[last].low == ","
    last -= comma
    if last < 0 or (
        not comma
        and kinds[last] & (OF | DETERMINER | AND | ENDS)
        and not (tokens[last].shape & CAPITAL or kinds[last] & ROLE)
    ):
        return  # "the widow of X" is no role of X's
    heads = commas = 0
    for index in range(last, max(-1, last - _BEHIND), -1):
        token, kind = tokens[index], kinds[index]
        if not token.shape & WORD:
            if token.low == ",":
                commas += 1
                if commas > 1:
                    return
            elif token.low in _HARD or token.shape & BREAK or token.low in "()":  # noqa: SIM102
                if not _is_short(words, index) and not _in_brackets(words, index):
                    return
        elif kind & ROLE and not kind & LATER:
            yield from _starting(words, index, last, comma=comma)
            heads += 1
            if heads == _HEADS:
                return


def _is_short(words: PersonWords, index: int) -> bool:
    """True where the full stop belongs to an initial or an abbreviation."""
    if not index or words.items[index].low != ".":
        return False
    before = words.items[index - 1]
    if before.end != words.items[index].start:
        return False
    return (
        before.end - before.start == 1
        or bool(words.kinds[index - 1] & TITLE)
        or (before.low in words.reading.lexicon.words("abbreviations"))
    )


def _in_brackets(words: PersonWords, index: int) -> bool:
    """True for "(WIPO)" within a role: brackets around one word in capitals."""
    tokens = words.items
    low = tokens[index].low
    if low not in "()":
        return False
    inner, other = (index - 1, index - 2) if low == ")" else (index + 1, index + 2)
    if not 0 <= other < len(tokens):
        return False
    return bool(tokens[inner].shape & UPPER) and tokens[other].low in "()"


def _starting(words: PersonWords, head: int, last: int, *, comma: bool) -> Iterator[Candidate]:
    """The role from its noun on, and from each word before that may qualify it."""
    tokens, kinds = words.items, words.kinds
    yield candidate(words, head, last, head, "before", comma=comma)
    for index in range(head - 1, max(-1, head - 1 - _WIDEST), -1):
        token, kind = tokens[index], kinds[index]
        if not token.shape & WORD:
            if token.low in ("'s", "&", "-") or _is_short(words, index):
                continue
            return
        small = not token.shape & CAPITAL
        if kind & (STOP | SPEECH | ENDS) and small and not kind & (ROLE | MODIFIER | AND):
            return
        if kind & (DETERMINER | OF) and small and not kind & (ROLE | MODIFIER):
            return
        if kind & AND:
            continue
        yield candidate(words, index, last, head, "before", comma=comma)


def _after(words: PersonWords, extent: Extent) -> Iterator[Candidate]:  # noqa: PLR0912
    """What stands after the comma, the bracket, the dash or the break that follows the name."""
    tokens, kinds = words.items, words.kinds
    index, count = extent.last + 1, len(tokens)
    suffixes = words.reading.lexicon.words("name_suffixes")
    while index < count and tokens[index].low in suffixes:
        index += 1
    if index >= count:
        return
    side = _OPENS.get(tokens[index].low)
    if side is None:
        if _signs(words, extent) and words.breaks_after(index - 1):
            side, index = "line", index if tokens[index].shape & BREAK else index - 1
        elif kinds[index] & OF and words.cased:
            yield from _belonging(words, index)
            return
        elif kinds[index] & (ROLE | WHO) and not tokens[index].shape & AND_FRONT:
            side, index = "plain", index - 1
        else:
            return
    start = index + 1
    if side == "comma" and start < count and tokens[start].shape & DIGIT:
        start = _past_age(words, start)
    said = start
    while start < count and kinds[start] & WHO and not kinds[start] & ROLE:
        start += 1
    side = "who" if start > said else side
    said = start
    while start < count and kinds[start] & DETERMINER and not kinds[start] & ROLE:
        start += 1
    if start < count and tokens[start].shape & (WORD | DIGIT):
        for candidate in _ending(words, start, side):
            if start > said:
                candidate.mark("determined", f"determined_{side}")
            yield candidate


def _belonging(words: PersonWords, index: int) -> Iterator[Candidate]:
    """The body that somebody is of: "X of Amnesty International"."""
    tokens, kinds = words.items, words.kinds
    start = index + 1
    while start < len(tokens) and kinds[start] & DETERMINER and not tokens[start].shape & CAPITAL:
        start += 1
    if start >= len(tokens) or not tokens[start].shape & CAPITAL:
        return
    last = start
    while last + 1 < len(tokens) and tokens[last + 1].shape & CAPITAL:
        last += 1
    yield candidate(words, start, last, None, "of", comma=False)


def _signs(words: PersonWords, extent: Extent) -> bool:
    """True where the name has its line to itself, but for a dash and a title."""
    tokens = words.items
    index = extent.title - 1
    while index >= 0 and tokens[index].low in _DASHES:
        index -= 1
    return index < 0 or bool(tokens[index].shape & BREAK) or words.breaks_after(index)


def _past_age(words: PersonWords, start: int) -> int:
    """After "45," and "45 ans,": what comes then."""
    for index in range(start + 1, min(start + 4, len(words.items))):
        if words.items[index].low == ",":
            return index + 1
    return start


def _ending(  # noqa: PLR0912
    words: PersonWords, start: int, side: str
) -> Iterator[Candidate]:
    """The role with each of the places where it may end."""
    tokens, kinds = words.items, words.kinds
    count = len(tokens)
    limit = min(count, start + _AHEAD)
    near = range(start, min(limit, start + _HEAD_AHEAD))
    head = next((i for i in near if kinds[i] & ROLE and not kinds[i] & LATER), None)
    phrases = _role_end_phrases(words, start, limit)
    found = depth = 0
    before = start
    for index in range(start, limit):
        token, kind = tokens[index], kinds[index]
        low = token.low
        hard = soft = False
        if token.shape & WORD:
            soft = index in phrases or (
                bool(kind & (ENDS | SPEECH | AND)) and not kind & (ROLE | MODIFIER)
            )
        elif low == "(":
            depth += 1
            hard = not _in_brackets(words, index)
        elif low == ")":
            depth -= 1
            hard = depth < 0
        elif token.shape & BREAK or (low in _HARD and not _is_short(words, index)):
            hard = True
        else:
            soft = low == "," or low in _DASHES
        if side == "line" and index > start and words.breaks_after(index - 1):
            hard = True
        if head is None and index - start >= _NO_ROLE and not hard:
            return
        if index > start and (hard or (soft and depth <= 0)):
            last = index - 1
            while last > start and not tokens[last].shape & WORD and tokens[last].low != ")":
                last -= 1
            if last != before or not found:
                yield candidate(words, start, last, head, side, comma=low == ",")
                found += 1
            before = last
        if hard or found == _TAILS:
            return
    if limit == count and count > start:
        yield candidate(words, start, count - 1, head, side, comma=False)


def _role_end_phrases(words: PersonWords, start: int, limit: int) -> frozenset[int]:
    """Where a phrase begins with which a sentence goes on: "at the opening"."""
    bit = words.reading.lexicon.bit("role_end_phrases")
    phrases = words.tokens.phrases
    return frozenset(p.first for p in phrases if p.mask & bit and start < p.first < limit)
