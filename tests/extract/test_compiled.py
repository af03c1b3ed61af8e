"""What is kept of the lexicons beside them says what they say."""

from __future__ import annotations

from eventbrief.extract.text.compiled import compiled, made_of
from eventbrief.extract.text.lexicon import languages
from learn.lexicons import FOLDER, stale


def test_what_is_kept_of_each_lexicon_is_fresh() -> None:
    assert not stale(), "run `make lexicons`"


def test_a_lexicon_read_from_what_is_kept_is_the_same() -> None:
    for language in languages():
        made = made_of((FOLDER / f"{language}.yaml").read_bytes())
        read = compiled(language)
        assert read.data == made.data
        assert list(read.lists) == list(made.lists)
        assert read.words == made.words
        assert read.starts() == made.starts()
        assert read.countries == made.countries
        assert list(read.countries) == list(made.countries)
