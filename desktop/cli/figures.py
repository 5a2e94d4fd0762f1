"""Commands that answer with figures: rate, bases."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from db.queries import bases as basis_queries
from db.queries import register
from db.reader import Reader
from db.records import Basis, Scope
from db.store import Ledger
from desktop.cli.answers import Answer
from desktop.cli.ledger_commands import day
from desktop.cli.session import reading
from desktop.cli.usage import WrongUsage, usage_line
from desktop.errors import KnownError
from desktop.operations.freezing import Frozen, adjustments, frozen_named
from desktop.operations.frozen_figures import frozen_table
from desktop.operations.unit_lookup import unit_named
from desktop.rules import basis as rules
from desktop.statistics.rectification_rate import Figure, RateTable, rate_table


def add_commands(commands: Any, _shared: argparse.ArgumentParser, opening: argparse.ArgumentParser) -> None:
    """Declare the commands of this module."""
    rate = commands.add_parser("rate", parents=[opening], help="整改率")
    rate.add_argument("ledger", type=Path)
    rate.add_argument("--by", choices=("unit", "category", "round", "leader"))
    rate.add_argument("--level", choices=("problem", "finding", "measure"))
    add_basis(rate)
    add_moment(rate)
    add_scope(rate)
    add_period(rate)
    rate.set_defaults(run=_rate)
    bases = commands.add_parser("bases", parents=[opening], help="统计口径")
    bases.add_argument("ledger", type=Path)
    bases.set_defaults(run=_bases)


def add_basis(parser: argparse.ArgumentParser) -> None:
    """The counting basis, by name or in words."""
    parser.add_argument("--basis", default="")
    parser.add_argument("--basis-json", default="")


def add_moment(parser: argparse.ArgumentParser) -> None:
    """As of which date, known at which date."""
    parser.add_argument("--as-of", type=day)
    parser.add_argument("--known-at", type=day, default=None)


def add_period(parser: argparse.ArgumentParser) -> None:
    """A closed period, whose figures are told as they were frozen."""
    parser.add_argument("--period", default="", metavar="NAME", help="已冻结的期名：按冻结时的数字，其后的调整另列")


def period_alone(arguments: argparse.Namespace, command: str) -> None:
    """A closed period has its own day, basis and rounds: what would contradict them is wrong usage."""
    names = ("as_of", "known_at", "basis", "basis_json", "round", "unit", "level", "term")
    if told := [name for name in names if getattr(arguments, name, None)]:
        said = "、".join(f"--{name.replace('_', '-')}" for name in told)
        raise WrongUsage(usage_line(command), f"用法不对：--period 自带截至日、口径和轮次，不能再写 {said}。")


def told_adjustments(ledger: Ledger, frozen: Frozen) -> list[dict[str, Any]]:
    """What came out otherwise since the freeze, figure by figure."""
    return [
        {
            "figure": one.figure,
            "title": one.title,
            "then": one.then,
            "now": one.now,
            "findings": list(one.findings),
            "cause": one.cause,
        }
        for one in adjustments(ledger, frozen)
    ]


def adjustment_lines(told: list[dict[str, Any]]) -> list[str]:
    """The same as lines for people."""
    return [f"调整 {one['title']}：{one['then']} → {one['now']}。{one['cause']}" for one in told] or ["没有调整。"]


def add_scope(parser: argparse.ArgumentParser) -> None:
    """Which round, which unit."""
    parser.add_argument("--round", default="")
    parser.add_argument("--unit", default="")


def chosen_basis(reader: Reader, arguments: argparse.Namespace) -> Basis:
    """The basis that the arguments name; by default the office's own."""
    if arguments.basis_json:
        try:
            words = json.loads(arguments.basis_json)
        except ValueError as error:
            raise KnownError("--basis-json 不是能读的 JSON。请核对引号和括号。") from error
        return rules.from_words(words)
    if arguments.basis:
        found = basis_queries.basis_by_name(reader, arguments.basis)
        if found is None:
            raise KnownError(f"没有名为“{arguments.basis}”的口径。可用 bases 命令查看。")
        return found
    return basis_queries.default_basis(reader)


