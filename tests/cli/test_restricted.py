"""A fact for some audiences is in no byte of any file for another; by the real command."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pikepdf
import pytest

from conftest import Command
from eventbrief.facts import writer
from eventbrief.workspace.trial import samples

SECRETS = {
    "venue": "Bunker-Nord",
    "summary": "Zeppelin",
    "quote": "Quagmire",
    "contact": "Nightingale",
    "note": "Periwinkle",
    "organiser": "Obelisk-Stiftung",
    "programme": "Yellowhammer",
    "ask": "Wolfsbane",
    "source": "Xanadu",
}
MARK = ["executive"]
AUDIENCES = ("press", "delegation", "partners", "security", "public")


def restricted_sheet() -> str:
    sheet = samples()["full"]
    data = sheet.model_dump(exclude_none=True)
    data["event"]["venue"] = {
        "text": {"en": SECRETS["venue"], "fr": "Bunker-Nord FR"},
        "audiences": MARK,
    }
    data["summary"] = (
        {"text": f"{SECRETS['summary']} lands.", "audiences": MARK},
        *data["summary"],
    )
    data["quotes"] = (
        {"text": SECRETS["quote"], "speaker": "Nobody Else", "audiences": MARK},
        *data["quotes"],
    )
    data["contacts"] = (
        {"name": SECRETS["contact"], "phone": "+99 1", "audiences": MARK},
        *data["contacts"],
    )
    data["notes"] = ({"text": SECRETS["note"], "kind": "safety", "audiences": MARK}, *data["notes"])
    data["organisers"] = ({"name": SECRETS["organiser"], "audiences": MARK}, *data["organisers"])
    data["programme"] = (
        {"day": "2024-05-14", "start": "08:00", "title": SECRETS["programme"], "audiences": MARK},
        *data["programme"],
    )
    data["asks"] = ({"text": SECRETS["ask"], "kind": "decision", "audiences": MARK}, *data["asks"])
    data["sources"] = {
        "quiet": {
            "file": "quiet.txt",
            "sha256": "2" * 64,
            "title": SECRETS["source"],
            "audiences": MARK,
        },
        **data["sources"],
    }
    data["evidence"]["/event/venue"] = [
        {
            "source": "example-news",
            "at": [1, 5],
            "text": f"at {SECRETS['venue']}",
            "status": "found",
        }
    ]
    lines = []
    for key, value in data.items():
        lines += writer.entry(key, value, 0)
    return "# only for us: Zeppelin\n" + "\n".join(lines) + "\n"


def everything_in(path: Path) -> bytes:
    """The file, and everything in it that is packed."""
    data = path.read_bytes()
    parts = [data]
    if path.suffix == ".docx":
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts += [package.read(name) for name in package.namelist()]
    if path.suffix == ".pdf":
        with pikepdf.open(io.BytesIO(data)) as pdf:
            for thing in pdf.objects:
                if isinstance(thing, pikepdf.Stream):
                    parts.append(thing.read_bytes())
            parts += [f.get_file().read_bytes() for f in pdf.attachments.values()]
            text = pikepdf.unparse_content_stream([])
            out = io.BytesIO()
            pdf.save(out, stream_decode_level=pikepdf.StreamDecodeLevel.all, compress_streams=False)
            parts += [text, out.getvalue()]
        from pypdfium2 import PdfDocument

        with PdfDocument(data) as opened:
            parts.append(opened[0].get_textpage().get_text_bounded().encode())
    return b"\n".join(parts)


def holds(data: bytes, words: str) -> bool:
    forms = [words.encode(e) for e in ("utf-8", "utf-16-be", "utf-16-le")]
    forms += [f.hex().encode() for f in forms] + [f.hex().upper().encode() for f in forms]
    return any(form in data for form in forms)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    import os
    import subprocess
    import sys

    folder = tmp_path_factory.mktemp("restricted")
    (folder / "facts.yaml").write_text(restricted_sheet(), "utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "eventbrief", "render", "facts.yaml", "-l", "en,fr,ar",
         "--to", "pdf,docx,html,txt", "--embed-facts", "--json"],
        cwd=folder, capture_output=True, text=True, check=False,
        env={**os.environ, "SOURCE_DATE_EPOCH": "1666656000"},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return folder


@pytest.mark.parametrize("audience", AUDIENCES)
def test_it_is_in_no_byte_of_another_audience_s_file(made: Path, audience: str):
    files = sorted(made.glob(f"{audience}.*"))
    assert len(files) == 12
    for path in files:
        data = everything_in(path)
        for words in SECRETS.values():
            assert not holds(data, words), (path.name, words)


def test_those_who_may_see_it_do(made: Path):
    text = (made / "executive.en.txt").read_text("utf-8")
    for name in ("venue", "summary", "quote", "contact", "note", "organiser", "ask", "source"):
        assert SECRETS[name] in text, name
    assert holds(everything_in(made / "executive.en.pdf"), SECRETS["programme"])  # its own sheet


def test_a_text_that_gives_it_away_is_warned_of(eventbrief: Command, tmp_path: Path):
    text = restricted_sheet().replace("The forum brings", f"At {SECRETS['venue']} the forum brings")
    (tmp_path / "facts.yaml").write_text(text, "utf-8")
    done = eventbrief("check", "facts.yaml")
    assert "W372" in done.stderr and "/summary/1 tells" in done.stderr
