"""The command reconcile: issued papers, or files that came back, against the ledger of today; a sentence traced; a difference decided (D12–D14)."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop.cli.answers import Answer
from desktop.cli.session import reading, writing
from desktop.cli.usage import WrongUsage, usage_line
from desktop.errors import KnownError
from desktop.host.fonts import installed_families

if TYPE_CHECKING:
    from db.store import Ledger
    from desktop.operations.papers.reconciling import Reconciled


def add_commands(commands: Any, _shared: argparse.ArgumentParser, opening: argparse.ArgumentParser) -> None:
    """Declare the command of this module."""
    told = commands.add_parser("reconcile", parents=[opening], help="已发文书与台账核对")
    told.add_argument("ledger", type=Path)
    told.add_argument("files", type=Path, nargs="*", help="收回或改过的 .docx；不写的核对全部已发文书")
    told.add_argument("--sentence", default="", metavar="TEXT", help="粘贴文书中的一句话，找它的文书、数字和问题")
    told.add_argument(
        "--keep", default="", metavar="NUMBER", help="这个文号的文书：当时就错的数字作说明保留（写 --reason）"
    )
    told.add_argument(
        "--correct", default="", metavar="NUMBER", help="这个文号的文书：当时就错的数字出更正（写 --reason）"
    )
    told.add_argument(
        "--figure", action="append", default=[], metavar="NAME", help="只处理这些数字；不写的处理全部未处理的"
    )
    told.add_argument("--reason", default="", help="为什么保留，或为什么更正")
    told.set_defaults(run=_reconcile)


def _reconcile(arguments: argparse.Namespace) -> Answer:
    asked = [bool(one) for one in (arguments.files, arguments.sentence, arguments.keep, arguments.correct)]
    if sum(asked) > 1:
        raise WrongUsage(usage_line("reconcile"), "用法不对：文件、--sentence、--keep、--correct 一次只用一种。")
    if arguments.keep or arguments.correct:
        return _decided(arguments)
    if arguments.sentence:
        return _sought(arguments)
    from desktop.operations.papers import reconciling
    from desktop.operations.papers.workshop import Workshop

    with reading(arguments) as ledger:
        workshop = Workshop(ledger, installed_families())
        if arguments.files:
            found = [reconciling.file(ledger, workshop, path) for path in arguments.files]
        else:
            found = reconciling.every(ledger, workshop)
    return Answer({"documents": [one.as_json() for one in found]}, [reconciling.sentence(one) for one in found])


def _sought(arguments: argparse.Namespace) -> Answer:
    from desktop.operations.papers import tracing

    with reading(arguments) as ledger:
        found = tracing.find(ledger, arguments.sentence)
    return Answer({"found": [one.as_json() for one in found]}, [one.told for one in found])


def _decided(arguments: argparse.Namespace) -> Answer:
    from desktop.operations.papers import correcting, reconciling
    from desktop.operations.papers.workshop import Workshop

    with writing(arguments) as (ledger, actor):
        workshop = Workshop(ledger, installed_families())
        paper = _paper(ledger, workshop, arguments.keep or arguments.correct)
        lines = [one for one in paper.undecided if not arguments.figure or one.figure in arguments.figure]
        if arguments.figure:  # what is not wrong, or decided already, is refused by its name
            named = {one.figure for one in lines}
            lines += [one for one in paper.lines if one.figure in arguments.figure and one.figure not in named]
        deed = correcting.keep if arguments.keep else correcting.correct
        numbers, _changes = deed(ledger, actor, paper, lines, arguments.reason)
        after = reconciling.paper(ledger, workshop, paper.letter)
    return Answer({"decisions": numbers, "documents": [after.as_json()]}, [*numbers, reconciling.sentence(after)])


def _paper(ledger: Ledger, workshop: Any, number: str) -> Reconciled:
    from db.queries.letters import letters
    from desktop.operations.papers import reconciling
    from desktop.rules.document_numbers import plain

    found = [
        one
        for one in letters(ledger.newest)
        if one.sha256 and number and plain(number) in (plain(one.number), plain(one.title))
    ]
    if len(found) != 1:
        said = "有几件同名" if found else "没有"
        raise KnownError(f"发文登记中{said}“{number}”。请写完整的文号；没有文号的写标题。", "unknown_paper")
    return reconciling.paper(ledger, workshop, found[0])
