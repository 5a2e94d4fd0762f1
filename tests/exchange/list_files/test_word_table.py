"""Any view as a Word table: title, basis, head on each page, subtotals, page numbers; whatever a text holds stands in it whole."""

from datetime import date, datetime

import docx
import pytest
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.exchange.list_files.table import ListTable, SheetColumn
from desktop.exchange.list_files.word_page import WordPage
from desktop.exchange.list_files.word_table import _row, in_words, rooms_of, write_word_table
from desktop.exchange.list_files.xml_text import legal
from desktop.ledgers.file_properties import FileProperties
from tests.exchange.list_files.nasty_texts import ANY, TEXTS
from tests.exchange.test_workbook import COLUMNS, ROWS


def made(tmp_path, table):
    path = write_word_table(tmp_path / "表.docx", table)
    paper = docx.Document(path)
    path.unlink()
    return paper


def cells(paper):
    return [[cell.text for cell in row.cells] for row in paper.tables[0].rows]


def test_a_view_is_written_with_title_basis_head_and_rows(tmp_path):
    paper = made(tmp_path, ListTable("第六轮问题台账", COLUMNS, ROWS, "3 条　截至 2026-06-05　按问题计"))

    assert [one.text for one in paper.paragraphs[:2]] == ["第六轮问题台账", "3 条　截至 2026-06-05　按问题计"]
    assert cells(paper) == [
        [column.title for column in COLUMNS],
        ["1", "青岩县财政局党组", "账目不清。", "12,000.00", "2025-03-05"],
        ["2", "青岩县财政局党组", "公章混乱。", "", "2025-03-31"],
        ["3", "云台镇党委", "台账缺失，𠮷祥巷<未>登记&漏报。", "800.00", ""],
    ]
    assert [one.style.name for one in paper.paragraphs[:2]] == ["清单标题", "清单说明"]


def test_the_head_is_repeated_rows_stay_whole_and_pages_are_numbered(tmp_path):
    paper = made(tmp_path, ListTable("题", COLUMNS, [*ROWS, [4, "甲", "长" * 4000, None, None]]))
    head, *rows = paper.tables[0].rows
    marks = [{child.tag for child in row._tr.get_or_add_trPr()} for row in (head, *rows)]

    assert qn("w:tblHeader") in marks[0] and not any(qn("w:tblHeader") in mark for mark in marks[1:])
    assert [qn("w:cantSplit") in mark for mark in marks] == [True, True, True, True, False]
    footer = paper.sections[0].footer._element.xml
    assert "PAGE" in footer and "NUMPAGES" in footer
    assert paper.sections[0].orientation == (WD_ORIENT.LANDSCAPE if paper.sections[0].page_width > paper.sections[0].page_height else WD_ORIENT.PORTRAIT)  # fmt: skip


def test_groups_carry_their_subtotals_and_the_total_does_not_count_them_twice(tmp_path):
    told = cells(made(tmp_path, ListTable("题", COLUMNS, ROWS, group_by=1, totals=True)))

    assert [(row[0], row[3]) for row in told if row[0] == row[2]] == [
        ("青岩县财政局党组 小计（2条）", "12,000.00"),
        ("云台镇党委 小计（1条）", "800.00"),
        ("合计（3条）", "12,800.00"),
    ]


def test_a_total_without_anything_to_add_goes_over_the_whole_row(tmp_path):
    told = cells(made(tmp_path, ListTable("题", COLUMNS[:3], [row[:3] for row in ROWS], totals=True)))

    assert told[-1] == ["合计（3条）"] * 3


@pytest.mark.parametrize(
    ("value", "kind", "words"),
    [
        (1200.5, "money", "1,200.50"), (0.1 + 0.2, "money", "0.30"), (-3, "money", "-3.00"), (0.1234, "money", "0.1234"), (7, "int", "7"),
        (0.125, "percent", "12.5%"), (date(2025, 3, 5), "date", "2025-03-05"), (datetime(2025, 3, 5, 9), "date", "2025-03-05"), (True, "money", "是"),
        (None, "money", ""), ("长期坚持", "date", "长期坚持"),
    ],
)  # fmt: skip
def test_values_stand_in_words_as_the_workbook_shows_them(value, kind, words):
    assert in_words(value, kind) == words


@given(st.lists(st.tuples(ANY, ANY), min_size=1, max_size=4))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_a_text_holds_stands_whole_in_its_cell(tmp_path, rows):
    """X8"""
    paper = made(tmp_path, ListTable("题", [SheetColumn("甲"), SheetColumn("乙")], rows))

    assert cells(paper)[1:] == [[legal(text) for text in row] for row in rows]


@pytest.mark.parametrize("text", [text for text in TEXTS if len(text) < 100])
def test_title_basis_and_heads_are_texts_too(tmp_path, text):
    table = ListTable(text, [SheetColumn(text)], [], text, properties=FileProperties(text, "办公室"))
    paper = made(tmp_path, table)

    assert [paper.paragraphs[0].text, cells(paper)[0][0]] == [legal(text)] * 2
    assert paper.core_properties.author == "办公室"


