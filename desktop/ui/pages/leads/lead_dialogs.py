"""The forms of the room: a lead entered, changed or moved on, and the reason for which names are shown."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QFileDialog, QListWidget, QListWidgetItem, QWidget

from db.queries import rounds as round_queries
from db.queries.books import Record
from desktop.errors import KnownError
from desktop.ledgers.field import Field
from desktop.ledgers.leads import LEADS, NAMES
from desktop.ledgers.register import Step
from desktop.operations.leads import book
from desktop.operations.leads.letter import Letter
from desktop.operations.leads.referring import refer
from desktop.operations.leads.room import Room
from desktop.operations.leads.sight import Sight
from desktop.operations.leads.work import Count
from desktop.ui.context import AppContext
from desktop.ui.dialogs.form_dialog import FormDialog, needed
from desktop.ui.dialogs.record_dialog import RecordDialog
from desktop.ui.pages.leads.second_rows import SecondRows
from desktop.ui.widgets.date_edit import DateEdit
from desktop.ui.widgets.writing_field import WritingField, WritingLine

_AT_ENTRY = (
    "moved_on", "moved_to", "cases", "persons", NAMES, "round", "source", "matter", "discipline", "summary", "organ", "post", "rank",
    "findings", "handle_by", "early", "copies", "pages", "remark",
)  # fmt: skip
LIST_HEIGHT = 96
_NAMES_KEPT = "不填则不改；多人用顿号隔开"


class _RoundName:
    """A round of the ledger by its name: the room keeps the words, for it has no rounds of its own."""

    def __init__(self, context: AppContext, field: Field) -> None:
        self.field, self.label = field, field.title
        self.widget = QComboBox()
        self.widget.addItems(["", *(row.name for row in round_queries.rounds(context.reader))])

    def show(self, value: Any, _shown: Any = None) -> None:
        """One that the ledger no longer has stays as it was written."""
        if value and self.widget.findText(value) < 0:
            self.widget.addItem(value)
        self.widget.setCurrentText(value or "")

    def value(self) -> Any:
        """Its name."""
        return self.widget.currentText()


class LeadDialog(RecordDialog):
    """The form of every book, filled into the room: new, changed, or a step. Stored names are not shown in it."""

    def __init__(
        self,
        context: AppContext,
        room: Room,
        record: Record | None = None,
        step: Step | None = None,
        parent: QWidget | None = None,
    ) -> None:
        self.room = room
        super().__init__(context, LEADS, record, step, parent)
        if NAMES in self.editors and record is not None:
            self.editors[NAMES].show("", "")
            self.editors[NAMES].widget.setToolTip(_NAMES_KEPT)

    def carry_out(self) -> None:
        """Through the room's own door."""
        values = {name: editor.value() for name, editor in self.editors.items()}
        if self.step is not None and self.record is not None:
            reason = self.reason.text() if self.reason is not None else ""
            self.run(book.take, self.record.number, self.step, values, on=self._day(), reason=reason)
        elif self.record is not None:
            stored = self.record.stored
            changed = {
                name: value
                for name, value in values.items()
                if (bool(value) if name == NAMES else value != stored.get(name))
            }
            self.run(book.edit, self.record.number, changed)
        else:
            self.run(book.enter, values)

    def run(self, operation: Callable[..., Any], *arguments: Any, **named: Any) -> None:
        """In the worker, on the room's ledger."""
        self.verb.setEnabled(False)
        work = partial(operation, self.room, *arguments, **named)
        self.context.jobs.start("正在保存", work, done=self.succeed, failed=self.fail)

    def _fields(self) -> list[Field]:
        if self.step is None and self.record is None:
            found = (LEADS.field(name) for name in _AT_ENTRY)
            return [field for field in found if field is not None]
        return super()._fields()

    def _add(self, field: Field) -> None:
        if field.name != "round":
            super()._add(field)
            return
        editor: Any = _RoundName(self.context, field)
        self.row(editor.label, editor.widget)
        self.editors[field.name] = editor


