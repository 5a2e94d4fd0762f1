"""Page 15 from the window: the board above the book of copies, a record made from its line, its rows, its paper."""

from dataclasses import replace
from datetime import date

import pytest

from desktop.ledgers.copies import COPY_REPORTS
from desktop.operations.copying import not_entered
from desktop.operations.dispatches import LeaderLine, OrganLine, Part
from desktop.operations.findings import edit
from desktop.operations.organisation_duties import GONE
from desktop.operations.papers import catalogue
from desktop.operations.units import edit as edit_unit
from desktop.ui.asks import AskFindings, AskRecord
from desktop.ui.dialogs.record_dialog import RecordDialog
from desktop.ui.pages.register.advice_page import AdvicePage
from desktop.ui.pages.register.dispatch_card import BOARD, LISTS, SENT, WRITTEN_ON, DispatchCard
from desktop.ui.pages.register.dispatch_rows import LEADERS, NOT_ENTERED, NOT_SIGNED, rows_of, short_numbers
from tests.builders import EVERYONE, a_finding, a_round, a_unit
from tests.operations.papers.handed_in import enter, step
from tests.ui.office import say_yes, settled, show

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


def take(table, place):
    assert table.select_id(table.records()[place - 1].id)


def test_every_leader_is_a_line_and_the_numbers_of_the_widgets_add_up(page):
    board = card(page)
    assert cells(board.leaders, "name", "units", "count", "receipt", "stands") == [
        ["乔大川", "县城管局", "3", NOT_ENTERED, "—"], ["段立新", "本轮无分管单位", "0", "—", "—"],
    ]  # fmt: skip
    assert cells(board.organs, "name", "why", "count", "stands") == [["县委组织部", "涉组涉干", "1", "还没有移交"]]
    assert [row.line.moved for row in board.organs.records()] == [()]
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
    assert board.enter_button.text() == "看登记" and cells(board.leaders, "receipt")[0] == ["待送达"]
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
    take(board.organs, 1)
    assert board.paper_button.text() == "出专项检查问题移交函…"


def test_nothing_is_to_be_done_for_a_leader_without_a_unit(page):
    board = card(page)
    take(board.leaders, 2)
    assert not any(button.isEnabled() for button in (board.enter_button, board.show_button, board.paper_button))
    assert board.enter_button.toolTip() == "段立新没有分管单位的问题，不出件"


def test_every_column_of_the_leaders_is_in_sight_at_the_smallest_screen(page):
    assert sum(column.width for column in LEADERS.columns) <= 1240 - 16


def test_the_three_levels_are_entered_in_one_batch_and_each_tab_says_what_became_of_it(qtbot, context, page):
    """M6: one batch, dispatch, receipt, 批示 and its end, all from the window."""
    board = card(page)
    assert board.batch_button.text() == "登记抄报移交 3 件…"
    say_yes(qtbot, lambda dialog: dialog.sent_on.setText(DAY))
    board.batch_button.click()
    settled(qtbot, context)
    assert not board.batch_button.isEnabled() and cells(board.leaders, "receipt", "stands")[0] == [NOT_SIGNED, "—"]
    assert board.list_card.note_label.full_text() == "1 家 = 已送达 1 + 未送达 0；已签收 0 家"
    board.tabs.set_current(LISTS)
    assert cells(board.lists.table, "name", "count", "stands") == [["县城管局", "3", "已送达"]]
    board.tabs.set_current(BOARD)
    assert board.step_button.text() == "登记签收…"
    say_yes(qtbot, lambda dialog: None)
    page._next_step()
    settled(qtbot, context)
    assert cells(board.leaders, "receipt", "stands")[0] == ["6月5日", "—"]
    copy = board.leaders.records()[0].line.copy.id
    step(
        context.ledger,
        COPY_REPORTS.name,
        copy,
        "instruct",
        on=DAY,
        instruction_on=DAY,
        instruction="阅",
        assigned_to="县政府办",
        answer_due="2026-06-12",
    )
    page.refresh()
    settled(qtbot, context)
    assert cells(board.leaders, "stands")[0] == ["办理中"]
    board.tabs.set_current(WRITTEN_ON)
    assert cells(board.written.table, "addressee", "level", "instruction", "assigned_to", "due", "stands") == [
        ["乔大川", "县领导", "阅", "县政府办", "6月12日 剩 7 天", "办理中"]
    ]
    assert board.written_card.note_label.full_text() == "1 件 = 办理中 1 + 已办结 0"


def test_the_book_of_the_copies_has_a_tab_and_a_record_is_looked_at_there(qtbot, context, page, office):
    board, view = card(page), page.view
    assert not view.table.isVisible() and board.stack.isVisible()
    copy = enter(
        context.ledger,
        COPY_REPORTS.name,
        on=DAY,
        level="leader",
        addressee="乔大川",
        round=office[0],
        findings=tuple(office[1]),
    )
    page.open_with(AskRecord(COPY_REPORTS.name, copy))
    settled(qtbot, context)
    assert (
        board.tabs.current() == SENT and view.table.isVisible() and view.pane.isVisible() and view.in_hand().id == copy
    )
    board.tabs.set_current(BOARD)
    assert not view.pane.isVisible()


