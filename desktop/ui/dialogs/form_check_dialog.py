"""检查 Word 版式: a Word file of any program, its faults with their places, and a mended copy (D16)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.errors import KnownError
from desktop.host.printing import office_of_this_pc
from desktop.ledgers.column import Align, Column, Kind, LedgerTable, Mark, Shape, Tone
from desktop.ui.context import AppContext
from desktop.ui.dialogs.list_verbs import ListVerbs
from desktop.ui.grid.ledger_table import LedgerTableView
from desktop.ui.widgets.card import ElidedLabel
from desktop.ui.widgets.state_chip import StateChip

if TYPE_CHECKING:
    from desktop.documents.form_check.rules import FormFault
    from desktop.documents.style_check.remark import Remark
    from desktop.operations.form_checking import MendedFile

BY_PROGRAM, BY_HAND, BY_CHOICE = "可自动改", "须人工改", "用语提示"
_FILES = "Word 文档 (*.docx)"
_EMPTY = "选一个 Word 文件（也可以是别的程序做的），程序按 GB/T 9704 列出版式上要改的地方，并按本办用语规范提示用语。"
_SIZE = (860, 560)


@dataclass(frozen=True)
class FaultLine:
    """One thing to mend in a paper."""

    id: int
    where: str
    message: str
    how: str


FAULTS = LedgerTable(
    "form_faults",
    "版式问题",
    (
        Column("id", "序号", 44, Align.RIGHT, kind=Kind.NUMBER),
        Column("where", "位置", 230, wrap=True),
        Column("message", "要改的地方", 320, wrap=True),
        Column("how", "改法", 76),
    ),
    unit_word="处",
)


class FormCheckDialog(QDialog):
    """A file is chosen and checked in the worker; what is mechanical is mended into a copy, the file itself stays as it is."""

    def __init__(self, context: AppContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.file: Path | None = None
        self.faults: tuple[FormFault, ...] = ()
        self.remarks: tuple[Remark, ...] = ()
        self.copy: Path | None = None
        self.setWindowTitle("检查 Word 版式")
        self.table = LedgerTableView(context.theme, FAULTS, ticks=False)
        self.table.bar.setMaximumHeight(0)
        self.table.stretch("message")
        ListVerbs(context, self.table)
        self.chip = StateChip(context.theme, Mark(Shape.EMPTY, "还没有检查"))
        self.name = ElidedLabel()
        self.told = QLabel(wordWrap=True)
        self.wrong = QLabel(wordWrap=True)
        self.wrong.setProperty("tone", "red")
        self._build()
        self._show(())
        self.table.set_empty_state(_EMPTY, "选文件…", self.choose)

    def choose(self) -> None:
        """选文件…"""
        chosen, _ = QFileDialog.getOpenFileName(self, "要检查的 Word 文件", "", _FILES)
        if chosen:
            self.check(Path(chosen))

    def check(self, file: Path) -> None:
        """All faults of a file at once."""
        self.file, self.copy = file, None
        self.wrong.hide()
        self.told.hide()
        self.name.set_full_text(file.name)
        self.context.jobs.start("正在检查版式", partial(_checked, file), done=self._checked, failed=self._refused)

    def mend(self) -> None:
        """改好另存…"""
        from desktop.operations.form_checking import copy_path

        if self.file is None:
            return
        chosen, _ = QFileDialog.getSaveFileName(self, "改好的另存为", str(copy_path(self.file)), _FILES)
        if chosen:
            self.mend_into(Path(chosen).with_suffix(".docx"))

    def mend_into(self, target: Path) -> None:
        """The mended copy; a file that is there already is never replaced."""
        from desktop.operations.form_checking import mend_file

        if self.file is not None:
            self.wrong.hide()
            work = partial(mend_file, self.file, target)
            self.context.jobs.start("正在改版式", work, done=self._mended, failed=self._fail)

    def open_copy(self) -> None:
        """打开改好的文件 in the office program of this PC."""
        if self.copy is not None:
            self._tell(office_of_this_pc().open_files([self.copy]).message)

    # -- answers

    def _checked(self, answer: tuple[tuple[FormFault, ...], tuple[Remark, ...]]) -> None:
        faults, self.remarks = answer
        self._show(faults)
        mark = (
            Mark(Shape.TRIANGLE, f"要改 {len(faults)} 处", Tone.RED)
            if faults
            else Mark(Shape.CHECK, "没有要改的", Tone.GREEN)
        )
        self.chip.set_mark(mark)
        if self.remarks:
            self._tell(f"另有用语提示 {len(self.remarks)} 处，列在后面，由人决定改不改。")
        self.table.set_empty_state("没有发现版式问题。", "选文件…", self.choose)

    def _mended(self, done: MendedFile) -> None:
        self.copy = done.path
        self.open_button.setEnabled(True)
        left = f"还有 {len(done.left)} 处须人工改，在 WPS 里改好后再检查一次。" if done.left else "没有剩下要改的。"
        self._tell(f"已改 {len(done.mended)} 处，存为 {done.path}；原文件没有动。{left}")

    def _refused(self, error: KnownError) -> None:
        self.file, self.remarks = None, ()
        self._show(())
        self.chip.set_mark(Mark(Shape.EMPTY, "还没有检查"))
        self.name.set_full_text("")
        self.table.set_empty_state(_EMPTY, "选文件…", self.choose)
        self._fail(error)

    def _fail(self, error: KnownError) -> None:
        self.wrong.setText(str(error))
        self.wrong.show()

    def _tell(self, text: str) -> None:
        self.told.setText(text)
        self.told.show()

    def _show(self, faults: Sequence[FormFault]) -> None:
        self.faults = tuple(faults)
        told = [(one.where, one.message, BY_PROGRAM if one.mendable else BY_HAND) for one in faults]
        told += [(one.where, one.sentence, BY_CHOICE) for one in self.remarks]
        self.table.show_records([FaultLine(at, *one) for at, one in enumerate(told, 1)])
        mechanical = sum(one.mendable for one in faults)
        self.mend_button.setEnabled(mechanical > 0)
        reason = "没有能自动改的地方" if self.file is not None else "先选文件检查"
        self.mend_button.setToolTip(f"改 {mechanical} 处，另存一份，原文件不动" if mechanical else reason)
        self.open_button.setEnabled(False)
        self.open_button.setToolTip("先改好另存")

    # -- building

    def _build(self) -> None:
        self.choose_button, self.mend_button = QPushButton("选文件…"), QPushButton("改好另存…")
        self.open_button, self.close_button = QPushButton("打开改好的"), QPushButton("关闭")
        self.mend_button.setProperty("primary", True)
        head, foot = QHBoxLayout(), QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.choose_button)
        head.addWidget(self.chip)
        head.addWidget(self.name, 1)
        foot.addStretch(1)
        verbs = (self.choose, self.mend, self.open_copy, self.accept)
        buttons = (self.choose_button, self.mend_button, self.open_button, self.close_button)
        for button, slot in zip(buttons, verbs, strict=True):
            button.setAutoDefault(False)
            button.clicked.connect(slot)
        for button in (self.close_button, self.open_button, self.mend_button):
            foot.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 14, 16, 14)
        layout.setSpacing(10)
        layout.addLayout(head)
        layout.addWidget(self.table, 1)
        for label in (self.told, self.wrong):
            label.hide()
            layout.addWidget(label)
        layout.addLayout(foot)
        self.resize(self.context.theme.px(_SIZE[0]), self.context.theme.px(_SIZE[1]))


def _checked(file: Path) -> tuple[tuple[FormFault, ...], tuple[Remark, ...]]:
    """Form and usage of a file, in the worker."""
    from desktop.operations.form_checking import check_file  # brings the library of XML along
    from desktop.operations.style_checking import of_file

    return check_file(file), of_file(file)
