"""打印会议包, 存会议包: what it is for and where it goes, then one file or one print with numbered copies (W6)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QWidget

from db.store import Ledger
from desktop.host.file_names import fitting
from desktop.host.paths import opened_copies_folder
from desktop.host.printing import office_of_this_pc
from desktop.ledgers.ways_out import PACK_PDF, PACK_PRINT
from desktop.operations import meeting_pack
from desktop.operations.meeting_pack import Wishes
from desktop.operations.outgoing import Asked
from desktop.rules.permissions import Actor
from desktop.statistics.question import Question
from desktop.ui.context import AppContext
from desktop.ui.dialogs.form_dialog import FormDialog
from desktop.ui.dialogs.leaving_fields import LeavingFields
from desktop.ui.dialogs.save_out_dialog import ask_where

_PDF = "PDF (*.pdf)"


class PackDialog(FormDialog):
    """The pack on paper: each copy under one number over all its pages."""

    def __init__(
        self, context: AppContext, question: Question, wishes: Wishes, copies: int, parent: QWidget | None = None
    ) -> None:
        super().__init__(context, "打印会议包", "打印", parent)
        self._question, self._wishes, self._copies = question, wishes, copies
        sides = "双面，短边翻页，每份另起一张纸" if wishes.duplex else "单面"
        self.note(f"{len(wishes.parts)} 件，{copies} 份，一份一号；{sides}。会后在“打印登记”里登记收回。")
        self.leaving = LeavingFields(self, PACK_PRINT)

    def carry_out(self) -> None:
        """Write, enter, and hand over to the printer."""
        folder = opened_copies_folder()  # emptied when the ledger is closed
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        path = folder / fitting(f"{meeting_pack.title_of(self._wishes)}.pdf")
        self.put_out(
            put_out, self._question, self._wishes, self._copies, path, self.leaving.asked(), True, label="正在排版"
        )

    def succeed(self, result: Any) -> None:
        """Say what the printer said."""
        self.context.notify(office_of_this_pc().print_files([result[0]]).message)
        super().succeed(result)


def save_pack(context: AppContext, question: Question, wishes: Wishes, copies: int, parent: Any) -> None:
    """The pack as one PDF, where the person says."""
    name = fitting(f"{meeting_pack.title_of(wishes)}.pdf")
    asked = ask_where(context, PACK_PDF, name, _PDF, parent, parent.show_error)
    if asked is not None:
        path, said = asked
        context.put_out(
            put_out,
            question,
            wishes,
            copies,
            path,
            said,
            False,
            done=parent.saved,
            failed=parent.show_error,
            label="正在排版",
        )


def put_out(
    ledger: Ledger,
    actor: Actor,
    question: Question,
    wishes: Wishes,
    copies: int,
    path: Path,
    asked: Asked,
    printed: bool,
) -> tuple[Any, ...]:
    """The file, its pages over all copies, and what the action touched."""
    way = PACK_PRINT if printed else PACK_PDF
    left = meeting_pack.put_out(ledger, actor, question, wishes, copies, path, asked, way)
    return left.path, left.made, left.changes
