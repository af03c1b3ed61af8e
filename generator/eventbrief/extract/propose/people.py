"""A reading -> the people it names, with the role that stands beside each name.

A mention is a name with capitals; its role is read on either side: "le ministre X, Jean Dupont",
"Jean Dupont, ministre X", "Foreign Minister Aso Taro". Later mentions by surname belong to the same
person.
"""

from __future__ import annotations

import bisect
import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from eventbrief.extract.text.lexicon import CAPITAL, Lexicon, alternatives
from eventbrief.extract.text.reading import Reading
from eventbrief.extract.text.span import Span, stripped
from eventbrief.facts.datestamp import month_number

_HARD_STOP = re.compile(r"[.;:!?«»“”\"\n\u2588/]|\((?![A-Z]{2,10}\))|(?<![A-Z]{2})\)")
_LONG_WORD = 45
_LOOK_BACK = 120  # mentions
_SURNAME = "?"  # a lone word with a capital: only a person where the name is known already


@dataclass
class Person:
    """Someone the article names; the longest name and the first whole role are kept."""

    name: str
    name_span: Span
    role: str | None = None
    role_span: Span | None = None
    gender: str = "x"

    def words(self) -> set[str]:
        """The parts of the name, case folded."""
        return _parts(self.name)


@dataclass(frozen=True)
class PersonMention:
    """One place where a person is named: `span` covers title, role and name."""

    span: Span
    name: Span
    person: Person = field(compare=False)


@dataclass(frozen=True)
class _Raw:
    span: Span
    name: Span
    role: Span | None
    honorific: str


def find_people(reading: Reading) -> list[PersonMention]:
    """Every mention of a person, in the order of the text."""
    raw = [r for m in _names(reading.lexicon).finditer(reading.flat) if (r := _raw(reading, m))]
    raw = _outside_roles(raw)
    people = _Register()
    mentions = []
    for item in sorted(raw, key=lambda r: (len(_name(reading, r).split()) < 2, r.name.start)):
        person = _person(reading, people, item)
        if person:
            mentions.append(PersonMention(item.span, item.name, person))
    return sorted(mentions, key=lambda m: m.span.start)


class _Register:
    """The people known so far, to be asked by the words of a name."""

    def __init__(self) -> None:
        self._by_word: dict[str, dict[int, Person]] = {}
        self._numbers: dict[int, int] = {}

    def fitting(self, parts: set[str]) -> Iterator[Person]:
        """Who has all these words in the name, or no others, in the order of the text."""
        known = {number: p for word in parts for number, p in self._by_word.get(word, {}).items()}
        for _, person in sorted(known.items()):
            words = person.words()
            if parts <= words or words <= parts:
                yield person

    def add(self, person: Person) -> None:
        """Note the words of the name; again when it has grown."""
        number = self._numbers.setdefault(id(person), len(self._numbers))
        for word in person.words():
            self._by_word.setdefault(word, {})[number] = person


def _outside_roles(raw: list[_Raw]) -> list[_Raw]:
    """Without what is but a part of a role: "Southeast Asia" in "director for Southeast Asia"."""
    kept, reach = [], 0
    for item in raw:
        if item.name.end <= reach:
            continue
        kept.append(item)
        reach = max(reach, item.role.end) if item.role else reach
    return kept


@functools.cache
def _names(lexicon: Lexicon) -> re.Pattern[str]:
    honorifics = alternatives(lexicon.data["honorifics"])
    particles = alternatives(lexicon.words("particles"))
    word = lexicon.name_word
    initials = r"(?:[A-Z]\.(?:\s?[A-Z]\.){0,2}\s)?" if lexicon.cased else ""  # "R.K. Sharma"
    return re.compile(
        r"(?<![\w'])"
        rf"(?:(?P<honorific>(?i:{honorifics})(?:\.\s?|\s+))?)"
        rf"(?P<name>(?-i:{initials}{word}(?:\s(?:(?:{particles})\s)*(?:(?:[A-Z]\.){{1,3}}\s)?{word}){{0,7}}))"
    )


