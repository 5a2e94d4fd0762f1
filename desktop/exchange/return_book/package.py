"""The mark of a return workbook: a hidden sheet of names and values that says which package this is."""

from __future__ import annotations

import re
from collections.abc import Mapping

from desktop.exchange.list_reading.header_words import header_key
from desktop.exchange.normalise.plain_text import half_width, squeezed
from desktop.exchange.sheet_cells import Sheet, Workbook
from desktop.rules.package_mark import PackageMark

MARK_SHEET = "_pkg"
NAMES = ("package_id", "unit", "round", "version", "signature")
_VERSION = re.compile(r"第?(\d{1,9})(?:\.0+)?版?")
_MOST_ROWS = 50


def mark_of(workbook: Workbook) -> PackageMark | None:
    """The mark, wherever its sheet was moved to or whatever it is called now; None where no sheet carries one."""
    for sheet in sorted(workbook.sheets, key=lambda one: squeezed(one.name).lower() != MARK_SHEET):
        values = named_values(sheet)
        if values.get("package_id"):
            return mark_from(values)
    return None


def named_values(sheet: Sheet) -> dict[str, str]:
    """Name → value of a sheet that holds one pair a row, in whatever order; a name that stands twice counts once."""
    values: dict[str, str] = {}
    for _row, cells in list(sheet.numbered_rows())[:_MOST_ROWS]:
        texts = [squeezed(cells[column].text) for column in sorted(cells)]
        name = next((key for text in texts if (key := header_key(text)) in NAMES), None)
        others = [text for text in texts if header_key(text) != name]
        if name and others:
            values.setdefault(name, others[0])
    return values


def mark_from(values: Mapping[str, object]) -> PackageMark:
    """The mark as its values say it; a version that is no whole number is None."""
    texts = {name: squeezed(str(values.get(name) or "")) for name in NAMES}
    found = _VERSION.fullmatch(half_width(texts["version"]))
    version = int(found[1]) if found else None
    return PackageMark(texts["package_id"], texts["unit"], texts["round"], version, texts["signature"])
