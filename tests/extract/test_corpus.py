"""Short articles in many manners: counts, and the hedges that their words have."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from eventbrief.extract.single import extract
from eventbrief.extract.text.hedges import hedges_of
from eventbrief.extract.text.lexicon import lexicon
from eventbrief.sources.reader import read

CORPUS = Path(__file__).parent / "corpus"
STATED = yaml.load((CORPUS / "stated.yaml").read_text("utf-8"), Loader=yaml.BaseLoader)


@pytest.mark.parametrize("name", sorted(STATED))
def test_the_words_that_prove_a_count_tell_its_hedge(name: str):
    source = read(CORPUS / f"{name}.txt")
    found, words = extract(source), lexicon(source.language or "")
    counts = [(found.count.number, found.count.hedge)] if found.count else []
    counts += [(heads.number, heads.hedge) for heads in found.participants]
    for number, hedge in counts:
        found = hedges_of(number.spans[0].of(source.text), words, number.value)
        assert next(iter(found), None) == hedge


def test_every_article_says_what_it_states():
    assert {p.stem for p in CORPUS.glob("*.txt")} == set(STATED)
