"""R-5: the registers of prints and exports are the person's own; 审计 opens those of others (registers.md §12), for every way to read them."""

from __future__ import annotations

import pytest

from db.queries.prints import exports
from desktop.ledgers.prints import PRINT_KINDS
from desktop.operations.change import change
from desktop.operations.lists.left import READS, register_for
from desktop.operations.records.own_rows import OWN_ROWS
from desktop.operations.records.questions import Wanted
from desktop.rules.permissions import Action, Actor, Right

CLERK, OTHER = (
    Actor("王敏", frozenset({Right.ENTER, Right.REVIEW, Right.MANAGE})),
    Actor("李强", frozenset({Right.ENTER})),
)
AUDITOR = Actor("姚思雨", frozenset({Right.AUDIT}))


@pytest.fixture
def left(ledger):
    """One entry of every kind by each of two persons, with a numbered copy each."""
    for place, (who, kind) in enumerate(((who, kind) for who in (CLERK, OTHER) for kind in PRINT_KINDS), 1):
        with change(ledger, who, Action.PRINT, f"{kind} {who.name}") as changes:
            row = {"kind": kind, "title": f"{kind} {who.name}", "copies": 1, "action_id": changes.action_id}
            export_id = changes.writer.insert("export_record", row)
            changes.writer.insert("copy_record", {"export_id": export_id, "copy_number": place})
    return ledger


def test_every_kind_of_entry_has_the_action_that_reads_it():
    assert set(READS) == set(PRINT_KINDS)


@pytest.mark.parametrize(
    "who, names", [(CLERK, {"王敏"}), (OTHER, {"李强"}), (AUDITOR, {"王敏", "李强"}), (None, {"王敏", "李强"})]
)
def test_others_are_read_by_audit_alone(left, who, names):
    assert {row.user_name for row in register_for(left.reader, who)} == names
    wanted = Wanted(asker=who)
    shown = OWN_ROWS["print"](left, "2026-06-05", None, wanted)
    assert {row["user_name"] for row in shown} == names and len(shown) == 3 * len(names)
    assert len(OWN_ROWS["copy"](left, "2026-06-05", None, wanted)) == 3 * len(names)
    assert len(exports(left.reader)) == 6
