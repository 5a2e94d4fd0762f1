"""A5: a record that is signed is kept as text or printed, with its mark above it, and the register tells of it either way."""

import hashlib

import pytest

from db.queries import prints
from desktop.operations import record_sheets
from desktop.operations.outgoing import Asked
from tests.builders import EVERYONE

ASKED = Asked("内部", "签字", "办公室")


@pytest.mark.parametrize("mark, text", [("内部", "内部\n\n第一行\n第二行"), ("", "第一行\n第二行")])
def test_its_mark_stands_above_a_record(mark, text):
    assert record_sheets.marked("第一行\n第二行", Asked(mark)) == text


def test_a_record_is_kept_as_text_beside_what_is_there_and_entered(ledger, tmp_path):
    (tmp_path / "记录.txt").write_text("别人的", "utf-8")
    path, changes = record_sheets.keep(ledger, EVERYONE, "演练记录", "甲\n乙", tmp_path / "记录.txt", ASKED)
    [entered] = prints.exports(ledger.reader)

    assert path.name == "记录(2).txt" and path.read_bytes().decode("utf-8-sig") == "内部\r\n\r\n甲\r\n乙"
    assert changes.touches("export_record") and (tmp_path / "记录.txt").read_text("utf-8") == "别人的"
    assert (entered.way, entered.title, entered.file_name, entered.rows) == ("sheet_file", "演练记录", path.name, None)
    assert (entered.classification, entered.purpose, entered.destination) == ("内部", "签字", "办公室")
    assert entered.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()


def test_a_record_that_is_printed_is_entered_with_the_sum_of_its_words(ledger):
    changes = record_sheets.enter_print(ledger, EVERYONE, "登记表", "甲乙", Asked("", "", "档案室"))
    [entered] = prints.exports(ledger.reader)

    assert changes.touches("export_record") and (entered.way, entered.kind, entered.title) == (
        "sheet_print",
        "print",
        "登记表",
    )
    assert entered.sha256 == hashlib.sha256("甲乙".encode()).hexdigest() and entered.copies == 1
    assert (entered.purpose, entered.destination, entered.rows, entered.file_name) == ("签字存档", "档案室", None, "")
