"""W-9: a ledger's folder in the place of a command opens its window; every command stays one."""

import sys
from pathlib import Path

import pytest

from desktop import __main__ as program


@pytest.mark.parametrize("argument", ["demo/demo.ledger", "demo/demo.ledger/", "/x/县委巡察办.ledger"])
def test_a_path_that_names_a_ledger_opens_its_window(argument, monkeypatch):
    from desktop.ui import app

    opened = []
    monkeypatch.setattr(app, "main", lambda folder=None: opened.append(folder))
    monkeypatch.setattr(sys, "argv", ["desktop", argument])
    assert program.main() == 0
    assert opened == [Path(argument).absolute()]


def test_a_folder_that_holds_a_ledger_under_another_name_does_too(ledger):
    renamed = ledger.folder.with_name("旧账本")
    ledger.folder.rename(renamed)
    assert program.is_ledger(str(renamed))
    renamed.rename(ledger.folder)


@pytest.mark.parametrize("name", program.PARTS)
def test_a_file_inside_a_ledger_opens_it(tmp_path, name):
    """What the desktop hands over after a double click."""
    inside = tmp_path / "县办.ledger"
    inside.mkdir()
    assert not program.is_ledger(str(inside / name))
    for part in program.PARTS:
        (inside / part).touch()
    assert program.is_ledger(str(inside / name))
    assert program.folder_of(str(inside / name)) == inside == program.folder_of(str(inside))


@pytest.mark.parametrize("argument", ["kinds", "check", "-h", "demo", "x.xlsx"])
def test_commands_stay_commands(argument):
    assert not program.is_ledger(argument)
