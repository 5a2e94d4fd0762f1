"""Packages between machines on the command line: `package` writes one, `receive` looks at it or enters it."""

from __future__ import annotations

import argparse
import platform
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from db.queries import packages
from db.store import Ledger
from desktop import settings
from desktop.cli.answers import KNOWN_ERROR, Answer
from desktop.cli.figures import round_named
from desktop.cli.leaving import add_asked, asked_of
from desktop.cli.session import read_passphrase, reading, writing
from desktop.errors import KnownError
from desktop.host.paths import settings_file
from desktop.ledgers.ways_out import PACKAGE
from desktop.operations.change import Changes
from desktop.operations.lists.register_sheet import Machine
from desktop.operations.packages import receiving, sending, settling, transfer_forms
from desktop.operations.packages.plan import Plan
from desktop.operations.packages.words import Words
from desktop.rules.permissions import Actor

_PASSPHRASE = "EXCHANGE_PASSPHRASE"
_NOTHING: dict[str, Any] = {"new": [], "changed": [], "same": 0, "conflicts": []}


def add_commands(commands: Any, _shared: argparse.ArgumentParser, opening: argparse.ArgumentParser) -> None:
    """Declare the commands of this module."""
    packed = commands.add_parser("package", parents=[opening], help="打成数据包，交另一台电脑上的副本接收")
    packed.add_argument("ledger", type=Path)
    packed.add_argument("--out", type=Path, required=True)
    packed.add_argument("--round", nargs="+", default=[], help="只打这些轮次的内容和各轮共用的名册、口径，可写几个")
    add_asked(packed)
    packed.set_defaults(run=_package)
    received = commands.add_parser("receive", parents=[opening], help="接收另一台电脑上的副本打的数据包")
    received.add_argument("ledger", type=Path)
    received.add_argument("file", type=Path)
    received.add_argument("--dry-run", action="store_true", help="只看，不入账")
    received.add_argument("--trust", default="", metavar="FINGERPRINT", help="核对过的发送方签名指纹")
    received.set_defaults(run=_receive)
    open_ones = commands.add_parser("conflicts", parents=[opening], help="各副本说法不一、还没有定下的栏目")
    open_ones.add_argument("ledger", type=Path)
    open_ones.set_defaults(run=_conflicts)
    settled = commands.add_parser("settle", parents=[opening], help="定下一处合并冲突")
    settled.add_argument("ledger", type=Path)
    settled.add_argument("number", type=int, help="conflicts 所列的号")
    how = settled.add_mutually_exclusive_group()
    how.add_argument("--take", type=int, default=1, help="取第几方，1 是现用的（不写时也是）")
    how.add_argument("--value", default=None, help="都不取，另写")
    settled.set_defaults(run=_settle)
    for command in (packed, received):
        command.add_argument(
            "--forms",
            type=Path,
            default=None,
            metavar="DIR",
            help="另把三张交接表（审批、中间机、导入记录）写到这个文件夹",
        )
        command.add_argument("--machine-mark", default="", help="交接表上的本机密级；不写用本机标定")
        command.add_argument(
            "--exchange-passphrase-file",
            type=Path,
            default=None,
            help=f"存放双方约定的交换口令的文件，也可用 {_PASSPHRASE}",
        )


def _exchange_passphrase(arguments: argparse.Namespace) -> str:
    return read_passphrase(arguments.exchange_passphrase_file, _PASSPHRASE)


def _package(arguments: argparse.Namespace) -> Answer:
    with writing(arguments) as (ledger, actor):
        rounds = list(dict.fromkeys(round_named(ledger.writing(), name) for name in arguments.round))
        asked, passphrase = asked_of(ledger, PACKAGE, arguments), _exchange_passphrase(arguments)
        made = sending.send(ledger, actor, arguments.out, asked, passphrase, rounds)
        forms = _forms(ledger, actor, arguments, made.changes)
    document = {
        "path": str(made.path),
        "contents": made.contents,
        "sha256": made.sha256,
        "fingerprint": made.fingerprint,
        **({"forms": forms} if forms else {}),
    }
    lines = [f"数据包：{made.path}", f"本机签名指纹：{made.fingerprint}", f"校验值：{made.sha256}"]
    return Answer(document, [*lines, *(f"交接表：{path}" for path in forms)])


