"""The seeds that are named on the command line, read."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from eventbrief.facts.finding import Finding, InputError
from eventbrief.sources.reader import KINDS, read_all
from eventbrief.sources.source import Source


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
