"""Words beside a name -> what speaks for their saying what the person is, and for their extent."""

from __future__ import annotations

from eventbrief.extract.judge.candidate import Candidate
from eventbrief.extract.propose.person_words import (
    ADJECTIVE,
    AND,
    BODY,
    CITY,
    COUNTRY,
    COURTESY,
    DEMONYM,
    DETERMINER,
    ENDS,
    GIVEN,
    LATER,
    MODIFIER,
    NAMED,
    OF,
    PARTICLE,
    PORTFOLIO,
    ROLE,
    SEVERAL,
    SPEECH,
    STOP,
    TITLE,
    PersonWords,
    labels,
)  # fmt: skip
from eventbrief.extract.text.span import Span
from eventbrief.extract.text.tokens import AND as AND_FRONT
from eventbrief.extract.text.tokens import ARTICLE, BREAK, CAPITAL, DIGIT, PREPOSITION, UPPER, WORD

_QUALIFIES = ROLE | MODIFIER | PORTFOLIO | DEMONYM | COUNTRY | BODY | ADJECTIVE
_DASHES = frozenset("-–—")
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


def candidate(  # noqa: PLR0912
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
    if _names_somebody(words, start, last):
        true.append("person_inside")
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
    if not kinds[start] and tokens[start].shape & (WORD | CAPITAL) == WORD and len(inner) > 2:
        following = inner[1] if kinds[inner[1]] & OF else inner[2]
        if kinds[following] & OF:  # "referente de la red": a noun that no list has
            true.append(f"no_role_noun_of_{side}")
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


def _of_the_left(words: PersonWords, start: int, last: int, head: int, *, comma: bool) -> list[str]:  # noqa: PLR0912
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
        if (
            token.low == ","
            and behind
            and kinds[behind - 1] & (GIVEN | TITLE)
            | (tokens[behind - 1].shape & CAPITAL and not kinds[behind - 1] & (BODY | COUNTRY))
        ):
            true.append("behind_name_comma")  # "X, the director of Y, Z" may be of X
        return true
    true += labels(kind, _BEFORE_IT, "behind_")
    if token.shape & CAPITAL and not kind & (DETERMINER | OF | STOP):
        true.append("behind_capital")
    elif not kind & (DETERMINER | OF | AND | SPEECH | ROLE | MODIFIER | STOP | ENDS):
        true.append("behind_word")
    return true


def _names_somebody(words: PersonWords, start: int, last: int) -> bool:
    """True for words that have somebody's whole name in them: "minister Ana Lopez and the"."""
    tokens, kinds = words.items, words.kinds
    another = start + 1  # "adviser to Minister Tom Reed" may well be somebody's role
    for i in range(start + 1, last):
        if kinds[i] & AND or tokens[i].low == ",":
            another = last
        if i > another or not tokens[i + 1].shape & CAPITAL or kinds[i + 1] & (BODY | NAMED | ROLE):
            continue
        given = kinds[i] & GIVEN and tokens[i].shape & CAPITAL and not kinds[i] & (CITY | COUNTRY)
        if given and not kinds[i - 1] & NAMED:
            return True
        if kinds[i] & COURTESY and not kinds[i] & ROLE:
            return True
    return False


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


def _of_the_right(  # noqa: PLR0912
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
