"""Edits of a fact sheet's file, and the same edits as one tree, each at its place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from eventbrief.facts import pointer


@dataclass(frozen=True)
class Put:
    """The value at a pointer: filled in, replaced, or a new key at the end of its table."""

    at: str
    value: Any


@dataclass(frozen=True)
class Add:
    """One more item at the end of the list at a pointer, which may be empty or missing."""

    at: str
    value: Any


@dataclass(frozen=True)
class Remove:
    """A key or an item taken out, with its lines; comment lines amid them stay."""

    at: str


@dataclass(frozen=True)
class Rename:
    """Another key for the value at a pointer."""

    at: str
    key: str


@dataclass(frozen=True)
class Note:
    """The comment line above what stands at a pointer; None takes it away.

    An earlier one is known by how it begins: `like`; any comment is like the empty text.
    """

    at: str
    comment: str | None
    like: str = ""


Edit = Put | Add | Remove | Rename | Note
_NOTHING: Final = object()


@dataclass
class Branch:
    """The edits of one place and of those below it.

    Attributes:
        below: the edits below, by key or index.
        put: the value that takes the place, if any.
        added: the items that are added.
        removed: whether what stands there is taken out.
        key: the new key, if any.
        note: the comment that is put there, if any.
    """

    below: dict[str, Branch] = field(default_factory=dict)
    put: Any = _NOTHING
    added: list[Any] = field(default_factory=list)
    removed: bool = False
    key: str | None = None
    note: Note | None = None

    @property
    def whole(self) -> bool:
        """True where a value takes the place of whatever stands there."""
        return self.put is not _NOTHING

    @property
    def fills(self) -> bool:
        """True where something is put here or below."""
        return self.whole or bool(self.added) or any(b.fills for b in self.below.values())

    @property
    def changes(self) -> bool:
        """True where the value here becomes another one."""
        below = (b.changes or b.removed or b.key is not None for b in self.below.values())
        return self.whole or bool(self.added) or any(below)

    @property
    def noted(self) -> bool:
        """True where a comment is asked for here or below."""
        return self.note is not None or any(b.noted for b in self.below.values())

    def built(self) -> Any:
        """The value that the edits make where there was none."""
        if self.whole:
            return self.put
        if self.added:
            return list(self.added)
        return {key: b.built() for key, b in self.below.items() if b.fills}


def grouped(edits: Sequence[Edit]) -> Branch:
    """The edits as one tree; of two values for one place the later counts."""
    root = Branch()
    for edit in edits:
        here = root
        for part in pointer.split(edit.at):
            here = here.below.setdefault(part, Branch())
        if isinstance(edit, Put):
            here.put = edit.value
        elif isinstance(edit, Add):
            here.added.append(edit.value)
        elif isinstance(edit, Remove):
            here.removed = True
        elif isinstance(edit, Rename):
            here.key = edit.key
        else:
            here.note = edit
    return root
