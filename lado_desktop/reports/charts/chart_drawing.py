"""Draws a chart as a ReportLab drawing: for the PDF, as SVG for the window, as PNG for Word.

Its words are text in the bundled fonts, and nothing in it is markup.
"""

from __future__ import annotations

from io import BytesIO

import pypdfium2
from reportlab.graphics import renderPDF, renderSVG
from reportlab.graphics.shapes import Drawing

from lado_desktop.figures.presenting.chart import Chart
from lado_desktop.reports.charts.chart_bars import draw_bars, draw_stacked
from lado_desktop.reports.charts.chart_lines import draw_lines
from lado_desktop.reports.charts.chart_look import PRINTED, ChartLook
from lado_desktop.reports.charts.chart_sheet import Sheet

_DRAWN = {"bars": draw_bars, "stacked": draw_stacked, "lines": draw_lines}
_PICTURE_DPI = 200
LABEL_PIXELS = 9
"""The height in pixels of a label's type in an SVG, by which the window scales it."""

_FAMILIES = {
    "NotoSans-Regular": {"family": "Noto Sans"},
    "NotoSans-Bold": {"family": "Noto Sans", "weight": "bold"},
    "NotoSansArabic-Regular": {"family": "Noto Sans Arabic"},
    "NotoSansHebrew-Regular": {"family": "Noto Sans Hebrew"},
    "DejaVuSans": {"family": "DejaVu Sans"},
}


def drawing(
    chart: Chart, wide: float, look: ChartLook = PRINTED, *, tight: bool = False
) -> Drawing:
    """Draw a chart of a width in points. Its height follows, and is less if `tight`."""
    sheet = Sheet(wide, look, tight=tight)
    _DRAWN[chart.kind](sheet, chart)
    if chart.note:
        sheet.say_below(chart.note)
    return sheet.drawing()


def svg(chart: Chart, wide: float, look: ChartLook) -> bytes:
    """Return a chart as the bytes of an SVG."""
    made = drawing(chart, int(wide), look)
    # Without a clip path, which Qt would paint.
    return str(renderSVG.drawToString(made, fontHacks=_FAMILIES, useClip=True)).encode()


def png(chart: Chart, wide: float) -> bytes:
    """Return a chart as PNG bytes, 200 dots an inch at a width in points."""
    pdf = renderPDF.drawToString(drawing(chart, wide))
    with pypdfium2.PdfDocument(pdf) as document:
        picture = document[0].render(scale=_PICTURE_DPI / 72).to_pil()
    out = BytesIO()
    picture.save(out, "PNG", dpi=(_PICTURE_DPI, _PICTURE_DPI))
    return out.getvalue()
