"""The register of units, said once: grid, cell edit, paste and import of registers, card and command line read it."""

from __future__ import annotations

from desktop.ledgers.book_table import editable, table_from
from desktop.ledgers.field import Field, Holds
from desktop.ledgers.register import Register, Rule

_RENAME = "全称按日期管理，请用“更名”"

UNIT_BOOK = Register(
    "unit",
    "单位",
    "家",
    "",
    (
        Field("sort", "序列", Holds.INT, width=58, mm=12, heads=("序号", "排序", "次序", "顺序")),
        Field("short", "简称", width=110, mm=24, heads=("单位简称", "机关简称")),
        Field("name", "全称", reason=_RENAME, width=210, mm=44,
              heads=("单位全称", "单位名称", "党组织名称", "党组织", "单位", "名称", "被巡察单位")),
        Field("kind", "类别", width=80, mm=18, heads=("单位类别", "类型", "单位类型", "性质", "单位性质", "单位分类")),
        Field("supervising_leader", "分管县领导", width=108, mm=22, heads=("分管领导", "联系县领导", "县领导", "挂联领导")),
        Field("leader", "主要负责人", width=108, mm=22,
              heads=("负责人", "主要领导", "党组书记", "党委书记", "书记", "单位负责人")),
        Field("leader_title", "职务", width=110, mm=22),
        Field("contact", "联系人", width=72, mm=16, heads=("联络员", "联络人", "整改联络员")),
        Field("phone", "电话", width=96, mm=22, heads=("联系电话", "手机", "办公电话", "电话号码")),
        Field("party_short", "党组织简称", width=120, mm=26, heads=("党组简称", "党委简称")),
        Field("organ", "机关名称", width=150, mm=32, hidden=True),
        Field("party_form", "党组织形式", width=90, mm=18, hidden=True),
        Field("superior", "上级党组织", width=120, mm=26, hidden=True,
              heads=("上级单位", "主管单位", "隶属", "所属乡镇", "乡镇")),
        Field("department_in_charge", "主管部门", width=110, mm=24, hidden=True),
        Field("discipline_team", "派驻纪检组", width=120, mm=26, hidden=True,
              heads=("派驻纪检监察组", "纪检监察组", "派驻机构", "纪检组")),
        Field("note", "备注", width=140, mm=30),
    ),
    rules=(
        Rule("taken", "一个名称或别名只指一个单位"),
        Rule("not_later", "更名日期晚于现名称的起用日期"),
        Rule("circle", "单位不并入自己，也不并入已并进来的单位"),
        Rule("has_findings", "已有问题的单位不移出名册"),
    ),
)  # fmt: skip
_MERGED = "撤并由“撤并”登记，并错了的撤销。"
UNIT_LINEAGE = (
    Field("merged_into", "并入单位", reason=_MERGED),
    Field("merged_on", "撤并日期", Holds.DATE, reason=_MERGED),
)
"""Where a unit went: told beside its fields, no column of the register's grid."""
UNITS = table_from(UNIT_BOOK, frozen=2)
UNIT_EDITABLE = editable(UNIT_BOOK)
