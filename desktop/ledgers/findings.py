"""The finding ledger as a table: one line per finding as it stood on a date, and its columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from db.records import FindingRow
from desktop.ledgers.column import Align, Column, Kind, LedgerTable, Mark, shown
from desktop.ledgers.finding_marks import deadline_mark, state_mark
from desktop.ledgers.terms import DUE_KIND_WORDS, FLAG_WORDS, NATURE_WORDS, claim_word, verdict_word
from desktop.rules.deadlines import days_between
from desktop.rules.deeds import Standing
from desktop.rules.overdue import days_overdue, due_date, is_open, is_waiting

STATE_ORDER = (
    "未启动", "正在推进", "部分完成", "未完成", "长期坚持", "基本完成", "待核实", "已销号", "已移交", "不再整改", "已合并", "已拆分",
)  # fmt: skip


@dataclass(eq=False)
class FindingLine:
    """A row of the finding ledger with what is computed from it when first asked; other names are those of the row.

    Never changed after it is made; not frozen only because ten thousand frozen ones cost a tenth of a second.
    """

    row: FindingRow
    seq: int
    on: str

    def __getattr__(self, name: str) -> Any:
        if name == "row" or name.startswith("__"):
            raise AttributeError(name)
        return getattr(self.row, name)

    @property
    def id(self) -> int:
        """The finding."""
        return self.row.id

    @cached_property
    def state(self) -> Mark:
        """What the two lanes say together; made when first asked, most rows are never painted."""
        return state_mark(self.row)

    @cached_property
    def deadline(self) -> Mark:
        """The deadline as seen on the date."""
        return deadline_mark(self.row, self.on)

    @cached_property
    def overdue(self) -> int:
        """Days overdue, 0 where it is not."""
        return days_overdue(self.row, self.on)

    @cached_property
    def waiting(self) -> bool:
        """待核实"""
        return is_waiting(self.row)

    @cached_property
    def standing(self) -> Standing:
        """Where the finding stands, for the table of deeds."""
        row = self.row
        given = row.feedback_on is not None and row.feedback_on <= self.on
        return Standing(
            row.number, bool(row.present), row.claim, row.verdict, self.waiting, given, row.feedback_on, row.due_on
        )

    @property
    def state_word(self) -> str:
        """The word of the chip, which filters name."""
        return self.state.word

    @property
    def unit(self) -> str:
        """The unit's short name."""
        return self.row.unit_short or self.row.unit_name

    @property
    def measures(self) -> str:
        """Measures done of all, as 2/3."""
        return f"{self.row.measures_done}/{self.row.measures_total}" if self.row.measures_total else ""

    @property
    def due(self) -> str:
        """The date that binds; long-term items are due by their review."""
        return due_date(self.row) or ""

    @property
    def days_left(self) -> int | None:
        """Days to the date that binds, of what is still open and not reported done; negative when overdue."""
        if not self.due or not is_open(self.row) or self.waiting:
            return None
        return days_between(self.on, self.due)

    @property
    def is_long_term(self) -> bool:
        """Found long-term, or given as long-term."""
        return "long_term" in (self.row.verdict, self.row.nature)

    @property
    def lacks_evidence(self) -> bool:
        """Reported as good as done, without a piece of evidence."""
        return not self.row.evidence_count and not self.row.opening and self.row.claim in ("done", "basically_done")

    @property
    def amount_wan(self) -> float | None:
        """Money in 万元."""
        return None if self.row.amount_yuan is None else self.row.amount_yuan / 10000

    @property
    def flags(self) -> tuple[str, ...]:
        """The marks of the finding in words."""
        return tuple(word for name, word in FLAG_WORDS.items() if getattr(self.row, name))

    @property
    def claim_text(self) -> str:
        """The unit's lane in words."""
        return claim_word(self.row.claim)

    @property
    def verdict_text(self) -> str:
        """The office's lane in words."""
        return verdict_word(self.row.verdict)


def finding_line(row: FindingRow, seq: int, on: str) -> FindingLine:
    """A row as it is shown on a date."""
    return FindingLine(row, seq, on)


def by_unit(rows: Sequence[FindingRow]) -> list[FindingRow]:
    """The office's order of units as it comes, inside a unit by permanent number."""
    places: dict[tuple[int, int], int] = {}
    for row in rows:
        places.setdefault((row.round_id, row.unit_id), len(places))
    return sorted(rows, key=lambda row: (places[(row.round_id, row.unit_id)], row.number))


def _state_place(word: str) -> int:
    return STATE_ORDER.index(word) if word in STATE_ORDER else len(STATE_ORDER)


def _share(text: str) -> float:
    done, _, total = text.partition("/")
    return int(done) / int(total) if total else -1.0


def _wan(value: float | None) -> str:
    return "—" if value is None else f"{value:,.2f}"


def _yes(value: object) -> str:
    return "是" if value else "—"


def _count(value: int) -> str:
    return shown(value or None)


_COMPUTED = "此栏由登记的进展计算，不能直接填写。请用“登记进展”或“认定销号”。"
_MARKS = "标记请在“修改”中勾选。"
_BY_STEP = "此栏由办理步骤改变，不能直接填写。"

