"""M15, M20, M23: 人才编组 — coverage that adds up, people placed by one key where the rules let them, load, and the books beside."""

import re

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from db.queries import coverage
from desktop.ledgers import books
from desktop.operations import office, rounds
from desktop.operations.change import change
from desktop.operations.records import verbs
from desktop.operations.records.values import read_values
from desktop.operations.records.words import lookup
from desktop.rules.permissions import Action, Actor, Right
from desktop.ui.asks import AskTab
from desktop.ui.pages import PAGES
from desktop.ui.pages.teams.page import TeamsPage
from tests.builders import EVERYONE, a_round, a_unit
from tests.ui.office import settled, show

ROUND = "十五届县委第七轮（常规）"
TRADES = ("纪检", "组织", "财审", "党建", "政法", "其他")


def add(ledger, book, /, **said):
    register = books.book(ledger.newest, book)
    return verbs.add(ledger, EVERYONE, register, read_values(register, said, lookup(ledger.newest)))[0]


@pytest.fixture
def page(qtbot, context):
    ledger = context.ledger
    names = ("县民政局", "县教育局", "县审计局")
    made = {name: a_unit(ledger, f"{name}党组", short=name, kind="县直部门") for name in names}
    for name in ("东村", "西村"):
        made[name] = a_unit(ledger, f"{name}党支部", short=name, kind="村（社区）", superior="青石镇")
    held = a_round(ledger, "十五届县委第六轮（常规）", "2026-03-18")
    rounds.place_units(ledger, EVERYONE, held, [made["县民政局"], made["东村"]])
    a_round(ledger, ROUND, None, on_site_from="2026-06-10", on_site_to="2026-07-20")
    for name, trade in zip(("张三", "李四", "王五", "赵六", "钱七", "孙八"), TRADES, strict=True):
        add(ledger, "inspector", name=name, specialty=trade, organ="县委巡察办")
    add(ledger, "avoidance", person="张三", unit="县教育局", kind="任职", from_on="2021-03-01", to_on="2024-08-31")
    add(ledger, "team", round=ROUND, name="第一巡察组", leader="李四", units=["县教育局"])
    office.set_up(ledger, EVERYONE, {office.POSTS: "2"})
    return show(qtbot, context, TeamsPage(context))


def texts(table):
    return [[cell.plain for cell in line.cells] for line in table.figures.lines]


def choose(page, name):
    row = next(n for n, one in enumerate(page.pool.shown) if one.served.record.fields["name"] == name)
    page.pool.table.setCurrentIndex(page.pool.table.figures.index(row, 0))


def enter_on(page, name, qtbot):
    choose(page, name)
    QTest.keyClick(page.pool.table, Qt.Key.Key_Return)
    settled(qtbot, page.context)


def test_the_figures_of_the_coverage_add_up(page):
    *kinds, total = texts(page.cover.kinds)
    for column in (1, 2, 3):
        assert sum(int(row[column]) for row in kinds) == int(total[column])
    assert total[1:4] == ["5", "2", "3"] and int(total[2]) + int(total[3]) == int(total[1])
    *left, total = texts(page.cover.rest)
    assert sum(int(row[1]) for row in left) == 3 == int(total[1]) and left[-1][0] == "青石镇所辖村"
    parts = re.search(r"未巡 (\d+) = 已列入 (\d+) \+ 未列入 (\d+)", page.cover.left.note_label.full_text()).groups()
    assert int(parts[0]) == int(parts[1]) + int(parts[2]) == 3
    assert next(row for row in left if row[0] == "县教育局")[4] == "第七轮"
    first = re.search(r"：(\S+) = (\d+)", page.cover.sums.text().replace(" + ", "+"))
    assert (
        sum(map(int, first.group(1).split("+")))
        == int(first.group(2))
        == 2
        == sum(count for _word, count in page.cover.strip.parts)
    )
    assert page.status_texts()[:3] == ("应巡 5", "已巡 2", "未巡 3")


def test_the_people_of_the_table_of_trades_add_up(page, qtbot):
    enter_on(page, "王五", qtbot)
    *teams, total = texts(page.team.matrix)
    assert sum(int(row[-1]) for row in teams) == int(total[-1]) == 2
    known = sum(int(cell) for cell in total[1:-1])
    said = re.search(r"；2 人 = 表列专业 (\d+) \+ 其他 (\d+)", page.team.trades.text())
    assert (int(said[1]), int(said[1]) + int(said[2])) == (known, 2) if said else known == 2


def test_a_number_opens_the_units_that_it_counts(page, monkeypatch):
    opened = []
    monkeypatch.setattr("desktop.ui.pages.teams.page.UnitsDialog.exec", lambda dialog: opened.append(dialog.names))
    table = page.cover.kinds
    table.open_cell(table.figures.index(len(table.figures.lines) - 1, 3))
    assert opened == [("县教育局党组", "县审计局党组", "西村党支部")]


