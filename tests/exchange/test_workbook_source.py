"""X12: files from outside are opened by content, bounded in time and memory, or refused in one clear sentence (RULES §8)."""

import io
import struct
import time
import zipfile

import openpyxl
import pytest

from desktop.errors import Refused
from desktop.exchange.sheet_cells import Workbook
from desktop.exchange.workbook_source import open_workbook
from desktop.exchange.xlsx_source import serial_to_date
from tests.exchange.ugly_workbooks import read, workbook

ROWS = [["序号", "单位", "问题", "措施"], [1, "县财政局", "账目不清。", "核对"]]
_TYPES = b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
_BOOK = (
    b'<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
    b'<workbookPr/><sheets><sheet name="A" sheetId="1" r:id="rId1"/></sheets></workbook>'
)
_KIND = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/"


def package(folder, sheet, *, strings=b"", styles=b"", book=_BOOK, name="手写.xlsx"):
    """A workbook of hand-written XML."""
    relations = b'<Relationship Id="rId1" Type="' + _KIND + b'worksheet" Target="worksheets/sheet1.xml"/>'
    parts = {"xl/worksheets/sheet1.xml": b"<worksheet>" + sheet + b"</worksheet>"}
    for kind, content in (("sharedStrings", strings), ("styles", styles)):
        if content:
            relations += f'<Relationship Id="{kind}" Type="{_KIND.decode()}{kind}" Target="/xl/{kind}.xml"/>'.encode()
            parts[f"xl/{kind}.xml"] = content
    parts |= {
        "[Content_Types].xml": _TYPES,
        "xl/workbook.xml": book,
        "xl/_rels/workbook.xml.rels": b"<Relationships>" + relations + b"</Relationships>",
    }
    path = folder / name
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for part, content in parts.items():
            target.writestr(part, content)
    return path


def row(*cells):
    return b'<sheetData><row r="3">' + b"".join(cells) + b"</row></sheetData>"


def refusal(path) -> Refused:
    began = time.process_time()
    with pytest.raises(Refused) as caught:
        open_workbook(path)
    assert time.process_time() - began < 2.0
    assert str(caught.value).count("。") == 1 and path.name[:6] in str(caught.value)
    return caught.value


def written(folder, name, content):
    path = folder / name
    path.write_bytes(content)
    return path


def the_row(book: Workbook) -> dict[int, object]:
    return {column: cell.value for column, cell in book.sheets[0].rows[3].items()}


def test_cells_have_their_true_places_and_values(tmp_path):
    strings = b"<sst><si><r><t>\xe7\x94\xb2</t></r><r><t xml:space='preserve'> \xe4\xb9\x99</t></r><rPh sb='0' eb='1'><t>jia</t></rPh></si></sst>"
    sheet = row(
        b'<c r="B3" t="s"><v>0</v></c>',
        b'<c t="inlineStr"><is><t>_x0041_\r\nB</t></is></c>',
        b'<c r="E3"><f>1+1</f><v>2</v></c><c r="F3"><f>1+1</f></c><c r="G3" t="e"><v>#N/A</v></c><c r="H3" t="b"><v>1</v></c><c r="I3" t="str"><f>""</f><v></v></c>',
    )

    book = open_workbook(package(tmp_path, sheet, strings=strings))

    assert the_row(book) == {2: "甲 乙", 3: "A\nB", 5: 2, 6: None, 7: None, 8: True}
    assert [book.sheets[0].rows[3][column].fault for column in (6, 7)] == ["formula_no_value", "error_value"]


@pytest.mark.parametrize(
    ("flag", "day"), [(b"<workbookPr/>", "2025-03-16"), (b'<workbookPr date1904="1"/>', "2029-03-17")]
)
def test_true_dates_follow_the_date_system_of_the_workbook(tmp_path, flag, day):
    styles = b'<styleSheet><numFmts><numFmt numFmtId="170" formatCode="yyyy&quot;\xe5\xb9\xb4&quot;m&quot;\xe6\x9c\x88&quot;"/></numFmts><cellXfs><xf/><xf numFmtId="170"/></cellXfs></styleSheet>'
    path = package(
        tmp_path, row(b'<c r="A3" s="1"><v>45732</v></c>'), styles=styles, book=_BOOK.replace(b"<workbookPr/>", flag)
    )

    assert str(the_row(open_workbook(path))[1]) == day


def test_the_day_that_never_was_is_stepped_over():
    assert [str(serial_to_date(number, False)) for number in (1, 59, 61)] == ["1900-01-01", "1900-02-28", "1900-03-01"]


