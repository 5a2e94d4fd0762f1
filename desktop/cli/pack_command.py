"""The command pack: what a meeting gets, as one file with numbered copies and one entry (a leader's morning)."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from db.queries import book_facts
from desktop.cli.answers import Answer
from desktop.cli.figures import add_basis, add_moment, add_scope, as_of, chosen_basis, chosen_scope
from desktop.cli.leaving import add_asked, asked_of
from desktop.cli.ledger_commands import day
from desktop.cli.session import writing
from desktop.cli.usage import WrongUsage, count, usage_line
from desktop.ledgers.ways_out import PACK_PDF
from desktop.operations import meeting_pack
from desktop.operations.meeting_pack import PARTS, Wishes
from desktop.rules.deadlines import add_days
from desktop.statistics.question import Question


def add_commands(commands: Any, _shared: argparse.ArgumentParser, opening: argparse.ArgumentParser) -> None:
    """Declare the commands of this module."""
    told = commands.add_parser(
        "meeting-pack", parents=[opening], help="会议包：汇报、图表、清单、应发和待回复文书，一次出齐"
    )
    told.add_argument("ledger", type=Path)
    told.add_argument("--out", type=Path, required=True, help="写到哪里")
    told.add_argument("--meeting", default="", help="会议名称，如 6月10日书记专题会")
    told.add_argument("--since", type=day, default=None, help="上次汇报日；不写为上一次会议")
    told.add_argument("--parts", default="", help=f"依次要哪几份：{'、'.join(PARTS)}")
    told.add_argument("--paper", choices=("A4", "A3"), default="A4")
    told.add_argument("--copies", type=count, default=1)
    told.add_argument("--duplex", action="store_true", help="双面：每份另起一张纸，单数页的份末尾留一张空白背面")
    add_asked(told)
    add_basis(told)
    add_moment(told)
    add_scope(told)
    told.set_defaults(run=_pack)


def _pack(arguments: argparse.Namespace) -> Answer:
    parts = tuple(name.strip() for name in arguments.parts.split(",") if name.strip())
    if strange := [name for name in parts if name not in PARTS]:
        raise WrongUsage(
            usage_line("meeting-pack"), f"用法不对：会议包没有“{'、'.join(strange)}”。可用：{'、'.join(PARTS)}。"
        )
    usual = tuple(one.key for one in PARTS.values() if one.usual)
    wishes = Wishes(arguments.meeting, parts or usual, arguments.paper, duplex=arguments.duplex)
    with writing(arguments) as (ledger, actor):
        reader, on = ledger.writing(), as_of(ledger, arguments)
        since = arguments.since or book_facts.previous_meeting_on(reader, add_days(on, -1))
        scope = chosen_scope(reader, arguments)
        question = Question(chosen_basis(reader, arguments), on, arguments.known_at, scope, "unit", since)
        asked = asked_of(ledger, PACK_PDF, arguments)
        left = meeting_pack.put_out(ledger, actor, question, wishes, arguments.copies, arguments.out, asked)
        last = int(left.made // max(arguments.copies, 1))
    document = {"path": str(left.path), "pages": left.made, "copies": arguments.copies, "since": since}
    return Answer(document, [f"会议包已出：{left.path}，每份 {last} 页，{arguments.copies} 份"])
