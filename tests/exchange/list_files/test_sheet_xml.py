"""One sheet as XML: where each of its parts comes to stand, at the edges of every limit."""

from datetime import date
from xml.etree import ElementTree

import pytest

from desktop.exchange.list_files.sheet_values import SharedTexts
from desktop.exchange.list_files.sheet_xml import SheetXml, sample_pieces
from desktop.exchange.list_files.skeleton import KINDS, WORDS, Skeleton
from desktop.exchange.list_files.table import ListTable, PageStyle, SheetColumn

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
BODY = {kind: 10 + place for place, kind in enumerate(KINDS)}
SUMS = {kind: 20 + place for place, kind in enumerate(KINDS)}
LOOK = Skeleton(b"", None, 1, 2, 3, BODY, SUMS, (41.0, 32.0, 23.0, 18.0, 19.0), 10.5)
COLUMNS = (SheetColumn("单位", 20), SheetColumn("金额", 14, "money", True), SheetColumn("件数", 8, "int"))
ROWS = [["甲", 3, 1], ["甲", 4, None], ["乙", 5, 2]]


class Sheet:
    """A sheet taken apart."""

    def __init__(self, table, look=LOOK):
        self.texts = SharedTexts()
        self.made = SheetXml(table, look, self.texts)
        self.pieces = list(self.made.pieces())
        self.tree = ElementTree.fromstring("".join(self.pieces).encode())

    def all(self, name):
        return list(self.tree.iter(f"{_MAIN}{name}"))

    def one(self, name):
        found = self.all(name)
        return found[0].attrib if found else None

    @property
    def rows(self):
        return {int(row.get("r")): row for row in self.all("row")}

    def cells(self, row):
        """Place, style, formula and value of each cell of a row; a shared text as itself."""
        told, texts = [], list(self.texts)
        for cell in self.rows[row]:
            formula, value = cell.findtext(f"{_MAIN}f"), cell.findtext(f"{_MAIN}v")
            said = texts[int(value)] if cell.get("t") == "s" else value
            told.append((cell.get("r"), int(cell.get("s")), formula, said))
        return told


@pytest.mark.parametrize("subtitle, head", [("", 2), ("截至今天", 3)])
def test_title_note_and_head_stand_above_the_rows_and_each_has_its_look(subtitle, head):
    sheet = Sheet(ListTable("题", COLUMNS, ROWS, subtitle))

    assert (
        sheet.made.head_row == head and sheet.made.last_row == head + 3 and sorted(sheet.rows) == [*range(1, head + 4)]
    )
    assert sheet.cells(1) == [("A1", 1, None, "题"), ("B1", 1, None, None), ("C1", 1, None, None)]
    if subtitle:
        assert sheet.cells(2)[0] == ("A2", 2, None, subtitle) and sheet.rows[2].get("ht") == "32.0"
    assert sheet.cells(head) == [
        (f"{letter}{head}", 3, None, one.title) for letter, one in zip("ABC", COLUMNS, strict=True)
    ]
    assert sheet.cells(head + 2) == [
        (f"A{head + 2}", 10, None, "甲"),
        (f"B{head + 2}", 12, None, "4"),
        (f"C{head + 2}", 11, None, None),
    ]
    assert sheet.rows[1].get("ht") == "41.0" and {row.get("customHeight") for row in sheet.rows.values()} == {"1"}
    assert [one.get("ref") for one in sheet.all("mergeCell")] == [f"A{row}:C{row}" for row in range(1, head)]
    assert sheet.one("mergeCells")["count"] == str(head - 1)


def test_a_list_of_one_column_merges_nothing_and_an_empty_title_is_an_empty_cell():
    sheet = Sheet(ListTable("", [SheetColumn("问题")], [["甲"]]))

    assert sheet.all("mergeCells") == [] and sheet.cells(1) == [("A1", 1, None, None)]


