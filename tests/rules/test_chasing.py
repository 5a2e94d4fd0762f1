"""The board and the ladder (W5, W6, M9): columns, the next rung, what is never chased."""

from __future__ import annotations

from dataclasses import dataclass, replace
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.rules import chasing
from desktop.rules.chasing import DEFAULT_LADDER, Offsets, Rung, column, of_unit, offsets, proposal, reached, summed
from desktop.rules.deadlines import add_days
from desktop.rules.overdue import days_overdue, is_open, is_waiting
from tests.rules.test_overdue import TODAY
from tests.rules.test_overdue import Finding as Plain

WARNING, SUPERVISION, TALK = "due_warning_letter", "supervision_letter", "talk_notice"


@dataclass(frozen=True)
class Finding(Plain):
    extensions: int = 0
    named_by_secretary: int = 0


@dataclass(frozen=True)
class Letter:
    kind: str = SUPERVISION
    issued_on: str = "2026-05-21"
    reply_by: str | None = "2026-05-31"
    replied_on: str | None = None


WAITS = Finding(claim="done", claim_newer=1)
DAYS = st.integers(-60, 60).map(lambda days: add_days(TODAY, days))
FINDINGS = st.builds(
    Finding,
    nature=st.sampled_from(("ordinary", "immediate", "long_term")),
    claim=st.sampled_from(("in_progress", "done")),
    claim_newer=st.integers(0, 1),
    verdict=st.sampled_from(("in_progress", "not_done", "long_term", "done", "transferred")),
    present=st.integers(0, 1),
    due_on=st.none() | DAYS,
    review_on=st.none() | DAYS,
    extensions=st.integers(0, 2),
)
LETTERS = st.lists(
    st.builds(
        Letter, st.sampled_from((WARNING, SUPERVISION, TALK)), DAYS.filter(lambda day: day <= TODAY), st.none() | DAYS
    ),
    max_size=5,
).map(lambda sent: sorted(sent, key=lambda one: one.issued_on))


@given(st.lists(FINDINGS, max_size=12))
def test_w5_every_open_finding_stands_in_one_column_and_the_line_adds_up(findings):
    """D14: shown = in work + long-term; what waits for the office is in no column."""
    columns = [column(one, TODAY) for one in findings]
    chased = [one for one in findings if is_open(one) and not is_waiting(one)]
    total = summed(findings)
    assert sum(key != "" for key in columns) == len(chased) == total.shown == total.running + total.long_term
    assert total.waiting == sum(map(is_waiting, findings))
    assert all(
        (key == chasing.LATE) == bool(days_overdue(one, TODAY)) for one, key in zip(findings, columns, strict=True)
    )


@pytest.mark.parametrize(
    ("days", "wanted"),
    [(-1, "late"), (0, "soon"), (3, "soon"), (4, "near"), (10, "near"), (11, "ahead"), (40, "ahead")],
)
def test_dates_decide_the_column(days, wanted):
    """W5: by the warnings of the round, 3 and 10 days where it says nothing else."""
    assert column(Finding(due_on=add_days(TODAY, days)), TODAY) == wanted


def test_extended_and_long_term_ones_stand_apart_until_their_date_is_near():
    far = add_days(TODAY, 20)
    assert column(Finding(due_on=far, extensions=1), TODAY) == "kept"
    assert column(Finding(due_on=add_days(TODAY, 2), extensions=1), TODAY) == "soon"
    assert column(Finding(nature="long_term", review_on=add_days(TODAY, 2)), TODAY) == "kept"
    assert column(Finding(nature="long_term", review_on=add_days(TODAY, -2)), TODAY) == "late"
    assert column(Finding(due_on=None), TODAY) == "ahead"


def test_the_warnings_of_a_rule_bound_the_columns():
    assert offsets((20, 10, 3)) == Offsets(3, 10, 20)
    assert offsets((15, 7)) == Offsets(7, 15, 15)
    assert offsets((5,)) == Offsets(5, 5, 5)
    assert offsets(()) == Offsets()
    assert column(Finding(due_on=add_days(TODAY, 5)), TODAY, Offsets(5, 7, 15)) == "soon"


def test_the_sentence_of_the_board():
    many = [Finding()] * 32 + [Finding(nature="long_term")] * 11 + [WAITS] * 22
    assert summed(many).sentence == "43 条 = 在办 32 + 长期坚持 11；待核实 22 条在我方，不催"
    assert summed([Finding()]).sentence == "1 条 = 在办 1 + 长期坚持 0"


@given(FINDINGS, LETTERS)
def test_w6_the_next_rung_only_when_nobody_answered_by_the_day_or_no_letter_named_it(finding, sent):
    """D3: never while a paper may still be answered, never for what waits for the office, always one above the last."""
    found = proposal(DEFAULT_LADDER, finding, sent, TODAY)
    if found.rung is None:
        return
    assert is_open(finding) and not is_waiting(finding)
    assert found.rung > reached(DEFAULT_LADDER, sent)
    if not sent:
        return
    assert days_overdue(finding, TODAY)
    last = sent[-1]
    unanswered = not last.replied_on and chasing.answer_by(last) < TODAY
    warned_only = last.kind == WARNING and last.reply_by is None
    assert unanswered or warned_only or last.replied_on


@given(FINDINGS, LETTERS)
def test_an_answer_is_never_answered_with_a_higher_rung_for_the_same_delay(finding, sent):
    if not sent:
        return
    answered = [*sent[:-1], replace(sent[-1], replied_on=TODAY)]
    assert proposal(DEFAULT_LADDER, finding, answered, TODAY).rung is None


