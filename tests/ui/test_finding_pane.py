"""The detail pane: corrections, paper evidence, letters, history, measures edited, words kept per finding."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QPushButton

from db.queries.findings import events_of, evidence_of, measures_of
from desktop.operations import findings
from desktop.operations.change import change
from desktop.rules.permissions import Action
from desktop.ui.pages.findings.page import FindingsPage
from tests.builders import EVERYONE
from tests.ui.office import (
    TODAY,
    Hands,
    an_office,
    leaves_to,
    lines,
    next_dialog,
    say_yes,
    settled,
    show,
    with_measures,
)


@pytest.fixture
def page(qtbot, context):
    an_office(context.ledger, count=6, claimed=3, proven=2)
    return show(qtbot, context, FindingsPage(context))


def standing(context, finding_id):
    return [event for event in events_of(context.reader, finding_id) if event.retracted_on is None]


def test_a_wrong_entry_is_corrected_with_its_old_date_and_stays_in_the_log(qtbot, context, page):
    """更正: the old event is taken back, the new one keeps the day it was true."""
    line = page.in_hand()
    [claim] = [event for event in standing(context, line.id) if event.kind == "claim"]

    def fill(dialog):
        dialog.state.choose("in_progress")
        dialog.text.set_text("只补缴了一半")
        dialog.reason.setText("看错了行")

    say_yes(qtbot, fill)
    page.pane.progress.lanes.correction_asked.emit(claim)
    settled(qtbot, context)

    [again] = [event for event in standing(context, line.id) if event.kind == "claim"]
    assert (again.claim_state, again.effective_on, again.text) == ("in_progress", "2026-06-02", "只补缴了一半")
    assert lines(context)[line.id].claim == "in_progress"
    assert len(events_of(context.reader, line.id)) == 3


def test_a_correction_needs_its_reason(qtbot, context, page):
    [claim] = [event for event in standing(context, page.in_hand().id) if event.kind == "claim"]
    wrongs = say_yes(qtbot)
    page.pane.progress.lanes.correction_asked.emit(claim)

    assert wrongs == ["“更正理由”是空的。请填写。"]


def test_evidence_on_paper_is_noted_by_its_place(qtbot, context, page):
    """L7"""

    def fill(dialog):
        dialog.title.setText("退款凭证 12 张")
        dialog.paper.setText("2026 年整改卷 3 第 14 页")

    page.table.select_id(page.table.records()[-1].id)
    page.pane.show_tab("evidence")
    say_yes(qtbot, fill)
    page.pane.evidence.paper_button.click()
    settled(qtbot, context)

    [row] = evidence_of(context.reader, page.in_hand().id)
    assert (row.title, row.paper) == ("退款凭证 12 张", "2026 年整改卷 3 第 14 页")


def test_altered_evidence_is_marked_and_keeps_the_gate_shut(qtbot, context, page):
    """L7, W1"""
    line = page.in_hand()
    [row] = evidence_of(context.reader, line.id)
    context.ledger.pool.path_of(row.sha256).write_bytes(b"x")
    page.pane.show_tab("evidence")
    settled(qtbot, context)
    assert page.pane.evidence.rows[0].state.mark.word == "已变动"

    seen = []

    def look(dialog):
        qtbot.waitUntil(lambda: dialog.faults is not None, timeout=20_000)
        seen.extend(dialog.faults)
        dialog.reject()

    from tests.ui.office import next_dialog

    next_dialog(look)
    page.deeds.close_out()
    assert [fault.text for fault in seen] == ["佐证“退款凭证”已变动"]


def test_a_copy_of_evidence_leaves_only_when_asked(qtbot, context, page, tmp_path, monkeypatch):
    """A5"""
    target = tmp_path / "回单.pdf"
    leaves_to(monkeypatch, target, "移送审计")
    page.pane.show_tab("evidence")
    page.pane.evidence.save_copy(page.pane.evidence.rows[0].row)
    settled(qtbot, context)

    assert target.read_bytes() == f"凭证{page.in_hand().id}".encode()
    assert context.reader.tuples("select way, purpose from export_record") == (("evidence_copy", "移送审计"),)


def test_papers_that_name_the_finding_are_listed(qtbot, context, page):
    line = page.in_hand()
    with change(context.ledger, EVERYONE, Action.ISSUE, "签发") as changes:
        letter = {
            "kind": "supervision_letter",
            "title": "关于督办的函",
            "number": "云巡办函〔2026〕27号",
            "issued_on": "2026-05-21",
        }
        letter_id = changes.writer.insert("letter", letter)
        changes.writer.insert("letter_finding", {"letter_id": letter_id, "finding_id": line.id})
    page.refresh()
    page.pane.show_tab("letters")

    assert page.pane.tabs.button("letters").text() == "文书 1"


def test_the_history_says_who_when_old_and_new_and_gives_the_old_back_a2(qtbot, context, page):
    line = page.in_hand()
    findings.edit(context.ledger, EVERYONE, [line.id], {"owner": "孙涛"})
    page.refresh()
    page.pane.show_tab("history")
    [restore] = [button for button in page.pane.history.findChildren(QPushButton) if button.text() == "还原"]
    assert restore.toolTip() == "把“责任人”还原为：周立群（办公室主任）"
    restore.click()
    settled(qtbot, context)

    assert lines(context)[line.id].owner == "周立群（办公室主任）"


def test_a_measure_is_edited_and_removed(qtbot, context, page):
    line = page.in_hand()
    with_measures(context.ledger, line.id, 2, done=0)
    page.refresh()
    page.pane.show_tab("measures")

    def fill(dialog):
        dialog.editors["owner"].widget.setText("马春生")

    say_yes(qtbot, fill)
    page.pane.measures.edit_asked.emit(page.pane.measures.rows[0].measure)
    settled(qtbot, context)
    assert measures_of(context.reader, [line.id], TODAY)[0].owner == "马春生"

    def remove(dialog):
        dialog.reason.setText("与另一条重复")
        dialog.verb = dialog.remove_button

    say_yes(qtbot, remove)
    page.pane.measures.edit_asked.emit(page.pane.measures.rows[1].measure)
    settled(qtbot, context)

    assert len(measures_of(context.reader, [line.id], TODAY)) == 1


def test_a_measure_that_is_being_typed_stays_with_its_finding(page):
    first, second = page.table.records()[:2]
    page.pane.show_tab("measures")
    Hands(page).write("修订办法")
    page.table.select_id(second.id)
    assert page.pane.measures.text.text() == ""
    page.table.select_id(first.id)

    assert page.pane.measures.text.text() == "修订办法"


def test_the_clerks_own_choice_of_state_is_not_moved_by_what_others_save(qtbot, context, page):
    page.log_progress()
    strip = page.pane.progress.strip
    strip.lane.setCurrentIndex(strip.lane.findData("claim"))
    strip.state.choose("basically_done")
    findings.edit(context.ledger, EVERYONE, [page.table.records()[4].id], {"owner": "孙涛"})
    page.refresh()

    assert page.pane.progress.strip.state.currentData() == "basically_done"


def test_a_reminder_with_a_day_and_a_sentence_is_set_on_one_finding(qtbot, context, page):
    """M9: it names the finding in hand, whoever is to be reminded is the person at work."""
    line = page.in_hand()
    page.pane.records.show_finding(line)

    def fill(dialog):
        assert dialog.editors["finding"].value() == line.id and dialog.editors["person"].value() == context.actor.name
        dialog.editors["on"].show("2026-06-12")
        dialog.editors["text"].show("问补缴进度")
        dialog.verb.click()
        settled(qtbot, context)

    next_dialog(fill)
    page.pane.records.remind_button.click()
    settled(qtbot, context)
    assert context.reader.tuples("select finding_id, text from reminder") == ((line.id, "问补缴进度"),)
