"""The return workbook on the command line: `merge`, on plain files or against a ledger."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from desktop.cli.answers import KNOWN_ERROR, Answer
from desktop.cli.merge_json import document, lines
from desktop.cli.usage import WrongUsage, usage_line
from desktop.errors import Refused
from desktop.exchange.return_book.merging import Outcome, merge_workbook
from desktop.exchange.return_book.plain_files import now_from, sent_from
from desktop.exchange.return_book.values import Reader
from desktop.exchange.workbook_source import open_workbook


def add_commands(commands: Any, _shared: argparse.ArgumentParser, opening: argparse.ArgumentParser) -> None:
    """Declare the commands of this module."""
    merged = commands.add_parser("merge", parents=[opening], help="合并单位交回的填报表")
    merged.add_argument("paths", nargs="+", type=Path, metavar="[LEDGER] FILE")
    merged.add_argument("--sent", type=Path, help="发出时的状态（JSON），与 --now 同用，不动账本")
    merged.add_argument("--now", type=Path, help="台账现状（JSON）")
    merged.set_defaults(run=_merge)


def _merge(arguments: argparse.Namespace) -> Answer:
    if arguments.sent is None or arguments.now is None or len(arguments.paths) != 1:
        raise WrongUsage(usage_line("merge"), "用法不对：请写成 merge --sent 发出.json --now 现状.json 交回表.xlsx。")
    sent, now = sent_from(arguments.sent), now_from(arguments.now)
    try:
        outcome = merge_workbook(open_workbook(arguments.paths[0]), sent, now, Reader())
    except Refused as error:
        outcome = Outcome.not_taken(error)
    return told(outcome)


def told(outcome: Outcome) -> Answer:
    """The answer of a merge; a refused file is a known error."""
    complaint = str(outcome.refused) if outcome.refused else ""
    return Answer(document(outcome), lines(outcome), KNOWN_ERROR if outcome.refused else 0, complaint)
