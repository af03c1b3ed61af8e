"""YAML text -> a tree that knows the line and column of every key and value.

Built on PyYAML's event stream (libyaml where there is one), so nothing in the file can make an
object of any kind. A scalar stays text here: what it means is decided by the field it stands in,
which is why `NO` is Norway and `1.10` keeps its zero. Size, depth, aliases and the number of values
are limited before anything is built.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

import yaml

from eventbrief.facts.finding import Finding, InputError
from eventbrief.facts.pointer import index

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

MAX_CHARACTERS = 2_000_000
MAX_DEPTH = 20
MAX_VALUES = 50_000
MAX_ALIASES = 100
BREAK = re.compile("\r\n|[\r\n\x85\u2028\u2029]")  # what ends a line in YAML
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})


@dataclass(frozen=True)
class Mark:
    """A place in the text: 0-based line and column and index, in code points."""

    line: int
    column: int
    index: int


@dataclass
class Scalar:
    """A single value; `plain` where it was written without quotation marks or a block sign.

    `block` where it stands below a block sign; `alias` where `*name` repeats what stands elsewhere.
    """

    start: Mark
    end: Mark
    value: str
    plain: bool
    block: bool = False
    alias: bool = False

    @property
    def null(self) -> bool:
        """True where the file leaves the value empty."""
        return self.plain and self.value in _NULLS


@dataclass
class Items:
    """A YAML sequence."""

    start: Mark
    end: Mark
    flow: bool
    items: list[Node] = field(default_factory=list)
    alias: bool = False


@dataclass
class Table:
    """A YAML mapping; keys keep their order and place."""

    start: Mark
    end: Mark
    flow: bool
    keys: dict[str, Scalar] = field(default_factory=dict)
    values: dict[str, Node] = field(default_factory=dict)
    alias: bool = False


Node = Scalar | Items | Table


@dataclass
class Tree:
    """A parsed file: its text, its root, and what was wrong that did not stop the parse."""

    file: str
    text: str
    root: Node
    findings: list[Finding]

    def data(self) -> object:
        """Plain data: text, lists, mappings, and None for what is left empty."""
        return plain_data(self.root)

    def locate(self, parts: tuple[str | int, ...], *, key: bool = False) -> Mark:
        """Where the value (or its key) at `parts` stands, or the nearest thing around it."""
        node, mark = self.root, self.root.start
        for position, part in enumerate(parts):
            last = position == len(parts) - 1
            if isinstance(node, Table) and str(part) in node.values:
                here = node.keys[str(part)].start
                node = node.values[str(part)]
                mark = here if (key and last) or _empty(node) else node.start
            elif (
                isinstance(node, Items) and (at := index(part)) is not None and at < len(node.items)
            ):
                node = node.items[at]
                mark = node.start
            else:
                break
        return mark

    def finding(self, code: str, message: str, mark: Mark, advice: str = "") -> Finding:
        """A finding at `mark`, with the line of the file it stands on."""
        return _on_line(self.file, self._lines, code, message, mark, advice)

    @functools.cached_property
    def _lines(self) -> list[str]:
        return BREAK.split(self.text)


def at_mark(file: str, text: str, code: str, message: str, mark: Mark, advice: str = "") -> Finding:
    """A finding at `mark` of `text`, with the excerpt that is shown above its caret."""
    return _on_line(file, BREAK.split(text), code, message, mark, advice)


def _on_line(
    file: str, lines: list[str], code: str, message: str, mark: Mark, advice: str
) -> Finding:
    excerpt = lines[mark.line] if mark.line < len(lines) else ""
    return Finding(code, message, file, mark.line + 1, mark.column + 1, excerpt, advice)


def plain_data(node: Node) -> object:
    """The node as text, lists, mappings and None."""
    if isinstance(node, Scalar):
        return None if node.null else node.value
    if isinstance(node, Items):
        return [plain_data(item) for item in node.items]
    return {key: plain_data(value) for key, value in node.values.items()}


def parse(text: str, file: str) -> Tree:
    """Read one YAML document.

    Raises:
        InputError: E201 not YAML, E202 past a limit, E204 a duplicate key.
    """
    if len(text) > MAX_CHARACTERS:
        message = f"the file has over {MAX_CHARACTERS:,} characters"
        raise InputError([Finding("E202", message, file)])
    builder = _Builder(file, text)
    try:
        root = builder.build(yaml.parse(text, Loader=_Loader))
    except yaml.MarkedYAMLError as error:
        raise InputError([_syntax_finding(error, file, text)]) from error
    except yaml.reader.ReaderError as error:
        # libyaml counts bytes; the character itself tells where it stands.
        code = error.character if isinstance(error.character, int) else ord(error.character)
        position = max(0, text.find(chr(code)))
        above = BREAK.split(text[:position])
        message = f"the character U+{code:04X} is not allowed in YAML"
        mark = Mark(len(above) - 1, len(above[-1]), position)
        raise InputError([at_mark(file, text, "E201", message, mark)]) from error
    return Tree(file, text, root, builder.findings)


_Level = tuple[Items | Table, Scalar | None]  # an open container, and the key that waits


class _Builder:
    """Builds the tree from events, in one pass, with a stack of its own."""

    def __init__(self, file: str, text: str) -> None:
        self.file, self.text = file, text
        self.findings: list[Finding] = []
        self.anchors: dict[str, Node] = {}
        self.values = 0
        self.aliases = 0

    def build(self, events: Iterator[yaml.Event]) -> Node:
        root: Node | None = None
        stack: list[_Level] = []
        documents = 0
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    self._stop("E201", "a second document starts here; one was expected", event)
            node = self._node(event, stack)
            if isinstance(event, yaml.CollectionEndEvent):
                container, _ = stack.pop()
                container.end = _mark(event.end_mark)
                continue
            if node is None:
                continue
            if not stack:
                root = node
            else:
                stack[-1] = self._attach(stack[-1], node, event)
            if isinstance(event, yaml.CollectionStartEvent):
                if len(stack) >= MAX_DEPTH:
                    self._stop("E202", f"nested deeper than {MAX_DEPTH} levels", event)
                assert not isinstance(node, Scalar)  # noqa: S101 - a start event made it
                stack.append((node, None))
        return root or Scalar(Mark(0, 0, 0), Mark(0, 0, 0), "", True)

    def _node(self, event: yaml.Event, stack: list[_Level]) -> Node | None:
        start, end = _mark(event.start_mark), _mark(event.end_mark)
        node: Node
        if isinstance(event, yaml.AliasEvent):
            return self._alias(event, stack)
        if isinstance(event, yaml.ScalarEvent):
            node = Scalar(start, end, event.value, event.implicit[0], event.style in ("|", ">"))
        elif isinstance(event, yaml.SequenceStartEvent):
            node = Items(start, end, bool(event.flow_style))
        elif isinstance(event, yaml.MappingStartEvent):
            node = Table(start, end, bool(event.flow_style))
        else:
            return None
        tag = event.tag
        if tag is not None and tag != "!" and not tag.startswith("tag:yaml.org,2002:str"):
            self._stop("E201", f"the tag {tag} is not allowed here", event)
        if event.anchor:
            self.anchors[event.anchor] = node
        self._count(1, event)
        return node

    def _alias(self, event: yaml.AliasEvent, stack: list[_Level]) -> Node:
        self.aliases += 1
        if self.aliases > MAX_ALIASES:
            self._stop("E202", f"more than {MAX_ALIASES} aliases", event)
        target = self.anchors.get(event.anchor or "")
        if target is None:
            self._stop("E201", f"*{event.anchor} repeats something that was never named", event)
        assert target is not None  # noqa: S101 - _stop raises
        if any(container is target for container, _ in stack):
            self._stop("E202", f"*{event.anchor} contains itself", event)
        size, height = _size(target, MAX_VALUES)
        self._count(size, event)
        if len(stack) + height > MAX_DEPTH:
            self._stop("E202", f"nested deeper than {MAX_DEPTH} levels", event)
        start, end = _mark(event.start_mark), _mark(event.end_mark)
        if isinstance(target, Scalar):
            return replace(target, start=start, end=end, block=False, alias=True)
        return replace(target, start=start, end=end, flow=True, alias=True)

    def _attach(self, top: _Level, node: Node, event: yaml.Event) -> _Level:
        container, key = top
        if isinstance(container, Items):
            container.items.append(node)
            return container, None
        if key is None:
            if not isinstance(node, Scalar):
                self._stop("E201", "a key must be a single word or text", event)
            assert isinstance(node, Scalar)  # noqa: S101 - _stop raises
            return container, node
        if key.value in container.values:
            first = container.keys[key.value].start.line + 1
            message = f"the key `{key.value}` stands twice (first on line {first})"
            advice = "keep one of the two"
            self.findings.append(at_mark(self.file, self.text, "E204", message, key.start, advice))
        else:
            container.keys[key.value] = key
            container.values[key.value] = node
        return container, None

    def _count(self, more: int, event: yaml.Event) -> None:
        self.values += more
        if self.values > MAX_VALUES:
            self._stop("E202", f"more than {MAX_VALUES:,} values", event)

    def _stop(self, code: str, message: str, event: yaml.Event) -> None:
        mark = _mark(event.start_mark)
        raise InputError([at_mark(self.file, self.text, code, message, mark)])


def _size(node: Node, limit: int) -> tuple[int, int]:
    """How many values an alias repeats (counted up to `limit`), and how deep they nest."""
    total, height = 0, 0
    stack = [(node, 1)]
    while stack and total <= limit:
        current, depth = stack.pop()
        total, height = total + 1, max(height, depth)
        if isinstance(current, Items):
            stack.extend((inner, depth + 1) for inner in current.items)
        elif isinstance(current, Table):
            stack.extend((inner, depth + 1) for inner in current.values.values())
    return total, height


def _empty(node: Node) -> bool:
    return isinstance(node, Scalar) and node.null


def _mark(mark: Any) -> Mark:
    return Mark(mark.line, mark.column, mark.index)


def _syntax_finding(error: yaml.MarkedYAMLError, file: str, text: str) -> Finding:
    mark = error.problem_mark or error.context_mark
    problem = error.problem or error.context or "not YAML"
    context = f" ({error.context})" if error.context and error.problem else ""
    advice = ""
    if "mapping values are not allowed" in problem:
        advice = "a text that contains `: ` must stand in quotation marks"
    elif "cannot start any token" in problem and "\\t" in problem:
        advice = "indent with spaces, not tabs"
    place = _mark(mark) if mark else Mark(0, 0, 0)
    return at_mark(file, text, "E201", f"this is not YAML: {problem}{context}", place, advice)
