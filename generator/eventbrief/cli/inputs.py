"""What verbs read: seeds named on the command line, and choices separated by commas."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from pathlib import Path

import click

from eventbrief.compose.page import Options
from eventbrief.compose.template import Template, audiences, load_template
from eventbrief.facts.finding import Finding, InputError
from eventbrief.sources.reader import KINDS, read_all
from eventbrief.sources.source import Source
from eventbrief.workspace.briefs import FORMATS, Wanted
from eventbrief.workspace.settings import find_workspace, load_settings


def read_seeds(seeds: Sequence[str]) -> list[Source]:
    """The documents at the paths; of a folder, all that it holds. Of copies, the first is read.

    Raises:
        InputError: the findings about all of them.
    """
    sources, findings = [], []
    for seed in seeds:
        for path in _files(Path(seed)):
            try:
                sources += read_all(path)
            except InputError as error:
                findings += error.findings
    if not sources and not findings:
        message = "no seed was found there"
        findings.append(Finding("E105", message, seeds[0], advice="put an article into the folder"))
    if findings:
        raise InputError(findings)
    known: dict[str, Source] = {}
    for source in sources:
        known.setdefault(source.sha256, source)
    return list(known.values())


def _files(path: Path) -> list[Path]:
    if not path.is_dir():
        return [path]
    return sorted(
        f
        for f in path.iterdir()
        if f.is_file() and f.suffix.lower() in KINDS and f.stem.lower() != "readme"
    )


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
