"""Seeds and what they state -> the folder of the event's briefs: briefs/marrakech-2022.

The same seeds give the same folder, so that a second run finds the sheet of the first.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Sequence
from pathlib import Path

from eventbrief.extract.merge import merge
from eventbrief.extract.one_event import foreign
from eventbrief.extract.single import Stated
from eventbrief.facts.document import load
from eventbrief.facts.model import Event
from eventbrief.facts.text import Multilingual, all_wordings

SHEET = "facts.yaml"
_SEEDS = "seeds"  # a workspace's folder for all seeds, which names no event
_LONGEST = 40


def event_folder(place: Path, seeds: Sequence[str], stated: Sequence[Stated]) -> Path:
    """The folder in `place` for the event: the first of NAME, NAME-2, ... that is not another's.

    Args:
        place: the folder of all briefs.
        seeds: the paths as the user gave them.
        stated: what the documents there state.

    Raises:
        InputError: a sheet in one of these folders cannot be read.
    """
    name = _name(seeds, stated)
    numbered = (f"{name}-{n}" for n in itertools.count(2))
    folders = (place / one for one in itertools.chain([name], numbered))
    return next(folder for folder in folders if _free(folder / SHEET, stated))


def _free(sheet: Path, stated: Sequence[Stated]) -> bool:
    """True where there is no sheet yet, or one that at least one of the seeds belongs to."""
    return not sheet.exists() or len(foreign(stated, load(sheet))) < len(stated)


def _name(seeds: Sequence[str], stated: Sequence[Stated]) -> str:
    """The name of the folder of seeds; else city and year, or name and year; else the seed's."""
    only = Path(seeds[0]).resolve() if len(seeds) == 1 else None
    if only and only.is_dir() and only.name and only.name != _SEEDS:
        return only.name
    event = merge(stated, Path.cwd()).event
    return _event_name(event) or _slug(stated[0].source.path.stem) or "event"


def _event_name(event: Event) -> str:
    """`marrakech-2022`, or as much of it as is known; empty where neither city nor name is."""
    what = _worded(event.city) or _worded(event.name)
    year = (event.start or event.end or "")[:4]
    return f"{what}-{year}" if what and year and not what.endswith(year) else what


def _worded(text: Multilingual | None) -> str:
    """The slug of a text; that in Latin letters where it is worded in several scripts."""
    slugs = [_slug(words) for words in all_wordings(text)] if text else []
    return next((slug for slug in slugs if slug.isascii() and slug), next(iter(slugs), ""))


def _slug(text: str) -> str:
    """Small letters and digits between hyphens, without accents, cut after a word."""
    plain = unicodedata.normalize("NFKD", text).lower()
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    slug = re.sub(r"[\W_]+", "-", plain).strip("-")
    return (
        slug
        if len(slug) <= _LONGEST
        else slug[: _LONGEST + 1].rpartition("-")[0] or slug[:_LONGEST]
    )
