"""Wordings put into a fact sheet's file; every other character stays as the person wrote it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from eventbrief.facts import pointer
from eventbrief.facts.document import Document
from eventbrief.facts.patch import Put, edited
from eventbrief.facts.text import RestrictedText, by_language
from eventbrief.facts.texts import texts


class Wording(NamedTuple):
    """Words in a language for the text at a pointer."""

    at: str
    language: str
    words: str


def with_wordings(document: Document, added: Iterable[Wording]) -> Document:
    """The sheet with the wordings in it; one that is there is replaced."""
    wanted: dict[str, dict[str, str]] = {}
    for wording in added:
        wanted.setdefault(wording.at, {})[wording.language] = wording.words
    data, own = document.tree.data(), document.sheet.language
    edits = []
    for at, text in texts(document.sheet):
        if at not in wanted:
            continue
        words = by_language(text, own) | wanted[at]
        written = pointer.follow(data, at)
        if not isinstance(text, RestrictedText) or not isinstance(written, dict):
            edits.append(Put(at, words))
        elif "text" in written:
            edits.append(Put(f"{at}/text", words))
        else:  # the languages stand beside the audiences
            edits.append(Put(at, {**words, "audiences": list(text.audiences)}))
    return edited(document, edits)
