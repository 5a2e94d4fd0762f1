"""S-8, K12: hostile and broken content ends in a sentence, within two seconds, never in a crash."""

import io
import time
import zipfile
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from openpyxl.drawing.image import Image as Picture
from PIL import Image

from desktop.errors import Refused
from desktop.exchange import untrusted_file
from desktop.exchange.formats import finding_list
from desktop.exchange.formats.finding_list import ReadingContext
from tests.exchange.sample_lists import register

_HEAD = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
_TAIL = "</sheetData></worksheet>"
_SECONDS = 2.0


def _package(path, sheet):
    book = io.BytesIO()
    openpyxl.Workbook().save(book)
    source = zipfile.ZipFile(book)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for part in source.namelist():
            target.writestr(part, sheet if part == "xl/worksheets/sheet1.xml" else source.read(part))
    return path


def _row(number, *texts):
    cells = "".join(f'<c t="inlineStr"><is><t>{text}</t></is></c>' for text in texts)
    return f'<row r="{number}">{cells}</row>'


def _answer(path):
    began = time.process_time()
    try:
        return finding_list.read(path, ReadingContext(units=register(), feedback_on=date(2024, 3, 1)))
    except Refused as refused:
        assert str(refused).endswith("。")
        return refused.reason
    finally:
        assert time.process_time() - began < _SECONDS


def test_a_csv_of_fifteen_megabytes_is_told_too_large(tmp_path):
    """S-8: it took 182 s and 1.7 GB."""
    path = tmp_path / "lines.csv"
    path.write_text("序号,问题,整改措施\n" + "".join(f"{n},第{n}个问题\n" for n in range(600_000)), encoding="utf-8")

    assert _answer(path) == "too_large"


def test_a_workbook_of_many_rows_is_told_too_large_as_soon_as_it_is(tmp_path):
    """S-8: 300,000 rows took 107 s; the reader stops at the first row that is too many."""
    rows = "".join(_row(n, n, "县财政局", "甲") for n in range(1, 21_000))

    assert _answer(_package(tmp_path / "rows.xlsx", _HEAD + rows + _TAIL)) == "too_large"


@pytest.mark.parametrize(
    "sheet",
    [
        _HEAD + "<a>" * 100_000 + "</a>" * 100_000 + _TAIL,
        _HEAD + f'<row r="{"9" * 5000}"><c r="A{"9" * 5000}"><v>1</v></c></row>' + _TAIL,
        _HEAD + f'<row r="1"><c><v>{"9" * 5000}</v></c><c t="s"><v>{"9" * 5000}</v></c></row>' + _TAIL,
        _HEAD + f'<row r="1"><c s="{"9" * 5000}"><v>1</v></c></row>' + _TAIL,
        _HEAD + '<row r="1"><c t="inlineStr"><is><t>&#xD842;</t></is></c></row>' + _TAIL,
        _HEAD + " " * 60_000_000 + _TAIL,
    ],
    ids=["deep", "row number", "value", "style", "surrogate reference", "bomb"],
)
def test_a_hostile_sheet_ends_in_a_sentence(tmp_path, sheet):
    """S-8."""
    assert _answer(_package(tmp_path / "甲.xlsx", sheet)) in {"corrupt", "too_large", "empty"}


def test_cells_of_five_thousand_digits_are_faults(tmp_path):
    """S-8: they raised ValueError, in the head and below it."""
    digits = "9" * 5000
    path = tmp_path / "digits.csv"
    path.write_text(
        f"序号,问题,整改措施,整改时限,完成情况,涉及金额\n{','.join([digits] * 6)}\n1,账目不清。,核对,{digits},{digits},{digits}\n",
        encoding="utf-8",
    )

    reading = _answer(path)

    assert {"not_a_date", "unknown_status", "not_an_amount"} >= {
        fault.kind for fault in reading.faults if fault.row == 3
    } - {"missing_unit"}


def test_escaped_halves_of_a_character_are_joined_and_lone_ones_told(tmp_path):
    """K12, S-8: _xD842__xDFB7_ is 𠮷; a lone half is left out with a warning and can be entered."""
    rows = _row(1, "序号", "单位", "问题", "责任人") + _row(2, "1", "县财政局", "账目_xD842_不清。", "周_xD842__xDFB7_")

    reading = _answer(_package(tmp_path / "甲.xlsx", _HEAD + rows + _TAIL))

    [finding] = reading.findings
    assert (finding.owner, finding.text) == ("周𠮷", "账目不清。")
    assert [(fault.cell, fault.kind) for fault in reading.faults] == [("C2", "bad_character")]
    finding.text.encode("utf-8")


