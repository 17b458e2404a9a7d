"""Bromley's tables come out as Bromley printed them."""

import json
from datetime import date

import pytest
from sqlalchemy import Connection

from lado_desktop.domain.practice import practice_named
from lado_desktop.figures.period import year_named
from lado_desktop.figures.result import YearFigures
from lado_desktop.figures.year import count_year

AS_AT = date(2022, 1, 19)


@pytest.fixture(scope="module")
def counted(bromley: Connection) -> YearFigures:
    practice = practice_named("bromley")
    return count_year(bromley, practice, year_named(practice, "2021/22"), AS_AT)


def test_show(counted: YearFigures) -> None:
    print(json.dumps(counted.to_json()))
    print(counted.gaps)
