"""What asks and tells of packages: making one, the sender that nobody knows yet, the agreed passphrase, what lies in one that came."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from db.queries import rounds
from desktop.errors import KnownError
from desktop.exchange.package_file import SUFFIX
from desktop.ledgers.column import Column, LedgerTable, Tone
from desktop.ledgers.stored_words import column_word
from desktop.ledgers.table_words import table_word
from desktop.ledgers.ways_out import PACKAGE
from desktop.operations.packages import opening, receiving, sending
from desktop.operations.packages.opening import Looked
from desktop.operations.packages.receiving import UnknownSender
from desktop.operations.packages.sending import Packed
from desktop.operations.packages.words import Told, ToldConflict
from desktop.rules.moments import to_minute
from desktop.rules.permissions import Action
from desktop.ui.context import AppContext
from desktop.ui.dialogs.form_dialog import FormDialog, side_by_side
from desktop.ui.dialogs.leaving_fields import LeavingFields
from desktop.ui.grid.ledger_table import LIST_ROW, LedgerTableView
from desktop.ui.paper_desk import output_folder
from desktop.ui.widgets.card import Card, ElidedLabel
from desktop.ui.widgets.closing_row import ClosingRow
from desktop.ui.widgets.error_bar import ErrorBar
from desktop.ui.widgets.password_edit import PasswordEdit
from desktop.ui.widgets.segment_tabs import SegmentTabs

FOLDER = "数据交换"


class SendDialog(FormDialog):
    """Which rounds, where to, for whom and what for; a passphrase only where the two machines agreed one."""

    def __init__(self, context: AppContext, parent: QWidget) -> None:
        super().__init__(context, "打包", "打包", parent, width=560)
        self.note("包内是本机登记和收到的全部内容（含内部栏目），签名并加密，只有本账本的副本打得开。")
        self.rounds = QListWidget()
        self.rounds.setAccessibleName("轮次")
        self.rounds.setMaximumHeight(context.theme.px(120))
        for row in rounds.rounds(context.reader):
            item = QListWidgetItem(row.name, self.rounds)
            item.setData(Qt.ItemDataRole.UserRole, row.id)
            item.setCheckState(Qt.CheckState.Checked)
        self.row("轮次", self.rounds)
        name = f"{context.ledger.folder.stem}-{context.ledger.clock():%Y%m%d-%H%M}{SUFFIX}"
        self.path = output_folder(context.settings.output_folder, context.ledger, FOLDER) / name
        self.place = ElidedLabel()
        self.change = QPushButton("更改…")
        self.change.setAutoDefault(False)
        self.change.clicked.connect(self._choose)
        self.row("存到", side_by_side(self.place, self.change))
        self.passphrase = self.row("交换口令", PasswordEdit("双方约定的，可不填"))
        self.leaving = LeavingFields(self, PACKAGE)
        self._show_place()

    def carry_out(self) -> None:
        """Write the package; every round ticked is the whole."""
        items = [self.rounds.item(place) for place in range(self.rounds.count())]
        ticked = [one for one in items if one.checkState() == Qt.CheckState.Checked]
        if items and not ticked:
            raise KnownError("没有选轮次。请至少勾选一个。")
        some = [one.data(Qt.ItemDataRole.UserRole) for one in ticked] if len(ticked) < len(items) else []
        self.put_out(sending.send, self.path, self.leaving.asked(), self.passphrase.text(), some, label="正在打包")

    def _choose(self) -> None:
        chosen, _kind = QFileDialog.getSaveFileName(self, "数据包存到", str(self.path), f"数据包 (*{SUFFIX})")
        if chosen:
            self.path = Path(chosen) if chosen.endswith(SUFFIX) else Path(chosen + SUFFIX)
            self._show_place()

    def _show_place(self) -> None:
        self.place.set_full_text(f"{self.path.name}　在 {self.path.parent}")


class TrustDialog(FormDialog):
    """Nobody here knows the key that signed: a person compares it with the sender, by telephone or on paper."""

    def __init__(self, context: AppContext, parent: QWidget, error: UnknownSender) -> None:
        super().__init__(context, "核对发送方", "指纹相符，打开", parent)
        self.head(f"发送方：{error.sender}")
        self.note("这台电脑的签名钥匙还没有登记过。请与发送方当面或电话核对指纹，一字不差才打开；接收以后即记住。")
        self.fingerprint = QLabel(error.fingerprint)
        self.fingerprint.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.row("指纹", self.fingerprint)

    def carry_out(self) -> None:
        """The person compared it."""
        self.accept()


class PassphraseDialog(FormDialog):
    """The package is locked with a passphrase that the two agreed."""

    def __init__(self, context: AppContext, parent: QWidget, name: str) -> None:
        super().__init__(context, "交换口令", "打开", parent)
        self.head(name)
        self.passphrase = self.row("交换口令", PasswordEdit("双方约定的口令"))

    def carry_out(self) -> None:
        """The caller opens."""
        if not self.passphrase.text():
            raise KnownError("没有输入交换口令。请输入双方约定的口令。")
        self.accept()


class PackedSheet(QDialog):
    """What was packed: the receiver compares fingerprint and sum with what stands here."""

    def __init__(self, context: AppContext, parent: QWidget, packed: Packed) -> None:
        super().__init__(parent)
        self.setWindowTitle("已打包")
        self.setMinimumWidth(context.theme.px(560))
        told = (
            ("文件", str(packed.path)),
            ("内容", opening.counts_words(packed.contents)),
            ("校验值", packed.sha256),
            ("本机签名指纹", packed.fingerprint),
        )
        layout = QVBoxLayout(self)
        layout.addWidget(_facts(told))
        note = QLabel("请把指纹另行告诉接收方；接收方第一次收本机的包时要核对。", wordWrap=True)
        note.setProperty("role", "secondary")
        layout.addWidget(note)
        layout.addLayout(ClosingRow(self.accept))


@dataclass(frozen=True)
class _Row:
    id: int
    record: str
    table: str
    field: str = ""
    base: str = ""
    mine: str = ""
    mine_by: str = ""
    theirs: str = ""
    theirs_by: str = ""


SIDES = LedgerTable(
    "package_conflicts",
    "冲突",
    (
        Column("record", "记录", 130),
        Column("field", "栏", 100),
        Column("base", "分开以前", 130),
        Column("mine", "本机", 150),
        Column("mine_by", "本机何人何时写", 170),
        Column("theirs", "包中", 150, ground=Tone.AMBER),
        Column("theirs_by", "包中何人何时写", 170),
    ),
    unit_word="处",
)
ROWS = LedgerTable(
    "package_rows",
    "差异",
    (Column("table", "类别", 110), Column("record", "记录", 260), Column("field", "所改栏目", 260)),
    unit_word="行",
)
CONFLICT, NEW, CHANGED = "conflict", "new", "changed"
TABS = ((CONFLICT, "冲突", None), (NEW, "新增", None), (CHANGED, "更改", None))


class PackageSheet(QDialog):
    """A received package, for reading only until 接收; `received` tells that it entered."""

    received = Signal()

    def __init__(self, context: AppContext, parent: QWidget, looked: Looked) -> None:
        super().__init__(parent)
        self.context, self.looked = context, looked
        self.setWindowTitle(f"数据包：{looked.path.name}（只读）")
        self.resize(context.theme.px(860), context.theme.px(560))
        self.error_bar = ErrorBar(context.theme)
        head = looked.opened.head
        self.facts = _facts(
            (
                ("发送方", f"{head.sender}　{to_minute(head.made_at)} 打包　指纹 {head.fingerprint}"),
                ("接收方", f"{head.receiver or '没有写明'}　{looked.rounds}"),
                ("内容", looked.contents),
                ("校验值", looked.opened.sender.sha256),
            )
        )
        self.law = QLabel(looked.law)
        self.law.setProperty("role", "formula")
        self.tabs = SegmentTabs(list(TABS))
        self.tabs.set_counts({CONFLICT: len(looked.conflicts), NEW: len(looked.new), CHANGED: len(looked.changed)})
        self.sides = LedgerTableView(context.theme, SIDES, ticks=False, rows=LIST_ROW, prints=False)
        self.rows = LedgerTableView(context.theme, ROWS, ticks=False, rows=LIST_ROW, prints=False)
        for table in (self.sides, self.rows):
            table.bar.setMaximumHeight(0)  # the tabs say how many there are
        self.sides.stretch("theirs")
        self.rows.stretch("field")
        self.sides.set_empty_state("没有冲突：两边没有各自改过同一栏。")
        self.receive_button, self.close_button = QPushButton("接收"), QPushButton("关闭")
        self.receive_button.setProperty("primary", True)
        self.receive_button.clicked.connect(self.receive)
        self.close_button.clicked.connect(self.reject)
        self.why = ElidedLabel("", "secondary")
        self._lay_out()
        self.tabs.changed.connect(self._show_tab)
        self._show_tab(CONFLICT if looked.conflicts else NEW if looked.new else CHANGED)
        self._judge()

    def receive(self) -> None:
        """Enter all of it, as one action."""
        self.receive_button.setEnabled(False)
        self.error_bar.hide()
        self.context.write(
            receiving.receive, self.looked.opened.content, self.looked.opened.sender,
            label="正在接收", done=self._done, failed=self._failed,
        )  # fmt: skip

    def _done(self, _result: Any) -> None:
        open_ones = len(self.looked.conflicts)
        tail = f"，冲突 {open_ones} 处待定" if open_ones else ""
        self.context.notify(
            f"已接收 {self.looked.path.name}：{len(self.looked.new)} 行新增、{len(self.looked.changed)} 行更改{tail}。"
        )
        self.received.emit()
        self.accept()

    def _failed(self, error: KnownError) -> None:
        self.receive_button.setEnabled(True)
        self.error_bar.show_text(str(error))

    def _judge(self) -> None:
        reason = self.context.why_not(Action.RECEIVE, writes=True)
        if not reason and not self.looked.actions:
            reason = "这个包的内容本机都已有，不用再接收。"
        self.receive_button.setEnabled(not reason)
        self.receive_button.setToolTip(reason)
        self.why.set_full_text(reason or "冲突两边的值都留着，先用最近的一个，再逐处定下；接收不能撤销。")

    def _show_tab(self, key: str) -> None:
        if self.tabs.current() != key:
            self.tabs.set_current(key)
        told = self.looked.new if key == NEW else self.looked.changed
        self.sides.setVisible(key == CONFLICT)
        self.rows.setVisible(key != CONFLICT)
        if key == CONFLICT:
            self.sides.show_records(_sides(self.looked.conflicts))
        else:
            self.rows.set_empty_state("没有新增。" if key == NEW else "没有更改。")
            self.rows.show_records(_rows(told))

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setSpacing(8)
        card = Card().flush()
        tabs = QHBoxLayout()
        tabs.setContentsMargins(10, 2, 12, 2)
        tabs.addWidget(self.tabs, 1)
        card.body.addLayout(tabs)
        card.body.addWidget(self.sides, 1)
        card.body.addWidget(self.rows, 1)
        foot = QHBoxLayout()
        foot.addWidget(self.why, 1)
        foot.addWidget(self.close_button)
        foot.addWidget(self.receive_button)
        for widget in (self.error_bar, self.facts, self.law):
            layout.addWidget(widget)
        layout.addWidget(card, 1)
        layout.addLayout(foot)


def _facts(told: Sequence[tuple[str, str]]) -> QWidget:
    """Label and text, line by line; the texts can be copied."""
    found = QWidget()
    layout = QVBoxLayout(found)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(4)
    for name, text in told:
        label = QLabel(f"{name}：{text}", wordWrap=True)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        layout.addWidget(label)
    return found


def _sides(conflicts: Sequence[ToldConflict]) -> list[_Row]:
    return [
        _Row(
            number, one.record, "", one.title, one.base or "空", one.mine or "空", _by(one, one.mine), one.theirs or "空",
            _by(one, one.theirs),
        )
        for number, one in enumerate(conflicts, 1)
    ]  # fmt: skip


def _by(one: ToldConflict, value: str) -> str:
    """Who wrote a side of a conflict, and when; of several who wrote the same, all."""
    said = (f"{side.user} {to_minute(side.at)}" for side in one.sides if side.value == value)
    return "；".join(said) or "—"


def _rows(told: Sequence[Told]) -> list[_Row]:
    return [
        _Row(number, one.record, table_word(one.table), "、".join(_column(one.table, name) for name in one.fields))
        for number, one in enumerate(told, 1)
    ]


def _column(table: str, name: str) -> str:
    return column_word(table, name) or "其他"
