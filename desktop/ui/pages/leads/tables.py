"""The lists of the room: the clean-up of the month, every lead, who signed for what, the log, the sums by round."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence

from db.queries.books import Record
from db.queries.history import ActionRow
from desktop.ledgers.column import Align, Mark, Shape, Tone
from desktop.ledgers.leads import DISCIPLINES, DISPOSITIONS, LEADS
from desktop.operations.leads.sight import Sight
from desktop.operations.leads.work import Count, Open, Sums
from desktop.rules.moments import to_minute
from desktop.rules.round_names import short_round_name
from desktop.ui.theme import Theme
from desktop.ui.widgets.figure_cells import Cell, Head, Line, Shown
from desktop.ui.widgets.figure_table import FigureTable

DONE = Mark(Shape.CHECK, "已梳理", Tone.GREEN)
TO_DO = Mark(Shape.EMPTY, "待梳理", Tone.AMBER)
_NONE = "—"
REVIEW_HEADS = (
    Head("编号", 86), Head("件 / 人", 76), Head("人员代号", 104), Head("来源", 70), Head("反映问题", 138), Head("涉嫌违反", 74), Head("承办", 100),
    Head("移交日、已办", 120), Head("处置方式", 76), Head("本月进度"), Head("梳理", 88),
)  # fmt: skip
ALL_HEADS = (
    Head("编号", 86), Head("状态", 84), Head("件 / 人", 76), Head("人员代号", 104), Head("轮次", 110), Head("反映问题"), Head("涉嫌违反", 74),
    Head("承办", 100), Head("移交日", 92), Head("处置方式", 76), Head("立案日", 92), Head("办结日", 92),
)  # fmt: skip
RECEIPT_HEADS = (
    Head("编号", 86), Head("件 / 人", 76), Head("移交日", 92), Head("移交单位"), Head("材料（份、页）", 120), Head("办理期限", 92), Head("接收人", 110), Head("移交函", 140),
    Head("反馈文号", 150),
)  # fmt: skip
LOG_HEADS = (Head("时间", 130), Head("办理人", 140), Head("事项", 300), Head("事由"))
_RIGHT = Align.RIGHT
SUM_HEADS = (
    Head("轮次"), Head("移交 件/人", 84, _RIGHT), Head("办结 件/人", 84, _RIGHT), Head("在办 件/人", 84, _RIGHT), Head("立案 件", 60, _RIGHT),
    Head("处分 人", 60, _RIGHT), Head("组织处理 人", 86, _RIGHT), Head("挽回（万元）", 96, _RIGHT),
)  # fmt: skip


class LeadTable(FigureTable):
    """A list that gives the clipboard the number of the row in hand and nothing else; it is never dragged from."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+C copies the number only (pages.md §18)."""
        if event.matches(QKeySequence.StandardKey.Copy):
            row = self.currentIndex().row()
            if 0 <= row < len(self.figures.lines):
                QGuiApplication.clipboard().setText(self.figures.lines[row].cells[0].plain)
            event.accept()
            return
        super().keyPressEvent(event)


def lead_table(theme: Theme) -> LeadTable:
    """A list of whole rows, one in hand."""
    table = LeadTable(theme, 32, whole_rows=True)
    table.setDragEnabled(False)
    return table


def review(sight: Sight) -> Shown:
    """本月梳理."""
    return Shown(REVIEW_HEADS, tuple(_review_line(one) for one in sight.review))


def everything(sight: Sight) -> Shown:
    """全部."""
    return Shown(ALL_HEADS, tuple(_line(one) for one in sight.records))


def receipts(sight: Sight) -> Shown:
    """移交与签收."""
    return Shown(RECEIPT_HEADS, tuple(_receipt(one, sight.referred.get(one.number, _NONE)) for one in sight.records))


def log(sight: Sight) -> Shown:
    """查看日志."""
    return Shown(LOG_HEADS, tuple(_entry(one) for one in sight.log))


def sums(sight: Sight) -> Shown:
    """By round, and the total that adds up."""
    lines = [_sums(short_round_name(name) if name else "未写轮次", told) for name, told in sight.rounds.items()]
    return Shown(SUM_HEADS, (*lines, _sums("合计", sight.total, total=True)))


