"""A reading -> whom the press may call or write to, as the release sets it out.

A contact is a phone number or an e-mail address under a heading such as "Press contact", with the
name that stands before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from eventbrief.extract.propose.people import People, PersonMention
from eventbrief.extract.propose.release_cues import CONTACT_KINDS, CONTACTS, ReleaseCues
from eventbrief.extract.text.lines import Line, has_cue, label_of
from eventbrief.extract.text.reading import Reading
from eventbrief.extract.text.span import Found, Span, stripped

MAIL = re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
# At least seven digits, as ITU-T E.123 writes numbers: a plus, brackets, spaces, dots, hyphens.
PHONE = re.compile(
    r"(?<![\w/@.-])(?:\+|00)?\(?\d(?:[\s().\u00a0\u202f/-]{0,3}\d){6,16}(?![\w/@]|-\d)"
)
_DAY = re.compile(r"(?:19|20)\d\d[-/.]\d\d?[-/.]\d|\d\d?[-/.]\d\d?[-/.](?:19|20)\d\d")
_GAP = 4  # lines without a number or address after which a block of contacts ends
_LONG = 160  # code points; a longer line is a paragraph
_APPOSED = re.compile(r"\s*,\s+(?P<role>[^\W\d_][^\n,;:|–—()@\d]{3,80}?)(?=\s*[,;:|–—(\n]|\s-\s)")
_EDGES = " \t\u00a0\u202f,;:–—|()-*_"


@dataclass
class FoundContact:
    """A contact, each part with its words."""

    name: Found[str] | None = None
    kind: str | None = None
    role: Found[str] | None = None
    phone: Found[str] | None = None
    email: Found[str] | None = None
    start: int = field(default=0, compare=False)


def find_contacts(reading: Reading, cues: ReleaseCues, people: People) -> tuple[FoundContact, ...]:
    """The contacts in the order of the text; those without a name get that of their heading."""
    found: list[FoundContact] = []
    for kind, label, block in _blocks(reading, cues):
        found += _contacts(reading, people, kind, label, block)
    seen: set[str] = set()
    kept = []
    for contact in found:
        marks = {f.value for f in (contact.phone, contact.email) if f}
        if contact.name and not marks & seen:
            kept.append(contact)
        seen |= marks
    return tuple(kept)


def _blocks(reading: Reading, cues: ReleaseCues) -> Iterator[tuple[str | None, Span, list[Line]]]:
    """The lines below, or on, a heading of contacts, with its kind."""
    text = reading.text
    headings = frozenset(cues.lines_with(*CONTACTS))
    if not headings:
        return
    lines = cues.lines
    kinds = {kind: reading.lexicon.words(f"contact_{kind}") for kind in CONTACT_KINDS}
    every = frozenset().union(reading.lexicon.words("contact_general"), *kinds.values())
    index = 0
    while index < len(lines):
        label = label_of(text, lines[index], every) if index in headings else None
        if label is None:
            index += 1
            continue
        words = label.of(text)
        kind = next((k for k, cues in kinds.items() if has_cue(words, cues)), None)
        block, bare = [lines[index]], 0
        while index + 1 < len(lines) and bare < _GAP:
            line = lines[index + 1]
            heads = index + 1 in headings and _heads(text, line, every)
            if len(line.of(text)) > _LONG or heads:
                break
            bare = 0 if _reach(line.of(text)) else bare + 1
            block.append(line)
            index += 1
        yield kind, label, block
        index += 1


def _heads(text: str, line: Line, cues: frozenset[str]) -> bool:
    """True where the line opens another block: its label ends with a sign, or is all of it."""
    label = label_of(text, line, cues)
    if label is None:
        return False
    rest = text[label.end : line.span.end].lstrip()
    return rest[:1] in (":", "：") or label.of(text).strip().casefold() in cues


def _reach(words: str) -> bool:
    return bool(MAIL.search(words) or _phones(words))


def _phones(words: str) -> list[re.Match[str]]:
    return [m for m in PHONE.finditer(words) if not _DAY.search(m.group())]


def _contacts(
    reading: Reading, people: People, kind: str | None, label: Span, block: Sequence[Line]
) -> list[FoundContact]:
    text = reading.text
    start, end = block[0].span.start, block[-1].span.end
    named = [
        m
        for m in people.starting(start, end)
        if " " in m.name.of(text) and not MAIL.search(m.name.of(text))
    ]
    marks: list[tuple[int, str, Span]] = []
    for line in block:
        words, shift = line.of(text), line.span.start
        marks += [(shift + m.start(), "email", _at(m, shift)) for m in MAIL.finditer(words)]
        marks += [(shift + m.start(), "phone", _at(m, shift)) for m in _phones(words)]
    found: list[FoundContact] = []
    open_one: FoundContact | None = None
    used = -1
    for position, key, span in sorted(marks):
        mention = next((m for m in reversed(named) if m.name.start < position), None)
        fresh = mention is not None and mention.name.start > used
        full = open_one is not None and getattr(open_one, key) is not None
        if open_one is None or fresh or (full and key == "email"):
            open_one = FoundContact(kind=kind, start=position)
            _name(reading, open_one, mention if fresh else None, label, span, block)
            if mention and fresh:
                used = mention.name.start
            found.append(open_one)
        elif full:
            continue
        setattr(open_one, key, Found(span.of(text), (span,)))
    return found


def _at(match: re.Match[str], shift: int) -> Span:
    return Span(shift + match.start(), shift + match.end())


def _name(
    reading: Reading,
    contact: FoundContact,
    mention: PersonMention | None,
    label: Span,
    reach: Span,
    block: Sequence[Line],
) -> None:
    """The name of a person, of an office before the number, or that of the heading."""
    text = reading.text
    if mention is not None:
        span = Span(mention.name.start, mention.name.end)
        contact.name = _found(text, span)
        contact.role = _role(reading, mention, span, reach)
        return
    line = max(text.rfind("\n", 0, reach.start) + 1, label.end)
    before = stripped(text, line, reach.start, _EDGES)
    cut = max((before.of(text).rfind(sign) for sign in ":|\t"), default=-1)
    office = stripped(text, before.start, before.start + cut, _EDGES) if cut > 0 else before
    alone = [
        row.span for row in block if label.end <= row.span.start < line and not _reach(row.of(text))
    ]
    if _is_name(office.of(text)):
        contact.name = _found(text, office)
    elif alone and _is_name(alone[0].of(text)):
        contact.name = _found(text, alone[0])
        contact.role = _found(text, alone[1]) if len(alone) > 1 else None
    else:
        contact.name = _found(text, stripped(text, label.start, label.end, _EDGES))


def _role(reading: Reading, mention: PersonMention, name: Span, reach: Span) -> Found[str] | None:
    """The person's role in the block: as people are read, or what stands between two commas."""
    text = reading.text
    role = mention.person.role_span
    if role and abs(role.start - name.end) < _LONG:
        break_at = text.find("\n", role.start, role.end)
        end = break_at if break_at > 0 else role.end
        if role.start < reach.start < end:
            end = reach.start  # "press officer – +351 289 ..."
        return _found(text, stripped(text, role.start, end, _EDGES))
    after = _APPOSED.match(text, name.end, reach.start)
    return _found(text, Span(after.start("role"), after.end("role"))) if after else None


def _found(text: str, span: Span) -> Found[str]:
    return Found(" ".join(span.of(text).split()), (span,))


def _is_name(words: str) -> bool:
    """True for one to eight words that begin with a capital, without figures."""
    fits = 1 < len(words.split()) < 9 and not has_digit(words)
    return fits and words[:1] not in "-–" and not words[:1].islower()


def has_digit(words: str) -> bool:
    """True where a figure stands in the words."""
    return any(c.isdigit() for c in words)
