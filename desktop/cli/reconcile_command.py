"""The command reconcile: issued papers, or files that came back, against the ledger of today (D12–D14)."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from desktop.cli.answers import Answer
from desktop.cli.session import reading
from desktop.host.fonts import installed_families


def add_commands(commands: Any, _shared: argparse.ArgumentParser, opening: argparse.ArgumentParser) -> None:
    """Declare the command of this module."""
    told = commands.add_parser("reconcile", parents=[opening], help="已发文书与台账核对")
    told.add_argument("ledger", type=Path)
    told.add_argument("files", type=Path, nargs="*", help="收回或改过的 .docx；不写的核对全部已发文书")
    told.set_defaults(run=_reconcile)


def _reconcile(arguments: argparse.Namespace) -> Answer:
    from desktop.operations.papers import reconciling
    from desktop.operations.papers.workshop import Workshop

    with reading(arguments) as ledger:
        workshop = Workshop(ledger, installed_families())
        if arguments.files:
            found = [reconciling.file(ledger, workshop, path) for path in arguments.files]
        else:
            found = reconciling.every(ledger, workshop)
    return Answer({"documents": [one.as_json() for one in found]}, [reconciling.sentence(one) for one in found])
