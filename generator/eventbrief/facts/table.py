"""The one table of facts: what must be known of every kind of fact, an entry each.

Whoever needs to know something of all facts (writer, audiences, translation, merging, revision,
checking) asks here. A new kind of fact is a field of the model, an entry of this table, and the
words by which it is found and printed.
"""

from __future__ import annotations

import functools

from eventbrief.facts import pointer
from eventbrief.facts.fact import Fact, Merge, Part, Proof, Says, Type


def _setting(at: str, *, shown: bool = False, inline: bool = False) -> Fact:
    return Fact(at, Type.CODE, shown=shown, inline=inline)


def _audiences(at: str) -> Fact:
    return Fact(f"{at}/audiences", Type.CODE, inline=True)


def _words(at: str) -> tuple[Fact, ...]:
    """What stands of words in a source."""
    return (
        Fact(at, Type.TABLE),
        _setting(f"{at}/source"),
        _setting(f"{at}/at", inline=True),
        Fact(f"{at}/text", Type.TEXT),
        _setting(f"{at}/status"),
        Fact(f"{at}/rival", Type.TEXT),
        Fact(f"{at}/by", Type.NAME),
    )


_EVENT = "a name or a place of the event"
_PREPARED = "who prepared the brief, or how it may be used"
_OWN, _WITH = Proof.OWN, Proof.WITH

