"""The evidence of a sheet -> whether it is about a fact, and stands where it says: findings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from eventbrief.check.sources import Sources
from eventbrief.facts import pointer
from eventbrief.facts.document import Document
from eventbrief.facts.finding import Finding
from eventbrief.facts.model import Evidence
from eventbrief.facts.standing import REWORDED, answers_for
from eventbrief.facts.table import fact_at, holders

_LONG = 40  # code points; no number and few words are longer
_TOKEN = re.compile(r"\d+(?:[ .,'’٬\u00a0\u202f]\d{3}(?!\d)|[.,٫]\d+)*|[^\W\d_]+")
_CLOSE = 40  # characters of a source that a message repeats


def vouched(items: Iterable[Evidence]) -> bool:
    """True where a person answers for the value: states it, or confirms or edited it by name."""
    return any(answers_for(e) for e in items)


def check_evidence(document: Document, sources: Sources) -> Iterator[Finding]:
    """What is wrong with the entries under `evidence`, each by itself."""
    data = document.tree.data()
    for key, items in document.sheet.evidence.items():
        here = pointer.join(("evidence", key))
        fact = fact_at(key)
        if not key or (fact and fact.at in holders()):
            yield from _about_a_holder(document, here, key, items)
            continue
        try:
            value = pointer.follow(data, key)
        except KeyError:
            message = f"evidence for {key}, but there is no such fact"
            advice = "extract again: it is kept under `left_out`, and the fact stays out"
            yield document.finding("W303", message, here, advice)
            continue
        if value in (None, "", []):
            message = f"evidence for {key}, which is left empty"
            advice = "remove the evidence if the fact is to stay empty"
            yield document.finding("W306", message, here, advice)
        for index, item in enumerate(items):
            yield from _place(document, sources, f"{here}/{index}", key, item)


def _about_a_holder(
    document: Document, here: str, key: str, items: tuple[Evidence, ...]
) -> Iterator[Finding]:
    """A person may state a whole list or table; words prove one fact."""
    for index, item in enumerate(items):
        at = f"{here}/{index}"
        if item.status != "stated":
            what = f"`{key}`" if key else "the whole sheet"
            message = f"words cannot prove {what}: evidence stands at facts"
            advice = "put it at the fact that the words state, such as /event/start or /summary/0"
            yield document.finding("E309", message, at, advice)
        elif not item.by:
            yield _nameless(document, at, key, item)


def _cut_word(sources: Sources, item: Evidence) -> str:
    """What the words begin or end amid: a number, or a word in a script that has capitals."""
    placed = sources.placed(item)
    if placed is None or placed.span in placed.reread.spans:
        return ""
    text, start, end = placed.reread.stated.source.text, placed.span.start, placed.span.end
    for match in _TOKEN.finditer(text, max(0, start - _LONG), min(len(text), end + _LONG)):
        cut = match.start() < start < match.end() or match.start() < end < match.end()
        letters = match.group()[0].isdigit() or match.group()[0].lower() != match.group()[0].upper()
        if cut and letters:
            return match.group()
    return ""


def _nameless(document: Document, here: str, key: str, item: Evidence) -> Finding:
    message = f"{key} is {item.status}, but not by whom"
    return document.finding("W307", message, here, "add `by:`")


def _place(
    document: Document, sources: Sources, here: str, key: str, item: Evidence
) -> Iterator[Finding]:
    if item.status in REWORDED and not item.by:
        yield _nameless(document, here, key, item)
    if item.status == "stated":
        return
    if item.source not in document.sheet.sources:
        message = f"evidence for {key} names no known source"
        advice = f"known are: {', '.join(document.sheet.sources) or 'none'}"
        yield document.finding("E304", message, here, advice)
        return
    source = sources.known.get(item.source or "")
    if source is None or item.at is None or item.text is None:
        if source is not None:
            yield document.finding("E304", f"evidence for {key} lacks `at` or `text`", here)
        return
    start, end = item.at
    if source.text[start:end] == item.text:
        if cut := _cut_word(sources, item):
            message = f"the evidence for {key} cuts `{cut}`"
            yield document.finding("E316", message, here, "let it cover whole words and numbers")
        return
    moved = source.text.find(item.text)
    stands = (
        f"; there stands `{source.text[start:end][:_CLOSE]}`" if end <= len(source.text) else ""
    )
    advice = (
        f"the words now stand at [{moved}, {moved + len(item.text)}]"
        if moved >= 0
        else "the words stand nowhere in the source any more: check the fact"
    )
    message = f"evidence for {key} does not stand at [{start}, {end}] of `{item.source}`{stands}"
    yield document.finding("E305", message, here, advice)
