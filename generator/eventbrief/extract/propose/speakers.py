"""A stretch of speech -> everybody who may have said it, with what speaks for whom."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import replace

from eventbrief.extract.propose.attribution import Attribution, Choice, Speaker, agrees
from eventbrief.extract.propose.bodies import Body, acronym_pairs, bodies_after
from eventbrief.extract.propose.people import PersonMention
from eventbrief.extract.propose.quotations import Stretch, is_signature
from eventbrief.extract.propose.speech import Act
from eventbrief.extract.propose.subjects import Subject
from eventbrief.extract.text.gazetteer import country_of
from eventbrief.extract.text.span import Span

_TAIL = 120  # code points after a quotation in which "said X" stands
_SAYS = ("resolved", "resolved_named", "resolved_after", "follows")
_INSERTED = 200
_AWAY = ((0, "away_0"), (1, "away_1"), (4, "away_2_4"), (10**9, "away_5"))  # sentences
_RANKED = 3
_RECENT = 10  # people who were named before
_SPACE = 25
_SAME_ROLE = 0.6  # of the words
_CITY = 30_000  # inhabitants
_ACRONYM = 12  # letters
_SMALL = 2  # letters of a word that says little


class Speakers:
    """Who may have said each quotation of a reading."""

    def __init__(self, attribution: Attribution) -> None:
        self.attribution = attribution
        self.reading, self.people = attribution.reading, attribution.people
        self._according = attribution.acts.according

    def of(self, stretch: Stretch) -> tuple[list[Choice], dict[str, float]]:
        """The choices, and what speaks for none of them."""
        return _Asked(self, stretch).choices()

    def spelled_out(self, body: Body) -> Body:
        """The body by its long name, where the article has that beside the short one."""
        if not body.name.isupper() or " " in body.name or len(body.name) > _ACRONYM:
            return body
        long_name = self._long_names.get(body.name)
        return replace(body, name=long_name[0]) if long_name else body

    @functools.cached_property
    def _long_names(self) -> dict[str, tuple[str, Span]]:
        return acronym_pairs(self.reading)

    def according(self, start: int, end: int) -> Span | None:
        """The last "according to" in the range."""
        return next((s for s in reversed(self._according) if start <= s.start < end), None)


class _Asked:
    """One quotation."""

    def __init__(self, speakers: Speakers, stretch: Stretch) -> None:
        self.speakers, self.stretch = speakers, stretch
        self.attribution, self.reading = speakers.attribution, speakers.reading
        self.start, self.end = stretch.outer.start, stretch.outer.end
        self.sentence = self.reading.sentence_at(self.start)
        self.number = self.reading.sentence_number(self.start)
        last = self.reading.sentence_at(max(self.start, self.end - 1))
        limit = self.reading.next_quotation(self.end)
        self.tail = min(max(last.end, self.end), limit, self.end + _TAIL)
        self.found: dict[int, Choice] = {}
        self.others: list[Choice] = []
        self.said_by: dict[str, Choice] = {}
        self.none: dict[str, float] = {"bias": 1.0}

    def choices(self) -> tuple[list[Choice], dict[str, float]]:
        slots = dict(self.slots())
        main = self.main(slots)
        how = slots[main].how if main else "no_verb"
        self.none[f"how_{how}"] = 1.0
        self.none[f"slot_{main or 'none'}"] = 1.0
        if main and self.says_nothing(slots[main]):
            return [], self.none
        self.candidates(how)
        for slot, subject in slots.items():
            for mention, names in subject.told.values():
                choice = self.choice(mention)
                for name in names:
                    choice.mark(f"{slot}_{name}")
                    if slot == main:
                        choice.mark(f"main_{name}", f"{subject.act.form}_{name}")
        self.carried(how)
        if main:
            self.by_subject(slots[main], how)
            resolved = self.attribution.resolved(slots[main])
            if isinstance(resolved, Body):
                self.of_body(resolved).mark(
                    "resolved", f"resolved_{how}", f"resolved_{main}", "body_resolved"
                )
            elif id(resolved) in self.found:
                self.found[id(resolved)].mark("resolved", f"resolved_{how}", f"resolved_{main}")
            else:
                self.none["unresolved"] = 1.0
        self.placed()
        choices = [*self.found.values(), *self.others]
        if len(self.found) == 1:
            next(iter(self.found.values())).mark("alone", f"alone_{how}")
        if not self.found:
            self.none["nobody"] = 1.0
        return choices, self.none

    def main(self, slots: dict[str, Subject]) -> str:
        """The verb that tells who speaks; "“…”, adding that" leads on from the one before."""
        order = ["inside", "after", "before", "colon", "next"]
        if "after" in slots and slots["after"].how == "gerund" and "before" in slots:
            order.remove("after")
        return next((slot for slot in order if slot in slots), "")

    def says_nothing(self, subject: Subject) -> bool:
        """True for "the conference in Porto Alegre said": neither event nor town is heard."""
        lexicon, how = self.reading.lexicon, subject.how
        if how == "noun" and subject.noun:
            people = lexicon.bits("roles", "role_nouns", "organisation_words")
            mask = subject.noun.mask
            return bool(mask & lexicon.bit("event_heads") and not mask & people)
        if how == "body" and subject.body:
            return country_of(subject.body[0].name, least=_CITY) is not None
        tokens, last = self.attribution.tokens, subject.act.first - 1
        first = last
        while first > 0 and tokens[first].is_capital():
            first -= 1
        if how != "nothing" or first == last or not tokens[first].mask & lexicon.bit("place_links"):
            return False
        place = tokens.span(first + 1, last).of(self.reading.text)
        return country_of(place, least=_CITY) is not None

    def choice(self, mention: PersonMention) -> Choice:
        known = self.found.get(id(mention.person))
        if known is None:
            known = Choice(Speaker(mention.person, None, mention.span))
            self.found[id(mention.person)] = known
        return known

    # -- the verbs around it ---------------------------------------------------------------------

    def slots(self) -> Iterator[tuple[str, Subject]]:
        """The verbs of speech inside, after and before, each with its subject."""
        acts = self.attribution.acts
        if self.stretch.inside:
            yield "inside", self.subject(self.stretch.inside[0])
        after = acts.between(self.end, self.tail)
        after = after or acts.unlisted(self.attribution.people, self.end, self.tail)
        if after:
            yield "after", self.subject(after[0])
        lead = [a for a in acts.between(self.sentence.start, self.start) if self.outside(a)]
        if lead:
            told = self.subject(lead[-1])
            if told.how == "gerund" and len(lead) > 1:  # "X welcomed them, adding"
                told = self.subject(lead[-2])
            yield "before", told
        elif self.number:
            earlier = self.reading.sentences[self.number - 1]
            led = [a for a in acts.between(earlier.start, earlier.end) if self.outside(a)]
            colon = self.reading.masked[earlier.start : earlier.end].rstrip().endswith(":")
            if led:
                yield ("colon" if colon else "earlier"), self.subject(led[-1])
        if not after and not lead:
            yield from self.chained()

    def chained(self) -> Iterator[tuple[str, Subject]]:
        """The verb on the line below, or after the quotation that opens right below this one."""
        end = self.end
        between = self.reading.masked[end : end + 6]
        if not between.strip(" ."):
            return
        following = self.reading.quotation_at(end + len(between) - len(between.lstrip(" .\n")))
        if following:
            end = following.outer.end
        told = [a for a in self.attribution.acts.between(end, end + _TAIL) if self.outside(a)]
        if told and not self.reading.masked[end : told[0].span.start].strip(" ,.\n–—-"):
            yield "next", self.subject(told[0])

    def outside(self, act: Act) -> bool:
        return not self.reading.in_quotation(act.span.start)

    def subject(self, act: Act) -> Subject:
        if self.outside(act):
            return self.attribution.subject(act, self.reading.sentence_at(act.span.start))
        return self.attribution.subject(act, Span(act.span.start, act.span.end + _INSERTED))

    # -- those who were named --------------------------------------------------------------------

    def candidates(self, how: str) -> None:
        """Those named before, the last first, those named in the tail, and the one who spoke."""
        attribution = self.attribution
        order: dict[int, PersonMention] = {}
        for mention in reversed(attribution.starting(0, self.start)[-4 * _RECENT :]):
            order.setdefault(id(mention.person), mention)
            if len(order) == _RECENT:
                break
        following = [
            mention
            for mention in attribution.starting(self.end, self.tail)
            if not attribution.is_another(mention)
        ]
        for mention in [*order.values(), *following]:
            self.choice(mention)
        for rank, mention in enumerate(order.values()):
            choice = self.choice(mention)
            if rank < _RANKED:
                choice.mark(f"recent_{rank}", f"recent_{rank}_{how}")
            away = self.number - self.reading.sentence_number(mention.span.start)
            choice.mark(next(name for most, name in _AWAY if away <= most))
        for mention in following:
            choice = self.choice(mention)
            choice.mark("follows")
            if not self.reading.masked[self.end : mention.span.start].strip(" ,.\n–—-"):
                choice.mark("follows_at_once")
        for choice in self.found.values():
            person = choice.speaker.person
            if person and person.role:
                choice.mark("has_role")
            if person and " " not in person.name:
                choice.mark("one_word")

    def carried(self, how: str) -> None:
        """Who was heard last, whom the sentence before names first, who alone was named here."""
        attribution = self.attribution
        heard, topic = attribution.heard(self.start), attribution.topic(self.start)
        begin = self.reading.flat.rfind("\n", 0, self.start) + 1
        here = attribution.starting(begin, self.start)
        before = attribution.starting(self.sentence.start, self.start)
        alone = here[0].person if here and all(m.person is here[0].person for m in here) else None
        for name, person in (
            ("heard", heard),
            ("topic", topic),
            ("only_here", alone),
            ("sentence_first", before[0].person if before else None),
        ):
            if person is None:
                self.none[f"no_{name}"] = 1.0
            elif isinstance(person, Body):
                self.of_body(person).mark(name, f"{name}_{how}", f"body_{name}")
            elif id(person) in self.found:
                self.found[id(person)].mark(name, f"{name}_{how}")
                if name == "heard" and not here:
                    self.found[id(person)].mark("heard_new_paragraph")
                if name == "heard" and person is topic:
                    self.found[id(person)].mark("heard_topic")

    def by_subject(self, subject: Subject, how: str) -> None:
        """Whom a pronoun may mean, and whose role the subject is."""
        act = subject.act
        if subject.pronoun:
            near = [
                m.person
                for m in self.attribution.starting(
                    self.reading.sentences[max(0, self.number - 2)].start, self.start
                )
                if agrees(m.person, subject.pronoun)
            ]
            if len({id(p) for p in near}) > 1:
                self.none["pronoun_ambiguous"] = 1.0
            for choice in self.found.values():
                person = choice.speaker.person
                if person and not agrees(person, subject.pronoun):
                    choice.mark("disagrees")
                elif person and person.gender == subject.pronoun:
                    choice.mark("agrees")
        if subject.noun and how == "noun":
            self.by_role(subject)
        if subject.body:
            body, side = subject.body
            self.of_body(body).mark(f"body_{side}", f"body_{side}_{act.form}")

    def by_role(self, subject: Subject) -> None:
        assert subject.noun and subject.noun_span  # noqa: S101
        word = subject.noun.bare
        fitting = [
            choice
            for choice in self.found.values()
            if choice.speaker.person and word in (choice.speaker.person.role or "").lower()
        ]
        phrase = self.words(self.reading.flat[subject.noun.start : self.phrase_end(subject)])
        for choice in fitting:
            choice.mark("role_fits", *(["role_fits_alone"] if len(fitting) == 1 else []))
            assert choice.speaker.person  # noqa: S101
            role = self.words(choice.speaker.person.role or "")
            if len(phrase) > 1 and len(phrase & role) >= _SAME_ROLE * len(phrase):
                choice.mark("role_same")
        if not fitting:  # "the author" is whoever was spoken of, by another word
            self.unfit(subject)
        told = Choice(Speaker(None, None, subject.noun_span, role=subject.noun_span))
        if self.people_in(subject.noun_span):  # "a spokesman for X" names whom it means
            told.mark(*_SAYS, "main_after_0", "has_role")
        else:
            told.mark("described", "described_fits" if fitting else "described_alone")
        self.others.append(told)

    def unfit(self, subject: Subject) -> None:
        """Whom a noun may mean that is nobody's role."""
        assert subject.noun  # noqa: S101
        lexicon, tokens = self.reading.lexicon, self.attribution.tokens
        at = tokens.at(subject.noun.start)
        words = {subject.noun.bare, tokens[at - 1].low if at else ""}
        gender = "f" if words & lexicon.words("feminine") else ""
        gender = gender or ("m" if words & lexicon.words("masculine") else "x")
        for choice in self.found.values():
            person = choice.speaker.person
            if person is None:
                continue
            if not agrees(person, gender):
                choice.mark("noun_disagrees")
            for name in ("recent_0", "recent_1", "topic", "heard", "only_here"):
                if name in choice.features:
                    choice.mark(f"{name}_unfit")

    def phrase_end(self, subject: Subject) -> int:
        """Where the words of the role end: at the verb, or where the next sign stands."""
        assert subject.noun and subject.noun_span  # noqa: S101
        if subject.noun.start < subject.act.span.start:
            return subject.act.span.start
        return max(subject.noun_span.end, subject.noun.end)

    def words(self, phrase: str) -> set[str]:
        return {w.lower() for w in re.findall(r"\w+", phrase) if len(w) > _SMALL}

    def people_in(self, span: Span) -> bool:
        return bool(self.speakers.people.starting(span.start, span.end))

    def of_body(self, body: Body) -> Choice:
        """The choice for a body, once for each name."""
        body = self.speakers.spelled_out(body)
        key = body.name.casefold()
        known = self.said_by.get(key)
        if known:
            return known
        choice = self.said_by[key] = Choice(Speaker(None, body, body.span))
        choice.mark("body")
        lexicon = self.reading.lexicon
        first = lexicon.mask(body.name.split()[0].lower())
        event = first & lexicon.bit("event_heads") and not first & lexicon.bit("organisation_words")
        if not event and not country_of(body.name, least=_CITY):
            self.others.append(choice)
        if self.attribution.reading.sentence_at(body.span.start).start == body.span.start:
            choice.mark("body_opens")
        if any(
            c.speaker.person and c.speaker.span.overlaps(body.span) for c in self.found.values()
        ):
            choice.mark("body_person")
        words = {w.lower() for w in re.findall(r"\w+", body.name)}
        if words & lexicon.words("organisation_words") or body.name.isupper():
            choice.mark("body_known")
        if words & lexicon.words("roles"):
            choice.mark("body_role")
        if len(words) == 1:
            choice.mark("body_one_word")
            if "body_opens" in choice.features:
                choice.mark("body_one_opens")
        return choice

    # -- without a verb --------------------------------------------------------------------------

    def placed(self) -> None:
        """A name before a colon, a name that signs, "according to X", "for whom"."""
        attribution = self.attribution
        lead = self.reading.masked[self.sentence.start : self.start].rstrip()
        if lead.endswith(":"):
            for mention in attribution.starting(self.sentence.start, self.start):
                if mention.span.end >= self.sentence.start + len(lead) - 2:
                    self.choice(mention).mark("colon_at_name")
                self.choice(mention).mark("colon_sentence")
        for mention in attribution.starting(self.end, self.end + 8)[:1]:
            if is_signature(self.reading, self.stretch, mention):  # it says what "said X" says
                self.choice(mention).mark(*_SAYS, "main_after_0")
        self.by_according()

    def by_according(self) -> None:
        attribution = self.attribution
        cue = self.speakers.according(self.end, self.tail) or self.speakers.according(
            self.sentence.start, self.start
        )
        if cue:
            named = attribution.starting(cue.end, cue.end + 60)[:1]
            for mention in named:
                self.choice(mention).mark("according")
            listed = [] if named else bodies_after(self.reading, cue.end)
            if listed and listed[0].span.start - cue.end < _SPACE:
                self.of_body(listed[0]).mark("body_according")
        lead = max(self.sentence.start, self.start - 60)
        of_whom = self.reading.lexicon.pattern("according_relative").search(
            self.reading.masked, lead, self.start
        )
        if of_whom:
            for mention in attribution.starting(self.sentence.start, of_whom.start())[-1:]:
                self.choice(mention).mark("according_whom")
