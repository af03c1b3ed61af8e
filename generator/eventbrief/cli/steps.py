"""The steps that verbs share: check, render into a folder."""

from __future__ import annotations

from pathlib import Path

from eventbrief.check.audiences import Needs, check_audiences, check_restrictions
from eventbrief.check.findings import check
from eventbrief.cli.reporting import Reporter
from eventbrief.compose.release import contradictions
from eventbrief.compose.template import Template, audiences
from eventbrief.facts.document import Document
from eventbrief.facts.finding import Finding
from eventbrief.facts.model import FactSheet
from eventbrief.workspace.briefs import Brief, Wanted, make_briefs
from eventbrief.workspace.written import Written


def needs_of(template: Template) -> Needs:
    """What the template's page asks of a sheet."""
    return Needs(template.audience, template.settings.must, template.settings.plain)


def check_sheet(reporter: Reporter, document: Document, wanted: Wanted | None) -> list[Finding]:
    """Hold the sheet against its sources and, if given, the audiences it is wanted for."""
    findings = check(document, ())
    if wanted:
        findings += check_audiences(document, map(needs_of, wanted.templates))
        findings += check_restrictions(document, audiences(wanted.workspace))
        findings += contradictions(document, wanted.templates)
    reporter.findings(findings)
    return findings


def render_sheet(
    reporter: Reporter, sheet: FactSheet, wanted: Wanted, folder: Path, *, force: bool
) -> tuple[list[Finding], list[Brief]]:
    """Render every brief that is wanted; all are made before the first is written.

    Returns:
        Why briefs were refused or not written, and those that were made.
    """
    briefs, findings = make_briefs(sheet, wanted)
    reporter.findings(findings)
    files = {name: data for brief in briefs for name, data in brief.files.items()}
    written = Written(folder)
    changed = [] if force else written.refusals(files)
    reporter.findings(changed)
    kept = {Path(finding.file).name for finding in changed}
    reporter.written(written.write({n: d for n, d in files.items() if n not in kept}))
    for brief in briefs:
        reporter.fit(brief.name, brief.report)
    return [*findings, *changed], briefs
