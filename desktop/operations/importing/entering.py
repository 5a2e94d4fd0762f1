"""The last step of an import: a verified backup first, then everything that was reviewed in one go."""

from __future__ import annotations

from desktop.operations import backups
from desktop.operations.backups import Occasion
from desktop.operations.importing.decisions import Decisions
from desktop.operations.importing.finding_lists import Entered
from desktop.operations.importing.review import Review, Reviewed


def enter_reviewed(review: Review, decisions: Decisions, reviewed: Reviewed) -> Entered:
    """Back up, then enter; where the backup fails nothing is entered (B1)."""
    backups.back_up(review.ledger, review.actor, Occasion.BEFORE_IMPORT)
    return review.enter(decisions, reviewed)
