"""机关设置: the posts of county leaders are asked where the register names one without (P-15)."""

from __future__ import annotations

import pytest

from desktop.operations.papers.office import leader_titles
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
