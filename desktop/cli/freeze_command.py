"""The command freeze: closes a period, or shows a closed one with its adjustments since (interfaces.md)."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from db.store import Ledger
from desktop.cli.answers import Answer
from desktop.cli.figures import adjustment_lines, chosen_scope, told_adjustments
from desktop.cli.ledger_commands import day
from desktop.cli.office_figures_command import told_figure
from desktop.cli.session import reading, writing
from desktop.cli.usage import WrongUsage, usage_line
from desktop.ledgers.freezes import FREEZES
from desktop.operations import freezing
from desktop.operations.records import verbs


def add_commands(commands: Any, _shared: argparse.ArgumentParser, opening: argparse.ArgumentParser) -> None:
    """Declare the commands of this module."""
    told = commands.add_parser("freeze", parents=[opening], help="冻结一期的数字，或看冻结后的调整")
    told.add_argument("ledger", type=Path)
    told.add_argument("--name", default="", help="期名，如 2026年5月")
    told.add_argument("--as-of", type=day)
    told.add_argument("--basis", default="")
    told.add_argument("--round", default="")
    told.add_argument("--show", default="", metavar="NAME")
    told.set_defaults(run=_freeze, unit="")


def _freeze(arguments: argparse.Namespace) -> Answer:
    if bool(arguments.name) == bool(arguments.show):
        raise WrongUsage(usage_line("freeze"), "用法不对：冻结写 --name 期名，查看写 --show 期名，二者取一。")
    if arguments.show:
        with reading(arguments) as ledger:
            return _told(ledger, freezing.frozen_named(ledger.reader, arguments.show))
    with writing(arguments) as (ledger, actor):
        scope = chosen_scope(ledger.reader, arguments)
        values = {
            "name": arguments.name, "as_of": arguments.as_of or ledger.today(), "basis": arguments.basis,
            "round": scope.rounds[0] if scope.rounds else None,
        }  # fmt: skip
        verbs.add(ledger, actor, FREEZES, values)
        return _told(ledger, freezing.frozen_named(ledger.newest, arguments.name))


def _told(ledger: Ledger, frozen: freezing.Frozen) -> Answer:
    found = told_adjustments(ledger, frozen)
    document = {
        "name": frozen.name, "number": frozen.number, "as_of": frozen.as_of, "frozen_at": frozen.frozen_at, "digest": frozen.digest,
        "figures": [told_figure(one) for one in frozen.figures],
        "adjustments": found,
    }  # fmt: skip
    lines = [f"{frozen.name}（截至 {frozen.as_of}，{frozen.frozen_at} {frozen.by} 冻结，校验码 {frozen.digest[:16]}）"]
    lines += [f"{one.title}  {freezing.said(one)}" for one in frozen.figures]
    lines += adjustment_lines(found)
    return Answer(document, lines)
