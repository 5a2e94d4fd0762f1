"""A half-repaired import waits and is found again; a whole import is moved to the right unit or round in one step."""

from __future__ import annotations

import pytest

from db import digest
from db.queries import facts, lists
from desktop.errors import Forbidden, KnownError
from desktop.operations import progress, undo
from desktop.operations.importing import keeping, moving
from desktop.operations.importing.decisions import Decisions
from desktop.operations.importing.judgement import Options
from desktop.operations.importing.review import Review
from tests.builders import CLAIMANT, EVERYONE, a_round, a_unit
from tests.operations.importing.test_second_list import MAY, listed, take


@pytest.fixture
def office(ledger):
    a_round(ledger, "十五届县委第六轮（常规）")
    a_unit(ledger, "县民政局党组")
    a_unit(ledger, "县财政局党组")
    a_round(ledger, "十五届县委第五轮（常规）", feedback_on="2026-03-01")
    return ledger


def test_what_was_repaired_is_there_again_although_the_file_is_gone(office, tmp_path):
    path = listed(tmp_path, "五月", [{"具体表现": "甲事", "整改时限": "2024.13.1"}])
    options = Options(round_name="十五届县委第六轮（常规）", list_date=MAY)
    review = Review(office, EVERYONE, path, options)
    decisions = Decisions().with_cell(("清单", 2, "G"), "2026-06-18")
    review.read(decisions)
    row_id = review.keep(decisions, 0)
    path.unlink()

    taken = keeping.take_up(office, row_id)
    again = Review(office, EVERYONE, taken.path, taken.options, taken.unit)
    again.kept_id = row_id
    reviewed = again.read(taken.decisions)
    assert taken.options == options and reviewed.reading.findings[0].due_on == "2026-06-18"
    again.enter(taken.decisions, reviewed)
    assert not lists.kept_imports(office.reader)


def test_keeping_again_is_no_second_one_and_dropping_ends_it(office, tmp_path):
    path = listed(tmp_path, "五月", [{"具体表现": "甲事"}])
    review = Review(office, EVERYONE, path, Options())
    first = review.keep(Decisions(), 3)
    assert review.keep(Decisions(), 1) == first
    assert [one.open_faults for one in lists.kept_imports(office.reader)] == [1]

    keeping.drop(office, EVERYONE, first)
    assert not lists.kept_imports(office.reader)
    with pytest.raises(KnownError):
        keeping.take_up(office, first)


def test_waiting_imports_are_no_content(office, tmp_path):
    before = digest.content_digest(office.reader)
    Review(office, EVERYONE, listed(tmp_path, "五月", [{"具体表现": "甲事"}]), Options()).keep(Decisions(), 3)

    assert digest.content_digest(office.reader) == before


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
