"""SeenSheet + a Word file with Jinja2 tags (`page.docx`) -> DOCX bytes.

The file is the person's own design; the tags see what a page sees, in the same sandbox. An error is
shown with the paragraph that it stands in. Needs the extra `word` (docxtpl).
"""

from __future__ import annotations

import datetime
import functools
import io
import re
import traceback
import unicodedata
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jinja2 import TemplateSyntaxError

from eventbrief.compose.blocks import Page, Series
from eventbrief.compose.engine import TEMPLATE_FAULTS, caret, message_of, plain_environment
from eventbrief.compose.sandbox import BUDGET, Budget, Sandbox
from eventbrief.compose.sheet_words import View
from eventbrief.compose.words import Words
from eventbrief.facts.files import read_bytes
from eventbrief.facts.finding import Finding, InputError

MAX_BYTES = 5_000_000
MAX_UNPACKED = 60_000_000
MAX_FILES = 500
_BUDGET = 5_000_000
_EXTERNAL = re.compile(rb"<Relationship\b[^>]*TargetMode\s*=\s*.External.[^>]*>")
_STAMP = (1980, 1, 1, 0, 0, 0)


class _WordSandbox(Sandbox):
    max_source = 5_000_000  # a page's XML, with its fonts and styles named in every run


def render_word(path: Path, context: Mapping[str, Any], page: Page) -> bytes:
    """The Word file at `path` with its tags filled in.

    Args:
        path: the `page.docx`.
        context: what the tags may name.
        page: the brief, for what the file says of itself.

    Raises:
        InputError: E402 an error in a tag, E410 the file cannot be used, E411 the extra is missing.
    """
    try:
        from docxtpl import DocxTemplate  # noqa: PLC0415
    except ImportError as error:
        advice = "install it with: pip install 'eventbrief[word]'"
        message = "making a DOCX from page.docx needs the extra `word`"
        raise InputError([Finding("E411", message, str(path), advice=advice)]) from error
    data = _safe(path)
    document = DocxTemplate(io.BytesIO(data))
    inner = document.render_xml_part

    def part(source: str, *rest: Any) -> str:
        try:
            return str(inner(source, *rest))
        except TEMPLATE_FAULTS as error:
            raise InputError([_fault(path, data, source, error)]) from error

    document.render_xml_part = part
    try:
        document.render({**context, BUDGET: Budget(characters=_BUDGET)}, _environment(), True)
    except TEMPLATE_FAULTS as error:
        message = f"the Word file cannot be filled in: {message_of(error)}"
        raise InputError([Finding("E410", message, str(path))]) from error
    _describe(document.docx.core_properties, page)
    if page.direction == "rtl":
        _mirror(document.docx)
    out = io.BytesIO()
    document.save(out)
    return _repacked(out.getvalue())


def _describe(properties: Any, page: Page) -> None:
    """What the file says of itself, and nothing else: the same page gives the same bytes."""
    told = {
        "title": page.title,
        "subject": page.subject,
        "author": page.author,
        "language": page.language,
        **dict.fromkeys(("comments", "keywords", "category", "last_modified_by"), ""),
    }
    for name, words in told.items():
        setattr(properties, name, words[:255])
    moment = datetime.datetime(*page.day)
    properties.created = properties.modified = moment
    properties.revision = 1


def _mirror(document: Any) -> None:
    """Paragraphs, tables and words from right to left (17.3.1.6, 17.3.2.30, 17.4.1)."""
    from docx.oxml import OxmlElement  # noqa: PLC0415 - python-docx takes its time
    from docx.oxml.ns import qn  # noqa: PLC0415

    section = document.sections[0]
    for root in (document.element.body, section.header._element, section.footer._element):
        for paragraph in root.iter(qn("w:p")):
            properties = paragraph.get_or_add_pPr()
            if properties.find(qn("w:bidi")) is None:
                properties.insert_element_before(OxmlElement("w:bidi"), *_AFTER_BIDI)
        for run in root.iter(qn("w:r")):
            if any(unicodedata.bidirectional(c) in ("R", "AL") for c in run.text):
                properties = run.get_or_add_rPr()
                if properties.find(qn("w:rtl")) is None:
                    properties.insert_element_before(OxmlElement("w:rtl"), *_AFTER_RTL)
        for table in root.iter(qn("w:tbl")):
            if table.tblPr.find(qn("w:bidiVisual")) is None:
                table.tblPr.insert_element_before(OxmlElement("w:bidiVisual"), *_AFTER_VISUAL)