def _raw(reading: Reading, match: re.Match[str]) -> _Raw | None:
    lexicon, flat = reading.lexicon, reading.flat
    if match.end() <= reading.body:
        return None
    start = _skip_role_words(reading, match.start("name"), match.end("name"))
    end = match.end("name")
    honorific = (match["honorific"] or "").strip(" .")
    begin = match.start("honorific") if honorific and start == match.start("name") else start
    end -= _suffix(flat[start:end], lexicon)
    name = flat[start:end]
    if not name or not _is_name(name, lexicon) or _is_part(reading, match, start):
        return None
    if start > match.start("name") and _is_portfolio(reading, match.start("name"), end):
        return None
    role = _role_before(reading, begin)
    if role is None or " " not in role.of(flat):
        role = _role_after(reading, end) or role  # "General X, head of Y" is head of Y
    if role is None and honorific and honorific.lower() in lexicon.words("roles"):
        role = Span(begin, begin + len(honorific))
    lone = " " not in name and "-" not in name
    if role is None and not honorific and (lone or not (lexicon.cased or _spoken(reading, begin))):
        return _Raw(Span(begin, end), Span(start, end), None, _SURNAME)
    whole = Span(min(begin, role.start) if role else begin, max(end, role.end) if role else end)
    return _Raw(whole, Span(start, end), role, honorific)


def _is_part(reading: Reading, match: re.Match[str], start: int) -> bool:
    """True within "directrice d'AME Trade", and for a country's name, as South Africa's."""
    flat = reading.flat
    elided = re.search(rf"'{CAPITAL}\s$", flat[max(0, start - _LONG_WORD) : start])
    country = reading.lexicon.country.fullmatch(flat, match.start("name"), match.end("name"))
    return bool(elided or country)


def _suffix(name: str, lexicon: Lexicon) -> int:
    """The length of what follows a name without being one: "Patricia Scotland QC"."""
    first, _, last = name.rpartition(" ")
    return len(last) + 1 if first and last.lower() in lexicon.words("name_suffixes") else 0


def _is_portfolio(reading: Reading, start: int, end: int) -> bool:
    """In "ministro de Seguridad Pública, Ramiro Pinzón", the first two words are no person."""
    lexicon, flat = reading.lexicon, reading.flat
    after = rf"\s*,\s+{lexicon.name_word} {lexicon.name_word}"
    small = re.search(rf"(?<!\w){lexicon.of_words}$", flat[max(0, start - 12) : start])
    return bool(small) and bool(re.compile(after).match(flat, end))


def _spoken(reading: Reading, position: int) -> bool:
    """True right after a verb of speech: what follows is somebody, in a script without capitals."""
    before = reading.flat[max(0, position - 20) : position].rstrip()
    pattern = reading.lexicon.pattern("speech_past")
    return any(m.end() == len(before) for m in pattern.finditer(before))


def _skip_role_words(reading: Reading, start: int, end: int) -> int:
    """In "Japanese Foreign Minister Aso Taro", the name starts after the last word of the role."""
    lexicon, flat = reading.lexicon, reading.flat
    last = start
    for word in re.finditer(r"\S+\s*", flat[start:end]):
        token = word.group().strip().lower().strip(".")
        known = {token, lexicon.bare(token)}
        known.add(token.split("-")[0])  # "director-general"
        role_word = bool(
            known & lexicon.words("roles")
            or known & lexicon.words("role_modifiers")
            or known & lexicon.words("portfolio")
            or known & lexicon.words("organisation_words")
            or (not lexicon.lowercase_names and known & lexicon.words("event_heads"))
        )
        country = lexicon.demonym.fullmatch(token) or (
            not lexicon.lowercase_names and lexicon.country.fullmatch(token)
        )  # Maurice is a first name too
        opener = token in _openers(lexicon) and start + word.start() == last
        first = start + word.start() == last
        # No first name begins with an article.
        defined = first and not lexicon.cased and re.match(lexicon.raw("defined"), token)
        named = not defined or end <= start + word.end() or not last > start
        if role_word or opener or (country and first) or (defined and not named):
            last = start + word.end()
    return last


@functools.cache
def _openers(lexicon: Lexicon) -> frozenset[str]:
    """Words with a capital only because a sentence begins with them: "Pour Jean Durand"."""
    keys = (
        "name_links",
        "determiners",
        "title_nouns",
        "demonstratives",
        "according",
        "according_first",
    )
    return frozenset(lexicon.weekdays).union(*(lexicon.words(key) for key in keys))


@functools.cache
def _no_names(lexicon: Lexicon) -> frozenset[str]:
    """Words that no person's name holds."""
    keys = (
        "event_heads",
        "determiners",
        "name_stops",
        "organisation_words",
        "name_links",
        "title_nouns",
        "country_words",
    )
    return frozenset(lexicon.weekdays).union(*(lexicon.words(key) for key in keys))


def _is_name(name: str, lexicon: Lexicon) -> bool:
    words = [lexicon.bare(w) for w in name.lower().replace(".", "").split()]
    banned = _no_names(lexicon)
    adjectives, portfolio = lexicon.words("name_adjectives"), lexicon.words("portfolio")
    if all(w in adjectives or w in portfolio for w in words):
        return False  # "Nacional" in "director de la Policía Nacional"
    if len(words) == 1 and month_number(words[0]):
        return False  # "Hôtel 2 Février"
    starts = words[0] in lexicon.words("role_ends")
    first_name = len(words) > 1 and words[0] in lexicon.words("speech_past")  # "Said Bakari"
    if any(w in banned for w in words) or (starts and not first_name):
        return False
    if name.casefold() in lexicon.countries or (
        len(words) == 1 and lexicon.demonym.fullmatch(name)
    ):
        return False
    return not (name.isupper() and len(words) == 1)


