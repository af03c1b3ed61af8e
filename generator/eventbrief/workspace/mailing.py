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
from eventbrief.facts.document import Document
from eventbrief.facts.finding import Finding, InputError
from eventbrief.facts.seen import SeenSheet, seen_by
from eventbrief.facts.text import in_language
from eventbrief.workspace.briefs import Wanted, make_brief
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
        made = _Made(options, workspace, calendar=calendar)
        shown: dict[tuple[str, str], SeenSheet] = {}
        for audience, language, formats in _needed(templates, recipients):
            seen = shown[audience, language] = seen_by(document.sheet, audience, language)
            findings += made.brief(seen, templates[audience], formats)
        if findings:
            continue
        for recipient in recipients:
            language = _language(templates[recipient.audience], recipient)
            seen = shown[recipient.audience, language]
            desk = made.desk(seen, templates[recipient.audience], told, settings)
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

    def __init__(self, options: Options, workspace: Path | None, *, calendar: bool) -> None:
        self.options, self.workspace, self.calendar = options, workspace, calendar
        self.parts: dict[tuple[str, str, str], Attachment] = {}
        self.desks: dict[tuple[str, str], Desk] = {}

    def brief(self, seen: SeenSheet, template: Template, formats: tuple[str, ...]) -> list[Finding]:
        """Render a brief; gives why it was refused."""
        audience, language = seen.audience, seen.read_in
        wanted = Wanted((template,), (language,), formats, self.options, self.workspace)
        brief, findings = make_brief(seen, template, wanted)
        title = in_language(template.settings.name or audience, "en", "en")[0]
        for name, data in brief.files.items() if brief else ():
            kind = name.rpartition(".")[2]
            told = file_name(seen, title, kind)
            self.parts[audience, language, kind] = attachment(told, data)
        if self.calendar:
            data = calendar_file(seen, self.options) or b""
            if data:
                self.parts[audience, language, "ics"] = attachment(file_name(seen, "", "ics"), data)
        return [f for f in findings if f.severity == "error"]

    def files(
        self, audience: str, language: str, formats: tuple[str, ...]
    ) -> tuple[Attachment, ...]:
        kinds = (*formats, "ics")
        keys = ((audience, language, kind) for kind in kinds)
        return tuple(self.parts[key] for key in keys if key in self.parts)

    def desk(
        self, seen: SeenSheet, template: Template, told: str | None, settings: Settings
    ) -> Desk:
        key = (seen.audience, seen.read_in)
        if key not in self.desks:
            composer = MailComposer(seen, template, self.options)
            day = prepared_date(seen, self.options)
            reply_to = reply_address(settings.mail.reply_to)
            sender = sender_of(told, seen)
            self.desks[key] = Desk(composer, sender, reply_to, day)
        return self.desks[key]


def file_name(seen: SeenSheet, name: str, kind: str) -> str:
    """A name to file it under: `2022-10-25 Marrakech - Press brief (FR).pdf`.

    Args:
        seen: what the reader may see of the sheet.
        name: of the brief, in one language for all, so that files sort together; may be empty.
        kind: of the file: pdf, docx or ics.
    """
    event, language = seen.event, seen.read_in
    what = event.city or event.name or "event"
    parts = [event.start or "", in_language(what, language, seen.language)[0]]
    head = " ".join(part for part in parts if part)
    stem = f"{head} - {name} ({language.upper()})" if name else f"{head} ({language.upper()})"
    stem = " ".join(_FORBIDDEN.sub(" ", stem).split()).strip(". ")
    return f"{stem[:_LONGEST].strip()}.{kind}"
