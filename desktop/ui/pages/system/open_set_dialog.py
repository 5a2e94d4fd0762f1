"""公开成套…: where the office keeps its open set, whether it is written every day, and one written now (B6)."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QCheckBox, QFileDialog, QHBoxLayout, QPushButton, QWidget

from desktop.errors import KnownError
from desktop.ledgers.ways_out import OPEN_SET
from desktop.operations import open_set
from desktop.operations.dumping import WHOLE
from desktop.operations.open_set import Written
from desktop.rules.moments import to_minute
from desktop.rules.permissions import Action
from desktop.ui.context import AppContext
from desktop.ui.dialogs.form_dialog import FormDialog, side_by_side
from desktop.ui.dialogs.leaving_fields import LeavingFields
from desktop.ui.widgets.card import ElidedLabel


class OpenSetDialog(FormDialog):
    """One folder; what is done with it stands on the buttons."""

    def __init__(self, context: AppContext, parent: QWidget | None) -> None:
        super().__init__(context, "公开成套", "现在写一套", parent, width=560)
        self.note(
            "一套是一个文件夹：各台账的表格（.xlsx）、Word 表（.docx）和数据（.json），内部栏不在其中。只留最近两套。"
        )
        self.standing = self.head("")
        self.place = ElidedLabel()
        self.change = QPushButton("更改…")
        self.change.setAutoDefault(False)
        self.change.clicked.connect(self._choose)
        self.row("文件夹", side_by_side(self.place, self.change))
        self.inside = QCheckBox("连同内部栏和附件（全部内容.json，可读入新建的空账本）")
        self.inside.setToolTip(WHOLE)
        self.inside.setChecked(open_set.is_with_inside(context.reader))
        self.row("", self.inside)
        self.leaving = LeavingFields(self, OPEN_SET)
        self.daily, self.never = QPushButton("每天关闭账本时写在这里"), QPushButton("不再每天写")
        line = QHBoxLayout()
        for button, folder in ((self.daily, True), (self.never, False)):
            button.setAutoDefault(False)
            button.clicked.connect(lambda _on=False, wanted=folder: self._keep(wanted))
            line.addWidget(button)
        line.addStretch(1)
        self.body.addLayout(line)
        self.cancel.setText("关闭")
        self.folder = open_set.folder_of(context.reader)
        self._show()

    def carry_out(self) -> None:
        """Write one now."""
        if not self.folder:
            raise KnownError("还没有选文件夹。请点“更改…”选一个。")
        write = partial(open_set.write, inside=self.inside.isChecked())
        self.put_out(write, Path(self.folder), self.leaving.asked(), label="正在写公开成套")

    def succeed(self, result: Any) -> None:
        """Say where it lies; the dialog closes."""
        if isinstance(result, Written):
            self.context.notify(f"已写公开成套 {result.folder.name}，{len(result.files)} 个文件")
        super().succeed(result)

    def keep(self, folder: str) -> None:
        """Name the folder of every day, or none."""
        self.wrong.hide()
        choose = partial(open_set.choose_folder, inside=bool(folder) and self.inside.isChecked())
        self.context.write(choose, folder, done=lambda _changes: self._show(), failed=self.fail)

    def _keep(self, wanted: bool) -> None:
        if wanted and not self.folder:
            self.fail(KnownError("还没有选文件夹。请点“更改…”选一个。"))
        else:
            self.keep(self.folder if wanted else "")

    def _choose(self) -> None:
        if chosen := QFileDialog.getExistingDirectory(self, "公开成套写在哪个文件夹", self.folder):
            self.folder = chosen
            self._show()

    def _show(self) -> None:
        reader = self.context.reader
        daily, last = open_set.folder_of(reader), open_set.last_written(reader)
        kind = open_set.WITH if open_set.is_with_inside(reader) else open_set.WITHOUT
        told = f"每天关闭账本时写在 {daily}（{kind}）" if daily else "没有设每天写"
        self.standing.setText(f"{told}；{'上次 ' + to_minute(last) if last else '还没有写过'}")
        self.place.set_full_text(self.folder or "还没有选")
        office = self.context.why_not(Action.EDIT_OFFICE, writes=True)
        self.daily.setEnabled(not office and bool(self.folder))
        self.never.setEnabled(not office and bool(daily))
        self.daily.setToolTip(office)
        self.never.setToolTip(office)
        may_not = self.context.why_not(OPEN_SET.action)
        self.verb.setEnabled(not may_not)
        self.verb.setToolTip(may_not)
