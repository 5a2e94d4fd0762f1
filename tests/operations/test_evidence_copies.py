"""Copies of evidence that leave the ledger (W-6)."""

from dataclasses import replace

import pytest

from desktop.errors import KnownError
from desktop.ledgers.ways_out import EVIDENCE_OPENED
from desktop.operations import evidence, evidence_copies
from desktop.operations.change import change
from desktop.rules.permissions import Action
from tests.builders import CLAIMANT, EVERYONE, a_finding, a_round, a_unit


@pytest.fixture
def piece(ledger):
    """A stored file; its hash."""
    finding = a_finding(ledger, a_round(ledger), a_unit(ledger))
    with change(ledger, EVERYONE, Action.ADD_EVIDENCE, "添加佐证") as changes:
        evidence.attach(changes, ledger.pool, finding, b"a letter", "会议纪要", "会议纪要.docx")
    return ledger.reader.value("select sha256 from evidence")


def test_a_copy_for_another_program_is_read_only_and_told_in_the_register(ledger, piece, tmp_path):
    """W-6"""
    path, changes = evidence_copies.copy_to_open(ledger, EVERYONE, piece, "会议纪要.docx", tmp_path / "opened")

    assert path.read_bytes() == b"a letter" and path.stat().st_mode & 0o222 == 0
    assert changes.touches("export_record")
    assert "会议纪要.docx" in ledger.reader.value("select title from export_record order by id desc limit 1")


def test_the_copies_are_removed_afterwards(ledger, piece, tmp_path):
    """W-6"""
    folder = tmp_path / "opened"
    evidence_copies.copy_to_open(ledger, EVERYONE, piece, "会议纪要.docx", folder)

    assert evidence_copies.sweep(folder) == 0
    assert list(folder.rglob("*")) == []


def test_a_name_from_outside_cannot_leave_the_folder(ledger, piece, tmp_path):
    path, _changes = evidence_copies.copy_to_open(ledger, EVERYONE, piece, "../../外面.docx", tmp_path / "opened")

    assert path.is_relative_to(tmp_path / "opened")


def test_a_changed_piece_is_not_shown_as_sound(ledger, piece):
    [stored] = [path for path in ledger.folder.rglob(f"{piece}*")]
    data = bytearray(stored.read_bytes())
    data[-1] ^= 1
    stored.chmod(0o600)
    stored.write_bytes(bytes(data))

    with pytest.raises(KnownError, match="已变动"):
        evidence_copies.content(ledger, piece)


def test_a_piece_that_is_opened_a_second_time_is_the_same_copy_and_told_again(ledger, piece, tmp_path):
    """W-6"""
    folder = tmp_path / "很深" / "opened"
    first, _changes = evidence_copies.copy_to_open(ledger, EVERYONE, piece, "会议纪要.docx", folder)
    second, _changes = evidence_copies.copy_to_open(ledger, EVERYONE, piece, "会议纪要.docx", folder)
    assert first == second and ledger.reader.value("select count(*) from export_record") == 2


def test_who_may_not_take_files_out_leaves_nothing_in_the_clear(ledger, piece, tmp_path, monkeypatch):
    """A5: the right of the way is asked before the file is written."""
    way = replace(EVIDENCE_OPENED, action=Action.MANAGE_USERS)
    monkeypatch.setattr(evidence_copies, "EVIDENCE_OPENED", way)
    with pytest.raises(KnownError):
        evidence_copies.copy_to_open(ledger, CLAIMANT, piece, "会议纪要.docx", tmp_path / "opened")
    assert not list((tmp_path / "opened").rglob("*.docx"))


def test_what_could_not_be_entered_does_not_stay_there(ledger, piece, tmp_path, monkeypatch):
    """A5: the copy and its entry stand together, or neither does."""

    def full(_path, *_rest):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(
        type(ledger.pool), "copy_out", lambda _pool, _sha, target: (target.write_bytes(b"half"), full(target))
    )
    before = ledger.reader.value("select count(*) from export_record")
    with pytest.raises(KnownError):
        evidence_copies.copy_to_open(ledger, EVERYONE, piece, "会议纪要.docx", tmp_path / "opened")
    assert not list((tmp_path / "opened").rglob("*.docx"))
    assert ledger.reader.value("select count(*) from export_record") == before
