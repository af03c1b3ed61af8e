"""What the verbs that make briefs are asked for: audiences, languages, formats."""

from __future__ import annotations

import contextlib
from pathlib import Path

import click

from eventbrief.compose.page import Options
from eventbrief.compose.template import Template, audiences, load_template
from eventbrief.facts.finding import Finding, InputError
from eventbrief.workspace.briefs import FORMATS, Wanted
from eventbrief.workspace.settings import find_workspace, load_settings


def choices(value: str | None) -> tuple[str, ...]:
    """`fr,en` -> ("fr", "en")."""
    return tuple(p.strip() for p in (value or "").split(",") if p.strip())


def usual_templates(workspace: Path | None) -> list[Template]:
    """The templates of the audiences that a workspace makes briefs for, those that can be read."""
    made = []
    for name in load_settings(workspace).audiences or audiences(workspace):
        with contextlib.suppress(InputError):  # told where a brief of it is made
            made.append(load_template(name, workspace))
    return made


def wanted_briefs(
    place: Path,
    templates: str | None,
    languages: str | None,
    formats: str,
    paper: str | None,
    theme: str | None,
) -> Wanted:
    """Which briefs to make: what the user says, else the workspace, else the templates.

    Raises:
        InputError: an unknown audience, or a template that cannot be used.
        click.UsageError: an unknown format.
    """
    workspace = find_workspace(place)
    settings = load_settings(workspace)
    names = choices(templates) or settings.audiences or tuple(audiences(workspace))
    unknown = [f for f in choices(formats) if f not in FORMATS]
    if unknown:
        raise click.UsageError(f"no format `{unknown[0]}`; there are: {', '.join(FORMATS)}")
    loaded: list[Template] = []
    findings: list[Finding] = []
    for name in names:
        try:
            loaded.append(load_template(name, workspace))
        except InputError as error:
            findings += error.findings
    if findings:
        raise InputError(findings)
    options = Options(paper or settings.paper, theme or settings.theme)
    return Wanted(
        tuple(loaded),
        choices(languages) or settings.languages,
        choices(formats),
        options,
        workspace,
    )
