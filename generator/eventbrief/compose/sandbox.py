"""What a template may do: read facts, loop over them, use macros and files of its own chain.

On top of Jinja2's own sandbox: no attribute but the fields of facts, no call but macros and a short
`range`, no import, no format string, no arithmetic that grows, and a budget for turns and text that
loops and macros draw from, so that no template runs for long or grows large.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import BaseLoader, TemplateNotFound, TemplateSyntaxError, Undefined, nodes, pass_context
from jinja2.environment import Environment
from jinja2.exceptions import SecurityError
from jinja2.runtime import Context, LoopContext, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.visitor import NodeTransformer

from eventbrief.compose.sheet_words import View
from eventbrief.compose.words import Words
from eventbrief.facts.document import read_text
from eventbrief.facts.finding import nearest_name

MAX_OUTPUT = 100_000  # characters; a full page has about 5,000
MAX_SOURCE = 200_000
MAX_RANGE = 500
MAX_TURNS = 20_000
BUDGET = "_budget"
INCLUDED = ".md.j2"
_NUMBER = 10**12
_FILE = re.compile(r"[A-Za-z0-9][\w-]*\.md\.j2")
_LOOP = frozenset({"index", "index0", "first", "last", "length", "revindex", "revindex0"})


@dataclass
class Budget:
    """What one rendering of a template may still use."""

    turns: int = MAX_TURNS
    characters: int = 10 * MAX_OUTPUT

    def spend(self, characters: int) -> None:
        """One turn of a loop, or one call of a macro, with the text in its body."""
        self.turns -= 1
        self.characters -= characters
        if self.turns < 0:
            raise SecurityError(f"the template's loops take more than {MAX_TURNS:,} turns")
        if self.characters < 0:
            raise SecurityError("the template's output is too long for one page")


@pass_context
def spent(context: Context, characters: int) -> str:
    """Draws a turn from the rendering's budget; the sandbox puts it into loops and macros."""
    budget: Budget = context[BUDGET]
    budget.spend(characters)
    return ""


def bounded(value: Any) -> Any:
    """The text, unless it has grown too long."""
    if isinstance(value, (str, list, tuple)) and len(value) > MAX_OUTPUT:
        raise SecurityError("the template makes a text that is too long for one page")
    return value


def limited_range(*args: int) -> range:
    """`range`, for short loops only."""
    made = range(*args)
    if len(made) > MAX_RANGE:
        raise SecurityError(f"a loop of {len(made)} turns is too long; {MAX_RANGE} are allowed")
    return made


class ChainLoader(BaseLoader):
    """Files for `include`: beside the page, or beside the pages it inherits, and nowhere else."""

    def __init__(self, chain: tuple[Path, ...]) -> None:
        self.chain = chain

    def get_source(
        self, environment: Environment, template: str
    ) -> tuple[str, str, Callable[[], bool]]:
        """The text of the file, its path, and whether it still has that text.

        Raises:
            TemplateNotFound: none of the chain's folders has it.
        """
        for folder in self.chain:
            path = folder / template
            if path.is_file() and path.resolve().parent == folder.resolve():
                text = read_text(path, "template")
                return text, str(path), functools.partial(_unchanged, path, text)
        message = f"there is no file `{template}` beside this template or those it extends"
        raise TemplateNotFound(template, message)


def _unchanged(path: Path, text: str) -> bool:
    return path.is_file() and read_text(path, "template") == text


