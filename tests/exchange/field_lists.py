"""The lists rebuilt from the field (samples/H_field_lists), in every file type that can hold them, and what must come of them."""

import csv
import json
from datetime import date
from pathlib import Path
from typing import Any

from desktop.exchange.formats.finding_list import ReadingContext
from desktop.exchange.sheet_cells import Cell, Sheet
from desktop.exchange.workbook_source import open_workbook
from tests.exchange.sample_lists import SAMPLES, answer, register, same

FOLDER = SAMPLES.parent / "H_field_lists"
_ONLY_XLSX = {"f48_WPS嵌入图片.xlsx"}
"""Cell pictures live in .xlsx alone."""


def cases() -> list[str]:
    """Names of the expectations that are files to be read."""
    return sorted(path.name for path in FOLDER.glob("*expected.json") if "file" in _load(path.name))


def _load(name: str) -> dict[str, Any]:
    return json.loads((FOLDER / name).read_text(encoding="utf-8"))


def files() -> list[tuple[str, str]]:
    """Expectation and file type, for each type that can hold the list."""
    found = []
    for name in cases():
        own = Path(_load(name)["file"]).suffix[1:]
        found.append((name, own))
        if own == "xlsx" and _load(name)["file"] not in _ONLY_XLSX:
            found.append((name, "xls"))
            if _fits_csv(FOLDER / _load(name)["file"]):
                found.append((name, "csv"))
    return found


def _fits_csv(path: Path) -> bool:
    book = open_workbook(path)
    [sheet] = book.sheets if len(book.sheets) == 1 else [None]
    if sheet is None or sheet.merges or sheet.hidden_rows or sheet.hidden_columns:
        return False
    return not any(cell.fault or cell.is_percent for row in sheet.rows.values() for cell in row.values())


def file_of(name: str, kind: str, folder: Path) -> tuple[Path, dict[str, Any]]:
    """The list as a file of a type, and the expectation."""
    expected = _load(name)
    path = FOLDER / expected["file"]
    if kind == path.suffix[1:]:
        return path, expected
    if kind == "xls":
        return FOLDER / "xls" / f"{path.stem}.xls", expected
    return as_csv(open_workbook(path).sheets[0], folder / f"{path.stem}.csv"), expected


def as_csv(sheet: Sheet, target: Path) -> Path:
    """The sheet as an office program saves it: every record as wide as the widest, dates as they are shown."""
    width = max(max(row) for row in sheet.rows.values())
    with target.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        for number in range(1, max(sheet.rows) + 1):
            row = sheet.rows.get(number, {})
            writer.writerow([_shown(row.get(column)) for column in range(1, width + 1)])
    return target


def _shown(cell: Cell | None) -> str:
    if cell is None:
        return ""
    return f"{cell.value:%Y/%m/%d}" if isinstance(cell.value, date) else cell.text


def read_case(name: str, kind: str, folder: Path) -> tuple[dict[str, Any], dict[str, Any]]:
    """What is read, and what must be."""
    path, expected = file_of(name, kind, folder)
    day = date.fromisoformat(expected["context"]["feedback_on"])
    context = ReadingContext(units=register(), feedback_on=day, unit=expected.get("unit"))
    return answer(path, context), expected


def differences(expected: dict[str, Any], found: dict[str, Any]) -> list[str]:
    """Everything that is not as expected, in words."""
    if found["form"] != expected.get("form", "finding_list"):
        return [f"{found['form']} {found.get('message')}"]
    wanted = {finding["row"]: finding for finding in expected["findings"]}
    got = {finding["row"]: finding for finding in found["findings"]}
    said = [f"row {row}: findings {sorted(got)}" for row in sorted(wanted.keys() ^ got.keys())]
    for row in wanted.keys() & got.keys():
        for key, value in wanted[row].items():
            if isinstance(value, str) and value.startswith("NOT "):
                if got[row].get(key) == value.removeprefix("NOT "):
                    said.append(f"row {row} {key}: {got[row].get(key)!r}")
            elif not same(value, got[row].get(key)):
                said.append(f"row {row} {key}: {value!r} != {got[row].get(key)!r}")
    aside = {entry["row"] for entry in found["ignored"]}
    said += [f"row {row} is not left aside" for row, _reason in expected.get("ignored", []) if row not in aside]
    return said
