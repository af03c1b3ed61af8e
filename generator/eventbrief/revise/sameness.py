"""Two items, or an item and words -> whether they say the same, for each way to merge.

Values of one fact are compared here too: what stands in the sheet with what a source states.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from eventbrief.extract.gazetteer import same_city
from eventbrief.extract.likeness import alike, fold
from eventbrief.extract.says.places import countries_in
from eventbrief.facts.model import Evidence, Organiser
from eventbrief.facts.table import Fact, Merge, Type
from eventbrief.facts.text import Multilingual, RestrictedText, wordings


def same(merge: Merge | None, one: Any, other: Any) -> bool:
    """True where two items of a list are the same one."""
    return _SAME[merge](one, other)


def supports(
    merge: Merge | None, item: Any, evidence: Iterable[Evidence], *, fully: bool = False
) -> bool:
    """True where the words of the evidence are the item's; `fully`, where they say all of it."""
    words = [e.text or "" for e in evidence]
    if fully and merge is Merge.COUNTED:
        return _has_count(item, words) and _has_kind(item, words)
    return _SUPPORTS[merge](item, words)


def stated_value(fact: Fact | None, printed: Any, values: Sequence[Any]) -> str | None:
    """The one of the stated values that the sheet prints, as text; None for none or several.

    Args:
        fact: the fact that the values are of.
        printed: its value in the sheet; of a list, its items.
        values: what sources state; of a list, the names of its items, with commas between.
    """
    stated = list(dict.fromkeys(str(value) for value in values))
    if printed is None:
        return None
    if fact is not None and fact.type is Type.LIST:
        found = [s for s in stated if any(named(item, s) for item in printed)]
    elif fact is not None and fact.worded:
        words = list(_wordings(printed))
        found = [s for s in stated if any(fold(s) == fold(w) for w in words)]
        found = found or [s for s in stated if any(alike(s, w) or same_city(s, w) for w in words)]
    else:
        found = [s for s in stated if s == str(printed)]
    return found[0] if len(found) == 1 else None


def named(item: Any, names: str) -> bool:
    """True where a body is one of those that are named, with commas between."""
    if not isinstance(item, Organiser):
        return False
    whole = f" {fold(names)} "
    own = [*_wordings(item.name), *([item.acronym] if item.acronym else [])]
    parts = names.split(", ")
    return any(
        f" {fold(name)} " in whole or any(alike(name, part) for part in parts) for name in own
    )


def shown(item: Any) -> str:
    """A few words that tell a person which item is meant."""
    text = getattr(item, "text", None) or getattr(item, "name", None) or getattr(item, "kind", item)
    words = next(iter(_wordings(text)))
    return words if len(words) <= 60 else f"{words[:59]}…"


def _wordings(text: Any) -> Sequence[str]:
    words = wordings(text) if isinstance(text, (str, dict, RestrictedText)) else str(text)
    return [words] if isinstance(words, str) else list(words.values())


def _any_alike(one: Multilingual, other: Multilingual) -> bool:
    return any(alike(a, b) for a in _wordings(one) for b in _wordings(other))


def _same_body(one: Any, other: Any) -> bool:
    acronyms = one.acronym and other.acronym and fold(one.acronym) == fold(other.acronym)
    return bool(acronyms) or _any_alike(one.name, other.name)


def _same_count(one: Any, other: Any) -> bool:
    return one.count == other.count or _any_alike(one.kind, other.kind)


def _of_body(item: Any, words: list[str]) -> bool:
    names = [*_wordings(item.name), *([item.acronym] if item.acronym else [])]
    return any(fold(name) in fold(text) for name in names for text in words)


def _of_count(item: Any, words: list[str]) -> bool:
    """By the number or by what is counted, for either may be corrected by hand."""
    return _has_count(item, words) or _has_kind(item, words)


def _has_count(item: Any, words: list[str]) -> bool:
    count = re.compile(rf"(?<!\d){item.count}(?!\d)")
    plain = (re.sub(r"(?<=\d)[ .,\u00a0\u202f](?=\d)", "", text) for text in words)
    return any(count.search(text) for text in plain)


def _has_kind(item: Any, words: list[str]) -> bool:
    return any(f" {fold(k)} " in f" {fold(text)} " for k in _wordings(item.kind) for text in words)


def _of_quotation(item: Any, words: list[str]) -> bool:
    whole = " ".join(words)
    return any(alike(t, whole) or any(alike(t, w) for w in words) for t in _wordings(item.text))


def _of_sentence(item: Any, words: list[str]) -> bool:
    return any(alike(t, w) for t in _wordings(item) for w in words)


def _of_code(item: Any, words: list[str]) -> bool:
    return any(item in countries_in(text) for text in words)


_SAME: dict[Merge | None, Callable[[Any, Any], bool]] = {
    Merge.BODIES: _same_body,
    Merge.CODES: lambda one, other: bool(one == other),
    Merge.COUNTED: _same_count,
    Merge.SENTENCES: _any_alike,
    Merge.QUOTATIONS: lambda one, other: _any_alike(one.text, other.text),
}
_SUPPORTS: dict[Merge | None, Callable[[Any, list[str]], bool]] = {
    Merge.BODIES: _of_body,
    Merge.CODES: _of_code,
    Merge.COUNTED: _of_count,
    Merge.SENTENCES: _of_sentence,
    Merge.QUOTATIONS: _of_quotation,
}
