"""The command figures: the figures of the office with their parts and rows (registers.md §10)."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from db.queries import rounds as round_queries
from db.store import Ledger
from desktop.cli import leads_commands
from desktop.cli.answers import Answer
from desktop.cli.figures import add_period, adjustment_lines, as_of, chosen_scope, period_alone, told_adjustments
from desktop.cli.ledger_commands import day
from desktop.cli.session import reading
from desktop.cli.usage import WrongUsage, count, usage_line
from desktop.errors import KnownError
from desktop.operations.figure_moment import Moment, OfficeFigure
from desktop.operations.freezing import frozen_named
from desktop.operations.leads.work import FIGURES, Figure
from desktop.operations.office_figures import NAMES, figures


def add_commands(commands: Any, _shared: argparse.ArgumentParser, opening: argparse.ArgumentParser) -> None:
    """Declare the commands of this module."""
    told = commands.add_parser("figures", parents=[opening], help="本办的数字")
    told.add_argument("ledger", type=Path)
    told.add_argument(
        "files", nargs="*", metavar="NAME"
    )  # the shared reader gives what stands behind options to `files`
    told.add_argument("--round", default="")
    told.add_argument("--term", default="", help="届次，如 15 或 十五届")
    told.add_argument("--as-of", type=day)
    told.add_argument("--known-at", type=day, default=None)
    add_period(told)
    leads_commands.add_option(told)
    told.add_argument("--all-sanctioned", type=count, default=None, help="处分总人数（手填），算线索贡献率用")
    told.set_defaults(run=_figures, unit="")


def _figures(arguments: argparse.Namespace) -> Answer:
    of_leads = leads_commands.is_asked(arguments)
    names = (*NAMES, *FIGURES) if of_leads else NAMES
    if strange := [name for name in arguments.files if name not in names]:
        known = "、".join(names)
        raise WrongUsage(usage_line("figures"), f"用法不对：没有“{'、'.join(strange)}”这个数字。可用：{known}。")
    if arguments.period:
        return _of_period(arguments)
    with reading(arguments) as ledger:
        rounds = _of_term(ledger, arguments.term) if arguments.term else chosen_scope(ledger.reader, arguments).rounds
        asked = [name for name in arguments.files if name in NAMES]
        moment = Moment(ledger, as_of(ledger, arguments), arguments.known_at, rounds)
        found: list[OfficeFigure | Figure] = list(figures(moment, asked)) if asked or not arguments.files else []
        named = leads_commands.round_names(ledger.reader, rounds)
    if of_leads:
        found += leads_commands.figures(arguments, named)
    return Answer([told_figure(one) for one in found], [_line(one) for one in found])


def _of_period(arguments: argparse.Namespace) -> Answer:
    """The figures of a closed period as they were frozen, what came later apart."""
    period_alone(arguments, "figures")
    with reading(arguments) as ledger:
        frozen = frozen_named(ledger.reader, arguments.period)
        later = told_adjustments(ledger, frozen)
    found = [one for one in frozen.figures if not arguments.files or one.name in arguments.files]
    apart = {one["figure"]: one for one in later}
    return Answer(
        [{**told_figure(one), "adjustment": apart.get(one.name)} for one in found],
        [*(_line(one) for one in found), *adjustment_lines(later)],
    )


def _of_term(ledger: Ledger, term: str) -> tuple[int, ...]:
    found = [
        one.id
        for one in round_queries.rounds(ledger.reader)
        if term in (one.term_name, one.term_name.removesuffix("届"))
    ]
    if not found:
        raise KnownError(f"没有届次“{term}”。请核对名称。")
    return tuple(found)


def told_figure(one: OfficeFigure | Figure) -> dict[str, Any]:
    """A figure as the command line tells it (interfaces.md)."""
    return {
        "name": one.name, "title": one.title, "value": one.value, "numerator": one.numerator,
        "denominator": one.denominator, "basis": one.basis, "rows": list(one.rows), "counted": list(one.counted),
    }  # fmt: skip


def _line(one: OfficeFigure | Figure) -> str:
    parts = "" if one.denominator is None else f"（{one.numerator}/{one.denominator}）"
    return f"{one.title}  {one.value or '—'}{parts}"