@functools.cache
def _role_head(lexicon: Lexicon) -> re.Pattern[str]:
    return re.compile(
        rf"(?<![\w-]){lexicon.clitics}(?P<role>{alternatives(lexicon.words('roles'))})"
        r"(?:-\w+)?(?![\w-])",
        re.IGNORECASE,
    )


def _role_before(reading: Reading, position: int) -> Span | None:
    flat, lexicon = reading.flat, reading.lexicon
    start = max(0, position - 170)
    region = flat[start:position]
    stops = [
        m.end()
        for m in _HARD_STOP.finditer(region)
        if not _is_abbreviation(region, m.start(), lexicon)
    ]
    cut = max(stops, default=0)
    clause = region[cut:]
    heads = list(_role_head(lexicon).finditer(clause))
    if not heads:
        return None
    head = heads[-1]
    between = re.sub(rf",\s+{lexicon.determiner}$", ", ", clause[head.end() :])
    if not _joins_role_to_name(between, lexicon) or _leads_on(between, lexicon):
        return None
    begin = _role_start(clause, head.start("role"), lexicon)
    article = lexicon.raw("attached_article")
    begin -= 2 if re.search(f"{article}$", clause[:begin]) else 0
    return stripped(flat, start + cut + begin, position, " ,\t\u00a0")


def _is_abbreviation(region: str, position: int, lexicon: Lexicon) -> bool:
    before = re.search(r"(\w+)$", region[:position])
    if region[position] != "." or before is None:
        return False
    return len(before[1]) == 1 or before[1].lower() in lexicon.words("abbreviations")


def _joins_role_to_name(between: str, lexicon: Lexicon) -> bool:
    """Only the rest of a role may stand between its noun and the name."""
    body = between.rstrip()
    if body.endswith(","):
        body = body[:-1]
    parts = body.split(",")
    for part in parts[1:]:
        if not re.match(rf"\s*{lexicon.raw('role_continues')}", part, re.IGNORECASE):
            return False
    words = re.findall(r"[^\W_][\w'-]*", body)
    if len(words) > 16:
        return False
    stops = lexicon.words("role_ends") | lexicon.words("pronouns_all")
    stops -= lexicon.words("role_links")  # "Secretary to the Ministry"
    return not any(w.lower() in stops and not w.isupper() for w in words)


def _leads_on(between: str, lexicon: Lexicon) -> bool:
    """True where the role goes on: in "director for Asia and the Pacific" nobody is named yet."""
    words = between.lower().split()
    small = lexicon.words("determiners") | lexicon.words("of_words") | lexicon.words("conjunctions")
    return lexicon.cased and not between.endswith(",") and bool(words) and words[-1] in small


def _role_start(clause: str, position: int, lexicon: Lexicon) -> int:
    """Over modifiers to the left: "German Interior", "Premier", "Interpol secretary"."""
    start = position
    while True:
        before = re.search(r"(?P<word>[^\W_][\w.&'-]*)\s+$", clause[:start])
        if not before:
            return start
        word = before["word"]
        folded = word.lower()
        modifier = (
            folded in lexicon.words("role_modifiers")
            or folded in lexicon.words("roles")
            or (not lexicon.lowercase_names and folded in lexicon.words("portfolio"))
            or folded.endswith("'s")
            or (not lexicon.lowercase_names and _qualifies(clause, before.start(), word, lexicon))
            or (
                not lexicon.lowercase_names
                and word[0].isupper()
                and folded not in lexicon.words("determiners")
                and folded not in lexicon.words("name_links")
            )
        )
        if not modifier:
            joint = folded in lexicon.words("conjunctions") and lexicon.language
            earlier = (
                _role_head(lexicon).search(clause[max(0, before.start() - 40) : before.start()])
                if joint
                else None
            )
            if not earlier:
                return start
            return max(0, before.start() - 40) + earlier.start()
        start = before.start()


def _qualifies(clause: str, start: int, word: str, lexicon: Lexicon) -> bool:
    """A noun in lower case between a name and a role: "UN climate chief"."""
    earlier = re.search(r"(?P<word>[^\W_][\w.&'-]*)\s+$", clause[:start])
    folded = word.lower()
    known = lexicon.words("of_words") | lexicon.words("role_ends") | lexicon.words("conjunctions")
    verbs = lexicon.words("speech_past") | lexicon.words("speech_present")
    return bool(
        earlier
        and earlier["word"].isupper()
        and len(word) > 3
        and folded not in known | verbs | lexicon.words("determiners")
    )


