"""A printed list as a PDF file: the same bytes for the same list, written whole or not at all, never over another file."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QPdfWriter

from desktop.errors import KnownError, reason_of
from desktop.paper.pages import Layout
from desktop.paper.painting import UNITS_PER_INCH, page_range, paint_copies, set_sheet, texts_in_order
from desktop.paper.pdf_repair import settle
from desktop.paper.pdf_text_layer import name_rare_characters
from desktop.paper.pdf_update import with_author, with_both_sides

_MOST_NAMES = 1000


@dataclass(frozen=True)
class WrittenList:
    """The file that was written, and how many pages it has over all copies."""

    path: Path
    pages: int


def write_pdf(
    path: Path,
    layout: Layout,
    *,
    copies: Sequence[str] = ("",),
    pages: tuple[int, int] | None = None,
    author: str = "",
) -> WrittenList:
    """Write all or some pages of one or more copies. If the name is taken, "名称(2).pdf" and so on is used."""
    data, count = pdf_bytes(layout, copies=copies, pages=pages)
    if layout.duplex:
        data = with_both_sides(data)
    return WrittenList(_write_new(path, with_author(data, author)), count)


def pdf_bytes(
    layout: Layout, *, copies: Sequence[str] = ("",), pages: tuple[int, int] | None = None
) -> tuple[bytes, int]:
    """The PDF and its number of pages. Its date is the list's as-of date: one list, one file."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(int(UNITS_PER_INCH))
    writer.setTitle(layout.printed.title)
    writer.setCreator("巡察整改台账")
    set_sheet(writer, layout)
    count = sum(1 for _ in paint_copies(writer, layout, copies=copies, pages=pages))
    data = settle(bytes(buffer.data().data()), layout.printed.as_of, layout.faces)
    if not any(ord(char) > 0xFFFF for face in layout.faces.all() for char in face.glyphs):
        return data, count  # the usual list: nothing more to name
    drawn = (
        run for copy in copies for index in page_range(layout, pages) for run in texts_in_order(layout, index, copy)
    )
    return name_rare_characters(data, drawn), count


def _write_new(path: Path, data: bytes) -> Path:
    """Write beside the target and move into a name that no file has."""
    draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        draft.write_bytes(data)
        target = _reserve(path)
        try:
            draft.replace(target)
        except OSError:
            target.unlink(missing_ok=True)
            raise
    except OSError as error:
        draft.unlink(missing_ok=True)
        raise KnownError(f"“{path}”写不进去（{reason_of(error)}），未生成文件。请换一个文件夹或磁盘再导出。") from error
    return target


def _reserve(path: Path) -> Path:
    """Take a free name for ourselves: the wished one, or with (2), (3) … behind it."""
    for number in range(1, _MOST_NAMES):
        target = path if number == 1 else path.with_name(f"{path.stem}({number}){path.suffix}")
        try:
            target.open("xb").close()
        except FileExistsError:
            continue
        return target
    raise KnownError(f"“{path.parent}”里同名文件太多，未生成文件。请清理后再导出。")
