"""A fact sheet + an audience -> the sheet without what is marked for others, and what that was.

Evidence and what else stands beside the facts is left as it is; pointers can be followed to where
the items that stay have moved to.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from pydantic.fields import FieldInfo

from eventbrief.facts import pointer
from eventbrief.facts.model import FactSheet, Model, Restrictable
from eventbrief.facts.table import BESIDE, fact_at
from eventbrief.facts.text import RestrictedText


class _Gone:
    """Stands for what the audience may not see."""


_GONE = _Gone()


@dataclass
class Parted:
    """A sheet in two parts for one audience.

    Attributes:
        audience: whose.
        sheet: what it may see, without marks; the very sheet where there is no mark in it.
        hidden: what it may not see, with the pointers in the whole sheet.
    """

    audience: str
    sheet: FactSheet
    hidden: list[tuple[str, object]] = field(default_factory=list)
    _moved: dict[str, str | None] = field(default_factory=dict)

    def pointer(self, old: str) -> str | None:
        """Where the fact at pointer `old` stands now; None where it is hidden."""
        parts = old.split("/")
        for end in range(len(parts), 1, -1):
            head = "/".join(parts[:end])
            if head in self._moved:
                new = self._moved[head]
                return None if new is None else new + old[len(head) :]
        return old

    def value(self, value: Any, here: str) -> Any:
        """What is left of the value at pointer `here`."""
        if isinstance(value, RestrictedText):
            return value.text if self.audience in value.audiences else self._hide(value, here)
        if isinstance(value, Model):
            return self._model(value, here)
        if isinstance(value, tuple):
            return self._items(value, here)
        fact = fact_at(here)
        if isinstance(value, dict) and not (fact and fact.worded):
            kept = {k: self.value(v, here + pointer.join((k,))) for k, v in value.items()}
            same = all(kept[k] is v for k, v in value.items())
            return value if same else {k: v for k, v in kept.items() if v is not _GONE}
        return value

    def _hide(self, value: object, here: str) -> _Gone:
        self.hidden.append((here, value))
        self._moved[here] = None
        return _GONE

    def _model(self, model: Model, here: str) -> Any:
        fact = fact_at(here)
        marked = isinstance(model, Restrictable) and bool(fact and fact.kept)
        allowed = model.audiences if isinstance(model, Restrictable) and marked else ()
        if allowed and self.audience not in allowed:
            self._hide(model, here)
            return type(model)() if _may_be_empty(type(model)) else _GONE
        changes: dict[str, Any] = {"audiences": ()} if allowed else {}
        for name, info in type(model).model_fields.items():
            if here == "" and name in BESIDE:
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
                self._moved[f"{here}/{index}"] = f"{here}/{len(kept)}"
            kept.append(new)
        same = len(kept) == len(items) and all(a is b for a, b in zip(kept, items, strict=True))
        return items if same else tuple(kept)


def divide(sheet: FactSheet, audience: str) -> Parted:
    """The sheet in what the audience may see and what it may not."""
    parted = Parted(audience, sheet)
    parted.sheet = parted.value(sheet, "")
    return parted


_MARK = "audiences"


def named_audiences(sheet: FactSheet) -> Iterator[tuple[str, str]]:
    """Every audience that a mark in the sheet names, with the pointer of the mark.

    A mark that names nobody gives an empty name.
    """

    def walk(value: Any, here: str) -> Iterator[tuple[str, str]]:
        marked = isinstance(value, Restrictable) and _MARK in value.model_fields_set
        if marked and not value.audiences:
            yield f"{here}/{_MARK}", ""
        if isinstance(value, (RestrictedText, Restrictable)):
            for index, name in enumerate(value.audiences):
                yield f"{here}/audiences/{index}", name
        if isinstance(value, Model):
            for name in type(value).model_fields:
                if here or name not in BESIDE:
                    yield from walk(getattr(value, name), f"{here}/{name}")
        elif isinstance(value, tuple):
            for index, item in enumerate(value):
                yield from walk(item, f"{here}/{index}")
        elif isinstance(value, dict):
            for key, item in value.items():
                yield from walk(item, here + pointer.join((key,)))

    yield from walk(sheet, "")


def _may_be_empty(kind: type[Model]) -> bool:
    return not any(info.is_required() for info in kind.model_fields.values())


def _default(info: FieldInfo) -> Any:
    return info.get_default(call_default_factory=True)
