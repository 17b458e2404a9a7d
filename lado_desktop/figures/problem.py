"""What is wrong with a layout or a question about figures, in a sentence."""

from __future__ import annotations

from lado_desktop.domain.problem import CaseworkError


class LayoutRefused(CaseworkError):
    """A practice's printed table cannot be read, or would count one unit twice."""


class FiguresDisagree(CaseworkError):
    """A public copy is asked for of figures that do not agree."""

    def __init__(self) -> None:
        super().__init__("A public copy is made once the figures agree.")


class FiguresMoved(CaseworkError):
    """Figures are frozen that are not those of the record any more."""

    def __init__(self) -> None:
        super().__init__(
            "Something was saved after these figures were counted. Leave this page and come back "
            "to it, so that they are counted anew, then freeze them."
        )


class NoSuchFigures(CaseworkError):
    """There is no such reporting year, table, row or column."""
