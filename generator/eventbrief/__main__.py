"""The command `eventbrief`; plain `--help` is answered without loading the command line."""

from __future__ import annotations

import gc
import sys
from pathlib import Path


def main() -> None:
    """Run the command line and leave with its exit code."""
    if sys.argv[1:] in (["--help"], ["-h"], []):
        help_text = Path(__file__).with_name("cli") / "help.txt"
        sys.stdout.write(help_text.read_text(encoding="utf-8"))
        sys.exit(0)
    # What is loaded stays; to look through it for garbage at every turn only costs time.
    gc.set_threshold(100_000, 50, 50)
    from eventbrief.cli.app import run

    sys.exit(run())


if __name__ == "__main__":
    main()
