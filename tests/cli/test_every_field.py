"""W-3: the command line tells every field of a finding by its name, and the columns that are asked for."""

from __future__ import annotations

import json
from datetime import datetime

import pytest

from db.store import open_ledger
from desktop.cli.main import main
from desktop.ledgers.field import Holds
from desktop.ledgers.findings import FIELDS
from desktop.operations import own_fields
from tests.every_field import a_marked_finding


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("INSPECTION_LEDGER_HOME", str(tmp_path / "home"))


@pytest.fixture
def marked(tmp_path, capsys):
    folder = tmp_path / "office.ledger"
    main(["new", str(folder), "--plain"])
    ledger = open_ledger(folder, None, datetime.now)
    _id, found = a_marked_finding(ledger)
    fields = {field.name: field for field in (*FIELDS, *own_fields.own_fields(ledger.reader))}
    ledger.close()
    capsys.readouterr()
    return folder, found, fields


def told(capsys, *arguments):
    assert main([*map(str, arguments), "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_every_field_is_told_by_its_name(marked, capsys):
    """W-3"""
    folder, found, _fields = marked
    [row] = told(capsys, "findings", folder, "--as-of", "2026-06-05")

    assert {name: row[name] for name in found} == found
    assert (row["co_units"], row["measures"]) == (["县财政局党组"], ["印措施一", "印措施二"])


def test_every_column_can_be_asked_for_by_its_title(marked, capsys):
    """W-3"""
    folder, found, fields = marked
    titles = ",".join(field.title for field in fields.values())
    [row] = told(capsys, "findings", folder, "--columns", titles, "--as-of", "2026-06-05")

    assert list(row) == list(fields)
    for name, value in found.items():
        assert fields[name].text(value) in row[name] or fields[name].holds is Holds.FLAG, name


@pytest.mark.parametrize("command", ["export", "print"])
def test_every_column_can_be_exported_and_printed(marked, capsys, tmp_path, command):
    """W-3"""
    folder, _found, fields = marked
    wanted = (
        [field.title for field in fields.values()][:12] if command == "print" else [f.title for f in fields.values()]
    )
    more = ["--paper", "A3"] if command == "print" else []
    answer = told(
        capsys, command, folder, "findings", "--out", tmp_path / "清单.xlsx", "--columns", ",".join(wanted), *more
    )

    assert answer["rows"] == 1
