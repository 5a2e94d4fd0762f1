"""用户与权限: who works here, with which rights."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLabel, QLineEdit, QPushButton, QWidget

from db.queries import users as queries
from desktop.errors import KnownError
from desktop.ledgers.column import Column, LedgerTable
from desktop.operations import handover, rights_history, users
from desktop.operations.drill_record import record_html, text_of
from desktop.rules.permissions import COMMAND_LINE, RIGHT_WORDS, Action, Right
from desktop.ui.context import AppContext
from desktop.ui.dialogs.form_dialog import FormDialog, needed
from desktop.ui.pages.system.drill_sheet import DrillSheet
from desktop.ui.pages.system.logins_sheet import LoginsSheet
from desktop.ui.pages.system.part import SystemPart
from desktop.ui.pages.system.recovery_dialog import RecoveryDialog
from desktop.ui.widgets.password_edit import PasswordEdit
from desktop.ui.widgets.properties import ticked


@dataclass(frozen=True)
class _Line:
    id: int
    name: str
    rights: str
    login: str
    standing: str
    row: queries.UserRow


USERS = LedgerTable(
    "users",
    "用户",
    (
        Column("name", "姓名", 140),
        Column("rights", "权限", 240),
        Column("login", "登录", 190),
        Column("standing", "状态", 100),
    ),
    unit_word="人",
)


class UsersPart(SystemPart):
    """Everybody, also those who left."""

    tables = ("user",)

    def __init__(self, context: AppContext) -> None:
        super().__init__(context)
        note = QLabel(
            "录入：登记、导入、拟稿；审核：销号、核减、延期、签发、口径；管理：用户、备份、字典、模板；审计：查看操作日志。",
            wordWrap=True,
        )
        note.setProperty("role", "secondary")
        self.layout_.addWidget(note)
        self.add_table(USERS, "还没有用户。", stretched="rights")
        manage = Action.MANAGE_USERS
        self.add_verb("新增用户…", self._add, action=manage)
        self.add_verb("调整权限…", self._rights, action=manage, needs_row=True)
        self.add_verb("重设口令…", self._reset, action=manage, needs_row=True)
        self.add_verb(
            "交接单…",
            self._hand_over,
            needs_row=True,
            writes=False,
            tooltip="名下的在办问题、单位答应、待发文书、预留文号、视图，打印签字",
        )
        self.add_verb("停用…", self._leave, action=manage, needs_row=True, tooltip="离岗：移交督办问题和视图，删除口令")
        self.add_verb("修改我的口令…", self._own)
        self.renew = self.add_verb(
            "换恢复单…", self._renew, action=manage, tooltip="印出新的恢复单，或给负责人另备一份"
        )
        self.add_verb("权限登记表…", self._history, writes=False, tooltip="谁在何时有哪些权限，可打印签字")
        self.add_verb("登录记录…", self._logins, writes=False, tooltip="登录、输错口令、用恢复码登录")

    def refresh(self) -> None:
        """Read the register of people."""
        rows = [row for row in queries.users(self.context.reader) if row.name != COMMAND_LINE.name]
        self.show_records([_line(row, self.context.ledger.plain) for row in rows])

    def _add(self) -> None:
        _AddDialog(self.context, self).exec()

    def _rights(self) -> None:
        _RightsDialog(self.context, self, self.row_in_hand().row).exec()

    def _reset(self) -> None:
        _PassphraseDialog(self.context, self, self.row_in_hand().name).exec()

    def _own(self) -> None:
        _OwnPassphraseDialog(self.context, self).exec()

    def _leave(self) -> None:
        known = len(self.context.ledger.told)
        _LeaveDialog(self.context, self, self.row_in_hand().name).exec()
        for sentence in self.context.ledger.told[known:]:
            self.failed.emit(KnownError(sentence))

    def _hand_over(self) -> None:
        show_handover(self.context, self, self.row_in_hand().name)

    def _renew(self) -> None:
        if self.context.ledger.plain:
            self.failed.emit(KnownError("未加密的账本不需要恢复单。"))
        else:
            RecoveryDialog(self.context, self).exec()

    def _history(self) -> None:
        text = rights_history.sheet_text(self.context.reader, self.context.today)
        DrillSheet(self.context, self, text, "用户权限登记表").exec()

    def _logins(self) -> None:
        LoginsSheet(self.context, self).exec()


def show_handover(context: AppContext, parent: QWidget, name: str, heir: str = "") -> None:
    """交接单 of a person, to be printed and signed by two."""
    record = handover.record_of(handover.handover(context.reader, name, context.today.isoformat(), heir))
    DrillSheet(context, parent, text_of(record), f"{handover.TITLE} {name}", record_html(record)).exec()


def _line(row: queries.UserRow, plain: bool) -> _Line:
    login = "口令" if row.slot else "无口令（账本未加密）" if plain else "不能登录"
    return _Line(row.id, row.name, users.words_of(users.rights_of(row)), login, "在用" if row.active else "已停用", row)


class _RightBoxes(QWidget):
    """The four rights, with a warning where they check each other."""

    def __init__(self, held: frozenset[Right]) -> None:
        super().__init__()
        self.boxes = {right: ticked(QCheckBox(word), right in held) for right, word in RIGHT_WORDS.items()}
        self.warning = QLabel(wordWrap=True)
        self.warning.setProperty("tone", "amber")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        for box in self.boxes.values():
            layout.addWidget(box)
            box.toggled.connect(self._warn)
        self._warn()

    def rights(self) -> frozenset[Right]:
        """The ticked ones."""
        return frozenset(right for right, box in self.boxes.items() if box.isChecked())

    def _warn(self) -> None:
        self.warning.setText(users.combination_warning(self.rights()))


class _AddDialog(FormDialog):
    def __init__(self, context: AppContext, parent: QWidget) -> None:
        super().__init__(context, "新增用户", "新增", parent, width=520)
        self.name = QLineEdit(placeholderText="真实姓名；同名的加部门以示区别")
        self.rights = _RightBoxes(frozenset({Right.ENTER}))
        self.first, self.second = PasswordEdit("至少 10 个字符；不填则不能登录"), PasswordEdit("再输一次")
        for label, widget in (
            ("姓名", self.name), ("权限", self.rights), ("", self.rights.warning), ("口令", self.first), ("确认", self.second),
        ):  # fmt: skip
            self.row(label, widget)

    def carry_out(self) -> None:
        """Add the person."""
        self.run(users.add, needed(self.name.text(), "姓名"), self.rights.rights(), _same(self.first, self.second))


class _RightsDialog(FormDialog):
    def __init__(self, context: AppContext, parent: QWidget, row: queries.UserRow) -> None:
        super().__init__(context, "调整权限", "保存", parent, width=520)
        self._name = row.name
        self.head(row.name)
        self.rights = _RightBoxes(users.rights_of(row))
        self.row("权限", self.rights)
        self.row("", self.rights.warning)

    def carry_out(self) -> None:
        """Give the rights."""
        self.run(users.set_rights, self._name, self.rights.rights())


class _PassphraseDialog(FormDialog):
    def __init__(self, context: AppContext, parent: QWidget, name: str) -> None:
        super().__init__(context, "重设口令", "重设", parent)
        self._name = name
        self.head(name)
        self.first, self.second = PasswordEdit("新口令，至少 10 个字符"), PasswordEdit("再输一次")
        self.row("新口令", self.first)
        self.row("确认", self.second)

    def carry_out(self) -> None:
        """Set it."""
        self.run(users.set_passphrase, self._name, _same(self.first, self.second))


class _OwnPassphraseDialog(FormDialog):
    def __init__(self, context: AppContext, parent: QWidget) -> None:
        super().__init__(context, "修改我的口令", "修改", parent)
        self.old, self.first, self.second = (
            PasswordEdit("现口令"),
            PasswordEdit("新口令，至少 10 个字符"),
            PasswordEdit("再输一次"),
        )
        for label, field in (("现口令", self.old), ("新口令", self.first), ("确认", self.second)):
            self.row(label, field)

    def carry_out(self) -> None:
        """Change it, proving the old one."""
        self.run(users.change_own_passphrase, self.old.text(), _same(self.first, self.second))


class _LeaveDialog(FormDialog):
    def __init__(self, context: AppContext, parent: QWidget, name: str) -> None:
        super().__init__(context, "停用用户", "停用", parent)
        self._name = name
        items = users.leaving(context.ledger, name)
        self.head(f"{name} 离岗")
        self.note(
            f"名下督办问题 {len(items.findings)} 条、视图 {len(items.views)} 个。停用后口令作废，数据密钥随之更换。"
        )
        self.heir = QComboBox()
        rows = [
            row for row in queries.users(context.reader) if row.active and row.name not in (name, COMMAND_LINE.name)
        ]
        self.heir.addItems(["", *(row.name for row in rows)])
        self.row("移交给", self.heir)
        self.sheet = QPushButton("交接单…")
        self.sheet.setAutoDefault(False)
        self.sheet.setToolTip("停用前打印，移交人、接收人签字")
        self.sheet.clicked.connect(self._show_sheet)
        self.row("", self.sheet)

    def _show_sheet(self) -> None:
        show_handover(self.context, self, self._name, self.heir.currentText())

    def carry_out(self) -> None:
        """Hand over and deactivate; the window's reader follows the new key."""
        self.run(users.deactivate, self._name, hand_over_to=self.heir.currentText())


def _same(first: PasswordEdit, second: PasswordEdit) -> Any:
    if first.text() != second.text():
        raise KnownError("两次输入的口令不一样。")
    return first.text()