@given(st.lists(st.tuples(FINDINGS, LETTERS), max_size=6))
def test_one_unit_one_letter_and_the_highest_rung_wins(items):
    found = [proposal(DEFAULT_LADDER, finding, sent, TODAY) for finding, sent in items]
    rungs = [one.rung for one in found if one.rung is not None]
    assert of_unit(found) == (max(rungs) if rungs else None)


def test_the_ladder_is_climbed_step_by_step_and_ends():
    late, sent, taken = Finding(), [], []
    for step in range(8):
        found = proposal(DEFAULT_LADDER, late, sent, TODAY)
        if found.rung is None:
            break
        taken.append(DEFAULT_LADDER[found.rung].title)
        kind = DEFAULT_LADDER[found.rung].kind
        if not kind:
            break
        day = f"2026-05-{step + 1:02}"
        sent.append(Letter(kind, day, day))
    assert taken == ["督办函", "再次督办函", "约谈", "报领导小组"]


def test_a_finding_that_nobody_named_begins_by_its_date():
    """A warning before the date, a supervision letter after it."""
    assert DEFAULT_LADDER[proposal(DEFAULT_LADDER, Finding(), [], TODAY).rung].title == "督办函"
    near, far = Finding(due_on=add_days(TODAY, 20)), Finding(due_on=add_days(TODAY, 21))
    assert DEFAULT_LADDER[proposal(DEFAULT_LADDER, near, [], TODAY).rung].title == "预警提醒函"
    assert proposal(DEFAULT_LADDER, far, [], TODAY).why == chasing.EARLY


def test_what_fell_due_after_the_answer_is_named_again():
    answered = Letter(issued_on="2026-04-01", reply_by="2026-04-10", replied_on="2026-04-08")
    assert proposal(DEFAULT_LADDER, Finding(), [answered], TODAY) == chasing.Proposal(chasing.UNNAMED, 2, 1)
    before = replace(answered, replied_on="2026-05-25")
    assert proposal(DEFAULT_LADDER, Finding(), [before], TODAY).why == chasing.ANSWERED


def test_a_warning_without_a_day_of_reply_names_nothing_as_overdue():
    warned = Letter(WARNING, "2026-05-01", None)
    assert proposal(DEFAULT_LADDER, Finding(), [warned], TODAY).rung == 1
    assert proposal(DEFAULT_LADDER, Finding(due_on=TODAY), [replace(warned, issued_on=TODAY)], TODAY).why == "pending"


def test_a_ladder_of_the_office_s_own_is_followed():
    short = (Rung(TALK, "约谈", talk=True),)
    assert proposal(short, Finding(), [], TODAY).rung == 0
    assert proposal(short, Finding(), [Letter(SUPERVISION)], TODAY).rung == 0
    assert proposal(short, Finding(), [Letter(TALK)], TODAY).why == chasing.TOP


def _name(_letter):
    return "27 号函"


def _channel(_call):
    return "电话"


@pytest.mark.parametrize(
    ("sent", "calls", "wanted"),
    [
        ([], [], "未催"),
        ([], [("2026-05-30", None)], "5月30日电话"),
        ([], [("2026-05-30", "2026-06-08")], "5月30日电话，答应6月8日"),
        ([], [("2026-05-30", "2026-06-03")], "答应6月3日，已过"),
        ([], [("2026-05-20", "2026-06-03"), ("2026-06-04", "2026-06-09")], "6月4日电话，答应6月9日"),
        ([Letter()], [("2026-06-02", None)], "27 号函未回"),
        ([Letter(reply_by="2026-06-11")], [], "27 号函，6月11日前回"),
        ([Letter(replied_on="2026-05-30")], [], "27 号函已回"),
        ([Letter(replied_on="2026-05-30")], [("2026-06-01", None)], "6月1日电话"),
        ([Letter(WARNING, reply_by=None)], [], "已发 27 号函"),
    ],
)
def test_how_a_finding_was_chased_last(sent, calls, wanted):
    told = [SimpleNamespace(on=on, promised_on=promised) for on, promised in calls]
    assert chasing.standing_words(Finding(), sent, told, TODAY, _name, _channel) == wanted
    named = chasing.standing_words(Finding(named_by_secretary=1), sent, told, TODAY, _name, _channel)
    assert named == ("点题 · 未催" if wanted == "未催" else wanted)


def test_refusals_name_the_place_and_the_remedy():
    waits = proposal(DEFAULT_LADDER, WAITS, [], TODAY)
    assert chasing.refusal(waits, "15-06-0087", "县民政局") == "0087 待我方核实，不能催办。先去核实。"
    answered = proposal(DEFAULT_LADDER, Finding(), [Letter(replied_on="2026-05-25")], TODAY)
    told = chasing.refusal(answered, "15-06-0041", "县民政局", "14 号函", "2026-05-25")
    assert told == "县民政局 14 号函 5月25日已回，没有要升级的。"
    pending = proposal(DEFAULT_LADDER, Finding(), [Letter(reply_by="2026-06-11")], TODAY)
    assert "6月11日前回复" in chasing.refusal(pending, "15-06-0164", "柳坪乡", "34 号函", "2026-06-11")
    assert chasing.refusal(proposal(DEFAULT_LADDER, Finding(), [], TODAY), "15-06-0001", "县城管局") == ""


@given(FINDINGS, LETTERS)
def test_whatever_is_not_proposed_says_why(finding, sent):
    found = proposal(DEFAULT_LADDER, finding, sent, TODAY)
    assert bool(chasing.refusal(found, "15-06-0001", "县城管局", "27 号函", TODAY)) is (found.rung is None)
