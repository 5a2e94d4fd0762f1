"""The steps of a paper on its way in, and at their right the round and the unit that it is meant for."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QLabel, QSizePolicy

from db.queries.imports import rounds
from desktop.ui.context import AppContext
from desktop.ui.widgets.step_line import StepLine
from desktop.ui.widgets.unit_picker import Unit, UnitPicker, former_units, unit_choices


class WordStrip(QFrame):
    """`meant` tells round and unit by name after the clerk changed one."""

    meant = Signal(str, str)

    def __init__(self, context: AppContext, steps: Sequence[str]) -> None:
        super().__init__()
        self.setObjectName("card")
        self._context = context
        self._named = self._round = ""
        self._units: list[Unit] = []
        self.line = StepLine(context.theme, steps)
        self.round, self.unit = QComboBox(), UnitPicker()
        self.round.setAccessibleName("轮次")
        self.unit.setAccessibleName("单位")
        self.round_word, self.unit_word = QLabel("轮次"), QLabel("单位")
        self.round.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        for box, wide in ((self.round, 240), (self.unit, 190)):
            box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            box.setMaximumWidth(context.theme.px(wide))
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 14, 8)
        row.addWidget(self.line)
        row.addStretch()
        for widget in (self.round_word, self.round, self.unit_word, self.unit):
            row.addWidget(widget)
        self.round.activated.connect(self._changed)
        self.unit.picked.connect(self._changed)

    def switch_round(self) -> str:
        """The round that the window shows."""
        chosen = self._context.switches.round_id
        return next((one.name for one in rounds(self._context.reader) if one.id == chosen), "")

    def refresh(self) -> None:
        """Read rounds and units again."""
        self._units = unit_choices(self._context)
        held = self.unit.unit_id()
        self.unit.set_units(self._units, former_units(self._context))
        if held is not None:
            self.unit.set_unit(held)
        self._fill_rounds()

    def show_meant(self, round_name: str, unit: str, named: str = "", *, several: Sequence[str] = ()) -> None:
        """What a paper was taken for, and the round that it names; one to several units names them itself, finding by finding."""
        self._named, self._round = named, round_name
        self.refresh()
        self.unit.set_unit(next((one[0] for one in self._units if one[2] == unit), None))
        self.unit.setEnabled(not several)
        self.unit.setPlaceholderText(f"{len(several)} 家，逐条写明" if several else "单位名称、简称或拼音首字母")

    def show_step(self, place: int, *, choosing: bool) -> None:
        """The step in hand; round and unit are chosen at one of them."""
        self.line.set_current(place)
        for widget in (self.round_word, self.round, self.unit_word, self.unit):
            widget.setVisible(choosing)

    def _fill_rounds(self) -> None:
        self.round.clear()
        known = [one.name for one in rounds(self._context.reader)]
        for name in known:
            self.round.addItem(name, name)
        for name in dict.fromkeys((self._round, self._named)):
            if name and name not in known and not any(name in one for one in known):
                self.round.addItem(f"新建“{name}”", name)
        self.round.setCurrentIndex(self.round.findData(self._round))

    def _changed(self, _what: object) -> None:
        self._round = self.round.currentData() or ""
        chosen = self.unit.unit_id()
        self.meant.emit(self._round, next((one[2] for one in self._units if one[0] == chosen), ""))