TABLE = LedgerTable(
    "findings",
    "问题台账",
    (
        Column("seq", "序号", 44, Align.CENTER, kind=Kind.NUMBER, reason="序号在每张清单里重新编排。", counts_rows=True),
        Column("number", "编号", 88, reason="编号一次给定，永不改变。"),
        Column("unit", "单位", 96, reason="单位不能直接改。录错的请移入回收站后重新新增。"),
        Column("text", "问题", 200, wrap=True, editable=True),
        Column("state_word", "状态", 102, kind=Kind.STATE, mark=lambda line: line.state, sort=_state_place, reason=_COMPUTED),
        Column("due", "现定时限", 108, kind=Kind.DEADLINE, mark=lambda line: line.deadline, reason="现定时限由原定时限和延期决定。请用“申请延期”。"),
        Column("measures", "措施", 56, Align.CENTER, sort=_share, reason="此栏由措施计算"),
        Column("responsible_leader", "责任领导", 110, editable=True, hidden=True),
        Column("responsible_department", "责任科室", 110, editable=True, hidden=True),
        Column("owner", "责任人", 90, editable=True, hidden=True),
        Column("category1", "一级分类", 150, editable=True, hidden=True),
        Column("category2", "二级分类", 110, editable=True, hidden=True),
        Column("nature", "整改类型", 84, show=lambda value: NATURE_WORDS[value], choices=tuple(NATURE_WORDS), editable=True, hidden=True),
        Column("first_due_on", "原定时限", 96, kind=Kind.DATE, editable=True, hidden=True),
        Column("due_kind", "时限写法", 84, show=lambda value: shown(DUE_KIND_WORDS[value]), hidden=True, reason=_BY_STEP),
        Column("amount_wan", "涉及金额（万元）", 110, Align.RIGHT, show=_wan, kind=Kind.NUMBER, reason="金额请在“修改”中填写。", hidden=True),
        Column("people", "涉及人员", 76, Align.RIGHT, kind=Kind.NUMBER, editable=True, hidden=True),
        Column("flags", "标记", 140, reason=_MARKS, hidden=True),
        Column("working_paper", "底稿编号", 104, editable=True, hidden=True),
        Column("evidence_count", "佐证", 56, Align.RIGHT, kind=Kind.NUMBER, show=_count, reason="此栏由佐证计算", hidden=True),
        Column("claim_text", "单位自报", 84, reason=_COMPUTED, hidden=True),
        Column("verdict_text", "巡察办认定", 90, reason=_COMPUTED, hidden=True),
        Column("last_text", "最近进展", 220, wrap=True, reason=_COMPUTED, hidden=True),
        Column("last_on", "进展日期", 96, kind=Kind.DATE, reason=_COMPUTED, hidden=True),
        Column("extensions", "延期次数", 76, Align.RIGHT, kind=Kind.NUMBER, show=_count, hidden=True, reason=_BY_STEP),
        Column("reopened", "反弹次数", 76, Align.RIGHT, kind=Kind.NUMBER, show=_count, hidden=True, reason=_BY_STEP),
        Column("characterisation", "定性依据", 160, wrap=True, editable=True, hidden=True),
        Column("requirement", "整改要求", 160, wrap=True, editable=True, hidden=True),
        Column("parent_text", "反馈问题", 180, wrap=True, hidden=True, reason="上级问题由清单带入。"),
        Column("county_leader", "分管县领导", 96, editable=True, hidden=True),
        Column("department_in_charge", "主管部门", 110, editable=True, hidden=True),
        Column("supervising_desk", "督办股室", 96, editable=True, hidden=True),
        Column("supervising_person", "督办人", 76, editable=True, hidden=True),
        Column("source", "来源", 96, editable=True, hidden=True),
        Column("years", "发生年度", 90, editable=True, hidden=True),
        Column("remark", "备注", 160, wrap=True, editable=True, hidden=True),
        Column("round_name", "轮次", 140, hidden=True, reason=_BY_STEP),
        Column("overdue", "逾期天数", 76, Align.RIGHT, kind=Kind.NUMBER, show=_count, hidden=True, reason=_COMPUTED),
        Column("days_left", "剩余天数", 76, Align.RIGHT, kind=Kind.NUMBER, hidden=True, reason=_COMPUTED),
        Column("on_organisation", "涉组涉干", 76, Align.CENTER, show=_yes, hidden=True, reason=_MARKS),
        Column("named_by_secretary", "书记点题", 76, Align.CENTER, show=_yes, hidden=True, reason=_MARKS),
        Column("is_long_term", "长期坚持事项", 96, Align.CENTER, show=_yes, hidden=True, reason=_COMPUTED),
        Column("lacks_evidence", "缺佐证", 64, Align.CENTER, show=_yes, hidden=True, reason=_COMPUTED),
        Column("serial", "原表序号", 76, hidden=True, reason="原表序号随导入保留。"),
    ),
    frozen=4,
)  # fmt: skip
