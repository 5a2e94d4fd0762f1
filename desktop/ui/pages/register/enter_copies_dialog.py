"""登记抄报移交: every level that was not entered yet as one batch, with the day on which it went out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from PySide6.QtWidgets import QCheckBox, QWidget

from desktop.errors import KnownError
from desktop.ledgers.copies import LEVELS
from desktop.operations.copying import Line, enter_all, level_of
from desktop.ui.context import AppContext
from desktop.ui.dialogs.form_dialog import FormDialog
from desktop.ui.widgets.date_edit import DateEdit


class EnterCopiesDialog(FormDialog):
    """A tick for each level, and the day; without a day they are entered as still to be sent."""

    def __init__(
        self, context: AppContext, round_id: int, lines: Sequence[Line], parent: QWidget | None = None
    ) -> None:
        super().__init__(context, "登记抄报移交", "登记", parent)
        self._round, self._lines = round_id, tuple(lines)
        self.note("每位县领导、每家单位、每个去向各一件，带上各自的问题和已出的文书。录入后一次可以撤销。")
        self.levels: dict[str, QCheckBox] = {}
        for level, count in Counter(level_of(one) for one in lines).items():
            box = QCheckBox(f"{LEVELS[level]} {count} 件")
            box.setChecked(True)
            box.toggled.connect(self._count)
            self.levels[level] = self.row("" if self.levels else "各级", box)
        self.sent_on = self.row("送达日期", DateEdit(context.today))
        self._count()

    def chosen(self) -> list[Line]:
        """The lines of the ticked levels."""
        return [one for one in self._lines if self.levels[level_of(one)].isChecked()]

    def carry_out(self) -> None:
        """Enter them."""
        if self.sent_on.is_faulty():
            raise KnownError(self.sent_on.fault(), "date")
        if not self.chosen():
            raise KnownError("没有勾选一级。请至少勾选一级。", "empty")
        day = self.sent_on.date()
        self.run(enter_all, self._round, self.chosen(), day.isoformat() if day is not None else "")

    def _count(self) -> None:
        self.verb.setText(f"登记 {len(self.chosen())} 件")
