"""The finding ledger, said once: grid, views, form, paste, import, workbook, print, command line, search and history read it here."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from desktop.errors import KnownError
from desktop.ledgers.column import Align, Kind, LedgerTable
from desktop.ledgers.field import Field, Holds
from desktop.ledgers.finding_line import FindingLine, by_unit, finding_line, finding_lines
from desktop.ledgers.register import Register, Rule, State
from desktop.ledgers.terms import DUE_KIND_WORDS, FLAG_WORDS, NATURE_WORDS, STATE_WORDS, verdict_word

STATE_ORDER = (
    "未启动", "正在推进", "部分完成", "未完成", "长期坚持", "基本完成", "待核实", "已销号", "已移交", "不再整改", "已合并", "已拆分",
)  # fmt: skip


def _state_place(word: str) -> int:
    return STATE_ORDER.index(word) if word in STATE_ORDER else len(STATE_ORDER)


def _share(text: str) -> float:
    done, _, total = text.partition("/")
    return int(done) / int(total) if total else -1.0


def _told(name: str) -> Any:
    return lambda line: getattr(line, name)


def _computed(name: str, title: str, holds: Holds = Holds.TEXT, reason: str = "", **more: Any) -> Field:
    """A field that no deed writes: it follows from others."""
    return Field(name, title, holds, reason=reason or _COMPUTED, stored=False, **{"hidden": True, **more})


def _plain(name: str, title: str, holds: Holds = Holds.TEXT, **more: Any) -> Field:
    """A field that the clerk writes."""
    return Field(name, title, holds, **{"hidden": True, **more})


_COMPUTED = "此栏由登记的进展计算，不能直接填写。请用“登记进展”或“认定销号”。"
_BY_STEP = "此栏由办理步骤改变，不能直接填写。"
_FROM_LIST = "此栏由导入的清单带入。"

FIELDS = (
    _computed("seq", "序号", Holds.INT, "序号在每张清单里重新编排。", width=44, mm=12, sheet=6, align=Align.CENTER, counts_rows=True, hidden=False),
    Field("number", "编号", reason="编号一次给定，永不改变。", width=88, mm=25, sheet=14, heads=("问题编号",)),
    Field("unit", "单位", Holds.UNIT, reason="单位不能直接改。录错的请移入回收站后重新新增。", width=96, mm=22, sheet=22, told=_told("unit_name"), merge=True, heads=("被巡察单位",)),
    Field("text", "问题", Holds.LONG, needed=True, width=200, mm=98, sheet=56, heads=("问题表现",)),
    _computed("state_word", "状态", kind=Kind.STATE, mark=_told("state"), sort=_state_place, told=_told("lanes"), width=102, mm=24, sheet=16, hidden=False),
    _computed("due", "现定时限", Holds.DATE, "现定时限由原定时限和延期决定。请用“申请延期”。", kind=Kind.DEADLINE, mark=_told("deadline"), told=_told("due_told"), printed=_told("due_printed"), width=108, mm=20, sheet=12, hidden=False, heads=("整改时限", "时限",)),
    _computed("measures", "措施", reason="此栏由措施计算", sort=_share, width=56, mm=14, sheet=8, align=Align.CENTER, hidden=False),
    _computed("measures_text", "整改措施", Holds.LONG, "整改措施请在“措施”页签中修改。", width=200, mm=60, sheet=40),
    _plain("responsible_leader", "责任领导", width=110, mm=18, sheet=10),
    _plain("responsible_department", "责任科室", width=110, mm=20, sheet=12),
    _plain("owner", "责任人", width=90, mm=18, sheet=10),
    Field("co_unit_names", "配合单位", reason="配合单位请在“修改”中选定。", stored=False, hidden=True, width=140, mm=26, sheet=22),
    _plain("category1", "一级分类", width=150, mm=30, sheet=20, heads=("问题类别",)),
    _plain("category2", "二级分类", width=110, mm=26, sheet=14),
    _plain("category3", "三级分类", width=110, mm=26, sheet=14),
    _plain("category4", "四级分类", width=110, mm=26, sheet=14),
    _plain("nature", "整改类型", Holds.CHOICE, choices=NATURE_WORDS, width=84, mm=22, sheet=10, heads=("整改性质",)),
    _plain("first_due_on", "原定时限", Holds.DATE, width=96, mm=22, sheet=12),
    Field("due_kind", "时限写法", Holds.CHOICE, choices=DUE_KIND_WORDS, set_by="申请延期", hidden=True, width=84, mm=20, sheet=10),
    Field("review_on", "复查日", Holds.DATE, set_by="转长期坚持", hidden=True, width=96, mm=22, sheet=12),
    _plain("amount_yuan", "涉及金额", Holds.MONEY, width=110, mm=24, sheet=14, summed=True),
    _plain("people", "涉及人员", Holds.INT, width=76, mm=16, sheet=9, summed=True, heads=("涉及人数",)),
    _computed("flags", "标记", reason="标记请在“修改”中勾选。", width=140, mm=30, sheet=20),
    _plain("working_paper", "底稿编号", width=104, mm=24, sheet=12),
    _computed("evidence_count", "佐证", Holds.INT, "此栏由佐证计算", width=56, mm=12, sheet=8, zero_is_blank=True),
    _computed("claim_text", "单位自报", width=84, mm=20, sheet=10, heads=("自报状态", "自报",)),
    _computed("claim_on", "自报日期", Holds.DATE, width=96, mm=22, sheet=12),
    _computed("verdict_text", "巡察办认定", width=90, mm=22, sheet=10, heads=("认定状态",)),
    _computed("verdict_on", "认定日期", Holds.DATE, width=96, mm=22, sheet=12, heads=("销号日期",)),
    _computed("last_text", "最近进展", Holds.LONG, width=220, mm=60, sheet=40, heads=("整改进展",)),
    _computed("last_on", "进展日期", Holds.DATE, width=96, mm=22, sheet=12),
    _computed("extensions", "延期次数", Holds.INT, _BY_STEP, width=76, mm=14, sheet=8, zero_is_blank=True),
    _computed("reopened", "反弹次数", Holds.INT, _BY_STEP, width=76, mm=14, sheet=8, zero_is_blank=True),
    _plain("characterisation", "定性依据", wrap=True, width=160, mm=40, sheet=30),
    _plain("requirement", "整改要求", wrap=True, width=160, mm=40, sheet=30),
    _computed("parent_text", "反馈问题", Holds.LONG, "上级问题由清单带入。", width=180, mm=50, sheet=30),
    _plain("county_leader", "分管县领导", width=96, mm=20, sheet=12),
    _plain("department_in_charge", "主管部门", width=110, mm=24, sheet=14),
    _plain("supervising_desk", "督办股室", width=96, mm=20, sheet=12),
    _plain("supervising_person", "督办人", width=76, mm=18, sheet=10),
    _plain("responsibility_level", "责任层级", width=84, mm=18, sheet=10),
    _plain("source", "来源", width=96, mm=20, sheet=12),
    _plain("years", "发生年度", width=90, mm=20, sheet=10),
    _plain("remark", "备注", wrap=True, told=_told("remark_told"), width=160, mm=22, sheet=20),
    _computed("round_name", "轮次", reason=_BY_STEP, width=140, mm=30, sheet=18),
    _computed("given_on", "入账日期", Holds.DATE, _BY_STEP, width=96, mm=22, sheet=12),
    _computed("feedback_on", "反馈日期", Holds.DATE, _BY_STEP, width=96, mm=22, sheet=12),
    _computed("overdue", "逾期天数", Holds.INT, width=76, mm=14, sheet=9, zero_is_blank=True),
    _computed("days_left", "剩余天数", Holds.INT, width=76, mm=14, sheet=9),
    _computed("timing", "时限情况", width=96, mm=22, sheet=12),
    _computed("category", "类别", width=150, mm=30, sheet=20),
    *(_plain(name, word, Holds.FLAG, align=Align.CENTER, width=76, mm=16, sheet=8) for name, word in FLAG_WORDS.items()),
    _computed("is_long_term", "长期坚持事项", Holds.FLAG, align=Align.CENTER, width=96, mm=16, sheet=8),
    _computed("lacks_evidence", "缺佐证", Holds.FLAG, align=Align.CENTER, width=64, mm=16, sheet=8),
    Field("opening", "期初", Holds.FLAG, reason=_FROM_LIST, align=Align.CENTER, hidden=True, width=56, mm=14, sheet=6),
    Field("serial", "原表序号", reason="原表序号随导入保留。", hidden=True, width=76, mm=16, sheet=8, heads=("原序号",)),
    _computed("source_place", "原表位置", reason=_FROM_LIST, width=120, mm=26, sheet=16),
    _computed("other_cells", "原表其他栏", Holds.LONG, _FROM_LIST, width=200, mm=50, sheet=30),
)  # fmt: skip
"""Every field of a finding, in the order of the grid."""

FINDINGS = Register(
    "finding", "问题台账", "条", "{轮次}-{号}", FIELDS,
    states=tuple(State(code, verdict_word(code)) for code in STATE_WORDS),
    rules=(
        Rule("right", "每一步按权限办理"),
        Rule("state", "按“自报、核实、销号”的步骤改变状态，不能直接填写"),
        Rule("gone", "已核减、拆分或合并的，不再整改"),
        Rule("closed", "已销号、已移交的，先重新打开"),
        Rule("waiting", "单位已自报完成的，先认定销号或不予认定"),
        Rule("not_closed", "没有销号、移交或长期坚持的，不用重新打开"),
        Rule("measures", "销号前措施都要完成"),
        Rule("evidence", "销号要有完好的佐证"),
        Rule("second_person", "自报和销号由两人办理"),
        Rule("before_feedback", "日期不早于反馈日期"),
        Rule("future", "日期不晚于今天"),
        Rule("not_later", "延期的新期限晚于现定时限，复查日晚于办理日期"),
        Rule("needs", "写明该步骤所要的内容和理由"),
    ),
)  # fmt: skip
FROZEN = 4


@lru_cache(maxsize=8)
def table_of(own: tuple[Field, ...] = ()) -> LedgerTable:
    """The finding ledger as a table, with the office's own fields behind those of the program."""
    columns = tuple(field.as_column() for field in (*FIELDS, *own))
    return LedgerTable("findings", FINDINGS.title, columns, frozen=FROZEN, unit_word=FINDINGS.unit_word)


