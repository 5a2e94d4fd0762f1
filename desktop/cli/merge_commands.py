"""Return workbooks on the command line: `return-book` sends them, `merge` takes them in, or merges plain files without a ledger."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from desktop.cli.answers import KNOWN_ERROR, Answer
from desktop.cli.figures import round_named
from desktop.cli.leaving import add_asked, asked_of
from desktop.cli.merge_json import document, entered, lines
from desktop.cli.session import reading, writing
from desktop.cli.usage import WrongUsage, usage_line
from desktop.errors import KnownError, Refused
from desktop.exchange.return_book.columns import TITLES
from desktop.exchange.return_book.merging import Outcome, merge_workbook
from desktop.exchange.return_book.plain_files import now_from, sent_from
from desktop.exchange.return_book.values import Reader
from desktop.exchange.workbook_source import open_workbook
from desktop.ledgers.ways_out import RETURN_BOOK
from desktop.operations.return_book import entering, receiving, sending
from desktop.operations.return_book.receiving import Picks
from desktop.operations.unit_lookup import unit_named


def add_commands(commands: Any, _shared: argparse.ArgumentParser, opening: argparse.ArgumentParser) -> None:
    """Declare the commands of this module."""
    merged = commands.add_parser("merge", parents=[opening], help="合并单位交回的填报表")
    merged.add_argument("paths", nargs="+", type=Path, metavar="[LEDGER] FILE")
    merged.add_argument("--dry-run", action="store_true", help="只看，不入账")
    merged.add_argument("--keep-ledger", action="store_true", help="没有定的冲突都以台账为准，其余入账")
    merged.add_argument(
        "--take",
        nargs="+",
        default=[],
        metavar="NUMBER:FIELD",
        help="冲突和清空的格中取单位所填的，如 15-06-0039:status",
    )
    merged.add_argument("--sent", type=Path, help="发出时的状态（JSON），与 --now 同用，不动账本")
    merged.add_argument("--now", type=Path, help="台账现状（JSON）")
    merged.set_defaults(run=_merge)
    sent = commands.add_parser("return-book", parents=[opening], help="发给单位填报的锁定表格（回收表）")
    sent.add_argument("ledger", type=Path)
    sent.add_argument("--round", required=True)
    whom = sent.add_mutually_exclusive_group()
    whom.add_argument("--unit", nargs="+", default=[])
    whom.add_argument("--all", action="store_true", help="本轮有未销号问题的各单位（不写 --unit 时也是）")
    sent.add_argument("--out", type=Path, required=True)
    add_asked(sent)
    sent.set_defaults(run=_send)


def _send(arguments: argparse.Namespace) -> Answer:
    with writing(arguments) as (ledger, actor):
        reader = ledger.writing()
        round_id = round_named(reader, arguments.round)
        units = {name: unit_named(reader, name) for name in arguments.unit}
        if unknown := "、".join(name for name, unit in units.items() if unit is None):
            raise KnownError(f"名册中没有单位“{unknown}”。请核对全称或别名。")
        chosen = list(dict.fromkeys(unit for unit in units.values() if unit is not None))
        asked = asked_of(ledger, RETURN_BOOK, arguments)
        made = sending.send(ledger, actor, round_id, chosen, arguments.out, asked=asked)
    files = [
        {"path": str(one.path), "unit": one.unit, "package": one.package, "version": one.version, "rows": one.rows}
        for one in made
    ]
    return Answer({"files": files}, [f"{one.unit}  第{one.version}版  {one.rows} 条  {one.path}" for one in made])


def _merge(arguments: argparse.Namespace) -> Answer:
    plain = arguments.sent is not None or arguments.now is not None
    if plain and (arguments.sent is None or arguments.now is None or len(arguments.paths) != 1):
        raise WrongUsage(usage_line("merge"), "用法不对：请写成 merge --sent 发出.json --now 现状.json 交回表.xlsx。")
    if not plain and len(arguments.paths) != 2:
        raise WrongUsage(usage_line("merge"), "用法不对：请写成 merge 账本 交回表.xlsx。")
    return _merge_plain(arguments) if plain else _merge_ledger(arguments)


def _merge_plain(arguments: argparse.Namespace) -> Answer:
    sent, now = sent_from(arguments.sent), now_from(arguments.now)
    try:
        outcome = merge_workbook(open_workbook(arguments.paths[0]), sent, now, Reader())
    except Refused as error:
        outcome = Outcome.not_taken(error)
    complaint = str(outcome.refused) if outcome.refused else ""
    return Answer(document(outcome), lines(outcome), KNOWN_ERROR if outcome.refused else 0, complaint)


def _merge_ledger(arguments: argparse.Namespace) -> Answer:
    """Against a ledger: exit 1 where nothing was entered; looking alone fails only on a file that is refused."""
    arguments.ledger, file = arguments.paths
    picks = Picks(frozenset(_cell(text) for text in arguments.take), arguments.keep_ledger)
    if arguments.dry_run:
        with reading(arguments) as ledger:
            seen = entering.Merge(receiving.look(ledger, file, picks))
        refused = seen.received.outcome.refused
        return Answer(*entered(seen, dry_run=True), KNOWN_ERROR if refused else 0, str(refused or ""))
    with writing(arguments) as (ledger, actor):
        done = entering.merge(ledger, actor, file, picks)
    return Answer(*entered(done, dry_run=False), KNOWN_ERROR if done.complaint else 0, done.complaint)


def _cell(text: str) -> tuple[str, str]:
    """NUMBER:FIELD as a cell; the field by its name or its head."""
    number, mark, name = text.rpartition(":")
    names = {title: field for field, title in TITLES.items()}
    if not mark or names.get(name, name) not in TITLES:
        raise WrongUsage(usage_line("merge"), f"用法不对：--take {text} 应写成 编号:栏，如 15-06-0039:status。")
    return number, names.get(name, name)
