"""L-2, L-7: the door refuses by the table of deeds, whatever the operation."""

import pytest

from db.queries import facts
from db.queries import findings as finding_queries
from desktop.errors import Forbidden, KnownError
from desktop.operations import attributes, dictionaries, doors, findings, measures, progress, recycle, rounds, units
from desktop.operations.findings import FindingDraft
from desktop.operations.measures import MeasureDraft
from desktop.rules.overdue import due_date
from tests.builders import EVERYONE, a_finding, a_round, a_unit, no_evidence_faults

ON, TODAY = "2026-06-01", "2026-06-05"


def make(ledger, state):
    """A finding that stands in a state, with one measure."""
    one = a_finding(ledger, measures_=1, first_due_on="2026-06-18")
    if state == "done":
        progress.close_out(ledger, EVERYONE, one, "2026-05-01", no_evidence_faults, override_reason="特批")
    elif state == "transferred":
        progress.transfer(ledger, EVERYONE, one, "2026-05-01", "线索", "县纪委")
    elif state == "long_term":
        progress.stage_done(ledger, EVERYONE, one, "2026-05-01", "2026-12-01")
    elif state == "withdrawn":
        progress.withdraw(ledger, EVERYONE, [one], "2026-05-01", "查无实据", "领导小组")
    elif state == "waiting":
        progress.claim(ledger, EVERYONE, one, "done", "2026-05-01")
    return one


def deeds(ledger, one):
    """Every operation on a finding, by its name in ledger.md §4."""
    other = a_finding(ledger)
    parts = [
        FindingDraft(*ledger.reader.tuples("select round_id, unit_id from finding where id = ?", (one,))[0], text)
        for text in "甲乙"
    ]
    measure = ledger.reader.value("select max(id) from measure where finding_id = ?", (one,))
    return {
        "note": lambda: progress.note(ledger, EVERYONE, one, ON, "情况"),
        "claim": lambda: progress.claim(ledger, EVERYONE, one, "in_progress", ON),
        "claim_measure": lambda: progress.claim(ledger, EVERYONE, one, "done", ON, measure_id=measure),
        "verify": lambda: progress.verify(ledger, EVERYONE, one, "partly_done", ON),
        "verify_measure": lambda: progress.verify(ledger, EVERYONE, one, "done", ON, measure_id=measure),
        "tick": lambda: measures.set_done(ledger, EVERYONE, one, measure, ON, done=True),
        "refuse": lambda: progress.refuse(ledger, EVERYONE, one, ON, "材料不足"),
        "close_out": lambda: progress.close_out(
            ledger, EVERYONE, one, ON, no_evidence_faults, override_reason="特批"
        ),
        "reopen": lambda: progress.reopen(ledger, EVERYONE, one, ON, "反弹"),
        "stage_done": lambda: progress.stage_done(ledger, EVERYONE, one, ON, "2026-12-01"),
        "transfer": lambda: progress.transfer(ledger, EVERYONE, one, ON, "线索", "县纪委"),
        "extend": lambda: progress.extend(ledger, EVERYONE, one, "2026-09-01", ON, "审批未下", "领导小组"),
        "withdraw": lambda: progress.withdraw(ledger, EVERYONE, [one], ON, "重复", "领导小组"),
        "split": lambda: progress.split(ledger, EVERYONE, one, parts, ON, "分开"),
        "merge": lambda: progress.merge(ledger, EVERYONE, [one], other, ON, "同一件事"),
        "merge_into": lambda: progress.merge(ledger, EVERYONE, [other], one, ON, "同一件事"),
        "carry_over": lambda: progress.carry_over(ledger, EVERYONE, [one], "第七轮", ON, "未销号"),
    }  # fmt: skip


OPEN_ONLY = {
    "claim", "claim_measure", "verify", "verify_measure", "tick", "refuse", "close_out", "stage_done", "transfer", "extend",
}  # fmt: skip
LISTED = {"note", "withdraw", "split", "merge", "merge_into", "carry_over"}
ALLOWED = {
    "open": OPEN_ONLY | LISTED,
    "waiting": (OPEN_ONLY | LISTED) - {"verify"},
    "long_term": OPEN_ONLY | LISTED | {"reopen"},
    "done": LISTED | {"reopen"},
    "transferred": LISTED | {"reopen"},
    "withdrawn": set(),
}