def chosen_scope(reader: Reader, arguments: argparse.Namespace) -> Scope:
    """The round and unit that the arguments name."""
    rounds: tuple[int, ...] = ()
    units: tuple[int, ...] = ()
    if arguments.round:
        rounds = (round_named(reader, arguments.round),)
    if arguments.unit:
        unit = unit_named(reader, arguments.unit)
        if unit is None:
            raise KnownError(f"名册中没有单位“{arguments.unit}”。请核对全称或别名。")
        units = (unit,)
    return Scope(rounds, units)


def round_named(reader: Reader, name: str) -> int:
    """The round with this name or code; KnownError where there is none."""
    found = register.round_id(reader, name)
    if found is None:
        raise KnownError(f"没有轮次“{name}”。请核对名称或编号。")
    return found


def as_of(ledger: Ledger, arguments: argparse.Namespace) -> str:
    """The date of the figure, by default today."""
    return arguments.as_of or ledger.today()


def _rate(arguments: argparse.Namespace) -> Answer:
    if arguments.period:
        return _rate_of_period(arguments)
    with reading(arguments) as ledger:
        basis = chosen_basis(ledger.reader, arguments)
        if arguments.level:
            basis = rules.from_words({"level": arguments.level}, start=basis)
        moment = as_of(ledger, arguments)
        table = rate_table(
            ledger.reader,
            basis,
            moment,
            arguments.known_at,
            by=arguments.by,
            scope=chosen_scope(ledger.reader, arguments),
        )
    return Answer(_told(table), _lines(table))


def _rate_of_period(arguments: argparse.Namespace) -> Answer:
    """The figures as they were frozen, what came later apart."""
    period_alone(arguments, "rate")
    with reading(arguments) as ledger:
        frozen = frozen_named(ledger.reader, arguments.period)
        table = frozen_table(ledger.reader, frozen, arguments.by)
        later = told_adjustments(ledger, frozen)
    period = {"name": frozen.name, "number": frozen.number, "frozen_at": frozen.frozen_at, "digest": frozen.digest}
    lines = [
        f"{frozen.name}（截至 {frozen.as_of}，{frozen.frozen_at} 冻结，校验码 {frozen.digest[:16]}）",
        *_lines(table),
    ]
    lines += adjustment_lines(later)
    return Answer({**_told(table), "period": period, "adjustments": later}, lines)


def _told(table: RateTable) -> dict[str, Any]:
    basis = table.total.basis
    return {
        "basis": {
            "name": basis.name,
            "version": basis.version,
            **rules.to_words(basis),
            "definition": rules.definition(basis),
        },
        "as_of": table.total.as_of,
        "known_at": table.total.known_at,
        "rows": [_row(figure) for figure in table.rows],
        "total": _row(table.total),
    }


def _lines(table: RateTable) -> list[str]:
    return [f"{figure.key}  {figure.rate.with_counts}" for figure in table.rows] + [table.total.sentence]


def _row(figure: Figure) -> dict[str, Any]:
    return {
        "key": figure.key,
        "numerator": figure.rate.numerator,
        "denominator": figure.rate.denominator,
        "rate": figure.rate.text,
    }


def _bases(arguments: argparse.Namespace) -> Answer:
    with reading(arguments) as ledger:
        known = basis_queries.bases(ledger.reader)
    listed = [
        {
            "name": one.name,
            "version": one.version,
            "default": one.is_default,
            **rules.to_words(one),
            "formula": rules.formula(one),
            "definition": rules.definition(one),
        }
        for one in known
    ]
    return Answer(listed, [f"{rules.title(one)}  {rules.formula(one)}" for one in known])
