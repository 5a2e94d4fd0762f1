"""Steps are played one by one through the operations; the first surprise is the last; nobody is played who has a password (R-6)."""

from datetime import datetime

import pytest

from desktop.operations import clocks, users
from desktop.operations.deeds.player import Play, carry_out, play
from desktop.operations.deeds.script import read
from desktop.rules.permissions import Right
from tests.builders import EVERYONE, a_finding, a_round, a_unit

NOTE = {"do": "finding.note", "args": {"number": "15-06-0001", "text": "来电"}}
WRONG = {"do": "finding.note", "args": {"number": "15-06-0009", "text": "来电"}}


@pytest.fixture
def run(ledger, tmp_path):
    a_round(ledger), a_unit(ledger), a_finding(ledger, 1, 1)
    return lambda *steps: play(ledger, EVERYONE, read({"steps": list(steps)}, ledger.reader), tmp_path)


def test_steps_answer_their_numbers_and_labels_carry_them_on(run):
    split = {
        "do": "finding.split",
        "as": "$原",
        "args": {"number": "15-06-0001", "reason": "两事", "into": [{"text": "甲", "as": "$左"}, {"text": "乙"}]},
    }
    played = run(
        split,
        {"do": "finding.note", "args": {"number": "$左", "text": "x"}},
        {"do": "finding.note", "args": {"number": "$原", "text": "x"}, "expect": "refused"},
    )
    assert (played.surprise, played.count) == ("", 3)
    first, second, third = (one.as_json() for one in played.results)
    assert (first["as"], first["do"], first["number"], first["numbers"], first["refused"]) == (
        "原",
        "finding.split",
        "15-06-0001",
        ["15-06-0002", "15-06-0003"],
        None,
    )
    assert (
        (second["number"], second["as"], second["state"]) == ("15-06-0002", None, "not_started")
        and third["refused"]
        and third["number"] is None
    )


@pytest.mark.parametrize("steps, played, told", [
    ([NOTE, WRONG, NOTE], 2, "第 2 步"), ([{**NOTE, "expect": "refused"}, NOTE], 1, "第 1 步"), ([{**WRONG, "expect": "refused"}, NOTE], 2, ""),
])  # fmt: skip
def test_the_first_step_that_does_not_go_as_expected_is_the_last(run, ledger, steps, played, told):
    found = run(*steps)
    assert len(found.results) == played and (told in found.surprise if told else found.surprise == "")
    assert found.count == played - bool(told)
    assert ledger.reader.value("select count(*) from finding_event where kind = 'note'") == sum(
        not one.refused for one in found.results
    )


def test_a_step_that_needs_a_refused_one_is_refused_itself(run):
    found = run(
        {**WRONG, "as": "$甲", "expect": "refused"},
        {"do": "finding.note", "args": {"number": "$甲", "text": "x"}, "expect": "refused"},
    )
    assert found.surprise == "" and "$甲" in found.results[1].refused


def test_a_user_is_played_with_his_own_rights_and_one_with_a_password_not_at_all_r6(run, ledger, tmp_path):
    """R-6, R-1"""
    users.add(ledger, EVERYONE, "张录", [Right.ENTER])
    withdraw = {
        "do": "finding.withdraw",
        "user": "张录",
        "args": {"number": "15-06-0001", "reason": "x", "approver": "y"},
    }
    found = run(
        {**NOTE, "user": "张录"}, {**withdraw, "expect": "refused"}, {**NOTE, "user": "没有", "expect": "refused"}
    )
    assert found.surprise == "" and "审核" in found.results[1].refused
    assert (
        ledger.reader.value("select user_name from action where kind = 'log_progress' order by id desc limit 1")
        == "张录"
    )
    with ledger.writer.transaction():
        ledger.writer.begin_action({"recorded_at": "2026-06-05T09:00:01", "user_name": "x", "kind": "k", "title": "t"})
        ledger.writer.update("user", ledger.reader.value("select id from user where name = '张录'"), {"slot": "s"})
    assert "口令" in run({**NOTE, "user": "张录", "expect": "refused"}).results[0].refused


def test_only_a_demonstration_turns_its_clock_and_lives_on_its_last_day(run, ledger):
    dated = {**NOTE, "at": "2026-06-08T10:00"}
    found = run(dated)
    assert (found.clock_ignored, ledger.today(), found.results[0].at) == (True, "2026-06-05", "2026-06-05T09:00:00")
    assert not run(NOTE).clock_ignored
    clocks.mark_demonstration(ledger, EVERYONE)
    found = run(dated, {**NOTE, "at": "2026-06-09T08:00"})
    assert (found.clock_ignored, ledger.today()) == (False, "2026-06-09")
    assert [one.at for one in found.results] == ["2026-06-08T10:00:00", "2026-06-09T08:00:00"]
    assert ledger.reader.value("select value from setting where name = 'demo_today'") == "2026-06-09"
    assert (
        datetime.fromisoformat(ledger.reader.value("select max(recorded_at) from action")).date().isoformat()
        == "2026-06-09"
    )
    before = ledger.reader.value("select count(*) from action")
    run({**NOTE, "at": "2026-06-09T09:00"})
    assert ledger.reader.value("select count(*) from action") == before + 1, "the same day is not set again"


def test_one_step_is_an_action_of_its_own_and_a_refusal_leaves_no_label(run, ledger, tmp_path):
    [step] = read({"steps": [{**WRONG, "as": "$甲"}]}, ledger.reader)
    labels = {}
    assert carry_out(ledger, EVERYONE, step, labels, tmp_path).refused and labels == {}
    [step] = read({"steps": [{**NOTE, "as": "$甲"}]}, ledger.reader)
    carry_out(ledger, EVERYONE, step, labels, tmp_path)
    assert labels == {"甲": "15-06-0001"}


def test_nothing_was_played_before_the_first_step_and_a_surprise_does_not_count():
    assert (Play().count, Play().surprise, Play().clock_ignored) == (0, "", False)
    assert Play([None, None], "第 2 步没有照预期").count == 1