@pytest.mark.parametrize("state", ALLOWED)
def test_every_deed_from_every_standing_is_refused_or_done_by_the_door_l2(ledger, state):
    """L-1, L-2"""
    names = list(deeds(ledger, make(ledger, state)))
    done = set()
    for name in names:
        one = make(ledger, state)
        before = ledger.reader.value("select max(id) from action")
        try:
            deeds(ledger, one)[name]()
            done.add(name)
        except KnownError as error:
            assert error.kind
            assert (
                ledger.reader.value(
                    "select count(*) from finding_event where action_id > ? and finding_id = ?", (before, one)
                )
                == 0
            )
    assert done == ALLOWED[state]


@pytest.mark.parametrize("on", ["2026-02-31", "2026-06-06", "2031-01-01", "2026-03-17"])
def test_no_deed_is_done_on_a_day_that_is_none_l2(ledger, on):
    """L-2"""
    globals_on = {"on": on}
    one = make(ledger, "open")
    for deed in (
        lambda: progress.claim(ledger, EVERYONE, one, "done", **globals_on),
        lambda: progress.refuse(ledger, EVERYONE, one, reason="材料不足", **globals_on),
        lambda: progress.extend(ledger, EVERYONE, one, "2026-09-01", reason="审批", approver="组", **globals_on),
        lambda: progress.withdraw(ledger, EVERYONE, [one], reason="重复", approver="组", **globals_on),
        lambda: progress.close_out(ledger, EVERYONE, one, on, no_evidence_faults, override_reason="特批"),
    ):
        with pytest.raises(KnownError):
            deed()


def entered_with(ledger, name, day):
    """Every way in which a date comes to stand beside a finding or a measure."""
    round_id, unit_id = a_round(ledger), a_unit(ledger, "县水利局党组")
    one = a_finding(ledger, round_id, unit_id, measures_=1, first_due_on="2026-06-18")
    measure = ledger.reader.value("select max(id) from measure")
    dated = FindingDraft(round_id, unit_id, "甲", **{"first_due_on" if name == "first_due_on" else "review_on": day})
    sound = FindingDraft(round_id, unit_id, "乙")
    return {
        "added": lambda: findings.add(ledger, EVERYONE, dated),
        "split off": lambda: progress.split(ledger, EVERYONE, one, [dated, sound], ON, "分开"),
        "merged into": lambda: progress.merge(
            ledger, EVERYONE, [one, a_finding(ledger, round_id, unit_id)], dated, ON, "同一件事"
        ),
        "edited": lambda: findings.edit(ledger, EVERYONE, [one], {name: day}, reason="会议", on=ON),
        "a measure": lambda: measures.add(ledger, EVERYONE, one, [MeasureDraft("措施", due_on=day)], ON),
        "a measure edited": lambda: measures.edit(ledger, EVERYONE, measure, {"due_on": day}),
    }


@pytest.mark.parametrize("day", ["2026-02-31", "2026-6-1", "昨天", "2026-13-01"])
@pytest.mark.parametrize("name", ["first_due_on", "review_on"])
def test_no_date_that_is_none_comes_to_stand_beside_a_finding_l2(ledger, name, day):
    """L-2: dates are real, also those that are stored as a field."""
    made = entered_with(ledger, name, day)
    before = ledger.reader.value("select count(*) from finding_event")
    for way, enter in made.items():
        with pytest.raises(KnownError) as refused:
            enter()
        assert refused.value.kind == "date", way
    assert ledger.reader.value("select count(*) from finding_event where effective_on = ?", (day,)) == 0
    assert ledger.reader.value("select count(*) from finding_event") - before in (0, 1), "the second finding to merge"


@pytest.mark.parametrize(
    ("on", "kind"), [("2026-02-31", "date"), ("", "future"), ("2031-01-01", "future"), ("2026-06-06", "future")]
)
def test_a_measure_is_taken_on_a_day_that_is_one_l2(ledger, on, kind):
    """L-2"""
    one = a_finding(ledger)
    with pytest.raises(KnownError) as refused:
        measures.add(ledger, EVERYONE, one, [MeasureDraft("措施")], on)
    assert refused.value.kind == kind


