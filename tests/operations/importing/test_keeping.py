"""A half-repaired import waits, is found again, and is no content of the ledger."""

from __future__ import annotations

import pytest

from db import digest
from db.queries import lists
from desktop.errors import KnownError
from desktop.operations.importing import keeping
from desktop.operations.importing.decisions import Decisions
from desktop.operations.importing.judgement import Options
from desktop.operations.importing.review import Review
from tests.builders import EVERYONE, a_round, a_unit
from tests.operations.importing.test_second_list import MAY, listed


@pytest.fixture
def office(ledger):
    a_round(ledger, "十五届县委第六轮（常规）")
    a_unit(ledger, "县民政局党组")
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


def test_options_unit_and_decisions_come_back_as_they_were_kept(office, tmp_path):
    options = Options(
        round_name="十五届县委第五轮（常规）", list_date=MAY, only_new=True, rounds={"五": "十五届县委第五轮（常规）"}
    )
    path = listed(tmp_path, "五月", [{"具体表现": "甲事"}])
    decisions = Decisions().with_answer("民政", "县民政局党组").with_cell(("清单", 2, "G"), "2026-06-18")
    row_id = keeping.keep(office, EVERYONE, path, options, "县财政局党组", decisions, 4)

    taken = keeping.take_up(office, row_id)
    assert (taken.options, taken.unit, taken.decisions, taken.row.open_faults) == (
        options,
        "县财政局党组",
        decisions,
        4,
    )
    assert taken.path.name == path.name and taken.path.read_bytes() == path.read_bytes()
    assert office.reader.tuples("select file_name, round_name, kept_on, user_name from kept_import") == (
        (path.name, "十五届县委第五轮（常规）", "2026-06-05", EVERYONE.name),
    )  # fmt: skip
    with pytest.raises(KnownError) as refused:
        keeping.take_up(office, row_id + 1)
    assert refused.value.kind == "gone"
