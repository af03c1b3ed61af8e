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
    ADJECTIVE, AND, BODY, CITY, COUNTRY, COURTESY, DEMONYM, DETERMINER, ENDS, GIVEN, LATER, MODIFIER,
    NAMED, OF, PARTICLE, PORTFOLIO, ROLE, SEVERAL, SPEECH, STOP, TITLE, WHO, PersonWords, labels,
)  # fmt: skip
from eventbrief.extract.text.span import Span
from eventbrief.extract.text.tokens import AND as AND_FRONT
from eventbrief.extract.text.tokens import ARTICLE, BREAK, CAPITAL, DIGIT, PREPOSITION, UPPER, WORD

_BEHIND, _AHEAD = 26, 40  # tokens looked at on either side
_HEADS = 3  # nouns of roles before the name that are tried
_WIDEST = 7  # words to the left of the noun that may belong to the role
_TAILS = 6  # places where a role after the name may end
_NO_ROLE = 8  # words of what follows a name without any noun of a role
_HEAD_AHEAD = 9  # words of it within which the noun stands
_HARD = frozenset(".;:!?\"«»“”█/…•|*")
_DASHES = frozenset("-–—")
_OPENS = {",": "comma", "(": "bracket", "-": "dash", "–": "dash", "—": "dash", ":": "colon"}
_QUALIFIES = ROLE | MODIFIER | PORTFOLIO | DEMONYM | COUNTRY | BODY | ADJECTIVE

