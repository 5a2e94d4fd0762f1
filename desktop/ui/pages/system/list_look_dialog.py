"""清单样表: how exported workbooks look; saved to be styled in WPS, checked and used from then on."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QPushButton, QWidget

from desktop.operations.lists import looks
from desktop.rules.permissions import Action
from desktop.ui.context import AppContext
from desktop.ui.dialogs.form_dialog import FormDialog

_SHEET = "Excel 工作簿 (*.xlsx)"
_TOLD = "每个导出的工作簿都照样表的字体、颜色、边框、行高来写。另存一份，用 WPS 改好后启用；样表里的文字、公式不会带进导出的文件。"


class ListLookDialog(FormDialog):
    """Which look is in use; save it, use another, go back to the program's."""

    def __init__(self, context: AppContext, parent: QWidget | None = None) -> None:
        super().__init__(context, looks.TITLE, "启用改好的样表…", parent, width=520)
        self.note(_TOLD)
        self.used = self.row("现在用", QLabel())
        self.save, self.back = QPushButton("另存一份来改…"), QPushButton("用回程序自带的")
        beside = QHBoxLayout()
        for button, slot in ((self.save, self._save), (self.back, self._use_shipped)):
            button.setAutoDefault(False)
            button.clicked.connect(slot)
            beside.addWidget(button)
        beside.addStretch(1)
        self.form.addRow("", beside)
        self.cancel.setText("关闭")
        self._show()

    def carry_out(self) -> None:
        """Ask for the file, then check and use it in the worker."""
        name, _kind = QFileDialog.getOpenFileName(self, "启用哪个样表", "", _SHEET)
        if name:
            self.context.write(looks.install, Path(name), done=self._changed, failed=self.fail)

    def save_to(self, path: Path) -> None:
        """Write the look in use to a file."""
        self.context.put_out(looks.save_sample, path, label="正在存出样表", done=self._saved, failed=self.fail)

    def _save(self) -> None:
        name, _kind = QFileDialog.getSaveFileName(self, "样表存到", f"{looks.TITLE}.xlsx", _SHEET)
        if name:
            self.save_to(Path(name))

    def _saved(self, path: Path) -> None:
        self.context.notify(f"已存为 {path.name}。改好后点“启用改好的样表…”。")

    def _use_shipped(self) -> None:
        self.context.write(looks.use_shipped, done=self._changed, failed=self.fail)

    def _changed(self, changes: Any) -> None:
        self.wrong.hide()
        self.context.notify(f"已{changes.title}。")
        self._show()

    def _show(self) -> None:
        self.used.setText(looks.in_use(self.context.reader))
        why_not = self.context.why_not(Action.EDIT_TEMPLATE, writes=True)
        for button in (self.verb, self.back):
            button.setEnabled(not why_not)
            button.setToolTip(why_not)
