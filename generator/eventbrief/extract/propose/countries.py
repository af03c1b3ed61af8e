"""A reading -> how many countries take part, and which are named as taking part."""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from eventbrief.extract.text.hedges import with_hedge
from eventbrief.extract.text.lexicon import CAPITAL, Lexicon, alternatives, any_of
from eventbrief.extract.text.numbers import number, number_pattern
from eventbrief.extract.text.reading import Reading
from eventbrief.extract.text.span import Found, Span
from eventbrief.facts.model import Hedge

_CLAUSE = 50  # code points in which a country's verb is looked for
_ABOUT_TAKING_PART = ("participation", "participation_subject", "guest_of_honour")
_GUEST_GAP = 40  # code points between a country and "guest of honour"


@functools.cache
def _gap(lexicon: Lexicon) -> re.Pattern[str]:
    """What stands between two names of a list."""
    joints = alternatives(lexicon.words("conjunctions") | lexicon.words("list_joints"))
    small = rf"(?:{lexicon.of_words}|{lexicon.determiner})*"
    role = rf"(?:{alternatives(lexicon.words('roles'))}\s+(?:{lexicon.of_words}))?"
    attached = lexicon.attached_and
    person = rf"(?:\s*,\s+(?-i:{CAPITAL}(?:\s+{CAPITAL}){{0,4}}))?"
    return re.compile(
        rf"{person}\s*[,;/()–-]?\s*(?:{joints}\s+)?(?:{attached}\s?)?{small}\s*{role}{small}",
        re.IGNORECASE,
    )


@dataclass(frozen=True)
class CountryCount:
    """How many countries, what is counted (represented, participating or members), its hedge."""

    number: Found[int]
    counted: str | None
    hedge: Hedge | None = None


def find_count(reading: Reading) -> CountryCount | None:
    """The number of countries that is stated of the event, with the words that state it."""
    best: tuple[float, CountryCount] | None = None
    for match in _counted(reading.lexicon).finditer(reading.masked):
        value = number(match["number"], reading.lexicon)
        if not value or value < 2 or value > 250:
            continue
        score = _count_score(reading, match)
        if score <= 0:
            continue
        sentence = reading.sentence_at(match.start())
        start = _phrase_start(reading, sentence.start, match.start())
        part = _of_members(reading, match)
        taking_part = number(part["number"], reading.lexicon) if part else None
        if part and taking_part and taking_part < value:
            value, start = taking_part, match.start() - len(part.group())
        else:
            part = None
        if best is None or score > best[0]:
            counted = what_is_counted(reading, start, match.end())
            digits = part or match
            shift = match.start() - len(part.string) if part else 0
            place = Span(shift + digits.start("number"), shift + digits.end("number"))
            hedge, span = with_hedge(reading, place, Span(start, match.end()))
            best = score, CountryCount(Found(value, (span,)), counted, hedge)
    return best[1] if best else None


