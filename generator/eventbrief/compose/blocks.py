"""A page as blocks: what stands on it, and in what order; not where, and not how it is drawn.

Layout and renderers know these classes and nothing of fact sheets.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from eventbrief.facts.day import first_day


@dataclass(frozen=True)
class Run:
    """Words in one style and language.

    Attributes:
        text: the words; never a line break.
        language: ISO 639-1 code where it is not the page's, else empty.
        bold: heavier than the text around it.
        italic: slanted.
        note: a reference to a numbered source, set small and raised.
        link: where the words lead (mailto: or http), or empty.
    """

    text: str
    language: str = ""
    bold: bool = False
    italic: bool = False
    note: bool = False
    link: str = ""

    @property
    def look(self) -> tuple[str, bool, bool, bool, str]:
        """All but the words."""
        return self.language, self.bold, self.italic, self.note, self.link


@dataclass(frozen=True)
class Series:
    """A list inside a sentence ("A, B and C") that layout may cut to "A and 2 more".

    Attributes:
        items: what is listed.
        joints: what stands between two items, before the last of many, and between just two.
        more: the words for one, two, three ... items left out; index 0 is for one.
        marks: what stands behind each item, small; empty where none has a mark.
    """

    items: tuple[str, ...]
    joints: tuple[str, str, str]
    more: tuple[str, ...]
    marks: tuple[str, ...] = ()

    def __repr__(self) -> str:
        """Without marks as it was before there were any: a page keeps its fingerprint."""
        told = f", marks={self.marks!r}" if self.marks else ""
        return f"Series(items={self.items!r}, joints={self.joints!r}, more={self.more!r}{told})"

    def words(self, keep: int | None = None) -> str:
        """The list as text, with `keep` items named at most."""
        return "".join(run.text for run in self.runs(keep))

    def runs(self, keep: int | None = None) -> tuple[Run, ...]:
        """The list as runs, with `keep` items named at most: one, and one for each mark."""
        shown = list(self.items)
        if keep is not None and keep < len(shown):
            left = len(shown) - keep
            shown = [*shown[:keep], self.more[left - 1]]
        middle, last, between = self.joints
        joints = [middle] * (len(shown) - 2) + [last] if len(shown) > 2 else [between]
        made, text = [], ""
        for index, item in enumerate(shown):
            text += (joints[index - 1] if index else "") + item
            mark = self.marks[index : index + 1] if item == self.items[index] else ()
            if any(mark):
                made += [Run(text), Run(mark[0], note=True)]
                text = ""
        return (*made, Run(text)) if text or not made else tuple(made)


Inline = tuple[Run | Series, ...]


@dataclass(frozen=True)
class Heading:
    """A heading; level 1 is the page's title."""

    level: int
    content: Inline


@dataclass(frozen=True)
class Paragraph:
    """Running text."""

    content: Inline


@dataclass(frozen=True)
class BulletList:
    """A list; `ordered` where the numbers mean something."""

    items: tuple[Inline, ...]
    ordered: bool = False


@dataclass(frozen=True)
class Quotation:
    """Somebody's words, and whose they are."""

    content: Inline
    attribution: Inline

    @property
    def signature(self) -> Inline:
        """The attribution behind its dash; empty where nobody is named."""
        return (Run("— "), *self.attribution) if self.attribution else ()


@dataclass(frozen=True)
class Fact:
    """A label and its value in a panel of key facts."""

    label: Inline
    value: Inline


@dataclass(frozen=True)
class KeyFacts:
    """A panel of labels and values."""

    facts: tuple[Fact, ...]


@dataclass(frozen=True)
class Notes:
    """The numbered sources at the foot of the page."""

    items: tuple[Inline, ...]


Block = Heading | Paragraph | BulletList | Quotation | KeyFacts | Notes


@dataclass(frozen=True)
class Section:
    """Blocks that belong together, under the name the template gives them."""

    name: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Shortening:
    """What a template allows to go when the page is too full.

    Attributes:
        block: the section's name.
        keep: how many items of it stay at least; 0 lets the section go.
    """

    block: str
    keep: int


@dataclass(frozen=True)
class Masthead:
    """The band at the head of the page."""

    organisation: str
    audience: str
    marking: str
    prepared: str

    @property
    def name(self) -> str:
        """Whose brief it is, and for whom."""
        return " · ".join(part for part in (self.organisation, self.audience) if part)


@dataclass(frozen=True)
class Page:
    """One brief, ready to be fitted and drawn.

    Attributes:
        language: of the brief, ISO 639-1.
        direction: ltr or rtl.
        title: for the document's metadata.
        subject: one line on what the brief is, for the metadata.
        author: who prepared it, for the metadata; may be empty.
        date: ISO date of preparation; all dates in the files come from it.
        paper: a4 or letter.
        theme: name of the theme.
        masthead: the band at the head.
        sections: the content in reading order.
        footer: left and right words at the foot.
        shorten: the template's order of shortening.
        columns: sections that are set in two columns where they follow each other.
        body: largest and smallest body text in points, where they are not the theme's.
    """

    language: str
    direction: Literal["ltr", "rtl"]
    title: str
    subject: str
    author: str
    date: str
    paper: str
    theme: str
    masthead: Masthead
    sections: tuple[Section, ...]
    footer: tuple[str, str]
    shorten: tuple[Shortening, ...]
    columns: frozenset[str] = frozenset()
    body: tuple[float, float] | None = None

    @property
    def day(self) -> tuple[int, int, int]:
        """Year, month and day of preparation; the first where the date says no more."""
        day = first_day(self.date)
        return day.year, day.month, day.day


def as_runs(content: Inline) -> Iterator[Run]:
    """The content as runs; of a series, with all that it lists."""
    for part in content:
        if isinstance(part, Series):
            yield from part.runs()
        else:
            yield part


def plain(content: Inline) -> str:
    """The words of `content` without their style."""
    return "".join(part.words() if isinstance(part, Series) else part.text for part in content)
