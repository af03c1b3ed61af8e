"""The audiences of a workspace: for whom each is, where it comes from, what it overrides."""

from __future__ import annotations

from pathlib import Path

from eventbrief.compose.template import Template, audiences, load_template, shipped_folder
from eventbrief.facts import writer
from eventbrief.facts.finding import InputError
from eventbrief.facts.text import original


def catalogue(workspace: Path | None) -> list[dict[str, object]]:
    """A row for each audience; of one that cannot be read, why."""
    return [_row(name, workspace) for name in audiences(workspace)]


def _row(name: str, workspace: Path | None) -> dict[str, object]:
    try:
        template = load_template(name, workspace)
    except InputError as error:
        told = error.findings[0].message
        return {"name": name, "purpose": "cannot be used", "told": told, "error": told}
    shipped = template.folder.parent == shipped_folder()
    shadows = not shipped and (shipped_folder() / name).is_dir()
    parts = ["shipped" if shipped else f"from {_short(template.folder, workspace)}"]
    parts += ["in place of the shipped one"] if shadows else []
    parents = [folder.name for folder in template.chain[1:]]
    if parents:
        parts.append(f"extends {' < '.join(parents)}")
    if template.overrides:
        parts.append(f"words anew: {', '.join(template.overrides)}")
    if template.word:
        parts.append("DOCX from page.docx")
    return {
        "name": name,
        "purpose": original(template.settings.purpose or "", "en"),
        "told": "; ".join(parts),
        "folder": str(template.folder),
        "shipped": shipped,
        "shadows": shadows,
        "extends": parents,
        "overrides": list(template.overrides),
    }


def _short(folder: Path, workspace: Path | None) -> Path:
    inside = workspace and folder.is_relative_to(workspace)
    return folder.relative_to(workspace) if workspace and inside else folder


def settings_text(template: Template) -> str:
    """The settings as they are in force, as YAML."""
    lines: list[str] = []
    for key, value in template.settings.model_dump(exclude_none=True).items():
        if value not in ((), {}, False):
            lines += writer.entry(key, value, 0)
    return "\n".join(lines) + "\n"
