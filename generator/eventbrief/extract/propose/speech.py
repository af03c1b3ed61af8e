"""A reading's words -> every verb of speech among them, in all its forms and tenses.

The lexicon lists stems by what the verb says of the speech, with the endings that they take; a
tense of two words is an auxiliary with a participle after it. What is spoken about ("was told")
and parts of names ("Member States") are none.
"""

from __future__ import annotations

import bisect
import functools
import re
from dataclasses import dataclass

from eventbrief.extract.propose.people import People
from eventbrief.extract.text.lexicon import Lexicon
from eventbrief.extract.text.reading import Reading
from eventbrief.extract.text.span import Span
from eventbrief.extract.text.tokens import Tokens

_PARTED = 6  # words that may stand between an auxiliary and its participle
_PLAIN = str.maketrans("أإآى", "اااي")
_LEADS = frozenset(",،–—-")  # between a quotation and its verb
_CLAUSE = frozenset(',;:.!?\n"«»“”()')


@dataclass(frozen=True, slots=True)
class Act:
    """A verb of speech.

    Attributes:
        first: its first word, which may be an auxiliary; an index of the reading's tokens.
        last: its last word.
        span: both, in code points.
        sort: what it says of the speech: "said", "added", "told", "thought", "valued".
        form: "finite", "gerund" or "base".
        pronoun: the pronoun that is written to its end, as in "a-t-il ajouté"; else empty.
    """

    first: int
    last: int
    span: Span
    sort: str
    form: str
    pronoun: str = ""


@functools.cache
def _forms(
    lexicon: Lexicon,
) -> tuple[dict[str, tuple[str, str]], dict[str, list[_Phrase]], frozenset[str]]:
    """Each form with its sort and tense, those of several words by their first, and all firsts."""
    words: dict[str, tuple[str, str]] = {}
    phrases: dict[str, list[_Phrase]] = {}
    endings = lexicon.data["speech_endings"]
    fronts = lexicon.data["speech_fronts"]
    for sort, verbs in lexicon.data["speech_verbs"].items():
        for inflection, stems in verbs.items():
            for stem in stems:
                for form, tails in endings[inflection].items():
                    for tail in tails:
                        whole = tail.replace("*", stem) if "*" in tail else stem + tail
                        first, *rest = whole.translate(_PLAIN).split()
                        for front in fronts:
                            if rest:
                                phrase = (tuple(rest), (sort, form))
                                phrases.setdefault(front + first, []).append(phrase)
                            else:
                                words.setdefault(front + first, (sort, form))
    return words, phrases, frozenset((*words, *phrases))


_Phrase = tuple[tuple[str, ...], tuple[str, str]]


