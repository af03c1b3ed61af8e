"""A source read again + a span of it + a value -> whether the words there say the value.

One reader for each way of saying (`facts.table.Says`). What extraction finds, these find again: a
value that extraction reads from these very words is said by them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from eventbrief.extract.countries import what_is_counted
from eventbrief.extract.dates import Mention, undated_mentions
from eventbrief.extract.event_name import clean_name
from eventbrief.extract.gazetteer import country_of, same_city
from eventbrief.extract.hedges import hedge_around
from eventbrief.extract.lexicon import Lexicon, languages, lexicon
from eventbrief.extract.likeness import alike, fold, same_person
from eventbrief.extract.numbers import number, number_pattern, ordinal, ordinal_pattern
from eventbrief.extract.organisers import roles_said
from eventbrief.extract.reading import Reading
from eventbrief.extract.single import Reread
from eventbrief.extract.span import Span
from eventbrief.extract.wording import same_words
from eventbrief.facts.datestamp import stamps
from eventbrief.facts.table import Fact, Says

_NEAR = 60  # code points after a count in which what is counted stands
_CITY_WORDS = 4
_KNOWN_CITY = 100_000  # inhabitants of a city that tells its country without a word of it
_PHONE = re.compile(r"\+?\d(?:[\d\s().\u00a0\u202f/-]*\d)?")
_PIECES = re.compile(r"[,;:()\[\]\n«»“”\"|،؛–—]")
_CAPITALS = re.compile(r"(?<!\w)[A-Z][\w&./-]*[A-Z][\w&.-]*(?!\w)")
_CLOCK = re.compile(
    r"(?<!\d)(?P<hour>[01]?\d|2[0-4])(?:\s?[:.hH]\s?(?P<minute>[0-5]\d)?)?"
    r"(?:\s?(?P<half>[ap])\.?m\b)?(?!\d)",
)


class Level(IntEnum):
    """How far words go with a value."""

    DENIES = 0
    AGREES = 1  # they say less, or it in other words
    SAYS = 2


@dataclass(frozen=True)
class Verdict:
    """How far the words go, and what they say instead, for a person."""

    level: Level
    told: str = ""


@dataclass(frozen=True)
class Passage:
    """Words in a source, and what extraction read from them for one kind of fact."""

    reread: Reread
    span: Span
    found: tuple[Any, ...] = ()
    alone: bool = True  # whether they are there for this value, not for all of an item

    @property
    def words(self) -> str:
        """The words as they stand in the source."""
        return self.span.of(self.reread.stated.source.text)

    @property
    def lexicon(self) -> Lexicon | None:
        """The lexicon of the source's language, if there is one."""
        return self.reread.reading.lexicon if self.reread.reading else None


def says(fact: Fact, value: Any, reread: Reread, span: Span, *, alone: bool = True) -> Verdict:
    """Whether the words at `span` say that the fact of this kind is `value`.

    Args:
        fact: its entry in the table.
        value: what the sheet says, in the source's language where it is text.
        reread: the source.
        span: where the words stand.
        alone: whether the words are there for this value, or for an item with several.
    """
    assert fact.says is not None  # noqa: S101 - the table proves it
    found = _read_there(reread.claims.get(fact.at, []), span)
    return _READERS[fact.says](Passage(reread, span, found, alone), value)


def _read_there(claims: list[tuple[Any, tuple[Span, ...]]], span: Span) -> tuple[Any, ...]:
    """What extraction read from these very words, or from words in them, or else around them."""
    near: tuple[Callable[[Span], bool], ...] = (span.__eq__, span.covers, span.overlaps)
    for touches in near:
        found = tuple(value for value, spans in claims if any(touches(s) for s in spans))
        if found:
            return found
    return ()


def _name(passage: Passage, value: Any) -> Verdict:
    """Letter by letter, and the whole of it: neither words nor extraction go on."""
    read = [str(f) for f in passage.found if f]
    if any(same_words(f, str(value)) for f in read) or _whole(passage, str(value), read):
        return Verdict(Level.SAYS)
    told = next(iter(read), "") or passage.words
    near = any(alike(f, str(value)) for f in (*read, passage.words))
    return Verdict(Level.AGREES if near else Level.DENIES, told)


