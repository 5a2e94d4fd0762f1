"""监督责任清单: on its book's page one verb numbers every marked finding that has no number (M17)."""

from __future__ import annotations

from desktop.ledgers.places import page_of
from desktop.ui.pages import PAGES
from tests.builders import a_finding, a_round, a_unit
from tests.ui.office import settled, show


def test_marked_findings_are_numbered_from_the_page_and_the_second_time_says_that_nothing_is_due(qtbot, context):
    round_id, unit = a_round(context.ledger), a_unit(context.ledger, "县民政局党组")
    for number in (1, 2, 3):
        a_finding(context.ledger, round_id, unit, f"第{number}项", on_organisation=number != 2)
    entry = next(one for one in PAGES if one.key == page_of("organisation_duty"))
    page = show(qtbot, context, entry.make(context))
    said, refused = [], []
    page.say, page.show_error = said.append, refused.append

    page.fill_duties()
    settled(qtbot, context)

    assert page.tabs.current() == "organisation_duty"
    assert sorted(one.number for one in page.view.records) == ["组1", "组2"]
    assert "编入监督责任清单 2 条" in said[0]

    page.fill_duties()
    settled(qtbot, context)
    assert "没有要补的" in str(refused[0])