def test_subtotals_add_up_their_own_rows_and_the_total_all_of_them():
    sheet = Sheet(ListTable("题", COLUMNS, ROWS, group_by=0, totals=True))

    assert sheet.cells(5) == [
        ("A5", 20, None, "甲 小计（2条）"), ("B5", 22, "SUBTOTAL(9,B3:B4)", "7"), ("C5", 21, None, None),
    ]  # fmt: skip
    assert sheet.cells(7)[1] == ("B7", 22, "SUBTOTAL(9,B6:B6)", "5")
    assert sheet.cells(8)[:2] == [("A8", 20, None, "合计（3条）"), ("B8", 22, "SUBTOTAL(9,B3:B7)", "12")]
    assert sheet.made.last_row == 8 and sheet.made.filtered == "A2:C7", "the filter ends above the total"
    assert sheet.rows[5].get("ht") == "19.0"
    assert [sheet.rows[row].get("outlineLevel") for row in (3, 4, 5, 6, 7, 8)] == ["1", "1", None, "1", None, None]
    assert sheet.one("sheetFormatPr")["outlineLevelRow"] == "1"


def test_without_groups_no_row_is_of_a_group():
    sheet = Sheet(ListTable("题", COLUMNS, ROWS))

    assert {row.get("outlineLevel") for row in sheet.rows.values()} == {None}
    assert "outlineLevelRow" not in sheet.one("sheetFormatPr")


@pytest.mark.parametrize(
    "filters, rows, ref", [(True, ROWS, "A2:C5"), (True, ROWS[:1], "A2:C3"), (True, [], ""), (False, ROWS, "")]
)
def test_the_filter_covers_head_and_rows_and_there_is_none_without_rows(filters, rows, ref):
    sheet = Sheet(ListTable("题", COLUMNS, rows, style=PageStyle(filters=filters)))

    assert sheet.made.filtered == ref and (sheet.one("autoFilter") or {"ref": ""})["ref"] == ref


@pytest.mark.parametrize(
    "frozen, split, pane, place",
    [(0, None, "bottomLeft", "A3"), (1, "1", "bottomRight", "B3"), (2, "2", "bottomRight", "C3")],
)
def test_head_and_frozen_columns_stay(frozen, split, pane, place):
    sheet = Sheet(ListTable("题", COLUMNS, ROWS, style=PageStyle(frozen_columns=frozen)))
    told = sheet.one("pane")

    assert (told.get("xSplit"), told["ySplit"], told["topLeftCell"], told["activePane"]) == (split, "2", place, pane)
    assert told["state"] == "frozen" and sheet.one("selection")["activeCell"] == place


@pytest.mark.parametrize("paper, number", [("A4", "9"), ("A3", "8")])
@pytest.mark.parametrize("across, turned", [(True, "landscape"), (False, "portrait")])
def test_the_page_is_that_of_the_style_and_as_wide_as_the_list(paper, number, across, turned):
    sheet = Sheet(ListTable("题", COLUMNS, ROWS, style=PageStyle(paper, across)))
    told = sheet.one("pageSetup")

    assert (told["paperSize"], told["orientation"], told["fitToHeight"]) == (number, turned, "0")
    assert [(one.get("min"), one.get("max"), one.get("width")) for one in sheet.all("col")] == [
        ("1", "1", "20.7109375"), ("2", "2", "14.7109375"), ("3", "3", "8.7109375"),
    ]  # fmt: skip


@pytest.mark.parametrize("rows, blocks", [(511, 1), (512, 1), (513, 2), (1025, 3)])
def test_512_rows_are_made_at_once(rows, blocks):
    sheet = Sheet(ListTable("题", COLUMNS, [ROWS[0]] * rows))

    assert len(sheet.pieces) == 1 + 2 + blocks + 1 and len(sheet.rows) == rows + 2
    assert sheet.cells(rows + 2)[0][0] == f"A{rows + 2}"


@pytest.mark.parametrize("lines, height", [(1, 21.0), (2, 36.0), (26, 396.0), (27, 405.0)])
def test_a_row_is_as_high_as_its_lines_and_never_higher_than_excel_can(lines, height):
    sheet = Sheet(ListTable("题", COLUMNS, [["\n".join("甲" * lines), 1, 1], [None, 1, None], ["乙", 1, 1]]))

    assert [float(sheet.rows[row].get("ht")) for row in (3, 4, 5)] == [height, 21.0, 21.0]


