"""A YAML tree -> a pydantic model, with every error at its line and column."""

from __future__ import annotations

import dataclasses
import difflib
import types
import typing
from typing import Any, TypeVar, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from eventbrief.facts import pointer, tree
from eventbrief.facts.finding import Finding, InputError

M = TypeVar("M", bound=BaseModel)

_WORDING = {
    "int_parsing": "a whole number was expected",
    "int_from_float": "a whole number was expected",
    "int_type": "a whole number was expected",
    "bool_parsing": "true or false was expected",
    "string_type": "a text was expected",
    "model_type": "a table of keys and values was expected",
    "model_attributes_type": "a table of keys and values was expected",
    "dict_type": "a table of keys and values was expected",
    "tuple_type": "a list was expected",
    "too_short": "the list is too short",
    "too_long": "the list is too long",
    "string_too_short": "the text is empty",
}


def validate(parsed: tree.Tree, model: type[M], kind: str) -> M:
    """The file's content as `model`; `kind` names it in messages ("a fact sheet").

    Raises:
        InputError: with all findings: E203 unknown key, E204 duplicate key, E205 wrong value,
            E206 missing key.
    """
    findings = list(parsed.findings)
    data = parsed.data()
    if not isinstance(data, dict):
        known = ", ".join(f"`{name}:`" for name in list(model.model_fields)[:3])
        message = f"{kind} is a table of keys such as {known}"
        raise InputError([parsed.finding("E205", message, parsed.root.start)])
    made: M | None = None
    try:
        made = model.model_validate(data)
    except ValidationError as error:
        findings += [_finding(parsed, model, d) for d in error.errors(include_url=False)]
    if findings or made is None:
        raise InputError(sorted(findings, key=lambda f: (f.line, f.column)))
    return made


def _finding(parsed: tree.Tree, model: type[BaseModel], detail: ErrorDetails) -> Finding:
    parts = tuple(part for part in detail["loc"] if not _is_branch(part))
    path = pointer.join(parts)
    kind = detail["type"]
    if kind == "extra_forbidden":
        known = _fields(model, parts[:-1])
        near = difflib.get_close_matches(str(parts[-1]), known, n=1, cutoff=0.6)
        message = f"unknown key `{parts[-1]}` at {path}"
        advice = f"did you mean `{near[0]}`?" if near else f"known here: {', '.join(known)}"
        return _at(parsed, "E203", message, parts, advice, key=True)
    if kind == "missing":
        message = f"the key `{parts[-1]}` is missing at {pointer.join(parts[:-1]) or '/'}"
        return _at(parsed, "E206", message, parts[:-1], "add it")
    message = _WORDING.get(kind, detail["msg"])
    if kind == "literal_error":
        expected = detail.get("ctx", {}).get("expected", "")
        message = f"one of {expected} was expected"
    return _at(parsed, "E205", f"{message} at {path}", parts, "")


def _at(
    parsed: tree.Tree,
    code: str,
    message: str,
    parts: tuple[str | int, ...],
    advice: str,
    *,
    key: bool = False,
) -> Finding:
    found = parsed.finding(code, message, parsed.locate(parts, key=key), advice)
    return dataclasses.replace(found, pointer=pointer.join(parts))


def _is_branch(part: str | int) -> bool:
    """True for the parts of a pydantic location that name a validator, not a key."""
    return isinstance(part, str) and ("[" in part and part.endswith("]"))


def _fields(model: type[BaseModel], parts: tuple[str | int, ...]) -> list[str]:
    """The keys that the model knows at `parts`."""
    kind: Any = model
    for part in parts:
        kind = _model(kind)
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            info = kind.model_fields.get(str(part))
            kind = info.annotation if info else None
        elif get_origin(kind) in (tuple, list):
            kind = get_args(kind)[0]
        elif get_origin(kind) is dict:
            kind = get_args(kind)[1]
    kind = _model(kind)
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        return list(kind.model_fields)
    return []


def _model(kind: Any) -> Any:
    """`kind` without Annotated and Optional around it."""
    while True:
        origin = get_origin(kind)
        if origin is typing.Annotated:
            kind = get_args(kind)[0]
        elif origin in (typing.Union, types.UnionType):
            kind = next(a for a in get_args(kind) if a is not type(None))
        else:
            return kind
