"""A fact sheet held against what an audience's page must carry, and must not show -> findings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from eventbrief.facts.document import Document
from eventbrief.facts.finding import Finding, nearest_name
from eventbrief.facts.hidden import hidden_from, read_texts
from eventbrief.facts.marks import divide, named_audiences
from eventbrief.facts.model import FactSheet
from eventbrief.facts.seen import SeenSheet, seen_by
from eventbrief.facts.shown import short
from eventbrief.facts.table import head_of
from eventbrief.facts.text import original
from eventbrief.facts.texts import texts

_EXPLAINED = re.compile(r"\b[A-ZÀ-Þ][A-ZÀ-Þ0-9]{2,}\b")


@dataclass(frozen=True)
class Needs:
    """What an audience's page asks of a sheet.

    Attributes:
        audience: its name.
        must: fields such as `contacts`, `prepared.by` or `contacts.media` (one of that kind) or
            `contacts.2` (so many).
        plain: whether the page is for readers who know no acronyms.
    """

    audience: str
    must: tuple[str, ...] = ()
    plain: bool = False


def check_audiences(document: Document, needs: Iterable[Needs]) -> Iterator[Finding]:
    """What pages must carry and the sheet lacks, each field once; and what plain ones must not.

    Yields:
        W371 for each field, naming the audiences that miss it; W374 for acronyms.
    """
    missing: dict[str, list[str]] = {}
    everyone = list(needs)
    for one in everyone:
        data = _seen(document, one.audience).model_dump()
        for field in one.must:
            if not _carried(data, field.split(".")):
                missing.setdefault(field, []).append(one.audience)
    for field, readers in missing.items():
        name, _, part = field.partition(".")
        wanted = f"at least {part} `{name}`" if part.isdigit() else f"`{field}`"
        briefs = f"{readers[0]} brief" if len(readers) == 1 else f"briefs for {', '.join(readers)}"
        message = f"the {briefs} must carry {wanted}, which the sheet does not have"
        yield document.finding("W371", message, f"/{name}", f"add `{name}:` to the sheet")
    for one in everyone:
        if one.plain:
            yield from _acronyms(document, one.audience)


def _carried(value: object, parts: list[str]) -> bool:
    """True where something stands at the parts; of a list, an item of that kind, or so many."""
    for part in parts:
        if isinstance(value, (list, tuple)):
            if part.isdigit():
                return len(value) >= int(part)
            return any(isinstance(item, dict) and item.get("kind") == part for item in value)
        value = value.get(part) if isinstance(value, dict) else None
    return bool(value)


def _acronyms(document: Document, audience: str) -> Iterator[Finding]:
    """Words in capitals that the sheet explains nowhere."""
    sheet = _seen(document, audience)
    known = {o.acronym for o in sheet.organisers if o.acronym}
    told = [(at, original(text, sheet.language)) for at, text in texts(sheet)]
    known |= {m for _, text in told for m in re.findall(r"\(([A-ZÀ-Þ0-9]{3,})\)", text)}
    printed = [(at, words) for at, words in told if (head := head_of(at)) and head.plain]
    for at, words in printed:
        for acronym in dict.fromkeys(_EXPLAINED.findall(words)):
            if acronym not in known and words.upper() != words:
                message = f"the {audience} brief may show `{acronym}`, which nothing explains"
                advice = f"write it out, or explain it once: ... ({acronym})"
                yield document.finding("W374", message, at, advice)


def check_restrictions(document: Document, known: Iterable[str]) -> Iterator[Finding]:
    """What the marks of who may see a fact do not achieve.

    Args:
        document: the sheet and its file.
        known: every audience that there is a template for.

    Yields:
        W372 where another text gives away what is kept from an audience, W373 where a mark names
        an audience that there is not, so that nobody sees the fact.
    """
    names = sorted(known)
    told: dict[tuple[str, str, str], list[str]] = {}
    for audience in names:
        for leak in _leaks(document.sheet, audience):
            told.setdefault(leak, []).append(audience)
    for (here, hidden, words), readers in told.items():
        message = f"{here} tells {', '.join(readers)} what {hidden} keeps from them"
        advice = f"it has `{short(words)}`: reword it, or give it the same `audiences:`"
        yield document.finding("W372", message, here, advice)
    for at, name in named_audiences(document.sheet):
        if not name:
            advice = "name who may see it, or take the mark out"
            message = "the mark names no audience: everybody sees this"
            yield document.finding("W373", message, at, advice)
        elif name not in names:
            hint = nearest_name(name, names)
            yield document.finding("W373", f"there is no audience `{name}`", at, hint)


def _seen(document: Document, audience: str) -> SeenSheet:
    return seen_by(document.sheet, audience, document.sheet.language)


def _leaks(sheet: FactSheet, audience: str) -> Iterator[tuple[str, str, str]]:
    """Texts that the audience sees and that give away what it may not.

    Yields:
        The pointer of the text, the pointer of what is hidden, and its words.
    """
    parted = divide(sheet, audience)
    hidden = hidden_from(parted)
    for here, wordings in read_texts(sheet) if hidden.secrets else ():
        if parted.pointer(here) is None:
            continue
        told = (s for words in wordings for s in hidden.told_by(words) if s.spoken)
        secret = next(told, None)
        if secret is not None:
            yield here, secret.at, secret.words
