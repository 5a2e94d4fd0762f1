"""Each repair compares only the rows that it touches, and finds what the whole comparison finds."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.operations import findings, progress
from desktop.operations.importing.decisions import Decisions
from desktop.operations.importing.judgement import Options, Picks
from desktop.operations.importing.review import Review
from desktop.operations.importing.seen_before import SeenBefore
from tests.builders import EVERYONE, a_round, a_unit
from tests.operations.importing.test_second_list import JUNE, MAY, listed, take

ROWS = 24
UNITS = ("县民政局党组", "县财政局党组")


def rows_of(dice: random.Random, bad: int) -> list[dict[str, object]]:
    return [
        {
            "具体表现": f"第{number}件事",
            "单位": dice.choice((*UNITS, "县民政局", "没有的单位")),
            "整改时限": dice.choice(("2026-06-18", "2026-09-30", "2026-03-01", "2024.13.1"))
            if number < bad
            else "2026-06-18",
            "完成情况": dice.choice(("正在推进", "已完成", "怪词", "未启动")),
            "责任人": dice.choice(("李明", "王强")),
        }
        for number in range(ROWS)
    ]


@pytest.fixture(scope="module")
def office(tmp_path_factory, empty_folder):
    import shutil

    from db.store import open_ledger
    from tests.conftest import SteppingClock

    folder = tmp_path_factory.mktemp("seen") / "a.ledger"
    shutil.copytree(empty_folder, folder)
    ledger = open_ledger(folder, None, SteppingClock("2026-06-05T09:00:00"))
    a_round(ledger)
    for name in UNITS:
        a_unit(ledger, name)
    rows = [{**row, "单位": UNITS[number % 2]} for number, row in enumerate(rows_of(random.Random(7), 0))]
    take(ledger, listed(folder.parent, "五月", rows), MAY, accept_faults=True)
    yield ledger
    ledger.close()


def told(reviewed):
    """Everything that a review says."""
    compared = reviewed.comparison
    return (
        reviewed.reading,
        reviewed.faults,
        reviewed.open_faults,
        compared.matched,
        compared.missing,
        reviewed.counts,
    )


def step(dice: random.Random, office, reviewed, decisions: Decisions) -> Decisions:
    """One thing that a clerk does, or that happens in the ledger meanwhile."""
    kind = dice.randrange(6)
    row = dice.randrange(2, ROWS + 2)
    if kind == 0:
        return decisions.with_cell(
            ("清单", row, dice.choice("EGHC")), dice.choice(("2026-07-01", "已完成", "王强", "第3件事", ""))
        )
    if kind == 1:
        return decisions.with_answer("没有的单位", dice.choice(UNITS))
    if kind == 2 and reviewed.open_faults:
        return decisions.with_seen(dice.choice(reviewed.open_faults))
    if kind == 3:
        return decisions.with_word("state", "怪词", dice.choice(("done", "in_progress")))
    if kind == 4:
        findings.edit(office, EVERYONE, [dice.randrange(1, ROWS)], {"owner": f"改{dice.randrange(9)}"})
        return decisions
    return replace(decisions, picks=Picks(frozenset({("清单", row)})))


@settings(max_examples=12)
@given(seed=st.integers(0, 10**6))
def test_what_is_found_after_repairs_is_what_a_comparison_anew_finds(office, tmp_path_factory, seed):
    """X5, K9"""
    dice = random.Random(seed)
    path = listed(tmp_path_factory.mktemp("list"), "六月", rows_of(dice, ROWS))
    review, decisions = Review(office, EVERYONE, path, Options(list_date=JUNE)), Decisions()
    for _number in range(6):
        reviewed = review.read(decisions)
        assert told(reviewed) == told(Review(office, EVERYONE, path, Options(list_date=JUNE)).read(decisions))
        decisions = step(dice, office, reviewed, decisions)


def test_a_repair_compares_its_own_row_and_what_is_only_seen_none(office, tmp_path):
    rows = [{**row, "单位": UNITS[number % 2]} for number, row in enumerate(rows_of(random.Random(7), 3))]
    review = Review(office, EVERYONE, listed(tmp_path, "六月", rows), Options(list_date=JUNE))
    first = review.read(Decisions())
    assert review.compared == ROWS
    review.read(Decisions().with_seen(first.faults[0]))
    assert review.compared == 0
    review.read(Decisions().with_cell(("清单", 9, "E"), "赵六"))
    assert review.compared == 1
    progress.note(office, EVERYONE, 3, "2026-05-20", "去看过")
    review.read(Decisions())
    assert review.compared == ROWS


def test_nothing_was_compared_before_the_first_reading_and_a_fact_is_asked_once_on_one_ground():
    memory, asked = SeenBefore(), []
    assert memory.compared == 0

    def ask():
        asked.append(1)
        return len(asked)

    memory.stand_on("甲")
    assert [memory.fact("x", ask), memory.fact("x", ask), memory.fact("y", ask)] == [1, 1, 2]
    memory.stand_on("甲")
    assert memory.fact("x", ask) == 1
    memory.compared = 5
    memory.stand_on("乙")
    assert memory.fact("x", ask) == 3 and memory.compared == 0
