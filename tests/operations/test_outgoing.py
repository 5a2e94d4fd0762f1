"""A file that leaves lies on the disk only where a register tells of it."""

import pytest

from db.queries import prints
from desktop.errors import Forbidden
from desktop.operations import outgoing
from desktop.rules.permissions import Action, Actor, Right
from tests.builders import EVERYONE

AUDITOR = Actor("周审", frozenset({Right.AUDIT}))


def writing(path):
    """The path, and what writes to it."""
    return path, lambda: path.write_text("内容", "utf-8")


def told(_count):
    return {"title": "试验", "rows": 3}


def test_the_file_is_entered_with_its_name_and_sum(ledger, tmp_path):
    outgoing.registered(ledger, EVERYONE, Action.EXPORT, "导出", *writing(tmp_path / "一.txt"), told)
    [entered] = prints.exports(ledger.reader)

    assert (tmp_path / "一.txt").read_text("utf-8") == "内容"
    assert (entered.kind, entered.title, entered.rows) == ("export", "试验", 3)


def test_without_the_right_nothing_is_made(ledger, tmp_path):
    with pytest.raises(Forbidden):
        outgoing.registered(ledger, AUDITOR, Action.DUMP, "转出", *writing(tmp_path / "一.txt"), told)

    assert not list(tmp_path.glob("*.txt")) and not prints.exports(ledger.reader)


def test_a_file_that_came_there_meanwhile_is_no_ones_to_remove(ledger, tmp_path):
    (tmp_path / "一.txt").write_text("别人的", "utf-8")
    with pytest.raises(Forbidden):
        outgoing.registered(ledger, AUDITOR, Action.DUMP, "转出", *writing(tmp_path / "一.txt"), told)

    assert (tmp_path / "一.txt").read_text("utf-8") == "别人的"


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt])
def test_what_cannot_be_registered_is_removed(ledger, tmp_path, error):
    def failing(_made):
        raise error

    with pytest.raises(error):
        outgoing.registered(ledger, EVERYONE, Action.EXPORT, "导出", *writing(tmp_path / "一.txt"), failing)

    assert not list(tmp_path.glob("*.txt")) and not prints.exports(ledger.reader)


def test_what_failed_in_the_making_leaves_the_register_as_it_was(ledger, tmp_path):
    def make():
        raise OSError("full")

    with pytest.raises(OSError, match="full"):
        outgoing.registered(ledger, EVERYONE, Action.EXPORT, "导出", tmp_path / "一.txt", make, told)

    assert not prints.exports(ledger.reader)
