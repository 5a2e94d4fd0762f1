"""Pages of a stack are made when they are first wanted."""

from PySide6.QtWidgets import QLabel

from desktop.ui.widgets.late_stack import LateStack


def test_a_page_is_made_once_when_it_is_first_wanted(qtbot):
    made, dressed = [], []

    def maker(word):
        def make():
            made.append(word)
            return QLabel(word)

        return make

    stack = LateStack({word: maker(word) for word in "甲乙"}, dressed.append)
    qtbot.addWidget(stack)
    assert made == [] and not stack.has("甲")

    page = stack.show_key("乙")

    assert stack.currentWidget() is page is stack["乙"] and made == ["乙"] and dressed == [page] and stack.has("乙")


def test_statistics_and_the_pane_make_the_tab_in_sight_alone(qtbot, context):
    from desktop.ui.pages.findings.finding_pane import FindingPane
    from desktop.ui.pages.statistics.page import StatisticsPage

    for made in (StatisticsPage(context), FindingPane(context)):
        qtbot.addWidget(made)
        made.tab() if isinstance(made, StatisticsPage) else None
        assert made.pages.count() == 1


def test_a_stack_that_is_walked_names_all_its_pages_and_makes_none(qtbot):
    stack = LateStack({word: lambda word=word: QLabel(word) for word in "甲乙"}, lambda _page: None)
    qtbot.addWidget(stack)

    assert list(stack) == ["甲", "乙"] and stack.count() == 0
