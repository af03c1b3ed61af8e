"""Wordings put into a fact sheet's file; every other character stays as the person wrote it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from eventbrief.facts import pointer, tree, writer
from eventbrief.facts.document import Document, parse
from eventbrief.facts.text import wordings
from eventbrief.facts.texts import texts


class Wording(NamedTuple):
    """Words in a language for the text at a pointer."""

    at: str
    language: str
    words: str


def with_wordings(document: Document, added: Iterable[Wording]) -> Document:
    """The sheet with the wordings in it; one that is there is replaced."""
    for wording in added:  # one after the other: each moves what stands below
        document = parse(_edited(document, wording), document.path)
    return document


def _edited(document: Document, wording: Wording) -> str:
    text = document.tree.text
    parts = list(pointer.split(wording.at))
    node, holder = _at(document.tree.root, parts)
    if isinstance(node, tree.Table) and "text" in node.values:  # for some audiences only
        holder, parts = node, [*parts, "text"]
        node = node.values["text"]
    own = document.sheet.language
    old = wordings(dict(texts(document.sheet))[wording.at])
    new: dict[str, object] = dict({own: old} if isinstance(old, str) else old)
    new[wording.language] = wording.words
    if isinstance(node, tree.Table) and "audiences" in node.values:  # beside the languages
        new["audiences"] = tree.plain_data(node.values["audiences"])
    if isinstance(holder, (tree.Table, tree.Items)) and holder.flow:
        start, end = node.start.index, _end(text, node)
        return text[:start] + writer.flow(pointer.join(parts), new) + text[end:]
    if isinstance(holder, tree.Table):
        key = holder.keys[parts[-1]]
        start, end = key.start.index, _end(text, node)
        lines = writer.entry(pointer.join(parts), new, key.start.column)
    else:
        start, end = text.rindex("-", 0, node.start.index), _end(text, node)
        pad = start - (text.rfind("\n", 0, start) + 1)
        lines = writer.item(pointer.join(parts[:-1]), new, pad)
    comment = ""
    stop = text.find("\n", end) if "\n" in text[end:] else len(text)
    if len(lines) > 1 and text[end:stop].strip().startswith("#"):
        indent = " " * (start - (text.rfind("\n", 0, start) + 1))
        comment, end = f"{text[end:stop].strip()}\n{indent}", stop
    return text[:start] + comment + "\n".join(lines).lstrip() + text[end:]


def _at(root: tree.Node, parts: list[str]) -> tuple[tree.Node, tree.Node]:
    """The node at the parts, and what holds it."""
    node, holder = root, root
    for part in parts:
        holder = node
        if isinstance(node, tree.Table):
            node = node.values[part]
        elif isinstance(node, tree.Items):
            node = node.items[int(part)]
    return node, holder


def _end(text: str, node: tree.Node) -> int:
    """Where the node's words end, without the line break after a block."""
    if isinstance(node, tree.Scalar) and text[node.start.index] not in "|>":
        return node.end.index
    if isinstance(node, (tree.Table, tree.Items)) and node.flow:
        return node.end.index
    last = tree.last_line(node)
    position = -1
    for _ in range(last + 1):
        position = text.find("\n", position + 1)
        if position < 0:
            return len(text)
    return position