# In the order in which the file has them: what people read first, what the program keeps last.
FACTS: tuple[Fact, ...] = (
    _setting("/fact_sheet", shown=True),
    _setting("/language", shown=True),
    Fact("/prepared", Type.TABLE),
    Fact("/prepared/by", Type.NAME, worded=True, about=_PREPARED, shown=True),
    Fact("/prepared/date", Type.DAY, shown=True),
    Fact("/prepared/marking", Type.TEXT, worded=True, about=_PREPARED, shown=True),
    _setting("/prepared/version", shown=True),
    Fact("/prepared/embargo", Type.TIME, merge=Merge.SCALAR),
    Fact("/prepared/as_of", Type.TIME),
    Fact("/event", Type.TABLE, shown=True, plain=True),
    Fact(
        "/event/name",
        Type.NAME,
        worded=True,
        about=_EVENT,
        proof=_OWN,
        says=Says.EVENT,
        merge=Merge.WORDED,
        shown=True,
    ),
    Fact(
        "/event/edition",
        Type.NUMBER,
        proof=_OWN,
        says=Says.EDITION,
        merge=Merge.SCALAR,
        shown=True,
    ),
    Fact("/event/start", Type.DAY, proof=_OWN, says=Says.FIRST_DAY, merge=Merge.SCALAR, shown=True),
    Fact("/event/end", Type.DAY, proof=_OWN, says=Says.LAST_DAY, merge=Merge.SCALAR, shown=True),
    Fact(
        "/event/city",
        Type.NAME,
        worded=True,
        proof=_OWN,
        says=Says.CITY,
        merge=Merge.WORDED,
        shown=True,
    ),
    Fact(
        "/event/country", Type.CODE, proof=_OWN, says=Says.COUNTRY, merge=Merge.SCALAR, shown=True
    ),
    Fact(
        "/event/venue",
        Type.NAME,
        worded=True,
        about=_EVENT,
        proof=_OWN,
        says=Says.NAME,
        merge=Merge.WORDED,
        shown=True,
    ),
    Fact(
        "/event/theme",
        Type.TEXT,
        worded=True,
        about=_EVENT,
        proof=_OWN,
        says=Says.NAME,
        merge=Merge.WORDED,
        shown=True,
    ),
    Fact("/event/address", Type.ADDRESS, worded=True, about=_EVENT, proof=_OWN, says=Says.NAME),
    _setting("/event/time_zone"),
    Fact(
        "/event/website",
        Type.ADDRESS,
        worded=True,
        proof=_OWN,
        says=Says.NAME,
        merge=Merge.WORDED,
    ),
    Fact("/organisers", Type.LIST, shown=True),
    Fact("/organisers/*", Type.TABLE, kept=True, proof=_OWN, merge=Merge.BODIES),
    Fact(
        "/organisers/*/name",
        Type.NAME,
        worded=True,
        proof=_WITH,
        says=Says.NAME,
        about="the official name of an organiser, if it has one in this language",
    ),
    Fact("/organisers/*/acronym", Type.NAME, proof=_WITH, says=Says.ACRONYM),
    Fact("/organisers/*/role", Type.CODE, proof=_WITH, says=Says.ROLE),
    Fact("/organisers/*/country", Type.CODE, proof=_WITH, says=Says.COUNTRY),
    _audiences("/organisers/*"),
    Fact("/countries", Type.TABLE, kept=True, shown=True),
    Fact(
        "/countries/count",
        Type.NUMBER,
        proof=_OWN,
        says=Says.COUNTRIES,
        merge=Merge.COUNT,
        shown=True,
    ),
    Fact("/countries/hedge", Type.CODE, proof=Proof.COUNT, says=Says.HEDGE),
    Fact("/countries/counted", Type.CODE, proof=Proof.COUNT, says=Says.COUNTED),
    Fact("/countries/named", Type.LIST, shown=True, inline=True),
    Fact("/countries/named/*", Type.CODE, proof=_OWN, says=Says.COUNTRY, merge=Merge.CODES),
    _audiences("/countries"),
    Fact("/participants", Type.LIST, shown=True),
    Fact("/participants/*", Type.TABLE, kept=True, proof=_OWN, merge=Merge.COUNTED),
    Fact("/participants/*/count", Type.NUMBER, proof=_WITH, says=Says.NUMBER),
    Fact("/participants/*/hedge", Type.CODE, proof=_WITH, says=Says.HEDGE),
    Fact(
        "/participants/*/kind",
        Type.NAME,
        worded=True,
        about="who is counted, after a number",
        proof=_WITH,
        says=Says.NAME,
    ),
    _audiences("/participants/*"),
    Fact("/summary", Type.LIST, shown=True, plain=True),
    Fact(
        "/summary/*",
        Type.TEXT,
        worded=True,
        about="a sentence of the summary",
        proof=_OWN,
        says=Says.SENTENCE,
        merge=Merge.SENTENCES,
    ),
    Fact("/quotes", Type.LIST, shown=True, plain=True),
    Fact("/quotes/*", Type.TABLE, kept=True, merge=Merge.QUOTATIONS),
    Fact(
        "/quotes/*/text",
        Type.TEXT,
        worded=True,
        proof=_OWN,
        says=Says.QUOTATION,
        about="quotation of {who}: the page will say that it is a translation",
    ),
    Fact("/quotes/*/speaker", Type.NAME, proof=_OWN, says=Says.PERSON),
    Fact(
        "/quotes/*/role",
        Type.NAME,
        worded=True,
        about="the role of {who}",
        proof=_OWN,
        says=Says.NAME,
    ),
    Fact("/quotes/*/organisation", Type.NAME, worded=True, proof=_WITH, says=Says.BODY),
    Fact("/quotes/*/partial", Type.FLAG),
    _audiences("/quotes/*"),
    Fact("/objectives", Type.LIST),
    Fact(
        "/objectives/*",
        Type.TEXT,
        worded=True,
        about="an objective",
        proof=_OWN,
        says=Says.SENTENCE,
    ),
    Fact("/topics", Type.LIST),
    Fact("/topics/*", Type.TEXT, worded=True, about="a topic", proof=_OWN, says=Says.SENTENCE),
    Fact("/lines_to_take", Type.LIST),
    Fact(
        "/lines_to_take/*",
        Type.TEXT,
        worded=True,
        proof=_OWN,
        says=Says.SENTENCE,
        about="a line to take: something to be said aloud",
    ),
    Fact("/asks", Type.LIST),
    Fact("/asks/*", Type.TABLE, kept=True, proof=_OWN),
    Fact(
        "/asks/*/text",
        Type.TEXT,
        worded=True,
        about="a decision or an action asked for",
        proof=_WITH,
        says=Says.SENTENCE,
    ),
    Fact("/asks/*/kind", Type.CODE),
    Fact("/asks/*/due", Type.DAY, proof=_WITH, says=Says.DAY),
    _audiences("/asks/*"),
    Fact("/programme", Type.LIST),
    Fact("/programme/*", Type.TABLE, kept=True, proof=_OWN, merge=Merge.SESSIONS),
    Fact("/programme/*/day", Type.DAY, proof=_WITH, says=Says.DAY),
    Fact("/programme/*/start", Type.TIME, proof=_WITH, says=Says.FIRST_HOUR),
    Fact("/programme/*/end", Type.TIME, proof=_WITH, says=Says.LAST_HOUR),
    Fact(
        "/programme/*/title",
        Type.NAME,
        worded=True,
        about="a line of the programme",
        proof=_WITH,
        says=Says.NAME,
    ),
    Fact(
        "/programme/*/place",
        Type.NAME,
        worded=True,
        about="a line of the programme",
        proof=_WITH,
        says=Says.NAME,
    ),
    Fact(
        "/programme/*/speaker",
        Type.NAME,
        worded=True,
        about="a line of the programme",
        proof=_WITH,
        says=Says.PERSON,
    ),
    _audiences("/programme/*"),
    Fact("/notes", Type.LIST),
    Fact("/notes/*", Type.TABLE, kept=True, proof=_OWN, merge=Merge.REMARKS),
    Fact(
        "/notes/*/text",
        Type.TEXT,
        worded=True,
        about="a practical remark",
        proof=_WITH,
        says=Says.SENTENCE,
    ),
    Fact("/notes/*/kind", Type.CODE),
    _audiences("/notes/*"),
    Fact("/registration", Type.TABLE, kept=True),
    _audiences("/registration"),
    Fact(
        "/registration/how",
        Type.TEXT,
        worded=True,
        about="how to take part",
        proof=_OWN,
        says=Says.SENTENCE,
        merge=Merge.WORDED,
    ),
    Fact("/registration/deadline", Type.DAY, proof=_OWN, says=Says.DAY, merge=Merge.SCALAR),
    Fact("/registration/link", Type.ADDRESS, proof=_OWN, says=Says.NAME, merge=Merge.SCALAR),
    Fact("/contacts", Type.LIST),
    Fact("/contacts/*", Type.TABLE, kept=True, proof=_OWN, merge=Merge.CONTACTS),
    Fact("/contacts/*/name", Type.NAME, proof=_WITH, says=Says.PERSON),
    Fact("/contacts/*/kind", Type.CODE),
    Fact(
        "/contacts/*/role",
        Type.NAME,
        worded=True,
        about="the role of a contact",
        proof=_WITH,
        says=Says.NAME,
    ),
    Fact("/contacts/*/phone", Type.ADDRESS, proof=_WITH, says=Says.PHONE),
    Fact("/contacts/*/email", Type.ADDRESS, proof=_WITH, says=Says.NAME),
    _audiences("/contacts/*"),
    Fact("/sources", Type.TABLE, shown=True, part=Part.SOURCES),
    Fact("/sources/*", Type.TABLE, kept=True),
    Fact("/sources/*/file", Type.FILE),
    Fact("/sources/*/part", Type.FILE),
    _setting("/sources/*/sha256"),
    Fact("/sources/*/title", Type.NAME, says=Says.FILE),
    Fact("/sources/*/publisher", Type.NAME, says=Says.FILE),
    Fact("/sources/*/author", Type.NAME, says=Says.FILE),
    Fact("/sources/*/published", Type.DAY, says=Says.FILE),
    Fact("/sources/*/language", Type.CODE, says=Says.FILE),
    _audiences("/sources/*"),
    Fact("/evidence", Type.TABLE, shown=True, part=Part.RECORDS),
    Fact("/evidence/*", Type.LIST),
    *_words("/evidence/*/*"),
    Fact("/conflicts", Type.LIST, part=Part.RECORDS),
    Fact("/conflicts/*", Type.TABLE),
    _setting("/conflicts/*/at"),
    Fact("/conflicts/*/reopened", Type.FLAG),
    Fact("/conflicts/*/values", Type.LIST),
    Fact("/conflicts/*/values/*", Type.TABLE),
    Fact("/conflicts/*/values/*/value", Type.TEXT),
    _setting("/conflicts/*/values/*/source"),
    Fact("/conflicts/*/values/*/text", Type.TEXT),
    _setting("/conflicts/*/values/*/at", inline=True),
    Fact("/left_out", Type.LIST, part=Part.RECORDS),
    *_words("/left_out/*"),
)

