"""One item's rows → its finding: every field read by RULES §§3–7, every doubt a fault with its address."""

from collections.abc import Callable, Iterable
from datetime import date

from desktop.exchange.list_reading.columns import Columns
from desktop.exchange.list_reading.context import ReadingContext
from desktop.exchange.list_reading.messages import fault_at
from desktop.exchange.list_reading.page import Page
from desktop.exchange.list_reading.reading import FindingDraft, MeasureDetail, ReadingFault
from desktop.exchange.list_reading.row_words import category_words
from desktop.exchange.list_reading.walked_rows import Item
from desktop.exchange.normalise.dates import DateReading, latest, read_date
from desktop.exchange.normalise.measures import read_measures
from desktop.exchange.normalise.money import read_amount
from desktop.exchange.normalise.names import joined, read_persons
from desktop.exchange.normalise.plain_text import is_blank_word, squeezed, trimmed
from desktop.exchange.normalise.status import most_backward, read_status, status_at_head
from desktop.exchange.normalise.unit_names import read_unit
from desktop.exchange.sheet_cells import Cell, column_letter

_DITTO = frozenset({"同上", "〃"})
_EMPTY = Cell()


class ItemValues:
    """Reads the items of one table in order; 同上 takes what the item above said."""

    def __init__(self, page: Page, columns: Columns, unit_of_money: int, context: ReadingContext) -> None:
        self._page, self._columns, self._context = page, columns, context
        self._unit_of_money = unit_of_money
        self._above: dict[int, Cell] = {}
        self._resolved: dict[tuple[int, int], Cell] = {}
        self._faults: list[ReadingFault] = []
        self._sheet = page.sheet.name

    def read(self, item: Item) -> tuple[FindingDraft, list[ReadingFault]]:
        """The finding and its faults."""
        self._faults = []
        self._resolve(item)
        rows = item.rows
        unit, known = self._unit(item)
        due = self._dates("due_on", rows)
        parent, category = self._category(item)
        progress = self._texts("progress", rows)
        finding = FindingDraft(
            sheet=self._sheet,
            row=rows[0],
            rows=list(rows),
            unit=unit,
            unit_known=known,
            category=category,
            parent=parent,
            text=trimmed(self._cell(rows[0], "text").text),
            measures=[measure for cell in self._cells("measures", rows) for measure in read_measures(cell.text)],
            responsible_leader=self._persons("responsible_leader", rows),
            responsible_department=self._departments(rows),
            owner=self._persons("owner", rows),
            due_on=latest([reading for _row, reading in due]).on,
            due_kind=latest([reading for _row, reading in due]).kind,
            status=self._status("status", rows, progress),
            verified_status=self._status("verified_status", rows, None),
            progress=progress,
            completed_on=latest([DateReading(reading.on) for _row, reading in self._dates("completed_on", rows)]).on,
            amount_yuan=self._amount(rows),
            remark=self._texts("remark", rows),
            serial=self._serial(rows[0]),
            other=self._others(rows),
        )
        if len(rows) > 1:
            finding.measure_details = self._details(rows)
        self._note_hidden(rows)
        return finding, self._faults

    # -- cells ---------------------------------------------------------------------------------------

    def _resolve(self, item: Item) -> None:
        """The cells of the item with 同上 replaced by what stood above."""
        for row in item.rows:
            for column in self._columns.labels:
                cell = self._page.cell(row, column)
                if cell is None:
                    continue
                if isinstance(cell.value, str) and squeezed(cell.value) in _DITTO:
                    cell = self._above.get(column, cell if column in self._columns.of("text") else _EMPTY)
                elif cell.fault or squeezed(cell.text):
                    self._above[column] = cell
                self._resolved[(row, column)] = cell

    def _at(self, row: int, column: int) -> Cell:
        return self._resolved.get((row, column), _EMPTY)

    def _cell(self, row: int, name: str) -> Cell:
        column = self._columns.first(name)
        return self._at(row, column) if column is not None else _EMPTY

    def _places(self, name: str, rows: Iterable[int]) -> list[tuple[int, int, Cell]]:
        """Each different cell of a field in the item, once, where its value stands."""
        seen: set[tuple[int, int]] = set()
        places = []
        for row in rows:
            for column in self._columns.of(name):
                origin = (self._page.origin(row, column), column)
                cell = self._at(row, column)
                if cell is _EMPTY or origin in seen:
                    continue
                seen.add(origin)
                places.append((row, column, cell))
        return places

    def _cells(self, name: str, rows: list[int]) -> list[Cell]:
        """The sound cells of a field; those that are formulas without value or errors are reported."""
        sound = []
        for row, column, cell in self._places(name, rows):
            if cell.fault:
                self._blame(row, name, column, cell.fault, cell.shown)
            elif not is_blank_word(cell.text):
                sound.append(cell)
        return sound

    def _blame(
        self, row: int, name: str, column: int | None, kind: str, value: str, suggestions: tuple[str, ...] = ()
    ) -> None:
        label = self._columns.labels.get(column, "") if column else ""
        self._faults.append(
            fault_at(self._sheet, row, name, column, kind, label=label, value=value, suggestions=suggestions)
        )

    # -- fields --------------------------------------------------------------------------------------

    def _unit(self, item: Item) -> tuple[str | None, bool]:
        row, column = item.rows[0], self._columns.first("unit")
        written = ""
        for place, where, cell in self._places("unit", item.rows):
            if cell.fault:
                self._blame(place, "unit", where, cell.fault, cell.shown)
            elif squeezed(cell.text):
                row, written = place, cell.text
                break
        register = self._context.units
        written = written or item.section_unit or ""
        if not written and item.fallback_unit:
            return item.fallback_unit, True
        reading = read_unit(written, register)
        if reading.fault:
            near = register.nearest(written) if reading.fault == "unknown_unit" else ()
            self._blame(row, "unit", column, reading.fault, written, near)
        return reading.unit, reading.fault is None

    def _category(self, item: Item) -> tuple[str | None, str | None]:
        """Parent text and category path; the coarser problem ends the path (RULES §1)."""
        path = list(item.categories)
        for column in self._columns.of("category"):
            self._add_first(path, "category", column, item.rows, category_words)
        parents: list[str] = []
        for column in self._columns.of("parent"):
            self._add_first(parents, "parent", column, item.rows, trimmed)
        return (parents[-1] if parents else None), " / ".join([*path, *parents]) or None

    def _add_first(self, path: list[str], name: str, column: int, rows: list[int], read: Callable[[str], str]) -> None:
        for row in rows:
            cell = self._at(row, column)
            if cell.fault:
                self._blame(row, name, column, cell.fault, cell.shown)
                return
            if not is_blank_word(cell.text):
                path.append(read(cell.text))
                return

    def _persons(self, name: str, rows: list[int]) -> str | None:
        return joined(read_persons(cell.text) for cell in self._cells(name, rows))

    def _departments(self, rows: list[int]) -> str | None:
        return joined([trimmed(cell.text)] for cell in self._cells("responsible_department", rows))

    def _texts(self, name: str, rows: list[int]) -> str | None:
        distinct = {squeezed(cell.text): trimmed(cell.text) for cell in reversed(self._cells(name, rows))}
        return "\n".join(reversed(distinct.values())) or None

    def _serial(self, row: int) -> str | None:
        cell = self._cell(row, "serial")
        return trimmed(cell.text) or None if not cell.fault else None

    def _read_date(self, cell: Cell) -> DateReading:
        return read_date(
            cell.value, self._context.feedback_on, before_month_is_its_end=self._context.before_month_is_its_end
        )

    def _dates(self, name: str, rows: list[int]) -> list[tuple[int, DateReading]]:
        readings = []
        for row, column, cell in self._places(name, rows):
            if cell.fault:
                self._blame(row, name, column, cell.fault, cell.shown)
                continue
            reading = self._read_date(cell)
            if reading.fault:
                self._blame(row, name, column, reading.fault, cell.text)
            readings.append((row, reading))
        return readings

    def _status(self, name: str, rows: list[int], progress: str | None) -> str | None:
        if not self._columns.of(name):
            return status_at_head(progress) if progress else None
        states = []
        for row, column, cell in self._places(name, rows):
            if cell.fault:
                self._blame(row, name, column, cell.fault, cell.shown)
                continue
            state, fault = read_status(_as_status(cell), cell.is_percent)
            if fault:
                self._blame(row, name, column, fault, cell.text)
            states.append(state)
        return most_backward(states)

    def _amount(self, rows: list[int]) -> int | None:
        amounts = []
        for row, column, cell in self._places("amount_yuan", rows):
            if cell.fault:
                self._blame(row, "amount_yuan", column, cell.fault, cell.shown)
                continue
            amount, fault = read_amount(cell.value, self._unit_of_money, cell.number_format)
            if fault:
                self._blame(row, "amount_yuan", column, fault, cell.text)
            elif amount is not None:
                amounts.append(amount)
        return sum(amounts) if amounts else None

    def _others(self, rows: list[int]) -> dict[str, str]:
        others: dict[str, str] = {}
        without_head = {column for row in rows for column in self._page.own(row)} - self._columns.labels.keys()
        for column in [*self._columns.unmapped, *sorted(without_head)]:
            texts = [trimmed(cell.text) for row in rows if (cell := self._page.cell(row, column))]
            kept = list(dict.fromkeys(text for text in texts if not is_blank_word(text)))
            if kept:
                label = self._columns.labels.get(column, f"{column_letter(column)}列")
                others[label if label not in others else f"{label}（{column_letter(column)}列）"] = "\n".join(kept)
        return others

    def _details(self, rows: list[int]) -> list[MeasureDetail]:
        """One line per measure with what its own row says, merged cells filled in."""
        details = []
        for row, _column, cell in self._places("measures", rows):
            for text in read_measures(cell.text) if not cell.fault else ():
                due = self._read_date(self._cell(row, "due_on"))
                status, _fault = read_status(
                    _as_status(self._cell(row, "status")), self._cell(row, "status").is_percent
                )
                progress = self._joined_at(row, "progress")
                if not self._columns.of("status") and progress:
                    status = status_at_head(progress)
                owner = joined([read_persons(self._cell(row, "owner").text)])
                details.append(MeasureDetail(row, text, due.on, due.kind, status, progress, owner))
        return details

    def _joined_at(self, row: int, name: str) -> str | None:
        texts = [
            trimmed(self._at(row, column).text) for column in self._columns.of(name) if not self._at(row, column).fault
        ]
        return "\n".join(text for text in texts if not is_blank_word(text)) or None

    def _note_hidden(self, rows: list[int]) -> None:
        for row in rows:
            if row in self._page.sheet.hidden_rows and self._page.own(row):
                self._faults.append(fault_at(self._sheet, row, None, None, "hidden_row"))


def _as_status(cell: Cell) -> object:
    return cell.value if not isinstance(cell.value, (bool, date)) else cell.text
