"""Quotations that are bent, cut, spliced or given to somebody else, and what is let pass."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from eventbrief.check.findings import check
from eventbrief.facts.document import parse
from eventbrief.facts.finding import Finding

ENGLISH = (
    "Farmers meet in Dakar\n\n"
    "“We will not support the treaty, and this is unacceptable,” said Minister Ana Roy. “We support "
    "the farmers of the region,” said Director Jon Hale. “The plan is illegal under the treaty,” he "
    "added. Delegates from 75 countries take part.\n\n"
    "“We can sign, if the funds arrive in time. The work is hard. Our ports stay open,” said Lena "
    "Okafor, head of the port authority.\n"
)
FRENCH = (
    "Les ports à Dakar\n\n"
    "« Nous ne soutiendrons pas le traité, et cela est inacceptable », a déclaré la ministre Ana "
    "Roy. « Nous soutenons les pêcheurs de la région », a affirmé le directeur Jon Hale. Des "
    "délégués de 75 pays participent aux travaux.\n"
)
SPANISH = (
    "Los puertos en Dakar\n\n"
    "«No vamos a apoyar el tratado, y esto es inaceptable», dijo la ministra Ana Roy. «Apoyamos a "
    "los pescadores de la región», afirmó el director Jon Hale. Delegados de 75 países participan.\n"
)
ARABIC = (
    "الموانئ في داكار\n\n"
    "قالت الوزيرة آنا روي: «لن ندعم المعاهدة وهذا أمر غير مقبول». وأضاف المدير جون هيل: «ندعم "
    "صيادي المنطقة كلها في هذا العام».\n"
)


def found(
    folder: Path,
    quote: str,
    evidence: list[str],
    *,
    text: str = ENGLISH,
    language: str = "en",
    more: str = "",
    status: str = "found",
) -> list[Finding]:
    """What `check` says of one quotation whose evidence are these words of the text."""
    (folder / "a.txt").write_text(text, encoding="utf-8")
    sha = hashlib.sha256(text.encode()).hexdigest()
    places = [(text.index(words), words) for words in evidence]
    rows = "\n".join(
        f"    - {{source: a, at: [{start}, {start + len(words)}], text: '{words}', {status_of(status)}}}"
        for start, words in places
    )
    sheet = (
        f"fact_sheet: 1\nlanguage: {language}\nevent:\nquotes:\n  - text: '{quote}'\n{more}"
        f"sources:\n  a: {{file: a.txt, sha256: {sha}, language: {language}}}\n"
        f"evidence:\n  /quotes/0/text:\n{rows}\n"
    )
    return check(parse(sheet, folder / "facts.yaml"))


def status_of(status: str) -> str:
    return f"status: {status}" + (", by: Awa" if status != "found" else "")


BENT = [
    ("legal under the treaty", ["illegal under the treaty"], "E325"),
    ("We will […] support the treaty", ["We will not support the treaty"], "E327"),
    ("We will […] support the farmers", ["We will", "support the farmers"], "E326"),
    ("this is […]acceptable", ["this is unacceptable"], "E325"),
    ("Delegates from 75 countries take part", ["Delegates from 75 countries take part"], "E324"),
    ("[…]", ["The plan is illegal"], "E323"),
    ("The plan is", ["The plan is"], "E328"),
    # neighbours
    ("ill", ["illegal"], "E325"),
    ("treat", ["treaty, and"], "E325"),
    ("egal under the treaty", ["illegal under the treaty"], "E325"),
    ("We can sign […] Our ports stay open", ["We can sign, if the funds arrive in time. The work is hard. Our ports stay open"], "E327"),
    ("We will (...) support the treaty", ["We will not support the treaty"], "E327"),
    ("We will [...] support the treaty, and this is unacceptable", ["We will not support the treaty, and this is unacceptable"], "E327"),
    ("this is unacceptable […] We support the farmers of the region", ["this is unacceptable", "We support the farmers of the region"], "E326"),
    ("We support the farmers of the region […] The plan is illegal under the treaty", ["We support the farmers of the region", "The plan is illegal under the treaty"], "E326"),
    ("said Minister Ana Roy", ["said Minister Ana Roy"], "E324"),
    ("he added. Delegates", ["he added. Delegates"], "E324"),
    ("the treaty, and this is unacceptable,” said Minister Ana Roy", ["the treaty, and this is unacceptable,” said Minister Ana Roy"], "E324"),
    ("(...)", ["The plan is illegal"], "E323"),
    ("[…] […]", ["The plan is illegal"], "E323"),
    ("… […] …", ["The plan is illegal"], "E323"),
    ("is illegal under the treaty", ["is illegal under the treaty"], "E328"),
    ("this is unacceptable", ["this is unacceptable"], "E328"),
    ("The work is", ["The work is"], "E328"),
    ("We will support the treaty", ["We will not support the treaty"], "E321"),
    ("The plan is legal under the treaty", ["The plan is illegal under the treaty"], "E321"),
    ("We support the farmers of the region", ["The plan is illegal under the treaty"], "E321"),
]  # fmt: skip


@pytest.mark.parametrize(("quote", "evidence", "code"), BENT, ids=[q for q, _, _ in BENT])
def test_a_bent_quotation_is_an_error(tmp_path: Path, quote: str, evidence: list[str], code: str):
    codes = [f.code for f in found(tmp_path, quote, evidence) if f.severity == "error"]
    assert code in codes, codes


RIGHT = [
    ("We will not support the treaty, and this is unacceptable", None),
    ("“We will not support the treaty, and this is unacceptable,”", None),
    ("The work is hard.", None),
    ("We can sign, if the funds arrive in time. The work is hard.", None),
    ("[…] this is unacceptable", ["this is unacceptable"]),
    ("The plan is […]", ["The plan is"]),
    ("The plan is…", ["The plan is"]),
    ("We support the farmers […]", ["We support the farmers"]),
    ("Our ports […] open", ["Our ports stay open"]),
]


@pytest.mark.parametrize(("quote", "evidence"), RIGHT, ids=[q for q, _ in RIGHT])
def test_a_whole_or_marked_quotation_passes(tmp_path: Path, quote: str, evidence: list[str] | None):
    words = evidence or [quote.strip("“”,")]
    assert [f.message for f in found(tmp_path, quote, words) if f.severity == "error"] == []


def test_a_part_of_a_sentence_says_so(tmp_path: Path):
    part = "illegal under the treaty"
    assert "E328" in {f.code for f in found(tmp_path, part, [part])}
    assert found(tmp_path, part, [part], more="    partial: true\n") == []


WRONG_SPEAKERS = [
    ("The plan is illegal under the treaty", "Ana Roy", "Jon Hale"),
    ("We support the farmers of the region", "Ana Roy", "Jon Hale"),
    ("We will not support the treaty, and this is unacceptable", "Jon Hale", "Ana Roy"),
    ("We will not support the treaty, and this is unacceptable", "Lena Okafor", "Ana Roy"),
]


@pytest.mark.parametrize(("quote", "speaker", "right"), WRONG_SPEAKERS)
def test_a_quotation_is_whose_the_source_says(tmp_path: Path, quote: str, speaker: str, right: str):
    findings = found(tmp_path, quote, [quote], more=f"    speaker: {speaker}\n")
    (error,) = [f for f in findings if f.code == "E329"]
    assert f"gives these words to `{right}`" in error.message
    findings = found(tmp_path, quote, [quote], more=f"    speaker: {right}\n")
    assert [f.code for f in findings if f.severity == "error"] == []


def test_a_role_is_what_the_source_calls_the_speaker(tmp_path: Path):
    quote = "The work is hard."
    more = "    speaker: Lena Okafor\n    role: {}\n"
    wrong = found(tmp_path, quote, [quote], more=more.format("minister of trade"))
    assert "E329" in {f.code for f in wrong}
    right = found(tmp_path, quote, [quote], more=more.format("head of the port authority"))
    assert [f.code for f in right if f.severity == "error"] == []


@pytest.mark.parametrize(
    ("language", "text", "quote", "evidence", "code"),
    [
        ("fr", FRENCH, "Nous […] le traité", "Nous ne soutiendrons pas le traité", "E327"),
        ("fr", FRENCH, "cela est […]acceptable", "cela est inacceptable", "E325"),
        ("fr", FRENCH, "Nous soutenons les", "Nous soutenons les", "E328"),
        ("fr", FRENCH, "Des délégués de 75 pays", "Des délégués de 75 pays", "E324"),
        ("es", SPANISH, "[…] vamos a […] apoyar el tratado", "No vamos a apoyar el tratado", "E327"),
        ("es", SPANISH, "vamos a apoyar el tratado", "No vamos a apoyar el tratado", "E328"),
        ("es", SPANISH, "Apoyamos a los", "Apoyamos a los", "E328"),
        ("es", SPANISH, "Delegados de 75 países", "Delegados de 75 países", "E324"),
        ("ar", ARABIC, "لن ندعم المعاهدة وهذا أمر […] مقبول", "لن ندعم المعاهدة وهذا أمر غير مقبول", "E327"),
        ("ar", ARABIC, "ندعم صيادي", "ندعم صيادي", "E328"),
        ("ar", ARABIC, "ندعم المعاهدة", "لن ندعم المعاهدة", "E328"),
    ],
)  # fmt: skip
def test_in_four_languages(
    tmp_path: Path, language: str, text: str, quote: str, evidence: str, code: str
):
    findings = found(tmp_path, quote, [evidence], text=text, language=language)
    codes = {f.code for f in findings if f.severity == "error"}
    assert code in codes if code else not codes, [f.message for f in findings]


def test_a_quotation_that_the_source_interrupts_is_one(tmp_path: Path):
    text = (
        "Ports\n\n“We will build ten dams,” said Ama Okafor, minister of water, “and two ports.”\n"
    )
    whole = ["We will build ten dams", "and two ports."]
    findings = found(tmp_path, "We will build ten dams and two ports.", whole, text=text)
    assert [f.message for f in findings if f.severity == "error"] == []


@pytest.mark.parametrize(
    ("quote", "words"),
    [
        ("We can sign […]", "We can sign"),
        ("[…] support the treaty, and this is unacceptable", "support the treaty, and this is unacceptable"),
        ("We can […] arrive in time.", "We can sign, if the funds arrive in time."),
    ],
)  # fmt: skip
def test_dots_at_an_end_hide_no_condition_either(tmp_path: Path, quote: str, words: str):
    codes = [f.code for f in found(tmp_path, quote, [words]) if f.severity == "error"]
    assert codes == ["E327"]


def test_a_person_who_confirmed_the_words_bears_a_cut_but_not_other_words(tmp_path: Path):
    cut = found(tmp_path, "The plan is", ["The plan is"], status="confirmed")
    assert [f.code for f in cut if f.severity == "error"] == []
    bent = found(tmp_path, "The plan was", ["The plan is"], status="confirmed")
    assert [f.code for f in bent if f.severity == "error"] == ["E321"]
