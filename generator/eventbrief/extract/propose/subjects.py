"""A verb of speech -> what stands on both sides of it: who is named, a pronoun, a role, a body."""

from __future__ import annotations

import bisect
from dataclasses import dataclass

from eventbrief.extract.propose.bodies import Body, bodies_after, body_before
from eventbrief.extract.propose.people import People, Person, PersonMention
from eventbrief.extract.propose.speech import Act
from eventbrief.extract.text.reading import Reading
from eventbrief.extract.text.span import Span
from eventbrief.extract.text.tokens import ARTICLE, Token

_SIDE = 260  # code points on one side of a verb
_QUOTE = frozenset('"«»“”„')
_OVER = frozenset(".;?!\n") | _QUOTE
_CLOSE_BY = 3  # words
LEAST = 2.0  # how much must speak for a mention to be the subject
_PHRASE = 12  # words between the noun of a role and its verb
_SPACE = 25  # code points between a verb and the body after it
_LOOKED_AT = 4


@dataclass(eq=False)
class Subject:
    """What stands around a verb of speech.

    Attributes:
        act: the verb.
        told: person's id -> mention, and how it stands to the verb.
        pronoun: the gender of the pronoun that is its subject, or "".
        noun: the noun of a role that is its subject, as in "the minister added", or None.
        noun_span: the noun with what belongs to it.
        body: the body that stands at the verb, and on which side; or None.
        speaker: whom a reader takes it to be, by the words alone; None where they do not tell.
    """

    act: Act
    told: dict[int, tuple[PersonMention, list[str]]]
    pronoun: str = ""
    noun: Token | None = None
    noun_span: Span | None = None
    body: tuple[Body, str] | None = None
    speaker: Person | Body | None = None

    @property
    def how(self) -> str:
        """By what the verb's subject is told."""
        if self.pronoun:
            return "pronoun"
        if any(_named(names) for _, names in self.told.values()):
            return "named"
        if self.body:
            return "body"
        if self.noun:
            return "noun"
        return "gerund" if self.act.form == "gerund" else "nothing"


_STRONG = {
    "after_0": 5.0, "before_0": 5.0, "before_insertion": 4.0, "before_relative": 3.5,
    "after_near": 3.0, "before_near": 2.5, "clause_first": 1.5, "before_far": 0.5,
    "preposition": -4.0, "in_insertion": -3.0, "possessive": -4.0, "coordinated": -1.0,
    "second": -1.0, "after_far": 0.0,
}  # fmt: skip


def _named(names: list[str]) -> bool:
    """True where the mention may well be the subject."""
    return sum(_STRONG[name] for name in names) >= LEAST


def worth(names: list[str]) -> float:
    """How much speaks for a mention being the subject."""
    return sum(_STRONG[name] for name in names)