def _whole(passage: Passage, value: str, read: list[str]) -> bool:
    """True where the value is all that the words name.

    Of words that stand there for several values, it must fill what lies between two marks, or be
    what leads and what follows aside: "jointly organised by the X (Y)".
    """
    wanted = fold(value)
    if not wanted or any(_inside(wanted, fold(f)) and fold(f) != wanted for f in read):
        return False
    if wanted in {fold(passage.words), _without_small(fold(passage.words), passage.lexicon)}:
        return True
    if passage.alone and not read:
        return False
    pieces = _PIECES.split(passage.words)
    small = {_without_small(fold(piece), passage.lexicon) for piece in pieces}
    if _without_small(wanted, passage.lexicon) in small:
        return True
    if len(_PIECES.split(value)) > 1:  # it has marks of its own
        return _inside(wanted, fold(passage.words))
    return any(_stands_apart(value, piece, passage.lexicon) for piece in pieces)


def _without_small(folded: str, own: Lexicon | None) -> str:
    """The words without articles and small words before them: "at the"."""
    keys = ("determiners", "of_words", "name_links")
    small = {fold(w) for key in keys for w in own.words(key)} if own else set()
    words = folded.split()
    while len(words) > 1 and words[0] in small:
        words.pop(0)
    return " ".join(words)


def _stands_apart(value: str, piece: str, own: Lexicon | None) -> bool:
    """True where a name ends with the piece, or no word with a capital or a link follows it."""
    words, wanted = piece.split(), value.split()
    size = len(wanted)
    for start in range(len(words) - size + 1):
        if fold(" ".join(words[start : start + size])) != fold(value):
            continue
        before = words[start - 1] if start else ""
        after = words[start + size] if start + size < len(words) else ""
        links = own.words("name_links") if own else frozenset()
        cased = own.cased if own else True
        led = cased and before[:1].isupper() and start > 1
        goes_on = after[:1].isupper() or after.lower() in links or not cased
        if not led and not (after and goes_on):
            return True
    return False


def _acronym(passage: Passage, value: Any) -> Verdict:
    said = {str(f) for f in passage.found} or set(_CAPITALS.findall(passage.words))
    if fold(str(value)) in {fold(s) for s in said}:
        return Verdict(Level.SAYS)
    if _inside(fold(str(value)), fold(passage.words)) and not passage.found:
        return Verdict(Level.SAYS)
    return _one_of(said, value)


def _event(passage: Passage, value: Any) -> Verdict:
    """The whole name: what extraction read there, or the words without their edition."""
    known = passage.lexicon
    read = [str(f) for f in passage.found] or [passage.words]
    bare = clean_name(passage.words, known) if known else passage.words
    if any(same_words(f, str(value)) for f in (*read, passage.words, bare)):
        return Verdict(Level.SAYS)
    near = any(alike(f, str(value)) for f in read)
    return Verdict(Level.AGREES if near else Level.DENIES, read[0])


def _edition(passage: Passage, value: Any) -> Verdict:
    orders = {int(f) for f in passage.found}
    if passage.lexicon and not orders:
        pattern = re.compile(ordinal_pattern(passage.lexicon), re.IGNORECASE)
        read = (ordinal(m.group(), passage.lexicon) for m in pattern.finditer(passage.words))
        orders |= {n for n in read if n}
    if not orders:
        orders = {int(n) for n in re.findall(r"(?<!\d)\d{1,3}(?!\d)", passage.words)}
    return _one_of(orders, value)


def _first_day(passage: Passage, value: Any) -> Verdict:
    return _day_of(passage, str(value), lambda m: m.start.iso(), lambda m: m.start)


def _last_day(passage: Passage, value: Any) -> Verdict:
    return _day_of(
        passage, str(value), lambda m: (m.end or m.start).iso(), lambda m: m.end or m.start
    )


def _any_day(passage: Passage, value: Any) -> Verdict:
    first = _first_day(passage, value)
    return first if first.level is Level.SAYS else _last_day(passage, value)


def _day_of(
    passage: Passage, value: str, iso: Callable[[Mention], str], day: Callable[[Mention], Any]
) -> Verdict:
    if passage.found and value in passage.found:
        return Verdict(Level.SAYS)
    reading = passage.reread.reading
    if reading is None:
        read = {stamp.date.isoformat() for stamp in stamps(passage.words)}
        return _one_of(read, value)
    days = [iso(m) for m in passage.reread.mentions if _holds(passage, m, day(m).day)]
    if value in days:
        return Verdict(Level.SAYS)
    if any(value.startswith(f"{d}-") for d in days):
        return Verdict(Level.AGREES, days[0])
    if not days and _without_year(reading, passage, value, day):
        return Verdict(Level.SAYS)
    return Verdict(Level.DENIES, next(iter(days), ""))


