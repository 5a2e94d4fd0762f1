"""chart on the command line: one picture a chart, nothing overwritten (R8)."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from desktop.cli.main import main

CASE = sorted((Path(__file__).parents[1] / "samples" / "D_rates").glob("*.json"))[3]
PNG = b"\x89PNG"


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("INSPECTION_LEDGER_HOME", str(tmp_path / "home"))


@pytest.fixture
def trial(tmp_path, capsys):
    folder = tmp_path / "trial.ledger"
    main(["new", str(folder), "--plain"])
    main(["import", str(folder), str(CASE), "--form", "events"])
    capsys.readouterr()
    return folder


def run(capsys, *arguments):
    code = main([*map(str, arguments), "--json"])
    return code, json.loads(capsys.readouterr().out)


@pytest.mark.parametrize("name", ["rate", "states", "change"])
def test_a_chart_is_written_and_never_over_another(trial, tmp_path, capsys, name):
    query = json.loads(CASE.read_text("utf-8"))["queries"][-1]
    asked = ["chart", trial, name, "--out", tmp_path / "图.png", "--as-of", query["as_of"], "--from", "2020-01-01"]

    first, second = run(capsys, *asked), run(capsys, *asked)

    assert (first[0], second[0]) == (0, 0)
    assert Path(second[1]["path"]).name == "图(2).png"
    for _, told in (first, second):
        assert Path(told["path"]).read_bytes()[:4] == PNG


def test_the_change_needs_two_dates(trial, tmp_path, capsys):
    code, told = run(capsys, "chart", trial, "change", "--out", tmp_path / "图.png")
    assert code == 1
    assert "--from" in told["error"]
