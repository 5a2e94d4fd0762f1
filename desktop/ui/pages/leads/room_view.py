"""The room as it is seen: four tabs over one list, below it the sums of the term and the lead in hand (ux/18b-leads-room)."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from db.queries.books import Record
from desktop.ledgers.leads import DISPOSITIONS
from desktop.operations.leads.sight import Sight
from desktop.operations.leads.work import LONG_DAYS, Count, counted
from desktop.ui.page import NARROW_BELOW
from desktop.ui.pages.leads import tables
from desktop.ui.pages.leads.detail_card import DetailCard
from desktop.ui.theme import Theme
from desktop.ui.widgets.card import Card, ElidedLabel
from desktop.ui.widgets.figure_cells import Shown
from desktop.ui.widgets.segment_tabs import SegmentTabs
from desktop.ui.widgets.split import Split

REVIEW, LOG = "review", "log"
_TITLES = {"review": "本月梳理", "all": "全部", "receipts": "移交与签收", "log": "查看日志"}
ROW, NARROW_ROW = 28, 24
"""Of the sums, in px at 100 %."""
_GUARD = "本页不能拖出、不能批量导出；复制只复制编号。姓名逐件显示，每次都记日志。"
_EMPTY = "没有在办线索。"


class RoomView(QWidget):
    """Shows a sight of the room; says which lead is in hand and what is asked."""

    finish_asked = Signal()
    refer_asked = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.sight: Sight | None = None
        self.tabs = SegmentTabs([(key, title, None) for key, title in _TITLES.items()])
        self.tabs.changed.connect(self._show_tab)
        self.list_card = Card(_TITLES[REVIEW], " ").flush()
        self.long = QLabel()
        self.long.setProperty("tone", "amber")
        self.list_card.head.addWidget(self.long)
        self.table = tables.lead_table(theme)
        self.table.selectionModel().currentRowChanged.connect(self._chosen)
        self.empty = QLabel(_EMPTY, alignment=Qt.AlignmentFlag.AlignCenter)
        self.empty.setProperty("role", "secondary")
        self.list_card.body.addWidget(self.table, 1)
        self.list_card.body.addWidget(self.empty, 1)
        self.sum_card = Card("各轮线索办理", " ", "出移交函…").flush()
        self.sum_card.link_clicked.connect(self.refer_asked)
        self.sum_table = tables.LeadTable(theme, ROW)
        self.rates = QLabel(wordWrap=True)
        self.rates.setProperty("role", "secondary")
        self.rates.setContentsMargins(14, 6, 14, 8)
        self.sum_card.body.addWidget(self.sum_table, 1)
        self.sum_card.body.addWidget(self.rates)
        self.detail = DetailCard(theme)
        self.detail.step_to.connect(self.step)
        self.below = Split(Qt.Orientation.Horizontal)
        for card in (self.sum_card, self.detail):
            self.below.addWidget(card)
        self.below.setChildrenCollapsible(False)
        self.below.setHandleWidth(8)
        self.below.share_out([theme.px(740), theme.px(460)])
        self.guard = ElidedLabel(_GUARD, "secondary")
        self.finish = QPushButton()
        self.finish.clicked.connect(self.finish_asked)
        foot = Card()
        foot.body.addWidget(self._foot())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.list_card, 3)
        layout.addWidget(self.below, 4)
        layout.addWidget(foot)

    def show_sight(self, sight: Sight, hold: str = "") -> None:
        """The room as it stands now; `hold` is the number of the lead that is to be in hand."""
        self.sight = sight
        total, month = sight.total, int(sight.today[5:7])
        done = len(sight.review) - sight.left
        self.tabs.set_tabs(
            [
                (REVIEW, f"本月梳理 {done}/{len(sight.review)}", None), ("all", f"全部 {total.moved.words}", None),
                ("receipts", _TITLES["receipts"], None), (LOG, _TITLES[LOG], None),
            ]
        )  # fmt: skip
        self.finish.setText(f"完成 {month}月梳理" + (f"（还差 {sight.left} 条）" if sight.left else ""))
        self.finish.setEnabled(bool(sight.review) and not sight.left)
        self.sum_card.note_label.set_full_text(f"截至 {sight.today}")
        self.sum_table.show_table(tables.sums(sight))
        self.rates.setText(_rates(sight))
        self._show_tab(self.tabs.current(), hold)

    def step(self, by: int) -> None:
        """Alt+↑, Alt+↓: the former or next lead of the list in sight."""
        last = len(self.table.figures.lines) - 1
        row = min(max(self.table.currentIndex().row() + by, 0), last)
        if row >= 0:
            self.table.setCurrentIndex(self.table.figures.index(row, 0))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lower rows where the window is narrow: the sum stays in sight."""
        super().resizeEvent(event)
        narrow = self.window().width() < self._theme.px(NARROW_BELOW)
        self.sum_table.set_row_height(NARROW_ROW if narrow else ROW)

    def next_to_do(self) -> str:
        """The first open lead that was not gone through; '' where none is left."""
        found = (one.record.number for one in self.sight.review if not one.reviewed) if self.sight else iter(())
        return next(found, "")

    def numbers(self) -> tuple[str, ...]:
        """The leads in sight; under the log, which shows none, all of them."""
        if self.sight is None:
            return ()
        shown = tuple(tables.numbers_of(self.tabs.current(), self.sight))
        return shown or tuple(one.number for one in self.sight.records)

    def forget(self) -> None:
        """Nothing of the room stays in a widget."""
        self.sight = None
        self.detail.forget()
        for table in (self.table, self.sum_table):
            table.show_table(Shown())
        self.rates.clear()
        self.long.clear()
        self.list_card.note_label.set_full_text(" ")
        self.sum_card.note_label.set_full_text(" ")
        self.finish.setText("")
        self.tabs.set_tabs([(key, title, None) for key, title in _TITLES.items()])

    def _show_tab(self, key: str, hold: str = "") -> None:
        if self.sight is None:
            return
        sight, month = self.sight, int(self.sight.today[5:7])
        shown = tables.TABS[key](sight)
        self.list_card.title_label.setText(f"本月梳理（{month}月）" if key == REVIEW else _TITLES[key])
        self.list_card.note_label.set_full_text(_note(key, sight))
        slow = [one.record for one in sight.review if one.is_long]
        self.long.setText(f"◆ 超过 {LONG_DAYS} 天 {counted(slow).words}" if slow and key == REVIEW else "")
        self.table.show_table(shown)
        self.table.setVisible(bool(shown.lines))
        self.empty.setVisible(not shown.lines)
        self.below.setVisible(key != LOG)
        numbers = list(tables.numbers_of(key, sight))
        held = hold or (self.detail.record.number if self.detail.record else "")
        if held in numbers:
            self.table.setCurrentIndex(self.table.figures.index(numbers.index(held), 0))
        self._chosen()

    def _chosen(self, *_: object) -> None:
        if self.sight is not None:
            self.detail.show_lead(self._in_hand(), self.sight)
            self.detail.show_place(self.table.currentIndex().row() + 1, len(self.table.figures.lines))

    def _in_hand(self) -> Record | None:
        assert self.sight is not None
        numbers, row = tables.numbers_of(self.tabs.current(), self.sight), self.table.currentIndex().row()
        if not 0 <= row < len(numbers):
            return None
        return next((one for one in self.sight.records if one.number == numbers[row]), None)

    def _foot(self) -> QWidget:
        whole = QWidget()
        row = QHBoxLayout(whole)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.guard, 1)
        row.addWidget(self.finish)
        return whole


