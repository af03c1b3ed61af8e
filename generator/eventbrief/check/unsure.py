"""A fact sheet -> the facts that extraction is unsure of, with the other reading of each."""

from __future__ import annotations

from collections.abc import Iterator

from eventbrief.facts import pointer
from eventbrief.facts.document import Document
from eventbrief.facts.finding import Finding
from eventbrief.facts.shown import said, short
from eventbrief.facts.standing import is_unsure


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
        rivals = dict.fromkeys(short(i.rival) for i in items if i.status == "unsure" and i.rival)
        other = f", or {', or '.join(rivals)} (rival)" if rivals else ""
        shown = short(said(key, value, sheet.language))
        message = f"`{key}` is unsure: {shown}{other}"
        here = pointer.join(("evidence", key, at))
        advice = "put the right value, then `status: confirmed, by: NAME`"
        yield document.finding("W312", message, here, advice)
