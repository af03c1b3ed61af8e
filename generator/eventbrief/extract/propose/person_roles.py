"""A name in the text -> the words beside it that may say what the person is.

Before the name: "German Interior Minister X", "le ministre de la Santé, X". After it: ", head of Y,",
in brackets, after a dash, on the next line of a signature, or with nothing between in a script that
writes so.
"""

from __future__ import annotations

from collections.abc import Iterator

from eventbrief.extract.judge.candidate import Candidate, Question
from eventbrief.extract.propose.person_names import Extent
from eventbrief.extract.propose.person_words import (
    ADJECTIVE, AND, BODY, COUNTRY, DEMONYM, DETERMINER, ENDS, GIVEN, MODIFIER, OF, PORTFOLIO,
    ROLE, SPEECH, STOP, TITLE, PersonWords,
)  # fmt: skip
from eventbrief.extract.text.span import Span
from eventbrief.extract.text.tokens import AND as WITH_AND
from eventbrief.extract.text.tokens import BREAK, CAPITAL, DIGIT, PREPOSITION, UPPER, WORD

_BEHIND, _AHEAD = 26, 34  # tokens looked at on either side
_HEADS = 3  # nouns of roles before the name that are tried
_WIDEST = 7  # words to the left of the noun that may belong to the role
_TAILS = 5  # places where a role after the name may end
_NO_ROLE = 8  # words of what follows a name without any noun of a role
_HARD = frozenset(".;:!?\"«»“”\n█/…•|")
_OPENS = {",": "comma", "(": "bracket", "-": "dash", "–": "dash", "—": "dash", ":": "colon"}


def role_question(words: PersonWords, extent: Extent) -> Question:
    """What the person named there is said to be there."""
    found = [*_before(words, extent), *_after(words, extent)]
    none = {"bias": 1.0}
    for candidate in found:
        if "has_role" in candidate.features:
            none["some_role"] = 1.0
            break
    if extent.title < extent.first:
        none["titled"] = 1.0
    return Question("role", found, none, extent)


def _before(words: PersonWords, extent: Extent) -> Iterator[Candidate]:
    """From a noun of a role, or what qualifies it, to the name or the comma before it."""
    tokens, kinds = words.tokens, words.kinds
    last = extent.title - 1
    comma = last >= 0 and tokens[last].low == ","
    if comma:
        last -= 1
    office = _office(words, extent)
    if office is not None:
        yield from _starting(words, extent, office, extent.first - 1, comma=False)
    if last < 0:
        return
    heads = 0
    commas = 0
    for index in range(last, max(-1, last - _BEHIND), -1):
        token, kind = tokens[index], kinds[index]
        if token.low in _HARD or token.shape & BREAK or token.low in "()":
            if not (token.low == "." and _is_short(words, index)) and not _in_brackets(words, index):
                return
            continue
        if token.low == ",":
            commas += 1
            if commas > 1:
                return
            continue
        if kind & ROLE and not (index > 0 and kinds[index - 1] & ROLE and _same(words, index)):
            yield from _starting(words, extent, index, last, comma=comma)
            heads += 1
            if heads == _HEADS:
                return


def _office(words: PersonWords, extent: Extent) -> int | None:
    """A title that is a role as well: "General", "Ambassador"."""
    for index in range(extent.title, extent.first):
        if words.kinds[index] & ROLE:
            return index
    return None


def _same(words: PersonWords, index: int) -> bool:
    """True for the second word of "vice president": the first one is the head."""
    return words.reading.lexicon.ordinal_after or not words.reading.lexicon.cased or True


def _is_short(words: PersonWords, index: int) -> bool:
    """True where the full stop belongs to an initial or an abbreviation."""
    before = words.tokens[index - 1] if index else None
    if before is None or before.end != words.tokens[index].start:
        return False
    return before.end - before.start == 1 or bool(words.kinds[index - 1] & TITLE) or (
        before.low in words.reading.lexicon.words("abbreviations")
    )


def _in_brackets(words: PersonWords, index: int) -> bool:
    """True for "(WIPO)" within a role: brackets around one word in capitals."""
    tokens = words.tokens
    low = tokens[index].low
    inner = index - 1 if low == ")" else index + 1
    other = index - 2 if low == ")" else index + 2
    if low not in "()" or not 0 <= other < len(tokens):
        return False
    return bool(tokens[inner].shape & UPPER) and tokens[other].low in "()"


