"""整改督办 · 列表、月历、月度督办、时限规则 (W5, W6, M9; page 11): sums from the widgets, a year without a calendar, the package in one run."""

from __future__ import annotations

import re

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog

from db.queries import prints
from db.queries.letters import letters
from desktop.errors import KnownError
from desktop.operations import dictionaries
from desktop.operations import units as unit_operations
from desktop.operations.supervision import monthly
from desktop.rules.permissions import Actor, Right
from desktop.ui.asks import AskFinding, AskTab
from desktop.ui.pages.supervision.due_page import LIST, MONTH, PACKAGE, RULES, DuePage
from desktop.ui.pages.supervision.month_grid import weeks_of
from desktop.ui.widgets.place_tabs import supervision_page, supervision_tabs
from tests.builders import EVERYONE
from tests.ui.office import an_office, next_dialog, settled, show
from tests.ui.paper_office import an_office_with_overdue


@pytest.fixture
def office(context):
    return an_office(context.ledger, count=24, claimed=2)


@pytest.fixture
def page(qtbot, context, office):
    return show(qtbot, context, DuePage(context))


@pytest.fixture
def part(qtbot, context):
    """月度督办 of six units, five of them with something overdue."""
    an_office_with_overdue(context.ledger)
    page = show(qtbot, context, DuePage(context))
    turn(qtbot, context, page, PACKAGE)
    page.package.page = page
    return page.package


@pytest.fixture
def asked(context):
    opened = []
    context.page_asked.connect(lambda key, payload: opened.append((key, payload)))
    return opened


def turn(qtbot, context, page, key):
    page.tabs.set_current(key)
    settled(qtbot, context)
    return page.parts[key]


def numbers(text):
    return list(map(int, re.findall(r"\d+", text)))


def test_every_tab_of_the_place_leads_where_it_stands(page, asked):
    keys = [key for key, _title in supervision_tabs()]
    assert keys[:6] == ["board", LIST, MONTH, "chase", PACKAGE, RULES]
    for key in keys:
        if key not in page.parts:
            page.tabs.set_current(key)
            assert asked[-1] == (supervision_page(key), AskTab(key)) and page.tabs.current() == LIST


def test_the_list_holds_the_cards_of_the_board_and_opens_them(page, asked):
    shown, running, long_term, waiting = numbers(page.list.sum.full_text())
    assert shown == running + long_term == len(page.list.table.records()) == 22 and waiting == 2
    first = page.list.table.records()[0]
    assert first.stands.word == "逾期 18 天" and first.step == "督办函"
    page.list.table.activated.emit(first)
    assert asked == [("findings", AskFinding(first.id))]


def test_what_has_not_moved_for_days_is_told_apart(page, context, qtbot):
    """“no movement for N days”: since the last progress, report or verdict, else since the feedback."""
    everything = page.list.table.records()
    assert {one.quiet for one in everything} == {79}  # feedback on 18 March, nothing said since
    page.list.quiet.setCurrentIndex(page.list.quiet.findData(60))
    assert page.list.sum.full_text().endswith(f"；60 天以上没有动静 {len(everything)} 条")


def test_the_month_adds_up_and_the_day_in_hand_is_listed(page, context, qtbot, asked):
    month = turn(qtbot, context, page, MONTH)
    total, passed, ahead, elsewhere = numbers(month.sum.full_text())
    days = [day for week in weeks_of(month.day) for day in week if day.startswith(month.day[:7])]
    assert total == passed + ahead == sum(month.grid.counts.get(day, 0) for day in days)
    assert total + elsewhere == len(page.board.cards)
    assert month.day == "2026-06-07"  # the next day on which anything falls due
    assert len(month.table.figures.lines) == month.grid.counts["2026-06-07"] > 0
    month.table.open_cell(month.table.figures.index(0, 0))
    assert asked[-1][0] == "findings"


def test_arrows_and_pages_go_through_days_and_months(page, context, qtbot):
    month = turn(qtbot, context, page, MONTH)
    QTest.keyClick(month.grid, Qt.Key.Key_Right)
    assert month.day == "2026-06-08"
    month.step(1)
    assert (month.day, month.title.text()) == ("2026-07-08", "2026年7月")


def test_a_year_whose_holidays_nobody_entered_is_loud_until_they_are(page, context, qtbot, asked):
    month = turn(qtbot, context, page, MONTH)
    assert month.band.isHidden()
    month.choose("2031-03-05")
    assert not month.band.isHidden() and "▲ 2031 年的放假和调休还没有录入" in month.warning.text()
    month.enter.click()
    assert asked[-1] == ("system", AskTab("calendar"))
    dictionaries.put_days(context.ledger, EVERYONE, {"2031-01-01": "holiday"}, "元旦")
    page.refresh()
    settled(qtbot, context)
    assert month.day == "2031-03-05" and month.band.isHidden()


