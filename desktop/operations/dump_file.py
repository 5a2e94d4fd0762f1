"""A dump as a file: its text, and whether what was read is one, told place by place with what helps (interfaces.md, `dump`)."""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from db import dump
from db.dump import Content
from db.reader import Reader
from desktop.errors import KnownError, reason_of
from desktop.ledgers.table_words import table_word
from desktop.operations.office import PROGRAM_ONLY

LARGEST = 1024**3  # bytes
_PARTS = frozenset({"form", "steps", "digest", "tables", "actions", "log", "files", "sum"})
_HASH = re.compile("[0-9a-f]{64}")
_INT = range(-(2**63), 2**63)


@dataclass(frozen=True)
class Found:
    """What a dump holds: the content, its digest, and the files by hash."""

    content: Content
    digest: str
    files: Mapping[str, bytes]


def text_of(said: Mapping[str, Any]) -> bytes:
    """The one way in which a dump is written; also what its sum is over."""
    return json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode("utf-8", "surrogatepass")


def sum_of(said: Mapping[str, Any]) -> str:
    """SHA-256 over everything in a dump: who did what and when is not in the digest of the content."""
    return hashlib.sha256(text_of(said)).hexdigest()


def damaged(path: Path, place: str, what: str, kind: str = "corrupt") -> KnownError:
    """The sentence for a dump that is not whole."""
    return KnownError(f"{path.name} 里的{place}{what}，没有读入。请重新转出，或换一份没有改动过的文件。", kind)


def opened(path: Path, largest: int = LARGEST) -> Any:
    """What a JSON file says; KnownError where it has more than so many bytes or cannot be read."""
    try:
        if path.stat().st_size > largest:
            raise KnownError(f"{path.name} 超过 1 GB，不读。请改用备份文件。", "too_large")
        text = path.read_bytes().removeprefix(b"\xef\xbb\xbf").decode("utf-8", "surrogatepass")
        return json.loads(text, parse_constant=_refuse)
    except OSError as error:
        raise KnownError(f"{path.name} 打不开（{reason_of(error)}）。请核对文件。", "corrupt") from error
    except (ValueError, RecursionError) as error:
        raise KnownError(
            f"{path.name} 不是能读的 JSON 文件，或已损坏。请核对文件，或用 --form 指明种类。", "corrupt"
        ) from error


def checked(reader: Reader, path: Path, said: Any) -> Found:
    """What a dump holds; KnownError where it is none, does not fit this ledger, or is not whole."""
    if not isinstance(said, dict) or said.get("form") != "dump" or not isinstance(said.get("tables"), dict):
        raise KnownError(f"{path.name} 不是转出的全部内容。请核对文件。", "not_a_dump")
    if said.get("steps") != list(dump.steps(reader)):
        raise KnownError(f"{path.name} 由另一版本的程序转出，不能读入。请用同一版本的程序，或恢复备份。", "version")
    known = dump.tables(reader)
    for table in said["tables"]:
        if table not in known:
            raise KnownError(f"{path.name} 里有本账本没有的内容“{table}”，不能读入。请核对文件。", "not_a_dump")
    check = _Check(reader, path)
    check.parts(said, known)
    files = check.files(said["files"])
    for table in known:
        check.rows(table, said["tables"][table])
    check.settings(said["tables"]["setting"])
    check.actions(said["actions"])
    log = check.log(said["log"], {action["id"] for action in said["actions"]}, said["tables"])
    if sum_of({name: value for name, value in said.items() if name != "sum"}) != said["sum"]:
        raise damaged(path, "内容", "与转出时不同", "digest")
    return Found(
        Content({table: said["tables"][table] for table in known}, said["actions"], log), said["digest"], files
    )


def _refuse(word: str) -> Any:
    raise ValueError(word)


def _plain(value: object) -> bool:
    return value is None or isinstance(value, (str, float)) or _number(value) or isinstance(value, bool)