_START = (
    (ROLE, "role"), (MODIFIER, "modifier"), (PORTFOLIO, "portfolio"), (DEMONYM, "demonym"),
    (COUNTRY, "country"), (BODY, "body"), (ADJECTIVE, "adjective"), (TITLE, "title"),
    (STOP, "stop"),
)  # fmt: skip
_BEFORE_IT = (
    (DETERMINER, "determiner"), (OF, "of"), (AND, "and"), (SPEECH, "speech"), (ROLE, "role"),
    (MODIFIER, "modifier"), (DEMONYM, "demonym"), (COUNTRY, "country"), (STOP, "stop"),
    (PORTFOLIO, "portfolio"), (BODY, "body"), (ENDS, "ends"),
)  # fmt: skip
_AFTER_IT = (
    (SPEECH, "speech"), (ENDS, "ends"), (AND, "and"), (OF, "of"), (DETERMINER, "determiner"),
)  # fmt: skip
_NEXT_PART = (
    (ROLE, "role"), (GIVEN, "given"), (SPEECH, "speech"), (AND, "and"), (COUNTRY, "country"),
    (ENDS, "ends"), (OF, "of"), (BODY, "body"), (DETERMINER, "determiner"), (TITLE, "title"),
)  # fmt: skip


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
    if last < 0 or (not comma and kinds[last] & (OF | DETERMINER | AND | ENDS) and not (
        tokens[last].shape & CAPITAL or kinds[last] & ROLE
    )):
        return  # "the widow of X" is no role of X's
    heads = commas = 0
    for index in range(last, max(-1, last - _BEHIND), -1):
        token, kind = tokens[index], kinds[index]
        if not token.shape & WORD:
            if token.low == ",":
                commas += 1
                if commas > 1:
                    return
            elif token.low in _HARD or token.shape & BREAK or token.low in "()":
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
    return before.end - before.start == 1 or bool(words.kinds[index - 1] & TITLE) or (
        before.low in words.reading.lexicon.words("abbreviations")
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
    yield _candidate(words, head, last, head, "before", comma=comma)
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
        yield _candidate(words, index, last, head, "before", comma=comma)


def _after(words: PersonWords, extent: Extent) -> Iterator[Candidate]:
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
        if tokens[index].shape & BREAK and _signs(words, extent):
            side = "line"
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
                candidate.mark("determined")
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
    yield _candidate(words, start, last, None, "of", comma=False)


def _signs(words: PersonWords, extent: Extent) -> bool:
    """True where the name has its line to itself, but for a dash and a title."""
    tokens = words.items
    index = extent.title - 1
    while index >= 0 and tokens[index].low in _DASHES:
        index -= 1
    return index < 0 or bool(tokens[index].shape & BREAK)


def _past_age(words: PersonWords, start: int) -> int:
    """After "45," and "45 ans,": what comes then."""
    for index in range(start + 1, min(start + 4, len(words.items))):
        if words.items[index].low == ",":
            return index + 1
    return start


def _ending(words: PersonWords, start: int, side: str) -> Iterator[Candidate]:
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
        if head is None and index - start >= _NO_ROLE and not hard:
            return
        if index > start and (hard or (soft and depth <= 0)):
            last = index - 1
            while last > start and not tokens[last].shape & WORD and tokens[last].low != ")":
                last -= 1
            if last != before or not found:
                yield _candidate(words, start, last, head, side, comma=low == ",")
                found += 1
            before = last
        if hard or found == _TAILS:
            return
    if limit == count and count > start:
        yield _candidate(words, start, count - 1, head, side, comma=False)


def _role_end_phrases(words: PersonWords, start: int, limit: int) -> frozenset[int]:
    """Where a phrase begins with which a sentence goes on: "at the opening"."""
    bit = words.reading.lexicon.bit("role_end_phrases")
    phrases = words.tokens.phrases
    return frozenset(p.first for p in phrases if p.mask & bit and start < p.first < limit)


def _candidate(
    words: PersonWords, start: int, last: int, head: int | None, side: str, *, comma: bool
) -> Candidate:
    """The words from `start` to `last` as a role, with what speaks for it."""
    tokens, kinds = words.items, words.kinds
    begin, shape = tokens[start].start, tokens[start].shape
    if not words.cased and shape & (AND_FRONT | PREPOSITION):
        begin = tokens[start].end - len(tokens[start].bare)
        begin -= 2 if shape & ARTICLE and shape & AND_FRONT else 0
    span = Span(begin, tokens[last].end)
    inner = range(start, last + 1)
    size = sum(1 for i in inner if tokens[i].shape & WORD)
    true = ["bias", side, f"{side}_words_{_bucket(size)}"]
    both, commas = 0, 0
    for i in inner:
        if i > start:
            both |= kinds[i]
        commas += tokens[i].low == ","
    if head is not None and head <= last:
        true.append("has_role")
        if kinds[head] & MODIFIER:
            true.append("role_or_modifier")
        if kinds[head] & COURTESY:
            true.append("role_or_title")
            if size == 1:
                true.append("title_alone")
    else:
        true += _without_role(words, inner, side)
    if side == "before":
        true += _of_the_left(words, start, last, start if head is None else head, comma=comma)
    else:
        true += _of_the_right(words, start, last, head, side)
    if commas:
        true.append(f"{side}_commas_{min(commas, 2)}")
        true += _last_part(words, start, last)
    if both & SPEECH:
        true.append("speech_inside")
    if any(kinds[i] & ENDS and not kinds[i] & (ROLE | OF | MODIFIER) for i in inner if i != start):
        true.append("ends_inside")
    if kinds[last] & (OF | DETERMINER | AND | ENDS) and not shape & CAPITAL:
        true.append("small_word_last")
    if shape & CAPITAL:
        true.append(f"{side}_capital")
    return Candidate(span, (span,), dict.fromkeys(true, 1.0))


def _bucket(size: int) -> str:
    return str(size) if size < 5 else "5_to_7" if size < 8 else "8_to_12" if size < 13 else "more"


def _without_role(words: PersonWords, inner: range, side: str) -> list[str]:
    """What words without any noun of a role may be."""
    tokens, kinds = words.items, words.kinds
    start = inner[0]
    true = ["no_role", f"no_role_{side}"]
    if tokens[start].shape & UPPER:
        true.append("no_role_upper")
    if any(kinds[i] & (BODY | PORTFOLIO) for i in inner):
        true.append("no_role_body")
    if all(kinds[i] & COUNTRY or not tokens[i].shape & WORD for i in inner):
        true.append("no_role_country")
    if tokens[start].shape & DIGIT:
        true.append("no_role_digit")
    if kinds[start] & SEVERAL:
        true.append("several_first")
    if side == "of":
        both = 0
        for i in inner:
            both |= kinds[i]
        told = "body" if both & (BODY | NAMED) else "place" if both & (COUNTRY | CITY) else "other"
        true += [f"of_{told}", "of_long" if len(inner) > 1 else "of_one"]
    return true


def _last_part(words: PersonWords, start: int, last: int) -> list[str]:
    """What stands after the last comma of the role: "Chief Executive Officer, Temasek"."""
    comma = next(i for i in range(last, start, -1) if words.items[i].low == ",")
    return ["part", *_next_part(words, comma + 1, "part_")]


def _next_part(words: PersonWords, index: int, prefix: str) -> list[str]:
    """What begins there, after a comma."""
    tokens, kinds = words.items, words.kinds
    if index >= len(tokens):
        return []
    true = list(labels(kinds[index], _NEXT_PART, prefix))
    if tokens[index].shape & CAPITAL:
        true.append(f"{prefix}capital")
        end = index
        body = 0
        while end < len(tokens) and (tokens[end].shape & CAPITAL or kinds[end] & OF):
            body |= kinds[end]
            end += 1
        if body & (BODY | NAMED) or (tokens[index].shape & UPPER and not kinds[index] & TITLE):
            true.append(f"{prefix}is_body")
    elif tokens[index].shape & WORD:
        true.append(f"{prefix}small")
    return true


def _of_the_left(words: PersonWords, start: int, last: int, head: int, *, comma: bool) -> list[str]:
    """What speaks for a role that ends before the name."""
    tokens, kinds = words.items, words.kinds
    true = ["before_comma" if comma else "before_close"]
    if head == last:
        true.append("head_touches")
    clause = role = person = of = comma_between = False
    for i in range(head + 1, last + 1):
        kind = kinds[i]
        clause = clause or bool(kind & (ENDS | SPEECH) and not kind & (OF | ROLE))
        role = role or bool(kind & ROLE and not kind & LATER)
        person = person or bool(kind & GIVEN and tokens[i].shape & CAPITAL)
        of = of or bool(kind & OF)
        comma_between = comma_between or tokens[i].low == ","
    for told, name in (
        (clause, "clause_between"), (role, "role_between"), (person, "person_between"),
        (of, "of_between"), (comma_between, "comma_between"),
    ):  # fmt: skip
        if told:
            true.append(name)
    if head < last and not of:
        true.append("no_of_between")
    true.append(f"wider_{min(head - start, 4)}")
    if start < head:
        true += labels(kinds[start], _START, "starts_")
        if not kinds[start] & _QUALIFIES:
            true.append("starts_capital" if tokens[start].shape & CAPITAL else "starts_word")
        if any(tokens[i].low == "'s" for i in range(start, head)):
            true.append("possessive")
    behind = start - 1
    if behind < 0 or tokens[behind].shape & BREAK:
        return [*true, "behind_line"]
    kind, token = kinds[behind], tokens[behind]
    if not token.shape & WORD:
        true.append({",": "behind_comma", "'s": "behind_possessive"}.get(token.low, "behind_sign"))
        if token.low == "," and behind and kinds[behind - 1] & (GIVEN | TITLE) | (
            tokens[behind - 1].shape & CAPITAL and not kinds[behind - 1] & (BODY | COUNTRY)
        ):
            true.append("behind_name_comma")  # "X, the director of Y, Z" may be of X
        return true
    true += labels(kind, _BEFORE_IT, "behind_")
    if token.shape & CAPITAL and not kind & (DETERMINER | OF | STOP):
        true.append("behind_capital")
    elif not kind & (DETERMINER | OF | AND | SPEECH | ROLE | MODIFIER | STOP | ENDS):
        true.append("behind_word")
    return true


def _names_next(words: PersonWords, index: int) -> bool:
    """True for the noun in "X, the writer Ana Lopez": the role is of whoever comes next."""
    tokens, kinds = words.items, words.kinds
    if not kinds[index] & ROLE or index + 2 >= len(tokens):
        return False
    given = kinds[index + 1] & GIVEN and tokens[index + 1].shape & CAPITAL
    more = tokens[index + 2].shape & CAPITAL and not kinds[index + 2] & (BODY | NAMED)
    return bool(given and more)


def _joins_person(words: PersonWords, index: int) -> bool:
    """True for the comma or the "and" before somebody else: "mayor of X and Ana Lopez"."""
    tokens, kinds = words.items, words.kinds
    if tokens[index].low != "," and not kinds[index] & AND:
        return False
    while index + 2 < len(tokens) and kinds[index + 1] & (OF | DETERMINER | TITLE | ROLE):
        index += 1
    if index + 2 >= len(tokens) or not kinds[index + 1] & GIVEN:
        return False
    other = kinds[index + 2] & (GIVEN | PARTICLE) or tokens[index + 2].shape & CAPITAL
    return bool(other) and not kinds[index + 2] & (BODY | NAMED)


def _of_the_right(
    words: PersonWords, start: int, last: int, head: int | None, side: str
) -> list[str]:
    """What speaks for a role that begins after the name."""
    tokens, kinds = words.items, words.kinds
    true = []
    if head is not None:
        lead = range(start, head)
        true.append(f"lead_{min(len(lead), 4)}")
        for i in lead:
            kind = kinds[i]
            if kind & (SPEECH | ENDS) and not kind & (ROLE | MODIFIER | OF):
                true.append("clause_before_head")
            if kind & OF:
                true.append("of_before_head")
            if kind & GIVEN and tokens[i].shape & CAPITAL:
                true.append("person_before_head")
            if tokens[i].low == ",":
                true.append("comma_before_head")
            elif not kind & _QUALIFIES and not tokens[i].shape & CAPITAL:
                true.append("word_before_head")
        if any(_names_next(words, i) for i in range(head, min(head + 4, last))):
            true.append("names_next")
        joint = next((i for i in range(head + 1, last) if _joins_person(words, i)), None)
        if joint is not None:
            true.append("joins_person")
    if kinds[start] & OF:
        true.append("starts_with_of")
    after = last + 1
    if after >= len(tokens) or tokens[after].shape & BREAK:
        return [*true, f"{side}_ahead_line"]
    token, kind = tokens[after], kinds[after]
    if token.shape & WORD:
        true += labels(kind, _AFTER_IT, "ahead_")
        if kind & AND:
            true += [f"ahead_{name}" for name in _next_part(words, after + 1, "and_")]
    elif token.low == ",":
        true += ["ahead_comma", *_next_part(words, after + 1, "ahead_comma_")]
    elif token.low in _DASHES:
        true.append("ahead_dash")
    else:
        true.append("ahead_close" if token.low == ")" else "ahead_stop")
    return true