def test_a_cell_that_only_draws_is_empty_and_told(tmp_path):
    """K11: DISPIMG and IMAGE formulas, as text and as formula, in a field and outside one."""
    image = '<c r="D2"><f>IMAGE("http://x/y.png")</f><v>0</v></c><c r="E2" t="str"><f>_xlfn.DISPIMG("ID_1",1)</f><v>=DISPIMG("ID_1",1)</v></c>'
    rows = _row(1, "序号", "单位", "问题", "整改进展", "照片") + _row(2, "1", "县财政局", "账目不清。").replace(
        "</row>", image + "</row>"
    )

    reading = _answer(_package(tmp_path / "甲.xlsx", _HEAD + rows + _TAIL))

    assert reading.findings[0].progress is None and reading.findings[0].other == {}
    assert [(fault.cell, fault.kind) for fault in reading.faults] == [
        ("D2", "picture_not_read"),
        ("E2", "picture_not_read"),
    ]


def test_a_floating_picture_over_an_empty_cell_is_told(tmp_path):
    """K11: it is no text; the field stays empty and the clerk knows."""
    book = openpyxl.Workbook()
    for row in (
        ["序号", "单位", "问题", "整改进展"],
        [1, "县财政局", "账目不清。"],
        [2, "县财政局", "印章混放。", "已分管"],
    ):
        book.active.append(row)
    png = tmp_path / "照片.png"
    Image.new("RGB", (2, 2)).save(png)
    for place in ("D2", "D3", "A1"):
        book.active.add_image(Picture(png), place)
    book.save(tmp_path / "甲.xlsx")

    reading = _answer(tmp_path / "甲.xlsx")

    assert [(fault.cell, fault.kind) for fault in reading.faults] == [("D2", "picture_not_read")]
    assert [finding.progress for finding in reading.findings] == [None, "已分管"]


@pytest.mark.parametrize(
    "lines",
    [
        [",".join(f"列{n}" for n in range(200_000)), "x," * 200_000],
        ["序号,单位,问题", "1,县财政局," + "长" * 1_000_000],
    ],
    ids=["too wide", "too long a cell"],
)
def test_a_csv_wider_or_longer_than_any_list_is_too_large_s8(tmp_path, lines):
    """S-8"""
    path = tmp_path / "宽.csv"
    path.write_text("\n".join(lines), "utf-8")
    assert _answer(path) == "too_large"


def test_thousands_of_heads_sheets_and_unknown_words_end_in_time_s8(tmp_path):
    """S-8: 19,000 repeated heads and 19,000 unknown units took minutes; 5,000 sheets are no list."""
    heads = tmp_path / "表头.csv"
    heads.write_text("序号,问题,整改措施\n" * 5_000, encoding="utf-8")
    units = tmp_path / "单位.csv"
    units.write_text("单位,问题,措施\n" + "".join(f"县局{one},账目,核\n" for one in range(3_000)), encoding="utf-8")
    sheets = tmp_path / "多表.xlsx"
    book = openpyxl.Workbook()
    for _one in range(500):
        book.create_sheet()
    book.save(sheets)

    assert _answer(heads).findings == []
    assert len(_answer(units).unknown_words) == 3_000
    assert _answer(sheets) == "too_large"


def test_a_file_over_the_bound_is_told_with_both_sizes_in_megabytes_s8(tmp_path, monkeypatch):
    """S-8: the clerk reads how large it is and how large it may be."""
    monkeypatch.setattr(untrusted_file, "LARGEST_FILE", 2 * 1024 * 1024)
    path = tmp_path / "大.xlsx"
    path.write_bytes(b"x" * (3 * 1024 * 1024))
    with pytest.raises(Refused, match="有 3 MB，超过 2 MB；请拆成几个文件再导入"):
        untrusted_file.read_bytes(path)
    path.write_bytes(b"x" * (2 * 1024 * 1024))
    assert len(untrusted_file.read_bytes(path)) == 2 * 1024 * 1024
    path.write_bytes(b"")
    with pytest.raises(Refused, match="空文件"):
        untrusted_file.read_bytes(path)


@pytest.mark.parametrize(
    ("sizes", "packed", "refused"),
    [((400, 0), 400, False), ((401, 0), 401, True), ((31, 0), 31, False), ((31, 0), 0.1, True), ((28, 0), 0.1, False)],
)
def test_what_would_unpack_to_far_more_than_it_is_stays_closed_s8(sizes, packed, refused):
    """S-8: judged from the directory alone: too much in all, or one part out of all proportion."""
    entries = []
    for megabytes in sizes:
        entry = zipfile.ZipInfo("xl/a.xml")
        entry.file_size, entry.compress_size = megabytes * 2**20, int(packed * 2**20)
        entries.append(entry)
    if refused:
        with pytest.raises(Refused, match=f"展开却有 {sum(sizes)} MB"):
            untrusted_file.refuse_expansion(entries, int(packed * 2**20), "甲.xlsx")
    else:
        untrusted_file.refuse_expansion(entries, int(packed * 2**20), "甲.xlsx")


