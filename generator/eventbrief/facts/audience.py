"""A fact sheet as one audience may see it; and where the rest would show through.

What is marked `audiences: [...]` for others is taken out, with its evidence and with every piece of
evidence that repeats its words; pointers follow the items that stay.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from pydantic.fields import FieldInfo

from eventbrief.facts.model import Evidence, FactSheet, Model, Restrictable, SourceRecord
from eventbrief.facts.text import Multilingual, RestrictedText, wordings
from eventbrief.facts.texts import texts

_TELLING = 4  # characters from which a hidden text is looked for in others
_KEPT_APART = frozenset({"evidence", "conflicts", "left_out"})


class _Gone:
    """Stands for what the audience may not see."""


_GONE = _Gone()


@dataclass
class _Walk:
    """What was taken out, and where what stays has moved to."""

    audience: str
    hidden: list[tuple[str, object]] = field(default_factory=list)
    moved: dict[str, str | None] = field(default_factory=dict)

    def value(self, value: Any, here: str) -> Any:
        if isinstance(value, RestrictedText):
            if self.audience in value.audiences:
                return value.text
            return self._hide(value, here)
        if isinstance(value, Model):
            return self._model(value, here)
        if isinstance(value, tuple):
            return self._items(value, here)
        if isinstance(value, dict):
            kept = {k: self.value(v, f"{here}/{k}") for k, v in value.items()}
            same = all(kept[k] is v for k, v in value.items())
            return value if same else {k: v for k, v in kept.items() if v is not _GONE}
        return value

    def _hide(self, value: object, here: str) -> _Gone:
        self.hidden.append((here, value))
        self.moved[here] = None
        return _GONE

    def _model(self, model: Model, here: str) -> Any:
        allowed = model.audiences if isinstance(model, Restrictable) else ()
        if allowed and self.audience not in allowed:
            self._hide(model, here)
            return type(model)() if _may_be_empty(type(model)) else _GONE
        changes: dict[str, Any] = {"audiences": ()} if allowed else {}
        for name, info in type(model).model_fields.items():
            if name in _KEPT_APART:
                continue
            old = getattr(model, name)
            new = self.value(old, f"{here}/{name}")
            if new is _GONE and info.is_required():
                return self._hide(model, here)
            if new is not old:
                changes[name] = _default(info) if new is _GONE else new
        return model.model_copy(update=changes) if changes else model

    def _items(self, items: tuple[Any, ...], here: str) -> tuple[Any, ...]:
        kept: list[Any] = []
        for index, item in enumerate(items):
            new = self.value(item, f"{here}/{index}")
            if new is _GONE:
                continue
            if len(kept) != index:
                self.moved[f"{here}/{index}"] = f"{here}/{len(kept)}"
            kept.append(new)
        same = len(kept) == len(items) and all(a is b for a, b in zip(kept, items, strict=True))
        return items if same else tuple(kept)

    def pointer(self, old: str) -> str | None:
        """Where the fact at pointer `old` stands now; None where it is hidden."""
        parts = old.split("/")
        for end in range(len(parts), 1, -1):
            head = "/".join(parts[:end])
            if head in self.moved:
                new = self.moved[head]
                return None if new is None else new + old[len(head) :]
        return old


def for_audience(sheet: FactSheet, audience: str) -> FactSheet:
    """The sheet without what `audience` may not see; the sheet itself where it may see all."""
    walk = _Walk(audience)
    seen: FactSheet = walk.value(sheet, "")
    if not walk.hidden:
        return seen
    secrets = [w for _, value in walk.hidden for w in _words(value)]
    evidence: dict[str, tuple[Evidence, ...]] = {}
    cited: set[str | None] = set()
    for key, items in sheet.evidence.items():
        pointer = walk.pointer(key)
        known = [e for e in items if e.source is None or e.source in seen.sources]
        if pointer is None or not known:
            continue
        cited |= {e.source for e in known}
        if told := tuple(e for e in known if not _tells(e.text or "", secrets)):
            evidence[pointer] = told
    before = {e.source for items in sheet.evidence.values() for e in items}
    conflicts = []
    for conflict in sheet.conflicts:
        pointer = walk.pointer(conflict.at)
        values = tuple(v for v in conflict.values if not _tells(v.text, secrets))
        if pointer is not None and len(values) > 1:
            conflicts.append(conflict.model_copy(update={"at": pointer, "values": values}))
    sources = {
        name: _discreet(record, secrets)
        for name, record in seen.sources.items()
        if name in cited or name not in before
    }
    return seen.model_copy(
        update={
            "evidence": evidence,
            "conflicts": tuple(conflicts),
            "left_out": (),
            "sources": sources,
        }
    )


def seen_at(sheet: FactSheet, audience: str) -> Callable[[str], str | None]:
    """Tells where the fact at a pointer stands for `audience`; None where it may not see it."""
    walk = _Walk(audience)
    walk.value(sheet, "")
    return walk.pointer


def leaks(sheet: FactSheet, audience: str) -> Iterator[tuple[str, str, str]]:
    """Texts that `audience` sees and that repeat what it may not.

    Yields:
        The pointer of the text in `sheet`, the pointer of what is hidden, and the words.
    """
    walk = _Walk(audience)
    walk.value(sheet, "")
    hidden = [(at, w) for at, value in walk.hidden for w in _words(value) if len(w) >= _TELLING]
    if not hidden:
        return
    for here, text in texts(sheet):
        if walk.pointer(here) is None:
            continue
        shown = [w.casefold() for w in _wordings(text)]
        for at, words in hidden:
            if any(words.casefold() in one for one in shown):
                yield here, at, words
                break


def named_audiences(sheet: FactSheet) -> Iterator[tuple[str, str]]:
    """Every audience that a mark in the sheet names, with the pointer of the mark."""

    def walk(value: Any, here: str) -> Iterator[tuple[str, str]]:
        if isinstance(value, (RestrictedText, Restrictable)):
            for index, name in enumerate(value.audiences):
                yield f"{here}/audiences/{index}", name
        if isinstance(value, Model):
            for name in type(value).model_fields:
                yield from walk(getattr(value, name), f"{here}/{name}")
        elif isinstance(value, tuple):
            for index, item in enumerate(value):
                yield from walk(item, f"{here}/{index}")
        elif isinstance(value, dict):
            for key, item in value.items():
                yield from walk(item, f"{here}/{key}")

    yield from walk(sheet.model_copy(update={"evidence": {}}), "")


def _may_be_empty(kind: type[Model]) -> bool:
    return not any(info.is_required() for info in kind.model_fields.values())


def _default(info: FieldInfo) -> Any:
    return info.get_default(call_default_factory=True)


def _words(value: Any) -> list[str]:
    """Every text that stands in what is hidden, but codes and numbers."""
    if isinstance(value, RestrictedText):
        return _wordings(value)
    if isinstance(value, Model):
        held = (getattr(value, n) for n in type(value).model_fields if n not in _CODES)
        return [w for inner in held for w in _words(inner)]
    if isinstance(value, (tuple, list)):
        return [w for inner in value for w in _words(inner)]
    if isinstance(value, dict):
        return [w for inner in value.values() for w in _words(inner)]
    return [value] if isinstance(value, str) else []


_CODES = frozenset(
    {"audiences", "kind", "role", "country", "named", "language", "sha256", "published", "counted"}
    | {"day", "start", "end", "due", "deadline"}
)


def _wordings(text: Multilingual) -> list[str]:
    words = wordings(text)
    return [words] if isinstance(words, str) else list(words.values())


def _tells(text: str, secrets: list[str]) -> bool:
    folded = text.casefold()
    return any(len(s) >= _TELLING and s.casefold() in folded for s in secrets)


def _discreet(record: SourceRecord, secrets: list[str]) -> SourceRecord:
    """The source without a title that gives away what is hidden."""
    if record.title and _tells(record.title, secrets):
        return record.model_copy(update={"title": None})
    return record
