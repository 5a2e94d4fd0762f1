"""Page 23: issued papers beside the ledger; the counts of the page are sums that add up."""

import re
from dataclasses import replace
from datetime import date
from types import SimpleNamespace

import docx
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from desktop.operations import findings
from desktop.operations.office import set_up
from desktop.operations.papers import issuing, making
from desktop.operations.papers.gathered import Request
from desktop.operations.papers.reconciling import Line, Outcome, Reconciled
from desktop.operations.papers.workshop import Workshop
from desktop.ui.pages.letters.decide_dialog import DecideDialog
from desktop.ui.pages.letters.letter_detail import LetterDetail
from desktop.ui.pages.letters.page import BATCH, RECONCILE, REGISTER, LettersPage
from desktop.ui.pages.letters.reconcile_lines import figure_line, paper_line, rest_of, sum_of, total
from tests.builders import EVERYONE, a_finding, a_round, a_unit
from tests.ui.office import settled, show


@pytest.fixture
def page(qtbot, context):
    return show(qtbot, context, LettersPage(context))


@pytest.fixture
def issued(context, tmp_path):
    ledger = context.ledger
    set_up(
        ledger,
        EVERYONE,
        {
            "county": "云岭县",
            "office": "中共云岭县委巡察工作领导小组办公室",
            "leading_group": "中共云岭县委巡察工作领导小组",
            "contact": "林知远",
            "phone": "0000-6123456",
            "number_prefix": "云",
        },
    )
    round_id = a_round(ledger, feedback_on="2026-03-10", ends_on="2026-05-30")
    for name in ("县民政局", "县教育局"):
        unit = a_unit(ledger, f"{name}党组", short=name)
        for text in ("欠缴党费3个月", "公务接待超标准"):
            a_finding(
                ledger, round_id, unit, text, first_due_on="2026-05-20", due_kind="date", responsible_leader="周柏川"
            )
    day = date(2026, 6, 5)
    wanted = making.gather(ledger.writing(), Request("supervision_letter", day, day, round_id, everyone=True))
    return [one.path for one in issuing.issue(ledger, EVERYONE, Workshop(ledger), wanted, tmp_path / "out")]


def numbers_in(text):
    return [int(one) for one in re.findall(r"\d+", text)]


def adds_up(text):
    whole, *parts = numbers_in(text)
    return whole == sum(parts)


def listed(page):
    """The tab with every paper, those too that are as they were."""
    tab = page._tab(RECONCILE)
    tab.left.still_button.setChecked(True)
    return tab


def test_what_is_as_it_was_is_listed_when_it_is_asked_for(qtbot, context, issued, page):
    page.tabs.set_current(RECONCILE)
    settled(qtbot, context)
    tab = page._tab(RECONCILE)
    assert tab.papers == [] and tab.shown is None and tab.status_texts()[0] == "核对 2 份"
    assert tab.left.agreeing.sentence.text() == "已发 2 份都与台账相符。" and tab.left.agreeing.isVisibleTo(page)
    assert tab.left.still_button.text() == "列出无变化的 2 份"
    tab.left.still_button.click()
    assert len(tab.papers) == 2 and tab.shown is tab.papers[0] and not tab.left.agreeing.isVisibleTo(page)

    tab.left.still_button.click()
    findings.remove(context.ledger, EVERYONE, [1], "录重了")
    tab.again_button.click()
    settled(qtbot, context)
    assert len(tab.papers) == 1 and tab.left.still_button.text() == "列出无变化的 1 份"
    assert tab.total.figures.figures.lines[0].cells[0].plain == "有变化 1 份"


