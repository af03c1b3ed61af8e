"""PDF briefs of one language -> a picture of them side by side: FOLDER LANGUAGE PICTURE."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image

GAP, DOTS, COLUMNS = 12, 55, 3


def contact_sheet(folder: Path, language: str, target: Path) -> None:
    pages = []
    with tempfile.TemporaryDirectory() as name:
        for pdf in sorted(folder.glob(f"*.{language}.pdf")):
            picture = Path(name) / pdf.stem
            command = ["pdftoppm", "-r", str(DOTS), "-png", "-singlefile", pdf, picture]
            subprocess.run(command, check=True)
            with Image.open(f"{picture}.png") as opened:
                pages.append(opened.convert("RGB"))
    width, height = pages[0].size
    rows = -(-len(pages) // COLUMNS)
    size = (COLUMNS * (width + GAP) + GAP, rows * (height + GAP) + GAP)
    sheet = Image.new("RGB", size, "#c8cdd2")
    for number, page in enumerate(pages):
        row, column = divmod(number, COLUMNS)
        sheet.paste(page, (GAP + column * (width + GAP), GAP + row * (height + GAP)))
    sheet.quantize(192).save(target, optimize=True)


if __name__ == "__main__":
    contact_sheet(Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3]))
