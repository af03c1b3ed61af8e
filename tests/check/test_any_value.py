"""Any one value of a clean sheet replaced by another plausible one is an error; the clean sheet has none."""

from __future__ import annotations

import datetime
import re
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from check.releases import RELEASES
from conftest import SHARED
from eventbrief.check.findings import check
from eventbrief.extract.merge import merge
from eventbrief.extract.single import extract, reread
from eventbrief.extract.wording import same_words
from eventbrief.facts import pointer
from eventbrief.facts.document import Document, parse
from eventbrief.facts.fact import Fact, Proof, Type
from eventbrief.facts.finding import Finding, InputError
from eventbrief.facts.model import FactSheet
from eventbrief.facts.table import FACTS, fact_at
from eventbrief.facts.texts import facts
from eventbrief.facts.writer import write
from eventbrief.sources.reader import read
from extract.one_event_texts import ONE

CORPUS = sorted((Path(__file__).parents[1] / "extract" / "corpus").glob("*.txt"))
REAL = sorted((SHARED / "corpus" / "articles").glob("*.txt")) if SHARED.is_dir() else []
CODES = {
    "/event/country": ["FR", "US", "BR", "JP", "KE"],
    "/countries/named/*": ["FI", "CL", "NZ", "LA", "ZW"],
    "/organisers/*/country": ["FI", "CL"],
    "/organisers/*/role": ["organiser", "host", "partner", "sponsor", "patron"],
    "/countries/counted": ["represented", "participating", "members"],
    "/countries/hedge": ["about", "at_least", "at_most", "expected"],
    "/participants/*/hedge": ["about", "at_least", "at_most", "expected"],
}


@pytest.fixture(scope="module")
def sheets(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Document]:
    """Clean sheets: extracted from articles of our own, and written for releases."""
    folder = tmp_path_factory.mktemp("sheets")
    made = {}
    for path in CORPUS:
        text = write(merge([extract(read(path))], folder))
        made[path.stem] = parse(text, folder / f"{path.stem}.yaml")
    for language, release in RELEASES.items():
        made[f"release-{language}"] = parse(release.sheet(folder), folder / f"{language}.yaml")
    return made


@pytest.fixture(scope="module")
def pool(sheets: dict[str, Document]) -> dict[tuple[str, str], list[Any]]:
    """What stands at each kind of fact, in each language, in all sheets."""
    found: dict[tuple[str, str], list[Any]] = defaultdict(list)
    for document in sheets.values():
        for at, value in facts(document.sheet):
            fact = fact_at(at)
            if fact and fact.proof is not Proof.NONE and isinstance(value, str):
                found[fact.at, document.sheet.language].append(value)
    return found


def provable(document: Document) -> list[tuple[Fact, str, Any]]:
    """The values of a sheet that words must say."""
    return [
        (fact, at, value)
        for at, value in facts(document.sheet)
        if (fact := fact_at(at)) and fact.proof is not Proof.NONE and value not in (None, "", False)
    ]


def errors(document: Document) -> list[Finding]:
    return [f for f in check(document) if f.severity == "error"]


def others(fact: Fact, value: Any, known: list[Any]) -> list[Any]:
    """Other values that a hurried hand might put there."""
    if fact.type is Type.NUMBER:
        return [value + 1, value + 7, value + 100]
    if fact.type is Type.DAY:
        day = datetime.date.fromisoformat(f"{value}-01-01"[:10])
        moved = [day + datetime.timedelta(days) for days in (1, -1, 31, 365)]
        return [each.isoformat()[: len(value)] for each in moved]
    if fact.type is Type.TIME:
        return ["08:00", "10:00", "09:31", "22:45"]
    if fact.type is Type.CODE:
        return CODES[fact.at]
    words = str(value).split()
    bent = [" ".join([*words[:n], word, *words[n + 1 :]]) for n, word in ((0, "Autre"), (-1, "x"))]
    if fact.key == "phone":
        bent = [str(value).replace("1", "7"), f"{value}9"]
    bent += [re.sub(r"\d", lambda m: str((int(m.group()) + 1) % 10), str(value), count=1)]
    return [*known, *bent, " ".join(words[:-1]) if len(words) > 1 else f"{value}s"]


def with_value(document: Document, at: str, value: Any) -> Document:
    data = _lists(document.sheet.model_dump())
    holder: Any = data
    parts = pointer.split(at)
    for part in parts[:-1]:
        holder = holder[int(part)] if isinstance(holder, list) else holder[part]
    holder[int(parts[-1]) if isinstance(holder, list) else parts[-1]] = value
    return parse(write(FactSheet.model_validate(data)), document.path)


def _lists(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _lists(inner) for key, inner in value.items()}
    return [_lists(inner) for inner in value] if isinstance(value, (list, tuple)) else value


def test_clean_sheets_have_no_error(sheets: dict[str, Document]):
    found = {name: [f.message for f in errors(d)] for name, d in sheets.items()}
    assert {name: messages for name, messages in found.items() if messages} == {}


def test_the_releases_hold_every_kind_of_fact_that_words_can_say():
    kept = {at for release in RELEASES.values() for at, _, _ in release.rows}
    told = {fact.at for at in kept if (fact := fact_at(at))}
    # Told by the words of other facts; tried below on articles.
    beside = {"/countries/hedge", "/countries/counted", "/organisers/*/country"}
    asked = {f.at for f in FACTS if f.says and f.proof is not Proof.NONE and not f.holds_facts}
    assert asked - told - beside == {"/quotes/*/organisation"}


@settings(
    max_examples=400,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.integers(0, 10**6), st.integers(0, 10**6), st.integers(0, 10**6))
def test_any_value_replaced_by_another_is_an_error(
    sheets: dict[str, Document],
    pool: dict[tuple[str, str], list[Any]],
    which: int,
    what: int,
    other: int,
):
    names = [*sheets, *[f"release-{n}" for n in RELEASES] * 12]
    name = names[which % len(names)]
    document = sheets[name]
    values = provable(document)
    fact, at, value = values[what % len(values)]
    known = pool.get((fact.at, document.sheet.language), [])
    options = [o for o in others(fact, value, known) if not same_words(str(o), str(value)) and o]
    assume(options)
    changed = with_value(document, at, options[other % len(options)])
    assert errors(changed), (name, at, value)


@pytest.mark.skipif(not REAL, reason="the real articles are not beside this checkout")
def test_sheets_of_real_articles_have_no_error(tmp_path: Path):
    found = {}
    for path in REAL:
        try:
            source = read(path)
        except InputError:
            continue  # a file that is not text
        document = parse(write(merge([reread(source).stated], tmp_path)), tmp_path / "f.yaml")
        found[path.stem] = [f"{f.code} {f.message}" for f in errors(document)]
    assert len(found) > 200
    assert {name: messages for name, messages in found.items() if messages} == {}


def test_sheets_of_several_sources_have_no_error(tmp_path: Path):
    found = {}
    for name, sources in ONE.items():
        stated = []
        for key, text in sources.items():
            path = tmp_path / f"{key}.txt"
            path.write_text(text, encoding="utf-8")
            stated.append(extract(read(path)))
        document = parse(write(merge(stated, tmp_path)), tmp_path / "f.yaml")
        found[name] = [f"{f.code} {f.message}" for f in errors(document)]
    assert found
    assert {name: messages for name, messages in found.items() if messages} == {}