def test_papers_are_listed_with_their_two_columns_and_the_sums_add_up(qtbot, context, issued, page):
    page.tabs.set_current(RECONCILE)
    settled(qtbot, context)
    tab = listed(page)
    assert (
        len(tab.papers) == 2
        and tab.foot.full_text() == "共 2 份 = 有变化 0 + 无变化 2"
        and adds_up(tab.foot.full_text())
    )
    said, _, rest = tab.sums.full_text().partition("；")
    assert adds_up(said) and "当时就错 0" in said and rest == "表中另有 2 个，都相同"
    assert {line.cells[0].plain for line in tab.figure_table.figures.lines} == {
        f"{'表 ' if one.tabled else ''}{one.place} 段" for one in tab.shown.lines
    }
    assert all(one.place > 1 for one in tab.shown.lines)

    findings.remove(context.ledger, EVERYONE, [1], "录重了")
    tab.again_button.click()
    settled(qtbot, context)
    assert tab.foot.full_text() == "共 2 份 = 有变化 1 + 无变化 1"
    place = next(row for row, one in enumerate(tab.papers) if one.letter.addressee.endswith("县民政局党组"))
    tab.paper_table.selectRow(place)
    said = tab.sums.full_text().partition("；")[0]
    assert adds_up(said) and not adds_up(said.replace("当时就错", "当时就错 9 +"))
    [line] = tab.total.figures.figures.lines
    total = line.cells
    assert len(tab.paper_table.figures.lines) == 2 and tab.total.isVisible()
    assert int(total[5].plain) == len(tab.shown.those(Outcome.WRONG_THEN)) > 0
    assert page.status_texts()[1] == "当时就错 1 份"


