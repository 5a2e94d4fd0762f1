"""Lists that leave, opened by an office program: every text stands in them as it was (needs LibreOffice)."""

import shutil
import subprocess

import docx
import openpyxl
import pytest

from desktop.exchange.list_file import write_list
from desktop.exchange.list_files.table import ListTable, SheetColumn
from desktop.exchange.list_files.xml_text import legal
from tests.exchange.list_files.nasty_texts import TEXTS
from tests.exchange.test_workbook import COLUMNS, ROWS

pytestmark = [pytest.mark.acceptance, pytest.mark.skipif(not shutil.which("soffice"), reason="no LibreOffice here")]
SHORT = [text for text in TEXTS if len(text) < 100 and legal(text).strip()]


def saved_again(folder, ending):
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    for number, table in enumerate(
        (
            ListTable("题", [SheetColumn("问题", 40)], [[text] for text in SHORT]),
            ListTable("题", COLUMNS, ROWS, "基准", 1, True),
        )
    ):
        write_list(folder / f"{number}{ending}", table)
    (folder / "again").mkdir()
    subprocess.run(
        ["soffice", profile, "--headless", "--convert-to", ending[1:], "--outdir", str(folder / "again"), *map(str, folder.glob(f"*{ending}"))],
        check=True, capture_output=True, timeout=300,
    )  # fmt: skip
    return folder / "again" / f"0{ending}", folder / "again" / f"1{ending}"


def test_workbooks_saved_again_hold_the_same_texts_days_sums_and_rules(tmp_path):
    """X8"""
    nasty, grouped = (openpyxl.load_workbook(path, data_only=True).active for path in saved_again(tmp_path, ".xlsx"))

    assert [row[0].value for row in nasty.iter_rows(min_row=3)] == [legal(text) for text in SHORT]
    assert [grouped.cell(row, 4).value for row in range(4, 10)] == [12000, None, 12000, 800, 800, 12800]
    assert grouped["E4"].is_date and grouped.print_title_rows == "$3:$3"
    assert grouped.auto_filter.ref == "A3:E8"


def test_word_tables_saved_again_hold_the_same_texts(tmp_path):
    nasty, grouped = (docx.Document(path).tables[0] for path in saved_again(tmp_path, ".docx"))

    told = [(row.cells[0].text, legal(text)) for row, text in zip(nasty.rows[1:], SHORT, strict=True)]
    assert [said for said, text in told if "_x" not in text] == [text for _said, text in told if "_x" not in text]
    assert [row.cells[3].text for row in grouped.rows][1:] == [
        "12,000.00",
        "",
        "12,000.00",
        "800.00",
        "800.00",
        "12,800.00",
    ]
