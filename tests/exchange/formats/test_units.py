"""The register of units, as JSON and as a workbook."""

import json

import pytest

from desktop.errors import Refused
from desktop.exchange.formats import units
from desktop.exchange.formats.units import UnitDraft
from tests.exchange.sample_lists import SAMPLES
from tests.exchange.ugly_workbooks import workbook


def test_the_sample_register_is_read_whole():
    reading = units.read(SAMPLES / "units.json")

    listed = json.loads((SAMPLES / "units.json").read_text(encoding="utf-8"))
    assert [(unit.name, list(unit.aliases), unit.kind) for unit in reading.units] == [
        (unit["name"], unit["aliases"], unit["kind"]) for unit in listed
    ]
    assert reading.faults == ()


def test_every_field_of_the_contract_is_taken(tmp_path):
    record = {
        "name": "云岭县教育局党组", "aliases": ["县教育局"], "kind": "县直部门", "leader": "方既明", "contact": "唐牧野", "phone": "0000-1", "superior": "县政府",
        "supervising_leader": "林知远", "short": "县教育局", "party_short": "县教育局党组", "discipline_team": "派驻第一组", "order": 3,
    }  # fmt: skip
    path = tmp_path / "units.json"
    path.write_text(json.dumps([record], ensure_ascii=False), encoding="utf-8-sig")

    assert units.read(path).units == (UnitDraft(**{**record, "aliases": ("县教育局",)}),)


def test_a_workbook_of_units_is_read_by_its_heads(tmp_path):
    rows = [
        ["单位名册"],
        ["序号", "单位名称", "简称", "别名", "单位类别", "主要负责人", "联系电话"],
        [1, "云岭县教育局党组", "县教育局", "教育局、县教体局", "县直部门", "方既明", "0000-1"],
        [2, " 石桥村党支部 "],
    ]

    reading = units.read(workbook(tmp_path, {"名册": rows}))

    first, second = reading.units
    assert (first.name, first.short, first.aliases, first.kind, first.leader, first.phone, first.order) == (
        "云岭县教育局党组", "县教育局", ("教育局", "县教体局"), "县直部门", "方既明", "0000-1", 1,
    )  # fmt: skip
    assert second.name == "石桥村党支部" and second.leader is None


def test_a_head_names_units_and_at_least_one_thing_more(tmp_path):
    with pytest.raises(Refused) as refused:
        units.read(workbook(tmp_path, {"名册": [["单位名称"], ["云岭县教育局党组"]]}))
    assert refused.value.reason == "no_header_found"
    reading = units.read(workbook(tmp_path, {"名册": [["单位名称", "单位类别"], ["云岭县教育局党组", "县直部门"]]}))
    assert [(unit.name, unit.kind) for unit in reading.units] == [("云岭县教育局党组", "县直部门")]


def test_a_name_that_two_units_share_is_told(tmp_path):
    path = tmp_path / "units.json"
    path.write_text(
        json.dumps([{"name": "甲局党组", "aliases": ["县局"]}, {"name": "乙局党组", "aliases": ["县局"]}]),
        encoding="utf-8",
    )

    assert units.read(path).faults == ("第 2 个单位：名称“县局”与“甲局党组”重复。请改名或删去别名。",)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"[{", "corrupt"),
        (b'[{"kind": 1}]', "no_header_found"),
        (b"", "empty"),
        ("甲,乙\n1,2".encode(), "no_header_found"),
    ],
)
def test_what_is_no_register_is_refused(tmp_path, content, reason):
    path = tmp_path / "units.csv"
    path.write_bytes(content)

    with pytest.raises(Refused) as caught:
        units.read(path)

    assert caught.value.reason == reason


@pytest.mark.parametrize(
    "last", [["", "合计", "2"], ["合计", "2个单位", ""], ["", "填表人：许禾", ""], ["注：", "共2个", ""]]
)
def test_what_stands_below_a_register_is_no_unit(tmp_path, last):
    """K10: 合计 became a unit."""
    path = tmp_path / "名册.csv"
    rows = [["序号", "单位名称", "简称"], ["1", "青岩县财政局党组", "县财政局"], ["2", "云台镇党委", "云台镇"], last]
    path.write_text("\n".join(",".join(row) for row in rows), encoding="utf-8")

    assert [unit.name for unit in units.read(path).units] == ["青岩县财政局党组", "云台镇党委"]


HEAD = ["序号", "单位名称", "单位类别", "分管县领导"]


def test_a_register_is_read_by_the_rules_of_every_sheet_s3(tmp_path):
    """RULES §0, S-3: merged cells, 同上, a head again and all sheets of a register; nothing of it is left out without a word."""
    sheets = {
        "县直": [HEAD, [1, "甲局党组（盖章）", "县直部门", "赵"], [2, "乙局党组"], [3, "丙局党组", "/", "同上"], ["合计", 3]],
        "乡镇": [["一、乡镇（2个）"], HEAD, ["（一）东片"], [1, "丁镇党委", "乡镇", "同上"], HEAD, [2, "戊镇党委", "同上", "钱"]],
        "说明": [["本表由县委巡察办汇总"]],
    }  # fmt: skip

    reading = units.read(workbook(tmp_path, sheets, merges={"县直": ["C2:C3", "D2:D3"]}))

    assert [(unit.name, unit.kind, unit.supervising_leader) for unit in reading.units] == [
        ("甲局党组", "县直部门", "赵"), ("乙局党组", "县直部门", "赵"), ("丙局党组", None, "赵"), ("丁镇党委", "乡镇", None), ("戊镇党委", None, "钱"),
    ]  # fmt: skip
    assert reading.faults == ()


def test_a_row_without_a_name_and_a_name_on_two_sheets_are_told_s3(tmp_path):
    """S-3"""
    sheets = {
        "一": [HEAD, [1, "甲局党组", "县直部门", "赵"], [2], [3, "/", "乡镇", "钱"]],
        "二": [HEAD, [1, "甲局党组", "乡镇", "钱"]],
    }

    assert [fault.split("：")[0] for fault in units.read(workbook(tmp_path, sheets)).faults] == [
        "“一”第 4 行", "“一”第 2 行", "“二”第 2 行",
    ]  # fmt: skip


@pytest.mark.parametrize("title", ["一、县直部门", "（一）党群", "1.乡镇", "合计", "制表人：程"])
def test_a_title_between_the_units_of_a_workbook_is_no_unit_and_no_fault(tmp_path, title):
    rows = [["单位名称", "简称"], [title], ["云岭县教育局党组", "县教育局"], ["", "合计 1"]]
    reading = units.read(workbook(tmp_path, {"名册": rows}))

    assert [unit.name for unit in reading.units] == ["云岭县教育局党组"] and reading.faults == ()
