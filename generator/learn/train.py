"""Articles -> weights, stage after stage, and how good they are on articles held out."""

from __future__ import annotations

import dataclasses
import functools
import itertools
import math
from collections import defaultdict
from collections.abc import Sequence
from typing import Any, NamedTuple

from eventbrief.extract.judge.candidate import Question
from eventbrief.extract.judge.document import Document
from eventbrief.extract.judge.ranking import Judge, Weights, judge_of, learned
from eventbrief.extract.judge.stages import STAGES
from eventbrief.extract.single import Stated, stated_in
from eventbrief.extract.text.lexicon import lexicon
from eventbrief.extract.text.reading import Reading
from eventbrief.sources.source import Source
from learn.articles import FOLDS, Article, fold_of
from learn.fit import Labelled, fit
from learn.labels import CHOOSE, EACH, PENALTY

LEAST = 0.4  # before the lines are drawn
# Decisions about everybody who is named, which only the people of some articles are known for.
NAMED_WHOLE = ("person_name", "role_before", "role_after")
OWN_WEIGHT = 0.4  # our own texts say less about the world
PRECISION = 0.98  # of what is sure
_DOUBT = 0.5  # wrong ones by which few are doubted

# How likely the best candidate is, whether it is right, and whether any is.
Chance = tuple[float, bool, bool]


class _Share(NamedTuple):
    chance: float
    share: float
    right: bool


def documents(articles: Sequence[Article]) -> list[Document]:
    """The articles as read, nothing decided yet."""
    return [
        Document(_reading(a.source, a.source.language or a.language), Judge({})) for a in articles
    ]


@functools.cache
def _reading(source: Source, language: str) -> Reading:
    """The source's words, made once for all folds; what is decided about it is no part of them."""
    return Reading(source, lexicon(source.language or language))


def train(
    articles: Sequence[Article], learning: Sequence[bool], lines: dict[str, Any] | None = None
) -> tuple[dict[str, Any], list[Document]]:
    """The weights learned from some of the articles, and what they decide about all.

    Args:
        articles: all articles.
        learning: for each, whether it is learned from.
        lines: `least` and `sure` of each kind; where None, those from before calibration.
    """
    texts = documents(articles)
    data: dict[str, Any] = {}
    for stage in STAGES:
        asked = [stage.questions(document) for document in texts]
        for kind in stage.kinds:
            data[kind] = _learn_kind(kind, texts, articles, asked, learning, lines)
        judge = judge_of(data)
        for document, questions in zip(texts, asked, strict=True):
            document.judge = judge
            stage.decide(document, questions)
    return data, texts


class OneStage:
    """One stage of many, learned again and again on what the stages before it decided once."""

    def __init__(self, articles: Sequence[Article], name: str) -> None:
        self.articles = articles
        self.texts = documents(articles)
        self.stage = next(stage for stage in STAGES if stage.name == name)
        for document in self.texts:
            document.judge = learned()
            for stage in STAGES[: STAGES.index(self.stage)]:
                stage.decide(document, stage.questions(document))
            # what is learned again has no weights yet, by which some candidates could be left out
            kept = {k: w for k, w in learned().kinds.items() if k not in self.stage.kinds}
            document.judge = Judge(kept)
        self.asked = [self.stage.questions(document) for document in self.texts]

    def weights(self, learning: Sequence[bool], lines: dict[str, Any] | None) -> dict[str, Any]:
        """The weights of the stage's kinds, learned from some of the articles."""
        return {
            kind: _learn_kind(kind, self.texts, self.articles, self.asked, learning, lines)
            for kind in self.stage.kinds
        }

    def train(self, learning: Sequence[bool], lines: dict[str, Any] | None) -> list[Document]:
        """The documents as decided by weights that are learned from some of the articles."""
        data = self.weights(learning, lines)
        judge = Judge({**learned().kinds, **judge_of(data).kinds})
        decided = []
        for before, questions in zip(self.texts, self.asked, strict=True):
            document = dataclasses.replace(before, judge=judge, decisions=[])
            self.stage.decide(document, questions)
            decided.append(document)
        return decided


def _learn_kind(
    kind: str,
    texts: Sequence[Document],
    articles: Sequence[Article],
    asked: Sequence[Sequence[Question]],
    learning: Sequence[bool],
    lines: dict[str, Any] | None,
) -> dict[str, Any]:
    """The weights of one kind of decision, learned from some of the articles."""
    items = [
        labelled(document, question, article)
        for document, article, questions, learn in zip(
            texts, articles, asked, learning, strict=True
        )
        for question in questions
        if learn and question.kind == kind and known(article, kind)
    ]
    drawn = (lines or {}).get(kind, {"least": LEAST, "sure": 0.9})
    if not items:
        return _nothing(drawn)
    return {**drawn, **fit(items, choose=kind in CHOOSE, penalty=PENALTY.get(kind, 1.0))}


def _nothing(drawn: dict[str, float]) -> dict[str, Any]:
    return {**drawn, "features": {}, "none": {}}


