"""The manual as text: its pages in their order, and what is found in them.

Files in Markdown, read from the folder that comes with the program. `contacts#decide` is a place:
the page `contacts.md`, at the heading that reads "Decide".
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

INDEX = "index"
_BEFORE, _AFTER = 24, 90
_MARKS = re.compile(r"\*\*|`|\[([^\]]*)\]\([^)]*\)")


@dataclass(frozen=True)
class ManualHit:
    """One passage that was found: its place, the titles above it, and the words around it."""

    place: str
    title: str
    words: str


@dataclass(frozen=True)
class _Passage:
    """The text below one heading."""

    place: str
    title: str
    text: str


def slug(words: str) -> str:
    """Return a heading as a route names it: "Log a contact" is `log-a-contact`."""
    return "-".join(re.findall(r"[a-z0-9]+", _folded(words)))


class ManualText:
    """The pages of a folder. Read when they are first asked for."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @cached_property
    def pages(self) -> dict[str, str]:
        """Every page by its name, in the order of the first one, which leads to them all."""
        read = {
            path.stem: path.read_text(encoding="utf-8")
            for path in sorted(self._folder.glob("*.md"))
        }
        index = read.get(INDEX, "")
        led_to = dict.fromkeys(re.findall(r"\(([\w-]+)\.md\)", index))
        order = [INDEX, *led_to, *read]
        return {name: read[name] for name in dict.fromkeys(order) if name in read}

    def title(self, name: str) -> str:
        """Return the heading at the top of a page."""
        first = self.pages[name].lstrip().partition("\n")[0]
        return first.lstrip("# ").strip()

    def find(self, words: str) -> list[ManualHit]:
        """Return the passages that have every word; those with one in a heading come first."""
        wanted = _folded(words).split()
        if not wanted:
            return []
        hits = [
            (each, title)
            for each in self._passages
            if all(word in _folded(f"{each.title} {each.text}") for word in wanted)
            for title in [_folded(each.title)]
        ]
        # The first page names every other: it is what one came from.
        hits.sort(
            key=lambda hit: (not any(word in hit[1] for word in wanted), hit[0].place == INDEX)
        )
        return [ManualHit(each.place, each.title, _around(each.text, wanted)) for each, _ in hits]

    @cached_property
    def _passages(self) -> list[_Passage]:
        found = []
        for name, page in self.pages.items():
            title = self.title(name)
            for part in re.split(r"^(?=#+ )", page, flags=re.MULTILINE):
                head, _, text = part.strip().partition("\n")
                heading = head.lstrip("# ").strip()
                if text.strip():
                    own = heading != title
                    place = f"{name}#{slug(heading)}" if own else name
                    above = f"{title}: {heading}" if own else title
                    found.append(_Passage(place, above, _plain(text)))
        return found


def _plain(text: str) -> str:
    return " ".join(_MARKS.sub(lambda mark: mark[1] or "", text).split())


def _folded(words: str) -> str:
    apart = unicodedata.normalize("NFD", words.casefold())
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def _around(text: str, wanted: list[str]) -> str:
    """Return the words around the first that was wanted, cut at spaces."""
    folded = _folded(text)
    places = [folded.find(word) for word in wanted if word in folded]
    at = min(places, default=0)
    start = text.rfind(" ", 0, at - _BEFORE) + 1 if at > _BEFORE else 0
    end = text.find(" ", at + _AFTER)
    end = len(text) if end < 0 else end
    return f"{'… ' if start else ''}{text[start:end]}{' …' if end < len(text) else ''}"
