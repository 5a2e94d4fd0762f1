"""Counts over the findings of a paper: 问题 are problems, items only where they are more (P-4)."""

from types import SimpleNamespace

import pytest

from desktop.operations.papers.providers import findings
from tests.finding_rows import a_row, a_sheet

WORDS = findings.WORDS


def value(word, rows, chosen=None, **fields):
    found = WORDS[word](a_sheet(rows, chosen, **fields))
    return found if found is None or isinstance(found, bool) else (int(found), found.rows)


PAIR = [a_row(1, parent_id=7), a_row(2, parent_id=7), a_row(3)]
ALONE = [a_row(1), a_row(2)]
NUMBERS = tuple(row.number for row in PAIR)


def test_problems_and_items_are_told_apart_and_items_only_where_they_are_more():
    assert value("问题总数", PAIR) == (2, NUMBERS) and value("具体表现数", PAIR) == (3, NUMBERS)
    assert value("问题总数", ALONE) == (2, NUMBERS[:2]) and value("具体表现数", ALONE) is None


def test_the_paper_is_about_problems_of_its_own_round_and_says_those_of_earlier_ones_beside():
    earlier = a_row(9, round_id=2)
    assert value("问题数", PAIR, [*PAIR[:2], earlier]) == (1, NUMBERS[:2])
    assert value("所附具体表现数", PAIR, [*PAIR[:2], earlier]) == (2, NUMBERS[:2])
    assert value("所附具体表现数", PAIR, [PAIR[2]]) is None
    assert value("往轮问题数", PAIR, [*PAIR, earlier]) == (1, (earlier.number,))
    assert (
        value("往轮问题数", PAIR, PAIR) is None
        and value("问题数", PAIR, [earlier]) is None
        and value("问题数", PAIR, []) is None
    )


def test_the_amount_is_the_sum_of_the_chosen_of_the_own_round_that_have_one():
    rows = [
        a_row(1, amount_yuan=300),
        a_row(2, amount_yuan=None),
        a_row(3, amount_yuan=0),
        a_row(4, amount_yuan=50),
        a_row(5, amount_yuan=7, round_id=2),
    ]
    assert value("涉及金额", rows, rows) == (350, ("15-06-0001", "15-06-0004"))
    assert value("涉及金额", rows, rows[:1]) == (300, ("15-06-0001",))
    assert value("涉及金额", rows, rows[1:3]) is None


@pytest.mark.parametrize(
    "marks, said, aside", [((1, 1, 1), 2, None), ((0, 1, 1), 2, None), ((0, 0, 1), 1, 1), ((0, 0, 0), 0, 2)]
)
def test_a_problem_is_in_the_feedback_with_any_of_its_items(marks, said, aside):
    rows = [row._replace(in_feedback=mark) for row, mark in zip(PAIR, marks, strict=True)]
    assert value("入反馈数", rows)[0] == said
    assert (value("清单另列数", rows) or (None,))[0] == aside


def test_immediate_and_carried_over_problems_are_counted_where_there_are_any():
    assert value("立行立改数", PAIR) is None and value("结转数", PAIR) is None
    rows = [PAIR[0], PAIR[1]._replace(nature="immediate"), PAIR[2]._replace(number="15-05-0003")]
    assert value("立行立改数", rows)[0] == 1 and value("结转数", rows) == (1, ("15-05-0003",))
    assert value("结转数", [PAIR[2]._replace(number="15-060-0003")])[0] == 1, (
        "another code that begins alike is another round"
    )


@pytest.mark.parametrize("kind, level, said", [("乡镇", "村级", True), ("乡镇", "", None), ("县直部门", "村级", None)])
def test_a_township_shares_with_villages_where_a_finding_says_so(kind, level, said):
    rows = [a_row(1), a_row(2, responsibility_level=level)]
    assert value("镇村共管", rows, unit=SimpleNamespace(kind=kind)) is said
    assert value("镇村共管", rows) is None
