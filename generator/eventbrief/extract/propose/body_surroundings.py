"""Words around the name of a body -> what they say of it: who does something, and to what.

What leads to a name stands before the list that it is part of, what it does after the list.
"""

from __future__ import annotations

from collections.abc import Iterator

from eventbrief.extract.propose.body_mentions import STOPS, Words
from eventbrief.extract.text.tokens import BREAK, DIGIT, WORD

_NEAR = 4  # words between a cue and a list of bodies
_LEFT = 10  # tokens before a list of bodies in which its cue is looked for
_RIGHT = 18  # and after it
_OBJECT = 14  # tokens after a verb in which the event must stand
_CLAUSE = 30  # tokens before a cue in which the event must stand
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
    ("event", ("event_heads", "event_words")),
)
_DOING = frozenset(("organise", "organiser", "host", "hold", "announce", "initiative"))
_VERBS = frozenset(("organise", "host", "hold", "announce"))
_PREPOSITIONS = (("by", "by_words"), ("with", "with_words"), ("of", "owner_words"))
_ASIDES = {"(": ")", "—": "—", "–": "–", "[": "]"}


class Surroundings:
    """Reads to the left and to the right of lists of bodies, each place once."""

    def __init__(self, words: Words) -> None:
        self.words = words
        lexicon = words.lexicon
        self._classes = [(lexicon.bits(*keys), name) for name, keys in _CLASSES]
        self._any = lexicon.bits(*(key for _, keys in _CLASSES for key in keys))
        self._prepositions = [(lexicon.bit(key), name) for name, key in _PREPOSITIONS]
        self._by = lexicon.bit("by_words")
        self._joining = lexicon.bits(*(key for _, key in _PREPOSITIONS))
        self._small = self._joining | words.links
        self._doing = lexicon.bits("organise_words", "host_words", "hold_words")
        self._indefinite = lexicon.bit("indefinites")
        self._passive = lexicon.bit("passive_leads")
        self._never_passive = lexicon.bit("never_passive")
        self._possessive = lexicon.bit("possessives")
        self._own_events = lexicon.bit("own_events")
        self._verb_first = lexicon.verb_first
        self._side = "V" if lexicon.verb_first else "R"  # what stands after is less often its verb
        self._firsts: frozenset[int] = frozenset()
        self._others: frozenset[int] = frozenset()
        self._turned = lexicon.bit("not_organising")
        self._about = lexicon.bit("about_words")
        self._lefts: dict[int, tuple[str, ...]] = {}
        self._rights: dict[int, tuple[str, ...]] = {}
        self._own: set[str] = set()

    def _left(self, head: int) -> tuple[str, ...]:
        found = self._lefts.get(head)
        if found is None:
            found = self._lefts[head] = tuple(self._read_left(head))
        return found

    def _read_left(self, head: int) -> Iterator[str]:  # noqa: PLR0912 - one list
        """The first two classes before a list of bodies, with the preposition between."""
        words = self.words
        tokens, masks = words.tokens, words.masks
        preposition, first, skipped = "", "", 0
        for index in range(head - 1, max(-1, head - 1 - _LEFT), -1):
            token, mask = tokens[index], masks[index]
            low = token.low
            if low == ":" and not skipped and not first:
                preposition = "colon"
                continue
            if token.shape & BREAK or low in STOPS:
                if not skipped and not first and preposition != "colon":
                    yield "L_begins"
                break
            if mask & self._about and not skipped and not first:
                yield "L_about"
            if not preposition and not first:
                preposition = next((n for bit, n in self._prepositions if mask & bit), "")
            if mask & self._any and not mask & (self._small if first else self._joining):
                at, name = index, self._class(index)
                if not first and name == "event" and not preposition and self._verb_first:
                    over = self._verb_before(index)
                    if over is not None:
                        at, name = over, self._class(over)
                if not first:
                    first = name
                    if name in _DOING and self._is_turned(at):
                        yield "turned"
                        return
                    if name in _VERBS and not preposition and not self._verb_first:
                        break  # "organises X": X is its object
                    cue = f"L_{name}_{preposition or 'none'}"
                    yield cue
                    if name in _DOING:
                        yield from self._subject_of(cue, at)
                elif name != first:
                    yield f"L2_{name}"
                    break
            elif not mask & words.links:
                skipped += 1
            if skipped > _NEAR or (index in self._others and index < head - 1):
                break
        if not first:
            yield f"L_no_{preposition or 'none'}"

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
            if mask & self._doing:
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

    def _subject_of(self, cue: str, cue_at: int) -> Iterator[str]:
        """Whether it is the event that the cue before a body speaks of."""
        words = self.words
        kind = "begins"
        for index in range(cue_at - 1, max(-1, cue_at - _CLAUSE), -1):
            token, mask = words.tokens[index], words.masks[index]
            if token.shape & BREAK or token.low in STOPS:
                break
            if mask & words.events or token.low in self._own:
                kind = "event"
                break
            if mask & self._indefinite and cue_at - index <= _NEAR:
                kind = "another"
                break
            if token.shape & WORD and not mask & words.small:
                kind = "other"
        yield f"{cue}_{kind}"
        if kind != "another":
            yield "doing"
        if kind in ("event", "begins") and cue.startswith(
            ("L_organise_by", "L_host_by", "L_organise_none")
        ):
            yield "told"

    def _right(self, tail: int) -> tuple[str, ...]:
        found = self._rights.get(tail)
        if found is None:
            found = self._rights[tail] = tuple(self._read_right(tail))
        return found

    def _read_right(self, tail: int) -> Iterator[str]:  # noqa: PLR0912 - one list
        """The first two classes after a list of bodies, and whether the event is their object."""
        words = self.words
        tokens, masks = words.tokens, words.masks
        skipped = count = 0
        over = ""
        index, end = tail, min(tail + 1 + _RIGHT, len(tokens))
        while (index := index + 1) < end:
            token, mask = tokens[index], masks[index]
            if (after := self._aside(index)) > index:
                index = after
            elif token.low in STOPS or token.shape & BREAK:
                break
            elif index in self._firsts and not mask & words.events:
                over = "over_"
            elif mask & self._any and not mask & self._joining:
                name = self._class(index)
                if name in _VERBS and self._is_passive(index):
                    yield "R_passive"
                    break
                if name in _DOING and self._is_turned(index):
                    yield "turned"
                    break
                count += 1
                yield f"{self._side}_{over}{name}"
                if name in _DOING:
                    yield "doing"
                    if found := self._object(index):
                        yield f"{self._side}_{over}{name}_event"
                        if found == "own":
                            yield f"R_{over}own"
                        if name in ("organise", "host") and not (over or self._verb_first):
                            yield "told"
                    break
                if count == 2:
                    break
            elif token.shape & (WORD | DIGIT) and not mask & words.links:
                skipped += 1
                if skipped > 2 * _NEAR:
                    break

    def _aside(self, index: int) -> int:
        """The token that closes what opens here: brackets, dashes; the index itself otherwise."""
        tokens = self.words.tokens
        close = _ASIDES.get(tokens[index].low)
        if close:
            for after in range(index + 1, min(index + _RIGHT, len(tokens))):
                if tokens[after].low == close:
                    return after
        return index

    def _is_passive(self, verb: int) -> bool:
        """True where the verb says what happens to its subject: "is organised by", "se tiendra"."""
        masks = self.words.masks
        if any(mask & self._by for mask in masks[verb + 1 : verb + 3]):
            return True  # "organised jointly by"
        if masks[verb] & self._never_passive:
            return False
        return bool(masks[verb - 1] & self._passive)

    def _object(self, verb: int) -> str:
        """What stands after the verb: "event", "own" where it is said to be theirs, or nothing."""
        words = self.words
        owned = -_NEAR
        for index in range(verb + 1, min(verb + 1 + _OBJECT, len(words.tokens))):
            token, mask = words.tokens[index], words.masks[index]
            if token.low in STOPS or token.shape & BREAK:
                break
            if mask & self._possessive:
                owned = index
            if mask & self._own_events:
                return "own"
            if mask & words.events or token.low in self._own:
                return "own" if index - owned < _NEAR else "event"
        return ""
