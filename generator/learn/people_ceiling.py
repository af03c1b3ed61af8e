"""How many of those who are quoted stand among the people found, with the right role.

    python -m learn.people_ceiling [--batch 1] [-v] [--shipped]

For each quotation of the gold with a speaker who is a person: is there a person of that name, and
given one, has that person the role? Measured on articles held out of the learning, fold by fold.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from eventbrief.extract.judge.document import Document
from eventbrief.extract.judge.ranking import learned
from eventbrief.extract.single import read_with
from eventbrief.extract.text.lexicon import lexicon
from learn.articles import CORPUS, Article, corpus, own_texts
from learn.measure import scorer
from learn.train import Held

NAME, ROLE = 0.8, 0.7  # likeness from which on the corpus takes one for the other


def main() -> int:
    """Print the two ratios, over all and per language."""
    parser = argparse.ArgumentParser(prog="learn.people_ceiling", description=__doc__)
    parser.add_argument("--corpus", type=Path, default=CORPUS, help="articles/ and gold/")
    parser.add_argument("--batch", type=int, action="append", help="measure on this batch only")
    parser.add_argument("--shipped", action="store_true", help="with the weights as they are")
    parser.add_argument("-v", "--verbose", action="store_true", help="what was missed")
    options = parser.parse_args()
    articles = corpus(options.corpus)
    if options.shipped or options.corpus != CORPUS:
        found = {a.name: read_with(a.source, learned()) for a in articles}
    else:
        found = Held([*articles, *own_texts()], None, "people").documents
    count: Counter[tuple[str, str]] = Counter()
    for article in articles:
        if not options.batch or article.batch in options.batch:
            notes = _tally(article, found[article.name], count)
            if options.verbose and notes:
                print(f"-- {article.name}", *notes, sep="\n   ")
    for group in ("all", *sorted({g for g, _ in count} - {"all"})):
        print(_line(group, count))
    return 0


def _tally(article: Article, document: Document, count: Counter[tuple[str, str]]) -> list[str]:
    """Count the speakers of one article; what was missed."""
    notes = []
    for quote in article.gold["quotes"]:
        if not quote["speaker"] or _is_body(quote, article.language):
            continue
        near = _best(document, quote["speaker"])
        named = near is not None and scorer().alike(near.name, quote["speaker"]) >= NAME
        held = bool(named and near and _has_role(near.role, quote["role"]))
        for group in ("all", article.language):
            count[group, "speakers"] += 1
            count[group, "named"] += named
            count[group, "exact"] += bool(
                near and scorer().fold(near.name) == scorer().fold(quote["speaker"])
            )
            count[group, "roles"] += bool(named and quote["role"])
            count[group, "held"] += bool(quote["role"]) and held
            count[group, "silent"] += bool(named and not quote["role"])
            count[group, "invented"] += bool(named and not quote["role"] and near and near.role)
        if not named:
            notes.append(f"name: {quote['speaker']!r}, nearest {near.name if near else None!r}")
        elif quote["role"] and not held:
            notes.append(f"role: {quote['speaker']!r} {quote['role']!r}, found {near.role!r}")
        elif not quote["role"] and near and near.role:
            notes.append(f"role: {quote['speaker']!r} has none, found {near.role!r}")
    return list(dict.fromkeys(notes))


def _is_body(quote: dict[str, Any], language: str) -> bool:
    """True for a ministry or a paper: no person, to be found elsewhere."""
    words = quote["speaker"].lower().split()
    bodies = lexicon(language).words("organisation_words")
    small = lexicon(language).cased and quote["speaker"][0].islower()
    known = any(w in bodies or lexicon(language).bare(w) in bodies for w in words)
    return not quote["role"] and (small or known)


def _best(document: Document, name: str) -> Any:
    """The person whose name is most like it."""
    people = {id(m.person): m.person for m in document.people.mentions} if document.people else {}
    return max(people.values(), key=lambda p: scorer().alike(p.name, name), default=None)


def _has_role(found: str | None, stated: str | None) -> bool:
    """As the corpus compares roles."""
    if not (found and stated):
        return False
    fold = scorer().fold
    return (
        scorer().alike(found, stated) >= ROLE
        or fold(found) in fold(stated)
        or fold(stated) in fold(found)
    )


def _line(group: str, count: Counter[tuple[str, str]]) -> str:
    speakers, named, roles = (count[group, key] for key in ("speakers", "named", "roles"))
    return (
        f"{group:4} name {named / max(1, speakers):.3f} ({named} of {speakers}), "
        f"exact {count[group, 'exact'] / max(1, speakers):.3f}; "
        f"role {count[group, 'held'] / max(1, roles):.3f} ({count[group, 'held']} of {roles}); "
        f"invented {count[group, 'invented']} of {count[group, 'silent']}"
    )


if __name__ == "__main__":
    sys.exit(main())
