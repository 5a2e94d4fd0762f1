"""The sent state and the present state of the ledger as plain JSON files, in the shape of the samples (`merge --sent --now`)."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from desktop.errors import KnownError
from desktop.exchange.json_file import json_in
from desktop.exchange.return_book.merging import Now, Row, Sent
from desktop.exchange.return_book.package import mark_from
from desktop.rules.three_way import WITHDRAWN


def sent_from(path: Path) -> Sent:
    """What went out; raises KnownError where the file has another shape."""
    document = _object(path)
    editable, locked = _names(path, document, "editable"), _names(path, document, "locked")
    return Sent(mark_from(document), str(document.get("sheet") or ""), editable, locked, _rows(path, document))


def now_from(path: Path) -> Now:
    """What stands now; raises KnownError where the file has another shape."""
    document = _object(path)
    mark = document.get("package_now")
    if not isinstance(mark, Mapping):
        raise _shape(path, "缺少 package_now")
    withdrawn = document.get("withdrawn") or []
    if not isinstance(withdrawn, list):
        raise _shape(path, "withdrawn 应是一列问题标识")
    keys = [str(one.get("key")) if isinstance(one, Mapping) else str(one) for one in withdrawn]
    return Now(mark_from(mark), _rows(path, document), dict.fromkeys(keys, WITHDRAWN))


def _object(path: Path) -> Mapping[str, Any]:
    document = json_in(path)
    if not isinstance(document, Mapping):
        raise _shape(path, "应是一个 JSON 对象")
    return document


def _names(path: Path, document: Mapping[str, Any], name: str) -> tuple[str, ...]:
    names = document.get(name)
    if not isinstance(names, list) or not all(isinstance(one, str) for one in names):
        raise _shape(path, f"{name} 应是一列栏名")
    return tuple(names)


def _rows(path: Path, document: Mapping[str, Any]) -> dict[str, Row]:
    rows = document.get("rows")
    if not isinstance(rows, list) or not all(isinstance(row, Mapping) and row.get("key") for row in rows):
        raise _shape(path, "rows 应是一列各有 key 的对象")
    return {str(row["key"]): row for row in rows}


def _shape(path: Path, what: str) -> KnownError:
    return KnownError(f"{path} 不是发出状态或台账现状的文件：{what}。请核对是否选错文件。")