def test_a_figure_opens_the_findings_that_make_the_difference(qtbot, context, issued, page):
    page.tabs.set_current(RECONCILE)
    settled(qtbot, context)
    tab = listed(page)
    row = next(place for place, line in enumerate(tab.shown.lines) if line.figure == "逾期数")
    tab.figure_table.selectRow(row)
    assert tab.open_button.text() == "在台账中打开 2 条"
    with qtbot.waitSignal(context.page_asked) as asked:
        tab.open_button.click()
    assert asked.args[0] == "findings" and len(asked.args[1].ids) == 2
    tab.copy_button.click()
    assert "当时就错 0" in QGuiApplication.clipboard().text()
    tab.figure_table.setFocus()
    tab.figure_table.setCurrentIndex(tab.figure_table.figures.index(row, 0))
    QTest.keyClick(tab.figure_table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == tab.figure_table.figures.lines[row].cells[0].plain
    row = next(place for place, line in enumerate(tab.shown.lines) if not line.rows and not line.differing)
    tab.figure_table.selectRow(row)
    assert not tab.open_button.isEnabled() and tab.open_button.toolTip()


def test_a_file_that_came_back_shows_what_a_hand_changed(qtbot, context, issued, page, tmp_path):
    page.tabs.set_current(RECONCILE)
    settled(qtbot, context)
    tab = page._tab(RECONCILE)
    assert tab.files_note.isVisibleTo(tab) and not tab.file_table.isVisibleTo(tab)
    paper = docx.Document(issued[0])
    run = next(run for paragraph in paper.paragraphs for run in paragraph.runs if run.text == "2")
    run.text = "7"
    paper.save(tmp_path / "书记改.docx")
    tab.read_back([tmp_path / "书记改.docx"])
    settled(qtbot, context)
    cells = [cell.plain for cell in tab.file_table.figures.lines[0].cells]
    assert cells[0] == "书记改.docx" and cells[3] == "1" and tab.file_table.isVisibleTo(tab)
    assert "人工改动 1" in tab.sums.full_text() and page.status_texts()[2] == "人工改动 1"


def test_without_a_paper_the_page_says_so(qtbot, context, page):
    page.tabs.set_current(RECONCILE)
    settled(qtbot, context)
    tab = page._tab(RECONCILE)
    assert tab.stack.currentWidget() is tab.empty and tab.status_texts()[0] == "核对 0 份"


def test_what_is_entered_while_it_computes_is_computed_too(qtbot, context, issued, page):
    page.tabs.set_current(RECONCILE)
    tab = page._tab(RECONCILE)
    assert not tab.again_button.isEnabled() and context.beside.running and not context.jobs.running
    findings.remove(context.ledger, EVERYONE, [1], "录重了")
    tab.recompute()
    settled(qtbot, context)
    assert tab.foot.full_text() == "共 2 份 = 有变化 1 + 无变化 1" and tab.again_button.isEnabled()


@pytest.fixture
def moved(qtbot, context, issued, page):
    """The tab with a paper in hand whose count is wrong already then, and that count's line in hand."""
    findings.remove(context.ledger, EVERYONE, [1], "录重了")
    page.tabs.set_current(RECONCILE)
    settled(qtbot, context)
    tab = page._tab(RECONCILE)
    tab.figure_table.selectRow(next(at for at, line in enumerate(tab.shown.lines) if line in tab.shown.undecided))
    return tab


def test_of_a_paper_that_comes_in_hand_the_figure_that_asks_for_a_decision_is_in_hand(qtbot, context, issued, page):
    findings.remove(context.ledger, EVERYONE, [1], "录重了")
    page.tabs.set_current(RECONCILE)
    settled(qtbot, context)
    tab = page._tab(RECONCILE)
    assert tab._line() == tab.shown.undecided[0]


def answer(monkeypatch, reason, *, others=False):
    """The dialog answered as by a person."""

    def carried_out(dialog):
        dialog.others.setChecked(others)
        dialog.reason.setPlainText(reason)
        dialog.try_it()
        wait_until(lambda: dialog.result_value is not None)
        return True

    monkeypatch.setattr(DecideDialog, "exec", carried_out)


def wait_until(condition):
    for _turn in range(500):
        if condition():
            return
        QTest.qWait(10)
    raise AssertionError("the dialog did not close")


def test_a_difference_is_kept_with_a_reason_and_no_longer_asks(qtbot, context, moved, monkeypatch):
    assert moved.keep_button.isEnabled() and moved.keep_button.shortcut().toString() == "F8"
    answer(monkeypatch, "清单核对后删去的重复项", others=True)
    moved.keep_button.click()
    settled(qtbot, context)
    assert not moved.shown.undecided and moved.shown.those(Outcome.WRONG_THEN)
    told = [line.cells[-1].plain for line in moved.figure_table.figures.lines]
    assert "作说明保留：清单核对后删去的重复项" in told
    moved.figure_table.selectRow(told.index("作说明保留：清单核对后删去的重复项"))
    assert not moved.keep_button.isEnabled() and "已处理" in moved.keep_button.toolTip()
    with qtbot.waitSignal(context.page_asked) as asked:
        moved.register_button.click()
    assert asked.args[1].key == "paper_decision"


def test_a_correction_leads_on_to_its_paper_and_the_register_tells_of_it(qtbot, context, page, moved, monkeypatch):
    answer(monkeypatch, "清单核对后删去重复项")
    letter = moved.shown.letter
    moved.correct_button.click()
    settled(qtbot, context)
    assert page.tabs.current() == BATCH and page.batch.kinds.kind() == "correction_letter"
    settled(qtbot, context)
    request = page.batch.request()
    assert request.unit_ids == (letter.unit_id,) and request.records == ("对账处理〔2026〕1号",)
    [wanted] = making.gather(context.ledger.newest, replace(request, basis_name="", round_id=letter.round_id))
    assert wanted.addressee == letter.addressee and int(wanted.words["更正数"]) == 1
    page.tabs.set_current(REGISTER)
    detail = LetterDetail(page)
    detail.show_letter(letter)
    assert "待出更正" in detail.text()


def test_the_findings_behind_a_figure_stand_under_it_as_they_were(qtbot, context, moved):
    line = moved._line()
    assert {row.number for row in moved.trace.rows} == set(line.rows)
    assert moved.trace.sum.text() == f"{len(line.rows)} 行 = {line.then}"


def test_a_pasted_sentence_puts_its_paper_and_figure_in_hand(qtbot, context, moved):
    moved.paste.field.setText("有2个问题逾期未完成")
    moved.paste.button.click()
    settled(qtbot, context)
    assert moved._line().figure == "逾期数" and len(moved.trace.rows) == 2
    assert "共 2 处" in moved.paste.told.full_text() and moved.paste.next_button.isVisibleTo(moved)
    first = moved.shown.letter.id
    moved.paste.next_button.click()
    assert moved.shown.letter.id != first and moved._line().figure == "逾期数"
    moved.paste.field.setText("没有这样的话语和文字")
    moved.paste.seek()
    settled(qtbot, context)
    assert "没有这句话" in moved.paste.told.full_text() and not moved.paste.next_button.isVisibleTo(moved)


def test_the_papers_of_one_year_are_listed_turned_and_told_on_a_sheet(qtbot, context, issued, page):
    """Page 23: the year, ‹ 1/2 ›, 打印核对结果."""
    page.tabs.set_current(RECONCILE)
    settled(qtbot, context)
    tab = listed(page)
    assert [tab.left.year.itemText(place) for place in range(tab.left.year.count())] == ["2026 年", "全部年份"]
    assert tab.turner.place.text() == "1/2" and tab.right.note_label.full_text() == "督办函"
    tab.turner.next.click()
    assert tab.turner.place.text() == "2/2" and tab.shown is tab.papers[1]
    tab.turner.next.click()
    assert tab.shown is tab.papers[1]

    before = [replace(one, letter=replace(one.letter, issued_on="2025-11-03")) for one in tab.papers[:1]]
    tab.left.show_found([*before, *tab.papers[1:]], tab.left._titles, tab.left._units)
    assert tab.foot.full_text() == "共 1 份 = 有变化 0 + 无变化 1" and len(tab.papers) == 1
    assert tab.left.place_of(before[0].letter.id) is not None and tab.left.place_of(0) is None
    assert tab.foot.full_text() == "共 2 份 = 有变化 0 + 无变化 2"
    sheet = tab.left.as_sheet("2026-06-05")
    assert tab.foot.full_text() in sheet and "核对日期 2026-06-05" in sheet and "都与台账相符" in sheet


def test_another_year_chosen_while_a_check_runs_that_fails_lets_nothing_former_be_printed(
    qtbot, context, issued, page, monkeypatch
):
    page.tabs.set_current(RECONCILE)
    settled(qtbot, context)
    tab = listed(page)
    assert tab.sheet_button.isEnabled()
    monkeypatch.setattr(context.beside, "start", lambda *_asked, **_told: None)  # it runs
    tab.recompute()
    tab.left.year.setCurrentIndex(tab.left.year.count() - 1)
    assert not tab.sheet_button.isEnabled() and tab.foot.full_text().startswith("正在核对")
    tab._failed("磁盘读不出")
    tab.left.year.setCurrentIndex(0)
    assert not tab.sheet_button.isEnabled() and tab.foot.full_text() == "没有核对完。"


def test_cells_of_tables_are_counted_apart_from_what_the_paper_says():
    """Page 23: the counts of a paper are those of its sentences, the tooltip and the sum name the rest."""
    letter = SimpleNamespace(
        issued_on="2026-05-20", number="云巡汇〔2026〕1号", kind="k", title="汇报", unit_id=None, addressee="会议"
    )
    said, gone = Line("a", "问题数", "3", "3", "3"), Line("b", "销号数", "1", "1", "2")
    cells = tuple(replace(gone, token=f"c{number}", tabled=True, place=number) for number in (7, 8, 9))
    one = Reconciled(letter, "", (said, *cells, gone))
    shown = paper_line(one, {}, {}).cells
    assert [cell.text for cell in shown[4:]] == ["2", "0", "1"]
    assert (shown[4].tip, shown[6].tip) == ("正文 2 个，表中另有 3 个", "正文 1 个，表中另有 3 个")
    assert [cell.text for cell in total([one], "合计").cells[4:]] == ["2", "0", "1"]
    assert sum_of(one.said) == "2 = 相同 1 + 此后变化 1 + 当时就错 0 + 人工改动 0 + 手填 0"
    assert rest_of(one.listed) == "表中另有 3 个，其中此后变化 3"
    assert figure_line(cells[0]).cells[0].text == "表 7 段"
    form = replace(one, lines=cells)
    assert form.said == cells and form.listed == () and paper_line(form, {}, {}).cells[4].tip == ""
