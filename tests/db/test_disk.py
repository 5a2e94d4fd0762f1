"""S-2: every way in which the system and the database say that the disk takes nothing is one of three kinds."""

import errno
from types import SimpleNamespace

import pytest

from db import connections, disk
from db.connections import reading, writing
from db.disk import DiskFault, kind_of
from db.driver import DatabaseError, OperationalError


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (OSError(errno.ENOSPC, ""), DiskFault.FULL),
        (OSError(errno.EDQUOT, ""), DiskFault.FULL),
        (OSError(errno.EROFS, ""), DiskFault.READ_ONLY),
        (OSError(errno.EIO, ""), DiskFault.FAILING),
        (OSError(errno.ENOENT, ""), None),
        (OperationalError("database or disk is full"), DiskFault.FULL),
        (OperationalError("attempt to write a readonly database"), DiskFault.READ_ONLY),
        (OperationalError("disk I/O error"), DiskFault.FAILING),
        (DatabaseError("file is not a database"), None),
        (ValueError("database or disk is full"), None),
    ],
)
def test_an_error_is_told_by_its_kind(error, kind):
    assert kind_of(error) == kind


def test_the_cause_behind_an_error_counts():
    outer = RuntimeError("outer")
    outer.__cause__ = OSError(errno.ENOSPC, "")
    assert kind_of(outer) is DiskFault.FULL


def test_the_database_s_own_answers_are_known(tmp_path):
    connection, _context = writing(tmp_path / "a.db", None)
    connection.execute("create table t (x)")
    connection.execute("pragma max_page_count = 3")
    with pytest.raises(OperationalError) as full:
        connection.execute("insert into t values (zeroblob(100000))")
    assert kind_of(full.value) is DiskFault.FULL
    other = reading(tmp_path / "a.db", None)
    other.execute("pragma query_only = off")
    with pytest.raises(OperationalError) as closed:
        other.execute("insert into t values (1)")
    assert kind_of(closed.value) is DiskFault.READ_ONLY
    other.close()
    connection.close()


@pytest.mark.parametrize(("free", "kind"), [(0, DiskFault.FULL), (4096, DiskFault.FULL), (10**9, DiskFault.FAILING)])
def test_no_room_for_the_index_of_the_log_is_a_full_disk_and_no_failing_one(tmp_path, monkeypatch, free, kind):
    """S-2: the database says "disk I/O error" to both."""
    monkeypatch.setattr("shutil.disk_usage", lambda _place: SimpleNamespace(free=free))
    error = OperationalError("disk I/O error")
    assert kind_of(error, tmp_path) is kind
    assert kind_of(error) is DiskFault.FAILING


def shut_away():
    raise OSError(errno.EROFS, "Read-only file system")


class Closed:
    """A connection that could lay nothing beside its file, as on a disc."""

    def execute(self, _sql):
        raise OperationalError("unable to open database file")

    def close(self):
        pass


@pytest.mark.parametrize("key", [None, b"k" * 32])
def test_a_ledger_on_a_disc_is_told_as_read_only_and_not_as_damaged(tmp_path, monkeypatch, key):
    (tmp_path / "ledger.db").write_bytes(b"whole")
    monkeypatch.setattr(connections, "connect", lambda *_given, **_more: Closed())
    monkeypatch.setattr(disk.Path, "touch", lambda _path, exist_ok: shut_away())

    with pytest.raises(DatabaseError) as told:
        reading(tmp_path / "ledger.db", key)
    assert kind_of(told.value) is DiskFault.READ_ONLY


def test_a_file_that_is_not_there_or_lies_where_files_can_be_made_is_told_otherwise(tmp_path, monkeypatch):
    monkeypatch.setattr(connections, "connect", lambda *_given, **_more: Closed())
    (tmp_path / "ledger.db").write_bytes(b"whole")
    with pytest.raises(connections.WrongKey):
        reading(tmp_path / "ledger.db", None)
    assert [path.name for path in tmp_path.iterdir()] == ["ledger.db"]
    monkeypatch.setattr(disk.Path, "touch", lambda _path, exist_ok: shut_away())
    with pytest.raises(connections.WrongKey):
        reading(tmp_path / "gone.db", None)
