"""A folder of scans on the command line: hung by the numbers in the names, what hangs nowhere is told."""

from datetime import datetime

import pytest

from db.queries import facts
from desktop.operations import ledgers
from tests.builders import a_finding, a_round, a_unit


@pytest.fixture
def number(run, office):
    ledger, _actor = ledgers.open_as(office, clock=datetime.now)
    finding = a_finding(ledger, a_round(ledger), a_unit(ledger))
    told = facts.number(ledger.reader, finding)
    ledger.close()
    return told


@pytest.fixture
def office(tmp_path, console):
    path = tmp_path / "office.ledger"
    assert console("new", path, "--plain")[0] == 0
    return path


@pytest.fixture
def folder(tmp_path, number):
    made = tmp_path / "扫描件"
    made.mkdir()
    (made / f"{number} 合同.pdf").write_bytes(b"1")
    (made / "没写编号.pdf").write_bytes(b"2")
    return made


def test_a_folder_is_looked_at_hung_once_and_what_hangs_nowhere_is_told(run, console, office, folder, number):
    attached = [{"file": f"{number} 合同.pdf", "number": number}]
    seen = run("import", office, folder, "--dry-run")
    assert (seen["form"], seen["attached"], seen["entered"]) == ("scans", attached, 0)
    assert [one["file"] for one in seen["unmatched"]] == ["没写编号.pdf"]
    taken = run("import", office, folder, "--form", "scans")
    assert (taken["attached"], taken["entered"], taken["known"]) == (attached, 1, [])
    again = run("import", office, folder)
    assert (again["attached"], again["entered"], again["known"]) == ([], 0, attached)
    _code, told, _complaint = console("import", office, folder)
    assert "2 个文件 = 挂接 0 + 已有 1 + 没对上 1" in told and "没写编号.pdf" in told
