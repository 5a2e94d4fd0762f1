"""M16, M17: the matrix of a gate is the round, not what came in; every count is a sum; the questions asked do not grow with the rows."""

import pytest

from db.reader import Reader
from desktop.ledgers.reviews import SUBMISSIONS
from desktop.operations.joint_review import deciding
from desktop.operations.joint_review.gates import GATES, gates, numbers
from desktop.operations.records import verbs
from desktop.rules.joint_review import Cell, Heard
from tests.builders import EVERYONE
from tests.operations.joint_review.reviews import Review


@pytest.fixture
def review(ledger, tmp_path):
    return Review(ledger, tmp_path / "意见表")


def test_a_unit_that_has_not_reported_is_a_row_with_the_days_left(review):
    found = review.gate()
    assert [one.unit for one in found.units] == ["县教育局", "县民政局"] and len(found.reported) == 1
    first, second = found.units
    assert [first.cells[one] for one in review.parties] == [Cell(Heard.MISSING)] * 4 and first.turn == 1
    assert not second.submission and not second.cells and second.due_on and second.days is not None
    assert (found.sheets, found.missing, found.opinions, found.conflicts, found.returns) == (4, 4, 0, 0, 0)
    assert [one.short for one in found.parties] == ["纪委监委", "组织部", "巡察办", "巡察组"]


def test_opinions_are_counted_by_party_and_conflicts_by_item(review):
    review.opinion(0, 0, returns=1)
    review.opinion(3, 0, "认可整改结果，建议销号")
    review.opinion(3, 1)
    review.opinion(1)
    line = review.line()
    assert [line.cells[one] for one in review.parties] == [
        Cell(Heard.CONFLICT, 1), Cell(Heard.RECEIVED, 1), Cell(Heard.MISSING), Cell(Heard.CONFLICT, 2)
    ]  # fmt: skip
    assert line.sum.words == "4 条 = 已定 0 + 待定 4；冲突 1" and line.lacks == "待定 4 条、冲突 1 条、未交意见 1 方"
    assert sum(one.count for one in line.cells.values()) == review.gate().opinions == 4
    assert set(numbers(review.ledger.reader, line).values()) == set(review.numbers[:2])


def test_the_last_version_counts_and_the_returned_ones_are_told(review):
    review.opinion(0, 0)
    deciding.give_back(review.ledger, EVERYONE, review.submission, "核查结果没有写")
    again = review.handed_in(on="2026-06-04")
    line = review.line()
    assert (line.submission, line.turn, line.stage, line.opinions) == (again, 2, "second", ())
    [(turn, submission, _day, reason)] = line.returned
    assert (turn, submission, reason) == (1, review.submission, "核查结果没有写") and review.gate().returns == 1


def test_what_is_over_waits_for_nobody_and_what_was_filed_had_its_letter(review):
    gate = review.gate()
    assert gate.is_open and gate.missing == 4
    for step in ("review", "pass", "file"):
        verbs.take(review.ledger, EVERYONE, SUBMISSIONS, review.submission, SUBMISSIONS.step(step), {})
        gate = review.gate()
        assert (gate.is_open, gate.missing) == ((True, 4) if step == "review" else (False, 0))
        assert [one.unit for one in gate.ready] == (["县教育局"] if step == "pass" else [])


def test_other_gates_and_parties_of_other_rounds_stay_out(review):
    review.opinion(0, 0)
    other = review.add_party("派驻纪检组")
    assert [one.kind for one in gates(review.ledger.reader, (review.round,), "2026-06-05").values()] == list(GATES)
    assert not review.gate("plan").reported and other in review.line().parties


def test_the_questions_do_not_grow_with_the_opinions(review, monkeypatch):
    asked = []
    plain = Reader.tuples

    def counted(reader, *args, **named):
        asked.append(args)
        return plain(reader, *args, **named)

    monkeypatch.setattr(Reader, "tuples", counted)
    review.gate()
    before = len(asked)
    monkeypatch.setattr(Reader, "tuples", plain)
    for place in range(12):
        review.opinion(place % 4, place % 3)
    monkeypatch.setattr(Reader, "tuples", counted)
    asked.clear()
    review.gate()
    assert len(asked) == before < 25
