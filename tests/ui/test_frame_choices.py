"""The frame's choices: search, usual days, what earlier rounds left open."""

from datetime import date

from PySide6.QtWidgets import QPushButton

from desktop.ledgers import books
from desktop.operations.records import verbs
from desktop.ui.frame.actions import FrameActions
from desktop.ui.frame.switch_panels import DatePanel, RoundPanel
from tests.builders import EVERYONE, a_finding, a_round, a_unit
from tests.operations.records.test_verbs import sample
from tests.ui.test_frame import window  # noqa: F401  # the office with its window


def test_the_search_box_is_empty_after_its_result_was_opened(qtbot, window):  # noqa: F811
    """W-8: Ctrl+K does not keep the old text, be it a finding, a unit or a command."""
    box = window.context_bar.search
    actions = window.findChild(FrameActions)
    box.setText(">锁屏")
    actions.search.open_choice(False)
    assert box.text() == "" and not actions.search.isVisible()


def test_the_day_of_the_last_report_is_among_the_usual_days(window):  # noqa: F811
    """上次汇报日: the last meeting before today, by the register of meetings."""
    context = window.context
    meeting = books.book(context.reader, "meeting")
    office = {
        "round": a_round(context.ledger, "十五届县委第八轮"),
        "unit": a_unit(context.ledger, "县水利局党组"),
        "finding": None,
        "findings": (),
    }
    for day in ("2026-04-28", "2026-05-20"):
        verbs.add(context.ledger, EVERYONE, meeting, {**sample(meeting, office), "held_on": day})
    panel = DatePanel(window, context)
    assert ("上次汇报日", date(2026, 5, 20)) in panel._usual_days()


def test_what_earlier_rounds_left_open_is_a_choice_of_the_rounds(qtbot, window):  # noqa: F811
    """结转未销号: exactly the open findings of the rounds before the chosen one, by id."""
    context, ledger = window.context, window.context.ledger
    earlier = a_round(ledger, "十五届县委第五轮", feedback_on="2025-11-01")
    unit = a_unit(ledger, "县水利局党组")
    left = a_finding(ledger, earlier, unit, "没有改完")
    asked = []
    context.page_asked.connect(lambda key, payload: asked.append((key, payload)))
    later = a_round(ledger, "十五届县委第七轮", feedback_on="2026-05-01")
    a_finding(ledger, later, unit, "本轮的")
    context.set_switches(round_ids=(later,))
    panel = RoundPanel(window, context)
    [button] = [one for one in panel.findChildren(QPushButton) if one.text().startswith("结转未销号")]
    button.click()
    [(key, ask)] = asked
    assert key == "findings" and left in ask.ids and ask.title == "结转未销号"
