"""打印交接表…: the forms that go with a package, to the printer or as PDF."""

from __future__ import annotations

import platform
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QCheckBox, QComboBox, QFileDialog, QWidget

from db.queries.packages import Exchanged
from desktop.errors import KnownError
from desktop.host.paths import opened_copies_folder
from desktop.host.printing import office_of_this_pc
from desktop.ledgers.ways_out import LIST_PDF, LIST_PRINT
from desktop.operations.lists.register_sheet import Machine
from desktop.operations.packages import transfer_forms
from desktop.operations.packages.transfer_forms import FORMS
from desktop.ui.context import AppContext
from desktop.ui.dialogs.form_dialog import FormDialog
from desktop.ui.dialogs.leaving_fields import LeavingFields


class FormsDialog(FormDialog):
    """Which of the three, to paper or to a folder, what for."""

    def __init__(self, context: AppContext, parent: QWidget, package: Exchanged) -> None:
        super().__init__(context, "打印交接表", "打印", parent)
        self._package = package
        self.note("载体编号、查杀结果和审批意见留空手填；程序知道的各项已经填好。")
        self.forms = {form.key: QCheckBox(form.title) for form in FORMS}
        for box in self.forms.values():
            box.setChecked(True)
            self.body.addWidget(box)
        self.to_file = QComboBox()
        self.to_file.addItems(["打印机", "存为 PDF"])
        self.row("到", self.to_file)
        self.leaving = LeavingFields(self, LIST_PRINT)
        self._handed = False

    def carry_out(self) -> None:
        """Lay out, write, register, and hand over."""
        if not any(box.isChecked() for box in self.forms.values()):
            raise KnownError("没有选表。请至少勾选一种。")
        if self.to_file.currentIndex() == 1:
            if chosen := QFileDialog.getExistingDirectory(self, "交接表存到哪个文件夹"):
                self.print_to(Path(chosen))
            return
        folder = opened_copies_folder()  # emptied when the ledger is closed
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        self.print_to(folder, hand_over=True)

    def print_to(self, folder: Path, *, hand_over: bool = False) -> None:
        """The chosen forms as PDF files; `hand_over` gives them to the printer of this PC."""
        self._handed = hand_over
        keys = [key for key, box in self.forms.items() if box.isChecked()]
        machine = Machine(platform.node(), self.context.settings.machine_mark)
        way = LIST_PRINT if hand_over else LIST_PDF
        self.put_out(
            transfer_forms.write,
            self._package.id,
            keys,
            folder,
            machine,
            self.leaving.asked(),
            way=way,
            label="正在排版",
        )

    def succeed(self, result: Any) -> None:
        """Say where they lie, or what the printer said."""
        paths = [left.path for left in result]
        if self._handed:
            self.context.notify(office_of_this_pc().print_files(paths).message)
        else:
            self.context.notify(f"已存 {len(paths)} 张表，在 {paths[0].parent}")
        super().succeed(result)
