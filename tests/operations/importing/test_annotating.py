"""X4, A5: the annotated copy of a list is entered in the register with the rows that it speaks of; the list stays as it is."""

import openpyxl

from db.queries import prints
from desktop.exchange.list_reading.reading import ReadingFault
from desktop.operations.importing import annotating
from desktop.operations.outgoing import Asked
from tests.builders import EVERYONE


def fault(row, cell, sheet="清单"):
    return ReadingFault(sheet, row, "时限", cell, "error", "date", "不是日期")


def test_a_copy_is_written_beside_the_list_and_every_row_counts_once(ledger, tmp_path):
    source = tmp_path / "来表.xlsx"
    book = openpyxl.Workbook()
    book.active.title = "清单"
    for row in (("序号", "问题"), (1, "甲"), (2, "乙"), (3, "丙")):
        book.active.append(row)
    book.create_sheet("另一张").append(["序号"])
    book.save(source)
    before = source.read_bytes()
    faults = [fault(2, "A2"), fault(2, "B2"), fault(4, "A4"), fault(2, "A2", "另一张")]

    path = annotating.annotate(
        ledger, EVERYONE, source, faults, tmp_path / "批注.xlsx", Asked("内部", "退回", "民政局")
    )

    [entered] = prints.exports(ledger.reader)
    sheet = openpyxl.load_workbook(path)["清单"]
    assert path == tmp_path / "批注.xlsx" and source.read_bytes() == before
    assert [sheet[cell].comment is not None for cell in ("A2", "B2", "A3", "A4")] == [True, True, False, True]
    assert (entered.way, entered.title, entered.rows, entered.file_name) == (
        "annotated_copy",
        "来表.xlsx（批注）",
        3,
        "批注.xlsx",
    )
    assert (entered.classification, entered.purpose, entered.destination) == ("内部", "退回", "民政局")


def test_a_list_without_faults_speaks_of_no_row(ledger, tmp_path):
    source = tmp_path / "来表.csv"
    source.write_text("序号,问题\n1,甲\n", "utf-8")

    path = annotating.annotate(ledger, EVERYONE, source, [], tmp_path / "批注.xlsx")

    assert path.suffix == ".xlsx" and [one.rows for one in prints.exports(ledger.reader)] == [0]
