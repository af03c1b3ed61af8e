"""A reading -> every house, hall or ground that it may name."""

from __future__ import annotations

from collections.abc import Collection

from eventbrief.extract.propose.place_words import PlaceMention
from eventbrief.extract.propose.whereabouts import Whereabouts
from eventbrief.extract.text.span import Span
from eventbrief.extract.text.tokens import AND, BREAK, CAPITAL, DIGIT, PREPOSITION, WORD
from eventbrief.facts.datestamp import months

HEADED, BARE, LISTED = "headed", "bare", "listed"
_LEFT, _RIGHT, _JOINTS = 6, 9, 3  # tokens
_UNCASED = 7  # tokens of a name in a script without capitals
_DIGITS = 4  # of a number in a name
_LINE = 12  # tokens of a place in a list of facts
_BEFORE_LISTED = frozenset(":(")
_OPEN, _CLOSE = "«“\"'", "»”\"'"


class Houses:
    """Finds the mentions of houses in one text."""

    def __init__(self, around: Whereabouts, places: Collection[PlaceMention]) -> None:
        lexicon = around.reading.lexicon
        self.around = around
        self.cased = lexicon.cased
        self.tokens, self.masks = around.tokens, around.masks
        self.places = {m.first: m.last for m in places}
        bits = lexicon.bits
        self.heads = bits("venue_heads")
        self.groups = bits("house_groups")
        self.small = bits("venue_words")
        self.joints = bits("of_words", "connectors", "conjunctions")
        self.of = bits("particles")
        self.links = bits("place_links")
        self.conjunctions = bits("conjunctions") | bits("connectors")
        self.leads = bits("place_links", "venue_prepositions")
        self.stop = bits(
            "weekdays", "honorifics", "pronouns_all", "taking_place", "hosting", "determiners"
        )
        self.verbs = bits("taking_place", "hosting")
        self.end = bits(
            "common", "name_stops", "role_ends", "speech_past", "speech_present", "weekdays",
            "taking_place", "hosting", "place_links", "honorifics", "roles", "event_heads",
            "away_prepositions",
        )  # fmt: skip
        self.no_name = bits("weekdays", "honorifics")
        self.no_start = bits(
            "weekdays", "honorifics", "roles", "pronouns_all", "event_heads", "place_nouns",
            "regions", "edition_words",
        )  # fmt: skip

    def find(self) -> list[PlaceMention]:
        """Each mention, in order of where it ends."""
        found: list[PlaceMention] = []
        done = -1
        capital = CAPITAL if self.cased else 0
        for index, (token, mask) in enumerate(zip(self.tokens, self.masks, strict=True)):
            if index <= done or not (mask & self.heads or token.shape & capital or not mask):
                continue
            mention = None
            if mask & self.heads and token.shape & WORD and not mask & self.groups:
                mention = self._headed(index) if self.cased else self._uncased(index)
            if mention is None and token.shape & capital and self._led(index):
                mention = self._bare(index)
            if mention is None and self._listed(index):
                mention = self._line(index)
            if mention:
                found.append(mention)
                done = mention.last
        return self._joined(found)

    def _joined(self, found: list[PlaceMention]) -> list[PlaceMention]:
        """A hall at a hotel is one place: "Rasul's Hall at the Grand Hotel"."""
        joined: list[PlaceMention] = []
        for mention in found:
            before = joined[-1] if joined else None
            if before and before.kind == HEADED and mention.kind in (HEADED, BARE):
                gap = range(before.last + 1, mention.first)
                small = self.links | self.joints | self.around.classes.determiners
                if 0 < len(gap) < 4 and self.masks[before.last + 1] & self.links and all(
                    self.masks[n] & small and self.tokens[n].low != "&" for n in gap
                ):  # fmt: skip
                    joined[-1] = self._mention(before.first, mention.last, HEADED)
                    continue
            joined.append(mention)
        return joined

    def _mention(self, first: int, last: int, kind: str) -> PlaceMention:
        span = self.around.span(first, last)
        words = self.around.reading.flat[span.start : span.end]
        if not self.cased and kind == HEADED:
            cut = _written_to_front(words, self.tokens[first].shape)
            span = Span(span.start + cut, span.end)
            words = words[cut:]
        return PlaceMention(first, last, span, words, kind)

    def _headed(self, head: int) -> PlaceMention | None:
        """The house whose noun is at `head`, with the name before and after it."""
        last = self._right(head)
        first = self._left(head)
        capitals = sum(
            bool(self.tokens[i].shape & CAPITAL) for i in range(first, last + 1) if i != first
        ) + self._proper(first)
        if first == last or not capitals:
            if first == last and not self._led(first):
                return None
            if first == last and not self.tokens[first].shape & CAPITAL:
                return None
            if first != last:
                return None
        return self._mention(first, last, HEADED)

    def _proper(self, index: int) -> bool:
        """True for a capital that is not the sentence's."""
        return bool(self.tokens[index].shape & CAPITAL) and (
            not self.masks[index] & self.heads or self.around.amid(index)
        )

    def _right(self, head: int) -> int:
        """The last token of the name that follows the noun at `head`."""
        tokens, masks = self.tokens, self.masks
        last, index = head, head + 1
        while index < len(tokens) and index - head <= _RIGHT:
            if self._belongs(index):
                last = index
                index += 1
            elif masks[index] & self.joints and not self._leaves(index):
                ahead = self._past_joints(index)
                if ahead < len(tokens) and (self._belongs(ahead) or masks[ahead] & self.heads):
                    last = ahead
                elif not self._amid_name(ahead):
                    return ahead if last == head and self._named_by(head, ahead) else last
                index = ahead + 1
            elif tokens[index].low in _OPEN and index == last + 1:
                return self._closed(index) or last
            else:
                return last
        return last

    def _past_joints(self, index: int) -> int:
        """The first token that is no small word between a noun and its name."""
        tokens, ahead = self.tokens, index + 1
        while ahead < len(tokens) and ahead - index < _JOINTS and self.masks[ahead] & self.joints:
            if tokens[ahead].shape & CAPITAL:
                break
            ahead += 1
        return ahead

    def _amid_name(self, index: int) -> bool:
        """True for the small word in "salle de conférence de Ouaga"."""
        tokens, masks = self.tokens, self.masks
        if index + 2 >= len(tokens) or not tokens[index].shape & WORD or masks[index] & self.stop:
            return False
        name = [tokens[n] for n in range(index + 2, min(index + 4, len(tokens)))]
        return bool(masks[index + 1] & self.joints) and any(
            token.shape & CAPITAL and token.shape & WORD for token in name
        )

    def _named_by(self, head: int, index: int) -> bool:
        """True for the small word in "l'Académie du climat"."""
        tokens = self.tokens
        return (
            index < len(tokens)
            and bool(self.masks[index - 1] & self.of)
            and bool(tokens[index].shape & WORD)
            and bool(tokens[head].shape & CAPITAL)
            and self.around.amid(head)
            and not self.masks[index] & self.stop
        )

    def _belongs(self, index: int) -> bool:
        token, mask = self.tokens[index], self.masks[index]
        if token.shape & DIGIT:
            return len(token.low) <= _DIGITS and index > 0 and token.low[:2] not in ("19", "20")
        if not token.shape & WORD and not token.low.endswith("'"):
            return False
        if token.shape & CAPITAL:
            return not mask & self.no_name and not self._dated(index)
        return bool(mask & self.small)

    def _dated(self, index: int) -> bool:
        """True for the month of a day: "May 2", but not "the Belle de Mai"."""
        if self.tokens[index].low not in months():
            return False
        beside = (self.tokens[n] for n in (index - 1, index + 1) if n < len(self.tokens))
        return any(token.shape & DIGIT for token in beside)

    def _leaves(self, index: int) -> bool:
        """True for "in" before a town: the house's name ends."""
        return bool(self.masks[index] & self.links) and self.tokens[index].low != "de"

    def _closed(self, index: int) -> int | None:
        """The closing mark of a short quotation that opens at the token."""
        for last in range(index + 2, min(index + 7, len(self.tokens))):
            if self.tokens[last].low in _CLOSE:
                return last
            if self.tokens[last].shape & BREAK:
                return None
        return None

    def _left(self, head: int) -> int:
        tokens, masks = self.tokens, self.masks
        first = head
        while first and head - first < _LEFT:
            token, mask = tokens[first - 1], masks[first - 1]
            proper = token.shape & CAPITAL and token.shape & WORD
            if token.low == "'s" and first > 1 and tokens[first - 2].shape & CAPITAL:
                first -= 1
                continue
            if proper and not (
                mask & self.stop and not (mask & self.verbs == 0 and self._mid_name(first - 1))
            ):
                first -= 1
                continue
            joint = token.low == "&" or (mask & self.conjunctions and not mask & self.links)
            if (
                joint and first > 1 and tokens[first - 2].shape & CAPITAL and first - 1 < head
                and tokens[first].shape & CAPITAL
                and (token.low == "&" or masks[first - 2] & (self.heads | self.small))
            ):  # fmt: skip
                first -= 2
                continue
            break
        while first < head and masks[first] & (self.joints | self.stop):
            first += 1
        return first

    def _mid_name(self, index: int) -> bool:
        return bool(index and self.tokens[index - 1].shape & CAPITAL)

    def _led(self, index: int) -> bool:
        """True where a word before says that a place follows."""
        k = index - 1
        determiners = self.around.classes.determiners
        while k >= 0 and index - k < 3 and self.masks[k] & determiners:
            if self.masks[k] & self.leads:
                break
            k -= 1
        return k >= 0 and bool(self.masks[k] & self.leads)

    def _bare(self, first: int) -> PlaceMention | None:
        """Capitals after "at the", or in brackets after a town, that no noun explains."""
        token = self.tokens[first]
        if not self.cased or not token.shape & CAPITAL or not token.shape & WORD:
            return None
        if token.low in months():
            return None
        begun = first in self.places and self._goes_on(self.places[first] + 1)
        if not begun and (self.masks[first] & self.no_start or first in self.places):
            return None
        return self._mention(first, self._run(first), BARE)

    def _run(self, first: int) -> int:
        """The last of the capitals that follow each other: "Olympia London", "Ciudad del Rock"."""
        tokens, last = self.tokens, first
        of = self.around.classes.joints
        for index in range(first + 1, min(first + 1 + _RIGHT, len(tokens))):
            if self._belongs(index) and last >= index - _JOINTS:
                last = index
            elif not self.masks[index] & of or self._leaves(index):
                break
        return last

    def _goes_on(self, index: int) -> bool:
        """True for "Olympia" after "London": a name that a town begins."""
        return index < len(self.tokens) and bool(
            self.tokens[index].shape & CAPITAL and self.tokens[index].shape & WORD
        )

    def _listed(self, index: int) -> bool:
        """True right after "Venue:", and after a bracket that opens behind a town."""
        sign = self.tokens[index - 1].low if index > 1 else ""
        if sign not in _BEFORE_LISTED:
            return False
        if sign == ":":
            before = self.masks[index - 2]
            return bool(before & self.around.classes.labels)
        return (
            sign == "(" and self.cased and bool(self.tokens[index].shape & CAPITAL)
            and any(last == index - 2 for last in self.places.values())
            and index not in self.places
        )  # fmt: skip

    def _line(self, first: int) -> PlaceMention | None:
        """The words up to the next comma or bracket."""
        if self.tokens[first].shape & BREAK or first in self.places:
            return None
        last = first
        for index in range(first, min(first + _LINE, len(self.tokens))):
            token = self.tokens[index]
            if token.shape & BREAK or token.low in ",;()/–—" or token.low in ".:":
                break
            last = index
        if not self.tokens[first].shape & WORD:
            return None
        return self._mention(first, last, LISTED)

    def _uncased(self, head: int) -> PlaceMention | None:
        """The house in a script without capitals: its noun, and what belongs to it."""
        last = head
        for index in range(head + 1, min(head + 1 + _UNCASED, len(self.tokens))):
            if self.tokens[index].low in _OPEN and index == last + 1:
                last = self._closed(index) or last
                break
            if not self._follows(index):
                break
            last = index
        if last == head and not self._led(head):
            return None
        return self._mention(head, last, HEADED)

    def _follows(self, index: int) -> bool:
        """True for a word that goes on with a name that no capitals show."""
        token, mask = self.tokens[index], self.masks[index]
        if token.shape & DIGIT:
            return len(token.low) <= _DIGITS
        if not token.shape & WORD:
            return False
        if mask & self.small:
            return True
        if token.shape & PREPOSITION:  # "قاعة بفندق", "مركز للمؤتمرات"
            return token.low.startswith("ل") or bool(mask & self.heads and token.low[0] == "ب")
        if mask & self.end and not mask & self.heads:
            return False
        return not (index in self.places and token.low[0] in "بو")


def _written_to_front(words: str, shape: int) -> int:
    """How many letters stand before the noun: "and", "in"."""
    cut = 1 if shape & AND and words[0] in "وف" else 0
    if (shape & PREPOSITION and words[cut] in "بك") or (
        shape & PREPOSITION and words[cut] == "ل" and words[cut + 1] != "ل"
    ):
        cut += 1
    return cut


def find_houses(around: Whereabouts, places: Collection[PlaceMention]) -> list[PlaceMention]:
    """Each mention of what may be a house, in order."""
    return Houses(around, places).find()
