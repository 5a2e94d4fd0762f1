"""The process of a round: findings given, begun, reported done, closed out, and the chart of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from db.queries.findings import list_findings
from db.reader import Reader
from desktop.operations.question import Question
from desktop.rules import basis as bases
from desktop.rules.rate import Rate

if TYPE_CHECKING:
    from desktop.statistics.charts import Chart


@dataclass(frozen=True)
class Stage:
    """One stage with its findings and their share of all that were given."""

    key: str
    word: str
    ids: tuple[int, ...]
    share: Rate


def stages(reader: Reader, question: Question) -> tuple[Stage, ...]:
    """The four stages of the findings in the counts; a finding stands in each stage that it has reached."""
    rows = list_findings(reader, question.criteria, question.as_of, question.known_at)
    reached = {
        ("given", "反馈问题"): tuple(row.id for row in rows),
        ("begun", "已启动"): tuple(
            row.id for row in rows if (row.claim, row.verdict) != ("not_started", "not_started")
        ),
        ("claimed", "自报完成"): tuple(row.id for row in rows if row.claim == "done"),
        ("closed", "核实销号"): tuple(row.id for row in rows if row.verdict == "done"),
    }
    return tuple(
        Stage(key, word, ids, bases.rate(question.basis, len(ids), len(rows))) for (key, word), ids in reached.items()
    )


def draw_stages(found: Sequence[Stage], question: Question, size: tuple[float, float]) -> Chart:
    """One bar a stage, shares of the first."""
    from desktop.statistics import charts

    bars = [
        charts.ProcessBar(one.key, one.word, len(one.ids), "" if one.key == "given" else one.share.on_screen)
        for one in found
    ]
    source = f"按具体问题计，百分比为占反馈问题 · 截至 {question.as_of}"
    return charts.process_bars(bars, title="办理进程", source=source, width=size[0], height=size[1])
