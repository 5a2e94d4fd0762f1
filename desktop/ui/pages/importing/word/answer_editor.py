"""Below the answers: the one in hand, which finding it is about and what it claims, with its verbs."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from desktop.operations.importing.report_lines import AnswerLine
from desktop.operations.importing.report_review import Choice
from desktop.rules.state_words import STATE_WORDS
from desktop.ui.context import AppContext
from desktop.ui.widgets.card import ElidedLabel
from desktop.ui.widgets.state_chip import MarkLabel
from desktop.ui.widgets.writing_field import WritingField

LINES = 3
_NO_FINDING = "不是哪一条的答复"
_ONLY_NOTED = "只记情况"


class AnswerEditor(QWidget):
    """`verb` tells which button was pressed, `meant` the finding (number or empty) and the state that were chosen."""

    verb = Signal(str)
    meant = Signal(str, str)

    def __init__(self, context: AppContext) -> None:
        super().__init__()
        self.title, self.hint = QLabel(), ElidedLabel("", "secondary")
        self.title.setProperty("role", "strong")
        self.mark = MarkLabel(context.theme)
        self.text = WritingField(lines=LINES if context.theme.body < 17 else LINES - 1)
        self.text.setReadOnly(True)
        self.text.setAccessibleName("单位的答复")
        self.finding, self.state = QComboBox(), QComboBox()
        self.finding.setAccessibleName("答复的问题")
        self.state.setAccessibleName("自报状态")
        self.state.addItem(_ONLY_NOTED, "")
        for state, word in STATE_WORDS.items():
            self.state.addItem(word, state)
        self.words = (QLabel("问题"), QLabel("自报"))
        self.buttons = {
            name: QPushButton(text) for name, text in (("note", _ONLY_NOTED), ("skip", "略过"), ("take", "采纳"))
        }
        self._lay_out(context)

    def take_findings(self, texts: Mapping[str, str]) -> None:
        """The findings that may be answered."""
        self.finding.clear()
        self.finding.addItem(_NO_FINDING, "")
        for number, text in texts.items():
            self.finding.addItem(f"{number}　{text[:30]}", number)

    def show_answer(self, line: AnswerLine, words: str, choice: Choice) -> None:
        """An answer, its own words whole."""
        self.title.setText(f"第 {line.paras} 段的答复")
        self.hint.set_full_text("Ctrl+Enter 采纳并下一处")
        self.mark.set_mark(line.check)
        self.mark.show()
        self.text.set_text(words)
        self.text.moveCursor(self.text.textCursor().MoveOperation.Start)
        self.finding.setCurrentIndex(max(0, self.finding.findData(choice.finding or "")))
        self.finding.setToolTip(self.finding.currentText())
        self.state.setCurrentIndex(max(0, self.state.findData(choice.state)))
        self.buttons["take"].setText("取消采纳" if choice.taken and not choice.skipped else "采纳")
        self._show_verbs(True)

    def show_finding(self, line: AnswerLine) -> None:
        """A finding without an answer."""
        self.title.setText(line.number)
        self.hint.set_full_text("")
        self.mark.set_mark(line.check)
        self.mark.show()
        self.text.set_text(line.text)
        self._show_verbs(False)

    def show_words(self, title: str, words: str) -> None:
        """A paragraph that answers nothing."""
        self.title.setText(title)
        self.hint.set_full_text("说明，不入账")
        self.mark.hide()
        self.text.set_text(words)
        self._show_verbs(False)

    def _show_verbs(self, on: bool) -> None:
        for widget in (*self.words, self.finding, self.state, *self.buttons.values()):
            widget.setVisible(on)

    def _lay_out(self, context: AppContext) -> None:
        self.buttons["note"].setToolTip("不改自报状态，只把单位说的记下来（Alt+2）")
        self.buttons["skip"].setToolTip("这一处不入账（Alt+3）")
        self.buttons["take"].setToolTip("按自报采纳（Alt+1），Ctrl+Enter 采纳并下一处")
        head, verbs = QHBoxLayout(), QHBoxLayout()
        head.addWidget(self.title)
        head.addWidget(self.mark)
        head.addWidget(self.hint, 1)
        self.hint.setAlignment(Qt.AlignmentFlag.AlignRight)
        for word, box, least, wide in ((self.words[0], self.finding, 8, 220), (self.words[1], self.state, 4, 120)):
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(least)
            box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            box.setMaximumWidth(context.theme.px(wide))
            box.activated.connect(self._chosen)
            verbs.addWidget(word)
            verbs.addWidget(box)
        verbs.addStretch()
        for name, button in self.buttons.items():
            button.clicked.connect(partial(_tell, self.verb, name))
            verbs.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 8, 12, 10)
        column.setSpacing(6)
        column.addLayout(head)
        column.addWidget(self.text)
        column.addLayout(verbs)

    def _chosen(self, _place: int) -> None:
        self.meant.emit(self.finding.currentData() or "", self.state.currentData() or "")


def _tell(signal: SignalInstance, name: str, _checked: bool = False) -> None:
    signal.emit(name)
