"""M16, M17, W7: joint review from the window: the matrix, a conflict that only a person settles, sheets out and back, the return (page 12)."""

from dataclasses import replace
from types import SimpleNamespace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from db.queries import books as queries
from desktop.ledgers.opinions import OPINIONS, REVIEW_PARTIES
from desktop.ledgers.reviews import SUBMISSIONS
from desktop.operations import undo
from desktop.operations.records import verbs
from desktop.rules.joint_review import Stands
from desktop.rules.permissions import Actor, Right
from desktop.ui import aside
from desktop.ui.grid.ledger_model import EDIT
from desktop.ui.pages.reviews.dialogs import OwedDialog, RejectDialog, ReturnDialog, SheetsDialog
from desktop.ui.pages.reviews.items import _without_number
from desktop.ui.pages.reviews.page import ReviewPage
from tests.builders import EVERYONE
from tests.operations.joint_review.reviews import Review, filled
from tests.ui.office import settled, show


@pytest.fixture
def review(context, tmp_path):
    made = Review(context.ledger, tmp_path / "意见表")
    context.set_switches(round_ids=(made.round,))
    return made


@pytest.fixture
def page(qtbot, context, review):
    """On the report: one conflict on the first finding, one more opinion on the second."""
    review.opinion(0, 0, "资金去向没有结论，请补充核查结果", returns=1)
    review.opinion(3, 0, "认可整改结果，建议销号")
    review.opinion(1, 1, "补正材料应列目录")
    shown = show(qtbot, context, ReviewPage(context))
    shown.tabs.set_current("report")
    return shown


