"""What page 25 asks before a round goes on its way: reasons of open checks, the receiver, and the two people who clear."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QLineEdit, QPushButton, QWidget

from desktop.ledgers import books
from desktop.ledgers.archives import ARCHIVES
from desktop.operations.archive import clearing, packing
from desktop.operations.archive.clearing import Clearable
from desktop.operations.archive.reading import SUFFIX, Archive
from desktop.operations.health.line import Line
from desktop.operations.records import verbs
from desktop.ui.context import AppContext
from desktop.ui.dialogs.form_dialog import FormDialog, needed, side_by_side
from desktop.ui.dialogs.second_person import SecondPerson
from desktop.ui.widgets.card import ElidedLabel
from desktop.ui.widgets.date_edit import DateEdit
from desktop.ui.widgets.figure_cells import Cell, Head, Shown
from desktop.ui.widgets.figure_cells import Line as Row
from desktop.ui.widgets.figure_table import FigureTable
from desktop.ui.widgets.writing_field import WritingLine

KINDS = f"归档包 (*{SUFFIX})"
_FILES = 9
"""Rows of the list of files that are seen at once."""


class BeginDialog(FormDialog):
    """登记归档, or 强行归档 where checks are open: each asks for its reason."""

    def __init__(
        self, context: AppContext, round_id: int, lines: Sequence[Line], parent: QWidget | None = None
    ) -> None:
        wrong = packing.open_checks(lines)
        title = "强行归档" if wrong else "登记归档"
        super().__init__(context, title, title, parent, width=620)
        self._round = round_id
        self.head(f"{len(wrong)} 项检查未通过，逐项写明理由后归档：" if wrong else "8 项检查都已通过，登记归档。")
        if wrong:
            self.note("理由记入归档登记，写进归档包和移交目录的“缺件”；检查本身不因此算通过。")
        self.reasons = {line.words: self.row(f"{line.words} *", self._reason(line)) for line in wrong}

    def carry_out(self) -> None:
        """Enter the archive of the round."""
        said = (f"{words}：{needed(field.text(), words)}" for words, field in self.reasons.items())
        self.run(packing.begin, self._round, "\n".join(said))

    def _reason(self, line: Line) -> WritingLine:
        field = WritingLine("")
        field.setPlaceholderText(line.result)
        field.setToolTip(line.result)
        return field


class HandOverDialog(FormDialog):
    """登记移交: to whom, when."""

    def __init__(self, context: AppContext, record: int, parent: QWidget | None = None) -> None:
        super().__init__(context, "登记移交", "登记移交", parent)
        self._record = record
        self.note("移交目录由移交人、接收人、监交人签字以后再登记。登记后不能撤销。")
        self.receiver = self.row("接收方 *", WritingLine(""))
        self.on = self.row("移交日期 *", DateEdit(context.today, optional=False))
        self.on.set_date(context.today)

    def carry_out(self) -> None:
        """Take the step of the book."""
        step, day = ARCHIVES.step("hand_over"), self.on.date()
        register = books.book(self.context.reader, ARCHIVES.name)
        receiver = needed(self.receiver.text(), "接收方")
        self.run(
            verbs.take, register, self._record, step, {"receiver": receiver},
            on=needed(day.isoformat() if day else "", "移交日期"),
        )  # fmt: skip


class ReadDialog(FormDialog):
    """A package opened again, for reading only: what it says of itself, and every file with its sum."""

    def __init__(self, context: AppContext, archive: Archive, known: str, parent: QWidget | None = None) -> None:
        super().__init__(context, "核对归档包", "关闭", parent, width=720)
        about = archive.about
        self.head(f"{about['round']}　{about['as_of']} 由 {about['by']} 生成")
        self.note(f"{archive.law}。校验值 {archive.sha256}")
        if known:
            same = "与登记的归档包是同一份。" if known == archive.sha256 else "不是登记的那一份：校验值不同。"
            self.note(same)
        for missing in about["missing"]:
            self.note(f"缺件：{missing}")
        self.table = FigureTable(context.theme, 28, whole_rows=True)
        heads = (Head("文件"), Head("内容", 200), Head("校验值", 96))
        rows = tuple(
            Row((Cell(one.path, tip=one.path), Cell(one.title, tip=one.title), Cell(one.sha256[:8], tip=one.sha256)))
            for one in archive.files
        )
        self.table.show_table(Shown(heads, rows))
        self.table.setMinimumHeight(context.theme.px(28 * _FILES))
        self.body.addWidget(self.table)
        if archive.faults:
            self.wrong.setText("；".join(archive.faults))
            self.wrong.show()
        else:
            self.note("逐个文件重新计算，与目录全部相符。")
        self.cancel.hide()

    def carry_out(self) -> None:
        """Nothing is written."""
        self.accept()


class WipeDialog(FormDialog):
    """清除本轮: the package, the round's name typed, the second person, the reason. 返回 is what Enter does."""

    def __init__(
        self,
        context: AppContext,
        round_id: int,
        found: Clearable,
        parent: QWidget | None = None,
        package: Path | None = None,
    ) -> None:
        super().__init__(context, "清除本轮", "清除", parent, width=560)
        self._round, self.package = round_id, package
        self.head(f"清除{found.round_name}已归档的 {found.sentence()}？")
        self.facts(
            "先重新打开归档包核对，相符才清除",
            "编号、日期、状态、金额、文号、已发文书、登记日志的校验值保留，整改率不变；仍在办的问题一条不动",
            "旧备份中的内容随备份到期而去",
        )
        self.place = ElidedLabel(package.name if package else "（未选）")
        self.choose = QPushButton("选择…")
        self.choose.setAutoDefault(False)
        self.choose.clicked.connect(self._choose)
        self.row("归档包 *", side_by_side(self.place, self.choose))
        self.typed = self.row("轮次名称 *", QLineEdit(placeholderText=f"照原样输入：{found.round_name}"))
        self.second = SecondPerson(self)
        self.reason = self.row("理由 *", QLineEdit(placeholderText="依据或理由"))
        self.final("清除不能撤销，要两人办理。")
        self.cancel.setText("不清除")
        self.verb.setProperty("primary", False)
        self.verb.setProperty("danger", True)

    def carry_out(self) -> None:
        """Both people, the package and the name; then the words go."""
        needed(str(self.package or ""), "归档包")
        self.run(
            clearing.wipe, self._round, self.package, needed(self.typed.text(), "轮次名称"),
            second=self.second.name(), passphrase=self.second.passphrase.text(),
            reason=needed(self.reason.text(), "理由"),
        )  # fmt: skip

    def _choose(self) -> None:
        chosen, _kind = QFileDialog.getOpenFileName(self, "选择归档包", "", KINDS)
        if chosen:
            self.package = Path(chosen)
            self.place.set_full_text(self.package.name)
