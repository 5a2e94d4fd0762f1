"""Two people give, take back and pass on the right to the room; each types the own word, neither sees the other's."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from db.queries import users as queries
from desktop.errors import KnownError
from desktop.operations.leads import granting
from desktop.operations.leads.granting import Giver, Member, Pair
from desktop.rules.permissions import COMMAND_LINE
from desktop.ui.context import AppContext
from desktop.ui.dialogs.form_dialog import FormDialog

_TWO = "有“管理”权限和有“审核”权限的两人都在场，依次输入各自的口令，互不告知。"


class GiveDialog(FormDialog):
    """Rows for the two and for whom the deed is about; the deed runs in the worker and says nothing to the ledger's log."""

    def __init__(self, context: AppContext, title: str, verb: str, note: str, parent: QWidget) -> None:
        super().__init__(context, title, verb, parent, width=520)
        self.note(f"{_TWO}{note}")
        self._people = [row for row in queries.users(context.reader) if row.active and row.name != COMMAND_LINE.name]

    def pair_rows(self, before: str = "", *, proven: bool = False) -> Callable[[], Pair]:
        """The rows of a pair; `proven` asks for their passphrases of the ledger too."""
        manager = self._giver_rows(f"{before}管理人", (row.name for row in self._people if row.may_manage), proven)
        reviewer = self._giver_rows(f"{before}审核人", (row.name for row in self._people if row.may_review), proven)
        return lambda: Pair(manager(), reviewer())

    def member_rows(self) -> Callable[[], Member]:
        """The rows of a member: who, and the own passphrase of the room, twice."""
        who = self.person_row("授予谁")
        first, second = self._secret("线索口令"), self._secret("再输一遍")

        def read() -> Member:
            if first.text() != second.text():
                raise KnownError("两次输入的线索口令不同。请重新输入。")
            return Member(who.currentText(), first.text())

        return read

    def person_row(self, label: str) -> QComboBox:
        """One of the people of the ledger."""
        return self._choice(label, (row.name for row in self._people))

    def run(self, operation: Callable[..., Any], *arguments: Any, **named: Any) -> None:
        """In the worker; the office's ledger is only asked."""
        self.verb.setEnabled(False)
        work = partial(operation, self.context.ledger, *arguments, **named)
        self.context.jobs.start("正在办理", work, done=self.succeed, failed=self.fail)

    def _giver_rows(self, label: str, names: Iterable[str], proven: bool) -> Callable[[], Giver]:
        who = self._choice(label, names)
        login = self._secret("登录口令") if proven else None
        word = self._secret("授予口令")
        return lambda: Giver(who.currentText(), word.text(), login.text() if login is not None else "")

    def _choice(self, label: str, names: Iterable[str]) -> QComboBox:
        box = QComboBox()
        box.addItems(list(names))
        return self.row(label, box)

    def _secret(self, label: str) -> QLineEdit:
        line = QLineEdit()
        line.setEchoMode(QLineEdit.EchoMode.Password)
        return self.row(label, line)


class EnableDialog(GiveDialog):
    """The room is made."""

    def __init__(self, context: AppContext, parent: QWidget) -> None:
        note = "授予口令由两人各设一个，以后授予、收回权限和忘记口令时使用。没有登录口令的，登录口令留空。"
        super().__init__(context, "启用线索台账", "启用", note, parent)
        self._pair, self._member = self.pair_rows(proven=True), self.member_rows()

    def carry_out(self) -> None:
        """By both together."""
        self.run(granting.enable, self._pair(), self._member())


class GrantDialog(GiveDialog):
    """One more member, or another passphrase for one who forgot it."""

    def __init__(self, context: AppContext, parent: QWidget) -> None:
        super().__init__(context, "授予线索权限、重设线索口令", "授予", "已有权限的人，口令改为新设的。", parent)
        self._pair, self._member = self.pair_rows(), self.member_rows()

    def carry_out(self) -> None:
        """By both together."""
        self.run(granting.grant, self._pair(), self._member())


class TakeBackDialog(GiveDialog):
    """The right ends, and the data key is changed."""

    def __init__(self, context: AppContext, parent: QWidget) -> None:
        super().__init__(context, "收回线索权限", "收回", "收回后线索台账换新密钥，其他人的口令不变。", parent)
        self._pair, self._who = self.pair_rows(), self.person_row("收回谁的")

    def carry_out(self) -> None:
        """By both together."""
        self.run(granting.take_back, self._pair(), self._who.currentText())


class PassOnDialog(GiveDialog):
    """Others take the place of the two."""

    def __init__(self, context: AppContext, parent: QWidget) -> None:
        note = "现任两人输授予口令，接任两人输登录口令并各设授予口令。"
        super().__init__(context, "更换授予人", "更换", note, parent)
        self._pair, self._others = self.pair_rows("现任"), self.pair_rows("接任", proven=True)

    def carry_out(self) -> None:
        """By those of now, for those who come."""
        self.run(granting.pass_on, self._pair(), self._others())
