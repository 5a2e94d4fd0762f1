"""Jobs 6, 14 and 15 of design.md §1: what clerks do with other offices' files, through real widgets, within their clicks and keys."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from db.queries import books as queries
from db.queries.letters import letters
from desktop.ledgers.opinions import OPINIONS
from desktop.ledgers.reviews import SUBMISSIONS
from desktop.operations import rounds
from desktop.operations.change import change
from desktop.operations.defaults import put_defaults
from desktop.operations.joint_review import deciding
from desktop.operations.office import put_setting
from desktop.operations.records import verbs
from desktop.rules.permissions import Action
from tests.builders import EVERYONE, a_finding, a_round, a_unit
from tests.operations.importing.test_review import a_list, put_category
from tests.operations.joint_review.reviews import filled as sheet_filled
from tests.operations.return_book.returns import filled as book_filled
from tests.ui.office import Hands, next_dialog, settled
from tests.ui.paper_office import OFFICE, Answer
from tests.ui.test_returns_page import Desk, claim
from tests.ui.test_tasks import go_through_faults, living, open_window

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def test_job_6_a_returned_sheet_is_dragged_in_looked_at_and_entered_in_three(qtbot, context, tmp_path):
    desk = Desk(qtbot, context, tmp_path / "发出")
    path = desk.sent()
    first, second = desk.numbers[:2]
    back = book_filled(path, {(first, "status"): "已完成", (second, "owner"): "程青禾"})
    page = desk.shown()
    hands = Hands(page)

    hands.drop(page, back)
    settled(qtbot, context)
    assert page.merge.law.text() == "4 行 = 冲突 0 + 改动 2 + 相同 2"
    hands.key(Qt.Key.Key_Return, CONTROL)
    settled(qtbot, context)

    assert claim(desk, 0) == "done" and desk.stands()["县城管局"] == "已收回"
    assert hands.count <= 3, hands.count


def test_job_14_the_list_of_a_round_is_dragged_in_in_five_and_one_for_each_fault(qtbot, context, tmp_path):
    a_round(context.ledger, feedback_on="2026-03-18")
    a_unit(context.ledger, "县城市管理局党组")
    a_unit(context.ledger, "柳坪乡党委")
    for sort, name in enumerate(("财务资金", "上轮整改", "职能责任", "选人用人")):
        put_category(context.ledger, name, sort)
    _window, page, hands = open_window(qtbot, context, "import")

    hands.drop(page.start.area, a_list(tmp_path))
    settled(qtbot, context)
    hands.click(page.faults.accept_button)
    settled(qtbot, context)
    before = hands.count
    go_through_faults(qtbot, context, page, hands)
    faults = hands.count - before
    hands.click(page.next_button)
    hands.click(page.next_button)
    settled(qtbot, context)

    assert living(context) == 6
    assert hands.count - faults <= 5, hands.count - faults


def a_review(ledger):
    """Seven units that handed in their reports, with two findings each, and the usual four parties."""
    with change(ledger, EVERYONE, Action.EDIT_OFFICE, "机关设置") as changes:
        put_defaults(changes)
        for name, value in OFFICE.items():
            put_setting(changes, name, value)
    round_id = a_round(ledger)
    units = [
        a_unit(ledger, f"县{name}局党组", short=f"县{name}局")
        for name in ("教育", "民政", "水利", "财政", "审计", "统计", "商务")
    ]
    rounds.place_units(ledger, EVERYONE, round_id, units)
    for unit in units:
        for text in ("学习走过场", "收费不规范"):
            a_finding(ledger, round_id, unit, text)
        handed_in = {
            "received_on": "2026-06-01",
            "unit": unit,
            "kind": "report",
            "round": round_id,
            "signed_by": "局长",
        }
        verbs.add(ledger, EVERYONE, SUBMISSIONS, handed_in)
    deciding.usual_parties(ledger, EVERYONE, round_id)
    return round_id


def test_job_15_seven_reports_and_four_parties_from_the_sheets_to_the_letters_in_ten(qtbot, context, tmp_path):
    """One opinion on each finding by each party: 28 sheets, 56 opinions, seven letters."""
    round_id = a_review(context.ledger)
    context.keep_settings(output_folder=str(tmp_path))
    window, page, hands = open_window(qtbot, context, "review")
    context.set_switches(round_ids=(round_id,))
    page.tabs.set_current("report")
    settled(qtbot, context)

    next_dialog(lambda dialog: hands.key(Qt.Key.Key_Return, widget=dialog.verb))
    hands.key(Qt.Key.Key_E, CONTROL)
    settled(qtbot, context)
    files = sorted(tmp_path.rglob("*.xlsx"))
    assert len(files) == 28
    backs = [sheet_filled(path, dict(opinions(path))) for path in files]

    hands.drop(page, *backs)
    in_front(qtbot, context, window)
    assert page.status_texts()[:3] == ("送审 7/7 家", "意见 56 条", "未交 0 份")
    next_dialog(lambda dialog: hands.key(Qt.Key.Key_Return, widget=dialog.verb))
    hands.key(Qt.Key.Key_F9, SHIFT, widget=page)
    in_front(qtbot, context, window)
    assert {one.state for one in queries.records(context.reader, OPINIONS.shape, "9999-12-31")} == {"settled"}

    hands.key(Qt.Key.Key_G, CONTROL, widget=page)
    settled(qtbot, context)
    batch = window.current_page().batch
    hands.key(Qt.Key.Key_A, CONTROL, widget=batch.table.grid)
    hands.key(Qt.Key.Key_Space, widget=batch.table.grid)  # the words that a person stands for are confirmed
    assert len(batch.chosen()) == 7
    Answer(hands, lambda hands, dialog: hands.click(dialog.verb)).soon()
    hands.click(batch.issue_button)
    settled(qtbot, context)
    assert len({one.unit_id for one in letters(context.reader, kind="joint_review_letter")}) == 7
    assert hands.count <= 10, hands.count


def in_front(qtbot, context, window):
    """The offscreen platform gives the focus back to nobody when a dialog closes."""
    settled(qtbot, context)
    window.activateWindow()
    window.raise_()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is window, timeout=20_000)


def opinions(path):
    """An opinion on every finding of a sheet."""
    import openpyxl

    from desktop.exchange.return_book.opinion_form import OPINIONS as FORM

    for row in openpyxl.load_workbook(path)[FORM.sheet].iter_rows(min_row=4, max_col=1, values_only=True):
        if row[0] and str(row[0]).count("-") == 2:
            yield (row[0], "opinion"), "请补充佐证材料"
