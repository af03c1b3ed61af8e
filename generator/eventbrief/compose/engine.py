"""Jinja2, sandboxed: a template's text and a context -> Markdown with marks for the facts.

An error points at the line of the file that the person wrote, whichever template of the chain that
is.
"""

from __future__ import annotations

import functools
import re
import traceback
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from jinja2 import StrictUndefined, TemplateError, TemplateSyntaxError, Undefined, pass_context
from jinja2 import Template as CompiledTemplate
from jinja2.exceptions import SecurityError
from jinja2.runtime import Context
from markupsafe import Markup

from eventbrief.compose.blocks import Run, Series
from eventbrief.compose.inheritance import Origin
from eventbrief.compose.sandbox import (
    BUDGET,
    INCLUDED,
    MAX_OUTPUT,
    Budget,
    ChainLoader,
    Sandbox,
    bounded,
    limited_range,
    spent,
)
from eventbrief.compose.sheet_words import View
from eventbrief.compose.template import Template
from eventbrief.compose.words import Phrase, Slots, Words, clean
from eventbrief.facts.document import read_text
from eventbrief.facts.finding import Finding, InputError
from eventbrief.facts.tree import Mark, at_mark

MAX_PIECES = 20_000
SLOTS = "_slots"
TEMPLATE_FAULTS = (
    *(TemplateError, TypeError, ValueError, ArithmeticError, LookupError, RecursionError),
    *(SyntaxError, MemoryError),
)


class _Missing(StrictUndefined):
    """A name that the context does not have."""

    __slots__ = ()


def _noted(value: Any, notes: Iterable[int] | None = None) -> Any:
    """The words with the raised numbers of the sources that state them."""
    numbers = tuple(notes) if notes is not None else getattr(value, "notes", ())
    if not numbers:
        return value
    return Noted(value, numbers)


class Noted:
    """Words and the numbers of their sources."""

    def __init__(self, value: Any, notes: tuple[int, ...]) -> None:
        self.value, self.notes = value, notes

    @property
    def mark(self) -> str:
        """The numbers, as they stand behind the words."""
        return f"[{','.join(map(str, self.notes))}]"


def _of_kind(value: Iterable[Any], *kinds: str) -> list[Any]:
    """Those of the items that are of one of the kinds; "" is the general one."""
    return [item for item in value if item["kind"] in kinds]


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
    notes, check = getattr(value, "notes", ()), getattr(value, "check", "")
    return Words(value[:1].upper() + value[1:], language, notes, check)


FILTERS: dict[str, Callable[..., Any]] = {
    "noted": _noted,
    "first": _first,
    "after": _after,
    "joined": _joined,
    "capitalised": _capitalised,
    "filled": _filled,
    "of_kind": _of_kind,
    "length": len,
    "spent": spent,
    "bounded": bounded,
}


def render(template: Template, context: dict[str, Any]) -> tuple[str, Slots]:
    """The template's Markdown, and what the marks in it stand for.

    Raises:
        InputError: E402, with the file, line and text of the template's line.
    """
    slots = Slots()
    try:
        pieces, size = [], 0
        names = {**context, SLOTS: slots, BUDGET: Budget()}
        for piece in _compiled(template.page, template.chain).generate(names):
            pieces.append(piece)
            size += len(piece)
            if size > MAX_OUTPUT or len(pieces) > MAX_PIECES:
                raise SecurityError("the template's output is too long for one page")
    except TEMPLATE_FAULTS as error:
        raise InputError([fault(template, error)]) from error
    return "".join(pieces), slots


@functools.lru_cache(maxsize=64)
def _compiled(text: str, chain: tuple[Path, ...]) -> CompiledTemplate:
    return _environment(chain).from_string(text, globals={"range": limited_range})


@pass_context
def _finalize(context: Context, value: Any) -> Any:
    """What `{{ value }}` puts into the Markdown: a mark for words, nothing for nothing."""
    slots: Slots = context[SLOTS]
    if isinstance(value, (Markup, Undefined)):
        return value
    if isinstance(value, (View, list, dict)):
        raise SecurityError("this is a table or a list, not a text; name one of its fields")
    if isinstance(value, Noted):
        note = Run(value.mark, note=True)
        return Markup(slots.mark(value.value) + slots.mark(note))  # noqa: S704 - marks alone
    if isinstance(value, int) or (isinstance(value, (str, Phrase, Series)) and value):
        return Markup(slots.mark(value))  # noqa: S704 - a mark, never the words
    return ""


