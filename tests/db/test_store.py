"""S-2: closing never raises and always gives the lock back; a commit that fails leaves a connection that works."""

import pytest

from db.driver import OperationalError
from db.store import create_ledger
from desktop.errors import KnownError
from desktop.operations.change import change
from desktop.rules.permissions import Action
from tests.crash_points import failing, points


@pytest.mark.parametrize("key", [None, b"k" * 32])
def test_close_never_raises_and_always_gives_the_lock_back(tmp_path, clock, key):
    """S-2"""
    released = []

    def opened(name):
        ledger = create_ledger(tmp_path / name, key, clock)
        ledger.release = lambda: released.append(name)
        return ledger

    for n in points(tmp_path, opened("count.ledger").close):
        ledger = opened(f"{n}.ledger")
        assert failing(n, tmp_path, ledger.close, stay=True) is None
        assert released[-1] == f"{n}.ledger"
        assert ledger.closed


def test_a_lock_that_cannot_be_given_back_is_no_failure(ledger):
    """S-2"""

    def refuse():
        raise OSError(5, "input/output error")

    ledger.release = refuse
    ledger.close()


def test_a_commit_that_fails_is_told_and_the_next_action_goes_well(ledger, clerk):
    """S-2"""

    def enter():
        with change(ledger, clerk, Action.ADD_FINDING, "录入") as changes:
            changes.writer.insert("phrase", {"kind": "要求", "text": "一句"})

    ledger.writer._connection.execute("pragma max_page_count = 1")
    with pytest.raises(KnownError, match="空间不足"):
        for _ in range(200):
            with change(ledger, clerk, Action.ADD_FINDING, "录入") as changes:
                changes.writer.insert("phrase", {"kind": "要求", "text": "长" * 5000})
    ledger.writer._connection.execute("pragma max_page_count = 1000000")
    before = ledger.reader.value("select count(*) from phrase")
    enter()
    assert ledger.reader.value("select count(*) from phrase") == before + 1


def test_an_open_that_meets_a_full_disk_is_not_called_damage(tmp_path, clock):
    """S-2"""
    from desktop.operations.opening_words import cannot_open

    told = cannot_open(tmp_path, OperationalError("database or disk is full"))
    assert "空间" in str(told) and "损坏，不需要恢复" in str(told)


@pytest.mark.parametrize("settle", [0, 0.001])
def test_a_checkpoint_on_a_full_disk_is_no_failure(tmp_path, clock, settle):
    """S-2"""
    answers = []

    def opened(name):
        return create_ledger(tmp_path / name, None, clock)

    counted = opened("count.ledger")
    for n in points(tmp_path, lambda: counted.writer.checkpoint(settle)):
        ledger = opened(f"{n}.ledger")
        assert failing(n, tmp_path, lambda ledger=ledger: answers.append(ledger.writer.checkpoint(settle))) is None
        assert ledger.writer.checkpoint(settle)
        ledger.close()
    assert set(answers) == {False}


def test_inside_an_action_the_newest_reading_sees_what_was_written_and_without_a_writer_there_is_the_reader(
    ledger, clerk
):
    with change(ledger, clerk, Action.EDIT_UNIT, "甲") as changes:
        changes.writer.insert("phrase", {"kind": "要求", "text": "甲"})
        assert ledger.newest.column("select text from phrase") == ("甲",)
        assert ledger.reader.column("select text from phrase") == ()
    writer, ledger.writer = ledger.writer, None
    try:
        assert ledger.newest is ledger.reader
    finally:
        ledger.writer = writer
