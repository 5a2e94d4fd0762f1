"""The head of the detail pane: number, unit, chips, the full text, ten facts in two columns."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QMenu,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop.ledgers.column import shown
from desktop.ledgers.finding_marks import month_day
from desktop.ledgers.findings import FindingLine
from desktop.ledgers.terms import DUE_KIND_WORDS
from desktop.ui.context import AppContext
from desktop.ui.widgets.card import ElidedLabel
from desktop.ui.widgets.state_chip import DeadlineChip, StateChip

TEXT_LINES = 5
FACTS = (
    "一级分类",
    "二级分类",
    "责任领导",
    "责任人",
    "原定时限",
    "现定时限",
    "涉及金额",
    "涉及人员",
    "底稿编号",
    "标记",
)


class FindingHead(QWidget):
    """What the shown finding is."""

    def __init__(self, context: AppContext) -> None:
        super().__init__()
        theme = context.theme
        self.number, self.unit = QLabel(), QLabel()
        self.number.setProperty("role", "formula")
        self.number.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.unit.setProperty("role", "secondary")
        self.state, self.deadline = StateChip(theme), DeadlineChip(theme)
        self.menu = QMenu(self)
        self.menu_button = QToolButton()
        self.menu_button.setIcon(theme.icon("dots"))
        self.menu_button.setToolTip("办理：延期、重新打开、拆分、合并、核减、移交…")
        self.menu_button.setAccessibleName("办理")
        self.menu_button.setMenu(self.menu)
        self.menu_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.text = FullText()
        self.values = {name: ElidedLabel() for name in FACTS}
        self._lay_out()

    def show_finding(self, line: FindingLine) -> None:
        """Show a finding."""
        self.number.setText(line.number)
        self.unit.setText(line.unit)
        self.unit.setToolTip(line.unit_name)
        self.state.set_mark(line.state)
        self.deadline.set_mark(line.deadline if line.deadline.word else None)
        self.text.show_text(line.text)
        for name, text in facts(line).items():
            self.values[name].set_full_text(text)

    def _lay_out(self) -> None:
        first = QHBoxLayout()
        first.setSpacing(8)
        for label in (self.number, self.unit):
            first.addWidget(label)
        first.addStretch(1)
        for widget in (self.state, self.deadline, self.menu_button):
            first.addWidget(widget)
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(4)
        for place, name in enumerate(FACTS):
            title = QLabel(name)
            title.setProperty("role", "secondary")
            row, column = divmod(place, 2)
            grid.addWidget(title, row, column * 2)
            grid.addWidget(self.values[name], row, column * 2 + 1)
        grid.setColumnStretch(1, 3)
        grid.setColumnStretch(3, 2)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 10, 10, 8)
        layout.setSpacing(8)
        layout.addLayout(first)
        layout.addWidget(self.text)
        layout.addLayout(grid)


class FullText(QScrollArea):
    """A text whole: as high as it needs, beyond some lines it scrolls."""

    def __init__(self) -> None:
        super().__init__()
        self.label = QLabel(wordWrap=True)
        self.label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.label.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.setWidget(self.label)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_text(self, text: str) -> None:
        """Show another text from its beginning."""
        self.label.setText(text)
        self.verticalScrollBar().setValue(0)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width asks for another height."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        most = self.fontMetrics().lineSpacing() * TEXT_LINES + 4
        self.setFixedHeight(max(20, min(self.label.heightForWidth(max(80, self.viewport().width())), most)))


def facts(line: FindingLine) -> dict[str, str]:
    """The ten facts in words."""
    extended = f"（延期 {line.extensions} 次）" if line.extensions else "（未延期）"
    due = _day(line.due) + (extended if line.due else "")
    amount = "—" if line.amount_yuan is None else f"{line.amount_yuan:,}.00 元"
    people = "—" if line.people is None else f"{line.people} 人"
    first = _day(line.first_due_on) if line.first_due_on else shown(DUE_KIND_WORDS[line.due_kind])
    values = (
        shown(line.category1),
        shown(line.category2),
        shown(line.responsible_leader),
        shown(line.owner),
        first,
        due,
        amount,
        people,
        shown(line.working_paper),
        " · ".join(line.flags) or "—",
    )
    return dict(zip(FACTS, values, strict=True))


def _day(iso: str | None) -> str:
    if not iso:
        return "—"
    return month_day(iso)
