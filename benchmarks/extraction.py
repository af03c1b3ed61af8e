"""How long extraction takes: warm, cold, and as the text grows.

    python benchmarks/extraction.py [ARTICLE]

ARTICLE is any text file; without one, articles of the test corpus are put together. Prints the
median time of one article of 5,000 characters, the time and memory of the whole command, and the
time for a character from 20 KB to 5 MB, which stays level where time grows with the length.
"""

from __future__ import annotations

import dataclasses
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from eventbrief.extract.single import extract
from eventbrief.sources.reader import read

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT / "tests" / "extract" / "corpus"
SEED = ROOT / "seeds" / "marrakech-2022" / "depeche.fr.txt"
ONE = 5_000  # characters of one article
ODD = {
    "marks": "« ",
    "straight marks": '"',
    "verbs": "said ",
    "capitals": "Union of ",
    "digits": "25 ",
    "one word": "A-",
}


def article(length: int, name: str | None) -> str:
    """About `length` characters of articles in one language, cut at a paragraph."""
    chosen = [Path(name)] if name else sorted(CORPUS.glob("fr-*.txt"))
    if length <= ONE:
        chosen = [Path(name)] if name else [SEED]  # one event, told until the length is reached
    text = "\n\n".join(path.read_text("utf-8") for path in chosen)
    text = (text + "\n\n") * (length // len(text) + 1)
    cut = text.rfind("\n\n", 0, length)
    return text[: cut if cut > length // 2 else length]


def warm(path: Path, runs: int = 30) -> float:
    """Median milliseconds to read and extract one article, the first runs not counted."""
    times = []
    for _ in range(runs + 3):
        begin = time.perf_counter()
        extract(read(path))
        times.append((time.perf_counter() - begin) * 1000)
    return statistics.median(times[3:])


def cold(path: Path, runs: int = 7) -> tuple[float, float]:
    """Median seconds of the whole command, and its greatest memory in MB."""
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    command = [sys.executable, "-m", "eventbrief", "extract", str(path)]
    times = []
    for _ in range(runs + 1):
        begin = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True, env=environment)
        times.append(time.perf_counter() - begin)
    return (
        statistics.median(times[1:]),
        resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024,
    )


def main() -> None:
    name = sys.argv[1] if len(sys.argv) > 1 else None
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "article.txt"
        path.write_text(article(ONE, name), "utf-8")
        print(f"warm, {len(path.read_text('utf-8'))} characters   {warm(path):8.1f} ms")
        seconds, megabytes = cold(path)
        print(f"cold, the whole command  {seconds:8.2f} s  {megabytes:.0f} MB")
        for length in (20_000, 100_000, 500_000, 2_000_000, 5_000_000):
            path.write_text(article(length, name), "utf-8")
            source = read(path)
            begin = time.perf_counter()
            extract(source)
            taken = time.perf_counter() - begin
            each = taken / len(source.text) * 1e6
            print(f"{len(source.text):9,} characters  {taken:8.2f} s  {each:6.2f} µs each")
        for kind, part in ODD.items():
            row = []
            for length in (5_000, 20_000, 80_000):
                path.write_text(
                    part * (length // len(part)) + " The congress opens in Rome.", "utf-8"
                )
                source = dataclasses.replace(read(path), language="en")
                begin = time.perf_counter()
                extract(source)
                row.append(f"{(time.perf_counter() - begin) / len(source.text) * 1e6:6.2f}")
            print(f"nothing but {kind:15} {' '.join(row)} µs each at 5, 20 and 80 KB")


if __name__ == "__main__":
    main()
