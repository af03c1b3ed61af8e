"""The fact sheet as data: what a file may hold, and nothing else.

Keys follow the format's description (docs/fact-sheet.md). Every model is frozen and refuses unknown
keys; a list left empty in YAML is an empty list.
"""

from __future__ import annotations

import datetime
import re
import zoneinfo
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    WithJsonSchema,
    field_validator,
)
from pydantic_core import PydanticCustomError

from eventbrief.facts.day import first_day
from eventbrief.facts.text import LANGUAGE, Text

_PARTIAL_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2})?(Z|[+-]\d{2}:\d{2})")
_CLOCK = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
_SHA256 = re.compile(r"[0-9a-f]{64}")


def _date(value: str) -> str:
    if not _PARTIAL_DATE.fullmatch(value):
        raise PydanticCustomError(
            "date", "`{value}` is not a date such as 2022-10-25, 2022-10 or 2022", {"value": value}
        )
    try:
        first_day(value)
    except ValueError as error:
        raise PydanticCustomError(
            "date", "there is no such day as {value}", {"value": value}
        ) from error
    return value


def _moment(value: str) -> str:
    try:
        if _MOMENT.fullmatch(value) and datetime.datetime.fromisoformat(value):
            return value
    except ValueError:
        pass
    raise PydanticCustomError(
        "moment",
        "`{value}` is not a moment with its time zone such as 2022-10-25T10:00+01:00",
        {"value": value},
    )


def _clock(value: str) -> str:
    if not _CLOCK.fullmatch(value):
        raise PydanticCustomError(
            "clock", "`{value}` is not a time of day such as 09:30", {"value": value}
        )
    return value


def _zone(value: str) -> str:
    try:
        zoneinfo.ZoneInfo(value)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise PydanticCustomError(
            "zone",
            "`{value}` is not a time zone such as Africa/Casablanca (IANA)",
            {"value": value},
        ) from error
    return value


def _country(value: Any) -> Any:
    if value is False:  # a YAML 1.1 program wrote NO for Norway
        return "NO"
    if isinstance(value, str) and not re.fullmatch(r"[A-Z]{2}", value):
        raise PydanticCustomError(
            "country",
            "`{value}` is not a country code of two capitals (ISO 3166-1), such as MA",
            {"value": value},
        )
    return value


def _list(value: Any) -> Any:
    return [] if value is None else value


def _table(value: Any) -> Any:
    return {} if value is None else value


def _number(value: Any) -> Any:
    return int(value) if isinstance(value, str) and value.isascii() and value.isdigit() else value


def _span(value: tuple[int, int]) -> tuple[int, int]:
    if value[0] < 0 or value[1] <= value[0]:
        raise PydanticCustomError("span", "a span is [start, end] with 0 <= start < end")
    return value


PartialDate = Annotated[
    str,
    AfterValidator(_date),
    WithJsonSchema({"type": "string", "pattern": f"^{_PARTIAL_DATE.pattern}$"}),
]
Moment = Annotated[
    str,
    AfterValidator(_moment),
    WithJsonSchema({"type": "string", "pattern": f"^{_MOMENT.pattern}$"}),
]
MomentOrDate = Annotated[
    str,
    AfterValidator(lambda value: _date(value) if len(value) <= 10 else _moment(value)),
    WithJsonSchema({"type": "string"}),
]
Clock = Annotated[
    str,
    AfterValidator(_clock),
    WithJsonSchema({"type": "string", "pattern": f"^{_CLOCK.pattern}$"}),
]
Zone = Annotated[str, AfterValidator(_zone)]
Country = Annotated[
    str,
    BeforeValidator(_country),
    WithJsonSchema({"type": "string", "pattern": "^[A-Z]{2}$"}),
]
Language = Annotated[str, StringConstraints(pattern=f"^{LANGUAGE.pattern}$")]
Count = Annotated[int, Field(ge=0, le=10_000_000)]
Line = Annotated[str, StringConstraints(min_length=1, pattern=r"\S")]
EmptyIsList = BeforeValidator(_list)
EmptyIsTable = BeforeValidator(_table)


class Model(BaseModel):
    """Frozen, and strict about its keys."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Restrictable(Model):
    """Something that only some audiences may see; all where `audiences` is empty."""

    audiences: Annotated[tuple[Line, ...], EmptyIsList] = ()


class Event(Model):
    """The event itself. What is None is not stated by any source."""

    name: Text | None = None
    edition: Annotated[int, Field(ge=1, le=1000)] | None = None
    start: PartialDate | None = None
    end: PartialDate | None = None
    city: Text | None = None
    country: Country | None = None
    venue: Text | None = None
    theme: Text | None = None
    address: Text | None = None
    time_zone: Zone | None = None
    website: Text | None = None


OrganiserRole = Literal["organiser", "co-organiser", "host", "partner", "sponsor", "patron"]


class Organiser(Restrictable):
    """A body that holds the event, or helps to; `role` says which."""

    name: Text
    acronym: Line | None = None
    role: OrganiserRole = "organiser"
    country: Country | None = None


Hedge = Literal["about", "at_least", "at_most", "expected"]


class Countries(Restrictable):
    """Countries that take part: how many are stated, with its hedge, and which are named."""

    count: Count | None = None
    hedge: Hedge | None = None
    counted: Literal["represented", "participating", "members"] | None = None
    named: Annotated[tuple[Country, ...], EmptyIsList] = ()


class Participants(Restrictable):
    """A head count other than countries."""

    count: Count
    hedge: Hedge | None = None
    kind: Text


class Quote(Restrictable):
    """A quotation: verbatim in its source's language; any other language is a translation."""

    text: Text
    speaker: Line | None = None
    role: Text | None = None
    organisation: Text | None = None
    partial: bool = False

    @field_validator("partial", mode="before")
    @classmethod
    def _flag(cls, value: Any) -> Any:
        return False if value is None else value


