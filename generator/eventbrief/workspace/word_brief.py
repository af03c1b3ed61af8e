"""A brief's DOCX from the Word file of its template, on one page or refused."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from eventbrief.compose.blocks import Page
from eventbrief.compose.page import Options, context_of
from eventbrief.compose.template import Template
from eventbrief.compose.word import lengths, render_word, shortened
from eventbrief.facts.finding import Finding, InputError
from eventbrief.facts.seen import SeenSheet
from eventbrief.render import office


@dataclass(frozen=True)
class WordBrief:
    """The DOCX, and what a person should know about it."""

    data: bytes
    findings: list[Finding]


def word_brief(
    seen: SeenSheet, template: Template, path: Path, page: Page, options: Options
) -> WordBrief:
    """The DOCX that the Word file at `path` gives.

    Where it takes more than a page, lists are cut in the template's order of shortening: a step
    counts where its block bears the name of a list (`quotes`, `summary`, `organisers` ...).

    Raises:
        InputError: E502 it takes more than a page even so; or as `render_word`.
    """
    context = context_of(seen, template, options)
    name = f"{template.audience}.{page.language}.docx"
    data = render_word(path, context, page)
    count = office.pages(data)
    if count is None:
        message = "its pages were not counted: LibreOffice is not there to do it"
        return WordBrief(data, [Finding("W511", message, name, advice="open it and look")])
    if count <= 1:
        return WordBrief(data, [])
    cuts = _cuts(template, lengths(context))
    fitting: tuple[dict[str, int], bytes] | None = None
    low, high = 0, len(cuts) - 1
    while low <= high:
        middle = (low + high) // 2
        made = render_word(path, shortened(context, cuts[middle]), page)
        if (office.pages(made) or 2) <= 1:
            fitting, high = (cuts[middle], made), middle - 1
        else:
            low = middle + 1
    if fitting is None:
        message = f"it takes {count} pages, and more than one even when shortened"
        advice = f"shorten {path.name}, or let `shorten:` in template.yaml take more"
        raise InputError([Finding("E502", message, name, advice=advice)])
    full = lengths(context)
    told = ", ".join(f"{k}: {n} of {full[k]}" for k, n in fitting[0].items() if n < full[k])
    return WordBrief(fitting[1], [Finding("W512", f"shortened to fit one page: {told}", name)])


def _cuts(template: Template, full: dict[str, int]) -> list[dict[str, int]]:
    """What each list keeps, step by step."""
    kept: dict[str, int] = {}
    steps = []
    for step in template.settings.shorten:
        while step.block in full and kept.get(step.block, full[step.block]) > step.keep:
            kept[step.block] = kept.get(step.block, full[step.block]) - 1
            steps.append(dict(kept))
    return steps