def test_hidden_rows_columns_and_sheets_are_seen(tmp_path):
    book = openpyxl.load_workbook(workbook(tmp_path, {"甲": ROWS, "乙": ROWS}))
    book["甲"].row_dimensions[2].hidden = True
    book["甲"].column_dimensions["C"].hidden = True
    book["乙"].sheet_state = "veryHidden"
    book.save(tmp_path / "b.xlsx")

    first, second = open_workbook(tmp_path / "b.xlsx").sheets

    assert first.hidden_rows == {2} and first.column_is_hidden(3) and not first.column_is_hidden(2)
    assert second.hidden and not first.hidden


def test_entities_are_refused_before_they_grow(tmp_path):
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><worksheet><sheetData><row><c t="str"><v>&b;</v></c></row></sheetData></worksheet>'
    path = package(tmp_path, b"")
    with zipfile.ZipFile(path) as source:
        parts = {entry: source.read(entry) for entry in source.namelist()}
    with zipfile.ZipFile(path, "w") as target:
        for name, content in parts.items():
            target.writestr(name, bomb if "sheet1" in name else content)

    assert refusal(path).reason == "corrupt"


def test_a_package_that_grows_two_hundred_fold_is_refused_unopened(tmp_path):
    path = package(tmp_path, b"<sheetData>" + b" " * 40_000_000 + b"</sheetData>")

    assert refusal(path).reason == "too_large"


@pytest.mark.parametrize(
    "cell",
    [
        b'<c r="A3" t="s"><v>5</v></c>',
        b'<c r="A3" t="s"><v>-1</v></c>',
        b'<c r="ZZZ3"><v>1</v></c>',
        b'<c r="A0"><v>1</v></c>',
        b'<c r="A3"><v>one</v></c>',
        b'<c r="A3"><v>1</v>',
    ],
)
def test_a_sheet_that_contradicts_itself_is_damaged(tmp_path, cell):
    assert refusal(package(tmp_path, row(cell))).reason == "corrupt"


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("空空空空空空.xlsx", b"", "empty"),
        ("网页网页网页.xls", b"<html><body><table><tr><td>1</td></tr></table></body></html>", "html_disguised"),
        ("网页宽字符版.xls", "<html><table></table></html>".encode("utf-16"), "html_disguised"),
        (
            "XML表格.xls",
            b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
            "xml_spreadsheet_disguised",
        ),
        ("说明书说明书.xlsx", b"%PDF-1.7 ...", "not_a_workbook"),
        ("照片照片照片.xlsx", b"\x89PNG\r\n\x1a\n" + bytes(200), "not_a_workbook"),
        ("一串零一串零.xlsx", bytes(5000), "corrupt"),
        ("半个压缩包呀.xlsx", b"PK\x03\x04" + bytes(100), "corrupt"),
        (
            "加密的工作簿.xlsx",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500) + "EncryptedPackage".encode("utf-16-le"),
            "encrypted",
        ),
        (
            "改名的文稿呀.xlsx",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500) + "WordDocument".encode("utf-16-le"),
            "not_a_workbook",
        ),
        (
            "残缺旧表格呀.xls",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500) + "Workbook".encode("utf-16-le"),
            "corrupt",
        ),
        ("~$整改台账.xlsx", b"\x05office" + bytes(150), "not_a_workbook"),
    ],
)
def test_what_is_no_sound_workbook_is_refused_with_its_reason(tmp_path, name, content, reason):
    assert refusal(written(tmp_path, name, content)).reason == reason


def test_a_word_file_and_other_packages_are_no_workbook(tmp_path):
    for part in ("word/document.xml", "content.xml", "xl/workbook.bin", "other.txt"):
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w") as target:
            target.writestr(part, "x")
        assert refusal(written(tmp_path, "改名改名改名.xlsx", buffer.getvalue())).reason == "not_a_workbook"


def test_a_folder_and_a_missing_file_are_told(tmp_path):
    folder = tmp_path / "文件夹文件夹.xlsx"
    folder.mkdir()

    assert refusal(folder).reason in ("not_a_workbook", "not_readable")
    assert refusal(tmp_path / "没有没有没有.xlsx").reason == "not_found"


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("mark", [",", "\t", ";"])
def test_text_tables_are_read_in_any_encoding_and_with_any_separator(tmp_path, encoding, mark):
    content = f'序号{mark}单位{mark}问题\n1{mark}县财政局{mark}"账目不清，\n𠮷祥巷{mark}未入账。"\n'
    reading = read(written(tmp_path, "导出.csv", content.encode(encoding)))

    assert reading.findings[0].text == f"账目不清，\n𠮷祥巷{mark}未入账。"
    assert (reading.findings[0].row, reading.findings[0].sheet) == (2, "")


