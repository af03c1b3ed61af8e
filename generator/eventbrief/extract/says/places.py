"""Words + a city or a country -> whether they name it, in any language that GeoNames knows."""

from __future__ import annotations

import re
from typing import Any

from eventbrief.extract.says.passage import YES, Level, Passage, Verdict, inside, one_of
from eventbrief.extract.text.gazetteer import countries_of, country_of, same_city
from eventbrief.extract.text.lexicon import Lexicon, languages, lexicon
from eventbrief.extract.text.likeness import fold

_CITY_WORDS = 4
_KNOWN_CITY = 100_000  # inhabitants of a city that tells its country without a word of it


def city(passage: Passage, value: Any) -> Verdict:
    """By any of its names; words that are the name say it."""
    wanted, words = str(value), passage.words
    read = [str(f) for f in passage.found or passage.around]
    if any(fold(f) == fold(wanted) or same_city(f, wanted) for f in (*read, words)):
        return YES
    parts = re.findall(r"[\w'’.-]+", words)
    bare = [passage.lexicon.bare(p) for p in parts] if passage.lexicon else parts
    runs = {
        " ".join(each[i : i + n])
        for each in (parts, bare)
        for n in range(1, _CITY_WORDS + 1)
        for i in range(len(each))
    }
    named = inside(fold(wanted), fold(words)) and not country_of(words)
    if not read and (named or any(same_city(run, wanted) for run in runs if run[:1].isalpha())):
        return YES
    return Verdict(Level.DENIES, next(iter(read), words))


def country(passage: Passage, value: Any) -> Verdict:
    """By name, by adjective, or by a city that there is in it."""
    codes = {str(f) for f in passage.found if f}
    if value in codes:
        return YES
    return one_of(codes | countries_in(passage.words, passage.lexicon), value)


def countries_in(words: str, own: Lexicon | None = None) -> set[str]:
    """The countries that the words name, by name or adjective, or else by a city of theirs.

    Args:
        words: what may name them.
        own: the lexicon of the words' language; all that there are where None.
    """
    known = [own] if own else [lexicon(language) for language in languages()]
    codes: set[str] = set()
    for each in known:
        codes |= {each.country_code(m) for m in each.country.finditer(words)}
        codes |= {each.demonym_country(m["form"]) for m in each.demonym.finditer(words)}
    if codes:
        return codes
    written = [words, words.title() if words.isupper() else words, *(e.bare(words) for e in known)]
    whole = {code for one in written for code in countries_of(one)}
    if whole:
        return whole
    parts = re.findall(r"[^\W\d_][\w'’-]*", words)
    runs = (" ".join(parts[i : i + n]) for n in (3, 2, 1) for i in range(len(parts) - n + 1))
    return {code for run in runs if len(run) > 2 for code in countries_of(run, _KNOWN_CITY)}
