"""Markdown with marks -> sections of blocks.

Named containers (`::: key-facts`) become sections; a definition list becomes a panel of facts; the
last paragraph of a block quote that begins with a dash says whose words they are. HTML, links,
images and code are not read: they print as they are written.
"""

from __future__ import annotations

import functools
import re
from dataclasses import replace

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode
from mdit_py_plugins.container import container_plugin
from mdit_py_plugins.deflist import deflist_plugin

from eventbrief.compose.blocks import (
    Block,
    BulletList,
    Fact,
    Heading,
    Inline,
    KeyFacts,
    Notes,
    Paragraph,
    Quotation,
    Run,
    Section,
    Series,
    plain,
)
from eventbrief.compose.words import MARK, Slots

NOTES = "sources"
_SHORT_WORD = 8  # characters of a last word that must not stand alone on its line
_LONG_ENOUGH = 8  # spaces from which a text may run over a line
_DASH = re.compile(r"^\s*[—–]\s*")
_UNTOLD = re.compile(r"^\S[^\n]*\n:[ \t]*$\n?", re.MULTILINE)  # a label without a value
_NAME = re.compile(r"[a-z][a-z0-9-]*")


def sections(markdown: str, slots: Slots) -> tuple[Section, ...]:
    """The sections of the page; those that hold nothing but a heading are left out."""
    told = _UNTOLD.sub("", markdown)
    found = [_Reader(slots).section(name, nodes) for name, nodes in _read(told)]
    return tuple(
        s for s in found if any(not isinstance(b, Heading) or b.level == 1 for b in s.blocks)
    )


@functools.lru_cache(maxsize=256)
def _read(markdown: str) -> list[tuple[str, list[SyntaxTreeNode]]]:
    """The nodes of each container; facts are but marks here, so that alike sheets share them."""
    return _containers(SyntaxTreeNode(_parser().parse(markdown)))


@functools.cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("zero").enable(
        ["heading", "list", "blockquote", "emphasis", "escape", "newline", "entity"]
    )
    parser.use(deflist_plugin)
    parser.use(
        container_plugin,
        name="section",
        validate=lambda params, _markup: bool(_NAME.fullmatch(params.strip())),
    )
    return parser


def _containers(root: SyntaxTreeNode) -> list[tuple[str, list[SyntaxTreeNode]]]:
    """Top-level nodes grouped by container; what stands outside has no name."""
    groups: list[tuple[str, list[SyntaxTreeNode]]] = []
    for node in root.children:
        if node.type == "container_section":
            groups.append((node.info.strip(), list(node.children)))
        elif groups and not groups[-1][0]:
            groups[-1][1].append(node)
        else:
            groups.append(("", [node]))
    return groups


class _Reader:
    """Turns nodes into blocks, with the words put in place of their marks."""

    def __init__(self, slots: Slots) -> None:
        self.slots = slots

    def section(self, name: str, nodes: list[SyntaxTreeNode]) -> Section:
        blocks = [block for node in nodes for block in self.blocks(node)]
        if name == NOTES:
            blocks = [Notes(b.items) if isinstance(b, BulletList) else b for b in blocks]
        return Section(name, tuple(blocks))

    def blocks(self, node: SyntaxTreeNode) -> list[Block]:
        if node.type == "heading":
            content = self.inline(node)
            return [Heading(int(node.tag[1]), content)] if plain(content).strip() else []
        if node.type == "paragraph":
            content = kept_together(self.inline(node))
            return [Paragraph(content)] if plain(content).strip() else []
        if node.type in ("bullet_list", "ordered_list"):
            found = (kept_together(self.inline(child)) for child in node.children)
            items = tuple(item for item in found if plain(item).strip())
            return [BulletList(items, node.type == "ordered_list")] if items else []
        if node.type == "blockquote":
            return self.quotation(node)
        if node.type == "dl":
            return self.facts(node)
        return [block for child in node.children for block in self.blocks(child)]

    def quotation(self, node: SyntaxTreeNode) -> list[Block]:
        parts = [kept_together(self.inline(child)) for child in node.children]
        parts = [p for p in parts if plain(p).strip()]
        if not parts:
            return []
        attribution: Inline = ()
        if len(parts) > 1 and _DASH.match(plain(parts[-1])):
            attribution = _without_dash(parts.pop())
        content = tuple(
            run
            for index, part in enumerate(parts)
            for run in ((Run(" "), *part) if index else part)
        )
        return [Quotation(content, attribution)]

    def facts(self, node: SyntaxTreeNode) -> list[Block]:
        facts: list[Fact] = []
        label: Inline = ()
        for child in node.children:
            content = self.inline(child)
            if child.type == "dt":
                label = content
            elif plain(content).strip():
                facts.append(Fact(label, content))
        return [KeyFacts(tuple(facts))] if facts else []

    def inline(self, node: SyntaxTreeNode) -> Inline:
        runs: list[Run | Series] = []
        self._collect(node, Run(""), runs)
        return _merged(runs)

    def _collect(self, node: SyntaxTreeNode, style: Run, runs: list[Run | Series]) -> None:
        if node.type in ("softbreak", "hardbreak"):
            runs.append(replace(style, text=" "))
        elif node.type in ("text", "code_inline", "text_special"):
            self._words(node.content, style, runs)
        elif node.type == "strong":
            style = replace(style, bold=True)
        elif node.type == "em":
            style = replace(style, italic=True)
        for child in node.children or []:
            if runs and child.type == "paragraph" and child.previous_sibling is not None:
                runs.append(replace(style, text=" "))
            self._collect(child, style, runs)

    def _words(self, text: str, style: Run, runs: list[Run | Series]) -> None:
        position = 0
        for match in MARK.finditer(text):
            if match.start() > position:
                runs.append(replace(style, text=text[position : match.start()]))
            for part in self.slots.resolve(int(match[1])):
                runs.append(part if isinstance(part, Series) else _styled(part, style))
            position = match.end()
        if position < len(text):
            runs.append(replace(style, text=text[position:]))


def kept_together(content: Inline) -> Inline:
    """The text with a short last word held to the one before, so that no line has it alone."""
    words = [i for i, part in enumerate(content) if isinstance(part, Series) or not part.note]
    last = max(words, default=0)
    run = content[last] if words else None
    if not isinstance(run, Run) or plain(content).count(" ") < _LONG_ENOUGH:
        return content
    head, space, word = run.text.rstrip().rpartition(" ")
    if not (head and space) or not 0 < len(word) <= _SHORT_WORD or head.endswith(("–", "—")):
        return content
    tied = replace(run, text=f"{head}\u00a0{word}")
    return (*content[:last], tied, *content[last + 1 :])


def _styled(run: Run, style: Run) -> Run:
    if not (style.bold or style.italic):
        return run
    return replace(run, bold=run.bold or style.bold, italic=run.italic or style.italic)


def _merged(runs: list[Run | Series]) -> Inline:
    """Neighbouring runs of one style made one; empty ones dropped."""
    merged: list[Run | Series] = []
    for run in runs:
        if isinstance(run, Run) and not run.text:
            continue
        last = merged[-1] if merged else None
        if isinstance(run, Run) and isinstance(last, Run) and run.look == last.look:
            merged[-1] = replace(last, text=last.text + run.text)
        else:
            merged.append(run)
    return tuple(merged)


def _without_dash(content: Inline) -> Inline:
    first = content[0]
    if isinstance(first, Run):
        text = _DASH.sub("", first.text)
        return (replace(first, text=text), *content[1:]) if text else content[1:]
    return content