def press(qtbot, context, page, key, modifiers=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(page, key, modifiers)
    settled(qtbot, context)


def lines(page):
    return [[cell.plain for cell in line.cells] for line in page.desk.table.figures.lines]


def texts(page):
    return [[cell.text for cell in row.cells] for row in page.desk.opinions.table.texts.rows]


def settled_as(context):
    return [(one.state, one.stored["adopted"]) for one in queries.records(context.reader, OPINIONS.shape, "9999-12-31")]


def test_the_page_opens_at_the_gate_where_something_is_under_review(qtbot, context, review):
    """What came in is a report; the plans have nothing in hand."""
    assert show(qtbot, context, ReviewPage(context)).tabs.current() == "report"


def test_every_count_of_the_matrix_and_of_the_line_adds_up(page):
    *units, total = lines(page)
    assert [one[0] for one in units] == ["县教育局", "县民政局"]
    assert units[0][2:] == ["1", "1", "未交", "1", "3", "冲突 1"] and units[1][1:7] == ["未报", *["—"] * 5]
    assert total == ["1/2 家", "", "1", "1", "0", "1", "3", "缺 1 份"]
    assert sum(map(int, total[2:6])) == int(total[6])
    assert page.desk.opinions.law.text() == "3 条 = 已定 0 + 待定 3；冲突 1"
    assert page.status_texts() == ("送审 1/2 家", "意见 3 条", "未交 1 份", "冲突 1")
    assert page.desk.told.text() == "4 份已收 3，未交 1。" and page.tabs.button("report").text() == "整改进展报告 1/2"
    assert page.desk.waits.full_text() == "县教育局还差：待定 3 条、冲突 1 条、未交意见 1 方。"
    assert page.desk.ready.text() == "可汇总出函 0 家"


def test_the_unit_in_hand_is_the_one_that_can_be_finished_first_and_its_rows_are_its_items(page):
    assert page.desk.line().unit == "县教育局"
    rows = texts(page)
    assert [row[0] for row in rows] == [one.rsplit("-", 1)[-1] for one in page_numbers(page)]
    assert [row[-1] for row in rows] == ["冲突", "待定"] and rows[1][2] == "补正材料应列目录"
    page.desk.step(1)
    assert "县民政局还没有报来整改进展报告" in page.desk.opinions.nothing.sentence.text()


def page_numbers(page):
    return [page.desk.opinions.facts.findings[one.finding].number for one in page.desk.opinions.facts.items]


def test_what_asks_for_a_decision_is_in_hand_first_and_the_row_says_its_number_once(qtbot, context, review):
    review.opinion(1, 0, "第1号问题请附凭证")
    review.opinion(0, 1, "资金去向没有结论，请补充核查结果", returns=1)
    review.opinion(3, 1, "第2号问题认可整改结果，建议销号")
    page = show(qtbot, context, ReviewPage(context))
    page.tabs.set_current("report")
    assert page.desk.opinions.item_in_hand().stands is Stands.CONFLICT and page.desk.opinions.conflict.isVisible()
    assert not any("号问题" in text for row in texts(page) for text in row)
    page.desk.opinions.turner.next.click()
    assert page.desk.opinions.place.text().startswith("2/")


def test_a_conflict_is_asked_and_nothing_is_chosen_beforehand(qtbot, context, page):
    bar = page.desk.opinions.conflict
    assert bar.isVisible() and "县纪委监委“资金去向没有结论" in bar.words.text()
    assert not any(one.isChecked() for one in (*bar.sides, bar.own))
    press(qtbot, context, page, Qt.Key.Key_F9)
    assert "冲突" in page.error_bar.title.text() and {state for state, _adopted in settled_as(context)} == {"open"}
    press(qtbot, context, page, Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    assert bar.sides[0].isChecked() and bar.sides[0].text() == "县纪委监委"
    bar.button.click()
    settled(qtbot, context)
    assert "理由是空的" in page.error_bar.title.text()
    bar.reason.setText("核查未完")
    QTest.keyClick(bar.reason, Qt.Key.Key_Return)
    settled(qtbot, context)
    assert settled_as(context) == [("settled", "yes"), ("settled", "no"), ("open", "")]
    assert not bar.isVisible() and page.desk.opinions.law.text() == "3 条 = 已定 2 + 待定 1"


def test_other_words_are_written_with_a_reason(qtbot, context, page):
    bar = page.desk.opinions.conflict
    press(qtbot, context, page, Qt.Key.Key_3, Qt.KeyboardModifier.AltModifier)
    assert bar.own.isChecked() and bar.text.isVisible()
    bar.text.setText("先补核查结果，再报销号")
    bar.reason.setText("两方都有理")
    bar.button.click()
    settled(qtbot, context)
    assert settled_as(context)[:2] == [("settled", "part")] * 2
    assert texts(page)[0][-2:] == ["先补核查结果，再报销号", "部分采纳"]


def test_an_opinion_is_taken_up_with_one_key_and_turned_down_with_a_reason(qtbot, context, page, monkeypatch):
    opinions = page.desk.opinions
    press(qtbot, context, page, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert opinions.item_in_hand().opinions[0].text == "补正材料应列目录"
    press(qtbot, context, page, Qt.Key.Key_F9)
    assert settled_as(context)[2] == ("settled", "yes") and texts(page)[1][-1] == "采纳"
    undo.undo(context.ledger, EVERYONE)
    page.refresh()

    def reject(dialog):
        dialog.reason.set_text("与文件规定不符")
        dialog.verb.click()
        settled(qtbot, context)

    monkeypatch.setattr(RejectDialog, "exec", reject)
    press(qtbot, context, page, Qt.Key.Key_F8)
    assert settled_as(context)[2] == ("settled", "no")
    tips = [row.cells[-1].tip for row in opinions.table.texts.rows]
    assert tips[1] == "理由：与文件规定不符"


def test_the_merged_text_is_typed_in_its_cell(qtbot, context, page):
    table = page.desk.opinions.table
    model, place = table.texts, len(table.texts.heads) - 2
    index = model.index(1, place)
    assert (
        model.flags(index) & Qt.ItemFlag.ItemIsEditable
        and not model.flags(model.index(1, 1)) & Qt.ItemFlag.ItemIsEditable
    )
    model.setData(index, "补正并报备案", EDIT)
    settled(qtbot, context)
    assert texts(page)[1][-2] == "补正并报备案" and settled_as(context)[2][0] == "open"


def test_sheets_go_out_and_come_back_and_what_did_not_match_is_told(qtbot, context, page, review, monkeypatch):
    monkeypatch.setattr(SheetsDialog, "exec", lambda dialog: (dialog.verb.click(), settled(qtbot, context), True)[-1])
    assert page.sheets_button.text() == "导出意见表 4 份…"
    press(qtbot, context, page, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    files = review.sent()
    back = filled(
        files[2],
        {(review.numbers[2], "opinion"): "未触及根本原因"},
        added=[{"key": "99", "text": "别家的", "opinion": "请核对"}],
    )
    page.take_back([back])
    settled(qtbot, context)
    assert page.error_bar.title.text() == "没对上 1 行"
    assert "县委巡察办意见表第 8 行的问题不在本单位清单" in page.error_bar.remedy.text()
    assert lines(page)[0][2:7] == ["1", "1", "1", "1", "4"]
    plan = review.handed_in(kind="plan")
    page.tabs.set_current("plan")
    assert plan
    page.take_back([files[0]])
    settled(qtbot, context)
    assert "现在收的是整改方案。未导入。" in page.error_bar.title.text()


def test_a_return_takes_its_reasons_from_the_opinions(qtbot, context, page, monkeypatch):
    told = []

    def give_back(dialog):
        told.append(dialog.reason.text())
        dialog.verb.click()
        settled(qtbot, context)

    monkeypatch.setattr(ReturnDialog, "exec", give_back)
    assert page.desk.opinions.return_button.text() == "退回（第 1 次）…"
    page.desk.opinions.return_button.click()
    assert "补正材料应列目录" in told[0]
    [submission] = queries.records(context.reader, SUBMISSIONS.shape, "9999-12-31")
    assert submission.state == "returned" and not page.desk.opinions.return_button.isEnabled()
    page.desk.opinions.tabs.set_current("returns")
    [[first, _day, reason]] = texts(page)
    assert first == "第 1 次" and "补正材料应列目录" in reason and "前重新报送" in reason


def test_the_grade_is_set_from_its_list(qtbot, context, page):
    grades = page.desk.opinions.grades
    grades.setCurrentIndex(grades.findText("中"))
    grades.activated.emit(grades.currentIndex())
    settled(qtbot, context)
    assert page.desk.line().grade == "fair" and grades.currentText() == "中"


def test_the_tabs_by_party_and_of_empty_talk_show_the_same_opinions(page):
    tabs = page.desk.opinions.tabs
    tabs.set_current("party")
    assert [row[0] for row in texts(page)] == ["纪委监委", "组织部", "巡察组"]
    tabs.set_current("empty_talk")
    assert texts(page) == [] and page.desk.opinions.nothing.isVisible()


def test_who_may_not_settle_reads_why(qtbot, context, review):
    review.opinion(0, 0)
    context.seat(Actor("录入员", frozenset({Right.ENTER})))
    page = show(qtbot, context, ReviewPage(context))
    page.tabs.set_current("report")
    opinions = page.desk.opinions
    assert (
        not opinions.grades.isEnabled() and not opinions.return_button.isEnabled() and opinions.return_button.toolTip()
    )
    press(qtbot, context, page, Qt.Key.Key_F9)
    assert "审核" in page.error_bar.title.text() and settled_as(context) == [("open", "")]


def test_a_round_without_parties_offers_the_usual_four(qtbot, context, review):
    verbs.remove(context.ledger, EVERYONE, REVIEW_PARTIES, review.parties)
    page = show(qtbot, context, ReviewPage(context))
    assert page.desk.nothing.isVisible() and page.desk.nothing.button.text() == "按常用四方登记"
    page.desk.nothing.button.click()
    settled(qtbot, context)
    assert len(page.desk.gate.parties) == 4 and not page.desk.nothing.isVisible()


def test_the_books_stand_behind_the_last_tab_with_their_own_buttons(qtbot, context, page):
    for name in ("submission", "opinion", "review_party"):
        page.tabs.set_current(name)
        settled(qtbot, context)
        assert page.view.name == name and page.export_button.isVisible() and not page.sheets_button.isVisible()
    page.tabs.set_current("plan")
    assert page.sheets_button.isVisible() and not page.export_button.isVisible()


def test_letters_are_asked_for_where_nothing_is_open_and_what_is_lacking_is_told(qtbot, context, page):
    """M16: an unsettled conflict or opinion blocks the letter of its unit only."""
    asked = []
    context.page_asked.connect(lambda key, ask: asked.append((key, ask)))
    press(qtbot, context, page, Qt.Key.Key_G, Qt.KeyboardModifier.ControlModifier)
    assert not asked and "还没有可以出函的单位" in page.error_bar.title.text() + page.error_bar.remedy.text()

    gate = page._gates["report"]
    done = [replace(one, sum=type(one.sum)()) if one.submission else one for one in gate.units]
    assert not page.letter_button.isEnabled() and "还没有可以出函的单位" in page.letter_button.toolTip()
    page._gates["report"] = replace(gate, units=tuple(done))
    page.desk.show_gate(page._gates["report"], page.desk._round, None)
    page.letter_button.click()
    [(key, ask)] = asked
    assert key == "letters" and ask["kind"] == "joint_review_letter"
    assert ask["unit_ids"] == [one.unit_id for one in gate.reported]


def decided(qtbot, context, page):
    """The conflict settled for the first party, the rest taken up; one party is still to be heard."""
    for opinion, adopted in ((1, "yes"), (2, "no"), (3, "yes")):
        step = OPINIONS.step("settle")
        verbs.take(
            context.ledger, EVERYONE, OPINIONS, opinion, step, {"adopted": adopted, "verdict": "采纳"}, reason="已议定"
        )
    page.refresh()
    settled(qtbot, context)


def test_what_came_in_may_go_out_before_the_rest_once_it_is_decided(qtbot, context, page):
    """先发已收意见: a choice of who may issue, for the unit in hand; the letter names the parties heard (page 12)."""
    asked = []
    context.page_asked.connect(lambda key, ask: asked.append((key, ask)))
    assert page.desk.early_button.isHidden()
    page.write_early()
    assert not asked and "还有待定 3 条、冲突 1 条" in page.error_bar.title.text()
    decided(qtbot, context, page)
    assert page.desk.gate.ready == () and not page.desk.early_button.isHidden() and page.desk.early_button.isEnabled()
    page.desk.early_button.click()
    assert asked == [("letters", {"kind": "joint_review_letter", "unit_ids": [page.desk.line().unit_id]})]


def test_who_owes_is_told_with_how_much_and_gets_exactly_the_sheets_that_are_owed(qtbot, context, page):
    """催未交 n 方"""
    assert page.desk.owed_button.text() == "催未交 1 方…" and page.desk.owed_button.isVisible()
    dialog = OwedDialog(context, page.desk.gate, page)
    qtbot.addWidget(dialog)
    [(party, lines)] = page.desk.gate.owed.items()
    name = next(one.name for one in page.desk.gate.parties if one.id == party)
    assert dialog.words.startswith(f"{name}：还有 1 家的整改进展报告联审意见没有收到（{lines[0].unit}）")
    dialog.copy.click()
    assert QGuiApplication.clipboard().text() == dialog.words
    dialog.verb.click()
    settled(qtbot, context)
    [file] = dialog.result_value.files
    assert name in file.name


def test_a_unit_that_waits_for_nothing_may_be_unticked(qtbot, context, page):
    gate = page._gates["report"]
    done = [replace(one, sum=type(one.sum)()) if one.submission else one for one in gate.units]
    ready = replace(gate, units=tuple(done))
    page._gates["report"] = ready
    page.desk.show_gate(ready, page.desk._round, None)
    assert lines(page)[0][-1] == "可出函" and page.desk.ready.text() == "可汇总出函 1 家"
    page.desk.turn_tick()
    assert page.desk.ticked_units(ready) == [] and page.desk.ready.text() == "可汇总出函 1 家，勾选 0 家"
    assert not page.letter_button.isEnabled()
    page.write_letters()
    assert "没有勾选要出函的单位" in page.error_bar.title.text()
    page.desk.turn_tick()
    assert page.desk.ticked_units(ready) == [ready.reported[0].unit_id]
    page.desk.step(1)
    page.desk.turn_tick()
    assert "还不能出函：报来材料" in page.error_bar.title.text()


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("第3号问题建议补充", "建议补充"), ("第3号建议补充", "建议补充"), ("第 3 条问题：缺依据", "缺依据"), ("第3号问题的依据不足", "依据不足"),
        *(
            (text, text)
            for text in (
                "第3条措施没有责任人", "第3个月前完成", "第3个问题写得不清", "第3号文件已废止", "第4号问题建议补充", "第3号问题和第4号问题重复", "第3号问题",
            )
        ),
    ],
)  # fmt: skip
def test_only_the_number_of_its_own_finding_is_left_out_of_an_opinion(text, shown):
    assert _without_number(text, "3") == shown


def test_of_a_large_ledger_nobody_decides_about_the_unit_before_while_the_next_one_is_read(
    qtbot, context, page, monkeypatch
):
    monkeypatch.setattr(aside, "ENTRIES_AT_ONCE", 0)
    page.refresh()
    assert page.desk.opinions.facts is not None
    settled(qtbot, context)
    assert page.desk.opinions.facts.line is page.desk.line()

    page.desk.step(1)
    assert page.desk.line().unit == "县民政局" and page.desk.opinions.facts is None
    settled(qtbot, context)
    assert page.desk.opinions.facts.line.unit == "县民政局"


def test_an_action_about_something_else_while_the_gates_are_first_read_waits_for_them(
    qtbot, context, review, monkeypatch
):
    monkeypatch.setattr(aside, "ENTRIES_AT_ONCE", 0)
    page = ReviewPage(context)
    qtbot.addWidget(page)
    page.refresh()
    page.on_changed(SimpleNamespace(touches=lambda *_tables: False))
    settled(qtbot, context)
    assert page.desk.gate is not None
