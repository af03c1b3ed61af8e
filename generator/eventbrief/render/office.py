"""DOCX bytes -> how many pages LibreOffice sets them on, where it is installed."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

_SECONDS = 120


def office() -> str | None:
    """The path of LibreOffice, or None."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def pages(data: bytes) -> int | None:
    """The number of pages; None where LibreOffice is missing or cannot open the file."""
    program = office()
    if program is None:
        return None
    with tempfile.TemporaryDirectory(prefix="eventbrief-") as name:
        folder = Path(name)
        (folder / "page.docx").write_bytes(data)
        command = [
            *(program, f"-env:UserInstallation=file://{folder}/profile", "--headless"),
            *("--convert-to", "pdf", "--outdir", str(folder), str(folder / "page.docx")),
        ]
        try:
            subprocess.run(command, capture_output=True, timeout=_SECONDS, check=True)  # noqa: S603
        except (OSError, subprocess.SubprocessError):
            return None
        made = folder / "page.pdf"
        if not made.is_file():
            return None
        from pypdfium2 import PdfDocument  # noqa: PLC0415 - only where pages are counted

        with PdfDocument(made) as opened:
            return len(opened)
