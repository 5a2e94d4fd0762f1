"""What a package brings, in words: which records are new or changed, and every conflict with its sides."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from db.merge.claims import CLAIM, resolved
from db.merge.nodes import known
from db.merge.state import Conflict, Key, Side
from db.merge.travel import (
    EVENT,
    LANES,
    ORDER,
    OWN,
    OWN_FIELD,
    PRESENCE,
    RECORD_STATE,
    REMOVED,
    STANDS,
    STEP,
    Travelling,
)
from db.queries import packages
from db.reader import Reader
from db.triggers import APPEND_ONLY
from desktop.ledgers import books
from desktop.ledgers.stored_words import column_word, value_words
from desktop.ledgers.table_words import table_word
from desktop.operations.packages.plan import Plan
from desktop.rules.moments import to_minute

_LANE_WORDS = {lane: (table_column, lane) for table_column, lane in LANES.items()}
_NAMES = ("number", "name", "title", "code", "short", "text", "day", "word")
_HOMES = ("finding_id", "letter_id", "unit_id", "round_id", "record_id", "event_id")
_LONGEST = 30


@dataclass(frozen=True)
class Told:
    """A record that the package enters or changes; `fields` are the columns that change."""

    table: str
    record: str
    fields: tuple[str, ...] = ()


@dataclass(frozen=True)
class ToldSide:
    """What one copy says in a conflict, who said it and when."""

    value: str
    user: str
    at: str


@dataclass(frozen=True)
class ToldConflict:
    """A conflict in words: `base` is what both had before them; the first side is shown meanwhile, unless
    none of them stands (`settling.OpenOne.meanwhile`). `field` is the stored name."""

    record: str
    field: str
    title: str
    base: str
    mine: str
    theirs: str
    sides: tuple[ToldSide, ...]

    @property
    def line(self) -> str:
        """'15-06-0003 责任人：甲（李建国 2026-06-05 09:00）／乙（王敏 2026-06-05 10:00）'."""
        sides = "／".join(f"{side.value or '空'}（{side.user} {to_minute(side.at)}）" for side in self.sides)
        return f"{self.record} {self.title}：{sides}"


def open_lines(reader: Reader) -> list[str]:
    """Every conflict that nobody has settled yet, a line each; nothing is read where there is none."""
    if not packages.open_conflicts(reader):
        return []
    own, travel = known(reader), Travelling(reader)
    state = resolved(travel, own.nodes)
    words = Words(Plan(travel, own, [], state, state, (), 0))
    return [words.told(state.conflicts[key]).line for key in sorted(state.conflicts)]


class Words:
    """A plan told to people."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._tables = {uid: table for table, uid in plan.after.rows}

    @property
    def new(self) -> list[Told]:
        """Rows that are not here yet."""
        ids = self._plan.own.ids
        return [Told(table, self.record(table, uid)) for table, uid in self._plan.after.made if (table, uid) not in ids]

    @property
    def changed(self) -> list[Told]:
        """Rows that are here and get another value."""
        found = []
        ids, before = self._plan.own.ids, self._plan.before.rows
        for (table, uid), fields in self._plan.after.rows.items():
            if table in APPEND_ONLY or (table, uid) not in ids:
                continue
            was = before.get((table, uid), {})
            names = tuple(sorted(name for name, value in fields.items() if was.get(name) != value))
            if names:
                found.append(Told(table, self.record(table, uid), names))
        return found

    @property
    def conflicts(self) -> list[ToldConflict]:
        """Every conflict that the package brings."""
        return [self.told(one) for one in self._plan.new_conflicts]

    def record(self, table: str, uid: str) -> str:
        """How people know a row: its number or name, else that of what it belongs to."""
        fields = self._plan.after.rows.get((table, uid), {})
        if table == "unit":
            return self._unit_name(uid) or table_word(table)
        said = next((str(fields[name]) for name in _NAMES if fields.get(name)), "")
        if said:
            return said[:_LONGEST]
        home = next((str(fields[name]) for name in _HOMES if fields.get(name)), "")
        if home in self._tables and home != uid:
            return f"{self.record(self._tables[home], home)} {table_word(table)}"
        return table_word(table)

    def _unit_name(self, uid: str) -> str:
        names = [
            str(fields.get("name"))
            for (table, _uid), fields in self._plan.after.rows.items()
            if table == "unit_name" and fields.get("unit_id") == uid
        ]
        return names[-1] if names else ""

    def told(self, conflict: Conflict) -> ToldConflict:
        """A conflict with its sides."""
        own = {node.uid for node in self._plan.own.nodes}
        mine = next((side for side in conflict.sides if side.node in own), None)
        theirs = next((side for side in conflict.sides if side.node not in own), None)
        field, title = self._field(conflict.key)
        sides = tuple(ToldSide(self._side(conflict.key, side), side.user, side.at) for side in conflict.sides)
        return ToldConflict(
            self._whose(conflict.key),
            field,
            title,
            self._value(conflict.key, conflict.base),
            self._side(conflict.key, mine),
            self._side(conflict.key, theirs),
            sides,
        )

    def _side(self, key: Key, side: Side | None) -> str:
        if side is None:
            return ""
        said = self._value(key, side.value)
        entered = self._beside_the_bin(key, side)
        return f"{said}（{entered}）" if entered else said

    def _beside_the_bin(self, key: Key, side: Side) -> str:
        """What was entered on a row that another copy put into the bin: it says nothing of the bin itself."""
        if key[2] != REMOVED:
            return ""
        node = next((one for one in (*self._plan.own.nodes, *self._plan.new) if one.uid == side.node), None)
        return "" if node is None or any(write.key == key for write in node.writes) else node.title

    def _whose(self, key: Key) -> str:
        table, uid, name = key
        if name == STANDS:
            home = uid.partition(" ")[0]
            return self.record(self._tables.get(home, "finding"), home)
        finding = self._plan.after.rows.get((table, uid), {}).get("finding_id") if table == "measure" else None
        return " ".join([*([self.record("finding", str(finding))] if finding else ()), self.record(table, uid)])

    def _field(self, key: Key) -> tuple[str, str]:
        table, _uid, name = key
        if name == STANDS:
            return "event", table_word(table)
        if name in _LANE_WORDS:
            column = _LANE_WORDS[name][0]
            return column, column_word("finding_event", column)
        if name == RECORD_STATE:
            return "state", column_word(STEP, "state")
        plain = name.removeprefix(CLAIM)
        column, _dot, own = plain.partition(".")
        if column == OWN and own:
            field = self._plan.after.rows.get((OWN_FIELD, own), {})
            return str(field.get("name", own)), str(field.get("title", own))
        return own or column, own or column_word(table, column)

    def _value(self, key: Key, value: Any) -> str:
        table, _uid, name = key
        if name == STANDS:
            return "撤回" if value is None else self._event(table, str(value))
        if name in _LANE_WORDS and isinstance(value, list) and not value[2]:
            return "登记已撤回"
        if name == PRESENCE and isinstance(value, list):
            return self._deed(str(value[2]))
        if name == RECORD_STATE and isinstance(value, list):
            return self._state(table, value)
        if name in _LANE_WORDS and isinstance(value, list):
            return f"{value_words('finding_event', _LANE_WORDS[name][0], value[0])} {value[1]}"
        if value is None or name.endswith(ORDER):
            return ""
        if name == REMOVED:
            return "移入回收站" if value else "保留"
        column = name.removeprefix(CLAIM).partition(".")[0]
        target = self._plan.travel.targets[table].get(column)
        return self.record(target, str(value)) if target else value_words(table, column, value) or str(value)

    def _state(self, book: str, said: list[Any]) -> str:
        """'不同意 2026-06-05 材料不全': where the steps of a record led it, with the day and the reason."""
        fields = self._plan.after.rows.get((STEP, str(said[2])), {})
        words = (books.as_declared(book).state(str(said[0])).word, said[1], fields.get("reason"))
        return " ".join(str(word) for word in words if word)

    def _deed(self, uid: str) -> str:
        """'核减 2026-05-20', '合并 15-06-0003 2026-05-20': why a finding is in the list no more, or is in it."""
        fields = self._plan.after.rows.get((EVENT, uid), {})
        numbers = "、".join(json.loads(fields.get("related") or "[]"))
        words = (value_words(EVENT, "kind", fields.get("kind")), numbers, fields.get("effective_on"))
        return " ".join(str(word) for word in words if word)

    def _event(self, table: str, uid: str) -> str:
        fields = self._plan.after.rows.get((table, uid), {})
        states = (fields.get(name) for name in ("claim_state", "verdict_state", "state", "value"))
        said = next((str(one) for one in states if one), str(fields.get("kind", "")))
        return f"{value_words(table, 'claim_state', said)} {fields.get('effective_on', '')}".strip()