class LookDialog(FormDialog):
    """Why the names of one lead are to be shown; the look is logged before they are."""

    def __init__(self, context: AppContext, room: Room, number: str, parent: QWidget) -> None:
        super().__init__(context, f"显示姓名 {number}", "显示", parent)
        self.room, self.number = room, number
        self.note(f"显示 {book.SECONDS_SHOWN} 秒，事由和时间记入线索日志。")
        self.reason = self.row("事由 *", WritingField("写明为什么要看", lines=2))

    def carry_out(self) -> None:
        """Log it, then show."""
        self.verb.setEnabled(False)
        work = partial(book.look, self.room, self.number, needed(self.reason.text(), "事由"))
        self.context.jobs.start("正在读取", work, done=self.succeed, failed=self.fail)


class ReferDialog(FormDialog):
    """移交函: which leads, what the letter is marked and by whom, and the second member who stands by."""

    def __init__(self, context: AppContext, room: Room, sight: Sight, parent: QWidget) -> None:
        super().__init__(context, "出移交函", "签发并另存…", parent, width=560)
        self.room = room
        self.note(
            "函和移交单只写编号、件数、人数和材料，不写姓名。文号、登记和底稿留在线索台账内。密级由定密责任人定。"
        )
        self.leads = self.row("线索 *", self._choice(sight))
        self.addressee = self.row("主送 *", WritingLine(placeholder="机关全称"))
        self.mark = self.row("密级 *", WritingLine(placeholder="如 秘密★1年"))
        self.by = self.row("定密责任人 *", WritingLine())
        self.copy_number = self.row("份号 *", WritingLine())
        self.copy_number.setText("000001")
        self.approval = self.row("审批依据 *", WritingLine(placeholder="会议或审批文号"))
        self.until = self.row("办理期限", DateEdit(context.today))
        self.monthly = self.row("", QCheckBox("此前每月告知一次进展"))
        self.second = SecondRows(self, room, sight.members)

    def carry_out(self) -> None:
        """Ask where to, then issue."""
        if self.until.is_faulty():
            raise KnownError(f"“办理期限”：{self.until.fault()}")
        until = self.until.date()
        letter = Letter(
            self.addressee.text(), self.mark.text().strip(), self.by.text(), self.approval.text(), self.copy_number.text().strip(),
            until.isoformat() if until else "", monthly=self.monthly.isChecked(),
        )  # fmt: skip
        folder = QFileDialog.getExistingDirectory(self, "移交函存到哪里")
        if not folder:
            return
        self.verb.setEnabled(False)
        work = partial(refer, self.room, self.chosen(), letter, self.second.second(), Path(folder))
        self.context.jobs.start("正在签发", work, done=self.succeed, failed=self.fail)

    def chosen(self) -> list[str]:
        """The numbers that are ticked."""
        items = (self.leads.item(row) for row in range(self.leads.count()))
        return [
            str(item.data(Qt.ItemDataRole.UserRole)) for item in items if item.checkState() is Qt.CheckState.Checked
        ]

    def _choice(self, sight: Sight) -> QListWidget:
        """Every lead; the newest first, and those of its round that no letter handed on are ticked."""
        box = QListWidget()
        box.setFixedHeight(self.context.theme.px(LIST_HEIGHT))
        waiting = [one for one in reversed(sight.records) if one.number not in sight.referred]
        newest = waiting[0].stored["round"] if waiting else ""
        for one in (*waiting, *(one for one in sight.records if one.number in sight.referred)):
            count = Count(one.stored["cases"], one.stored["persons"]).words
            told = sight.referred.get(one.number, "")
            item = QListWidgetItem("　".join(part for part in (one.number, count, str(one.moved_to), told) if part))
            item.setData(Qt.ItemDataRole.UserRole, one.number)
            ticked = not told and one.stored["round"] == newest
            item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
            box.addItem(item)
        return box
