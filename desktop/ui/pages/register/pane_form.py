"""A form of a book that stands beside its list, in the place of the record in hand (page 17), and the line that adds the list up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from db.queries.books import Record
from desktop.ledgers.field import Holds
from desktop.ledgers.register import Register
from desktop.ui.dialogs.form_dialog import FormDialog
from desktop.ui.widgets.properties import named


class PaneForm(QWidget):
    """Holds one form at a time; `ended` when it was saved or given up. The list beside it stays in use meanwhile."""

    ended = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.form: FormDialog | None = None
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
        """What the form is for; '' while there is none."""
        return self.form.windowTitle() if self.form is not None else ""

    def still_open(self) -> str:
        """Why nothing else may be done here: what is typed in a form is neither kept nor thrown away by another; '' while there is none."""
        if self.form is None:
            return ""
        self.form.setFocus()
        return f"右边的“{self.title}”还没有保存。请先保存或取消，再办别的。"

    def hold(self, form: FormDialog) -> None:
        """Show a form as part of the window."""
        self.form = form
        form.setWindowFlags(Qt.WindowType.Widget)
        form.setMinimumWidth(0)
        named(form, "paper").setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        form.finished.connect(self._end)
        self._area.setWidget(form)
        self.show()
        form.show()

    def _end(self, _result: int) -> None:
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