def _starting(
    words: PersonWords, extent: Extent, head: int, last: int, *, comma: bool
) -> Iterator[Candidate]:
    """The role with its noun alone, with what qualifies it, and with all up to a small word."""
    tokens, kinds = words.tokens, words.kinds
    starts = [head]
    index = head - 1
    near = True
    while index >= 0 and head - index <= _WIDEST:
        token, kind = tokens[index], kinds[index]
        if not token.shape & WORD and token.low not in ("'s", ",", "&"):
            if not (token.low == "." and _is_short(words, index)):
                break
        elif token.low == "," or (kind & (STOP | SPEECH | ENDS) and not token.shape & CAPITAL):
            if not kind & (ROLE | MODIFIER | AND) and token.low != "'s":
                break
        elif kind & (DETERMINER | OF) and not kind & (ROLE | MODIFIER):
            break
        qualifies = kind & (ROLE | MODIFIER | PORTFOLIO | DEMONYM | COUNTRY) or token.low == "'s"
        if not qualifies and near and not token.shape & CAPITAL:
            near = False
        index -= 1
        if token.shape & WORD and not kind & AND and index >= -1:
            starts.append(index + 1)
    del near
    chosen = dict.fromkeys([starts[0], *starts[1:]])
    for start in chosen:
        yield _candidate(words, extent, start, last, head, "before", comma)


def _after(words: PersonWords, extent: Extent) -> Iterator[Candidate]:
    """What stands after the comma, the bracket, the dash or the break that follows the name."""
    tokens, kinds = words.tokens, words.kinds
    index = extent.last + 1
    count = len(tokens)
    while index < count and kinds[index] & 0 == 0 and _is_suffix(words, index):
        index += 1
    if index >= count:
        return
    opens = tokens[index].low
    side = _OPENS.get(opens)
    cased = words.reading.lexicon.cased
    if side is None:
        if tokens[index].shape & BREAK and _signs(words, extent):
            side = "line"
        elif not cased or kinds[index] & ROLE:
            side, index = "plain", index - 1
        else:
            return
    start = index + 1
    if side == "comma" and start < count and tokens[start].shape & DIGIT:
        start = _past_age(words, start)
    while start < count and kinds[start] & DETERMINER and not kinds[start] & ROLE:
        start += 1
    if start >= count or (side == "plain" and not kinds[start] & ROLE):
        return
    yield from _ending(words, extent, start, side)


def _is_suffix(words: PersonWords, index: int) -> bool:
    return words.tokens[index].low in words.reading.lexicon.words("name_suffixes")


def _signs(words: PersonWords, extent: Extent) -> bool:
    """True where the name has its line to itself, but for a dash and a title."""
    tokens = words.tokens
    index = extent.title - 1
    while index >= 0 and tokens[index].low in ("-", "–", "—"):
        index -= 1
    return index < 0 or bool(tokens[index].shape & BREAK)


def _past_age(words: PersonWords, start: int) -> int:
    """After "45," and "45 ans,": what comes then."""
    for index in range(start + 1, min(start + 4, len(words.tokens))):
        if words.tokens[index].low == ",":
            return index + 1
    return start


def _ending(words: PersonWords, extent: Extent, start: int, side: str) -> Iterator[Candidate]:
    """The role with each of the places where it may end."""
    tokens, kinds = words.tokens, words.kinds
    limit = min(len(tokens), start + _AHEAD)
    head = next((i for i in range(start, min(limit, start + 9)) if kinds[i] & ROLE), None)
    found = 0
    depth = 0
    closes = side == "bracket"
    phrases = _role_end_phrases(words, start, limit)
    for index in range(start, limit + 1):
        if index == limit and limit < len(tokens):
            return
        low = tokens[index].low if index < len(tokens) else "\n"
        kind = kinds[index] if index < len(tokens) else 0
        hard = index >= len(tokens) or (
            (low in _HARD or bool(tokens[index].shape & BREAK)) and not _is_short(words, index)
        )
        if low == "(" and not hard:
            depth += 1
            hard = not _in_brackets(words, index)
        elif low == ")":
            depth -= 1
            hard = depth < 0
        if head is None and index - start >= _NO_ROLE and not hard:
            return
        soft = low in (",", "-", "–", "—") or index in phrases
        soft = soft or bool(kind & (ENDS | SPEECH) and not kind & (ROLE | MODIFIER))
        soft = soft or (side != "line" and bool(kind & AND)) or bool(kind & DETERMINER and head is None)
        if (hard or (soft and depth <= 0)) and index > start:
            if not closes or hard or low == ")":
                yield _candidate(words, extent, start, index - 1, head, side, low == ",")
                found += 1
            if found == _TAILS:
                return
        if hard:
            return


