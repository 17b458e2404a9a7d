"""What is withheld cannot be worked out from the sums that are given."""

from collections.abc import Iterator, Mapping
from itertools import islice, product

from hypothesis import given, settings
from hypothesis import strategies as st

from lado_desktop.figures.publishing.suppression import LEAST, Sum, withheld

Key = tuple[int, int]
GRIDS = st.tuples(st.integers(1, 3), st.integers(1, 3)).flatmap(
    lambda size: st.lists(
        st.lists(
            st.sampled_from([0, 0, 1, 1, 2, 3, 4, 5, 6, 9]), min_size=size[1], max_size=size[1]
        ),
        min_size=size[0],
        max_size=size[0],
    )
)
TOTAL = -1


def _table(grid: list[list[int]]) -> tuple[dict[Key, int], list[Sum[Key]]]:
    """A grid with a total for each row and column, and of them all."""
    rows, columns = range(len(grid)), range(len(grid[0]))
    figures = {(row, column): grid[row][column] for row in rows for column in columns}
    figures |= {(row, TOTAL): sum(grid[row]) for row in rows}
    figures |= {(TOTAL, column): sum(each[column] for each in grid) for column in columns}
    figures[TOTAL, TOTAL] = sum(map(sum, grid))
    sums = [
        Sum(tuple((row, column) for column in columns), ((row, TOTAL),)) for row in (*rows, TOTAL)
    ]
    sums += [
        Sum(tuple((row, column) for row in rows), ((TOTAL, column),))
        for column in (*columns, TOTAL)
    ]
    return figures, sums


def _grids_that_print_alike(grid: list[list[int]], hidden: set[Key]) -> Iterator[Mapping[Key, int]]:
    """Every grid whose printed figures are the same, found by trying: each hidden one is 1 or more.

    One step away from the truth is enough to tell: what can be only one value has no other near.
    """
    printed = _table(grid)[0]
    cells = [key for key in printed if TOTAL not in key]
    steps = (0, 1, -1)
    tried = [
        [printed[key] + step for step in steps if printed[key] + step > 0]
        if key in hidden
        else (printed[key],)
        for key in cells
    ]
    for values in product(*tried):
        chosen = dict(zip(cells, values, strict=True))
        again = [
            [chosen[row, column] for column in range(len(grid[0]))] for row in range(len(grid))
        ]
        other, _ = _table(again)
        if all(other[key] == printed[key] for key in printed if key not in hidden):
            yield other


def _worked_out(grid: list[list[int]]) -> set[Key]:
    figures, sums = _table(grid)
    small = {key for key, figure in figures.items() if 0 < figure < LEAST}
    hidden = withheld(figures, sums, {key: TOTAL in key for key in figures}, small)
    assert small <= hidden
    assert all(figures[key] for key in hidden), "a nought is always given"
    seen: dict[Key, set[int]] = {key: set() for key in hidden}
    for other in islice(_grids_that_print_alike(grid, hidden), 2000):
        for key in hidden:
            seen[key].add(other[key])
        if all(len(values) > 1 for values in seen.values()):
            return set()
    return {key for key, values in seen.items() if len(values) == 1}


@settings(max_examples=80, deadline=None)
@given(GRIDS)
def test_no_withheld_figure_of_a_small_table_has_only_one_possible_value(
    grid: list[list[int]],
) -> None:
    assert _worked_out(grid) == set()


def test_a_single_small_figure_takes_the_least_other_of_its_row_and_column_with_it() -> None:
    figures, sums = _table([[3, 10, 20], [30, 7, 50], [9, 60, 80]])
    small = {(0, 0)}
    hidden = withheld(figures, sums, {key: TOTAL in key for key in figures}, small)
    assert hidden == {(0, 0), (0, 1), (2, 0), (2, 1)}


def test_two_ones_that_add_up_to_two_are_not_left_alone() -> None:
    """Each is 1 at least, so a total of 2 would give both away."""
    figures, sums = {"a": 1, "b": 1, "c": 10, "all": 12}, [Sum(("a", "b", "c"), ("all",))]
    assert withheld(figures, sums, {"all": 1}, ("a", "b")) == {"a", "b", "c"}
