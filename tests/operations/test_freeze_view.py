"""A closed period beside today: a difference is told by count and sign, with just the rows that moved."""

import pytest

from desktop.operations.figure_moment import OfficeFigure
from desktop.operations.freeze_view import _line, sum_by_state
from desktop.operations.freezing import STANDING


def count(value, *rows, name="overdue"):
    return OfficeFigure(name, "逾期", str(value), None, None, "", rows)


def rate(numerator, denominator, counted=(), rows=()):
    return OfficeFigure(
        "rectification_rate",
        "整改率",
        f"{100 * numerator / denominator:.1f}%",
        numerator,
        denominator,
        "",
        rows,
        counted,
    )


@pytest.mark.parametrize(("was", "now", "difference", "rows"), [
    (count(2, "a", "b"), count(2, "a", "b"), "0", ()),
    (count(2, "a", "b"), count(3, "a", "b", "c"), "+1", ("c",)),
    (count(2, "a", "b"), count(1, "b"), "−1", ("a",)),
    (count(2, "a", "b"), count(2, "a", "c"), "0", ("b", "c")),
    (rate(1, 4, ("a",)), rate(2, 4, ("a", "b")), "+1", ("b",)),
    (rate(2, 4, ("a", "b")), rate(1, 4, ("a",)), "−1", ("b",)),
    (rate(1, 4, ("a",), ("a", "b", "c", "d")), rate(1, 5, ("a",), ("a", "b", "c", "d", "e")), "≠", ("e",)),
])  # fmt: skip
def test_a_figure_then_and_now(was, now, difference, rows):
    line = _line(was, now)
    assert (line.difference, line.rows) == (difference, rows)
    assert line.differs == ((was.value, was.numerator, was.denominator) != (now.value, now.numerator, now.denominator))


def test_a_figure_that_is_no_number_is_only_said_to_differ():
    none = OfficeFigure("x", "x", None, None, None, "", ())
    assert _line(none, count(1)).difference == "≠" and _line(none, none).difference == "0"


def test_the_states_add_up_to_the_whole_of_today():
    lines = [_line(count(9, name=f"{STANDING}{at}"), count(at, name=f"{STANDING}{at}")) for at in (3, 4)]
    assert sum_by_state([*lines, _line(count(1), count(1))]) == "3 + 4 = 7"
    assert sum_by_state([_line(count(1), count(1))]) == ""
