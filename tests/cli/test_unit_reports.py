"""单位整改报告 on the command line: every case of the samples, and reports entered as claims and notes that can be undone (RULES §10)."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest

SAMPLES = Path(__file__).parents[1] / "samples" / "C_unit_reports"
CASES = sorted(folder.name for folder in SAMPLES.iterdir())


def expected_of(case):
    return json.loads((SAMPLES / case / "expected.json").read_text("utf-8"))


@pytest.mark.parametrize("case", CASES)
def test_a_report_of_the_samples_is_read_against_its_list(run, office, case):
    """D15, S7"""
    expected = expected_of(case)
    files = SAMPLES / case

    told = run(
        "import", office, files / expected["file"], "--form", "rectification_report",
        "--unit", expected["unit"], "--findings", files / expected["finding_list"], "--dry-run",
    )  # fmt: skip

    del expected["note"]
    assert {key: told[key] for key in expected} == expected
    assert told["dry_run"] and not told["entered"]


@pytest.fixture
def with_findings(run, office, tmp_path):
    """The findings of the second case in the ledger."""
    (tmp_path / "单位.json").write_text(json.dumps([{"name": "云台镇党委", "aliases": ["云台镇"]}]), "utf-8")
    run("import", office, "单位.json")
    listed = SAMPLES / "c02_整改报告_分段" / "问题清单.xlsx"
    run("import", office, listed, "--round", "第六轮", "--feedback-on", "2025-01-10", "--list-date", "2025-01-10")
    return office


def numbers(run, ledger):
    return {one["text"][:5]: one for one in run("findings", ledger)}


REPORT = SAMPLES / "c02_整改报告_分段" / "整改报告_分段.docx"


def test_a_report_is_entered_whole_or_not_at_all_and_undone_exactly(run, with_findings):
    """D15, X6"""
    before = run("check", with_findings)
    asked = run("import", with_findings, REPORT, "--form", "rectification_report", code=1)
    assert asked["entered"] == 0 and {"unmatched_answer"} <= {one["kind"] for one in asked["faults"]}

    taken = run("import", with_findings, REPORT, "--form", "rectification_report", "--accept-faults")

    assert (taken["entered"], taken["held"]) == (6, [7])
    found = numbers(run, with_findings)
    assert [found[text]["claim"] for text in ("惠农补贴发", "公务接待管", "意识形态工")] == [
        "done",
        "in_progress",
        "long_term",
    ]
    assert {one["verdict"] for one in found.values()} == {"not_started"}
    again = run("import", with_findings, REPORT, "--form", "rectification_report", "--accept-faults", code=1)
    assert "已经入账" in again["error"]

    run("undo", with_findings, "--import", taken["import_number"])

    assert {one["claim"] for one in run("findings", with_findings)} == {"not_started"}
    assert run("check", with_findings)["ok"] == before["ok"]


def test_a_list_of_findings_beside_the_report_is_only_for_looking(run, with_findings):
    listed = SAMPLES / "c02_整改报告_分段" / "问题清单.xlsx"
    told = run("import", with_findings, REPORT, "--form", "rectification_report", "--findings", listed, code=1)
    assert "--dry-run" in told["error"]


def test_a_list_beside_another_form_is_refused(run, office):
    listed = SAMPLES / "c02_整改报告_分段" / "问题清单.xlsx"
    assert "rectification_report" in run("import", office, listed, "--findings", listed, code=1)["error"]


def test_a_file_that_is_no_word_file_is_refused(run, with_findings, tmp_path):
    book = openpyxl.Workbook()
    book.save(tmp_path / "整改报告.docx")
    told = run("import", with_findings, "整改报告.docx", "--form", "rectification_report", "--dry-run", code=1)
    assert told["form"] == "refused" and told["reason"]
