"""A thousand drafts in six audiences and two languages, and what a single message takes.

python -m benchmarks.mail
"""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

from eventbrief.compose.template import audiences
from eventbrief.compose.wording import languages
from eventbrief.deliver.recipients import read_recipients
from eventbrief.facts.document import load
from eventbrief.workspace.mailing import plan
from eventbrief.workspace.outbox import write_drafts
from eventbrief.workspace.settings import Settings

SHEET = Path(__file__).parent.parent / "briefs" / "marrakech-2022" / "facts.yaml"
COUNT = 1_000


def main() -> None:
    names = audiences()
    rows = [
        f"Reader {n},r{n}@example.org,{names[n % 6]},{'en' if n % 2 else 'fr'}"
        for n in range(COUNT)
    ]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "people.csv").write_text("name,email,audience,language\n" + "\n".join(rows))
        start = time.perf_counter()
        people, _ = read_recipients(folder / "people.csv", names, languages())
        read = time.perf_counter()
        planned = plan([load(SHEET)], people, None, Settings())
        rendered = time.perf_counter()
        for one in planned:
            one.message().draft()
        made = time.perf_counter()
        write_drafts(folder / "outbox", [(one, False) for one in planned], force=False)
        written = time.perf_counter()
    print(f"{COUNT} recipients read and checked: {read - start:.2f} s")
    print(f"12 briefs rendered once: {rendered - read:.2f} s")
    print(f"{COUNT} messages made: {made - rendered:.2f} s")
    print(f"{COUNT} messages made and written: {written - made:.2f} s")


if __name__ == "__main__":
    main()
