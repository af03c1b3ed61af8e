"""What must hold before messages are sent -> findings, each with the way around it, if any."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from eventbrief.deliver.gate import Checked, held
from eventbrief.deliver.planned import Planned
from eventbrief.facts.document import Document
from eventbrief.facts.finding import Finding


@dataclass(frozen=True)
class Overrides:
    """What the user sends on purpose all the same; `allowed` has kinds of `gate.KINDS`."""

    before_embargo: bool = False
    allowed: frozenset[str] = frozenset()


def gate(
    checked: Iterable[Checked], audiences: Iterable[str], overrides: Overrides
) -> Iterator[Finding]:
    """Why no message may be made of these sheets for these audiences, drafts included."""
    names = list(audiences)
    for one in checked:
        yield from (h.finding for h in held(one, names) if h.kind not in overrides.allowed)


def as_warnings(findings: Iterable[Finding]) -> Iterator[Finding]:
    """W737 for each finding of the gate: a test to oneself goes out all the same."""
    for found in findings:
        message = f"this stops all but a test: {found.message}"
        yield replace(found, code="W737", message=message)


def guards(
    documents: Iterable[Document],
    planned: Iterable[Planned],
    overrides: Overrides,
    megabytes: float,
    now: datetime.datetime,
) -> Iterator[Finding]:
    """Why nothing may be sent, apart from what the gate finds.

    Args:
        documents: the sheets.
        planned: the messages.
        overrides: what is sent on purpose.
        megabytes: how much one message may carry.
        now: the time, with its zone.
    """
    for document in documents:
        embargo = document.sheet.prepared.embargo
        holds = embargo and datetime.datetime.fromisoformat(embargo) > now
        if holds and not overrides.before_embargo:
            clock = now.isoformat(timespec="minutes")
            message = f"this is embargoed until {embargo}; it is {clock}"
            advice = "wait, or send it under embargo on purpose: --before-embargo"
            yield document.finding("E730", message, "/prepared/embargo", advice)
    limit = megabytes * 1_000_000
    for one in planned:
        if one.size > limit:
            message = (
                f"the message to {one.recipient.email} carries {one.size / 1e6:.1f} MB; "
                f"{megabytes:g} are allowed"
            )
            yield Finding("E733", message, one.facts, advice="attach pdf alone, or raise --max-mb")
        named = one.desk.composer.audience
        if named != one.recipient.audience:
            message = (
                f"{one.recipient.email} is of `{one.recipient.audience}`, the brief of `{named}`"
            )
            yield Finding("E732", message, one.facts, advice="nothing was sent; please report this")