def day(iso: str | None) -> str:
    """A day without its year, as the room's lists have it."""
    return f"{int(iso[5:7])}月{int(iso[8:10])}日" if iso else _NONE


def _review_line(one: Open) -> Line:
    record = one.record
    tone = Tone.RED if _is_late(one) else Tone.AMBER if one.is_long else None
    when = Cell(f"{day(record.moved_on)} {one.days} 天", tone=tone, tip="已过办理期限" if tone is Tone.RED else "")
    said = Cell(one.said, tip=one.said) if one.said else Cell("本月进度", light=True)
    return Line(
        (
            Cell(record.number), Cell(_count(record)), Cell(_said(record, "subject_codes")), Cell(_said(record, "source")),
            Cell(_matter(record), tip=_matter(record)), Cell(_discipline(record)), Cell(_said(record, "moved_to")), when,
            Cell(_disposition(record)), said, Cell(mark=DONE if one.reviewed else TO_DO),
        )
    )  # fmt: skip


def _is_late(one: Open) -> bool:
    limit = one.record.stored.get("handle_by")
    return bool(limit) and one.record.moved_on <= limit and _passed(one, str(limit))


def _passed(one: Open, limit: str) -> bool:
    today = date.fromisoformat(one.record.moved_on) + timedelta(days=one.days)
    return today > date.fromisoformat(limit)


def _line(record: Record) -> Line:
    return Line(
        (
            Cell(record.number), Cell(mark=LEADS.mark_of(record)), Cell(_count(record)), Cell(_said(record, "subject_codes")),
            Cell(short_round_name(record.round) if record.round else _NONE), Cell(_matter(record), tip=_matter(record)), Cell(_discipline(record)),
            Cell(_said(record, "moved_to")), Cell(record.moved_on), Cell(_disposition(record)), Cell(record.filed_on or _NONE),
            Cell(record.closed_on or _NONE),
        )
    )  # fmt: skip


def _receipt(record: Record, letter: str) -> Line:
    copies, pages = record.stored.get("copies"), record.stored.get("pages")
    material = f"{copies or 0} 份 {pages or 0} 页" if copies or pages else _NONE
    signed = Cell(record.receiver) if record.receiver else Cell("未签收", tone=Tone.AMBER)
    cells = (
        Cell(record.number), Cell(_count(record)), Cell(record.moved_on), Cell(_said(record, "moved_to")), Cell(material),
        Cell(record.handle_by or _NONE), signed, Cell(letter), Cell(_said(record, "answer_number")),
    )  # fmt: skip
    return Line(cells)


def _entry(row: ActionRow) -> Line:
    return Line((Cell(to_minute(row.recorded_at)), Cell(row.user_name), Cell(row.title), Cell(row.reason)))


def _sums(name: str, told: Sums, *, total: bool = False) -> Line:
    money = f"{told.recovered / 10000:,.2f}" if told.recovered else "0"
    numbers = (told.moved.short, told.closed.short, told.open.short, str(told.filed), str(told.sanctions))
    texts = (name, *numbers, str(told.organisational_measures), money)
    return Line(tuple(Cell(text) for text in texts), total=total)


def _count(record: Record) -> str:
    return Count(record.stored["cases"], record.stored["persons"]).words


def _matter(record: Record) -> str:
    return str(record.matter or record.summary or _NONE)


def _discipline(record: Record) -> str:
    return f"{DISCIPLINES[record.stored['discipline']]}纪律" if record.stored.get("discipline") else _NONE


def _disposition(record: Record) -> str:
    return DISPOSITIONS.get(record.stored.get("disposition") or "", _NONE)


def _said(record: Record, name: str) -> str:
    return str(record.fields.get(name) or _NONE)


TABS: dict[str, Callable[[Sight], Shown]] = {"review": review, "all": everything, "receipts": receipts, "log": log}


def numbers_of(key: str, sight: Sight) -> Sequence[str]:
    """The numbers of the leads that a tab lists, in its order; a log lists none."""
    if key == "review":
        return [one.record.number for one in sight.review]
    return [] if key == "log" else [one.number for one in sight.records]
