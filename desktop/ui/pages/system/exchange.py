"""数据交换: packages between the machines of the office — made, looked into, received — and the conflicts that they left."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QFileDialog

from db.queries import packages
from db.queries.packages import Exchanged
from db.store import Ledger
from desktop.errors import KnownError
from desktop.exchange.package_file import SUFFIX
from desktop.ledgers.column import Align, Column, Kind, LedgerTable
from desktop.operations.packages import opening, settling
from desktop.operations.packages.opening import Looked
from desktop.operations.packages.receiving import UnknownSender
from desktop.operations.packages.sending import Packed
from desktop.operations.packages.settling import OpenOne
from desktop.rules.moments import to_minute
from desktop.rules.permissions import Action
from desktop.ui.context import AppContext
from desktop.ui.grid.ledger_table import LIST_ROW, LedgerTableView
from desktop.ui.pages.system.forms_dialog import FormsDialog
from desktop.ui.pages.system.package_dialogs import PackageSheet, PackedSheet, PassphraseDialog, SendDialog, TrustDialog
from desktop.ui.pages.system.part import SystemPart
from desktop.ui.pages.system.settle_dialog import SettleDialog
from desktop.ui.widgets.card import Card
from desktop.ui.widgets.job_bar import JobBar

KINDS = f"数据包 (*{SUFFIX})"


@dataclass(frozen=True)
class _Conflict:
    id: int
    record: str
    field: str
    base: str
    shown: str
    others: str
    note: str
    one: OpenOne


@dataclass(frozen=True)
class _Package:
    id: int
    at: str
    way: str
    other: str
    title: str
    user: str
    sha256: str
    row: Exchanged


CONFLICTS = LedgerTable(
    "merge_conflicts",
    "未定的冲突",
    (
        Column("id", "序号", 56, align=Align.RIGHT, kind=Kind.NUMBER),
        Column("record", "记录", 130),
        Column("field", "栏", 100),
        Column("base", "分开以前", 110),
        Column("shown", "现用", 310),
        Column("others", "另一方", 310),
        Column("note", "提示", 160),
    ),
    unit_word="处",
)
PACKAGES = LedgerTable(
    "packages",
    "数据包",
    (
        Column("at", "时间", 140),
        Column("way", "收发", 60),
        Column("other", "对方", 190),
        Column("title", "内容", 300),
        Column("user", "经办", 80),
        Column("sha256", "校验值", 150),
    ),
    unit_word="个",
)


class ExchangePart(SystemPart):
    """Conflicts above, every package that went out or came in below."""

    tables = ("merge_conflict", "receipt", "export_record")

    def __init__(self, context: AppContext) -> None:
        super().__init__(context)
        self.job_bar = JobBar(context.theme)
        self.layout_.addWidget(self.job_bar)
        conflicts = self.add_table(
            CONFLICTS, "没有未定的冲突。各副本说法不一的栏目会列在这里，一处也不丢。", stretched="note"
        )
        conflicts.activated.connect(lambda _row: self._settle())
        self.add_verb(
            "打包…", self._send, action=Action.PACKAGE, tooltip="把本机登记和收到的全部内容打成签名、加密的一个文件"
        )
        self.add_verb("打开数据包…", self._browse, writes=False, tooltip="先只读看内容、差异和冲突，再决定接收")
        self.settle_button = self.add_verb(
            "定下…", self._settle, action=Action.SETTLE_CONFLICT, needs_row=True, tooltip="取现用、取另一方，或另写"
        )
        self.packages = LedgerTableView(context.theme, PACKAGES, ticks=False, rows=LIST_ROW, prints=False)
        self.packages.set_empty_state("还没有打过包，也没有接收过。")
        self.packages.stretch("title")
        self.register = Card("收发登记", "打包同时记入打印、导出登记；接收过的不能撤销", "打印交接表…").flush()
        self.register.link_clicked.connect(self._print_forms)
        self.register.body.addWidget(self.packages, 1)
        self.layout_.addWidget(self.register, 1)
        self.sheet: PackageSheet | None = None

    def refresh(self) -> None:
        """Read conflicts and packages again."""
        self.show_records([_conflict(one) for one in settling.listed(self.context.reader)])
        self.packages.show_records([_package(row) for row in packages.exchanged(self.context.reader)])
        if self.packages.current_record() is None:
            self.packages.step_by(0)

    def count_text(self) -> str:
        """How many conflicts are open."""
        return f"未定的冲突 {len(self.table.all_records()) if self.table else 0} 处"

    def open_file(self, path: Path, passphrase: str = "", trusted: str = "") -> None:
        """Look into a package; what stands against it is told in one sentence."""
        work = partial(_look, self.context.ledger, path, passphrase, trusted)
        failed = partial(self._not_opened, path, passphrase, trusted)
        self.context.jobs.start("正在打开数据包", work, done=self._opened, failed=failed, bar=self.job_bar)

    # -- inside

    def _send(self) -> None:
        dialog = SendDialog(self.context, self)
        if dialog.exec():
            self._sent(dialog.result_value)
        dialog.deleteLater()

    def _sent(self, packed: Packed) -> None:
        self.context.notify(f"已打包 {packed.path.name}")
        sheet = PackedSheet(self.context, self, packed)
        sheet.exec()
        sheet.deleteLater()

    def _print_forms(self) -> None:
        """打印交接表… of the package in hand."""
        row = self.packages.current_record()
        if row is None:
            self.failed.emit(KnownError("没有选数据包。请先在收发登记中点选一行。"))
            return
        dialog = FormsDialog(self.context, self, row.row)
        dialog.exec()
        dialog.deleteLater()

    def _browse(self) -> None:
        name, _kind = QFileDialog.getOpenFileName(self, "打开数据包", "", KINDS)
        if name:
            self.open_file(Path(name))

    def _opened(self, looked: Looked) -> None:
        self.sheet = PackageSheet(self.context, self, looked)
        self.sheet.received.connect(self.refresh)
        self.sheet.open()

    def _not_opened(self, path: Path, passphrase: str, trusted: str, error: KnownError) -> None:
        if isinstance(error, UnknownSender) and not trusted:
            asked = TrustDialog(self.context, self, error)
            if asked.exec():
                self.open_file(path, passphrase, error.fingerprint)
            asked.deleteLater()
        elif error.kind == "passphrase" and not passphrase:
            typed = PassphraseDialog(self.context, self, path.name)
            if typed.exec():
                self.open_file(path, typed.passphrase.text(), trusted)
            typed.deleteLater()
        else:
            self.failed.emit(error)

    def _settle(self) -> None:
        row = self.row_in_hand()
        if row is None or not self.settle_button.isEnabled():
            return
        if row.one.why_not:
            self.failed.emit(KnownError(f"{row.record} {row.field}：{row.one.why_not}"))
            return
        dialog = SettleDialog(self.context, self, row.one)
        dialog.exec()
        dialog.deleteLater()


def _look(ledger: Ledger, path: Path, passphrase: str, trusted: str, _report: Any) -> Looked:
    return opening.look_into(ledger, path, passphrase, trusted)


def _conflict(one: OpenOne) -> _Conflict:
    told = one.told
    said = [f"{side.value or '空'}（{side.user} {to_minute(side.at)}）" for side in told.sides]
    shown, others = ("", said) if one.meanwhile else (said[0], said[1:])
    note = one.why_not or one.why_shown or one.meanwhile
    return _Conflict(one.number, told.record, told.title, told.base or "空", shown, "；".join(others), note, one)


def _package(row: Exchanged) -> _Package:
    other = row.other or ("没有写去向" if row.sent else "")
    return _Package(
        row.id, to_minute(row.at), "打出" if row.sent else "接收", other, row.title, row.user, row.sha256[:16], row
    )
