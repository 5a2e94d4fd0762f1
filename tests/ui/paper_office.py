"""An office with overdue findings and a clerk's hands that also answer dialogs."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog

from desktop.operations import rounds
from desktop.operations.change import change
from desktop.operations.defaults import put_defaults
from desktop.operations.office import put_setting
from desktop.rules.permissions import Action
from tests.builders import EVERYONE, a_finding, a_round, a_unit

OFFICE = {
    "county": "云岭县",
    "office": "中共云岭县委巡察工作领导小组办公室",
    "office_short": "云岭县委巡察办",
    "leading_group": "中共云岭县委巡察工作领导小组",
    "contact": "王敏",
    "phone": "6620153",
    "number_prefix": "云",
}
UNITS = ("县民政局党组", "县教育局党组", "县水利局党组", "县城市管理局党组", "县财政局党组", "青石镇党委")


def an_office_with_overdue(ledger, late=5, settings=OFFICE, defaults=True):
    """Six units with three findings each; the first `late` units have one or two that are overdue on 5 June.

    `defaults`: False where the ledger was made as an office makes one, with its bases and lists.
    """
    with change(ledger, EVERYONE, Action.EDIT_UNIT, "机关设置") as changes:
        if defaults:
            put_defaults(changes)
        for name, value in settings.items():
            put_setting(changes, name, value)
    round_id = a_round(ledger, feedback_on="2026-03-18", months=3)
    units, ids = [], []
    for place, name in enumerate(UNITS):
        units.append(a_unit(ledger, name, short=name.removesuffix("党组").removesuffix("党委")))
        for number in range(3):
            overdue = place < late and number <= place % 2
            ids.append(
                a_finding(
                    ledger,
                    round_id,
                    units[-1],
                    f"第{place + 1}家单位的第{number + 1}个问题，票据管理不规范",
                    first_due_on="2026-05-18" if overdue else "2026-06-18",
                    due_kind="date",
                    responsible_leader="陈卫东",
                    category1="二 群众身边腐败和作风",
                    category2="财务资金",
                )  # fmt: skip
            )
    rounds.place_units(ledger, EVERYONE, round_id, units)
    return round_id, units, ids


def single_tab(qtbot, context, kind):
    """单份出文 with a kind in hand, everything read."""
    from desktop.ui.pages.letters.page import LettersPage
    from tests.ui.office import settled, show

    page = show(qtbot, context, LettersPage(context))
    page.open_with({"kind": kind})
    tab = page.stack.currentWidget()
    settled(qtbot, context)
    return tab


class Answer:
    """Presses a button of the next dialog from inside its own event loop, and keeps what the dialog said."""

    waiting: ClassVar[list] = []  # a timer keeps no reference to who waits

    def __init__(self, hands, press):
        self.hands, self.press, self.dialog_text = hands, press, ""
        self.seen = False

    def soon(self):
        Answer.waiting[:] = [self]  # one whose dialog never came must not answer another test's
        QTimer.singleShot(0, self._answer)
        return self

    def _answer(self):
        if self not in Answer.waiting:
            return
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, QDialog) or not dialog.isVisible() or not dialog.isActiveWindow():
            QTimer.singleShot(20, self._answer)
            return
        Answer.waiting.remove(self)
        self.seen = True
        self.dialog_text = "\n".join(label.text() for label in dialog.findChildren(_label()))
        self.press(self.hands, dialog)


def _label():
    from PySide6.QtWidgets import QLabel

    return QLabel
