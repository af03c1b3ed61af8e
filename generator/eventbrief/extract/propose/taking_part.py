"""Mentions of countries -> what speaks for and against each country's taking part in the event.

A country is judged by all its mentions together. Of each mention is told what stands before it, behind
it and in its sentence, by classes of words; what stands around one of a list of countries holds for
all of the list.
"""

from __future__ import annotations

import functools
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from eventbrief.extract.propose.nations import Mention, mentions_in
from eventbrief.extract.text.gazetteer import countries_of
from eventbrief.extract.text.lexicon import Lexicon
from eventbrief.extract.text.reading import Reading
from eventbrief.extract.text.span import Span
from eventbrief.extract.text.tokens import AND, BREAK, CAPITAL, DIGIT, Tokens

_BACK, _FORTH = 9, 9  # tokens before and behind a mention in which its noun and its verb stand
_TIGHT, _LOOSE = 5, 14  # tokens between two countries of a list
_NEAR = {
    "attending": ("attending_verbs",),
    "gathering": ("gathering_verbs",),
    "presence": ("presence_nouns",),
    "delegate": ("delegate_nouns", "participant_kinds"),
    "official": ("roles",),
    "addressing": ("addressing_nouns",),
    "acts": ("state_acts",),
    "contest": ("contest_words",),
    "including": ("including_words",),
    "honour": ("honour_phrases",),
    "absence": ("absence_words",),
    "topic": ("topic_words",),
    "elsewhere": ("elsewhere_words",),
    "negation": ("negations",),
    "body": ("organisation_words", "venue_heads"),
    "event": ("event_heads", "event_words"),
    "speech": ("speech_past", "speech_present"),
    "countries": ("country_words", "nationality_words"),
}
_SMALL = {
    "origin": ("origin_words",),
    "location": ("location_words",),
    "company": ("company_words",),
    "between": ("between_words",),
    "including": ("including_words",),
    "negation": ("negations",),
    "conjunction": ("conjunctions",),
}
_SIGNS = {",": "comma", "(": "bracket", "[": "bracket", ":": "colon", "-": "dash", "–": "dash"}
_BETWEEN = frozenset(",;/&–-()\"'")
_APART = frozenset(("quoted", "other_time", "absent", "dateline"))
_ENDS = frozenset(".;:!?")
_PREPOSITIONS = ("ب", "ل", "ك")
_STAYING = 7  # tokens behind a country in which it is said that it does not come
_DATELINE = 7  # tokens before a country in a dateline
_LINES = 3  # ends of lines from one item to the next in a list of lines
_EARLY = 3  # sentences
_HEADING = frozenset(("attending", "delegate", "presence", "gathering", "countries"))
_STRONG = frozenset(
    ("list_3", "loose_3", "list_6", "prev_origin", "people_official", "before_official")
    + ("before_delegate", "people_delegate", "in_person")
)
_SENTENCE = frozenset(
    ("with_attending", "with_gathering", "with_presence", "with_addressing", "with_contest")
    + ("with_absence", "with_topic", "with_speech", "with_acts", "with_event", "early")
)


@dataclass(slots=True)
class Told:
    """A mention, and what is told of it."""

    mention: Mention
    features: set[str] = field(default_factory=set)
    size: int = 1


@dataclass(slots=True)
class Nation:
    """A country with its mentions, and all that speaks for or against its taking part."""

    code: str
    told: list[Told]
    features: dict[str, float]


def nations_in(
    reading: Reading, *, parts: Iterable[tuple[str, Span]] = (), counts: Sequence[int] = ()
) -> list[Nation]:
    """Every country that the text names.

    Args:
        reading: the source.
        parts: stretches that are a part of something named, by what it is: "event", "person".
        counts: numbers of countries that the text speaks of.
    """
    mentions = [m for m in mentions_in(reading) if m.span.start >= reading.body]
    if not mentions:
        return []
    told = _Around(reading, mentions).tell()
    for name, span in parts:
        for one in told:
            if span.covers(one.mention.span):
                one.features.add(f"in_{name}")
    by_code: dict[str, list[Told]] = {}
    for one in told:
        by_code.setdefault(one.mention.code, []).append(one)
    return [
        Nation(code, own, _pooled(own, by_code, counts)) for code, own in by_code.items()
    ]


