"""Edits of a sheet's file: what they change, and that nothing else changes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from conftest import sheet
from eventbrief.facts import tree
from eventbrief.facts.finding import InputError
from eventbrief.facts.patch import (
    Add,
    Edit,
    Note,
    Put,
    Remove,
    Rename,
    patched,
    patched_tree,
)

GONE = "# gone: "


def made(text: str, *edits: Edit) -> str:
    return patched_tree(tree.parse(text, "f.yaml"), edits).text


SHEET = """\
# by hand
fact_sheet: 1
language: fr
event:
  name: Forum  # officiel
  venue:            # not told
  theme: >-
    Long words
    on two lines
organisers:
  - {name: Ports, acronym: ADP}  # vérifié
  # the second one
  - name: Mairie
    role: host
countries: {named: [MA, FR]}
summary: []
evidence:
  /event/name:
    - {source: a, at: [0, 5], text: Forum}
  /organisers/0:
  - source: a
    at: [7, 9]
    text: Po
conflicts:
"""

CASES: list[tuple[Sequence[Edit], str, str]] = [
    ([Put("/event/venue", "Palais")], "  venue:            #", "  venue: Palais            #"),
    ([Put("/event/name", "Forum: 2")], "  name: Forum  #", '  name: "Forum: 2"  #'),
    (
        [Put("/event/name", {"fr": "F" * 60, "en": "E" * 60})],
        "  name: Forum  # officiel\n",
        f"  name:  # officiel\n    fr: {'F' * 60}\n    en: {'E' * 60}\n",
    ),
    (
        [Put("/event/theme", "Short")],
        "  theme: >-\n    Long words\n    on two lines\n",
        "  theme: Short\n",
    ),
    (
        [Put("/event/edition", 3), Put("/event/city", "Rabat")],
        "on two lines\n",
        "on two lines\n  edition: 3\n  city: Rabat\n",
    ),
    (
        [Add("/organisers", {"name": "A"}), Add("/organisers", {"name": "B"})],
        "    role: host\n",
        "    role: host\n  - {name: A}\n  - {name: B}\n",
    ),
    (
        [Remove("/organisers/1")],
        "  # the second one\n  - name: Mairie\n    role: host\n",
        "  # the second one\n",
    ),
    (
        [Remove("/organisers/0"), Remove("/organisers/1/name")],
        SHEET[SHEET.index("  - {name: Ports") : SHEET.index("countries:")],
        "  # the second one\n  - role: host\n",
    ),
    ([Add("/countries/named", "CL")], "[MA, FR]", "[MA, FR, CL]"),
    ([Remove("/countries/named/0"), Add("/countries/named", "CL")], "[MA, FR]", "[FR, CL]"),
    ([Remove("/countries/named/1")], "[MA, FR]", "[MA]"),
    (
        [Remove("/countries/named/0"), Remove("/countries/named/1"), Add("/countries/named", "NO")],
        "[MA, FR]",
        '["NO"]',
    ),
    ([Put("/countries/count", 2)], "[MA, FR]}", "[MA, FR], count: 2}"),
    ([Add("/summary", "One."), Add("/summary", "Two.")], "summary: []", "summary:\n  - One.\n  - Two."),
    (
        [Add("/evidence/~1organisers~10", {"source": "b"}), Add("/evidence/~1x", {"source": "c"})],
        "    text: Po\n",
        "    text: Po\n  - {source: b}\n  /x:\n    - {source: c}\n",
    ),
    ([Rename("/evidence/~1organisers~10", "/organisers/1")], "/organisers/0:", "/organisers/1:"),
    (
        [Rename("/evidence/~1organisers~10", "/organisers/1"), Put("/evidence/~1organisers~10/0/at", [1, 2])],
        "/organisers/0:\n  - source: a\n    at: [7, 9]",
        "/organisers/1:\n  - source: a\n    at: [1, 2]",
    ),
    ([Add("/conflicts", {"at": "/x"})], "conflicts:\n", "conflicts:\n  - {at: /x}\n"),
    ([Add("/left_out", {"source": "a"})], "conflicts:\n", "conflicts:\nleft_out:\n  - {source: a}\n"),
    ([Note("/event/name", "# look")], "  name: Forum", "  # look\n  name: Forum"),
    ([Note("/organisers/1/name", None)], "  # the second one\n", ""),
    ([Note("/organisers/1", "# gone: b", GONE)], "  - name: M", "  # gone: b\n  - name: M"),
]  # fmt: skip


@pytest.mark.parametrize(("edits", "old", "new"), CASES)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_an_edit_changes_its_own_place_and_no_other(edits, old, new, newline):
    assert SHEET.count(old) == 1
    expected = SHEET.replace(old, new).replace("\n", newline)
    assert made(SHEET.replace("\n", newline), *edits) == expected


@pytest.mark.parametrize(("edits", "old", "new"), CASES)
def test_a_missing_last_line_break_is_no_obstacle(edits, old, new):
    changed = made(SHEET.rstrip("\n"), *edits)
    assert tree.parse(changed, "f").data() == tree.parse(SHEET.replace(old, new), "f").data()


@pytest.mark.parametrize("text", [
    "a: &x {k: 1}\nb: *x\n",
    "a: &x\n  k: 1\nb: *x\n",
])  # fmt: skip
def test_what_an_alias_repeats_is_refused(text):
    for at in ("/b/k", "/a/k", "/a"):
        with pytest.raises(InputError) as refused:
            made(text, Put(at, 2))
        assert refused.value.findings[0].code == "E207"
    assert made(text, Put("/b", "else")).splitlines()[-1] == "b: else"


@pytest.mark.parametrize(
    "at",
    [
        "/summary/99999999999999999999", "/summary/-1", "/summary/٣", "/summary/x", "/event/name/x",
        "/organisers/00", "/organisers/²", "", "/fact_sheet/0",
    ],
)  # fmt: skip
def test_a_pointer_into_nothing_is_refused_in_words_or_has_no_effect(at):
    text = SHEET.replace("summary: []", "summary: [a]")
    document = sheet(text.replace("  /organisers/0:", "  /organisers/1:"))
    with pytest.raises(InputError) as refused:
        patched(document, [Put(at, "x")])
    assert not refused.value.findings[0].message.startswith(" ")
    if at:
        gone = [Remove(at), Rename(at, "y"), Note(at, "# z")]
        assert patched(document, gone) == document.tree.text


def test_comments_inside_what_is_replaced_or_taken_out_are_kept():
    text = "a:  # one\n  # two\n  - x  # three\n  # four\n  - y # five\nb: [\n  1, # six\n  2\n]\n"
    replaced = re.findall("# ?(\\w+)", made(text, Put("/a", "z"), Put("/b", 3)))
    assert sorted(replaced) == sorted(["one", "two", "three", "four", "five", "six"])
    removed = made(text, Remove("/a"))
    assert "# two" in removed and "# four" in removed


def test_the_last_edit_of_one_place_counts_and_several_keep_their_order():
    assert made("a: 1\n", Put("/a", 2), Put("/a", 3)) == "a: 3\n"
    text = made(
        "a:\n  - at: x\n    l:\n      - 1\n", Add("/a", "b"), Add("/a/0/l", 2), Put("/c", 1)
    )
    assert text == "a:\n  - at: x\n    l:\n      - 1\n      - 2\n  - b\nc: 1\n"


# -- any sheet, any edits -----------------------------------------------------------------------

words = st.sampled_from(
    [
        "a",
        "NO",
        "two words",
        "# no comment",
        "it's",
        "x: y",
        "- d",
        "é",
        "1.10",
        "",
        "a #b",
        "{",
        "q?",
    ]
)
keys = st.sampled_from(["k", "name", "/event/start", "text", "NO", "a b", "1"])
values = st.recursive(
    words | st.integers(0, 99) | st.none(),
    lambda inner: (
        st.lists(inner, min_size=0, max_size=3)
        | st.dictionaries(keys, inner, min_size=0, max_size=3)
    ),
    max_leaves=8,
)


def quoted(value: Any, style: int) -> str:
    """A scalar in one of the ways a person may write it."""
    if value is None:
        return ["", "~", "null"][style % 3]
    if isinstance(value, int):
        return str(value)
    plain = re.fullmatch(r"[\wé]+( [\wé]+)*", value) and value not in ("NO",)
    if style % 3 == 0 and plain:
        return str(value)
    return f'"{value}"' if style % 2 else "'" + value.replace("'", "''") + "'"


class Hand:
    """Writes plain data as people do: with comments, odd indents, and in every style."""

    def __init__(self, draw: Any) -> None:
        self.draw, self.comments = draw, 0

    def pick(self, most: int) -> int:
        return self.draw(st.integers(0, most))

    def comment(self) -> str:
        self.comments += 1
        return f"# c{self.comments} - x: [y"

    def flow(self, value: Any) -> str:
        gap = " " * self.pick(1)
        if isinstance(value, dict):
            inner = f",{gap} ".join(f"{quoted(k, 1)}: {self.flow(v)}" for k, v in value.items())
            return f"{{{gap}{inner}{gap}}}"
        if isinstance(value, list):
            inner = f",{gap} ".join(self.flow(v) for v in value)
            return f"[{gap}{inner}{',' if value and self.pick(3) == 0 else ''}{gap}]"
        return quoted(value, self.pick(5)) or "~"

    def below(self, value: Any, indent: int, *, dash: bool) -> str:
        """What follows `key:` or `-`."""
        if isinstance(value, (dict, list)) and value and self.pick(2):
            tail = f"  {self.comment()}" if self.pick(3) == 0 else ""
            own = indent + 1 + self.pick(2)
            if isinstance(value, list) and not dash and self.pick(2) == 0:
                own = indent
            lines = self.block(value, own)
            if dash and not tail and not lines.lstrip().startswith("#") and own > indent + 1:
                return " " * (own - indent - 1) + lines.lstrip()
            return f"{tail}\n{lines}"
        tail = f"  {self.comment()}" if self.pick(4) == 0 else ""
        if isinstance(value, str) and re.fullmatch(r"\w+( \w+)*", value) and self.pick(3) == 0:
            pad = " " * (indent + 2)
            return f" >-{tail}\n" + "\n".join(pad + w for w in value.split()) + "\n"
        text = self.flow(value) if isinstance(value, (dict, list)) else quoted(value, self.pick(5))
        return f" {text}{tail}\n" if text else f"{tail}\n"

    def block(self, value: Any, indent: int) -> str:
        pad, text = " " * indent, ""
        rows = value.items() if isinstance(value, dict) else [(None, v) for v in value]
        for key, inner in rows:
            if self.pick(3) == 0:
                text += f"{pad}{self.comment()}\n"
            if self.pick(6) == 0:
                text += "\n"
            head = "-" if key is None else f"{quoted(key, self.pick(5))}:"
            text += pad + head + self.below(inner, indent, dash=key is None)
        return text


@st.composite
def sheets(draw: Any) -> tuple[str, Any]:
    data = draw(st.dictionaries(keys, values, min_size=1, max_size=4))
    hand = Hand(draw)
    text = hand.block(data, 0) + (f"{hand.comment()}\n" if hand.pick(1) else "")
    if hand.pick(3) == 0:
        text = text.rstrip("\n")
    return text.replace("\n", "\r\n") if hand.pick(3) == 0 else text, data


simple = words.filter(bool) | st.integers(0, 9)
fresh = simple | st.dictionaries(keys, simple, min_size=1, max_size=2)


def places(data: Any, at: str = "") -> list[tuple[str, Any]]:
    found = [(at, data)] if at else []
    if isinstance(data, dict):
        for key, value in data.items():
            found += places(value, f"{at}/{key.replace('/', '~1')}")
    elif isinstance(data, list):
        for index, value in enumerate(data):
            found += places(value, f"{at}/{index}")
    return found


def essence(value: Any) -> Any:
    if isinstance(value, dict):
        kept = {str(k): essence(v) for k, v in value.items()}
        return {k: v for k, v in kept.items() if v is not None} or None
    if isinstance(value, list):
        return [essence(v) for v in value] or None
    return None if value is None else str(value)


class Model:
    """The edits made on plain data, one after the other, with a way to reach each place."""

    def __init__(self, data: Any) -> None:
        self.root = {"": data}

    def apply(self, edit: Edit, parts: list[Any]) -> None:
        here: Any = self.root
        for part in ["", *parts[:-1]] if parts else []:
            here = here[part]
        last = parts[-1]
        if isinstance(edit, Put):
            here[last] = edit.value
        elif isinstance(edit, Add):
            here[last] = [*(here[last] or []), edit.value]
        elif isinstance(edit, Remove):
            del here[last]


def parts_of(at: str, data: Any) -> list[Any]:
    parts: list[Any] = []
    for part in at[1:].split("/"):
        name: Any = part.replace("~1", "/")
        if isinstance(data, list):
            name = int(name)
        data = data[name]
        parts.append(name)
    return parts


@st.composite
def edited_sheets(draw: Any) -> tuple[str, Any, list[Edit], Any]:
    import copy

    text, data = draw(sheets())
    known = places(data)
    edits: list[Edit] = []
    taken: list[str] = []
    expected = Model(copy.deepcopy(data))
    planned: list[tuple[Edit, list[Any]]] = []
    for _ in range(draw(st.integers(1, 4))):
        at, value = draw(st.sampled_from(known))
        if any(at == t or at.startswith(f"{t}/") or t.startswith(f"{at}/") for t in taken):
            continue
        kind = draw(st.sampled_from(["put", "add", "remove", "new", "note"]))
        parts = parts_of(at, data)
        if kind == "put":
            planned.append((Put(at, draw(fresh)), parts))
            taken.append(at)
        elif kind == "remove":
            planned.append((Remove(at), parts))
            taken.append(at)
        elif kind == "note":
            edits.append(Note(at, "# gone: now", GONE))
        elif kind == "add" and (isinstance(value, list) or value is None):
            if value is None:
                taken.append(at)
            for _ in range(draw(st.integers(1, 2))):
                planned.append((Add(at, draw(fresh)), parts))
        elif kind == "new" and (isinstance(value, dict) or value is None):
            if value is None:
                taken.append(at)
                expected.apply(Put(at, {}), parts)
            planned.append((Put(f"{at}/new", draw(fresh)), [*parts, "new"]))
    # From the end, so that indexes stay those of the sheet as it was read.
    for edit, parts in planned:
        if not isinstance(edit, Remove):
            expected.apply(edit, parts)
    for edit, parts in sorted(
        (p for p in planned if isinstance(p[0], Remove)),
        key=lambda p: [(0, x, "") if isinstance(x, int) else (1, 0, x) for x in p[1]],
        reverse=True,
    ):
        expected.apply(edit, parts)
    return text, data, [*edits, *(edit for edit, _ in planned)], expected.root[""]


@settings(max_examples=400, deadline=None, suppress_health_check=list(HealthCheck))
@given(edited_sheets())
def test_any_edits_of_any_sheet_are_those_of_its_plain_data(case):
    text, data, edits, expected = case
    parsed = tree.parse(text, "f.yaml")
    assert essence(parsed.data()) == essence(data), "the hand writes what it means to"
    after = patched_tree(parsed, edits).text
    assert essence(tree.parse(after, "f.yaml").data()) == essence(expected)
    alone = [line.strip() for line in text.splitlines() if line.lstrip().startswith("# c")]
    kept = [
        line.strip() for line in after.splitlines() if line.strip().startswith("#") or "# c" in line
    ]
    for comment in alone:
        assert any(comment in line for line in kept)
    if "\r\n" in text:
        assert "\n" not in after.replace("\r\n", "")


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(sheets(), st.data())
def test_lines_that_no_edit_touches_stay_byte_for_byte(made_sheet, data):
    text, plain = made_sheet
    key = data.draw(st.sampled_from(sorted(plain)))
    at = f"/{key.replace('/', '~1')}"
    parsed = tree.parse(text, "f.yaml")
    after = patched_tree(parsed, [Put(at, data.draw(fresh))]).text
    assert isinstance(parsed.root, tree.Table)
    start = parsed.root.keys[key].start.index
    assert after.startswith(text[:start])
    later = [k.start.index for k in parsed.root.keys.values() if k.start.index > start]
    if later:
        line = text.rfind("\n", 0, min(later)) + 1
        assert after.endswith(text[line:])
