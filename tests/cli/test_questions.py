"""findings, rate and explain on the command line, asked of the rate cases (R1, R2, R4)."""

import json
from pathlib import Path

import pytest

from desktop.cli.main import main

CASES = sorted((Path(__file__).parents[1] / "samples" / "D_rates").glob("*.json"))


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("INSPECTION_LEDGER_HOME", str(tmp_path / "home"))


def run(capsys, *arguments):
    code = main([*map(str, arguments), "--json"])
    told = capsys.readouterr()
    return code, json.loads(told.out), told.err


@pytest.fixture
def trial(tmp_path, capsys):
    """A ledger with the cases of split, merge and withdrawal."""
    folder = tmp_path / "trial.ledger"
    run(capsys, "new", folder, "--plain")
    code, *_ = run(capsys, "import", folder, CASES[3], "--form", "events")
    assert code == 0
    return folder


def test_r1_the_rate_cases_answer_on_the_command_line_as_expected(trial, capsys):
    for query in json.loads(CASES[3].read_text("utf-8"))["queries"]:
        words = {**query["basis"], "rounding": query["rounding"], "decimals": query["decimals"]}
        asked = ["rate", trial, "--as-of", query["as_of"], "--level", query["level"], "--basis-json", json.dumps(words)]
        _code, told, _ = run(capsys, *asked, *(["--by", query["by"]] if query["by"] else []))
        rows = told["rows"] if query["by"] else [{**told["total"], "key": None}]
        assert sorted(rows, key=str) == sorted(query["expect"], key=str)


def test_r4_explain_names_causes_and_findings_that_sum_to_the_change(trial, capsys):
    code, told, _ = run(capsys, "explain", trial, "--from", "2025-02-28", "--to", "2025-04-30")

    assert code == 0
    for side in ("numerator", "denominator"):
        assert told["before"][side] + sum(cause[side] for cause in told["causes"]) == told["after"][side]
    found = {cause["cause"]: cause["findings"] for cause in told["causes"]}
    assert (found["核减"], found["拆分"], found["合并"]) == (["P4"], ["P3", "P3A", "P3B"], ["P1", "P2", "P12"])


def test_l4_findings_are_listed_as_they_stood(trial, capsys):
    _code, then, _ = run(capsys, "findings", trial, "--as-of", "2025-02-28")
    _code, now, _ = run(capsys, "findings", trial, "--as-of", "2025-04-30", "--unit", "青岩县财政局党组")

    assert [row["number"] for row in then] == ["P1", "P2", "P3", "P4"]
    assert [(row["number"], row["verdict"], row["state"], row["measures"], row["category"]) for row in now] == [
        ("P12", "done", "已销号", ["P12-1"], "一")
    ]


def test_findings_can_be_narrowed(trial, capsys):
    def numbers(*filters):
        return [row["number"] for row in run(capsys, "findings", trial, "--as-of", "2025-02-28", *filters)[1]]

    assert numbers("--status", "done") == ["P1"]
    assert numbers("--search", "P3") == ["P3"]
    assert numbers("--limit", "2") == ["P1", "P2"]
    assert numbers("--overdue") == []


def test_explain_refuses_dates_the_wrong_way_round(trial, capsys):
    code, _told, complaint = run(capsys, "explain", trial, "--from", "2025-05-01", "--to", "2025-04-30")

    assert (code, "对调" in complaint) == (1, True)


@pytest.mark.parametrize(
    "work",
    [
        ("record", "finding", "note", "NUMBER", "--set", "text=情况"),
        ("record", "finding", "measure", "NUMBER", "--set", "text=措施"),
        ("record", "unit", "add", "--set", "name=某局"),
        ("record", "round", "add", "--set", "name=某轮"),
        ("record", "meeting", "add", "--set", "held_on=2025-03-01"),
    ],
)
def test_a_ledger_of_rate_cases_answers_questions_only_r5(trial, capsys, work):
    """R-5: marked 试算 it has no gate that could be off, because nobody works in it (ledger.md §3)."""
    number = run(capsys, "findings", trial)[1][0]["number"]
    command, *rest = [number if word == "NUMBER" else word for word in work]
    code, told, _ = run(capsys, command, trial, *rest, "--user", "管理员")
    assert code == 1 and "试算" in told["error"]
