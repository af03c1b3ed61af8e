"""How long extraction takes: at first sight, again, cold, and as the text grows.

    python benchmarks/extraction.py [FOLDER]

FOLDER holds articles as text files; without one, those beside the project are taken, or else the
texts of the tests. Each is read once, in a process that has read other texts of its language: that
is what a user waits for. One article read again and again is far quicker, because what its words
are is remembered; the figure stands beside, to compare with those of earlier versions. Then the time
and memory of the whole command, and the time for a character from 20 KB to 5 MB of different
articles, which stays level where time grows with the length.
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
SHARED = ROOT.parent / "shared" / "corpus" / "articles"
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


def articles(name: str | None) -> list[Path]:
    """Different articles, of all languages in turn."""
    folder = Path(name) if name else SHARED if SHARED.is_dir() else CORPUS
    return sorted(folder.glob("*.txt"), key=lambda path: path.stem.rpartition("-")[2])


def put_together(paths: list[Path], length: int) -> str:
    """About `length` characters of articles in one language, cut at a paragraph."""
    texts = [read(path) for path in paths]
    text = "\n\n".join(s.text for s in texts if s.language == "fr")
    text = (text + "\n\n") * (length // len(text) + 1)
    cut = text.rfind("\n\n", 0, length)
    return text[: cut if cut > length // 2 else length]


def first_sight(paths: list[Path]) -> tuple[float, int]:
    """Milliseconds for 5,000 characters that were not seen before, and of how many articles."""
    for path in CORPUS.glob("*.txt"):
        extract(read(path))
    sources = [source for path in paths for source in [read(path)] if path.parent != CORPUS]
    begin = time.perf_counter()
    for source in sources:
        extract(source)
    taken = time.perf_counter() - begin
    characters = sum(len(source.text) for source in sources)
    return taken * 1000 * ONE / max(1, characters), len(sources)


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
    paths = articles(name)
    each, count = first_sight(paths)
    print(f"first sight, 5,000 characters, of {count} articles {each:8.1f} ms")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "article.txt"
        path.write_text(put_together([SEED], ONE), "utf-8")
        print(f"one article of 5,000 characters, again {warm(path):8.1f} ms")
        seconds, megabytes = cold(path)
        print(f"cold, the whole command  {seconds:8.2f} s  {megabytes:.0f} MB")
        for length in (20_000, 100_000, 500_000, 2_000_000, 5_000_000):
            path.write_text(put_together(paths, length), "utf-8")
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
