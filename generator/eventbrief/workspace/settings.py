"""`eventbrief.yaml`: what holds for every brief of a workspace."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from eventbrief.facts import tree
from eventbrief.facts.document import read_text
from eventbrief.facts.model import EmptyIsList, EmptyIsTable, Language, Line, Model
from eventbrief.facts.validation import validate

FILE = "eventbrief.yaml"


class MailSettings(Model):
    """How e-mails go out; passwords never stand here."""

    sender: Line | None = None
    reply_to: Line | None = None
    host: Line | None = None
    port: Annotated[int, Field(ge=1, le=65535)] | None = None
    security: Literal["starttls", "tls"] = "starttls"
    user: Line | None = None
    ca_file: Line | None = None
    max_megabytes: Annotated[float, Field(gt=0, le=100)] = 10


class Settings(Model):
    """What `eventbrief.yaml` says; what is left empty follows the template."""

    workspace: Annotated[int, Field(ge=1, le=1)] = 1
    languages: Annotated[tuple[Language, ...], EmptyIsList] = ()
    audiences: Annotated[tuple[Line, ...], EmptyIsList] = ()
    paper: Literal["a4", "letter"] | None = None
    theme: Line | None = None
    mail: Annotated[MailSettings, EmptyIsTable] = MailSettings()


def find_workspace(start: Path) -> Path | None:
    """The nearest folder at or above `start` that holds `eventbrief.yaml`."""
    here = start.resolve()
    return next((f for f in (here, *here.parents) if (f / FILE).is_file()), None)


def load_settings(workspace: Path | None) -> Settings:
    """The workspace's settings; the defaults where there is no workspace.

    Raises:
        InputError: the file's findings.
    """
    if workspace is None:
        return Settings()
    path = workspace / FILE
    return validate(
        tree.parse(read_text(path, "workspace file"), str(path)), Settings, "a workspace"
    )