class Sandbox(ImmutableSandboxedEnvironment):
    """Allows fields of views and of loops; refuses every other attribute and call."""

    max_source = MAX_SOURCE
    intercepted_binops = frozenset({"+", "*", "**", "%", "//"})

    def getattr(self, obj: Any, attribute: str) -> Any:
        """A field of a fact or of a loop.

        Raises:
            SecurityError: it is anything else.
        """
        if isinstance(obj, View):
            return _field(obj, attribute)
        if isinstance(obj, LoopContext) and attribute in _LOOP:
            return getattr(obj, attribute)
        if isinstance(obj, Undefined):
            return obj
        raise SecurityError(f"`{attribute}` is not a field that a template may read")

    def getitem(self, obj: Any, argument: Any) -> Any:
        """A field of a fact, or an item or slice of a list; nothing where the list ends before.

        Raises:
            SecurityError: it is anything else.
        """
        if isinstance(obj, View):
            return _field(obj, str(argument))
        if isinstance(obj, list) and isinstance(argument, int):
            return obj[argument] if -len(obj) <= argument < len(obj) else Words("")
        if isinstance(obj, list) and isinstance(argument, slice):
            return obj[argument]
        raise SecurityError(f"`[{argument!r}]` cannot be read here")

    def is_safe_callable(self, obj: Any) -> bool:
        """Macros and `range`; nothing else is called."""
        return isinstance(obj, Macro) or obj is limited_range

    def call(__self, __context: Context, __obj: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: N805
        """What a macro or `range` gives.

        Raises:
            SecurityError: it is anything else.
        """
        if not __self.is_safe_callable(__obj):
            raise SecurityError("a template may call its macros and `range`, and nothing else")
        return super().call(__context, __obj, *args, **kwargs)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Arithmetic with small numbers; `+` joins short texts and lists.

        Raises:
            SecurityError: it could grow.
        """
        if all(isinstance(side, (int, float)) for side in (left, right)) and operator != "**":
            made = super().call_binop(context, operator, left, right)
            if abs(made) > _NUMBER:
                raise SecurityError("a number in the template is too large")
            return made
        if operator != "+":
            raise SecurityError(f"`{operator}` is for small numbers only")
        return bounded(super().call_binop(context, operator, left, right))

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        if len(source) > self.max_source:
            raise TemplateSyntaxError("the template is too long", 1, name, filename)
        parsed = super()._parse(source, name, filename)
        _refuse(parsed, name, filename)
        made: nodes.Template = _Metered().visit(parsed)
        made.set_environment(self)
        return made


def _refuse(parsed: nodes.Template, name: str | None, filename: str | None) -> None:
    """Imports, Jinja2's own inheritance, and files from elsewhere are told where they stand."""
    for node in parsed.find_all((nodes.Import, nodes.FromImport, nodes.Extends, nodes.Include)):
        message = "a template may not import; write the macro in it, or include a file"
        if isinstance(node, nodes.Extends):
            message = "inheritance is said in template.yaml: `extends: press`"
        elif isinstance(node, nodes.Include):
            target = node.template
            if isinstance(target, nodes.Const) and _FILE.fullmatch(str(target.value)):
                continue
            message = "a template may include files beside it only, such as `contacts.md.j2`"
        raise TemplateSyntaxError(message, node.lineno, name, filename)


class _Metered(NodeTransformer):
    """Puts a draw on the budget into every loop and macro, and a bound on every joined text."""

    def visit_For(self, node: nodes.For) -> nodes.Node:  # noqa: N802
        return self._drawn(node)

    def visit_Macro(self, node: nodes.Macro) -> nodes.Node:  # noqa: N802
        return self._drawn(node)

    def visit_CallBlock(self, node: nodes.CallBlock) -> nodes.Node:  # noqa: N802
        return self._drawn(node)

    def visit_Concat(self, node: nodes.Concat) -> nodes.Node:  # noqa: N802
        self.generic_visit(node)
        return nodes.Filter(node, "bounded", [], [], None, None, lineno=node.lineno)

    def _drawn(self, node: Any) -> nodes.Node:
        self.generic_visit(node)
        size = sum(len(data.data) for data in node.find_all(nodes.TemplateData))
        count = nodes.Const(size, lineno=node.lineno)
        draw = nodes.Filter(count, "spent", [], [], None, None, lineno=node.lineno)
        node.body.insert(0, nodes.ExprStmt(draw, lineno=node.lineno))
        return node  # type: ignore[no-any-return]


def _field(view: View, name: str) -> Any:
    if name in view:
        return view[name]
    hint = nearest_name(name, list(view))
    raise SecurityError(f"unknown field `{view.name}.{name}`; {hint}")
