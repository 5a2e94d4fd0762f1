"""How 批量出文 is laid out: kinds, steps and rows, the paper to read, and the foot with what is about to happen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.ledgers.column import Mark, Shape, Tone
from desktop.operations.papers import catalogue
from desktop.operations.papers.anonymous import WORD
from desktop.ui.dialogs.list_verbs import ListVerbs
from desktop.ui.grid.ledger_table import LIST_ROW, LedgerTableView
from desktop.ui.pages.letters.batch_table import TABLE
from desktop.ui.pages.letters.kind_list import KindList
from desktop.ui.pages.letters.paper_reader import PaperReader
from desktop.ui.widgets.card import Card, ElidedLabel
from desktop.ui.widgets.properties import named
from desktop.ui.widgets.state_chip import StateChip
from desktop.ui.widgets.step_line import StepLine

if TYPE_CHECKING:
    from desktop.ui.pages.letters.page import LettersPage
    from desktop.ui.paper_desk import Draft


STEPS = ("选对象", "校验", "预览", "签发编号", "打印登记")
NAMING = "命名：序号_单位_文种_日期"


class BatchView(QWidget):
    """The widgets of the tab, without what they do."""

    def __init__(self, page: LettersPage) -> None:
        super().__init__()
        theme = self._theme = page.context.theme
        self.kinds = KindList(theme, catalogue.recipes(page.context.reader))
        self.steps = StepLine(theme, STEPS)
        self.scope, self.naming = ElidedLabel("", "secondary"), ElidedLabel(NAMING, "secondary")
        self.whole = QPushButton("恢复全部应发单位")
        self.recheck = QPushButton("重新核对")
        self.hidden = QCheckBox(WORD)
        self.hidden.setToolTip("清单只印单位类别和外用编号；成文里查出单位名称或问题编号的，不签发")
        self.hidden.hide()
        self.table = LedgerTableView(theme, TABLE, rows=LIST_ROW)
        ListVerbs(page.context, self.table)
        self.reader = PaperReader(page)
        self.sound_chip = StateChip(theme, Mark(Shape.CHECK, "可签发 0", Tone.GREEN))
        self.lacking_chip = StateChip(theme, Mark(Shape.TRIANGLE, "缺项 0", Tone.RED))
        self.asking_chip = StateChip(theme, Mark(Shape.DIAMOND, "请确认 0", Tone.AMBER))
        self._build()

    def _build(self) -> None:
        theme = self._theme
        self.sum_label, self.number_label = QLabel(), ElidedLabel("", "secondary")
        self.sum_label.setProperty("role", "strong")
        self.issue_button, self.draft_button = QPushButton("签发…"), QPushButton("另存 Word 草稿…")
        self.issue_button.setProperty("primary", True)
        self.issue_button.setIcon(theme.icon("check", "on_primary"))
        self.edited_button = QPushButton("按改定稿签发…")
        self.recheck.setToolTip("按台账现在的样子重新取数、核对（F5）")
        for button in (self.whole, self.recheck):
            button.setProperty("link", True)
        self.whole.hide()
        self.table.bar.setMaximumHeight(0)
        self.table.stretch("paper_for")
        middle = Card().flush()
        middle.body.setSpacing(0)
        middle.body.addWidget(_strip(self.steps, None))
        middle.body.addWidget(self._object_strip())
        middle.body.addWidget(self.table, 1)
        self.naming.setFixedHeight(theme.px(32))
        self.naming.setContentsMargins(13, 0, 13, 0)
        middle.body.addWidget(self.naming)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.kinds)
        row.addWidget(middle, 60)
        row.addWidget(self.reader, 40)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(row, 1)
        layout.addWidget(self._foot())

    def show_naming(self, draft: Draft | None) -> None:
        """How the file of the row in hand will be named, by the number that it will have."""
        if draft is None:
            self.naming.set_full_text(NAMING)
            return
        from desktop.operations.papers.issuing import paper_name  # brings the making of papers along

        digits = draft.number.removesuffix("号").strip()
        name = paper_name(draft.gathered, int(digits) if digits.isdecimal() else draft.id)
        self.naming.set_full_text(f"{NAMING}，这一份是“{name}”")

    def offer_hiding(self, can_hide: bool) -> None:
        """脱名, for the kinds that can hide whose findings they tell; never ticked by itself."""
        self.hidden.setChecked(False)
        self.hidden.setVisible(can_hide)

    def _object_strip(self) -> QWidget:
        strip = named(QWidget(), "foot")
        strip.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = QHBoxLayout(strip)
        row.setContentsMargins(14, 4, 12, 4)
        row.setSpacing(6)
        row.addWidget(self.scope)
        row.addWidget(self.whole)
        row.addWidget(self.recheck)
        row.addWidget(self.hidden)
        row.addStretch(1)
        word = QLabel("校验：")
        word.setProperty("role", "secondary")
        row.addWidget(word)
        for chip in (self.sound_chip, self.lacking_chip, self.asking_chip):
            row.addWidget(chip)
        return strip

    def _foot(self) -> Card:
        foot = Card()
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.sum_label)
        row.addSpacing(16)
        row.addWidget(self.number_label, 1)
        for button in (self.draft_button, self.edited_button, self.issue_button):
            row.addWidget(button)
        foot.body.addLayout(row)
        return foot


def _strip(*widgets: QWidget | None) -> QWidget:
    strip = QWidget()
    row = QHBoxLayout(strip)
    row.setContentsMargins(14, 3, 14, 3)
    for widget in widgets:
        if widget is None:
            row.addStretch(1)
        else:
            row.addWidget(widget)
    return strip
