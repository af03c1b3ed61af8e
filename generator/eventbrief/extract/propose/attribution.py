"""A reading -> every act of speech in it, with who speaks.

A verb of speech is looked at from both sides: "a souligné X", "X said", "the minister said", "he
added". What cannot be told stays empty.
"""

from __future__ import annotations

import bisect
import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from eventbrief.extract.propose.bodies import Body, bodies_after, body_before
from eventbrief.extract.propose.people import People, Person, PersonMention
from eventbrief.extract.text.lexicon import CAPITAL, Lexicon, alternatives
from eventbrief.extract.text.reading import Reading
from eventbrief.extract.text.span import Span

_LOOK_BACK = 40  # acts of speech
_INSERTION = 200  # code points of a clause put into a quotation
_BEFORE_INSERTION = re.compile(r"[,–—-]\s*$")
_QUOTED_OR_OVER = re.compile(r"[«“\"\u2588.;]")
_NOBODY = re.compile(r"\s*(?:[.,;:»”\"«“)]|$)")
_NAME = re.compile(rf"(?<!\w){CAPITAL}(?: {CAPITAL}){{0,5}}(?!\w)")


@dataclass(frozen=True)
class Speaker:
    """Who speaks: a person, or a body; `rival` names who else might, where that is not sure."""

    person: Person | None
    body: Body | None
    span: Span
    sure: bool = True
    rival: str | None = None


@dataclass(frozen=True)
class Act:
    """A verb of speech and its subject, which may be unknown.

    Attributes:
        verb: where the verb stands.
        speaker: who speaks, as far as that can be told.
        named: True where the text goes on after the verb, and so may name somebody unknown.
    """

    verb: Span
    speaker: Speaker | None
    named: bool


@functools.cache
def speech(lexicon: Lexicon) -> re.Pattern[str]:
    """Any verb of speech, in the forms that the lexicon lists."""
    words = {
        "past": alternatives(lexicon.words("speech_past")) + lexicon.raw("speech_agreement"),
        "present": alternatives(lexicon.words("speech_present")),
        "gerund": alternatives(lexicon.words("speech_gerund")),
    }
    forms = "|".join(
        form.replace("{past}", words["past"])
        .replace("{present}", words["present"])
        .replace("{gerund}", words["gerund"])
        for form in lexicon.data["speech_forms"]
    )
    return re.compile(rf"(?<![\w-]){lexicon.clitics}(?:{forms})(?![\w])", re.IGNORECASE)


@functools.cache
def _reference(lexicon: Lexicon) -> re.Pattern[str]:
    """Matches "the minister", "le responsable marocain": someone named before."""
    nouns = alternatives([*lexicon.words("roles"), *lexicon.words("official_refs")])
    modifiers = alternatives(lexicon.words("role_modifiers"))
    return re.compile(
        rf"(?:{lexicon.determiner}|{lexicon.raw('attached_article')})(?:(?:{modifiers}|same|même|[\w-]+(?:ian|ese|ish|an)|(?-i:{CAPITAL}))\s+){{0,2}}"
        rf"(?P<noun>{nouns})(?:-\w+)?(?![\w-])",
        re.IGNORECASE,
    )


@functools.cache
def _pronoun(lexicon: Lexicon) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-]){alternatives(lexicon.data['pronouns'])}(?!\w)", re.IGNORECASE)


