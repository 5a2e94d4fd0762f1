"""M11, M25, W10: the score sheet typed item by item, bound to figures of the ledger; the ranking with its rules; both add up (page 16)."""

from dataclasses import replace
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from db.queries import books as queries
from db.queries import papers
from desktop.errors import KnownError
from desktop.ledgers.scores import SCORE_SCHEMES, SCORE_SHEETS
from desktop.ledgers.talks import TALKS
from desktop.operations.papers.preparing import prepare_notices
from desktop.operations.records import verbs
from desktop.rules.permissions import Actor, Right
from desktop.ui.asks import AskTab
from desktop.ui.pages.scores.page import DESK, ScorePage
from desktop.ui.widgets.figure_cells import Box
from tests.builders import EVERYONE
from tests.operations.papers.handed_in import enter
from tests.ui.office import an_office, settled, show

ITEMS = "1｜组织领导｜｜20\n1.1｜研究部署｜扣分｜10\n1.2｜按时报送｜扣分｜10\n2｜成效｜｜80\n2.1｜整改率｜得分｜70｜｜整改率｜数×0.7\n2.2｜双公开｜加分｜10"


@pytest.fixture
def office(context):
    """24 findings of two units, and a scheme."""
    made = an_office(context.ledger)
    values = {"name": "四部分", "items": ITEMS, "cut_offs": "好≥90；中≥60；差≥0", "consequences": "差：约谈主要负责人"}
    verbs.add(context.ledger, EVERYONE, SCORE_SCHEMES, values)
    return made


@pytest.fixture
def page(qtbot, context, office):
    return show(qtbot, context, ScorePage(context))


def sheets(context):
    return queries.records(context.reader, SCORE_SHEETS.shape, "9999-12-31")


def lines(table):
    return [[cell.plain for cell in line.cells] for line in table.figures.lines]


def type_item(qtbot, context, page, code, points, reason=""):
    card = page.desk.sheet
    at = next(at for at, node in enumerate(card.sheet.nodes) if node.code == code)
    card.table.setCurrentIndex(card.table.figures.index(at, 0))
    card.points.setText(points)
    card.reason.setText(reason)
    QTest.keyClick(card.points, Qt.Key.Key_Return)
    settled(qtbot, context)


def adds_up(page):
    """The total is the sum of the parts that stand in its own line."""
    last = lines(page.desk.sheet.table)[-1]
    parts = last[4].partition("= ")[2].split(" + ")
    assert sum(map(Decimal, parts)) == Decimal(last[2]) and page.desk.sheet.total.text() == f"{last[2]} 分"


def test_the_desk_comes_first_and_every_book_has_its_tab(qtbot, context, page):
    assert page.tabs.current() == DESK
    assert list(page.tabs.keys()) == [DESK, "talk", "survey", "score_scheme", "score_sheet"]
    for key in page.tabs.keys():
        page.tabs.set_current(key)
        settled(qtbot, context)
        assert page.status_texts() and page.bulletin_button.isVisible() == (key == DESK)


def test_before_anything_is_typed_the_sheet_says_what_the_ledger_knows(page):
    shown = lines(page.desk.sheet.table)
    assert [one[0] for one in shown] == [
        "组织领导（20 分）",
        "研究部署",
        "按时报送",
        "成效（80 分）",
        "整改率",
        "双公开",
        "合计",
    ]
    assert shown[4][2] == "0" and shown[4][4].startswith("整改率 0.0%（0/12）")
    adds_up(page)


def test_what_the_ledger_has_no_figure_for_is_told_as_missing_and_the_grade_is_one_for_the_time_being(page):
    """A survey that was not held earns nothing, and the total says so."""
    card = page.desk.sheet
    [missing] = card.sheet.missing
    [shown] = [one for one in lines(card.table) if one[0] == missing.title]
    assert shown[2] == "缺"
    assert f"缺{missing.title} {missing.limit} 分，总分不含" in card.cut_offs.full_text()
    assert card.grade.mark.word == f"暂{card.sheet.grade}"


def test_points_by_enter_make_the_sheet_and_the_next_item_is_in_hand(qtbot, context, page):
    type_item(qtbot, context, page, "1.1", "2", "动员会晚12天")
    [sheet] = sheets(context)
    assert sheet.values == "1.1 2 动员会晚12天" and page.desk.sheet.node().code == "1.2"
    shown = lines(page.desk.sheet.table)
    assert shown[1][2:5] == ["8", "−2", "动员会晚12天"]
    type_item(qtbot, context, page, "2.2", "10", "8月公开")
    assert len(sheets(context)) == 1 and sheets(context)[0].total == "28"
    adds_up(page)
    assert page.status_texts()[0] == "评分 1/2 家"


