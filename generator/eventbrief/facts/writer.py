"""FactSheet -> YAML text: the same bytes for the same facts, in the order people read.

What is not stated stays as an empty key where a person may fill it in. Short rows stand on one
line; long text becomes a folded block. Text that YAML would take for something else is quoted, for
YAML 1.1 readers too, so that `NO` stays Norway for any program.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

import yaml

from eventbrief.facts import pointer
from eventbrief.facts.fact import Fact, Type
from eventbrief.facts.model import FactSheet
from eventbrief.facts.table import fact_at, inside

HEADER = "# yaml-language-server: $schema={schema}\n"
WIDTH = 100
_RESOLVER = yaml.SafeLoader("")
_UNSAFE_START = re.compile(r"^[\s\-?:,\[\]{}#&*!|>'\"%@`~=]")
_UNSAFE_INSIDE = re.compile(r": |:$| #|[\n\t]|\s$")
_FLOW = re.compile(r"[,?\[\]{}]")  # PyYAML ends a plain text at a "?" in flow
_UNPRINTABLE = re.compile(
    "[^\t\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)
_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_DATED = (Type.DAY, Type.TIME)  # whose days are written without quotation marks


def write(sheet: FactSheet, schema: str = "") -> str:
    """The sheet as a file's text; `schema` is the schema's path for editors, if any."""
    data = sheet.model_dump(mode="python")
    data["left_out"] = [row.model_dump(exclude_defaults=True) for row in sheet.left_out]
    lines = [HEADER.format(schema=schema).rstrip("\n")] if schema else []
    for fact in inside(""):
        lines += entry(fact.at, data[fact.key], 0) if fact.shown or _filled(data[fact.key]) else []
    return "\n".join(lines) + "\n"


def entry(at: str, value: Any, indent: int) -> list[str]:
    """The lines of the key and value at pointer `at`, indented by `indent` spaces."""
    fact, key = fact_at(at), pointer.split(at)[-1]
    pad = " " * indent
    head = f"{pad}{scalar(key, flow=False)}:"
    if value is None or (isinstance(value, (Mapping, Sequence)) and not value):
        return [head]
    if isinstance(value, Mapping):
        if _is_translation(fact, value):
            return _translations(head, value, indent)
        lines = [head]
        for name, inner in value.items():
            below = at + pointer.join((name,))
            if inner not in (None, ()) or _stands_empty(below):
                lines += entry(below, inner, indent + 2)
        return lines
    if isinstance(value, Sequence) and not isinstance(value, str):
        if fact and fact.inline:
            return [f"{head} [{', '.join(scalar(v, flow=True) for v in value)}]"]
        lines = [head]
        for inner in value:
            lines += item(at, inner, indent + 2)
        return lines
    return _text(head, value, indent, plain_date=bool(fact and fact.type in _DATED))


def item(at: str, value: Any, indent: int) -> list[str]:
    """The lines of `- value` in the list at pointer `at`; a short mapping fits one line."""
    pad, here = " " * indent, f"{at}/0"
    if isinstance(value, Mapping) and not _is_translation(fact_at(here), value):
        told = _told(value)
        line = f"{pad}- {flow(here, told)}"
        if len(line) <= WIDTH and "\n" not in line and not _has_nested(told):
            return [line]
        lines: list[str] = []
        for name, inner in told.items():
            lines += entry(here + pointer.join((name,)), inner, indent + 2)
        return [f"{pad}- {lines[0].lstrip()}", *lines[1:]]
    if isinstance(value, Mapping):
        lines = _translations("", value, indent)
        return (
            [f"{pad}- {lines[1].lstrip()}", *lines[2:]]
            if len(lines) > 1
            else [f"{pad}- {lines[0].lstrip()}"]
        )
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [f"{pad}- {flow(here, value)}"]
    return _text(f"{pad}-", value, indent, plain_date=False)


def flow(at: str, value: Any) -> str:
    """What stands at pointer `at`, on one line, in flow style."""
    if isinstance(value, Mapping):
        told = _told(value).items()
        below = ((name, at + pointer.join((name,)), inner) for name, inner in told)
        inner = ", ".join(f"{scalar(k, flow=True)}: {flow(here, v)}" for k, here, v in below)
        return f"{{{inner}}}"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return f"[{', '.join(flow(f'{at}/0', v) for v in value)}]"
    fact = fact_at(at)
    return scalar(value, flow=True, plain_date=bool(fact and fact.type in _DATED))


def _told(value: Mapping[str, Any]) -> dict[str, Any]:
    """Without what is empty, so that a row says only what is known."""
    return {k: v for k, v in value.items() if v is not None and v is not False and v != ()}


def scalar(value: Any, *, flow: bool, plain_date: bool = False) -> str:
    """A single value, quoted where YAML would read it as anything but this text."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    text = str(value)
    if plain_date and _ISO_DATE.fullmatch(text):
        return text
    if _UNPRINTABLE.search(text) or "\n" in text:
        return _double_quoted(text)
    tag: str = _RESOLVER.resolve(yaml.ScalarNode, text, (True, False))  # type: ignore[no-untyped-call]
    plain = (
        tag == "tag:yaml.org,2002:str"
        and not _UNSAFE_START.search(text)
        and not _UNSAFE_INSIDE.search(text)
        and not (flow and (_FLOW.search(text) or ":" in text))
        and text not in ("", "---", "...")
    )
    if plain:
        return text
    return "'" + text.replace("'", "''") + "'" if '"' in text else _double_quoted(text)


