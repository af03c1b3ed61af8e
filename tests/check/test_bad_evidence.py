"""Evidence that no hand should write: a finding at its line, never a traceback."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from eventbrief.check.findings import check
from eventbrief.facts.document import parse
from eventbrief.facts.finding import Finding, InputError

BASE = f"""fact_sheet: 1
language: en
event: {{name: Forum}}
summary: [A Forum is held.]
sources:
  a: {{file: a.txt, sha256: '{"0" * 64}', language: en}}
evidence:
"""


def found(folder: Path, rows: str) -> list[Finding]:
    (folder / "a.txt").write_text("A Forum is held.", encoding="utf-8")
    try:
        return check(parse(BASE + rows, folder / "facts.yaml"))
    except InputError as error:
        return error.findings


@pytest.mark.parametrize(
    ("code", "row"),
    [
        ("E205", "/event/name: [{source: a, at: [٢, ٧], text: Forum}]"),
        ("E205", "/event/name: [{source: a, at: [２, ７], text: Forum}]"),
        ("E205", "/event/name: [{source: a, at: [-5, 3], text: Forum}]"),
        ("E205", "/event/name: [{source: a, at: [7, 2], text: Forum}]"),
        ("E205", "/event/name: [{source: a, at: [1e3, 2e3], text: Forum}]"),
        ("E206", "/event/name: [{source: a, at: [1], text: Forum}]"),
        ("E305", f"/event/name: [{{source: a, at: [{10**25}, {10**26}], text: Forum}}]"),
        ("E305", "/event/name: [{source: a, at: [2, 7000000], text: Forum}]"),
        ("W303", f"/summary/{10**25}: [{{source: a, at: [0, 1], text: A}}]"),
        ("W303", "/summary/-1: [{source: a, at: [0, 1], text: A}]"),
        ("W303", "/summary/٠: [{source: a, at: [0, 1], text: A}]"),
        ("W303", "/summary/²: [{source: a, at: [0, 1], text: A}]"),
        ("W303", "/summary/00: [{source: a, at: [0, 1], text: A}]"),
        ("W303", "/nothing/here: [{source: a, at: [0, 1], text: A}]"),
        ("W303", "nothing: [{source: a, at: [0, 1], text: A}]"),
        ("W303", "/event/name/x: [{source: a, at: [0, 1], text: A}]"),
        ("W303", "'/~2': [{source: a, at: [0, 1], text: A}]"),
        ("W303", "/a" * 300 + ": [{source: a, at: [0, 1], text: A}]"),
        ("E304", "/event/name: [{source: a, at: [2, 7]}]"),
        ("E304", "/event/name: [{source: nobody, at: [2, 7], text: Forum}]"),
        ("E309", "'': [{source: a, at: [2, 7], text: Forum}]"),
    ],
)
def test_each_is_a_finding_at_its_line(tmp_path: Path, code: str, row: str):
    findings = [f for f in found(tmp_path, f"  {row}\n") if f.code == code]
    assert findings
    assert all(f.line == 8 for f in findings)


@settings(
    max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    key=st.one_of(
        st.text("/~019ab٣²-", max_size=12),
        st.sampled_from(["/event/name", "/summary/0", "/quotes/0/text", "/event", ""]),
    ),
    at=st.lists(st.integers(-(10**20), 10**20) | st.sampled_from(["٣", "²", "x"]), max_size=3),
    text=st.text(max_size=6),
)
def test_no_evidence_breaks_the_check(tmp_path: Path, key: str, at: list[object], text: str):
    import json

    row = json.dumps({"source": "a", "at": at, "text": text}, ensure_ascii=False)
    for finding in found(tmp_path, f"  {json.dumps(key, ensure_ascii=False)}: [{row}]\n"):
        assert finding.message
