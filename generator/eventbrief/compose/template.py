"""Audience templates on disk: where they are found, and what their `template.yaml` says.

A template is a folder: `template.yaml`, `page.md.j2` and, if it likes, `page.docx`. The workspace's
`templates/` shadows those that are shipped. A template may extend another, and then says only what
differs: keys of its settings, and blocks of its page.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from eventbrief.compose.inheritance import Origin, block_names, merged, numbered
from eventbrief.facts import tree
from eventbrief.facts.document import read_text
from eventbrief.facts.finding import Finding, InputError, nearest_name
from eventbrief.facts.model import EmptyIsList, EmptyIsTable, Language, Line, Model
from eventbrief.facts.text import Text
from eventbrief.facts.validation import validate

SETTINGS, PAGE, WORD, MAIL = "template.yaml", "page.md.j2", "page.docx", "mail.md.j2"
MAX_CHAIN = 8
_NAME = re.compile(r"[^\W_][\w-]*")
Points = Annotated[float, Field(ge=9, le=14)]


class ShortenStep(Model):
    """A block that may be shortened, and how many of its items stay at least."""

    block: Line
    keep: Annotated[int, Field(ge=0, le=500)] = 0


class BodySize(Model):
    """Body text in points, where the audience asks for other sizes than the theme's."""

    largest: Points
    smallest: Points


class TemplateSettings(Model):
    """What `template.yaml` says; `name` and `purpose` are a must unless it extends another."""

    template: Annotated[int, Field(ge=1, le=1)]
    extends: Line | None = None
    name: Text | None = None
    purpose: Text | None = None
    languages: Annotated[tuple[Language, ...], EmptyIsList] = ()
    paper: Literal["a4", "letter"] = "a4"
    theme: Line = "ministry"
    marking: Literal["optional", "mandatory"] = "optional"
    default_marking: Text | None = None
    plain: bool = False
    body: BodySize | None = None
    labels: Annotated[dict[Language, dict[Line, Line]], EmptyIsTable] = Field(default_factory=dict)
    must: Annotated[tuple[Line, ...], EmptyIsList] = ()
    columns: Annotated[tuple[Line, ...], EmptyIsList] = ()
    shorten: Annotated[tuple[ShortenStep, ...], EmptyIsList] = ()


@dataclass(frozen=True)
class Template:
    """An audience's template, read, with all that it inherits.

    Attributes:
        audience: its name, which is its folder's.
        folder: where it is.
        settings: its own over those of the templates it extends.
        page: its page, with the blocks of the pages it extends.
        origins: file and line of each line of `page`.
        chain: its folder and those of the templates it extends, its own first.
        overrides: names of the blocks that it words anew.
    """

    audience: str
    folder: Path
    settings: TemplateSettings
    page: str
    origins: tuple[Origin, ...] = ()
    chain: tuple[Path, ...] = field(default=())
    overrides: tuple[str, ...] = ()

    def origin(self, line: int) -> Origin:
        """The file and line (from 1) that line `line` of the page comes from."""
        if 0 < line <= len(self.origins):
            return self.origins[line - 1]
        return Origin(self.folder / PAGE, max(1, line))

    @functools.cached_property
    def own_blocks(self) -> tuple[str, ...]:
        """The blocks that come from this page or one between it and the first of its chain."""
        lines = [(text, self.origin(n)) for n, text in enumerate(self.page.split("\n"), 1)]
        base = self.chain[-1] if self.chain else self.folder
        return tuple(n for n, o in block_names(lines).items() if o.path.parent != base)

    @property
    def word(self) -> Path | None:
        """The Word file that the DOCX is made from, of the nearest template that has one."""
        return next((f / WORD for f in self.chain if (f / WORD).is_file()), None)


def mail_path(template: Template) -> Path:
    """The file that words its e-mails: the nearest template's that has one, else the common one."""
    near = (*template.chain, *(f.parent for f in template.chain), shipped_folder())
    return next((f / MAIL for f in near if (f / MAIL).is_file()), shipped_folder() / MAIL)


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
    """The template of `audience`, with what it inherits.

    Raises:
        InputError: E401 there is none, E407 it extends itself or too many others, or the findings
            of a `template.yaml`.
    """
    steps = list(_chain(audience, workspace))
    settings = steps[-1].settings
    for step in reversed(steps[:-1]):
        settings = _over(step.settings, settings)
    _complete(steps[-1], settings)
    lines = numbered(steps[-1].folder / PAGE, read_text(steps[-1].folder / PAGE, "template"))
    overrides: tuple[str, ...] = ()
    for step in reversed(steps[:-1]):
        path = step.folder / PAGE
        overrides = ()
        if path.is_file():
            lines, overrides = merged(lines, numbered(path, read_text(path, "template")))
    return Template(
        audience,
        steps[0].folder,
        settings,
        "\n".join(text for text, _ in lines),
        tuple(origin for _, origin in lines),
        tuple(step.folder for step in steps),
        overrides,
    )


@dataclass(frozen=True)
class _Step:
    folder: Path
    settings: TemplateSettings
    tree: tree.Tree


def _chain(audience: str, workspace: Path | None) -> Iterator[_Step]:
    """The template's folder and settings, then those of each that it extends."""
    wanted, passed = audience, list[Path]()
    if _find(audience, workspace, passed) is None:
        advice = nearest_name(audience, audiences(workspace))
        raise InputError([Finding("E401", f"no template `{audience}`", audience, advice=advice)])
    while folder := _find(wanted, workspace, passed):
        path = folder / SETTINGS
        parsed = tree.parse(read_text(path, "template"), str(path))
        settings = validate(parsed, TemplateSettings, "a template")
        yield _Step(folder, settings, parsed)
        passed.append(folder)
        if settings.extends is None:
            return
        mark = parsed.locate(("extends",))
        if len(passed) >= MAX_CHAIN:
            message = f"`{audience}` extends more than {MAX_CHAIN} others, one after the other"
            raise InputError([parsed.finding("E407", message, mark)])
        wanted = settings.extends
        if _find(wanted, workspace, passed) is None:
            known = audiences(workspace)
            if wanted in known:
                names = " -> ".join([*(f.name for f in passed), wanted])
                raise InputError([parsed.finding("E407", f"it extends itself: {names}", mark)])
            found = parsed.finding(
                "E401", f"no template `{wanted}`", mark, nearest_name(wanted, known)
            )
            raise InputError([found])


def _find(audience: str, workspace: Path | None, passed: list[Path]) -> Path | None:
    """The first folder of that name not in the chain yet: a template may extend its namesake."""
    known = (folder / audience for folder in folders(workspace) if _NAME.fullmatch(audience))
    return next((f for f in known if f not in passed and (f / SETTINGS).is_file()), None)


def _over(own: TemplateSettings, parent: TemplateSettings) -> TemplateSettings:
    """The settings of a template over those that it inherits; labels are put together."""
    given = {name: getattr(own, name) for name in own.model_fields_set}
    labels = {
        language: {**parent.labels.get(language, {}), **own.labels.get(language, {})}
        for language in dict.fromkeys((*parent.labels, *own.labels))
    }
    return parent.model_copy(update={**given, "labels": labels})


def _complete(base: _Step, settings: TemplateSettings) -> None:
    """A template that extends none must say what it is."""
    for key in ("name", "purpose"):
        if getattr(settings, key) is None:
            message = f"the key `{key}` is missing"
            advice = "add it, or say which template this one `extends:`"
            raise InputError([base.tree.finding("E206", message, base.tree.root.start, advice)])
