"""`python -m learn train|evaluate|look|why|time`.

train      learn the weights that the package comes with, then evaluate
evaluate   figures on articles held out of the learning, fold by fold
look       figures of what the package gives as it is
why        one article's decisions, each with what carried it
time       milliseconds a stage takes for 5,000 characters that it has not seen before
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from pathlib import Path
from typing import Any

from eventbrief.extract.judge.document import Document
from eventbrief.extract.judge.ranking import learned
from eventbrief.extract.judge.reasons import explained
from eventbrief.extract.judge.stages import STAGES
from eventbrief.extract.single import Stated, extract
from eventbrief.extract.text.lexicon import lexicon
from eventbrief.extract.text.reading import Reading
from learn.articles import CORPUS, ROOT, Article, corpus, own_texts
from learn.measure import Measured
from learn.train import Held, OneStage, train

WEIGHTS = ROOT / "generator" / "eventbrief" / "extract" / "weights.json"


def main() -> int:
    """Learn, or measure what was learned."""
    parser = argparse.ArgumentParser(prog="learn", description=__doc__)
    parser.add_argument("verb", choices=("train", "evaluate", "look", "why", "time"))
    parser.add_argument("--corpus", type=Path, default=CORPUS, help="articles/ and gold/")
    parser.add_argument("--batch", type=int, action="append", help="measure on this batch only")
    parser.add_argument("--article", help="with why: a part of its name")
    parser.add_argument("--stage", help="learn and measure this stage alone: quick")
    parser.add_argument("--kind", action="append", help="with -v: notes that begin with this")
    parser.add_argument("-v", "--verbose", action="store_true", help="what was wrong, by article")
    options = parser.parse_args()
    articles = corpus(options.corpus)
    if options.verb == "why":
        for article in articles:
            if options.article and options.article in article.name:
                print(explained(article.source))
        return 0
    if options.verb == "time":
        print(times(articles))
        return 0
    if options.verb == "look":  # at what the shipped weights give
        results = [(a, extract(a.source)) for a in articles]
    else:
        every = [*articles, *own_texts()]
        lines = Held(every, None, options.stage).lines()
        if options.verb == "train":
            data = trained(every, lines, options.stage)
            WEIGHTS.write_text(json.dumps(data, indent=1, sort_keys=True) + "\n", "utf-8")
        held = Held(every, lines, options.stage)
        results = [(a, s) for a, s in held.results if not a.own]
    show(results, options)
    return 0


def times(articles: list[Article]) -> str:
    """Milliseconds for each stage, for 5,000 characters, every article seen for the first time."""
    spent: dict[str, float] = {}
    characters = sum(len(a.source.text) for a in articles)
    for article in articles:
        begin = time.perf_counter()
        reading = Reading(article.source, lexicon(article.source.language or article.language))
        _ = (reading.tokens, reading.sentences)
        spent["reading"] = spent.get("reading", 0.0) + time.perf_counter() - begin
        document = Document(reading, learned())
        for stage in STAGES:
            begin = time.perf_counter()
            stage.decide(document, stage.questions(document))
            spent[stage.name] = spent.get(stage.name, 0.0) + time.perf_counter() - begin
    lines = [f"{name:12} {s * 5e6 / characters:6.2f} ms" for name, s in spent.items()]
    return "\n".join([*lines, f"{'all':12} {sum(spent.values()) * 5e6 / characters:6.2f} ms"])


def trained(articles: list[Article], lines: dict[str, Any], stage: str | None) -> dict[str, Any]:
    """The weights of all kinds; with `stage`, those of this one put beside the others."""
    everything = [True] * len(articles)
    if stage is None:
        return train(articles, everything, lines)[0]
    kept = json.loads(WEIGHTS.read_text("utf-8"))
    return {**kept, **OneStage(articles, stage).weights(everything, lines)}


def show(results: list[tuple[Article, Stated]], options: argparse.Namespace) -> None:
    """The table, and what was wrong."""
    wanted = [(a, s) for a, s in results if not options.batch or a.batch in options.batch]
    measured = Measured(wanted)
    if options.verbose:
        for name, notes in measured.notes.items():
            kept = [n for n in notes if not options.kind or n.startswith(tuple(options.kind))]
            if kept:
                print(f"-- {name}", *kept, sep="\n   ")
    print(measured.table())
    for broken in measured.broken[:20]:
        print("  ", broken)


if __name__ == "__main__":
    sys.exit(main())
