"""The structure tree of a tagged PDF, which screen readers follow.

ReportLab has no tags. The tree is built here as plain nodes, and `write` puts it into the file.
Source: ISO 32000-1 §14.7 and §14.8, ISO 14289-1 (PDF/UA-1).
"""

from __future__ import annotations

from typing import Any, Literal

from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFString

Tag = Literal[
    "Document", "H1", "H2", "H3", "P", "L", "LI", "Lbl", "LBody",
    "Table", "Caption", "THead", "TBody", "TR", "TH", "TD", "Span", "Figure",
]  # fmt: skip

LAYOUT = "/Artifact <</Type /Layout>> BDC"
HEADER = "/Artifact <</Type /Pagination /Subtype /Header>> BDC"
FOOTER = "/Artifact <</Type /Pagination /Subtype /Footer>> BDC"
REPEATED = "/Artifact <</Type /Pagination>> BDC"
WATERMARK = "/Artifact <</Type /Pagination /Subtype /Watermark>> BDC"


class Node:
    """An element of the tree. It becomes a child of its parent when it is made.

    `scope` is for a header cell (Column or Row), `numbering` for a list (Disc or Decimal), `actual`
    for text that is drawn in another order than it is read, `alt` for what a figure shows, and
    `box` for its place on the page: left, bottom, right, top.
    """

    __slots__ = ("actual", "alt", "box", "kids", "numbering", "scope", "tag")

    def __init__(
        self,
        tag: Tag,
        parent: Node | None = None,
        *,
        scope: Literal["Column", "Row"] | None = None,
        numbering: Literal["Disc", "Decimal"] | None = None,
        actual: str = "",
        alt: str = "",
    ) -> None:
        self.tag = tag
        self.scope = scope
        self.numbering = numbering
        self.actual = actual
        self.alt = alt
        self.box: tuple[float, float, float, float] | None = None
        self.kids: list[Node | tuple[int, int]] = []  # or (page from 0, mark on that page)
        if parent is not None:
            parent.kids.append(self)


Mark = Node | str
"""What a part of the page is: an element's content, or an artifact (one of the constants)."""


def write(root: Node, marks: list[list[Node]], pdf: Any) -> Any:
    """Write the tree into a ReportLab document and return the reference of its root.

    `marks` has, for each page, the node of each marked part in order.
    """
    pages = pdf.Pages.pages
    references: dict[int, Any] = {}

    def element(node: Node, parent: Any) -> Any:
        entry = PDFDictionary({"Type": PDFName("StructElem"), "S": PDFName(node.tag), "P": parent})
        reference = references[id(node)] = pdf.Reference(entry)
        entry["K"] = PDFArray([_kid(kid, reference) for kid in node.kids])
        if node.scope:
            entry["A"] = PDFDictionary({"O": PDFName("Table"), "Scope": PDFName(node.scope)})
        if node.numbering:
            entry["A"] = PDFDictionary(
                {"O": PDFName("List"), "ListNumbering": PDFName(node.numbering)}
            )
        if node.actual:
            entry["ActualText"] = PDFString(node.actual)
        if node.alt:
            entry["Alt"] = PDFString(node.alt)
        if node.box:
            box = PDFArray([round(edge, 2) for edge in node.box])
            entry["A"] = PDFDictionary({"O": PDFName("Layout"), "BBox": box})
        return reference

    def _kid(kid: Node | tuple[int, int], parent: Any) -> Any:
        if isinstance(kid, Node):
            return element(kid, parent)
        page, mark = kid
        here = pdf.Reference(pages[page])
        return PDFDictionary({"Type": PDFName("MCR"), "Pg": here, "MCID": mark})

    tree = PDFDictionary({"Type": PDFName("StructTreeRoot")})
    reference = pdf.Reference(tree)
    tree["K"] = PDFArray([element(root, reference)])
    numbers: list[Any] = []
    for page, nodes in enumerate(marks):
        numbers += [page, pdf.Reference(PDFArray([references[id(node)] for node in nodes]))]
        entry = pages[page]
        # ReportLab writes only the page entries it knows of
        entry.__NoDefault__ = [*entry.__NoDefault__, "StructParents", "Tabs"]
        entry.StructParents = page
        entry.Tabs = PDFName("S")
    tree["ParentTree"] = pdf.Reference(PDFDictionary({"Nums": PDFArray(numbers)}))
    tree["ParentTreeNextKey"] = len(marks)
    return reference
