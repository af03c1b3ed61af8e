"""How long edits of a fact sheet's file take as the file and the edits grow together.

    python benchmarks/patching.py

Prints the time for an edit, with four edits for each of 200 to 2,000 items; it stays level where
time grows with the length, and the run fails where the last is over four times the first.
"""

from __future__ import annotations

import sys
import time

from eventbrief.facts import tree
from eventbrief.facts.patch import Add, Edit, Put, Remove, Rename, patched_tree

SIZES = (200, 700, 2_000)
WORST = 4.0  # times the first


def sheet(size: int) -> str:
    """A sheet with so many pieces of evidence, in several styles."""
    rows = "".join(
        f"  /summary/{i}:  # {i}\n    - {{source: a, at: [{i}, {i + 9}], text: word {i}}}\n"
        f"    # below {i}\n    - source: b\n      at: [1, 2]\n"
        for i in range(size)
    )
    return f"named: [{', '.join(f'A{i}' for i in range(size))}]\nevidence:\n{rows}left_out:\n"


def edits(size: int) -> list[Edit]:
    """One edit for each item, of every kind."""
    made: list[Edit] = []
    for i in range(size):
        key = f"/evidence/~1summary~1{i}"
        made += [
            (Put(f"{key}/0/at", [i, i + 5]), Add(key, {"source": "c"}))[i % 2],
            (Rename(key, f"/quotes/{i}"), Remove(f"{key}/1"))[i // 2 % 2],
            (Put(f"/named/{i}", "B"), Remove(f"/named/{i}"))[i // 3 % 2],
            Add("/left_out", {"source": "d"}),
        ]
    return made


def main() -> int:
    """Print the times; 1 where they grow faster than the file."""
    times = []
    for size in SIZES:
        parsed, wanted = tree.parse(sheet(size), "sheet"), edits(size)
        begin = time.perf_counter()
        patched_tree(parsed, wanted)
        times.append((time.perf_counter() - begin) / len(wanted) * 1e6)
        size_kb = len(parsed.text) / 1000
        print(f"{len(wanted):>7,} edits  {size_kb:>7,.0f} KB  {times[-1]:6.1f} µs each")
    return 1 if times[-1] > WORST * times[0] else 0


if __name__ == "__main__":
    sys.exit(main())
