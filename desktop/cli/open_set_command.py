"""The command open-set: everything in the open as one folder of json, xlsx and docx, now or every day (B6)."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from desktop.cli.answers import Answer
from desktop.cli.leaving import add_asked, asked_of
from desktop.cli.session import writing
from desktop.ledgers.ways_out import OPEN_SET
from desktop.operations import dumping, open_set


def add_commands(commands: Any, _shared: argparse.ArgumentParser, opening: argparse.ArgumentParser) -> None:
    """Declare the command of this module."""
    told = commands.add_parser("open-set", parents=[opening], help="公开成套：全部内容写成 json、xlsx、docx 一套")
    told.add_argument("ledger", type=Path)
    how = told.add_mutually_exclusive_group(required=True)
    how.add_argument("--out", type=Path, metavar="DIR", help="现在写一套到这个文件夹")
    how.add_argument("--daily", type=Path, metavar="DIR", help="以后每天关闭账本时写到这个文件夹")
    how.add_argument("--no-daily", action="store_true", help="不再每天写")
    told.add_argument(
        "--inside", choices=("yes", "no"),
        help="是否连同内部栏和附件（全部内容.json，可读入新建的空账本）；现在写时默认 yes，每天写时默认 no",
    )  # fmt: skip
    add_asked(told)
    told.set_defaults(run=_open_set)


def _open_set(arguments: argparse.Namespace) -> Answer:
    with writing(arguments) as (ledger, actor):
        if arguments.out is None:
            folder = "" if arguments.no_daily else str(arguments.daily.resolve())
            changes = open_set.choose_folder(ledger, actor, folder, inside=arguments.inside == "yes")
            return Answer({"daily": folder or None}, [changes.title])
        asked = asked_of(ledger, OPEN_SET, arguments)
        inside = arguments.inside != "no"
        made = open_set.write(ledger, actor, arguments.out.resolve(), asked, inside=inside)
    document = {"path": str(made.folder), "files": [str(file) for file in made.files], "digest": made.digest}
    return Answer(
        document, [f"公开成套：{made.folder}，{len(made.files)} 个文件", dumping.WHOLE if inside else open_set.WITHOUT]
    )
