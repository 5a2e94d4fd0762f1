"""S-1: every copy of a file against its name: in the ledger and beside every backup, with the remedy that helps."""

import shutil

import pytest

from desktop.operations import backups, file_check, ledgers
from desktop.operations.backups import Occasion
from tests.operations import small_office


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    return small_office.made(tmp_path_factory.mktemp("made") / "office.ledger")


@pytest.fixture
def opened(made, tmp_path, clock):
    shutil.copytree(made, tmp_path / "office.ledger")
    ledger, actor = ledgers.open_as(tmp_path / "office.ledger", "管理员", clock=clock)
    backups.back_up(ledger, actor, Occasion.MANUAL)
    yield ledger
    ledger.close()


def copies(ledger):
    sha256 = ledger.reader.value("select sha256 from pool_file")
    own = next(path for path in ledger.files.rglob(f"{sha256}*") if path.is_file())
    theirs = next(path for path in backups.local_place(ledger.folder).rglob(f"{sha256}*") if path.is_file())
    return own, theirs


def spoil(path, how):
    path.chmod(0o600)
    path.write_bytes(b"other") if how == "changed" else path.unlink()


def found(ledger, **named):
    return [
        (one.where, one.message) for one in file_check.faults(ledger, (backups.local_place(ledger.folder),), **named)
    ]


def test_sound_copies_are_no_fault(opened):
    assert found(opened) == found(opened, thorough=False) == []


@pytest.mark.parametrize("how, word", [("changed", "已变动或损坏"), ("gone", "缺失")])
def test_a_copy_of_the_ledger_is_told_with_the_place_of_a_sound_one_s1(opened, how, word):
    """S-1"""
    own, _theirs = copies(opened)
    spoil(own, how)
    [(where, message)] = found(opened)
    assert where == "会议纪要.pdf" and word in message and "有完好的一份" in message
    [(_where, quick)] = found(opened, thorough=False)
    assert word in quick and "没有完好的一份" in quick, "the quick look asks no backup"


def test_a_copy_beside_a_backup_is_told_where_it_lies_s1(opened):
    """S-1"""
    own, theirs = copies(opened)
    spoil(theirs, "changed")
    [(where, message)] = found(opened)
    assert where == str(theirs) and "再做一次备份就会补好" in message
    spoil(own, "changed")
    said = found(opened)
    assert len(said) == 2 and "没有完好的一份" in said[0][1] and "其他备份" in said[1][1]


def test_a_look_that_is_stopped_tells_nothing_more(opened):
    own, _theirs = copies(opened)
    spoil(own, "changed")
    assert found(opened, stop=lambda: True) == []


def test_contents_that_lie_intact_in_no_folder_are_missed(opened):
    own, theirs = copies(opened)
    sha256 = opened.reader.value("select sha256 from pool_file")
    folders = (own.parent.parent, theirs.parent.parent)
    assert file_check.beside(opened.folder, (sha256,), folders, ()) == ()
    spoil(own, "changed")
    assert file_check.beside(opened.folder, (sha256,), folders, ()) == () and file_check.beside(
        opened.folder, (sha256,), folders[:1], ()
    ) == (sha256,)
