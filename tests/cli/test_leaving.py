"""A5: every command that writes a file takes its mark, its purpose and where it goes; what is left out is the office's and the way's own."""

from __future__ import annotations

import json
from datetime import datetime

import pytest

from db.queries import prints
from desktop.operations import ledgers
from desktop.operations.office import set_up
from tests.builders import EVERYONE, a_finding, a_round, a_unit

COMMANDS = {
    "finding_book": ("export", "findings", "--out", "台账.xlsx"),
    "record_book": ("export", "talk", "--out", "约谈.xlsx"),
    "list_pdf": ("print", "findings", "--out", "清单.pdf"),
    "chart": ("chart", "states", "--out", "图.png"),
    "dump": ("dump", "--out", "全部.json"),
    "return_book": ("return-book", "--round", "十五届县委第六轮（常规）", "--out", "回收"),
}


@pytest.fixture
def office(tmp_path, console):
    path = tmp_path / "office.ledger"
    assert console("new", path, "--plain", "--office", "中共云岭县委巡察工作领导小组办公室")[0] == 0
    ledger, _actor = ledgers.open_as(path, clock=datetime.now)
    a_finding(ledger, a_round(ledger), a_unit(ledger), first_due_on="2026-06-30", due_kind="date")
    set_up(ledger, EVERYONE, {"file_mark": "内部"})
    ledger.close()
    return path


def run(console, office, tmp_path, way, *more):
    command, *rest = COMMANDS[way]
    place = [str(tmp_path / word) if rest[at - 1] == "--out" else word for at, word in enumerate(rest)]
    code, told, error = console(command, office, *place, *more, "--json")
    assert code == 0, (told, error)
    ledger, _actor = ledgers.open_as(office, clock=datetime.now)
    entered = next(one for one in prints.exports(ledger.reader) if one.way == way)
    ledger.close()
    return entered


@pytest.mark.parametrize("way", COMMANDS)
def test_what_is_said_stands_in_the_register(console, office, tmp_path, way):
    """A5"""
    entered = run(console, office, tmp_path, way, "--mark", "秘密★1年", "--purpose", "保密检查", "--to", "县委办")

    assert (entered.classification, entered.purpose) == ("秘密★1年", "保密检查")
    assert (entered.destination, entered.user_name) == ("县委办", "命令行") and len(entered.sha256) == 64


@pytest.mark.parametrize("way", COMMANDS)
def test_what_is_not_said_is_the_offices_mark_and_the_usual_purpose(console, office, tmp_path, way):
    """A5"""
    entered = run(console, office, tmp_path, way)

    assert entered.classification == "内部" and entered.purpose


def test_the_register_is_printed_for_the_month(console, office, tmp_path):
    """A5, papers/32: with a name that may read what others let out, and the grade of the PC."""
    run(console, office, tmp_path, "finding_book")
    asked = ("print", office, "export_register", "--out", tmp_path / "簿.pdf", "--json", "--user", "管理员")
    code, told, _error = console(*asked, "--machine-mark", "内部")
    assert (code, told["rows"], told["pages"]) == (0, 1, 1) and json.dumps(told)

    code, _told, error = console(*asked[:-2], "--machine-mark", "内部")
    assert code == 1 and "审计" in error
