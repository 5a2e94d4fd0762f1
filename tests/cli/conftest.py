"""The commands as a person calls them: each answers its JSON."""

import json

import pytest

from desktop.cli import main


@pytest.fixture
def run(capsys, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    def called(*argv, code=0):
        assert main([*map(str, argv), "--json"]) == code
        return json.loads(capsys.readouterr().out)

    return called


@pytest.fixture
def office(run, tmp_path):
    run("new", "a.ledger", "--plain", "--demonstration")
    return "a.ledger"
