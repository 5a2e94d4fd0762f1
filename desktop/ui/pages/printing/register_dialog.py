"""打印登记簿…: 打印、导出登记簿 of a month or a year (papers/32), on paper or as PDF, for 保密检查."""

from __future__ import annotations

import platform
from pathlib import Path

from PySide6.QtWidgets import QComboBox, QWidget

from desktop.ledgers.ways_out import WayOut
from desktop.operations.lists import register_sheet
from desktop.operations.lists.register_sheet import Machine, period, title_of
from desktop.ui.context import AppContext
from desktop.ui.dialogs.sheet_dialog import SheetDialog
from desktop.ui.page import Page

MONTHS = 12
"""How many months back can be chosen, beside this year and the last."""


class RegisterDialog(SheetDialog):
    """Which period, to paper or to a file, what for."""

    def __init__(self, context: AppContext, parent: QWidget | None = None) -> None:
        super().__init__(context, "打印登记簿", parent)
        self.note("一行一次打印或导出，含各人的；标识按其中最高的印。表后有校验结果和签字处。")
        self.period = QComboBox()
        today = context.today
        for back in range(MONTHS):
            year, month = divmod(today.year * 12 + today.month - 1 - back, 12)
            self._offer(f"{year}-{month + 1:02d}")
        for year in (today.year, today.year - 1):
            self._offer(str(year))
        self.row("期间", self.period)
        self.ways()

    def _offer(self, text: str) -> None:
        self.period.addItem(period(text).words, text)

    def name(self) -> str:
        """As its title says."""
        return title_of(period(self.period.currentData()))

    def write(self, path: Path, way: WayOut) -> None:
        """The register of the period."""
        self.put_out(
            register_sheet.write,
            period(self.period.currentData()),
            Machine(platform.node(), self.context.settings.machine_mark),
            path,
            self.leaving.asked(),
            way=way,
            label="正在排版",
        )


def print_register(page: Page) -> None:
    """打印登记簿…, from the menu of a page."""
    dialog = RegisterDialog(page.context, page)
    dialog.exec()
    dialog.deleteLater()
