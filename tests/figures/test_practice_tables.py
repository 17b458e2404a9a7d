"""A service's own copy of its practice: edited, kept, counted, undone, written as a file."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db.records.audit import verify
from lado_desktop.casework.settings.practice_parts import fitting, part_kept
from lado_desktop.casework.settings.settings import present, service_practice
from lado_desktop.casework.shift import Shift
from lado_desktop.casework.undoing import undo
from lado_desktop.domain.kinds.contact import Contact
from lado_desktop.domain.practice.practice import (
    Practice,
    practice_from,
    practice_named,
    practice_names,
)
from lado_desktop.domain.practice.practice_file import (
    NotAPractice,
    condition_read,
    condition_written,
    contents_of,
    read,
    written,
)
from lado_desktop.figures.counting.preview import preview
from lado_desktop.figures.counting.year import figures
from lado_desktop.figures.layout.edited_table import (
    codes_in,
    condition_of,
    field_of_rows,
    fields_asked_of,
    holders,
    new_id,
    row_renamed,
    with_codes,
)
from lado_desktop.figures.layout.layout_file import identities_of, layouts_of
from lado_desktop.figures.layout.practice_tables import (
    keep_table,
    order_tables,
    remove_table,
    removed_tables,
    shipped_table,
    table_as_shipped,
    table_problems,
    take_in,
)
from lado_desktop.figures.problem import LayoutRefused
from tests.engines import EngineForTests, first_shift

BROMLEY = practice_named("bromley")
YEAR = "2026/27"


def table(practice: Practice, id: str) -> dict[str, Any]:
    return next(dict(each) for each in practice.tables if each["id"] == id)


def by_sector(practice: Practice) -> dict[str, Any]:
    """The first table whose rows ask for sectors."""
    return next(dict(each) for each in practice.tables if field_of_rows(each) == "sector")


def sector(said: Any) -> Any:
    return next(each for each in fields_asked_of(said["counts"]) if each.name == "sector")


@pytest.mark.parametrize("name", practice_names())
def test_every_practice_comes_back_from_its_own_file(name: str) -> None:
    practice = practice_named(name)
    again = practice_from(name, read(written(contents_of(practice))))
    assert contents_of(again) == contents_of(practice)
    assert layouts_of(again) == layouts_of(practice)
    assert identities_of(again) == identities_of(practice)
    tables = {str(each["id"]): each for each in practice.tables}
    assert list(fitting(practice.identities, tables)) == list(practice.identities)


TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\r"), max_size=8)
VALUES = st.recursive(
    st.booleans() | st.integers(-(2**40), 2**40) | TEXT | st.dates(),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(TEXT, inner, max_size=2),
    max_leaves=4,
)


@settings(max_examples=40, deadline=None)
@given(st.dictionaries(TEXT, VALUES, max_size=3))
def test_whatever_is_written_is_read_back(said: dict[str, Any]) -> None:
    assert read(written(said)) == said
    assert condition_read(condition_written({"it": True})) == {"it": True}


def test_a_condition_reads_as_it_is_written_and_says_where_it_is_none() -> None:
    for practice in map(practice_named, practice_names()):
        for each in practice.tables:
            for row in each.get("rows", ()):
                said = condition_of(row)
                assert condition_read(condition_written(said)) == said
    with pytest.raises(NotAPractice, match="This is no condition"):
        condition_read('sector = ["edu*"')


@settings(max_examples=15, deadline=None)
@given(data=st.data())
def test_an_edited_table_comes_back_from_the_vault_as_it_was_kept(
    data: st.DataObject, keeping: Shift
) -> None:
    practice = practice_named("bromley")
    said = by_sector(practice)
    field = sector(said)
    labels = [row["label"] for row in said["rows"]]
    codes = data.draw(st.lists(st.sampled_from(sorted(practice.codes("sector"))), max_size=5))
    try:
        said = with_codes(practice, said, data.draw(st.sampled_from(labels)), field, codes)
    except LayoutRefused:
        return
    old, new = data.draw(st.sampled_from(labels)), data.draw(TEXT.filter(str.strip))
    if new not in labels:
        said = row_renamed(said, old, new)
    said["rows"] = data.draw(st.permutations(said["rows"]))
    assert not table_problems(practice, said), "codes were taken from the row that had them"
    shift = keep_table(keeping, said, {old: new} if new not in labels else {})
    again = service_practice(shift.store, practice)
    assert table(again, said["id"]) == table(shift.practice, said["id"]) == said
    assert identities_of(again) == identities_of(shift.practice)
    assert len(again.identities) == len(practice.identities)


@pytest.fixture(scope="module")
def keeping(engine: EngineForTests, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shift]:
    """A shift that is kept over all examples of a property."""
    store = engine.store(tmp_path_factory.mktemp("vault"), lasting=True)
    yield first_shift(store)
    store.close()


def test_a_code_given_to_a_row_is_taken_from_the_row_that_had_it(shift: Shift) -> None:
    said = by_sector(shift.practice)
    field = sector(said)
    had = holders(shift.practice, field, said)
    code, other = next((code, row) for code, row in had.items() if "." in code)
    label = next(row["label"] for row in said["rows"] if row["label"] != other)
    own = next(row for row in said["rows"] if row["label"] == label)
    codes = codes_in(shift.practice, field, own) | {code}
    edited = with_codes(shift.practice, said, label, field, codes)
    assert holders(shift.practice, field, edited) == {**had, code: label}
    assert not table_problems(shift.practice, edited)


def test_a_row_that_would_ask_for_nothing_is_reported(shift: Shift) -> None:
    said = by_sector(shift.practice)
    label = said["rows"][0]["label"]
    with pytest.raises(LayoutRefused, match="would ask for nothing more"):
        with_codes(shift.practice, said, label, sector(said), [])


def test_rows_that_one_unit_could_fit_twice_are_reported_and_not_kept(shift: Shift) -> None:
    said = by_sector(shift.practice)
    first, second = said["rows"][0], said["rows"][1]
    twice = {**first, "sector": [*first["sector"], *second["sector"]]}
    said["rows"] = [twice, *said["rows"][1:]]
    (told,) = table_problems(shift.practice, said)
    assert told == f"One unit could stand in “{first['label']}” and in “{second['label']}”."
    with pytest.raises(LayoutRefused, match="One unit could stand in"):
        keep_table(shift, said)
    assert present(shift) is shift


def test_a_bad_condition_is_reported_in_a_sentence(shift: Shift) -> None:
    said = by_sector(shift.practice)
    label = said["rows"][0]["label"]
    said["rows"] = [{"label": label, "sector": ["spaceport"]}, *said["rows"][1:]]
    (told,) = table_problems(shift.practice, said)
    assert told == f"Table “{said['id']}”, row “{label}”: “sector” has no code “spaceport”."


def test_a_changed_table_is_counted_undone_and_gone_back_from(
    shift: Shift, log: Callable[..., Contact]
) -> None:
    log(received_on=date(2026, 5, 4))
    said = by_sector(shift.practice)
    id, label = said["id"], said["rows"][0]["label"]
    whole = len(shift.practice.identities)
    renamed = row_renamed(said, label, "Called otherwise")
    changed = keep_table(shift, renamed, {label: "Called otherwise"})
    counted = figures(changed, YEAR)
    assert counted.table(id).row("Called otherwise").label == "Called otherwise"
    assert not counted.gaps
    assert len(changed.practice.identities) == whole
    assert part_kept(changed, "table", id) is not None

    twice = row_renamed(renamed, "Called otherwise", "Otherwise still")
    changed = keep_table(changed, twice, {"Called otherwise": "Otherwise still"})
    assert len(changed.practice.identities) == whole

    step = undo.undoable(changed, 1)[0]
    assert undo.undo(changed, step.act_id) == "Edit table undone"
    back = present(changed)
    assert table(back.practice, id) == renamed

    shipped = table_as_shipped(back, id)
    assert table(shipped.practice, id) == said
    assert part_kept(shipped, "table", id) is None
    with shift.reading() as session:
        assert verify(session).sound


def test_a_table_is_added_set_in_order_removed_and_brought_back(shift: Shift) -> None:
    own: dict[str, Any] = {
        "id": new_id("Who told us?", [each["id"] for each in shift.practice.tables]),
        "title": "Who told us?",
        "counts": "contacts",
        "columns": {"years": 2},
        "rows": [{"label": "Schools", "source": ["education"]}],
    }
    changed = keep_table(shift, own)
    assert changed.practice.tables[-1] == own
    ids = [each["id"] for each in changed.practice.tables]
    changed = order_tables(changed, [ids[-1], *ids[:-1]])
    assert changed.practice.tables[0] == own
    with pytest.raises(LayoutRefused, match="the service's own"):
        table_as_shipped(changed, own["id"])
    changed = remove_table(changed, own["id"])
    assert [each["id"] for each in changed.practice.tables] == ids[:-1]

    said = by_sector(changed.practice)
    changed = remove_table(changed, said["id"])
    assert removed_tables(changed.practice) == [shipped_table(BROMLEY, said["id"])]
    assert not figures(changed, YEAR).gaps, "what had to agree with it is left out"
    assert table_as_shipped(changed, said["id"]).practice.tables == BROMLEY.tables


def test_a_table_that_others_are_made_with_stays(shift: Shift) -> None:
    kent = practice_named("kent")
    needed = next(each["rows_as"] for each in kent.tables if "rows_as" in each)
    with pytest.raises(LayoutRefused, match="is made with this table"):
        remove_table(replace(shift, practice=kent), needed)


@pytest.mark.parametrize("name", practice_names())
def test_the_preview_of_a_table_is_what_the_figures_say(
    shift: Shift, log: Callable[..., Contact], name: str
) -> None:
    log(received_on=date(2026, 5, 4))
    practice = practice_named(name)
    whole = figures(shift, YEAR, practice=practice)
    for each in practice.tables[::4]:
        alone = preview(shift, practice, each["id"], YEAR)
        assert alone.table(each["id"]) == whole.table(each["id"])


def test_a_file_is_taken_in_whole_or_not_at_all(shift: Shift) -> None:
    said = contents_of(BROMLEY)
    said["words"]["contact"] = "Query"
    said["table"] = said["table"][:3]
    said["identity"] = []
    said["clocks"]["meeting_hold"] = "3 working days"
    changed = take_in(shift, written(said))
    assert (changed.practice.word("contact"), len(changed.practice.tables)) == ("Query", 3)
    assert changed.practice.clocks["meeting_hold"] == "3 working days"
    assert undo.undo(changed, undo.undoable(changed, 1)[0].act_id) == "Take in practice undone"
    assert contents_of(present(changed).practice) == contents_of(BROMLEY)

    for broken, told in (
        ("[service\n", "Line 1 cannot be read"),
        ("[service]\nauthority = 3", "something that it needs is missing"),
        (written({**said, "clocks": {"meeting_hold": "soon"}}), "A length of time is written as"),
        (written({**said, "table": [{"id": "a"}]}), "needs “counts”"),
    ):
        with pytest.raises((NotAPractice, LayoutRefused), match=told):
            take_in(shift, broken)
    assert present(shift) is shift
