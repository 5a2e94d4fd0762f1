"""A printed list of 2,000 rows beside QTextDocument → QPdfWriter, interleaved in one run: prints the ratio (demand: 15).

python -m tests.bench.bench_printed_list [rounds]
"""

import statistics
import sys
import time
from collections.abc import Callable

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF
from PySide6.QtGui import (
    QFont,
    QPageLayout,
    QPageSize,
    QPdfWriter,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextLength,
    QTextTableFormat,
)

from desktop.host import fonts
from desktop.paper.faces import ensure_painting
from desktop.paper.finding_list import meeting_list
from desktop.paper.pages import Layout
from desktop.paper.pdf import pdf_bytes
from desktop.paper.table import PrintedList
from tests.paper.printed_lists import heading, records

ROWS = 2000


def ours(printed: PrintedList) -> int:
    """Layout and PDF of the whole list; returns its pages."""
    return pdf_bytes(Layout(printed))[1]


def peer(printed: PrintedList) -> int:
    """The same rows and widths in a QTextTable with a repeated head, printed by QTextDocument; returns its rows."""
    document = QTextDocument()
    document.setDefaultFont(QFont([fonts.BUNDLED_SERIF], 10))
    form = QTextTableFormat()
    form.setHeaderRowCount(1)
    form.setBorder(0.5)
    form.setCellSpacing(0)
    form.setCellPadding(2)
    form.setProperty(QTextFormat.Property.TableBorderCollapse, True)
    form.setColumnWidthConstraints(
        [QTextLength(QTextLength.Type.PercentageLength, c.width / 2.69) for c in printed.columns]
    )
    table = QTextCursor(document).insertTable(len(printed.rows) + 1, len(printed.columns), form)
    for number, column in enumerate(printed.columns):
        table.cellAt(0, number).firstCursorPosition().insertText(column.title)
    for line, row in enumerate(printed.rows, start=1):
        for number, text in enumerate(row.cells):
            table.cellAt(line, number).firstCursorPosition().insertText(text)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setPageLayout(
        QPageLayout(QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Landscape, QMarginsF(14, 14, 14, 14))
    )
    document.print_(writer)
    return len(printed.rows)


def first_page(printed: PrintedList) -> int:
    """What a preview waits for: the first page laid out."""
    Layout(printed).page(0)
    return 1


def clocked(work: Callable[[PrintedList], int], printed: PrintedList) -> tuple[float, int]:
    begun = time.perf_counter()
    pages = work(printed)
    return time.perf_counter() - begun, pages


def main(rounds: int) -> None:
    ensure_painting()
    printed = meeting_list(records(ROWS, per_unit=16), heading())
    times: dict[str, list[float]] = {}
    counts: dict[str, int] = {}
    for _ in range(rounds):
        for work in (ours, peer, first_page):
            seconds, counts[work.__name__] = clocked(work, printed)
            times.setdefault(work.__name__, []).append(seconds)
    middle = {name: statistics.median(values) for name, values in times.items()}
    for name, seconds in middle.items():
        print(f"{name:<12}{seconds * 1000:10.1f} ms {counts[name]:6}")
    print(f"QTextDocument / ours = {middle['peer'] / middle['ours']:.1f} (demand 15)")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
