"""What an audience may not see, as a whole: does a text give any of it away?

What the audience sees elsewhere as the same kind of fact is no secret: the press may not have a
security officer's number, but there is another contact who is "media officer" too. Kinds are the
table's entries: a hidden contact's name stays a secret where the same person is quoted. Countries
and times of day are one kind each, wherever they stand.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from eventbrief.facts.countries import country_names
from eventbrief.facts.fact import Fact, Part, Proof, Says, Type
from eventbrief.facts.folded import fold, words
from eventbrief.facts.marks import Parted
from eventbrief.facts.model import FactSheet
from eventbrief.facts.signs import (
    Reading,
    Short,
    Sign,
    clock_signs,
    count_signs,
    country_signs,
    day_signs,
    signs,
)
from eventbrief.facts.table import fact_at, head_of
from eventbrief.facts.text import RestrictedText, all_wordings
from eventbrief.facts.texts import below, facts

READ = (Type.TEXT, Type.NAME, Type.ADDRESS, Type.FILE)  # what people read
_HOURS = (Says.FIRST_HOUR, Says.LAST_HOUR)
_UNTOLD = (Type.TEXT, Type.NUMBER)  # no secret less for standing elsewhere in the same words


@dataclass(frozen=True)
class Secret:
    """A hidden fact, or one wording of it.

    Attributes:
        at: its pointer in the whole sheet.
        words: as the sheet has them.
        signs: any of which gives it away.
        spoken: False for what means something else in a sentence: a file's name of one word, a
            country's code.
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
            for text in spoken(one):
                if not _known(parted.sheet, open_values, fact, text):
                    for secret in secrets_of(here, fact, text, inside):
                        found.setdefault((secret.at, secret.words), secret)
    return Hidden(tuple(found.values()))


def read_texts(sheet: FactSheet) -> Iterator[tuple[str, list[str]]]:
    """Every text that people read, in all its wordings; but those of sources and of evidence."""
    for at, value in facts(sheet):
        fact = fact_at(at)
        if fact and fact.type in READ and value is not None and _part(at) is Part.FACTS:
            yield at, spoken(value)


def spoken(text: Any) -> list[str]:
    """All wordings of a text, or the one of any other value."""
    return [*all_wordings(text if isinstance(text, (dict, RestrictedText)) else str(text))]


Inside = Iterable[tuple[str, Fact, Any]]


def secrets_of(here: str, fact: Fact, text: str, inside: Inside) -> Iterator[Secret]:
    """What a text must not tell of one wording of a fact; other codes and flags are no secret."""
    if fact.type is Type.DAY:
        yield from _secret(here, text, day_signs(text))
    elif fact.says in _HOURS:
        yield from _secret(here, text, clock_signs(text))
    elif fact.says is Says.COUNTRY and fact.proof is Proof.OWN:  # a body's is told by its name
        yield from _secret(here, next(iter(country_names(text)), text), country_signs(fact, text))
        yield Secret(here, text, (Short(text),), spoken=False)
    elif fact.type is Type.NUMBER:
        beside = here.rpartition("/")[0]
        kinds = [(h, v) for h, f, v in inside if f.type is Type.NAME and _below(h, beside)]
        named = (word for _, kind in kinds for word in spoken(kind))
        yield from _secret(here, text, count_signs(fact, int(text), named))
    elif fact.type in READ and not (_counted(here, inside) and len(words(text)) == 1):
        spoken_of = fact.type is not Type.FILE or " " in text
        yield from _secret(here, text, signs(fact, text), spoken_of=spoken_of)


def _secret(
    at: str, told: str, found: Iterable[Sign], *, spoken_of: bool = True
) -> Iterator[Secret]:
    if tells := tuple(found):
        yield Secret(at, told, tells, spoken_of)


def _outermost(hidden: list[tuple[str, object]]) -> list[tuple[str, object]]:
    """What is hidden, without what is told again as a part of a hidden item."""
    known = {at for at, _ in hidden}
    parts = [(at, value, at.split("/")) for at, value in hidden]
    return [
        (at, value)
        for at, value, path in parts
        if not any("/".join(path[:end]) in known for end in range(2, len(path)))
    ]


def _counted(here: str, inside: Inside) -> bool:
    """True for a name beside a number: "delegates" alone is no secret, "400 delegates" is."""
    beside = here.rpartition("/")[0]
    return any(f.type is Type.NUMBER and _below(h, beside) for h, f, _ in inside)


def _below(at: str, beside: str) -> bool:
    return at.rpartition("/")[0] == beside


def _part(at: str) -> Part | None:
    head = head_of(at)
    return head.part if head else None


def _kind(fact: Fact) -> str:
    """What tells one kind of fact from another; a country or an hour is the same wherever seen."""
    if fact.says is Says.COUNTRY:
        return "country"
    return "hour" if fact.says in _HOURS else fact.at


def _open(sheet: FactSheet) -> frozenset[tuple[str, str]]:
    """What is seen of each kind of fact but sentences and numbers, folded."""
    return frozenset(
        (_kind(fact), fold(text).letters)
        for at, value in facts(sheet)
        if value is not None and _part(at) is not Part.RECORDS
        if (fact := fact_at(at)) and fact.type not in _UNTOLD
        for text in spoken(value)
    )


def _known(
    sheet: FactSheet, open_values: frozenset[tuple[str, str]], fact: Fact, text: str
) -> bool:
    if fact.type is Type.DAY and sheet.event.start:
        first, last = sheet.event.start, sheet.event.end or sheet.event.start
        if first <= text <= last:
            return True
    return (_kind(fact), fold(text).letters) in open_values
