"""Names and roles that were found -> the people of a text, each with all that it says of them.

Later mentions by surname or first name belong to the same person, who is known by the longest
name; honorifics and academic titles are no part of it.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from eventbrief.extract.propose.person_names import Extent
from eventbrief.extract.propose.person_words import (
    AND,
    BODY,
    COUNTRY,
    DAY,
    DETERMINER,
    EVENT,
    GIVEN,
    NAMED,
    OF,
    PARTICLE,
    ROLE,
    SPEECH,
    STOP,
    TITLE,
    PersonWords,
)  # fmt: skip
from eventbrief.extract.text.reading import Reading
from eventbrief.extract.text.span import Span
from eventbrief.extract.text.tokens import CAPITAL, WORD

_LOOK_BACK = 120  # mentions
_LONGER = 12  # code points by which another role must be longer to be the fuller one
_WORD = re.compile(r"[^\W_][\w'’.-]*")


@dataclass
class Person:
    """Someone the article names; the longest name and the first whole role are kept.

    Attributes:
        sure: False where it is not sure that the words name somebody, or how far the name goes.
        role_sure: False where another reading of the role is close.
    """

    name: str
    name_span: Span
    role: str | None = None
    role_span: Span | None = None
    gender: str = "x"
    sure: bool = True
    role_sure: bool = True

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
class Told:
    """A role that was found beside a name.

    Attributes:
        span: its words.
        sure: whether it is sure.
        apposed: False where a clause says it: "X, who is in charge of the opening".
    """

    span: Span
    sure: bool = True
    apposed: bool = True


@dataclass(frozen=True)
class Named:
    """A name that was found, with the roles beside it.

    Attributes:
        extent: the name.
        roles: those before and after it, at most one each.
        sure: whether the name is sure.
    """

    extent: Extent
    roles: tuple[Told, ...] = ()
    sure: bool = True

    @property
    def whole(self) -> tuple[int, int]:
        """From the first to the last code point of name and roles."""
        spans = (self.extent.span, *(told.span for told in self.roles))
        return min(s.start for s in spans), max(s.end for s in spans)


class People:
    """The mentions of a reading, to be asked by position."""

    def __init__(self, reading: Reading, mentions: Sequence[PersonMention] = ()) -> None:
        self.reading = reading
        self.mentions = list(mentions)
        self._starts = [m.span.start for m in self.mentions]

    def starting(self, start: int, end: int) -> list[PersonMention]:
        """The mentions that begin in the range."""
        low, high = bisect.bisect_left(self._starts, start), bisect.bisect_left(self._starts, end)
        return self.mentions[low:high]

    def before(self, position: int) -> list[PersonMention]:
        """The mentions before `position`, the nearest first, as far as a reader looks back."""
        high = bisect.bisect_left(self._starts, position)
        return self.mentions[max(0, high - _LOOK_BACK) : high][::-1]


def people_of(words: PersonWords, found: Sequence[Named]) -> People:
    """The people whom the names are of, with every place that names them."""
    found = _outside_roles(found)
    register = _Register()
    mentions = []
    ordered = sorted(found, key=lambda n: (n.extent.first == n.extent.last, n.extent.first))
    for named in ordered:
        person = register.told(words, named)
        mentions.append(_mention(words, named, person))
    mentions += _called_again(words, found, register)
    return People(words.reading, sorted(mentions, key=lambda m: (m.span.start, m.span.end)))


def _outside_roles(found: Sequence[Named]) -> list[Named]:
    """Without what is but a part of a role: "Southeast Asia" in "director for Southeast Asia"."""
    kept: list[Named] = []
    reach = 0
    for named in sorted(found, key=lambda n: n.whole[0]):
        if named.extent.span.end > reach or not named.extent.span.start < reach:
            kept.append(named)
        reach = max([reach, *(told.span.end for told in named.roles)])
    return kept


def _mention(words: PersonWords, named: Named, person: Person) -> PersonMention:
    begin, end = named.whole
    begin = min(begin, words.items[named.extent.title].start)
    return PersonMention(Span(begin, end), named.extent.span, person)


class _Register:
    """The people known so far, to be asked by the words of a name."""

    def __init__(self) -> None:
        self.people: list[Person] = []
        self.by_word: dict[str, list[Person]] = {}

    def fitting(self, parts: set[str]) -> Iterator[Person]:
        """Who has all these words in the name, or no others, in the order of the text."""
        known: dict[int, Person] = {}
        for word in parts:
            for person in self.by_word.get(word, ()):
                known[id(person)] = person
        for person in sorted(known.values(), key=lambda p: p.name_span):
            own = person.words()
            if parts <= own or own <= parts:
                yield person

    def told(self, words: PersonWords, named: Named) -> Person:
        """The person of a mention: someone known, to whom it may add, or someone new."""
        text = words.reading.text
        name = " ".join(named.extent.span.of(text).split())
        gender = _gender(words, named)
        parts = _parts(name)
        person = _nearest(list(self.fitting(parts)), named.extent.span)
        if person is None:
            person = Person(name, named.extent.span, gender=gender, sure=named.sure)
            self.people.append(person)
            self._note(person)
        for told in named.roles:
            role = " ".join(told.span.of(text).split())
            longer = person.role and len(role) > len(person.role) + _LONGER
            if person.role is None or (longer and told.apposed):
                person.role, person.role_span, person.role_sure = role, told.span, told.sure
        person.gender = gender if person.gender == "x" else person.gender
        person.sure = person.sure or named.sure
        if len(name) > len(person.name) and len(parts) > len(person.words()):
            person.name, person.name_span = name, named.extent.span
            self._note(person)
        return person

    def _note(self, person: Person) -> None:
        for word in person.words():
            known = self.by_word.setdefault(word, [])
            if not any(p is person for p in known):
                known.append(person)


def _nearest(people: Sequence[Person], span: Span) -> Person | None:
    """Of several of the same name, whoever was named last before this place."""
    before = [p for p in people if p.name_span.start <= span.start]
    return max(before, key=lambda p: p.name_span.start, default=people[0] if people else None)


def _called_again(
    words: PersonWords, found: Sequence[Named], register: _Register
) -> Iterator[PersonMention]:
    """The places that name somebody known by a part of the name alone."""
    tokens, kinds = words.items, words.kinds
    cased, known = words.cased, register.by_word
    taken = {i for n in found for i in range(n.extent.title, n.extent.last + 1)}
    roles = [told.span for n in found for told in n.roles]
    reach = words.tokens.at(words.reading.body)
    for index, token in enumerate(tokens):
        if token.low not in known or index < reach or index in taken:
            continue
        if cased and not token.shape & CAPITAL:
            continue
        people, last = known[token.low], index
        while last + 1 < len(tokens) and last + 1 not in taken:
            more = [p for p in known.get(tokens[last + 1].low, ()) if p in people]
            inside = tokens[last + 1].shape & CAPITAL or kinds[last + 1] & PARTICLE
            if not more or (cased and not inside):
                break
            people, last = more, last + 1
        reach = last + 1
        if any(r.start <= token.start < r.end for r in roles) or not _stands_alone(
            words, index, last
        ):
            continue
        ends = [p for p in people if _ends_with(p, tokens[last].low)]
        person = _nearest(ends or people, Span(token.start, token.end))
        if person and (cased or ends):
            name = words.tokens.span(index, last)
            begin = tokens[_title_of(words, index)].start
            yield PersonMention(Span(begin, name.end), name, person)


def _ends_with(person: Person, word: str) -> bool:
    return person.name.casefold().replace("’", "'").endswith(word)


def _stands_alone(words: PersonWords, first: int, last: int) -> bool:
    """True where the words are no part of a longer name: not "Museo Rayo", "avenue Roy"."""
    tokens, kinds = words.items, words.kinds
    before = kinds[first - 1] if first else 0
    after = kinds[last + 1] if last + 1 < len(tokens) else 0
    if all(
        kinds[i] & (PARTICLE | OF | DETERMINER | AND | COUNTRY | DAY | STOP)
        for i in range(first, last + 1)
    ):
        return False
    left = (
        first
        and tokens[first - 1].shape & CAPITAL
        and not before & (TITLE | ROLE | STOP | DETERMINER | OF)
    )
    right = last + 1 < len(tokens) and tokens[last + 1].shape & CAPITAL
    if words.reading.lexicon.cased:
        return not (left or right or before & NAMED)
    own = kinds[first]
    return not (before & (NAMED | BODY | EVENT) or (own & GIVEN and after & GIVEN)) and bool(
        before & (TITLE | SPEECH | ROLE)
        or after & (SPEECH | STOP)
        or not tokens[last + 1].shape & WORD
        if last + 1 < len(tokens)
        else True
    )


def _title_of(words: PersonWords, first: int) -> int:
    """The first token of the title right before."""
    index = first - 1
    if index > 0 and words.items[index].low == ".":
        index -= 1
    return index if index >= 0 and words.kinds[index] & TITLE else first


def _parts(name: str) -> set[str]:
    return {w.casefold().strip(".") for w in _WORD.findall(name.replace("’", "'"))}


def _gender(words: PersonWords, named: Named) -> str:
    """What title or role tells: "f" or "m", and "x" where they tell nothing."""
    reading, extent = words.reading, named.extent
    told = [words.items[i].low for i in range(extent.title, extent.first)]
    for role in named.roles:
        first = words.tokens.at(role.span.start)
        told += [
            t.low
            for t in (
                words.items[i] for i in range(max(0, first - 1), min(first + 2, len(words.items)))
            )
        ]
    lexicon = reading.lexicon
    for word in told:
        if word in lexicon.words("feminine"):
            return "f"
    return "m" if any(word in lexicon.words("masculine") for word in told) else "x"
