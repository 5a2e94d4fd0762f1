"""What the program tells after the first paint of a ledger's window, and what it does last before the ledger is closed."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from db.queries.settings import setting
from db.store import Ledger
from desktop.errors import KnownError
from desktop.operations import backups, maintenance, open_set
from desktop.operations.backups import BackupAnswer, Occasion
from desktop.operations.leads.room import alarm
from desktop.rules.permissions import Actor
from desktop.ui.frame.backup_standing import high_water_file

_log = logging.getLogger(__name__)


def news(ledger: Ledger, actor: Actor, today: date) -> Iterator[str]:
    """Sentences for the bell: the copy on another disk, the open set, and passphrases that were tried at the room of leads."""
    for told in (
        backups.external_reminder(ledger, today),
        open_set.reminder(ledger.reader),
        alarm(ledger, actor),
    ):
        if told:
            yield told


def back_up(ledger: Ledger, actor: Actor, occasion: Occasion) -> BackupAnswer | None:
    """The backup of a start or an exit; a demonstration needs none."""
    if setting(ledger.writing(), "demo") == "1":
        return None
    return backups.back_up_if_changed(replace(ledger, reader=ledger.writing()), actor, occasion)


def last_steps(ledger: Ledger, actor: Actor) -> None:
    """Before the ledger is closed: its backup, the open set where the office wants one, and how far its log goes, kept in this user's profile."""
    own = replace(ledger, reader=ledger.writing())
    try:
        back_up(ledger, actor, Occasion.EXIT)
    except KnownError:
        _log.warning("no backup at exit", exc_info=True)
    try:
        open_set.write_if_due(own, actor)
    except KnownError:  # told at the next opening: nobody is left to hear it
        _log.warning("no open set at exit", exc_info=True)
    try:
        maintenance.remember(own, high_water_file())
    except OSError:
        _log.warning("the height of the log was not written down", exc_info=True)
