"""K10: one reader for everything that is pasted: cells, blank rows and merges come as they were marked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.errors import Refused
from desktop.exchange.clipboard import read_clipboard


def test_an_empty_cell_keeps_its_row():
    """K10, case f46: what stands below an empty cell does not move up."""
    clip = read_clipboard("段然\r\n林深\r\n\r\n郁青\r\n钟林\r\n龙飞\r\n")

    assert clip.texts() == [["段然"], ["林深"], [""], ["郁青"], ["钟林"], ["龙飞"]]
    assert clip.sheet.rows.keys() == {1, 2, 4, 5, 6}


@pytest.mark.parametrize(
    ("text", "texts"),
    [
        ("甲", [["甲"]]),
        ("", []),
        ("甲\r\n\r\n", [["甲"], [""]]),
        ("甲\t乙\r\n\t\r\n丙\t\r\n", [["甲", "乙"], ["", ""], ["丙", ""]]),
        ('"一行\n两行"\t乙\r\n丙\t丁\r\n', [["一行\n两行", "乙"], ["丙", "丁"]]),
        ('"三重一大”制度\r\n乙\r\n', [['"三重一大”制度'], ["乙"]]),
    ],
)
def test_a_copied_text_is_the_block_that_was_marked(text, texts):
    """K10."""
    assert read_clipboard(text).texts() == texts


def test_a_copied_table_keeps_breaks_blanks_and_merges():
    """K10: Excel and WPS put an HTML table beside the text; merged cells say their words once."""
    html = (
        "<html><head><style>td{mso-x:y}</style></head><body><table><col><tr><td rowspan=2>单位</td><td>甲<br>\n  乙</td></tr>"
        "<tr><td></td></tr><tr><td colspan=2>合计 &amp; 其他</td></tr><tr><td>&nbsp;</td><td>3</td></tr></table></body></html>"
    )

    clip = read_clipboard("别的", html)

    assert clip.texts() == [["单位", "甲\n乙"], ["", ""], ["合计 & 其他", ""], ["", "3"]]
    assert clip.sheet.merges == [(1, 1, 2, 1), (3, 1, 3, 2)]


def test_a_page_without_a_table_is_read_as_text():
    """K10."""
    assert read_clipboard("甲\t乙", "<html><body><p>甲 乙</p></body></html>").texts() == [["甲", "乙"]]


def test_a_block_larger_than_any_list_is_refused():
    """S-8, K10."""
    with pytest.raises(Refused, match="剪贴板"):
        read_clipboard("甲\r\n" * 30_000)


_WORDS = st.text("甲乙丙丁1、。 ", max_size=5).map(str.strip)


@given(
    st.integers(1, 4).flatmap(
        lambda width: st.lists(st.lists(_WORDS, min_size=width, max_size=width), min_size=1, max_size=6)
    )
)
def test_what_was_copied_comes_back_cell_by_cell(rows):
    """K10: a block of any shape, as text and as table."""
    text = "".join("\t".join(row) + "\r\n" for row in rows)
    html = (
        "<table>" + "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows) + "</table>"
    )

    assert read_clipboard(text).texts() == rows
    assert read_clipboard(text, html).texts() == rows


def test_a_cell_that_nothing_closes_is_a_cell():
    """K10: the last one was lost."""
    assert read_clipboard("", "<table><tr><td>甲<td>乙<tr><td>丙<td>丁").texts() == [["甲", "乙"], ["丙", "丁"]]


@pytest.mark.parametrize(
    ("written", "rows"),
    [("3", 3), (" 3 ", 3), ("400", 400), ("99999", 400), ("100000", 1), ("0", 1), ("x", 1), ("-3", 1)],
)
def test_a_span_that_no_table_has_is_cut_or_read_as_one_cell(written, rows):
    """K10, S-8: a page may claim any span; a wrong one must not move what stands below."""
    clip = read_clipboard("", f'<table><tr><td rowspan="{written}">甲</td><td>乙</td></tr></table>')
    assert [(top, bottom) for top, _left, bottom, _right in clip.sheet.merges] == ([(1, rows)] if rows > 1 else [])


@pytest.mark.parametrize(
    ("html", "texts"),
    [
        ("<table><tr><td>甲</td></tr></table><table><tr><td>乙</td></tr></table>", [["甲"]]),
        ("<table></table><table><tr><td>乙</td></tr></table>", [["乙"]]),
        ("<table><tr><td>甲<table><tr><td>内</td></tr></table></td><td>乙</td></tr></table>", [["甲内", "乙"]]),
        ("<table><td>甲</td><td>乙</td></table>", [["甲", "乙"]]),
        ("<table><tr><td><p>甲</p><p>乙</p></td></tr></table>", [["甲\n乙"]]),
        ("<table><tr><td>甲<b>乙</b>丙</td><td>丁</td></tr></table>", [["甲乙丙", "丁"]]),
        ("<table><tr><td rowspan=2>甲</td><td>乙</td></tr><tr><td>丙</td></tr></table>", [["甲", "乙"], ["", "丙"]]),
        ("<table><tr><td colspan=2>甲</td><td>乙</td></tr></table>", [["甲", "", "乙"]]),
        ("<table><tr><th>甲</th><td><script>x</script>乙</td></tr></table>", [["甲", "乙"]]),
        ("<p>前</p><table><tr><td>甲\n 乙</td></tr></table><p>后</p>", [["甲  乙"]]),
    ],
)
def test_the_first_table_is_read_cell_by_cell_whatever_stands_in_and_around_it(html, texts):
    """K10"""
    assert read_clipboard("别的", html).texts() == texts


def test_nothing_copied_is_no_row_and_no_column():
    """K10"""
    clip = read_clipboard("")
    assert (clip.height, clip.width, clip.texts()) == (0, 0, [])


def test_spans_over_more_cells_than_a_list_can_have_are_refused_s8():
    """S-8: a cell may claim a hundred thousand others."""
    with pytest.raises(Refused):
        read_clipboard("", "<table>" + "<tr><td rowspan=400 colspan=400>甲</td></tr>" * 40 + "</table>")


@pytest.mark.parametrize(
    ("text", "texts"),
    [
        ('"甲\t乙\r\n', [['"甲', "乙"]]),
        ('"甲\t\t乙\r\n\r\n丙', [['"甲', "", "乙"], ["", "", ""], ["丙", "", ""]]),
        ("甲\t\t\r\n乙", [["甲", "", ""], ["乙", "", ""]]),
        ("甲\r乙\r", [["甲"], ["乙"]]),
    ],
)
def test_a_text_keeps_its_empty_cells_and_rows_also_where_a_quote_is_never_closed(text, texts):
    """K10"""
    assert read_clipboard(text).texts() == texts