class Subjects:
    """The verbs of speech of a reading, each with what stands around it."""

    def __init__(self, reading: Reading, people: People) -> None:
        self.reading, self.people = reading, people
        lexicon = reading.lexicon
        self.tokens = reading.tokens
        self.pronouns: dict[str, str] = lexicon.data["pronouns"]
        self._mentions = [m for m in people.mentions if not reading.in_quotation(m.name.start)]
        self._starts = [m.span.start for m in self._mentions]
        self._subjects: dict[int, Subject] = {}
        self._no_subject = lexicon.bit("before_no_subject")
        self._deputies = lexicon.bit("deputies")
        self._relatives = lexicon.bit("person_relatives")
        self._roles = lexicon.bits("roles", "official_refs", "deputies")
        self._pronoun = lexicon.bit("pronouns")
        self._that = lexicon.bit("that")
        self._determiner = lexicon.bit("determiners")
        self._bodies = lexicon.bit("organisation_words")
        self._fullest: dict[str, Body | None] = {}
        self._joints = lexicon.words("conjunctions")

    def subject(self, act: Act, bounds: Span) -> Subject:
        """What stands on both sides of the verb, within `bounds`."""
        known = self._subjects.get(act.first)
        if known is None:
            known = self._subjects[act.first] = self._look(act, bounds)
        return known

    def _look(self, act: Act, bounds: Span) -> Subject:
        subject = Subject(act, {})
        subject.pronoun = self.pronouns.get(act.pronoun, "x") if act.pronoun else ""
        self._look_after(subject, bounds)
        self._look_before(subject, bounds)
        if subject.how in ("noun", "nothing", "gerund"):
            subject.body = self._body(subject, bounds)
        return subject

    def _look_after(self, subject: Subject, bounds: Span) -> None:
        tokens, act = self.tokens, subject.act
        end = act.span.end
        for index in range(act.last + 1, min(len(tokens), act.last + 40)):
            token = tokens[index]
            near = index - act.last <= _CLOSE_BY
            if token.start >= bounds.end or token.low in _OVER or token.mask & self._that:
                break
            if near and token.mask & self._pronoun and not subject.pronoun:
                subject.pronoun = self.pronouns.get(token.bare, "")
            if near and not subject.noun and (index == act.last + 1 or token.mask & self._roles):
                self._take_noun(subject, index)
            end = token.end
        for number, mention in enumerate(self.starting(act.span.end, end, inside=True)):
            first = tokens.at(mention.span.start)
            gap = first - act.last - 1
            names = [
                "after_0" if gap <= 0 else "after_near" if gap <= 2 * _CLOSE_BY else "after_far"
            ]
            if gap > 0 and tokens[first - 1].mask & self._no_subject:
                names.append("preposition")
            if number:
                names.append("second")
            if self.is_another(mention):
                continue
            subject.told.setdefault(id(mention.person), (mention, names))
            if subject.noun and subject.noun.start >= mention.span.start:
                subject.noun = None  # the role of who is named

    def _look_before(self, subject: Subject, bounds: Span) -> None:
        tokens, act = self.tokens, subject.act
        start, inserted = self._region(act, bounds)
        nearest = self.between(start, act.span.start)[::-1]
        clause = tokens.at(start)
        for number, mention in enumerate(nearest):
            first, last = tokens.at(mention.span.start), tokens.at(mention.span.end)
            gap = [tokens[i] for i in range(last, act.first)]
            names = [self._before(mention, gap, inserted)]
            if first > clause and self._after_preposition(mention):
                names.append("preposition")
            opens = first - clause <= 1
            if opens:
                names.append("clause_first")
            joined = bool(gap) and gap[-1].low in self._joints
            if joined and opens:
                names[0] = "before_0"  # "X met Y and said": both verbs are X's
            elif joined and len(gap) < _CLOSE_BY and number + 1 < len(nearest):
                continue
            if gap and gap[0].low == "'s":
                names.append("possessive")
            if joined and len(gap) < _CLOSE_BY:
                names.append("coordinated")
            if number:
                names.append("second")
            if self.is_another(mention):
                continue
            known = subject.told.get(id(mention.person))
            if known is None or worth(names) > worth(known[1]):
                subject.told[id(mention.person)] = (mention, names)
        self._pronoun_or_noun_before(subject, start, nearest)

    def _region(self, act: Act, bounds: Span) -> tuple[int, Span | None]:
        """Where the clause before the verb begins, and what commas part from it right before."""
        tokens = self.tokens
        begin = max(bounds.start, act.span.start - _SIDE)
        start = act.span.start
        inserted: Span | None = None
        comma = act.first - 1 if tokens[act.first - 1].low in ",–—" and act.first else None
        for index in range(act.first - 1, -1, -1):
            token = tokens[index]
            if token.start < begin or token.low in _OVER or token.low == ":":
                if token.low == "." and index + 1 < len(tokens) and self._abbreviates(index):
                    continue
                break
            if comma is not None and index < comma and token.low == tokens[comma].low:
                inserted = inserted or Span(token.start, tokens[comma].start)
            start = token.start
        return start, inserted

    def _abbreviates(self, index: int) -> bool:
        """True where a full stop ends no sentence: the sentence goes on over it."""
        tokens = self.tokens
        stop = tokens[index]
        return self.reading.sentence_number(stop.start) == self.reading.sentence_number(
            stop.end + 1
        )

    def _before(self, mention: PersonMention, gap: list[Token], inserted: Span | None) -> str:
        words = [token for token in gap if token.is_word()]
        if not words:
            return "before_0"
        if inserted and mention.span.start > inserted.start:
            return "in_insertion"
        if inserted and inserted.start - mention.span.end <= 1:
            return "before_insertion"
        if words[0].mask & self._relatives:
            return "before_relative"
        if len(gap) <= _CLOSE_BY:
            return "before_near"
        return "before_far"

    def is_another(self, mention: PersonMention) -> bool:
        """Whether not he but somebody of his is spoken of: "a spokesman for X", "X's deputy"."""
        tokens = self.tokens
        first, after = tokens.at(mention.name.start), tokens.at(mention.name.end)
        if mention.name.of(self.reading.flat).endswith("'s"):
            after -= 1
        if after + 1 < len(tokens) and tokens[after].low == "'s":
            following = range(after + 1, min(after + 4, len(tokens)))
            if any(tokens[i].mask & self._deputies for i in following):
                return True
        before = range(max(0, first - _CLOSE_BY), first - 1)
        return (
            first > 1
            and bool(tokens[first - 1].mask & self._no_subject)
            and any(tokens[i].mask & self._deputies for i in before)
        )

    def _pronoun_or_noun_before(
        self, subject: Subject, start: int, nearest: list[PersonMention]
    ) -> None:
        tokens, act = self.tokens, subject.act
        subjects = (m for m in nearest if not self._after_preposition(m))
        reach = max(start, next((m.span.end for m in subjects), start))
        for index in range(act.first - 1, max(-1, act.first - _PHRASE), -1):
            token = tokens[index]
            if token.start < reach:
                break
            near = act.first - index <= _CLOSE_BY
            if near and token.mask & self._pronoun:
                subject.pronoun = subject.pronoun or self.pronouns.get(token.bare, "")
                return
            if token.mask & self._roles:
                subject.noun, subject.noun_span = token, self._noun_phrase(index, subject.act)
                return
            small = token.mask & (self._no_subject | self._determiner) or token.low in self._joints
            if not (small or token.is_capital() or (near and token.is_word())):
                break
        if not subject.noun and act.first:
            self._any_noun_before(subject, start)

    def _after_preposition(self, mention: PersonMention) -> bool:
        before = self.tokens.at(mention.span.start) - 1
        if before > 0 and self.tokens[before].mask & self._determiner:
            before -= 1  # "accompanied by the mayor, X"
        return bool(before >= 0 and self.tokens[before].mask & self._no_subject)

    def _take_noun(self, subject: Subject, index: int) -> None:
        """The noun that the verb's subject begins with: "explicó el ejecutivo"."""
        tokens = self.tokens
        token = tokens[index]
        if token.mask & self._roles:
            subject.noun, subject.noun_span = token, self._noun_phrase(index, subject.act)
        elif token.mask & self._determiner and index + 1 < len(tokens):
            following = tokens[index + 1]
            if following.is_word() and not following.is_capital():
                subject.noun, subject.noun_span = (
                    following,
                    self._noun_phrase(index + 1, subject.act),
                )
        elif token.shape & ARTICLE:
            subject.noun, subject.noun_span = token, self._noun_phrase(index, subject.act)

    def _any_noun_before(self, subject: Subject, start: int) -> None:
        """As in "the singer said", where no list knows the noun."""
        tokens, act = self.tokens, subject.act
        if act.first < 2 or tokens[act.first - 2].start < start:
            return
        noun, determiner = tokens[act.first - 1], tokens[act.first - 2]
        if noun.is_word() and not noun.is_capital() and determiner.mask & self._determiner:
            subject.noun, subject.noun_span = noun, self._noun_phrase(act.first - 1, act)

    def _body(self, subject: Subject, bounds: Span) -> tuple[Body, str] | None:
        """The body right at the verb, by its fullest name."""
        tokens, act = self.tokens, subject.act
        if subject.noun and subject.noun_span and subject.noun.mask & self._bodies:
            side = "before" if subject.noun.start < act.span.start else "after"
            known = self.fullest(subject.noun)
            return (Body(subject.noun_span, known.name), side) if known else None
        if subject.noun and subject.noun.mask & self._roles:
            return None
        before = tokens[act.first - 1] if act.first else None
        cased = self.reading.lexicon.cased
        if before and before.start >= bounds.start and (before.is_capital() or before.low == ")"):
            body = body_before(self.reading, act.span.start)
            if body and body.span.start >= bounds.start:
                return body, "before"
        following = [tokens[i] for i in range(act.last + 1, min(act.last + 3, len(tokens)))]
        named = any(t.is_capital() for t in following) or any(
            t.mask & self._bodies for t in following
        )
        if named or not cased:
            listed = bodies_after(self.reading, act.span.end + 1)
            if listed and listed[0].span.start - act.span.end <= _SPACE:
                return listed[0], "after"
        return None

    def fullest(self, noun: Token) -> Body | None:
        """The longest name of a body that begins with the noun: "the university" is one of many."""
        known = self._fullest.get(noun.bare)
        if noun.bare not in self._fullest:
            named = [t for t in self.tokens if t.bare == noun.bare][:_LOOKED_AT]
            bodies = [
                b for t in named for b in bodies_after(self.reading, t.start)[:1] if " " in b.name
            ]
            known = max(bodies, key=lambda b: len(b.name), default=None)
            self._fullest[noun.bare] = known
        return known

    def _noun_phrase(self, index: int, act: Act) -> Span:
        """The noun with the words before it that belong to it, and "for X" after it."""
        tokens = self.tokens
        first, last = index, index
        after_verb = act.last + 1 if index > act.last else 0
        while first > after_verb and index - first < _CLOSE_BY and tokens[first - 1].is_word():
            if tokens[first - 1].mask & (self._no_subject | self._that):
                break
            first -= 1
        if first > after_verb and tokens[first - 1].low == "'s":  # "X's deputy"
            owner = self.people.before(tokens[first].start)[:1]
            if owner and owner[0].name.end >= tokens[first - 1].start:
                first = tokens.at(owner[0].name.start)
        after = index + 1
        if after < len(tokens) and tokens[after].mask & self._no_subject:
            for mention in self.people.starting(tokens[after].end, tokens[after].end + 30)[:1]:
                if tokens.at(mention.span.start) - after <= _CLOSE_BY:
                    last = tokens.at(mention.name.end) - 1
        return tokens.span(first, max(last, index))

    def starting(self, start: int, end: int, *, inside: bool = False) -> list[PersonMention]:
        """The mentions outside of quotations that begin in the range; or within one too."""
        if inside and self.reading.in_quotation(start):
            return self.people.starting(start, end)
        low, high = bisect.bisect_left(self._starts, start), bisect.bisect_left(self._starts, end)
        return self._mentions[low:high]

    def between(self, start: int, end: int) -> list[PersonMention]:
        """The mentions that stand whole in the range."""
        return [m for m in self.starting(start, end, inside=True) if m.name.end <= end]