TABLE = table_of()
EDITABLE = frozenset(field.name for field in FIELDS if field.plain) | {"due_kind", "review_on"}
"""What a plain edit may set; the two last follow from the date that is typed with them."""
SEARCHED = (
    *(field.name for field in FIELDS if field.stored and field.holds in (Holds.TEXT, Holds.LONG)),
    "source_sheet",
    "other",
    "own",
)
"""The stored texts that the search looks through: those of the fields, and what a list said beside them."""
STORED = tuple(field.name for field in FIELDS if field.stored and field.name != "unit")


BOTH_LANES = ("claim_text", "verdict_text")
USUAL_SHEET = (
    "seq", "number", "unit", "category1", "category2", "text", "measures_text", "responsible_leader", "responsible_department", "owner",
    "due", "claim_text", "verdict_text", "overdue", "last_text", "amount_yuan", "remark",
)  # fmt: skip
"""The columns of a workbook where the clerk chose none."""
_FORMER = {
    "index": "seq", "round": "round_name", "parent": "parent_text", "leader": "responsible_leader", "department": "responsible_department",
    "due_on": "due", "claim": "claim_text", "verdict": "state_word", "progress": "last_text", "amount": "amount_yuan",
    "amount_wan": "amount_yuan", "term_kind": "nature", "note": "remark",
}  # fmt: skip
"""Keys by which views, plans and commands of the first version named a column."""