def test_what_is_outside_the_item_or_overwrites_the_ledger_without_a_word_is_refused(qtbot, context, page):
    type_item(qtbot, context, page, "1.1", "11", "太多")
    assert "不在 0 至 10 之内" in page.error_bar.title.text() and sheets(context) == ()
    type_item(qtbot, context, page, "2.1", "70")
    assert "由台账取数为 0" in page.error_bar.title.text() and sheets(context) == ()
    type_item(qtbot, context, page, "2.1", "70", "领导小组核定")
    assert lines(page.desk.sheet.table)[4][4] == "✎ 领导小组核定"
    adds_up(page)


def test_the_ranking_says_group_rank_rate_and_its_parts_add_up(qtbot, context, page):
    units = [one for one in page.desk.places if one is not None]
    assert len(units) == 2 and page.desk.table.figures.lines[0].total
    told = page.desk.law.text()
    whole, parts = told.partition("。")[0].split(" = ")
    assert whole.split()[-1] == "0/24"
    assert sum(int(part.split()[-1].split("/")[1]) for part in parts.split(" + ")) == 24
    assert "并列" in told and "不跨组比较" in told


def test_by_total_only_the_scored_unit_is_ranked(qtbot, context, page):
    type_item(qtbot, context, page, "2.2", "10", "8月公开")
    page.desk.sort.setCurrentIndex(1)
    settled(qtbot, context)
    ranks = {one.unit: one.rank for one in page.desk.places if one is not None}
    assert sorted(str(rank) for rank in ranks.values()) == ["1", "None"]
    assert "总分从高到低" in page.desk.law.text()


