"""The text of an HTML page, line by line. Nothing is run, fetched or shown."""

from __future__ import annotations

import re
from html.parser import HTMLParser

_UNSEEN = frozenset({"script", "style", "head", "title", "template"})
_LINES = frozenset(
    {"p", "div", "br", "tr", "li", "table", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "hr"}
)
_MOST = 2_000_000
"""The most characters searched. An e-mail's text is at the beginning."""

_SPACES = re.compile(r"\s+")
_MANY_LINES = re.compile(r"\n\s*\n\s*\n+")


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _UNSEEN:
            self._unseen += 1
        elif tag in _LINES:
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in _UNSEEN:
            self._unseen = max(0, self._unseen - 1)
        elif tag in _LINES:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self.parts.append(_SPACES.sub(" ", data))


def plain_html(text: str) -> str:
    """Return a page's text, a line for each paragraph, row or list entry."""
    words = _Words()
    words.feed(text[:_MOST])
    words.close()
    lines = [" ".join(line.split()) for line in "".join(words.parts).split("\n")]
    return _MANY_LINES.sub("\n\n", "\n".join(lines)).strip()