def field_named(name: str, own: Sequence[Field] = ()) -> Field | None:
    """A field by its name, its title or head, a word that lists use for it, or its key of the first version."""
    every = (*FIELDS, *own)
    exact = next((field for field in every if name in (field.name, field.title, field.head)), None)
    if exact is not None:
        return exact
    return next((field for field in every if name in field.heads or _FORMER.get(name) == field.name), None)


def chosen_fields(names: Sequence[str], own: Sequence[Field] = ()) -> tuple[Field, ...]:
    """The fields that a list of columns names, in its order; KnownError tells which there are."""
    unknown = [name for name in names if field_named(name, own) is None]
    if unknown:
        known = "、".join(field.title for field in (*FIELDS, *own))
        raise KnownError(f"没有“{'、'.join(unknown)}”这一列，可选：{known}。")
    return tuple(field for name in names if (field := field_named(name, own)) is not None)


_GROUPED_OTHERWISE = frozenset(
    {"number", "unit", "category1", "round_name", "county_leader", "flags", "measures", "serial", "source_place"}
)


def grouping_fields(own: Sequence[Field] = ()) -> tuple[Field, ...]:
    """The fields by which findings can be counted beside unit, category, round and leader: words, choices, marks and dates."""
    kinds = (Holds.TEXT, Holds.CHOICE, Holds.FLAG, Holds.DATE)
    return tuple(
        field
        for field in (*FIELDS, *own)
        if not field.internal and field.holds in kinds and not field.wrap and field.name not in _GROUPED_OTHERWISE
    )


__all__ = [
    "BOTH_LANES", "EDITABLE", "FIELDS", "FINDINGS", "SEARCHED", "STATE_ORDER", "STORED", "TABLE", "USUAL_SHEET",
    "FindingLine", "by_unit", "chosen_fields", "field_named", "finding_line", "finding_lines", "grouping_fields", "table_of",
]  # fmt: skip