def _role_end_phrases(words: PersonWords, start: int, limit: int) -> frozenset[int]:
    """Where a phrase begins with which a sentence goes on: "at the opening"."""
    bit = words.reading.lexicon.bit("role_end_phrases")
    phrases = words.tokens.phrases
    return frozenset(p.first for p in phrases if p.mask & bit and start < p.first < limit)


def _candidate(
    words: PersonWords,
    extent: Extent,
    start: int,
    last: int,
    head: int | None,
    side: str,
    comma: bool,
) -> Candidate:
    tokens, kinds = words.tokens, words.kinds
    begin = tokens[start].start
    shape = tokens[start].shape
    if shape & WITH_AND and not words.reading.lexicon.cased:
        begin += 1  # "and" is written to the front of the noun
    elif shape & PREPOSITION and not tokens[start].low.startswith("ال"):
        begin += 1
    span = Span(begin, tokens[last].end)
    found: dict[str, float] = {"bias": 1.0, side: 1.0}
    inner = range(start, last + 1)
    size = sum(1 for i in inner if tokens[i].shape & WORD)
    found[f"{side}_words_{_bucket(size)}"] = 1.0
    both = 0
    commas = 0
    for i in inner:
        both |= kinds[i]
        commas += tokens[i].low == ","
    if side == "before":
        _of_the_left(words, extent, start, last, head or start, comma, found)
    else:
        _of_the_right(words, start, last, head, side, found)
    if head is not None and head <= last:
        found["has_role"] = 1.0
        if kinds[head] & MODIFIER:
            found["role_or_modifier"] = 1.0
    else:
        found["no_role"] = 1.0
        found[f"no_role_{side}"] = 1.0
        if tokens[start].shape & UPPER:
            found["no_role_upper"] = 1.0
        if both & (BODY | PORTFOLIO):
            found["no_role_body"] = 1.0
        if all(kinds[i] & COUNTRY or not tokens[i].shape & WORD for i in inner):
            found["no_role_country"] = 1.0
        if tokens[start].shape & DIGIT:
            found["no_role_digit"] = 1.0
    if commas:
        found[f"{side}_commas_{min(commas, 2)}"] = 1.0
    if both & SPEECH:
        found["speech_inside"] = 1.0
    if any(kinds[i] & ENDS and not kinds[i] & (ROLE | OF | MODIFIER) for i in inner if i != start):
        found["ends_inside"] = 1.0
    if kinds[last] & (OF | DETERMINER | AND | ENDS) and not tokens[last].shape & CAPITAL:
        found["small_word_last"] = 1.0
    if tokens[start].shape & CAPITAL:
        found[f"{side}_capital"] = 1.0
    return Candidate(span, (span,), found)


def _bucket(size: int) -> str:
    return str(size) if size < 5 else "5_to_7" if size < 8 else "8_to_12" if size < 13 else "more"