def _pooled(
    own: Sequence[Told], codes: Collection[str], counts: Sequence[int]
) -> dict[str, float]:
    """What is told of any of a country's mentions, and how many there are."""
    plain = [t for t in own if not t.features & _APART]
    features = dict.fromkeys((name for t in plain for name in t.features), 1.0)
    if not plain:
        features = {f"only_{n}": 1.0 for t in own for n in t.features & _APART}
    features["bias"] = 1.0
    count = len(own)
    features["once" if count == 1 else "often" if count > 3 else "twice"] = 1.0
    features["alone" if len(codes) == 1 else "few_codes" if len(codes) < 6 else "codes"] = 1.0
    if all(not t.mention.by_name for t in own):
        features["never_named"] = 1.0
    if all(t.mention.doubtful for t in own):
        features["doubtful"] = 1.0
        cities = (t.mention.name.capitalize() for t in own)
        if any(code in codes for city in cities for code in countries_of(city) - {own[0].mention.code}):
            features["city_elsewhere"] = 1.0
    if any(t.size > 2 and abs(t.size - number) <= 2 for t in plain for number in counts):
        features["list_counted"] = 1.0
    return features


class _Around:
    """The words around each mention of one text."""

    def __init__(self, reading: Reading, mentions: Sequence[Mention]) -> None:
        self.reading, self.mentions = reading, mentions
        self.tokens: Tokens = reading.tokens
        self.bits = _Bits.of(reading.lexicon)
        self.extra: dict[int, int] = {}
        for phrase in self.tokens.phrases:
            for index in range(phrase.first, phrase.last + 1):
                self.extra[index] = self.extra.get(index, 0) | phrase.mask
        self.taken = {i for m in mentions for i in range(m.first, m.last + 1)}

    def mask(self, index: int) -> int:
        """The classes of a token, with those of the phrases that it is part of."""
        return self.tokens[index].mask | self.extra.get(index, 0)

    def tell(self) -> list[Told]:
        """Everything that is told of each mention."""
        told = [Told(m, self._own(m)) for m in self.mentions]
        for run in self._runs(loose=False):
            self._of_run(told, run, "list")
        for run in self._runs(loose=True):
            self._of_run(told, run, "loose")
            shared = self._shared(run)
            for i in run:
                told[i].features |= shared
        sentences: dict[int, set[str]] = {}
        for one in told:
            one.features |= self._sentence(one.mention, sentences)
        for run in (*self._lines(), self._brackets()):
            self._of_run(told, run, "list")
            self._of_run(told, run, "loose")
            header = self._header(run) if len(run) > 2 else set()
            for i in run:
                told[i].features |= header
        for one in told:
            _join(one.features)
        return told

    def _of_run(self, told: Sequence[Told], run: Sequence[int], name: str) -> None:
        size = len({self.mentions[i].code for i in run})
        for i in run:
            told[i].features |= {f"{name}_{n}" for n in (2, 3, 6, 12) if size >= n}
            told[i].size = max(told[i].size, size)

    def _own(self, mention: Mention) -> set[str]:
        """What stands right beside one mention."""
        features = {"by_name" if mention.by_name else "by_people"}
        if mention.joined:
            features.add("joined")
        index = mention.first - 1
        steps = self.bits.steps
        while index >= 0 and (mask := self.mask(index)) & steps and not mask & self.bits.telling:
            index -= 1
        features |= {f"prev_{n}" for n in self._beside(index, mention)}
        after = mention.last + 1
        if after < len(self.tokens):
            following = self.tokens[after]
            if following.low == "'s":
                features.add("possessive")
            if following.low in _SIGNS:
                features.add(f"next_{_SIGNS[following.low]}")
            if following.shape & CAPITAL and not mention.by_name:
                features.add("people_before_name")
        if not mention.by_name:
            beside = self._look(after, 1, 3) | self._look(mention.first - 1, -1, 3)
            features |= {f"people_{n}" for n in beside}
        if self._in_dateline(mention):
            features.add("dateline")
        return features

    def _beside(self, index: int, mention: Mention) -> set[str]:
        """What kind of small word or sign stands before a name."""
        found = {"attached"} if mention.lead[-1:] in _PREPOSITIONS else set()
        if index < 0 or self.tokens[index].shape & BREAK:
            return found | {"start"}
        token, mask = self.tokens[index], self.mask(index)
        if token.low in _SIGNS:
            return found | {_SIGNS[token.low]}
        found |= {name for name, bits in self.bits.small if mask & bits}
        if token.shape & CAPITAL:
            found.add("capital")
        return found or {"word"}

    def _look(self, index: int, step: int, reach: int) -> set[str]:
        """The classes of the nearest word that has one, to one side, within the clause."""
        for at in self._clause(index, step, reach):
            mask = self.mask(at)
            if mask & self.bits.near_any and at not in self.taken:
                return {name for name, bits in self.bits.near if mask & bits}
        return set()

    def _clause(self, index: int, step: int, reach: int) -> Iterator[int]:
        while 0 <= index < len(self.tokens) and reach:
            token = self.tokens[index]
            if token.shape & BREAK or token.low in (";", "."):
                return
            yield index
            index, reach = index + step, reach - 1

    def _shared(self, run: Sequence[int]) -> set[str]:
        """What stands before the first and behind the last of a list of countries."""
        first, last = self.mentions[run[0]], self.mentions[run[-1]]
        features = {f"before_{n}" for n in self._look(first.first - 1, -1, _BACK)}
        features |= {f"after_{n}" for n in self._look(last.last + 1, 1, _FORTH)}
        features |= {f"first_{n}" for n in self._beside(first.first - 1, first)}
        if self._stays_away(first, last):
            features.add("absent")
        return features

    def _stays_away(self, first: Mention, last: Mention) -> bool:
        """True for "all but France", "neither France nor", "France will not take part"."""
        bits = self.bits
        before = list(self._clause(first.first - 1, -1, _BACK))
        after = list(self._clause(last.last + 1, 1, _STAYING))
        for number, at in enumerate(before):
            mask = self.mask(at)
            if mask & bits.absence or (mask & bits.negation and number < 2):
                return True
            if mask & bits.attending:
                break
        for at in after:
            mask = self.mask(at)
            if mask & bits.absence:
                return True
            if mask & bits.negation:
                rest = range(at + 1, min(at + 5, len(self.tokens)))
                return any(self.mask(i) & bits.attending for i in rest)
            if mask & bits.attending:
                return False
        return False

    def _in_dateline(self, mention: Mention) -> bool:
        """True in "DUBAI, UAE, May 15 (Agency) -"."""
        index = mention.first - 1
        for _ in range(_DATELINE):
            if index < 0 or self.tokens[index].shape & BREAK:
                break
            token = self.tokens[index]
            if token.low in _ENDS or (token.is_word() and self.mask(index) & self.bits.near_any):
                return False
            index -= 1
        else:
            return False
        for at in range(mention.last + 1, min(mention.last + 14, len(self.tokens))):
            token = self.tokens[at]
            if token.low in ("-", "–", "—"):
                return True
            if token.low == "." or token.shape & BREAK:
                return False
            if token.is_word() and self.mask(at) & self.bits.near_any:
                return False
        return False

    def _runs(self, *, loose: bool) -> list[list[int]]:
        """Which mentions stand in one list, by their numbers."""
        runs: list[list[int]] = []
        for number, mention in enumerate(self.mentions):
            if runs and self._linked(self.mentions[runs[-1][-1]], mention, loose=loose):
                runs[-1].append(number)
            else:
                runs.append([number])
        return runs

    def _linked(self, one: Mention, other: Mention, *, loose: bool) -> bool:
        between = range(one.last + 1, other.first)
        if len(between) > (_LOOSE if loose else _TIGHT):
            return False
        joined = one.first == other.first or bool(self.tokens[other.first].shape & AND)
        joined = joined or other.lead.startswith("و")
        for index in between:
            token, mask = self.tokens[index], self.mask(index)
            if token.low in _BETWEEN or mask & self.bits.joint:
                joined = True
            elif token.shape & BREAK or token.low in (".", ":"):
                return False
            elif mask & self.bits.steps:
                continue
            elif not loose or not self._of_list(index, mask):
                return False
        return joined

    def _of_list(self, index: int, mask: int) -> bool:
        """True for what may stand beside a country in a list: a person, a city, a number."""
        token = self.tokens[index]
        if token.shape & (CAPITAL | DIGIT) or mask & self.bits.person:
            return True
        return not self.bits.cased and token.is_word() and not mask & self.bits.no_name

    def _brackets(self) -> list[int]:
        """The mentions in brackets: "Groupe LAPS (France)"."""
        found = []
        for number, mention in enumerate(self.mentions):
            after = mention.last + 1
            if after >= len(self.tokens) or self.tokens[after].low not in (")", "]", ",", "/"):
                continue
            for index in range(mention.first - 1, max(-1, mention.first - 6), -1):
                if self.tokens[index].low in (")", "]"):
                    break
                if self.tokens[index].low in ("(", "["):
                    found.append(number)
                    break
        return found

    def _lines(self) -> list[list[int]]:
        """The mentions that end a line, of lines that stand together."""
        groups: list[list[int]] = []
        for number, mention in enumerate(self.mentions):
            after = mention.last + 1
            while after < len(self.tokens) and self.tokens[after].low in (")", ";", ",", "."):
                after += 1
            if after < len(self.tokens) and not self.tokens[after].shape & BREAK:
                continue
            if groups and self._lines_between(groups[-1][-1], number) <= _LINES:
                groups[-1].append(number)
            else:
                groups.append([number])
        return [g for g in groups if len(g) > 2]

    def _lines_between(self, one: int, other: int) -> int:
        start, end = self.mentions[one].span.end, self.mentions[other].span.start
        return self.reading.flat.count("\n", start, end) if end - start < 300 else 99

    def _header(self, run: Sequence[int]) -> set[str]:
        """What the words over a list in lines, or before one in brackets, speak of."""
        number = self.reading.sentence_number(self.mentions[run[0]].span.start)
        mask = 0
        for sentence in self.reading.sentences[max(0, number - 3) : number]:
            mask |= _joined(self.mask(i) for i in self.tokens.within(sentence.start, sentence.end))
        names = {name for name, bits in self.bits.near if mask & bits}
        return {f"with_{n}" for n in names} | {f"before_{n}" for n in names & _HEADING}

    def _sentence(self, mention: Mention, known: dict[int, set[str]]) -> set[str]:
        """What the sentence of a mention speaks of."""
        start = mention.span.start
        number = self.reading.sentence_number(start)
        sentence = self.reading.sentences[number]
        inside = self.tokens.within(sentence.start, sentence.end)
        if number not in known:
            mask = _joined(self.mask(i) for i in inside)
            known[number] = {f"with_{n}" for n, bits in self.bits.near if mask & bits}
            known[number].add("early" if number < _EARLY else "later")
        features = set(known[number])
        if self.reading.in_quotation(start):
            features.add("quoted")
        before = range(max(inside.start, mention.first - _BACK * 2), mention.first)
        after = range(mention.last + 1, min(inside.stop, mention.last + _STAYING))
        if self.reading.is_elsewhere(start) or self._other_time((*before, *after)):
            features.add("other_time")
        return features

    def _other_time(self, around: Sequence[int]) -> bool:
        """True beside "the previous edition", "last year's"."""
        other, adjective, event = self.bits.other, self.bits.other_adjective, self.bits.event
        for index in around:
            mask = self.mask(index)
            if mask & other:
                return True
            if mask & adjective and any(
                self.mask(i) & event for i in (index - 1, index + 1) if 0 <= i < len(self.tokens)
            ):
                return True
        return False


