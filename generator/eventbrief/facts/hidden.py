"""What an audience may not see, as a whole: does a text give any of it away?

What the audience sees elsewhere as the same kind of fact is no secret: the press may not have a
security officer's number, but there is another contact who is "media officer" too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from eventbrief.facts.folded import fold, words
from eventbrief.facts.marks import Parted
from eventbrief.facts.model import FactSheet
from eventbrief.facts.signs import Reading, Sign, count_signs, day_signs, signs
from eventbrief.facts.table import BESIDE, Fact, Type, fact_at
from eventbrief.facts.text import RestrictedText, wordings
from eventbrief.facts.texts import below, facts

READ = (Type.TEXT, Type.NAME, Type.ADDRESS)  # what people read


@dataclass(frozen=True)
class Secret:
    """A hidden fact, or one wording of it.

    Attributes:
        at: its pointer in the whole sheet.
        words: as the sheet has them.
        signs: any of which gives it away.
        spoken: False for a file's name of one word, which in a sentence means something else.
    """

    at: str
    words: str
    signs: tuple[Sign, ...]
    spoken: bool = True


@dataclass(frozen=True)
class Hidden:
    """Everything that one audience may not see."""

    secrets: tuple[Secret, ...] = ()

    def tells(self, text: str | None) -> bool:
        """True where the text gives something away."""
        return bool(text) and next(self.told_by(text or ""), None) is not None

    def told_by(self, text: str) -> Iterator[Secret]:
        """The secrets that the text gives away."""
        reading = Reading(text)
        return (s for s in self.secrets if any(sign.told_by(reading) for sign in s.signs))


def hidden_from(parted: Parted) -> Hidden:
    """What the audience may not see and does not see elsewhere."""
    if not parted.hidden:
        return Hidden()
    open_values = _open(parted.sheet)
    found: dict[tuple[str, str], Secret] = {}
    for at, value in _outermost(parted.hidden):
        inside = [(h, f, v) for h, v in below(value, at) if (f := fact_at(h)) and v is not None]
        for here, fact, one in inside:
            for secret in _secrets(here, fact, one, inside):
                if secret.signs and not _known(parted.sheet, open_values, fact, secret.words):
                    found.setdefault((secret.at, secret.words), secret)
    return Hidden(tuple(found.values()))


def read_texts(sheet: FactSheet) -> Iterator[tuple[str, list[str]]]:
    """Every text that people read, in all its wordings; but those of sources and of evidence."""
    for at, value in facts(sheet):
        fact = fact_at(at)
        apart = at.split("/")[1] in (*BESIDE, "sources")
        if fact and fact.type in READ and value is not None and not apart:
            yield at, spoken(value)


def spoken(text: Any) -> list[str]:
    """All wordings of a text."""
    held = wordings(text) if isinstance(text, (dict, RestrictedText)) else str(text)
    return [held] if isinstance(held, str) else list(held.values())


_Inside = Iterable[tuple[str, Fact, Any]]


def _secrets(here: str, fact: Fact, value: Any, inside: _Inside) -> Iterator[Secret]:
    beside = here.rpartition("/")[0]
    if fact.type is Type.DAY:
        yield Secret(here, str(value), tuple(day_signs(str(value))))
    elif fact.type is Type.NUMBER:
        kinds = [(h, v) for h, f, v in inside if f.type is Type.NAME and _below(h, beside)]
        named = (word for _, kind in kinds for word in spoken(kind))
        yield Secret(here, str(value), tuple(count_signs(value, named)))
    elif fact.type in READ:
        for text in spoken(value):
            if not (_counted(here, inside) and len(words(text)) == 1):
                yield Secret(here, text, tuple(signs(fact, text)), _is_spoken(fact, text))


def _outermost(hidden: list[tuple[str, object]]) -> list[tuple[str, object]]:
    """What is hidden, without what is told again as a part of a hidden item."""
    known = {at for at, _ in hidden}
    parts = [(at, value, at.split("/")) for at, value in hidden]
    return [
        (at, value)
        for at, value, path in parts
        if not any("/".join(path[:end]) in known for end in range(2, len(path)))
    ]


def _counted(here: str, inside: _Inside) -> bool:
    """True for a name beside a number: "delegates" alone is no secret, "400 delegates" is."""
    beside = here.rpartition("/")[0]
    return any(f.type is Type.NUMBER and _below(h, beside) for h, f, _ in inside)


def _below(at: str, beside: str) -> bool:
    return at.rpartition("/")[0] == beside


def _is_spoken(fact: Fact, text: str) -> bool:
    return not (fact.at.startswith("/sources/") and fact.type is Type.ADDRESS and " " not in text)


def _open(sheet: FactSheet) -> frozenset[tuple[str, str]]:
    """What is seen of each kind of fact but sentences, folded."""
    return frozenset(
        (fact.at, fold(text).letters)
        for at, value in facts(sheet)
        if value is not None and at.split("/")[1] not in BESIDE
        if (fact := fact_at(at)) and fact.type in (Type.NAME, Type.ADDRESS, Type.DAY)
        for text in spoken(value)
    )


def _known(
    sheet: FactSheet, open_values: frozenset[tuple[str, str]], fact: Fact, text: str
) -> bool:
    if fact.type is Type.DAY and sheet.event.start:
        first, last = sheet.event.start, sheet.event.end or sheet.event.start
        if first <= text <= last:
            return True
    return (fact.at, fold(text).letters) in open_values
