"""A sheet and its readers' audiences -> what a person must decide before a brief of it is mailed.

What an audience does not see stops nobody's mail but that of those who see it. Each finding is of
one kind, and a person may allow that kind.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from eventbrief.check.undecided import disagreement, doubts
from eventbrief.facts import pointer
from eventbrief.facts.document import Document
from eventbrief.facts.finding import Finding, Severity
from eventbrief.facts.seen import SeenSheet, seen_by
from eventbrief.facts.standing import DECIDE, SETTLE, open_conflicts

# The words of --allow, with what each lets through.
KINDS: Mapping[str, str] = {
    "conflicts": "what sources disagree on, undecided",
    "unsure": "what extraction is unsure of",
    "sources": "sources that changed since their facts were extracted",
    "errors": "every other error of `check`",
}
_CHANGED = "E302"


@dataclass(frozen=True)
class Held:
    """A finding that holds a sheet's mails back, and the kind that a person may allow."""

    kind: str
    finding: Finding


@dataclass(frozen=True)
class Checked:
    """A sheet with what `check` finds in it, and what it finds for the audiences at hand alone."""

    document: Document
    findings: tuple[Finding, ...]
    for_audiences: tuple[Finding, ...] = ()


def held(checked: Checked, audiences: Iterable[str]) -> list[Held]:
    """All that holds back the mails to `audiences`, in the order of the sheet's lines."""
    sheet = checked.document.sheet
    eyes = [seen_by(sheet, name, sheet.language) for name in sorted(set(audiences))]
    found = [
        *_conflicts(checked.document, eyes),
        *_unsure(checked.document, eyes),
        *_errors(checked, eyes),
    ]
    return sorted(found, key=lambda one: (one.finding.line, one.finding.column, one.finding.code))


def _sees(eyes: Iterable[SeenSheet], at: str) -> bool:
    """True where one of the audiences sees the fact at the pointer."""
    return any(seen.place_of(at) is not None for seen in eyes)


def _conflicts(document: Document, eyes: list[SeenSheet]) -> Iterator[Held]:
    for index, conflict in open_conflicts(document.sheet):
        if not _sees(eyes, conflict.at):
            continue
        message, at = disagreement(document, conflict), pointer.join(("conflicts", index))
        found = document.finding("E734", message, at, _or_allow(DECIDE, "conflicts"))
        yield Held("conflicts", dataclasses.replace(found, pointer=conflict.at))


def _unsure(document: Document, eyes: list[SeenSheet]) -> Iterator[Held]:
    for one, message in doubts(document):
        if _sees(eyes, one.at):
            advice = _or_allow(SETTLE, "unsure")
            yield Held("unsure", document.finding("E735", message, one.at, advice))


def _or_allow(advice: str, kind: str) -> str:
    return f"{advice}, or mail it all the same: --allow {kind}"


def _errors(checked: Checked, eyes: list[SeenSheet]) -> Iterator[Held]:
    document, errors = checked.document, 0
    for finding in checked.findings:
        if finding.severity is not Severity.ERROR:
            continue
        if finding.code == _CHANGED:
            name = pointer.split(finding.pointer)[1]
            if any(_draws_on(document, name, e) for e in eyes):
                advice = _or_allow(finding.advice, "sources")
                yield Held("sources", dataclasses.replace(finding, advice=advice))
        elif _sees(eyes, _about(finding.pointer)):
            errors += 1
            yield Held("errors", finding)
    for finding in checked.for_audiences:
        if finding.severity is Severity.ERROR:
            errors += 1
            yield Held("errors", finding)
    if errors:
        counted = "1 error" if errors == 1 else f"{errors} errors"
        message = f"`check` finds {counted} in this sheet, which these mails would carry"
        advice = _or_allow("mend what is told", "errors")
        yield Held("errors", Finding("E731", message, str(document.path), advice=advice))


def _about(at: str) -> str:
    """The fact that a finding is about: /evidence/~1event~1city/0 is about /event/city."""
    parts = pointer.split(at)
    return parts[1] if len(parts) > 1 and parts[0] == "evidence" else at


def _draws_on(document: Document, source: str, seen: SeenSheet) -> bool:
    """True where the audience sees the source, or a fact that it states."""
    return _sees([seen], pointer.join(("sources", source))) or any(
        _sees([seen], key) and any(item.source == source for item in items)
        for key, items in document.sheet.evidence.items()
    )
