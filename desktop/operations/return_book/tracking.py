"""The book of return workbooks kept in step: sent, taken in, refused; each inside the action that did it."""

from __future__ import annotations

from db.queries import return_books
from db.store import Ledger
from desktop.errors import KnownError
from desktop.ledgers import books
from desktop.ledgers.register import Register
from desktop.ledgers.return_books import RECEIVE, REFUSE, REPLACE, RETURN_BOOKS
from desktop.operations.change import Changes, change
from desktop.operations.records import verbs
from desktop.operations.return_book.packages import Package
from desktop.rules.permissions import RECORD_ACTIONS, Actor


def enter_sent(ledger: Ledger, actor: Actor, changes: Changes, package: Package, rows: int, due_on: str) -> None:
    """A version went out: the one before it, where it is still out, is replaced."""
    register = books.book(changes.writer, RETURN_BOOKS.name)
    for former in return_books.entered_books(changes.writer, package.family):
        _move(ledger, actor, changes, register, former, REPLACE)
    values = {"unit": package.unit_id, "round": package.round_id, "sent_on": ledger.today(), "due_on": due_on or None}
    made = verbs.insert(ledger, changes, register, verbs.Draft(values))
    told = {"version": package.version, "rows": rows, "package": package.number, "unit_id": package.unit_id}
    changes.writer.update(register.name, made.id, told)


def enter_returned(ledger: Ledger, actor: Actor, changes: Changes, package: Package) -> None:
    """A version came back and was merged; a second file of the same version leaves the first day."""
    register = books.book(changes.writer, RETURN_BOOKS.name)
    for record in return_books.entered_books(changes.writer, package.number, whole=True):
        _move(ledger, actor, changes, register, record, RECEIVE)


def refuse(ledger: Ledger, actor: Actor, package: Package, reason: str) -> Changes:
    """拒收并退回: the unit's book in force is told to have come back wrong; raises KnownError where none is out."""
    register = books.book(ledger.writing(), RETURN_BOOKS.name)
    step = register.step(REFUSE)
    assert step is not None, "declared"
    out = [
        one
        for one in return_books.entered_books(ledger.writing(), package.family)
        if verbs.stored(ledger.writing(), register, one)["state"] in step.frm
    ]
    if not out:
        raise KnownError("这个单位没有还未收回的回收表，不用登记退回。", "wrong_state")
    with change(ledger, actor, RECORD_ACTIONS[step.right], "拒收回收表并退回", reason=reason) as changes:
        verbs.move(ledger, actor, changes, register, out[-1], step, {}, reason=reason)
    return changes


def _move(ledger: Ledger, actor: Actor, changes: Changes, register: Register, record: int, name: str) -> None:
    step = register.step(name)
    assert step is not None, "declared"
    now = verbs.stored(changes.writer, register, record)
    if now["removed"] or now["state"] not in step.frm:
        return
    if name == RECEIVE:
        verbs.move(ledger, actor, changes, register, record, step, {"returned_on": ledger.today()})
    else:
        verbs.move(ledger, actor, changes, register, record, step, {})
