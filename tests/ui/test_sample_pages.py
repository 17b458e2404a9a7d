"""Every page of the window opens on every sample."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from db.schema import sample
from lado_desktop.casework.shift import Shift
from lado_desktop.domain.records import RECORDS
from tests.samples.loaded import opened
from tests.ui import access
from tests.ui.test_every_page import _parts, _settle
from ui.route import Place
from ui.window.navigation import BELONGS_TO, ENTRIES, OTHERS
from ui.window.window import Window

SAMPLES = [pytest.param(path, id=path.name) for path in sample.samples()]


@pytest.fixture(params=SAMPLES)
def shift(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Shift]:
    with opened(request.param, tmp_path / "vault") as shift:
        yield shift


def _places(shift: Shift) -> Iterator[Place]:
    """The pages of the navigation and the menus, and of each noun the page of one record."""
    yield from (Place(entry.noun) for entry in ENTRIES)
    yield from (Place(noun) for noun in sorted(OTHERS))
    with shift.reading() as session:
        for noun in BELONGS_TO:
            if noun in RECORDS and noun != "allegation":
                first = session.scalars(select(RECORDS[noun].id).limit(1)).one()
                yield Place(noun, first)


def test_every_page_opens_on_a_sample(qtbot: QtBot, window: Window, shift: Shift) -> None:
    clipped = {}
    for place in list(_places(shift)):
        window.go(place)
        assert window.page is not None
        for part in _parts(qtbot, window.page, window):
            _settle(qtbot, window)
            assert window.page.place == place
            if found := access.clipped(window.page):
                clipped[f"{place.noun} {part}"] = found
    assert not clipped