def _role_after(reading: Reading, position: int) -> Span | None:
    flat, lexicon = reading.flat, reading.lexicon
    opening = re.compile(rf"(?:\s*,\s*|\s+\(|\s[–—-]\s)(?:{lexicon.determiner})?").match(
        flat, position
    )
    if not opening:
        return None
    start = opening.end()
    end = role_end(reading, start)
    phrase = flat[start:end]
    head = _role_head(lexicon).search(phrase)
    if not head:
        return None
    lead = re.findall(r"[^\W_][\w'-]*", phrase[: head.start()])
    limit = 1 if lexicon.lowercase_names else 7
    if len(lead) > limit or not all(_leads_role(w, lexicon) for w in lead):
        return None
    return stripped(flat, start, end, " ,\t\u00a0")


def _leads_role(word: str, lexicon: Lexicon) -> bool:
    """True for what may stand before the noun of a role: "Interpol", "Premier", "German"."""
    folded = word.lower()
    if folded in lexicon.words("role_ends") and not word.isupper():  # WHO is not "who"
        return False
    return (
        word[0].isupper()
        or folded.endswith("'s")
        or folded in lexicon.words("role_modifiers")
        or folded in lexicon.words("name_links")
        or folded in lexicon.words("portfolio")
    )


def role_end(reading: Reading, start: int) -> int:
    """Where a role that begins at `start` ends."""
    flat, lexicon = reading.flat, reading.lexicon
    limit = min(len(flat), start + 240)
    position = start
    phrases = alternatives(lexicon.words("role_end_phrases"))
    finish = re.compile(rf"\s+(?:{phrases}|{alternatives(lexicon.words('role_ends'))}(?!\w))")
    while position < limit:
        character = flat[position]
        if _HARD_STOP.match(character):
            dotted = character == "." and _is_abbreviation(
                flat[start:limit], position - start, lexicon
            )
            if not dotted:
                return position
        if character == ",":
            following = flat[position + 1 : limit].lstrip()
            if not re.match(lexicon.raw("role_continues"), following, re.IGNORECASE):
                return position
        if character == " " and finish.match(flat, position):
            return position
        position += 1
    return position


def _parts(name: str) -> set[str]:
    return {w.casefold() for w in re.findall(r"[^\W_][\w'’-]*", name)}


def _name(reading: Reading, raw: _Raw) -> str:
    return re.sub(r"\s+", " ", raw.name.of(reading.text))


def _person(reading: Reading, people: _Register, raw: _Raw) -> Person | None:
    """The person of this mention: someone known, or someone new."""
    name = _name(reading, raw)
    role = re.sub(r"\s+", " ", raw.role.of(reading.text)) if raw.role else None
    gender = _gender(reading, raw)
    parts = _parts(name)
    person = next(people.fitting(parts), None)
    if person:
        if role and (person.role is None or len(role) > len(person.role) + 12):
            person.role, person.role_span = role, raw.role
        person.gender = gender if person.gender == "x" else person.gender
        if len(name) > len(person.name) and len(parts) > len(person.words()):
            person.name, person.name_span = name, raw.name
            people.add(person)
        return person
    if raw.honorific == _SURNAME:
        return None
    person = Person(name, raw.name, role, raw.role, gender)
    people.add(person)
    return person


def _gender(reading: Reading, raw: _Raw) -> str:
    words = [raw.honorific.lower()]
    if raw.role:
        before = reading.flat[max(0, raw.role.start - 4) : raw.role.start].strip().lower()
        words += [before, *raw.role.of(reading.flat).lower().split()[:2]]
    if any(w in reading.lexicon.words("feminine") for w in words if w):
        return "f"
    if any(w in reading.lexicon.words("masculine") for w in words if w):
        return "m"
    return "x"


class People:
    """The mentions of a reading, to be asked by position."""

    def __init__(self, reading: Reading) -> None:
        self.mentions = find_people(reading)
        self._starts = [m.span.start for m in self.mentions]

    def starting(self, start: int, end: int) -> list[PersonMention]:
        """The mentions that begin in the range."""
        low, high = bisect.bisect_left(self._starts, start), bisect.bisect_left(self._starts, end)
        return self.mentions[low:high]

    def before(self, position: int) -> list[PersonMention]:
        """The mentions before `position`, the nearest first, as far as a reader looks back."""
        high = bisect.bisect_left(self._starts, position)
        return self.mentions[max(0, high - _LOOK_BACK) : high][::-1]
