"""W-8: no word on the lock is cut, whatever it says and however large the letters are."""

from __future__ import annotations

from datetime import datetime

import pytest
from PySide6.QtWidgets import QDialog, QLabel, QPushButton, QWidget

from desktop.host import fonts, paths
from desktop.ui.frame.lock_cover import Lock, LockCover
from desktop.ui.theme import BODY_SIZES, Theme, apply
from desktop.ui.widgets.password_edit import CAPITALS, COMPOSING

SAID = (
    "",
    CAPITALS,
    COMPOSING,
    "口令不对，还可试 3 次。都不对要等 10 分钟。",
    "连续输错 5 次，请等到 10:52 再试。等待期间重新打开程序也不能提前。大写锁定已打开。",
)


@pytest.fixture(params=list(BODY_SIZES))
def dressed(request, qapp, theme):
    made = Theme(paths.resource(""), request.param)
    apply(made, qapp, fonts.bundled_files()[fonts.BUNDLED_SANS])
    yield made
    apply(theme, qapp, fonts.bundled_files()[fonts.BUNDLED_SANS])


@pytest.mark.parametrize("size", [(1366, 728), (1024, 640), (460, 131)], ids=["window", "minimum", "dialog"])
def test_every_word_of_the_lock_is_whole(qtbot, dressed, size):
    over = QWidget()
    qtbot.addWidget(over)
    over.resize(*size)
    over.show()
    cover = LockCover(
        dressed, over, "欧阳慕容（县委巡察办）", datetime(2026, 6, 5, 10, 42), lambda: "正在生成月度整改督办函 18 / 37"
    )
    for said in SAID:
        cover.refuse(said)
        qtbot.wait(20)
        shown = [one for one in cover.findChildren(QWidget) if isinstance(one, (QLabel, QPushButton))]
        cut = [one.text() for one in shown if one.isVisible() and not _whole(one, cover)]
        assert cut == [], said
        places = [one.mapTo(cover, one.rect().topLeft()) for one in shown]
        rects = [one.rect().translated(place) for one, place in zip(shown, places, strict=True) if one.text()]
        assert not any(one.intersects(other) for at, one in enumerate(rects) for other in rects[at + 1 :]), said


def _whole(widget, cover):
    wide = widget.fontMetrics().horizontalAdvance(widget.text())
    room = widget.contentsRect()
    if isinstance(widget, QLabel) and widget.wordWrap():
        fits = room.height() >= widget.heightForWidth(widget.width())
    else:
        fits = isinstance(widget, QLabel) and not widget.pixmap().isNull() or wide <= room.width()
    return fits and cover.rect().contains(widget.rect().translated(widget.mapTo(cover, widget.rect().topLeft())))


def test_a_small_dialog_that_grew_for_its_lock_is_small_again(qtbot, theme):
    dialog = QDialog()
    qtbot.addWidget(dialog)
    dialog.resize(300, 100)
    dialog.show()
    lock = Lock(theme, "王敏", lambda _typed: None, lambda: datetime(2026, 6, 5, 10, 42), lambda: "", dialog)
    lock.lock([dialog])
    assert dialog.height() > 200

    lock.open()
    assert (dialog.width(), dialog.height()) == (300, 100)
