"""A5: a file that leaves lies on the disk only where a register tells of it, with mark, purpose, rows and sum."""

import hashlib

import pytest

from db.queries import prints
from db.store import open_for_reading
from desktop.errors import Forbidden, KnownError
from desktop.ledgers.ways_out import CHART, DUMP, FINDING_BOOK, REGISTERED
from desktop.operations import outgoing
from desktop.operations.office import set_up
from desktop.operations.outgoing import Asked, Facts
from desktop.rules.permissions import Actor, Right
from tests.builders import EVERYONE

AUDITOR = Actor("周审", frozenset({Right.AUDIT}))
ASKED = Asked("内部", "会用", "县委办")


def write(path, _properties):
    path.write_text("内容", "utf-8")


def facts(_made):
    return Facts(3, "全部", "2026-06-05", "县委口径")


def leave(ledger, path, way=FINDING_BOOK, asked=ASKED, actor=EVERYONE, make=write, told=facts):
    return outgoing.registered(ledger, actor, way, asked, "试验", path, make, told)


@pytest.mark.parametrize("way", REGISTERED, ids=lambda way: way.name)
def test_every_way_enters_the_same_of_what_left(ledger, tmp_path, way):
    """A5"""
    left = leave(ledger, tmp_path / "一.txt", way)
    [entered] = prints.exports(ledger.reader)

    assert left.path.read_text("utf-8") == "内容" and left.changes.touches("export_record")
    assert (entered.way, entered.kind, entered.title, entered.rows) == (way.name, way.kind, "试验", 3)
    assert (entered.classification, entered.purpose, entered.destination) == ("内部", "会用", "县委办")
    assert entered.user_name == EVERYONE.name and entered.file_name == "一.txt"
    assert entered.sha256 == hashlib.sha256("内容".encode()).hexdigest()


def test_the_maker_is_told_title_mark_and_the_office_and_never_the_person(ledger, tmp_path):
    """A6"""
    set_up(ledger, EVERYONE, {"office": "县委巡察办"})
    seen = []
    leave(ledger, tmp_path / "一.txt", make=lambda path, told: (write(path, told), seen.append(told)))

    assert [(one.title, one.office, one.mark) for one in seen] == [("试验", "县委巡察办", "内部")]


def test_a_name_that_is_taken_is_never_written_over(ledger, tmp_path):
    (tmp_path / "一.txt").write_text("别人的", "utf-8")
    left = leave(ledger, tmp_path / "一.txt")

    assert left.path.name == "一(2).txt" and (tmp_path / "一.txt").read_text("utf-8") == "别人的"


def test_what_was_not_said_is_the_marks_of_the_office_and_the_last_purpose_of_the_person(ledger, tmp_path):
    """A5"""
    set_up(ledger, EVERYONE, {outgoing.DEFAULT_MARK: "内部"})
    assert outgoing.usual(ledger.reader, CHART, EVERYONE.name) == Asked("内部", CHART.purpose)

    leave(ledger, tmp_path / "图.png", CHART, Asked(purpose="季度汇报"))
    assert outgoing.usual(ledger.reader, CHART, EVERYONE.name).purpose == "季度汇报"
    assert outgoing.usual(ledger.reader, CHART, "别人").purpose == CHART.purpose
    assert outgoing.usual(ledger.reader, FINDING_BOOK, EVERYONE.name).purpose == FINDING_BOOK.purpose
    assert outgoing.as_asked(ledger.reader, CHART) == Asked("内部", CHART.purpose)
    assert outgoing.as_asked(ledger.reader, CHART, "", "会用") == Asked("", "会用")


def test_a_purpose_stands_in_every_entry(ledger, tmp_path):
    """A5"""
    leave(ledger, tmp_path / "一.txt", asked=Asked())

    assert prints.exports(ledger.reader)[0].purpose == FINDING_BOOK.purpose


def test_without_the_right_nothing_is_made(ledger, tmp_path):
    with pytest.raises(Forbidden):
        leave(ledger, tmp_path / "一.txt", DUMP, actor=AUDITOR)

    assert not list(tmp_path.glob("*.txt")) and not prints.exports(ledger.reader)


def test_what_cannot_be_entered_does_not_leave(ledger, tmp_path, clock):
    """A5"""
    ledger.close()
    reading = open_for_reading(ledger.folder, None, clock)
    with pytest.raises(KnownError) as refused:
        leave(reading, tmp_path / "一.txt")
    reading.close()

    assert refused.value.kind == "read_only" and not list(tmp_path.glob("*.txt"))


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt])
def test_what_cannot_be_registered_is_removed(ledger, tmp_path, error):
    def failing(_made):
        raise error

    with pytest.raises(error):
        leave(ledger, tmp_path / "一.txt", told=failing)

    assert not list(tmp_path.glob("*.txt")) and not prints.exports(ledger.reader)


def test_what_failed_in_the_making_leaves_the_register_as_it_was(ledger, tmp_path):
    def make(_path, _properties):
        raise OSError("full")

    with pytest.raises(OSError, match="full"):
        leave(ledger, tmp_path / "一.txt", make=make)

    assert not prints.exports(ledger.reader)
