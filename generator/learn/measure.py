"""What extraction gives for articles, compared with what they state."""

from __future__ import annotations

import functools
import importlib.util
import sys
from collections.abc import Iterable, Sequence
from typing import Any

from eventbrief.extract.merge import merge
from eventbrief.extract.single import Stated
from learn.articles import SHARED, Article


@functools.cache
def scorer() -> Any:
    """The module that compares, as every developer and CI have it."""
    spec = importlib.util.spec_from_file_location("score", SHARED / "devset" / "score.py")
    if spec is None or spec.loader is None:
        raise FileNotFoundError("score.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules["score"] = module
    spec.loader.exec_module(module)
    return module


def sheet_of(stated: Stated) -> dict[str, Any]:
    """The fact sheet as its file holds it."""
    sheet = merge([stated], stated.source.path.parent)
    return sheet.model_dump(mode="json", exclude_none=True)


class Measured:
    """The figures of articles: one tally each, and what was wrong in it."""

    def __init__(self, results: Iterable[tuple[Article, Stated]]) -> None:
        module = scorer()
        self.tallies: dict[str, Any] = {}
        self.notes: dict[str, list[str]] = {}
        self.broken: list[str] = []
        self.languages: dict[str, str] = {}
        for article, stated in results:
            tally, sheet = module.Tally(), sheet_of(stated)
            self.notes[article.name] = module.score(sheet, article.gold, tally)
            self.tallies[article.name] = tally
            self.languages[article.name] = article.language
            bad = module.broken_evidence(sheet, article.source.text)
            self.broken += [f"{article.name}: {b}" for b in bad]

    def total(self, names: Sequence[str] | None = None) -> Any:
        """The joined tally of these articles, or of all."""
        total = scorer().Tally()
        for name in names if names is not None else self.tallies:
            total.join(self.tallies[name])
        return total

    def language(self, language: str) -> Any:
        """The joined tally of one language."""
        return self.total([n for n, own in self.languages.items() if own == language])

    def table(self) -> str:
        """Figures per field, per language, of what is sure, and of all."""
        total = self.total()
        lines = [total.line(field) for field in total.gold]
        languages = sorted(set(self.languages.values()))
        lines += [self.language(lang).line("ALL", f"all {lang}") for lang in languages]
        lines += [total.line("SURE"), total.line("ALL")]
        lines.append(
            f"articles: {len(self.tallies)}; evidence that does not hold: {len(self.broken)}"
        )
        return "\n".join(lines)