# What follows the element in its holder's sequence (ECMA-376, part 1, annex A.1).
_AFTER_BIDI = tuple(
    f"w:{name}"
    for name in (
        *("adjustRightInd", "snapToGrid", "spacing", "ind", "contextualSpacing", "mirrorIndents"),
        *("suppressOverlap", "jc", "textDirection", "textAlignment", "textboxTightWrap"),
        *("outlineLvl", "divId", "cnfStyle", "rPr", "sectPr", "pPrChange"),
    )
)
_AFTER_RTL = tuple(f"w:{n}" for n in ("cs", "em", "lang", "eastAsianLayout", "specVanish", "oMath"))
_AFTER_VISUAL = tuple(
    f"w:{name}"
    for name in (
        *("tblStyleRowBandSize", "tblStyleColBandSize", "tblW", "jc", "tblCellSpacing", "tblInd"),
        *("tblBorders", "shd", "tblLayout", "tblCellMar", "tblLook", "tblCaption"),
    )
)


def shortened(context: Mapping[str, Any], keep: Mapping[str, int]) -> dict[str, Any]:
    """The context with its lists cut to so many items; of `countries`, the names."""
    made = dict(context)
    for name, count in keep.items():
        value = made.get(name)
        if isinstance(value, list):
            made[name] = value[:count]
        elif isinstance(value, View) and isinstance(value.get("names"), Series):
            words = Words(value["names"].words(count)) if count else None
            made[name] = View(value.name, {**value, "names": words, "list": value["list"][:count]})
    return made


def lengths(context: Mapping[str, Any]) -> dict[str, int]:
    """How many items each list of the context has; of `countries`, how many names."""
    found = {k: len(v) for k, v in context.items() if isinstance(v, list)}
    names = context["countries"]["names"]
    return {**found, "countries": len(names.items) if isinstance(names, Series) else 0}


@functools.cache
def _environment() -> Sandbox:
    return plain_environment(_WordSandbox, escaping=True)


def _safe(path: Path) -> bytes:
    """The file's bytes, if it is a small Word file that fetches nothing from elsewhere."""
    data = read_bytes(path, MAX_BYTES, "Word file")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            entries = package.infolist()
            if len(entries) > MAX_FILES or sum(e.file_size for e in entries) > MAX_UNPACKED:
                raise _refused(path, "it is too large when unpacked")
            if "word/document.xml" not in package.namelist():
                raise _refused(path, "this is no Word file (.docx)")
            for entry in entries:
                if entry.filename.endswith(".rels"):
                    for found in _EXTERNAL.findall(package.read(entry)):
                        if b"/hyperlink" not in found:
                            raise _refused(path, "it fetches something from elsewhere")
                if entry.filename.endswith("vbaProject.bin"):
                    raise _refused(path, "it holds macros")
    except zipfile.BadZipFile as error:
        raise _refused(path, "this is no Word file (.docx), or a damaged one") from error
    return data


def _refused(path: Path, reason: str) -> InputError:
    message = f"the Word file cannot be used: {reason}"
    return InputError([Finding("E410", message, str(path), advice="save it as .docx in Word")])


def _fault(path: Path, data: bytes, source: str, error: BaseException) -> Finding:
    """The paragraph that the error stands in, with a caret under the word it is about."""
    lines = re.sub(r"<w:p([ >])", r"\n<w:p\1", source).split("\n")
    frames = traceback.extract_tb(error.__traceback__)
    line = next((f.lineno for f in reversed(frames) if f.filename == "<template>"), None)
    if isinstance(error, TemplateSyntaxError):
        line = error.lineno
    shown = re.sub(r"<[^>]+>", "", lines[line - 1]) if line and line <= len(lines) else ""
    message = message_of(error)
    number, text = _paragraph(data, shown)
    advice = f"that is paragraph {number} of the file; see docs/templates.md for the fields"
    return Finding("E402", message, str(path), number, caret(message, text) + 1, text, advice)


def _paragraph(data: bytes, shown: str) -> tuple[int, str]:
    """The number and text of the paragraph in the Word file that holds the tag."""
    import docx  # noqa: PLC0415 - only where something is wrong

    document = docx.Document(io.BytesIO(data))
    texts = [_text(p) for p in document.element.body.iter() if str(p.tag).endswith("}p")]
    tags = re.findall(r"\{[{%].*?[}%]\}", shown) or [shown]
    for number, text in enumerate(texts, 1):
        if any(_bare(tag) and _bare(tag) in _bare(text) for tag in tags):
            return number, text
    return 1, shown


def _text(paragraph: Any) -> str:
    return "".join(t.text or "" for t in paragraph.iter() if str(t.tag).endswith("}t"))


def _bare(text: str) -> str:
    """The tag without what Word and docxtpl put into it."""
    return re.sub(r"\{%(?:p|tr|tc|r)\s|[\s{}%]", "", text)


def _repacked(data: bytes) -> bytes:
    """The package with its files in one order and of one date."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as package, zipfile.ZipFile(out, "w") as made:
        names = package.namelist()
        names.sort(key=lambda n: (n != "[Content_Types].xml", n))
        for name in names:
            entry = zipfile.ZipInfo(name, _STAMP)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            made.writestr(entry, package.read(name))
    return out.getvalue()
