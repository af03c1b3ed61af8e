"""What tests share: where things are, a small sheet, and the real command."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from eventbrief.facts.document import Document, load, parse
from eventbrief.sources.reader import from_text
from eventbrief.sources.source import Source

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
EXAMPLE = ROOT / "briefs" / "marrakech-2022" / "facts.yaml"
SEEDS = ROOT / "seeds" / "marrakech-2022"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--renew-golden", action="store_true", help="write the reference files anew")


@pytest.fixture
def renew(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--renew-golden"))


@pytest.fixture(scope="session")
def example() -> Document:
    return load(EXAMPLE)


@pytest.fixture(scope="session")
def real_article() -> Path:
    found = sorted((SHARED / "seeds").glob("*.txt")) if SHARED.is_dir() else []
    if not found:
        pytest.skip("the real article is not beside this checkout")
    return found[0]


def source(text: str, language: str | None = None, published: str | None = None) -> Source:
    """A source made of `text`, with what the test says about it."""
    import dataclasses

    made = from_text(text, Path("seed.txt"), "0" * 64)
    return dataclasses.replace(
        made, language=language or made.language, published=published or made.published
    )


def sheet(text: str, path: Path = Path("facts.yaml")) -> Document:
    """A document parsed from YAML text."""
    return parse(text, path)


Command = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def eventbrief(tmp_path: Path) -> Command:
    """Runs the real command in an empty folder."""

    def run(*arguments: object, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
        environment = {**os.environ, "SOURCE_DATE_EPOCH": "1666656000", "NO_COLOR": "1"}
        return subprocess.run(
            [sys.executable, "-m", "eventbrief", *map(str, arguments)],
            cwd=cwd or tmp_path,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )

    return run