def test_the_list_of_the_organisation_department_follows_the_main_list(qtbot, context, page, office):
    """M17: own numbers, kept where a finding leaves; states as the list says them, and their sum."""
    duties = card(page).duties
    assert duties.note_label.full_text() == "1 条，自成序号，随台账变；1 条还没有编号"
    duties.fill_button.click()
    settled(qtbot, context)
    assert cells(duties.table, "number", "unit") == [["组1", "县城管局"]] and not duties.fill_button.isEnabled()
    edit(context.ledger, EVERYONE, [office[1][0]], {"on_organisation": 0})
    page.refresh()
    settled(qtbot, context)
    assert cells(duties.table, "number", "state") == [["组1", GONE]] and duties.law.full_text() == f"1 = {GONE} 1"


def test_the_table_of_desks_is_set_beside_the_list_and_numbering_takes_it_over(qtbot, context, page, office):
    edit_unit(context.ledger, EVERYONE, board_unit(page), {"kind": "县直部门"})
    page.refresh()
    settled(qtbot, context)

    def typed(dialog):
        desk, person = dialog.lines["县直部门"]
        desk.setText("组织二科")
        person.setText("林文彬")

    say_yes(qtbot, typed)
    duties = card(page).duties
    duties.desks_asked.emit()
    settled(qtbot, context)
    assert cells(duties.table, "number", "desk", "person") == [["未编号", "组织二科", "林文彬"]]
    duties.fill_button.click()
    settled(qtbot, context)
    assert cells(duties.table, "number", "desk", "person") == [["组1", "组织二科", "林文彬"]]


def test_ticked_leaders_alone_are_wanted_in_the_papers(context, page, monkeypatch):
    opened = []
    monkeypatch.setattr(context, "open_page", lambda name, payload=None: opened.append(payload))
    board = card(page)
    board.leaders.model.tick([row.id for row in board.leaders.records()], True)  # also the one to whom nothing goes
    nobody = next(row for row in board.leaders.records() if not row.line.part.findings)
    board.leaders.select_id(nobody.id)  # what is ticked counts, not the line in hand
    assert board.paper_button.text() == "出抄报清单 1 件…" and board.paper_button.isEnabled()
    board.paper_button.click()
    assert opened == [{"kind": "leader_copy_report", "addressees": ["乔大川同志"]}]


def board_unit(page):
    return card(page).lists.table.records()[0].line.unit_id


def test_the_button_numbers_in_every_chosen_round_what_it_counts(qtbot, context, page, office):
    other = a_round(context.ledger, "又一轮")
    a_finding(context.ledger, other, a_unit(context.ledger, "县水利局党组"), "又一个问题", on_organisation=True)
    context.set_switches(round_ids=(office[0], other))
    settled(qtbot, context)
    duties = card(page).duties
    assert duties.fill_button.text() == "补齐编号 2 条"
    duties.fill_button.click()
    settled(qtbot, context)
    assert [number for (number,) in cells(duties.table, "number")] == ["组1", "组2"]
    assert duties.fill_button.text() == "补齐编号" and not duties.fill_button.isEnabled()


@pytest.mark.parametrize(
    ("letters", "shown"),
    [
        (["云巡办报〔2026〕1号", "—", "云巡办报〔2026〕12号"], ["报 1号", "—", "报 12号"]),
        (["云巡办报〔2026〕1号", "云巡办报〔2025〕1号"], None), (["云巡办报〔2026〕1号", "青巡组报〔2026〕1号"], None), (["云巡办报〔2026〕1号", "口头"], None),
    ],
)  # fmt: skip
def test_numbers_are_short_where_all_share_series_and_year(letters, shown):
    assert short_numbers(letters) == (shown or letters)


def test_the_line_in_hand_is_one_that_is_in_sight_after_the_board_was_read_anew(qtbot, context, page):
    """Each table keeps a line of its own; what the buttons act on is never one of another tab."""
    board = card(page)
    board.tabs.set_current(LISTS)
    assert board.line().name == "县城管局"
    take(board.organs, 1)
    board.tabs.set_current(BOARD)
    assert board.line().name == "乔大川"
    page.refresh()
    settled(qtbot, context)
    assert board.line().name == "乔大川"
    board.organs.grid.setFocus()
    assert board.line().name == "县委组织部", "the line that was chosen there before"
    page.refresh()
    settled(qtbot, context)
    assert board.line().name == "县委组织部"
    said = []
    board.failed.connect(lambda error: said.append(str(error)))
    board.report_again()
    assert said == ["再报一次按县领导办。请先在“抄报县领导”里选一位。"]


