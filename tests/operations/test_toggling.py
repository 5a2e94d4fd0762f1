"""B5: whatever people did, taking it back one action after the other gives the digest of every earlier moment."""

import random
from datetime import timedelta

import pytest

from db import audit, digest
from desktop.errors import KnownError
from desktop.operations import evidence, findings, measures, progress, recycle, rounds, toggling, undo, units
from desktop.operations.findings import FindingDraft
from desktop.operations.measures import MeasureDraft
from desktop.operations.units import UnitDraft
from tests.builders import CLAIMANT, EVERYONE, a_finding, a_round, a_unit, no_evidence_faults

ON = "2026-06-01"


class Office:
    """Random work on one ledger; a step that a rule of the office refuses is no step."""

    def __init__(self, ledger, seed):
        self.ledger, self.dice = ledger, random.Random(seed)
        self.round_id, self.unit_id = a_round(ledger), a_unit(ledger)
        self.enter()

    def finding(self):
        living = self.ledger.reader.column("select id from finding where removed_in is null")
        return self.dice.choice(living) if living else self.enter()

    def measure(self):
        return self.dice.choice(self.ledger.reader.column("select id from measure where removed_in is null") or (0,))

    def draft(self):
        return FindingDraft(self.round_id, self.unit_id, f"第 {self.dice.random()} 个问题")

    def enter(self):
        return findings.add(self.ledger, EVERYONE, self.draft())[0]

    def steps(self):
        ledger, dice, one = self.ledger, self.dice, self.finding
        return [
            self.enter,
            lambda: findings.edit(ledger, EVERYONE, [one(), one()], {"owner": str(dice.random()), "people": 3}),
            lambda: findings.remove(ledger, EVERYONE, [one()]),
            lambda: findings.set_co_units(ledger, EVERYONE, one(), [self.unit_id] if dice.random() < 0.5 else []),
            lambda: measures.add(ledger, EVERYONE, one(), [MeasureDraft("一项措施"), MeasureDraft("又一项")], ON),
            lambda: measures.edit(ledger, EVERYONE, self.measure(), {"owner": str(dice.random())}),
            lambda: measures.remove(ledger, EVERYONE, self.measure()),
            lambda: progress.claim(ledger, EVERYONE, one(), dice.choice(["done", "in_progress"]), ON),
            lambda: progress.verify(ledger, EVERYONE, one(), "partly_done", ON),
            lambda: progress.close_out(ledger, EVERYONE, one(), ON, no_evidence_faults, override_reason="特批"),
            lambda: progress.refuse(ledger, EVERYONE, one(), ON, "材料不足"),
            lambda: progress.extend(ledger, EVERYONE, one(), "2026-09-30", ON, "审批未下", "方向阳"),
            lambda: progress.reopen(ledger, EVERYONE, one(), ON, "反弹"),
            lambda: progress.transfer(ledger, EVERYONE, one(), ON, "问题线索", "县纪委"),
            lambda: progress.withdraw(ledger, EVERYONE, [one()], ON, "重复", "方向阳"),
            lambda: progress.split(ledger, EVERYONE, one(), [self.draft(), self.draft()], ON, "分开整改"),
            lambda: progress.merge(ledger, EVERYONE, [one(), one()], self.draft(), ON, "同一件事"),
            lambda: evidence.add_paper(ledger, EVERYONE, one(), "会议纪要", "卷3第5页"),
            lambda: units.add_alias(ledger, EVERYONE, self.unit_id, f"别名{dice.random()}"),
            lambda: units.rename(ledger, EVERYONE, self.unit_id, f"县{dice.random()}局党组", "2026-06-02"),
            lambda: units.add(ledger, EVERYONE, [UnitDraft(f"县{dice.random()}局党组")]),
            lambda: rounds.edit(ledger, EVERYONE, self.round_id, {"ends_on": f"2026-0{dice.randrange(6, 9)}-01"}),
        ]

    def work(self):
        while True:
            try:
                return self.dice.choice(self.steps())()
            except KnownError:
                continue


@pytest.mark.parametrize("seed", range(6))
def test_undoing_backwards_gives_the_digest_of_every_earlier_moment(ledger, clock, seed):
    undo_everything(ledger, clock, seed, 14)


@pytest.mark.acceptance
@pytest.mark.timeout(900)
@pytest.mark.parametrize("seed", range(100, 160))
def test_long_work_is_undone_to_the_digest_of_every_earlier_moment(ledger, clock, seed):
    undo_everything(ledger, clock, seed, 60)


def content(ledger):
    """What the digest is taken over: a failing test shows the lines that differ."""
    lines = sorted(digest.content_lines(ledger.reader))
    assert digest.content_digest(ledger.reader) == digest.content_digest(ledger.writer)
    return lines


def undo_everything(ledger, clock, seed, count):
    office = Office(ledger, seed)
    moments = []
    for _ in range(count):
        clock.now += timedelta(minutes=7)
        before = content(ledger), ledger.reader.value("select max(id) from action")
        office.work()
        moments.append((before[0], tuple(range(before[1] + 1, ledger.reader.value("select max(id) from action") + 1))))
    after = content(ledger)
    for before, actions in reversed(moments):
        clock.now += timedelta(days=1)
        for action_id in reversed(actions):
            undo.undo(ledger, EVERYONE, action_id)
        assert content(ledger) == before
    read = audit.read_log(ledger.reader)
    assert (read.broken_at, list(audit.rows_against_log(ledger.reader, read))) == (None, [])
    assert after != moments[0][0]


def test_what_came_out_of_the_bin_stands_though_its_entry_was_taken_back(ledger):
    """L-3: a later removal is undone to where it was, and its events go and come back."""
    one = a_finding(ledger)
    undo.undo(ledger, EVERYONE, ledger.reader.value("select max(id) from action"))
    recycle.take_out(ledger, EVERYONE, [one])
    progress.claim(ledger, EVERYONE, one, "done", ON)
    there = digest.content_digest(ledger.reader)

    removed = findings.remove(ledger, EVERYONE, [one], "录错了").action_id
    undo.undo(ledger, EVERYONE, removed)

    assert digest.content_digest(ledger.reader) == there
    undo.redo(ledger, EVERYONE)
    undo.undo(ledger, EVERYONE, removed)
    assert digest.content_digest(ledger.reader) == there


@pytest.mark.parametrize("overridden, right, back, counts", [
    (True, True, True, True), (True, False, True, False), (False, True, True, False), (True, True, False, False),
])  # fmt: skip
def test_a_close_out_that_passed_as_an_exception_does_so_again_only_when_it_comes_back(
    ledger, overridden, right, back, counts
):
    one = a_finding(ledger, first_due_on="2026-07-01", due_kind="date")
    claim = progress.claim(ledger, CLAIMANT, one, "done", ON)
    closed = progress.close_out(ledger, EVERYONE, one, ON, no_evidence_faults, override_reason="特批")
    if not overridden:
        closed = claim
    if back:
        undo.undo(ledger, EVERYONE, closed.action_id)
    actor = EVERYONE if right else CLAIMANT

    assert toggling.overrides(ledger.reader, actor, closed.action_id) is counts
