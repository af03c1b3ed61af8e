"""Mentions of countries -> what speaks for and against each country's taking part in the event.

A country is judged by all its mentions together. Of each mention is told what stands before it,
behind it and in its sentence, by classes of words; what stands around one of a list of countries
holds for all of the list.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

from eventbrief.extract.propose.nations import Mention
from eventbrief.extract.propose.surroundings import BACK, FORTH, Surroundings
from eventbrief.extract.text.gazetteer import countries_of
from eventbrief.extract.text.span import Span
from eventbrief.extract.text.tokens import AND, BREAK, CAPITAL, DIGIT

_TIGHT, _LOOSE = 5, 14  # tokens between two countries of a list
_BETWEEN = frozenset(",;/&–-()\"'")
_APART = frozenset(("other_time", "absent", "dateline", "of_members"))
_ENDS = frozenset(".;:!?")
_PREPOSITIONS = ("ب", "ل", "ك")
_DATELINE = 7  # tokens before a country in a dateline
_LINES = 3  # ends of lines from one item to the next in a list of lines
_HEADING = frozenset(("attending", "delegate", "presence", "gathering", "countries"))
_STRONG = frozenset(
    {
        "list_3",
        "loose_3",
        "list_6",
        "prev_origin",
        "people_official",
        "before_official",
        "before_delegate",
        "people_delegate",
        "in_person",
    }
)
_SENTENCE = frozenset(
    f"with_{name}"
    for name in ("attending", "gathering", "presence", "absence", "topic", "speech", "acts")
)
_IDLE = frozenset(f"{where}_event" for where in ("with", "before", "after", "people"))


@dataclass(slots=True)
class Told:
    """A mention, and what is told of it."""

    mention: Mention
    features: set[str] = field(default_factory=set)
    size: int = 1

    @property
    def apart(self) -> bool:
        """True where it says nothing of who takes part: a quotation, another edition."""
        return bool(self.features & _APART)


@dataclass(slots=True)
class Nation:
    """A country with its mentions, and all that speaks for or against its taking part."""

    code: str
    told: list[Told]
    features: dict[str, float]


def nations_in(
    around: Surroundings,
    mentions: Sequence[Mention],
    *,
    parts: Iterable[tuple[str, Span]] = (),
    counts: Sequence[int] = (),
) -> list[Nation]:
    """Every country that the text names.

    Args:
        around: what stands around any place of the text.
        mentions: every mention of a country.
        parts: stretches that are a part of something named, by what it is: "event", "person".
        counts: numbers of countries that the text speaks of.
    """
    told = _Mentions(around, mentions).tell()
    for name, span in parts:
        for one in told:
            if span.covers(one.mention.span):
                one.features.add(f"in_{name}")
    by_code: dict[str, list[Told]] = {}
    for one in told:
        by_code.setdefault(one.mention.code, []).append(one)
    return [Nation(code, own, _pooled(own, by_code, counts)) for code, own in by_code.items()]


def _pooled(own: Sequence[Told], codes: Collection[str], counts: Sequence[int]) -> dict[str, float]:
    """What is told of any of a country's mentions, and how many there are."""
    plain = [t for t in own if not t.apart]
    features = dict.fromkeys((name for t in plain for name in t.features - _IDLE), 1.0)
    if not plain:
        features = {f"only_{n}": 1.0 for t in own for n in t.features & _APART}
    if all("quoted" in t.features for t in own):
        features["only_quoted"] = 1.0
    features["bias"] = 1.0
    count = len(own)
    features["once" if count == 1 else "often" if count > 3 else "twice"] = 1.0
    if all(not t.mention.by_name for t in own):
        features["never_named"] = 1.0
    if all(t.mention.doubtful for t in own):
        features["doubtful"] = 1.0
        others = {c for t in own for c in countries_of(t.mention.name.capitalize())}
        others.discard(own[0].mention.code)
        if others:
            features["city_elsewhere" if others & set(codes) else "also_city"] = 1.0
    if any(t.size > 2 and abs(t.size - number) <= 2 for t in plain for number in counts):
        features["list_counted"] = 1.0
    return features


class _Mentions:
    """All mentions of one text, with the words around them."""

    def __init__(self, around: Surroundings, mentions: Sequence[Mention]) -> None:
        self.around, self.mentions = around, mentions
        self.reading, self.tokens, self.masks = around.reading, around.tokens, around.masks
        lexicon = self.reading.lexicon
        self.cased = lexicon.cased
        self.steps = self.around.bits.steps
        self.joint = lexicon.bits("conjunctions", "list_joints", "before_names", "or_words")
        self.person = lexicon.bits("roles", "delegate_nouns", "honorifics", "name_adjectives")
        self.no_name = lexicon.bits("attending_verbs", "speech_past", "common")

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
        for one in told:
            one.features |= self.around.sentence(one.mention.span.start)
            one.features |= self.around.apart(one.mention.first, one.mention.last)
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
        features |= {f"prev_{n}" for n in self._before(mention)}
        after = mention.last + 1
        if after < len(self.tokens):
            following = self.tokens[after]
            if following.low == "'s":
                features.add("possessive")
            if following.shape & CAPITAL and not mention.by_name:
                features.add("people_before_name")
        if not mention.by_name:
            look = self.around.look
            beside = look(after, 1, 3) | look(mention.first - 1, -1, 3)
            features |= {f"people_{n}" for n in beside}
        if self._in_dateline(mention):
            features.add("dateline")
        return features

    def _before(self, mention: Mention) -> set[str]:
        """What kind of small word or sign stands before a name, be it written to its front."""
        attached = {"attached"} if mention.lead[-1:] in _PREPOSITIONS else set()
        return attached | self.around.before(mention.first)[1]

    def _shared(self, run: Sequence[int]) -> set[str]:
        """What stands before the first and behind the last of a list of countries."""
        first, last = self.mentions[run[0]], self.mentions[run[-1]]
        look = self.around.look
        features = {f"before_{n}" for n in look(first.first - 1, -1, BACK)}
        features |= {f"after_{n}" for n in look(last.last + 1, 1, FORTH)}
        features |= {f"first_{n}" for n in self._before(first)}
        if self.around.stays_away(first.first, last.last):
            features.add("absent")
        return features

    def _in_dateline(self, mention: Mention) -> bool:
        """True in "DUBAI, UAE, May 15 (Agency) -"."""
        near = self.around.bits.near_any
        index = mention.first - 1
        for _ in range(_DATELINE):
            if index < 0 or self.tokens[index].shape & BREAK:
                break
            token = self.tokens[index]
            if token.low in _ENDS or (token.is_word() and self.masks[index] & near):
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
            if token.is_word() and self.masks[at] & near:
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
            token, mask = self.tokens[index], self.masks[index]
            if token.low in _BETWEEN or mask & self.joint:
                joined = True
            elif token.shape & BREAK or token.low in (".", ":"):
                return False
            elif mask & self.steps:
                continue
            elif not loose or not self._of_list(index, mask):
                return False
        return joined

    def _of_list(self, index: int, mask: int) -> bool:
        """True for what may stand beside a country in a list: a person, a city, a number."""
        token = self.tokens[index]
        if token.shape & (CAPITAL | DIGIT) or mask & self.person:
            return True
        return not self.cased and token.is_word() and not mask & self.no_name

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
        names = self.around.classes(range(max(0, number - 3), number))
        return {f"with_{n}" for n in names} | {f"before_{n}" for n in names & _HEADING}


def _join(features: set[str]) -> None:
    """What counts more together than by itself."""
    for one in _STRONG & features:
        features |= {f"{one}_{other}" for other in _SENTENCE & features}
