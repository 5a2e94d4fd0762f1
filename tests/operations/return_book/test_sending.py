"""Return workbooks go to those who have something open, each in the version after the last, told in the register of exports (X7)."""

import pytest

from desktop.errors import KnownError
from desktop.exchange.return_book.package import mark_of
from desktop.exchange.workbook_source import open_workbook
from desktop.operations import progress
from desktop.operations.return_book.sending import send, send_and_tell
from tests.builders import EVERYONE
from tests.operations.return_book.returns import ROUND, Office


@pytest.fixture
def office(ledger, tmp_path):
    return Office(ledger, tmp_path / "发出")


def sent(office, *units, due_on="", round_id=None):
    return send(office.ledger, EVERYONE, round_id or office.round, units, office.folder, due_on)


def test_each_file_bears_its_unit_version_and_mark(office):
    [first] = sent(office, office.unit)
    [second] = sent(office, office.unit)
    assert (first.version, second.version, first.rows, first.unit) == (1, 2, 2, "县民政局党组")
    assert [one.path.name for one in (first, second)] == [
        f"县民政局党组_整改进展填报表_第{version}版.xlsx" for version in (1, 2)
    ]
    mark = mark_of(open_workbook(second.path))
    assert (mark.package_id, mark.version, mark.unit, mark.round) == (second.package, 2, "县民政局党组", ROUND)
    assert mark.signature and mark.signature != mark_of(open_workbook(first.path)).signature


def test_a_file_that_lies_there_is_never_written_over(office):
    [first] = sent(office, office.unit)
    before = first.path.read_bytes()
    (office.folder / "县民政局党组_整改进展填报表_第2版.xlsx").write_bytes(b"x")
    [second] = sent(office, office.unit)
    assert second.path.name == "县民政局党组_整改进展填报表_第2版(2).xlsx" and first.path.read_bytes() == before


def test_each_sending_stands_in_the_register_of_exports(office):
    sent(office)
    rows = office.ledger.reader.tuples("select title, rows, criteria from export_record order by id")
    assert [tuple(row) for row in rows] == [
        ("回收表 县民政局党组 第1版", 2, f"HS-{office.round}-{office.unit}-1"), ("回收表 县教育局党组 第1版", 1, f"HS-{office.round}-{office.neighbour}-1"),
    ]  # fmt: skip


def test_without_units_named_all_with_something_open_get_theirs_and_a_named_one_alone(office):
    assert [one.unit for one in sent(office, office.neighbour)] == ["县教育局党组"]
    assert [one.unit for one in sent(office)] == ["县民政局党组", "县教育局党组"]


def test_a_unit_or_a_round_with_nothing_open_is_told_and_nothing_is_written(office):
    progress.withdraw(office.ledger, EVERYONE, [office.other], office.ledger.today(), "重复", "王书记")
    with pytest.raises(KnownError, match=f"^县教育局党组在“{ROUND}”中没有未销号的问题") as refused:
        sent(office, office.unit, office.neighbour)
    assert refused.value.kind == "nothing" and not list(office.folder.glob("*"))
    progress.withdraw(office.ledger, EVERYONE, [office.one, office.two], office.ledger.today(), "重复", "王书记")
    with pytest.raises(KnownError, match=f"^“{ROUND}”中没有未销号的问题"):
        sent(office)


@pytest.mark.parametrize(
    ("day", "refused"), [("2026-06-04", True), ("2026-06-05", False), ("", False), ("2026-07-01", False)]
)
def test_a_book_may_be_due_today_and_not_before(office, day, refused):
    if refused:
        with pytest.raises(KnownError, match="早于今天 2026-06-05") as told:
            sent(office, office.unit, due_on=day)
        assert told.value.kind == "due_before_sent"
    else:
        assert len(sent(office, office.unit, due_on=day)) == 1
        assert office.ledger.reader.value("select due_on from return_book") == (day or None)


def test_what_was_changed_last_is_told_for_the_window(office):
    sending = send_and_tell(office.ledger, EVERYONE, office.round, [], office.folder)
    assert len(sending.files) == 2 and sending.changes.title == "发回收表 县教育局党组 第1版"
