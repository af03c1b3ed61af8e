"""Jinja2, sandboxed: a template's text and a context -> Markdown with marks for the facts.

A template sees mappings, lists and words, and may call nothing but macros and the filters named
here. Output and loops are limited. An error points at the template's own line.
"""

from __future__ import annotations

import difflib
import functools
import traceback
from collections.abc import Callable, Iterable
from typing import Any

from jinja2 import (
    StrictUndefined,
    TemplateError,
    TemplateSyntaxError,
    Undefined,
    pass_context,
)
from jinja2 import Template as CompiledTemplate
from jinja2.exceptions import SecurityError
from jinja2.runtime import Context, LoopContext, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from eventbrief.compose.blocks import Run, Series
from eventbrief.compose.template import Template
from eventbrief.compose.view import View
from eventbrief.compose.words import Phrase, Slots, Words
from eventbrief.facts.finding import Finding, InputError
from eventbrief.facts.tree import Mark, at_mark

MAX_OUTPUT = 100_000
MAX_RANGE = 500
MAX_PIECES = 20_000
_SLOTS = "_slots"
_LOOP = frozenset({"index", "index0", "first", "last", "length", "revindex", "revindex0"})


class _Environment(ImmutableSandboxedEnvironment):
    """Allows fields of views and of loops; refuses every other attribute and call."""

    def getattr(self, obj: Any, attribute: str) -> Any:
        if isinstance(obj, View):
            return self._field(obj, attribute)
        if isinstance(obj, LoopContext) and attribute in _LOOP:
            return getattr(obj, attribute)
        if isinstance(obj, Undefined):
            return obj
        raise SecurityError(f"`{attribute}` is not a field that a template may read")

    def getitem(self, obj: Any, argument: Any) -> Any:
        if isinstance(obj, View):
            return self._field(obj, str(argument))
        if isinstance(obj, list) and isinstance(argument, int):
            return obj[argument] if -len(obj) <= argument < len(obj) else Words("")
        if isinstance(obj, list) and isinstance(argument, slice):
            return obj[argument]
        raise SecurityError(f"`[{argument!r}]` cannot be read here")

    def is_safe_callable(self, obj: Any) -> bool:
        return isinstance(obj, Macro) or obj is _range

    def _field(self, view: View, name: str) -> Any:
        if name in view:
            return view[name]
        near = difflib.get_close_matches(name, list(view), n=1)
        hint = f"; did you mean `{near[0]}`?" if near else f"; there are: {', '.join(view)}"
        raise SecurityError(f"unknown field `{view.name}.{name}`{hint}")


class _Missing(StrictUndefined):
    """A name that the context does not have."""

    __slots__ = ()


def _range(*args: int) -> range:
    """`range`, for short loops only."""
    made = range(*args)
    if len(made) > MAX_RANGE:
        raise SecurityError(f"a loop of {len(made)} turns is too long; {MAX_RANGE} are allowed")
    return made


def _noted(value: Any, notes: Iterable[int] | None = None) -> Any:
    """The words with the raised numbers of the sources that state them."""
    numbers = tuple(notes) if notes is not None else getattr(value, "notes", ())
    if not numbers:
        return value
    return _Noted(value, numbers)


class _Noted:
    """Words and the numbers of their sources."""

    def __init__(self, value: Any, notes: tuple[int, ...]) -> None:
        self.value, self.notes = value, notes


def _first(value: list[Any], count: int) -> list[Any]:
    return value[:count]


def _after(value: list[Any], count: int) -> list[Any]:
    return value[count:]


@pass_context
def _joined(context: Context, value: Iterable[Any], joint: str | None = None) -> Phrase:
    """A list of words as one phrase, each part in its own language."""
    parts: list[Words] = []
    for item in value:
        if parts:
            parts.append(context["comma"] if joint is None else Words(joint))
        parts += (
            list(item)
            if isinstance(item, Phrase)
            else [item if isinstance(item, Words) else Words(str(item))]
        )
    return Phrase(parts)


def _filled(value: Iterable[Any]) -> list[Any]:
    """Those of the words that are not empty."""
    return [item for item in value if item]


def _capitalised(value: str) -> Words:
    """The words with a capital at the front."""
    language = getattr(value, "language", "")
    return Words(value[:1].upper() + value[1:], language, getattr(value, "notes", ()))


_FILTERS: dict[str, Callable[..., Any]] = {
    "noted": _noted,
    "first": _first,
    "after": _after,
    "joined": _joined,
    "capitalised": _capitalised,
    "filled": _filled,
    "length": len,
}


def render(template: Template, context: dict[str, Any]) -> tuple[str, Slots]:
    """The template's Markdown, and what the marks in it stand for.

    Raises:
        InputError: E402, with the file, line and text of the template's line.
    """
    slots = Slots()
    try:
        pieces, size = [], 0
        for piece in _compiled(template.page).generate({**context, _SLOTS: slots}):
            pieces.append(piece)
            size += len(piece)
            if size > MAX_OUTPUT or len(pieces) > MAX_PIECES:
                raise SecurityError("the template's output is too long for one page")
    except TemplateSyntaxError as error:
        raise InputError(
            [_finding(template, error.message or "syntax error", error.lineno)]
        ) from error
    except (
        TemplateError,
        TypeError,
        ValueError,
        ArithmeticError,
        LookupError,
        RecursionError,
    ) as error:
        raise InputError([_finding(template, _message(error), _line(error))]) from error
    return "".join(pieces), slots


@functools.lru_cache(maxsize=64)
def _compiled(text: str) -> CompiledTemplate:
    return _environment().from_string(text, globals={"range": _range})


@pass_context
def _finalize(context: Context, value: Any) -> Any:
    """What `{{ value }}` puts into the Markdown: a mark for words, nothing for nothing."""
    slots: Slots = context[_SLOTS]
    if isinstance(value, (Markup, Undefined)):
        return value
    if isinstance(value, (View, list, dict)):
        raise SecurityError("this is a table or a list, not a text; name one of its fields")
    if isinstance(value, _Noted):
        note = Run(f"[{','.join(map(str, value.notes))}]", note=True)
        return Markup(slots.mark(value.value) + slots.mark(note))  # noqa: S704 - marks alone
    if isinstance(value, int) or (isinstance(value, (str, Phrase, Series)) and value):
        return Markup(slots.mark(value))  # noqa: S704 - a mark, never the words
    return ""


@functools.cache
def _environment() -> _Environment:
    environment = _Environment(
        autoescape=True,
        undefined=_Missing,
        finalize=_finalize,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters = dict(_FILTERS)
    environment.globals = {}
    return environment


def _message(error: Exception) -> str:
    if isinstance(error, RecursionError):
        return "the template calls itself without end"
    text = str(error) or type(error).__name__
    return text.replace("'", "`")


def _line(error: Exception) -> int:
    """The template's line, from the frames that Jinja2 rewrites to it."""
    frames = [f for f in traceback.extract_tb(error.__traceback__) if f.filename == "<template>"]
    return frames[-1].lineno or 1 if frames else 1


def _finding(template: Template, message: str, line: int | None) -> Finding:
    number = max(1, line or 1)
    lines = template.page.split("\n")
    text = lines[number - 1] if number <= len(lines) else ""
    column = len(text) - len(text.lstrip())
    mark = Mark(number - 1, column, 0)
    path = str(template.page_path)
    return at_mark(
        path, template.page, "E402", message, mark, "see docs/templates.md for the fields"
    )
