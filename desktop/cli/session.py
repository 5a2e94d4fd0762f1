"""Opening the ledger that a command names: passphrase, user, the demonstration's own today."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

from db.store import Ledger
from desktop.errors import KnownError, reason_of
from desktop.host.network_share import look_at
from desktop.host.paths import data_folder
from desktop.operations import clocks, ledgers, maintenance
from desktop.rules.permissions import Actor


def passphrase(arguments: argparse.Namespace) -> str:
    """From --passphrase-file, else from LEDGER_PASSPHRASE, else none."""
    return read_passphrase(arguments.passphrase_file, "LEDGER_PASSPHRASE")


def read_passphrase(path: Path | None, variable: str) -> str:
    """From a file, else from a variable of the environment, else none."""
    if path is None:
        return os.environ.get(variable, "")
    try:
        return path.read_text("utf-8-sig").rstrip("\r\n")
    except OSError as error:
        raise KnownError(f"口令文件 {path} 读不出来：{reason_of(error)}。请核对路径。") from error
    except UnicodeDecodeError as error:
        raise KnownError(f"口令文件 {path} 不是 UTF-8 的文字。请用记事本另存为 UTF-8 编码再试。") from error


@contextmanager
def reading(arguments: argparse.Namespace) -> Iterator[Ledger]:
    """The ledger without a lock, for commands that change nothing."""
    ledger = ledgers.read_as(arguments.ledger, arguments.user, passphrase(arguments), clock=datetime.now)
    clocks.keep_own_today(ledger)
    _tell(ledger)
    try:
        yield ledger
    finally:
        ledger.close()


@contextmanager
def writing(arguments: argparse.Namespace) -> Iterator[tuple[Ledger, Actor]]:
    """The ledger with its lock, and who is at work."""
    ledger, actor = ledgers.open_as(
        arguments.ledger,
        arguments.user,
        passphrase(arguments),
        clock=datetime.now,
        take_over=arguments.take_over,
        place_check=lambda path: look_at(path).reason,
    )
    clocks.keep_own_today(ledger)
    _tell(ledger)
    try:
        yield ledger, actor
    finally:
        with suppress(OSError):  # the work stands whether the profile can be written or not
            maintenance.remember(ledger, high_water_file())
        ledger.close()


def high_water_file() -> Path:
    """Where this user keeps how far each ledger's log went."""
    return data_folder() / "anchors.json"


def _tell(ledger: Ledger) -> None:
    """What opening found wrong or could not finish, beside the answer."""
    for sentence in ledger.told:
        print(sentence, file=sys.stderr)
