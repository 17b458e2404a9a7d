"""The look and properties of a Word document: page, styles, header, footer, language."""

from __future__ import annotations

from typing import Any

from docx.document import Document as WordDocument
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml.ns import qn
from docx.shared import Pt
from docx.text.paragraph import Paragraph

from lado_desktop.reports.blocks import Document
from lado_desktop.reports.pdf.header_footer import moment_in_words
from lado_desktop.reports.pdf.layout import HEADING_GAPS, HEADING_SIZES, warnings
from lado_desktop.reports.pdf.script import clean
from lado_desktop.reports.pdf.style import (
    ACCENT,
    BODY,
    BOTTOM,
    INK,
    MARGIN,
    MEASURE,
    MUTED,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    SMALL,
    Colour,
)
from lado_desktop.reports.word.word_parts import element, field, rgb, write

_FONT = "Arial"
"""Installed with Word. Word substitutes another font for missing characters."""


def apply_styles(made: WordDocument, document: Document) -> None:
    """Set page, styles, header, footer and properties of an empty document."""
    _page(made)
    _styles(made, document.lang)
    _properties(made, document)
    _header(made, document)
    _footer(made, document)


def _page(made: WordDocument) -> None:
    (section,) = made.sections
    section.page_width, section.page_height = Pt(PAGE_WIDTH), Pt(PAGE_HEIGHT)
    section.left_margin = section.right_margin = Pt(MARGIN)
    section.top_margin = section.bottom_margin = Pt(BOTTOM)
    section.header_distance = section.footer_distance = Pt(30)


def _styles(made: WordDocument, lang: str) -> None:
    _style(made, "Normal", BODY, INK)
    _style(made, "No Spacing", SMALL, MUTED)
    made.styles["Normal"].paragraph_format.space_after = Pt(6)
    for level, size in HEADING_SIZES.items():
        name = f"Heading {level}"
        _style(made, name, size, INK if level == 1 else ACCENT)
        # The same space above a heading as in print.
        made.styles[name].paragraph_format.space_before = Pt(HEADING_GAPS[level] * 0.8)
        made.styles[name].paragraph_format.space_after = Pt(4)
    _style(made, "Caption", SMALL + 1, INK)
    for known in made.styles.element.iter(qn("w:lang")):
        known.set(qn("w:val"), lang)
    for known in made.settings.element.iter(qn("w:themeFontLang")):
        known.set(qn("w:val"), lang)


def _style(made: WordDocument, name: str, size: float, colour: Colour) -> None:
    style: Any = made.styles[name]
    style.font.name = _FONT
    style.font.size = Pt(size)
    style.font.color.rgb = rgb(colour)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for key in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{key}"), None)
    for key in ("ascii", "hAnsi", "cs"):
        fonts.set(qn(f"w:{key}"), _FONT)


def _properties(made: WordDocument, document: Document) -> None:
    """Set title, reference, language and time, but no person's name."""
    about = made.core_properties
    about.title, about.subject = clean(document.title), clean(document.reference)
    about.author = about.last_modified_by = about.comments = about.keywords = ""
    about.language, about.revision = document.lang, 1
    about.created = about.modified = document.printed_at.replace(microsecond=0)
    package: Any = made.part.package
    for key, relation in list(package.rels.items()):
        if relation.reltype.endswith("/thumbnail"):
            package.rels.pop(key)


def _header(made: WordDocument, document: Document) -> None:
    header = made.sections[0].header
    first = header.paragraphs[0]
    _tab(first)
    write(first, document.marking, size=SMALL, bold=True, colour=ACCENT)
    _to_the_right(first, document.reference)
    # In Word the watermark's words are in the header, not across the page.
    if warned := warnings(document):
        write(header.add_paragraph(), warned, size=SMALL, bold=True)


def _footer(made: WordDocument, document: Document) -> None:
    footer = made.sections[0].footer
    first, second = footer.paragraphs[0], footer.add_paragraph()
    third = footer.add_paragraph()
    version = f"  ·  version {document.version}" if document.version else ""
    printed = moment_in_words(document.printed_at)
    by = f" by {document.printed_by}" if document.printed_by else ""
    anchor = f"Audit anchor {document.anchor}" if document.anchor else ""
    _tab(first)
    for paragraph in (first, second, third):
        paragraph.paragraph_format.space_after = Pt(0)
    write(first, f"{document.title}{version}", size=SMALL, colour=MUTED)
    _to_the_right(first, "Page ")
    field(first, "PAGE", SMALL, MUTED)
    write(first, " of ", size=SMALL, colour=MUTED)
    field(first, "NUMPAGES", SMALL, MUTED)
    write(second, f"Saved for Word on {printed}{by}", size=SMALL, colour=MUTED)
    write(third, anchor, size=SMALL, colour=MUTED)


def _to_the_right(paragraph: Paragraph, text: str) -> None:
    """Write the rest of a line flush right, after its tab."""
    write(paragraph, "", size=SMALL).add_tab()
    write(paragraph, text, size=SMALL, colour=MUTED)


def _tab(paragraph: Paragraph) -> None:
    """Set one tab, flush right at the edge of the text."""
    properties = paragraph._p.get_or_add_pPr()  # noqa: SLF001 - python-docx has no other door to it
    tabs = element("w:tabs")
    for at in ("4320", "8640"):
        tabs.append(element("w:tab", val="clear", pos=at))
    properties.insert_element_before(tabs, "w:spacing", "w:ind", "w:jc", "w:rPr")
    paragraph.paragraph_format.tab_stops.add_tab_stop(Pt(MEASURE), WD_TAB_ALIGNMENT.RIGHT)