def test_what_left_the_list_takes_no_measure_and_one_to_be_given_does_l2(ledger):
    """L-2: a finding whose feedback is to come has its measures from that day."""
    gone = make(ledger, "withdrawn")
    with pytest.raises(KnownError) as refused:
        measures.add(ledger, EVERYONE, gone, [MeasureDraft("措施")], ON)
    assert refused.value.kind == "gone"

    coming = a_finding(ledger, a_round(ledger, "第七轮", feedback_on="2026-07-01"))
    measures.add(ledger, EVERYONE, coming, [MeasureDraft("措施")], "2026-07-01")
    assert ledger.reader.value("select count(*) from measure where finding_id = ?", (coming,)) == 1


def test_a_finding_named_twice_leaves_or_follows_once_l2(ledger):
    """L-2"""
    one = a_finding(ledger)
    progress.carry_over(ledger, EVERYONE, [one, one], "第七轮", ON, "未销号")
    progress.withdraw(ledger, EVERYONE, [one, one], ON, "重复", "领导小组")
    kinds = list(ledger.reader.column("select kind from finding_event where finding_id = ? and kind <> 'give'", (one,)))
    assert kinds == ["carry_over", "withdraw"]


def test_merging_into_itself_is_refused_l2(ledger):
    """L-2"""
    one = make(ledger, "open")
    for ids in ([one], [one, one]):
        with pytest.raises(KnownError) as refused:
            progress.merge(ledger, EVERYONE, ids, one, ON, "同一件事")
        assert refused.value.kind == "itself"


def test_a_finding_leaves_the_list_after_the_feedback_only_with_right_and_reason_l7(ledger, clerk, reviewer):
    """L-7"""
    one = a_finding(ledger)
    with pytest.raises(Forbidden):
        findings.remove(ledger, clerk, [one], "误录")
    with pytest.raises(KnownError) as refused:
        findings.remove(ledger, reviewer, [one])
    assert refused.value.kind == "needs"
    findings.remove(ledger, reviewer, [one], "误录")
    with pytest.raises(Forbidden):
        recycle.take_out(ledger, clerk, [one])
    recycle.take_out(ledger, reviewer, [one])


def test_before_the_feedback_a_mistake_is_removed_without_a_question_l7(ledger, clerk):
    """L-7"""
    round_id = a_round(ledger, feedback_on="2026-07-01")
    one = a_finding(ledger, round_id, a_unit(ledger))

    findings.remove(ledger, clerk, [one])

    assert ledger.reader.value("select count(*) from finding where removed_in is null") == 0


def test_the_code_of_a_removed_round_is_free_again_and_can_be_chosen_l5(ledger):
    """L-5"""
    from desktop.operations import undo

    first = a_round(ledger, "十五届县委第六轮（常规）")
    undo.undo(ledger, EVERYONE)
    again = a_round(ledger, "十五届县委第六轮（常规）")
    chosen = a_round(ledger, "县委专项巡察", code="ZX-01")

    codes = dict(ledger.reader.tuples("select id, code from round"))
    assert (codes[first], codes[again], codes[chosen]) == ("15-06", "15-06", "ZX-01")
    for code in ("ZX-01", "15 06", "－"):
        with pytest.raises(KnownError):
            rounds.add(ledger, EVERYONE, f"又一轮{code}", {"code": code})


def test_a_measure_follows_its_own_finding_and_no_other_l2(ledger, reviewer):
    """L-2: through another finding's number nobody moves the measure of a closed one."""
    closed, other = a_finding(ledger, measures_=1), a_finding(ledger, measures_=1)
    measure = facts.measure_ids(ledger.reader, closed)[0]
    progress.transfer(ledger, reviewer, closed, "2026-06-01", "线索", "县纪委")
    progress.transfer(ledger, reviewer, other, "2026-06-01", "线索", "县纪委")
    with pytest.raises(KnownError, match="没有这条措施"):
        progress.reopen(ledger, reviewer, other, "2026-06-02", "反弹", [measure])
    progress.reopen(ledger, reviewer, other, "2026-06-02", "反弹")
    for deed in (
        lambda: measures.set_done(ledger, reviewer, other, measure, "2026-06-03", done=True),
        lambda: progress.claim(ledger, reviewer, other, "done", "2026-06-03", measure_id=measure),
        lambda: progress.verify(ledger, reviewer, other, "done", "2026-06-03", measure_id=measure),
    ):
        with pytest.raises(KnownError, match="没有这条措施"):
            deed()


