"""应约谈: what is ticked becomes planned talks at once; the office's line of the rate decides who is proposed (page 17)."""

import pytest

from desktop.errors import KnownError
from desktop.operations import rounds, undo
from desktop.operations.records.proposals import line, open_proposals, proposals
from desktop.operations.records.talk_planning import plan, put_line
from tests.builders import EVERYONE, a_finding, a_round, a_unit

COMMON = {"talker": "巡察办主任", "talked_to": "主要负责人"}


@pytest.fixture
def office(ledger):
    round_id = a_round(ledger)
    rounds.edit(ledger, EVERYONE, round_id, {"feedback_on": ledger.today()}, reason="补登")
    for name in ("县民政局党组", "县城市管理局党组"):
        a_finding(ledger, round_id, a_unit(ledger, name), "账目不清")
    return ledger, round_id


def test_the_ticked_are_entered_as_one_action_with_what_their_rule_says(office):
    ledger, round_id = office
    found = open_proposals(ledger.reader, ledger.today(), (round_id,))
    done = plan(ledger, EVERYONE, found, COMMON)
    assert done.title == "列入约谈 2 家"
    assert [one.state for one in proposals(ledger.reader, ledger.today(), (round_id,))] == ["planned", "planned"]
    with pytest.raises(KnownError, match="已经登记约谈，不重复列入"):
        plan(ledger, EVERYONE, found, COMMON)
    undo.undo(ledger, EVERYONE, done.action_id)
    assert len(open_proposals(ledger.reader, ledger.today(), (round_id,))) == 2


def test_nothing_ticked_and_nobody_named_to_talk_change_nothing(office):
    ledger, round_id = office
    found = open_proposals(ledger.reader, ledger.today(), (round_id,))
    with pytest.raises(KnownError, match="没有勾选还没谈的单位"):
        plan(ledger, EVERYONE, (), COMMON)
    with pytest.raises(KnownError, match="约谈人"):
        plan(ledger, EVERYONE, found, {})
    assert len(open_proposals(ledger.reader, ledger.today(), (round_id,))) == 2


@pytest.mark.parametrize("text", ["", "六十", "0", "101", "60.5"])
def test_a_line_that_is_no_whole_per_cent_is_refused(office, text):
    with pytest.raises(KnownError, match="不是 1 到 100 的整数"):
        put_line(office[0], EVERYONE, text)


def test_the_line_is_taken_with_its_sign(office):
    put_line(office[0], EVERYONE, " 70% ")
    assert line(office[0].reader) == 70
