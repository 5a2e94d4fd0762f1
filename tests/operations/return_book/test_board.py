"""X10: who has not returned, told from the ledger alone, and told again after undo."""

import pytest

from desktop.errors import KnownError
from desktop.operations import undo
from desktop.operations.return_book import tracking
from desktop.operations.return_book.board import NOT_SENT, board, sum_words
from desktop.operations.return_book.entering import merge
from desktop.operations.return_book.packages import Package
from desktop.operations.return_book.sending import send
from tests.builders import CLAIMANT, EVERYONE
from tests.operations.return_book.returns import Office, filled


@pytest.fixture
def office(ledger, tmp_path):
    return Office(ledger, tmp_path / "发出")


def sent(office, due_on="2026-06-10"):
    return send(office.ledger, EVERYONE, office.round, [office.unit], office.folder, due_on)[0].path


def lines(office, as_of=""):
    found = board(office.ledger.reader, [office.round], as_of or office.ledger.today())
    return {one.unit_id: one for one in found}


def test_a_unit_with_open_findings_and_no_book_is_told_as_such(office):
    assert {one.state for one in lines(office).values()} == {NOT_SENT} and len(lines(office)) == 2
    assert sum_words(tuple(lines(office).values())) == "2 家 = 未发 2"


@pytest.mark.parametrize(("day", "late"), [("2026-06-09", 0), ("2026-06-10", 0), ("2026-06-11", 1), ("2026-07-10", 30)])
def test_days_late_count_from_the_day_after_the_one_due(office, day, late):
    sent(office)
    line = lines(office, day)[office.unit]
    assert (line.state, line.version, line.due_on, line.late, line.is_out) == ("sent", 1, "2026-06-10", late, True)


def test_a_book_without_a_day_is_never_late(office):
    sent(office, "")
    assert lines(office, "2027-01-01")[office.unit].late == 0


def test_a_day_due_before_today_is_refused_and_nothing_is_written(office):
    with pytest.raises(KnownError, match="早于今天"):
        sent(office, "2026-06-04")
    assert not office.folder.exists() or not list(office.folder.iterdir())


def test_what_was_merged_is_back_and_what_is_undone_is_out_again(office):
    path = sent(office)
    done = merge(office.ledger, CLAIMANT, path)
    line = lines(office)[office.unit]
    assert (line.state, line.returned_on, line.is_out) == ("merged", "2026-06-05", False)
    undo.undo_import(office.ledger, EVERYONE, done.import_number)
    assert lines(office)[office.unit].state == "sent" and not lines(office)[office.unit].returned_on
    undo.redo(office.ledger, EVERYONE)
    assert lines(office)[office.unit].state == "merged"


def test_a_second_file_of_one_version_leaves_the_first_day(office):
    path = sent(office)
    merge(office.ledger, CLAIMANT, path)
    again = merge(office.ledger, CLAIMANT, filled(path, {(office.number(office.one), "remark"): "补充"}))
    assert again.import_number == 2 and lines(office)[office.unit].state == "merged"


def test_a_refused_book_is_still_owed_and_a_good_one_settles_it(office):
    path = sent(office)
    tracking.refuse(office.ledger, CLAIMANT, Package(office.round, office.unit, 1), "缺签字")
    assert lines(office)[office.unit].state == "refused" and lines(office)[office.unit].is_out
    merge(office.ledger, CLAIMANT, path)
    assert lines(office)[office.unit].state == "merged"
    with pytest.raises(KnownError, match="不用登记退回"):
        tracking.refuse(office.ledger, CLAIMANT, Package(office.round, office.unit, 1), "缺签字")


def test_a_new_version_replaces_the_one_that_is_out(office):
    sent(office)
    sent(office, "2026-06-20")
    line = lines(office)[office.unit]
    assert (line.version, line.due_on, line.state) == (2, "2026-06-20", "sent")
    states = office.ledger.reader.column("select state from record_event where register = 'return_book' order by id")
    assert states == ("sent", "replaced", "sent")
