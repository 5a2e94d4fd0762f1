"""Lines of text on a card are shown whole."""

from desktop.ui.widgets.whole_text import WholeText


def test_the_label_is_as_tall_as_its_lines_and_needs_nothing_without_text(qtbot):
    label = WholeText(200)
    qtbot.addWidget(label)
    label.say("账本已由更新的程序升级，本机的版本打不开；账本没有动。" * 3)
    assert label.minimumHeight() >= label.heightForWidth(200) > 2 * label.fontMetrics().height()

    label.say("")
    assert label.minimumHeight() == 0
