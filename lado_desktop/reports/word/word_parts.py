"""Parts of a Word document: text runs, rules, fields, numbered lists."""

from __future__ import annotations

from typing import Any

from docx.document import Document as WordDocument
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shape import InlineShape
from docx.shared import Pt, RGBColor
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from lado_desktop.reports.pdf.script import clean, right_to_left
from lado_desktop.reports.pdf.style import Colour


def write(
    paragraph: Paragraph,
    text: str,
    *,
    size: float | None = None,
    bold: bool | None = None,
    italic: bool | None = None,
    colour: Colour | None = None,
) -> Run:
    """Write text into a paragraph, with its line breaks and without unprintable characters."""
    words = clean(text)
    run = paragraph.add_run(words)
    run.bold, run.italic = bold, italic
    if size is not None:
        run.font.size = Pt(size)
    if colour is not None:
        run.font.color.rgb = rgb(colour)
    if right_to_left(words):
        run.font.rtl = True
        properties = paragraph._p.get_or_add_pPr()  # noqa: SLF001 - python-docx has no other door
        properties.insert_element_before(element("w:bidi"), "w:spacing", "w:ind", "w:jc", "w:rPr")
    return run


def rgb(colour: Colour) -> RGBColor:
    """Return a colour in Word's form."""
    return RGBColor(*(round(part * 255) for part in colour))


def element(name: str, **given: str) -> Any:
    """Return an XML element with attributes in its namespace."""
    made = OxmlElement(name)
    for key, value in given.items():
        made.set(qn(f"w:{key}"), value)
    return made


def rule_below(paragraph: Paragraph, colour: Colour) -> None:
    """Draw a rule under a paragraph."""
    edges = element("w:pBdr")
    edges.append(element("w:bottom", val="single", sz="8", space="6", color=str(rgb(colour))))
    paragraph._p.get_or_add_pPr().insert_element_before(  # noqa: SLF001 - as above
        edges, "w:shd", "w:tabs", "w:bidi", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )


def field(paragraph: Paragraph, name: str, size: float, colour: Colour) -> None:
    """Insert a field with the page's number (PAGE) or the number of pages (NUMPAGES)."""
    run = write(paragraph, "", size=size, colour=colour)
    for part in (
        element("w:fldChar", fldCharType="begin"),
        element("w:instrText"),
        element("w:fldChar", fldCharType="separate"),
        element("w:t"),
        element("w:fldChar", fldCharType="end"),
    ):
        if part.tag == qn("w:instrText"):
            part.text = name
        elif part.tag == qn("w:t"):
            part.text = "1"
        run._r.append(part)  # noqa: SLF001 - as above


def describe(picture: InlineShape, title: str, words: str) -> None:
    """Set the alternative text of a picture."""
    properties = picture._inline.docPr  # noqa: SLF001 - python-docx has no other door to it
    properties.set("name", "Chart")
    properties.set("title", title)
    properties.set("descr", words)


def start_list(made: WordDocument, style: str, start: int) -> int:
    """Start a numbered list at a number; return the id for its paragraphs."""
    numbering = made.part.numbering_part.element
    own = made.styles[style].element.pPr.numPr.numId.val
    like = numbering.num_having_numId(own).abstractNumId.val
    number = numbering.add_num(like)
    number.add_lvlOverride(ilvl=0).add_startOverride(start)
    return int(number.numId)
