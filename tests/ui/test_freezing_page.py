"""Page 24: a period is frozen in three presses, the change since a meeting adds up, a pack is put out with one entry (R5, S6, W6)."""

from __future__ import annotations

import re
from datetime import datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from db.queries import prints
from desktop.ledgers import books
from desktop.ledgers.freezes import FREEZES
from desktop.operations import closing, freezing, progress
from desktop.operations.change import change
from desktop.operations.records import verbs
from desktop.rules.permissions import Action, Actor, Right
from desktop.ui.asks import AskRows
from desktop.ui.dialogs.file_preview import FilePreview
from desktop.ui.frame.actions import FrameActions
from desktop.ui.frame.main_window import MainWindow
from desktop.ui.frame.switch_panels import ChoiceRow, DatePanel
from desktop.ui.pages import PAGES
from desktop.ui.pages.statistics.freezing.freeze_dialog import FreezeDialog
from desktop.ui.pages.statistics.freezing.page import FreezingPage
from desktop.ui.round_figures import date_text, rate_of
from tests.builders import CLAIMANT, EVERYONE, no_evidence_faults
from tests.operations.health.sound_office import a_sound_office
from tests.ui.office import an_office, leaves_to, prove, say_yes, settled, show


@pytest.fixture
def office(context):
    found = a_sound_office(context.ledger)
    register = books.as_declared("meeting")
    verbs.add(
        context.ledger, EVERYONE, register, {"held_on": "2026-05-20", "kind": "secretary", "topic": "听取整改情况"}
    )
    return found


@pytest.fixture
def page(qtbot, context, office):
    context.set_switches(known=False)
    return show(qtbot, context, FreezingPage(context))


def late(context, finding):
    progress.claim(context.ledger, CLAIMANT, finding, "done", "2026-05-20", "补缴到位", said_by="县民政局")
    prove(context.ledger, finding)
    return closing.close_out(context.ledger, EVERYONE, finding, "2026-05-20", no_evidence_faults)


def freeze(qtbot, page):
    bar = page.periods.figures.verticalScrollBar()
    bar.setValue(bar.maximum())  # what was entered late is looked at first
    assert page.periods.button.isEnabled(), page.periods.why.text()
    wrongs = say_yes(qtbot)
    page.periods.button.click()
    settled(qtbot, page.context)
    assert wrongs == []


def test_months_that_are_over_wait_the_last_one_in_hand(page):
    assert [one.as_of for one in page.periods.periods][-2:] == ["2026-04-30", "2026-05-31"]
    assert page.periods.period.as_of == "2026-05-31" and page.periods.button.text() == "冻结2026年5月…"
    assert page.periods.told.text().startswith("补登、更正使 ")  # the office of the test was entered in June


def test_the_states_of_a_period_add_up_to_its_findings(page):
    told = {line.title: line.now for line in page.periods.lines}
    sum_text, total = page.periods.law.text().split("。")[0].split(" = ")
    assert sum(map(int, sum_text.split(" + "))) == int(total) == int(told["问题"]) == 4


def test_three_presses_freeze_a_period_and_it_stays_in_hand(qtbot, page):
    freeze(qtbot, page)

    [frozen] = freezing.frozen_periods(page.context.reader)
    assert (frozen.name, frozen.as_of) == ("2026年5月", "2026-05-31")
    assert page.periods.period.frozen.name == "2026年5月" and page.periods.why.text() == "已冻结"
    assert not page.periods.button.isEnabled() and page.periods.told.text() == "冻结后没有调整"


def test_enter_does_not_freeze(qtbot, page):
    lines = page.periods.lines
    dialog = FreezeDialog(page.context, page.periods.period, lines, "4", page)
    assert dialog.cancel.isDefault() and not dialog.verb.isDefault() and dialog.cancel.text() == "返回"
    red = [one.text() for one in dialog.findChildren(QLabel) if one.property("tone") == "red" and one.text()]
    assert red == ["冻结不能撤销；以后的补登、更正列为“调整”。"]
    told = [one.text() for one in dialog.findChildren(QLabel)]
    assert any(f"{len(lines)} 个数字、4 条名单" in one for one in told)
    assert any(one.endswith(f"差异 {len(page.periods.differing())} 处") for one in told)
    dialog.deleteLater()


def test_a_late_entry_is_told_and_stands_as_an_adjustment(qtbot, page, office):
    freeze(qtbot, page)
    said = []
    page.context.notified.connect(said.append)
    page.context.announce(late(page.context, office[2][1]))
    settled(qtbot, page.context)

    assert any("列为“调整”" in one for one in said)
    closed = next(line for line in page.periods.lines if line.title == "已销号")
    assert (closed.then, closed.now, closed.difference) == ("0", "1", "+1")
    assert "补登 2026-05-20 的" in page.periods.told.text()
    assert len(page.periods.period.adjustments) == int(page.periods.table.figures.lines[-1].cells[-1].text)