def test_ctrl_enter_and_the_ranking_lead_from_unit_to_unit(qtbot, context, page):
    first = page.desk.place().unit
    QTest.keyClick(page, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settled(qtbot, context)
    assert page.desk.place().unit != first and page.desk.sheet.title_label.text().startswith(page.desk.place().unit)
    page.desk.step(-1)
    assert page.desk.place().unit == first


def test_without_the_right_the_grade_is_not_fixed(qtbot, context, page):
    type_item(qtbot, context, page, "2.2", "10", "8月公开")
    assert page.desk.sheet.fix_button.isEnabled()
    context.actor = Actor("登记员", frozenset({Right.ENTER}))
    page.refresh()
    settled(qtbot, context)
    assert not page.desk.sheet.fix_button.isEnabled() and "审核" in page.desk.sheet.fix_button.toolTip()


def test_the_bulletin_is_written_in_the_place_of_papers(qtbot, context, page):
    opened = []
    context.open_page = lambda key, payload=None: opened.append((key, payload))
    QTest.keyClick(page, Qt.Key.Key_G, Qt.KeyboardModifier.ControlModifier)
    assert opened == [("letters", {"kind": "rectification_bulletin", "unit_ids": []})]


def test_without_a_scheme_the_page_offers_one(qtbot, context):
    an_office(context.ledger)
    page = show(qtbot, context, ScorePage(context))
    assert page.desk.nothing.sentence.text() == "本轮还没有评分。先选评分模板。"
    page.desk.nothing.button.click()
    settled(qtbot, context)
    assert page.desk.stack.currentWidget() is page.desk.work and page.desk.found.scheme is not None


def test_another_page_may_ask_for_a_tab(qtbot, context, page):
    page.open_with(AskTab("talk"))
    assert page.tabs.current() == "talk" and page.view.name == "talk"


def test_a_digit_on_the_list_begins_the_points_and_enter_goes_to_them(qtbot, context, page):
    card = page.desk.sheet
    card.table.setFocus()
    QTest.keyClick(card.table, Qt.Key.Key_3)
    assert card.points.text() == "3" and card.points.hasFocus()
    QTest.keyClick(card.points, Qt.Key.Key_Backspace)
    card.table.setFocus()
    QTest.keyClick(card.table, Qt.Key.Key_Return)
    assert card.points.hasFocus() and not sheets(context)


def test_points_of_the_ledger_stand_on_grey_those_of_the_office_on_white(qtbot, context, page):
    def box(title):
        return next(one.cells[2].box for one in page.desk.sheet.table.figures.lines if one.cells[0].text == title)

    assert (box("整改率"), box("研究部署")) == (Box.COMPUTED, Box.TYPED)
    type_item(qtbot, context, page, "2.1", "70", "领导小组核定")
    assert box("整改率") is Box.TYPED


def test_the_rows_of_a_figure_open_from_its_line(qtbot, context, page):
    """Every item bound to a figure that counts something: as many rows as its words say."""
    asked = []
    context.page_asked.connect(lambda key, payload: asked.append((key, payload)))
    card = page.desk.sheet
    at = next(at for at, node in enumerate(card.sheet.nodes) if node.figure)
    card.table.setCurrentIndex(card.table.figures.index(at, 5))
    card.table.open_cell(card.table.currentIndex())
    [(key, payload)] = asked
    assert key == "findings" and len(payload.ids) == 12 and payload.title.endswith("整改率 12 条")


def test_an_item_without_rows_says_so(qtbot, context, page):
    page.desk.sheet.open_rows()
    assert "没有可看的条" in page.error_bar.title.text()


def test_the_forms_of_all_scored_units_go_to_the_place_of_papers(qtbot, context, page):
    asked = []
    context.page_asked.connect(lambda key, payload: asked.append((key, payload)))
    assert not page.forms_button.isEnabled() and "还没有评分" in page.forms_button.toolTip()
    type_item(qtbot, context, page, "1.1", "2", "动员会晚12天")
    assert page.forms_button.text() == "打印评估表 1 份"
    page.forms_button.click()
    [(key, payload)] = asked
    assert key == "letters" and payload["kind"] == "rectification_assessment"
    assert payload["records"] == [sheets(context)[0].number]


def test_a_group_has_the_whole_width_for_its_name(page):
    for table in (page.desk.sheet.table, page.desk.table):
        bands = [at for at, line in enumerate(table.figures.lines) if line.is_band]
        assert bands and all(table.columnSpan(at, 0) == len(table.figures.heads) for at in bands)


def test_the_ranking_names_the_round_that_it_shows(page):
    assert page.desk.card.title_label.text() == "第六轮整改成绩单"


def talks_to_be_held(context, office):
    values = {"also": {"kind": "reminder"}, "reason": "overdue", "talker": "县委书记", "talked_to": "主要负责人"}
    round_id, units, _ids = office
    for unit in units:
        enter(context.ledger, "talk", unit=unit, round=round_id, **values)


def test_the_notices_of_all_ticked_talks_are_put_by_at_once_and_the_first_is_opened(qtbot, context, office, page):
    """Page 17: 出约谈通知 2 份…; again there is nothing to put by, and that is said."""
    talks_to_be_held(context, office)
    asked = []
    context.page_asked.connect(lambda key, payload: asked.append((key, payload)))
    page.tabs.set_current("talk")
    settled(qtbot, context)
    view = page.views["talk"]
    view.table.model.tick([one.id for one in view.records], True)
    assert page.notice_button.isVisible() and page.notice_button.text() == "出约谈通知 2 份…"
    page.notice_button.click()
    settled(qtbot, context)
    waiting = papers.prepared(context.reader, "talk_notice")
    assert {one.name for one in waiting} == {one.number for one in view.records}
    [(key, payload)] = asked
    assert (key, payload["prepared"]) == ("letters", waiting[0].id) and payload["words"]["单位"]
    page.notice()
    settled(qtbot, context)
    assert (
        "2 次的通知已备好" in page.error_bar.title.text() and len(papers.prepared(context.reader, "talk_notice")) == 2
    )


def test_of_ticked_talks_that_get_no_notice_anew_it_is_said_how_many_they_are(qtbot, context, office, page):
    talks_to_be_held(context, office)
    said = []
    page.say = said.append
    page.tabs.set_current("talk")
    settled(qtbot, context)
    view = page.views["talk"]
    first = view.records[0]
    prepare_notices(context.ledger, EVERYONE, "talk_notice", [first])
    view.table.model.tick([one.id for one in view.records], True)
    page.notice_button.click()
    settled(qtbot, context)

    assert ["备好约谈通知书 1 份" in one and "另 1 次" in one for one in said] == [True]


def test_talks_of_which_some_were_held_and_of_the_others_a_notice_waits_are_told_apart(context, office):
    talks_to_be_held(context, office)
    waiting, held = queries.records(context.reader, TALKS.shape, "9999-12-31")
    prepare_notices(context.ledger, EVERYONE, "talk_notice", [waiting])

    with pytest.raises(KnownError, match="1 次已谈过，1 次的通知已备好"):
        prepare_notices(context.ledger, EVERYONE, "talk_notice", [waiting, replace(held, state="held")])