def _holds(passage: Passage, mention: Mention, figure: int | None) -> bool:
    """True where the words hold the mention, or the day's own figure out of it."""
    if passage.span.covers(mention.span):
        return True
    figures = {int(f) for f in re.findall(r"\d{1,4}", passage.words)}
    return mention.span.overlaps(passage.span) and figure in figures


def _without_year(
    reading: Reading, passage: Passage, value: str, day: Callable[[Mention], Any]
) -> bool:
    """True where the text names no year at all, and the words say day and month."""
    for mention in undated_mentions(reading):
        said = day(mention)
        if passage.span.covers(mention.span) and said.year is None:
            month_and_day = f"{said.month:02d}-{said.day:02d}" if said.day else f"{said.month:02d}"
            if value[5:] == month_and_day:
                return True
    return False


def _city(passage: Passage, value: Any) -> Verdict:
    city, words = str(value), passage.words
    read = [str(f) for f in passage.found]
    if any(fold(f) == fold(city) or same_city(f, city) for f in (*read, words)):
        return Verdict(Level.SAYS)
    parts = re.findall(r"[\w'’.-]+", words)
    runs = {
        " ".join(parts[i : i + n]) for n in range(1, _CITY_WORDS + 1) for i in range(len(parts))
    }
    named = _inside(fold(city), fold(words)) and not country_of(words)
    if not read and (named or any(same_city(run, city) for run in runs if run[:1].isalpha())):
        return Verdict(Level.SAYS)
    return Verdict(Level.DENIES, next(iter(read), words))


def _country(passage: Passage, value: Any) -> Verdict:
    codes = {str(f) for f in passage.found if f}
    if value in codes:
        return Verdict(Level.SAYS)
    codes |= countries_in(passage.words, passage.lexicon)
    return _one_of(codes, value)


def countries_in(words: str, own: Lexicon | None = None) -> set[str]:
    """The countries that the words name, by name or adjective, or else by a city of theirs.

    Args:
        words: what may name them.
        own: the lexicon of the words' language; all that there are where None.
    """
    known = [own] if own else [lexicon(language) for language in languages()]
    codes: set[str] = set()
    for each in known:
        codes |= {each.country_code(m) for m in each.country.finditer(words)}
        codes |= {each.demonym_country(m["form"]) for m in each.demonym.finditer(words)}
    if codes:
        return codes
    whole = country_of(words)
    if whole:
        return {whole}
    parts = re.findall(r"[^\W\d_][\w'’-]*", words)
    runs = (" ".join(parts[i : i + n]) for n in (3, 2, 1) for i in range(len(parts) - n + 1))
    return {code for run in runs if len(run) > 2 and (code := country_of(run, _KNOWN_CITY))}


def _number(passage: Passage, value: Any) -> Verdict:
    """A number in figures or words; where extraction read one of several, that one."""
    read = {int(f) for f in passage.found}
    said = numbers_in(passage.words, passage.lexicon)
    if value in read or (value in said and (len(said) == 1 or not read)):
        return Verdict(Level.SAYS)
    return _one_of(read or said, value)


def numbers_in(words: str, own: Lexicon | None) -> set[int]:
    """The numbers that the words say."""
    plain = re.sub(r"(?<=\d)[ .,\u00a0\u202f](?=\d{3}(?!\d))", "", words)
    said = {int(f) for f in re.findall(r"\d+", plain) if len(f) < 12}
    if own is None:
        return said
    pattern = re.compile(number_pattern(own), re.IGNORECASE)
    read = (number(m.group(), own) for m in pattern.finditer(plain))
    return said | {n for n in read if n}


def _countries_counted(passage: Passage, value: Any) -> Verdict:
    """A count of countries: the words, or those right after them, speak of countries."""
    verdict = _number(passage, value)
    own = passage.lexicon
    if verdict.level is not Level.SAYS or passage.found or own is None:
        return verdict
    text = passage.reread.stated.source.text
    near = text[passage.span.start : passage.span.end + _NEAR].lower()
    if any(word in near for word in own.words("country_words") | own.words("country_adjectives")):
        return verdict
    return Verdict(Level.DENIES, passage.words)


