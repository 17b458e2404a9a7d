"""The colours of the window: one accent, four tones of meaning, light and dark.

Text on `window`, `base` or the tone's soft background has a contrast of at least 4.5 to 1, and
edges of controls with at least 3 to 1 (WCAG 2.2, 1.4.3 and 1.4.11); a test works these out.
"""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtGui import QColor, QPalette


class Colours(NamedTuple):
    """Every colour, as #RRGGBB. `soft_…` is the ground on which its tone is written."""

    window: str
    base: str
    text: str
    muted: str
    line: str
    edge: str
    hover: str
    accent: str
    on_accent: str
    accent_strong: str
    soft_accent: str
    danger: str
    soft_danger: str
    warn: str
    soft_warn: str
    good: str
    soft_good: str
    dark: bool = False


LIGHT = Colours(
    window="#F5F7F7",
    base="#FFFFFF",
    text="#1B2427",
    muted="#556167",
    line="#DCE2E4",
    edge="#7F8C92",
    hover="#EAEEEF",
    accent="#1F5D6C",
    on_accent="#FFFFFF",
    accent_strong="#174854",
    soft_accent="#E1EEF1",
    danger="#A02A1E",
    soft_danger="#FBECEA",
    warn="#7A4B00",
    soft_warn="#FDF2DC",
    good="#1E6640",
    soft_good="#E4F2EA",
)

DARK = Colours(
    window="#15191A",
    base="#1D2224",
    text="#E6EAEB",
    muted="#A6B1B5",
    line="#343C3F",
    edge="#738086",
    hover="#2A3134",
    accent="#86C5D4",
    on_accent="#0C272E",
    accent_strong="#A5D6E1",
    soft_accent="#1F373E",
    danger="#F2A59D",
    soft_danger="#3B2321",
    warn="#E9C07A",
    soft_warn="#372C17",
    good="#93D1AA",
    soft_good="#1C3326",
    dark=True,
)


def of_contrast_theme(system: QPalette) -> Colours:
    """Return the colours that a person set for the whole system, and no other."""

    def name(role: QPalette.ColorRole) -> str:
        return system.color(role).name()

    role = QPalette.ColorRole
    window, base, text = name(role.Window), name(role.Base), name(role.WindowText)
    marked, on_marked = name(role.Highlight), name(role.HighlightedText)
    return Colours(
        window=window,
        base=base,
        text=text,
        muted=text,
        line=text,
        edge=text,
        hover=window,
        accent=marked,
        on_accent=on_marked,
        accent_strong=marked,
        soft_accent=window,
        danger=text,
        soft_danger=window,
        warn=text,
        soft_warn=window,
        good=text,
        soft_good=window,
        dark=QColor(window).lightness() < 128,
    )


def palette_of(colours: Colours) -> QPalette:
    """Return the palette that Fusion, the icons and the style sheet draw with."""
    role = QPalette.ColorRole
    palette = QPalette()
    for which, colour in (
        (role.Window, colours.window),
        (role.WindowText, colours.text),
        (role.Base, colours.base),
        (role.AlternateBase, colours.window),
        (role.Text, colours.text),
        (role.Button, colours.base),
        (role.ButtonText, colours.text),
        (role.BrightText, colours.danger),
        (role.PlaceholderText, colours.muted),
        (role.Highlight, colours.accent),
        (role.HighlightedText, colours.on_accent),
        (role.Accent, colours.accent),
        (role.Link, colours.accent),
        (role.LinkVisited, colours.warn),
        (role.ToolTipBase, colours.base),
        (role.ToolTipText, colours.text),
        (role.Light, colours.base),
        (role.Midlight, colours.hover),
        (role.Mid, colours.line),
        (role.Dark, colours.edge),
        (role.Shadow, colours.line),
    ):
        palette.setColor(which, QColor(colour))
    for which in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, which, QColor(colours.muted))
    return palette