def test_enter_on_the_pool_places_and_ctrl_del_takes_out(page, qtbot):
    enter_on(page, "王五", qtbot)
    assert [row[:2] for row in texts(page.team.people)] == [["组长", "李四"], ["成员", "王五"]]
    assert page.team.note_label.full_text() == "1 组 2 人"
    assert next(one for one in page.pool.shown if one.served.record.fields["name"] == "王五").mark == "本组"
    page.team.people.setCurrentIndex(page.team.people.figures.index(1, 0))
    QTest.keyClick(page.team.people, Qt.Key.Key_Delete, Qt.KeyboardModifier.ControlModifier)
    settled(qtbot, page.context)
    assert [row[1] for row in texts(page.team.people)] == ["李四"]


def test_who_keeps_away_is_marked_and_refused_on_the_spot(page, qtbot):
    choice = next(one for one in page.pool.shown if one.served.record.fields["name"] == "张三")
    assert choice.mark == "回避"
    enter_on(page, "张三", qtbot)
    assert page.team.refusal.isVisible()
    assert (
        page.team.refusal.title.text() == "不能编入：任职回避（县教育局，2021—2024）。"
        and "请换人" in page.team.refusal.remedy.text()
    )
    assert [row[1] for row in texts(page.team.people)] == ["李四"]
    page.pool.free.setChecked(True)
    assert "张三" not in [one.served.record.fields["name"] for one in page.pool.shown]
    page.pool.trade.setCurrentText("财审")
    assert [one.served.record.fields["name"] for one in page.pool.shown] == ["王五"]


def test_a_name_is_typed_into_a_role(page, qtbot):
    page.team.name.setText("王五")
    page.team.role.setCurrentIndex(page.team.role.findData("deputies"))
    QTest.keyClick(page.team.name, Qt.Key.Key_Return)
    settled(qtbot, page.context)
    assert [row[:2] for row in texts(page.team.people)] == [
        ["组长", "李四"],
        ["副组长", "王五"],
    ] and page.team.name.text() == ""


def test_what_is_missing_is_counted_and_named(page, qtbot):
    mark = page.team.missing.mark
    assert mark.word == "缺 5 项：副组长、联络员、纪检、财审、人数"
    enter_on(page, "王五", qtbot)
    assert "财审" not in page.team.missing.mark.word
    *teams, total = texts(page.team.matrix)
    assert all(row[0] and "巡察组" not in row[0] for row in teams)  # the column has room for two characters
    for column in range(1, len(total)):
        assert sum(int(row[column]) for row in teams if row[column].isdecimal()) == int(total[column])


def test_only_a_reviewer_may_make_a_team_final(page, context):
    assert page.team.final_button.isEnabled()
    context.actor = Actor("李建国", frozenset({Right.ENTER}))
    page.refresh()
    assert not page.team.final_button.isEnabled() and "审核" in page.team.final_button.toolTip()


def test_the_load_is_told_in_both_roundings_and_its_sums_hold(page):
    assert "2.5（截尾）、2.5（四舍五入）：5 ÷ 2 个编制" in page.pool.told.text()
    every, none, some, many = map(
        int, re.search(r"(\d+) 人 = 0 次 (\d+) \+ 1—2 次 (\d+) \+ 3 次以上 (\d+)", page.pool.told.text()).groups()
    )
    assert every == none + some + many == 6
    page.open_with(AskTab("load"))
    *people, total = texts(page.load.table)
    assert len(people) == 6 and [total[4], total[5]] == ["0", "0"] and page.status_texts()[0].startswith("6 人")


def test_the_other_tabs_are_books_on_their_page_and_lead_back(page, qtbot, context, monkeypatch):
    asked = []
    context.page_asked.connect(lambda key, payload: asked.append((key, payload)))
    page.tabs.set_current("unit_class")
    assert asked == [("pool", AskTab("unit_class"))] and page.tabs.current() == "teams"
    entry = next(one for one in PAGES if one.key == "pool")
    other = show(qtbot, context, entry.make(context))
    assert other.tabs.current() == "inspector" and entry.place == "teams"
    other.open_with(AskTab("avoidance"))
    assert len(other.view.records) == 1
    other.tabs.set_current("load")
    assert asked[-1] == ("teams", AskTab("load")) and other.tabs.current() == "avoidance"


def test_rounds_lead_to_what_is_done_before_an_inspection(qtbot, context):
    entry = next(one for one in PAGES if one.key == "before")
    made = show(qtbot, context, entry.make(context))
    assert (
        set(made.tabs.keys()) == {"briefing", "lecture", "contact_point", "carry_over", "archive"}
        and entry.place == "rounds"
    )


def test_the_days_until_the_term_ends_stand_beside_it(page, context):
    with change(context.ledger, EVERYONE, Action.EDIT_UNIT, "届") as changes:
        for term in coverage.terms(changes.writer):
            changes.writer.update("term", term.id, {"from_on": "2021-09-01", "to_on": "2026-08-31"})
    page.refresh()
    assert page.cover.term.note_label.full_text() == "2021-09-01 至 2026-08-31，届满还有 87 天"
    page.cover.set_narrow(narrow=True)
    lower = page.cover.kinds.verticalHeader().defaultSectionSize()
    page.cover.set_narrow(narrow=False)
    assert lower < page.cover.kinds.verticalHeader().defaultSectionSize()
