"""An old .xls (WPS .et saved as such included) through calamine."""

import io
from datetime import date, datetime, time, timedelta

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from desktop.errors import Refused
from desktop.exchange.sheet_cells import Cell, CellValue, Sheet, Workbook, has_content
from desktop.exchange.untrusted_file import damaged


def read_xls(data: bytes, name: str) -> Workbook:
    """The whole workbook; passwords and damage are refused."""
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        kinds = {meta.name: meta for meta in book.sheets_metadata}
        sheets = [
            _sheet(book.get_sheet_by_name(title), kinds[title].visible != SheetVisibleEnum.Visible)
            for title in book.sheet_names
            if kinds[title].typ == SheetTypeEnum.WorkSheet
        ]
    except (CalamineError, ValueError, OSError) as fault:
        if "password" in str(fault).lower():
            raise Refused("encrypted", f"“{name}”设有打开密码；请在 WPS 中打开、取消密码另存后再导入。") from fault
        raise damaged(name) from fault
    return Workbook("xls", sheets)


def _sheet(source: CalamineSheet, hidden: bool) -> Sheet:
    sheet = Sheet(source.name, hidden)
    for number, record in enumerate(source.to_python(skip_empty_area=False), 1):
        cells = {column: _cell(value) for column, value in enumerate(record, 1) if value != ""}
        kept = {column: cell for column, cell in cells.items() if has_content(cell)}
        if kept:
            sheet.rows[number] = kept
    sheet.merges = [
        (top + 1, left + 1, bottom + 1, right + 1)
        for (top, left), (bottom, right) in source.merged_cell_ranges or ()
        if (top, left) != (bottom, right)
    ]
    return sheet


def _cell(value: object) -> Cell:
    if (
        isinstance(value, str)
        and value.startswith("#")
        and value.rstrip("!?") in ("#N/A", "#REF", "#VALUE", "#NAME", "#DIV/0", "#NULL", "#NUM")
    ):
        return Cell(fault="error_value", shown=value)
    return Cell(_plain(value))


def _plain(value: object) -> CellValue:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, float):
        return int(value) if value.is_integer() and abs(value) < 1e15 else value
    if isinstance(value, str):
        return value.replace("\r\n", "\n").replace("\r", "\n")
    if isinstance(value, (int, bool, date)) or value is None:
        return value
    if isinstance(value, (time, timedelta)):
        return str(value)
    return str(value)
