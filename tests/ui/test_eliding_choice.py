"""What is chosen is never cut without a sign, and can be read whole."""

from PySide6.QtWidgets import QStyleOptionComboBox

from desktop.ui.widgets.eliding_choice import ElidingChoice

LONG = "百分制扣分（组织领导15、责任落实15、整改任务60、满意度10）"


def drawn(box):
    option = QStyleOptionComboBox()
    box.initStyleOption(option)
    return option.currentText


def test_a_choice_longer_than_its_box_is_cut_with_a_sign_and_told_whole(qtbot):
    box = ElidingChoice()
    qtbot.addWidget(box)
    box.addItem(LONG)
    box.addItem("短")
    box.resize(170, 28)
    box.show()
    assert drawn(box) != LONG and "…" in drawn(box).replace("⋯", "…") and box.toolTip() == LONG
    box.setCurrentIndex(1)
    assert (drawn(box), box.toolTip()) == ("短", "")


def test_the_list_shows_the_choice_whole(qtbot):
    box = ElidingChoice()
    qtbot.addWidget(box)
    box.addItem(LONG[:20])
    box.resize(170, 28)
    box.show()
    box.showPopup()
    assert box.view().minimumWidth() >= box.view().sizeHintForColumn(0)
    box.hidePopup()
