"""办理进程: of the findings given, how many were begun, reported done and closed out."""

from __future__ import annotations

from db.queries.findings import list_findings
from db.reader import Reader
from desktop.rules import basis as bases
from desktop.statistics.question import Question
from desktop.statistics.statistic import Part, Statistic


def stages(reader: Reader, question: Question) -> tuple[Part, ...]:
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
        Part(key, word, ids, bases.rate(question.basis, len(ids), len(rows))) for (key, word), ids in reached.items()
    )


PROCESS = Statistic(
    "process", "办理进程", "阶段", stages, whole="反馈问题", note="按具体问题计；已启动指单位已报进展或巡察办已有认定。"
)  # fmt: skip
