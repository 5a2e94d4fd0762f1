"""The steps of a new ledger, each a page that says what is still missing."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from db.recovery_code import is_proven, new_code
from desktop.errors import Refused
from desktop.exchange.formats.pasted_units import read_units, told
from desktop.host.file_names import fault_of as fault_of_name
from desktop.host.network_share import look_at
from desktop.host.paths import ledgers_folder
from desktop.operations import recovery
from desktop.rules.passphrases import fault_of
from desktop.ui.widgets.clip import TablePasteEdit
from desktop.ui.widgets.password_edit import PasswordEdit
from desktop.ui.widgets.plain_print import print_sheet, sheet_of
from desktop.ui.widgets.properties import ticked


class Step(QWidget):
    """One step; `fault` says what is missing, empty when the next one may come."""

    changed = Signal()

    def __init__(self, heading: str) -> None:
        super().__init__()
        self.layout_ = QVBoxLayout(self)
        self.layout_.setSpacing(10)
        label = QLabel(heading, wordWrap=True)
        label.setProperty("role", "formula")
        self.layout_.addWidget(label)
        self.form = QFormLayout()
        self.form.setVerticalSpacing(8)
        self.layout_.addLayout(self.form)

    def fault(self) -> str:
        """What is missing."""
        return ""

    def add_note(self, text: str, tone: str = "") -> QLabel:
        """A line of explanation."""
        label = QLabel(text, wordWrap=True)
        label.setProperty("role", "" if tone else "secondary")
        label.setProperty("tone", tone)
        self.layout_.addWidget(label)
        return label

    def add_line(self, label: str, hint: str = "", text: str = "") -> QLineEdit:
        """A field of the form."""
        line = QLineEdit(text, placeholderText=hint)
        line.textChanged.connect(self.changed)
        self.form.addRow(label, line)
        return line


class OfficeStep(Step):
    """1: the office's full and short name."""

    def __init__(self) -> None:
        super().__init__("单位全称与简称")
        self.office = self.add_line("单位全称", "如 中共云岭县委巡察工作领导小组办公室")
        self.short = self.add_line("简称", "如 云岭县委巡察办，用作账本名称")
        self.county = self.add_line("县（市、区）名", "如 云岭县")
        self.number_prefix = self.add_line("机关代字", "文号开头的县名用字，如 云；文号为 云巡督〔2026〕1号")
        self.term = self.add_line("本届", "如 十五届")
        self.add_note("简称印在目录和窗口标题上；届次用来编排轮次和累计统计。")
        self.layout_.addStretch(1)

    def fault(self) -> str:
        """The names that a ledger cannot do without."""
        if not self.office.text().strip() or not self.short.text().strip():
            return "请填单位全称和简称。"
        return fault_of_name(self.short.text().strip())


class PlaceStep(Step):
    """2: where the ledger lies: on this PC's own disk."""

    def __init__(self) -> None:
        super().__init__("账本放在本机哪里")
        self.name = ""
        self.place = QLineEdit(str(ledgers_folder()))
        self.place.textChanged.connect(self.changed)
        choose = QPushButton("选择…")
        choose.clicked.connect(self._choose)
        row = QHBoxLayout()
        row.addWidget(self.place, 1)
        row.addWidget(choose)
        self.form.addRow("文件夹", row)
        self.encrypted = ticked(QCheckBox("加密账本（推荐）"))
        self.encrypted.setToolTip("单位另有规定、不得自行加密的，可不勾选；登录和操作日志照常。")
        self.encrypted.toggled.connect(self.changed)
        self.form.addRow("", self.encrypted)
        self.add_note("不能放在网络共享或移动磁盘上：多人同时写或中途拔出会损坏账本。移动磁盘只用来备份。")
        self.layout_.addStretch(1)

    def folder(self) -> Path:
        """The folder of the ledger to be made."""
        return Path(self.place.text().strip()) / f"{self.name}.ledger"

    def fault(self) -> str:
        """Why it cannot lie there."""
        place = Path(self.place.text().strip() or ".")
        if not self.place.text().strip() or not place.is_absolute():
            return "请选择本机的一个文件夹。"
        if self.folder().exists():
            return f"{self.folder().name} 在那里已经有了。请换一个文件夹，或返回改简称。"
        nearest = next((parent for parent in (place, *place.parents) if parent.exists()), None)
        if nearest is None:
            return f"本机没有 {place.anchor or place}，或磁盘没有接上。请换一个文件夹。"
        if not os.access(nearest, os.W_OK):
            return f"不能在 {nearest} 中写文件。请换一个文件夹。"
        return look_at(place).reason

    def _choose(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, "账本放在哪个文件夹", str(Path(self.place.text()).parent))
        if chosen:
            self.place.setText(chosen)


