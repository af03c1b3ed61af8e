"""The lexicon files -> what is kept of them beside them, to be read quicker: `make lexicons`."""

from __future__ import annotations

from pathlib import Path

from eventbrief.extract.text.compiled import kept
from learn.articles import ROOT

FOLDER = ROOT / "generator" / "eventbrief" / "extract" / "lexicon"


def stale() -> list[Path]:
    """The lexicon files of which something else is kept than they say."""
    found = []
    for path in sorted(FOLDER.glob("*.yaml")):
        beside = path.with_suffix(".json")
        if not beside.is_file() or beside.read_text("utf-8") != kept(path.read_bytes()):
            found.append(path)
    return found


def main() -> None:
    """Keep them anew."""
    for path in stale():
        path.with_suffix(".json").write_text(kept(path.read_bytes()), "utf-8")
        print(path.name)


if __name__ == "__main__":
    main()
