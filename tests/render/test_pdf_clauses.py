"""The clauses of PDF/A-2a (ISO 19005-2) and PDF/UA-1 (ISO 14289-1) that a page answers for."""

from __future__ import annotations

import io
import itertools
import re
import struct
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest
from fontTools.ttLib import TTFont

from conftest import composed
from eventbrief.compose.page import Options
from eventbrief.compose.template import folders, load_template
from eventbrief.facts.document import Document, load
from eventbrief.layout.fit import fit
from eventbrief.render.pdf import render
from eventbrief.workspace.trial import samples

ARABIC = load(Path(__file__).parent / "arabic.yaml")


@pytest.fixture(scope="module", params=["fr", "ar", "ar unsure"])
def data(request: pytest.FixtureRequest, example: Document) -> bytes:
    language, _, unsure = request.param.partition(" ")
    sheet = example.sheet if language == "fr" else ARABIC.sheet
    sheet = samples()["full"] if unsure else sheet
    page = composed(sheet, load_template("executive"), language, Options())
    return render(fit(page, folders()))


@pytest.fixture
def pdf(data: bytes) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(io.BytesIO(data)) as opened:
        yield opened


def elements(node: pikepdf.Object) -> Iterator[pikepdf.Object]:
    """Every structure element below `node`, in reading order."""
    kids = node.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            yield from elements(kid)


