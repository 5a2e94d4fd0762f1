"""What is chosen is never cut without a sign, and can be read whole."""

from PySide6.QtWidgets import QStyleOptionComboBox

from desktop.ui.widgets.eliding import fitted
from desktop.ui.widgets.eliding_choice import ElidingChoice, typed_choice

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


def test_a_typed_choice_longer_than_its_box_is_cut_with_a_sign_until_somebody_types(qtbot):
    """The picture of the field with its long words is that of the cut words, never of torn ones."""
    choice = typed_choice()
    qtbot.addWidget(choice)
    choice.setFixedWidth(110)
    line = choice.lineEdit()
    choice.setCurrentText("贯彻党的路线方针政策和上级决策部署方面")
    choice.show()
    line.clearFocus()
    cut = fitted(line.fontMetrics(), line.text(), line.contentsRect().width() - 4)
    assert cut.startswith("贯彻党的") and cut.endswith("…")
    whole, drawn = line.grab().toImage(), []
    choice.setCurrentText("贯彻党的路线方针政策和上级决策部署的另一些话，结尾不同")
    drawn.append(line.grab().toImage())
    assert drawn == [whole]
