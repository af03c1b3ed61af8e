"""A fact sheet -> the facts that extraction is unsure of, with the other reading of each."""

from __future__ import annotations

from collections.abc import Iterator

from eventbrief.facts import pointer
from eventbrief.facts.document import Document
from eventbrief.facts.finding import Finding
from eventbrief.facts.standing import is_unsure
from eventbrief.facts.table import Type, fact_at, inside
from eventbrief.facts.text import original

_CLOSE = 60


def unsure(document: Document) -> Iterator[Finding]:
    """W312 for every unsure fact that no person has settled, at its first unsure evidence."""
    sheet, data = document.sheet, document.tree.data()
    for key, items in sheet.evidence.items():
        at = next((i for i, item in enumerate(items) if item.status == "unsure"), None)
        if at is None or not is_unsure(sheet, key):
            continue
        try:
            value = pointer.follow(data, key)
        except KeyError:
            continue  # W303 tells that there is no such fact
        rivals = dict.fromkeys(_short(i.rival) for i in items if i.status == "unsure" and i.rival)
        other = f", or {', or '.join(rivals)} (rival)" if rivals else ""
        shown = _short(_said(key, value, sheet.language))
        message = f"`{key}` is unsure: {shown}{other}"
        here = pointer.join(("evidence", key, at))
        advice = "put the right value, then `status: confirmed, by: NAME`"
        yield document.finding("W312", message, here, advice)


def _said(at: str, value: object, language: str) -> str:
    """The value as a person would say it: of an item its first words, of a text those of the sheet.

    A text for some audiences is a table too, with its words under `text`.
    """
    if isinstance(value, list):
        return ", ".join(_said(f"{at}/0", item, language) for item in value)
    if not isinstance(value, dict):
        return str(value)
    fact = fact_at(at)
    if fact and fact.type is Type.TABLE:
        parts = [p for p in inside(fact.at) if p.type in (Type.NUMBER, Type.NAME, Type.TEXT)]
        said = [_said(p.at, value[p.key], language) for p in parts if p.key in value]
        return " ".join(said[: 2 if parts[0].type is Type.NUMBER else 1])
    held = value.get("text", {k: v for k, v in value.items() if isinstance(v, str)})
    return original(held, language) if held else ""


def _short(words: str) -> str:
    return words if len(words) <= _CLOSE else words[:_CLOSE].rstrip() + "…"
