"""A name that finds no room keeps both its ends, a sentence its beginning: one rule for tables, cards and lines."""

import pytest
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QStyleOptionComboBox

from desktop.ui.widgets.card import ElidedLabel
from desktop.ui.widgets.eliding import fitted, is_name
from desktop.ui.widgets.eliding_choice import ElidingChoice


@pytest.fixture
def metrics(qapp):
    return QFontMetrics(QFont(qapp.font().family(), 13))


@pytest.mark.parametrize("text", ["青石镇大塘村党支部", "县委巡察办", "城关街道（第二社区）党委"])
def test_a_bare_name_is_cut_in_the_middle(metrics, text):
    shown = fitted(metrics, text, metrics.horizontalAdvance(text) * 2 // 3)
    assert is_name(text) and shown[0] == text[0] and shown[-1] == text[-1] and shown != text


@pytest.mark.parametrize(
    "text", ["违规发放补贴 14.28 万元，涉及 36 人", "15-06-0024", "党支部换届超期，发展材料缺少公示记录，没有研究"]
)
def test_anything_else_is_cut_at_its_end(metrics, text):
    shown = fitted(metrics, text, metrics.horizontalAdvance(text) * 2 // 3)
    assert not is_name(text) and shown[-1] != text[-1] and text.startswith(shown[:-1])


def test_villages_of_one_township_stay_apart_where_there_is_little_room(metrics):
    names = ["青石镇大塘村", "青石镇大湾村", "青石镇下坪社区"]
    room = metrics.horizontalAdvance(names[0]) - 4
    assert len({fitted(metrics, name, room) for name in names}) == len(names)


def test_a_line_of_a_card_cuts_a_name_so(qtbot):
    label = ElidedLabel("青石镇大塘村党支部委员会")
    qtbot.addWidget(label)
    label.resize(80, 20)
    label.show()
    assert label.text()[0] == "青" and label.text()[-1] == "会" and len(label.text()) < 12


def test_the_room_that_a_line_keeps_beside_it_is_not_written_into(qtbot):
    label = ElidedLabel("第一巡察组　授权文号 云巡授〔2025〕1号，已编 12 人，应 5—8 人")
    qtbot.addWidget(label)
    label.setContentsMargins(30, 0, 30, 0)
    wanted = label.sizeHint().width()
    label.resize(wanted, 20)
    label.show()
    assert label.text() == label.full_text()
    label.resize(wanted - 20, 20)
    assert label.text().endswith("…") or "⋯" in label.text()
    assert label.fontMetrics().horizontalAdvance(label.text()) <= label.contentsRect().width()


def test_a_choice_that_finds_no_room_ends_in_dots_and_says_all_of_it_in_its_tooltip(qtbot):
    choice = ElidingChoice()
    qtbot.addWidget(choice)
    words = "百分制扣分（组织领导、责任落实、任务完成、满意度）"
    choice.addItems(["好中差", words])
    choice.resize(120, 28)
    choice.show()
    assert choice.toolTip() == ""
    choice.setCurrentIndex(1)
    option = QStyleOptionComboBox()
    choice.initStyleOption(option)
    assert option.currentText.endswith("…") and choice.toolTip() == words == choice.currentText()
    choice.resize(600, 28)
    assert choice.toolTip() == ""
    assert choice.minimumSizeHint().width() < 120


def test_of_a_round_its_number_stays_in_sight(metrics):
    """Rounds of one term begin alike and may end alike."""
    rounds = ("十五届县委第五轮（常规）", "十五届县委第六轮（常规）")
    cut = [fitted(metrics, one, metrics.horizontalAdvance(one) - 20) for one in rounds]
    assert all(one.startswith("…") for one in cut) and "第五轮" in cut[0] and "第六轮" in cut[1]


def test_a_round_keeps_its_term_too_where_there_is_room_for_both_ends(metrics):
    name, short = "十五届县委第五轮（回头看）", "十五届…第五轮（回头看）"
    room = metrics.horizontalAdvance(short)
    assert fitted(metrics, name, metrics.horizontalAdvance(name)) == name
    assert fitted(metrics, name, room) == short
    assert fitted(metrics, name, room - 1).startswith("…")


def test_a_heading_keeps_its_first_words(metrics):
    heading = "贯彻党的路线方针政策和上级决策部署方面"
    assert fitted(metrics, heading, metrics.horizontalAdvance(heading) // 2).startswith("贯彻党的路")
