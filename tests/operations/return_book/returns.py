"""A round with two units, the workbook that goes to the first, and the same as the unit fills it in."""

import io
import zipfile
from pathlib import Path

import openpyxl

from db.queries import facts
from db.queries.findings import finding
from desktop.exchange.return_book.columns import TITLES
from desktop.operations import rounds
from desktop.operations.return_book.sending import send
from tests.builders import EVERYONE, a_finding, a_round, a_unit

ROUND = "十五届县委第六轮（常规）"


class Office:
    """The ledger with two findings of one unit and one of another; `two` and `other` are ids."""

    def __init__(self, ledger, folder: Path):
        self.ledger, self.folder = ledger, folder
        self.round = a_round(ledger, ROUND)
        self.unit, self.neighbour = a_unit(ledger), a_unit(ledger, "县教育局党组")
        rounds.place_units(ledger, EVERYONE, self.round, [self.unit, self.neighbour])
        made = [
            a_finding(
                ledger, self.round, self.unit, text, first_due_on="2026-06-30", owner="贺知微", category1="作风方面"
            )
            for text in ("党费收缴不及时", "公务接待管理不规范")
        ]
        self.one, self.two = made
        self.other = a_finding(ledger, self.round, self.neighbour, "招生秩序不规范", first_due_on="2026-06-30")

    def sent(self):
        """A workbook of the first unit as it goes out now."""
        [made] = send(self.ledger, EVERYONE, self.round, [self.unit], self.folder)
        return made.path

    def number(self, finding_id):
        return facts.number(self.ledger.reader, finding_id)

    def row(self, finding_id):
        return finding(self.ledger.reader, finding_id, self.ledger.today())


def filled(
    path: Path, cells: dict[tuple[str, str], object], mark: dict[str, object] | None = None, name: str = "交回.xlsx"
) -> Path:
    """The workbook with some cells filled in by key and field, and with values of its mark changed."""
    book = openpyxl.load_workbook(path)
    sheet = book["整改台账"]
    columns = {cell.value: cell.column for cell in sheet[3]}
    places = {row[0].value: row[0].row for row in sheet.iter_rows(min_row=4)}
    for (key, field), value in cells.items():
        sheet.cell(places[key], columns[TITLES[field]]).value = value
    for row in book["_pkg"].iter_rows():
        if mark and row[0].value in mark:
            row[1].value = mark[row[0].value]
    back = path.with_name(name)
    book.save(back)
    return back


def unpacked(path: Path) -> str:
    """Everything in the file as text."""
    with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as package:
        return "".join(package.read(name).decode("utf-8", "replace") for name in package.namelist())
