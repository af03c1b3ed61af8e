"""What tests share: where things are, a small sheet, and the real command."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest

from eventbrief.compose.blocks import Page
from eventbrief.compose.page import Options, compose
from eventbrief.compose.template import Template
from eventbrief.facts.document import Document, load, parse
from eventbrief.facts.model import FactSheet
from eventbrief.facts.seen import seen_by
from eventbrief.sources.reader import from_text
from eventbrief.sources.source import Source

pytest_plugins = ("mail_servers",)
ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
EXAMPLE = ROOT / "briefs" / "marrakech-2022" / "facts.yaml"
SEEDS = ROOT / "seeds" / "marrakech-2022"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--renew-golden", action="store_true", help="write the reference files anew")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What is known to go wrong is listed, and does not hide what newly goes wrong."""
    faults = set((ROOT / "tests" / "known_faults.txt").read_text("utf-8").splitlines())
    for item in items:
        if item.nodeid in faults:
            item.add_marker(pytest.mark.xfail(reason="a known fault", strict=False))


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


def composed(
    sheet: FactSheet, template: Template, language: str, options: Options | None = None
) -> Page:
    """The page of what the template's audience may see of the sheet."""
    return compose(seen_by(sheet, template.audience, language), template, options)


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


class Endpoint:
    """A server that speaks the protocol and remembers what it was sent."""

    def __init__(self, answer: object, status: int = 200) -> None:
        self.asked: list[dict[str, Any]] = []
        endpoint = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                length = int(self.headers["Content-Length"])
                endpoint.asked.append(json.loads(self.rfile.read(length)))
                words = answer if isinstance(answer, str) else json.dumps(answer)
                message = {"role": "assistant", "content": words}
                body = json.dumps(
                    {
                        "id": "1",
                        "object": "chat.completion",
                        "created": 1,
                        "model": "tester",
                        "choices": [{"index": 0, "message": message, "finish_reason": "stop"}],
                    }
                ).encode()
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                pass

        self.server = HTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}/v1"
        self.thread = threading.Thread(target=self.server.serve_forever, daemon=True)
        self.thread.start()

    def close(self) -> None:
        self.server.shutdown()
        self.thread.join()
        self.server.server_close()


@pytest.fixture
def endpoint(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    opened: list[Endpoint] = []

    def start(answer: object, status: int = 200) -> Endpoint:
        made = Endpoint(answer, status)
        opened.append(made)
        monkeypatch.setenv("OPENAI_BASE_URL", made.url)
        monkeypatch.setenv("OPENAI_API_KEY", "secret-of-the-test")
        return made

    yield start
    for made in opened:
        made.close()
