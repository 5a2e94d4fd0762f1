"""Words of the report on a round, part by part."""

from desktop.operations.papers.providers import (
    report_books,
    report_charts,
    report_compared,
    report_open,
    report_reasons,
    report_registers,
    report_rows,
    report_since,
)

MODULES = (
    report_rows, report_open, report_registers, report_compared, report_charts, report_books, report_reasons, report_since,
)  # fmt: skip
