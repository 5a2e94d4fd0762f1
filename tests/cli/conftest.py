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
def console(capsys):
    """A command with exactly these words: its exit code, what it printed (read where it is JSON), and its complaint."""

    def called(*arguments):
        code = main([str(argument) for argument in arguments])
        told = capsys.readouterr()
        return code, (json.loads(told.out) if "--json" in arguments else told.out), told.err

    return called


@pytest.fixture
def office(run, tmp_path):
    run("new", "a.ledger", "--plain", "--demonstration")
    return "a.ledger"
