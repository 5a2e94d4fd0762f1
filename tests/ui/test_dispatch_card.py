"""Page 15 from the window: the board above the book of copies, a record made from its line, its rows, its paper."""

import re

import pytest

from desktop.ledgers.copies import COPY_REPORTS
from desktop.ui.asks import AskFindings
from desktop.ui.dialogs.record_dialog import RecordDialog
from desktop.ui.pages.register.advice_page import AdvicePage
from desktop.ui.pages.register.dispatch_card import LEADERS, DispatchCard, short_numbers
from tests.builders import a_finding, a_round, a_unit
from tests.operations.papers.handed_in import enter
from tests.ui.office import settled, show

DAY = "2026-06-05"


@pytest.fixture
def office(context):
    ledger = context.ledger
    round_id = a_round(ledger)
    unit = a_unit(ledger, "县城市管理局党组", short="县城管局", supervising_leader="乔大川")
    a_unit(ledger, "县司法局党组", supervising_leader="段立新")
    ids = [a_finding(ledger, round_id, unit, f"问题{n}账目不清", on_organisation=n == 0) for n in range(3)]
    context.set_switches(round_ids=(round_id,))
    return round_id, ids


@pytest.fixture
def page(qtbot, context, office):
    shown = show(qtbot, context, AdvicePage(context))
    shown.tabs.set_current(COPY_REPORTS.name)
    settled(qtbot, context)
    return shown


def card(page):
    found = page.view.above
    assert isinstance(found, DispatchCard)
    return found


def cells(table, *names):
    places = [[column.field for column in table.table.columns].index(name) for name in names]
    columns = [table.table.columns[place] for place in places]
    return [[column.text(row) for column in columns] for row in table.records()]


def test_every_leader_is_a_line_and_the_numbers_of_the_widgets_add_up(page):
    board = card(page)
    assert cells(board.leaders, "name", "units", "count", "stands") == [
        ["乔大川", "县城管局", "3", "未登记"], ["段立新", "本轮无分管单位", "0", "—"],
    ]  # fmt: skip
    assert cells(board.organs, "name", "why", "moved", "stands") == [["县委组织部", "涉组涉干", "0 / 1", "还没有移交"]]
    assert board.note_label.full_text().startswith("应抄报 1 件 = 已签收 0 + 未签收 0 + 未登记 1")


def test_enter_on_a_line_asks_for_the_record_that_is_lacking_with_all_that_is_known(page, office, monkeypatch):
    asked = []
    monkeypatch.setattr(
        RecordDialog,
        "exec",
        lambda dialog: asked.append({name: editor.value() for name, editor in dialog.editors.items()}),
    )
    card(page).enter_button.click()
    [values] = asked
    assert (values["level"], values["addressee"], set(values["findings"])) == ("leader", "乔大川", set(office[1]))


def test_enter_on_a_line_with_a_record_selects_it(qtbot, context, page, office):
    round_id, ids = office
    copy = enter(
        context.ledger,
        COPY_REPORTS.name,
        on=DAY,
        level="leader",
        addressee="乔大川",
        round=round_id,
        findings=tuple(ids),
    )
    page.refresh()
    settled(qtbot, context)
    board = card(page)
    assert board.enter_button.text() == "看登记" and cells(board.leaders, "stands")[0] == ["待送达"]
    board.enter_button.click()
    assert page.view.in_hand().id == copy


def test_the_rows_and_the_paper_of_the_line_open(context, page, office, monkeypatch):
    opened = []
    monkeypatch.setattr(context, "open_page", lambda name, payload=None: opened.append((name, payload)))
    board = card(page)
    board.show_button.click()
    board.paper_button.click()
    assert opened == [
        ("findings", AskFindings(tuple(office[1]), "乔大川 3 条")),
        ("letters", {"kind": "leader_copy_report"}),
    ]
    board.organs.select_id(1)
    assert board.paper_button.text() == "出专项检查问题移交函…"


def test_nothing_is_to_be_done_for_a_leader_without_a_unit(page):
    board = card(page)
    board.leaders.select_id(2)
    assert not any(button.isEnabled() for button in (board.enter_button, board.show_button, board.paper_button))
    assert board.enter_button.toolTip() == "没有选定一位县领导或一个部门"


def test_the_card_leaves_room_for_the_record_beside_it_at_the_smallest_screen(page):
    """1440 less the rail, or 1366 with the narrow one: the page is never wider than its window."""
    assert card(page).minimumSizeHint().width() <= card(page).minimumWidth() <= 1240 - 10 - 410
    assert sum(column.width for column in LEADERS.columns) <= card(page).minimumWidth() - 16


def test_the_sums_of_the_leaders_stand_in_the_line_above_them(page):
    """Page 15: what the rows come to is read from them."""
    board = page.view.above
    _law, units, findings, late = re.search(
        r"(县领导合计) (\d+) 家 (\d+) 条，逾期 (\d+)", board.note_label.full_text()
    ).groups()
    parts = [row.line.part for row in board.leaders.records()]
    assert int(findings) == sum(len(part.findings) for part in parts)
    assert (int(units), int(late)) == (len({u for part in parts for u in part.units}), sum(len(p.late) for p in parts))


@pytest.mark.parametrize(
    ("letters", "shown"),
    [
        (["云巡办报〔2026〕1号", "—", "云巡办报〔2026〕12号"], ["报 1号", "—", "报 12号"]),
        (["云巡办报〔2026〕1号", "云巡办报〔2025〕1号"], None), (["云巡办报〔2026〕1号", "青巡组报〔2026〕1号"], None), (["云巡办报〔2026〕1号", "口头"], None),
    ],
)  # fmt: skip
def test_numbers_are_short_where_all_share_series_and_year(letters, shown):
    assert short_numbers(letters) == (shown or letters)
