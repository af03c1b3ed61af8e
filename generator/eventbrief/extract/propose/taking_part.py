"""Mentions of countries -> what speaks for and against each country's taking part in the event.

A country is judged by all its mentions together. Of each mention is told what stands before it, behind
it and in its sentence, by classes of words; what stands around one of a list of countries holds for
all of the list.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from eventbrief.extract.propose.nations import Mention, mentions_in
from eventbrief.extract.text.lexicon import Lexicon
from eventbrief.extract.text.reading import Reading
from eventbrief.extract.text.span import Span
from eventbrief.extract.text.tokens import AND, BREAK, CAPITAL, DIGIT, WORD, Tokens

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


@dataclass(slots=True)
class Told:
    """A mention, and what is told of it; `strength` of it is known where it has been judged."""

    mention: Mention
    features: set[str] = field(default_factory=set)


@dataclass(slots=True)
class Nation:
    """A country with its mentions, and all that speaks for or against its taking part."""

    code: str
    told: list[Told]
    features: dict[str, float]


def nations_in(
    reading: Reading, *, elsewhere: Iterable[tuple[str, Span]] = (), counts: Sequence[int] = ()
) -> list[Nation]:
    """Every country that the text names.

    Args:
        reading: the source.
        elsewhere: stretches that are a part of something named, by what it is: "event", "role".
        counts: numbers of countries that the text speaks of.
    """
    mentions = [m for m in mentions_in(reading) if m.span.start >= reading.body]
    if not mentions:
        return []
    told = [Told(m) for m in mentions]
    _Around(reading, mentions).tell(told)
    for name, span in elsewhere:
        for one in told:
            if span.covers(one.mention.span):
                one.features.add(f"in_{name}")
    by_code: dict[str, list[Told]] = {}
    for one in told:
        by_code.setdefault(one.mention.code, []).append(one)
    return [
        Nation(code, own, _pooled(own, len(by_code), counts)) for code, own in by_code.items()
    ]


def _pooled(own: Sequence[Told], codes: int, counts: Sequence[int]) -> dict[str, float]:
    """What is told of any of a country's mentions, and how many there are."""
    plain = [t for t in own if not t.features & {"quoted", "other_time"}]
    features = dict.fromkeys(
        (name for t in plain for name in t.features if name[0] != "#"), 1.0
    )
    if not plain:
        features = {f"only_{n}": 1.0 for t in own for n in t.features & {"quoted", "other_time"}}
        features |= {f"q_{n}": 1.0 for t in own for n in t.features if n.startswith("list")}
    features["bias"] = 1.0
    count = len(own)
    features["once" if count == 1 else "twice" if count == 2 else "often"] = 1.0
    if count > 4:
        features["very_often"] = 1.0
    features["codes_" + ("1" if codes == 1 else "2" if codes == 2 else "5" if codes < 6 else "many")] = 1.0
    if all(not t.mention.by_name for t in own):
        features["never_named"] = 1.0
    if all(t.mention.doubtful for t in own):
        features["doubtful"] = 1.0
    sizes = {int(n[1:]) for t in plain for n in t.features if n[0] == "#"}
    if any(abs(size - number) <= 2 for size in sizes for number in counts):
        features["list_counted"] = 1.0
    return features


