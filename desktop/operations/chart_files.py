"""One chart as a picture that leaves, entered in the register of exports."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from db.store import Ledger
from desktop.errors import KnownError, reason_of
from desktop.ledgers.file_properties import FileProperties
from desktop.ledgers.ways_out import CHART
from desktop.operations import outgoing
from desktop.operations.outgoing import Asked, Facts
from desktop.rules import basis as basis_rules
from desktop.rules.permissions import Actor
from desktop.statistics.question import Question

if TYPE_CHECKING:
    from desktop.statistics.chart_canvas import Chart


def save(
    ledger: Ledger, actor: Actor, chart: Chart, title: str, question: Question, path: Path, asked: Asked = Asked()
) -> Path:
    """Write the picture in the fineness of print; its author is the office. Raises KnownError where the disk takes none."""
    return outgoing.registered(
        ledger, actor, CHART, asked, title, path,
        lambda final, properties: _written(final, chart, properties),
        lambda _path: Facts(len(chart.areas), as_of=question.as_of, basis=basis_rules.title(question.basis)),
    ).path  # fmt: skip


def _written(path: Path, chart: Chart, properties: FileProperties) -> Path:
    from desktop.statistics.charts import PRINT_DPI, png

    try:
        path.write_bytes(png(chart.figure, PRINT_DPI, properties.office))
    except OSError as error:
        raise KnownError(f"{path} 写不进去：{reason_of(error)}。请核对文件夹和权限。") from error
    return path
