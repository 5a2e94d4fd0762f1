"""A PDF as pictures of its pages, from its bytes in memory: what a scan shows inside the program. PDFs are untrusted.

pdfium (through pypdfium2) draws them: Qt's own PDF module is in PySide6-Addons, which the program does without (platform.md §2).
"""

from __future__ import annotations

from dataclasses import dataclass

import pypdfium2

from desktop.errors import KnownError

MOST_PIXELS = 40_000_000
"""A page is drawn no larger than this: a page of absurd size must not take the memory."""


@dataclass(frozen=True)
class PagePicture:
    """One page: `pixels` are BGRX rows of `stride` bytes."""

    width: int
    height: int
    stride: int
    pixels: bytes


class PdfPages:
    """An open PDF. Raises KnownError where it is none, is damaged or asks for a password."""

    def __init__(self, data: bytes) -> None:
        try:
            self._document = pypdfium2.PdfDocument(data)
            self.count = len(self._document)
        except pypdfium2.PdfiumError as error:
            raise KnownError("这份 PDF 读不出来：文件损坏，或有打开口令。请“另存…”后用别的软件查看。") from error

    def picture(self, page: int, width: int) -> PagePicture:
        """Page `page` (from 0) drawn `width` pixels wide."""
        try:
            found = self._document[page]
            across, down = found.get_size()
            scale = min(width / max(across, 1), (MOST_PIXELS / max(across * down, 1)) ** 0.5)
            bitmap = found.render(scale=scale, rev_byteorder=False, prefer_bgrx=True)
            return PagePicture(bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer))
        except pypdfium2.PdfiumError as error:
            raise KnownError(f"这份 PDF 的第 {page + 1} 页画不出来。请“另存…”后用别的软件查看。") from error

    def close(self) -> None:
        """Let the document go."""
        self._document.close()