@pytest.mark.parametrize("day", ["2026-02-31", "2027-01-01", "六月", "2026-6-1"])
def test_measures_are_added_to_what_is_in_the_list_on_a_real_day_l2(ledger, reviewer, day):
    """L-2"""
    one, gone = a_finding(ledger), a_finding(ledger)
    progress.withdraw(ledger, reviewer, [gone, gone], "2026-06-01", "查无实据", "领导小组")
    assert ledger.reader.value("select count(*) from finding_event where kind = 'withdraw'") == 1
    for finding, on, due in ((one, day, None), (gone, "2026-06-01", None), (one, "2026-06-01", "2026-02-31")):
        with pytest.raises(KnownError):
            measures.add(ledger, reviewer, finding, [MeasureDraft("一", due_on=due)], on)
    assert ledger.reader.value("select count(*) from measure") == 0


@pytest.mark.parametrize(
    "wrong",
    [{"first_due_on": "2026-02-31"}, {"review_on": "明年"}, {"nature": "urgent"}, {"text": " "}, {"unit_id": 999}],
)
def test_what_decides_is_real_whatever_way_a_finding_comes_in_l2(ledger, reviewer, wrong):
    """L-2, L-4: by hand, as a part of a split, as what a merge makes."""
    one, other = a_finding(ledger), a_finding(ledger)
    round_id, unit_id = facts.round_of(ledger.reader, one), facts.unit_of(ledger.reader, one)
    draft = FindingDraft(**({"round_id": round_id, "unit_id": unit_id, "text": "其一"} | wrong))
    before = ledger.reader.value("select count(*) from finding_event")
    for deed in (
        lambda: findings.add(ledger, reviewer, draft),
        lambda: progress.split(ledger, reviewer, one, [draft, draft], "2026-06-01", "分开整改"),
        lambda: progress.merge(ledger, reviewer, [one, other], draft, "2026-06-01", "同一件事"),
    ):
        with pytest.raises(KnownError):
            deed()
    assert ledger.reader.value("select count(*) from finding_event") == before


def test_the_own_days_of_an_immediate_finding_are_a_date_in_force_l4(ledger, reviewer):
    """L-2, L-4: an extension lies behind them; an edit does not move them behind."""
    one = a_finding(ledger, nature="immediate")
    for due in ("2026-03-25", "2026-04-02"):
        with pytest.raises(KnownError, match="不晚于现定时限 2026-04-02"):
            progress.extend(ledger, reviewer, one, due, "2026-03-20", "审批未下", "领导小组")
    with pytest.raises(KnownError, match="申请延期"):
        attributes.reclassify(ledger, reviewer, one, {"due_on": "2026-12-31"}, "2026-06-05", "会议决定")
    progress.extend(ledger, reviewer, one, "2026-06-30", "2026-06-01", "审批未下", "领导小组")


def test_the_end_of_a_round_is_moved_by_right_and_reason_once_a_unit_had_its_feedback_l4(ledger, clerk, reviewer):
    """L-4: also where the round itself has no feedback date."""
    round_id, unit_id = a_round(ledger, feedback_on=None, ends_on="2026-09-18"), a_unit(ledger)
    rounds.place_units(ledger, clerk, round_id, [unit_id], "2026-03-18")
    with pytest.raises(KnownError):
        rounds.edit(ledger, clerk, round_id, {"ends_on": "2026-12-31"}, "会议决定")
    with pytest.raises(KnownError, match="要写明理由"):
        rounds.edit(ledger, reviewer, round_id, {"ends_on": "2026-12-31"})
    rounds.edit(ledger, reviewer, round_id, {"ends_on": "2026-12-31"}, "会议决定")


@pytest.mark.parametrize("day", ["2026-02-31", "六月", ""])
def test_a_unit_is_renamed_and_merged_on_a_real_day_l2(ledger, clerk, day):
    """L-2"""
    one, other = a_unit(ledger), a_unit(ledger, "县审计局党组")
    with pytest.raises(KnownError, match="真实的日期"):
        units.rename(ledger, clerk, one, "县民政和养老局党组", day)
    with pytest.raises(KnownError, match="真实的日期"):
        units.merge(ledger, clerk, one, other, day)


