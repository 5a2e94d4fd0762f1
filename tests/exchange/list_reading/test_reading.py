"""The law at the foot of the import page: every row of a list is counted once, under where it went."""

from types import SimpleNamespace

from desktop.exchange.list_reading.reading import FindingListReading, IgnoredRow, ReadingFault


def fault(row, level):
    return ReadingFault("清单", row, None, None, level, "x", "x")


def test_rows_are_counted_by_where_they_went_and_a_row_with_two_errors_once():
    """A whole sheet that was left aside has no row; a warning leaves its row in."""
    reading = FindingListReading(
        findings=[SimpleNamespace(rows=[3, 4]), SimpleNamespace(rows=[5])],
        ignored=[IgnoredRow("清单", 1, "title"), IgnoredRow("清单", 9, "title"), IgnoredRow("别的", 0, "hidden_sheet")],
        faults=[fault(6, "error"), fault(6, "error"), fault(7, "error"), fault(3, "warning")],
    )
    assert reading.counts() == {"title": 2, "finding_rows": 3, "error_rows": 2}
