"""Whether what a file says has the shape of a dump of this schema: every fault is found, with its place, before a row is entered."""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from db import dump
from db.dump import Column
from db.pool import LARGEST
from db.queries.settings import TRIAL
from db.reader import Reader
from desktop.ledgers.stored_words import column_word
from desktop.ledgers.table_words import table_word
from desktop.operations.office import PROGRAM_ONLY

PARTS = ("form", "steps", "digest", "tables", "actions", "log", "files", "sum")
LEFT_OUT = PROGRAM_ONLY - {TRIAL}
"""Settings that say which ledger it is; that it holds rate cases only (试算) goes along with them."""
_HASH = re.compile("[0-9a-f]{64}")
_INT = range(-(2**63), 2**63)
_SHOWN = 40
"""Characters of a strange name that are shown."""


class DumpCheck:
    """One look at the whole; `faults` are phrases of place and fault, in the order of the file."""

    def __init__(self, reader: Reader, said: Mapping[str, Any]) -> None:
        self.faults: list[str] = []
        self.files: dict[str, bytes] = {}
        self._said = said
        self._shapes = {table: dump.shape(reader, table) for table in dump.tables(reader)}
        acting = dump.shape(reader, "action")
        self._acting = {name: acting[name] for name in dump.ACTION}
        listed = {**{table: said["tables"].get(table) for table in self._shapes}, "action": said.get("actions")}
        self._ids = {table: _ids_of(rows) for table, rows in listed.items() if isinstance(rows, list)}

    def carry_out(self) -> None:
        """Every part, table, row and entry."""
        self._parts()
        self._all_files(self._said.get("files"))
        for table, shape in self._shapes.items():
            if table in self._said["tables"]:
                self._rows(table, shape, self._said["tables"][table])
        for table in ("setting", "counter"):
            self._names(table, self._said["tables"].get(table))
        if "actions" in self._said:
            self._rows("action", self._acting, self._said["actions"])
            self._order(self._said["actions"])
        if "log" in self._said:
            self._log(self._said["log"])

    def _parts(self) -> None:
        for name in PARTS:
            self._need(name in self._said, f"“{name}”", "缺失")
        for name in self._said:
            self._need(name in PARTS, f"“{name[:_SHOWN]}”", "不是转出时有的")
        for name in ("digest", "sum"):
            if name in self._said:
                self._need(bool(_HASH.fullmatch(str(self._said[name]))), f"“{name}”", "不是校验值")
        for table in self._shapes:
            self._need(table in self._said["tables"], _word(table), "缺失")
        for table in self._said["tables"]:
            self._need(table in self._shapes, f"“{table[:_SHOWN]}”", "是本账本没有的内容")

    def _all_files(self, said: Any) -> None:
        if said is not None and self._need(isinstance(said, dict), "附件", "不成样子"):
            for sha, text in said.items():
                self._file(sha, text)

    def _file(self, sha: str, text: Any) -> None:
        place = f"附件 {sha[:8]}"
        try:
            data = base64.b64decode(text, validate=True) if isinstance(text, str) else None
        except (binascii.Error, ValueError):
            data = None
        if data is None:
            self._need(False, place, "读不出来")
        elif self._need(hashlib.sha256(data).hexdigest() == sha, place, "与登记的不符"):
            self._need(len(data) <= LARGEST, place, "超过 200 MB")
            self.files[sha] = data

    def _rows(self, table: str, shape: Mapping[str, Column], said: Any) -> None:
        """Every row has the columns of its table, values of their types, links to rows that are there, and an id of its own."""
        if not self._need(isinstance(said, list), _word(table), "不成样子"):
            return
        seen: set[int] = set()
        for number, row in enumerate(said, 1):
            place = f"{_word(table)}第 {number} 行"
            if not self._need(isinstance(row, dict), place, "不成样子"):
                continue
            missing = [name for name in shape if name not in row]
            strange = [str(name)[:_SHOWN] for name in row if name not in shape]
            self._need(not missing, place, f"缺少栏目{_named(table, missing)}")
            self._need(not strange, place, f"多出栏目{_named(table, strange)}")
            self._cells(table, shape, row, place)
            if _sound_id(row.get("id")):
                self._need(row["id"] not in seen, place, f"的编号 {row['id']} 重复")
                seen.add(row["id"])
            elif "id" in row:
                self._need(False, place, "的编号不对")

    def _cells(self, table: str, shape: Mapping[str, Column], row: Mapping[str, Any], place: str) -> None:
        for name, value in row.items():
            if name in shape and name != "id":
                self._cell(shape[name], value, place + _named(table, [name]))
        if {"register", "record_id"} <= set(shape) & set(row) and isinstance(row["register"], str):
            there = row["register"] in self._shapes and self._is_there(row["register"], row["record_id"])
            self._need(there, place, "所属的账册记录不在其中")

    def _cell(self, column: Column, value: Any, place: str) -> None:
        if value is None:
            self._need(not column.needed, place, "不能空着")
        elif self._need(type(value) is column.holds and (column.holds is str or value in _INT), place, "类型不对"):
            self._need(self._is_there(column.target, value), place, f"所指的{_word(column.target)}不在其中")

    def _is_there(self, table: str, row_id: Any) -> bool:
        """Whether a row is among those of its table; where the table itself is faulty, that is told once and not here."""
        return table not in self._ids or row_id in self._ids[table]

    def _names(self, table: str, said: Any) -> None:
        """Each name once; no setting that says which ledger it is."""
        seen = set()
        for name in [row.get("name") for row in said if isinstance(row, dict)] if isinstance(said, list) else ():
            if isinstance(name, str):
                self._need(table != "setting" or name not in LEFT_OUT, f"{_word(table)}“{name}”", "只由程序自己写")
                self._need(name not in seen, f"{_word(table)}“{name[:_SHOWN]}”", "重复")
                seen.add(name)

    def _order(self, said: Any) -> None:
        """By id, each at a real moment, each taking back an earlier one or none; by time a ledger that was read back begins anew."""
        last_id = 0
        for number, action in enumerate(said if isinstance(said, list) else (), 1):
            if not isinstance(action, dict) or not _sound_id(action.get("id")):
                continue
            place = f"{_word('action')}第 {number} 行"
            at, undoes = action.get("recorded_at"), action.get("undoes")
            self._need(action["id"] >= last_id, place, "的编号不按次序")
            self._need(not isinstance(at, str) or _is_moment(at), place, "的时间不对")
            self._need(not _sound_id(undoes) or undoes < action["id"], place, "所撤销的操作在它之后")
            last_id = action["id"]

    def _log(self, said: Any) -> None:
        """Every entry names an action and a row that are there, and every row is entered once."""
        if not self._need(isinstance(said, list), _word("change_log"), "不成样子"):
            return
        entered: set[tuple[str, int]] = set()
        for number, entry in enumerate(said, 1):
            place = f"{_word('change_log')}第 {number} 行"
            if not self._need(isinstance(entry, list) and len(entry) == 4, place, "不成样子"):
                continue
            action, table, row, before = entry
            self._need(_sound_id(action) and self._is_there("action", action), place, "所属的操作不在其中")
            known = isinstance(table, str) and table in self._shapes and _sound_id(row) and self._is_there(table, row)
            if not self._need(known, place, "所说的内容不在其中"):
                continue
            if before is None:
                self._need((table, row) not in entered, place, "把同一行登记了两次")
                entered.add((table, row))
            elif self._need(isinstance(before, dict), place, "不成样子"):
                strange = [str(name)[:_SHOWN] for name in before if name not in self._shapes[table] or name == "id"]
                self._need(not strange, place, f"多出栏目{_named(table, strange)}")
                self._cells(table, self._shapes[table], before, place)

    def _need(self, sound: bool, place: str, what: str) -> bool:
        if not sound:
            self.faults.append(place + what)
        return sound


def place_of(table: str, row_id: int) -> str:
    """A row that was found by its id."""
    return f"{_word(table)}第 {row_id} 号"


def _ids_of(rows: list[Any]) -> set[int]:
    return {row["id"] for row in rows if isinstance(row, dict) and _sound_id(row.get("id"))}


def _sound_id(value: Any) -> bool:
    return type(value) is int and 0 < value < _INT.stop


def _word(table: str) -> str:
    return f"“{table_word(table)}”"


def _named(table: str, names: Iterable[str]) -> str:
    return "、".join(f"“{column_word(table, name) or name}”" for name in names)


def _is_moment(text: str) -> bool:
    try:
        return datetime.fromisoformat(text).tzinfo is None
    except ValueError:
        return False
