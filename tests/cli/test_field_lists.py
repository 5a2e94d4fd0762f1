"""K2, K3, K7, K11, K16: lists rebuilt from the field, entered through the command line, give the rate that they mean."""

from __future__ import annotations

import json

import pytest

from tests.exchange.field_lists import FOLDER, file_of
from tests.exchange.sample_lists import SAMPLES

RATED = ["f05", "f07", "f09", "f11", "f15"]
"""Cases whose rate follows from reading alone; f45 needs a second list's changes (X5), f51 the measures' states (L-6)."""


@pytest.fixture
def run(console):
    return console


@pytest.fixture
def office(tmp_path, run):
    path = tmp_path / "office.ledger"
    assert run("new", path, "--plain", "--office", "试验办")[0] == 0
    assert run("import", path, SAMPLES / "units.json")[0] == 0
    return path


@pytest.mark.parametrize("kind", ["xlsx", "xls", "csv"])
@pytest.mark.parametrize("case", RATED)
def test_a_list_entered_gives_the_rate_that_it_means(case, kind, office, run, tmp_path):
    """K2 (rows below the table are in no denominator), K3 (不予销号 closes nothing, opening balances included)."""
    path, expected = file_of(f"{case}_expected.json", kind, tmp_path)
    opening = ["--opening", "--reason", "期初", "--user", "管理员"] if "command" in expected else []
    rate = expected["rate"]

    code, told, error = run(
        "import", office, path, "--feedback-on", expected["context"]["feedback_on"], *opening, "--json"
    )
    assert (code, error) == (0, ""), told["faults"]
    asked = [word for name in ("level", "basis") if name in rate for word in (f"--{name}", rate[name])]
    _code, answer, _error = run("rate", office, *asked, "--json")

    assert {name: answer["total"][name] for name in ("numerator", "denominator") if name in rate} == {
        name: rate[name] for name in ("numerator", "denominator") if name in rate
    }


def _written(tmp_path, *rows):
    path = tmp_path / "清单.csv"
    path.write_text("\n".join(",".join(row) for row in rows), encoding="utf-8")
    return path


def test_a_verdict_column_that_cannot_be_read_closes_nothing_in_opening_balances(office, run, tmp_path):
    """K3: the claim does not stand in for a verdict where the list has a column for it."""
    path = _written(
        tmp_path, ["序号", "单位", "问题", "整改状态", "认定情况"], ["1", "县财政局", "甲。", "已完成", "见会议纪要"]
    )

    code, _told, _error = run(
        "import",
        office,
        path,
        "--feedback-on",
        "2024-03-01",
        "--opening",
        "--reason",
        "期初",
        "--user",
        "管理员",
        "--accept-faults",
        "--json",
    )
    _code, answer, _error = run("rate", office, "--basis", "县委口径（核实）", "--json")

    assert code == 0 and (answer["total"]["numerator"], answer["total"]["denominator"]) == (0, 1)


def test_the_day_of_the_list_and_its_extension_are_entered(office, run, tmp_path):
    """K7, K16: 截至 dates the claim where --list-date is not given; the extended deadline decides what is overdue."""
    path = _written(
        tmp_path,
        ["整改台账（截至2024年5月31日）", "", "", "", "", ""],
        ["序号", "单位", "问题", "原定整改时限", "延期后整改时限", "整改状态"],
        ["1", "县财政局", "甲。", "2024年3月31日", "2024年9月30日", "正在推进"],
        ["2", "县财政局", "乙。", "2024年3月31日", "", "已完成"],
    )

    assert run("import", office, path, "--feedback-on", "2024-03-01", "--json")[0] == 0
    before = run("rate", office, "--basis", "县委口径（自报）", "--as-of", "2024-05-30", "--json")[1]["total"][
        "numerator"
    ]
    after = run("rate", office, "--basis", "县委口径（自报）", "--as-of", "2024-05-31", "--json")[1]["total"][
        "numerator"
    ]
    overdue = run("findings", office, "--overdue", "--as-of", "2024-06-30", "--json")[1]

    assert (before, after) == (0, 1)
    assert "甲。" not in json.dumps(overdue, ensure_ascii=False)


def test_a_refused_list_names_the_likest_row(office, run, tmp_path):
    """K14, X1, S-3: the answer is a document at every exit code."""
    path = _written(tmp_path, ["次", "内容", "责任人", "时限"], ["1", "更换门牌", "许禾", "6月底"])

    code, told, _error = run("import", office, path, "--json")
    assert (code, told["reason"], told["nearest"]["row"]) == (1, "no_header_found", 1)

    code, told, error = run("import", office, FOLDER.parent / "stray.csv", "--json")
    assert (code, told["reason"], "第 6 行" in error) == (1, "unclosed_quote", True)
