"""A workbook as its XML says it: places, kinds of cells, dates, hidden parts, merges; what is unsound or too much is refused."""

import io
import zipfile
from datetime import date

import pytest

from desktop.errors import Refused
from desktop.exchange.sheet_cells import SheetLimits
from desktop.exchange.xlsx_source import read_xlsx, serial_to_date

TYPES = '<Types xmlns="x"/>'
TOP = '<r><Relationship Id="a" Type="x/officeDocument" Target="xl/workbook.xml"/></r>'
PARTS = (
    '<r><Relationship Id="s1" Type="x/worksheet" Target="a.xml"/><Relationship Id="t" Type="x/sharedStrings" Target="t.xml"/>'
    '<Relationship Id="f" Type="x/styles" Target="f.xml"/><Relationship Id="c" Type="x/chartsheet" Target="c.xml"/></r>'
)
STYLES = '<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>'


def book(sheet, strings="<sst/>", properties="", listed='<sheet name="清单" x:id="s1"/>'):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name, content in {
            "[Content_Types].xml": TYPES, "_rels/.rels": TOP, "xl/_rels/workbook.xml.rels": PARTS, "xl/f.xml": STYLES, "xl/t.xml": strings,
            "xl/workbook.xml": f'<workbook xmlns:x="x">{properties}<sheets>{listed}</sheets></workbook>', "xl/a.xml": f"<worksheet>{sheet}</worksheet>",
            "xl/c.xml": "<chartsheet/>",
        }.items():  # fmt: skip
            archive.writestr(name, content)
    return read_xlsx(data.getvalue(), "甲.xlsx")


def cells(*xml, **more):
    return book(f'<sheetData><row r="1">{"".join(xml)}</row></sheetData>', **more).sheets[0].rows.get(1, {})


def refused(*args, **more):
    with pytest.raises(Refused) as error:
        book(*args, **more)
    return error.value.reason


@pytest.mark.parametrize("xml, value", [
    ("<c><v>3</v></c>", 3), ("<c><v>3.5</v></c>", 3.5), ('<c t="b"><v>1</v></c>', True), ('<c t="b"><v>0</v></c>', False), ('<c t="d"><v>2026-03-01T00:00</v></c>', date(2026, 3, 1)),
    ('<c s="1"><v>45717</v></c>', date(2025, 3, 1)), ('<c t="str"><f>A1</f><v>甲</v></c>', "甲"), ('<c t="inlineStr"><is><t>甲</t></is></c>', "甲"),
    ('<c t="inlineStr"><is><r><t>甲</t></r><r><t>乙</t></r><rPh><t>jia</t></rPh></is></c>', "甲乙"), ('<c><is><t>甲</t></is><t>外</t></c>', "甲外"), ('<c t="s"><v>1</v></c>', "丙"),
    ("<c><f>A1</f><v>7</v></c>", 7), ('<c t="str"><v>a_x000A_b</v></c>', "a\nb"), ("<c><v>1e15</v></c>", 1e15),
])  # fmt: skip
def test_each_kind_of_cell_has_its_value(xml, value):
    found = cells(xml, strings="<sst><si><t>乙</t></si><si><r><t>丙</t></r><rPh><t>bing</t></rPh></si></sst>")[1].value
    assert found == value and type(found) is type(value)


@pytest.mark.parametrize("xml, fault", [
    ("<c><f>A1</f></c>", "formula_no_value"), ("<c><f>A1</f><v></v></c>", "formula_no_value"), ('<c t="e"><v>#REF!</v></c>', "error_value"), ('<c><f>_xlfn.DISPIMG("a",1)</f><v>0</v></c>', "picture_not_read"),
    ('<c t="str"><f>A1</f><v></v></c>', None), ("<c/>", None), ("<c><v> </v></c>", None), ("<c><t>甲</t></c>", None), ('<c><rPh><t>甲</t></rPh></c>', None),
])  # fmt: skip
def test_a_cell_without_a_readable_value_says_why_and_an_empty_one_is_none(xml, fault):
    found = cells(xml)
    assert (found[1].fault if found else None) == fault and bool(found) is (fault is not None)


