"""A fact sheet -> what a person has to decide: doubts, and what sources disagree on."""

from __future__ import annotations

from collections.abc import Iterator

from eventbrief.facts import pointer
from eventbrief.facts.document import Document
from eventbrief.facts.finding import Finding
from eventbrief.facts.model import Conflict
from eventbrief.facts.shown import said, short
from eventbrief.facts.standing import DECIDE, SETTLE, Unsure, open_conflicts, unsure_facts


def undecided(document: Document) -> Iterator[Finding]:
    """W312 for every unsure fact, at its first unsure evidence; W331 for every open conflict."""
    for one, message in doubts(document):
        here = pointer.join(("evidence", one.at, one.index))
        yield document.finding("W312", message, here, SETTLE)
    for index, conflict in open_conflicts(document.sheet):
        here = pointer.join(("conflicts", index))
        yield document.finding("W331", disagreement(document, conflict), here, DECIDE)


def doubts(document: Document) -> Iterator[tuple[Unsure, str]]:
    """Every unsure fact of the sheet, with both readings in a sentence.

    What there is evidence for, but no fact, is left to W303.
    """
    data, language = document.tree.data(), document.sheet.language
    for one in unsure_facts(document.sheet):
        try:
            value = pointer.follow(data, one.at)
        except KeyError:
            continue
        rivals = ", or ".join(short(rival) for rival in one.rivals)
        other = f", or {rivals} (rival)" if rivals else ""
        yield one, f"`{one.at}` is unsure: {short(said(one.at, value, language))}{other}"


def disagreement(document: Document, conflict: Conflict) -> str:
    """Each value once, with the sources that have it, in a sentence."""
    by_value: dict[str, list[str]] = {}
    for one in conflict.values:
        value = short(said(conflict.at, one.value, document.sheet.language))
        by_value.setdefault(value, []).append(one.source)
    told = "; ".join(f"`{value}` ({', '.join(names)})" for value, names in by_value.items())
    return f"the sources disagree on {conflict.at}, and nobody decided: {told}"
