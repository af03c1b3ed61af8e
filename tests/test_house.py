"""The house's order: no station knows one that comes after it, and fact keys are listed in the table alone."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from conftest import ROOT
from eventbrief.facts.table import FACTS

PACKAGE = ROOT / "generator" / "eventbrief"
ROAD = (
    *("facts", "sources", "extract", "revise", "check", "compose", "layout", "render"),
    *("translate", "deliver", "workspace", "cli"),
)
KEYS = {fact.key for fact in FACTS} - {"*"}


def modules() -> Iterator[tuple[Path, ast.Module]]:
    for path in sorted(PACKAGE.rglob("*.py")):
        yield path, ast.parse(path.read_text("utf-8"))


def imported(tree: ast.Module) -> Iterator[str]:
    """The stations that a module imports from, anywhere in it."""
    for node in ast.walk(tree):
        names = []
        if isinstance(node, ast.ImportFrom) and node.module:
            names = [node.module]
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        for name in names:
            parts = name.split(".")
            if parts[0] == "eventbrief" and len(parts) > 1:
                yield parts[1]


def test_no_station_knows_one_that_comes_after_it():
    against = []
    for path, tree in modules():
        own = path.relative_to(PACKAGE).parts[0]
        if own not in ROAD:
            continue
        later = set(ROAD[ROAD.index(own) + 1 :])
        against += [
            f"{path.relative_to(PACKAGE)} -> {name}" for name in imported(tree) if name in later
        ]
    assert against == []


def test_every_station_is_on_the_road():
    assert {p.name for p in PACKAGE.iterdir() if (p / "__init__.py").is_file()} <= set(ROAD)


def test_fact_keys_are_listed_in_the_table_and_nowhere_else():
    lists = []
    for path, tree in modules():
        if path.parent.name == "facts" and path.name in ("table.py", "text.py"):
            continue  # the table, and how a text is written with its audiences
        for node in ast.walk(tree):
            if not isinstance(node, (ast.Tuple, ast.List, ast.Set)):
                continue
            words = [
                e.value
                for e in node.elts
                if isinstance(e, ast.Constant) and isinstance(e.value, str)
            ]
            if len(words) > 1 and len(words) == len(node.elts) and set(words) <= KEYS:
                lists.append(f"{path.relative_to(PACKAGE)}:{node.lineno} {words}")
    assert not lists, "; ".join(lists)


def test_a_lexicon_says_each_key_once():
    for path in sorted((PACKAGE / "extract" / "lexicon").glob("*.yaml")):
        keys = re.findall(r"^([a-z_]+):", path.read_text("utf-8"), re.MULTILINE)
        assert len(set(keys)) == len(keys), (
            path.name,
            sorted({k for k in keys if keys.count(k) > 1}),
        )


def test_all_lexicons_have_the_same_keys():
    known = {}
    for path in sorted((PACKAGE / "extract" / "lexicon").glob("*.yaml")):
        known[path.stem] = set(re.findall(r"^([a-z_]+):", path.read_text("utf-8"), re.MULTILINE))
    every = set().union(*known.values())
    assert {name: sorted(every - keys) for name, keys in known.items() if every - keys} == {}
