"""What must hold before messages are sent -> findings, each with the way around it, if any."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from eventbrief.deliver.planned import Planned
from eventbrief.facts.document import Document
from eventbrief.facts.finding import Finding, Severity


@dataclass(frozen=True)
class Overrides:
    """What the user sends on purpose all the same."""

    before_embargo: bool = False
    despite_errors: bool = False


def guards(
    documents: Iterable[tuple[Document, list[Finding]]],
    planned: Iterable[Planned],
    overrides: Overrides,
    megabytes: float,
    now: datetime.datetime,
) -> Iterator[Finding]:
    """Why nothing may be sent.

    Args:
        documents: the sheets, each with the findings of `check`.
        planned: the messages.
        overrides: what is sent on purpose.
        megabytes: how much one message may carry.
        now: the time, with its zone.
    """
    for document, findings in documents:
        embargo = document.sheet.prepared.embargo
        holds = embargo and datetime.datetime.fromisoformat(embargo) > now
        if holds and not overrides.before_embargo:
            clock = now.isoformat(timespec="minutes")
            message = f"this is embargoed until {embargo}; it is {clock}"
            advice = "wait, or send it under embargo on purpose: --before-embargo"
            yield document.finding("E730", message, "/prepared/embargo", advice)
        errors = [f for f in findings if f.severity is Severity.ERROR]
        if errors and not overrides.despite_errors:
            message = f"`check` finds {len(errors)} errors in this sheet: {errors[0].message}"
            advice = "mend them, or send it all the same: --despite-errors"
            yield Finding("E731", message, str(document.path), errors[0].line, advice=advice)
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
