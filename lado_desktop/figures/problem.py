"""Errors of layouts, figures and questions, each with a sentence."""

from __future__ import annotations

from lado_desktop.domain.problem import CaseworkError


class LayoutRefused(CaseworkError):
    """A practice's table is invalid, or would count a unit twice."""


class FiguresDisagree(CaseworkError):
    """A public copy was asked for of figures that do not agree."""

    def __init__(self) -> None:
        super().__init__("A public copy is made once the figures agree.")


class FiguresMoved(CaseworkError):
    """The figures to freeze are not those of the record now."""

    def __init__(self) -> None:
        super().__init__(
            "Something was saved after these figures were counted. Leave this page and come back "
            "to it, so that they are counted anew, then freeze them."
        )


class NoSuchFigures(CaseworkError):
    """The reporting year, table, row or column does not exist."""
