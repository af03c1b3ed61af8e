"""Files of recipients, as people make them, and what a person sees where one is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import Command
from eventbrief.deliver.recipients import Recipient, read_recipients
from eventbrief.facts.finding import Finding, InputError

AUDIENCES = ("executive", "press", "public")
LANGUAGES = ("ar", "en", "fr")


def read(tmp_path: Path, data: str | bytes) -> tuple[list[Recipient], list[Finding]]:
    path = tmp_path / "people.csv"
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return read_recipients(path, AUDIENCES, LANGUAGES)


def told(tmp_path: Path, data: str | bytes) -> list[Finding]:
    with pytest.raises(InputError) as caught:
        read(tmp_path, data)
    return caught.value.findings


def test_columns_come_in_any_order_and_language(tmp_path: Path):
    (one, two), findings = read(
        tmp_path,
        "Pièces jointes;Audience;Nom;Langue;E-mail;Copie\n"
        "both;press;Awa Diop;FR;awa@example.org;a@example.org, b@example.org\n"
        ";Public;;;sean@example.net;\n",
    )
    assert findings == []
    assert one == Recipient(
        "awa@example.org", "Awa Diop", "press", "fr", ("a@example.org", "b@example.org"), "both", 2
    )
    assert one.formats == ("pdf", "docx")
    assert (two.audience, two.language, two.formats, two.line) == ("public", "", ("pdf",), 3)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_excel_s_ways_of_saving_are_read(tmp_path: Path, encoding: str, delimiter: str, end: str):
    rows = [["email", "name", "audience"], ["a@example.org", "Zoë Müller", "press"], ["", "", ""]]
    text = end.join(delimiter.join(row) for row in rows) + end
    (one,), findings = read(tmp_path, text.encode(encoding))
    assert (one.name, findings) == ("Zoë Müller", [])


def test_a_file_in_windows_1252_is_read_and_that_is_said(tmp_path: Path):
    (one,), (finding,) = read(
        tmp_path, "email,name,audience\na@example.org,Zoë Müller,press\n".encode("cp1252")
    )
    assert one.name == "Zoë Müller"
    assert (finding.code, finding.line) == ("W707", 2)
    assert (
        "it was read as Windows-1252, so that line 2 is: a@example.org,Zoë Müller"
        in finding.message
    )


@pytest.mark.parametrize(
    ("given_address", "email"),
    [
        ("Desk@Example.ORG", "Desk@example.org"),
        ("desk@exämple.org", "desk@xn--exmple-cua.org"),
        ("δοκιμή@example.org", "δοκιμή@example.org"),
        ("o'brien+news@example.org", "o'brien+news@example.org"),
    ],
)
def test_addresses_are_put_into_their_form(tmp_path: Path, given_address: str, email: str):
    (one,), _ = read(tmp_path, f"email,audience\n{given_address},press\n")
    assert one.email == email


def test_a_comma_in_a_name_and_a_long_arabic_name_are_kept(tmp_path: Path):
    long = "محمد بن عبد الرحمن بن عبد العزيز بن محمد آل سعود الفيصل الكبير"
    assert len(long) >= 60
    (one, two), _ = read(
        tmp_path,
        f'name,email,audience\n"Diop, Awa ""Fall""",a@example.org,press\n{long},b@example.org,press\n',
    )
    assert (one.name, two.name) == ('Diop, Awa "Fall"', long)


