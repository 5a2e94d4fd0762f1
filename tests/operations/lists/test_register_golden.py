"""papers/32: the printed 打印、导出登记簿 carries the three worked examples word for word, line by line, on A4 across."""

from __future__ import annotations

import pytest

from desktop.operations.lists import register_sheet
from desktop.operations.lists.printing import Plan
from desktop.operations.lists.register_sheet import period
from tests.builders import EVERYONE
from tests.documents.papers import golden
from tests.operations.lists.test_register_sheet import PC, back, kept

__all__ = ("kept",)


def lines(ledger, of):
    """The register as its example is written down: title, head line, head and rows of the table, notes."""
    found = register_sheet.entries(ledger.reader, EVERYONE, of)
    laid = register_sheet.layout(ledger.reader, found, PC, Plan(register_sheet.title_of(of)), "2026-11-05")
    made = laid.printed
    heads = [[column.title for column in made.columns]] if made.rows else []
    table = [*heads, *([cell or "—" for cell in row.cells] for row in made.rows)]
    return [made.title, made.scope, *(f"| {' | '.join(cells)} |" for cells in table), *made.note.splitlines()]


@pytest.mark.parametrize(
    ("number", "of", "outstanding"), [(1, "2026-02", ()), (2, "2026-10", ()), (3, "2026-10-12", (4, 9))]
)
def test_the_register_reads_as_the_examples_of_its_paper(kept, number, of, outstanding):
    back(kept, *outstanding)

    assert lines(kept, period(of)) == golden("export_register", number)


def test_it_is_printed_on_a4_across(kept):
    found = register_sheet.entries(kept.reader, EVERYONE, period("2026-10"))
    laid = register_sheet.layout(kept.reader, found, PC, Plan("登记簿"), "2026-11-05")

    assert laid.sheet.landscape and laid.sheet.paper == "A4" and laid.complaint() == ""
