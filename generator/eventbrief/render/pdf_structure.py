"""Elements -> the structure tree, and the ways back to it (ISO 32000-1, 14.7)."""

from __future__ import annotations

from typing import Any

from eventbrief.render.pdf_content import Area, Content, Element
from eventbrief.render.pdf_objects import Raw, refer, text

_ATTRIBUTES = {"TH": " /A << /O /Table /Scope /Column >>"}


def structure(
    document: Any, content: Content, root: list[Element], sheet: str
) -> tuple[str, list[str]]:
    """References to the tree's root, and to the annotations that stand on the page.

    Args:
        document: ReportLab's document, which numbers the objects.
        content: what was drawn.
        root: the elements, in reading order.
        sheet: a reference to the page.
    """
    tree = _Tree(document, content.marked, sheet)
    top = Raw()
    top_reference = refer(document, top)
    whole = tree.build(Element("Document", (), root), top_reference)
    parents = refer(document, Raw("[", " ".join(tree.parents), "]"))
    numbers = refer(document, Raw("<< /Nums [0 ", parents, " ", *tree.numbers, "] >>"))
    top.parts = (
        "<< /Type /StructTreeRoot /K [",
        whole,
        "] /ParentTree ",
        numbers,
        f" /ParentTreeNextKey {len(tree.annotations) + 1} >>",
    )
    return top_reference, tree.annotations


class _Tree:
    """Builds elements from the top down; remembers whose each marked sequence is."""

    def __init__(self, document: Any, marked: int, sheet: str) -> None:
        self.document, self.sheet = document, sheet
        self.parents = [""] * marked
        self.annotations: list[str] = []
        self.numbers: list[str] = []

    def build(self, element: Element, parent: str) -> str:
        """A reference to the element."""
        node = Raw()
        reference = refer(self.document, node)
        kids: list[str] = []
        for item in element.content:
            if isinstance(item, Element):
                kids += [self.build(item, reference), " "]
            else:
                self.parents[item] = reference
                kids.append(f"{item} ")
        for child in element.children:
            kids += [self.build(child, reference), " "]
        for area in element.areas:
            kids += ["<< /Type /OBJR /Obj ", self.annotation(area, reference), " /Pg ", self.sheet]
            kids.append(" >> ")
        attributes = _ATTRIBUTES.get(element.tag, "")
        if element.tag == "L":
            attributes = f" /A << /O /List /ListNumbering /{element.numbering} >>"
        if element.box:
            edges = " ".join(f"{edge:.2f}" for edge in element.box)
            attributes = f" /Alt {text(element.alt)} /A << /O /Layout /BBox [{edges}] >>"
        node.parts = (
            f"<< /Type /StructElem /S /{element.tag}{attributes} /P ",
            parent,
            *((" /Pg ", self.sheet) if element.content else ()),
            " /K [",
            *kids,
            "] >>",
        )
        return reference

    def annotation(self, area: Area, parent: str) -> str:
        """A link on the page, tied to its element (12.5.6.5, 14.7.4.3 and 14.7.4.4)."""
        box, words, target = area
        key = len(self.annotations) + 1
        edges = " ".join(f"{edge:.2f}" for edge in box)
        made = Raw(
            f"<< /Type /Annot /Subtype /Link /Rect [{edges}] /Border [0 0 0] /F 4 "
            f"/StructParent {key} /Contents {text(words)} "
            f"/A << /S /URI /URI {text(target)} >> >>"
        )
        reference = refer(self.document, made)
        self.annotations.append(reference)
        self.numbers += [f"{key} ", parent, " "]
        return reference
