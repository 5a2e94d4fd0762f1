"""S-3: a quote that is never closed, or that swallows the list's own rows, is told with its line; nothing is entered."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.errors import Refused
from desktop.exchange.csv_source import decoded, read_csv, separator_of

STRAY = Path(__file__).parents[1] / "samples" / "stray.csv"


def _read(text: str):
    return read_csv(text.encode(), "清单.csv").sheets[0]


def test_a_quote_that_is_never_closed_names_its_line():
    """S-3: 5 of 20 findings were entered."""
    with pytest.raises(Refused, match="第 6 行有一个半角引号没有配对") as refused:
        read_csv(STRAY.read_bytes(), STRAY.name)

    assert refused.value.reason == "unclosed_quote"


@pytest.mark.parametrize("rows", [2, 3, 4, 7])
@pytest.mark.parametrize("width", [2, 3, 6])
def test_quotes_that_close_each_other_rows_later_are_told(rows, width):
    """S-3: two stray quotes make one record of two rows."""
    head = ",".join(["序号", "问题", *["栏"] * width])
    lines = [f'{n},"三重一大”第{n}条,' + ",".join(["值"] * width) for n in range(1, rows + 1)]

    with pytest.raises(Refused, match="第 2 行有一个半角引号没有配对"):
        _read("\n".join([head, *lines, ""]))


def test_honest_quotes_and_line_breaks_are_read():
    """S-3: what a spreadsheet writes is no fault."""
    sheet = _read(
        '序号,单位,问题,措施\n1,县财政局,"""三重一大""制度","1.学习,交流\n2.制度"\n2,县民政局,"三重"一大,无\n'
    )

    assert sheet.rows[2][3].text == '"三重一大"制度' and sheet.rows[2][4].text == "1.学习,交流\n2.制度"
    assert sheet.rows.keys() == {1, 2, 3}


_CELLS = st.text('甲乙,，"\n1.；', max_size=8)


@given(st.lists(st.lists(_CELLS, min_size=3, max_size=3), min_size=1, max_size=6))
def test_records_and_rows_add_up(rows):
    """S-3: every record of a well-formed file is a row, or the file is refused; none is lost."""
    quoted = "".join(",".join('"' + cell.replace('"', '""') + '"' for cell in row) + "\r\n" for row in rows)

    try:
        sheet = _read(quoted)
    except Refused as refused:
        assert refused.reason == "unclosed_quote"
        return
    assert {number for number, row in enumerate(rows, 1) if any(cell.strip() for cell in row)} == sheet.rows.keys()


def test_a_year_and_one_digit_may_be_october():
    """K5: a program writes the number 2025.10 as 2025.1; in a workbook it is a number too, and ambiguous."""
    cells = _read("时限,编号\n2025.1,1.1\n2025.10,2025.12\n").rows

    assert [cell.value for cell in (cells[2][1], cells[2][2], cells[3][1], cells[3][2])] == [
        2025.1,
        "1.1",
        "2025.10",
        "2025.12",
    ]


def test_a_record_wider_than_any_sheet_is_too_large():
    """S-8: a million cells took 275 MB before they were counted."""
    with pytest.raises(Refused) as refused:
        _read("序号,问题\n" + "1," * 20_000)

    assert refused.value.reason == "too_large"


@pytest.mark.parametrize(
    ("text", "separator"),
    [
        ("甲,乙\n", ","),
        ("甲\t乙,丙\t丁\n", "\t"),
        ("甲;乙\n", ";"),
        ("甲|乙\n", "|"),
        ('"甲;乙;丙",丁\n', ","),
        ("甲\n", ","),
        ("甲;乙,丙\n", ","),
    ],
)
def test_the_mark_that_stands_most_often_outside_quotes_parts_the_cells(text, separator):
    assert separator_of(text) == separator


def test_a_last_line_without_its_end_is_a_row_and_no_text_is_no_sheet():
    assert [cells[1].text for cells in _read("甲,乙\n丙,丁").rows.values()] == ["甲", "丙"]
    assert _read("").rows == {} and _read("甲").rows[1][1].text == "甲"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_a_list_is_read_in_the_encoding_its_program_wrote(encoding):
    assert decoded("序号,问题\n1,账目不清㐂".encode(encoding)) == "序号,问题\n1,账目不清㐂"


def test_bytes_of_no_encoding_are_told_as_a_damaged_list_or_as_no_table():
    assert decoded(b"\xff\xff\xff") is None
    for name, reason in (("清单.csv", "corrupt"), ("清单.xlsx", "not_a_workbook")):
        with pytest.raises(Refused) as refused:
            read_csv(b"\xff\xff\xff", name)
        assert refused.value.reason == reason