@dataclass(frozen=True)
class _Bits:
    """The bits of the classes that are asked for, in one language."""

    near: tuple[tuple[str, int], ...]
    small: tuple[tuple[str, int], ...]
    near_any: int
    steps: int
    telling: int
    joint: int
    person: int
    no_name: int
    other: int
    other_adjective: int
    event: int
    absence: int
    negation: int
    attending: int
    cased: bool

    @staticmethod
    @functools.cache
    def of(lexicon: Lexicon) -> _Bits:
        """Those of the lexicon."""
        near = tuple((name, lexicon.bits(*keys)) for name, keys in _NEAR.items())
        small = tuple((name, lexicon.bits(*keys)) for name, keys in _SMALL.items())
        return _Bits(
            near,
            small,
            _joined(bits for _, bits in near),
            lexicon.bits("determiners", "of_words", "before_names"),
            _joined(bits for _, bits in small),
            lexicon.bits("conjunctions", "list_joints", "before_names"),
            lexicon.bits("roles", "delegate_nouns", "honorifics", "name_adjectives"),
            lexicon.bits("attending_verbs", "speech_past", "common"),
            lexicon.bit("other_event"),
            lexicon.bit("other_adjectives"),
            lexicon.bits("event_heads", "event_words", "edition_nouns"),
            lexicon.bit("absence_words"),
            lexicon.bit("negations"),
            lexicon.bits("attending_verbs", "presence_nouns"),
            lexicon.cased,
        )


def _join(features: set[str]) -> None:
    """What counts more together than by itself."""
    for one in _STRONG & features:
        features |= {f"{one}_{other}" for other in _SENTENCE & features}


def _joined(masks: Iterable[int]) -> int:
    return functools.reduce(int.__or__, masks, 0)
