"""What was considered for each decision about a source, and what carried it."""

from __future__ import annotations

from collections.abc import Sequence

from eventbrief.extract.judge.candidate import Candidate, Judged, Question
from eventbrief.extract.judge.ranking import Weights, learned
from eventbrief.extract.single import read_with
from eventbrief.extract.text.lexicon import languages
from eventbrief.sources.source import Source

_SHOWN = 4  # candidates of a question
_REASONS = 8
_WORDS = 70  # code points


def explained(source: Source) -> str:
    """Every decision about the source, as a person reads it; the candidates, the likeliest first.

    A `*` stands before what was taken, a `?` where that is not sure. A number says how much a
    feature added to the score; the candidate with the highest was taken, unless "none of these"
    had more. Facts that are read by rules alone have no line.
    """
    lines = [f"{source.path}: what carried each decision"]
    if source.language not in languages():
        return lines[0]
    document = read_with(source, learned())
    for question, taken in document.decisions:
        if question.candidates:
            lines += _question(source.text, question, taken, document.weights(question.kind))
    return "\n".join(lines)


def _question(
    text: str, question: Question, taken: Sequence[Judged], weights: Weights
) -> list[str]:
    chosen = {id(judged.candidate): judged for judged in taken}
    ranked = sorted(question.candidates, key=lambda c: -weights.score(c.features))
    first = [c for c in ranked if id(c) in chosen]
    rest = [c for c in ranked if id(c) not in chosen]
    shown = [*first, *rest[: max(1, _SHOWN - len(first))]]
    lines = [f"{question.kind}:"]
    for candidate in shown:
        judged = chosen.get(id(candidate))
        mark = " " if judged is None else "*" if judged.sure else "?"
        chance = f"{judged.probability:4.0%}" if judged else "    "
        lines.append(f"  {mark} {chance} {_said(text, candidate)}{_because(weights, candidate)}")
    return lines


def _said(text: str, candidate: Candidate) -> str:
    """The words, and where they stand; the reading itself where it has no words of its own."""
    if not candidate.spans:
        return f"{candidate.value}"[:_WORDS]
    span = candidate.spans[0]
    words = " ".join(span.of(text).split())
    short = words if len(words) <= _WORDS else words[: _WORDS - 1] + "…"
    return f"`{short}` [{span.start}-{span.end}]"


def _because(weights: Weights, candidate: Candidate) -> str:
    reasons = weights.reasons(candidate)[:_REASONS]
    total = weights.score(candidate.features)
    told = ", ".join(f"{name} {added:+.2f}" for name, added in reasons)
    return f" {total:+.2f}: {told}" if told else f" {total:+.2f}"