def _number(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value in _INT


class _Check:
    """One look at the shape, part by part."""

    def __init__(self, reader: Reader, path: Path) -> None:
        self._path = path
        self._columns = {table: frozenset(dump.columns(reader, table)) for table in dump.tables(reader)}

    def parts(self, said: Mapping[str, Any], known: Iterable[str]) -> None:
        """All parts are there and nothing else."""
        if strange := sorted(_PARTS ^ set(said)):
            raise damaged(self._path, f"“{strange[0][:40]}”", "缺失" if strange[0] in _PARTS else "不是转出时有的")
        for name in ("digest", "sum"):
            self._need(isinstance(said[name], str) and bool(_HASH.fullmatch(said[name])), f"“{name}”", "不是校验值")
        for table in known:
            self._need(table in said["tables"], _word(table), "缺失")

    def files(self, said: Any) -> dict[str, bytes]:
        """The content of every file, which must be that of its name."""
        self._need(isinstance(said, dict), "附件", "不成样子")
        return {sha: self._file(sha, text) for sha, text in said.items()}

    def _file(self, sha: str, text: Any) -> bytes:
        try:
            data = base64.b64decode(text, validate=True) if isinstance(text, str) else None
        except (binascii.Error, ValueError):
            data = None
        place = f"附件 {sha[:8]}"
        self._need(data is not None, place, "读不出来")
        assert data is not None
        self._need(hashlib.sha256(data).hexdigest() == sha, place, "与登记的不符")
        return data

    def rows(self, table: str, said: Any) -> None:
        """Every row has the columns of its table, plain values, and an id of its own."""
        self._need(isinstance(said, list), _word(table), "不成样子")
        seen = set()
        for place, row in enumerate(said, 1):
            where = f"{_word(table)}第 {place} 行"
            self._need(isinstance(row, dict) and set(row) == self._columns[table], where, "栏目不对")
            self._need(all(map(_plain, row.values())), where, "不成样子")
            self._need(_number(row["id"]) and row["id"] > 0 and row["id"] not in seen, where, "编号不对")
            seen.add(row["id"])

    def settings(self, said: list[dict[str, Any]]) -> None:
        """No setting that only the program writes; each name once."""
        names = [row["name"] for row in said]
        for name in names:
            self._need(isinstance(name, str) and name not in PROGRAM_ONLY, f"设置“{name}”", "只由程序自己写")
        self._need(len(set(names)) == len(names), "设置", "重复")

    def actions(self, said: Any) -> None:
        """In order by id, each taking back an earlier one or none; by time those of a ledger that was read back begin anew."""
        self._need(isinstance(said, list), _word("action"), "不成样子")
        ids, last_id = set(), 0
        for place, action in enumerate(said, 1):
            where = f"{_word('action')}第 {place} 行"
            self._need(isinstance(action, dict) and set(action) == set(dump.ACTION), where, "栏目不对")
            self._need(all(map(_plain, action.values())), where, "不成样子")
            at, undoes = action["recorded_at"], action["undoes"]
            self._need(_number(action["id"]) and action["id"] > last_id, where, "编号不对")
            self._need(isinstance(at, str) and _is_moment(at), where, "时间不对")
            self._need(undoes is None or (_number(undoes) and undoes in ids), where, "所撤销的操作不在其中")
            last_id = action["id"]
            ids.add(last_id)

    def log(self, said: Any, actions: set[int], tables: Mapping[str, list[dict[str, Any]]]) -> list[dump.Entry]:
        """Every entry names an action and a row that are there."""
        self._need(isinstance(said, list), _word("change_log"), "不成样子")
        ids = {table: {row["id"] for row in rows} for table, rows in tables.items()}
        for place, entry in enumerate(said, 1):
            where = f"{_word('change_log')}第 {place} 行"
            self._need(isinstance(entry, list) and len(entry) == 4, where, "不成样子")
            action, table, row, before = entry
            self._need(_number(action) and action in actions, where, "所属的操作不在其中")
            self._need(isinstance(table, str) and table in ids, where, "所说的内容不在其中")
            self._need(_number(row) and row in ids[table], where, "所说的内容不在其中")
            if before is not None:
                named = isinstance(before, dict) and set(before) <= self._columns[table]
                self._need(named and all(map(_plain, before.values())), where, "不成样子")
        return [(action, table, row, before) for action, table, row, before in said]

    def _need(self, sound: bool, place: str, what: str) -> None:
        if not sound:
            raise damaged(self._path, place, what)


def _word(table: str) -> str:
    return f"“{table_word(table)}”"


def _is_moment(text: str) -> bool:
    try:
        return datetime.fromisoformat(text).tzinfo is None
    except ValueError:
        return False
