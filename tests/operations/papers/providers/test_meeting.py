"""papers/22 from the ledger: as many rows as it says, those that are open; the meeting is that of the day, or typed."""

from dataclasses import replace
from datetime import date

import pytest

from desktop.documents.recipe import Rows
from desktop.documents.recipes import meeting_finding_list
from desktop.ledgers import books
from desktop.operations import progress
from desktop.operations.papers import making
from desktop.operations.papers.gathered import Request
from desktop.operations.records import verbs
from tests.builders import EVERYONE
from tests.operations.health.sound_office import a_sound_office


@pytest.fixture
def office(ledger):
    return a_sound_office(ledger)


def words(ledger, office, **given):
    request = Request("meeting_finding_list", date(2026, 6, 5), date(2026, 6, 5), office[0], given=given)
    [paper] = making.gather(ledger.reader, request)
    return paper.words


def test_it_lists_what_is_open_and_says_so(ledger, office):
    told = words(ledger, office, 会议名称="县委书记专题会", 会议日期="2026-06-10", 份号="000007")

    assert [row["编号"] for row in told["问题清单"]] == ["15-06-0002", "15-06-0003", "15-06-0004"]
    assert (told["筛选"], int(told["清单数"]), int(told["单位数"])) == ("未销号", 3, 2)
    assert str(told["会议名称"]) == "县委书记专题会"


def test_a_list_without_what_was_handed_over_says_so_and_adds_up_to_what_other_papers_count(ledger, office):
    """Another paper of the same day says 未销号 of the whole less what was closed out."""
    round_id, _units, (_closed, *still) = office
    progress.transfer(ledger, EVERYONE, still[0], "2026-06-03", "线索", "县纪委监委")
    told = words(ledger, office, 会议名称="县委书记专题会", 会议日期="2026-06-10", 份号="000007")
    request = Request("monthly_rectification_report", date(2026, 6, 5), date(2026, 6, 5), round_id)
    [monthly] = making.gather(ledger.reader, request)

    assert told["筛选"] == "未销号、不含已移交的1个"
    assert int(told["清单数"]) + 1 == int(monthly.words["未销"]) == len(still)


def test_a_composed_paper_keeps_the_conditions_that_only_its_round_can_tell(ledger, office, monkeypatch):
    """未销号 under the basis holds what was handed over; what was closed out is in no such list."""
    _round, _units, (_closed, *still) = office
    progress.transfer(ledger, EVERYONE, still[0], "2026-06-03", "线索", "县纪委监委")
    other = replace(meeting_finding_list.RECIPE, rows=Rows(unfinished=True))
    monkeypatch.setattr(making.catalogue, "recipe", lambda _reader, _kind: other)

    told = words(ledger, office, 会议名称="县委书记专题会", 会议日期="2026-06-10", 份号="000007")
    assert (told["筛选"], int(told["清单数"])) == ("未销号", len(still))


def test_a_meeting_of_the_day_that_is_entered_need_not_be_typed(ledger, office):
    register = books.as_declared("meeting")
    verbs.add(ledger, EVERYONE, register, {"held_on": "2026-06-05", "kind": "secretary", "round": office[0]})
    told = words(ledger, office, 份号="000007")
    assert (told["会议名称"], told["会议日期"]) == ("县委书记专题会", date(2026, 6, 5))


def test_a_meeting_to_come_waits_for_its_name_and_a_copy_for_its_number(ledger, office):
    recipe = making.catalogue.recipe(ledger.reader, "meeting_finding_list")
    assert {one.name for one in recipe.missing(words(ledger, office))} == {"会议名称", "会议日期"}
    named = words(ledger, office, 会议名称="县委书记专题会", 会议日期="2026-06-10")
    assert [one.name for one in recipe.missing(named)] == ["份号"]
