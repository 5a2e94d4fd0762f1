"""挂接扫描件文件夹: what hangs where by the numbers in the file names, before anything is entered; what hangs nowhere comes first."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QStringListModel
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QListView, QPushButton, QWidget

from desktop.operations.importing import scan_folder
from desktop.operations.importing.scan_folder import Scans
from desktop.ui.context import AppContext
from desktop.ui.dialogs.form_dialog import FormDialog

_SHOWN = 2000


class ScansDialog(FormDialog):
    """The files of a folder; `hung` of the last reading is what the verb enters."""

    def __init__(self, context: AppContext, folder: Path, round_name: str, parent: QWidget | None = None) -> None:
        super().__init__(context, "挂接扫描件文件夹", "挂接", parent, width=720)
        self._folder, self._round = folder, round_name
        self.found: Scans | None = None
        self.law = self.head(folder.name)
        self.note(
            "按文件名、再按所在文件夹名里的问题编号挂到佐证；文件复制进账本，原处不动。没对上的改好文件名后点“重新读取”。"
        )
        self.list = QListView()
        self.list.setModel(QStringListModel([], self))
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.setAccessibleName("文件夹里的文件")
        self.list.setMinimumHeight(context.theme.px(300))
        self.body.addWidget(self.list)
        self.again_button = QPushButton("重新读取")
        self.again_button.setAutoDefault(False)
        self.again_button.clicked.connect(self.read)
        line = QHBoxLayout()
        line.addWidget(self.again_button)
        line.addStretch(1)
        self.body.addLayout(line)
        self.read()

    def read(self) -> None:
        """Look at the folder anew."""
        self.verb.setEnabled(False)
        self.again_button.setEnabled(False)
        work = partial(_look, self.context, self._folder, self._round)
        self.context.jobs.start("正在看文件夹", work, done=self._show, failed=self._failed)

    def carry_out(self) -> None:
        """Hang them as one action."""
        self.run(scan_folder.take, self._folder, self._round)

    def succeed(self, result: Any) -> None:
        """What became of the folder, in the status bar."""
        self.context.notify(result.law())
        super().succeed(result)

    def _show(self, found: Scans) -> None:
        self.found = found
        self.law.setText(f"{found.folder.name}　{found.law()}")
        lines = [f"◆ {one.path.relative_to(found.folder)}　{one.reason}" for one in found.unplaced]
        lines += [
            f"{one.number} ← {one.path.relative_to(found.folder)}{'　已有，不重复挂' if one.known else ''}"
            for one in sorted(found.placed, key=lambda one: one.known)
        ]
        shown = lines[:_SHOWN] + ([f"还有 {len(lines) - _SHOWN} 行没有列出。"] if len(lines) > _SHOWN else [])
        self.list.model().setStringList(shown)  # type: ignore[attr-defined]
        count = len({one.path for one in found.new})
        self.verb.setText(f"挂接 {count} 个")
        self.verb.setEnabled(bool(count))
        self.again_button.setEnabled(True)

    def _failed(self, error: Any) -> None:
        self.again_button.setEnabled(True)
        self.fail(error)


def _look(context: AppContext, folder: Path, round_name: str) -> Scans:
    with context.ledger.apart() as apart:
        return scan_folder.look(apart, folder, round_name)
