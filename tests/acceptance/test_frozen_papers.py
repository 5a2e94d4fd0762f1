"""Papers stay as they were issued: the ledger goes on, the reprint and what stands behind each figure do not change (D11, D12, R3)."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest

from db.queries import bases
from db.queries.changes import event_facts, finding_facts
from db.queries.papers import figures_of
from db.queries.report import numbers_of
from db.records import FindingCriteria, Scope
from desktop.documents.recipes import recipe_of
from desktop.errors import KnownError
from desktop.operations import findings, progress, undo
from desktop.operations.findings import FindingDraft
from desktop.operations.papers import issuing, making
from desktop.operations.papers.workshop import Workshop
from desktop.operations.units import UnitDraft
from desktop.rules.standing import counted_items
from desktop.statistics.overdue import overdue_findings
from desktop.statistics.rectification_rate import rate_table
from tests.acceptance.offices import REPORT, add_round, add_units, ask, issue, open_office
from tests.builders import EVERYONE, no_evidence_faults
from tests.causes import AS_OF, COMMITTEE, TODAY

SIZES = [(4, 40), pytest.param((20, 200), marks=[pytest.mark.acceptance, pytest.mark.timeout(600)])]
STATES = ("in_progress", "basically_done", "partly_done", "done", "long_term")


class Change:
    """Random work of a clerk, back-dated as often as not; what a rule refuses is tried again with other values."""

    def __init__(self, ledger: Any, clock: Any, round_id: int, units: list[int], ids: list[int], seed: int) -> None:
        self.ledger, self.clock, self.round_id, self.units, self.ids = ledger, clock, round_id, units, list(ids)
        self.random = Random(seed)
        self.first = ledger.reader.value("select max(id) + 1 from action")
        self.kinds: list[Callable[[int, str], object]] = [
            self.enter, self.claim, self.claim, self.close, self.close, self.find, self.refuse, self.reopen, self.withdraw, self.extend,
            self.split, self.undo, self.undo_one,
        ]  # fmt: skip

    def make(self, count: int) -> int:
        """So many changes that were taken."""
        taken = 0
        while taken < count:
            self.clock.set((self.clock() + timedelta(hours=5)).isoformat())
            day = (self.clock() - timedelta(days=self.random.randint(0, 200))).date().isoformat()
            try:
                self.random.choice(self.kinds)(self.random.choice(self.ids), day)
            except KnownError:
                continue
            taken += 1
        return taken

    def enter(self, _finding: int, _day: str) -> None:
        draft = FindingDraft(
            self.round_id, self.random.choice(self.units), "补充问题：报销凭证不全", category1="组织建设"
        )
        self.ids.append(findings.add(self.ledger, EVERYONE, draft)[0])

    def claim(self, finding: int, day: str) -> None:
        progress.claim(self.ledger, EVERYONE, finding, self.random.choice(STATES), day, "已办")

    def close(self, finding: int, day: str) -> None:
        progress.close_out(self.ledger, EVERYONE, finding, day, no_evidence_faults, override_reason="纸质材料齐全")

    def find(self, finding: int, day: str) -> None:
        progress.verify(self.ledger, EVERYONE, finding, "basically_done", day, "基本完成")

    def refuse(self, finding: int, day: str) -> None:
        progress.refuse(self.ledger, EVERYONE, finding, day, "佐证不足")

    def reopen(self, finding: int, day: str) -> None:
        progress.reopen(self.ledger, EVERYONE, finding, day, "反弹")

    def withdraw(self, finding: int, day: str) -> None:
        progress.withdraw(self.ledger, EVERYONE, [finding], day, "重复", "领导小组")

    def extend(self, finding: int, day: str) -> None:
        progress.extend(self.ledger, EVERYONE, finding, "2027-03-31", day, "跨年项目", "领导小组")

    def split(self, finding: int, day: str) -> None:
        parts = [FindingDraft(self.round_id, self.units[0], f"拆分之{word}") for word in "甲乙"]
        self.ids += progress.split(self.ledger, EVERYONE, finding, parts, day, "两件事")[0]

    def undo(self, _finding: int, _day: str) -> None:
        undo.undo(self.ledger, EVERYONE)

    def undo_one(self, _finding: int, _day: str) -> None:
        """An action of the last few, not the very last; nothing from before the issue."""
        last = self.ledger.reader.value("select max(id) from action")
        undo.undo(self.ledger, EVERYONE, self.random.randint(max(self.first, last - 8), last))


@pytest.fixture(params=SIZES)
def story(request, ledger, clock, tmp_path):
    """Letters and a report issued from a lively ledger, its rates kept, then the changes."""
    letters, changes = request.param
    open_office(ledger, clock)
    round_id = add_round(ledger)
    books = [
        (UnitDraft(f"县第{n:02d}局党组"), [{"text": f"第{n}局第{m}个问题账目不清"} for m in range(6)])
        for n in range(letters)
    ]
    placed = add_units(ledger, round_id, books)
    ids = [one for unit in placed for one in unit.findings]
    units = [unit.unit_id for unit in placed]
    Change(ledger, clock, round_id, units, ids, seed=1).make(letters * 5)
    clock.set(f"{clock().date() + timedelta(days=1)}T09:00:00")
    issued = issue_all(ledger, round_id, tmp_path, clock().date())
    then = rates(ledger, round_id, None)
    day = clock().date().isoformat()
    clock.set(f"{clock().date() + timedelta(days=1)}T09:00:00")
    Change(ledger, clock, round_id, units, ids, seed=2).make(changes)
    return ledger, round_id, issued, then, day


def issue_all(ledger, round_id: int, folder: Path, today: Any) -> list[tuple[Any, Any]]:
    """(request, made) of every supervision letter and of the report."""
    workshop = Workshop(ledger)
    asked = [replace(ask("supervision_letter", round_id), issued_on=today)]
    asked += [replace(ask(REPORT, round_id, 主送=COMMITTEE), issued_on=today)]
    return [(request, one) for request in asked for one in issue(ledger, workshop, request, folder)]


def rates(ledger, round_id: int, known_at: str | None) -> list[tuple[str, int, int]]:
    """Rates by unit and in total at the date of the papers."""
    basis = bases.default_basis(ledger.reader)
    table = rate_table(ledger.reader, basis, AS_OF.isoformat(), known_at, by="unit", scope=Scope(rounds=(round_id,)))
    return [(row.key, row.rate.numerator, row.rate.denominator) for row in (*table.rows, table.total)]


def test_papers_and_their_figures_stand_whatever_happens_afterwards(story, tmp_path):
    ledger, round_id, issued, then, day = story

    reprinted = [issuing.reprint(ledger, made.letter_id, tmp_path / "again") for _request, made in issued]

    assert [path.read_bytes() for path in reprinted] == [made.path.read_bytes() for _request, made in issued]
    assert rates(ledger, round_id, day) == then
    assert rates(ledger, round_id, None) != then
    assert rates(ledger, round_id, None)[-1][1:] == by_plain_reading(ledger, round_id, None)
    assert rates(ledger, round_id, day)[-1][1:] == by_plain_reading(ledger, round_id, day)
    report_opens_its_rows(ledger, round_id, issued[-1][1].letter_id, day)
    for request, made in issued:
        assert manifest(ledger, made.letter_id) == made_again(ledger, request, made, day)


def by_plain_reading(ledger, round_id: int, known_at: str | None) -> tuple[int, int]:
    """Numerator and denominator, counted in Python over the events."""
    scope = Scope(rounds=(round_id,))
    facts = finding_facts(ledger.reader, scope)
    events = event_facts(ledger.reader, tuple(fact.id for fact in facts))
    basis = bases.default_basis(ledger.reader)
    found = counted_items(facts, events, basis, AS_OF.isoformat(), known_at)
    return sum(item.hit for item in found), sum(item.counted for item in found)


def report_opens_its_rows(ledger, round_id: int, letter_id: int, day: str) -> None:
    """The rows kept for the totals are those that the statistics count, as they were known on the day of issue."""
    kept = {name: rows for name, _value, rows in manifest(ledger, letter_id)}
    scope, basis, as_of = Scope(rounds=(round_id,)), bases.default_basis(ledger.reader), AS_OF.isoformat()
    total = rate_table(ledger.reader, basis, as_of, day, scope=scope).total
    claimed = rate_table(ledger.reader, replace(basis, verified_only=False), as_of, day, scope=scope).total
    late = overdue_findings(ledger.reader, FindingCriteria(rounds=(round_id,)), as_of, day)
    open_late = {due.finding.id for due in late} - {item.finding_id for item in total.behind_numerator}
    expected = {
        "总数": [item.finding_id for item in total.behind_denominator],
        "销号": [item.finding_id for item in total.behind_numerator],
        "未销": [item.finding_id for item in total.remaining],
        "自报": [item.finding_id for item in claimed.behind_numerator],
        "逾期": open_late,
    }
    assert {name: sorted(kept[name]) for name in expected} == {
        name: list(numbers_of(ledger.reader, ids)) for name, ids in expected.items()
    }


def manifest(ledger, letter_id: int) -> list[tuple[str, str, tuple[str, ...]]]:
    """Name, value and rows of each figure of an issued paper."""
    found = figures_of(ledger.reader, letter_id)
    return [(one.name, one.value, tuple(json.loads(one.findings))) for one in found]


def made_again(ledger, request, made, day: str) -> list[tuple[str, str, tuple[str, ...]]]:
    """The figures of the same paper, computed anew from what was known on the day of issue."""
    asked = replace(request, known_at=TODAY.fromisoformat(day))
    [one] = [one for one in making.gather(ledger.writing(), asked) if one.addressee == made.addressee]
    words = (
        {**one.words, "督办次数": 1, "往次措施": None, "后果": None}
        if recipe_of(one.kind).form == "letter"
        else one.words
    )
    entries = Workshop(ledger).press(one.kind).render(words).entries
    return [(entry.name, entry.value_text, tuple(entry.rows)) for entry in entries]
