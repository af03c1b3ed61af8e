"""A value of a sheet -> a few words that tell a person which it is, for messages."""

from __future__ import annotations

from typing import Any

from eventbrief.facts.fact import Type
from eventbrief.facts.table import fact_at, inside
from eventbrief.facts.text import original

SHOWN = 60  # code points of words that a message repeats


def short(words: object, most: int = SHOWN) -> str:
    """The words on one line, cut after `most` code points."""
    line = " ".join(str(words).split())
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"


def said(at: str, value: Any, language: str) -> str:
    """What stands at pointer `at` in the plain data of a sheet, as a person would say it.

    Of an item it is its first words, behind its number if it has one; of a text the words in
    `language`, or else the first; of a list all items.
    """
    if isinstance(value, (list, tuple)):
        return ", ".join(said(f"{at}/0", item, language) for item in value)
    if not isinstance(value, dict):
        return "" if value is None else str(value)
    fact = fact_at(at)
    if fact and fact.type is Type.TABLE:
        told = [p for p in inside(fact.at) if p.type in (Type.NUMBER, Type.NAME, Type.TEXT)]
        words = [w for p in told if (w := said(p.at, value.get(p.key), language))]
        return " ".join(words[: 2 if told and told[0].type is Type.NUMBER else 1])
    held = value.get("text", {k: v for k, v in value.items() if isinstance(v, str)})
    return original(held, language) if held else ""
