"""Commands on a ledger as a whole: new, import, forms, undo, check, backup, restore, drill."""

from __future__ import annotations

import argparse
from datetime import datetime
from pathlib import Path
from typing import Any

from db.store import Ledger
from desktop.cli import list_json
from desktop.cli.answers import KNOWN_ERROR, Answer
from desktop.cli.session import passphrase, reading, writing
from desktop.errors import KnownError
from desktop.host.network_share import look_at
from desktop.operations import clocks, ledgers, undo
from desktop.operations.importing import files
from desktop.operations.importing.answers import Taken, Wanted
from desktop.operations.importing.judgement import Options
from desktop.operations.importing.unit_reports import REPORT
from desktop.rules.permissions import Actor


def add_commands(commands: Any, shared: argparse.ArgumentParser, opening: argparse.ArgumentParser) -> None:
    """Declare the commands of this module."""
    new = commands.add_parser("new", parents=[opening], help="新建账本")
    new.add_argument("ledger", type=Path)
    new.add_argument("--plain", action="store_true")
    new.add_argument("--demonstration", action="store_true", help="标为演示，play 的 at 设定时间（与 --plain 同用）")
    new.add_argument("--office", default="")
    new.add_argument("--recovery-sheet", type=Path)
    new.set_defaults(run=_new)
    taken = commands.add_parser("import", parents=[opening], help="导入文件")
    taken.add_argument("ledger", type=Path)
    taken.add_argument("file", type=Path)
    taken.add_argument("--form", default="")
    taken.add_argument("--round", default="")
    taken.add_argument("--unit", default="")
    taken.add_argument("--findings", type=Path, help="单位整改报告所答的问题清单，代替台账")
    taken.add_argument("--feedback-on", type=day)
    taken.add_argument("--list-date", type=day)
    taken.add_argument("--opening", action="store_true")
    taken.add_argument("--reason", default="")
    taken.add_argument("--dry-run", action="store_true")
    taken.add_argument("--accept-faults", action="store_true")
    taken.add_argument("--only-new", action="store_true", help="同一清单再来时只收新增")
    taken.set_defaults(run=_import)
    forms = commands.add_parser("forms", parents=[shared], help="可以导入的文件")
    forms.set_defaults(run=_forms)
    back = commands.add_parser("undo", parents=[opening], help="撤销")
    back.add_argument("ledger", type=Path)
    back.add_argument("--import", dest="number", type=int)
    back.add_argument("--later", choices=("keep", "bin"), default="bin", help="其后又有改动的：保留，或放入回收站")
    back.set_defaults(run=_undo)


def day(text: str) -> str:
    """An ISO date of the command line."""
    try:
        return datetime.strptime(text, "%Y-%m-%d").date().isoformat()
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"“{text}”不是 2026-06-18 这样的日期") from error


def _new(arguments: argparse.Namespace) -> Answer:
    if arguments.demonstration and not arguments.plain:
        raise KnownError("演示账本不加密。请把 --demonstration 与 --plain 一起用。")
    made = ledgers.new_ledger(
        arguments.ledger,
        clock=clocks.before_every_story if arguments.demonstration else datetime.now,
        plain=arguments.plain,
        office=arguments.office,
        passphrase="" if arguments.plain else passphrase(arguments),
        recovery_sheet=arguments.recovery_sheet,
        place_check=lambda path: look_at(path).reason,
    )
    if arguments.demonstration:
        clocks.mark_demonstration(made.ledger, made.actor)
    made.ledger.close()
    sheet = str(made.recovery_sheet) if made.recovery_sheet else None
    lines = [f"已新建账本 {arguments.ledger}"] + ([f"恢复单在 {sheet}，请打印后封存，再删去此文件。"] if sheet else [])
    return Answer({"ledger": str(arguments.ledger), "recovery_sheet": sheet}, lines)


def _import(arguments: argparse.Namespace) -> Answer:
    options = Options(
        round_name=arguments.round,
        list_date=arguments.list_date or "",
        feedback_on=arguments.feedback_on,
        opening=arguments.opening,
        reason=arguments.reason,
        accept_faults=arguments.accept_faults,
        only_new=arguments.only_new,
    )
    if arguments.findings and arguments.form != REPORT.form:
        raise KnownError(f"--findings 只与 --form {REPORT.form} 同用：它是单位整改报告所答的清单。", "findings")
    wanted = Wanted(arguments.file, arguments.form, arguments.unit, arguments.dry_run, findings=arguments.findings)
    if arguments.dry_run:
        with reading(arguments) as ledger:
            return _told(files.look(ledger, wanted, options))
    with writing(arguments) as (ledger, actor):
        return _told(files.take(ledger, actor, wanted, options))


def _told(taken: Taken) -> Answer:
    code = 0 if taken.done else KNOWN_ERROR
    return Answer(list_json.answer(taken), taken.lines, code, taken.complaint)


def _forms(_arguments: argparse.Namespace) -> Answer:
    known = files.forms()
    lines = [f"{one.form}  {one.title}  {' '.join(one.extensions)}" for one in known]
    return Answer([list_json.form(one) for one in known], lines)


def _undo(arguments: argparse.Namespace) -> Answer:
    with writing(arguments) as (ledger, actor):
        try:
            said = _taken_back(ledger, actor, arguments.number, undo.Later.ASK)
            touched: tuple[undo.LaterWork, ...] = ()
        except undo.TouchedSince as asked:
            touched = asked.rows
            said = _taken_back(ledger, actor, arguments.number, undo.Later(arguments.later))
    later = [{"table": row.table, "row_id": row.row_id, "by": row.by} for row in touched]
    fate = "已保留" if arguments.later == undo.Later.KEEP else "一并放入回收站"
    lines = (
        [f"其后又有改动的 {len(later)} 处{fate}：{'、'.join(dict.fromkeys(row.by for row in touched))}。"]
        if later
        else []
    )
    return Answer({"undone": said, "later": later}, [f"已撤销：{said}", *lines])


def _taken_back(ledger: Ledger, actor: Actor, number: int | None, later: undo.Later) -> str:
    """Undo the last change or one import; what it is called."""
    if number is None:
        return undo.undo(ledger, actor, later=later).title.removeprefix("撤销：")
    undo.undo_import(ledger, actor, number, later=later)
    return f"第 {number} 次导入"
