"""The life of numbered copies: taken, returned, destroyed, void; and pages of a copy again."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QSpinBox, QWidget

from desktop.errors import KnownError
from desktop.ui.context import AppContext
from desktop.ui.dialogs.form_dialog import FormDialog
from desktop.ui.widgets.date_edit import DateEdit
from desktop.ui.widgets.writing_field import WritingLine


def _listed(numbers: Sequence[str]) -> str:
    return "、".join(numbers[:6]) + (f" 等 {len(numbers)} 份" if len(numbers) > 6 else "")


class CopyDialog(FormDialog):
    """Date and a note; `day` and `note_text` hold them once accepted."""

    def __init__(
        self, context: AppContext, state: str, verb: str, numbers: Sequence[str], parent: QWidget | None = None
    ) -> None:
        super().__init__(context, f"份号登记：{verb}", f"登记{verb}", parent, 400)
        self.day, self.note_text, self._state = "", "", state
        self.head(f"{_listed(numbers)}：{verb}")
        self._day = DateEdit(context.today, optional=False)
        self._day.set_date(context.today)
        self._note = WritingLine("", {"given": "领用人、单位", "void": "理由，如 卡纸"}.get(state, "经办人、说明"))
        self.row("日期", self._day)
        self.row("备注", self._note)

    def carry_out(self) -> None:
        """A void number needs its reason."""
        if self._day.is_faulty():
            raise KnownError(self._day.fault())
        if self._state == "void" and not self._note.text().strip():
            raise KnownError("作废要写明理由，如 卡纸、缺页。")
        self.day = self._day.text()
        self.note_text = self._note.text().strip()
        self.accept()


class AgainDialog(FormDialog):
    """补印: from page x to page y."""

    def __init__(
        self,
        context: AppContext,
        numbers: Sequence[str],
        pages: int,
        printers: Sequence[str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(context, "补印", "补印", parent, 400)
        self.head(f"补印份号 {_listed(numbers)}，份号不变，不另登记份号。")
        self.printer = QComboBox()
        self.printer.addItems(list(printers))
        self.first, self.last = QSpinBox(minimum=1, maximum=pages), QSpinBox(minimum=1, maximum=pages)
        self.last.setValue(pages)
        span = QWidget()
        line = QHBoxLayout(span)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(QLabel("第"))
        line.addWidget(self.first)
        line.addWidget(QLabel("页 至 第"))
        line.addWidget(self.last)
        line.addWidget(QLabel("页"))
        line.addStretch(1)
        self.row("打印机", self.printer)
        self.row("页", span)
        if not printers:
            self.verb.setEnabled(False)
            self.verb.setToolTip("本机没有找到打印机")

    def pages(self) -> tuple[int, int]:
        """From and to, counted from 1."""
        return self.first.value(), self.last.value()

    def carry_out(self) -> None:
        """The pages in their order."""
        if self.last.value() < self.first.value():
            raise KnownError(f"页码 {self.first.value()} 至 {self.last.value()} 的起止颠倒了。请改正。")
        self.accept()
