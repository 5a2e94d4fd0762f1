"""A whole import is moved to the right unit or round in one step, with one undo."""

from __future__ import annotations

import pytest

from db import digest
from db.queries import facts
from desktop.errors import Forbidden, KnownError
from desktop.operations import progress, undo
from desktop.operations.importing import moving
from tests.builders import CLAIMANT, EVERYONE, a_round, a_unit
from tests.operations.importing.test_second_list import MAY, listed, take


@pytest.fixture
def office(ledger):
    a_round(ledger, "十五届县委第六轮（常规）")
    a_unit(ledger, "县民政局党组")
    a_unit(ledger, "县财政局党组")
    a_round(ledger, "十五届县委第五轮（常规）", feedback_on="2026-03-01")
    return ledger


def entered(office, tmp_path):
    rows = [{"具体表现": "甲事"}, {"具体表现": "乙事"}]
    return take(office, listed(tmp_path, "五月", rows), MAY, round_name="十五届县委第六轮（常规）")


def test_an_import_is_moved_to_the_right_unit_with_one_undo(office, tmp_path):
    entered(office, tmp_path)
    before = digest.content_digest(office.reader)
    moving.move_import(office, EVERYONE, 1, unit_id=2, reason="选错单位")

    assert office.reader.column("select unit_id from finding") == (2, 2)
    assert facts.attribute_on(office.reader, 1, "unit_id", "2026-04-01") == "2"
    undo.undo(office, EVERYONE)
    assert digest.content_digest(office.reader) == before
    assert office.reader.column("select unit_id from finding") == (1, 1)


def test_an_import_is_moved_to_the_right_round_and_counts_from_its_feedback(office, tmp_path):
    entered(office, tmp_path)
    before = digest.content_digest(office.reader)
    moving.move_import(office, EVERYONE, 1, round_id=2, reason="选错轮次")

    assert office.reader.column("select round_id from finding") == (2, 2)
    assert facts.given_on(office.reader, 1) == "2026-03-01"
    undo.undo(office, EVERYONE)
    assert digest.content_digest(office.reader) == before


def test_work_that_would_lie_before_the_new_feedback_keeps_the_import_where_it_is(office, tmp_path):
    later = a_round(office, "十五届县委第七轮（常规）", feedback_on="2026-06-01")
    entered(office, tmp_path)
    progress.claim(office, EVERYONE, 2, "partly_done", "2026-05-10")

    with pytest.raises(KnownError):
        moving.move_import(office, EVERYONE, 1, round_id=later, reason="选错轮次")
    assert set(office.reader.column("select round_id from finding")) == {1}


def test_moving_after_the_feedback_needs_the_right_and_a_reason(office, tmp_path):
    entered(office, tmp_path)

    with pytest.raises(Forbidden):
        moving.move_import(office, CLAIMANT, 1, unit_id=2, reason="选错单位")
    with pytest.raises(KnownError):
        moving.move_import(office, EVERYONE, 1, unit_id=2)
    with pytest.raises(KnownError):
        moving.move_import(office, EVERYONE, 1, reason="没选")
    with pytest.raises(KnownError):
        moving.move_import(office, EVERYONE, 9, unit_id=2, reason="没有这次")


def test_an_import_is_moved_to_unit_and_round_at_once_and_its_record_says_so(office, tmp_path):
    """One step, one undo; the import itself, the coarser problems and the list of units follow only where they are asked to."""
    rows = [{"反馈问题": "总问题", "具体表现": "甲事"}, {"反馈问题": "总问题", "具体表现": "乙事"}]
    take(
        office,
        listed(tmp_path, "五月", rows, head=["序号", "单位", "反馈问题", "具体表现", "整改时限", "完成情况"]),
        MAY,
        round_name="十五届县委第六轮（常规）",
    )
    before = digest.content_digest(office.reader)
    changes = moving.move_import(office, EVERYONE, 1, unit_id=2, round_id=2, reason="选错")

    assert changes.title == "移动第 1 次导入 2 条"
    assert set(office.reader.tuples("select round_id, unit_id from finding")) == {(2, 2)}
    assert set(
        office.reader.tuples("select p.round_id, p.unit_id from finding f join problem p on p.id = f.parent_id")
    ) == {(2, 2)}
    assert len(set(office.reader.column("select parent_id from finding"))) == 1
    assert office.reader.value("select round_id from import_batch") == 2
    assert (2, 2) in office.reader.tuples("select round_id, unit_id from round_unit where removed_in is null")
    assert {facts.given_on(office.reader, one) for one in (1, 2)} == {"2026-03-01"}
    undo.undo(office, EVERYONE)
    assert digest.content_digest(office.reader) == before


def test_moved_to_a_unit_alone_the_import_stays_in_its_round(office, tmp_path):
    entered(office, tmp_path)
    moving.move_import(office, EVERYONE, 1, unit_id=2, reason="选错单位")

    assert (
        set(office.reader.column("select round_id from finding")) == {1}
        and office.reader.value("select round_id from import_batch") == 1
    )
    assert {facts.given_on(office.reader, one) for one in (1, 2)} == {"2026-03-18"}


@pytest.mark.parametrize("feedback_on, moves", [("2026-05-01", False), ("2026-04-30", True), ("", True)])
def test_work_on_the_day_of_the_new_feedback_lies_not_before_it(office, tmp_path, feedback_on, moves):
    later = a_round(office, "十五届县委第七轮（常规）", feedback_on=feedback_on or None)
    entered(office, tmp_path)
    progress.claim(office, EVERYONE, 2, "partly_done", "2026-05-10")
    if moves:
        moving.move_import(office, EVERYONE, 1, round_id=later, reason="选错轮次")
        assert {facts.given_on(office.reader, one) for one in (1, 2)} == {feedback_on or "2026-03-18"}
    else:
        with pytest.raises(KnownError) as refused:
            moving.move_import(office, EVERYONE, 1, round_id=later, reason="选错轮次")
        assert refused.value.kind == "before_feedback"