def _forms(ledger: Ledger, actor: Actor, arguments: argparse.Namespace, changes: Changes | None) -> list[str]:
    """The three transfer forms, where they are asked for and something went out or came in."""
    if arguments.forms is None or changes is None:
        return []
    arguments.forms.mkdir(parents=True, exist_ok=True)
    grade = arguments.machine_mark or settings.load(settings_file()).machine_mark
    machine = Machine(platform.node(), grade)
    keys = [form.key for form in transfer_forms.FORMS]
    made = transfer_forms.write(ledger, actor, changes.action_id, keys, arguments.forms, machine)
    return [str(left.path) for left in made]


def _receive(arguments: argparse.Namespace) -> Answer:
    try:
        return _looked_at(arguments) if arguments.dry_run else _entered(arguments)
    except KnownError as error:
        return Answer({"refused": str(error), **_NOTHING}, [], KNOWN_ERROR, str(error))


def _looked_at(arguments: argparse.Namespace) -> Answer:
    with reading(arguments) as ledger:
        opened = receiving.open_file(ledger, arguments.file, _exchange_passphrase(arguments), arguments.trust)
        return _told(receiving.look(ledger, opened.content), "可接收")


def _entered(arguments: argparse.Namespace) -> Answer:
    with writing(arguments) as (ledger, actor):
        opened = receiving.open_file(ledger, arguments.file, _exchange_passphrase(arguments), arguments.trust)
        plan, changes = receiving.receive(ledger, actor, opened.content, opened.sender)
        forms = _forms(ledger, actor, arguments, changes)
        return _told(plan, "已接收", forms)


def _conflicts(arguments: argparse.Namespace) -> Answer:
    with reading(arguments) as ledger:
        found = settling.listed(ledger.newest)
    document = [
        {
            "number": one.number, "record": one.told.record, "field": one.told.field, "title": one.told.title, "base": one.told.base,
            "sides": [{"value": side.value, "user": side.user, "at": side.at} for side in one.told.sides],
            "not_here": one.why_not or None, "only_shown": one.why_shown or None, "meanwhile": one.meanwhile or None,
        }
        for one in found
    ]  # fmt: skip
    return Answer(
        document,
        [f"{one.number}  {one.told.line}{one.meanwhile and f'。{one.meanwhile}'}" for one in found]
        or ["没有未定的冲突。"],
    )


def _settle(arguments: argparse.Namespace) -> Answer:
    with writing(arguments) as (ledger, actor):
        changes = settling.settle(ledger, actor, arguments.number, arguments.take - 1, arguments.value)
        left = len(packages.open_conflicts(ledger.writing()))
    return Answer({"settled": changes.title, "open": left}, [f"{changes.title}。还有 {left} 处未定。"])


def _told(plan: Plan, done: str, forms: Sequence[str] = ()) -> Answer:
    words = Words(plan)
    new, changed, conflicts = words.new, words.changed, words.conflicts
    document = {
        "refused": None,
        "new": [{"table": one.table, "record": one.record} for one in new],
        "changed": [{"table": one.table, "record": one.record, "fields": list(one.fields)} for one in changed],
        "same": plan.same,
        "conflicts": [
            {"record": one.record, "field": one.field, "base": one.base, "mine": one.mine, "theirs": one.theirs}
            for one in conflicts
        ],
        **({"forms": list(forms)} if forms else {}),
    }
    lines = [f"{done}：新增 {len(new)} 行，更改 {len(changed)} 行，冲突 {len(conflicts)} 处。"]
    lines += [f"冲突  {one.line}" for one in conflicts]
    return Answer(document, [*lines, *(f"交接表：{path}" for path in forms)])