def test_nothing_is_overwritten(tmp_path):
    first = write_word_table(tmp_path / "表.docx", ListTable("题", COLUMNS, []))
    second = write_word_table(tmp_path / "表.docx", ListTable("题", COLUMNS, ROWS))

    assert (first.name, second.name) == ("表.docx", "表(2).docx")


def test_each_style_has_its_letters_and_the_sums_alone_are_bold(tmp_path):
    styles = made(tmp_path, ListTable("题", COLUMNS[:2], ROWS_OF_TWO)).styles
    looks = {}
    for style in styles:
        if style.name.startswith("清单") and style.type == 1:
            fonts, space = style.element.rPr.rFonts, style.element.pPr.find(qn("w:spacing"))
            turned = style.element.pPr.find(qn("w:jc"))
            looks[style.name] = (
                fonts.get(qn("w:eastAsia")), style.font.size.pt, bool(style.font.bold),
                "left" if turned is None else turned.get(qn("w:val")), space.get(qn("w:after")),
            )  # fmt: skip

    assert looks == {
        "清单标题": ("黑体", 18, False, "center", "120"), "清单说明": ("宋体", 10.5, False, "left", "60"),
        "清单表头": ("黑体", 10.5, False, "center", "0"), "清单正文": ("宋体", 10.5, False, "left", "0"),
        "清单小计": ("宋体", 10.5, True, "left", "0"), "清单页码": ("宋体", 9, False, "center", "0"),
        "清单结尾": ("宋体", 1, False, "left", "0"),
    }  # fmt: skip
    plain = styles.element.find(qn("w:docDefaults"))
    assert plain.find(f".//{qn('w:b')}") is None and plain.find(f".//{qn('w:sz')}").get(qn("w:val")) == "21"
    assert {one.get(qn("w:sz")) for one in styles["清单表格"].element.iter(qn("w:top"), qn("w:insideV"))} == {"4", None}


ROWS_OF_TWO = [[1, "甲"], [2, "乙"]]


@pytest.mark.parametrize("lines, whole", [(1, True), (20, True), (21, False)])
def test_a_row_of_more_than_twenty_lines_may_go_on_over_a_page(tmp_path, lines, whole):
    paper = made(tmp_path, ListTable("题", COLUMNS[:2], [[1, "\n".join("甲" * lines)]]))

    assert (qn("w:cantSplit") in {child.tag for child in paper.tables[0].rows[1]._tr.get_or_add_trPr()}) == whole


def test_the_lines_of_a_row_are_those_of_its_fullest_cell_in_the_room_of_its_column():
    page = WordPage(11_906, 16_838, (20 * 29, 20 * 50), 10.5)
    formats = [("<a>", "</a>")] * 2
    table = ListTable("题", [SheetColumn("甲"), SheetColumn("乙")], [])
    rooms = rooms_of(page)

    assert rooms == [4.0, 8.0] and rooms_of(WordPage(1, 1, (20 * 9, 0), 10.5)) == [2.0, 2.0]
    for sign, first, second, whole in (
        ("汉", 38, 0, True),
        ("汉", 39, 0, False),
        ("汉", 0, 76, True),
        ("汉", 0, 77, False),
    ):
        told = _row(table, [sign * first, sign * second], formats, rooms)
        assert ("<w:cantSplit/>" in told) == whole


@pytest.mark.parametrize(
    "kind, turned", [("text", None), ("int", "center"), ("money", "right"), ("date", "center"), ("percent", "center")]
)
def test_cells_stand_by_their_kind(tmp_path, kind, turned):
    paper = made(tmp_path, ListTable("题", [SheetColumn("甲", 12, kind)], [[None]]))
    jc = paper.tables[0].cell(1, 0).paragraphs[0]._p.find(f".//{qn('w:jc')}")

    assert (None if jc is None else jc.get(qn("w:val"))) == turned


def test_the_words_of_a_sum_reach_to_the_first_column_that_is_added_up(tmp_path):
    columns = [
        SheetColumn("金额", 9, "money", True),
        SheetColumn("甲"),
        SheetColumn("数", 6, "int", True),
        SheetColumn("乙"),
    ]
    paper = made(tmp_path, ListTable("题", columns, [[1, "a", 2, "b"], [1, "a", 3, None]], totals=True))
    last = paper.tables[0].rows[3]._tr
    spans = [cell.tcPr.gridSpan.val if cell.tcPr.gridSpan is not None else 1 for cell in last.tc_lst]

    assert spans == [2, 1, 1] and ["".join(one.text for one in cell.iter(qn("w:t"))) for cell in last.tc_lst] == [
        "合计（2条）",
        "5",
        "",
    ]
    widths = [column.width for column in paper.tables[0].columns]
    assert last.tc_lst[0].tcPr.width == widths[0] + widths[1]
    narrow = made(tmp_path, ListTable("题", [columns[1], columns[2]], [["a", 2]], totals=True)).tables[0].rows[2]._tr
    assert [cell.tcPr.gridSpan for cell in narrow.tc_lst] == [None, None]


@pytest.mark.parametrize(
    "value, words",
    [(0.5, "0.50"), (1234.5678, "1,234.5678"), (1.5, "1.50"), (2.125, "2.125"), (-3, "-3.00"), (0.1 + 0.2, "0.30")],
)
def test_money_has_two_places_and_further_ones_where_there_are_any(value, words):
    assert in_words(value, "money") == words