def _zip(*names, locked=False):
    book = io.BytesIO()
    with zipfile.ZipFile(book, "w") as package:
        for name in names:
            package.writestr(name, "x")
    data = bytearray(book.getvalue())
    if locked:
        data[data.index(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


def _ole(name):
    return untrusted_file.OLE2 + b"\0" * 64 + name.encode("utf-16-le")


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (_zip("xl/workbook.xml"), "xlsx"), (_zip("XL\\workbook.xml"), "xlsx"), (_ole("Workbook"), "xls"), (_ole("Book"), "xls"),
        (b"\x09\x08\x10\x00\x00\x06", "xls"), (b"\x09\x04\x06\x00", "xls"), ("序号,问题".encode("gb18030"), "csv"), ("序号,问题".encode("utf-16"), "csv"),
        (b"\t\t\n1,2", "csv"), (b"1\x00"[:1] * 5000 + b"\x00", "csv"),
    ],
)  # fmt: skip
def test_a_table_is_known_by_its_content_whatever_its_name(data, kind):
    """S-8: an .xls that is an .xlsx is read as what it is."""
    assert untrusted_file.kind_by_content(data, "甲.doc") == kind


@pytest.mark.parametrize(
    ("data", "reason", "said"),
    [
        (_ole("EncryptedPackage"), "encrypted", "取消密码"), (_ole("WordDocument"), "not_a_workbook", "文字或演示文稿"),
        (_ole("PowerPoint Document"), "not_a_workbook", "文字或演示文稿"), (_ole("x"), "not_a_workbook", "不是表格文件"),
        (_zip("xl/workbook.xml", locked=True), "encrypted", "压缩内容已加密"), (_zip("xl/workbook.bin", "xl/a.xml"), "not_a_workbook", "xlsb"),
        (_zip("word/document.xml"), "not_a_workbook", "Word 文档"), (_zip("content.xml"), "not_a_workbook", "ODS"), (_zip("a.txt"), "not_a_workbook", "不是表格文件"),
        (b"PK\x03\x04xx", "corrupt", "已损坏"), (b"%PDF-1.4", "not_a_workbook", "不是表格文件"), (b"\x89PNG\r\n", "not_a_workbook", "不是表格文件"),
        (b"<html><body>", "html_disguised", "网页"), (b" \n<TABLE>", "html_disguised", "网页"), ("<table>".encode("utf-16"), "html_disguised", "网页"),
        (b'<?xml?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">', "xml_spreadsheet_disguised", "XML 2003"),
        (b'<?mso-application progid="Excel.Sheet"?>', "xml_spreadsheet_disguised", "XML 2003"),
        (b"\x00" * 100, "corrupt", "已损坏"), (b"a\x00b", "not_a_workbook", "不是表格文件"), (b"\x09\x08\x00\x01", "not_a_workbook", "不是表格文件"),
    ],
)  # fmt: skip
def test_what_is_no_table_is_refused_with_what_it_is_and_what_to_do_s8(data, reason, said):
    """S-8"""
    with pytest.raises(Refused, match=said) as refused:
        untrusted_file.kind_by_content(data, "甲.xlsx")
    assert refused.value.reason == reason


@pytest.mark.parametrize(("size", "said"), [(10, "只有 1 KB"), (2047, "只有 1 KB"), (2048, "只有 2 KB")])
def test_a_file_that_unpacks_too_far_is_told_with_its_own_size_s8(size, said):
    """S-8"""
    entry = zipfile.ZipInfo("xl/a.xml")
    entry.file_size, entry.compress_size = 100 * 2**20, size
    with pytest.raises(Refused, match=f"{said}，展开却有 100 MB"):
        untrusted_file.refuse_expansion([entry], size, "甲.xlsx")


@pytest.mark.parametrize(("length", "long_form"), [(240, False), (241, True)])
def test_on_windows_a_path_beyond_the_bound_is_opened_in_its_long_form(monkeypatch, length, long_form):
    monkeypatch.setattr("sys.platform", "win32")
    path = Path("/" + "甲" * (length - 1))
    assert str(untrusted_file._reachable(path)).startswith("\\\\?\\") is long_form
    monkeypatch.setattr("sys.platform", "linux")
    assert untrusted_file._reachable(path) == path


@pytest.mark.parametrize(("what", "reason"), [("表格", "not_a_workbook"), ("Word 文件", "not_a_document")])
def test_a_lock_file_a_folder_and_a_missing_file_are_told_apart(tmp_path, what, reason):
    (tmp_path / "~$甲.xlsx").write_bytes(b"x")
    told = {}
    for name in ("~$甲.xlsx", ".", "没有.xlsx"):
        with pytest.raises(Refused) as refused:
            untrusted_file.read_bytes(tmp_path / name, what)
        told[name] = refused.value.reason
    assert told == {"~$甲.xlsx": reason, ".": reason, "没有.xlsx": "not_found"}
