"""Step 3 查错: the clerk's sheet at the left, what must be mended at the right, the accounting law at the foot."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.exchange.list_reading.reading import ReadingFault
from desktop.ledgers import books
from desktop.operations.importing.certain import is_certain
from desktop.operations.importing.decisions import Decisions
from desktop.operations.importing.review import Reviewed, is_must, place_of
from desktop.ui.context import AppContext
from desktop.ui.pages.importing.fault_list import TAUGHT, FaultGroup, FaultList, groups_of
from desktop.ui.pages.importing.law import (
    Mended,
    cell_text,
    filled_cells,
    law_of,
    layout_words,
    mended_values,
    written_texts,
)
from desktop.ui.pages.importing.legend import TintLegend
from desktop.ui.pages.importing.sheet_view import ASK, MENDED, MUST, SheetView, letters_of
from desktop.ui.widgets.card import Card
from desktop.ui.widgets.split import Split
from desktop.ui.widgets.unit_picker import unit_choices

_WIDTHS = {"serial": 60, "unit": 136, "category": 106, "text": 168, "due_on": 92, "amount_yuan": 100}


class FaultsStep(QWidget):
    """Remedies become decisions; the page reads the list anew after each."""

    decided = Signal(object)
    annotate_asked = Signal()
    heads_asked = Signal()
    new_units_asked = Signal(object)

    def __init__(self, context: AppContext) -> None:
        super().__init__()
        self._context = context
        self._reviewed: Reviewed | None = None
        self._decisions = Decisions()
        self._titles: dict[str, str] = {}
        self._groups: list[FaultGroup] = []
        self._mended: list[Mended] = []
        self.sheet = SheetView(context.theme)
        self.only_faulty = QCheckBox("只显示有问题的行及前后行")
        self.only_faulty.setChecked(True)
        self.only_faulty.toggled.connect(self._show_sheet)
        self.legend = TintLegend(context.theme, (MUST, ASK, MENDED))
        self.note = QLabel(wordWrap=True)
        self.note.setProperty("role", "secondary")
        self.list = FaultList(context)
        self.accept_button = QPushButton("全部采纳建议")
        self.accept_button.clicked.connect(self.accept_all)
        self.seen_button = QPushButton("全部看过")
        self.seen_button.clicked.connect(self.see_all)
        self.new_units_button = QPushButton("全部登记为新单位")
        self.new_units_button.clicked.connect(self._ask_new_units)
        self._lay_out()
        self.list.remedy.connect(self._remedy)
        self.list.chosen.connect(self._go_to)

    def show_reviewed(self, reviewed: Reviewed, decisions: Decisions, titles: dict[str, str]) -> None:
        """Show what stands open under the decisions."""
        own = {
            head.field: head.header.replace("\n", "")
            for table in reviewed.layout
            for head in table.headers
            if head.field
        }
        titles = {**titles, **own}  # the clerk's own words for the columns
        self._reviewed, self._decisions, self._titles = reviewed, decisions, titles
        self.list.units = unit_choices(self._context)
        form = reviewed.reading.form
        self.list.of_book = books.book(self._context.reader, form) if books.is_declared(form) else None
        self._groups = groups_of(reviewed.open_faults, written_texts(reviewed, decisions))
        self._mended = mended_values(reviewed)
        self.list.show_groups(self._groups, titles, [one.words(titles) for one in self._mended])
        must = [group for group in self._groups if is_must(group.first)]
        proposed = [group for group in must if self._is_certain(group)]
        unknown = [group for group in must if group.kind == "unknown_unit" and not group.suggestions]
        asked = len(self._groups) - len(must)
        rows = law_of(reviewed).must
        self.right.title_label.setText(f"必须改 {rows}")
        self.accept_button.setText(f"全部采纳建议 {len(proposed)}")
        self.accept_button.setToolTip("只采纳确定无疑的：名称除“党组”“县”等字外与名册相同，或大写金额")
        self.accept_button.setEnabled(bool(proposed))
        self.new_units_button.setVisible(len(unknown) > 1)
        self.seen_button.setVisible(asked > 1)
        told = {MUST: f"必须改 {rows}", ASK: f"请确认 {asked}", MENDED: f"已自动规整 {len(self._mended)}"}
        self.legend.show_words(told, f"已改 {len(decisions.cells)}" if decisions.cells else "")
        self.note.setText(layout_words(reviewed))
        self._show_sheet()

    def accept_all(self) -> None:
        """Take the best proposal of every group whose proposal is certain; the others are decided one by one."""
        decisions = self._decisions
        for group in self._groups:
            if is_must(group.first) and self._is_certain(group):
                decisions = self._with(decisions, group, "suggest", group.suggestions[0])
        self.decided.emit(decisions)

    def see_all(self) -> None:
        """Everything that only has to be seen was seen."""
        decisions = self._decisions
        for group in self._groups:
            if not is_must(group.first):
                decisions = self._with(decisions, group, "seen", "")
        self.decided.emit(decisions)

    def _is_certain(self, group: FaultGroup) -> bool:
        reader = self._context.reader
        return bool(group.suggestions) and is_certain(reader, group.kind, group.written, group.suggestions[0])

    def _of_kind(self, kind: str) -> list[FaultGroup]:
        return [group for group in self._groups if group.kind == kind and is_must(group.first)]

    def _remedy(self, group: FaultGroup, verb: str, value: str) -> None:
        if verb == "new_unit":
            self.new_units_asked.emit([group.written])
        elif verb.endswith("_kind"):
            decisions = self._decisions
            for each in self._of_kind(group.kind):
                decisions = self._with(decisions, each, verb.removesuffix("_kind"), value)
            self.decided.emit(decisions)
        else:
            self.decided.emit(self._with(self._decisions, group, verb, value))

    def _ask_new_units(self) -> None:
        names = [group.written for group in self._groups if group.kind == "unknown_unit" and not group.suggestions]
        self.new_units_asked.emit(names)

    def _with(self, decisions: Decisions, group: FaultGroup, verb: str, value: str) -> Decisions:
        if verb == "word":
            return decisions.with_word(TAUGHT[group.kind], group.written, value)
        if verb == "seen":
            for fault in group.faults:
                decisions = decisions.with_seen(fault)
            return decisions
        if group.kind in ("unknown_unit", "multiple_units") and verb == "suggest" and group.written:
            return decisions.with_answer(group.written, value)
        for fault in group.faults:
            place = place_of(fault)
            if place is None:
                decisions = decisions.with_seen(fault)
                continue
            if group.kind == "unknown_category" and verb == "suggest":
                text = self._category_text(fault, place, value)
            else:
                text = "" if verb == "empty" else value
            decisions = decisions.with_cell(place, text)
        return decisions

    def _category_text(self, fault: ReadingFault, place: tuple[str, int, str], name: str) -> str:
        """The cell's own text with its last part replaced: 二 / 资金财务 → 二 / 财务资金."""
        text = cell_text(self._reviewed, place)
        head, slash, _last = text.rpartition("/")
        return f"{head}{slash} {name}" if slash else name

    def _go_to(self, group: FaultGroup) -> None:
        place = place_of(group.first)
        if place is not None:
            self.sheet.go_to(place[1], place[2])

    def _show_sheet(self) -> None:
        reviewed = self._reviewed
        if reviewed is None or not reviewed.sheets:
            return
        open_places = [fault for fault in reviewed.open_faults if fault.row]
        name = open_places[0].sheet if open_places else reviewed.sheets[0].name
        sheet = next((one for one in reviewed.sheets if one.name == name), reviewed.sheets[0])
        tints = {}
        for fault in open_places:
            place = place_of(fault)
            if place is not None and place[0] == sheet.name:
                tints[(place[1], place[2])] = MUST if is_must(fault) else ASK
        own = {(one.row, one.letters): one.value for one in self._mended if one.sheet == sheet.name}
        mended = {
            (row, column): text for (one, row, column), text in self._decisions.cells.items() if one == sheet.name
        }
        rows = self._rows_of(
            sheet, {fault.row for fault in open_places if fault.sheet == sheet.name} | {row for row, _c in mended}
        )
        heads, widths = self._heads_of(sheet)
        quiet = frozenset(row.row for row in reviewed.reading.ignored if row.sheet == sheet.name)
        self.sheet.sheet_model.show_sheet(rows, filled_cells(sheet), heads, tints, own | mended, quiet)
        self.sheet.fit_columns(widths)

    def _rows_of(self, sheet: Any, faulty: set[int]) -> list[int]:
        rows = sorted(sheet.rows)
        self.only_faulty.setVisible(bool(faulty))
        if not faulty or not self.only_faulty.isChecked():
            return rows
        near = {row + step for row in faulty for step in (-1, 0, 1)}
        return [row for row in rows if row in near]

    def _heads_of(self, sheet: Any) -> tuple[list[tuple[str, str]], list[int]]:
        assert self._reviewed is not None
        known = {
            head.column: head for table in self._reviewed.layout if table.sheet == sheet.name for head in table.headers
        }
        last = max((max(cells, default=1) for cells in sheet.rows.values()), default=1)
        heads, widths = [], []
        for column in range(1, min(last, 60) + 1):
            letters = letters_of(column)
            head = known.get(letters)
            heads.append((letters, head.header.replace("\n", "") if head else ""))
            widths.append(_WIDTHS.get((head.field if head else None) or "", 96))
        return heads, widths

    def _lay_out(self) -> None:
        self.left = Card("原表（只读，行号与 Excel 一致）", "", "改表头对应")
        self.left.link_clicked.connect(self.heads_asked)
        self.left.flush()
        line = QWidget()
        inside = QHBoxLayout(line)
        inside.setContentsMargins(14, 4, 14, 4)
        inside.addWidget(self.legend)
        inside.addStretch(1)
        inside.addWidget(self.only_faulty)
        self.note.setContentsMargins(14, 4, 14, 0)
        self.left.body.addWidget(self.note)
        self.left.body.addWidget(line)
        self.left.body.addWidget(self.sheet, 1)
        self.right = Card("必须改", "点一条，定位到单元格", " ")
        self.right.link.hide()
        for button in (self.new_units_button, self.seen_button, self.accept_button):
            self.right.head.addWidget(button)
        self.right.flush()
        self.right.body.addWidget(self.list, 1)
        splitter = Split(Qt.Orientation.Horizontal)
        splitter.setHandleWidth(10)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(self.left)
        splitter.addWidget(self.right)
        splitter.setStretchFactor(0, 2)
        splitter.setStretchFactor(1, 1)
        splitter.share_out([800, 410])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(splitter)
