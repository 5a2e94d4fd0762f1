"""One item's rows → its finding: every field read by RULES §§3–7, every doubt a fault with its address."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from desktop.exchange.list_reading.columns import Columns
from desktop.exchange.list_reading.context import ReadingContext
from desktop.exchange.list_reading.messages import fault_at
from desktop.exchange.list_reading.page import Page
from desktop.exchange.list_reading.reading import ReadingFault
from desktop.exchange.list_reading.row_words import category_words
from desktop.exchange.list_reading.walked_rows import Item
from desktop.exchange.normalise.dates import DateReading, latest, read_date
from desktop.exchange.normalise.measures import read_measures
from desktop.exchange.normalise.money import read_amount
from desktop.exchange.normalise.names import joined, read_persons
from desktop.exchange.normalise.plain_text import is_blank_word, is_ditto, squeezed, trimmed
from desktop.exchange.normalise.status import StatusReading, most_backward, read_status, status_at_head
from desktop.exchange.normalise.ticks import is_tick
from desktop.exchange.normalise.unit_names import read_unit
from desktop.exchange.sheet_cells import Cell, column_letter
from desktop.ledgers.finding_draft import FindingDraft, MeasureDraft
from desktop.ledgers.findings import FIELDS

_EMPTY = Cell()
LEVELS = {one.title: one.name for one in FIELDS if one.name.startswith("category") and one.plain}
"""Heads of the book's own category columns."""


