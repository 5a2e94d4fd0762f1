"""问题台账 through the real page: keys, input method, drafts, views, the pane and its tabs."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from db.queries.drafts import drafts
from db.queries.findings import measures_of
from desktop.ledgers import findings
from desktop.ledgers.leaving import kept_inside
from desktop.operations import evidence, progress
from desktop.ui.asks import AskFinding, AskFindings, AskUnit
from desktop.ui.dialogs.export_dialog import ExportDialog
from desktop.ui.grid.menu import cell_menu
from desktop.ui.grid.rows import ColumnFilter
from desktop.ui.pages.findings.page import FindingsPage
from desktop.ui.pages.findings.shown_view import shown_view
from desktop.ui.pages.printing import settings
from tests.builders import EVERYONE, a_finding, a_round, a_unit
from tests.ui.office import TODAY, Hands, an_office, lines, say_yes, settled, show

CONTROL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


@pytest.fixture
def page(qtbot, context):
    an_office(context.ledger, count=24, claimed=10, proven=7)
    return show(qtbot, context, FindingsPage(context))


def test_the_page_shows_the_round_and_its_first_finding(page):
    assert page.table.scope_text() == "24 / 24"
    assert page.pane.head.number.text() == page.table.records()[0].number


def test_enter_in_a_composition_saves_nothing(qtbot, context, page):
    hands = Hands(page)
    hands.key(Qt.Key.Key_J, CONTROL, widget=page.table.grid)
    hands.write("已退回")
    hands.compose("sheng yu")
    hands.key(Qt.Key.Key_Return, CONTROL)
    settled(qtbot, context)

    assert page.table.current_record().seq == 1
    assert context.reader.value("select count(*) from finding_event where text = '已退回'") == 0
    assert page.pane.progress.strip.text.text() == "已退回"


def test_words_that_are_not_saved_stay_with_their_finding_and_in_the_ledger(qtbot, context, page):
    first, second = page.table.records()[:2]
    page.log_progress()
    Hands(page).write("写到一半")
    page.table.select_id(second.id)
    assert page.pane.progress.strip.text.text() == ""
    page.leave()
    settled(qtbot, context)

    kept = drafts(context.reader, context.actor.name, "progress:")
    page.table.select_id(first.id)
    assert page.pane.progress.strip.text.text() == "写到一半"
    assert list(kept) == [f"progress:{first.id}"]


def test_drafts_are_there_again_after_a_restart(qtbot, context, page):
    page.log_progress()
    Hands(page).write("写到一半")
    page.leave()
    settled(qtbot, context)

    again = show(qtbot, context, FindingsPage(context))
    assert again.pane.progress.strip.text.text() == "写到一半"


def test_a_refused_entry_gives_its_words_back(qtbot, context, page):
    from datetime import date

    first = page.table.records()[0]
    page.log_progress()
    Hands(page).write("明天的进展")
    page.pane.progress.strip.day.set_date(date(2026, 6, 6))
    page.save_and_next()
    settled(qtbot, context)

    assert "晚于今天" in page.error_bar.title.text()
    page.table.select_id(first.id)
    assert page.pane.progress.strip.text.text() == "明天的进展"


def test_a_cell_that_cannot_be_read_is_refused_with_its_place(qtbot, context, page):
    line = page.table.records()[0]
    page.deeds.edit_cell(line, "first_due_on", "2024.13.1")

    assert page.error_bar.title.text().startswith(f"{line.number} “原定时限”：“2024.13.1”不是日期")


def test_built_in_views_count_and_filter(page):
    """S3"""
    counts = {}
    for key in ("overdue", "waiting", "on_organisation", "named", "no_evidence"):
        page.view_bar.choose(key)
        counts[key] = len(page.table.records())
        assert page.view_bar.tabs.button(key).text().endswith(f" {counts[key]}")

    assert counts == {"overdue": 4, "waiting": 10, "on_organisation": 6, "named": 4, "no_evidence": 3}


def test_a_view_is_saved_changed_marked_and_saved_again(qtbot, context, page):
    """S3"""
    page.table.set_filter("unit", ColumnFilter(ticks=frozenset({"柳坪乡"})))

    def fill(dialog):
        dialog.name.setText("柳坪未完")
        dialog.shared.setChecked(True)

    say_yes(qtbot, fill)
    page.view_bar.save_as()
    settled(qtbot, context)
    assert page.view_bar.current().title == "柳坪未完"
    page.view_bar.choose("all")
    assert page.table.scope_text() == "24 / 24"
    page.view_bar.choose(page.view_bar.tabs.keys()[-1])
    assert page.table.scope_text() == "12 / 24"
    page.table.set_filter("state_word", ColumnFilter(ticks=frozenset({"未启动"})))

    assert page.view_bar.tabs.button(page.view_bar.tabs.current()).text().endswith("*")
    page.view_bar.save()
    settled(qtbot, context)
    assert not page.view_bar.save_button.isVisible()


def test_a_past_day_can_be_seen_and_not_changed(qtbot, context, page):
    from datetime import date

    context.set_switches(as_of=date(2026, 5, 31), known=False)
    page.deeds.refuse()

    assert "正在回看 2026-05-31" in page.error_bar.title.text()
    assert not page.pane.progress.strip.isEnabled()
    assert [line.state.word for line in page.table.records()] == ["未启动"] * 24


def test_measures_are_added_with_ctrl_enter_and_ticked(qtbot, context, page):
    line = page.table.records()[0]
    hands = Hands(page)
    hands.key(Qt.Key.Key_1, ALT, widget=page.table.grid)
    hands.write("修订津补贴发放办法")
    hands.key(Qt.Key.Key_Return, CONTROL)
    settled(qtbot, context)
    page.pane.measures.rows[0].box.click()
    settled(qtbot, context)

    [measure] = measures_of(context.reader, [line.id], TODAY)
    assert (measure.text, measure.verdict) == ("修订津补贴发放办法", "done")
    assert page.pane.tabs.button("measures").text() == "措施 1/1"


def test_evidence_is_kept_by_its_hash_and_checked(qtbot, context, page, tmp_path):
    file = tmp_path / "银行回单.pdf"
    file.write_bytes(b"%PDF-1.4")
    page.table.select_id(page.table.records()[-1].id)
    page.pane.show_tab("evidence")
    page.pane.evidence.add_files([file])
    settled(qtbot, context)
    settled(qtbot, context)

    [row] = page.pane.evidence.rows
    assert (row.row.title, row.state.mark.word) == ("银行回单", "未改动")


def test_a_changed_field_shows_in_the_history_and_is_restored(qtbot, context, page):
    line = page.table.records()[0]
    page.deeds.edit_cell(line, "owner", "孙涛")
    settled(qtbot, context)
    page.pane.show_tab("history")
    page.pane.history.restore("owner", "周立群（办公室主任）")
    settled(qtbot, context)

    assert lines(context)[line.id].owner == "周立群（办公室主任）"


def test_other_pages_open_a_finding_several_or_a_unit_and_a_band_leads_back(page):
    wanted = page.table.records()[5]
    page.open_with(AskFindings((wanted.id, wanted.id + 1), "两条"))
    assert [line.id for line in page.table.records()] == [wanted.id, wanted.id + 1]
    assert page.ask_band.isVisible() and "两条" in page.ask_band.label.text()
    page.open_with(AskUnit(wanted.unit_id))
    assert page.table.scope_text() == "12 / 12"
    page.open_with(AskFinding(wanted.id))
    assert page.table.current_record().id == wanted.id and not page.ask_band.isVisible()
    page.open_with(AskUnit(wanted.unit_id))
    page.ask_band.back_button.click()
    assert page.table.scope_text() == "24 / 24" and not page.ask_band.isVisible()


@pytest.fixture
def two_rounds(qtbot, context):
    """The page on a later round; returns it with the ids of the earlier one."""
    _round, _units, earlier = an_office(context.ledger, count=4)
    later = a_round(context.ledger, "十五届县委第七轮（常规）", feedback_on="2026-05-01")
    a_finding(context.ledger, later, a_unit(context.ledger, "县审计局党组"), "另一轮的问题")
    context.set_switches(round_ids=(later,))
    return show(qtbot, context, FindingsPage(context)), earlier


def test_rows_of_another_round_are_loaded_by_their_ids_and_the_band_says_so(two_rounds):
    """W-2: an Ask loads what it names."""
    page, earlier = two_rounds

    page.open_with(AskFindings(tuple(earlier), "文书所列 4 条"))

    assert [line.id for line in page.table.records()] == earlier
    assert "另一轮次的 4 条" in page.ask_band.label.text()


def test_one_finding_of_another_round_opens_by_itself(two_rounds):
    """W-2"""
    page, earlier = two_rounds

    page.open_with(AskFinding(earlier[2]))

    assert page.in_hand().id == earlier[2] and page.ask_band.isVisible()


def test_a_withdrawn_finding_behind_a_figure_is_shown_as_such(page, context, qtbot):
    """W-2: also what left the list."""
    gone, stays = page.table.records()[3].id, page.table.records()[4].id
    progress.withdraw(context.ledger, EVERYONE, [gone], "2026-06-05", "重复", "领导小组组长")
    page.refresh()

    page.open_with(AskFindings((gone, stays), "两条"))

    assert {line.id for line in page.table.records()} == {gone, stays}
    assert "已不在清单内的 1 条" in page.ask_band.label.text()


def test_of_two_units_with_one_short_name_the_one_asked_for_is_shown(qtbot, context):
    """W-2: by id, never by name."""
    round_id = a_round(context.ledger)
    units = [a_unit(context.ledger, name, short="城管局") for name in ("县城市管理局党组", "青石镇城管局党支部")]
    wanted = a_finding(context.ledger, round_id, units[0], "甲的问题")
    a_finding(context.ledger, round_id, units[1], "乙的问题")
    page = show(qtbot, context, FindingsPage(context))

    page.open_with(AskUnit(units[0]))

    assert [line.id for line in page.table.records()] == [wanted]


def test_the_menu_of_a_cell_has_the_steps_of_the_finding_and_what_a_grid_can_do(page):
    """W-6: right click and the Menu key."""
    page.table.grid.setCurrentIndex(page.table.model.index(0, page.table.model.section_of("unit")))
    menu = cell_menu(page.table, page._fill_menu)

    texts = [action.text() for action in menu.actions()]
    assert any("认定销号" in text for text in texts) and any("复制单元格" in text for text in texts)
    assert any("只看" in text for text in texts)


def test_f4_turns_the_pane_right_below_and_away(page):
    places = []
    for _time in range(3):
        page.turn_pane()
        places.append((page.frame.splitter.orientation(), page.pane.isVisible()))

    vertical, horizontal = Qt.Orientation.Vertical, Qt.Orientation.Horizontal
    assert places == [(vertical, True), (horizontal, False), (horizontal, True)]


def test_at_1366_by_728_eleven_rows_of_two_lines_are_seen(qtbot, context):
    an_office(context.ledger, count=24)
    page = show(qtbot, context, FindingsPage(context), (1310, 651))  # less rail, context bar and status bar
    grid = page.table.grid

    assert grid.viewport().height() // grid.rowHeight(0) >= 11


def test_the_strip_offers_what_the_table_lets_be_entered_and_notes_by_itself_l1(qtbot, theme, ledger, clerk):
    from desktop.settings import Settings
    from desktop.ui.context import AppContext

    """L-1: text never moves a state; a finding that is closed out or waits takes nothing else without a deed."""
    _round, _units, ids = an_office(ledger, count=3, claimed=2, proven=1)
    progress.close_out(ledger, EVERYONE, ids[0], "2026-06-03", evidence.faults)
    context = AppContext(ledger, clerk, theme, Settings(), lambda _settings: None)
    page = show(qtbot, context, FindingsPage(context))

    strip, offered = page.pane.progress.strip, {}
    for finding_id in ids:
        page.table.select_id(finding_id)
        assert strip.lane.currentData() == "note"
        offered[finding_id] = [strip.lane.itemData(place) for place in range(strip.lane.count())]
    assert list(offered.values()) == [["note"], ["note", "claim"], ["note", "claim", "verdict"]]
    strip.text.set_text("已电话了解")
    strip.submit()
    settled(qtbot, context)
    assert [(row.claim, row.verdict) for row in lines(context).values()] == [
        ("done", "done"), ("done", "not_started"), ("not_started", "not_started"),
    ]  # fmt: skip
    assert not page.pane.extend_button.isEnabled()
    context.close()


def test_what_is_shown_is_exported_with_its_scope_and_registered(qtbot, context, page, tmp_path, monkeypatch):
    """P2, A5"""
    from PySide6.QtWidgets import QFileDialog

    target = tmp_path / "清单.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: (str(target), ""))
    page.view_bar.choose("waiting")

    def fill(dialog):
        dialog.title.setText("待核实问题")
        dialog.group.setCurrentIndex(1)

    say_yes(qtbot, fill)
    page.export()
    settled(qtbot, context)

    import openpyxl

    sheet = openpyxl.load_workbook(target).active
    assert sheet["A1"].value == "待核实问题"
    assert "状态：待核实" in sheet["A2"].value
    assert context.reader.value("select rows from export_record") == 10


def test_export_and_print_say_which_columns_of_the_list_stay_inside(qtbot, context, page, monkeypatch):
    """A6: only where a chosen column is left out; its title is told, no value."""
    fields = tuple(replace(one, internal=one.name == "owner") for one in findings.FIELDS)
    for where in (findings, settings):
        monkeypatch.setattr(where, "FIELDS", fields)
    told = kept_inside(fields)
    dialog = ExportDialog(context, shown_view(page), "清单", ("number", "owner"), page)
    qtbot.addWidget(dialog)
    said = []
    for place in range(dialog.columns.count()):
        dialog.columns.setCurrentIndex(place)
        said.append(dialog.inside.text())
        assert "owner" not in dialog.keys() or dialog.columns.currentData() == "usual"
    assert said[0] == said[2] == told == "内部栏不导出、不打印：责任人。"
    left = settings.PrintSettings(context.theme)
    qtbot.addWidget(left)
    left.know(())
    assert left.inside_note.text() == told
    monkeypatch.undo()
    left.know(())
    assert left.inside_note.isHidden()


def test_another_view_puts_its_first_row_in_hand_and_shows_it_chosen(qtbot, context, page):
    page.table.grid.setFocus()
    page.view_bar.tabs.button("waiting").click()
    page.view_bar.tabs.button("all").click()
    assert [line.id for line in page.table.selected_records()] == [page.table.current_record().id]


def test_ticked_rows_are_what_is_printed_and_exported(qtbot, context, page):
    """W-6: two rows are ticked; the list handed to the print page holds exactly these, and the bar says how many."""
    records = page.table.records()[:2]
    page.table.model.tick([record.id for record in records], True)
    asked = []
    context.page_asked.connect(lambda key, payload: asked.append((key, payload)))
    page.print_list()

    [(key, payload)] = asked
    assert key == "print" and payload["count"] == 2 and "勾选的 2 条" in payload["scope"]
    assert set(payload["criteria"].ids) == {record.id for record in records}
    assert "只含勾选的 2 条" in page.table.scope_label.text()


def test_what_was_asked_for_is_what_is_printed(qtbot, context, page):
    """W-2: the rows that were asked for by id, not the round that is chosen."""
    wanted = tuple(record.id for record in page.table.records()[:3])
    page.open_with(AskFindings(wanted, "三条"))
    assert shown_view(page).criteria.ids == wanted