@pytest.mark.parametrize(
    ("text", "code", "place", "message", "advice"),
    [
        ("email,audience\na@example,press\n", "E703", (2, 1), "`a@example` is no e-mail address", ""),
        ("email,audience\nno,press\n", "E703", (2, 1), "`no` is no e-mail address", ""),
        ("name,email,audience\nA,,press\n", "E703", (2, 3), "`email` is empty", "add the address"),
        ("email,audience\na@example.org,\n", "E703", (2, 15), "no audience is given", "there are: executive"),
        ("email,audience\na@example.org,pres\n", "E703", (2, 15), "there is no audience `pres`", "did you mean `press`?"),
        ("email,audience,language\na@example.org,press,de\n", "E703", (2, 21), "there is no language `de`", "ar, en, fr"),
        ("email,audience,attach\na@example.org,press,odt\n", "E703", (2, 21), "there is no attach `odt`", "both"),
        ("email,audience,cc\na@example.org,press,b@\n", "E703", (2, 21), "`b@` is no e-mail address", ""),
        ("name,audience\nA,press\n", "E702", (1, 1), "there is no column `email`", "name,email"),
        ("email\na@example.org\n", "E702", (1, 1), "there is no column `audience`", "name,email"),
        ("email,audience,email\na@example.org,press,x\n", "E702", (1, 16), "the column `email` stands twice", "keep one"),
        ("email,audience\n", "E701", (1, 1), "there is a header, but no recipient", "then a line for each"),
        ("email,audience\na@example.org,press\nA@example.org,executive\n", "E704", (3, 1), "listed for another brief on line 2 (press)", "keep the right line"),
        ('email,audience\n"a@example.org,press\n', "E703", (2, 1), "this line is no CSV", "quotation marks"),
        ('name,email,audience\n"A\r\nBcc: x@example.org",a@example.org,press\n', "E703", (2, 2), "`name` holds a line break", "on one line"),
        ('email,audience\n"a@example.org\nBcc: b@example.org",press\n', "E703", (2, 2), "`email` holds a line break", ""),
        ("name,email,audience\nA\x00B,a@example.org,press\n", "E703", (2, 1), "", ""),
        ('name,email,audience\n"A\u2028B",a@example.org,press\n', "E703", (2, 2), "`name` holds a line break", ""),
        ("email,audience\na@example.org b@example.org,press\n", "E703", (2, 1), "is no e-mail address", ""),
        ("email,audience\nA <a@example.org>,press\n", "E703", (2, 1), "is no e-mail address", ""),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_with_line_and_column(
    tmp_path: Path, text, code, place, message, advice
):
    found = told(tmp_path, text)[0]
    assert (found.code, found.line, found.column) == (code, *place), found
    assert message in found.message
    assert advice in found.advice


def test_all_errors_are_told_at_once(tmp_path: Path):
    found = told(tmp_path, "email,audience\nno,pres\nneither,press\n")
    assert [(f.line, f.column) for f in found] == [(2, 1), (2, 4), (3, 1)]


def test_a_line_that_stands_twice_gets_one_message(tmp_path: Path):
    people, (finding,) = read(
        tmp_path, "email,audience\na@example.org,press\nb@example.org,press\nA@Example.org,press\n"
    )
    assert [p.email for p in people] == ["a@example.org", "b@example.org"]
    assert (finding.code, finding.line) == ("W709", 4)
    assert "stands on line 2 too; it gets one message" in finding.message


def test_a_column_that_is_not_known_is_a_warning(tmp_path: Path):
    _, (finding,) = read(tmp_path, "email,audience,langage\na@example.org,press,fr\n")
    assert (finding.code, finding.column) == ("W708", 16)
    assert "did you mean `language`?" in finding.advice


def test_what_is_no_table_of_recipients_is_refused(tmp_path: Path):
    assert told(tmp_path, "")[0].code == "E701"
    assert {f.code for f in told(tmp_path, b"\x00\x01\x02")} == {"W708", "E702"}
    assert told(tmp_path, "x" * 5_000_001)[0].code == "E103"


@given(st.text(max_size=200))
def test_no_text_breaks_the_reader(tmp_path_factory: pytest.TempPathFactory, text: str):
    path = tmp_path_factory.mktemp("any") / "people.csv"
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    try:
        people, _ = read_recipients(path, AUDIENCES, LANGUAGES)
    except InputError as error:
        assert error.findings
    else:
        assert all("\n" not in p.name + p.email for p in people)


def test_nothing_is_written_where_a_line_is_wrong(eventbrief: Command, tmp_path: Path):
    from conftest import EXAMPLE

    (tmp_path / "facts.yaml").write_bytes(EXAMPLE.read_bytes())
    (tmp_path / "people.csv").write_text("email,audience\na@example.org,press\nno,press\n")
    done = eventbrief("mail", "facts.yaml", "--recipients", "people.csv")
    assert done.returncode == 1
    assert "people.csv:3:1: error E703: `no` is no e-mail address" in done.stderr
    assert "  3 | no,press\n    | ^" in done.stderr
    assert {p.name for p in tmp_path.iterdir()} == {"facts.yaml", "people.csv"}
