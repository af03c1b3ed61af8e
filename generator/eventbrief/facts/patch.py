"""A fact sheet's file + edits by pointer -> the file with the edits in it, as a person left it.

Comments, order and every line that no edit touches stay as they are. All edits are meant for the
sheet as it was read: their places are found in its one tree, and the text is joined once. What was
made is read again and compared with the edits applied to the plain data, so that a sheet written
in a way that cannot be changed piece by piece is refused, never spoilt.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from eventbrief.facts import pointer, tree
from eventbrief.facts.document import Document, parse
from eventbrief.facts.edits import Add, Branch, Edit, Note, Put, Remove, Rename, grouped
from eventbrief.facts.finding import InputError
from eventbrief.facts.places import refusal
from eventbrief.facts.ranges import rewritten

__all__ = ["Add", "Edit", "Note", "Put", "Remove", "Rename", "edited", "patched", "patched_tree"]


def patched(document: Document, edits: Sequence[Edit]) -> str:
    """The text of the document's file with all edits made.

    Raises:
        InputError: E207, the file is written in a way that cannot be changed at this place.
    """
    return edited(document, edits).tree.text


def edited(document: Document, edits: Sequence[Edit]) -> Document:
    """The document with all edits made.

    Raises:
        InputError: E207 as `patched`, or what the sheet is not allowed to hold.
    """
    made = patched_tree(document.tree, edits)
    return document if made is document.tree else parse(made.text, document.path)


def patched_tree(parsed: tree.Tree, edits: Sequence[Edit]) -> tree.Tree:
    """The tree of the text with all edits made; the same tree where they change nothing.

    Raises:
        InputError: E207 as `patched`; E202 where the file grows past a limit.
    """
    edits = list(edits)
    if not edits:
        return parsed
    root = grouped(edits)
    text = rewritten(parsed, root)
    if text == parsed.text:
        return parsed
    try:
        made = tree.parse(text, parsed.file)
    except InputError as error:
        if any(finding.code == "E202" for finding in error.findings):
            raise  # past a limit: how the place is written has no part in it
        raise refusal(parsed, edits[0].at) from error
    wanted, found = _essence(_applied(parsed.data(), root)), _essence(made.data())
    if made.findings or wanted != found:
        raise refusal(parsed, _difference(wanted, found) or edits[0].at)
    return made


def _applied(data: Any, branch: Branch) -> Any:
    """Plain data with the edits made."""
    if not branch.changes:
        return data
    if branch.whole:
        return branch.put
    if not data:
        return branch.built()
    if isinstance(data, Mapping):
        made = {}
        for key, value in data.items():
            edits = branch.below.get(key)
            if edits is None:
                made[key] = value
            elif not edits.removed:
                made[key if edits.key is None else edits.key] = _applied(value, edits)
        fresh = {k: b.built() for k, b in branch.below.items() if k not in data and b.fills}
        return {**made, **fresh}
    if isinstance(data, str):
        return data
    items = []
    for index, value in enumerate(data):
        edits = branch.below.get(str(index))
        if edits is None or not edits.removed:
            items.append(value if edits is None else _applied(value, edits))
    return [*items, *branch.added]


def _essence(value: Any) -> Any:
    """Plain data as any file of it would be read: as text, without what is empty or false."""
    if isinstance(value, Mapping):
        named = {str(key): _essence(inner) for key, inner in value.items()}
        return {k: v for k, v in named.items() if v not in (None, "false")} or None
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [_essence(inner) for inner in value] or None
    if isinstance(value, bool):
        return "true" if value else "false"
    return None if value is None else str(value)


def _difference(one: Any, other: Any) -> str:
    """The pointer to the first difference of two pieces of plain data."""
    at = ""
    while one != other:
        if not isinstance(one, Mapping) or not isinstance(other, Mapping):
            return at
        key = next(name for name in {**one, **other} if one.get(name) != other.get(name))
        at += pointer.join((key,))
        one, other = one.get(key), other.get(key)
    return at
