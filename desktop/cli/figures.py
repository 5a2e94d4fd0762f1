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
from desktop.errors import KnownError
from desktop.operations.unit_lookup import unit_named
from desktop.rules import basis as rules
from desktop.statistics.rectification_rate import Figure, rate_table


def add_commands(commands: Any, _shared: argparse.ArgumentParser, opening: argparse.ArgumentParser) -> None:
    """Declare the commands of this module."""
    rate = commands.add_parser("rate", parents=[opening], help="整改率")
    rate.add_argument("ledger", type=Path)
    rate.add_argument("--by", choices=("unit", "category", "round", "leader"))
    rate.add_argument("--level", choices=("problem", "finding", "measure"))
    add_basis(rate)
    add_moment(rate)
    add_scope(rate)
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
    document = {
        "basis": {
            "name": basis.name,
            "version": basis.version,
            **rules.to_words(basis),
            "definition": rules.definition(basis),
        },
        "as_of": moment,
        "known_at": arguments.known_at,
        "rows": [_row(figure) for figure in table.rows],
        "total": _row(table.total),
    }
    lines = [f"{figure.key}  {figure.rate.with_counts}" for figure in table.rows] + [table.total.sentence]
    return Answer(document, lines)


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
