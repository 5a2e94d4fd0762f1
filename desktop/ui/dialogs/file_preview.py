"""A file of the ledger shown inside the program: pictures, scans of several pages and PDFs, drawn from memory."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import PurePath
from typing import Protocol

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageReader, QKeyEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from desktop.errors import KnownError
from desktop.exchange.pdf_pages import PdfPages
from desktop.ui.theme import Theme

PICTURES = frozenset({".png", ".jpg", ".jpeg", ".bmp", ".gif", ".tif", ".tiff", ".webp"})
_WIDEST = 2400


class Pages(Protocol):
    """What can be leafed through."""

    count: int

    def image(self, page: int, width: int) -> QImage:
        """A page, from 0, for a place of so many pixels."""
        ...


class _PdfImages:
    def __init__(self, data: bytes) -> None:
        self._pages = PdfPages(data)
        self.count = self._pages.count

    def image(self, page: int, width: int) -> QImage:
        """Drawn anew for the width, so that small print stays sharp."""
        drawn = self._pages.picture(page, width)
        return QImage(drawn.pixels, drawn.width, drawn.height, drawn.stride, QImage.Format.Format_RGB32).copy()


class _Pictures:
    def __init__(self, data: bytes) -> None:
        self._data = QByteArray(data)
        self.count = max(self._reader(0).imageCount(), 1)

    def image(self, page: int, width: int) -> QImage:
        """Turned as the camera held it, and no wider than the place."""
        image = self._reader(page).read()
        if image.isNull():
            raise KnownError("这张图片读不出来，文件可能损坏。请“另存…”后用别的软件查看。")
        return image.scaledToWidth(width, _SMOOTH) if image.width() > width else image

    def _reader(self, page: int) -> QImageReader:
        self._buffer = QBuffer(self._data)
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        reader = QImageReader(self._buffer)
        reader.setAutoTransform(True)
        for _ in range(page):
            reader.jumpToNextImage()
        return reader


_SMOOTH = Qt.TransformationMode.SmoothTransformation


def can_show(file_name: str) -> bool:
    """Whether the program shows such a file itself; others are opened by the program of their type."""
    return PurePath(file_name).suffix.lower() in PICTURES | {".pdf"}


def pages_of(file_name: str, data: bytes) -> Pages:
    """The pages of a file that `can_show`."""
    return _PdfImages(data) if PurePath(file_name).suffix.lower() == ".pdf" else _Pictures(data)


class FilePreview(QDialog):
    """One file, page by page; Page Up and Page Down leaf, Esc closes."""

    def __init__(self, theme: Theme, title: str, pages: Pages, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pages, self.page = pages, 0
        self.setWindowTitle(title)
        self.sheet = QLabel(alignment=Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.area = QScrollArea(widgetResizable=True)
        self.area.setWidget(self.sheet)
        self.wrong = QLabel(wordWrap=True)
        self.wrong.setProperty("tone", "red")
        self.wrong.hide()
        self.where = QLabel()
        self.previous_button = self._button("上一页 PgUp", lambda: self.turn(-1))
        self.next_button = self._button("下一页 PgDn", lambda: self.turn(1))
        foot = QHBoxLayout()
        foot.addWidget(self.where)
        foot.addStretch(1)
        foot.addWidget(self.previous_button)
        foot.addWidget(self.next_button)
        foot.addWidget(self._button("关闭", self.accept))
        layout = QVBoxLayout(self)
        layout.addWidget(self.area, 1)
        layout.addWidget(self.wrong)
        layout.addLayout(foot)
        self.resize(theme.px(860), theme.px(700))

    def turn(self, by: int) -> None:
        """Another page."""
        self.page = min(max(self.page + by, 0), self._pages.count - 1)
        self._show()
        self.area.verticalScrollBar().setValue(0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Page Up, Page Down."""
        steps = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}
        if event.key() in steps:
            self.turn(steps[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A page fills the width."""
        super().resizeEvent(event)
        self._show()

    def sizeHint(self) -> QSize:
        """As large as a sheet is read."""
        return self.size()

    def _show(self) -> None:
        width = min(max(self.area.viewport().width() - 8, 200), _WIDEST)
        try:
            self.sheet.setPixmap(QPixmap.fromImage(self._pages.image(self.page, width)))
            self.wrong.hide()
        except KnownError as error:
            self.sheet.clear()
            self.wrong.setText(str(error))
            self.wrong.show()
        self.where.setText(f"第 {self.page + 1} 页，共 {self._pages.count} 页")
        self.previous_button.setEnabled(self.page > 0)
        self.next_button.setEnabled(self.page < self._pages.count - 1)

    def _button(self, text: str, slot: Callable[[], object]) -> QPushButton:
        button = QPushButton(text)
        button.setAutoDefault(False)
        button.clicked.connect(slot)
        return button
