"""A template of one's own: a folder that extends another, with the comments that help to go on."""

from __future__ import annotations

from pathlib import Path

from eventbrief.compose.inheritance import block_names
from eventbrief.compose.template import PAGE, SETTINGS, WORD, Template
from eventbrief.facts.files import write_whole
from eventbrief.facts.finding import Finding, InputError
from eventbrief.workspace.word_example import word_example

_SETTINGS = """\
# An audience of your own. What you do not say here is as `{parent}` says it.
template: 1
extends: {parent}
name: {{en: {name}}}        # what stands in the masthead; add fr:, es:, ar: as you need
# purpose: {{en: For whom this page is, and when they read it}}
# languages: [en, fr]
# theme: classic           # ministry, classic, modern, or a theme of your own
# labels:
#   en: {{quotes_for_use: What they said}}
# must: [contacts]         # `make` warns when a sheet lacks it
# shorten:                 # what goes first when the page is too full, in this order
#   - {{block: quotes, keep: 1}}
"""
_PAGE = """\
{{# Write only the blocks that differ; a block takes the place of its namesake in `{parent}`.
   An empty block takes its namesake away; one with a new name follows the block written above it.
   `{parent}` has: {blocks}.
   `eventbrief templates show {parent}` shows how they are written. #}}
"""


def new_template(name: str, parent: Template, folder: Path, *, word: bool = False) -> list[Path]:
    """Write the files of a template `name` that extends `parent` into `folder`/`name`.

    With `word`, a `page.docx` to start from is among them.

    Raises:
        InputError: E408 there is one already.
    """
    target = folder / name
    if target.exists():
        message = f"there is a template `{name}` here already"
        raise InputError([Finding("E408", message, str(target), advice="choose another name")])
    lines = [(text, parent.origin(n)) for n, text in enumerate(parent.page.split("\n"), 1)]
    blocks = ", ".join(block_names(lines))
    title = name.replace("-", " ").replace("_", " ").capitalize()
    files = {
        SETTINGS: _SETTINGS.format(parent=parent.audience, name=title),
        PAGE: _PAGE.format(parent=parent.audience, blocks=blocks),
    }
    for file, text in files.items():
        write_whole(target / file, text.encode())
    made = [target / file for file in files]
    if word:
        write_whole(target / WORD, word_example())
        made.append(target / WORD)
    return made
