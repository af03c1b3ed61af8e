"""Words around a list of bodies -> what they say of it: who does something, and to which event.

What leads to a name stands before the list that it is part of, what the bodies do after the list.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from eventbrief.extract.propose.body_mentions import MARKS, STOPS, Chunk, Words
from eventbrief.extract.text.span import Span
from eventbrief.extract.text.tokens import BREAK, CAPITAL, DIGIT, WORD

_NEAR = 4  # words between a cue and a list of bodies
_LEFT = 14  # tokens before a list of bodies in which its cue is looked for
_RIGHT = 24  # and after it
_OBJECT = 16  # tokens after a verb in which the event must stand
_CLAUSE = 30  # tokens before a cue in which the event must stand
_ASIDE = 30  # tokens of what stands in brackets or between commas
_CLASSES = (
    ("organise", ("organise_words",)),
    ("organiser", ("organiser_nouns",)),
    ("host", ("host_words",)),
    ("hold", ("hold_words",)),
    ("announce", ("announce_words",)),
    ("initiative", ("initiative_nouns",)),
    ("patron", ("patron_nouns",)),
    ("sponsor", ("sponsor_words",)),
    ("partner", ("partner_words",)),
    ("attending", ("attending_words",)),
    ("role", ("roles",)),
    ("speech", ("speech_past", "speech_present", "speech_gerund", "according")),
)
DOING = frozenset(("organise", "organiser", "host", "hold", "announce", "initiative"))
_VERBS = frozenset(("organise", "host", "hold", "announce"))
_PREPOSITIONS = (
    ("by", "by_words"),
    ("between", "between_words"),
    ("with", "with_words"),
    ("of", "owner_words"),
    ("in", "place_links"),
)
_OPEN = {"(": ")", "[": "]", "—": "—", "–": "–"}
_SHUT = {")": "(", "]": "["}
_NO, _SOME, MAIN = 0, 1, 2
_LEVELS = ("none", "event", "main")

# What is said of a list, by how surely it organises: the first pattern that is found tells.
# What stands behind a full stop tells of which event it is said; by itself it is no feature.
_TIERS = (
    (
        4,
        r"L_(?:organise|host)_(?:by|of)\.(?:main|event|begins)|L_organiser_(?:none|colon|is)"
        r"|[RV]_(?:organise|host)\.(?:own|main)|L_organise_none\.main|R_owner_main",
    ),
    (
        3,
        r"L_(?:hold|announce|initiative)_(?:by|of)\.(?:main|event|begins)"
        r"|[RV]_(?:hold|announce)\.(?:own|main)|[RV]_(?:organise|host)\.event|L_event_near_main"
        r"|L_(?:organise|host)_none\.(?:event|begins)|L_hold_none\.main|L_organiser_of"
        r"|[RV]_organise\.none|L_partner_between",
    ),
    (
        2,
        r"[RV]_(?:hold|announce)\.event|[RV]_over\.(?:organise|host)\.(?:own|main|event)|R_next_main"
        r"|R_plain_main|R_speech_main|L_(?:organise|host)_by\.other|L_about|L_event_of_main",
    ),
    (
        1,
        r"[RV]_(?:organise|host|hold)|L_(?:organise|host|hold|initiative)"
        r"|R_owner_event|L_event_near|R_next_event",
    ),
)
_TIER = [(tier, re.compile(pattern)) for tier, pattern in _TIERS]


@functools.cache
def tier_of(cue: str) -> int:
    """How surely a body organises of which this is said: 0 for not at all."""
    return next((tier for tier, pattern in _TIER if pattern.match(cue)), 0)


class Cues:
    """What is said of each list of bodies; each list is read once.

    Args:
        words: the tokens of the reading.
        head: the noun that tells what the event is, or None.
        spans: where the event is named.
    """

    def __init__(self, words: Words, head: str | None, spans: list[Span]) -> None:
        self.words = words
        lexicon = words.lexicon
        self._classes = [(lexicon.bits(*keys), name) for name, keys in _CLASSES]
        self._any = lexicon.bits(*(key for _, keys in _CLASSES for key in keys))
        self._prepositions = [(lexicon.bit(key), name) for name, key in _PREPOSITIONS]
        self._by = lexicon.bit("by_words")
        self._joining = lexicon.bits(*(key for _, key in _PREPOSITIONS))
        self._indefinite = lexicon.bits("indefinites", "another_words")
        self._passive = lexicon.bit("passive_leads")
        self._having = lexicon.bit("having")
        self._participles = tuple(lexicon.words("participle_endings"))
        self._never_passive = lexicon.bit("never_passive")
        self._possessive = lexicon.bit("possessives")
        self._own_events = lexicon.bit("own_events")
        self._turned = lexicon.bit("not_organising")
        self._role = lexicon.bit("roles")
        self._about = lexicon.bit("about_words")
        self._helping = lexicon.bits("partner_words", "list_joints", "attending_words")
        self._verb_first = lexicon.verb_first
        self.levels = self._events(head, spans)
        self.firsts: frozenset[int] = frozenset()
        self._told: dict[int, int] = {}
        self._lefts: dict[int, tuple[str, ...]] = {}
        self._rights: dict[int, tuple[str, ...]] = {}

    def _events(self, head: str | None, spans: list[Span]) -> list[int]:
        """For each token whether it names an event, and whether that is the one of the text."""
        words = self.words
        lexicon = words.lexicon
        itself = lexicon.bits("event_words", "edition_words")
        events = words.events | lexicon.bits("gatherings", "shows")
        own = self._own_events
        low_head = head.casefold() if head else ""
        levels = []
        for token, mask in zip(words.tokens, words.masks, strict=True):
            level = _NO
            if mask & events or mask & own:
                level = MAIN if mask & itself else _SOME
                if mask & words.heads and not mask & own:
                    level = _NO
            if low_head and low_head in (token.low, token.bare):
                level = MAIN
            levels.append(level)
        tokens = words.reading.tokens
        for span in spans:
            for index in tokens.within(span.start, span.end):
                levels[index] = MAIN
        return levels

    def left(self, head: int) -> tuple[str, ...]:
        """What leads to the list whose first token is `head`."""
        found = self._lefts.get(head)
        if found is None:
            found = self._lefts[head] = tuple(self._read_left(head))
        return found

    def right(self, tail: int) -> tuple[str, ...]:
        """What the bodies of the list do whose last token is `tail`."""
        found = self._rights.get(tail)
        if found is None:
            found = self._rights[tail] = tuple(self._read_right(tail))
        return found

    def tells(self, chunk: Chunk, least: int) -> bool:
        """True where something is said of the chunk, or of a name in it."""
        if chunk.first not in self._told:
            cues = [*self.left(chunk.head), *self.right(chunk.tail)]
            for start in chunk.starts[1:]:
                cues += self.left(start)
            self._told[chunk.first] = max(map(tier_of, cues), default=0)
        return self._told[chunk.first] >= least

    def _read_left(self, head: int) -> Iterator[str]:  # noqa: PLR0912 - one list
        """The first class before a list of bodies, with the preposition between."""
        words = self.words
        tokens, masks = words.tokens, words.masks
        preposition, skipped, copula = "", 0, False
        index, end = head, max(-1, head - 1 - _LEFT)
        while (index := index - 1) > end:
            token, mask = tokens[index], masks[index]
            low = token.low
            if low in MARKS or (index + 1 < head and tokens[index + 1].low == "-"):
                continue  # "the 700-member body"
            if low in _SHUT:
                index = self._opening(index)
                continue
            if low == ":" and not skipped and not preposition:
                preposition = "colon"
                continue
            if token.shape & BREAK or low in STOPS:
                if not skipped and not preposition:
                    yield "L_begins"
                return
            if mask & self._about and not skipped:
                yield "L_about"
            if self.levels[index] == MAIN or (self.levels[index] and not mask & self._any):
                if self._verb_first and not preposition:
                    over = self._verb_before(index)
                    if over is not None:
                        yield from self._led(over, "none")
                        return
                level = _LEVELS[self.levels[index]]
                yield f"L_event_{preposition or 'none'}_{level}"
                if not skipped and (preposition == "of" or (self._verb_first and not preposition)):
                    yield f"L_event_near_{level}"
                return
            if mask & self._any and not mask & self._joining:
                name = self._class(index)
                if copula and name in ("host", "organiser"):
                    name, preposition = "organiser", "is"  # "the host is X"
                if name in _VERBS and preposition in ("", "of") and not self._verb_first:
                    yield "L_object"  # "organises X"
                    return
                yield from self._led(index, preposition)
                return
            copula |= bool(mask & self._passive)
            if not preposition:
                preposition = next((n for bit, n in self._prepositions if mask & bit), "")
            if not mask & words.links and token.shape & (WORD | DIGIT):
                skipped += 1
                if skipped > _NEAR or (index in self.firsts and index < head - 1):
                    return

    def _led(self, cue: int, preposition: str) -> Iterator[str]:
        """What a cue before a list says of it."""
        if preposition == "is":
            yield "L_organiser_is"
            return
        role = preposition == "of" and self.words.masks[cue] & self._role
        name = "role" if role else self._class(cue)
        if name in DOING and self._is_turned(cue):
            yield "turned"
            return
        lead = f"L_{name}_{preposition or 'none'}"
        yield lead
        if name in DOING:
            tie = self._tie(cue)
            yield f"{lead}.{tie}"

    def _opening(self, index: int) -> int:
        """The token that opens what closes here, or the index itself."""
        tokens = self.words.tokens
        opens = _SHUT[tokens[index].low]
        for before in range(index - 1, max(-1, index - _ASIDE), -1):
            if tokens[before].low == opens:
                return before
        return index

    def _class(self, index: int) -> str:
        """The first class of a token that has one."""
        mask = self.words.masks[index]
        return next(n for bit, n in self._classes if mask & bit)

    def _verb_before(self, event: int) -> int | None:
        """The verb that has the event as its object where the verb comes first: "holds it X"."""
        for index in range(event - 1, max(-1, event - _NEAR), -1):
            token, mask = self.words.tokens[index], self.words.masks[index]
            if token.shape & BREAK or token.low in STOPS:
                break
            if mask & self.words.doing:
                return index
        return None

    def _is_turned(self, cue: int) -> bool:
        """True where the words right before say that it is not so, or no longer."""
        masks, tokens = self.words.masks, self.words.tokens
        for index in range(cue - 1, max(-1, cue - _NEAR), -1):
            if tokens[index].low in STOPS or tokens[index].shape & BREAK:
                break
            if masks[index] & self._turned:
                return True
        return False

    def _tie(self, cue: int) -> str:
        """Whether it is the event that the cue before a body speaks of."""
        words = self.words
        kind = "begins"
        for index in range(cue - 1, max(-1, cue - _CLAUSE), -1):
            token, mask = words.tokens[index], words.masks[index]
            if token.shape & BREAK or token.low in STOPS:
                break
            if self.levels[index]:
                return _LEVELS[self.levels[index]]
            if mask & self._indefinite and cue - index <= _NEAR:
                return "another"
            if token.shape & WORD and not mask & words.small:
                kind = "other"
        if self._verb_first and kind != "main":
            level = self._object(cue)
            if level != "none":
                return level
        return kind

    def _read_right(self, tail: int) -> Iterator[str]:  # noqa: PLR0911, PLR0912 - one list
        """The first classes after a list of bodies, and whether the event is their object."""
        words = self.words
        tokens, masks, levels = words.tokens, words.masks, self.levels
        skipped = count = 0
        over = ""
        index, end = tail, min(tail + 1 + _RIGHT, len(tokens))
        while (index := index + 1) < end:
            token, mask = tokens[index], masks[index]
            low = token.low
            if low in MARKS:
                continue
            if low in _OPEN or low == ",":
                index = self._closing(index)
                continue
            if low in STOPS or token.shape & BREAK:
                return
            if low == "'s" and index == tail + 1:
                near = max(levels[index + 1 : index + 7], default=_NO)
                yield f"R_owner_{_LEVELS[near]}"
                return
            if levels[index]:
                if index == tail + 1:
                    yield f"R_next_{_LEVELS[levels[index]]}"
                elif count == 0 and not over:
                    yield f"R_plain_{_LEVELS[levels[index]]}"
                return
            if mask & words.places and index + 1 < end and tokens[index + 1].shape & CAPITAL:
                index += 1
                continue
            if index in self.firsts and not mask & words.events:
                over = "over."
            elif mask & self._any and not mask & self._joining:
                name = self._class(index)
                if name in _VERBS and self._is_passive(index):
                    yield "R_passive"
                    return
                if name in DOING and self._is_turned(index):
                    yield "turned"
                    return
                count += 1
                side = "V" if self._verb_first else "R"
                if name in DOING:
                    found = self._object(index)
                    yield f"{side}_{over}{name}.{found}"
                    if count == 1 and not over:
                        yield f"{side}_{name}"
                    return
                if not over:
                    yield f"{side}_{name}"
                if count == 1 and name == "speech" and self._object(index) == "main":
                    yield "R_speech_main"
                if count == 2:
                    return
            elif token.shape & (WORD | DIGIT) and not mask & words.links:
                skipped += 1
                if skipped > 2 * _NEAR:
                    return

    def _closing(self, index: int) -> int:
        """The token that closes what opens here: brackets, dashes, "together with X,"."""
        words = self.words
        tokens, masks = words.tokens, words.masks
        low = tokens[index].low
        if low == ",":
            first = masks[index + 1] if index + 1 < len(tokens) else 0
            second = masks[index + 2] if index + 2 < len(tokens) else 0
            if not (first | second) & self._helping and not first & words.links:
                return index
            close = ","
        else:
            close = _OPEN[low]
        for after in range(index + 1, min(index + _ASIDE, len(tokens))):
            if tokens[after].low == close:
                return after
            if tokens[after].shape & BREAK or tokens[after].low in STOPS:
                break
        return index

    def _is_passive(self, verb: int) -> bool:
        """True where the verb says what happens to its subject: "is organised by", "se tiendra"."""
        masks = self.words.masks
        if any(mask & self._by for mask in masks[verb + 1 : verb + 3]):
            return True  # "organised jointly by"
        if masks[verb] & self._never_passive:
            return False
        if masks[verb - 1] & self._passive:
            return True
        token = self.words.tokens[verb]
        had = masks[verb - 1] | (masks[verb - 2] if verb > 1 else 0)
        return token.low.endswith(self._participles) and not had & self._having

    def _object(self, verb: int) -> str:
        """What stands after the verb: "own" where it is said to be theirs, the event, another."""
        words = self.words
        owned, best = -_NEAR, _NO
        for index in range(verb + 1, min(verb + 1 + _OBJECT, len(words.tokens))):
            token, mask = words.tokens[index], words.masks[index]
            if token.low in STOPS or token.shape & BREAK:
                break
            if mask & self._possessive:
                owned = index
            if mask & self._own_events:
                return "own"
            if self.levels[index]:
                if index - owned < _NEAR:
                    return "own"
                best = max(best, self.levels[index])
                if best == MAIN:
                    break
        return _LEVELS[best]
