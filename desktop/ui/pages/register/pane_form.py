"""A form of a book that stands beside its list, in the place of the record in hand (page 17), and the line that adds the list up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QPlainTextEdit, QScrollArea, QVBoxLayout, QWidget

from db.queries.books import Record
from desktop.errors import KnownError
from desktop.ledgers.field import Holds
from desktop.ledgers.register import Register
from desktop.ui.dialogs.record_dialog import RecordDialog
from desktop.ui.pages.register.begun import as_begun, typed_in
from desktop.ui.widgets.properties import named

TYPED_AFTER_MS = 400
"""A pause in typing after which what the form holds is read; reading it asks the ledger what a name means."""
_CHANGES: tuple[tuple[type[QWidget], str], ...] = (
    (QLineEdit, "textChanged"),
    (QPlainTextEdit, "textChanged"),
    (QComboBox, "currentTextChanged"),
    (QAbstractButton, "toggled"),
)
TYPED = "填写的内容还没有保存。要保存，请按“保存”或 Ctrl+Enter；不要了，请按“取消”。"


class PaneForm(QWidget):
    """Holds one form at a time; `ended` when it was saved or given up, `typed` soon after something was typed or chosen in it.
    The list beside it stays in use meanwhile.
    """

    ended = Signal()
    typed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.form: RecordDialog | None = None
        self._untouched: dict[str, Any] | None = None
        self._later = QTimer(self, singleShot=True, interval=TYPED_AFTER_MS)
        self._later.timeout.connect(self.typed)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QScrollArea.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._area)
        self.hide()

    @property
    def title(self) -> str:
        """What the form is for, by the number of its record: the list beside it moves on; '' while there is none."""
        if self.form is None:
            return ""
        number = self.form.record.number if self.form.record is not None else ""
        return f"{self.form.windowTitle()} {number}".strip()

    def still_open(self) -> str:
        """Why nothing else may be done here: what is typed in a form is neither kept nor thrown away by another; '' while there is none."""
        if self.form is None:
            return ""
        self.form.setFocus()
        return f"右边的“{self.title}”还没有保存。请先保存或取消，再办别的。"

    def begun(self) -> dict[str, Any] | None:
        """What was typed and is not saved yet; None where nothing was."""
        return as_begun(self.form) if self.form is not None and self._touched(self.form) else None

    def hold(self, form: RecordDialog, *, begun: bool = False) -> None:
        """Show a form as part of the window; one that is `begun` holds words that were never saved."""
        self.form, self._untouched = form, None if begun else typed_in(form)
        form.installEventFilter(self)
        form.setWindowFlags(Qt.WindowType.Widget)
        form.setMinimumWidth(0)
        named(form, "paper").setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        form.finished.connect(self._end)
        self._area.setWidget(form)
        self._listen(form)
        self.show()
        form.show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Esc gives up a form in which nothing was typed; words that were typed go by 取消 alone."""
        if watched is self.form and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            if event.type() == QEvent.Type.ShortcutOverride:
                event.accept()  # else the window would take it for 回到今天
                return True
            if event.type() == QEvent.Type.KeyPress and self._touched(self.form):
                if self.form.verb.isEnabled():  # else it is being saved
                    self.form.fail(KnownError(TYPED))
                return True
        return super().eventFilter(watched, event)

    def _listen(self, form: RecordDialog) -> None:
        widget: QWidget
        for kind, signal in _CHANGES:
            for widget in form.findChildren(kind):
                getattr(widget, signal).connect(self._soon)

    def _soon(self, *_told: object) -> None:
        self._later.start()

    def _touched(self, form: RecordDialog) -> bool:
        return typed_in(form) != self._untouched

    def _end(self, _result: int) -> None:
        self._later.stop()
        form, self.form = self._area.takeWidget(), None
        self.hide()
        if form is not None:
            form.hide()
            form.deleteLater()
        self.ended.emit()


def sum_of(register: Register, records: Sequence[Record]) -> str:
    """9 次 = 书记约谈 5 + 提醒谈话 4；9 家单位; '' for a book that is not added up, and where there is nothing."""
    field = register.field(register.summed_by)
    if field is None or not records:
        return ""
    counts = Counter(field.text(one.fields.get(field.name)) or "未填" for one in records)
    links = [link.name for link in register.fields if link.holds is Holds.UNIT]
    units = {unit for one in records for name in links if (unit := one.stored.get(name)) is not None}
    told = " + ".join(f"{word} {count}" for word, count in counts.most_common())
    return f"{len(records)} {register.unit_word} = {told}" + (f"；{len(units)} 家单位" if units else "")