def _translations(head: str, value: Mapping[str, str], indent: int) -> list[str]:
    line = f"{head} {flow('', value)}"
    if head and len(line) <= WIDTH:
        return [line]
    lines = [head]
    for language, text in value.items():
        lines += _text(f"{' ' * (indent + 2)}{scalar(language, flow=False)}:", text, indent + 2)
    return lines


def _text(head: str, value: Any, indent: int, *, plain_date: bool = False) -> list[str]:
    line = f"{head} {scalar(value, flow=False, plain_date=plain_date)}"
    if len(line) <= WIDTH or not isinstance(value, str) or not _foldable(value):
        return [line]
    pad = " " * (indent + 2)
    return [f"{head} >-", *(pad + part for part in _fold(value, WIDTH - indent - 2))]


def _foldable(text: str) -> bool:
    """True where a folded block gives back exactly this text."""
    return not (
        _UNPRINTABLE.search(text) or re.search(r"^\s|\s$|[\n\t]|  ", text) or " " not in text
    )


def _fold(text: str, width: int) -> list[str]:
    """The text broken at single spaces; joined by one space it is the text again."""
    lines, current = [], ""
    for word in text.split(" "):
        if current and len(current) + 1 + len(word) > width:
            lines.append(current)
            current = word
        else:
            current = f"{current} {word}" if current else word
    return [*lines, current]


def _double_quoted(text: str) -> str:
    quoted = json.dumps(text, ensure_ascii=False)
    return _UNPRINTABLE.sub(_escape, quoted)


def _escape(match: re.Match[str]) -> str:
    code = ord(match.group())
    if code <= 0xFF:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"


def _is_translation(fact: Fact | None, value: Mapping[str, Any]) -> bool:
    """True for a text with a wording per language, which may stand beside its audiences."""
    worded = fact is not None and fact.worded
    return worded and bool(value) and all(isinstance(v, str) for v in value.values())


def _stands_empty(at: str) -> bool:
    fact = fact_at(at)
    return fact is not None and fact.shown


def _has_nested(value: Mapping[str, Any]) -> bool:
    return any(
        isinstance(v, Mapping) or (isinstance(v, str) and len(v) > WIDTH) for v in value.values()
    )


def _filled(value: Any) -> bool:
    if isinstance(value, Mapping):
        return any(v not in (None, ()) for v in value.values())
    return bool(value)