def plain_words(value: Any) -> Any:
    """What `{{ value }}` gives where there is no Markdown: words, marked where they are foreign."""
    if isinstance(value, (Markup, Undefined)):
        return value
    if isinstance(value, Noted):
        return f"{plain_words(value.value)} {value.mark}"
    if isinstance(value, Series):
        return clean(value.words())
    if isinstance(value, Phrase):
        return "".join(plain_words(words) for words in value)
    if isinstance(value, Words) and value:
        return clean(value) + value.marks
    if isinstance(value, (View, list, dict)):
        raise SecurityError("this is a table or a list, not a text; name one of its fields")
    return clean(str(value)) if value is not None else ""


def render_line(source: str, origin: Origin, context: dict[str, Any]) -> str:
    """A single line of a template, such as a subject, as plain words.

    Args:
        source: the line's text.
        origin: where it stands; errors point there.
        context: what it may name.

    Raises:
        InputError: E402, at the line.
    """
    try:
        made = _plain_environment().from_string(source).render({**context, BUDGET: Budget()})
    except TEMPLATE_FAULTS as error:
        raise InputError([pointed(origin, message_of(error))]) from error
    return " ".join(made.split())


@functools.cache
def _plain_environment() -> Sandbox:
    return plain_environment(Sandbox, escaping=False)


def plain_environment(kind: type[Sandbox], *, escaping: bool) -> Sandbox:
    """An environment that prints words as they are, escaped for XML or not."""
    environment = kind(autoescape=escaping, undefined=_Missing, finalize=plain_words)
    environment.filters = dict(FILTERS)
    environment.globals = {"range": limited_range}
    return environment


@functools.lru_cache(maxsize=32)
def _environment(chain: tuple[Path, ...]) -> Sandbox:
    environment = Sandbox(
        autoescape=True,
        undefined=_Missing,
        finalize=_finalize,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        loader=ChainLoader(chain),
    )
    environment.filters = dict(FILTERS)
    environment.globals = {}
    return environment


def fault(template: Template, error: BaseException) -> Finding:
    """The finding about an error in a template, at the line that the person wrote."""
    frames = traceback.extract_tb(error.__traceback__)
    included = {str(f / name.name) for f in template.chain for name in f.glob(f"*{INCLUDED}")}
    place = next((f for f in reversed(frames) if f.filename in {"<template>", *included}), None)
    line = place.lineno if place else None
    file = place.filename if place else "<template>"
    if isinstance(error, TemplateSyntaxError):
        line = error.lineno
        file = error.filename if error.filename in included else "<template>"
    origin = template.origin(line or 1)
    if file in included:
        origin = Origin(Path(file), line or 1)
    message = message_of(error)
    return pointed(origin, message)


def pointed(origin: Origin, message: str) -> Finding:
    """A finding at a line of a template; the column is that of the word the message is about."""
    text = read_text(origin.path, "template")
    lines = text.split("\n")
    shown = lines[origin.line - 1] if origin.line <= len(lines) else ""
    mark = Mark(origin.line - 1, caret(message, shown), 0)
    advice = "see docs/templates.md for the fields"
    return at_mark(str(origin.path), text, "E402", message, mark, advice)


def caret(message: str, shown: str) -> int:
    """Where in a line the word stands that the message is about, from 0; else where it begins."""
    named = re.search(r"`(?:\w+\.)*(?P<word>\w+)`", message)
    found = re.search(rf"(?<!\w){re.escape(named['word'])}(?!\w)", shown) if named else None
    return found.start() if found else len(shown) - len(shown.lstrip())


def message_of(error: BaseException) -> str:
    """What the error says, for the person who wrote the template."""
    if isinstance(error, RecursionError):
        return "the template calls itself without end"
    if isinstance(error, (MemoryError, SyntaxError)):
        return "the template is nested too deeply"
    text = (error.message if isinstance(error, TemplateSyntaxError) else None) or str(error)
    return (text or type(error).__name__).replace("'", "`")
