"""X2, X3, X12: every sample list comes out as expected, field by field."""

import pytest

from desktop.exchange.formats.finding_list import ReadingContext
from tests.exchange.sample_lists import CASES, SAMPLES, accounted, answer, context, expectation, same
from tests.exchange.ugly_workbooks import workbook

_FAULT = ("sheet", "row", "column", "kind", "level")
_IGNORED = ("sheet", "row", "reason")
_LAYOUT = ("sheet", "header_rows", "columns", "unmapped_headers")


@pytest.mark.parametrize("case", CASES)
def test_a_sample_list_is_read_as_expected(case):
    path, expected = expectation(case)

    found = answer(path, context(expected))

    assert found["form"] == expected["form"]
    assert found.get("reason") == expected.get("reason")
    assert [finding["text"][:20] for finding in found["findings"]] == [
        finding["text"][:20] for finding in expected["findings"]
    ]
    for wanted, got in zip(expected["findings"], found["findings"], strict=True):
        assert {key: got.get(key) for key, value in wanted.items() if not same(value, got.get(key))} == {}


@pytest.mark.parametrize("case", CASES)
def test_faults_and_ignored_rows_of_a_sample_list_are_as_expected(case):
    path, expected = expectation(case)

    found = answer(path, context(expected))

    assert _picked(found["faults"], _FAULT) == _picked(expected["faults"], _FAULT)
    assert _picked(found["ignored"], _IGNORED) == _picked(expected["ignored"], _IGNORED)
    assert [{key: table[key] for key in _LAYOUT} for table in found.get("layout", [])] == expected.get("layout", [])


@pytest.mark.parametrize("case", CASES)
def test_no_row_is_accounted_for_twice(case):
    path, expected = expectation(case)

    found = answer(path, context(expected))

    for sheet in found.get("sheets", []):
        rows = accounted(found, sheet)
        assert len(rows) == len(set(rows))


def test_the_samples_are_all_here():
    assert len(CASES) == 19 and (SAMPLES / "units.json").exists()


@pytest.mark.parametrize(("name", "text", "reason"), [
    ("a.csv", "甲,乙\n丙,丁\n", "no_header_found"), ("a.txt", "甲,乙\n丙,丁\n", "no_header_found"), ("a.md", "甲,乙\n丙,丁\n", "not_a_workbook"), ("a.xlsx", "甲,乙\n丙,丁\n", "not_a_workbook"),
])  # fmt: skip
def test_a_text_that_is_no_list_is_refused_by_what_it_calls_itself(tmp_path, name, text, reason):
    (tmp_path / name).write_text(text, "utf-8")
    assert answer(tmp_path / name, ReadingContext())["reason"] == reason


def test_a_sheet_that_is_no_list_is_told_as_a_whole(tmp_path):
    sheets = {"清单": [["序号", "单位", "问题"], [1, "县财政局", "账目不清。"]], "随笔": [["甲"], ["乙"]]}
    found = answer(workbook(tmp_path, sheets), ReadingContext())
    assert {"sheet": "随笔", "row": 0, "reason": "not_a_list_sheet"} in found["ignored"] and found["sheets"] == ["清单"]


def _picked(records, keys):
    return sorted(tuple(str(record[key]) for key in keys) for record in records)
