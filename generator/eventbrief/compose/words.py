"""Text from the fact sheet as templates handle it: opaque to Markdown, with its language.

What a template prints is not put into the Markdown: a mark of two private characters and a number
is, and the words are put in its place after the Markdown has been read. No word of a fact can
therefore be taken for markup.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from eventbrief.compose.blocks import Run, Series
from eventbrief.facts.text import base

OPEN, CLOSE = "\ue000", "\ue001"
_ADDRESS = re.compile(
    r"(?P<web>https?://[A-Za-z0-9./?=&%_~#:+,;@-]*[A-Za-z0-9/])"
    r"|(?<![\w.+-])[A-Za-z0-9][A-Za-z0-9._+-]*@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+"
)
MARK = re.compile(f"{OPEN}(\\d+){CLOSE}")
_OWN = re.compile("[\ue000\ue001\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


class Words(str):
    """A fact's words.

    Attributes:
        language: that of the words, where it is not the brief's.
        notes: the numbers of the sources that state them.
        check: "to be checked" in the brief's language, where the fact is unsure.
    """

    __slots__ = ("check", "language", "notes")
    language: str
    notes: tuple[int, ...]
    check: str

    def __new__(
        cls, text: str, language: str = "", notes: tuple[int, ...] = (), check: str = ""
    ) -> Words:
        """Words with what must be known of them."""
        made = super().__new__(cls, text)
        made.language = language
        made.notes = notes
        made.check = check
        return made

    def unsure(self, check: str) -> Words:
        """The same words, marked as unsure where `check` says so."""
        return Words(self, self.language, self.notes, check) if check else self

    @property
    def marks(self) -> str:
        """What stands behind the words: their language where it is another, and their doubt."""
        language = bracketed(base(self.language).upper())
        return language + bracketed(self.check)


class Phrase(tuple[Words, ...]):
    """Several words in a row, each in its own language."""

    __slots__ = ()

    def unsure(self, check: str) -> Phrase:
        """The same words, the last of them marked as unsure where `check` says so."""
        return Phrase((*self[:-1], self[-1].unsure(check))) if check and self else self


@dataclass
class Slots:
    """What the marks stand for, in one rendering of one template."""

    values: list[tuple[Run | Series, ...]] = field(default_factory=list)

    def mark(self, value: object) -> str:
        """A mark that stands for `value` in the Markdown."""
        self.values.append(_inline(value))
        return f"{OPEN}{len(self.values) - 1}{CLOSE}"

    def resolve(self, number: int) -> tuple[Run | Series, ...]:
        """What mark `number` stands for; nothing for a number never given."""
        return self.values[number] if number < len(self.values) else ()


def bracketed(mark: str) -> str:
    """A mark as it stands behind words, which it does not leave at a line's end."""
    return f"\u00a0[{mark}]" if mark else ""


def checked(words: Words) -> str:
    """The words as plain text, with the mark of their doubt."""
    return words + bracketed(words.check)


def clean(text: str) -> str:
    """The text without control characters and the marks' own."""
    return _OWN.sub("", text)


def _inline(value: object) -> tuple[Run | Series, ...]:
    if isinstance(value, (Run, Series)):
        return (value,)
    if isinstance(value, Phrase):
        return tuple(run for words in value if words for run in _marked(words))
    if isinstance(value, Words):
        return _marked(value)
    return (Run(clean(str(value))),)


def _marked(words: Words) -> tuple[Run, ...]:
    """The words; a small mark follows those in another language, and those that are unsure."""
    runs = _linked(clean(words), words.language)
    return (*runs, Run(words.marks, note=True)) if words.marks else runs


def _linked(text: str, language: str) -> tuple[Run, ...]:
    """The words, with addresses made links; nothing is ever fetched from them."""
    runs, position = [], 0
    for match in _ADDRESS.finditer(text):
        if match.start() > position:
            runs.append(Run(text[position : match.start()], language))
        target = match.group() if match["web"] else f"mailto:{match.group()}"
        runs.append(Run(match.group(), language, link=target))
        position = match.end()
    if position < len(text) or not runs:
        runs.append(Run(text[position:], language))
    return tuple(runs)
