"""The import page with a list that comes again: tabs that add up, ticks, words, pointed heads, imports that wait (K9, K14, K17, X5)."""

from __future__ import annotations

from datetime import date

import pytest
import xlsxwriter
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from db.queries import lists
from desktop.operations import findings
from desktop.operations.importing.judgement import Options
from desktop.operations.importing.review import Review
from desktop.ui.asks import AskKeptImport
from desktop.ui.pages.importing.page import DIFF, FAULTS, POINT, START, ImportPage
from desktop.ui.pages.overview.todos import dues
from tests.builders import EVERYONE, a_round, a_unit
from tests.operations.importing.test_second_list import HEAD, USUAL, listed, take
from tests.ui.office import next_dialog, say_yes, settled, show

ALT = Qt.KeyboardModifier.AltModifier
MAY = "2026-04-30"


@pytest.fixture
def page(qtbot, context):
    a_round(context.ledger)
    a_unit(context.ledger, "县民政局党组", short="县民政局")
    a_unit(context.ledger, "县财政局党组", short="县财政局")
    return show(qtbot, context, ImportPage(context))


def open_list(qtbot, context, page, path):
    page.open_file(path)
    settled(qtbot, context)


@pytest.fixture
def again(qtbot, context, page, tmp_path):
    """May's list stands in the ledger, one of its findings was edited; June's is under review at 看差异."""
    rows = [{"具体表现": text} for text in ("相同的事", "改动的事", "冲突的事", "没列的事")]
    take(context.ledger, listed(tmp_path, "五月", rows), MAY)
    findings.edit(context.ledger, EVERYONE, [3], {"owner": "办内改过"})
    page.refresh()
    june = [
        {"具体表现": "相同的事"},
        {"具体表现": "改动的事", "完成情况": "已完成", "责任人": "王强"},
        {"具体表现": "冲突的事", "责任人": "表上改过", "备注": "已约谈"},
        {"具体表现": "新增的事"},
    ]
    open_list(qtbot, context, page, listed(tmp_path, "六月", june))
    page.next()
    return page


def go(page, key):
    page.diff.tabs.set_current(key)
    return page.diff.table


def value(context, finding_id, name):
    return context.reader.value(f"select {name} from finding where id = ?", (finding_id,))


def test_the_tabs_add_up_to_all_rows(again):
    """K9, X5"""
    counts = {key: again.diff.count(key) for key in ("new", "changed", "conflict", "same", "left_out", "missing")}

    assert again.step == DIFF
    assert counts == {"new": 1, "changed": 1, "conflict": 1, "same": 1, "left_out": 0, "missing": 1}
    assert again.law_label.text() == "4 条 = 新增 1 + 改动 1 + 冲突 1 + 相同 1 + 不收 0；台账有而表中无 1"
    assert again.next_button.text() == "入账 1 条、更新 2 条"
    assert [button.text() for button in map(again.diff.tabs.button, again.diff.tabs.keys())] == [
        "新增 1", "改动 1", "冲突 1", "相同 1", "不收 0", "台账有而表中无 1",
    ]  # fmt: skip


def test_changes_are_ticked_and_conflicts_are_not(qtbot, context, again):
    table = go(again, "changed")
    assert {line.title for line in table.records()} == {"单位自报", "责任人"}
    assert table.model.ticked == {line.id for line in table.records()}
    table = go(again, "conflict")
    assert {line.title: line.id in table.model.ticked for line in table.records()} == {"责任人": False, "备注": True}
    again.next()
    settled(qtbot, context)

    assert (value(context, 2, "owner"), value(context, 3, "owner"), value(context, 3, "remark")) == (
        "王强",
        "办内改过",
        "已约谈",
    )
    assert "更新 2 条" in again.done.answer.text()


def test_alt_1_takes_the_list_and_alt_2_keeps_the_ledger(qtbot, context, again):
    table = go(again, "conflict")
    table.select_id(next(line.id for line in table.records() if line.title == "责任人"))
    QTest.keyClick(table.grid, Qt.Key.Key_1, ALT)
    assert again.decisions.picks.fields[("清单", 4, "owner")]
    QTest.keyClick(table.grid, Qt.Key.Key_2, ALT)
    assert not again.decisions.picks.fields[("清单", 4, "owner")]
    QTest.keyClick(table.grid, Qt.Key.Key_1, ALT)
    again.next()
    settled(qtbot, context)

    assert value(context, 3, "owner") == "表上改过"


