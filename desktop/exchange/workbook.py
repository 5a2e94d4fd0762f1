"""Any view of a ledger as a styled workbook: own title, head, widths, filter, print titles, groups with subtotals.

The rows are streamed into the look of a small sheet (`list_files.skeleton`); nothing is held but the distinct texts.
"""

import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from desktop.exchange.list_files.package_parts import XML, content_types, put, put_properties, relations, top_relations
from desktop.exchange.list_files.sheet_values import SharedTexts
from desktop.exchange.list_files.sheet_xml import SheetXml, sample_pieces
from desktop.exchange.list_files.skeleton import Skeleton, shipped
from desktop.exchange.list_files.table import ListTable
from desktop.exchange.sheet_cells import column_letter
from desktop.exchange.unused_path import unused, written_whole
from desktop.ledgers.file_properties import FileProperties

SHEET = "清单"
OPTIONS = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "nan_inf_to_errors": True,
}
"""For what XlsxWriter writes: texts stay texts, whatever they begin with."""
_SHEET_PART, _TEXTS, _STYLES, _THEME = "worksheets/sheet1.xml", "sharedStrings.xml", "styles.xml", "theme/theme1.xml"


def write_workbook(path: Path, table: ListTable, look: Skeleton | None = None) -> Path:
    """Write the list and return the final path, which is never one that existed; texts stay texts, whatever they begin with."""
    final = unused(path.with_suffix(".xlsx"))
    with written_whole(final) as draft, zipfile.ZipFile(draft, "w", zipfile.ZIP_DEFLATED) as archive:
        _put_list(archive, table, look or shipped())
    return final


def write_sample(path: Path, look: Skeleton, properties: FileProperties = FileProperties("清单样表")) -> Path:
    """Write the look itself, for a clerk to change in WPS, and return the final path: five rows, and nothing else in the file."""
    final = unused(path.with_suffix(".xlsx"))
    texts = SharedTexts()
    with written_whole(final) as draft, zipfile.ZipFile(draft, "w", zipfile.ZIP_DEFLATED) as archive:
        _put_parts(archive, look, properties, texts, sample_pieces(look, texts), lambda: _book_xml("样表"))
    return final


def _put_list(archive: zipfile.ZipFile, table: ListTable, look: Skeleton) -> None:
    texts = SharedTexts()
    sheet = SheetXml(table, look, texts)
    properties = replace(table.properties, title=table.properties.title or table.title)
    _put_parts(archive, look, properties, texts, sheet.pieces(), lambda: _book(sheet, len(table.columns)))


def _put_parts(
    archive: zipfile.ZipFile,
    look: Skeleton,
    properties: FileProperties,
    texts: SharedTexts,
    sheet: Iterable[str],
    book: Callable[[], str],
) -> None:
    """All parts in order; what the texts and the book say is known only when the sheet is written."""
    kinds = {
        "xl/workbook.xml": "spreadsheetml.sheet.main",
        f"xl/{_SHEET_PART}": "spreadsheetml.worksheet",
        f"xl/{_STYLES}": "spreadsheetml.styles",
        f"xl/{_TEXTS}": "spreadsheetml.sharedStrings",
        **({f"xl/{_THEME}": "theme"} if look.theme is not None else {}),
    }
    parts = [("worksheet", _SHEET_PART), ("styles", _STYLES), ("sharedStrings", _TEXTS)]
    parts += [("theme", _THEME)] if look.theme is not None else []
    put(archive, "[Content_Types].xml", [content_types(kinds)])
    put(archive, "_rels/.rels", [top_relations("xl/workbook.xml")])
    put_properties(archive, properties)
    put(archive, "xl/_rels/workbook.xml.rels", [relations(parts)])
    put(archive, f"xl/{_STYLES}", [look.styles])
    if look.theme is not None:
        put(archive, f"xl/{_THEME}", [look.theme])
    put(archive, f"xl/{_SHEET_PART}", sheet)
    put(archive, f"xl/{_TEXTS}", _with_head(texts))
    put(archive, "xl/workbook.xml", [book()])


def _with_head(texts: SharedTexts) -> Iterator[str]:
    yield XML
    yield from texts.parts()


def _book(sheet: SheetXml, width: int) -> str:
    """xl/workbook.xml: the sheet, what of it is printed, and its head on every page."""
    names = []
    if sheet.filtered:
        names.append(_name("_FilterDatabase", _fixed(sheet.filtered), ' hidden="1"'))
    names.append(_name("Print_Area", _fixed(f"A1:{column_letter(width)}{sheet.last_row}")))
    names.append(_name("Print_Titles", f"${sheet.head_row}:${sheet.head_row}"))
    return _book_xml(SHEET, f"<definedNames>{''.join(names)}</definedNames>")


def _book_xml(title: str, names: str = "") -> str:
    return (
        f'{XML}<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
        ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><workbookPr/><bookViews><workbookView/></bookViews>'
        f'<sheets><sheet name="{title}" sheetId="1" r:id="rId1"/></sheets>{names}<calcPr calcId="124519" fullCalcOnLoad="1"/></workbook>'
    )


def _name(name: str, area: str, more: str = "") -> str:
    return f'<definedName name="_xlnm.{name}" localSheetId="0"{more}>\'{SHEET}\'!{area}</definedName>'


def _fixed(area: str) -> str:
    """A3:E6 → $A$3:$E$6"""
    cells = [(cell.rstrip("0123456789"), cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")) for cell in area.split(":")]
    return ":".join(f"${letters}${digits}" for letters, digits in cells)
