"""定下一处冲突: every side with who said it and when, one of them or own words."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QRadioButton, QWidget

from desktop.errors import KnownError
from desktop.operations.packages import settling
from desktop.operations.packages.settling import OpenOne
from desktop.operations.packages.taking_sides import SHOWN
from desktop.rules.moments import to_minute
from desktop.ui.context import AppContext
from desktop.ui.dialogs.form_dialog import FormDialog
from desktop.ui.widgets.writing_field import WritingLine

OWN = 1000
"""The place of own words among the sides; Qt keeps the negative ones for itself."""
UNDER = 26
"""How far what a side says stands behind its button."""


class Indented(QWidget):
    """A widget set in under the button that it belongs to."""

    def __init__(self, inner: QWidget, by: int) -> None:
        super().__init__()
        line = QHBoxLayout(self)
        line.setContentsMargins(by, 0, 0, 0)
        line.addWidget(inner)


class SettleDialog(FormDialog):
    """What is shown stands chosen, so that Enter keeps it, where any side is shown; Alt+1, Alt+2 … take a side."""

    def __init__(self, context: AppContext, parent: QWidget, one: OpenOne) -> None:
        super().__init__(context, "定下合并冲突", "定下", parent, width=560)
        self._one = one
        self.head(f"{one.told.record}　{one.told.title}")
        if one.told.base or one.own_field is not None:  # of a state that nobody had written nothing is known
            self.note(f"分开以前：{one.told.base or '空'}")
        self.sides = QButtonGroup(self)
        for place, side in enumerate(one.told.sides):
            is_shown = place == SHOWN and not one.meanwhile
            shown = "，现用" if is_shown else ""
            button = self._side(place, f"{side.user} {to_minute(side.at)} 登记{shown}", side.value or "空")
            button.setChecked(is_shown)
            if place != SHOWN and one.why_shown:
                button.setEnabled(False)
                button.setToolTip(one.why_shown)
        self.own = WritingLine("", "都不取时另写")
        if one.own_field is not None:
            other = self._side(OWN, "另写", "")
            self.own.setAccessibleName(one.told.title)
            self.own.textChanged.connect(lambda _text: other.setChecked(True))
            self.body.addWidget(Indented(self.own, context.theme.px(UNDER)))
        self.sides.button(SHOWN).setFocus()
        for said in filter(None, (one.meanwhile, one.why_shown)):
            self.note(said)
        if one.follows:
            self.note(one.follows)
        else:
            self.note("定下以后随下一个数据包告诉别的副本；可以撤销，撤销后这处冲突重新列出。")

    def _side(self, place: int, who: str, value: str) -> QRadioButton:
        """One side: who said it when, and below it, as long as it is, what he said."""
        button = QRadioButton(who if place == OWN else f"&{place + 1}　{who}", self)
        button.setAccessibleDescription(value)
        self.sides.addButton(button, place)
        self.body.addWidget(button)
        if value:
            label = QLabel(value, wordWrap=True, textInteractionFlags=Qt.TextInteractionFlag.TextSelectableByMouse)
            label.setProperty("role", "strong")
            self.body.addWidget(Indented(label, self.context.theme.px(UNDER)))
        return button

    def carry_out(self) -> None:
        """Settle by the chosen side."""
        chosen = self.sides.checkedId()
        if chosen < 0:
            raise KnownError("还没有取哪一方。请选一方再定下。", "not_chosen")
        if chosen == OWN:
            self.run(settling.settle, self._one.number, own=self.own.text().strip())
        else:
            self.run(settling.settle, self._one.number, chosen)