def fonts(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    yield from pdf.pages[0].Resources.Font.values()


def codes_shown(pdf: pikepdf.Pdf) -> dict[str, set[int]]:
    """The glyph numbers that the content shows, by the font's label."""
    shown: dict[str, set[int]] = {}
    label = ""
    for operands, operator in pikepdf.parse_content_stream(pdf.pages[0]):
        if str(operator) == "Tf":
            label = str(operands[0])
        strings = operands if str(operator) == "Tj" else ()
        if str(operator) == "TJ":
            strings = [part for part in operands[0] if isinstance(part, pikepdf.String)]
        for text in strings:
            raw = bytes(text)
            shown.setdefault(label, set()).update(struct.unpack(f">{len(raw) // 2}H", raw))
    return shown


def test_a2_6_1_2_the_header_is_followed_by_a_binary_comment(data: bytes):
    first, second = data.split(b"\n", 2)[:2]
    assert first == b"%PDF-1.7"
    assert second.startswith(b"%")
    assert sum(byte > 127 for byte in second[1:5]) == 4


def test_a2_6_1_3_the_file_has_an_identifier_and_is_not_encrypted(pdf: pikepdf.Pdf):
    assert len(pdf.trailer.ID) == 2
    assert "/Encrypt" not in pdf.trailer


def test_a2_6_2_3_device_colours_are_told_by_an_output_intent(pdf: pikepdf.Pdf):
    (intent,) = pdf.Root.OutputIntents
    assert intent.S == "/GTS_PDFA1"
    profile = bytes(intent.DestOutputProfile.read_bytes())
    assert intent.DestOutputProfile.N == 3
    assert struct.unpack(">I", profile[:4])[0] == len(profile)
    assert profile[36:40] == b"acsp"
    assert (profile[12:16], profile[16:20], profile[20:24]) == (b"mntr", b"RGB ", b"XYZ ")
    count = struct.unpack(">I", profile[128:132])[0]
    tags = {profile[132 + 12 * n :][:4] for n in range(count)}
    assert tags == {b"desc", b"cprt", b"wtpt", b"rXYZ", b"gXYZ", b"bXYZ", b"rTRC", b"gTRC", b"bTRC"}


def test_a2_6_2_4_3_no_other_colour_space_is_used(pdf: pikepdf.Pdf):
    operators = {str(op) for _, op in pikepdf.parse_content_stream(pdf.pages[0])}
    assert not operators & {
        "k",
        "K",
        "g",
        "G",
        "cs",
        "CS",
        "sc",
        "SC",
        "scn",
        "SCN",
        "sh",
        "gs",
        "Do",
    }


def test_a2_6_2_11_4_every_font_is_embedded_as_a_subset(pdf: pikepdf.Pdf):
    for font in fonts(pdf):
        (descendant,) = font.DescendantFonts
        assert re.match(r"/[A-Z]{6}\+IBMPlex", str(font.BaseFont))
        assert font.BaseFont == descendant.BaseFont == descendant.FontDescriptor.FontName
        assert "/FontFile2" in descendant.FontDescriptor


def test_a2_6_2_11_3_glyph_numbers_are_those_of_the_program(pdf: pikepdf.Pdf):
    for font in fonts(pdf):
        assert font.Encoding == "/Identity-H"
        assert font.DescendantFonts[0].CIDToGIDMap == "/Identity"


def test_a2_6_2_11_5_widths_are_those_of_the_program(pdf: pikepdf.Pdf):
    for font in fonts(pdf):
        descendant = font.DescendantFonts[0]
        program = TTFont(io.BytesIO(descendant.FontDescriptor.FontFile2.read_bytes()), lazy=True)
        order, units = program.getGlyphOrder(), program["head"].unitsPerEm
        listed = list(descendant.W)
        for glyph, (width,) in zip(listed[::2], listed[1::2], strict=True):
            advance = program["hmtx"][order[int(glyph)]][0]
            assert abs(int(width) - 1000 * advance / units) <= 1


def test_a2_6_2_11_7_and_8_every_glyph_shown_exists_and_means_something(pdf: pikepdf.Pdf):
    for label, shown in codes_shown(pdf).items():
        font = pdf.pages[0].Resources.Font[label]
        mapped = dict(
            re.findall(rb"<([0-9a-f]{4})> <([0-9a-f]+)>", bytes(font.ToUnicode.read_bytes()))
        )
        meanings = {
            int(code, 16): bytes.fromhex(m.decode()).decode("utf-16-be")
            for code, m in mapped.items()
        }
        assert 0 not in shown, "the glyph for what is missing"
        assert shown <= set(meanings)
        assert not {"\0", "\ufeff", "\ufffe"} & set("".join(meanings.values()))


def test_a2_6_6_2_metadata_names_the_standard_and_describes_what_is_not_predefined(
    pdf: pikepdf.Pdf,
):
    with pdf.open_metadata() as xmp:
        assert (xmp["pdfaid:part"], xmp["pdfaid:conformance"]) == ("2", "A")
        assert xmp["pdfuaid:part"] == "1"
    packet = bytes(pdf.Root.Metadata.read_bytes()).decode()
    assert "pdfaExtension:schemas" in packet
    assert "http://www.aiim.org/pdfua/ns/id/" in packet
    assert "/Filter" not in pdf.Root.Metadata


def test_a2_6_8_there_are_no_attachments_unless_they_were_asked_for(pdf: pikepdf.Pdf):
    assert "/Names" not in pdf.Root
    assert "/AF" not in pdf.Root


def test_a3_6_8_the_fact_sheet_is_attached_as_the_source(example: Document):
    page = fit(composed(example.sheet, load_template("press"), "fr"), folders())
    facts = example.tree.text.encode("utf-8")
    with pikepdf.open(io.BytesIO(render(page, facts))) as opened:
        (specification,) = opened.Root.AF
        assert specification.AFRelationship == "/Source"
        assert bytes(opened.attachments["facts.yaml"].get_file().read_bytes()) == facts
        with opened.open_metadata() as xmp:
            assert xmp["pdfaid:part"] == "3"


def test_ua_7_1_everything_drawn_is_tagged_or_an_artifact(pdf: pikepdf.Pdf):
    depth = 0
    for operands, operator in pikepdf.parse_content_stream(pdf.pages[0]):
        name = str(operator)
        depth += name in ("BDC", "BMC")
        depth -= name == "EMC"
        if name in ("Tj", "TJ", "f"):
            assert depth > 0, operands
    assert depth == 0


def test_ua_7_1_the_title_stands_in_the_window_and_the_tree_is_marked(pdf: pikepdf.Pdf):
    assert pdf.Root.ViewerPreferences.DisplayDocTitle
    assert pdf.Root.MarkInfo.Marked
    assert "/Suspects" not in pdf.Root.MarkInfo
    with pdf.open_metadata() as xmp:
        assert xmp["dc:title"]


def test_ua_7_1_parents_lead_back_to_each_marked_sequence(pdf: pikepdf.Pdf):
    numbers = pdf.Root.StructTreeRoot.ParentTree.Nums
    (whole,) = pdf.Root.StructTreeRoot.K
    of_page = numbers[1]
    for element in elements(whole):
        for kid in element.K:
            if isinstance(kid, int):
                assert of_page[kid].objgen == element.objgen
    assert pdf.pages[0].StructParents == 0


def test_ua_7_2_the_language_of_the_page_and_of_other_passages_is_told(pdf: pikepdf.Pdf):
    assert str(pdf.Root.Lang) in ("fr", "ar")
    languages = {
        str(operands[1]["/Lang"])
        for operands, operator in pikepdf.parse_content_stream(pdf.pages[0])
        if str(operator) == "BDC" and "/Lang" in operands[1]
    }
    assert str(pdf.Root.Lang) not in languages
    assert languages - {"fr"} == {"en"}


def test_ua_7_4_headings_begin_at_one_and_skip_none(pdf: pikepdf.Pdf):
    levels = [
        int(str(e.S)[2:]) for e in elements(pdf.Root.StructTreeRoot) if re.match(r"/H\d", str(e.S))
    ]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(b - a <= 1 for a, b in itertools.pairwise(levels))


def test_ua_7_5_tables_have_header_cells_with_a_scope(pdf: pikepdf.Pdf):
    headers = [e for e in elements(pdf.Root.StructTreeRoot) if e.S == "/TH"]
    assert headers
    assert all(h.A.O == "/Table" and h.A.Scope == "/Column" for h in headers)


def test_ua_7_6_lists_have_labels_bodies_and_a_numbering(pdf: pikepdf.Pdf):
    lists = [e for e in elements(pdf.Root.StructTreeRoot) if e.S == "/L"]
    assert lists
    for found in lists:
        assert found.A.ListNumbering in ("/Disc", "/Decimal")
        for item in found.K:
            assert [str(part.S) for part in item.K] == ["/Lbl", "/LBody"]


def test_ua_7_18_5_links_have_a_description_and_stand_in_a_link_element(pdf: pikepdf.Pdf):
    annotations = list(pdf.pages[0].Annots)
    assert annotations
    assert pdf.pages[0].Tabs == "/S"
    for annotation in annotations:
        assert str(annotation.Contents)
        assert annotation.F == 4
    kept = [e for e in elements(pdf.Root.StructTreeRoot) if e.S == "/Link"]
    tied = [k.Obj.objgen for e in kept for k in e.K if not isinstance(k, int)]
    assert tied == [a.objgen for a in annotations]


def test_the_same_page_gives_the_same_file_with_its_own_identifier(example: Document):
    one, two = (
        render(fit(composed(example.sheet, load_template("press"), language), folders()))
        for language in ("fr", "en")
    )
    again = render(fit(composed(example.sheet, load_template("press"), "fr"), folders()))
    assert one == again
    identifiers = [bytes(pikepdf.open(io.BytesIO(d)).trailer.ID[0]) for d in (one, two)]
    assert identifiers[0] != identifiers[1]
