"""打印登记簿…: 打印、导出登记簿 of a month or a year (papers/32), on paper or as PDF, for 保密检查."""

from __future__ import annotations

import platform
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QComboBox, QFileDialog, QWidget

from desktop.host.paths import opened_copies_folder
from desktop.host.printing import office_of_this_pc
from desktop.ledgers.ways_out import LIST_PDF, LIST_PRINT
from desktop.operations.lists import register_sheet
from desktop.operations.lists.register_sheet import Machine, period, title_of
from desktop.ui.context import AppContext
from desktop.ui.dialogs.form_dialog import FormDialog
from desktop.ui.dialogs.leaving_fields import LeavingFields
from desktop.ui.page import Page

MONTHS = 12
"""How many months back can be chosen, beside this year and the last."""


class RegisterDialog(FormDialog):
    """Which period, to paper or to a file, what for."""

    def __init__(self, context: AppContext, parent: QWidget | None = None) -> None:
        super().__init__(context, "打印登记簿", "打印", parent)
        self.note("一行一次打印或导出，含各人的；标识按其中最高的印。表后有校验结果和签字处。")
        self.period = QComboBox()
        today = context.today
        for back in range(MONTHS):
            year, month = divmod(today.year * 12 + today.month - 1 - back, 12)
            self._offer(f"{year}-{month + 1:02d}")
        for year in (today.year, today.year - 1):
            self._offer(str(year))
        self.row("期间", self.period)
        self.to_file = QComboBox()
        self.to_file.addItems(["打印机", "存为 PDF"])
        self.row("到", self.to_file)
        self.leaving = LeavingFields(self, LIST_PRINT)
        self._handed = False

    def _offer(self, text: str) -> None:
        self.period.addItem(period(text).words, text)

    def carry_out(self) -> None:
        """Lay out, write, register, and hand over."""
        name = f"{title_of(period(self.period.currentData()))}.pdf"
        if self.to_file.currentIndex() == 1:
            chosen, _kind = QFileDialog.getSaveFileName(self, "存为 PDF", name, "PDF (*.pdf)")
            if chosen:
                self.print_to(Path(chosen))
            return
        folder = opened_copies_folder()  # emptied when the ledger is closed
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        self.print_to(folder / name, hand_over=True)

    def print_to(self, path: Path, *, hand_over: bool = False) -> None:
        """The register as a PDF; `hand_over` gives it to the printer of this PC."""
        self._handed = hand_over
        self.put_out(
            register_sheet.write,
            period(self.period.currentData()),
            Machine(platform.node(), self.context.settings.machine_mark),
            path,
            self.leaving.asked(),
            way=LIST_PRINT if hand_over else LIST_PDF,
            label="正在排版",
        )

    def succeed(self, result: Any) -> None:
        """Say where it lies, or what the printer said."""
        if self._handed:
            self.context.notify(office_of_this_pc().print_files([result.path]).message)
        else:
            self.context.notify(f"已存 {result.made} 页：{result.path.name}")
        super().succeed(result)


def print_register(page: Page) -> None:
    """打印登记簿…, from the menu of a page."""
    dialog = RegisterDialog(page.context, page)
    dialog.exec()
    dialog.deleteLater()
