"""X2, X3, X12: every sample list comes out as expected, field by field."""

from pathlib import Path

import pytest

from desktop.errors import Refused
from desktop.exchange.formats import finding_list
from desktop.exchange.formats.finding_list import FindingListReading, ReadingContext
from desktop.exchange.list_reading.reading import Remark
from desktop.exchange.sheet_cells import Workbook
from tests.exchange.quick_sheets import sheet_of
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


def test_a_file_of_record_cards_is_refused_by_the_first_of_them(monkeypatch):
    said = [
        Remark("title", "甲", 1, "题"),
        Remark("record_card", "甲", 2, "第一张"),
        Remark("record_card", "乙", 1, "第二张"),
    ]
    monkeypatch.setattr(finding_list, "read_workbook", lambda _workbook, _context: FindingListReading(remarks=said))

    with pytest.raises(Refused) as refused:
        finding_list.read_opened(Workbook("xlsx", []), Path("甲.xlsx"), ReadingContext())
    assert (refused.value.reason, "第一张" in str(refused.value)) == ("record_card", True)


@pytest.mark.parametrize(
    "suffix, reason",
    [
        (".csv", "no_header_found"),
        (".TXT", "no_header_found"),
        (".tsv", "no_header_found"),
        (".xlsx", "not_a_workbook"),
        ("", "not_a_workbook"),
    ],
)
def test_a_text_under_the_name_of_a_workbook_is_none(monkeypatch, suffix, reason):
    monkeypatch.setattr(finding_list, "read_workbook", lambda _workbook, _context: FindingListReading())

    with pytest.raises(Refused) as refused:
        finding_list.read_opened(Workbook("csv", [sheet_of([["甲"]])]), Path(f"甲{suffix}"), ReadingContext())
    assert refused.value.reason == reason
