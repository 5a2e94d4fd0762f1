"""Commands on the whole program: the demonstration and the self-test of this PC."""

from __future__ import annotations

import argparse
from contextlib import suppress
from pathlib import Path
from typing import Any

from desktop import settings
from desktop.cli.answers import KNOWN_ERROR, Answer
from desktop.errors import KnownError
from desktop.host.paths import settings_file


def add_commands(commands: Any, shared: argparse.ArgumentParser, _opening: argparse.ArgumentParser) -> None:
    """Declare the commands of this module."""
    demo = commands.add_parser("demo", parents=[shared], help="建立演示账本")
    demo.add_argument("folder", type=Path)
    demo.set_defaults(run=_demo)
    selftest = commands.add_parser("selftest", parents=[shared], help="本机自检")
    selftest.set_defaults(run=_selftest)


def _demo(arguments: argparse.Namespace) -> Answer:
    from desktop.operations.demonstration import tour

    told = tour.tour(arguments.folder)
    _offer(told.ledger)
    document = {"ledger": str(told.ledger), "files": [str(path) for path in told.files], "rate": told.rate}
    return Answer(document, [*told.lines, f"演示账本：{told.ledger}"])


def _offer(ledger: Path) -> None:
    """The first page of the window offers the demonstration just made; preferences that cannot be kept are no failure of it."""
    file = settings_file()
    with suppress(OSError, KnownError):
        settings.save(settings.load(file).with_ledger(ledger.absolute()), file)


def _selftest(_arguments: argparse.Namespace) -> Answer:
    from desktop.operations import selftest

    steps = selftest.run()
    ok = all(step["ok"] for step in steps)
    lines = [f"{'✓' if step['ok'] else '✗'} {step['step']}  {step['detail']}" for step in steps]
    complaint = "" if ok else "自检有不通过的项目，请按上面所列处理。"
    return Answer({"ok": ok, "steps": steps}, lines, 0 if ok else KNOWN_ERROR, complaint)
