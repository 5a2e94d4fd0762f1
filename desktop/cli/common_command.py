"""The command common: findings of several units that say the same, of a ledger or of plain rows (M8, S4)."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from desktop.cli.answers import Answer
from desktop.cli.figures import as_of, round_named
from desktop.cli.ledger_commands import day
from desktop.cli.session import reading
from desktop.cli.usage import WrongUsage, usage_line
from desktop.errors import KnownError
from desktop.exchange.json_file import json_in
from desktop.operations.common_findings import common_findings
from desktop.operations.matters import shipped_matters
from desktop.rules.common_findings import LIKENESS, Group, Told, common


def add_commands(commands: Any, _shared: argparse.ArgumentParser, opening: argparse.ArgumentParser) -> None:
    """Declare the commands of this module."""
    told = commands.add_parser("common", parents=[opening], help="共性问题：几家单位说的是同一件事")
    told.add_argument("ledger", type=Path, nargs="?")
    told.add_argument("--findings", type=Path, metavar="FILE.json", help="不动账本，只看文件里的问题")
    told.add_argument("--round", nargs="+", default=[], metavar="R")
    told.add_argument(
        "--threshold", type=likeness, default=LIKENESS, metavar="X", help="文字相似到多少算同一件事，0 到 1"
    )
    told.add_argument("--as-of", type=day)
    told.set_defaults(run=_common)


def likeness(text: str) -> float:
    """A share above 0 and up to 1."""
    try:
        value = float(text)
    except ValueError:
        value = 0
    if not 0 < value <= 1:
        raise argparse.ArgumentTypeError(f"“{text}”不是 0 到 1 之间的数")
    return value


def _common(arguments: argparse.Namespace) -> Answer:
    if (arguments.ledger is None) == (arguments.findings is None):
        raise WrongUsage(usage_line("common"), "用法不对：请写成 common 账本，或 common --findings 问题.json。")
    if arguments.findings is not None:
        if arguments.round or arguments.as_of:
            raise WrongUsage(usage_line("common"), "用法不对：--round 和 --as-of 只用于账本。")
        groups = common(_rows(arguments.findings), shipped_matters(), arguments.threshold)
    else:
        with reading(arguments) as ledger:
            rounds = [round_named(ledger.reader, name) for name in arguments.round]
            groups = common_findings(ledger.reader, as_of(ledger, arguments), rounds, arguments.threshold)
    return Answer([_document(group) for group in groups], [_line(group) for group in groups])


def _rows(path: Path) -> list[Told]:
    document = json_in(path)
    if not isinstance(document, list):
        raise KnownError(f"{path} 应是一列问题，各有 number、unit、text。请核对格式。")
    faults = [place for place, row in enumerate(document, 1) if not _is_row(row)]
    if faults:
        places = "、".join(map(str, faults[:10])) + ("等" if len(faults) > 10 else "")
        raise KnownError(f"{path} 第 {places} 条缺少 number、unit 或 text（都应是文字）。请补齐。")
    told = [Told(row["number"], row["unit"], row["text"]) for row in document]
    if len({one.number for one in told}) < len(told):
        raise KnownError(f"{path} 里有编号重复的问题。请核对。")
    return told


def _is_row(row: object) -> bool:
    return isinstance(row, Mapping) and all(isinstance(row.get(name), str) for name in ("number", "unit", "text"))


def _document(group: Group) -> dict[str, Any]:
    return {
        "name": group.name,
        "size": len(group.findings),
        "units": group.units,
        "findings": list(group.findings),
        "shared": list(group.shared),
    }


def _line(group: Group) -> str:
    return f"{group.name}  {group.units} 家 · {len(group.findings)} 条  {'、'.join(group.findings)}"
