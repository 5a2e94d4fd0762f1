"""L-2, L-7: the door refuses by the table of deeds, whatever the operation."""

import pytest

from desktop.errors import Forbidden, KnownError
from desktop.operations import findings, measures, progress, recycle, rounds
from desktop.operations.findings import FindingDraft
from tests.builders import EVERYONE, a_finding, a_round, a_unit, no_evidence_faults

ON = "2026-06-01"


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
