"""Text that a reader sees: one string, or one per language."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import BeforeValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?")

Wordings = str | dict[str, str]


@dataclass(frozen=True)
class RestrictedText:
    """Text that only some audiences may see."""

    text: Wordings
    audiences: tuple[str, ...]


Multilingual = Wordings | RestrictedText


def _validate(value: Any) -> Any:
    if value is None or isinstance(value, (str, RestrictedText)):
        return value
    if isinstance(value, Mapping) and ("text" in value or "audiences" in value):
        return _restricted(value)
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


def _restricted(value: Mapping[str, Any]) -> RestrictedText:
    """Text with its audiences: `{text: ..., audiences: [...]}`, or languages beside `audiences`."""
    audiences = value.get("audiences") or ()
    named = isinstance(audiences, (list, tuple)) and all(isinstance(a, str) for a in audiences)
    rest = {key: words for key, words in value.items() if key != "audiences"}
    words = rest["text"] if set(rest) == {"text"} else rest
    if not named or not audiences or not words or (isinstance(words, dict) and "text" in words):
        raise PydanticCustomError(
            "text", "text for some audiences is written {text: ..., audiences: [executive]}"
        )
    return RestrictedText(_validate(words), tuple(audiences))


_WORDINGS: list[dict[str, Any]] = [
    {"type": "string", "minLength": 1},
    {
        "type": "object",
        "propertyNames": {"pattern": f"^{LANGUAGE.pattern}$"},
        "additionalProperties": {"type": "string", "minLength": 1},
        "minProperties": 1,
    },
]
_SCHEMA: dict[str, Any] = {
    "anyOf": [
        *_WORDINGS,
        {
            "type": "object",
            "properties": {
                "text": {"anyOf": _WORDINGS},
                "audiences": {"type": "array", "items": {"type": "string"}, "minItems": 1},
            },
            "required": ["text", "audiences"],
            "additionalProperties": False,
        },
        {
            "type": "object",
            "properties": {"audiences": {"type": "array", "minItems": 1}},
            "required": ["audiences"],
            "additionalProperties": {"type": "string", "minLength": 1},
            "minProperties": 2,
        },
    ]
}
VALIDATOR = BeforeValidator(_validate)  # tells a field that holds text from any other

Text = Annotated[Multilingual, VALIDATOR, WithJsonSchema(_SCHEMA)]


def wordings(text: Multilingual) -> Wordings:
    """The text without the mark of who may see it."""
    return text.text if isinstance(text, RestrictedText) else text


def in_language(text: Multilingual, wanted: str, own: str) -> tuple[str, str]:
    """The words of `text` for a reader of `wanted`, with the language they are in.

    Args:
        text: a fact's text.
        wanted: the brief's language.
        own: the sheet's language, in which a plain string is worded.
    """
    text = wordings(text)
    if isinstance(text, str):
        return text, own
    for language in (wanted, base(wanted), own):
        if language in text:
            return text[language], language
    language = next(iter(text))
    return text[language], language


def original(text: Multilingual, own: str) -> str:
    """The words of `text` in the sheet's own language, or the first there are."""
    return in_language(text, own, own)[0]


def all_wordings(text: Multilingual) -> tuple[str, ...]:
    """The words of `text` in every language that it has."""
    words = wordings(text)
    return (words,) if isinstance(words, str) else tuple(words.values())


def by_language(text: Multilingual, own: str) -> dict[str, str]:
    """The words of `text` by their language; a plain string is worded in the sheet's `own`."""
    words = wordings(text)
    return {own: words} if isinstance(words, str) else dict(words)


def base(language: str | None) -> str:
    """The language without its script and region: `pt-BR` is `pt`; empty where there is none."""
    return (language or "").partition("-")[0]


def wording_for(text: Multilingual, language: str | None, own: str) -> str | None:
    """The words of `text` in `language`, if it has them.

    Args:
        text: a fact's text.
        language: that of a source; where it is not known, it is taken for the sheet's own.
        own: the sheet's language, in which a plain string is worded.
    """
    words = wordings(text)
    wanted = base(language) or base(own)
    if isinstance(words, str):
        return words if wanted == base(own) else None
    return {base(name): held for name, held in words.items()}.get(wanted)