def test_an_unticked_new_row_is_not_entered(qtbot, context, again):
    table = go(again, "new")
    table.model.tick([table.records()[0].id], False)
    assert again.next_button.text() == "入账 0 条、更新 2 条"
    again.next()
    settled(qtbot, context)

    assert context.reader.value("select count(*) from finding") == 4


def test_what_a_deed_blocks_cannot_be_ticked_and_says_why(qtbot, context, page, tmp_path):
    take(context.ledger, listed(tmp_path, "五月", [{"具体表现": "甲事"}]), MAY)
    open_list(qtbot, context, page, listed(tmp_path, "六月", [{"具体表现": "甲事", "整改时限": "2026-06-01"}]))
    page.next()
    table = go(page, "conflict")
    table.model.tick([table.records()[0].id], True)

    assert not table.model.ticked and "提前时限" in table.records()[0].reason


def test_a_word_is_asked_once_for_all_its_rows(qtbot, context, page, tmp_path):
    """K17"""
    rows = [{"具体表现": "甲事", "完成情况": "状态甲乙"}, {"具体表现": "乙事", "完成情况": "状态甲乙"}]
    open_list(qtbot, context, page, listed(tmp_path, "怪词", rows))
    [card] = page.faults.list.cards
    card.ask_word()
    card.word_box.setCurrentIndex(card.word_box.findData("done"))
    card.word_box.activated.emit(card.word_box.currentIndex())
    settled(qtbot, context)

    assert not page.faults.list.cards and page.next_button.isEnabled()
    page.next()
    page.next()
    settled(qtbot, context)
    assert [row[1:] for row in lists.office_words(context.reader)] == [("state", "状态甲乙", "done")]


def test_faults_of_one_kind_are_answered_together(qtbot, context, page, tmp_path):
    days = ["2024.13.1", "2025.2.31", "2026.19.9"]
    open_list(qtbot, context, page, listed(tmp_path, "错日子", [{"具体表现": day, "整改时限": day} for day in days]))
    from PySide6.QtWidgets import QPushButton

    card = page.faults.list.cards[0]
    next(one for one in card.findChildren(QPushButton) if one.toolTip() == "这类 3 处都留空").click()
    settled(qtbot, context)

    assert page.next_button.isEnabled()


def test_all_proposals_takes_only_what_is_certain(qtbot, context, page, tmp_path):
    rows = [{"具体表现": "甲事", "单位": "县民改局党组"}, {"具体表现": "乙事", "单位": "青岩县财政局党委"}]
    open_list(qtbot, context, page, listed(tmp_path, "单位", rows))
    before = len(page.faults.list.cards)
    page.faults.accept_all()
    settled(qtbot, context)

    assert before >= 1
    assert "县民改局党组" not in page.decisions.answers
    assert any(card.group.written == "县民改局党组" for card in page.faults.list.cards)


def test_one_count_of_what_must_be_mended(qtbot, context, page, tmp_path):
    """Three different 必须改 counts on one page are one."""
    rows = [
        {"具体表现": "甲事", "整改时限": "2024.13.1", "完成情况": "状态甲乙"},
        {"具体表现": "乙事", "整改时限": "2025.2.31"},
    ]
    open_list(qtbot, context, page, listed(tmp_path, "错", rows))
    shown = [
        page.law_label.text(),
        page.faults.right.title_label.text(),
        page.faults.legend.text(),
        *page.status_texts(),
    ]

    assert [text.split("必须改 ")[1].split()[0] for text in shown if "必须改 " in text] == ["2"] * 4


def test_where_no_head_is_found_the_clerk_points(qtbot, context, page, tmp_path):
    """K14, X1"""
    path = tmp_path / "怪表.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("怪表")
        sheet.write_row(0, 0, ["次", "哪家", "怎么了", "谁管"])
        sheet.write_row(1, 0, [1, "县民政局党组", "党费收缴不及时，欠缴3个月", "李明"])
    open_list(qtbot, context, page, path)
    assert page.step == POINT and not page.next_button.isEnabled()
    page.point.sheet.cell_chosen.emit(1, "A")
    for column, field in ((2, "unit"), (3, "text"), (4, "owner")):
        box = page.point.boxes[column]
        box.setCurrentIndex(box.findData(field))
    assert page.next_button.isEnabled()
    page.next()
    settled(qtbot, context)
    while page.step in (FAULTS, DIFF, 1):
        page.next()
        settled(qtbot, context)

    assert context.reader.tuples("select text, owner from finding") == (("党费收缴不及时，欠缴3个月", "李明"),)


