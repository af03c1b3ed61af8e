"""Labels of the stage "people": who is quoted, and who is named in articles read whole."""

from __future__ import annotations

import difflib
import functools
import re
from pathlib import Path
from typing import Any

import yaml

from eventbrief.extract.judge.candidate import Candidate, Question
from eventbrief.extract.judge.document import Document
from eventbrief.extract.text.lexicon import Lexicon
from learn.labels.label import Label

_READ_WHOLE = Path(__file__).parent / "people.yaml"
_NEAR = 0.7  # likeness from which on one role may be the other, worded otherwise
_SAME = 0.97


class _Known:
    """Who is named in an article, as far as somebody has noted it.

    Attributes:
        names: the words of each name -> the roles that it has there; None where nobody has looked.
        whole: True where everybody is noted.
    """

    def __init__(self, stem: str, gold: dict[str, Any], lexicon: Lexicon) -> None:
        noted = _noted().get(stem)
        self.whole = noted is not None
        self.names: dict[tuple[str, ...], list[str] | None] = {}
        for line in noted or ():
            name, *roles = (part.strip() for part in line.split("|"))
            told = [_fold(r) for r in roles if r != "-"]
            self.names[_words(name)] = told if roles else None
        for quote in gold["quotes"]:
            if quote["speaker"] and not _is_body(quote, lexicon):
                key = _words(quote["speaker"])
                roles = self.names.get(key) or []
                if quote.get("role"):
                    roles = [*roles, _fold(quote["role"])]
                self.names[key] = roles or self.names.get(key, None if "role" not in quote else [])
        self.nobody = {
            _words(str(v)) for key in ("name", "city", "venue") for v in _listed(gold.get(key)) if v
        } | {_words(n) for o in gold.get("organisers", []) for n in o["any_of"]}
        self.nobody |= {
            _words(q["speaker"]) for q in gold["quotes"] if q["speaker"] and _is_body(q, lexicon)
        }

    def name(self, words: tuple[str, ...]) -> bool | None:
        """Whether these words name somebody."""
        if words in self.names:
            return True
        if any(_within(words, name) for name in self.names):
            return True  # "Idris", for Kamil Idris
        if self.whole or words in self.nobody:
            return False
        touches = any(set(words) & set(name) for name in self.names)
        return False if touches else None

    def roles(self, words: tuple[str, ...]) -> list[str] | None:
        """The roles of whom these words name; None where nobody has looked."""
        for name, roles in self.names.items():
            if words == name or _within(words, name):
                return roles
        return None


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _within(words: tuple[str, ...], name: tuple[str, ...]) -> bool:
    return words == name[-len(words) :] or words == name[: len(words)]


@functools.cache
def _noted() -> dict[str, list[str]]:
    found: dict[str, list[str]] = yaml.safe_load(_READ_WHOLE.read_text("utf-8"))
    return found


_KNOWN: dict[tuple[str, int], _Known] = {}


def _known(document: Document, gold: dict[str, Any]) -> _Known:
    stem = document.reading.source.path.stem
    key = (stem, id(gold))
    if key not in _KNOWN:
        _KNOWN[key] = _Known(stem, gold, document.reading.lexicon)
    return _KNOWN[key]


def _is_body(quote: dict[str, Any], lexicon: Lexicon) -> bool:
    """True for the speaker that is a ministry, or "Doctors Without Borders"."""
    if quote.get("role"):
        return False
    first, *_ = words = quote["speaker"].lower().split()
    several = first.endswith("s") and lexicon.mask(first[:-1]) & lexicon.bits("roles", "role_nouns")
    bodies = lexicon.words("organisation_words")
    known = any(w in bodies or lexicon.bare(w) in bodies for w in words)
    small = lexicon.cased and quote["speaker"][0].islower()
    return bool(small or several or known or first in lexicon.words("name_adjectives"))


def _fold(text: str) -> str:
    return re.sub(r"[^\w]+", " ", text.casefold()).strip()


def _words(text: str) -> tuple[str, ...]:
    return tuple(_fold(text).split())


def _name(
    document: Document, question: Question, candidate: Candidate, gold: dict[str, Any]
) -> bool | None:
    """The whole of what names somebody at this place."""
    text, known = document.reading.text, _known(document, gold)
    words = _words(candidate.spans[0].of(text))
    right = known.name(words)
    if not right:
        return right
    # Of several readings the longest is the name: "Silva" is not who "Ana Silva" is.
    for other in question.candidates:
        longer = _words(other.spans[0].of(text))
        if other is not candidate and len(longer) > len(words) and known.name(longer):
            return False
    return True


def _role(
    document: Document, question: Question, candidate: Candidate, gold: dict[str, Any]
) -> bool | None:
    """The words that say what the person is; where none says it just so, the nearest."""
    text, known = document.reading.text, _known(document, gold)
    name = _words(question.about.span.of(text))
    if not known.name(name):
        return None
    roles = known.roles(name)
    if roles is None:
        return None
    if not roles:
        return False
    likeness = _likeness(question, text, roles)
    own, best = likeness[id(candidate)], max(likeness.values())
    if best < _NEAR:
        inside = any(_fold(candidate.spans[0].of(text)) in role for role in roles)
        return None if inside or not known.whole else False
    return own == best


_ALIKE: dict[int, tuple[Question, dict[int, float]]] = {}


def _likeness(question: Question, text: str, roles: list[str]) -> dict[int, float]:
    """How like one of the roles each candidate is; kept, since every fold asks again."""
    if id(question) not in _ALIKE:
        found = {id(c): _like(c.spans[0].of(text), roles) for c in question.candidates}
        _ALIKE[id(question)] = (question, found)
    return _ALIKE[id(question)][1]


def _like(found: str, roles: list[str]) -> float:
    folded = _fold(found)
    return max(
        1.0 if folded == role else difflib.SequenceMatcher(None, folded, role, False).ratio()
        for role in roles
    )


CHOOSE: dict[str, Label] = {"person_name": _name, "role_before": _role, "role_after": _role}
EACH: dict[str, Label] = {}
