"""Findings and notes, as a person reads them: to stderr, coloured on a terminal."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from eventbrief.facts.finding import Finding, Severity

if TYPE_CHECKING:
    from eventbrief.layout.placed import FitReport
    from eventbrief.workspace.briefs import Brief

F = TypeVar("F", bound=Callable[..., Any])
_WIDEST = 160


def reporting_options(command: F) -> F:
    """Adds -q, -v and --no-color to a verb."""
    options = (
        click.option("-q", "--quiet", is_flag=True, help="Say nothing but errors."),
        click.option("-v", "--verbose", is_flag=True, help="Say more about what was done."),
        click.option("--no-color", is_flag=True, help="No colours (also NO_COLOR)."),
    )
    for option in reversed(options):
        command = option(command)
    return command


class Reporter:
    """Where a verb says what it found and did."""

    def __init__(self, *, quiet: bool, verbose: bool, no_color: bool) -> None:
        self.quiet, self.verbose = quiet, verbose
        self.silent = False  # paths are not printed where a program reads the output
        plain = no_color or bool(os.environ.get("NO_COLOR")) or not sys.stderr.isatty()
        self.console = None if plain else _console()

    def findings(self, findings: Iterable[Finding]) -> None:
        """Show findings; warnings not when quiet."""
        for finding in findings:
            if not self.quiet or finding.severity is Severity.ERROR:
                self.line(worded(finding), _COLOURS[finding.severity])

    def results(self, findings: list[Finding], *, as_json: bool) -> None:
        """What a check found, for a person or, as JSON on stdout, for a program."""
        if as_json:
            import json

            rows = [finding.as_json() for finding in findings]
            click.echo(json.dumps(rows, ensure_ascii=False, indent=1))
            return
        self.findings(findings)
        if not findings:
            self.note("nothing to object to")

    def note(self, text: str) -> None:
        """Say what was done, unless quiet."""
        if not self.quiet:
            self.line(text, "dim")

    def detail(self, text: str) -> None:
        """Say more, where the user asked for it."""
        if self.verbose:
            self.line(text, "dim")

    def line(self, text: str, style: str = "") -> None:
        """One message to stderr."""
        if self.console is None:
            click.echo(text, err=True)
        else:
            head, _, rest = text.partition("\n")
            self.console.print(head, style=style, markup=False, highlight=False, soft_wrap=True)
            if rest:
                self.console.print(rest, markup=False, highlight=False, soft_wrap=True)

    def written(self, paths: Iterable[Path]) -> None:
        """The paths that were written, to stdout."""
        for path in paths:
            if not self.silent:
                click.echo(str(path))

    def fit(self, name: str, report: FitReport) -> None:
        """What fitting took: said when something was left out, or when asked."""
        for item in report.left_out:
            self.note(f"note: {name}: {item.block}: {item.kept} of {item.of} kept, to fit one page")
        if report.missing:
            characters = " ".join(f"U+{ord(c):04X}" for c in sorted(report.missing))
            self.note(f"note: {name}: the fonts lack {characters}; � stands in their place")
        self.detail(measures(name, report))


def measures(name: str, report: FitReport) -> str:
    """What fitting took, in a line; sizes in points, leading and spacing as multiples."""
    words = (
        f"{name}: body {report.size:g} pt, leading {report.leading:.2f}, spacing "
        f"{report.spacing:.2f}, page filled to {report.filled:.0%}"
    )
    cuts = (f"{item.block} {item.kept} of {item.of}" for item in report.left_out)
    return "; kept: ".join(filter(None, (words, ", ".join(cuts))))


_COLOURS = {Severity.ERROR: "bold red", Severity.WARNING: "yellow"}


def _console() -> Any:
    from rich.console import Console

    return Console(stderr=True)


def fit_as_json(made: Iterable[tuple[Path, Brief]]) -> str:
    """The files of each brief and what fitting took, as JSON."""
    import dataclasses
    import json

    rows = [
        {
            "brief": brief.name,
            "files": [str(folder / name) for name in brief.files],
            "fit": {**dataclasses.asdict(brief.report), "missing": sorted(brief.report.missing)},
        }
        for folder, brief in made
    ]
    return json.dumps(rows, ensure_ascii=False, indent=1)


def worded(finding: Finding) -> str:
    """`file:line:column: error CODE: what`, the line with a caret, and what to do."""
    lines = [f"{finding.place}: {finding.severity} {finding.code}: {finding.message}"]
    if finding.excerpt and finding.line:
        shown, column = _window(finding.excerpt, finding.column)
        number = str(finding.line)
        lines.append(f"  {number} | {shown}")
        if column:
            lines.append(f"  {' ' * len(number)} | {' ' * (column - 1)}^")
    if finding.advice:
        lines.append(f"  = {finding.advice}")
    return "\n".join(lines)


def _window(line: str, column: int) -> tuple[str, int]:
    """The part of a long line that holds the column."""
    line = line.replace("\t", " ")
    start = max(0, min(column - 1 - _WIDEST // 2, len(line) - _WIDEST))
    return line[start : start + _WIDEST], column - start if column else 0


def show_findings(findings: Iterable[Finding]) -> None:
    """Show findings where no verb's options are known."""
    Reporter(quiet=False, verbose=False, no_color=False).findings(findings)
