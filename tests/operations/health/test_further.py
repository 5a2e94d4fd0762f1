"""S5, S7, M24: what else asks for attention, each planted and each answered."""

from datetime import datetime

import pytest

from desktop.ledgers.recurrences import RECURRING, SIMILAR
from desktop.operations import progress, undo, units
from desktop.operations.health.answering import answer
from desktop.operations.health.line import Stands
from tests.builders import CLAIMANT, EVERYONE, a_round
from tests.operations.health.sound_office import a_sound_office, an_entry, line_of, plant

ASSETS = "固定资产管理不规范，机关2021年以来购置的46台（件）办公设备未登记入账，价值18.6万元；7台笔记本电脑去向不明"
BEFORE = "机关购置的46台（件）办公设备未登记入账，固定资产管理不规范，账实不符"


@pytest.fixture
def office(ledger):
    return a_sound_office(ledger)


@pytest.fixture
def came_back(ledger, office):
    """A finding of the first round that stands in the second one again."""
    _round, places, _ids = office
    former = a_round(ledger, "十五届县委第四轮（常规）", feedback_on="2024-06-07")
    first = an_entry(ledger, former, places[0], BEFORE)
    again = an_entry(ledger, office[0], places[0], ASSETS)
    return first, again


def test_a_unit_without_a_leader_and_a_rename_without_a_paper_are_told(ledger, office):
    _round, places, _ids = office
    plant(ledger, "unit", places[1], leader="")
    units.rename(ledger, EVERYONE, places[0], "县城市运行局党组", "2026-05-01", "")

    leaders, renames = line_of(ledger, "leaders"), line_of(ledger, "renames")

    assert (leaders.stands, leaders.rows, leaders.result) == (Stands.WRONG, (places[1],), "1 家缺主要负责人：柳坪乡")
    assert (renames.stands, renames.rows) == (Stands.ASKS, (places[0],))


def test_a_finding_that_came_back_is_asked_about_earlier_round_first(ledger, office, came_back):
    """S5"""
    line = line_of(ledger, "came_back", (office[0],))

    assert (line.stands, line.opens.place, line.rows) == (Stands.ASKS, "pairs", came_back)


@pytest.mark.parametrize("code", [RECURRING, SIMILAR])
def test_an_answer_is_remembered_by_pair_and_can_be_taken_back(ledger, office, came_back, code):
    """S5"""
    answer(ledger, EVERYONE, *came_back, code, "销号后新购设备又未入账")
    line = line_of(ledger, "came_back", (office[0],))
    assert (line.stands, line.rows) == (Stands.AGREES, ())
    assert ("已认定 1 对" in line.result) == (code == RECURRING)

    undo.undo(ledger, EVERYONE)

    assert line_of(ledger, "came_back", (office[0],)).rows == came_back


def test_another_matter_leaves_the_next_earlier_finding_to_be_asked_about(ledger, office, came_back):
    """S5: what was said of one pair is not said of another."""
    older = a_round(ledger, "十五届县委第二轮（常规）", feedback_on="2022-12-09")
    oldest = an_entry(
        ledger, older, office[1][0], "固定资产管理不规范，机关购置的12台（件）办公设备未登记入账，笔记本电脑去向不明"
    )
    first, again = came_back
    answer(ledger, EVERYONE, first, again, SIMILAR)

    assert line_of(ledger, "came_back", (office[0],)).rows == (oldest, again)


def test_hollow_copied_and_unproven_reports_are_found(ledger, office):
    """S7"""
    round_id, places, ids = office
    empty = "高度重视，多次召开会议研究部署，压实工作责任，整改工作取得了明显成效"
    more = an_entry(ledger, round_id, places[1], "公务接待无公函 3 次，未附清单")
    for place, one in enumerate((ids[1], ids[2], more)):
        progress.claim(ledger, CLAIMANT, one, "in_progress", "2026-06-01", empty + "。" * place, said_by="乡党委")
    progress.claim(ledger, CLAIMANT, ids[3], "done", "2026-06-01", "已补公示材料 2 份", said_by="乡党委")

    hollow, copied, unproven = (line_of(ledger, key) for key in ("hollow", "copied", "unproven"))

    assert sorted(hollow.rows) == sorted(copied.rows) == sorted((ids[1], ids[2], more))
    assert unproven.rows == (ids[3],)
    assert {hollow.stands, copied.stands, unproven.stands} == {Stands.ASKS}


def test_a_sentence_on_two_findings_is_not_yet_copied(ledger, office):
    """S7"""
    for one in office[2][1:3]:
        progress.claim(ledger, CLAIMANT, one, "in_progress", "2026-06-01", "已退 2 万元", said_by="乡党委")

    assert line_of(ledger, "copied").stands is Stands.AGREES


def test_a_year_in_which_something_falls_due_wants_its_calendar(ledger, office):
    plant(ledger, "finding", office[2][1], first_due_on="2031-03-01")

    line = line_of(ledger, "calendars")

    assert (line.stands, line.opens.place) == (Stands.ASKS, "calendar") and "2031 年还没有录入" in line.result


def test_from_november_on_the_next_year_is_asked_for(ledger, office):
    ledger.clock = lambda: datetime(2030, 11, 2, 9, 0)

    assert "2030、2031 年还没有录入" in line_of(ledger, "calendars").result