class PersonStep(Step):
    """3: the first user, who holds every right, and the passphrase typed twice."""

    def __init__(self) -> None:
        super().__init__("第一个用户与口令")
        self.person = self.add_line("姓名", "真实姓名，操作日志和文书登记以它为准")
        self.first, self.second = PasswordEdit("口令，至少 10 个字符"), PasswordEdit("再输一次")
        for label, field in (("口令", self.first), ("确认口令", self.second)):
            field.edited.connect(self.changed)
            self.form.addRow(label, field)
        self.add_note("这个用户先有全部权限，其他人以后在“系统—用户与权限”中添加。连续输错 5 次要等 10 分钟。")
        self.layout_.addStretch(1)

    def fault(self) -> str:
        """Why name or passphrase will not do."""
        if not self.person.text().strip():
            return "请填姓名。"
        if fault := fault_of(self.first.text(), self.person.text().strip()):
            return fault
        return "" if self.first.text() == self.second.text() else "两次输入的口令不一样。"


class RecoveryStep(Step):
    """4: the recovery sheet, printed and proven by two of its groups."""

    def __init__(self) -> None:
        super().__init__("恢复单")
        self.code = new_code()
        self.folder, self.office = Path(), ""
        self.made_on: date | None = None
        self.printed = QLabel("还没有打印恢复单。")
        printing, saving = QPushButton("打印恢复单…"), QPushButton("存为文件…")
        printing.clicked.connect(self._print)
        saving.clicked.connect(self._save)
        row = QHBoxLayout()
        row.addWidget(self.printed, 1)
        row.addWidget(printing)
        row.addWidget(saving)
        self.layout_.addLayout(row)
        self.add_note("请交保密员封存，不要与本机放在一起。为确认打印清楚，请对照恢复单填写：")
        self.second = QLineEdit(maxLength=8)
        self.fifth = QLineEdit(maxLength=8)
        for field in (self.second, self.fifth):
            field.textChanged.connect(self.changed)
            field.setMaximumWidth(140)
        row = QHBoxLayout()
        for label, field in (("第 2 组", self.second), ("第 5 组", self.fifth)):
            row.addWidget(QLabel(label))
            row.addWidget(field)
        row.addStretch(1)
        self.layout_.addLayout(row)
        self.add_note("恢复单与口令都丢失，账本无法打开，任何人都不能代为恢复。", "red")
        self.layout_.addStretch(1)

    def fault(self) -> str:
        """Whether the sheet is really there."""
        if is_proven(self.code, self.second.text(), self.fifth.text()):
            return ""
        return "请打印恢复单，并填写它的第 2 组和第 5 组。"

    def text(self) -> str:
        """The sheet."""
        assert self.made_on is not None
        return recovery.sheet_text(self.code, self.folder, self.office, self.made_on)

    def _print(self) -> None:
        if print_sheet(sheet_of(self.text(), self, 14), self):
            self.printed.setText("已打印恢复单 1 份。")

    def _save(self) -> None:
        chosen, _ = QFileDialog.getSaveFileName(self, "恢复单存到哪里（账本文件夹之外）", "恢复单.txt", "文本 (*.txt)")
        if chosen:
            written = recovery.keep_sheet(Path(chosen), self.text(), self.folder)
            self.printed.setText(f"已存为 {written.name}。请印出封存，然后删除此文件。")


class BackupStep(Step):
    """5: a second disk for backups."""

    def __init__(self) -> None:
        super().__init__("备份放在哪里")
        self.place = self.add_line("外置备份", "另一块磁盘上的文件夹，如 E:\\备份")
        choose = QPushButton("选择…")
        choose.clicked.connect(self._choose)
        self.form.addRow("", choose)
        self.add_note(
            "本机备份自动做在账本旁边。请再准备一块移动硬盘，专门存放外置备份；以后也可以在“系统—备份”中设定。"
        )
        self.layout_.addStretch(1)

    def places(self) -> tuple[str, ...]:
        """The folders chosen."""
        return (self.place.text().strip(),) if self.place.text().strip() else ()

    def fault(self) -> str:
        """A folder that is named must be there."""
        named = self.place.text().strip()
        return "" if not named or Path(named).is_dir() else f"没有找到文件夹 {named}。请插好磁盘，或先留空。"

    def _choose(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, "外置备份放在哪个文件夹")
        if chosen:
            self.place.setText(chosen)


class UnitsStep(Step):
    """6: the units, pasted one a line, or later."""

    def __init__(self) -> None:
        super().__init__("单位名册")
        self.names = TablePasteEdit()
        self.names.setPlaceholderText(
            "从 Excel 复制单位名称一列，粘贴在这里；一行一个单位全称，第二列可写简称。也可以以后再录。"
        )
        self.names.textChanged.connect(self._count)
        self.layout_.addWidget(self.names, 1)
        self.counted = self.add_note("")

    def pasted(self) -> tuple[tuple[str, str], ...]:
        """Full name and short name of each line."""
        return read_units(self.names.toPlainText())

    def fault(self) -> str:
        """A block that cannot be read, such as one with a quote that is never closed."""
        try:
            self.pasted()
        except Refused as refusal:
            return str(refusal)
        return ""

    def _count(self) -> None:
        self.counted.setText(told(self.names.toPlainText()))
        self.changed.emit()
