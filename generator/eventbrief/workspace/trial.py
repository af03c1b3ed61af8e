"""A template tried on a full, an empty and an over-long sheet, in every language -> findings."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from importlib import resources
from pathlib import Path
from typing import Any

from eventbrief.compose.inheritance import Origin, block_names
from eventbrief.compose.page import compose, context_of
from eventbrief.compose.template import SETTINGS, Template, folders
from eventbrief.compose.word import render_word
from eventbrief.compose.wording import languages
from eventbrief.facts import tree
from eventbrief.facts.document import parse, read_text
from eventbrief.facts.fact import Type
from eventbrief.facts.finding import Finding, InputError
from eventbrief.facts.model import Event, FactSheet, Model
from eventbrief.facts.seen import seen_by
from eventbrief.facts.table import fact_at
from eventbrief.facts.text import Multilingual, wordings
from eventbrief.layout.fit import fit

_TIMES = 12  # how often an over-long sheet has each item
_WORDS = 3  # how often an over-long text has its words


def trial(template: Template, workspace: Path | None = None) -> list[Finding]:
    """What is wrong with the template, each thing once.

    Findings are E402 and others at the template's own line, E501 where it cannot be shortened to
    one sheet, W411 for settings that name a block the page does not have, W412 for blocks that even
    a full sheet leaves empty, W413 for names that lack a language.
    """
    where = folders(workspace)
    findings: list[Finding] = []
    filled: set[str] = set()
    for language in languages():
        for kind, sheet in samples().items():
            try:
                seen = seen_by(sheet, template.audience, language)
                page = compose(seen, template)
                fit(page, where)
                if template.word:
                    render_word(template.word, context_of(seen, template), page)
            except InputError as error:
                findings += [_about(template, f, language, kind) for f in error.findings]
                continue
            if kind == "full":
                filled |= {section.name for section in page.sections}
    broken = any(f.code == "E402" for f in findings)
    findings += _settings(template)
    if not broken:
        findings += _unused(template, filled)
    return sorted(dict.fromkeys(findings), key=lambda f: (f.file, f.line, f.column, f.code))


@functools.cache
def samples() -> dict[str, FactSheet]:
    """A sheet with everything, one with nothing, and one with far too much."""
    text = (resources.files(__package__) / "full.yaml").read_text("utf-8")
    full = parse(text, Path("full.yaml")).sheet
    empty = FactSheet(fact_sheet=1, language="en", event=Event())
    return {"full": full, "empty": empty, "over-long": _longer(full)}


def _longer(model: Any, here: str = "") -> Any:
    """The model with its lists and texts many times over; names and titles keep their words."""
    changes: dict[str, Any] = {}
    for name in type(model).model_fields:
        value, at = getattr(model, name), f"{here}/{name}"
        fact = fact_at(at)
        if isinstance(value, tuple) and fact and fact.type is Type.LIST and not fact.inline:
            changes[name] = tuple(_longer_item(item, f"{at}/0") for item in value) * _TIMES
        elif value is not None:
            changes[name] = _longer_item(value, at)
    return model.model_copy(update=changes)


def _longer_item(value: Any, at: str) -> Any:
    fact = fact_at(at)
    if isinstance(value, Model):
        return _longer(value, at)
    grows = fact and fact.worded and fact.type in (Type.TEXT, Type.ADDRESS)
    return _wordier(value) if grows else value


def _wordier(text: Multilingual) -> Multilingual:
    words = wordings(text)
    if isinstance(words, str):
        return " ".join([words] * _WORDS)
    return {language: " ".join([one] * _WORDS) for language, one in words.items()}


def _about(template: Template, finding: Finding, language: str, kind: str) -> Finding:
    """A finding that stands in no file is about the page as a whole."""
    if finding.line:
        return finding
    article = "a" if kind == "full" else "an"
    message = f"with {article} {kind} sheet in `{language}`: {finding.message}"
    advice = finding.advice
    if finding.code == "E501":
        advice = "let `shorten:` in template.yaml take more of that block, or list it there"
    place = str(template.folder / SETTINGS)
    return Finding(finding.code, message, place, advice=advice)


def _settings(template: Template) -> Iterator[Finding]:
    """What `template.yaml` says of blocks and languages that are not there."""
    path = template.folder / SETTINGS
    parsed = tree.parse(read_text(path, "template"), str(path))
    known = _blocks(template)
    named = [(("shorten", i, "block"), s.block) for i, s in enumerate(template.settings.shorten)]
    named += [(("columns", i), name) for i, name in enumerate(template.settings.columns)]  # type: ignore[misc]
    own = template.settings.model_fields_set if len(template.chain) == 1 else _given(parsed)
    for at, name in named:
        if name not in known and at[0] in own:
            message = f"`{at[0]}` names a block `{name}`, which the page does not have"
            advice = f"the page has: {', '.join(known)}"
            yield parsed.finding("W411", message, parsed.locate(at), advice)
    for key in ("name", "purpose"):
        text = wordings(getattr(template.settings, key))
        missing = [x for x in languages() if isinstance(text, dict) and x not in text]
        if missing and key in own:
            message = f"`{key}` has no wording in {', '.join(missing)}"
            yield parsed.finding("W413", message, parsed.locate((key,)), "add it")


def _given(parsed: tree.Tree) -> set[str]:
    data = parsed.data()
    return set(data) if isinstance(data, dict) else set()


def _blocks(template: Template) -> dict[str, Origin]:
    lines = template.page.split("\n")
    return block_names([(text, template.origin(n)) for n, text in enumerate(lines, 1)])


def _unused(template: Template, filled: set[str]) -> Iterator[Finding]:
    """Blocks that stay empty even with a full sheet."""
    for name, origin in _blocks(template).items():
        if name in filled or not _own(template, origin):
            continue
        text = read_text(origin.path, "template")
        message = f"the block `{name}` stays empty, even with a sheet that has everything"
        column = text.split("\n")[origin.line - 1].find(name)
        mark = tree.Mark(origin.line - 1, column, 0)
        advice = "look at its conditions and the fields it names, or take the block out"
        yield tree.at_mark(str(origin.path), text, "W412", message, mark, advice)


def _own(template: Template, origin: Origin) -> bool:
    return origin.path.parent == template.folder