def _of_the_left(
    words: PersonWords,
    extent: Extent,
    start: int,
    last: int,
    head: int,
    comma: bool,
    found: dict[str, float],
) -> None:
    """What speaks for a role that ends before the name."""
    tokens, kinds = words.tokens, words.kinds
    found["before_comma" if comma else "before_close"] = 1.0
    if head == last:
        found["head_touches"] = 1.0
    between = range(head + 1, last + 1)
    if any(kinds[i] & (ENDS | SPEECH) and not kinds[i] & (OF | ROLE) for i in between):
        found["clause_between"] = 1.0
    if any(kinds[i] & ROLE for i in between):
        found["role_between"] = 1.0
    if any(kinds[i] & GIVEN and tokens[i].shape & CAPITAL for i in between):
        found["person_between"] = 1.0
    if any(tokens[i].low == "," for i in between):
        found["comma_between"] = 1.0
    if any(kinds[i] & OF for i in between):
        found["of_between"] = 1.0
    elif len(between):
        found["no_of_between"] = 1.0
    wider = range(start, head)
    found[f"wider_{min(len(wider), 4)}"] = 1.0
    if len(wider):
        kind, shape = kinds[start], tokens[start].shape
        for bit, name in (
            (ROLE, "role"), (MODIFIER, "modifier"), (PORTFOLIO, "portfolio"), (DEMONYM, "demonym"),
            (COUNTRY, "country"), (BODY, "body"), (ADJECTIVE, "adjective"), (TITLE, "title"),
            (STOP, "stop"),
        ):  # fmt: skip
            if kind & bit:
                found[f"starts_with_{name}"] = 1.0
        if not kind & (ROLE | MODIFIER | PORTFOLIO | DEMONYM | COUNTRY | BODY | ADJECTIVE):
            found["starts_with_capital" if shape & CAPITAL else "starts_with_word"] = 1.0
        if tokens[head - 1].low == "'s" or any(tokens[i].low == "'s" for i in wider):
            found["possessive"] = 1.0
    behind = start - 1
    if behind < 0 or tokens[behind].shape & BREAK:
        found["behind_line"] = 1.0
        return
    kind, token = kinds[behind], tokens[behind]
    if not token.shape & WORD:
        found["behind_sign" if token.low != "'s" else "behind_possessive"] = 1.0
    for bit, name in (
        (DETERMINER, "determiner"), (OF, "of"), (AND, "and"), (SPEECH, "speech"), (ROLE, "role"),
        (MODIFIER, "modifier"), (DEMONYM, "demonym"), (COUNTRY, "country"), (STOP, "stop"),
        (PORTFOLIO, "portfolio"), (BODY, "body"),
    ):  # fmt: skip
        if kind & bit:
            found[f"behind_{name}"] = 1.0
    if token.shape & CAPITAL and not kind & (DETERMINER | OF | STOP):
        found["behind_capital"] = 1.0


def _of_the_right(
    words: PersonWords, start: int, last: int, head: int | None, side: str, found: dict[str, float]
) -> None:
    """What speaks for a role that begins after the name."""
    tokens, kinds = words.tokens, words.kinds
    if head is not None:
        lead = range(start, head)
        found[f"lead_{min(len(lead), 4)}"] = 1.0
        if any(kinds[i] & (SPEECH | ENDS) and not kinds[i] & (ROLE | MODIFIER | OF) for i in lead):
            found["clause_before_head"] = 1.0
        if any(kinds[i] & OF for i in lead):
            found["of_before_head"] = 1.0
        if any(kinds[i] & GIVEN and tokens[i].shape & CAPITAL for i in lead):
            found["person_before_head"] = 1.0
        if any(tokens[i].low == "," for i in lead):
            found["comma_before_head"] = 1.0
    if kinds[start] & OF:
        found["starts_with_of"] = 1.0
    after = last + 1
    if after >= len(tokens) or tokens[after].shape & BREAK:
        found[f"{side}_ahead_line"] = 1.0
        return
    token, kind = tokens[after], kinds[after]
    if token.shape & WORD:
        for bit, name in (
            (SPEECH, "speech"), (ENDS, "ends"), (AND, "and"), (OF, "of"), (DETERMINER, "determiner")
        ):  # fmt: skip
            if kind & bit:
                found[f"ahead_{name}"] = 1.0
        if kind & AND and after + 1 < len(tokens):
            following = kinds[after + 1]
            if following & ROLE:
                found["ahead_and_role"] = 1.0
            elif following & GIVEN or tokens[after + 1].shape & CAPITAL and not following & BODY:
                found["ahead_and_capital"] = 1.0
    elif token.low == ",":
        found["ahead_comma"] = 1.0
        if after + 1 < len(tokens):
            following = kinds[after + 1]
            for bit, name in ((ROLE, "role"), (GIVEN, "given"), (SPEECH, "speech"), (AND, "and"),
                              (COUNTRY, "country"), (ENDS, "ends"), (OF, "of")):  # fmt: skip
                if following & bit:
                    found[f"ahead_comma_{name}"] = 1.0
            if tokens[after + 1].shape & CAPITAL:
                found["ahead_comma_capital"] = 1.0
    elif token.low in ("-", "–", "—"):
        found["ahead_dash"] = 1.0
    elif token.low == ")":
        found["ahead_close"] = 1.0
    else:
        found["ahead_stop"] = 1.0
