"""SeenSheet -> its texts as words: their language, sources and doubts."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from typing import Any

from eventbrief.compose.wording import typeset, wording
from eventbrief.compose.words import Phrase, Words
from eventbrief.facts.model import Quote
from eventbrief.facts.seen import SeenSheet
from eventbrief.facts.standing import is_edited, is_unsure
from eventbrief.facts.text import Multilingual, base, in_language


class View(dict[str, Any]):
    """A mapping that templates read by attribute."""

    __slots__ = ("name",)

    def __init__(self, name: str, values: Mapping[str, Any]) -> None:
        super().__init__(values)
        self.name = name


class SheetWords:
    """The texts that one audience may see of a fact sheet, in the language it reads."""

    def __init__(self, seen: SeenSheet) -> None:
        self.sheet, self.wording = seen, wording(seen.read_in)
        self.language = self.wording.language
        self.comma = Words(self.wording.data["comma"])
        self.numbers = {name: n for n, name in enumerate(seen.sources, 1)}

    def own(self, text: str) -> Words:
        """Words in the brief's language."""
        return Words(typeset(text, self.language))

    def text(self, text: Multilingual | None, pointer: str = "") -> Words:
        """A fact's words, in the brief's language where the sheet has them."""
        if text is None:
            return Words("")
        words, language = in_language(text, self.language, self.sheet.language)
        foreign = "" if base(language) == self.language else language
        return Words(typeset(words, language), foreign, self.notes(pointer), self.check(pointer))

    def check(self, *pointers: str) -> str:
        """That something is to be checked, where one of the facts is unsure; else nothing."""
        unsure = any(is_unsure(self.sheet, pointer) for pointer in pointers if pointer)
        return self.own(self.wording.data["to_check"]) if unsure else ""

    def notes(self, *pointers: str) -> tuple[int, ...]:
        """The numbers of the sources that state the facts at `pointers`; none for one source."""
        if len(self.sheet.sources) < 2:
            return ()
        return tuple(sorted(set().union(*(self._stated.get(p, ()) for p in pointers))))

    @functools.cached_property
    def _stated(self) -> dict[str, set[int]]:
        """The numbers of the sources that state something at, or below, each pointer."""
        found: dict[str, set[int]] = {}
        for key, items in self.sheet.evidence.items():
            if is_edited(self.sheet, key):
                continue  # no source has the words that a person put
            numbers = {self.numbers[e.source] for e in items if e.source in self.numbers}
            parts = key.split("/")
            for end in range(2, len(parts) + 1):
                found.setdefault("/".join(parts[:end]), set()).update(numbers)
        return found

    def _join(self, *parts: Words) -> Phrase:
        return Phrase(part for part in parts if part)

    def spoken_language(self, quote: Quote, index: int) -> str:
        """The language of the source that prints the quotation in the sheet's own wording."""
        pointers = (f"/quotes/{index}/text", f"/quotes/{index}")
        for pointer in pointers:
            for item in self.sheet.evidence.get(pointer, ()):
                record = self.sheet.sources.get(item.source or "")
                if record and record.language:
                    return base(record.language)
        return base(in_language(quote.text, self.sheet.language, self.sheet.language)[1])