_MARK = _audiences("")
# What stands in the file beside the facts, and is about them.
BESIDE = tuple(fact.key for fact in FACTS if fact.part is Part.RECORDS)


@functools.cache
def _by_pattern() -> dict[str, Fact]:
    return {fact.at: fact for fact in FACTS}


def fact_at(at: str) -> Fact | None:
    """The entry of what the pointer leads to, or None: /quotes/0/text -> that of /quotes/*/text."""
    return _fact(pointer.split(at))


@functools.lru_cache(maxsize=16_384)
def _fact(parts: tuple[str, ...]) -> Fact | None:
    known = _by_pattern()
    here, fact = "", None
    for part in parts:
        if fact is not None and fact.worded:  # a language, `text` or `audiences` below a text
            return _MARK if part == _MARK.key else fact
        exact = f"{here}/{part}"
        here = exact if exact in known else f"{here}/*"
        fact = known.get(here)
        if fact is None:
            return None
    return fact


@functools.cache
def inside(at: str) -> tuple[Fact, ...]:
    """The entries right below a pattern, in the order of the file; below "" the top level."""
    depth = at.count("/") + 1
    return tuple(f for f in FACTS if f.at.startswith(f"{at}/") and f.at.count("/") == depth)


def head_of(at: str) -> Fact | None:
    """The top-level entry that a pointer leads into."""
    return fact_at("/".join(at.split("/", 2)[:2]))


