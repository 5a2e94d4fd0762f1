"""The command tally: any book counted by any two of its fields; findings with their rates (registers.md §0, R7)."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from db.queries.books import Record
from db.queries.findings import numbers_of
from db.reader import Reader
from db.store import Ledger
from desktop.cli.answers import Answer
from desktop.cli.figures import add_basis, add_moment, add_scope, as_of, chosen_basis, chosen_scope
from desktop.cli.session import reading
from desktop.cli.usage import WrongUsage, usage_line
from desktop.errors import KnownError
from desktop.ledgers import books
from desktop.ledgers.field import Field
from desktop.ledgers.findings import FINDINGS, grouping_fields
from desktop.operations.own_fields import own_fields
from desktop.operations.records.questions import Wanted
from desktop.operations.records.tallying import tally
from desktop.statistics.by_category import Cell, pivot

GROUPS = {"unit": "单位", "category": "类别", "round": "轮次", "leader": "分管县领导"}


def add_commands(commands: Any, _shared: argparse.ArgumentParser, opening: argparse.ArgumentParser) -> None:
    """Declare the commands of this module."""
    counted = commands.add_parser("tally", parents=[opening], help="一本账册按任意两栏统计")
    counted.add_argument("ledger", type=Path)
    counted.add_argument("register")
    counted.add_argument("--rows", required=True, metavar="FIELD")
    counted.add_argument("--columns", required=True, metavar="FIELD")
    counted.add_argument("--state", default="")
    counted.add_argument("--search", default="")
    add_basis(counted)
    add_moment(counted)
    add_scope(counted)
    counted.set_defaults(run=_tally)


def _tally(arguments: argparse.Namespace) -> Answer:
    name = arguments.register
    if name != FINDINGS.name and not books.is_declared(name):
        known = "、".join((FINDINGS.name, *(one.name for one in books.declared())))
        raise WrongUsage(usage_line("tally"), f"用法不对：没有“{name}”这本可以统计的账册。可用：{known}。")
    with reading(arguments) as ledger:
        return _findings(ledger, arguments) if name == FINDINGS.name else _records(ledger, arguments)


def _findings(ledger: Ledger, arguments: argparse.Namespace) -> Answer:
    reader = ledger.reader
    basis, moment = chosen_basis(reader, arguments), as_of(ledger, arguments)
    row, column = (_group(reader, name) for name in (arguments.rows, arguments.columns))
    found = pivot(
        reader, basis, moment, arguments.known_at, row=row, column=column, scope=chosen_scope(reader, arguments)
    )
    numbers = numbers_of(reader, [item.finding_id for item in found.total.items])

    def told(cell: Cell) -> dict[str, Any]:
        rows = [numbers[item.finding_id] for item in cell.items if item.counted]
        rate = cell.rate
        return {"numerator": rate.numerator, "denominator": rate.denominator, "rate": rate.text, "rows": rows}

    return _answer(
        arguments,
        {place: told(cell) for place, cell in found.cells.items()},
        {key: told(cell) for key, cell in found.row_totals.items()},
        {key: told(cell) for key, cell in found.column_totals.items()},
        told(found.total),
    )


def _records(ledger: Ledger, arguments: argparse.Namespace) -> Answer:
    reader = ledger.reader
    register, scope = books.book(reader, arguments.register), chosen_scope(reader, arguments)
    wanted = Wanted(scope.rounds, scope.units, arguments.state, search=arguments.search)
    moment = as_of(ledger, arguments)
    found = tally(reader, register, arguments.rows, arguments.columns, moment, arguments.known_at, wanted)

    def told(records: tuple[Record, ...]) -> dict[str, Any]:
        return {"count": len(records), "rows": [record.number for record in records]}

    return _answer(
        arguments,
        {place: told(own) for place, own in found.cells.items()},
        {key: told(own) for key, own in found.row_totals.items()},
        {key: told(own) for key, own in found.column_totals.items()},
        told(found.total),
    )


def _group(reader: Reader, name: str) -> str | Field:
    """One of the four groups by name or word, else a field of the findings."""
    known = {word: key for key, word in GROUPS.items()} | {key: key for key in GROUPS}
    if name in known:
        return known[name]
    fields = grouping_fields(own_fields(reader))
    found = next((field for field in fields if name in (field.name, field.title)), None)
    if found is None:
        words = "、".join((*GROUPS.values(), *(field.title for field in fields)))
        raise KnownError(f"问题台账不能按“{name}”统计。可用：{words}。", "unknown_field")
    return found


def _answer(
    arguments: argparse.Namespace,
    cells: Mapping[tuple[str, str], dict[str, Any]],
    rows: Mapping[str, dict[str, Any]],
    columns: Mapping[str, dict[str, Any]],
    total: dict[str, Any],
) -> Answer:
    document = {
        "register": arguments.register,
        "fields": [arguments.rows, arguments.columns],
        "cells": [{"row": row, "column": column, **told} for (row, column), told in cells.items()],
        "rows": [{"key": key, **told} for key, told in rows.items()],
        "columns": [{"key": key, **told} for key, told in columns.items()],
        "total": total,
    }
    lines = [f"{row} · {column}  {_plain(told)}" for (row, column), told in cells.items()]
    return Answer(document, [*lines, f"合计  {_plain(total)}"])


def _plain(told: Mapping[str, Any]) -> str:
    return str(told["count"]) if "count" in told else f"{told['rate']}（{told['numerator']}/{told['denominator']}）"