def test_the_feedback_is_not_moved_behind_work_that_is_entered_l7(ledger, clerk, reviewer):
    """L-4, L-7: else a clerk could delete what was given, and a close-out would lie before the feedback."""
    one = a_finding(ledger)
    round_id, unit_id = facts.round_of(ledger.reader, one), facts.unit_of(ledger.reader, one)
    progress.claim(ledger, clerk, one, "done", "2026-05-20")
    for day in ("2026-05-21", "2027-01-01", None):
        for deed in (
            lambda day=day: rounds.edit(ledger, reviewer, round_id, {"feedback_on": day}, "会议决定"),
            lambda day=day: rounds.move_feedback(ledger, reviewer, round_id, unit_id, day or "2026-06-02", "会议决定"),
        ):
            with pytest.raises(KnownError, match="2026-05-20"):
                deed()
    with pytest.raises(KnownError, match="早于反馈日期"):
        rounds.edit(ledger, reviewer, round_id, {"ends_on": "2026-01-01"}, "会议决定")
    rounds.move_feedback(ledger, reviewer, round_id, unit_id, "2026-05-20", "会议决定")
    rounds.edit(ledger, reviewer, round_id, {"feedback_on": "2026-06-01"}, "会议决定")  # the unit has its own day now


@pytest.mark.parametrize("own_rule", [False, True])
@pytest.mark.parametrize("verdict", ["not_started", "done", "long_term"])
@pytest.mark.parametrize("feedback_on", ["2026-03-18", "2026-07-01"])
@pytest.mark.parametrize("written", [None, "2026-06-18"])
@pytest.mark.parametrize("nature", ["ordinary", "immediate"])
def test_the_date_in_force_at_the_door_is_the_one_that_the_list_shows_l2(
    ledger, nature, written, feedback_on, verdict, own_rule
):
    """L-2: one rule of the date, whatever the nature, the verdict, the feedback and the days of the round."""
    round_id = a_round(ledger, feedback_on=feedback_on)
    if own_rule:
        rule = {"event": "立行立改", "days": 20, "unit": "day", "round_id": round_id}
        dictionaries.put(ledger, EVERYONE, "deadline_rule", rule)
    one = a_finding(ledger, round_id, nature=nature, first_due_on=written, review_on="2026-11-01")
    if feedback_on < TODAY and verdict == "done":
        progress.close_out(ledger, EVERYONE, one, "2026-05-01", no_evidence_faults, override_reason="特批")
    elif feedback_on < TODAY and verdict == "long_term":
        progress.stage_done(ledger, EVERYONE, one, "2026-05-01", "2026-12-01")

    stands = doors.standing_of(ledger.reader, one, TODAY, TODAY)
    row = finding_queries.finding(ledger.reader, one, TODAY)
    own = due_date(row) if row is not None and nature == "immediate" else None
    assert (row is not None) == (feedback_on < TODAY)
    assert stands.due_on == (written or own)
    assert (stands.due_on is None) == (written is None and (nature == "ordinary" or row is None))


def test_the_date_in_force_costs_no_list_of_the_ledger_l2(ledger, monkeypatch):
    """L-2: a door is asked for every finding of a long edit."""
    asked = []
    monkeypatch.setattr(finding_queries, "list_findings", lambda *_a: asked.append(_a))
    one = a_finding(ledger, nature="immediate")
    assert doors.standing_of(ledger.reader, one, TODAY, TODAY).due_on == "2026-04-02"
    assert asked == []


def test_an_extension_for_a_day_before_the_date_was_moved_again_is_refused_l2(ledger):
    """L-2: later than the date in force, yet it would not come into force, and the later move would shorten it."""
    one = make(ledger, "fresh")
    progress.extend(ledger, EVERYONE, one, "2026-08-01", ON, "审批未下", "领导小组")

    with pytest.raises(KnownError, match="以后时限已改为 2026-08-01") as refused:
        progress.extend(ledger, EVERYONE, one, "2026-09-01", "2026-05-20", "再延", "领导小组")

    assert refused.value.kind == "not_later"
    assert finding_queries.finding(ledger.reader, one, TODAY).due_on == "2026-08-01"
    progress.extend(ledger, EVERYONE, one, "2026-09-01", "2026-06-03", "再延", "领导小组")
    assert finding_queries.finding(ledger.reader, one, TODAY).due_on == "2026-09-01"


def test_nor_for_a_day_before_the_date_was_set_earlier_l2(ledger):
    """L-2: an immediate finding has no written date before."""
    one = a_finding(ledger, nature="immediate")
    attributes.reclassify(ledger, EVERYONE, one, {"due_on": "2026-03-25"}, ON, "列错了")

    with pytest.raises(KnownError, match="以后时限已改为 2026-03-25"):
        progress.extend(ledger, EVERYONE, one, "2026-09-01", "2026-05-20", "再延", "领导小组")