def counted_countries(words: str, lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    """Each number of countries in the words, with where the number begins."""
    for match in _counted(lexicon).finditer(words):
        value = number(match["number"], lexicon)
        if value:
            yield value, match.start("number")


def what_is_counted(reading: Reading, start: int, end: int) -> str | None:
    """Whether a count is of those represented, participating or members.

    Told by the words of the count itself, else by those of its sentence.
    """
    sentence = reading.sentence_at(start)
    for words in (reading.flat[start:end], reading.masked[sentence.start : sentence.end]):
        for kind, pattern in reading.lexicon.data["counted"].items():
            if re.search(rf"(?<!\w){pattern}", words, re.IGNORECASE):
                return str(kind)
    return None


@functools.cache
def _counted(lexicon: Lexicon) -> re.Pattern[str]:
    adjectives = alternatives(lexicon.words("country_adjectives"))
    nouns = alternatives(lexicon.words("country_words"))
    return re.compile(
        rf"(?P<number>{number_pattern(lexicon)})(?:\s+de)?\s+"
        rf"(?:(?:{adjectives}|(?-i:{CAPITAL}))\s+){{0,3}}"
        rf"(?P<noun>{nouns})(?!\w)(?:\s+(?P<after>{adjectives})(?!\w))?",
        re.IGNORECASE,
    )


@functools.cache
def _cue(lexicon: Lexicon) -> re.Pattern[str]:
    hedges = lexicon.words("hedges") | lexicon.words("count_articles")
    approximations = alternatives(hedges | {"the", "les", "all", "its"})
    kinds = rf"{alternatives(lexicon.words('participant_kinds'))}\s+{lexicon.of_words}"
    cues = any_of([*lexicon.data["country_count_cues"], kinds])
    return re.compile(
        rf"(?<!\w){cues}\s*(?:{approximations}\s*){{0,3}}$",
        re.IGNORECASE,
    )


def _of_members(reading: Reading, match: re.Match[str]) -> re.Match[str] | None:
    """In "157 of INTERPOL's 181 member nations", the number that takes part is the first."""
    lexicon = reading.lexicon
    whole = re.compile(
        rf"(?P<number>{number_pattern(lexicon)})\s+(?:{lexicon.of_words})(?:{lexicon.determiner}|"
        rf"{CAPITAL}(?:'s|s')?\s+)*$",
        re.IGNORECASE,
    )
    return whole.search(reading.masked[max(0, match.start() - 60) : match.start()])


def _count_score(reading: Reading, match: re.Match[str]) -> float:
    lexicon = reading.lexicon
    sentence = reading.sentence_at(match.start())
    before = reading.flat[sentence.start : match.start()]
    around = sentence.of(reading.flat)
    if reading.in_quotation(match.start()):
        return 0.0
    if _lists_members(reading, sentence):
        return 0.0
    if lexicon.pattern("country_count_bad").search(match.group() + " " + before[-25:]):
        return 0.0
    score = 0.0
    score += 2.0 if _cue(lexicon).search(before) else 0.0
    score += 1.5 if lexicon.pattern("participation").search(around) else 0.0
    members = lexicon.pattern("membership").search(match.group())
    score += 0.5 if not members and (match["after"] or len(match.group().split()) > 2) else 0.0
    score += 0.7 if lexicon.event_noun.search(around) else 0.0
    score -= 1.0 if members and lexicon.pattern("membership_only").search(before[-25:]) else 0.0
    score += max(0.0, 0.5 - 0.05 * reading.sentence_number(match.start()))
    if lexicon.pattern("past_note").search(before[-40:]):
        score -= 2.0
    if lexicon.other_event.search(around) or reading.is_elsewhere(match.start()):
        score -= 3.0
    return score if score >= 1.5 else 0.0


def _lists_members(reading: Reading, sentence: Span) -> bool:
    """True for "the Forum comprises twelve member countries": a body's members, not who came."""
    lexicon = reading.lexicon
    match = lexicon.pattern("comprises").search(reading.masked, sentence.start, sentence.end)
    if match is None or not lexicon.pattern("membership").search(
        reading.masked, match.end(), min(sentence.end, match.end() + _CLAUSE)
    ):
        return False
    return not lexicon.event_noun.search(reading.masked, sentence.start, match.start())


def _phrase_start(reading: Reading, sentence: int, position: int) -> int:
    """The evidence begins with the cue: "les représentants de 75 pays"."""
    cue = _cue(reading.lexicon).search(reading.flat[sentence:position])
    return sentence + cue.start() if cue else position


def find_named(reading: Reading) -> list[Found[str]]:
    """The countries that are named as taking part, in the order of the text."""
    found: dict[str, list[Span]] = {}
    for sentence in reading.sentences:
        words = reading.masked[sentence.start : sentence.end]
        lexicon = reading.lexicon
        if sentence.end <= reading.body or not any(
            lexicon.pattern(key).search(words) for key in _ABOUT_TAKING_PART
        ):
            continue
        if _lists_members(reading, sentence) or reading.is_elsewhere(sentence.start):
            continue
        for code, span in _in_sentence(reading, sentence):
            found.setdefault(code, []).append(span)
    ordered = sorted(found.items(), key=lambda item: item[1][0].start)
    return [Found(code, tuple(spans)) for code, spans in ordered]


def _in_sentence(reading: Reading, sentence: Span) -> list[tuple[str, Span]]:
    lexicon = reading.lexicon
    names = _names(reading, sentence)
    taken = []
    chain_open = False
    for index, (code, span) in enumerate(names):
        before = reading.masked[sentence.start : span.start]
        previous_end = names[index - 1][1].end if index else None
        linked = (
            chain_open
            and previous_end is not None
            and bool(_gap(lexicon).fullmatch(reading.masked[previous_end : span.start]))
        )
        direct = _direct(reading, before, span, sentence)
        if direct or linked:
            taken.append((code, span))
            chain_open = True
        else:
            chain_open = False
    for (code, span), (_, following) in reversed(list(itertools.pairwise(names))):
        gap = reading.masked[span.end : following.start]
        subject = any(taken_span == following for _, taken_span in taken) and _takes_part(
            reading, following, sentence
        )
        if subject and _gap(lexicon).fullmatch(gap):
            taken.append((code, span))  # "Mexico and Peru take part"
    taken += _enumerated(reading, sentence, names)
    taken += _guests(reading, sentence, names)
    taken += _officials(reading, sentence)
    return [
        t
        for t in taken
        if not lexicon.pattern("absence").search(
            reading.flat[max(sentence.start, t[1].start - 45) : t[1].start]
        )
        and not _stayed_away(reading, t[1], sentence)
    ]


def _stayed_away(reading: Reading, span: Span, sentence: Span) -> bool:
    """True for "the president of X, Y, cancelled": the clause says that nobody came."""
    after = reading.masked[span.end : min(sentence.end, span.end + _CLAUSE)]
    return bool(reading.lexicon.pattern("stayed_away").search(re.split("[;:]", after)[0]))


def _names(reading: Reading, sentence: Span) -> list[tuple[str, Span]]:
    lexicon = reading.lexicon
    return [
        (lexicon.country_code(m), Span(m.start("name"), m.end()))
        for m in lexicon.country.finditer(reading.masked, sentence.start, sentence.end)
        if lexicon.names_country(m)
    ]


def _guests(
    reading: Reading, sentence: Span, names: list[tuple[str, Span]]
) -> list[tuple[str, Span]]:
    """The country that is the guest of honour."""
    pattern = reading.lexicon.pattern("guest_of_honour")
    found = []
    for match in pattern.finditer(reading.masked, sentence.start, sentence.end):
        gaps = [
            (max(match.start() - span.end, span.start - match.end()), code, span)
            for code, span in names
        ]
        near = [item for item in sorted(gaps, key=lambda g: g[0]) if item[0] <= _GUEST_GAP]
        found += [(near[0][1], near[0][2])] if near else []
    return found


def _direct(reading: Reading, before: str, span: Span, sentence: Span) -> bool:
    """True for "delegations from X" and "X takes part"."""
    lexicon = reading.lexicon
    if re.search(
        rf"(?<!\w){lexicon.raw('delegation')}\s*(?:{lexicon.determiner})?$", before, re.IGNORECASE
    ):
        return True
    return _takes_part(reading, span, sentence)


def _takes_part(reading: Reading, span: Span, sentence: Span) -> bool:
    """True where the country is the subject of a verb of taking part."""
    lexicon = reading.lexicon
    after = reading.masked[span.end : sentence.end]
    subject = re.match(
        rf"(?:\s*,[^,.;]{{0,80}},)?\s+(?:[\w']{{1,4}}\s+)?{lexicon.raw('participation_subject')}"
        r"(?!\w)",
        after,
        re.IGNORECASE,
    )
    return bool(subject)


def _enumerated(
    reading: Reading, sentence: Span, names: list[tuple[str, Span]]
) -> list[tuple[str, Span]]:
    """Three or more countries in a row, in a sentence about taking part."""
    runs: list[list[tuple[str, Span]]] = []
    for item in names:
        gap = reading.masked[runs[-1][-1][1].end : item[1].start] if runs else ""
        if runs and _gap(reading.lexicon).fullmatch(gap):
            runs[-1].append(item)
        else:
            runs.append([item])
    return [item for run in runs if len(run) >= 3 for item in run]


@functools.cache
def _official(lexicon: Lexicon) -> tuple[re.Pattern[str], ...]:
    roles = alternatives(lexicon.words("roles"))
    return (
        re.compile(
            rf"(?<!\w)(?:{roles})(?:[\w' -]{{0,60}}?)\s{lexicon.of_words}+$",
            re.IGNORECASE,
        ),
        re.compile(rf"^(?:\s[\w-]+){{0,3}}?\s{roles}(?!\w)", re.IGNORECASE),
        re.compile(rf"(?<!\w){roles}(?:\s[\w'-]+){{0,4}}?\s$", re.IGNORECASE),
    )


def _officials(reading: Reading, sentence: Span) -> list[tuple[str, Span]]:
    """Ministers and heads of state who attend stand for their countries."""
    lexicon = reading.lexicon
    attends = re.compile(
        rf"(?<!\w)(?:{lexicon.raw('participation_subject')}(?!\w)|{lexicon.raw('attended_by')})",
        re.IGNORECASE,
    )
    if not attends.search(sentence.of(reading.masked)):
        return []
    of_country, after_demonym, before_demonym = _official(lexicon)
    found = []
    for code, span in _names(reading, sentence):
        possessive = re.match(r"'s?(?=\s)", reading.masked[span.end : span.end + 3])
        role = after_demonym.match(reading.masked[span.end + 2 : sentence.end][:60])
        before = reading.masked[sentence.start : span.start][-90:]
        if of_country.search(before) or (possessive and role):
            found.append((code, span))
    for match in lexicon.demonym.finditer(reading.masked, sentence.start, sentence.end):
        before = reading.masked[sentence.start : match.start()][-60:]
        after = reading.masked[match.end() : sentence.end][:60]
        follows = lexicon.lowercase_names
        hit = before_demonym.search(before) if follows else after_demonym.match(after)
        if hit:
            code = lexicon.demonym_country(match["form"])
            found.append((code, Span(match.start(), match.end())))
    return found
