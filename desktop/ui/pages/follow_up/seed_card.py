"""3 种子和抽取: the day, two digits spoken by two people, and what drew from them."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QRegularExpressionValidator
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QLabel, QPushButton, QWidget

from db.queries.books import Record
from desktop.ui.context import AppContext
from desktop.ui.widgets.card import Card
from desktop.ui.widgets.writing_field import WritingLine

_WORDS = "先抽单位，再按各家条数分配，不足的续抽。算法印在锁定单上，用纸笔可重做。"


class SeedCard(Card):
    """`draw_asked` hands out what a draw takes; the other verbs are about the draw that stands."""

    draw_asked = Signal(dict)
    replace_asked = Signal()
    second_asked = Signal()

    def __init__(self, context: AppContext) -> None:
        super().__init__("3　种子和抽取", " ")
        self._context = context
        self.day = QLabel()
        self.digits = tuple(self._digit(place) for place in ("第一位数字", "第二位数字"))
        self.speakers = tuple(WritingLine(placeholder=hint) for hint in ("报数人", "本办以外的报数人"))
        self.said, self.seed = QLabel(wordWrap=True), QLabel()
        self.seed.setProperty("role", "strong")
        self.draw_button = QPushButton("抽取 Enter")
        self.draw_button.setIcon(context.theme.icon("refresh"))
        self.replace_button = QPushButton("作废另抽…")
        self.second_button = QPushButton("第二人重抽核对…")
        self.draw_button.clicked.connect(self._ask)
        self.replace_button.clicked.connect(self.replace_asked)
        self.second_button.clicked.connect(self.second_asked)
        self.digits[1].returnPressed.connect(self._ask)
        self.speakers[0].returnPressed.connect(self.digits[1].setFocus)
        self.speakers[1].returnPressed.connect(self._ask)
        for digit, speaker in zip(self.digits, self.speakers, strict=True):
            digit.textEdited.connect(partial(_go_on, speaker))
        self.explained = QLabel(_WORDS, wordWrap=True)
        self.explained.setProperty("role", "secondary")
        for speaker, name in zip(self.speakers, ("第一位报数人", "第二位报数人"), strict=True):
            speaker.setAccessibleName(name)
        self._lay_out()

    def show_draw(self, record: Record | None, reason: str) -> None:
        """The seed of the draw that stands, or the fields for a new one; `reason`: why nothing may be written."""
        self.fields.setVisible(record is None)
        self.said.setVisible(record is not None)
        self.explained.setVisible(record is None)
        self.draw_button.setVisible(record is None)
        for button in (self.replace_button, self.second_button):
            button.setVisible(record is not None)
        if record is None:
            self.day.setText(self._context.ledger.today().replace("-", ""))
            self.seed.setText("")
            self.note_label.set_full_text("未抽取")
        else:
            self.seed.setText(record.seed)
            self.said.setText(f"两人报数 {_spoken(record)}")
            checked = f"，{record.checked_by}重抽核对" if record.checked_by else "，未重抽核对"
            self.note_label.set_full_text(f"{record.drawn_at} 抽取{checked}")
        for control in (*self.digits, *self.speakers, self.draw_button, self.replace_button):
            control.setEnabled(not reason)
            control.setToolTip(reason)

    def zone(self) -> QWidget:
        """What takes the keyboard: the first digit, or who draws again."""
        return self.second_button if self.fields.isHidden() else self.digits[0]

    def values(self) -> dict[str, Any]:
        """What the fields say."""
        texts = [field.text().strip() for field in (*self.digits, *self.speakers)]
        return dict(zip(("seed_digits_a", "seed_digits_b", "spoken_by_a", "spoken_by_b"), texts, strict=True))

    def _ask(self) -> None:
        if self.draw_button.isEnabled():
            self.draw_asked.emit(self.values())

    def _digit(self, name: str) -> WritingLine:
        field = WritingLine()
        field.setAccessibleName(name)
        field.setMaxLength(1)
        field.setValidator(QRegularExpressionValidator("[0-9]", field))
        field.setFixedWidth(self._context.theme.px(40))
        return field

    def _lay_out(self) -> None:
        self.fields = QWidget()
        form = QFormLayout(self.fields)
        form.setContentsMargins(0, 0, 0, 0)
        spoken = QHBoxLayout()
        for digit, speaker in zip(self.digits, self.speakers, strict=True):
            spoken.addWidget(digit)
            spoken.addWidget(speaker, 1)
        form.addRow("日期", self.day)
        form.addRow("两人报数", spoken)
        drawn_by = QHBoxLayout()
        drawn_by.addWidget(QLabel("种子"))
        drawn_by.addWidget(self.seed, 1)
        verbs = QHBoxLayout()
        verbs.addStretch(1)
        for button in (self.second_button, self.replace_button, self.draw_button):
            verbs.addWidget(button)
        self.body.addWidget(self.fields)
        self.body.addWidget(self.said)
        self.body.addLayout(drawn_by)
        self.body.addLayout(verbs)
        self.body.addWidget(self.explained)
        self.body.addStretch(1)


def _spoken(record: Record) -> str:
    """4（王敏）、7（县纪委监委 林晓）"""
    digits = ((record.seed_digits_a, record.spoken_by_a), (record.seed_digits_b, record.spoken_by_b))
    return "、".join(f"{digit}（{who}）" if who else str(digit) for digit, who in digits)


def _go_on(speaker: WritingLine, digit: str) -> None:
    """A digit is one key: who spoke it comes next."""
    if digit:
        speaker.setFocus()
