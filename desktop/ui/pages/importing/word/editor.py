"""Below the proposals: the finding in hand with its verbs, or the paragraph in hand with what it may be."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from desktop.ledgers.terms import NATURE_WORDS
from desktop.operations.importing.letter_lines import ProposalLine, SourceLine
from desktop.operations.importing.letter_marks import OPEN, SOURCE
from desktop.ui.context import AppContext
from desktop.ui.widgets.card import ElidedLabel
from desktop.ui.widgets.eliding_choice import typed_choice
from desktop.ui.widgets.state_chip import MarkLabel
from desktop.ui.widgets.unit_picker import Unit, UnitPicker, unit_choices
from desktop.ui.widgets.writing_field import WritingField

LINES, _LARGEST = 3, 17
"""Lines of the words in sight; one fewer with the largest letters, which leave a low window no room."""


class LetterEditor(QWidget):
    """`verb` tells which button was pressed; `left` that what was typed or chosen may be taken."""

    verb = Signal(str)
    left = Signal()

    def __init__(self, context: AppContext) -> None:
        super().__init__()
        self._context = context
        self._units: list[Unit] = []
        self.title, self.hint = QLabel(), ElidedLabel("", "secondary")
        self.title.setProperty("role", "strong")
        self.mark = MarkLabel(context.theme)
        self.text = WritingField(lines=LINES if context.theme.body < _LARGEST else LINES - 1)
        self.text.setAccessibleName("问题文字")
        self.category = typed_choice()
        self.category.setAccessibleName("分类")
        self.nature = QComboBox()
        self.nature.setAccessibleName("性质")
        for code, word in NATURE_WORDS.items():
            self.nature.addItem(word, code)
        self.unit = UnitPicker()
        self.unit.setAccessibleName("单位")
        self.category_word, self.nature_word, self.unit_word = QLabel("分类"), QLabel("性质"), QLabel("单位")
        self.buttons = {
            name: QPushButton(text)
            for name, text in (
                ("split", "拆开"), ("whole", "不拆"), ("join", "并入上一条"), ("drop", "不是问题"), ("take", "采纳"),
                ("is_finding", "是问题"), ("is_note", "是说明"), ("skip", "略过"),
            )
        }  # fmt: skip
        self._lay_out()
        self._connect()

    def take_choices(self, categories: Sequence[str], *, units: bool) -> None:
        """The 分类 of the office; the units only where the letter is to several."""
        self.category.clear()
        self.category.addItems(list(categories))
        for widget in (self.unit, self.unit_word):
            widget.setVisible(units)
        self._units = unit_choices(self._context) if units else []
        self.unit.set_units(self._units)

    def show_finding(self, line: ProposalLine, unit: str, paragraph: str) -> None:
        """A finding: `paragraph` tells where it comes from."""
        self.title.setText(f"问题 {line.no}")
        self.hint.set_full_text(f"来自第 {paragraph} 段　Ctrl+Enter 采纳并下一条")
        self.mark.set_mark(line.check)
        self.mark.show()
        self.text.setReadOnly(False)
        self.text.set_text(line.text)
        self.category.setCurrentText(line.category)
        self.category.setToolTip(line.category)
        self.nature.setCurrentIndex(max(0, self.nature.findData(line.nature)))
        if (typed := self.category.lineEdit()) is not None:
            typed.setCursorPosition(0)
        self.unit.set_unit(next((one[0] for one in self._units if unit in one[1:]), None))
        self._show_verbs(finding=True)
        self.buttons["take"].setText("取消采纳" if line.taken else "采纳")

    def show_paragraph(self, line: SourceLine) -> None:
        """A paragraph that is no finding: what it is may be said otherwise."""
        self.title.setText(f"第 {line.place} 段" if line.place else line.label)
        said = "要逐段选它是什么" if line.kind == OPEN else f"现在算作“{line.fate}”"
        self.hint.set_full_text(said)
        self.mark.hide()
        self.text.setReadOnly(True)
        self.text.set_text(line.text)
        self._show_verbs(finding=False, may=bool(line.place) and line.kind != SOURCE)
        for name in ("is_note", "skip"):
            self.buttons[name].setVisible(line.kind == OPEN or line.told)

    def show_nothing(self, words: str) -> None:
        """Nothing is in hand."""
        self.title.setText("")
        self.hint.set_full_text(words)
        self.mark.hide()
        self.text.setReadOnly(True)
        self.text.set_text("")
        self._show_verbs(finding=False, may=False)

    def caret(self) -> int:
        """Where the marker stands in the words."""
        return self.text.textCursor().position()

    def said(self) -> tuple[str, str, str, str]:
        """Words, 分类, unit and 性质 as they stand in the fields."""
        chosen = self.unit.unit_id()
        unit = next((full for unit_id, _short, full in self._units if unit_id == chosen), "")
        return self.text.text(), self.category.currentText().strip(), unit, str(self.nature.currentData())

    def _show_verbs(self, *, finding: bool, may: bool = True) -> None:
        mine = ("split", "whole", "join", "drop", "take")
        for name, button in self.buttons.items():
            button.setVisible(may and (name in mine) == finding)
        for widget in (self.category_word, self.category, self.nature_word, self.nature):
            widget.setVisible(finding)
        self.unit.setEnabled(finding)

    def _lay_out(self) -> None:
        tips = {
            "split": "光标处拆成两条；光标在末尾时按“一是、二是”拆开（Alt+4）",
            "whole": "一段就是一条；拆开过的合回原样（Alt+1）",
            "join": "Alt+2", "drop": "Alt+3", "take": "Ctrl+Enter 采纳并下一条",
            "is_finding": "Alt+1", "is_note": "Alt+2", "skip": "Alt+3",
        }  # fmt: skip
        for name, tip in tips.items():
            self.buttons[name].setToolTip(tip)
        head, verbs = QHBoxLayout(), QHBoxLayout()
        head.addWidget(self.title)
        head.addWidget(self.mark)
        head.addWidget(self.hint, 1)
        self.hint.setAlignment(Qt.AlignmentFlag.AlignRight)
        for widget in (self.category_word, self.category, self.nature_word, self.nature, self.unit_word, self.unit):
            verbs.addWidget(widget)
        verbs.addStretch()
        for button in self.buttons.values():
            verbs.addWidget(button)
        self.category.setMinimumContentsLength(6)
        self.category.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.category.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.category.setMaximumWidth(self._context.theme.px(230))
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 8, 12, 10)
        column.setSpacing(6)
        column.addLayout(head)
        column.addWidget(self.text)
        column.addLayout(verbs)

    def _connect(self) -> None:
        for name, button in self.buttons.items():
            button.clicked.connect(partial(_tell, self.verb, name))
        self.text.left.connect(self.left)
        self.category.activated.connect(self._chosen)
        self.nature.activated.connect(self._chosen)
        line = self.category.lineEdit()
        if line is not None:
            line.editingFinished.connect(self.left)
        self.unit.picked.connect(self._chosen)

    def _chosen(self, _what: object) -> None:
        self.left.emit()


def _tell(signal: SignalInstance, name: str, _checked: bool = False) -> None:
    signal.emit(name)
