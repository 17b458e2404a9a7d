"""A server sorts names by the same keys as a vault."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Text, select, values
from sqlalchemy import column as named

from db.search.ordering import in_order, sort_key
from tests.engines import Databases

LETTERS = st.characters(max_codepoint=0x24F, exclude_characters="\0") | st.sampled_from(
    "0079'’`ʼ“–…́̈ẞẗỳŁłøæŒß½"
)


@settings(deadline=None)
@given(names=st.lists(st.text(LETTERS), min_size=1, max_size=50))
def test_a_name_has_the_key_that_a_vault_gives_it(engine: Databases, names: list[str]) -> None:
    given_names = values(named("name", Text)).data([(name,) for name in names]).alias("given")
    with engine.plain() as connection:
        found = connection.execute(select(given_names.c.name, in_order(given_names.c.name))).all()
    assert {name: bytes(key).decode() for name, key in found} == {
        name: sort_key(name) for name in names
    }
