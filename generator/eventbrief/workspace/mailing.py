"""Fact sheets + recipients -> who gets which message; each brief is rendered once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from eventbrief.compose.mail import MailComposer
from eventbrief.compose.page import Options, prepared_date
from eventbrief.compose.template import Template, load_template
from eventbrief.deliver.calendar import calendar_file
from eventbrief.deliver.message import Attachment, attachment
from eventbrief.deliver.planned import Desk, Planned
from eventbrief.deliver.recipients import Recipient
from eventbrief.deliver.sender import reply_address, sender_of
from eventbrief.facts.audience import for_audience
from eventbrief.facts.document import Document
from eventbrief.facts.finding import Finding, InputError
from eventbrief.facts.model import FactSheet
from eventbrief.facts.text import in_language
from eventbrief.workspace.briefs import Wanted, make_briefs
from eventbrief.workspace.settings import Settings

_FORBIDDEN = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*\u2028\u2029]')
_LONGEST = 120  # characters of a file's name; file systems allow 255 bytes


def plan(
    documents: Iterable[Document],
    recipients: list[Recipient],
    workspace: Path | None,
    settings: Settings,
    *,
    sender: str | None = None,
    calendar: bool = False,
) -> list[Planned]:
    """A message for each sheet and recipient, in the order of the recipients' file.

    Raises:
        InputError: a brief cannot be made, an e-mail cannot be worded (E402, E412), or there is no
            sender (E706).
    """
    options = Options(settings.paper, settings.theme)
    templates = {a: load_template(a, workspace) for a in {r.audience for r in recipients}}
    planned, findings = [], list[Finding]()
    for document in documents:
        base = workspace or document.path.parent.resolve()
        path = document.path.resolve()
        facts = path.relative_to(base).as_posix() if path.is_relative_to(base) else path.as_posix()
        told = sender or settings.mail.sender
        made = _Made(document.sheet, options, workspace, calendar=calendar)
        for audience, language, formats in _needed(templates, recipients):
            findings += made.brief(templates[audience], language, formats)
        if findings:
            continue
        for recipient in recipients:
            language = _language(templates[recipient.audience], recipient)
            desk = made.desk(templates[recipient.audience], language, told, settings)
            files = made.files(recipient.audience, language, recipient.formats)
            planned.append(Planned(recipient, facts, language, files, desk))
    if findings:
        raise InputError(findings)
    return planned


def _needed(
    templates: dict[str, Template], recipients: list[Recipient]
) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Each brief that somebody gets, with the kinds of file that anybody gets of it."""
    needed: dict[tuple[str, str], set[str]] = {}
    for r in recipients:
        needed.setdefault((r.audience, _language(templates[r.audience], r)), set()).update(
            r.formats
        )
    for (audience, language), formats in needed.items():
        yield audience, language, tuple(sorted(formats))


def _language(template: Template, recipient: Recipient) -> str:
    return recipient.language or next(iter(template.settings.languages), "en")


class _Made:
    """What was made of one sheet: briefs, calendar files, desks; each once."""

    def __init__(
        self, sheet: FactSheet, options: Options, workspace: Path | None, *, calendar: bool
    ) -> None:
        self.sheet, self.options, self.workspace = sheet, options, workspace
        self.calendar = calendar
        self.parts: dict[tuple[str, str, str], Attachment] = {}
        self.desks: dict[tuple[str, str], Desk] = {}

    def brief(self, template: Template, language: str, formats: tuple[str, ...]) -> list[Finding]:
        """Render a brief; gives why it was refused."""
        wanted = Wanted((template,), (language,), formats, self.options, self.workspace)
        briefs, findings = make_briefs(self.sheet, wanted)
        audience = template.audience
        seen, title = for_audience(self.sheet, audience), template.settings.name or audience
        for brief in briefs:
            assert brief.name == f"{audience}.{language}"  # noqa: S101 - never another's brief
            for name, data in brief.files.items():
                kind = name.rpartition(".")[2]
                told = file_name(seen, in_language(title, "en", "en")[0], language, kind)
                self.parts[audience, language, kind] = attachment(told, data)
        if self.calendar:
            data = calendar_file(self.sheet, audience, language, self.options) or b""
            if data:
                told = file_name(seen, "", language, "ics")
                self.parts[audience, language, "ics"] = attachment(told, data)
        return [f for f in findings if f.severity == "error"]

    def files(
        self, audience: str, language: str, formats: tuple[str, ...]
    ) -> tuple[Attachment, ...]:
        kinds = (*formats, "ics")
        keys = ((audience, language, kind) for kind in kinds)
        return tuple(self.parts[key] for key in keys if key in self.parts)

    def desk(self, template: Template, language: str, told: str | None, settings: Settings) -> Desk:
        key = (template.audience, language)
        if key not in self.desks:
            composer = MailComposer(self.sheet, template, language, self.options)
            day = prepared_date(self.sheet, self.options)
            reply_to = reply_address(settings.mail.reply_to)
            sender = sender_of(told, self.sheet, language)
            self.desks[key] = Desk(composer, sender, reply_to, day)
        return self.desks[key]


def file_name(sheet: FactSheet, name: str, language: str, kind: str) -> str:
    """A name to file it under: `2022-10-25 Marrakech - Press brief (FR).pdf`.

    Args:
        sheet: what the reader may see of it.
        name: of the brief, in one language for all, so that files sort together; may be empty.
        language: of the brief.
        kind: of the file: pdf, docx or ics.
    """
    event = sheet.event
    what = event.city or event.name or "event"
    parts = [event.start or "", in_language(what, language, sheet.language)[0]]
    head = " ".join(part for part in parts if part)
    stem = f"{head} - {name} ({language.upper()})" if name else f"{head} ({language.upper()})"
    stem = " ".join(_FORBIDDEN.sub(" ", stem).split()).strip(". ")
    return f"{stem[:_LONGEST].strip()}.{kind}"
