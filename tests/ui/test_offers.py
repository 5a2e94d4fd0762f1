"""The list below a line of writing has the look of the window."""

from PySide6.QtWidgets import QLineEdit

from desktop.ui.widgets.offers import Offers


def test_the_list_is_dressed_when_it_is_first_about_to_open(qtbot, theme):
    line = QLineEdit()
    qtbot.addWidget(line)
    offers = Offers(["县民政局", "县教育局"], line)
    line.setCompleter(offers)

    offers.setCompletionPrefix("县民")

    assert offers.popup().styleSheet() == theme.style_sheet()
    assert offers.completionCount() == 1
