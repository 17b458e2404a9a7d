"""What every record has."""

import time
from concurrent.futures import ThreadPoolExecutor
from uuid import RFC_4122, UUID

import pytest

from lado_desktop.domain.record import new_id
from lado_desktop.domain.records import RECORDS


def test_later_keys_sort_after_earlier_ones() -> None:
    keys = [new_id() for _ in range(20_000)]
    assert keys == sorted(keys)
    assert [str(key) for key in keys] == sorted(str(key) for key in keys)


def test_no_key_is_made_twice_even_from_several_threads_at_once() -> None:
    def some() -> list[UUID]:
        return [new_id() for _ in range(2_000)]

    with ThreadPoolExecutor(4) as pool:
        made = [task.result() for task in [pool.submit(some) for _ in range(8)]]
    assert len({key for keys in made for key in keys}) == 16_000
    for keys in made:
        assert keys == sorted(keys)


def test_keys_go_on_rising_while_the_computers_clock_stands_or_is_set_back(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    first = new_id()
    moment = time.time_ns()
    monkeypatch.setattr(time, "time_ns", lambda: moment)
    standing = [new_id() for _ in range(100)]
    monkeypatch.setattr(time, "time_ns", lambda: moment - 3_600 * 10**9)
    after = [new_id() for _ in range(100)]
    keys = [first, *standing, *after]
    assert keys == sorted(set(keys))


def test_a_key_is_of_version_seven_and_tells_its_millisecond() -> None:
    before = time.time_ns() // 1_000_000
    key = new_id()
    after = time.time_ns() // 1_000_000
    assert (key.version, key.variant) == (7, RFC_4122)
    # Keys made in a burst run a little ahead of the clock, never behind it.
    assert before <= key.int >> 80 <= after + 1_000


def test_every_record_is_found_by_its_noun_and_has_a_key_and_a_version() -> None:
    for noun, record in RECORDS.items():
        assert record.kind() == noun == record.__tablename__
        assert [column.name for column in record.__table__.primary_key] == ["id"]
        assert record.__mapper__.version_id_col is record.__table__.c.version
