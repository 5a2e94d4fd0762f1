"""What the ledger says follows from which actions stand: events, fields and rows are brought in line with that.

So undoing and redoing are exact inverses in any order. What undoing itself entered is no step of anybody's work and is
passed over when the steps of an event or a field are read.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from db.driver import IntegrityError
from db.queries import facts, history, record_history
from db.queries.history import LogRow
from db.queries.standing import ATTRIBUTES, FACTS
from db.reader import Reader
from db.store import Ledger
from db.triggers import APPEND_ONLY
from desktop.errors import KnownError
from desktop.operations import closing, dated_facts, events, evidence, round_dates
from desktop.operations.change import Changes
from desktop.operations.records import record_events
from desktop.rules.permissions import Action, Actor, require

LEFT_ALONE = frozenset({"action", "counter", "draft", "merge_conflict"})
"""What undoing never touches: which conflicts are open follows from what the copies say (`packages.conflicts`)."""
Spared = set[tuple[str, int]]


def spare(changes: Changes, spared: Spared, undo_id: int | None = None) -> None:
    """Remember the rows that the clerk keeps although an undo (this one, or an earlier one) takes back what made them."""
    for table, row_id in sorted(spared):
        fields = {"action_id": undo_id or changes.action_id, "table_name": table, "row_id": row_id}
        changes.writer.insert("undo_spared", fields)


def rescue(changes: Changes, finding_id: int) -> int | None:
    """Take a finding out of the recycle bin: where undoing put it there, its making counts again for it and what belongs to it.

    Returns the action that had removed it otherwise, so that its events are entered again; None where there is none.
    """
    reader, row = changes.writer, ("finding", finding_id)
    made = history.inserted_by(reader, *row)
    if made is not None and not _stands(changes, made, *row):
        own = with_belongings(reader, history.log_of_action(reader, made), {row})
        spare(changes, own, history.standing_undo_of(reader, made))
        for table, row_id in sorted(own - {row}):
            now = history.fields_of(reader, table, row_id)
            if "removed_in" in now:
                _field(changes, table, row_id, "removed_in", now["removed_in"])
    removed_in = _field_wanted(changes, "finding", finding_id, "removed_in")
    reader.update("finding", finding_id, {"removed_in": None})
    return None if removed_in is None else int(removed_in)


def with_belongings(reader: Reader, rows: Sequence[LogRow], kept: Spared) -> Spared:
    """Rows that are kept, with what the same action made for them: what hangs on a finding or a unit, and what they stand in."""
    made = {(row.table, row.row_id): row.became() for row in rows if row.verb == "insert"}
    found: Spared = set()
    while len(kept) > len(found):
        found = set(kept)
        for row in found & made.keys():
            kept = kept | _needed(reader, row[0], made[row]) & made.keys()
        kept = kept | {row for row, fields in made.items() if _hangs_on(row[0], fields, found, made)}
    return found


def _needed(reader: Reader, table: str, fields: dict[str, Any]) -> Spared:
    """The rows that a row refers to."""
    targets = history.references(reader, table)
    return {(target, fields[name]) for name, target in targets if fields.get(name) is not None}


def _hangs_on(table: str, fields: dict[str, Any], kept: Spared, made: dict[tuple[str, int], dict[str, Any]]) -> bool:
    """Whether a row belongs to a kept finding, names a kept unit, or puts its unit into its round."""
    if ("finding", fields.get("finding_id")) in kept:
        return True
    if table == "round_unit":
        places = [made[row] for row in kept if row[0] == "finding" and row in made]
        return any(all(one.get(name) == fields.get(name) for name in ("round_id", "unit_id")) for one in places)
    return table.startswith("unit_") and ("unit", fields.get("unit_id")) in kept


def settle_events(changes: Changes, finding_id: int) -> None:
    """Bring every event on a finding in line."""
    done: set[tuple[str, int]] = set()
    for first in history.first_events(changes.writer, finding_id):
        _event(changes, first, done)


def bring_in_line(changes: Changes, rows: Sequence[LogRow], spared: Spared) -> None:
    """Set everything that an action touched to what the standing actions make of it, rows before their events."""
    homes: dict[tuple[str, int], None] = {}
    told = _facts_in_line(changes, rows, spared)
    for row in rows:
        if row.table in LEFT_ALONE or (row.table, row.row_id) in spared or record_events.is_about(row):
            continue
        if row.verb == "insert" and row.table not in APPEND_ONLY:
            _row(changes, row.table, row.row_id)
        elif row.verb == "update":
            _fields(changes, row)
        elif row.table == "undo_spared":
            homes |= dict.fromkeys([_rescued(changes, row)])
        if row.verb == "insert" or "removed_in" in row.became():
            homes[(row.table, row.row_id)] = None
    for fact in told:
        dated_facts.follow(changes, *fact)
    done: set[tuple[str, int]] = set()
    for table, row_id in homes:
        if table in ("finding", "measure"):
            _events_on(changes, table, row_id, done)
    for row in rows:
        if (row.table, row.row_id) not in spared and (first := _first_of(changes, row)) is not None:
            _event(changes, first, done)


def _facts_in_line(changes: Changes, rows: Sequence[LogRow], spared: Spared) -> dict[tuple[str, int], None]:
    """Set the steps of records in line first: what a row says of its dated facts follows their events. The rows with such facts."""
    found: dict[tuple[str, int], None] = {}
    for row in rows:
        if (row.table, row.row_id) not in spared and record_events.is_about(row):
            event = record_events.bring_in_line(changes, row)
            if (home := record_history.fact_of(changes.writer, event)) is not None:
                found[home] = None
    return found


def check(ledger: Ledger, actor: Actor, changes: Changes, root: int) -> None:
    """Every event that was taken back or entered needs its right; a close-out entered again passes the gate."""
    whole = history.action(changes.writer, root)
    for row in history.log_of_action(changes.writer, changes.action_id):
        if row.table == "finding_event":
            event = row.became()
        elif row.table == "retraction":
            event = history.event_fields(changes.writer, int(row.became()["event_id"]))
        else:
            continue
        require(actor, events.action_of(event))
        closes = events.action_of(event) is Action.CLOSE_OUT and row.table == "finding_event"
        if closes and whole is not None and whole.kind in (Action.CLOSE_OUT, Action.CORRECT):
            _gate(ledger, actor, changes, event, overridden=bool(whole.overridden))


def overrides(reader: Reader, actor: Actor, root: int) -> bool:
    """Whether bringing an action back would pass the gate as an exception again, which is counted again."""
    whole = history.action(reader, root)
    comes_back = not history.is_active(reader, root)
    return whole is not None and comes_back and bool(whole.overridden) and actor.may(Action.OVERRIDE)


def _gate(ledger: Ledger, actor: Actor, changes: Changes, event: dict[str, Any], *, overridden: bool) -> None:
    finding_id = int(event["finding_id"])
    faults = closing.gate(ledger, actor, finding_id, event["effective_on"], evidence.faults, written=True)
    reason = str(event["reason"]) if overridden else ""
    closing.pass_with(actor, facts.number(changes.writer, finding_id), faults, reason)


def _stands(changes: Changes, action_id: int, table: str, row_id: int) -> bool:
    """Whether an action's work on a row stands: the action does, or the row was kept when it was taken back."""
    if history.is_active(changes.writer, action_id):
        return True
    return action_id in history.spared_from(changes.writer, table, row_id)