def _person(passage: Passage, value: Any) -> Verdict:
    read = [str(f) for f in passage.found]
    if _whole(passage, str(value), read):
        return Verdict(Level.SAYS)
    if any(same_words(f, str(value)) for f in read):
        return Verdict(Level.SAYS)
    near = any(same_person(f, str(value)) for f in (*read, passage.words))
    return Verdict(Level.AGREES if near else Level.DENIES, next(iter(read), passage.words))


def _sentence(passage: Passage, value: Any) -> Verdict:
    if same_words(str(value), passage.words):
        return Verdict(Level.SAYS)
    near = alike(str(value), passage.words)
    return Verdict(Level.AGREES if near else Level.DENIES, passage.words)


def _phone(passage: Passage, value: Any) -> Verdict:
    digits = re.sub(r"\D", "", str(value))
    numbers = {re.sub(r"\D", "", m.group()) for m in _PHONE.finditer(passage.words)}
    abroad = str(value).strip().startswith("+")  # else it may lack the country's code
    national = "" if abroad else digits.removeprefix("0")
    said = len(digits) > 2 and any(
        n == digits or (len(national) > 6 and n.endswith(national)) for n in numbers
    )
    return Verdict(Level.SAYS if said else Level.DENIES, passage.words)


def _clock(passage: Passage, value: Any) -> Verdict:
    said = set()
    for match in _CLOCK.finditer(passage.words):
        hour = int(match["hour"]) % 12 if match["half"] else int(match["hour"]) % 24
        hour += 12 if (match["half"] or "").lower() == "p" else 0
        said.add(f"{hour:02d}:{match['minute'] or '00'}")
    return _one_of(said, str(value))


def _role(passage: Passage, value: Any) -> Verdict:
    """The role that extraction read there, or that words leading to the body say."""
    read = {str(f) for f in passage.found}
    if value in read or passage.lexicon is None:
        return Verdict(Level.SAYS)
    said = read or roles_said(passage.words, passage.lexicon)
    if not said:
        sentence = passage.reread.reading.sentence_at(passage.span.start)  # type: ignore[union-attr]
        text = passage.reread.stated.source.text
        said = roles_said(text[sentence.start : passage.span.end], passage.lexicon)
    same = {"co-organiser": "organiser"}.get(str(value), str(value))
    return _one_of(said, same)


def _counted(passage: Passage, value: Any) -> Verdict:
    reading = passage.reread.reading
    if reading is None:
        return Verdict(Level.SAYS)
    told = passage.found or (what_is_counted(reading, passage.span.start, passage.span.end),)
    return _one_of({t for t in told if t}, value)


def _hedge(passage: Passage, value: Any) -> Verdict:
    return _one_of(hedges_there(passage.reread, passage.span) | set(passage.found), value)


def hedges_there(reread: Reread, span: Span) -> set[str]:
    """How the source hedges the counts at `span`; nothing where it states them outright."""
    own = reread.reading.lexicon if reread.reading else None
    if own is None:
        return set()
    text = reread.stated.source.text
    said = numbers_in(span.of(text), own)
    found = (hedge_around(text, span, number, own)[0] for number in said)
    return {str(hedge) for hedge in found if hedge}


def _one_of(said: Iterable[Any], value: Any) -> Verdict:
    options = list(said)
    if value in options:
        return Verdict(Level.SAYS)
    return Verdict(Level.DENIES, ", ".join(str(o) for o in sorted(options, key=str)))


def _inside(part: str, whole: str) -> bool:
    """True where the folded words stand in the folded words, whole ones."""
    return bool(part) and f" {part} " in f" {whole} "


_READERS: dict[Says, Callable[[Passage, Any], Verdict]] = {
    Says.NAME: _name,
    Says.ACRONYM: _acronym,
    Says.EVENT: _event,
    Says.EDITION: _edition,
    Says.FIRST_DAY: _first_day,
    Says.LAST_DAY: _last_day,
    Says.DAY: _any_day,
    Says.CITY: _city,
    Says.COUNTRY: _country,
    Says.COUNTRIES: _countries_counted,
    Says.NUMBER: _number,
    Says.PERSON: _person,
    Says.SENTENCE: _sentence,
    Says.PHONE: _phone,
    Says.CLOCK: _clock,
    Says.ROLE: _role,
    Says.COUNTED: _counted,
    Says.HEDGE: _hedge,
}