def test_cancel_asks_before_repairs_are_thrown_away_and_they_wait_on_the_first_page(qtbot, context, page, tmp_path):
    open_list(qtbot, context, page, listed(tmp_path, "错", [{"具体表现": "甲事", "整改时限": "2024.13.1"}]))
    page.decide(page.decisions.with_cell(("清单", 2, "G"), "2026-06-18"))
    settled(qtbot, context)
    say_yes(qtbot)
    page.cancel_button.click()
    settled(qtbot, context)

    [kept] = lists.kept_imports(context.reader)
    assert page.step == START and not page.start.waiting.isHidden()

    class Nothing:
        todos = ()

    lines = dues(context.reader, Nothing(), {}, date(2026, 6, 5))
    assert [line.deed.payload for line in lines if line.deed.page == "import"] == [AskKeptImport(kept.id)]
    page.open_with(AskKeptImport(kept.id))
    settled(qtbot, context)
    assert page.step == FAULTS and page.decisions.cells == {("清单", 2, "G"): "2026-06-18"}
    page.next()
    page.next()
    settled(qtbot, context)
    assert not lists.kept_imports(context.reader)


def repaired(qtbot, context, page, tmp_path):
    """A list with one cell mended is under review."""
    open_list(qtbot, context, page, listed(tmp_path, "错", [{"具体表现": "甲事", "整改时限": "2024.13.1"}]))
    page.decide(page.decisions.with_cell(("清单", 2, "G"), "2026-06-18"))
    settled(qtbot, context)


def test_a_list_that_is_only_left_waits_too_and_once(qtbot, context, page, tmp_path):
    """Another page, a lock, the end of the day: repairs are found again on 首页."""
    repaired(qtbot, context, page, tmp_path)
    for _again in range(2):
        page.leave()
        settled(qtbot, context)

    [kept] = lists.kept_imports(context.reader)
    assert page.step == FAULTS and kept.open_faults == 0
    assert context.reader.value("select count(*) from action where kind = 'keep_draft'") == 1
    page.next()
    page.next()
    settled(qtbot, context)
    assert not lists.kept_imports(context.reader) and value(context, 1, "first_due_on") == "2026-06-18"


@pytest.mark.parametrize("way", ["another file", "records"])
def test_every_way_out_asks_before_repairs_are_thrown_away(qtbot, context, page, tmp_path, way):
    repaired(qtbot, context, page, tmp_path)
    other = listed(tmp_path, "另一份", [{"具体表现": "乙事"}])
    say_yes(qtbot, lambda dialog: dialog.drop.setChecked(True))
    if way == "records":
        page.records_button.click()
    else:
        page.open_file(other)
    settled(qtbot, context)

    assert not lists.kept_imports(context.reader) and not page.decisions.repairs
    assert page.step == (START if way == "records" else FAULTS)


def test_going_back_to_the_list_keeps_it_under_review(qtbot, context, page, tmp_path):
    repaired(qtbot, context, page, tmp_path)
    next_dialog(lambda dialog: dialog.reject())
    page.open_file(listed(tmp_path, "另一份", [{"具体表现": "乙事"}]))
    settled(qtbot, context)

    assert page.decisions.cells and page.review.path.name == "错.xlsx"


def test_a_later_list_of_opening_balances_says_what_it_offers(qtbot, context, page, tmp_path):
    """K9: verdicts of 期初 come with the list; the tab says so, and what stays out."""
    from dataclasses import replace

    opening = {"opening": True, "reason": "启用"}
    take(context.ledger, listed(tmp_path, "五月", [{"具体表现": "甲事", "整改措施": "清退"}]), MAY, **opening)
    june = listed(tmp_path, "六月", [{"具体表现": "甲事", "整改措施": "清退", "完成情况": "已完成"}])
    usual = page.start.options
    page.start.options = lambda: replace(usual(), list_date="2026-05-31", **opening)
    open_list(qtbot, context, page, june)
    page.next()

    table = go(page, "changed")
    assert [line.title for line in table.records()] == ["单位自报", "巡察办认定"]
    assert "认定都随本表" in page.diff.about.text()
    page.next()
    settled(qtbot, context)
    told = context.reader.tuples(
        "select measure_id, claim_state, verdict_state, known_on, opening, paper from finding_event where effective_on = '2026-05-31' order by id"
    )
    assert told[0][:5] == (None, "done", None, "2026-05-31", 1)
    assert told[1] == (None, None, "done", "2026-05-31", 1, "六月.xlsx 清单第2行") or told[1][0] == 1
    assert {row[2] for row in told if row[0] is None} == {None, "done"} and {row[0] for row in told} == {None, 1}