def test_differences_are_looked_at_before_a_period_is_frozen(qtbot, page, office):
    late(page.context, office[2][1])
    page.resize(1366, 560)
    page.refresh()
    settled(qtbot, page.context)

    assert page.periods.differing() and page.periods.figures.verticalScrollBar().maximum() > 0
    assert not page.periods.button.isEnabled() and "处差异，请先往下看完" in page.periods.why.text()
    bar = page.periods.figures.verticalScrollBar()
    bar.setValue(bar.maximum())
    assert page.periods.button.isEnabled()


def test_who_may_not_freeze_is_told_why(qtbot, context, office):
    context.seat(Actor("李建国", frozenset({Right.ENTER})))
    page = show(qtbot, context, FreezingPage(context))
    assert not page.periods.button.isEnabled() and "审核" in page.periods.why.text()


def test_the_change_since_the_chosen_meeting_adds_up(page):
    assert page.meetings.currentData() == "2026-05-20" and "书记专题会" in page.meetings.currentText()
    assert page.since.note().startswith("4 − 1 = 3，与台账核对一致")
    words = [line.cells[0].text for line in page.since.table.figures.lines]
    assert words[0] == "5月20日" and words[-5:] == ["不予认定", "延期批准", "新逾期", "发出提醒函", "6月5日"]


def test_the_pack_tells_why_the_open_ones_are_fewer_than_those_not_closed_out(qtbot, context, office):
    _round, _units, ids = office
    progress.transfer(context.ledger, EVERYONE, ids[1], "2026-06-03", "线索", "县纪委监委")
    context.set_switches(known=False)
    pack = show(qtbot, context, FreezingPage(context)).pack

    assert pack.left_out.text() == "2 条 = 未销号 3 − 已移交 1。" and pack.left_out.isVisible()