def test_cells_and_rows_stand_where_they_say_and_else_beside_and_below_the_last():
    sheet = book(
        '<sheetData><row><c><v>1</v></c><c r="$D$1"><v>2</v></c><c><v>3</v></c></row><row><c><v>4</v></c></row><row r="9"><c><v>5</v></c></row><row><c><v>6</v></c></row></sheetData>'
    ).sheets[0]
    assert {row: {column: cell.value for column, cell in found.items()} for row, found in sheet.rows.items()} == {
        1: {1: 1, 4: 2, 5: 3}, 2: {1: 4}, 9: {1: 5}, 10: {1: 6},
    }  # fmt: skip


@pytest.mark.parametrize(
    "row, cell, sound",
    [
        ("1048576", "XFD1048576", True),
        ("1048577", "A1", False),
        ("0", "A1", False),
        ("1", "XFE1", False),
        ("1", "A0", False),
        ("1", "1A", False),
    ],
)
def test_a_place_beyond_a_sheet_is_damage(row, cell, sound):
    xml = f'<sheetData><row r="{row}"><c r="{cell}"><v>1</v></c></row></sheetData>'
    assert (book(xml).sheets[0].rows != {}) if sound else refused(xml) == "corrupt"


def test_hidden_rows_columns_and_sheets_are_told():
    sheet = book(
        '<cols><col min="2" max="3" hidden="1"/><col min="4" max="4" width="0"/><col min="5" max="5" width="9" hidden="0"/></cols><sheetData><row r="2" hidden="true"/><row r="3" ht="0"/><row r="4" ht="12"/></sheetData>'
    ).sheets[0]
    assert (sheet.hidden_columns, sheet.hidden_rows, sheet.hidden) == ([(2, 3), (4, 4)], {2, 3}, False)
    for state, hidden in (("hidden", True), ("veryHidden", True), ("visible", False)):
        assert book("", listed=f'<sheet name="甲" state="{state}" x:id="s1"/>').sheets[0].hidden is hidden


def test_only_sheets_of_cells_are_sheets_and_one_is_needed():
    assert len(book("", listed='<sheet name="甲" x:id="s1"/><sheet name="图" x:id="c"/>').sheets) == 1
    assert (
        refused("", listed='<sheet name="图" x:id="c"/>')
        == refused("", listed="")
        == refused("", listed='<sheet name="甲" x:id="no"/>')
        == "corrupt"
    )
    assert (
        refused('<sheetData><row><c t="s"><v>-1</v></c></row></sheetData>', strings="<sst><si><t>甲</t></si></sst>")
        == "corrupt"
    )


@pytest.mark.parametrize("serial, early, late", [
    (0, date(1899, 12, 31), date(1904, 1, 1)), (59, date(1900, 2, 28), date(1904, 2, 29)), (60, date(1900, 2, 28), date(1904, 3, 1)), (61, date(1900, 3, 1), date(1904, 3, 2)), (2_958_465, date(9999, 12, 31), None),
    (2_957_003, date(9995, 12, 30), date(9999, 12, 31)), (2_957_004, date(9995, 12, 31), None), (-1, None, None), (2_958_466, None, None),
])  # fmt: skip
def test_a_serial_number_is_its_day_in_both_calendars(serial, early, late):
    assert (serial_to_date(serial, False), serial_to_date(serial + 0.9 if serial >= 0 else serial, True)) == (
        early,
        late,
    )
    assert cells('<c s="1"><v>1</v></c>', properties='<workbookPr date1904="1"/>')[1].value == date(1904, 1, 2)


def test_texts_beyond_the_bounds_are_too_much_and_the_bound_itself_is_not(monkeypatch):
    monkeypatch.setattr(SheetLimits, "MOST_STRINGS", 2)
    assert book("", strings='<sst uniqueCount="2"><si><t>甲</t></si></sst>').sheets
    assert (
        refused("", strings='<sst uniqueCount="3"/>')
        == refused("", strings="<sst>" + "<si/>" * 4 + "</sst>")
        == "too_large"
    )
    monkeypatch.setattr(SheetLimits, "MOST_TEXT", 3)
    assert book("", strings="<sst><si><t>甲乙丙</t></si></sst>").sheets
    assert refused("", strings="<sst><si><t>甲乙丙丁</t></si></sst>") == "too_large"
