"""The first look at a file from outside: what it is by content, and whether it may be opened at all."""

import io
import sys
import zipfile
from pathlib import Path

from desktop.errors import Refused, reason_of

LARGEST_FILE = 200 * 1024 * 1024
LARGEST_EXPANSION = 400 * 1024 * 1024
SUSPECT_EXPANSION, SUSPECT_RATIO = 30 * 1000 * 1000, 200

OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
WIDE = "utf-16-le"
_MARKS_OF_OTHERS = (
    b"%PDF",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"Rar!",
    b"7z\xbc\xaf",
    b"MZ",
    b"{\\rtf",
    b"\x1f\x8b",
    b"BM6",
    b"PK\x07\x08",
)


def read_bytes(path: Path, what: str = "表格") -> bytes:
    """The whole file, bounded; lock files and empty files are refused here. `what` is the word for the kind that is wanted."""
    stranger = "not_a_workbook" if what == "表格" else "not_a_document"
    if path.name.startswith("~$"):
        raise Refused(
            stranger, f"“{path.name}”是打开{what}时留下的临时锁文件，不是{what}；请选择同名但不带“~$”的文件。"
        )
    reachable = _reachable(path)
    try:
        size = reachable.stat().st_size
        if size > LARGEST_FILE:
            raise Refused(
                "too_large",
                f"“{path.name}”有 {size // 2**20} MB，超过 {LARGEST_FILE // 2**20} MB；请拆成几个文件再导入。",
            )
        data = reachable.read_bytes()
    except FileNotFoundError:
        raise Refused("not_found", f"找不到文件“{path}”；请核对位置后重选。") from None
    except IsADirectoryError:
        raise Refused(
            stranger, f"“{path.name}”是文件夹；请选择其中的{what}{'文件' if what == '表格' else ''}。"
        ) from None
    except PermissionError:
        raise Refused("not_readable", f"没有权限读取“{path.name}”，或它正被别的程序占用；请关闭 WPS 后再试。") from None
    except OSError as fault:
        raise Refused("not_readable", f"读不出“{path.name}”（{reason_of(fault)}）；请复制到本机再导入。") from None
    if not data:
        raise Refused("empty", f"“{path.name}”是空文件（0 字节）；请向报送单位重新索要。")
    return data


def _reachable(path: Path) -> Path:
    """On Windows a path over 260 characters opens only in its long form."""
    if sys.platform == "win32" and len(str(path.absolute())) > 240 and not str(path).startswith("\\\\"):
        return Path("\\\\?\\" + str(path.absolute()))
    return path


def kind_by_content(data: bytes, name: str) -> str:
    """`xlsx`, `xls` or `csv`; everything else is refused with its reason. The extension decides nothing but csv against junk."""
    if data.startswith(OLE2):
        _refuse_foreign_compound(data, name)
        return "xls"
    if data.startswith(b"PK"):
        _refuse_foreign_package(data, name)
        return "xlsx"
    if data[:2] in (b"\x09\x08", b"\x09\x04", b"\x09\x02", b"\x09\x00") and data[2:4] in (
        b"\x10\x00",
        b"\x08\x00",
        b"\x06\x00",
        b"\x04\x00",
    ):
        return "xls"
    if data.startswith(_MARKS_OF_OTHERS):
        raise not_a_workbook(name)
    _refuse_disguised(data, name)
    if b"\x00" in data[:4096] and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise (
            damaged(name)
            if name.lower().endswith((".xlsx", ".xlsm", ".xls")) and not data.strip(b"\x00")
            else not_a_workbook(name)
        )
    return "csv"


def _refuse_foreign_compound(data: bytes, name: str) -> None:
    if "EncryptedPackage".encode(WIDE) in data:
        raise Refused("encrypted", f"“{name}”设有打开密码；请在 WPS 中打开、取消密码另存后再导入。")
    if "Workbook".encode(WIDE) in data or "Book".encode(WIDE) in data:
        return
    if "WordDocument".encode(WIDE) in data or "PowerPoint Document".encode(WIDE) in data:
        raise Refused("not_a_workbook", f"“{name}”的内容是文字或演示文稿，不是表格；请另存为 .xlsx 表格再导入。")
    raise not_a_workbook(name)


def _refuse_foreign_package(data: bytes, name: str) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            entries = package.infolist()
    except (zipfile.BadZipFile, ValueError, OverflowError, NotImplementedError, UnicodeError, EOFError, IndexError):
        raise damaged(name) from None
    refuse_expansion(entries, len(data), name)
    names = {entry.filename.replace("\\", "/").lower() for entry in entries}
    if any(part.startswith("xl/") for part in names) and "xl/workbook.bin" not in names:
        if any(entry.flag_bits & 1 for entry in entries):
            raise Refused("encrypted", f"“{name}”的压缩内容已加密；请取消密码另存后再导入。")
        return
    if "xl/workbook.bin" in names:
        raise Refused("not_a_workbook", f"“{name}”是二进制工作簿（.xlsb）；请另存为 .xlsx 再导入。")
    if "word/document.xml" in names:
        raise Refused(
            "not_a_workbook", f"“{name}”的内容是 Word 文档，不是表格；请选“反馈意见”或“整改报告”导入，或另存为表格。"
        )
    if "content.xml" in names:
        raise Refused("not_a_workbook", f"“{name}”是 ODS 表格；请另存为 .xlsx 再导入。")
    raise not_a_workbook(name)


def refuse_expansion(entries: list[zipfile.ZipInfo], size: int, name: str) -> None:
    """Judged from the directory alone, before anything is unpacked."""
    expanded = sum(entry.file_size for entry in entries)
    suspects = [(expanded, max(1, size)), *((entry.file_size, max(1, entry.compress_size)) for entry in entries)]
    if expanded > LARGEST_EXPANSION or any(
        whole > SUSPECT_EXPANSION and whole / packed > SUSPECT_RATIO for whole, packed in suspects
    ):
        raise Refused(
            "too_large",
            f"“{name}”只有 {max(1, size // 1024)} KB，展开却有 {expanded // 2**20} MB，不像正常文件，未打开；请把有内容的部分复制到新文件再导入。",
        )


def _refuse_disguised(data: bytes, name: str) -> None:
    head = _decoded_head(data).lower()
    if "urn:schemas-microsoft-com:office:spreadsheet" in head or 'progid="excel.sheet"' in head:
        raise Refused(
            "xml_spreadsheet_disguised", f"“{name}”是 XML 2003 表格改了扩展名；请用 WPS 打开后另存为 .xlsx 再导入。"
        )
    if any(
        sign in head
        for sign in (
            "<html",
            "<!doctype html",
            "<table",
            "<meta ",
            "content-type: multipart/related",
            "urn:schemas-microsoft-com:office:excel",
        )
    ):
        raise Refused("html_disguised", f"“{name}”其实是网页，只是扩展名像表格；请用 WPS 打开后另存为 .xlsx 再导入。")


def _decoded_head(data: bytes) -> str:
    head = data[:8192]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head.decode("utf-16", "replace")
    return head.decode("latin-1").lstrip("\ufeffï»¿ \t\r\n")


def damaged(name: str) -> Refused:
    """The refusal of a file that breaks while it is read."""
    return Refused("corrupt", f"“{name}”已损坏，可能是传输中断；请向报送单位重新索要，或用 WPS 打开修复后另存。")


def not_a_workbook(name: str) -> Refused:
    """The refusal of a file that is something else."""
    return Refused("not_a_workbook", f"“{name}”不是表格文件；请选择 .xlsx、.xlsm、.xls 或 .csv。")
