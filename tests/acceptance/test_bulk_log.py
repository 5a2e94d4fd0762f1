"""Bulk work leaves no write-ahead log behind: 10,000 rows of a list in one action, and a thousand actions without a rest."""

import csv
import threading

import pytest

from db.store import create_ledger
from db.writer import LOG_LIMIT
from desktop.operations import progress
from desktop.operations.importing import files
from desktop.operations.importing.answers import Wanted
from desktop.operations.importing.judgement import Options
from tests.builders import EVERYONE, a_finding, a_round, a_unit

pytestmark = [pytest.mark.acceptance, pytest.mark.timeout(3600)]
ROWS, ACTIONS = 10_000, 1_000
NEWS = "已召开专题会议，制定方案，逐项明确责任人和完成时限；" * 12


class Watched:
    """The largest size that a file had while it was watched, in bytes."""

    def __init__(self, path):
        self._path, self._over, self.largest = path, threading.Event(), 0
        self._thread = threading.Thread(target=self._watch)

    def __enter__(self):
        self._thread.start()
        return self

    def __exit__(self, *_error):
        self._over.set()
        self._thread.join()

    def _watch(self):
        while not self._over.wait(0.01):
            self.largest = max(self.largest, self.size())

    def size(self):
        return self._path.stat().st_size if self._path.exists() else 0


@pytest.fixture
def office(tmp_path, clock):
    ledger = create_ledger(tmp_path / "office.ledger", bytes(range(32)), clock)
    yield ledger, a_round(ledger), a_unit(ledger, "县城市管理局党组", short="县城管局")
    ledger.close()


def test_an_import_of_ten_thousand_rows_needs_the_log_once_and_empties_it(office, tmp_path):
    ledger, _round_id, _unit = office
    path = tmp_path / "清单.csv"
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        lines = csv.writer(file)
        lines.writerow(("被巡察单位", "问题", "整改措施", "责任人", "整改时限"))
        for number in range(ROWS):
            words = f"第{number}项外包服务监管缺位，{number % 7} 个标段考核扣款未执行，验收单由乙方代填"
            lines.writerow(
                ("县城市管理局党组", words, f"修订第{number}项制度并执行", f"经办{number % 90}", "2026-06-18")
            )
    ledger.writer.checkpoint(settle=0)
    before = (ledger.folder / "ledger.db").stat().st_size

    with Watched(ledger.folder / "ledger.db-wal") as log:
        taken = files.take(ledger, EVERYONE, Wanted(path), Options(accept_faults=True))

    assert taken.done and ledger.reader.value("select count(*) from finding") == ROWS, taken.lines
    grown = (ledger.folder / "ledger.db").stat().st_size - before
    assert log.largest <= grown * 1.25 + LOG_LIMIT, (grown, log.largest)  # each page is written to the log about once
    assert log.size() <= LOG_LIMIT


def test_a_thousand_actions_without_a_rest_keep_the_log_under_its_bound(office):
    ledger, round_id, unit = office
    finding = a_finding(ledger, round_id, unit, "环卫车辆维修未比价")

    with Watched(ledger.folder / "ledger.db-wal") as log:
        for _number in range(ACTIONS):
            progress.note(ledger, EVERYONE, finding, ledger.today(), NEWS)

    assert LOG_LIMIT <= log.largest <= LOG_LIMIT * 1.25
