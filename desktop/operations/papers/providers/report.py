"""Words of the report on a round, part by part."""

from desktop.operations.papers.providers import (
    report_charts,
    report_compared,
    report_open,
    report_registers,
    report_rows,
)

MODULES = (report_rows, report_open, report_registers, report_compared, report_charts)
