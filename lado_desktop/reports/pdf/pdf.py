"""A document drawn as a tagged PDF.

Text is set by `lines` and written by `tagged_canvas`. ReportLab's Paragraph and its mark-up are
not used anywhere, so no text can be read as mark-up (ADR 0006).
The file says nothing that the `Document` does not: no clock, no random number, so the same
document is the same bytes.
"""

from __future__ import annotations

import hashlib
from io import BytesIO
from types import SimpleNamespace
from typing import Any
from xml.sax.saxutils import escape

from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFName, PDFStream
from reportlab.pdfgen.canvas import Canvas

from lado_desktop.reports.blocks import Document
from lado_desktop.reports.pdf.fonts import font
from lado_desktop.reports.pdf.header_footer import footer, header, watermark
from lado_desktop.reports.pdf.layout import lay_out
from lado_desktop.reports.pdf.pieces import cut
from lado_desktop.reports.pdf.script import clean
from lado_desktop.reports.pdf.style import DEPTH, PAGE_HEIGHT, PAGE_WIDTH, TOP
from lado_desktop.reports.pdf.tagged_canvas import TaggedCanvas
from lado_desktop.reports.pdf.tags import HEADER, Node, write

PROGRAM = "LADO Desktop"

CLAIM = "<pdfuaid:part>1</pdfuaid:part>\n"
"""The claim to be PDF/UA-1, which screen readers and checkers look for."""

_IN_XMP = {"endstream": "&#101;ndstream"}
"""The metadata are uncompressed, and must not contain the end of a stream."""

XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about=""
  xmlns:dc="http://purl.org/dc/elements/1.1/"
  xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
  xmlns:xmp="http://ns.adobe.com/xap/1.0/"
  xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
{claim}<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:identifier>{reference}</dc:identifier>
<dc:language><rdf:Bag><rdf:li>{lang}</rdf:li></rdf:Bag></dc:language>
<pdf:Producer>{program}</pdf:Producer>
<xmp:CreatorTool>{program}</xmp:CreatorTool>
<xmp:CreateDate>{moment}</xmp:CreateDate>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>"""


def draw(document: Document) -> bytes:
    """Draw a document as the bytes of a tagged A4 PDF with embedded fonts.

    The same document gives the same bytes. Any text can be drawn: an unknown character is a square,
    and a file with a square does not claim to be PDF/UA-1.
    """
    root = Node("Document")
    marking = Node("P", root) if document.marking else HEADER
    strip = lay_out(document, root)
    pages = cut(strip, DEPTH)
    rl_canvas = Canvas(
        BytesIO(),
        pagesize=(PAGE_WIDTH, PAGE_HEIGHT),
        pageCompression=1,
        invariant=1,
        pdfVersion=(1, 7),
        # Otherwise ReportLab names Helvetica, which is not embedded.
        initialFontName=font("NotoSans-Regular").fontName,
        lang=document.lang,
    )
    canvas = TaggedCanvas(rl_canvas)
    for number, page in enumerate(pages, start=1):
        watermark(canvas, document)
        header(canvas, document, marking if number == 1 else HEADER)
        for piece, down in page:
            piece.draw(canvas, TOP - down)
        footer(canvas, document, number, len(pages))
        canvas.end_page()
    pdf = rl_canvas._doc  # noqa: SLF001 - ReportLab has no other door to the file's catalogue
    _describe(rl_canvas, pdf, document, claim="" if canvas.incomplete else CLAIM)
    _tag(pdf, root, canvas.marks[: len(pages)])
    return bytes(rl_canvas.getpdfdata())


def _tag(pdf: Any, root: Node, marks: list[list[Node]]) -> None:
    pdf.Catalog.StructTreeRoot = write(root, marks, pdf)
    pdf.Catalog.MarkInfo = PDFDictionary({"Marked": "true"})
    pdf.Catalog.ViewerPreferences = PDFDictionary({"DisplayDocTitle": "true"})


def _describe(rl_canvas: Any, pdf: Any, document: Document, claim: str) -> None:
    """Set title, reference and time of printing, but no person's name."""
    title, reference = clean(document.title), clean(document.reference)
    rl_canvas.setTitle(title)
    rl_canvas.setAuthor("")
    rl_canvas.setSubject(reference)
    rl_canvas.setCreator(PROGRAM)
    rl_canvas.setProducer(PROGRAM)
    moment = document.printed_at
    # The file's time is the printed time, without a zone, as the record has none.
    pdf._timeStamp = SimpleNamespace(  # noqa: SLF001 - its own would be the year 2000
        YMDhms=moment.timetuple()[:6], dhh=0, dmm=0
    )
    rl_canvas.setDateFormatter(lambda *_: f"D:{moment:%Y%m%d%H%M%S}")
    # The file's identity depends only on the document, not on the environment.
    pdf.signature = hashlib.md5(repr(document).encode("utf-8", "replace"), usedforsecurity=False)
    text = XMP.format(
        title=escape(title, _IN_XMP),
        reference=escape(reference, _IN_XMP),
        lang=escape(document.lang),
        program=PROGRAM,
        claim=claim,
        moment=f"{moment:%Y-%m-%dT%H:%M:%S}",
    )
    stream = PDFStream(content=text.encode("utf-8"))
    stream.dictionary["Type"] = PDFName("Metadata")
    stream.dictionary["Subtype"] = PDFName("XML")
    pdf.Catalog.Metadata = stream
