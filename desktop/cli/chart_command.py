"""The command that draws: one chart as a picture, the same as on the screen and in Word."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from db.queries.findings import numbers_of
from db.reader import Reader
from desktop.cli.answers import Answer
from desktop.cli.figures import add_basis, add_moment, add_scope, as_of, chosen_basis, chosen_scope
from desktop.cli.leaving import add_asked, asked_of
from desktop.cli.ledger_commands import day
from desktop.cli.session import writing
from desktop.errors import KnownError
from desktop.ledgers.ways_out import CHART
from desktop.operations import chart_files, charting
from desktop.statistics.question import Question


def add_commands(commands: Any, _shared: argparse.ArgumentParser, opening: argparse.ArgumentParser) -> None:
    """Declare the commands of this module."""
    drawn = commands.add_parser("chart", parents=[opening], help=f"图表：{'、'.join(charting.names())}")
    drawn.add_argument("ledger", type=Path)
    drawn.add_argument("name", choices=tuple(charting.names()))
    drawn.add_argument("--out", type=Path, required=True)
    drawn.add_argument("--by", choices=("unit", "category", "round", "leader"), default="unit")
    drawn.add_argument("--from", dest="first", type=day, default=None)
    add_basis(drawn)
    add_moment(drawn)
    add_scope(drawn)
    add_asked(drawn)
    drawn.set_defaults(run=_chart)


def _chart(arguments: argparse.Namespace) -> Answer:
    if arguments.name == "change" and arguments.first is None:
        raise KnownError("变动说明要有两个日期。请用 --from 给出起始日期。")
    with writing(arguments) as (ledger, actor):
        question = Question(
            chosen_basis(ledger.reader, arguments),
            as_of(ledger, arguments),
            arguments.known_at,
            chosen_scope(ledger.reader, arguments),
            arguments.by,
            arguments.first,
        )
        drawn = charting.chart(ledger.reader, arguments.name, question)
        parts = _parts(ledger.reader, arguments.name, question)
        title = charting.names()[arguments.name]
        if drawn is None:
            raise KnownError(f"截至 {question.as_of} 的数据太少，画不出“{title}”。趋势图要有至少三周。")
        asked = asked_of(ledger, CHART, arguments)
        path = chart_files.save(ledger, actor, drawn, title, question, arguments.out, asked)
    lines = [f"{one['word']}  {one['count']}" + (f"（{one['rate']}）" if "rate" in one else "") for one in parts]
    return Answer({"path": str(path), **({"parts": parts} if parts else {})}, [f"已画图 {path}", *lines])


def _parts(reader: Reader, name: str, question: Question) -> list[dict[str, Any]]:
    """The numbers of a declared statistic, each with the numbers of its findings; empty for the other charts."""
    statistic = charting.declared(name)
    found = statistic.compute(reader, question) if statistic is not None else ()
    numbers = numbers_of(reader, [finding for one in found for finding in one.ids])
    told: list[dict[str, Any]] = []
    for one in found:
        share = {} if one.share is None else {"denominator": one.share.denominator, "rate": one.share.text}
        rows = [numbers[finding] for finding in one.ids]
        told.append({"key": one.key, "word": one.word, "count": len(one.ids), **share, "rows": rows})
    return told
