"""The sums of 抄报移交: each under its column, above the rows, and what the batch would enter (page 15)."""

import re

from desktop.ui.pages.register.dispatch_rows import LEADERS
from tests.ui.test_dispatch_card import office, page  # noqa: F401


def test_each_sum_of_the_leaders_stands_under_its_column(page):  # noqa: F811
    """Page 15: the line of sums is what the rows above it come to."""
    board = page.view.above
    sums, rows = board.total.words, [row.line for row in board.leaders.records()]
    due = [one for one in rows if one.part.findings]
    assert set(sums) <= {column.field for column in LEADERS.columns}
    assert sums["name"] == f"{len(due)} 位" and int(sums["count"]) == sum(len(one.part.findings) for one in due)
    assert int(sums["late"]) == sum(len(one.part.late) for one in due)
    assert sums["letter"] == f"{sum(one.copy is not None for one in due)} 件"


def test_the_foot_says_what_the_batch_would_enter_level_by_level(page):  # noqa: F811
    board = page.view.above
    whole, _equals, parts = board.law.full_text().partition(" = ")
    total = int(re.search(r"\d+", whole)[0])
    assert total == sum(int(one.rpartition(" ")[2]) for one in parts.split(" + ")) > 0
    assert f" {total} 件" in board.batch_button.text()


def test_the_sums_of_the_leaders_stand_in_the_line_above_them(page):  # noqa: F811
    """Page 15: what the rows come to is read from them."""
    board = page.view.above
    _law, units, findings, late = re.search(
        r"(县领导合计) (\d+) 家 (\d+) 条，逾期 (\d+)", board.note_label.full_text()
    ).groups()
    parts = [row.line.part for row in board.leaders.records()]
    assert int(findings) == sum(len(part.findings) for part in parts)
    assert (int(units), int(late)) == (len({u for part in parts for u in part.units}), sum(len(p.late) for p in parts))
