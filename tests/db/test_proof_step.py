"""Step 3 on a ledger of the first version: the old chain becomes part of the new one, its anchors go on counting."""

import zipfile
from datetime import datetime
from pathlib import Path

import pytest

from db import audit, backup, container
from db.audit import Anchor
from db.driver import connect
from desktop.operations import ledgers, maintenance

FORMER = Path(__file__).parents[1] / "samples" / "ledgers" / "0.1.0.zip"


@pytest.fixture
def former(tmp_path):
    with zipfile.ZipFile(FORMER) as archive:
        archive.extractall(tmp_path)
    return next(tmp_path.glob("*.ledger"))


def entries(folder):
    connection = connect(str(folder / "ledger.db"))
    found = connection.execute("select seq, hash, before, after from change_log order by seq").fetchall()
    connection.close()
    return found


def test_old_entries_are_chained_anew_over_sums_and_every_old_anchor_still_agrees(former):
    before = entries(former)
    ledger, _ = ledgers.open_as(former, clock=datetime.now)
    after = ledger.reader.tuples("select seq, former_hash, before, after from change_log order by seq")
    assert [tuple(row) for row in before] == [tuple(row) for row in after[: len(before)]]
    assert audit.verify(ledger.reader) is None
    assert audit.disagreeing(ledger.reader, [Anchor(seq, old) for seq, old, *_ in before]) == ()
    assert audit.disagreeing(ledger.reader, [Anchor(5, "0" * 64)]) != ()
    assert maintenance.check(ledger).problems == ()
    ledger.close()


def test_the_backup_made_before_the_step_is_an_anchor_of_the_log_after_it(former):
    ledger, _ = ledgers.open_as(former, clock=datetime.now)
    (path,) = backup.candidates(former.with_name(f"{former.stem}.backups"), former.stem)
    manifest = container.manifest_of(path)
    assert audit.disagreeing(ledger.reader, [Anchor(manifest.head_seq, manifest.head_hash)]) == ()
    ledger.close()


def test_a_changed_former_hash_breaks_the_chain(former):
    ledger, _ = ledgers.open_as(former, clock=datetime.now)
    connection = ledger.writer._connection
    connection.execute("drop trigger change_log_update")
    connection.execute("update change_log set former_hash = ? where seq = 7", ("0" * 64,))
    assert audit.verify(ledger.reader) == 7
    ledger.close()
