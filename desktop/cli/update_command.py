"""The command update: check, install, back, clear; and trial, which a former version asks of this one."""

from __future__ import annotations

import argparse
import sys
from datetime import date, datetime
from pathlib import Path
from typing import Any

from desktop.cli.answers import Answer
from desktop.cli.session import passphrase, writing
from desktop.errors import KnownError
from desktop.operations import who_asks
from desktop.operations.updating import going_back, installing, judging, rehearsal
from desktop.operations.updating.program import this_program
from desktop.operations.who_asks import Asker
from desktop.rules.permissions import Action, require

_AGAIN = "关闭程序再打开，用的就是 {version}。"


def add_commands(commands: Any, shared: argparse.ArgumentParser, opening: argparse.ArgumentParser) -> None:
    """Declare the command of this module."""
    update = commands.add_parser("update", help="更新：用更新文件升级程序，或换回上一版")
    verbs = update.add_subparsers(dest="verb", required=True, parser_class=type(update), metavar="VERB")
    for verb, run, title in (
        ("check", _check, "核对一份更新，不改动任何东西"),
        ("install", _install, "核对、装在旁边、自检、备份账本、试升级、换用"),
    ):
        one = verbs.add_parser(verb, parents=[shared if verb == "check" else opening], help=title)
        one.add_argument("file", type=Path, help="更新文件，或光盘、文件夹")
        if verb == "install":
            one.add_argument("--ledger", type=Path, default=None, help="先备份并试升级的账本")
        one.set_defaults(run=run)
    back = verbs.add_parser("back", parents=[opening], help="换回上一版；账本已升级的，把更新前的备份恢复到旁边")
    back.add_argument("--ledger", type=Path, default=None)
    back.set_defaults(run=_back)
    clear = verbs.add_parser("clear", parents=[opening], help="清除更早的版本，留下在用的和上一版")
    clear.add_argument("--ledger", type=Path, default=None, help="谁来清除，按这本账本的用户和权限")
    clear.set_defaults(run=_clear)
    trial = verbs.add_parser("trial", parents=[shared], help="供上一版调用：在账本的副本上试升级")
    trial.add_argument("folder", type=Path)
    trial.add_argument("--as-of", type=date.fromisoformat, required=True)
    trial.set_defaults(run=_trial)


def _check(arguments: argparse.Namespace) -> Answer:
    program = this_program()
    judged = judging.check(program, arguments.file)
    release = judged.release
    document = {
        "path": str(judged.path), "version": release.version, "from": program.version, "platform": release.platform,
        "schema": release.schema, "files": len(release.entries), "bytes": release.size, "fingerprint": program.fingerprint(),
    }  # fmt: skip
    said = (
        f"{judged.path.name}：版本 {release.version}，签名相符，{len(release.entries)} 个文件逐个核对一致，可以更新。"
    )
    return Answer(document, [said])


def _install(arguments: argparse.Namespace) -> Answer:
    program = this_program()
    if arguments.ledger is None:
        placed = installing.place(program, arguments.file, _nothing)
        switched = installing.switch(program, placed, None, None, _nothing)
    else:
        with writing(arguments) as (ledger, actor):
            require(actor, Action.UPDATE_PROGRAM)
            placed = installing.place(program, arguments.file, _nothing)
            switched = installing.switch(program, placed, ledger, actor, _nothing)
    backup = None if switched.backup is None else str(switched.backup.path)
    document = {
        "version": switched.version, "former": switched.former, "files": placed.files, "selftest": placed.steps,
        "backup": backup, "counts": switched.counts,
    }  # fmt: skip
    lines = [f"已装好 {switched.version}：{placed.files} 个文件，自检 {placed.steps} 项通过。"]
    if backup is not None:
        lines.append(f"账本已备份到 {backup}，在副本上试升级，内容、条数、整改率都没有变。")
    return Answer(document, [*lines, _AGAIN.format(version=switched.version)])


def _back(arguments: argparse.Namespace) -> Answer:
    program = this_program()
    if arguments.ledger is None:
        went = going_back.go_back(program, None, None)
    else:
        went = going_back.go_back_beside(program, arguments.ledger.resolve(), _asker(arguments))
    aside = None if went.restored is None else str(went.restored.folder)
    lines = [f"已换回 {went.version}。{_AGAIN.format(version=went.version)}"]
    if aside is not None:
        lines.append(f"更新前的账本已恢复到 {aside}，用它继续。原账本没有动，更新以后登记的只在原账本里。")
    return Answer({"version": went.version, "restored": aside}, lines)


def _asker(arguments: argparse.Namespace) -> Asker:
    """Who types, by the ledger that is named, which stays closed."""
    return who_asks.let_in(arguments.ledger.resolve(), arguments.user, passphrase(arguments), clock=datetime.now)


def _clear(arguments: argparse.Namespace) -> Answer:
    actor = None if arguments.ledger is None else _asker(arguments).actor
    gone = going_back.clear(this_program(), actor)
    told = f"已清除 {'、'.join(gone)}。" if gone else "没有更早的版本可以清除。"
    return Answer({"cleared": list(gone)}, [told])


def _trial(arguments: argparse.Namespace) -> Answer:
    typed = sys.stdin.readline().strip()
    try:
        key = bytes.fromhex(typed) if typed else None
    except ValueError:
        raise KnownError("密钥读不懂。这个命令供程序更新时自己调用。") from None
    facts = rehearsal.stand_trial(arguments.folder, key, arguments.as_of)
    return Answer(facts, ["试升级成功。"])


def _nothing(_done: int, _total: int, _text: str) -> None:
    """The command line shows only the outcome."""
