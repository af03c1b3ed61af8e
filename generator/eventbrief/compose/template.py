"""Audience templates on disk: where they are found, and what their `template.yaml` says.

A template is a folder: `template.yaml` and `page.md.j2`. The workspace's `templates/` shadows those
that are shipped.
"""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from eventbrief.facts import tree
from eventbrief.facts.document import read_text
from eventbrief.facts.finding import Finding, InputError
from eventbrief.facts.model import EmptyIsList, Language, Line, Model
from eventbrief.facts.text import Text
from eventbrief.facts.validation import validate

SETTINGS, PAGE = "template.yaml", "page.md.j2"


class ShortenStep(Model):
    """A block that may be shortened, and how many of its items stay at least."""

    block: Line
    keep: Annotated[int, Field(ge=0, le=500)] = 0


class TemplateSettings(Model):
    """What `template.yaml` says."""

    template: Annotated[int, Field(ge=1, le=1)]
    name: Text
    purpose: Text
    languages: Annotated[tuple[Language, ...], EmptyIsList] = ()
    paper: Literal["a4", "letter"] = "a4"
    theme: Line = "ministry"
    marking: Literal["optional", "mandatory"] = "optional"
    must: Annotated[tuple[Line, ...], EmptyIsList] = ()
    columns: Annotated[tuple[Line, ...], EmptyIsList] = ()
    shorten: Annotated[tuple[ShortenStep, ...], EmptyIsList] = ()


@dataclass(frozen=True)
class Template:
    """An audience's template, read."""

    audience: str
    folder: Path
    settings: TemplateSettings
    page: str

    @property
    def page_path(self) -> Path:
        """The file that gives the page."""
        return self.folder / PAGE


def shipped_folder() -> Path:
    """The templates that come with the program: in the wheel, or at the top of a checkout."""
    package = Path(__file__).resolve().parent.parent
    inside = package / "templates"
    return inside if inside.is_dir() else package.parent.parent / "templates"


def folders(workspace: Path | None = None) -> tuple[Path, ...]:
    """Where templates are looked for, the first that has one winning."""
    own = (workspace / "templates",) if workspace and (workspace / "templates").is_dir() else ()
    return (*own, shipped_folder())


def audiences(workspace: Path | None = None) -> list[str]:
    """The names of all templates, in alphabetical order."""
    return sorted(
        {
            f.name
            for folder in folders(workspace)
            if folder.is_dir()
            for f in folder.iterdir()
            if (f / SETTINGS).is_file()
        }
    )


def load_template(audience: str, workspace: Path | None = None) -> Template:
    """The template of `audience`.

    Raises:
        InputError: E401 there is none, or the findings of its `template.yaml`.
    """
    known = audiences(workspace)
    if audience not in known:
        near = difflib.get_close_matches(audience, known, n=1)
        advice = f"did you mean `{near[0]}`?" if near else f"there are: {', '.join(known)}"
        raise InputError([Finding("E401", f"no template `{audience}`", audience, advice=advice)])
    folder = next(f / audience for f in folders(workspace) if (f / audience / SETTINGS).is_file())
    path = folder / SETTINGS
    parsed = tree.parse(read_text(path, "template"), str(path))
    settings = validate(parsed, TemplateSettings, "a template")
    return Template(audience, folder, settings, read_text(folder / PAGE, "template"))