class ItemValues:
    """Reads the items of one table in order; 同上 takes what the item above said."""

    def __init__(self, page: Page, columns: Columns, unit_of_money: int | None, context: ReadingContext) -> None:
        self._page, self._columns, self._context = page, columns, context
        self._unit_of_money = unit_of_money
        self._above: dict[int, Cell] = {}
        self._resolved: dict[tuple[int, int], Cell] = {}
        self._faults: list[ReadingFault] = []
        self._sheet = page.sheet.name
        self._asked_for_unit = False

    def read(self, item: Item) -> tuple[FindingDraft, list[ReadingFault]]:
        """The finding and its faults."""
        self._faults = []
        self._resolve(item)
        rows = item.rows
        unit, known = self._unit(item)
        due_on, due_kind, first_due_on = self._due(rows)
        parent, category = self._category(item)
        progress = self._texts("progress", rows)
        status = self._status("status", rows, progress)
        verified = self._status("verified_status", rows, None)
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
            due_on=_iso(due_on),
            due_kind=due_kind,
            first_due_on=_iso(first_due_on),
            status=status.state,
            verified_status=verified.state,
            progress=progress,
            completed_on=_iso(self._completed_on(rows, status, verified)),
            amount_yuan=self._amount(rows),
            remark=self._texts("remark", rows),
            serial=self._serial(rows[0]),
            other=self._others(rows),
            round=self._round(rows),
            **self._levels(rows),
        )
        if len(rows) > 1:
            finding.measure_details = self._details(rows)
        self._note_hidden(rows)
        self._note_lost(rows)
        return finding, self._faults

    # -- cells ---------------------------------------------------------------------------------------

    def _resolve(self, item: Item) -> None:
        """The cells of the item with 同上 replaced by what stood above."""
        for row in item.rows:
            for column in self._columns.labels:
                cell = self._page.cell(row, column)
                if cell is None:
                    continue
                if isinstance(cell.value, str) and is_ditto(cell.value):
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
        self, row: int, name: str | None, column: int | None, kind: str, value: str, suggestions: tuple[str, ...] = ()
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

    def _levels(self, rows: list[int]) -> dict[str, Any]:
        """The levels by name, where the heads are those of the book: an empty level stays empty."""
        found: dict[str, Any] = {}
        for column in self._columns.of("category"):
            field = LEVELS.get(squeezed(self._columns.labels.get(column, "")))
            words: list[str] = []
            if field is not None:
                self._add_first(words, "category", column, rows, category_words)
                found[field] = "".join(words)
        return found

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
            cell.value,
            self._context.feedback_on,
            before_month_is_its_end=self._context.before_month_is_its_end,
            office=self._context.office,
        )

    def _dates(self, name: str, rows: list[int], blame: bool = True) -> list[tuple[int, int, DateReading]]:
        """Row, column and reading of each different date cell of a field."""
        readings = []
        for row, column, cell in self._places(name, rows):
            if cell.fault:
                if blame:
                    self._blame(row, name, column, cell.fault, cell.shown)
                continue
            reading = self._read_date(cell)
            if reading.fault and blame:
                self._blame(row, name, column, reading.fault, cell.text)
            readings.append((row, column, reading))
        return readings

    def _due(self, rows: list[int]) -> tuple[date | None, str | None, date | None]:
        """Due day, its kind, and the first day where the list tells of an extension (RULES §1)."""
        readings = self._dates("due_on", rows)
        former = latest([reading for _row, _column, reading in self._dates("first_due_on", rows)])
        last = latest(self._last_stage([reading for reading in readings if _says(reading[2])]))
        told = next((reading.first_on for _row, _column, reading in readings if reading.first_on), None)
        if not any(_says(reading) for _row, _column, reading in readings):
            return former.on, former.kind, former.first_on
        return last.on, last.kind, former.on or told

    def _last_stage(self, readings: list[tuple[int, int, DateReading]]) -> list[DateReading]:
        """Of several stages beside each other the last that says something; of several rows all of them."""
        kept: dict[int, DateReading] = {}
        for row, _column, reading in readings:
            kept[row] = reading
        return list(kept.values())

    def _completed_on(self, rows: list[int], status: StatusReading, verified: StatusReading) -> date | None:
        """The column of completion; else the date that stands with a word of completion (RULES §6)."""
        own = latest([DateReading(reading.on) for _row, _column, reading in self._dates("completed_on", rows)]).on
        if own:
            return own
        for said in (status.completed, verified.completed):
            if said and (day := self._read_date(Cell(said)).on):
                return day
        return None

    def _status(self, name: str, rows: list[int], progress: str | None) -> StatusReading:
        office = self._context.office
        if not self._columns.of(name):
            return status_at_head(progress, office) if progress else StatusReading()
        readings: list[StatusReading] = []
        ticked: dict[int, list[int]] = {}
        for row, column, cell in self._places(name, rows):
            if cell.fault:
                self._blame(row, name, column, cell.fault, cell.shown)
                continue
            if column in self._columns.ticks:
                if is_tick(cell.text):
                    ticked.setdefault(row, []).append(column)
                continue
            reading = read_status(_as_status(cell), cell.is_percent, verdict=name == "verified_status", office=office)
            if reading.fault:
                self._blame(row, name, column, reading.fault, cell.text)
            readings.append(reading)
        readings += [self._ticked(row, name, columns) for row, columns in ticked.items()]
        state = most_backward(reading.state for reading in readings)
        dates = [reading.completed for reading in readings if reading.completed and reading.state == state]
        return StatusReading(state, None, dates[-1] if dates else None)

    def _ticked(self, row: int, name: str, columns: list[int]) -> StatusReading:
        """The state of the ticked column; two ticks in a row say nothing."""
        if len(columns) > 1:
            heads = "、".join(self._columns.labels[column] for column in columns)
            self._blame(row, name, columns[0], "unknown_status", heads)
            return StatusReading()
        return StatusReading(self._columns.ticks[columns[0]])

    def _round(self, rows: list[int]) -> str | None:
        """What the round column says, 同上 and merges filled in."""
        column = self._columns.round
        cell = self._at(rows[0], column) if column is not None else _EMPTY
        return trimmed(cell.text) or None if not cell.fault and not is_blank_word(cell.text) else None

    def _amount(self, rows: list[int]) -> int | None:
        amounts = []
        for row, column, cell in self._places("amount_yuan", rows):
            if cell.fault:
                self._blame(row, "amount_yuan", column, cell.fault, cell.shown)
                continue
            amount, fault = read_amount(cell.value, self._unit_of_money, cell.number_format)
            if fault == "amount_unit_unknown" and self._asked_for_unit:
                continue
            if fault:
                self._asked_for_unit = self._asked_for_unit or fault == "amount_unit_unknown"
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

    def _details(self, rows: list[int]) -> list[MeasureDraft]:
        """One line per measure with what its own row says, merged cells filled in."""
        details = []
        for row, _column, cell in self._places("measures", rows):
            for text in read_measures(cell.text) if not cell.fault else ():
                due = self._read_date(self._cell(row, "due_on"))
                progress = self._joined_at(row, "progress")
                owner = joined([read_persons(self._cell(row, "owner").text)])
                state = self._state_at(row, progress)
                details.append(
                    MeasureDraft(
                        text,
                        owner=owner or "",
                        due_on=_iso(due.on),
                        due_kind=due.kind or "",
                        row=row,
                        status=state or "",
                        progress=progress or "",
                    )
                )
        return details

    def _state_at(self, row: int, progress: str | None) -> str | None:
        """The reported state of one row."""
        office = self._context.office
        columns = self._columns.of("status")
        if not columns:
            return status_at_head(progress, office).state if progress else None
        ticked = [column for column in columns if column in self._columns.ticks and is_tick(self._at(row, column).text)]
        if ticked:
            return self._columns.ticks[ticked[0]]
        cell = self._at(row, columns[0])
        return (
            None
            if columns[0] in self._columns.ticks
            else read_status(_as_status(cell), cell.is_percent, office=office).state
        )

    def _joined_at(self, row: int, name: str) -> str | None:
        texts = [
            trimmed(self._at(row, column).text) for column in self._columns.of(name) if not self._at(row, column).fault
        ]
        return "\n".join(text for text in texts if not is_blank_word(text)) or None

    def _note_hidden(self, rows: list[int]) -> None:
        for row in rows:
            if row in self._page.sheet.hidden_rows and self._page.own(row):
                self._faults.append(fault_at(self._sheet, row, None, None, "hidden_row"))

    def _note_lost(self, rows: list[int]) -> None:
        """Pictures outside the fields and characters that could not be kept: told with their cell."""
        told = {fault.cell for fault in self._faults}
        for row in rows:
            for column, cell in self._page.own(row).items():
                kind = cell.note or (cell.fault if cell.fault == "picture_not_read" else None)
                if kind and f"{column_letter(column)}{row}" not in told:
                    self._blame(row, self._field_of(column), column, kind, "")
        for row, column in sorted(self._page.sheet.pictures):
            if row in rows and column not in self._page.own(row) and column in self._columns.labels:
                self._blame(row, self._field_of(column), column, "picture_not_read", "")

    def _field_of(self, column: int) -> str | None:
        return next((name for name, placed in self._columns.fields.items() if column in placed), None)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _says(reading: DateReading) -> bool:
    return bool(reading.on or reading.kind or reading.fault)


def _as_status(cell: Cell) -> object:
    return cell.value if not isinstance(cell.value, (bool, date)) else cell.text