def test_what_is_marked_after_an_organ_had_its_copy_is_told_and_entered_as_a_further_one(
    qtbot, context, page, office, monkeypatch
):
    round_id, ids = office
    enter(
        context.ledger, COPY_REPORTS.name, on=DAY, level="organisation", addressee="县委组织部", round=round_id,
        findings=(ids[0],),
    )  # fmt: skip
    page.refresh()
    settled(qtbot, context)
    board = card(page)
    assert cells(board.organs, "stands") == [["待送达"]]
    edit(context.ledger, EVERYONE, ids[1:2], {"on_organisation": 1})
    page.refresh()
    settled(qtbot, context)
    assert cells(board.organs, "count", "stands") == [["2", "未移交 1 条"]]
    assert [one.name for one in not_entered(board.found)] == ["乔大川", "县城管局", "县委组织部"]
    take(board.organs, 1)
    asked = []
    monkeypatch.setattr(RecordDialog, "exec", lambda dialog: asked.append(dialog.editors["findings"].value()))
    board.enter_button.click()
    assert [tuple(one) for one in asked] == [(ids[1],)]


def test_to_go_from_line_to_line_reads_no_recipe(page, monkeypatch):
    board = card(page)
    monkeypatch.setattr(catalogue, "recipes", lambda *_told: pytest.fail("read on the window's thread"))
    take(board.organs, 1)
    assert board.line().name == "县委组织部" and board.paper_button.text() != "出文书…"


def test_the_line_in_hand_stays_where_a_new_reading_puts_the_lines_in_another_order(page):
    board = card(page)
    take(board.leaders, 2)
    found = replace(board.found, leaders=board.found.leaders[::-1])
    board._take((board._asked, found, (), board._recipes))
    assert [row.name for row in board.leaders.records()] == ["段立新", "乔大川"]
    assert board.line().name == "段立新" == board.leaders.current_record().name


def test_a_department_with_the_name_of_a_marked_organ_is_another_line():
    lines = [OrganLine(level, "县委组织部", "", Part()) for level in ("organisation", "department")]
    assert (
        len({row.id for row in rows_of([*lines, LeaderLine("县委组织部", "", Part())], date.fromisoformat(DAY))}) == 3
    )


def test_to_report_again_asks_for_a_first_copy(qtbot, context, page, office):
    board, said, asked = card(page), [], []
    board.failed.connect(lambda error: said.append(str(error)))
    board.entry_asked.disconnect()
    board.entry_asked.connect(asked.append)
    board.report_again()
    assert (said, asked) == (["乔大川还没有抄报过，不能再报。请先登记抄报移交。"], [])

    enter(
        context.ledger, COPY_REPORTS.name, on=DAY, level="leader", addressee="乔大川", round=office[0],
        findings=tuple(office[1]),
    )  # fmt: skip
    page.refresh()
    settled(qtbot, context)
    board.report_again()
    assert len(said) == 1 and [one["addressee"] for one in asked] == ["乔大川"]


def test_the_foot_of_the_window_says_what_the_board_says_while_it_is_in_sight(qtbot, context, page, office):
    """Page 15: 抄报 9 件 189 条 · 未签收 1 · 未移交 2 个去向."""
    board, told = card(page), []
    page.status_changed.connect(lambda: told.append(tuple(page.status_texts())))
    assert page.status_texts() == ("抄报 1 件 3 条", "未签收 0", "未移交 1 个去向")
    for level, addressee in (("leader", "乔大川"), ("organisation", "县委组织部")):
        enter(
            context.ledger, COPY_REPORTS.name, on=DAY, level=level, addressee=addressee, round=office[0],
            findings=tuple(office[1]),
        )  # fmt: skip
    page.refresh()
    settled(qtbot, context)
    assert told[-1] == ("抄报 1 件 3 条", "未签收 1", "未移交 0 个去向")
    board.turn_to(SENT)
    assert told[-1] == tuple(page.view.status_texts()) != board.found.status, "the book is in sight"


def test_the_tables_of_tabs_that_nobody_opened_are_not_made_and_tell_the_board_as_it_stands_when_they_are(
    qtbot, context, page, office
):
    """The window makes a quarter of the page less at its first sight; what was read before and after is in them."""
    board = card(page)
    assert not board.lists.is_made and not board.written.is_made
    hand = board.line()
    assert cells(board.lists.table, "name", "count") == [["县城管局", "3"]] and board.line() is hand
    a_finding(context.ledger, office[0], board_unit(page), "又一个问题")
    page.refresh()
    settled(qtbot, context)
    assert cells(board.lists.table, "count") == [["4"]] and not board.written.is_made
    board.tabs.set_current(WRITTEN_ON)
    settled(qtbot, context)
    assert board.written.is_made and board.written.table.isVisible() and not board.written.table.bar.isVisible()
    assert board.in_sight() is not None and not board.written.table.records()