def test_nothing_repaired_is_left_without_a_question(qtbot, context, page, tmp_path):
    open_list(qtbot, context, page, listed(tmp_path, "好", [{"具体表现": "甲事"}]))
    page.cancel_button.click()

    assert page.step == START and not lists.kept_imports(context.reader)


def test_a_round_that_is_not_there_is_asked(qtbot, context, page, tmp_path):
    path = listed(tmp_path, "轮", [{"具体表现": "甲事", "轮次": "第六轮"}], head=[*HEAD, "轮次"])
    open_list(qtbot, context, page, path)
    page.next()
    settled(qtbot, context)
    if page.step != DIFF:
        page.next()
    assert page.reviewed.comparison.new_rounds == ["第六轮"] and page.diff.round_lines.count() == 1
    page.diff.rounds_meant.emit({"第六轮": "十五届县委第六轮（常规）"})
    settled(qtbot, context)
    assert page.step == DIFF and page.reviewed.comparison.new_rounds == []
    page.next()
    settled(qtbot, context)

    assert context.reader.value("select count(*) from round") == 1


def test_a_whole_import_is_moved_from_the_records(qtbot, context, page, tmp_path):
    take(context.ledger, listed(tmp_path, "五月", [{"具体表现": "甲事"}]), MAY)
    page.refresh()
    page.start.records.select_id(page.start.records.records()[0].id)

    def choose(dialog):
        dialog.unit.set_unit(2)
        dialog.reason.setText("选错单位")

    say_yes(qtbot, choose)
    page.start.move_button.click()
    settled(qtbot, context)

    assert value(context, 1, "unit_id") == 2


def test_the_day_above_the_table_is_said_on_the_page(qtbot, context, page, tmp_path):
    path = tmp_path / "截至.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("清单")
        sheet.write(0, 0, "整改台账（截至2026年5月20日）")
        sheet.write_row(1, 0, HEAD)
        sheet.write_row(2, 0, [{**USUAL, "具体表现": "甲事", "序号": 1}.get(title, "") for title in HEAD])
    open_list(qtbot, context, page, path)

    assert "2026-05-20" in page.faults.note.text()
    assert Review(context.ledger, EVERYONE, path, Options()).options.list_date == ""


def test_the_page_opens_on_the_button_that_chooses_a_file_and_each_step_on_its_own(qtbot, context, tmp_path):
    from tests.ui.test_tasks import open_window

    a_round(context.ledger)
    a_unit(context.ledger, "县民政局党组")
    window, opened, _hands = open_window(qtbot, context, "import")
    assert window.focusWidget() is opened.start.area.browse_button
    opened.open_file(listed(tmp_path, "好", [{"具体表现": "甲事"}]))
    settled(qtbot, context)
    opened.next()
    assert window.focusWidget() is opened.diff.table.grid
    opened.cancel()
    assert window.focusWidget() is opened.start.area.browse_button


def test_words_and_mappings_are_listed_dropped_exported_and_imported(qtbot, context, page, tmp_path):
    """K17"""
    from desktop.operations.importing import mappings, office_words
    from desktop.ui.pages.importing.mappings_dialog import MappingsDialog

    office_words.teach(context.ledger, EVERYONE, {("state", "状态甲乙"): "done"})
    mappings.remember(context.ledger, EVERYONE, "指认：哪家|怎么了", {"2": "unit", "3": "text"})
    dialog = MappingsDialog(context, page)
    qtbot.addWidget(dialog)
    shown = dialog.list.model().stringList()
    assert shown[1] == "状态“状态甲乙”读作已完成" and shown[0].startswith("B 列作被巡察单位，C 列作问题")
    dialog.export_to(tmp_path / "方案.json")
    dialog.list.selectAll()
    dialog.verb.click()
    settled(qtbot, context)
    assert not lists.office_words(context.reader) and not lists.mappings(context.reader)
    again = MappingsDialog(context, page)
    qtbot.addWidget(again)
    again.import_from(tmp_path / "方案.json")
    settled(qtbot, context)

    assert again.list.model().stringList() == shown
