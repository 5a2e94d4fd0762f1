"""What step 3 of the import tells about a list: the accounting law, what the program set right, the cells as written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from desktop.exchange.list_reading.reading import ReadingFault
from desktop.operations.importing.decisions import Decisions, Place, fault_key
from desktop.operations.importing.review import Reviewed, is_must, place_of, raw_rows
from desktop.ui.pages.importing.sheet_view import number_of

_SAID = frozenset({"list_date", "second_header", "text_below_table", "record_card"})


@dataclass(frozen=True)
class Law:
    """Rows read = 可入账 + 必须改 + 小计合计 + 标题表头 + 不收 + 其他 + 空行."""

    rows: int
    ready: int
    must: int
    totals: int
    heads: int
    others: int
    blank: int
    left_out: int = 0

    @property
    def holds(self) -> bool:
        """Whether every row is accounted for."""
        return self.rows == self.ready + self.must + self.totals + self.heads + self.others + self.left_out + self.blank

    def words(self) -> str:
        """The law in one line."""
        parts = [f"可入账 {self.ready}", f"必须改 {self.must}", f"小计合计 {self.totals}", f"标题表头 {self.heads}"]
        if self.left_out:
            parts.append(f"不收 {self.left_out}")
        if self.others:
            parts.append(f"说明重复等 {self.others}")
        return f"{self.rows} 行 = {' + '.join([*parts, f'空行 {self.blank}'])}"


def law_of(reviewed: Reviewed) -> Law:
    """Count the rows of the sheets themselves, and against them what the reading says became of each."""
    rows, blank = raw_rows(reviewed)
    counts = dict(reviewed.counts)
    totals = counts.pop("subtotal", 0) + counts.pop("total", 0)
    heads = sum(
        counts.pop(name, 0)
        for name in ("title", "header", "repeated_header", "fill_in_line", "category_row", "unit_row")
    )
    errors, ready = counts.pop("error_rows", 0), counts.pop("finding_rows", 0)
    faulty = {(fault.sheet, fault.row) for fault in reviewed.open_faults if is_must(fault)}
    held = sum(len(one.rows) for one in reviewed.reading.findings if {(one.sheet, row) for row in one.rows} & faulty)
    asked = sum(1 for place in _error_rows(reviewed) if place in faulty)
    others = sum(counts.values())
    return Law(rows, ready - held, asked + held, totals, heads, others, blank, errors - asked)


def must_of(reviewed: Reviewed | None) -> int:
    """必须改, of a list that may not be read yet."""
    return law_of(reviewed).must if reviewed is not None else 0


def _error_rows(reviewed: Reviewed) -> set[tuple[str, int]]:
    return {(fault.sheet, fault.row) for fault in reviewed.faults if fault.level == "error"}


def filled_cells(sheet: Any) -> Mapping[int, Mapping[int, Any]]:
    """The cells of a sheet, those merged downwards with the value that fills them."""
    filled = {row: dict(cells) for row, cells in sheet.rows.items()}
    for top, left, bottom, _right in sheet.merges:
        anchor = sheet.rows.get(top, {}).get(left)
        for row in range(top + 1, bottom + 1):
            if anchor is not None and row in filled:
                filled[row].setdefault(left, anchor)
    return filled


def cell_text(reviewed: Reviewed | None, place: tuple[str, int, str]) -> str:
    """What stands in a cell of the file."""
    sheets = reviewed.sheets if reviewed is not None else []
    sheet = next((one for one in sheets if one.name == place[0]), None)
    cell = sheet.rows.get(place[1], {}).get(number_of(place[2])) if sheet is not None else None
    return str(cell.text) if cell is not None else ""


def written_texts(reviewed: Reviewed, decisions: Decisions) -> dict[Any, str]:
    """The text of each open fault's cell; of a unit the name as the reading has it (also from a merge)."""
    units = {(one.sheet, one.row): one.unit or "" for one in reviewed.reading.findings}
    found = {}
    for fault in reviewed.open_faults:
        place = place_of(fault)
        if fault.kind == "amount_unit_unknown":
            found[fault_key(fault)] = head_of(reviewed, fault)
        elif fault.kind in ("unknown_unit", "multiple_units"):
            of_row = units.get((fault.sheet, fault.row), "")
            other = place is not None and fault.column not in ("unit", None)  # a book may name units in several columns
            found[fault_key(fault)] = _read_now(reviewed, decisions, place) if other and place else of_row
        elif place is not None:
            found[fault_key(fault)] = _read_now(reviewed, decisions, place)
    return found


def _read_now(reviewed: Reviewed, decisions: Decisions, place: Place) -> str:
    return decisions.cells.get(place, cell_text(reviewed, place))


def head_of(reviewed: Reviewed, fault: ReadingFault) -> str:
    """The head of a fault's column, as written."""
    place = place_of(fault)
    tables = [one for one in reviewed.layout if one.sheet == fault.sheet and min(one.header_rows) < fault.row]
    heads = [head.header for table in tables[-1:] for head in table.headers if place and head.column == place[2]]
    return str(heads[0]) if heads else ""


def layout_words(reviewed: Reviewed) -> str:
    """What the program understood of the layout."""
    merged = sum(len(sheet.merges) for sheet in reviewed.sheets)
    heads = sum(len(table.header_rows) for table in reviewed.layout)
    totals = reviewed.counts.get("subtotal", 0) + reviewed.counts.get("total", 0)
    plan = "对应方案已自动套用" if reviewed.mapping else "表头按字面认出"
    said = [one.text for one in reviewed.reading.remarks if one.kind in _SAID]
    words = f"{plan} · 表头 {heads} 行、合并单元格 {merged} 处已向下填充，小计合计 {totals} 行不入账"
    return "\n".join([words, *said[:3]])


@dataclass(frozen=True)
class Mended:
    """A value that the program set right itself, such as 2026.6.18 → 2026-06-18."""

    sheet: str
    row: int
    letters: str
    field: str
    text: str
    value: str

    def words(self, titles: Mapping[str, str]) -> str:
        """`第 23 行 整改时限：2026.6.18 → 2026-06-18`"""
        return f"第 {self.row} 行　{titles.get(self.field, self.field)}：{self.text} → {self.value}"


def mended_values(reviewed: Reviewed) -> list[Mended]:
    """Dates, money and names that read otherwise than they are written."""
    found = []
    columns = {
        (table.sheet, field): letters[-1]
        for table in reviewed.layout
        for field, letters in table.columns.items()
        if letters
    }
    for one in reviewed.reading.findings:
        for field in ("due_on", "amount_yuan", "unit"):
            letters = columns.get((one.sheet, field))
            value = getattr(one, field)
            if letters is None or value in (None, ""):
                continue
            text = cell_text(reviewed, (one.sheet, one.row, letters)).strip()
            if text and text.replace(",", "") != str(value):
                found.append(Mended(one.sheet, one.row, letters, field, text, str(value)))
    return found
