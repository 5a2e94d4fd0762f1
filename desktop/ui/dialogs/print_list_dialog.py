"""打印: a list that is shown, on paper or as PDF, with its entry in the register of prints."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QComboBox, QFileDialog, QSpinBox, QWidget

from db.store import Ledger
from desktop.host.file_names import fitting
from desktop.host.paths import opened_copies_folder
from desktop.host.printing import office_of_this_pc
from desktop.ledgers.leaving import kept_inside
from desktop.ledgers.ways_out import LIST_PDF, LIST_PRINT, WayOut
from desktop.operations.lists import printing
from desktop.operations.lists.printing import Job, Plan
from desktop.operations.outgoing import Asked
from desktop.operations.records import printing as record_printing
from desktop.operations.records.exporting import Listed
from desktop.rules.permissions import Actor
from desktop.ui.context import AppContext
from desktop.ui.dialogs.form_dialog import FormDialog
from desktop.ui.dialogs.leaving_fields import LeavingFields
from desktop.ui.widgets.writing_field import WritingLine


class PrintDialog(FormDialog):
    """The list shown, on paper or as PDF; printed copies bear numbers where the clerk asks for them."""

    def __init__(
        self, context: AppContext, listed: Listed, title: str, parent: QWidget | None = None, *, sheet: bool = False
    ) -> None:
        super().__init__(context, f"打印{listed.register.title}", "打印", parent)
        self._listed, self._sheet = listed, sheet
        self.title = WritingLine(title)
        self.paper = QComboBox()
        self.paper.addItems(["A4", "A3"])
        self.copies = QSpinBox(minimum=0, maximum=200)
        self.copies.setSpecialValueText("不编份号")
        self.to_file = QComboBox()
        self.to_file.addItems(["打印机", "存为 PDF"])
        self.note(f"{len(listed.records)} {listed.register.unit_word}" + (f"；{listed.scope}" if listed.scope else ""))
        if inside := kept_inside(listed.register.all_fields):
            self.note(inside)
        for label, widget in (
            ("标题", self.title),
            ("纸张", self.paper),
            ("份号份数", self.copies),
            ("到", self.to_file),
        ):
            self.row(label, widget)
        self.leaving = LeavingFields(self, LIST_PRINT)

    def carry_out(self) -> None:
        """Lay out, write, register, and hand over."""
        name = "清单.pdf"
        if self.to_file.currentIndex() == 1:
            name, _kind = QFileDialog.getSaveFileName(
                self, "存为 PDF", fitting(f"{self.title.text().strip()}.pdf"), "PDF (*.pdf)"
            )
            if not name:
                return
            self.print_to(Path(name))
            return
        folder = opened_copies_folder()  # emptied when the ledger is closed
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        self.print_to(folder / fitting(f"{self.title.text().strip() or name}.pdf"), hand_over=True)

    def print_to(self, path: Path, *, hand_over: bool = False) -> None:
        """The list as a PDF; `hand_over` gives it to the printer of this PC."""
        asked = self.leaving.asked()
        title = self.title.text().strip() or self._listed.register.title
        plan = Plan(title, self.paper.currentText(), classification=asked.mark)
        way = LIST_PRINT if hand_over else LIST_PDF
        self.put_out(_print, self._listed, plan, path, self.copies.value(), asked, way, self._sheet, label="正在排版")
        self._handed = hand_over

    def succeed(self, result: Any) -> None:
        """Say where it lies, or what the printer said."""
        path, pages = result[0], result[1]
        if getattr(self, "_handed", False):
            self.context.notify(office_of_this_pc().print_files([path]).message)
        else:
            self.context.notify(f"已存 {pages} 页：{path.name}")
        super().succeed(result)


def _print(
    ledger: Ledger,
    actor: Actor,
    listed: Listed,
    plan: Plan,
    path: Path,
    copies: int,
    asked: Asked,
    way: WayOut,
    sheet: bool,
) -> tuple[Any, ...]:
    reader = ledger.writing()
    job = Job(printing.next_copies(reader, copies), asked.purpose, asked.destination)
    lay_out = record_printing.record_sheet if sheet else record_printing.layout
    laid = lay_out(reader, listed, plan, ledger.today())
    left = record_printing.write(ledger, actor, listed, plan, laid, path, job, way=way)
    return left.path, left.made, left.changes
