"""The book of return workbooks follows what happened: sent, replaced, taken in, refused; each once, and never back (X10)."""

import pytest

from db.queries import books
from desktop.errors import Forbidden, KnownError
from desktop.operations import undo
from desktop.operations.change import change
from desktop.operations.return_book import tracking
from desktop.operations.return_book.packages import Package
from desktop.rules.permissions import Action, Actor, Right
from tests.builders import CLAIMANT, EVERYONE
from tests.operations.return_book.returns import Office


@pytest.fixture
def office(ledger, tmp_path):
    return Office(ledger, tmp_path / "发出")


def package(office, version=1):
    return Package(office.round, office.unit, version)


def states(office):
    """The last state of each book, in order."""
    reader = office.ledger.reader
    return [
        books.state_now(reader, "return_book", record)
        for record in reader.column("select id from return_book order by id")
    ]


def returned(office, version=1):
    with change(office.ledger, EVERYONE, Action.IMPORT, "合并") as changes:
        tracking.enter_returned(office.ledger, EVERYONE, changes, package(office, version))


def test_a_sent_book_bears_its_version_its_rows_and_its_number(office):
    office.sent()
    [row] = office.ledger.reader.tuples("select version, rows, package, unit_id, due_on from return_book")
    assert tuple(row) == (1, 2, package(office).number, office.unit, None) and states(office) == ["sent"]


def test_a_later_version_replaces_the_one_that_is_out_and_not_one_that_came_back(office):
    office.sent()
    office.sent()
    assert states(office) == ["replaced", "sent"]
    returned(office, 2)
    office.sent()
    assert states(office) == ["replaced", "merged", "sent"]


def test_only_the_version_that_came_back_is_taken_in_and_on_its_first_day(office, clock):
    office.sent()
    returned(office)
    assert (
        states(office) == ["merged"]
        and office.ledger.reader.value("select returned_on from return_book") == "2026-06-05"
    )
    clock.set("2026-06-09T09:00:00")
    returned(office)
    assert office.ledger.reader.value("select returned_on from return_book") == "2026-06-05"


def test_a_refused_book_is_told_with_its_reason_and_may_be_refused_again_or_taken_in(office):
    office.sent()
    changes = tracking.refuse(office.ledger, CLAIMANT, package(office), "缺签字")
    assert changes.title == "拒收回收表并退回" and states(office) == ["refused"]
    returned(office)
    assert states(office) == ["merged"]
    undo.undo(office.ledger, EVERYONE)
    assert states(office) == ["refused"]


def test_what_is_not_out_is_not_refused(office):
    with pytest.raises(KnownError, match="不用登记退回") as refused:
        tracking.refuse(office.ledger, CLAIMANT, package(office), "缺签字")
    assert refused.value.kind == "wrong_state"
    office.sent()
    office.sent()
    tracking.refuse(office.ledger, CLAIMANT, package(office), "缺签字")
    assert states(office) == ["replaced", "refused"]


def test_who_has_no_right_refuses_nothing(office):
    office.sent()
    with pytest.raises(Forbidden):
        tracking.refuse(office.ledger, Actor("审计员", frozenset({Right.AUDIT})), package(office), "缺签字")
    assert states(office) == ["sent"]