@functools.cache
def lists() -> tuple[Fact, ...]:
    """The items that extraction fills lists with: organisers, countries named, quotations."""
    return tuple(f for f in FACTS if f.key == "*" and f.merge is not None)


@functools.cache
def hedge_beside(fact: Fact) -> Fact | None:
    """The entry of the hedge that may stand beside a count; None for any other fact."""
    if fact.type is not Type.NUMBER:
        return None
    around = inside(fact.at.rpartition("/")[0])
    return next((f for f in around if f.says is Says.HEDGE), None)


@functools.cache
def holders() -> frozenset[str]:
    """The patterns of what holds facts and is none itself, so that no words can prove it."""
    spoken = {f.at.rpartition("/")[0] for f in FACTS if f.says is Says.QUOTATION}
    return frozenset(f.at for f in FACTS if f.holds_facts and f.proof is Proof.NONE) - spoken


def told_at(fact: Fact) -> str:
    """What follows an item's pointer where the words that tell it stand: /text of a quotation."""
    if fact.proof is Proof.OWN:
        return ""
    return next((f"/{f.key}" for f in inside(fact.at) if f.proof is Proof.OWN), "")


def proving(at: str) -> str:
    """The pointer under which the evidence of the fact at `at` stands, besides its own."""
    fact = fact_at(at)
    holder = at.rpartition("/")[0]
    if fact is None or fact.proof in (Proof.OWN, Proof.NONE):
        return at
    return holder if fact.proof is Proof.WITH else f"{holder}/count"


def proved_with(at: str) -> tuple[str, ...]:
    """The facts whose evidence may stand at pointer `at`: the parts of an item, a count's hedge."""
    fact, holder = fact_at(at), at.rpartition("/")[0]
    if fact is None:
        return ()
    parts = [f"{at}/{p.key}" for p in inside(fact.at) if p.proof is Proof.WITH]
    beside = inside(fact.at.rpartition("/")[0]) if fact.key == "count" else ()
    return (*parts, *(f"{holder}/{p.key}" for p in beside if p.proof is Proof.COUNT))
