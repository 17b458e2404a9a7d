"""Column types for values that SQL does not have."""

from __future__ import annotations

from typing import Any

from sqlalchemy import String
from sqlalchemy.types import TypeDecorator

from lado_desktop.domain.time.partial_date import PartialDate


class PartialDateText(TypeDecorator[PartialDate]):
    """Stores a partial date as a short text: `2021`, `2021-03`, `~2021-03-14`."""

    impl = String(11)
    cache_ok = True

    def process_bind_param(self, value: PartialDate | None, dialect: Any) -> str | None:
        return None if value is None else str(value)

    def process_result_value(self, value: str | None, dialect: Any) -> PartialDate | None:
        return None if value is None else PartialDate.parse(value)
