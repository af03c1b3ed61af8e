"""A theme file -> colours, fonts, sizes and margins. Themes hold no words."""

from __future__ import annotations

import functools
import re
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from eventbrief.facts import tree
from eventbrief.facts.document import read_text
from eventbrief.facts.finding import Finding, InputError, nearest_name
from eventbrief.facts.model import Line, Model
from eventbrief.facts.text import Text, in_language
from eventbrief.facts.validation import validate
from eventbrief.layout.picture import Picture, read_picture


def _hex(value: str) -> str:
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", value):
        raise PydanticCustomError(
            "colour", "`{value}` is no colour such as #14395b", {"value": value}
        )
    return value.lower()


Colour = Annotated[str, AfterValidator(_hex)]
Millimetres = Annotated[float, Field(ge=5, le=60)]
Factor = Annotated[float, Field(gt=0, le=5)]

FAMILIES = ("IBMPlexSans", "IBMPlexSerif", "IBMPlexSansArabic")


class Colours(Model):
    """The colours of a page."""

    ink: Colour
    accent: Colour
    on_accent: Colour
    muted: Colour
    panel: Colour
    rule: Colour
    marking: Colour

    def masthead(self, kind: str) -> tuple[str, str]:
        """The colours of the masthead's two texts: on a band, or above a line."""
        return (self.on_accent, self.on_accent) if kind == "band" else (self.accent, self.muted)


def _family(value: str) -> str:
    if value not in FAMILIES:
        raise PydanticCustomError(
            "font",
            "there is no font `{value}`; there are: {known}",
            {"value": value, "known": ", ".join(FAMILIES)},
        )
    return value


Family = Annotated[str, AfterValidator(_family)]


class Fonts(Model):
    """Font families, by what they are used for."""

    text: Family
    title: Family
    quote: Family


class Body(Model):
    """Body text in points; never under 9."""

    largest: Annotated[float, Field(ge=9, le=14)]
    smallest: Annotated[float, Field(ge=9, le=14)]

    @model_validator(mode="after")
    def _ordered(self) -> Body:
        if self.smallest > self.largest:
            raise PydanticCustomError("body", "`smallest` is larger than `largest`")
        return self


class Limits(Model):
    """How far layout may go between loose and tight."""

    loosest: Factor
    tightest: Factor


class Margins(Model):
    """Millimetres of blank paper."""

    left: Millimetres
    right: Millimetres
    top: Millimetres
    bottom: Millimetres


class Logo(Model):
    """A picture for the masthead, and the words that stand for it where it is not seen."""

    file: Line
    alt: Text


class Theme(Model):
    """How a page looks."""

    theme: Annotated[int, Field(ge=1, le=1)]
    masthead: Literal["band", "line"] = "band"
    colours: Colours
    fonts: Fonts
    body: Body
    leading: Limits
    spacing: Limits
    margins: Margins
    logo: Logo | None = None


@functools.lru_cache(maxsize=32)
def load_theme(name: str, folders: tuple[Path, ...]) -> Theme:
    """The theme called `name`, from the first of the template folders that has it.

    Raises:
        InputError: E404 there is none, or the findings of its file.
    """
    path = _file(name, folders)
    return validate(tree.parse(read_text(path, "theme"), str(path)), Theme, "a theme")


def load_logo(name: str, folders: tuple[Path, ...], language: str) -> tuple[Picture, str] | None:
    """The logo of the theme called `name` and its words in `language`; None where it has none.

    Raises:
        InputError: E405 the file is no picture that may be used.
    """
    logo = load_theme(name, folders).logo
    if logo is None:
        return None
    path = _file(name, folders)
    words, _ = in_language(logo.alt, language, language)
    return read_picture(path.parent / logo.file, path.parent), words


def _file(name: str, folders: tuple[Path, ...]) -> Path:
    known = {p.stem: p for f in reversed(folders) for p in sorted((f / "themes").glob("*.yaml"))}
    if name not in known:
        advice = nearest_name(name, sorted(known))
        raise InputError([Finding("E404", f"no theme `{name}`", name, advice=advice)])
    return known[name]