def _note(key: str, sight: Sight) -> str:
    if key == REVIEW:
        done = len(sight.review) - sight.left
        return f"{sight.total.open.words}在办；{len(sight.review)} 条 = 已梳理 {done} + 待梳理 {sight.left}"
    if key == LOG:
        return f"可进入：{'、'.join(sight.members)}"
    total = sight.total
    return f"{total.moved.words} = 办结 {total.closed.short} + 在办 {total.open.short}"


def _rates(sight: Sight) -> str:
    total = sight.total
    if not total.moved.cases:
        return ""
    by_way = [
        (word, [one for one in sight.records if one.stored.get("disposition") == code])
        for code, word in DISPOSITIONS.items()
    ]
    told = "、".join(f"{word} {counted(found).cases} 件" for word, found in by_way if found)
    undecided = counted(one for one in sight.records if not one.stored.get("disposition")).cases
    parts = [told, f"未定 {undecided} 件" if undecided else ""]
    ways = "、".join(part for part in parts if part)
    return (
        f"成案率 {_share(total.filed, total.moved)}（立案件 ÷ 移交件）　办结率 {_share(total.closed.cases, total.moved)}。"
        f"件和人分列，不互相折算。\n处置方式：{ways}，合计 {total.moved.cases} 件。"
    )


def _share(part: int, whole: Count) -> str:
    tenths = (part * 2000 + whole.cases) // (whole.cases * 2)
    return f"{tenths // 10}.{tenths % 10}%（{part}/{whole.cases}）"
