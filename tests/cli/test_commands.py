"""The command line answers as its contract says: JSON on stdout, one Chinese sentence on stderr, exit 0, 1 or 2."""

from __future__ import annotations

from pathlib import Path

import pytest

SAMPLES = Path(__file__).parents[1] / "samples"


@pytest.fixture
def run(console):
    return console


@pytest.fixture
def plain(tmp_path, run):
    path = tmp_path / "office.ledger"
    assert run("new", path, "--plain", "--office", "试验办")[0] == 0
    return path


def test_a_new_ledger_is_encrypted_unless_plain_and_then_wants_a_recovery_sheet(tmp_path, run, monkeypatch):
    monkeypatch.setenv("LEDGER_PASSPHRASE", "correct-horse-battery-1")

    code, told, error = run("new", tmp_path / "a.ledger", "--json")
    assert (code, "恢复单" in error) == (1, True)
    assert told == {"error": error.strip()}

    code, told, _error = run("new", tmp_path / "b.ledger", "--recovery-sheet", tmp_path / "单.txt", "--json")
    assert code == 0
    assert (tmp_path / "b.ledger" / "ledger.db").read_bytes()[:15] != b"SQLite format 3"
    assert Path(told["recovery_sheet"]).is_file()


def test_rate_cases_answer_in_the_shape_of_the_contract_r1(plain, run):
    assert run("import", plain, next((SAMPLES / "D_rates").glob("r03*")), "--form", "events", "--json")[0] == 0

    code, told, _error = run("rate", plain, "--by", "unit", "--as-of", "2025-12-31", "--json")

    assert code == 0
    assert set(told) == {"basis", "as_of", "known_at", "rows", "total"}
    assert sum(row["denominator"] for row in told["rows"]) == told["total"]["denominator"]


def test_an_import_with_faults_enters_nothing_and_exits_with_1(plain, run):
    run("import", plain, SAMPLES / "A_finding_lists" / "units.json")
    path = next((SAMPLES / "A_finding_lists" / "a09_时限写法大全").glob("*.xlsx"))

    code, told, error = run("import", plain, path, "--feedback-on", "2025-01-10", "--json")
    assert (code, told["entered"], told["import_number"]) == (1, 0, None)
    assert error.startswith("没有入账")

    code, told, _error = run("import", plain, path, "--feedback-on", "2025-01-10", "--accept-faults", "--json")
    assert (code, told["import_number"]) == (0, 1)
    assert told["entered"] + len(told["held"]) == len(told["findings"])
    assert run("undo", plain, "--import", "1", "--json")[1] == {"undone": "第 1 次导入", "later": []}


def test_a_dry_run_reads_and_enters_nothing(plain, run):
    path = next((SAMPLES / "A_finding_lists" / "a01_整改台账").glob("*.xlsx"))

    code, told, _error = run("import", plain, path, "--dry-run", "--json")

    assert (code, told["dry_run"], told["entered"]) == (0, True, 0)
    assert told["findings"]


def test_a_refused_file_exits_with_1_and_says_why(plain, run):
    code, told, error = run(
        "import", plain, next((SAMPLES / "A_finding_lists" / "a18_空文件").glob("*")), "--dry-run", "--json"
    )

    assert (code, told["form"]) == (1, "refused")
    assert told["message"] == error.strip()


def test_wrong_usage_exits_with_2(run):
    assert run("rate")[0] == 2
    assert run("nonsense")[0] == 2


def test_the_command_line_user_may_not_issue(plain, run):
    code, _told, error = run("document", plain, "supervision_letter", "--all", "--issue")

    assert code == 1
    assert "\n" not in error.strip()


def test_forms_and_kinds_are_listed_without_a_ledger(run):
    forms = {form["form"] for form in run("forms", "--json")[1]}
    kinds = {kind["kind"] for kind in run("kinds", "--json")[1]}

    assert {"units", "finding_list", "events"} <= forms
    assert {"recommendation_letter", "supervision_letter", "unit_finding_list", "rectification_summary_report"} <= kinds
