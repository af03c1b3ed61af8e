"""A language's lexicon file -> words and patterns, compiled when first asked for."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable
from importlib import resources
from typing import Any

import yaml

UPPER = "A-ZÀ-ÖØ-ÞĀĂĄĆĈĊČĎĐĒĔĖĘĚĜĞĠĢĤĦĨĪĬĮİĲĴĶĹĻĽĿŁŃŅŇŊŌŎŐŒŔŖŘŚŜŞŠŢŤŦŨŪŬŮŰŲŴŶŸŹŻŽȘȚ"
LETTER = r"[^\W\d_]"
# A word with a capital: "Union", "N'Djamena", "Jean-Pierre", "DGSN"; not "d'Ivoire". Its length is
# bounded, so that no text costs more than its length.
CAPITAL = rf"[{UPPER}](?:{LETTER}|[.&\d](?=[^\s\W])|[-'](?={LETTER})){{0,40}}"


@functools.cache
def languages() -> tuple[str, ...]:
    """The languages that there is a lexicon for, in alphabetical order."""
    folder = resources.files(__package__) / "lexicon"
    return tuple(
        sorted(f.name.removesuffix(".yaml") for f in folder.iterdir() if f.name.endswith(".yaml"))
    )


@functools.cache
def lexicon(language: str) -> Lexicon:
    """The lexicon of `language`, which must be one of `languages()`."""
    text = (resources.files(__package__) / "lexicon" / f"{language}.yaml").read_text("utf-8")
    # The base loader makes nothing but text, so that `on` and `no` stay words.
    return Lexicon(yaml.load(text, Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader)))  # noqa: S506


def alternatives(words: Iterable[str]) -> str:
    """A group that matches any of `words`, the longest first, white space as it comes."""
    ordered = sorted(set(words), key=len, reverse=True)
    return "(?:" + "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in ordered) + ")"


def any_of(patterns: Iterable[str]) -> str:
    """A group that matches any of `patterns`."""
    return "(?:" + "|".join(patterns) + ")"


class Lexicon:
    """The words of one language; patterns are compiled once and kept."""

    def __init__(self, data: dict[str, Any]) -> None:
        for table in ("numbers", "ordinals", "ordinal_tens"):
            data[table] = {str(word): int(value) for word, value in data[table].items()}
        self.data = data
        self.language: str = data["language"]
        self.lowercase_names: bool = data["lowercase_names"] == "true"
        self.drops_subject: bool = data["drops_subject"] == "true"

    def words(self, key: str) -> frozenset[str]:
        """The list under `key`, in lower case."""
        return self._words(key)

    @functools.cache  # noqa: B019 - lexicons live as long as the program
    def _words(self, key: str) -> frozenset[str]:
        return frozenset(str(word).lower() for word in self.data[key])

    def raw(self, key: str) -> str:
        """The pattern under `key` as it stands in the file."""
        return str(self.data[key])

    @functools.cache  # noqa: B019
    def pattern(self, key: str) -> re.Pattern[str]:
        """The pattern or list of words under `key`, bounded by words, in any case."""
        value = self.data[key]
        body = value if isinstance(value, str) else alternatives(map(str, value))
        return re.compile(rf"(?<!\w){body}(?!\w)", re.IGNORECASE)

    @functools.cached_property
    def determiner(self) -> str:
        """A pattern for an article or the like, with the space after it."""
        words = sorted(self.words("determiners"), key=len, reverse=True)
        parts = [re.escape(w) + ("" if w.endswith("'") else r"\s+") for w in words]
        return "(?i:" + "|".join(parts) + ")"

    @functools.cached_property
    def of_words(self) -> str:
        """A pattern for the small words between a noun and its name, with their space."""
        words = sorted(self.words("of_words"), key=len, reverse=True)
        parts = [re.escape(w) + ("" if w.endswith("'") else r"\s+") for w in words]
        return "(?i:" + "|".join(parts) + ")"

    @functools.cached_property
    def event_noun(self) -> re.Pattern[str]:
        """Any noun that names a kind of event, or an edition of one."""
        nouns = alternatives(self.words("event_heads") | self.words("edition_words"))
        return re.compile(rf"(?<!\w){nouns}(?!\w)", re.IGNORECASE)

    @functools.cached_property
    def weekdays(self) -> dict[str, int]:
        """Names of the days with their number, Monday being 0."""
        return {
            name: number for number, names in enumerate(self.data["weekdays"]) for name in names
        }

    @functools.cached_property
    def countries(self) -> dict[str, str]:
        """Names of countries, case folded, with their ISO 3166-1 code."""
        from babel import Locale  # noqa: PLC0415 - CLDR's data load only where text is searched

        names = {
            name.casefold().replace("’", "'"): code
            for code, name in Locale(self.language).territories.items()
            if len(code) == 2
            and code.isalpha()
            and code not in ("EU", "UN", "EZ", "XA", "XB", "ZZ", "QO")
        }
        for code, extra in self.data["countries"].items():
            names.update({str(name).casefold(): str(code) for name in extra})
        return names

    @functools.cached_property
    def country(self) -> re.Pattern[str]:
        """Any country's name, as it stands in text."""
        names = alternatives(self.countries)
        return re.compile(rf"(?<![\w-]){names}(?![\w-])", re.IGNORECASE)

    @functools.cached_property
    def demonym(self) -> re.Pattern[str]:
        """Any adjective of nationality; which country it is tells `demonym_country`."""
        forms = alternatives(form for forms in self.data["demonyms"].values() for form in forms)
        return re.compile(
            rf"(?<![\w-])(?P<form>{forms}){self.data['demonym_endings']}(?![\w])", re.IGNORECASE
        )

    def demonym_country(self, form: str) -> str:
        """The country whose adjective begins with `form`."""
        return self._demonyms[form.casefold()]

    @functools.cached_property
    def _demonyms(self) -> dict[str, str]:
        return {
            str(form).casefold(): str(code)
            for code, forms in self.data["demonyms"].items()
            for form in forms
        }
