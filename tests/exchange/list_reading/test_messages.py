"""X4: one sentence for each fault: where, what is there, why it cannot stay, what to do."""

import pytest

from desktop.exchange.list_reading.messages import _SENTENCES, fault_at


@pytest.mark.parametrize("kind", _SENTENCES)
def test_every_kind_says_place_head_and_value(kind):
    fault = fault_at("清单", 5, "due_on", 7, kind, label="整改时限", value=" 甲\n乙 ", where="第 3 行")
    assert (
        fault.message.startswith("“清单”表第 5 行“整改时限”：")
        and "{" not in fault.message
        and fault.message.endswith("。")
    )
    assert ("甲 乙" in fault.message) == ("{value}" in _SENTENCES[kind]) and ("第 3 行" in fault.message) == (
        "{where}" in _SENTENCES[kind]
    )
    assert (fault.sheet, fault.row, fault.cell, fault.level, fault.kind) == ("清单", 5, "G5", "warning", kind)


def test_without_sheet_column_and_head_the_row_alone_is_named():
    fault = fault_at("", 5, None, None, "missing_unit")
    assert fault.cell is None and fault.message.startswith("第 5 行：没有写单位")


@pytest.mark.parametrize("length, cut", [(40, False), (41, True)])
def test_a_long_value_is_quoted_in_part(length, cut):
    said = fault_at("", 5, None, None, "not_a_date", value="字" * length).message
    assert ("…" in said) is cut and "字" * 40 in said and "字" * 41 not in said


def test_the_nearest_name_is_offered_where_there_is_one():
    assert (
        "最接近“县民政局”"
        in fault_at("", 5, None, None, "unknown_unit", value="x", suggestions=("县民政局", "y")).message
    )
    assert "最接近" not in fault_at("", 5, None, None, "unknown_unit", value="x").message


@pytest.mark.parametrize("value, why", [
    ("2025.13.1", "没有 13 月"), ("2025.2.30", "2 月没有 30 日"), ("2025年2月29日", "2 月没有 29 日"), ("20251301", "没有 13 月"), ("20250431", "4 月没有 31 日"), ("13月", "没有 13 月"), ("4月31日", "4 月没有 31 日"), ("2025.4.0", "4 月没有 0 日"), ("0月5日", "没有 0 月"), ("2025.12.31", ""), ("2025.1.1.1", ""), ("１３月", "没有 13 月"), ("2025.13", "没有 13 月"),
])  # fmt: skip
def test_a_day_that_does_not_exist_is_explained(value, why):
    said = fault_at("", 5, None, None, "invalid_date", value=value).message
    assert (f"（{why}）" in said) if why else "（" not in said
