"""Every ledger of a former release opens, and says what it said then."""

import hashlib
import json
import zipfile
from datetime import datetime
from pathlib import Path

import pytest

from db import digest, triggers
from db.queries import bases
from db.store import open_ledger
from desktop.operations import maintenance
from desktop.statistics.rectification_rate import rate_table

RELEASES = sorted((Path(__file__).parent / "samples" / "ledgers").glob("*.zip"))


@pytest.fixture(params=RELEASES, ids=[path.stem for path in RELEASES])
def former(request, tmp_path):
    with zipfile.ZipFile(request.param) as archive:
        archive.extractall(tmp_path)
    ledger = open_ledger(tmp_path / "office.ledger", None, lambda: datetime(2026, 6, 6, 9))
    yield ledger, json.loads(request.param.with_suffix(".json").read_text("utf-8"))
    ledger.close()


def test_there_is_a_sample_of_the_release():
    assert RELEASES


def test_a_former_ledger_opens_with_equal_content_and_counts(former):
    ledger, says = former

    counts = {table: ledger.reader.value(f"select count(*) from {table}") for table in says["counts"]}

    assert digest.content_digest(ledger.reader) == says["content_digest"]
    assert counts == says["counts"]
    assert triggers.missing(ledger.writer._connection) == ()


def test_its_rate_is_what_it_was_and_its_papers_are_the_same_files(former):
    ledger, says = former

    rate = rate_table(ledger.reader, bases.default_basis(ledger.reader), "2026-06-05").total.rate

    assert rate.with_counts == says["rate"]
    assert [hashlib.sha256(ledger.pool.read(one)).hexdigest() for one in says["letters"]] == says["letters"]


def test_its_check_is_green(former):
    ledger, _says = former

    assert maintenance.check(ledger).problems == ()