class Attribution:
    """The acts of speech of a reading, in order; each later one may refer to an earlier."""

    def __init__(self, reading: Reading, people: People) -> None:
        self.reading, self.people = reading, people
        self.acts: list[Act] = []
        self._starts: list[int] = []
        for match in speech(reading.lexicon).finditer(reading.flat):
            verb = Span(match.start(), match.end())
            if self._is_part_of_a_name(verb):
                continue
            if reading.in_quotation(verb.start):
                speaker = self.inserted(verb)
                if speaker is None:
                    continue  # a verb that somebody else uses
            else:
                sentence = reading.sentence_at(verb.start)
                speaker = self.subject(verb, sentence) or self._left_out(verb, sentence)
            self.acts.append(Act(verb, speaker, self._names_somebody(verb)))
            self._starts.append(verb.start)

    def _is_part_of_a_name(self, verb: Span) -> bool:
        """True for "States" in "Member States": no verb has a capital amid its sentence."""
        if not verb.of(self.reading.flat)[0].isupper():
            return False
        return verb.start > self.reading.sentence_at(verb.start).start

    def _names_somebody(self, verb: Span) -> bool:
        """True where the words after the verb may name who speaks; "adding that" leaves it."""
        gerunds = self.reading.lexicon.words("speech_gerund")
        return not self._alone(verb) and verb.of(self.reading.flat).lower() not in gerunds

    def inserted(self, verb: Span) -> Speaker | None:
        """Who speaks in a clause put into a quotation: «…, a souligné X, …»."""
        flat = self.reading.flat
        if not _BEFORE_INSERTION.search(flat[max(0, verb.start - 4) : verb.start]):
            return None
        paragraph = flat.find("\n", verb.end)
        end = paragraph if paragraph >= 0 else len(flat)
        named = self.subject(verb, Span(verb.start, min(end, verb.end + _INSERTION)))
        inverted = re.search(
            self.reading.lexicon.raw("speech_inverted"), verb.of(flat), re.IGNORECASE
        )
        if named and (inverted or verb.end <= named.span.start <= verb.end + 60):
            return named
        return None

    def between(self, start: int, end: int) -> list[Act]:
        """The acts whose verb begins in the range."""
        low, high = bisect.bisect_left(self._starts, start), bisect.bisect_left(self._starts, end)
        return self.acts[low:high]

    def _earlier(self, position: int) -> Iterator[Act]:
        """The acts before `position`, the nearest first, as far as a reader would look back."""
        high = bisect.bisect_left(self._starts, position)
        return reversed(self.acts[max(0, high - _LOOK_BACK) : high])

    def subject(self, verb: Span, bounds: Span) -> Speaker | None:
        """Who says it: read after the verb, then before it, within `bounds`."""
        inverted = re.search(
            self.reading.lexicon.raw("speech_inverted"), verb.of(self.reading.flat), re.IGNORECASE
        )
        if inverted:
            return self._resolve_pronoun(inverted["pronoun"], verb.start, verb)
        words = verb.of(self.reading.flat).lower()
        if self.reading.lexicon.cased and any(
            words.endswith(word) for word in self.reading.lexicon.words("speech_transitive")
        ):
            subject = self._before(verb, bounds)  # what follows is more often an object
            if subject:
                return subject
        touching = self._touching(verb, bounds)
        if touching:
            return touching
        following = self._directly_after(verb, bounds)
        if following:
            return following
        if self.reading.lexicon.verb_first:
            return None if self._alone(verb) else self._after(verb, bounds)
        return self._before(verb, bounds) or self._after(verb, bounds)

    def _touching(self, verb: Span, bounds: Span) -> Speaker | None:
        """Who is named with a role right before the verb: "the minister, X, pleaded for"."""
        lexicon, flat = self.reading.lexicon, self.reading.masked
        if lexicon.verb_first or _reference(lexicon).match(flat, verb.end + 1):
            return None  # "X, announced the official"
        for mention in self.people.before(verb.start)[:1]:
            gap = self.reading.masked[mention.span.end : verb.start].strip()
            if mention.person.role and gap in ("", ",") and mention.span.start >= bounds.start:
                return Speaker(mention.person, None, mention.span)
        return None

    def _alone(self, verb: Span) -> bool:
        """True where nobody is named after the verb: "dijo." or "añadió que"."""
        return bool(_NOBODY.match(self.reading.masked, verb.end)) or bool(
            self.reading.lexicon.pattern("that").match(self.reading.masked, verb.end + 1)
        )

    def _left_out(self, verb: Span, bounds: Span) -> Speaker | None:
        """The subject that a language may leave unsaid, and that of "X opened it, saying"."""
        lexicon = self.reading.lexicon
        if lexicon.drops_subject and self._alone(verb):
            return self._resolve_pronoun("", verb.start, verb)
        if verb.of(self.reading.flat).lower() in lexicon.words("speech_gerund"):
            for mention in self.people.starting(bounds.start, bounds.start + 12):
                return Speaker(mention.person, None, mention.span)
        return None

    def _directly_after(self, verb: Span, bounds: Span) -> Speaker | None:
        """As in "said Jurgen Stock": a quotation or comma before the verb, then the subject."""
        flat = self.reading.masked
        before = flat[max(bounds.start, verb.start - 25) : verb.start].rstrip()
        closes = before.endswith(("»", "”", '"', "'", "’", ",", "–", "—", "-", "…"))
        if not closes and before[-1:].isalnum():
            return None
        return self._after(verb, bounds)

    def _after(self, verb: Span, bounds: Span) -> Speaker | None:
        lexicon = self.reading.lexicon
        # A clause inserted into a quotation is read there; elsewhere quoted words are no subject.
        inserted = self.reading.in_quotation(verb.start)
        flat = self.reading.flat if inserted else self.reading.masked
        limit = min(bounds.end, verb.end + 110)
        stop = _QUOTED_OR_OVER.search(flat, verb.end, limit)
        reported = lexicon.pattern("that").search(flat, verb.end, stop.start() if stop else limit)
        if stop or reported:
            limit = min(m.start() for m in (stop, reported) if m)
        for mention in self.people.starting(verb.end, limit):
            gap = flat[verb.end : mention.span.start]
            if len(gap) <= 75 and not speech(lexicon).search(gap):
                return Speaker(mention.person, None, mention.span)
        reference = _reference(lexicon).search(flat, verb.end, limit)
        if reference and reference.start() - verb.end <= 30:
            found = self._resolve_role(reference["noun"], verb.start)
            span = Span(reference.start(), reference.end())
            return Speaker(found, None, span) if found else None
        following = _pronoun(lexicon).match(flat, verb.end + 1, limit)
        if following:
            return self._resolve_pronoun(following.group(), verb.start, verb)
        space = re.compile(r"\s*").match(flat, verb.end)
        listed = bodies_after(self.reading, space.end() if space else verb.end)
        if listed and listed[0].span.start - verb.end <= 25:
            return Speaker(None, listed[0], listed[0].span)
        return None

    def _before(self, verb: Span, bounds: Span) -> Speaker | None:
        flat, lexicon = self.reading.masked, self.reading.lexicon
        pronoun = re.search(
            rf"{_pronoun(lexicon).pattern}(?:\s+[\w']+){{0,2}}\s*$",
            flat[max(bounds.start, verb.start - 30) : verb.start],
            re.IGNORECASE,
        )
        if pronoun:
            word = pronoun.group().split()[0]
            return self._resolve_pronoun(word, verb.start, verb)
        region_start = max(bounds.start, verb.start - 260)
        for mention in self.people.before(verb.start):
            if mention.span.start < region_start:
                break
            gap = flat[mention.span.end : verb.start]
            if self._is_subject_gap(gap):
                return Speaker(mention.person, None, mention.span)
        references = list(
            _reference(lexicon).finditer(flat, max(bounds.start, verb.start - 80), verb.start)
        )
        if references and self._is_subject_gap(flat[references[-1].end() : verb.start]):
            found = self._resolve_role(references[-1]["noun"], references[-1].start())
            span = Span(references[-1].start(), references[-1].end())
            return Speaker(found, None, span) if found else None
        body = body_before(self.reading, verb.start)
        if body and _is_a_role(body, lexicon):
            return None
        if body and body.span.start >= bounds.start and verb.start - body.span.end <= 3:
            lead = flat[max(0, body.span.start - 20) : body.span.start]
            determiner = rf"(?:{lexicon.determiner})?$"
            if not re.search(
                rf"(?<!\w){lexicon.of_words}{determiner}", _undetermined(lead, lexicon)
            ):
                return Speaker(None, body, body.span)
        return None

    def _is_subject_gap(self, gap: str) -> bool:
        """True where a subject may be parted from its verb by these words."""
        if len(gap) > 130 or re.search(r"[.;:»”\"\u2588]", gap):
            return False
        words = gap.strip(" ,")
        if not words or len(words) <= 22:
            return not speech(self.reading.lexicon).search(gap)
        inserted = gap.lstrip().startswith(",") and gap.rstrip().endswith(",")
        relative = re.match(r"\s*,?\s*(?:who|qui|which|dont)\s", gap, re.IGNORECASE)
        return bool(inserted or relative)

    def _resolve_pronoun(self, word: str, position: int, span: Span) -> Speaker | None:
        wanted = self.reading.lexicon.data["pronouns"].get(word.lower(), "x")
        topic = self._topic(position, wanted) if wanted in ("m", "f") else None
        if topic:
            return Speaker(topic, None, span)
        for act in self._earlier(position):
            if act.speaker:
                person = act.speaker.person
                if (person is None and wanted in ("m", "f")) or (person and wanted == "body"):
                    continue
                if person is None or self._agrees(person, wanted):
                    if person and wanted in ("m", "f"):
                        person.gender = wanted  # "she said": the text tells it here
                    return Speaker(person, act.speaker.body, span)
        if wanted == "body":
            return self._body_before(position)
        sentence = self.reading.sentence_at(position)
        fitting = [m for m in self.people.before(position) if self._agrees(m.person, wanted)]
        here = {m.person.name for m in fitting if m.span.start >= sentence.start}
        if len(here) > 1:  # two people of whom it may be said
            return None
        return next((Speaker(m.person, None, span) for m in fitting if m.person.role), None)

    def _topic(self, position: int, wanted: str) -> Person | None:
        """The one person whom the sentence names before the pronoun: "as for X, he speaks of"."""
        start = self.reading.sentence_at(position).start
        named = [m.person for m in self.people.starting(start, position)]
        alone = bool(named) and all(person is named[0] for person in named)
        fits = alone and bool(named[0].role) and self._agrees(named[0], wanted)
        return named[0] if fits else None

    def _body_before(self, position: int) -> Speaker | None:
        """The body that was named last: what "it said" speaks of."""
        sentence = self.reading.sentence_number(position)
        start = self.reading.sentences[max(0, sentence - 2)].start
        words = self.reading.lexicon.words("organisation_words")
        for match in reversed(list(_NAME.finditer(self.reading.masked, start, position))):
            parts = match.group().split()
            if match.group().isupper() or any(p.lower() in words for p in parts):
                span = Span(match.start(), match.end())
                return Speaker(None, Body(span, span.of(self.reading.text)), span)
        return None

    def _agrees(self, person: Person, wanted: str) -> bool:
        return wanted == "x" or person.gender in ("x", wanted)

    def _resolve_role(self, noun: str, position: int) -> Person | None:
        """The last person whose role has that noun; for "the official", the last who spoke."""
        folded = noun.lower()
        spoke = (a.speaker.person for a in self._earlier(position) if a.speaker)
        last = next((person for person in spoke if person), None)
        if last and folded in self.reading.lexicon.words("official_refs"):
            return last
        fitting = [
            mention
            for mention in self.people.before(position)
            if re.search(rf"(?<!\w){re.escape(folded)}", (mention.person.role or "").lower())
        ]
        if fitting:
            return None if self._ambiguous(fitting, last) else fitting[0].person
        # "the expert added": whoever spoke last in the same or the last paragraph.
        near = self.reading.flat.count("\n", self._last_act(position), position) <= 3
        if last or folded not in self.reading.lexicon.words("official_refs"):
            return last if near else None
        return self._only_one(position)

    def _ambiguous(self, fitting: list[PersonMention], last: Person | None) -> bool:
        """True where the sentence named two whom the reference fits, and neither spoke last."""
        first = fitting[0]
        here = self.reading.sentence_number(first.span.start)
        others = [m for m in fitting if m.person is not first.person]
        near = bool(others) and self.reading.sentence_number(others[0].span.start) == here
        return near and last is not first.person

    def _only_one(self, position: int) -> Person | None:
        """The one person with a role whom the paragraph has named so far."""
        start = self.reading.flat.rfind("\n", 0, position) + 1
        named = [m.person for m in self.people.starting(start, position) if m.person.role]
        return named[0] if named and all(p is named[0] for p in named) else None

    def _last_act(self, position: int) -> int:
        return next((act.verb.start for act in self._earlier(position)), 0)


@functools.cache
def according_to(lexicon: Lexicon) -> re.Pattern[str]:
    """Matches "selon", "according to" and, where a sentence begins, "pour", "to" and the like."""
    first = alternatives(lexicon.data["according_first"])
    return re.compile(
        rf"(?<!\w)(?:{alternatives(lexicon.data['according'])}"
        rf"|(?:(?<=[.!?»”\"]\s)|(?<=\n)|^)(?P<first>{first}))(?!\w)",
        re.IGNORECASE,
    )


def _is_a_role(body: Body, lexicon: Lexicon) -> bool:
    """True for "Director-General": somebody whom the text has not named."""
    words = body.name.lower().split()
    return words[-1].split("-")[0] in lexicon.words("roles")


def _undetermined(words: str, lexicon: Lexicon) -> str:
    """The words without an article at their end: what is left shows whose subject it is."""
    return re.sub(rf"(?<!\w){lexicon.determiner}$", "", words)
