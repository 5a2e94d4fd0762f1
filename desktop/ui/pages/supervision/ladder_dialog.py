"""催办阶梯…: which papers follow one another where nobody answers, for all rounds or for the round in hand."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QComboBox, QRadioButton, QWidget

from db.records import RoundRow
from desktop.operations.supervision import ladder
from desktop.rules.chasing import Rung
from desktop.ui.context import AppContext
from desktop.ui.dialogs.form_dialog import FormDialog

SHOWN = 6
"""Rungs that are offered; the last ones may stay empty."""


class LadderDialog(FormDialog):
    """One box a rung, from below to above."""

    def __init__(self, context: AppContext, one: RoundRow | None, parent: QWidget | None = None) -> None:
        super().__init__(context, "催办阶梯", "保存", parent)
        self._round = one
        self.note("上一级到回复期限没有回，才建议下一级；电话、上门和谈话只记录，不算一级。")
        reader = context.reader
        self.everywhere = QRadioButton("各轮共用")
        self.here = QRadioButton(f"只用于{one.name}" if one is not None else "只用于一轮（先在上方选一轮）")
        self.here.setEnabled(one is not None)
        own = one is not None and ladder.has_own(reader, one.id)
        (self.here if own else self.everywhere).setChecked(True)
        self.row("用于", self.everywhere)
        self.row("", self.here)
        self.rungs: list[QComboBox] = []
        for place in range(SHOWN):
            box = QComboBox()
            box.addItem("（没有这一级）", None)
            for rung in ladder.choices(reader):
                box.addItem(rung.title, rung.kind)
            self.rungs.append(self.row(f"第 {place + 1} 级", box))
        self._show(ladder.ladder_of(reader, one.id if one is not None else None))
        self.everywhere.toggled.connect(self._turn)

    def carry_out(self) -> None:
        """Set the rungs."""
        kinds = [box.currentData() for box in self.rungs if box.currentData() is not None]
        round_id = self._round.id if self._round is not None and self.here.isChecked() else None
        self.run(ladder.put_ladder, kinds, round_id)

    def _turn(self, everywhere: bool) -> None:
        round_id = None if everywhere or self._round is None else self._round.id
        self._show(ladder.ladder_of(self.context.reader, round_id))

    def _show(self, rungs: Sequence[Rung]) -> None:
        for place, box in enumerate(self.rungs):
            kind = rungs[place].kind if place < len(rungs) else None
            box.setCurrentIndex(max(0, next((at for at in range(box.count()) if box.itemData(at) == kind), 0)))
