"""Articles with what they state, to learn from and to measure on."""

from __future__ import annotations

import dataclasses
import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from eventbrief.sources.reader import read
from eventbrief.sources.source import Source

ROOT = Path(__file__).resolve().parent.parent.parent
SHARED = ROOT.parent / "shared"
CORPUS = SHARED / "corpus"
TEXTS = Path(__file__).resolve().parent / "texts"
OWN = ROOT / "tests" / "extract" / "corpus"
FOLDS = 5


@dataclass(frozen=True)
class Article:
    """A source, and what it states.

    Attributes:
        name: the file's name without its end; its second part is the language.
        gold: what the article states, in the format of the corpus; of our own texts a part of it.
        batch: 1 is open to whoever writes rules; 2 and 3 are looked at later.
        own: True for a text that was written for the project, which is learned from but not
            measured on.
        whole: False where only a part of what the text states is known.
    """

    name: str
    source: Source
    gold: dict[str, Any] = field(repr=False)
    batch: int
    own: bool = False
    whole: bool = True

    @property
    def language(self) -> str:
        """The language that the article is annotated as."""
        return self.name.split("-")[1 if self.whole else 0]


def corpus(folder: Path = CORPUS) -> list[Article]:
    """The articles of a folder with `articles/` and `gold/`, in the order of their names."""
    found = []
    count: dict[str, int] = {}
    for path in sorted((folder / "gold").glob("*.json")):
        language = path.stem.split("-")[1]
        number = count[language] = count.get(language, -1) + 1
        gold = json.loads(path.read_text("utf-8"))
        source = read(folder / "articles" / f"{path.stem}.txt")
        found.append(Article(path.stem, source, gold, (1, 1, 2, 3)[number % 4]))
    return found


def own_texts() -> list[Article]:
    """The texts that were written for the project, to be learned from and for its tests."""
    written = [dataclasses.replace(a, batch=1, own=True) for a in corpus(TEXTS)]
    stated = yaml.load((OWN / "stated.yaml").read_text("utf-8"), Loader=yaml.BaseLoader)  # noqa: S506
    return written + [
        Article(name, read(OWN / f"{name}.txt"), _gold(entry), 1, own=True, whole=False)
        for name, entry in sorted(stated.items())
    ]


def _gold(entry: dict[str, Any]) -> dict[str, Any]:
    """What a text of ours states, in the format of the corpus."""
    event = entry["event"]
    quotes = [
        {"text": text, "speaker": speaker or None} for text, speaker in entry.get("quotes", [])
    ]
    return {
        "name": [event["name"]] if "name" in event else [],
        "edition": int(event["edition"]) if "edition" in event else None,
        **{key: event.get(key) for key in ("start", "end", "city", "country", "venue")},
        "organisers": [{"any_of": [name]} for name in entry.get("organisers", [])],
        "country_count": int(entry["count"]) if entry.get("count") else None,
        "countries_named": entry.get("named", []),
        "quotes": quotes,
        "not_quotes": [],
        "maybe": {},
    }


def fold_of(index: int) -> int:
    """The fold in which the article at `index` is held out."""
    return index % FOLDS
