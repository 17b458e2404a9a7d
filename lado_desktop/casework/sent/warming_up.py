"""Loads all that the readers may need, and uses each once: in the cage nothing can be opened.

What is not loaded here makes an honest file "damaged" there.
"""

from __future__ import annotations

import codecs
import encodings
import encodings.aliases
import pkgutil
from contextlib import suppress
from importlib.resources import files

from lado_desktop.casework.sent.any_file import read_any
from lado_desktop.casework.sent.read_file import Unreadable

_SAMPLES = "sent_samples"
"""The folder of `resources` with a small invented file of each kind."""
_TRIED = b"\xa4\xa2\x1b$B"


def warm_up() -> None:
    """Load every character set, and read a sample of each kind of file."""
    found = {each.name for each in pkgutil.iter_modules(encodings.__path__)}
    for name in sorted(found | set(encodings.aliases.aliases.values())):
        # Not each is of text, or of this system. Some load their tables at the first use.
        with suppress(LookupError, ImportError, ValueError, TypeError, AssertionError):
            codecs.lookup(name).decode(_TRIED, "replace")
    for sample in files("resources").joinpath(_SAMPLES).iterdir():
        if not sample.name.startswith("_"):
            with suppress(Unreadable):
                read_any(sample.read_bytes())