ContactKind = Literal["media", "emergency", "protocol", "registration", "security"]
NoteKind = Literal[
    "accreditation",
    "access",
    "dress",
    "languages",
    "media",
    "protocol",
    "safety",
    "travel",
    "other",
]
AskKind = Literal["decision", "ask", "role"]


class ProgrammeItem(Restrictable):
    """What happens when: a session, a ceremony, a dinner; times are those of the event's zone."""

    day: PartialDate
    start: Clock | None = None
    end: Clock | None = None
    title: Text
    place: Text | None = None
    speaker: Text | None = None


class Ask(Restrictable):
    """What is wanted of the reader: a decision, an action, or a role to play on the spot."""

    text: Text
    kind: AskKind = "ask"
    due: PartialDate | None = None


class Note(Restrictable):
    """A practical remark: how to get in, what to wear, who greets whom."""

    text: Text
    kind: NoteKind = "other"


class Registration(Restrictable):
    """How to take part, and by when."""

    how: Text | None = None
    deadline: PartialDate | None = None
    link: Line | None = None


class Contact(Restrictable):
    """Whom the reader may call or write to, and about what."""

    name: Line
    kind: ContactKind | None = None
    role: Text | None = None
    phone: Line | None = None
    email: Line | None = None


class Preparation(Model):
    """Who made the brief, when, and how it may be used.

    `embargo` is when it may be published; `as_of` the time of the information in it.
    """

    by: Text | None = None
    date: PartialDate | None = None
    marking: Text | None = None
    version: Line | None = None
    embargo: Moment | None = None
    as_of: MomentOrDate | None = None


class SourceRecord(Restrictable):
    """A source document as the sheet remembers it."""

    file: Line
    part: Line | None = None
    sha256: Annotated[str, StringConstraints(pattern=f"^{_SHA256.pattern}$")]
    title: Line | None = None
    publisher: Line | None = None
    author: Line | None = None
    published: PartialDate | None = None
    language: Language | None = None


Status = Literal["found", "unsure", "confirmed", "edited", "stated"]


class Evidence(Model):
    """Where a fact stands in a source: a half-open range of code points, and the words there.

    `status` says who answers for the value: `found` by extraction, which is sure of it; `unsure`,
    where another reading of the words, the `rival`, is close; `confirmed` by a person who looked at
    the words; `edited` by a person who shortened or reworded them; `stated` by a person who knows
    it. `by` names the person, or the language model that found it.
    """

    source: Line | None = None
    at: Annotated[tuple[int, int], AfterValidator(_span)] | None = None
    text: Line | None = None
    status: Status = "found"
    rival: Line | None = None
    by: Line | None = None

    def bare(self) -> dict[str, Any]:
        """The words and their place, without who answers for what."""
        words = Evidence(source=self.source, at=self.at, text=self.text)
        return words.model_dump(exclude_defaults=True)


class ConflictValue(Model):
    """What one source says where sources disagree."""

    value: Any
    source: Line
    text: Line
    at: Annotated[tuple[int, int], AfterValidator(_span)] | None = None


class Conflict(Model):
    """A fact on which the sources disagree; a person decides.

    `reopened` where a source came up with another value after a person had vouched for the one in
    the sheet: that word of theirs does not decide it.
    """

    at: Line
    reopened: bool = False
    values: Annotated[tuple[ConflictValue, ...], EmptyIsList]


class FactSheet(Model):
    """One event, as its sources state it."""

    fact_sheet: Annotated[Literal[1], BeforeValidator(_number)]
    language: Language
    event: Annotated[Event, EmptyIsTable]
    organisers: Annotated[tuple[Organiser, ...], EmptyIsList] = ()
    countries: Annotated[Countries, EmptyIsTable] = Countries()
    participants: Annotated[tuple[Participants, ...], EmptyIsList] = ()
    summary: Annotated[tuple[Text, ...], EmptyIsList] = ()
    quotes: Annotated[tuple[Quote, ...], EmptyIsList] = ()
    objectives: Annotated[tuple[Text, ...], EmptyIsList] = ()
    topics: Annotated[tuple[Text, ...], EmptyIsList] = ()
    lines_to_take: Annotated[tuple[Text, ...], EmptyIsList] = ()
    asks: Annotated[tuple[Ask, ...], EmptyIsList] = ()
    programme: Annotated[tuple[ProgrammeItem, ...], EmptyIsList] = ()
    notes: Annotated[tuple[Note, ...], EmptyIsList] = ()
    registration: Annotated[Registration, EmptyIsTable] = Registration()
    contacts: Annotated[tuple[Contact, ...], EmptyIsList] = ()
    prepared: Annotated[Preparation, EmptyIsTable] = Preparation()
    sources: Annotated[dict[str, SourceRecord], EmptyIsTable] = Field(default_factory=dict)
    evidence: Annotated[dict[str, Annotated[tuple[Evidence, ...], EmptyIsList]], EmptyIsTable] = (
        Field(default_factory=dict)
    )
    left_out: Annotated[tuple[Evidence, ...], EmptyIsList] = ()
    conflicts: Annotated[tuple[Conflict, ...], EmptyIsList] = ()
