"""Breaking words into lines, for the controls that do not do it themselves."""

from __future__ import annotations

from PySide6.QtGui import QFontMetrics


def in_lines(words: str, metrics: QFontMetrics, width: int) -> str:
    """Return the words with a line break where a line would be wider than `width` pixels."""
    lines = [""]
    for word in words.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and metrics.horizontalAdvance(longer) > width:
            lines.append(word)
        else:
            lines[-1] = longer
    return "\n".join(lines)
