"""A Word file with tags to start from, made with python-docx."""

from __future__ import annotations

import io
from typing import Any

_TITLE, _TEXT, _INK = "Cambria", "Calibri", "14395B"


def word_example() -> bytes:
    """The bytes of a `page.docx`: masthead, key facts, summary, quotations, contacts, sources."""
    import docx  # noqa: PLC0415 - python-docx takes its time
    from docx.enum.text import WD_ALIGN_PARAGRAPH  # noqa: PLC0415
    from docx.shared import Mm, Pt  # noqa: PLC0415

    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(22)
    section.top_margin, section.bottom_margin = Mm(24), Mm(18)
    section.header_distance, section.footer_distance = Mm(12), Mm(10)
    _style(document, "Normal", 11, after=4)
    _style(document, "Title", 22, family=_TITLE, bold=True, colour=_INK, after=2)
    _style(document, "Heading 2", 12, bold=True, colour=_INK, before=8, after=2)
    _style(document, "List Bullet", 11, after=2)
    _style(document, "Quote", 11, family=_TITLE, italic=True, after=2)

    head = section.header.paragraphs[0]
    head.text = "{{ brief.by }}\t\t{{ brief.date }}"
    foot = section.footer.paragraphs[0]
    foot.text = "{{ brief.marking }}"
    foot.alignment = WD_ALIGN_PARAGRAPH.CENTER

    document.add_paragraph("{{ event.name }}", style="Title")
    document.add_paragraph("{{ brief.release }}").runs[0].bold = True
    table = document.add_table(rows=0, cols=2)
    table.autofit = False
    for column, breadth in zip(table.columns, (35, 131), strict=True):
        column.width = Mm(breadth)
    for label, value in (
        ("{{ t.when }}", "{{ event.days }}"),
        ("{{ t.where }}", "{{ [event.venue, event.place] | filled | joined }}"),
        ("{{ t.countries }}", "{{ countries.stated }}"),
    ):
        cells = table.add_row().cells
        cells[0].width, cells[1].width = Mm(35), Mm(131)
        cells[0].paragraphs[0].add_run(label).bold = True
        cells[1].paragraphs[0].add_run(value)
    _list(document, "summary", "sentence in summary", "{{ sentence }}")
    _section(document, "organisers", "organiser in organisers")
    document.add_paragraph("{{ organiser.label }} – {{ organiser.role }}", style="List Bullet")
    _end(document)
    _section(document, "quotes_for_use", "quote in quotes", "quotes")
    document.add_paragraph("{{ quote.text }}", style="Quote")
    signed = document.add_paragraph("— {{ quote.attribution }}")
    signed.add_run("{% if quote.translated %} ({{ quote.translated }}){% endif %}")
    signed.paragraph_format.space_after = Pt(6)
    _end(document)
    _list(document, "contacts", "contact in contacts", "{{ contact.line }}")
    _list(document, "sources", "source in sources", "{{ source }}")
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _list(document: Any, label: str, loop: str, item: str) -> None:
    _section(document, label, loop)
    document.add_paragraph(item, style="List Bullet")
    _end(document)


def _section(document: Any, label: str, loop: str, holder: str = "") -> None:
    """A heading that is there only if its list is, and the start of the loop."""
    document.add_paragraph(f"{{%p if {holder or loop.split(' in ')[1]} %}}")
    document.add_heading(f"{{{{ t.{label} }}}}", level=2)
    document.add_paragraph(f"{{%p for {loop} %}}")


def _end(document: Any) -> None:
    document.add_paragraph("{%p endfor %}")
    document.add_paragraph("{%p endif %}")


def _style(
    document: Any,
    name: str,
    size: float,
    *,
    family: str = _TEXT,
    bold: bool = False,
    italic: bool = False,
    colour: str = "1B1F24",
    before: float = 0,
    after: float = 0,
) -> None:
    from docx.oxml.ns import qn  # noqa: PLC0415
    from docx.shared import Pt, RGBColor  # noqa: PLC0415

    style = document.styles[name]
    font = style.font
    font.name, font.size, font.bold, font.italic = family, Pt(size), bold, italic
    font.color.rgb = RGBColor.from_string(colour)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for kind in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{kind}"), None)
    for kind in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{kind}"), family)
    style.paragraph_format.space_before = Pt(before)
    style.paragraph_format.space_after = Pt(after)
