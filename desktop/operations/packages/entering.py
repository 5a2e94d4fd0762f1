"""Writing into the tables what a package makes of them, inside one action; rows keep who entered them and when."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from db.driver import IntegrityError
from db.merge.claims import IMPORT
from db.merge.nodes import as_json
from db.merge.travel import EVENTS, REMOVED, STANDS, same_fact_uid
from db.queries import facts, history, packages, record_history
from db.queries.standing import ATTRIBUTES, FACTS
from db.triggers import APPEND_ONLY
from desktop.errors import KnownError
from desktop.operations import dated_facts, events, toggling
from desktop.operations.change import Changes
from desktop.operations.packages import conflicts
from desktop.operations.packages.plan import Plan

_Row = tuple[str, str]
_Step = tuple[_Row, Callable[[], None]]


class Entering:
    """One package on its way into the tables."""

    def __init__(self, changes: Changes, plan: Plan) -> None:
        self._changes, self._writer, self._plan = changes, changes.writer, plan
        self._ids = plan.own.ids
        self._new: dict[_Row, int] = {}
        self._findings: set[int] = set()
        self._facts: set[tuple[str, int]] = set()
        alone = (table for table, unique in plan.travel.unique.items() if any(partial for _columns, partial in unique))
        self._in_bin = {table: packages.in_bin(self._writer, table) for table in alone}

    def carry_out(self, sender: str, sha256: str) -> None:
        """Rows, then what stands in each place of a day, then what rows say that follow their events, then what is in conflict."""
        self._writer.defer_links()
        self._name_new_rows()
        self._go_through([*self._updates(), *self._inserts()])
        self._one_event_in_each_place()
        for finding in sorted(self._findings):
            events.refresh(self._changes, finding)
        for home in sorted(self._facts):
            dated_facts.follow(self._changes, *home)
        conflicts.record(self._writer, self._changes.action_id, self._plan.after, self._ids)
        for name, last in self._plan.counters:
            self._writer.raise_counter(name, last)
        receipt = {"sender": sender, "sha256": sha256, "made_at": self._changes.recorded_at}
        nodes = as_json(self._plan.new)
        self._writer.insert("receipt", {**receipt, "nodes": nodes, "action_id": self._changes.action_id})

    def _name_new_rows(self) -> None:
        last: dict[str, int] = {}
        for table, uid in self._plan.after.made:
            if (table, uid) not in self._ids:
                last[table] = last.get(table) or packages.last_id(self._writer, table)
                last[table] += 1
                self._new[table, uid] = self._ids[table, uid] = last[table]

    def _id(self, table: str, uid: Any) -> int:
        found = conflicts.row_of(self._ids, table, str(uid))
        if not found:
            raise KnownError("包中的内容前后不符，没有接收。请让发送方重新打包。", "damaged")
        return found

    def _fields(self, row: _Row, said: dict[str, Any]) -> dict[str, Any]:
        """What the nodes say, with ids of this copy."""
        whole = self._plan.after.rows[row]
        decide = {name: whole[name] for name in ("register", "attribute") if name in whole}
        linked = self._plan.travel.linked(row[0], decide | said, self._id)
        found = {name: linked[name] for name in said}
        if REMOVED in found:
            found[REMOVED] = self._changes.action_id if found[REMOVED] else None
        return found

    def _inserts(self) -> list[_Step]:
        return [(row, partial(self._insert, row)) for row in self._new]

    def _insert(self, row: _Row) -> None:
        table, uid = row
        fields = self._fields(row, self._plan.after.rows[row])
        if packages.has_action(self._writer, table):
            fields["action_id"] = self._changes.action_id
        self._writer.insert(table, {"id": self._new[row], **fields})
        node = self._plan.after.made[row]
        self._origin(table, self._new[row], uid, node.user, node.at)
        self._touched(table, self._new[row])

    def _origin(self, table: str, row_id: int, uid: str, author: str, made_at: str) -> None:
        fields = {"table_name": table, "row_id": row_id, "uid": uid, "author": author, "made_at": made_at}
        self._writer.insert("row_origin", fields)

    def _updates(self) -> list[_Step]:
        found: list[_Step] = []
        for row in self._plan.after.rows:
            if row in self._new or row[0] in APPEND_ONLY:
                continue
            if said := self._said_anew(row):
                found.append((row, partial(self._update, row, said)))
        return found

    def _said_anew(self, row: _Row) -> dict[str, Any]:
        """What a row says otherwise than before."""
        was, now = self._plan.before.rows.get(row, {}), self._plan.after.rows[row]
        said = {name: value for name, value in now.items() if name not in was or was[name] != value}
        if not now.get(REMOVED) and self._ids.get(row) in self._in_bin.get(row[0], ()):
            said[REMOVED] = (
                0  # it gave way to a claimant that is gone again, perhaps by what was undone here: nobody removed it
            )
        return said

    def _update(self, row: _Row, said: dict[str, Any]) -> None:
        table, row_id = row[0], self._id(*row)
        now = history.fields_of(self._writer, table, row_id)
        wanted = self._fields(row, said)
        if REMOVED in wanted and (wanted[REMOVED] is None) == (now[REMOVED] is None):
            del wanted[REMOVED]
        changed = {name: value for name, value in wanted.items() if value != now[name]}
        if table == "finding":
            self._findings.add(row_id)
            told = facts.attributes(self._writer, row_id)
            changed = {name: value for name, value in changed.items() if not (name in ATTRIBUTES and name in told)}
        if not changed.keys().isdisjoint(FACTS.get(table, ())):
            self._facts.add((table, row_id))
        if changed:
            self._writer.update(table, row_id, changed)
        if REMOVED in changed and changed[REMOVED] is None:
            self._keep_alive(table, row_id)

    def _keep_alive(self, table: str, row_id: int) -> None:
        """A row whose making was taken back here and that another copy brought back stays, whatever is undone here afterwards."""
        made = history.inserted_by(self._writer, table, row_id)
        undo = None if made is None else history.standing_undo_of(self._writer, made)
        if undo is not None:
            toggling.spare(self._changes, {(table, row_id)}, undo)

    def _go_through(self, steps: list[_Step]) -> None:
        """All steps; one that finds its number still taken waits until the row that has it got another."""
        parked = False
        while steps:
            waiting = [step for step in steps if not self._carried_out(step)]
            if len(waiting) == len(steps):
                if parked:
                    raise KnownError("包中的内容与本账本不能并立，没有接收。请由一方给出一份完整的新副本。", "taken")
                parked = True
                for row, _step in waiting:
                    self._park(row)
            steps = waiting

    @staticmethod
    def _carried_out(step: _Step) -> bool:
        try:
            step[1]()
        except IntegrityError:
            return False
        return True

    def _park(self, row: _Row) -> None:
        """Rows that exchange their numbers or names: each gives its own up first, and nothing that it keeps."""
        if row in self._new:
            return
        table, uid = row
        changed = self._said_anew(row)
        for columns, _partial in self._plan.travel.unique[table]:
            if columns[-1] in changed and columns[-1] not in self._plan.travel.targets[table]:
                value = -self._id(table, uid) if table == IMPORT else f"~{uid}"
                self._writer.update(table, self._id(table, uid), {columns[-1]: value})

    def _touched(self, table: str, row_id: int) -> None:
        if table == "finding_event":
            self._findings.add(int(history.event_fields(self._writer, row_id)["finding_id"]))
        if table == "retraction":
            self._findings.add(packages.finding_of_retraction(self._writer, row_id))
        if table == "record_event":
            self._touched_step(row_id)
        if table == "record_retraction":
            self._touched_step(packages.step_taken_back(self._writer, row_id))

    def _touched_step(self, event: int) -> None:
        if (home := record_history.fact_of(self._writer, event)) is not None:
            self._facts.add(home)

    def _one_event_in_each_place(self) -> None:
        """Two corrections of one event, or an event brought back on two copies: one stands, the others are taken back."""
        told = {write.key: None for node in self._plan.new for write in node.writes if write.key[2] == STANDS}
        for key in told:
            table, whose, _name = key
            uid = self._plan.after.standing[key]
            home, _space, place = whose.partition(" ")
            register = (
                "finding" if table == "finding_event" else self._plan.after.rows[table, uid]["register"] if uid else ""
            )
            stands = self._ids.get((table, uid)) if uid else None
            for event in packages.standing_in(self._writer, table, register, self._home(home, register), int(place)):
                if event != stands and (stands is not None or uid is None):
                    self._take_back(table, event)

    def _home(self, uid: str, register: str) -> int:
        return self._id(register, uid) if register else conflicts.home_of(self._ids, uid)

    def _take_back(self, table: str, event: int) -> None:
        event_uid = next(uid for (name, uid), row_id in self._ids.items() if name == table and row_id == event)
        stamp = {"recorded_at": self._changes.recorded_at, "known_on": self._changes.known_on}
        fields = {"event_id": event, "reason": "合并", **stamp, "action_id": self._changes.action_id}
        made = self._writer.insert(EVENTS[table], fields)
        uid = same_fact_uid(EVENTS[table], {"event_id": event_uid})
        self._origin(EVENTS[table], made, uid, "", self._changes.recorded_at)
        if table == "finding_event":
            self._findings.add(int(history.event_fields(self._writer, event)["finding_id"]))
        else:
            self._touched_step(event)
