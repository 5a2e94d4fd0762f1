"""Taking an action back as a new action with a name: events are retracted, rows go to the recycle bin, edits are reversed.

Nothing is erased, and it works after a restart (ledger.md §3). Undoing an undo brings the work back. What the ledger then
says follows from which actions stand, not from the order in which they were taken back (`operations/toggling`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from db.queries import history, record_history
from db.queries.history import ActionRow
from db.reader import Reader
from db.store import Ledger
from db.triggers import APPEND_ONLY
from desktop.errors import KnownError
from desktop.ledgers import books
from desktop.operations import field_rights, toggling
from desktop.operations.change import Changes, change
from desktop.rules.permissions import Action, Actor, require

FINAL = frozenset(
    {
        *(
            str(action)
            for action in (
                Action.ISSUE,
                Action.REGISTER_LETTER,
                Action.BACK_UP,
                Action.PRINT,
                Action.EXPORT,
                Action.DUMP,
                Action.READ_BACK,
                Action.PACKAGE,
                Action.RECEIVE,
                Action.MANAGE_USERS,
                Action.EDIT_OFFICE,
                Action.CONFIRM_CLOCK,
                Action.OWN_PASSPHRASE,
                Action.LOG_IN,
                Action.PURGE,
                Action.MARK_TRIAL,
                Action.BUILD_DEMONSTRATION,
                Action.KEEP_DRAFT,
                Action.TURN_DEMONSTRATION_CLOCK,
                Action.SEAL_RECORD,
                Action.LOOK,
            )
        ),
        "set_up",  # of the first release
    }
)
"""Kinds of actions that stay: they have 更正 or 作废, or are no work on the ledger."""


class Later(StrEnum):
    """What to do with rows that later work touched: ask first, keep them as they are, or put them into the recycle bin."""

    ASK = "ask"
    KEEP = "keep"
    BIN = "bin"


@dataclass(frozen=True)
class LaterWork:
    """A row that an action made or changed and that later work touched."""

    table: str
    row_id: int
    by: str


class TouchedSince(KnownError):
    """Later work touched the same rows; the clerk chooses what becomes of them."""

    def __init__(self, message: str, rows: Sequence[LaterWork]) -> None:
        super().__init__(message, "later_work")
        self.rows = tuple(rows)


def of_this_ledger(reader: Reader) -> tuple[ActionRow, ...]:
    """The last thousand actions, newest first, that were done here: those that came along with a dump are no steps to take back."""
    came = history.last_of_kind(reader, Action.READ_BACK)
    return tuple(row for row in history.latest_actions(reader, 1000) if row.id >= came)


def last_undoable(reader: Reader) -> ActionRow | None:
    """The newest action that can still be taken back."""
    for row in of_this_ledger(reader):
        if row.kind != Action.UNDO and row.kind not in FINAL and not row.undone_by:
            return row
    return None


def last_redoable(reader: Reader) -> ActionRow | None:
    """The undo that can itself be taken back: the newest action, where it is one."""
    for row in of_this_ledger(reader):
        if row.kind == Action.UNDO and not row.undone_by and row.undoes and _is_forward(reader, row):
            return row
        if row.kind != Action.UNDO and row.kind not in FINAL:
            return None
    return None


def undo(ledger: Ledger, actor: Actor, action_id: int | None = None, *, later: Later = Later.BIN) -> Changes:
    """Take back an action (by default the last one); raises TouchedSince where later work asks for a choice.

    It needs the right of the action and of every event that it takes back or enters, and a close-out that is entered
    again passes the gate.
    """
    reader = ledger.writing()
    target = history.action(reader, action_id) if action_id is not None else last_undoable(reader)
    if target is None:
        raise KnownError("没有可以撤销的操作。", "nothing")
    _refuse_final(target)
    if target.id < history.last_of_kind(reader, Action.READ_BACK):
        raise KnownError(
            f"“{target.title}”是读入全部内容之前登记的，不能撤销。请用“更正”，或在各自的页面移入回收站。", "final"
        )
    root = history.root_of(reader, target.id)
    _require_its_right(reader, actor, root)
    _refuse_sealed(reader, root, target)
    rows = history.log_of_action(reader, root)
    touched = later_work(reader, target.id)
    if touched and later is Later.ASK:
        raise TouchedSince(
            f"“{target.title}”之后有 {len(touched)} 处又改过。请选择保留这些改动，还是一并放入回收站。", touched
        )
    spared = {(row.table, row.row_id) for row in touched} if later is Later.KEEP else set()
    overridden = toggling.overrides(reader, actor, root)
    with change(
        ledger, actor, Action.UNDO, f"撤销：{target.title}", undoes=target.id, overridden=overridden
    ) as changes:
        spared = toggling.with_belongings(reader, rows, spared)
        toggling.spare(changes, spared)
        toggling.bring_in_line(changes, rows, spared)
        toggling.check(ledger, actor, changes, root)
    return changes


def undo_import(ledger: Ledger, actor: Actor, number: int, *, later: Later = Later.BIN) -> Changes:
    """Take back one whole import by its number, also days later."""
    action_id = history.import_action(ledger.writing(), number)
    if action_id is None:
        raise KnownError(f"没有第 {number} 次导入。请在“导入记录”中核对次数。")
    return undo(ledger, actor, action_id, later=later)


def redo(ledger: Ledger, actor: Actor) -> Changes:
    """Bring back what the last undo took away."""
    target = last_redoable(ledger.writing())
    if target is None:
        raise KnownError("没有可以恢复的撤销。", "nothing")
    return undo(ledger, actor, target.id)


def later_work(reader: Reader, action_id: int) -> tuple[LaterWork, ...]:
    """Findings and other rows of an action that later, still standing actions touched."""
    found: dict[tuple[str, int], LaterWork] = {}
    root = history.root_of(reader, action_id)
    for row in history.log_of_action(reader, root):
        if row.table in toggling.LEFT_ALONE or row.table in APPEND_ONLY:
            continue
        for after in history.later_log(reader, row.table, row.row_id, row.seq):
            if after.action_id != root and not _undone(reader, after.action_id):
                found[(row.table, row.row_id)] = LaterWork(row.table, row.row_id, _title(reader, after.action_id))
        if row.table == "finding" and row.verb == "insert" and _worked_on(reader, row.row_id, root):
            found[(row.table, row.row_id)] = LaterWork(row.table, row.row_id, "后来登记的进展")
        elif row.verb == "insert" and books.is_declared(row.table) and _moved_on(reader, row.table, row.row_id, root):
            found.setdefault((row.table, row.row_id), LaterWork(row.table, row.row_id, "后来办理的步骤"))
    return tuple(found.values())


def _worked_on(reader: Reader, finding_id: int, root: int) -> bool:
    """Whether events of other actions stand on a finding; copies count for the action that entered them first."""
    return any(one != root for one in history.actions_of_standing_events(reader, finding_id))


def _moved_on(reader: Reader, book: str, record: int, root: int) -> bool:
    """Whether steps of other actions stand on a record."""
    return any(one != root for one in history.actions_of_standing_record_events(reader, book, record))


def why_final(target: ActionRow) -> str:
    """Why an action can never be taken back, with what to do instead; empty where it can."""
    if target.kind == Action.RECEIVE:
        return f"“{target.title}”不能撤销：别的副本已经以此为准。接收来的内容请在各自的页面改写或移入回收站。"
    if target.kind == Action.SEAL_RECORD:
        return f"“{target.title}”不能撤销。要另办，请写明理由作废。"
    return f"“{target.title}”不能撤销。已签发的文书请用“更正”或“作废”。" if target.kind in FINAL else ""


def _refuse_final(target: ActionRow) -> None:
    if reason := why_final(target):
        raise KnownError(reason, "final")
    if target.undone_by:
        raise KnownError(f"“{target.title}”已经撤销过。", "undone")


def _refuse_sealed(reader: Reader, root: int, target: ActionRow) -> None:
    """What was sealed afterwards (a locked draw) is not taken away by undoing what made it."""
    if record_history.sealed_since(reader, root, str(Action.SEAL_RECORD)):
        raise KnownError(f"“{target.title}”登记的内容后来已锁定或作废，不能撤销。要另办，请写明理由。", "final")


def _require_its_right(reader: Reader, actor: Actor, root: int) -> None:
    """Who takes an action back, or brings it back, needs the right that doing it needs."""
    row = history.action(reader, root)
    if row is not None and row.kind in set(Action):
        require(actor, Action(row.kind))
    field_rights.check(reader, actor, root)


def _is_forward(reader: Reader, row: ActionRow) -> bool:
    undone = history.action(reader, row.undoes) if row.undoes else None
    return undone is not None and undone.kind != Action.UNDO


def _undone(reader: Reader, action_id: int) -> bool:
    row = history.action(reader, action_id)
    return row is None or bool(row.undone_by) or row.kind == Action.UNDO


def _title(reader: Reader, action_id: int) -> str:
    row = history.action(reader, action_id)
    return row.title if row else ""
