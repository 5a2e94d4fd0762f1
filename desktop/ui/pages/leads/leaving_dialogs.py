"""What leaves the room by hand: its list on paper or as PDF, its whole as a file that a passphrase closes; and that file back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QComboBox, QFileDialog, QSpinBox, QWidget

from desktop.errors import KnownError
from desktop.host.file_names import fitting
from desktop.ledgers.ways_out import DUMP, LIST_PRINT
from desktop.operations.leads import dumping, printing
from desktop.operations.leads.dumping import SUFFIX, Lock
from desktop.operations.leads.letter import Second
from desktop.operations.leads.printing import Ready, Sheet
from desktop.operations.leads.room import Room
from desktop.ui.context import AppContext
from desktop.ui.dialogs.form_dialog import FormDialog
from desktop.ui.dialogs.leaving_fields import LeavingFields
from desktop.ui.pages.leads.give_dialogs import GiveDialog
from desktop.ui.pages.leads.second_rows import SecondRows
from desktop.ui.widgets.password_edit import PasswordEdit
from desktop.ui.widgets.printers import Printers, PrintersOfThisPc
from desktop.ui.widgets.writing_field import WritingLine

_TO_PDF = "存为 PDF…"
_FILES = f"加密转出文件 (*{SUFFIX})"


class _RoomDialog(FormDialog):
    """A form whose deed runs in the worker, on the room's ledger."""

    def __init__(self, context: AppContext, title: str, verb: str, room: Room, parent: QWidget) -> None:
        super().__init__(context, title, verb, parent, width=520)
        self.room = room

    def start(self, label: str, operation: Callable[..., Any], *arguments: Any) -> None:
        """Carry it out; the dialog stays with the reason where it is refused."""
        self.verb.setEnabled(False)
        self.context.jobs.start(label, partial(operation, self.room, *arguments), done=self.succeed, failed=self.fail)


class PrintLeadsDialog(_RoomDialog):
    """The list in sight on paper: numbers, counts and days alone, copies numbered, a second member beside."""

    def __init__(
        self,
        context: AppContext,
        room: Room,
        numbers: Sequence[str],
        members: Sequence[str],
        parent: QWidget,
        printers: Printers | None = None,
    ) -> None:
        super().__init__(context, "打印线索", "打印", room, parent)
        self._numbers, self._printers = tuple(numbers), printers or PrintersOfThisPc()
        self.note(
            f"{len(self._numbers)} 件在页面上。只印编号、件数、人数、日期和各项合计，不印姓名、代号和事项。登记留在线索台账内。"
        )
        self.heading = self.row("标题", WritingLine(printing.TITLE))
        self.copies = self.row("份数", QSpinBox(minimum=1, maximum=99))
        self.to = QComboBox()
        self.to.addItems([*self._printers.names(), _TO_PDF])
        self.row("到", self.to)
        self.leaving = LeavingFields(self, LIST_PRINT)
        self.second = SecondRows(self, room, members)

    def carry_out(self) -> None:
        """To the printer that is chosen, or to a place that is asked."""
        heading = self.heading.text().strip() or printing.TITLE
        sheet = Sheet(self._numbers, heading, self.copies.value(), self.leaving.asked())
        second, name = self.second.second(), self.to.currentText()
        if name != _TO_PDF:
            self.start("正在打印", _printed, sheet, second, self._printers, name)
            return
        chosen, _kind = QFileDialog.getSaveFileName(self, "存为 PDF", fitting(f"{heading}.pdf"), "PDF (*.pdf)")
        if chosen:
            self.start("正在排版", printing.to_file, sheet, second, Path(chosen))


class DumpDialog(_RoomDialog):
    """转出: the whole room as one file that only its passphrase opens."""

    def __init__(self, context: AppContext, room: Room, members: Sequence[str], parent: QWidget) -> None:
        super().__init__(context, "转出线索台账", "转出…", room, parent)
        self.note(
            "全部线索、姓名、办理经过和日志转成一个加密文件。读回要文件口令，也要两名授予人；口令忘了，文件谁也打不开。"
        )
        self.word, self.again = self.row("文件口令 *", PasswordEdit()), self.row("再输一遍 *", PasswordEdit())
        self.leaving = LeavingFields(self, DUMP)
        self.second = SecondRows(self, room, members)

    def carry_out(self) -> None:
        """Ask where to, then write."""
        if self.word.text() != self.again.text():
            raise KnownError("两次输入的文件口令不同。请重新输入。")
        name, _kind = QFileDialog.getSaveFileName(self, "转出到", f"转出{SUFFIX}", _FILES)
        if name:
            lock = Lock(self.word.text(), self.second.second())
            self.start("正在转出", dumping.write, Path(name), lock, self.leaving.asked())


class ReadBackDialog(GiveDialog):
    """A file that was let out of a room, into this room while it is empty: by the two who give the right."""

    def __init__(self, context: AppContext, parent: QWidget) -> None:
        note = "线索台账里还没有线索时才能读入。"
        super().__init__(context, "读入转出的线索台账", "选择文件并读入…", note, parent)
        self._pair = self.pair_rows()
        self.word = self.row("文件口令", PasswordEdit())

    def carry_out(self) -> None:
        """Ask for the file, then enter it."""
        name, _kind = QFileDialog.getOpenFileName(self, "选择转出文件", "", _FILES)
        if name:
            self.run(dumping.read_back, self._pair(), Path(name), self.word.text())


def _printed(room: Room, sheet: Sheet, second: Second, printers: Printers, name: str) -> Ready:
    """Entered first, then painted: a number is never given twice, even where the paper jams."""
    from desktop.paper.painting import paint_copies, set_sheet

    ready = printing.to_paper(room, sheet, second)
    device = printers.device(name, sheet.title)
    set_sheet(device, ready.laid)
    for _copy, _page in paint_copies(device, ready.laid, copies=ready.job.numbers):
        pass
    return ready
