"""Any ledger's records as a table model; it asks the ledger nothing and sorts and filters plain lists."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from desktop.ledgers.column import Align, Column
from desktop.ledgers.long_list import ids_of, kept_as, late_in
from desktop.ui.aside import Aside, few
from desktop.ui.grid.behind import Behind
from desktop.ui.grid.rows import Arrangement, Placed, placed

Index = QModelIndex | QPersistentModelIndex
DISPLAY = Qt.ItemDataRole.DisplayRole
EDIT = Qt.ItemDataRole.EditRole
NO_PARENT = QModelIndex()
_FIXED = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemNeverHasChildren
_TICK, _TYPED = _FIXED | Qt.ItemFlag.ItemIsUserCheckable, _FIXED | Qt.ItemFlag.ItemIsEditable
RECORD = Qt.ItemDataRole.UserRole
MARK = Qt.ItemDataRole.UserRole + 1
_ALIGN = {
    Align.LEFT: Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter,
    Align.CENTER: Qt.AlignmentFlag.AlignCenter,
    Align.RIGHT: Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
}


class LedgerModel(QAbstractTableModel):
    """Shows records in columns. Column 0 is the tick where ticks are wanted; a record is known by its `id`."""

    edited = Signal(object, str, object)
    ticks_changed = Signal()
    arranged_anew = Signal()

    def __init__(self, columns: Sequence[Column], *, ticks: bool = False, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.all_columns, self.columns = tuple(columns), tuple(column for column in columns if not column.hidden)
        self.ticks = ticks
        self.how = Arrangement()
        self.all_records: Sequence[Any] = ()
        self.is_read = False
        """Whether records were handed over at all: before that nobody knows that there are none."""
        self.shown: Sequence[Any] = []
        self._ticked: set[int] = set()
        self._ticked_shown: int | None = 0
        self.editable = True
        self._places: Mapping[Any, int] = {}
        self._aside = Aside(self)
        self.behind = Behind(self)

    # -- what is shown

    def show_records(self, records: Sequence[Any]) -> None:
        """Show other records; ticks of records that are gone are dropped."""
        self.all_records, self.is_read = kept_as(records), True
        if self.ticked:
            self.ticked = self.ticked.intersection(ids_of(self.all_records))
        self.behind.read(self.all_records)
        self._rearrange()

    @property
    def busy(self) -> bool:
        """Whether rows are still being arranged or read."""
        return self._aside.busy or self.behind.busy

    def let_go(self) -> Sequence[object]:
        """Hand over everything that is held of the rows, as if none had been shown yet; filters, sort, columns and ticks stay."""
        gone = (self.all_records, self.shown, self._places)
        late = late_in(self.shown)
        if late is not None:
            late.end()
        self.beginResetModel()
        self.all_records, self.shown, self._places, self.is_read, self._ticked_shown = (), [], {}, False, None
        self.endResetModel()
        return gone

    def arrange(self, how: Arrangement) -> None:
        """Filter and sort anew."""
        self.how = how
        self._rearrange()

    def set_columns(self, columns: Sequence[Column]) -> None:
        """Show other columns, or the same ones in another order."""
        self.beginResetModel()
        self.columns = tuple(columns)
        self.endResetModel()
        self.arranged_anew.emit()

    def when_settled(self, then: Callable[[], Any]) -> None:
        """Do something as soon as the rows stand as they were last wanted: now, unless many are being arranged."""
        self._aside.when_done(then)

    def settle(self) -> None:
        """Arrange at once what is still being arranged beside the window: whoever takes the rows along must not get the former ones."""
        if self._aside.busy:
            self._rearrange(at_once=True)

    def _rearrange(self, *, at_once: bool = False) -> None:
        """Many rows are filtered and sorted beside the window; what is shown stays until they are there."""
        work = partial(placed, self.all_records, self.all_columns, self.how)
        self._aside.do(work, self._take, at_once=at_once or few(self.all_records))

    def _take(self, found: Placed) -> None:
        former = late_in(self.shown)
        self.beginResetModel()
        self.shown, self._places, self._ticked_shown = found.rows, found.places, None
        self.endResetModel()
        if former is not None and former is not late_in(self.all_records):
            former.end()
        self.arranged_anew.emit()

    def column_at(self, section: int) -> Column | None:
        """The declaration of a column of the model; None for the tick column."""
        place = section - int(self.ticks)
        return self.columns[place] if 0 <= place < len(self.columns) else None

    def section_of(self, field: str) -> int:
        """The model column of a field, -1 where it is not shown."""
        for place, column in enumerate(self.columns):
            if column.field == field:
                return place + int(self.ticks)
        return -1

    def row_of(self, record_id: object) -> int:
        """The row of a record, -1 where it is not shown."""
        return self._places.get(record_id, -1)

    # -- ticks

    @property
    def ticked(self) -> set[int]:
        """The ids of what is ticked, also of what a filter hides; another set takes its place, it is never changed."""
        return self._ticked

    @ticked.setter
    def ticked(self, ids: set[int]) -> None:
        self._ticked, self._ticked_shown = ids, None

    @property
    def ticked_shown(self) -> int:
        """How many of the records that are shown are ticked: counted once, the head asks with every paint."""
        if self._ticked_shown is None:
            self._ticked_shown = sum(map(self._ticked.__contains__, self._places)) if self._ticked else 0
        return self._ticked_shown

    @property
    def all_ticked(self) -> bool:
        """Whether every record that is shown is ticked."""
        return 0 < self.ticked_shown == len(self._places)

    @property
    def ticked_beyond(self) -> int:
        """How many ticked records the filter hides."""
        return 0 if len(self.shown) == len(self.all_records) else len(self._ticked) - self.ticked_shown

    def tick(self, ids: Sequence[int], on: bool) -> None:
        """Tick or untick records, also ones that a filter hides."""
        self.ticked = self._ticked.union(ids) if on else self._ticked.difference(ids)
        if self.ticks and self.shown:
            self.dataChanged.emit(
                self.index(0, 0), self.index(len(self.shown) - 1, 0), [Qt.ItemDataRole.CheckStateRole]
            )
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, 0)
        self.ticks_changed.emit()

    # -- Qt's questions

    def rowCount(self, parent: Index = NO_PARENT) -> int:
        """How many records are shown."""
        return 0 if parent.isValid() else len(self.shown)

    def columnCount(self, parent: Index = NO_PARENT) -> int:
        """How many columns, the tick included."""
        return 0 if parent.isValid() else len(self.columns) + int(self.ticks)

    def data(self, index: Index, role: int = DISPLAY) -> Any:
        """A cell's text, mark, record, tick, alignment or tooltip; nothing for every other role."""
        if role not in _ANSWERED or not index.isValid():
            return None
        record, column = self.shown[index.row()], self.column_at(index.column())
        if role == RECORD:
            return record
        if column is None:
            return self._tick_data(record, role)
        if role == DISPLAY:
            return str(index.row() + 1) if column.counts_rows else column.text(record)
        if role == MARK:
            return column.mark(record) if column.mark is not None else None
        if role == EDIT:
            value = column.value(record)
            if column.declared is not None:
                return column.declared.text(value)
            return "" if value is None else str(value)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _ALIGN[column.align]
        return self._tooltip(column, record) if role == Qt.ItemDataRole.ToolTipRole else None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = DISPLAY) -> Any:
        """The titles of the columns."""
        column = self.column_at(section) if orientation == Qt.Orientation.Horizontal else None
        if column is None:
            return None
        if role == DISPLAY:
            return column.title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _ALIGN[Align.LEFT if column.align is Align.CENTER else column.align]
        return column.title if role == Qt.ItemDataRole.ToolTipRole else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Which cells may be typed in or ticked."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        column = self.column_at(index.column())
        if column is None:
            return _TICK
        return _TYPED if column.editable and self.editable else _FIXED

    def setData(self, index: Index, value: Any, role: int = EDIT) -> bool:
        """A tick is kept here; a typed value is told to the page, whose operation decides."""
        if not index.isValid():
            return False
        record, column = self.shown[index.row()], self.column_at(index.column())
        if column is None and role == Qt.ItemDataRole.CheckStateRole:
            self.tick([record.id], Qt.CheckState(value) == Qt.CheckState.Checked)
            return True
        if column is None or role != EDIT or not column.editable or not self.editable:
            return False
        if str(value) != self.data(index, EDIT):
            self.edited.emit(record, column.field, value)
        return True

    def _tick_data(self, record: Any, role: int) -> Any:
        if role == Qt.ItemDataRole.CheckStateRole:
            return Qt.CheckState.Checked if record.id in self.ticked else Qt.CheckState.Unchecked
        return None

    def _tooltip(self, column: Column, record: Any) -> str | None:
        mark = column.mark(record) if column.mark is not None else None
        return (mark.tooltip or mark.word) if mark is not None else column.text(record)


_ANSWERED = frozenset(
    {
        DISPLAY,
        EDIT,
        RECORD,
        MARK,
        Qt.ItemDataRole.CheckStateRole,
        Qt.ItemDataRole.TextAlignmentRole,
        Qt.ItemDataRole.ToolTipRole,
    }
)