class _Around:
    """The words around each mention of one text."""

    def __init__(self, reading: Reading, mentions: Sequence[Mention]) -> None:
        self.reading, self.mentions = reading, mentions
        self.tokens: Tokens = reading.tokens
        self.lexicon: Lexicon = reading.lexicon
        self.extra: dict[int, int] = {}
        for phrase in self.tokens.phrases:
            for index in range(phrase.first, phrase.last + 1):
                self.extra[index] = self.extra.get(index, 0) | phrase.mask
        self.near = [(name, self.lexicon.bits(*keys)) for name, keys in _NEAR.items()]
        self.small = [(name, self.lexicon.bits(*keys)) for name, keys in _SMALL.items()]
        self.any_near = _joined(b for _, b in self.near)
        self.steps = self.lexicon.bits("determiners", "of_words", "before_names")
        self.joint = self.lexicon.bits("conjunctions", "list_joints", "before_names")
        self.person = self.lexicon.bits("roles", "delegate_nouns", "honorifics", "name_adjectives")
        self.other = self.lexicon.bits("other_event", "other_adjectives")
        self.taken = {i for m in mentions for i in range(m.first, m.last + 1)}

    def mask(self, index: int) -> int:
        """The classes of a token, with those of the phrases that it is part of."""
        return self.tokens[index].mask | self.extra.get(index, 0)

    def tell(self, told: Sequence[Told]) -> None:
        """Everything that is told of each mention."""
        tight = self._runs(loose=False)
        loose = self._runs(loose=True)
        brackets = {
            t.mention.code for t in told if self._bracket(t.mention)
        }
        lines = self._line_ends()
        for run in loose:
            codes = {self.mentions[i].code for i in run}
            size = len(codes)
            shared = self._shared(run)
            for i in run:
                told[i].features |= shared
                told[i].features |= _sized("loose", size)
                told[i].features.add(f"#{size}")
        for run in tight:
            codes = {self.mentions[i].code for i in run}
            shared = {f"list_{n}" for n in self._shared(run)} if len(codes) > 1 else set()
            for i in run:
                told[i].features |= shared | _sized("list", len(codes))
        for i, one in enumerate(told):
            one.features |= self._own(one.mention)
            if self._bracket(one.mention):
                one.features.add("bracket")
                one.features |= _sized("brackets", len(brackets))
            if i in lines:
                one.features |= _sized("lines", lines[i])
        self._sentences(told)

    def _own(self, mention: Mention) -> set[str]:
        """What stands right beside one mention."""
        features = {"by_name" if mention.by_name else "by_people"}
        if mention.joined:
            features.add("joined")
        index = mention.first - 1
        while index >= 0 and self.mask(index) & self.steps and not self.mask(index) & self._origin():
            index -= 1
        features |= {f"prev_{n}" for n in self._beside(index, mention)}
        features |= {f"own_before_{n}" for n in self._look(mention.first - 1, -1, _BACK)}
        features |= {f"own_after_{n}" for n in self._look(mention.last + 1, 1, _FORTH)}
        after = mention.last + 1
        if after < len(self.tokens):
            if self.tokens[after].low == "'s":
                features.add("possessive")
            if self.tokens[after].low in _SIGNS:
                features.add(f"next_{_SIGNS[self.tokens[after].low]}")
            if self.tokens[after].shape & CAPITAL and not mention.by_name:
                features.add("people_before_name")
        if not mention.by_name:
            beside = self._look(mention.last + 1, 1, 3) | self._look(mention.first - 1, -1, 3)
            features |= {f"people_{n}" for n in beside}
        return features

    def _origin(self) -> int:
        return self.small[0][1]

    def _beside(self, index: int, mention: Mention) -> set[str]:
        """What kind of small word or sign stands before a name."""
        found = {f"lead_{mention.lead[-1]}"} if mention.lead else set()
        if index < 0:
            return found | {"start"}
        token, mask = self.tokens[index], self.mask(index)
        if token.shape & BREAK:
            return found | {"start"}
        if token.low in _SIGNS:
            return found | {_SIGNS[token.low]}
        found |= {name for name, bits in self.small if mask & bits}
        if token.shape & CAPITAL:
            found.add("capital")
        return found or {"word"}

    def _look(self, index: int, step: int, reach: int) -> set[str]:
        """The classes of the nearest word that has one, to one side, within the clause."""
        while 0 <= index < len(self.tokens) and reach:
            token = self.tokens[index]
            if token.shape & BREAK or token.low in (";", "."):
                return set()
            mask = self.mask(index)
            if mask & self.any_near and index not in self.taken:
                return {name for name, bits in self.near if mask & bits}
            index, reach = index + step, reach - 1
        return set()

    def _shared(self, run: Sequence[int]) -> set[str]:
        """What stands before the first and behind the last of a list of countries."""
        first, last = self.mentions[run[0]], self.mentions[run[-1]]
        features = {f"before_{n}" for n in self._look(first.first - 1, -1, _BACK)}
        features |= {f"after_{n}" for n in self._look(last.last + 1, 1, _FORTH)}
        features |= {f"first_{n}" for n in self._beside(first.first - 1, first)}
        return features

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
            if token.low in _BETWEEN or mask & self.joint:
                joined = True
            elif token.shape & BREAK or token.low in (".", ":"):
                return False
            elif mask & self.steps:
                continue
            elif not loose or not self._of_list(index):
                return False
        return joined

    def _of_list(self, index: int) -> bool:
        """True for what may stand beside a country in a list: a person, a city, a number."""
        token = self.tokens[index]
        if token.shape & (CAPITAL | DIGIT) or self.mask(index) & self.person:
            return True
        return not self.lexicon.cased and bool(token.shape & WORD) and not self.mask(
            index
        ) & self.lexicon.bits("attending_verbs", "speech_past", "common")

    def _bracket(self, mention: Mention) -> bool:
        before, after = mention.first - 1, mention.last + 1
        if before < 0 or after >= len(self.tokens):
            return False
        if self.tokens[after].low not in (")", "]", ",", "/", "-"):
            return False
        return any(
            self.tokens[i].low in ("(", "[") for i in range(max(0, before - 5), before + 1)
        ) and not any(self.tokens[i].low in (")", "]") for i in range(max(0, before - 5), before + 1))

    def _line_ends(self) -> dict[int, int]:
        """The mentions that end a line, of lines that stand together, with how many those are."""
        ends = []
        for number, mention in enumerate(self.mentions):
            after = mention.last + 1
            while after < len(self.tokens) and self.tokens[after].low in (")", ";", ",", "."):
                after += 1
            if after >= len(self.tokens) or self.tokens[after].shape & BREAK:
                ends.append(number)
        groups: list[list[int]] = []
        for number in ends:
            if groups and self._lines_between(groups[-1][-1], number) <= 3:
                groups[-1].append(number)
            else:
                groups.append([number])
        return {n: len({self.mentions[i].code for i in g}) for g in groups for n in g}

    def _lines_between(self, one: int, other: int) -> int:
        start, end = self.mentions[one].span.end, self.mentions[other].span.start
        if end - start > 300:
            return 99
        between = self.tokens.within(start, end)
        return sum(bool(self.tokens[i].shape & BREAK) for i in between)

    def _sentences(self, told: Sequence[Told]) -> None:
        """What the sentence of each mention speaks of."""
        known: dict[int, set[str]] = {}
        for one in told:
            start = one.mention.span.start
            number = self.reading.sentence_number(start)
            if number not in known:
                sentence = self.reading.sentences[number]
                mask = _joined(self.mask(i) for i in self.tokens.within(sentence.start, sentence.end))
                known[number] = {f"with_{n}" for n, bits in self.near if mask & bits}
                if mask & self.other or self.reading.is_elsewhere(start):
                    known[number].add("other_time")
                known[number].add("early" if number < 3 else "later")
            features = one.features
            features |= known[number]
            if self.reading.in_quotation(start):
                features.add("quoted")
            _join(features)


def _sized(name: str, size: int) -> set[str]:
    """How long a list is: 2, 3 and more, 6 and more."""
    return {f"{name}_{n}" for n in (2, 3, 6, 12) if size >= n}


_LISTS = ("list_3", "list_6", "loose_3", "brackets_3", "lines_3", "prev_origin", "people_official", "before_official", "before_delegate", "people_delegate")
_SENTENCE = ("with_attending", "with_gathering", "with_presence", "with_addressing", "with_contest", "with_absence", "with_topic")


def _join(features: set[str]) -> None:
    """What counts more together than by itself."""
    for one in _LISTS:
        if one in features:
            features |= {f"{one}_{other}" for other in _SENTENCE if other in features}


def _joined(masks: Iterable[int]) -> int:
    found = 0
    for mask in masks:
        found |= mask
    return found
