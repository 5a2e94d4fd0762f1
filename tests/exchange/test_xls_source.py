"""X12: old .xls files with all that the rules ask of a workbook, and damaged ones."""

import random
import struct
import time
from pathlib import Path

import pytest

from desktop.exchange.workbook_source import open_workbook
from desktop.exchange.xls_records import Chunks, rk_number
from desktop.exchange.xls_source import read_xls
from tests.exchange.sample_lists import SAMPLES, answer, context
from tests.exchange.ugly_workbooks import kinds, read

_OLD = Path(__file__).parent.parent / "samples" / "old_workbooks" / "隐藏行列与公式.xls"
_SOURCES = [_OLD, next((SAMPLES / "a14_旧版台账").glob("*.xls")), next((SAMPLES / "a15_系统导出").glob("*.csv"))]


def test_hidden_rows_columns_sheets_percents_and_results_of_formulas_are_seen():
    first, second = open_workbook(_OLD).sheets

    assert (first.hidden_rows, first.hidden_columns, second.hidden) == ({3}, [(4, 4)], True)
    assert [cell.value for cell in first.rows[4].values()] == [3, "松溪镇", "台账缺失。", 3, "已完成", 45700]
    assert first.rows[2][5].is_percent and first.rows[3][4].shown == "#DIV/0!"


def test_an_old_list_is_read_by_the_same_rules():
    reading = read(_OLD)

    assert [(finding.amount_yuan, finding.status, str(finding.due_on)) for finding in reading.findings] == [
        (12500, "in_progress", "2025-03-31"),
        (None, "done", "2025-03-05"),
        (30000, "done", "2025-02-12"),
    ]
    assert kinds(reading) == [(1, "hidden_column"), (3, "error_value"), (3, "hidden_row")]


@pytest.mark.parametrize(
    ("raw", "number"),
    [(0x00000006, 1.0), (0x000000FF & ~1 | 2, 63.0), (0xFFFFFFFE, -1.0), (0x3FF00000, 1.0), (0x0000007F, 0.31)],
)
def test_numbers_in_the_short_form(raw, number):
    assert rk_number(raw) == pytest.approx(number)


def test_a_text_goes_on_in_the_next_record_with_its_own_width():
    parts = [b"\x04\x00\x00ab", b"\x01" + "中文".encode("utf-16-le")]

    assert Chunks(parts).rich_text() == "ab中文"


def test_an_endless_chain_of_sectors_ends(tmp_path):
    data = bytearray(_OLD.read_bytes())
    place = 512 * (1 + int.from_bytes(data[76:80], "little"))
    data[place : place + 256] = bytes(256)  # every sector leads back to the first
    path = tmp_path / "坏.xls"
    path.write_bytes(data)

    assert answer(path, context({}))["form"] == "refused"


@pytest.mark.parametrize("seed", range(60))
def test_damaged_bytes_are_answered_at_once(tmp_path, seed):
    draw = random.Random(seed)
    data = bytearray(_SOURCES[seed % len(_SOURCES)].read_bytes())
    for _ in range(draw.choice([1, 5, 40])):
        data[draw.randrange(len(data))] = draw.randrange(256)
    path = tmp_path / "坏.xls"
    path.write_bytes(data[: draw.randrange(len(data))] if seed % 3 == 0 else data)

    began = time.process_time()
    found = answer(path, context({}))

    assert time.process_time() - began < 2.0
    assert found["form"] in ("refused", "finding_list") and (
        found["findings"] or found.get("message") or found["faults"]
    )


def excel_5(page, encoding, text="巡察，青岩"):
    """A workbook of Excel 5 with one sheet and one text, without a container."""

    def record(kind, content):
        return struct.pack("<HH", kind, len(content)) + content

    def begin(kind):
        return record(0x0809, struct.pack("<HHHH", 0x0500, kind, 0, 0))

    written, title = text.encode(encoding), "表一".encode(encoding)
    head = begin(5) + record(0x0042, struct.pack("<H", page))
    place = len(head) + 4 + 7 + len(title) + 4
    listed = record(0x0085, struct.pack("<IBBB", place, 0, 0, len(title)) + title)
    label = record(0x0204, struct.pack("<HHHH", 0, 0, 0, len(written)) + written)
    return head + listed + record(0x000A, b"") + begin(0x10) + label + record(0x000A, b"")


@pytest.mark.parametrize(
    ("page", "encoding"), [(936, "gb18030"), (65001, "utf-8"), (1200, "gb18030"), (0, "gb18030"), (950, "big5")]
)
def test_texts_of_excel_5_are_read_in_the_code_page_that_the_file_names_else_as_chinese(page, encoding):
    sheet = read_xls(excel_5(page, encoding), "甲.xls").sheets[0]
    assert (sheet.name, [cell.text for cell in sheet.rows[1].values()]) == ("表一", ["巡察，青岩"])


def record(kind, content):
    return struct.pack("<HH", kind, len(content)) + content


def dated(mode, sort=0, state=0):
    """A workbook of Excel 5 with a number under a format of its own, and under one that is built in."""
    own = "yyyy-mm".encode("ascii")

    def begin(kind):
        return record(0x0809, struct.pack("<HHHH", 0x0500, kind, 0, 0))

    head = begin(5) + record(0x0022, struct.pack("<H", mode)) + record(0x041E, struct.pack("<HB", 164, len(own)) + own)
    head += record(0x00E0, struct.pack("<HH", 0, 164)) + record(0x00E0, struct.pack("<HH", 0, 9))
    name = b"one"
    place = len(head) + 4 + 7 + len(name) + 4
    head += record(0x0085, struct.pack("<IBBB", place, state, sort, len(name)) + name) + record(0x000A, b"")
    cells = b"".join(record(0x0203, struct.pack("<3Hd", 0, at, at, value)) for at, value in enumerate((45000.0, 0.5)))
    return head + begin(0x10) + cells + record(0x000A, b"")


@pytest.mark.parametrize("mode, day", [(0, "2023-03-15"), (1, "2027-03-16")])
def test_a_number_is_a_day_by_its_format_and_by_the_calendar_of_the_file(mode, day):
    first, second = read_xls(dated(mode), "甲.xls").sheets[0].rows[1].values()
    assert str(first.value)[:10] == day and first.number_format == "yyyy-mm"
    assert second.value == 0.5 and second.is_percent


@pytest.mark.parametrize("state, hidden", [(0, False), (1, True), (2, True), (3, True), (4, False)])
def test_a_sheet_is_hidden_by_its_mark(state, hidden):
    assert read_xls(dated(0, state=state), "甲.xls").sheets[0].hidden is hidden


def test_what_is_no_table_is_no_sheet():
    assert [sheet.name for sheet in read_xls(dated(0), "甲.xls").sheets] == ["one"] and read_xls(
        dated(0, sort=2), "甲.xls"
    ).sheets == []
