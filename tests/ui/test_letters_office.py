"""机关设置: the posts of county leaders are asked where the register names one without (P-15)."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

from db.queries.county_leaders import leader_titles
from desktop.operations.papers.office import seal
from desktop.ui.pages.letters.office_dialog import OfficeDialog
from tests.builders import a_unit
from tests.ui.office import Hands


@pytest.fixture
def dialog(qtbot, context):
    a_unit(context.ledger, "县民政局党组", supervising_leader="秦望舒")
    a_unit(context.ledger, "县教育局党组", supervising_leader="副县长程砚秋")
    made = OfficeDialog(context)
    qtbot.addWidget(made)
    return made


def test_a_leader_without_a_post_stands_there_waiting_for_it_p15(qtbot, context, dialog):
    assert dialog.posts.text() == "秦望舒"

    dialog.lines["office"].setText("中共青岩县委巡察工作领导小组办公室")
    dialog.posts.set_text("秦望舒 副县长")
    with qtbot.waitSignal(dialog.accepted, timeout=10_000):
        Hands(dialog).click(dialog.verb)

    assert leader_titles(context.reader) == {"秦望舒": "副县长"}


def test_a_seal_is_chosen_kept_and_taken_away_d4(qtbot, context, dialog, tmp_path):
    picture = QImage(900, 900, QImage.Format.Format_ARGB32)
    picture.fill(Qt.GlobalColor.red)
    picture.save(str(tmp_path / "章.png"))
    dialog.lines["office"].setText("中共青岩县委巡察工作领导小组办公室")
    assert not dialog.drop_seal.isEnabled()

    dialog.take_seal(str(tmp_path / "章.png"))
    with qtbot.waitSignal(dialog.accepted, timeout=10_000):
        Hands(dialog).click(dialog.verb)

    assert seal(context.reader).png.startswith(b"\x89PNG") and len(seal(context.reader).png) > 100
    again = OfficeDialog(context)
    qtbot.addWidget(again)
    assert again.seal_told.text() == "已有印章图"
    Hands(again).click(again.drop_seal)
    assert again.seal == ""


def test_a_file_that_is_no_picture_is_told_d4(dialog, tmp_path):
    (tmp_path / "章.png").write_text("不是图片", encoding="utf-8")

    dialog.take_seal(str(tmp_path / "章.png"))

    assert "不是能读的图片" in dialog.wrong.text()
