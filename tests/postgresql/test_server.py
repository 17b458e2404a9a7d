"""The server of the package runs where none is installed, also for root."""

from __future__ import annotations

from db.postgresql import store as postgresql
from lado_desktop.casework.contacts import contacts
from lado_desktop.casework.search.search import search
from tests import server
from tests.engines import add_first_officer, first_shift


def test_a_contact_is_logged_and_found_on_the_server_of_the_package() -> None:
    with server.running(None) as started:
        url = started.make("lado")
        postgresql.make_database(url, {})
        store = postgresql.open_store(url)
        add_first_officer(store)
        shift = first_shift(store)
        values = {"received_on": shift.today, "intake": "referral", "summary": "A gate was open."}
        logged = contacts.log(shift, values)
        assert [found.id for found in search(shift, "gate")] == [logged.id]
        store.close()
