"""FactSheet + template + language -> Page."""

from __future__ import annotations

import datetime
import hashlib
import os
from dataclasses import dataclass

from eventbrief.compose.blocks import Masthead, Page, Section, Shortening
from eventbrief.compose.engine import render
from eventbrief.compose.markdown import sections
from eventbrief.compose.template import Template
from eventbrief.compose.view import SheetView
from eventbrief.compose.wording import Wording, languages, typeset, wording
from eventbrief.compose.words import clean
from eventbrief.facts.finding import Finding, InputError
from eventbrief.facts.model import FactSheet
from eventbrief.facts.text import Multilingual, in_language


@dataclass(frozen=True)
class Options:
    """What the user chose for a brief, where it differs from the template's own."""

    paper: str | None = None
    theme: str | None = None
    today: str | None = None


def compose(
    sheet: FactSheet, template: Template, language: str, options: Options | None = None
) -> Page:
    """The brief of `sheet` for the template's audience, in `language`.

    Raises:
        InputError: E402 an error in the template, E403 a language there are no words for.
    """
    chosen = options or Options()
    if language not in languages():
        advice = f"there are: {', '.join(languages())}"
        message = f"a brief cannot be written in `{language}`"
        raise InputError([Finding("E403", message, language, advice=advice)])
    words = wording(language)
    view = SheetView(sheet, words)
    date = prepared_date(sheet, chosen)
    name = _text(template.settings.name, language, sheet)
    context = view.context(_brief(sheet, template, language, view, date))
    markdown, slots = render(template, context)
    found = sections(markdown, slots)
    title = _title(sheet, view)
    return Page(
        language=language,
        direction="rtl" if words.direction == "rtl" else "ltr",
        title=f"{name} – {title}" if title else name,
        subject=_text(template.settings.purpose, language, sheet),
        author=clean(_text(sheet.prepared.by, language, sheet)),
        date=date,
        paper=chosen.paper or template.settings.paper,
        theme=chosen.theme or template.settings.theme,
        masthead=_masthead(sheet, name, words, view, date),
        sections=found,
        footer=_footer(sheet, words, view, _fingerprint(found, name, date)),
        shorten=_steps(template, found),
        columns=frozenset(template.settings.columns),
    )


def prepared_date(sheet: FactSheet, options: Options) -> str:
    """The date on the brief: the sheet's own, else SOURCE_DATE_EPOCH's, else today's."""
    if sheet.prepared.date:
        return sheet.prepared.date
    if options.today:
        return options.today
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch.isascii() and epoch.isdigit() and int(epoch) < 253402300800:
        return datetime.datetime.fromtimestamp(int(epoch), datetime.UTC).date().isoformat()
    return datetime.datetime.now(datetime.UTC).date().isoformat()


def _brief(
    sheet: FactSheet, template: Template, language: str, view: SheetView, date: str
) -> dict[str, object]:
    prepared = sheet.prepared
    return {
        "audience": template.audience,
        "language": language,
        "date": view.own(view.wording.date(date)),
        "by": view.text(prepared.by),
        "marking": view.text(prepared.marking),
        "version": view.own(prepared.version or ""),
    }


def _text(text: Multilingual | None, language: str, sheet: FactSheet) -> str:
    return in_language(text, language, sheet.language)[0] if text else ""


def _title(sheet: FactSheet, view: SheetView) -> str:
    return clean(str(view.text(sheet.event.name)))


def _masthead(sheet: FactSheet, name: str, words: Wording, view: SheetView, date: str) -> Masthead:
    prepared = words.labels["prepared"].format(date=words.date(date))
    return Masthead(
        organisation=clean(str(view.text(sheet.prepared.by))),
        audience=clean(typeset(name, words.language)),
        marking=clean(str(view.text(sheet.prepared.marking))),
        prepared=clean(typeset(prepared, words.language)),
    )


def _fingerprint(found: tuple[Section, ...], name: str, date: str) -> str:
    """Eight characters that tell this page's words from any other's, to see two copies agree."""
    return hashlib.sha256(repr((found, name, date)).encode("utf-8", "replace")).hexdigest()[:8]


def _footer(sheet: FactSheet, words: Wording, view: SheetView, fingerprint: str) -> tuple[str, str]:
    """Organisation and first contact to the left, version and fingerprint to the right."""
    contact = sheet.contacts[0] if sheet.contacts else None
    left = " · ".join(
        p
        for p in (
            clean(str(view.text(sheet.prepared.by))),
            *((contact.name, contact.phone or "") if contact else ()),
        )
        if p
    )
    version = sheet.prepared.version
    told = words.data["version"].format(version=version) if version else ""
    return clean(left), " · ".join(part for part in (clean(told), fingerprint) if part)


def _steps(template: Template, found: tuple[Section, ...]) -> tuple[Shortening, ...]:
    names = {section.name for section in found}
    return tuple(
        Shortening(step.block, step.keep)
        for step in template.settings.shorten
        if step.block in names
    )
