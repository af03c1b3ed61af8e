"""A country's code -> what people call it, in the languages that briefs are read in.

Names are those of CLDR, by way of Babel.
"""

from __future__ import annotations

import functools
import re
from importlib import resources

import yaml

from eventbrief.facts.folded import words

_APART = re.compile(
    r"\s+[-–&]\s+|\s*[()]"
)  # "Congo - Kinshasa", "Trinidad & Tobago", "Myanmar (Burma)"


@functools.cache
def _table() -> dict[str, list[str]]:
    text = (resources.files(__package__) / "countries.yaml").read_text(encoding="utf-8")
    loaded: dict[str, list[str]] = yaml.load(
        text,
        Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader),  # noqa: S506
    )
    return loaded


@functools.cache
def country_words() -> tuple[str, ...]:
    """How words for what is counted in "40 countries" begin, folded, in any of the languages."""
    return tuple(w for listed in _table().values() for one in listed for w in words(one))


@functools.cache
def country_names(code: str) -> tuple[str, ...]:
    """What the country is called, the English name first; each part of a double name is one."""
    from babel import Locale  # noqa: PLC0415 - loads slowly, and few sheets hide a country

    found: dict[str, None] = {}
    for language in _table():
        name = Locale(language).territories.get(code)
        if name:
            found[name] = None
            found |= dict.fromkeys(part for part in _APART.split(name) if len(part) > 1)
    return tuple(found)