def _first_of(changes: Changes, row: LogRow) -> int | None:
    if row.verb != "insert":
        return None
    if row.table == "finding_event":
        return history.first_of(changes.writer, row.row_id)
    return history.first_of(changes.writer, int(row.became()["event_id"])) if row.table == "retraction" else None


def _rescued(changes: Changes, row: LogRow) -> tuple[str, int]:
    """The row that was taken out of the bin although its making was undone: it goes back there with that step."""
    named = row.became()
    _row(changes, str(named["table_name"]), int(named["row_id"]))
    return str(named["table_name"]), int(named["row_id"])


def _events_on(changes: Changes, table: str, row_id: int, done: set[tuple[str, int]]) -> None:
    """All events on a finding or a measure stand and fall with it, also those of other actions."""
    finding_id = facts.finding_of_measure(changes.writer, row_id) if table == "measure" else row_id
    for first in history.first_events(changes.writer, finding_id, row_id if table == "measure" else None):
        _event(changes, first, done)


def _event(changes: Changes, first: int, done: set[tuple[str, int]]) -> None:
    """Retract events or enter them again, as the steps by standing actions say; of one registration and its corrections one stands."""
    if ("finding_event", first) in done:
        return
    together = history.one_registration(changes.writer, first)
    done |= {("finding_event", one) for one in together}
    wanted = _wanted(changes, together)
    for one in together:
        standing = history.standing_copies(changes.writer, one)
        if standing and one != wanted:
            events.retract(changes, standing, "撤销")
        elif not standing and one == wanted:
            events.enter_again(changes, one)


