"""The table itself: fixed row heights, columns frozen at the left, keys of Excel."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QKeyEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QTableView, QToolTip

from desktop.ledgers.long_list import ids_of, picked
from desktop.ui.grid.header import GridHeader
from desktop.ui.grid.ledger_model import LedgerModel
from desktop.ui.grid.left_rows import Left
from desktop.ui.grid.paint import GridDelegate
from desktop.ui.grid.room import spared
from desktop.ui.theme import Theme
from desktop.ui.widgets.whole_rows import cover_cut_row

STANDARD_ROW, LIST_ROW, COMPACT_ROW = 40, 31, 28
TICK_WIDTH = 42
_TRIGGERS = (
    QAbstractItemView.EditTrigger.DoubleClicked
    | QAbstractItemView.EditTrigger.EditKeyPressed
    | QAbstractItemView.EditTrigger.AnyKeyPressed
)


def _dress(view: QTableView, theme: Theme, model: LedgerModel) -> GridDelegate:
    """What the table and the copy that shows its frozen columns have in common."""
    delegate = GridDelegate(theme, view)
    view.setModel(model)
    view.setItemDelegate(delegate)
    view.setHorizontalHeader(GridHeader(theme, view))
    view.setShowGrid(False)
    view.setWordWrap(False)
    view.setCornerButtonEnabled(False)
    view.verticalHeader().hide()
    view.verticalHeader().setMinimumSectionSize(theme.px(COMPACT_ROW))
    view.verticalHeader().setDefaultSectionSize(theme.px(STANDARD_ROW))
    view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
    view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)
    view.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    return delegate


class FrozenColumns(QTableView):
    """The frozen columns once more, lying over the table's left edge."""

    def __init__(self, theme: Theme, model: LedgerModel, over: QTableView) -> None:
        super().__init__(over)
        self.delegate = _dress(self, theme, model)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(_TRIGGERS)
        self.setStyleSheet(f"QTableView {{ border: none; border-right: 2px solid {theme.colours.line}; }}")
        self._ground = theme.colour("surface")

    def paintEvent(self, event: QPaintEvent) -> None:
        """Whole rows only, as in the table below."""
        super().paintEvent(event)
        cover_cut_row(self, self._ground)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The table below shows its menu: both have their rows and the corner of their cells in common."""
        view = self.parent()
        assert isinstance(view, GridView)
        view.contextMenuEvent(event)


class GridView(QTableView):
    """A LedgerModel on the screen."""

    ticked = Signal()
    copied = Signal(int)
    menu_asked = Signal(QPoint)
    widths_changed = Signal()
    stretched = ""
    tight = _laying_out = False
    """Whether the declared widths had no room together when they were last laid out."""
    left: Left | None = None
    """How it stood when it gave its rows back, until the next ones are shown."""

    def __init__(self, theme: Theme, model: LedgerModel, frozen: int = 0) -> None:
        super().__init__()
        self._theme, self._ledger_model, self._frozen_count = theme, model, frozen
        self._delegate = _dress(self, theme, model)
        self.setEditTriggers(_TRIGGERS)
        self.setTabKeyNavigation(False)
        self.frozen = FrozenColumns(theme, model, self)
        self.frozen.setSelectionModel(self.selectionModel())
        self.frozen.verticalScrollBar().valueChanged.connect(self.verticalScrollBar().setValue)
        self.verticalScrollBar().valueChanged.connect(self.frozen.verticalScrollBar().setValue)
        self.horizontalHeader().sectionResized.connect(self._copy_width)
        self.frozen.horizontalHeader().sectionResized.connect(self._take_width)
        model.modelReset.connect(self.lay_out_columns)
        self.lay_out_columns()

    # -- looks

    @property
    def frozen_count(self) -> int:
        """How many declared columns stay at the left."""
        return self._frozen_count

    def freeze(self, count: int) -> None:
        """Keep so many columns at the left."""
        self._frozen_count = count
        self._show_frozen()

    def set_row_height(self, height: int, lines: int) -> None:
        """All rows alike: 40 px with two lines, 31 px for short lists, 28 px compact."""
        for view in (self, self.frozen):
            view.verticalHeader().setDefaultSectionSize(self._theme.px(height))
        self._delegate.lines = self.frozen.delegate.lines = lines

    def lay_out_columns(self) -> None:
        """Give the columns their declared widths where the clerk has set none, somewhat less where all then have room."""
        model = self._ledger_model
        columns = {section: model.column_at(section) for section in range(model.columnCount())}
        widths = {
            section: TICK_WIDTH if column is None else self._theme.px(self.widths.get(column.field, column.width))
            for section, column in columns.items()
        }
        may_give = {
            section: column
            for section, column in columns.items()
            if column is not None and column.field not in self.widths and column.field != self.stretched
        }
        room = self.viewport().width()
        self.tight = sum(widths.values()) > room
        self._laying_out = True
        for section, width in (widths | spared(may_give, widths, room, model.all_records, self._theme)).items():
            if self.columnWidth(section) != width:
                self.setColumnWidth(section, width)
        self._laying_out = False
        if self.stretched:
            self.stretch(self.stretched)
        self._show_frozen()

    @property
    def widths(self) -> dict[str, int]:
        """The widths the clerk has set, by field, at 100 %."""
        if not hasattr(self, "_widths"):
            self._widths: dict[str, int] = {}
        return self._widths

    def stretch(self, field: str) -> None:
        """Let one column take the room that is left, also when the window is resized."""
        self.stretched = field
        section = self._ledger_model.section_of(field)
        others = sum(self.columnWidth(s) for s in range(self._ledger_model.columnCount()) if s != section)
        column = self._ledger_model.column_at(section)
        if section >= 0 and column is not None and field not in self.widths:
            self.setColumnWidth(section, max(self._theme.px(column.width), self.viewport().width() - others))
            self.widths.pop(field, None)
            self._show_frozen()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Whole rows only (ux/pages.md §3)."""
        super().paintEvent(event)
        cover_cut_row(self, self._theme.colour("surface"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the frozen columns in place."""
        super().resizeEvent(event)
        if self.tight or self.horizontalHeader().length() > self.viewport().width():
            self.lay_out_columns()
        elif self.stretched:
            self.stretch(self.stretched)
        self._place_frozen()

    def _show_frozen(self) -> None:
        count = self._frozen_count + int(self._ledger_model.ticks) if self._frozen_count else 0
        for section in range(self._ledger_model.columnCount()):
            self.frozen.setColumnHidden(section, section >= count)
            if section < count:
                self.frozen.setColumnWidth(section, self.columnWidth(section))
        self.frozen.setVisible(count > 0)
        self._delegate.covered = count
        self._place_frozen()

    def _place_frozen(self) -> None:
        count = self._frozen_count + int(self._ledger_model.ticks) if self._frozen_count else 0
        width = sum(self.columnWidth(s) for s in range(min(count, self._ledger_model.columnCount())))
        edge = self.frameWidth()
        self.frozen.setGeometry(edge, edge, width + 1, self.viewport().height() + self.horizontalHeader().height())

    def _copy_width(self, section: int, _old: int, new: int) -> None:
        self._keep_width(section, new)
        if not self.frozen.isColumnHidden(section):
            self.frozen.setColumnWidth(section, new)
        self._place_frozen()

    def _take_width(self, section: int, _old: int, new: int) -> None:
        if not self.frozen.isColumnHidden(section) and new:
            self.setColumnWidth(section, new)

    def _keep_width(self, section: int, new: int) -> None:
        column = self._ledger_model.column_at(section)
        pulled = not self._laying_out and any(view.horizontalHeader().underMouse() for view in (self, self.frozen))
        if column is not None and pulled:
            self.widths[column.field] = round(new * 13 / self._theme.body)
            self.widths_changed.emit()

    # -- keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space ticks, Ctrl+C copies the cell in hand or the rows chosen, Home and End with Ctrl go to the first and last row; F2 on a fixed cell says why."""
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        key = event.key()
        if key == Qt.Key.Key_Space and not control and self._ledger_model.ticks:
            self._tick_selected()
        elif key == Qt.Key.Key_C and control and not shift and self._one_row():
            self.copy_cell()
        elif key == Qt.Key.Key_C and control:
            self.copy(with_header=shift)
        elif key == Qt.Key.Key_Home and control:
            self._go_to(0)
        elif key == Qt.Key.Key_End and control:
            self._go_to(self._ledger_model.rowCount() - 1)
        elif key == Qt.Key.Key_F2 and not self._may_edit(self.currentIndex()):
            self._say_why()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not control:
            self.activated.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Right click, the Menu key and Shift+F10: the row under the mouse, or the cell in hand, and its menu."""
        if event.reason() == QContextMenuEvent.Reason.Mouse:
            index = self.indexAt(event.pos())
            if not index.isValid():
                return
            if not self.selectionModel().isRowSelected(index.row()):
                self.setCurrentIndex(index)
            else:
                self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
            self.menu_asked.emit(event.globalPos())
        elif self.currentIndex().isValid():
            self.menu_asked.emit(self.viewport().mapToGlobal(self.visualRect(self.currentIndex()).bottomLeft()))
        event.accept()

    def copy_cell(self) -> None:
        """The cell in hand alone."""
        index = self.currentIndex()
        column = self._ledger_model.column_at(index.column()) if index.isValid() else None
        if column is not None:
            QGuiApplication.clipboard().setText(_plain(column.text(self._ledger_model.shown[index.row()])))
            self.copied.emit(1)

    def ids_looked_at(self) -> Sequence[int]:
        """The records in the rows that the window has room for, and the one in hand: what is read anew first of all."""
        if self.left is not None:
            return self.left.looked_at
        first, in_hand = self.rowAt(0), self.currentIndex().row()
        height = max(self.verticalHeader().defaultSectionSize(), 1)
        last = min(first + self.viewport().height() // height + 2, self._ledger_model.rowCount())
        rows = {*(range(first, last) if first >= 0 else ()), *((in_hand,) if in_hand >= 0 else ())}
        return ids_of(picked(self._ledger_model.shown, rows))

    def chosen_rows(self) -> list[int]:
        """The selected rows in order; read by ranges, a hundred thousand rows are one of them."""
        last = self._ledger_model.columnCount() - 1
        chosen = self.selectionModel().selection()
        spans = [chosen.at(place) for place in range(chosen.count())]
        whole = [span for span in spans if span.left() == 0 and span.right() == last]
        if len(whole) == 1:
            return list(range(whole[0].top(), whole[0].bottom() + 1))
        return sorted({row for span in whole for row in range(span.top(), span.bottom() + 1)})

    def _one_row(self) -> bool:
        index = self.currentIndex()
        return (
            index.isValid()
            and len(self.chosen_rows()) == 1
            and self._ledger_model.column_at(index.column()) is not None
        )

    def copy(self, *, with_header: bool = False) -> None:
        """The selected rows as plain cells, as Excel and WPS take them."""
        model = self._ledger_model
        rows = self.chosen_rows()
        lines = ["\t".join(column.title for column in model.columns)] if with_header else []
        for record in picked(model.shown, rows):
            cells = (column.text(record) for column in model.columns)
            lines.append("\t".join(_plain(cell) for cell in cells))
        if rows:
            QGuiApplication.clipboard().setText("\n".join(lines))
            self.copied.emit(len(rows))

    def _go_to(self, row: int) -> None:
        if 0 <= row < self._ledger_model.rowCount():
            self.setCurrentIndex(self._ledger_model.index(row, max(self.currentIndex().column(), 0)))

    def _tick_selected(self) -> None:
        ids = ids_of(picked(self._ledger_model.shown, self.chosen_rows()))
        self._ledger_model.tick(ids, not self._ledger_model.ticked.issuperset(ids))

    def _may_edit(self, index: QModelIndex) -> bool:
        return bool(self._ledger_model.flags(index) & Qt.ItemFlag.ItemIsEditable)

    def _say_why(self) -> None:
        index = self.currentIndex()
        column = self._ledger_model.column_at(index.column()) if index.isValid() else None
        if column is not None:
            corner = self.viewport().mapToGlobal(self.visualRect(index).bottomLeft())
            QToolTip.showText(corner, column.reason or "此栏不在表中修改", self)


def _plain(cell: str) -> str:
    return "" if cell == "—" else cell.replace("\t", " ").replace("\n", " ").replace("−", "-")
