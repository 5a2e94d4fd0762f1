"""不予认定 (F8): one of the office's phrases or own words; unless unticked the claim goes back to the unit."""

from __future__ import annotations

from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QCheckBox, QListView, QWidget

from db.queries.finding_trail import phrases
from desktop.ledgers.findings import FindingLine
from desktop.operations import progress
from desktop.ui.context import AppContext
from desktop.ui.dialogs.form_dialog import FormDialog, needed
from desktop.ui.widgets.date_edit import DateEdit
from desktop.ui.widgets.writing_field import WritingField

REASONS = (
    "佐证不足，不能证明整改到位",
    "措施未全部落实",
    "整改成效与自报不符",
    "未建立长效机制，问题可能反弹",
    "责任未追究到位",
    "佐证与问题对应不上",
)
"""What the list offers where the office's dictionary has no phrases of the kind 不予认定."""


class PhraseList(QListView):
    """Phrases; a digit chooses one."""

    def __init__(self, words: tuple[str, ...]) -> None:
        super().__init__()
        self.words = words
        self.setModel(QStringListModel([f"{place}  {word}" for place, word in enumerate(words, start=1)], self))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setFixedHeight(self.sizeHintForRow(0) * min(len(words), 6) + 6 if words else 40)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """1 is the first phrase; Enter belongs to the dialog."""
        place = event.key() - Qt.Key.Key_1
        if 0 <= place < len(self.words):
            self.setCurrentIndex(self.model().index(place, 0))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()
        else:
            super().keyPressEvent(event)


class RefuseDialog(FormDialog):
    """Digit, Enter."""

    def __init__(self, context: AppContext, line: FindingLine, parent: QWidget | None = None) -> None:
        super().__init__(context, "不予认定", "不予认定", parent)
        self.line = line
        self.head(f"{line.number} {line.unit}")
        self.note_of_finding(line.text)
        self.phrases = PhraseList(phrases(context.reader, "不予认定") or REASONS)
        self.body.addWidget(self.phrases)
        self.reason = WritingField("理由：缺什么、差多少", lines=2)
        self.row("理由", self.reason)
        self.day = DateEdit(context.today)
        self.day.set_date(context.today)
        self.row("认定日", self.day)
        self.back = QCheckBox("退回单位（单位的自报恢复为正在推进）")
        self.back.setChecked(True)
        self.row("", self.back)
        self.phrases.selectionModel().currentChanged.connect(self._take)
        self.phrases.setCurrentIndex(self.phrases.model().index(0, 0))
        self.phrases.setFocus()

    def carry_out(self) -> None:
        """Record the verdict."""
        on = (self.day.date() or self.context.today).isoformat()
        reason = needed(self.reason.text(), "理由")
        self.run(progress.refuse, self.line.id, on, reason, return_to_unit=self.back.isChecked())

    def _take(self) -> None:
        self.reason.set_text(self.phrases.words[self.phrases.currentIndex().row()])
