"""Reads a practice's printed tables, with a sentence for each fault."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any, Literal, cast, get_args

from lado_desktop.domain.practice.practice import Practice
from lado_desktop.figures.layout.condition import Condition, ConditionReader
from lado_desktop.figures.layout.layout import (
    Across,
    ChartKind,
    Columns,
    Identity,
    Layout,
    Months,
    Quarters,
    Reference,
    Row,
    Show,
    Years,
)
from lado_desktop.figures.problem import LayoutRefused
from lado_desktop.figures.units.countable import COUNTABLES, Countable

_COUNTED_KEYS = ("id", "title", "counts", "where", "basis", "exclusive", "first_match")
_SHAPE_KEYS = ("rows", "rows_as", "columns", "columns_as", "also", "total", "row_total")
_TABLE_KEYS = frozenset((*_COUNTED_KEYS, *_SHAPE_KEYS, "show", "of_table", "dp", "chart"))
ROW_KEYS = frozenset(("label", "part_of", "parts", "counts", "basis", "show", "back"))
_ALONE_KEYS = frozenset(("counts", "basis", "show"))
_SHOWN = frozenset(get_args(Show))
_CHARTS = (None, "none", *get_args(ChartKind))


@lru_cache(maxsize=16)
def layouts_of(practice: Practice) -> tuple[Layout, ...]:
    """Return all tables of a practice, in printed order.

    Raises LayoutRefused. Overlapping rows are not checked here: see `overlap`.
    """
    tables = {_required(said, "id", "A table"): said for said in practice.tables}
    if len(tables) != len(practice.tables):
        raise LayoutRefused("Two tables have the same id.")
    return tuple(_TableReader(practice, tables, said).layout() for said in practice.tables)


def identities_of(practice: Practice) -> tuple[Identity, ...]:
    """Return the figures that must agree. Raises LayoutRefused where one does not exist."""
    layouts = {layout.id: layout for layout in layouts_of(practice)}
    found = []
    for said in practice.identities:
        sides = tuple(
            tuple(_reference(each, layouts) for each in ([side] if isinstance(side, str) else side))
            for side in said["same"]
        )
        found.append(Identity(said["title"], sides))
    return tuple(found)


def _reference(written: str, layouts: Mapping[str, Layout]) -> Reference:
    table, _, row = written.partition(" / ")
    if table not in layouts:
        raise LayoutRefused(f"“{written}” must agree with other figures, but is not laid out.")
    if row:
        try:
            layouts[table].row(row)
        except KeyError:
            raise LayoutRefused(
                f"“{written}” must agree with other figures, but there is no such row."
            ) from None
    return Reference(table, row or None)


def _required(said: Mapping[str, Any], key: str, place: str) -> str:
    value = said.get(key)
    if not isinstance(value, str) or not value:
        raise LayoutRefused(f"{place} needs “{key}”.")
    return value


class _TableReader:
    """Reads one table. `tables` are all the tables of the file by id."""

    def __init__(
        self,
        practice: Practice,
        tables: Mapping[str, Mapping[str, Any]],
        said: Mapping[str, Any],
    ) -> None:
        self._practice = practice
        self._tables = tables
        self._said = said
        self._place = f"Table “{said['id']}”"

    def layout(self) -> Layout:
        said = self._said
        if unknown := said.keys() - _TABLE_KEYS:
            raise self._refused(f"nothing is called “{min(unknown)}”.")
        counted = self._counted(_required(said, "counts", self._place))
        basis = self._basis(counted, said.get("basis"))
        show = self._show(said.get("show", "count"), counted)
        rows = self._rows(self._raw_rows(said, ()), counted, basis, show)
        layout = Layout(
            id=said["id"],
            title=_required(said, "title", self._place),
            counted=counted,
            where=self._condition(said.get("where", {}), counted, self._place),
            basis=basis,
            rows=rows,
            also=self._rows(said.get("also", ()), counted, basis, show),
            columns=self._columns(),
            show=show,
            of_table=said.get("of_table"),
            dp=said.get("dp", 1),
            total=said.get("total"),
            row_total=said.get("row_total"),
            exclusive=said.get("exclusive", True),
            first_match=tuple(said.get("first_match", ())),
            chart=self._chart(),
        )
        self._check(layout)
        return layout

    def _raw_rows(
        self, said: Mapping[str, Any], seen: tuple[str, ...]
    ) -> Sequence[Mapping[str, Any]]:
        if "rows" in said:
            rows: Sequence[Mapping[str, Any]] = said["rows"]
            return rows
        other = str(said.get("rows_as"))
        if other not in self._tables or other in seen:
            raise self._refused("it needs rows, or the rows of a table that has some.")
        return self._raw_rows(self._tables[other], (*seen, other))

    def _rows(
        self,
        rows: Iterable[Mapping[str, Any]],
        counted: Countable,
        basis: str | None,
        show: tuple[Show, ...],
    ) -> tuple[Row, ...]:
        found = []
        for said in rows:
            label = _required(said, "label", f"{self._place}: a row")
            place = f"{self._place}, row “{label}”"
            own = self._counted(said["counts"]) if "counts" in said else counted
            own_basis = (
                self._basis(own, said.get("basis")) if {"counts", "basis"} & said.keys() else basis
            )
            asked = {key: value for key, value in said.items() if key not in ROW_KEYS}
            found.append(
                Row(
                    label=label,
                    condition=self._condition(asked, own, place),
                    counted=own,
                    basis=own_basis,
                    show=self._show(said["show"], own) if "show" in said else show,
                    part_of=said.get("part_of"),
                    parts=tuple(
                        self._condition(part, own, place) for part in said.get("parts", ())
                    ),
                    back=said.get("back", 1),
                )
            )
        return tuple(found)

    def _columns(self) -> Columns:
        across = str(self._said.get("columns_as", ""))
        match self._said.get("columns"):
            case None if across in self._tables and across != self._said["id"]:
                return Across(across)
            case {"years": int(number)} if number > 0 and not across:
                return Years(number)
            case {"months": 12} if not across:
                return Months()
            case {"quarters": 4} if not across:
                return Quarters()
        raise self._refused(
            "its columns are years, twelve months, four quarters, or the rows of another table."
        )

    def _chart(self) -> ChartKind | Literal["none"] | None:
        chart = self._said.get("chart")
        if chart not in _CHARTS:
            raise self._refused("a chart is bars, stacked, lines or none.")
        return cast("ChartKind | Literal['none'] | None", chart)

    def _counted(self, name: str) -> Countable:
        if name not in COUNTABLES:
            raise self._refused(f"“{name}” cannot be counted.")
        return COUNTABLES[name]

    def _basis(self, counted: Countable, basis: str | None) -> str | None:
        if basis is None:
            return counted.bases[0] if counted.bases else None
        if basis not in counted.bases:
            raise self._refused(f"{counted.name} cannot be counted by “{basis}”.")
        return basis

    def _show(self, shown: Any, counted: Countable) -> tuple[Show, ...]:
        measures = (shown,) if isinstance(shown, str) else tuple(shown)
        for measure in measures:
            summed = measure in ("fte", "attendees")
            if measure not in _SHOWN or (summed and measure not in counted.sums):
                raise self._refused(f"“{measure}” cannot be shown of {counted.name}.")
        if not measures:
            raise self._refused("it shows nothing.")
        return measures

    def _condition(self, said: Mapping[str, Any], counted: Countable, place: str) -> Condition:
        return ConditionReader(self._practice, counted, place).read(said)

    def _check(self, layout: Layout) -> None:
        labels = [row.label for row in (*layout.rows, *layout.also)]
        if len(set(labels)) != len(labels):
            raise self._refused("two rows have the same label.")
        above: set[str] = set()
        for row in layout.rows:
            if row.part_of is not None and row.part_of not in above:
                raise self._refused(f"no row “{row.part_of}” stands above “{row.label}”.")
            above.add(row.label)
        if missing := set(layout.first_match) - {row.label for row in layout.placing}:
            raise self._refused(f"there is no row “{min(missing)}” to be tried first.")
        if layout.of_table is not None and layout.of_table not in self._tables:
            raise self._refused(f"there is no table “{layout.of_table}”.")
        if isinstance(layout.columns, Across):
            other = self._counted(str(self._tables[layout.columns.table].get("counts")))
            if other.name != layout.counted.name and not (
                other.is_contact and layout.counted.is_contact
            ):
                raise self._refused(f"{layout.counted.name} do not stand in rows of {other.name}.")
        alone = any(
            {"counts", "basis", "show"} & said.keys() for said in self._said.get("rows", ())
        )
        if alone and (layout.exclusive or layout.where):
            raise self._refused("a list of separate figures is not exclusive and has no “where”.")
        if layout.row_total and layout.basis in ("open", "opening"):
            raise self._refused("what is open at two days is not added up.")

    def _refused(self, sentence: str) -> LayoutRefused:
        return LayoutRefused(f"{self._place}: {sentence}")
