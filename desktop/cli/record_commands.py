"""Commands on books: registers, records, record, play (interfaces.md, registers.md §13)."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from desktop.cli import given as values
from desktop.cli import leads_commands
from desktop.cli.answers import DONE, KNOWN_ERROR, Answer
from desktop.cli.figures import add_scope, as_of, chosen_scope
from desktop.cli.ledger_commands import day
from desktop.cli.record_rows import OWN_ROWS, declared_rows, in_order, registers_told
from desktop.cli.session import reading, writing
from desktop.cli.usage import WrongUsage, count, usage_line
from desktop.ledgers import books
from desktop.operations.deeds import catalogue, player, script
from desktop.operations.deeds.hand import Done, Hand
from desktop.operations.ledgers import asker
from desktop.operations.records.questions import Wanted


def add_commands(commands: Any, shared: argparse.ArgumentParser, opening: argparse.ArgumentParser) -> None:
    """Declare the commands of this module."""
    told = commands.add_parser("registers", parents=[shared], help="账册：栏目、状态、步骤、规则")
    told.set_defaults(run=_registers)
    rows = commands.add_parser("records", parents=[opening], help="一本账册的记录")
    rows.add_argument("ledger", type=Path)
    rows.add_argument("register")
    add_scope(rows)
    rows.add_argument("--state", default="")
    rows.add_argument("--where", action="append", default=[], metavar="FIELD=VALUE")
    rows.add_argument("--search", default="")
    rows.add_argument("--limit", type=count, default=0)
    rows.add_argument("--sort", default="", metavar="FIELD", help="按一栏排；成绩单按 total 或 rate 排名")
    rows.add_argument("--as-of", type=day)
    rows.add_argument("--known-at", type=day, default=None)
    leads_commands.add_option(rows)
    rows.set_defaults(run=_records)
    one = commands.add_parser("record", parents=[opening], help="登记一条、办一步")
    one.add_argument("ledger", type=Path)
    one.add_argument("register")
    one.add_argument("verb")
    one.add_argument("number", nargs="?", default="")
    one.add_argument("--set", action="append", default=[], metavar="K=V")
    one.add_argument("--set-file", type=Path)
    one.add_argument("--on", type=day)
    one.add_argument("--reason", default="")
    leads_commands.add_option(one)
    one.set_defaults(run=_record)
    played = commands.add_parser("play", parents=[opening], help="按脚本办理")
    played.add_argument("ledger", type=Path)
    played.add_argument("script", type=Path)
    played.set_defaults(run=_play)


def _registers(_arguments: argparse.Namespace) -> Answer:
    told = registers_told()
    lines = [
        f"{one['register']}  {one['title']}  {len(one['fields'])} 栏  {'、'.join(s['step'] for s in one['steps'])}"
        for one in told
    ]
    return Answer(told, lines)


def _records(arguments: argparse.Namespace) -> Answer:
    name = arguments.register
    if name == leads_commands.NAME and leads_commands.is_asked(arguments):
        return leads_commands.records(
            arguments, dict(values.pair(text, "--where", "records") for text in arguments.where)
        )
    _known_book(name, (*OWN_ROWS, *(one.name for one in books.declared())), "records")
    where = dict(values.pair(text, "--where", "records") for text in arguments.where)
    with reading(arguments) as ledger:
        scope = chosen_scope(ledger.reader, arguments)
        who = asker(ledger, arguments.user)
        wanted = Wanted(scope.rounds, scope.units, arguments.state, where, arguments.search, who, arguments.sort)
        asked = (ledger, as_of(ledger, arguments), arguments.known_at, wanted)
        found = OWN_ROWS[name](*asked) if name in OWN_ROWS else declared_rows(name, *asked)
    if arguments.sort:
        found = in_order(name, found, arguments.sort)
    if arguments.limit:
        found = found[: arguments.limit]
    lines = ["  ".join(_shown(value) for value in list(row.values())[:8]) for row in found]
    return Answer(found, [*lines, f"共 {len(found)} 条"])


def _record(arguments: argparse.Namespace) -> Answer:
    name, verb = arguments.register, arguments.verb
    if name == leads_commands.NAME and leads_commands.is_asked(arguments):
        return leads_commands.record(arguments, _arguments_of(arguments))
    _known_book(name, catalogue.books_with_deeds(), "record")
    with writing(arguments) as (ledger, actor):
        known = catalogue.deeds(name, ledger.writing())
        deed = known.get(verb)
        if deed is None:
            raise WrongUsage(usage_line("record"), f"用法不对：{name} 没有“{verb}”这一步。可用：{'、'.join(known)}。")
        args = _arguments_of(arguments)
        if strange := sorted(set(args) - deed.known):
            fields = "、".join(sorted(deed.known))
            raise WrongUsage(
                usage_line("record"), f"用法不对：{name}.{verb} 没有“{'、'.join(strange)}”这一栏。可用：{fields}。"
            )
        done = deed.run(Hand(ledger, actor, Path.cwd(), args))
    return Answer(_told(done), [f"{deed.title}：{done.number}"])


def _play(arguments: argparse.Namespace) -> Answer:
    with writing(arguments) as (ledger, actor):
        try:
            steps = script.load(arguments.script, ledger.writing())
        except script.WrongScript as error:
            raise WrongUsage(usage_line("play"), str(error)) from error
        played = player.play(ledger, actor, steps, arguments.script.resolve().parent)
    document = {"done": played.count, "results": [result.as_json() for result in played.results]}
    lines = [f"已办 {played.count} 步，共 {len(steps)} 步。"]
    if played.clock_ignored:
        lines.append("这不是演示账本，脚本里的时间（at）没有用，按本机时钟登记。")
    return Answer(document, lines, KNOWN_ERROR if played.surprise else DONE, played.surprise)


def _told(done: Done) -> dict[str, Any]:
    told: dict[str, Any] = {"number": done.number or None, "state": done.state or None}
    return {**told, "numbers": list(done.numbers)} if done.numbers else told


def _arguments_of(arguments: argparse.Namespace) -> dict[str, Any]:
    given = values.given(arguments.set_file, arguments.set, "record")
    if arguments.number:
        given["number"] = arguments.number
    if arguments.on:
        given["on"] = arguments.on
    if arguments.reason:
        given["reason"] = arguments.reason
    return given


def _known_book(name: str, known: tuple[str, ...], command: str) -> None:
    if name not in known:
        raise WrongUsage(usage_line(command), f"用法不对：没有“{name}”这本账册。可用：{'、'.join(known)}。")


def _shown(value: Any) -> str:
    if isinstance(value, (list, tuple)):
        return "、".join(str(one) for one in value)
    return "" if value is None else str(value)
