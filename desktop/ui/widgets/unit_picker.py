"""Choose a unit by name, short name or pinyin initials: `mzj` finds 县民政局."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QCompleter, QLineEdit

from db.queries import lineage
from db.queries.register import names_and_aliases
from desktop.ui.context import AppContext
from desktop.ui.typed import found_in
from desktop.ui.widgets.offers import Offers

NO_PARENT = QModelIndex()
Unit = tuple[int, str, str]


class _Found(QAbstractListModel):
    def __init__(self, units: Sequence[Unit], former: Collection[int]) -> None:
        super().__init__()
        self.units = tuple(units)
        self._offered = tuple(unit for unit in units if unit[0] not in former)
        self.found: list[Unit] = list(self._offered)

    def narrow(self, typed: str) -> None:
        self.beginResetModel()
        self.found = [unit for unit in self._offered if found_in(typed, unit[1]) or found_in(typed, unit[2])]
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = NO_PARENT) -> int:
        """The units found."""
        return 0 if parent.isValid() else len(self.found)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        """The short name and the full one."""
        if not index.isValid() or role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return None
        _, short, full = self.found[index.row()]
        return short if role == Qt.ItemDataRole.EditRole or short == full else f"{short}　{full}"


class UnitPicker(QLineEdit):
    """A line with the found units below; `picked` tells the id, or None when it is cleared."""

    picked = Signal(object)

    def __init__(self, units: Sequence[Unit] = (), former: Collection[int] = ()) -> None:
        super().__init__(placeholderText="单位名称、简称或拼音首字母", clearButtonEnabled=True)
        self._unit: Unit | None = None
        self.set_units(units, former)
        self.textEdited.connect(self._narrow)
        self.editingFinished.connect(self._settle)

    def set_units(self, units: Sequence[Unit], former: Collection[int] = ()) -> None:
        """The units to choose from: id, short name, full name. The `former` ones are shown where they stand, never offered."""
        self._found = _Found(units, former)
        completer = Offers(self._found, self)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        completer.setMaxVisibleItems(10)
        completer.activated[QModelIndex].connect(self._activated)  # type: ignore[index]  # Qt's own form of a signal
        self.setCompleter(completer)

    def unit_id(self) -> int | None:
        """The unit chosen."""
        return self._unit[0] if self._unit else None

    def set_unit(self, unit_id: int | None) -> None:
        """Show a unit."""
        self._unit = next((unit for unit in self._found.units if unit[0] == unit_id), None)
        self.setText(self._unit[1] if self._unit else "")

    def _narrow(self, typed: str) -> None:
        self._found.narrow(typed)
        if not typed.strip():
            self._choose(None)

    def _activated(self, index: QModelIndex) -> None:
        if 0 <= index.row() < len(self._found.found):
            self._choose(self._found.found[index.row()])

    def _settle(self) -> None:
        """On leaving: the only unit found is meant; anything else goes back to the unit chosen before."""
        typed = self.text().strip()
        if not typed:
            self._choose(None)
        elif self._unit is None or typed != self._unit[1]:
            self._found.narrow(typed)
            exact = [unit for unit in self._found.found if typed in unit[1:]] or self._found.found
            self._choose(exact[0] if len(exact) == 1 else self._unit)

    def _choose(self, unit: Unit | None) -> None:
        changed = unit != self._unit
        self._unit = unit
        if unit is not None or not self.text().strip():
            self.setText(unit[1] if unit else "")
        if changed:
            self.picked.emit(unit[0] if unit else None)


def unit_choices(context: AppContext) -> list[tuple[int, str, str]]:
    """Id, short name and full name of every living unit, as the picker wants them."""
    seen: dict[int, str] = {}
    for unit_id, name, _alias in names_and_aliases(context.reader):
        seen.setdefault(unit_id, name)
    return [(unit_id, name.removesuffix("党组").removesuffix("党委"), name) for unit_id, name in seen.items()]


def former_units(context: AppContext) -> frozenset[int]:
    """The units that went into others by today (撤并): nothing new is entered on them."""
    return lineage.gone(context.reader, context.today.isoformat())
