"""SeenSheet + template -> Page."""

from __future__ import annotations

import datetime
import hashlib
import os
from dataclasses import dataclass
from typing import Any

from eventbrief.compose.blocks import Masthead, Page, Section, Shortening
from eventbrief.compose.engine import render
from eventbrief.compose.markdown import sections
from eventbrief.compose.template import Template
from eventbrief.compose.view import SheetView
from eventbrief.compose.wording import Wording, languages, typeset
from eventbrief.compose.words import clean
from eventbrief.facts.finding import Finding, InputError
from eventbrief.facts.seen import SeenSheet
from eventbrief.facts.text import Multilingual, in_language


@dataclass(frozen=True)
class Options:
    """What the user chose for a brief, where it differs from the template's own."""

    paper: str | None = None
    theme: str | None = None
    today: str | None = None


def compose(seen: SeenSheet, template: Template, options: Options | None = None) -> Page:
    """The brief of what the template's audience may see, in the language it reads.

    Raises:
        InputError: E402 an error in the template, E403 a language there are no words for.
    """
    chosen, language = options or Options(), seen.read_in
    if language not in languages():
        advice = f"there are: {', '.join(languages())}"
        message = f"a brief cannot be written in `{language}`"
        raise InputError([Finding("E403", message, language, advice=advice)])
    view = _view(seen, template)
    date = prepared_date(seen, chosen)
    name = _text(template.settings.name, seen)
    context = template_context(view, template, date)
    markdown, slots = render(template, context)
    found = sections(markdown, slots)
    title = _title(seen, view)
    return Page(
        language=language,
        direction="rtl" if view.wording.direction == "rtl" else "ltr",
        title=f"{name} – {title}" if title else name,
        subject=_text(template.settings.purpose, seen),
        author=clean(_text(seen.prepared.by, seen)),
        date=date,
        paper=chosen.paper or template.settings.paper,
        theme=chosen.theme or template.settings.theme,
        masthead=_masthead(seen, name, view, date, marking_of(seen, template)),
        sections=found,
        footer=_footer(seen, view, _fingerprint(found, name, date)),
        shorten=_steps(template, found),
        columns=frozenset(template.settings.columns),
        body=(body.largest, body.smallest) if (body := template.settings.body) else None,
    )


def context_of(
    seen: SeenSheet, template: Template, options: Options | None = None
) -> dict[str, Any]:
    """What the template of a Word file may name; the same that its page may."""
    view = _view(seen, template)
    return template_context(view, template, prepared_date(seen, options or Options()))


def prepared_date(seen: SeenSheet, options: Options) -> str:
    """The date on the brief: the sheet's own, else SOURCE_DATE_EPOCH's, else today's."""
    if seen.prepared.date:
        return seen.prepared.date
    if options.today:
        return options.today
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch.isascii() and epoch.isdigit() and int(epoch) < 253402300800:
        return datetime.datetime.fromtimestamp(int(epoch), datetime.UTC).date().isoformat()
    return datetime.datetime.now(datetime.UTC).date().isoformat()


def template_context(view: SheetView, template: Template, date: str) -> dict[str, Any]:
    """Everything that the template may name, in the language of the view."""
    labels = template.settings.labels.get(view.language, {})
    return view.context(_brief(view, template, date), labels)


def marking_of(seen: SeenSheet, template: Template) -> Multilingual | None:
    """How the brief may be used: as the sheet says, else as the template does.

    Raises:
        InputError: E406 neither says so, and the audience's brief must.
    """
    marking = marking_or_default(seen, template)
    if marking is None and template.settings.marking == "mandatory":
        message = f"the {template.audience} brief must carry a marking"
        advice = "add `marking:` to `prepared:` in the sheet"
        raise InputError([Finding("E406", message, template.audience, advice=advice)])
    return marking


def marking_or_default(seen: SeenSheet, template: Template) -> Multilingual | None:
    """How the brief may be used: as the sheet says, else as the template does."""
    return seen.prepared.marking or template.settings.default_marking


def release_of(seen: SeenSheet, words: Wording) -> str:
    """When the brief may be published: at once, or not before the embargo ends."""
    embargo = seen.prepared.embargo
    if not embargo:
        return words.labels["for_release"]
    return words.labels["embargoed_until"].format(moment=words.moment(embargo))


def _brief(view: SheetView, template: Template, date: str) -> dict[str, object]:
    prepared, wording = view.sheet.prepared, view.wording
    embargo = view.own(wording.moment(prepared.embargo)) if prepared.embargo else ""
    published = [s.published for s in view.sheet.sources.values() if s.published]
    as_of = prepared.as_of or max(published, default=date)
    return {
        "audience": template.audience,
        "name": view.text(template.settings.name),
        "language": view.language,
        "date": view.own(wording.date(date)),
        "by": view.text(prepared.by),
        "marking": view.text(marking_of(view.sheet, template)),
        "version": view.own(prepared.version or ""),
        "embargo": embargo,
        "release": view.own(release_of(view.sheet, wording)),
        "as_of": view.own(wording.moment(as_of)),
    }


def _view(seen: SeenSheet, template: Template) -> SheetView:
    """The words of what the template's audience may see, and of nobody else's."""
    if seen.audience != template.audience:
        raise ValueError(f"what {seen.audience} may see is not for {template.audience}")
    return SheetView(seen)


def _text(text: Multilingual | None, seen: SeenSheet) -> str:
    return in_language(text, seen.read_in, seen.language)[0] if text else ""


def _title(seen: SeenSheet, view: SheetView) -> str:
    return clean(str(view.text(seen.event.name)))


def _masthead(
    seen: SeenSheet, name: str, view: SheetView, date: str, marking: Multilingual | None
) -> Masthead:
    words = view.wording
    prepared = words.labels["prepared"].format(date=words.date(date))
    return Masthead(
        organisation=clean(str(view.text(seen.prepared.by))),
        audience=clean(typeset(name, words.language)),
        marking=clean(str(view.text(marking))),
        prepared=clean(typeset(prepared, words.language)),
    )


def _fingerprint(found: tuple[Section, ...], name: str, date: str) -> str:
    """Eight characters that tell this page's words from any other's, to see two copies agree."""
    return hashlib.sha256(repr((found, name, date)).encode("utf-8", "replace")).hexdigest()[:8]


def _footer(seen: SeenSheet, view: SheetView, fingerprint: str) -> tuple[str, str]:
    """Organisation and first contact to the left, version and fingerprint to the right."""
    contact = seen.contacts[0] if seen.contacts else None
    left = " · ".join(
        p
        for p in (
            clean(str(view.text(seen.prepared.by))),
            *((contact.name, contact.phone or "") if contact else ()),
        )
        if p
    )
    version = seen.prepared.version
    told = view.wording.data["version"].format(version=version) if version else ""
    return clean(left), " · ".join(part for part in (clean(told), fingerprint) if part)


def _steps(template: Template, found: tuple[Section, ...]) -> tuple[Shortening, ...]:
    """The template's order; blocks of its own that it does not name there go last."""
    names = {section.name for section in found}
    steps = [Shortening(s.block, s.keep) for s in template.settings.shorten if s.block in names]
    named = {step.block for step in template.settings.shorten}
    rest = [name for name in template.own_blocks if name in names - named]
    return (*steps, *(Shortening(name, keep) for keep in (1, 0) for name in rest))