def test_content_decides_and_not_the_extension(tmp_path):
    source = workbook(tmp_path, {"台账": ROWS})

    for name in ("台账.xls", "台账.csv", "台账.et", "没有扩展名", "很长" * 40 + ".xlsx", "空 格 & '引号'.xlsx"):
        assert read(written(tmp_path, name, source.read_bytes())).findings[0].text == "账目不清。"


def test_fifty_thousand_formatted_rows_without_content_are_quick(tmp_path):
    empty = b"".join(
        b'<row r="%d"><c r="A%d" s="0"/><c r="B%d" s="0"/></row>' % (number, number, number)
        for number in range(10, 50_010)
    )

    began = time.process_time()
    book = open_workbook(
        package(tmp_path, b'<sheetData><row r="1"><c r="A1"><v>1</v></c></row>' + empty + b"</sheetData>")
    )

    assert time.process_time() - began < 2.0
    assert list(book.sheets[0].rows) == [1]


def test_merges_that_overlap_repeat_or_reach_to_the_last_row_do_no_harm(tmp_path):
    areas = ["A2:A1048576", "A2:B3", "B3:C4", "B3:C4", "ZZZZ1:A9", "D2"]
    path = workbook(tmp_path, {"台账": ROWS})
    with zipfile.ZipFile(path) as source:
        parts = {entry: source.read(entry) for entry in source.namelist()}
    merges = "".join(f'<mergeCell ref="{area}"/>' for area in areas).encode()
    with zipfile.ZipFile(path, "w") as target:
        for name, content in parts.items():
            target.writestr(
                name, content.replace(b"</sheetData>", b"</sheetData><mergeCells>" + merges + b"</mergeCells>")
            )

    assert [finding.row for finding in read(path).findings] == [2]


def test_a_directory_that_understates_the_size_is_damage_and_not_a_bomb(tmp_path):
    path = package(tmp_path, b"<sheetData>" + b" " * 5_000_000 + b"</sheetData>")
    data = bytearray(path.read_bytes())
    place = data.rfind(b"PK\x01\x02", 0, data.find(b"xl/worksheets/sheet1.xml", data.find(b"PK\x01\x02")))
    data[place + 24 : place + 28] = struct.pack("<I", 1000)
    path.write_bytes(data)

    assert refusal(path).reason == "corrupt"


@pytest.mark.parametrize(
    "book",
    [
        b'<?xml version="1.0" encoding="UT9-8"?>' + _BOOK,
        _BOOK.replace(b'r:id="rId1"', b""),
        _BOOK.replace(b"rId1", b"rId7"),
        _BOOK[:-12],
        b"<workbook/>",
        b"",
        b"\x00\x01",
    ],
)
def test_a_workbook_part_that_makes_no_sense_is_damaged(tmp_path, book):
    assert refusal(package(tmp_path, row(b'<c r="A3"><v>1</v></c>'), book=book)).reason == "corrupt"


@pytest.mark.parametrize(
    "flood",
    [
        b"<x/>" * 7_000_000,
        b"<a>" * 9_000_000,
        b'<mergeCell ref="A1:XFD1048576"/>' * 800_000,
        b"<row " + b'a="1" ' * 4_000_000 + b"/>",
    ],
    ids=["elements", "depth", "merges", "one tag"],
)
def test_a_flood_that_stays_below_the_limits_of_size_is_refused_in_time(tmp_path, flood):
    assert refusal(package(tmp_path, row(flood))).reason in ("too_large", "corrupt")


def test_merges_that_would_fill_millions_of_cells_are_refused(tmp_path):
    rows = b"".join(b'<row r="%d"><c r="A%d"><v>1</v></c></row>' % (number, number) for number in range(1, 2000))
    head = b'<row r="2000"><c r="A2000" t="str"><v>\xe9\x97\xae\xe9\xa2\x98</v></c><c r="B2000" t="str"><v>\xe6\x8e\xaa\xe6\x96\xbd</v></c></row>'
    merges = b"".join(b'<mergeCell ref="A%d:A%d"/>' % (number, 100_000 + number) for number in range(1, 1900))

    began = time.process_time()
    with pytest.raises(Refused) as caught:
        read(package(tmp_path, b"<sheetData>" + rows + head + b"</sheetData><mergeCells>" + merges + b"</mergeCells>"))

    assert caught.value.reason == "too_large" and time.process_time() - began < 4.0
