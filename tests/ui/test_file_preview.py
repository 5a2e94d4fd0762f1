"""Files shown inside the program (W-6)."""

import pytest
from PySide6.QtCore import QBuffer, QIODevice, Qt
from PySide6.QtGui import QImage

from desktop.errors import KnownError
from desktop.ui.dialogs.file_preview import FilePreview, can_show, pages_of
from tests.exchange.test_pdf_pages import a_pdf


def a_picture(width=40, height=30, kind="PNG") -> bytes:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.red)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, kind)
    return bytes(buffer.data())


@pytest.mark.parametrize("name", ["凭证.PNG", "a.jpg", "扫描.pdf", "b.tif"])
def test_pictures_and_pdfs_are_shown_inside(name):
    assert can_show(name)


@pytest.mark.parametrize("name", ["纪要.docx", "表.xlsx", "无后缀", "a.exe"])
def test_other_files_are_left_to_their_program(name):
    assert not can_show(name)


def test_a_pdf_is_leafed_through_with_page_down(qtbot, theme):
    dialog = FilePreview(theme, "扫描", pages_of("扫描.pdf", a_pdf(3)))
    qtbot.addWidget(dialog)
    dialog.show()

    qtbot.keyClick(dialog, Qt.Key.Key_PageDown)
    qtbot.keyClick(dialog, Qt.Key.Key_PageDown)
    qtbot.keyClick(dialog, Qt.Key.Key_PageDown)

    assert dialog.where.text() == "第 3 页，共 3 页" and not dialog.next_button.isEnabled()
    assert dialog.sheet.pixmap().width() > 200


def test_a_picture_is_shown_and_never_enlarged(qtbot, theme):
    dialog = FilePreview(theme, "凭证", pages_of("凭证.png", a_picture()))
    qtbot.addWidget(dialog)
    dialog.show()

    assert dialog.sheet.pixmap().width() == 40


def test_a_damaged_picture_is_told_in_the_dialog(qtbot, theme):
    dialog = FilePreview(theme, "凭证", pages_of("凭证.png", a_picture()[:40]))
    qtbot.addWidget(dialog)
    dialog.show()

    assert dialog.wrong.isVisible() and "另存" in dialog.wrong.text()


def test_a_damaged_pdf_is_refused():
    with pytest.raises(KnownError):
        pages_of("扫描.pdf", b"%PDF-1.4 cut")