def test_a_row_is_never_lower_than_the_look_says_nor_a_head_lower_than_its_lines():
    high = Skeleton(b"", None, 1, 2, 3, BODY, SUMS, (41.0, 32.0, 23.0, 50.0, 19.0), 21.0)
    assert float(Sheet(ListTable("题", COLUMNS, ROWS), high).rows[3].get("ht")) == 50.0
    numbers = [SheetColumn("数", 30, "int")]
    assert float(Sheet(ListTable("题", numbers, [[1]])).rows[3].get("ht")) == 21.0, "without any text too"
    head = [SheetColumn("\n".join("甲乙丙"), 30)]
    assert float(Sheet(ListTable("题", head, [["甲"]])).rows[2].get("ht")) == 15 * 3 + 9
    assert float(Sheet(ListTable("题", head, [["甲"]]), high).rows[2].get("ht")) == 15 * 3 * 2 + 9
    assert float(Sheet(ListTable("题", [SheetColumn("甲", 30)], [["甲"]])).rows[2].get("ht")) == 24.0


def test_days_and_lists_are_offered_below_the_head_and_only_there():
    columns = [SheetColumn("单位"), SheetColumn("限" * 40, 12, "date"), SheetColumn("状态", choices=("完成", '未"完'))]
    sheet = Sheet(ListTable("题", columns, [["甲", date(2026, 6, 5), "完成"]] * 2))
    day, chosen = sheet.all("dataValidation")

    assert sheet.one("dataValidations")["count"] == "2"
    assert (day.get("type"), day.get("sqref"), day.get("errorTitle")) == ("date", "B3:B4", "限" * 32)
    assert [one.text for one in day] == ["61", "109574"]
    assert (chosen.get("type"), chosen.get("sqref"), chosen.findtext(f"{_MAIN}formula1")) == (
        "list",
        "C3:C4",
        '"完成,未""完"',
    )
    assert Sheet(ListTable("题", columns, [])).all("dataValidation") == []
    assert Sheet(ListTable("题", COLUMNS, ROWS)).all("dataValidations") == []


@pytest.mark.parametrize(
    "choices, offered",
    [((), False), (("甲" * 255,), True), (("甲" * 256,), False), (("甲" * 127, "乙" * 127), True), (("甲" * 127, "乙" * 128), False),
     (("𠮷" * 127,), True), (("𠮷" * 128,), False), (("甲,乙",), False), (("甲", "乙,"), False)],
)  # fmt: skip
def test_a_list_inside_a_rule_has_at_most_255_signs_and_no_comma_in_a_word(choices, offered):
    sheet = Sheet(ListTable("题", [SheetColumn("状态", choices=choices)], [["甲"]]))

    assert len(sheet.all("dataValidation")) == offered


def test_the_look_itself_has_a_row_for_each_kind_of_line_and_a_cell_for_each_kind_of_value():
    texts = SharedTexts()
    tree = ElementTree.fromstring("".join(sample_pieces(LOOK, texts)).encode())
    rows = list(tree.iter(f"{_MAIN}row"))

    assert [(row.get("r"), float(row.get("ht"))) for row in rows] == list(zip("12345", LOOK.heights, strict=True))
    styles = [[1] * 5, [2] * 5, [3] * 5, [*BODY.values()], [*SUMS.values()]]
    for number, (row, word, each) in enumerate(zip(rows, WORDS, styles, strict=True), 1):
        said = [list(texts)[int(cell.findtext(f"{_MAIN}v"))] for cell in row]
        assert said == [word, "文字", "整数", "金额", "日期", "百分比"]
        assert [cell.get("r") for cell in row] == [f"{letter}{number}" for letter in "ABCDEF"]
        assert [int(cell.get("s", 0)) for cell in row] == [0, *each]
