"""What is done for a ledger around the work of a day: its backup at start and exit, and at exit the open set and the height of its log."""

from __future__ import annotations

import logging
from dataclasses import replace

from db.queries.settings import setting
from db.store import Ledger
from desktop.errors import KnownError
from desktop.operations import backups, maintenance, open_set
from desktop.operations.backups import BackupAnswer, Occasion
from desktop.rules.permissions import Actor
from desktop.ui.frame.backup_standing import high_water_file

_log = logging.getLogger(__name__)


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
