"""Text that a reader sees: one string, or one per language."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import BeforeValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?")

Multilingual = str | dict[str, str]


def _validate(value: Any) -> Any:
    if value is None or isinstance(value, str):
        return value
    if not isinstance(value, Mapping):
        raise PydanticCustomError(
            "text", "a text was expected, or one per language such as {fr: ..., en: ...}"
        )
    if not value:
        raise PydanticCustomError("text", "a text per language was expected, none is given")
    for language, text in value.items():
        if not LANGUAGE.fullmatch(str(language)):
            raise PydanticCustomError(
                "language",
                "`{language}` is not a language code such as fr, en or ar",
                {"language": str(language)},
            )
        if not isinstance(text, str) or not text.strip():
            raise PydanticCustomError(
                "text", "the text for `{language}` is empty or not a text", {"language": language}
            )
    return dict(value)


_SCHEMA: dict[str, Any] = {
    "anyOf": [
        {"type": "string", "minLength": 1},
        {
            "type": "object",
            "propertyNames": {"pattern": f"^{LANGUAGE.pattern}$"},
            "additionalProperties": {"type": "string", "minLength": 1},
            "minProperties": 1,
        },
    ]
}

Text = Annotated[Multilingual, BeforeValidator(_validate), WithJsonSchema(_SCHEMA)]


def in_language(text: Multilingual, wanted: str, own: str) -> tuple[str, str]:
    """The words of `text` for a reader of `wanted`, with the language they are in.

    Args:
        text: a fact's text.
        wanted: the brief's language.
        own: the sheet's language, in which a plain string is worded.
    """
    if isinstance(text, str):
        return text, own
    for language in (wanted, wanted.split("-", maxsplit=1)[0], own):
        if language in text:
            return text[language], language
    language = next(iter(text))
    return text[language], language


def original(text: Multilingual, own: str) -> str:
    """The words of `text` in the sheet's own language, or the first there are."""
    return in_language(text, own, own)[0]
