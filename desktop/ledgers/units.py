"""The register of units as a table."""

from __future__ import annotations

from desktop.ledgers.column import Align, Column, Kind, LedgerTable

_RENAME = "全称按日期管理，请用“更名”"

UNITS = LedgerTable(
    "units",
    "单位",
    (
        Column("sort", "序列", 58, align=Align.RIGHT, kind=Kind.NUMBER, editable=True),
        Column("short", "简称", 110, editable=True),
        Column("name", "全称", 210, reason=_RENAME),
        Column("kind", "类别", 80, editable=True),
        Column("supervising_leader", "分管县领导", 108, editable=True),
        Column("leader", "主要负责人", 108, editable=True),
        Column("leader_title", "职务", 110, editable=True),
        Column("contact", "联系人", 72, editable=True),
        Column("phone", "电话", 96, editable=True),
        Column("party_short", "党组织简称", 120, editable=True),
        Column("organ", "机关名称", 150, editable=True, hidden=True),
        Column("party_form", "党组织形式", 90, editable=True, hidden=True),
        Column("superior", "上级党组织", 120, editable=True, hidden=True),
        Column("department_in_charge", "主管部门", 110, editable=True, hidden=True),
        Column("discipline_team", "派驻纪检组", 120, editable=True, hidden=True),
        Column("note", "备注", 140, editable=True),
    ),
    frozen=2,
    unit_word="家",
)
