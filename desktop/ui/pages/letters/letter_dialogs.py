"""What happens to a paper after it went out: receipt, reply, void; and papers sent without the program."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from PySide6.QtWidgets import QComboBox, QFileDialog, QHBoxLayout, QPushButton, QSpinBox, QWidget

from db.queries import units as unit_queries
from db.queries.findings import finding_id_by_number
from db.queries.settings import setting
from db.records import LetterRow
from desktop.errors import KnownError
from desktop.operations.papers import early_replies, numbers, registering
from desktop.operations.papers.happenings import Happening
from desktop.rules.unit_names import full_name
from desktop.ui.context import AppContext
from desktop.ui.dialogs.form_dialog import FormDialog, needed
from desktop.ui.widgets.date_edit import DateEdit
from desktop.ui.widgets.unit_picker import UnitPicker
from desktop.ui.widgets.writing_field import WritingField, WritingLine

WORDS = {"receipt": "签收", "reply": "回复", "sent": "送出"}
FILES = "文件 (*.docx *.doc *.wps *.pdf *.jpg *.jpeg *.png *.tif)"


class FileChoice(QWidget):
    """A file, chosen or dropped as a path."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self._title = title
        self.line = WritingLine("", "可不选")
        button = QPushButton("选择…")
        button.setAutoDefault(False)
        button.clicked.connect(self._choose)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.line, 1)
        row.addWidget(button)

    def path(self) -> Path | None:
        """The file, checked to be there."""
        typed = self.line.text().strip()
        if typed and not Path(typed).is_file():
            raise KnownError(f"找不到文件 {typed}。请重新选择，或留空。")
        return Path(typed) if typed else None

    def _choose(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(self, self._title, "", FILES)
        if chosen:
            self.line.setText(chosen)


def _day(context: AppContext) -> DateEdit:
    day = DateEdit(context.today, optional=False)
    day.set_date(context.today)
    return day


def _read(day: DateEdit) -> str:
    if day.is_faulty():
        raise KnownError(day.fault())
    found = day.date()
    return found.isoformat() if found is not None else ""


class _HappeningDialog(FormDialog):
    """The lines that every happening to a paper has; a dialog shows those that it asks for."""

    def __init__(self, context: AppContext, title: str, verb: str, scan: str, parent: QWidget | None) -> None:
        super().__init__(context, title, verb, parent)
        self.day, self.person, self.number = _day(context), WritingLine(), WritingLine("", "回复函的文号")
        self.remark, self.scan = WritingLine(), FileChoice(scan)

    def told(self, adopted: int | None = None) -> Happening:
        """What was entered; a date is needed."""
        return Happening(
            _read(self.day), self.person.text().strip(), self.number.text().strip(), adopted,
            self.remark.text().strip(), self.scan.path(),
        )  # fmt: skip


class LetterEventDialog(_HappeningDialog):
    """登记签收、回复、送出, with the scan."""

    def __init__(self, context: AppContext, letter: LetterRow, kind: str, parent: QWidget | None = None) -> None:
        word = WORDS[kind]
        super().__init__(context, f"登记{word}", f"登记{word}", f"{word}的扫描件", parent)
        self._letter, self._kind = letter, kind
        self.head(f"{letter.number or letter.title}　{letter.addressee}")
        self.adopted = QSpinBox(minimum=-1, maximum=999)
        self.adopted.setSpecialValueText("不填")
        self.adopted.setValue(-1)
        self.row("日期", self.day)
        self.row({"receipt": "签收人", "reply": "回复人", "sent": "送件人"}[kind], self.person)
        if kind == "reply":
            self.row("回复文号", self.number)
            self.row("采纳条数", self.adopted)
        self.row("备注", self.remark)
        self.row("扫描件", self.scan)

    def carry_out(self) -> None:
        """A date is needed; all else may come later."""
        adopted = self.adopted.value() if self._kind == "reply" and self.adopted.value() >= 0 else None
        self.run(registering.log_event, self._letter.id, self._kind, self.told(adopted))


class EarlyReplyDialog(_HappeningDialog):
    """登记先到的回复: to a paper that is not in the register yet; it is tied when the paper is entered."""

    def __init__(self, context: AppContext, parent: QWidget | None = None) -> None:
        super().__init__(context, "登记先到的回复", "登记回复", "回复的扫描件", parent)
        self.head("回复已到、文书还没有登记的，先记在这里；文书按同一文号签发或补登时，自动对应。")
        self.letter_number = WritingLine("", "我方文书的文号")
        self.row("文号", self.letter_number)
        self.row("日期", self.day)
        self.row("回复人", self.person)
        self.row("回复文号", self.number)
        self.row("备注", self.remark)
        self.row("扫描件", self.scan)

    def carry_out(self) -> None:
        """Our number and the date are needed."""
        self.run(early_replies.enter, needed(self.letter_number.text(), "文号"), self.told())


class VoidDialog(FormDialog):
    """作废, with the reason; the number is not used again."""

    def __init__(self, context: AppContext, letter: LetterRow, parent: QWidget | None = None) -> None:
        super().__init__(context, "作废文书", "作废", parent)
        self._letter = letter
        self.head(f"将作废 {letter.number or letter.title}（{letter.addressee}）。登记和定稿保留，号不再用，不能撤销。")
        self.day, self.reason = _day(context), WritingField("如 文种有误，另发更正函", 2)
        self.row("日期", self.day)
        self.row("理由", self.reason)
        self.verb.setAutoDefault(False)
        self.cancel.setDefault(True)

    def carry_out(self) -> None:
        """The operation refuses a void paper without a reason; it is said here too."""
        self.run(registering.void, self._letter.id, _read(self.day), needed(self.reason.text(), "理由"))


class SentPaperDialog(FormDialog):
    """补登 of a paper that went out by hand or before the program came."""

    def __init__(self, context: AppContext, kinds: Mapping[str, str], parent: QWidget | None = None) -> None:
        super().__init__(context, "补登已发文书", "补登", parent, 520)
        self.kind = QComboBox()
        for kind, words in kinds.items():
            self.kind.addItem(words, kind)
        self.number, self.title = WritingLine("", "如 云巡督〔2026〕3号"), WritingLine()
        self._units = unit_queries.units(context.reader, context.today.isoformat())
        self.unit = UnitPicker([(unit.id, unit.party_short or unit.name, unit.name) for unit in self._units])
        self.addressee = WritingLine("", "名册之外的单位写在这里")
        self.issued, self.reply_by = _day(context), DateEdit(context.today)
        self.findings, self.file = WritingLine("", "问题编号，用顿号隔开，可不填"), FileChoice("发出的文件")
        for label, widget in (
            ("文种", self.kind), ("文号", self.number), ("标题", self.title), ("主送", self.unit),
            ("其他主送", self.addressee), ("签发日", self.issued), ("回复限期", self.reply_by),
            ("涉及问题", self.findings), ("文件", self.file),
        ):  # fmt: skip
            self.row(label, widget)

    def carry_out(self) -> None:
        """Kind, addressee and date are needed."""
        chosen = next((unit for unit in self._units if unit.id == self.unit.unit_id()), None)
        county = setting(self.context.reader, "county")
        name = full_name(chosen.name, county) if chosen is not None else self.addressee.text().strip()
        title = self.title.text().strip() or self.kind.currentText()
        if self.reply_by.is_faulty():
            raise KnownError(self.reply_by.fault())
        paper = registering.SentPaper(
            str(self.kind.currentData()), title, self.number.text().strip(), _read(self.issued), needed(name, "主送"),
            chosen.id if chosen is not None else None, self.context.switches.round_id, self._finding_ids(),
            _read(self.reply_by) or None, file=self.file.path(),
        )  # fmt: skip
        self.run(registering.register, paper)

    def _finding_ids(self) -> list[int]:
        found = []
        for number in re.split(r"[、,，;；\s]+", self.findings.text().strip()):
            finding_id = finding_id_by_number(self.context.reader, number) if number else None
            if number and finding_id is None:
                raise KnownError(f"台账中没有编号为“{number}”的问题。请核对编号，或留空。")
            if finding_id is not None:
                found.append(finding_id)
        return found


class ReserveDialog(FormDialog):
    """预留号段: numbers that another desk gives."""

    def __init__(self, context: AppContext, kinds: Mapping[str, str], parent: QWidget | None = None) -> None:
        super().__init__(context, "预留号段", "预留", parent, 400)
        self.note("预留的号程序不用，留给别处编发；补登时可以填这些号。")
        self.kind = QComboBox()
        for kind, words in kinds.items():
            self.kind.addItem(words, kind)
        self.first, self.last = QSpinBox(minimum=1, maximum=9999), QSpinBox(minimum=1, maximum=9999)
        self.remark = WritingLine("", "如 县委办编发")
        self.row("文种", self.kind)
        self.row("从", self.first)
        self.row("到", self.last)
        self.row("说明", self.remark)

    def carry_out(self) -> None:
        """The operation refuses numbers that were used."""
        self.run(
            numbers.reserve, str(self.kind.currentData()), self.context.today.year, self.first.value(),
            self.last.value(), self.remark.text().strip(),
        )  # fmt: skip
