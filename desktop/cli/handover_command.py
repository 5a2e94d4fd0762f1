"""The command handover: what a person who leaves hands to the next one, told or kept as a sheet for two to sign."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from pathlib import Path
from typing import Any

from db.queries import users as user_queries
from db.reader import Reader
from desktop.cli.answers import Answer
from desktop.cli.leaving import add_asked, asked_of
from desktop.cli.session import reading, writing
from desktop.errors import KnownError
from desktop.ledgers.ways_out import SHEET_FILE
from desktop.operations import handover, record_sheets
from desktop.operations.drill_record import text_of
from desktop.operations.handover import Handover


def add_commands(commands: Any, _shared: argparse.ArgumentParser, opening: argparse.ArgumentParser) -> None:
    """Declare the commands of this module."""
    told = commands.add_parser("handover", parents=[opening], help="工作交接单：离岗人员名下的事项")
    told.add_argument("ledger", type=Path)
    told.add_argument("person", help="移交人")
    told.add_argument("--heir", default="", help="接收人")
    told.add_argument("--out", type=Path, default=None, metavar="FILE", help="另存为文本，供签字")
    add_asked(told)
    told.set_defaults(run=_handover)


def _handover(arguments: argparse.Namespace) -> Answer:
    if arguments.out is None:
        with reading(arguments) as ledger:
            found = _found(ledger.reader, arguments, ledger.today())
        return _told(found)
    with writing(arguments) as (ledger, actor):
        found = _found(ledger.newest, arguments, ledger.today())
        text = text_of(handover.record_of(found))
        asked = asked_of(ledger, SHEET_FILE, arguments)
        path, _changes = record_sheets.keep(ledger, actor, f"{handover.TITLE} {found.name}", text, arguments.out, asked)
    told = _told(found)
    return Answer({**told.document, "path": str(path)}, [*told.lines, f"已存为 {path}"])


def _found(reader: Reader, arguments: argparse.Namespace, today: str) -> Handover:
    for name in filter(None, (arguments.person, arguments.heir)):
        if user_queries.user(reader, name) is None:
            raise KnownError(f"用户中没有“{name}”。请在“系统—用户与权限”中核对姓名。", "unknown_record")
    return handover.handover(reader, arguments.person, today, arguments.heir)


def _told(found: Handover) -> Answer:
    document = {
        "person": found.name, "heir": found.heir, "on": found.on, "drafts": found.drafts,
        "items": [asdict(one) for one in found.items],
    }  # fmt: skip
    lines = [f"{one.kind}  {one.name}  {one.text}  {one.day}".rstrip() for one in found.items]
    return Answer(document, [*lines, f"{found.name}：{found.law}；未保存的录入 {found.drafts} 处。"])