def _wanted(changes: Changes, together: Sequence[int]) -> int | None:
    """Which of a registration and its corrections stands: what the last standing step entered, of those whose own entry stands.

    So a correction that is taken back gives way to what it corrected, but never to it over a later correction.
    """
    event = history.event_fields(changes.writer, together[0])
    finding_id = int(event["finding_id"])
    homes = [("finding", finding_id), ("measure", event["measure_id"])]
    if any(row_id is not None and history.is_in_bin(changes.writer, table, row_id) for table, row_id in homes):
        return None
    last: tuple[int, bool, int] | None = None
    for first in together:
        steps = history.steps_of_event(changes.writer, first)
        if steps and not _stands(changes, steps[0].action_id, "finding", finding_id):
            continue
        taken = {step.action_id for step in steps if not step.enters}
        for step in steps:
            if step.action_id == steps[0].action_id and step.action_id in taken:
                continue  # a package brought it together with what stands in its place
            if _stands(changes, step.action_id, "finding", finding_id):
                last = max(last or (0, False, 0), (step.action_id, bool(step.enters), first))
    return last[2] if last is not None and last[1] else None


def _row(changes: Changes, table: str, row_id: int) -> None:
    """A row that an action added: in the recycle bin while the action is taken back, else where other steps left it."""
    now = history.fields_of(changes.writer, table, row_id)
    if "removed_in" in now:
        _field(changes, table, row_id, "removed_in", now["removed_in"])
    elif table == "setting":
        _field(changes, table, row_id, "value", now["value"])


def _fields(changes: Changes, row: LogRow) -> None:
    now = history.fields_of(changes.writer, row.table, row.row_id)
    told = facts.attributes(changes.writer, row.row_id) if row.table == "finding" else {}
    follow = {name for name in told if name in ATTRIBUTES}  # those follow their events
    if row.table in FACTS:
        follow |= record_history.facts_told(changes.writer, row.table, row.row_id).keys()
    for name in row.became():
        if name not in follow:
            _field(changes, row.table, row.row_id, name, now.get(name))


def _field(changes: Changes, table: str, row_id: int, name: str, now: Any) -> None:
    wanted = _field_wanted(changes, table, row_id, name)
    if name == "removed_in" and (wanted is None) == (now is None):
        return
    if wanted != now:
        write(changes, table, row_id, {name: wanted}, now, "撤销")


def _field_wanted(changes: Changes, table: str, row_id: int, name: str) -> Any:
    """The value that the last standing action gave a field, else the one before all of them."""
    value, is_told = None, False
    for row in history.log_of_row(changes.writer, table, row_id):
        if history.root_of(changes.writer, row.action_id) != row.action_id:
            continue
        stands = _stands(changes, row.action_id, table, row_id)
        if row.verb == "insert":
            value, is_told = row.became().get(name), name in row.became()
            if not stands and name == "removed_in":
                return changes.action_id
            if not stands and table == "setting":
                value = ""
        elif name in row.became():
            value = value if is_told else row.was().get(name)
            value, is_told = row.became()[name] if stands else value, True
    return value


def write(changes: Changes, table: str, row_id: int, fields: dict[str, Any], before: Any, reason: str) -> None:
    """Set a field beside the verb of its book: dates of a round are told, what is taken meanwhile is refused."""
    try:
        changes.writer.update(table, row_id, fields)
    except IntegrityError as error:
        raise KnownError("同样的编码、名称已被后来登记的占用，不能恢复。请先给后来的一项改名。", "taken") from error
    if table in ("round", "round_unit"):
        for name, value in fields.items():
            round_dates.tell(changes, table, row_id, name, before, value, reason)
