"""Step 12 on a ledger of the first version: what left before stays in the register as it was, with no way and no destination told."""

import zipfile
from datetime import datetime
from pathlib import Path

import pytest

from db import audit
from db.queries import prints
from desktop.operations import ledgers, maintenance

FORMER = Path(__file__).parents[1] / "samples" / "ledgers" / "0.1.0.zip"


@pytest.fixture
def former(tmp_path):
    with zipfile.ZipFile(FORMER) as archive:
        archive.extractall(tmp_path)
    ledger, _actor = ledgers.open_as(next(tmp_path.glob("*.ledger")), clock=datetime.now)
    yield ledger
    ledger.close()


def test_former_entries_and_letters_stand_and_the_chain_is_whole(former):
    assert {(one.way, one.destination) for one in prints.exports(former.reader)} <= {("", "")}
    assert set(former.reader.column("select approved_sha256 from letter")) <= {""}
    assert audit.verify(former.reader) is None
    assert maintenance.check(former).problems == ()
