"""How long `check` takes for sheets of many facts: linear, and 2,000 facts in under two seconds.

Run: python -m benchmarks.checking
"""

from __future__ import annotations

import hashlib
import tempfile
import time
from pathlib import Path

from eventbrief.check.findings import check
from eventbrief.facts.document import load


def written(folder: Path, count: int) -> Path:
    """A sheet of `count` summary sentences, each with its words in one source."""
    sentences = [f"Sentence {i} says that {i + 3} ports opened in Lisbon." for i in range(count)]
    text = "Ports\n\n" + " ".join(sentences)
    path = folder / f"{count}.txt"
    path.write_text(text, encoding="utf-8")
    sha = hashlib.sha256(text.encode()).hexdigest()
    lines = ["fact_sheet: 1", "language: en", "event:", "summary:"]
    lines += [f"  - {sentence}" for sentence in sentences]
    lines += ["sources:", f"  a: {{file: {path.name}, sha256: {sha}, language: en}}", "evidence:"]
    position = 0
    for number, sentence in enumerate(sentences):
        position = text.index(sentence, position)
        end = position + len(sentence)
        row = f"{{source: a, at: [{position}, {end}], text: '{sentence}'}}"
        lines.append(f"  /summary/{number}: [{row}]")
    sheet = folder / f"{count}.yaml"
    sheet.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return sheet


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        for count in (500, 1_000, 2_000, 4_000):
            sheet = written(Path(name), count)
            start = time.perf_counter()
            found = check(load(sheet))
            took = time.perf_counter() - start
            print(
                f"{count:>6} facts: {took:6.2f} s, {took / count * 1e6:6.0f} µs each, {len(found)} findings"
            )


if __name__ == "__main__":
    main()
