from lado_desktop.casework.documents.issued_documents import anchor, content_of, issued, keep
from lado_desktop.casework.shift import Shift
from lado_desktop.domain.kinds.contact import Contact


def test_the_same_bytes_are_one_edition_and_each_print_is_a_line_of_the_audit(
    shift: Shift, allegation: Contact
) -> None:
    before = shift.store.head()[0]
    first = keep(shift, "case", allegation.id, allegation.reference, b"one")
    again = keep(shift, "case", allegation.id, allegation.reference, b"one")
    other = keep(shift, "case", allegation.id, allegation.reference, b"two")
    assert (first.id, first.edition, other.edition) == (again.id, 1, 2)
    assert content_of(shift, other.id) == b"two"
    assert [each.edition for each in issued(shift, allegation.id)] == [2, 1]
    # Two documents kept and three prints.
    assert shift.store.head()[0] == before + 5


def test_the_anchor_is_that_of_the_records_last_change_whatever_is_printed(
    shift: Shift, allegation: Contact
) -> None:
    seq, chain = shift.store.head()
    at_last_change = anchor(shift)
    keep(shift, "case", allegation.id, allegation.reference, b"one")
    assert anchor(shift) == at_last_change == f"{seq}:{chain}"
    assert int(anchor(shift, [allegation.id]).partition(":")[0]) <= seq