def test_the_package_issues_every_letter_with_its_list_in_one_run(part, context, qtbot):
    """Job 10, T6: shortcut, issue, confirm: all letters and the list, each in its register."""
    units, *parts, proposed = numbers(part.sum.text())
    assert units == sum(parts) == 6 and proposed == len(part.lines) == len(part.table.model.ticked) == 6
    assert all(line.number and line.state == "可签发" for line in part.lines)
    said = []

    def confirm(dialog):
        said.append(dialog.sentence.text())
        dialog.verb.click()

    next_dialog(confirm)
    part.issue()
    settled(qtbot, context)
    issued = letters(context.reader)
    assert {one.unit_id for one in issued} == set(part.board.by_unit) and len(issued) == 6
    assert {one.number for one in issued} == {line.number for line in part.lines}
    assert said[0].startswith("将签发本月督办包 6 份") and "督办清单 1 份" in said[0]
    assert not part.page.done_bar.isHidden() and all(line.draft.sent for line in part.lines)
    ways = [one.title for one in prints.exports(context.reader)]
    assert sum("督办清单" in title for title in ways) == 1 and len(ways) == 7
    assert part.sent.listed.read_bytes().startswith(b"%PDF")
    assert not part.issue_button.isEnabled()


def test_a_list_that_the_disk_refuses_never_has_the_letters_issued_again(part, context, qtbot, monkeypatch):
    """The letters stand in the register by then: the page says so and offers no second issue."""
    told = []
    part.failed.connect(lambda error: told.append(str(error)))

    def refuse(*_anything):
        raise KnownError("磁盘已满。")

    monkeypatch.setattr(monthly, "put_out_list", refuse)
    next_dialog(lambda dialog: dialog.verb.click())
    part.issue()
    settled(qtbot, context)
    assert len(letters(context.reader)) == 6 and "6 份文书已经签发并登记" in told[0] and "磁盘已满" in told[0]
    assert part.sent is not None and not part.issue_button.isEnabled() and "没有写成" in part.taken.text()


def test_letters_that_are_going_out_go_out_once(part, context, qtbot):
    """Another row chosen while they are issued makes the button ready again: a second press issues nothing."""
    told, batches = [], [[line.draft.gathered for line in kind] for kind in part._by_kind(part.chosen())]
    part.failed.connect(lambda error: told.append(str(error)))
    part._issue(batches, "")
    part._issue(batches, "")
    settled(qtbot, context)
    assert len(letters(context.reader)) == 6 and "刚刚已经签发" in told[0]


def test_what_was_issued_is_due_no_more_when_the_package_is_asked_for_again(part, context, qtbot):
    next_dialog(lambda dialog: dialog.verb.click())
    part.issue()
    settled(qtbot, context)
    part.page.run_anew()
    settled(qtbot, context)
    assert part.lines == [] and "出函 0 + 本周已发函 5 + 不用催 1" in part.sum.text()


def test_a_letter_that_lacks_a_word_takes_no_number_and_holds_nobody_up(part, context, qtbot):
    unit_id = part.lines[0].draft.gathered.unit_id
    unit_operations.edit(context.ledger, EVERYONE, unit_id, {"leader": "", "contact": "", "phone": ""})
    part.page.refresh()
    settled(qtbot, context)
    sound = [line for line in part.lines if line.state == "可签发"]
    assert 0 < len(sound) <= 6
    for line in part.lines:
        assert bool(line.number) is (line.id in part.table.model.ticked)


def test_the_letter_in_hand_is_read_and_mended_in_its_own_page(part, asked):
    part.table.step_by(0)
    line = part.table.current_record()
    part.mend.click()
    assert asked[-1] == ("letters", {"kind": line.draft.gathered.kind, "unit_ids": [line.draft.gathered.unit_id]})


def test_the_package_may_be_closed_without_anything_happening(part, context, qtbot):
    next_dialog(QDialog.reject)
    part.issue()
    settled(qtbot, context)
    assert not letters(context.reader) and part.issue_button.isEnabled()


def test_who_may_not_issue_sees_the_package_and_why(qtbot, context, office):
    context.actor = Actor("李建国", frozenset({Right.ENTER}))
    page = show(qtbot, context, DuePage(context))
    part = turn(qtbot, context, page, PACKAGE)
    assert not part.issue_button.isEnabled() and "需要“审核”权限" in part.issue_button.toolTip()


def test_the_rules_and_the_ladder_stand_beside_each_other(page, context, qtbot):
    part = turn(qtbot, context, page, RULES)
    assert {rule.event for rule in part.table.records()} >= {"整改进展报告", "督办回复"} or part.table.records() == []
    assert part.rungs.text().splitlines()[0].endswith("预警提醒函") and part.ladder_button.isEnabled()