def test_parts_move_and_are_ticked_by_keys_and_the_sums_follow(qtbot, page):
    pack = page.pack
    pages = pack.pages()
    assert pages and f"{pages} 页 × 8 份 = {pages * 8} 面；份号 000001—000008" in pack.told.text()
    pack.parts.setCurrentItem(pack.parts.topLevelItem(1))
    QTest.keyClick(pack.parts, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert pack.wishes().parts[:2] == ("change", "report")
    QTest.keyClick(pack.parts, Qt.Key.Key_Space)
    assert "change" not in pack.wishes().parts and pack.pages() == pages - 1
    pack.copies.setValue(3)
    assert pack.print_button.text() == "打印 3 份…" and "份号 000001—000003" in pack.told.text()


def test_the_pack_leaves_as_one_file_with_one_entry(qtbot, page, tmp_path, monkeypatch):
    leaves_to(monkeypatch, tmp_path / "会议包.pdf", "书记专题会")
    page.pack.pdf_button.click()
    settled(qtbot, page.context)

    [entry] = prints.exports(page.context.reader)
    assert (entry.way, entry.copies, entry.purpose) == ("pack_pdf", 8, "书记专题会")
    assert (tmp_path / "会议包.pdf").read_bytes().startswith(b"%PDF")


def test_a_printed_pack_is_entered_as_a_print(qtbot, page, monkeypatch):
    handed = []

    class Office:
        message = "已交给打印机"

        def print_files(self, paths):
            handed.extend(paths)
            return self

    monkeypatch.setattr("desktop.ui.pages.statistics.freezing.pack_dialog.office_of_this_pc", Office)
    say_yes(qtbot)
    page.pack.print_button.click()
    settled(qtbot, page.context)

    [entry] = prints.exports(page.context.reader)
    assert entry.way == "pack_print" and len(handed) == 1


def test_a_closed_period_is_chosen_in_the_date_switch_and_shows_what_was_known_then(qtbot, context):
    """R5: with a lock and the word 已冻结; the rate is the frozen one whatever came later, and Esc leads back."""
    round_id, _units, ids = an_office(context.ledger, count=4)
    context.set_switches(round_ids=(round_id,))
    progress.claim(context.ledger, CLAIMANT, ids[0], "done", "2026-05-10", "已办")
    prove(context.ledger, ids[0])
    verbs.add(context.ledger, EVERYONE, FREEZES, {"name": "2026年5月", "as_of": "2026-05-31"})
    context.ledger.clock = lambda: datetime(2026, 6, 8, 9)
    closing.close_out(context.ledger, EVERYONE, ids[0], "2026-05-20", no_evidence_faults)
    window = MainWindow(context, PAGES)
    qtbot.addWidget(window)
    window.actions = FrameActions(window)
    panel = DatePanel(window, context)
    qtbot.addWidget(panel)
    [row] = [one for one in panel.findChildren(ChoiceRow) if "已冻结" in one.accessibleName()]
    row.click()

    assert date_text(context) == "2026-05-31 已冻结" and context.is_back
    assert rate_of(context, context.basis, context.as_of).text == "0.0%"
    assert "冻结的整改率 0.0%（0/4）" in window.back_band.label.text() and not window.back_band.isHidden()
    assert context.why_not(None, writes=True)
    context.set_switches(known=False)
    assert not context.switches.frozen and rate_of(context, context.basis, context.as_of).text == "25.0%"
    assert "按当时实际" in window.back_band.label.text()
    context.set_switches(as_of=context.today)
    assert not context.is_back and window.back_band.isHidden()


def test_the_pack_is_looked_at_before_and_nothing_leaves(qtbot, page, monkeypatch):
    shown = []
    monkeypatch.setattr(FilePreview, "exec", lambda preview: shown.append(preview))
    page.pack.look_button.click()
    settled(qtbot, page.context)

    [preview] = shown
    assert preview._pages.count == page.pack.pages()
    drawn = preview._pages.image(0, 800)
    assert abs(drawn.width() - 800) <= 1 and drawn.width() > drawn.height()
    assert not prints.exports(page.context.reader)


def test_every_unit_stands_below_with_both_dates_and_they_add_up_to_the_table(page):
    """Page 24: 县人社局 5→11/15 +6; read from the widgets."""
    cells = [cell.plain for line in page.since.units.figures.lines for cell in line.cells if cell.plain]
    told = [[int(one) for one in re.findall(r"\d+", told)] for told in cells[1::2]]

    assert set(cells[::2]) == {"县城管局", "柳坪乡"} and all(now - was == moved for was, now, _all, moved in told)
    first, last = page.since.table.figures.lines[0], page.since.table.figures.lines[-1]
    sums = [first.cells[2].plain, last.cells[2].plain, last.cells[1].plain]
    assert [str(sum(column)) for column in zip(*told, strict=True)][:3] == sums == ["0", "1", "4"]
    assert page.since.note() == "4 − 1 = 3，与台账核对一致；下列 2 家已销号 0 → 1，+1"


def test_a_refusal_and_a_reminder_since_the_meeting_are_counted_and_open_their_rows(qtbot, context, office):
    finding = office[2][1]
    progress.claim(context.ledger, CLAIMANT, finding, "done", "2026-06-02", "已补 3 笔", said_by="县城管局")
    progress.refuse(context.ledger, EVERYONE, finding, "2026-06-03", "凭证不全")
    with change(context.ledger, EVERYONE, Action.EDIT_UNIT, "植入") as changes:
        said = {
            "kind": "due_warning_letter",
            "title": "预警提醒函",
            "addressee": "县城管局",
            "issued_on": "2026-06-01",
            "state": "issued",
        }
        letter = changes.writer.insert(
            "letter", said | {"number": "云巡办函〔2026〕27号", "year": 2026, "seq": 27, "round_id": office[0]}
        )
    context.set_switches(known=False)
    page = show(qtbot, context, FreezingPage(context))
    found = {line.cells[0].text: line.cells for line in page.since.table.figures.lines}

    assert (found["不予认定"][1].text, found["发出提醒函"][1].text, found["发出提醒函"][4].text) == ("1", "1", "27 号")
    assert [found[one][3].plain for one in ("销号", "不予认定", "新逾期", "发出提醒函")] == [
        "已销号",
        "退回",
        "—",
        "发文",
    ]
    assert found["不予认定"][1].opens.finding_ids == (finding,)
    with qtbot.waitSignal(context.page_asked) as asked:
        page.since.asked.emit(found["发出提醒函"][1].opens)
    assert asked.args == ["letters", AskRows("letter", (letter,), "发出提醒函 1 份")]
    assert page.since.note().startswith("4 − 1 = 3，与台账核对一致")


def test_a_former_meeting_may_be_the_later_side_too(qtbot, page):
    verbs.add(
        page.context.ledger,
        EVERYONE,
        books.as_declared("meeting"),
        {"held_on": "2026-06-02", "kind": "secretary", "topic": "听取整改情况"},
    )
    page.refresh()
    assert [page.until.itemText(place) for place in range(2)] == ["2026-06-05 今天", "2026-06-02 书记专题会"]
    page.until.setCurrentIndex(1)
    page.until.activated.emit(1)
    settled(qtbot, page.context)

    assert (page.question().compared_on, page.question().as_of) == ("2026-05-20", "2026-06-02")
    lines = page.since.table.figures.lines
    assert [lines[place].cells[0].text for place in (0, -1)] == ["5月20日", "6月2日"] and page.since.agrees()
    assert "2026-06-02" not in page.meetings.currentText() and page.meetings.count() == 2


def test_both_sides_are_told_in_sheets_and_wished_for(page):
    assert page.pack.wishes().duplex and f"双面每份 {-(-page.pack.pages() // 2)} 张" in page.pack.told.text()
    page.pack.duplex.setChecked(False)
    assert not page.pack.wishes().duplex and "双面" not in page.pack.told.text()