def known(article: Article, kind: str) -> bool:
    """Whether it is known what the article states of this kind; our own texts say no roles."""
    if article.own and kind in NAMED_WHOLE:
        return not article.whole
    if article.whole:
        return True
    if kind in ("city", "venue", "country"):
        return bool(article.gold[kind])  # they do not say that none is stated
    return kind != "role"


def labelled(document: Document, question: Question, article: Article) -> Labelled:
    """The question with its right answers."""
    label = CHOOSE.get(question.kind) or EACH[question.kind]
    right = [label(document, question, c, article.gold) for c in question.candidates]
    return Labelled(question, right, OWN_WEIGHT if article.own else 1.0)


class Held:
    """What every fold's weights decide about the articles that they have not seen.

    Args:
        articles: all articles.
        lines: as `train` takes them.
        stage: where given, only this stage is learned anew in every fold; those before it decide
            by the weights that the package has, and those after it do not decide at all. That is
            quick, and good enough while one stage is worked on.
    """

    def __init__(
        self,
        articles: Sequence[Article],
        lines: dict[str, Any] | None = None,
        stage: str | None = None,
    ) -> None:
        self.articles = articles
        self.results: list[tuple[Article, Stated]] = []
        self.chances: dict[str, list[Chance]] = defaultdict(list)
        self.documents: dict[str, Document] = {}
        alone = OneStage(articles, stage) if stage else None
        for fold in range(FOLDS):
            learning = [a.own or fold_of(i) != fold for i, a in enumerate(articles)]
            texts = alone.train(learning, lines) if alone else train(articles, learning, lines)[1]
            for article, document, learn in zip(articles, texts, learning, strict=True):
                if not learn:
                    self.results.append((article, stated_in(document)))
                    self.documents[article.name] = document
                    self._note(article, document)

    def _note(self, article: Article, document: Document) -> None:
        """For each question, its best chance, whether that is right, and whether any is."""
        for question, _ in document.decisions:
            label = CHOOSE.get(question.kind) or EACH[question.kind]
            weights: Weights = document.judge.of(question.kind)
            right = [label(document, question, c, article.gold) for c in question.candidates]
            if question.kind in EACH:
                for candidate, good in zip(question.candidates, right, strict=True):
                    if good is not None:
                        one = Question(question.kind, [candidate])
                        chance = _alone(weights, one)
                        self.chances[question.kind].append((chance, good, good))
            elif found := weights.best(question):
                best, chance, _ = found
                if (good := right[best]) is not None:
                    self.chances[question.kind].append((chance, good, any(right)))

    def lines(self) -> dict[str, dict[str, float]]:
        """From which chance on a candidate is taken, and from which it is sure, per kind."""
        return drawn(self.chances)


def _alone(weights: Weights, question: Question) -> float:
    score = weights.score(question.candidates[0].features)
    return 1.0 / (1.0 + math.exp(-max(-60.0, min(60.0, score))))


def drawn(chances: dict[str, list[Chance]]) -> dict[str, dict[str, float]]:
    """The lines of each kind.

    The share that is right, for a chance, is estimated by isotonic regression (pool adjacent
    violators). `least` stands where that share is half of the F1 that results, which gives the best
    F1 (Lipton and others, 2014); `sure` where it is so high that of all facts of all kinds above
    their lines, PRECISION are right.
    """
    shares = {kind: _shares(items) for kind, items in sorted(chances.items())}
    every = sorted((i for items in shares.values() for i in items), key=lambda i: -i.share)
    right, number, share = 0, 0, 1.0
    for alike, group in itertools.groupby(every, key=lambda i: i.share):
        for item in group:
            right, number = right + item.right, number + 1
        if right / number >= PRECISION:
            share = alike
    return {kind: _lines(items, chances[kind], share) for kind, items in shares.items()}


def _shares(items: Sequence[Chance]) -> list[_Share]:
    """Each chance with the share that is right among those about as high, from low to high."""
    blocks: list[list[Chance]] = []
    for item in sorted(items, key=lambda i: i[0]):
        blocks.append([item])
        while len(blocks) > 1 and _mean(blocks[-2]) >= _mean(blocks[-1]):
            last = blocks.pop()
            blocks[-1] += last
    return [_Share(c[0], _mean(block, _DOUBT), c[1]) for block in blocks for c in block]


def _mean(block: Sequence[Chance], doubt: float = 0.0) -> float:
    """The share of what is right; with `doubt`, as if so many wrong ones more had been seen."""
    return sum(good for _, good, _ in block) / (len(block) + doubt)


def _lines(shares: list[_Share], items: Sequence[Chance], share: float) -> dict[str, float]:
    stated = sum(answerable for _, _, answerable in items)
    best, right, number = 0.0, 0, 0
    for item in reversed(shares):
        right, number = right + item.right, number + 1
        best = max(best, 2 * right / (number + stated) if stated else 0.0)
    least = min((i.chance for i in shares if i.share >= best / 2), default=0.5)
    sure = min((i.chance for i in shares if i.share >= share), default=1.01)
    return {"least": round(least - 0.0005, 3), "sure": round(max(sure, least) - 0.0005, 3)}
