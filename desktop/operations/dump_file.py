"""A dump as a file: its text, and whether what was read is one, told with every place and what helps (interfaces.md, `dump`)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from db import dump
from db.dump import Content
from db.reader import Reader
from desktop.errors import Fault, KnownError, reason_of
from desktop.operations.dump_check import DumpCheck

LARGEST = 1024**3  # bytes
_TOLD = 30
"""Faults that one message names; the rest is counted."""


class Damaged(KnownError):
    """A dump that is not whole; `faults` are all of them, each with its place."""

    def __init__(self, path: Path, faults: Sequence[str], kind: str = "corrupt") -> None:
        said = "；".join(faults[:_TOLD])
        if len(faults) > 1:
            said = f"有 {len(faults)} 处不对：{said}{'……' if len(faults) > _TOLD else ''}"
        super().__init__(f"{path.name} 里的{said}。没有读入，请重新转出，或换一份没有改动过的文件。", kind)
        self.faults = tuple(Fault(kind, text) for text in faults)


@dataclass(frozen=True)
class Found:
    """What a dump holds: the content, its digest, and the files by hash; `whole` where its sum is that of when it was written."""

    content: Content
    digest: str
    files: Mapping[str, bytes]
    whole: bool


def text_of(said: Mapping[str, Any]) -> bytes:
    """The one way in which a dump is written; also what its sum is over."""
    return json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode("utf-8", "surrogatepass")


def sum_of(said: Mapping[str, Any]) -> str:
    """SHA-256 over everything in a dump beside the sum: who did what and when is not in the digest of the content."""
    return hashlib.sha256(text_of({name: value for name, value in said.items() if name != "sum"})).hexdigest()


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
    """What a dump holds; KnownError where it is none or of another version, Damaged with every fault of its shape."""
    if not isinstance(said, dict) or said.get("form") != "dump" or not isinstance(said.get("tables"), dict):
        raise KnownError(f"{path.name} 不是转出的全部内容。请核对文件。", "not_a_dump")
    if said.get("steps") != list(dump.steps(reader)):
        raise KnownError(f"{path.name} 由另一版本的程序转出，不能读入。请用同一版本的程序，或恢复备份。", "version")
    check = DumpCheck(reader, said)
    check.carry_out()
    if check.faults:
        raise Damaged(path, check.faults)
    tables = {table: said["tables"][table] for table in dump.tables(reader)}
    log = [(action, table, row, before) for action, table, row, before in said["log"]]
    return Found(Content(tables, said["actions"], log), said["digest"], check.files, sum_of(said) == said["sum"])


def _refuse(word: str) -> Any:
    raise ValueError(word)
