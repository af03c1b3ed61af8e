"""The words of all languages by which a document's lines speak of it: `words.yaml`."""

from __future__ import annotations

import functools
import re
from importlib import resources
from typing import Any

import yaml


@functools.cache
def _tables() -> dict[str, dict[str, Any]]:
    text = (resources.files(__package__) / "words.yaml").read_text("utf-8")
    tables: dict[str, dict[str, Any]] = yaml.safe_load(text)
    return tables


@functools.cache
def words(key: str) -> tuple[str, ...]:
    """The words under `key` in any language, the longest first."""
    found = {str(word) for table in _tables().values() for word in table.get(key, [])}
    return tuple(sorted(found, key=lambda word: (-len(word), word)))


@functools.cache
def any_word(key: str) -> str:
    """A group that matches any of the words under `key`."""
    return "(?:" + "|".join(map(re.escape, words(key))) + ")"


@functools.cache
def fields() -> dict[str, str]:
    """What front matter calls a field, in lower case -> the field."""
    return {
        str(name): str(key)
        for table in _tables().values()
        for key, names in table.get("fields", {}).items()
        for name in names
    }