class _Finder:
    """Finds the verbs of speech among tokens."""

    def __init__(self, tokens: Tokens, lexicon: Lexicon) -> None:
        self.tokens, self.lexicon = tokens, lexicon
        self.words, self.phrases, self.heads = _forms(lexicon)
        self.auxiliaries = lexicon.words("auxiliaries")
        self.passives = lexicon.bit("passives")
        inverted = lexicon.raw("speech_inverted")
        self.inverted = re.compile(inverted) if "pronoun" in inverted else None

    def acts(self) -> list[Act]:
        found: list[Act] = []
        tokens, words, phrases = self.tokens, self.words, self.phrases
        fold = not self.lexicon.cased
        after = -1
        heads, inverted = self.heads, self.inverted is not None
        for index, token in enumerate(tokens):
            low = token.low.translate(_PLAIN) if fold else token.low
            if (low not in heads and not (inverted and "-" in low)) or index <= after:
                continue
            pronoun = ""
            if self.inverted and "-" in low and (match := self.inverted.search(low)):
                low, pronoun = low[: match.start()], match["pronoun"]
            known, last = words.get(low), index
            if low in phrases:
                known, last = self._phrase(index, phrases[low]) or (known, last)
            if known is None:
                if pronoun and low in self.auxiliaries:
                    known, last = self._participle(index)
                if known is None:
                    continue
            sort, form = known
            first = index
            if form == "participle":
                auxiliary = self._auxiliary(index)
                if auxiliary is None:
                    continue
                first, pronoun = auxiliary
                form = "finite"
            elif self._is_no_verb(index, form):
                continue
            elif form == "finite" and index and tokens[index - 1].low in self.auxiliaries:
                first = index - 1  # "a dit": the form is of the present too
            span = Span(tokens[first].start, tokens[last].end)
            if not (found and first <= found[-1].last):
                found.append(Act(first, last, span, sort, form, pronoun))
            after = last
        return found

    def _phrase(self, index: int, options: list[_Phrase]) -> tuple[tuple[str, str], int] | None:
        tokens = self.tokens
        for rest, known in options:
            last = index + len(rest)
            if last < len(tokens) and all(
                tokens[index + 1 + n].low == word for n, word in enumerate(rest)
            ):
                return known, last
        return None

    def _participle(self, index: int) -> tuple[tuple[str, str] | None, int]:
        """The participle after an auxiliary with its pronoun: "a-t-il ajouté"."""
        for after in range(index + 1, min(index + 4, len(self.tokens))):
            low = self.tokens[after].low
            known = self.words.get(low)
            if low in self.phrases:
                known, last = self._phrase(after, self.phrases[low]) or (known, after)
                if known:
                    return (known[0], "finite"), last
            if known:
                return (known[0], "finite"), after
        return None, index

    def _auxiliary(self, index: int) -> tuple[int, str] | None:
        """The auxiliary of a participle, with the pronoun that is written to its end."""
        tokens = self.tokens
        inserted = False
        for before in range(index - 1, max(-1, index - _PARTED - 1), -1):
            token = tokens[before]
            if token.mask & self.passives and token.low not in self.auxiliaries:
                return None
            if token.low == ",":
                inserted = not inserted
                continue
            if token.low in _CLAUSE:
                return None
            if token.low in self.auxiliaries:
                return None if inserted else (before, "")
        return None

    def _is_no_verb(self, index: int, form: str) -> bool:
        """True for a part of a name and for "was told"."""
        tokens = self.tokens
        token, before = tokens[index], tokens[index - 1] if index else None
        if before is None or before.low in _CLAUSE:
            return False
        if token.is_capital() and before.is_word():
            return True
        return form == "finite" and bool(before.mask & self.passives) and self.lexicon.cased


class Acts:
    """Every verb of speech of a reading, in order.

    Attributes:
        all: the verbs.
        according: where "according to" stands.
    """

    def __init__(self, reading: Reading) -> None:
        self.all = _Finder(reading.tokens, reading.lexicon).acts()
        self._starts = [act.span.start for act in self.all]
        lexicon = reading.lexicon
        self._tokens = reading.tokens
        self.according = [reading.tokens.span(*f) for f in reading.tokens.of_class("according")]
        self._auxiliaries = lexicon.words("auxiliaries")
        self._roles = lexicon.bits("roles", "role_nouns")
        self._determiner = lexicon.bit("determiners")
        self._small = lexicon.bits(
            "determiners", "conjunctions", "before_no_subject", "that", "person_relatives",
            "roles", "role_nouns", "according", "pronouns", "organisation_words", "event_heads",
        )  # fmt: skip

    def between(self, start: int, end: int) -> tuple[Act, ...]:
        """The verbs that begin in the range."""
        low, high = bisect.bisect_left(self._starts, start), bisect.bisect_left(self._starts, end)
        return tuple(self.all[low:high])

    def unlisted(self, people: People, start: int, end: int) -> tuple[Act, ...]:
        """The word after a quotation that must be its verb: “…”, cheered X; “…”, closed the mayor.

        No list has all the verbs by which somebody is said to speak.
        """
        tokens = self._tokens
        first = tokens.at(start)
        if first < len(tokens) and tokens[first].low in _LEADS:
            first += 1
        last = first
        if last + 1 < len(tokens) and tokens[last].low in self._auxiliaries:
            last += 1
        if last + 1 >= len(tokens) or tokens[last + 1].start >= end:
            return ()
        verb, following = tokens[last], tokens[last + 1]
        if not verb.is_word() or verb.is_capital() or verb.mask & self._small:
            return ()
        role = following.mask & self._roles or (
            following.mask & self._determiner
            and last + 2 < len(tokens)
            and tokens[last + 2].mask & self._roles
        )
        named = people.starting(following.start, following.start + 1)
        if not role and not named:
            return ()
        span = Span(tokens[first].start, verb.end)
        return (Act(first, last, span, "unlisted", "finite"),)


def begins_with_speech(lexicon: Lexicon, words: str) -> bool:
    """True where the words begin with a verb of speech, a comma or a dash aside."""
    words = words.lstrip(" ,—–-\u00a0\u202f")[:80]
    acts = _Finder(Tokens(words, lexicon), lexicon).acts()
    return bool(acts) and acts[0].first == 0
