"""An archive package opened again, for reading only: every file is read and hashed anew and held against the list of contents."""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from desktop.errors import KnownError, reason_of

CONTENTS = "目录.json"
FORM = "archive"
SUFFIX = ".归档包"
_BLOCK = 1024 * 1024


@dataclass(frozen=True)
class Listed:
    """A file as the list of contents tells it."""

    path: str
    title: str
    sha256: str
    bytes: int


@dataclass(frozen=True)
class Archive:
    """A package: what its list of contents says, its own sum, and what is not as the list says."""

    path: Path
    sha256: str
    about: Mapping[str, Any]
    files: tuple[Listed, ...]
    faults: tuple[str, ...]

    @property
    def sums(self) -> frozenset[str]:
        """The sums of all files in it."""
        return frozenset(one.sha256 for one in self.files)

    @property
    def law(self) -> str:
        """12 个文件 = 清单 3 + 文书 9."""
        counts: dict[str, int] = {}
        for one in self.files:
            folder = one.path.partition("/")[0]
            counts[folder] = counts.get(folder, 0) + 1
        return f"{len(self.files)} 个文件 = {' + '.join(f'{folder} {count}' for folder, count in counts.items())}"


def read(path: Path) -> Archive:
    """Open a package and read every file in it. Raises KnownError where it is none; what differs is told in `faults`."""
    try:
        with path.open("rb") as file:
            whole = hashlib.file_digest(file, "sha256").hexdigest()
        with zipfile.ZipFile(path) as opened:
            about, files = _contents(path, opened)
            return Archive(path, whole, about, files, tuple(_faults(opened, files)))
    except OSError as error:
        raise KnownError(
            f"“{path.name}”读不出来：{reason_of(error)}。请核对位置，或换一份副本。", "unreadable"
        ) from error
    except (zipfile.BadZipFile, ValueError, KeyError, TypeError, EOFError) as error:
        raise _no_package(path) from error


def content(path: Path, name: str) -> bytes:
    """One file of a package; KnownError where it is not there."""
    try:
        with zipfile.ZipFile(path) as opened:
            return opened.read(name)
    except (OSError, zipfile.BadZipFile, KeyError, RuntimeError) as error:
        raise _no_package(path) from error


def require_whole(archive: Archive, known: Mapping[str, str], not_done: str) -> None:
    """KnownError where a file is missing or other than listed, or where the package lacks a file that the ledger keeps."""
    lacking = [(sha, title) for sha, title in known.items() if sha not in archive.sums]
    told = list(archive.faults)
    if lacking:
        sha, title = lacking[0]
        told.append(f"包重新打开后少 {len(lacking)} 个文件：{title}（校验值 …{sha[-4:].upper()}）")
    if told:
        raise KnownError(f"{'；'.join(told)}。{not_done}请重新生成归档包，或换一份完好的副本。", "not_whole")


def _contents(path: Path, opened: zipfile.ZipFile) -> tuple[dict[str, Any], tuple[Listed, ...]]:
    try:
        about = json.loads(opened.read(CONTENTS))
    except RuntimeError as error:  # a file under a password of its own
        raise _no_package(path) from error
    if not isinstance(about, dict) or about.get("form") != FORM:
        raise _no_package(path)
    files = tuple(
        Listed(str(one["path"]), str(one["title"]), str(one["sha256"]), int(one["bytes"])) for one in about["files"]
    )
    return about, files


def _faults(opened: zipfile.ZipFile, files: tuple[Listed, ...]) -> Iterator[str]:
    names = set(opened.namelist())
    for one in files:
        if one.path not in names:
            yield f"包中少了“{one.path}”（校验值 …{one.sha256[-4:].upper()}）"
        elif _sum(opened, one.path) != one.sha256:
            yield f"包中“{one.path}”与目录的校验值不符（…{one.sha256[-4:].upper()}）"
    if strange := sorted(names - {one.path for one in files} - {CONTENTS}):
        yield f"包中多出目录里没有的文件“{strange[0]}”"


def _sum(opened: zipfile.ZipFile, name: str) -> str:
    digest = hashlib.sha256()
    try:
        with opened.open(name) as file:
            while block := file.read(_BLOCK):
                digest.update(block)
    except (zipfile.BadZipFile, EOFError, OSError, ValueError, RuntimeError):
        return ""  # what cannot be read has no sum, so it differs
    return digest.hexdigest()


def _no_package(path: Path) -> KnownError:
    return KnownError(f"“{path.name}”不是归档包，或者目录已损坏。请选“归档与结转”生成的归档包。", "unreadable")
