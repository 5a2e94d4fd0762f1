"""The unit card: rate and counts of one unit as of the date chosen, what is open, its people, letters and former names.

It lies over the page in sight without taking the switches away: Alt+T changes its date too (ux/design.md §1 job 4).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from db.queries.findings import list_findings
from db.queries.letters import letters
from db.queries.lineage import merges
from db.queries.units import names_of, unit
from db.records import FindingCriteria, FindingRow, UnitRow
from desktop.ledgers.column import Mark, Shape, Tone
from desktop.ledgers.finding_marks import deadline_mark, state_mark
from desktop.rules import basis as basis_rules
from desktop.rules.overdue import days_overdue, is_waiting
from desktop.statistics.rectification_rate import Figure, rate_table
from desktop.ui.asks import AskFindings
from desktop.ui.context import AppContext
from desktop.ui.page import Page
from desktop.ui.widgets.card import ElidedLabel
from desktop.ui.widgets.door import Door
from desktop.ui.widgets.figure_cells import Cell, Head, Line, Shown
from desktop.ui.widgets.figure_table import FigureTable
from desktop.ui.widgets.rate_text import RateText

WIDTH, HEIGHT = 880, 600
HEADS = (Head("编号", 92), Head("未完成的问题", 0), Head("状态", 106), Head("现定时限", 112))


class UnitCard(QFrame):
    """One unit over a page; Esc closes it, Ctrl+C takes sentence and list, F2 or Enter opens the ledger."""

    def __init__(self, context: AppContext, page: Page) -> None:
        super().__init__(page)
        self.setObjectName("unit_card")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._context, self._page = context, page
        self.unit_id: int | None = None
        self.figure: Figure | None = None
        self.left: tuple[FindingRow, ...] = ()
        self.title, self.full_name = QLabel(), ElidedLabel("", "secondary")
        self.rate, self.basis_label = RateText(context.theme, 30), ElidedLabel("", "secondary")
        self.counts = {name: Door() for name in ("反馈", "计入分子", "未完成", "待核实", "逾期")}
        self.table = FigureTable(context.theme)
        self._facts = QGridLayout()
        self.values = {name: ElidedLabel() for name in ("联系人", "主要负责人", "分管县领导", "发文", "曾用名")}
        self._lay_out()
        key = QShortcut(QKeySequence("F2"), self)
        key.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        key.activated.connect(self.open_in_ledger)
        self.table.asked.connect(self._open_finding)
        self.rate.clicked.connect(self._open_ids)
        self.rate.copied.connect(self._copied)
        context.switches_changed.connect(self.refresh)
        context.changed.connect(self._on_changed)
        page.installEventFilter(self)

    # -- to call

    def show_unit(self, unit_id: int) -> None:
        """Open on a unit."""
        self.unit_id = unit_id
        self.refresh()
        self._place()
        self.show()
        self.raise_()
        self.table.setFocus()

    def refresh(self) -> None:
        """Read again: the three switches hold here too."""
        row = unit(self._context.reader, self.unit_id, self._context.as_of) if self.unit_id is not None else None
        if row is None:
            self.hide()
            return
        context = self._context
        scope = replace(context.scope, units=(row.id,))
        figure = rate_table(context.reader, context.basis, context.as_of, context.known_at, scope=scope).total
        criteria = FindingCriteria(rounds=scope.rounds, units=scope.units)
        rows = list_findings(context.reader, criteria, context.as_of, context.known_at)
        open_ids = {item.finding_id for item in figure.remaining}
        self.figure, self.left = figure, tuple(one for one in rows if one.id in open_ids)
        self._show_figure(row, figure, rows)
        self._show_facts(row)

    def copy(self) -> None:
        """The sentence, then the list of what is not done, ready to be told or pasted."""
        QGuiApplication.clipboard().setText(self.told())
        self._context.notify(f"已复制 {self.title.text()} 的整改率和未完成清单")

    def told(self) -> str:
        """截至…，县民政局整改率50.0%（9/18；口径：…）。未完成9条：…"""
        if self.figure is None:
            return ""
        sentence = self.figure.sentence.replace("，", f"，{self.title.text()}", 1)
        lines = [f"{sentence}{'未完成' + str(len(self.left)) + '条：' if self.left else '没有未完成的问题。'}"]
        as_of = self._context.as_of
        for row in self.left:
            deadline = deadline_mark(row, as_of).word
            lines.append(f"{row.number}\t{row.text}\t{state_mark(row).word}" + (f"\t{deadline}" if deadline else ""))
        return "\n".join(lines)

    def open_in_ledger(self) -> None:
        """What is not done, in 问题台账."""
        self._open_ids(tuple(row.id for row in self.left))

    # -- keys and place

    def event(self, event: QEvent) -> bool:
        """Esc and Ctrl+C belong to the card before they belong to the window."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _deed(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes, Ctrl+C copies."""
        deed = _deed(event)
        if deed == "close":
            self.close_card()
        elif deed == "copy":
            self.copy()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        """Stay in the middle of the page; go when the page goes."""
        if event.type() == QEvent.Type.Resize:
            self._place()
        elif event.type() == QEvent.Type.Hide:
            self.hide()
        return False

    def close_card(self) -> None:
        """Back to the page."""
        self.hide()
        self._page.setFocus()

    # -- inside

    def _show_figure(self, row: UnitRow, figure: Figure, rows: Sequence[FindingRow]) -> None:
        context = self._context
        basis, as_of = context.basis, context.as_of
        self.title.setText(row.short or row.name)
        self.full_name.set_full_text(row.name)
        ids = tuple(item.finding_id for item in figure.behind_numerator)
        self.rate.show_rate(figure.rate, basis_rules.title(basis), basis_rules.formula(basis), as_of, ids)
        way = "按当时所知" if context.known_at else "按当时实际"
        self.basis_label.set_full_text(
            f"{basis_rules.title(basis)} · {basis_rules.formula(basis)} · 截至 {as_of}（{way}）"
        )
        self._show_counts(figure, rows)
        self.table.show_table(Shown(HEADS, tuple(_line(one, as_of) for one in self.left)))

    def _show_counts(self, figure: Figure, rows: Sequence[FindingRow]) -> None:
        as_of = self._context.as_of
        counted = {
            "反馈": [item.finding_id for item in figure.behind_denominator],
            "计入分子": [item.finding_id for item in figure.behind_numerator],
            "未完成": [item.finding_id for item in figure.remaining],
            "待核实": [one.id for one in rows if is_waiting(one)],
            "逾期": [one.id for one in rows if days_overdue(one, as_of)],
        }
        for name, ids in counted.items():
            self.counts[name].show_number(f"{name} {len(ids)}", ids, name)

    def _show_facts(self, row: UnitRow) -> None:
        reader, as_of = self._context.reader, self._context.as_of
        sent = [one for one in letters(reader, unit_id=row.id) if one.issued_on and one.issued_on <= as_of]
        former = [one for one in names_of(reader, row.id) if one.name != row.name]
        contact = " ".join(part for part in (row.contact, row.phone) if part)
        leader = f"{row.leader}（{row.leader_title}）" if row.leader and row.leader_title else row.leader
        latest = f"{len(sent)} 份，最近 {sent[0].number or sent[0].title}（{sent[0].issued_on}）" if sent else ""
        told = [f"{one.name}{f'（至 {one.to_on}）' if one.to_on else ''}" for one in former]
        for merge in merges(reader, as_of, self._context.known_at):
            if merge.unit_id == row.id:
                told.append(f"{merge.on} 并入{merge.successor}")
            elif merge.successor_id == row.id:
                told.append(f"{merge.on} {merge.unit}并入")
        named = "、".join(told)
        values = (contact, leader, row.supervising_leader, latest, named)
        for label, value in zip(self.values.values(), values, strict=True):
            label.set_full_text(value or "—")

    def _on_changed(self, _changes: object) -> None:
        if self.isVisible():
            self.refresh()

    def _open_finding(self, finding_id: object) -> None:
        self._open_ids((finding_id,))

    def _open_rows(self, ids: object, _title: str) -> None:
        self._open_ids(ids)

    def _open_ids(self, ids: object) -> None:
        assert isinstance(ids, tuple)
        if ids:
            self._context.open_page("findings", AskFindings(tuple(ids), f"{self.title.text()} {len(ids)} 条"))

    def _copied(self, sentence: str) -> None:
        self._context.notify(f"已复制：{sentence}")

    def _place(self) -> None:
        theme, room = self._context.theme, self._page.size()
        width = min(theme.px(WIDTH), room.width() - 32)
        height = min(theme.px(HEIGHT), room.height() - 24)
        self.setGeometry((room.width() - width) // 2, (room.height() - height) // 2, width, height)

    def _lay_out(self) -> None:
        self.title.setProperty("role", "page-title")
        head = QHBoxLayout()
        head.addWidget(self.title)
        head.addWidget(self.full_name, 1)
        for text, slot, primary in (
            ("复制一句话和清单 Ctrl+C", self.copy, True),
            ("在台账中打开 F2", self.open_in_ledger, False),
            ("关闭 Esc", self.close_card, False),
        ):
            button = QPushButton(text)
            button.setProperty("primary", primary)
            button.clicked.connect(slot)
            head.addWidget(button)
        figures = QHBoxLayout()
        figures.addWidget(self.rate)
        column = QVBoxLayout()
        doors = QHBoxLayout()
        doors.setSpacing(6)
        for door in self.counts.values():
            doors.addWidget(door)
            door.opened.connect(self._open_rows)
        doors.addStretch(1)
        column.addLayout(doors)
        column.addWidget(self.basis_label)
        figures.addLayout(column, 1)
        for place, (name, label) in enumerate(self.values.items()):
            word = QLabel(name)
            word.setProperty("role", "secondary")
            row, side = divmod(place, 2)
            self._facts.addWidget(word, row, side * 2)
            self._facts.addWidget(label, row, side * 2 + 1)
        self._facts.setColumnStretch(1, 1)
        self._facts.setColumnStretch(3, 1)
        self._facts.setHorizontalSpacing(10)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 12, 18, 14)
        layout.setSpacing(8)
        layout.addLayout(head)
        layout.addLayout(figures)
        layout.addLayout(self._facts)
        layout.addWidget(self.table, 1)


def _line(row: FindingRow, as_of: str) -> Line:
    return Line(
        (Cell(row.number), Cell(row.text, tip=row.text), Cell(mark=state_mark(row)), Cell(mark=_deadline(row, as_of))),
        opens=row.id,
    )


def _deadline(row: FindingRow, as_of: str) -> Mark:
    mark = deadline_mark(row, as_of)
    return mark if mark.word else Mark(Shape.DASH, "未定", Tone.PLAIN)


def _deed(event: QKeyEvent) -> str:
    if event.modifiers() == Qt.KeyboardModifier.ControlModifier and event.key() == Qt.Key.Key_C:
        return "copy"
    plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
    return "close" if plain and event.key() == Qt.Key.Key_Escape else ""


def open_unit_card(page: Page, unit_id: int) -> UnitCard:
    """Show a unit over a page; each page keeps one card."""
    card = page.findChild(UnitCard)
    if card is None:
        card = UnitCard(page.context, page)
    card.show_unit(unit_id)
    return card
