"""What the table of facts says of each kind: type, proof, how words say it, how sources merge."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto


class Type(Enum):
    """What a value is."""

    TEXT = auto()  # sentences that readers see
    NAME = auto()  # a name, a title or a role that readers see
    CODE = auto()  # one of a list, or made for programs
    NUMBER = auto()
    DAY = auto()
    TIME = auto()  # a time of day, or a moment with its zone
    ADDRESS = auto()  # where to go, to call, to write or to look
    FILE = auto()  # a file, or a part of one
    FLAG = auto()
    TABLE = auto()  # holds facts under keys
    LIST = auto()  # holds facts in a row


class Part(Enum):
    """What a top-level entry holds."""

    FACTS = auto()
    SOURCES = auto()  # what the facts were found in
    RECORDS = auto()  # what is about facts: evidence, conflicts, what was left out


class Proof(Enum):
    """Where the words that prove a value stand under `evidence`."""

    NONE = auto()  # nothing proves it: it is about the sheet, or says how to read another fact
    OWN = auto()  # under its own pointer
    WITH = auto()  # under the pointer of the item it is a part of, or its own
    COUNT = auto()  # under the pointer of the count beside it


class Says(Enum):
    """How words say a value; `check` has a reader for each."""

    NAME = auto()  # letter by letter, typography aside
    ACRONYM = auto()  # as NAME, among words in capitals
    EVENT = auto()  # as NAME; the words may count the edition amid the name
    EDITION = auto()  # an ordinal
    FIRST_DAY = auto()
    LAST_DAY = auto()
    DAY = auto()
    CITY = auto()  # in any language that the gazetteer knows
    COUNTRY = auto()  # by name, by adjective, or by a city of it
    COUNTRIES = auto()  # a number of countries
    NUMBER = auto()
    PERSON = auto()
    SENTENCE = auto()
    QUOTATION = auto()
    PHONE = auto()  # by its digits
    FIRST_HOUR = auto()
    LAST_HOUR = auto()
    ROLE = auto()  # by the words that lead to an organiser: "hosted by"
    COUNTED = auto()  # by the words around a count: "represented"
    HEDGE = auto()  # by the words before a count: "more than"
    FILE = auto()  # by what a source's file says of itself
    BODY = auto()  # a body that a role or a name tells, by name or acronym


class Merge(Enum):
    """How the values of two sources are compared, and become one."""

    SCALAR = auto()  # the value most sources state; the others are a conflict
    WORDED = auto()  # one wording per language; within one, others are a conflict
    COUNT = auto()  # as SCALAR, of those who came rather than of members
    BODIES = auto()  # the same by acronym or name
    CODES = auto()  # every one, once
    COUNTED = auto()  # the same by what is counted
    SENTENCES = auto()  # the same where most words are
    CONTACTS = auto()  # the same by phone number or e-mail address
    SESSIONS = auto()  # the same by day, hour and title
    REMARKS = auto()  # the same where most words are
    QUOTATIONS = auto()  # the same by words, or by speaker and place in a translation


@dataclass(frozen=True)
class Fact:
    """What must be known of one kind of fact.

    Attributes:
        at: its pointer (RFC 6901); `*` stands for any index, and for any source's id.
        type: what its value is.
        worded: whether it may be worded once per language; a text may also be kept for audiences.
        about: what a translator is told; empty where nobody translates it.
        kept: whether an item may be kept for some audiences by `audiences:`.
        proof: where its evidence stands.
        says: how words say it; None where words cannot.
        merge: how sources are merged; None where extraction does not find it.
        shown: whether its key stands in the file when it is empty, so that a person may fill it.
        inline: whether a list stands on one line.
        part: of a top-level entry, what it holds.
        plain: of a top-level entry, whether pages for readers who know no acronyms print it.
    """

    at: str
    type: Type
    worded: bool = False
    about: str = ""
    kept: bool = False
    proof: Proof = Proof.NONE
    says: Says | None = None
    merge: Merge | None = None
    shown: bool = False
    inline: bool = False
    part: Part = Part.FACTS
    plain: bool = False

    @property
    def key(self) -> str:
        """The last part of its pointer."""
        return self.at.rpartition("/")[2]

    @property
    def holds_facts(self) -> bool:
        """True for a table or a list."""
        return self.type in (Type.TABLE, Type.LIST)
