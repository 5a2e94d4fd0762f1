"""An update as a file: the frozen program, a list that says what each file of it is by two sums, and the signature of whoever delivers it.

A zip with `manifest.json`, `manifest.sig` (Ed25519 over the bytes of the list) and the program below `app/`. Nothing is believed before the
signature holds, and nothing is taken that the list does not name. A link is listed as what it leads to. Also the folder that an update was
unpacked into is read so: an installed version can be held against its list again.
"""

from __future__ import annotations

import io
import json
import stat
import struct
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePosixPath
from typing import IO

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.hashes import SHA256, SM3, Hash

from desktop.errors import KnownError, Refused, reason_of

SUFFIX = ".xcupd"
MANIFEST, SIGNATURE, APP = "manifest.json", "manifest.sig", "app"
LARGEST = 2 * 1024**3
"""Bytes of all files: eight times what the program has today."""
MOST_FILES = 20_000
"""Ten times what the program has today."""
_LIST_MOST = 8 * 1024**2
_BLOCK = 1024**2
_STEPS_MOST = 8
"""So many links may lead to one another."""
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ENCRYPTED = 0x1 | 0x40
_BROKEN = (
    zipfile.BadZipFile, zlib.error, struct.error, EOFError, RuntimeError, ValueError, LookupError, TypeError, OverflowError, MemoryError,
)  # fmt: skip
"""What the reading of a damaged zip may raise: it is read before its signature, so whatever is wrong with it is told in one sentence."""
Sink = Callable[[bytes], object]
ASK_AGAIN = "请不要使用这份更新，向交付单位重新索取光盘。"


@dataclass(frozen=True)
class Entry:
    """One file of the program: below which name, how many bytes, by which sums; `link` is where a link leads, `runs` whether it is started."""

    path: str
    size: int
    sha256: str
    sm3: str
    runs: bool = False
    link: str = ""


@dataclass(frozen=True)
class Release:
    """What the signed list says: version, platform, last step of its ledgers, oldest version it may follow, and every file."""

    version: str
    platform: str
    schema: str
    min_from: str
    entries: tuple[Entry, ...]

    @property
    def size(self) -> int:
        """Bytes of all files."""
        return sum(entry.size for entry in self.entries)


@contextmanager
def opened(path: Path) -> Iterator[Source]:
    """An update file, or the folder that one was unpacked into. Refused where it is neither."""
    if path.is_dir():
        yield Source(path.name, _FolderOf(path))
        return
    with _readable(path.name):
        file = _Sparing(io.FileIO(path))
    with file:
        with _readable(path.name):
            archive = zipfile.ZipFile(file)
        _refuse_excess(path.name, archive.infolist())
        yield Source(path.name, _ZipOf(archive))


class _Sparing(io.BufferedReader):
    """A file of which no more is read at once than a list of files may take, whatever its last bytes claim."""

    def read(self, size: int | None = -1, /) -> bytes:
        """As of any file; BadZipFile where more is asked for."""
        if size is not None and size > _LIST_MOST:
            raise zipfile.BadZipFile("the directory is too large")
        return super().read(size)


def _refuse_excess(name: str, infos: Sequence[zipfile.ZipInfo]) -> None:
    """What no update holds is not looked into: its signature is not read yet."""
    if any(one.compress_type not in _METHODS or one.flag_bits & _ENCRYPTED or one.header_offset < 0 for one in infos):
        raise _not_whole(name)
    if len(infos) > MOST_FILES + 2 or sum(one.file_size for one in infos) > LARGEST + 2 * _LIST_MOST:
        raise Refused("too_large", f"“{name}”里的文件过多或过大，不是本程序的更新，不读。{ASK_AGAIN}")


def _not_whole(name: str) -> Refused:
    return Refused("truncated", f"“{name}”不完整或不是更新文件，没有改动。请从光盘重新复制；仍不行的，{ASK_AGAIN}")


@contextmanager
def _readable(name: str) -> Iterator[None]:
    """What can be wrong with reading, in words; what happens to those who take the bytes is not meant."""
    try:
        yield
    except _BROKEN as error:
        raise _not_whole(name) from error
    except OSError as error:
        raise KnownError(f"“{name}”读不出来：{reason_of(error)}。请核对位置，或换一个光驱再试。") from error


class Source:
    """An update that is open: its list, once the signature holds, and its files, once each is what the list says."""

    def __init__(self, name: str, files: _ZipOf | _FolderOf) -> None:
        self._name, self._files = name, files

    def release(self, public: bytes) -> Release:
        """The list, where the owner of the key signed it, and the update holds what it names and nothing else."""
        names = self._files.names()
        for wanted in (MANIFEST, SIGNATURE):
            if wanted not in names:
                raise Refused("unsigned", f"“{self._name}”里没有{_WORDS[wanted]}，不是本程序的更新。{ASK_AGAIN}")
        content, signature = self.part(MANIFEST), self.part(SIGNATURE)
        try:
            Ed25519PublicKey.from_public_bytes(public).verify(signature, content)
        except (InvalidSignature, ValueError):
            raise Refused(
                "signature", f"“{self._name}”的签名不符：清单被改动过，或不是由交付单位签的。没有改动。{ASK_AGAIN}"
            ) from None
        release = _release_of(content, self._name)
        self._compare(names, release)
        return release

    def take(self, release: Release, sink_for: Callable[[Entry], Sink], told: Callable[[Entry], object]) -> None:
        """Read every file once: its bytes go to a sink, and it is refused where it is not what the list says."""
        for entry in release.entries:
            told(entry)
            self._take_one(entry, sink_for(entry))

    def _take_one(self, entry: Entry, sink: Sink) -> None:
        size, sums = 0, (Hash(SHA256()), Hash(SM3()))
        for block in self._blocks(f"{APP}/{entry.path}", entry.size):
            size += len(block)
            for one in sums:
                one.update(block)
            sink(block)
        if (size, *(one.finalize().hex() for one in sums)) != (entry.size, entry.sha256, entry.sm3):
            raise Refused("changed", f"“{self._name}”中的 {entry.path} 与清单不符，内容被改动过。没有改动。{ASK_AGAIN}")

    def part(self, name: str) -> bytes:
        """The bytes of the list or of its signature."""
        whole = b"".join(self._blocks(name, _LIST_MOST))
        if len(whole) > _LIST_MOST:
            raise Refused("too_large", f"“{self._name}”的清单过大，不读。{ASK_AGAIN}")
        return whole

    def _blocks(self, name: str, most: int) -> Iterator[bytes]:
        blocks = self._files.blocks(name, most)
        while True:
            with _readable(self._name):
                block = next(blocks, b"")
            if not block:
                return
            yield block

    def _compare(self, names: frozenset[str], release: Release) -> None:
        listed = {f"{APP}/{entry.path}" for entry in release.entries} | {MANIFEST, SIGNATURE}
        if missing := sorted(listed - names):
            raise Refused("missing", f"“{self._name}”缺少 {_some(missing)}，不完整。没有改动。请从光盘重新复制。")
        if surplus := sorted(names - listed):
            raise Refused("surplus", f"“{self._name}”里多出清单上没有的文件：{_some(surplus)}。没有改动。{ASK_AGAIN}")


class _ZipOf:
    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive

    def names(self) -> frozenset[str]:
        found = Counter(one.filename for one in self._archive.infolist() if not one.is_dir())
        return frozenset({*found, *(f"{name}（重复）" for name, times in found.items() if times > 1)})

    def blocks(self, name: str, most: int) -> Iterator[bytes]:
        """A little more than `most` at the most: what unpacks to more than its list says is not unpacked."""
        with self._archive.open(name) as file:
            yield from _blocks(file, most)


class _FolderOf:
    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def names(self) -> frozenset[str]:
        found = [path for path in self._folder.rglob("*") if path.is_symlink() or not path.is_dir()]
        return frozenset(path.relative_to(self._folder).as_posix() for path in found)

    def blocks(self, name: str, most: int) -> Iterator[bytes]:
        path = self._folder / name
        if path.is_symlink():
            yield link_content(path.readlink().as_posix())
            return
        with path.open("rb") as file:
            yield from _blocks(file, most)


def _blocks(file: IO[bytes], most: int) -> Iterator[bytes]:
    read = 0
    while read <= most and (block := file.read(_BLOCK)):
        read += len(block)
        yield block


def link_content(target: str) -> bytes:
    """What stands for a link in the sums."""
    return f"link to {target}".encode()


_WORDS = {MANIFEST: "文件清单", SIGNATURE: "签名"}


def _some(names: Iterable[str]) -> str:
    listed = list(names)
    return "、".join(listed[:3]) + (f" 等 {len(listed)} 个" if len(listed) > 3 else "")


def _release_of(content: bytes, name: str) -> Release:
    """The list as it was signed; an own tool wrote it, so what does not fit is told as a list of another kind."""
    try:
        told = json.loads(content)
        entries = tuple(_entry_of(one) for one in told["files"])
        about = {key: str(told[key]) for key in ("version", "platform", "schema", "min_from")}
        release = Release(**about, entries=entries)
    except (ValueError, LookupError, TypeError, RecursionError) as error:
        raise Refused("not_an_update", f"“{name}”的清单不是更新的清单。请选择以 {SUFFIX} 结尾的更新文件。") from error
    if release.size > LARGEST or len(entries) > MOST_FILES or not stays_inside(entries):
        raise Refused("not_an_update", f"“{name}”的清单超出更新文件的范围，不读。{ASK_AGAIN}")
    return release


def _entry_of(told: Mapping[str, object]) -> Entry:
    """One file of the list; ValueError or TypeError where it is none."""
    found = Entry(**told)  # type: ignore[arg-type]  # what it holds is asked here
    texts = (found.path, found.sha256, found.sm3, found.link)
    if not all(isinstance(one, str) for one in texts) or type(found.size) is not int or found.size < 0:
        raise ValueError(told)
    return found


def stays_inside(entries: Sequence[Entry]) -> bool:
    """Whether all files stay in the program's folder, each under a name of its own, and every link leads to something in it.

    No file lies below another file or a link, no link leads by way of a link, in a circle, or to a name that nothing listed has: the names
    alone say where everything ends up.
    """
    names = [entry.path for entry in entries]
    leaves = frozenset(names)
    if len(leaves) < len(names) or not all(map(_is_inside, entries)):
        return False
    links = {entry.path: _led_to(entry) for entry in entries if entry.link}
    there = leaves.union(*map(_above, names)) if names else leaves
    return (
        not any(leaves.intersection(_above(name)) for name in names)
        and not any(links.keys() & {*_above(where)} for where in links.values())
        and there.issuperset(links.values())
        and all(_ends(name, links) for name in links)
    )


def _ends(name: str, links: Mapping[str, str]) -> bool:
    """Whether a link leads to something that is none, by so few steps that no system minds."""
    steps = 0
    while name in links and steps < _STEPS_MOST:
        name, steps = links[name], steps + 1
    return name not in links


def _above(path: str) -> list[str]:
    return [parent.as_posix() for parent in PurePosixPath(path).parents]


def _led_to(entry: Entry) -> str:
    """Where a link inside leads, by names alone."""
    up = [part for part in PurePosixPath(entry.link).parts if part == ".."]
    start = PurePosixPath(entry.path).parent.parts
    return PurePosixPath(*start[: len(start) - len(up)], *PurePosixPath(entry.link).parts[len(up) :]).as_posix()


def _is_inside(entry: Entry) -> bool:
    """Whether a file stays in the program's folder, and a link leads up first, if at all, and then to something in it."""
    parts, way = _steps(entry.path), _steps(entry.link)
    if not parts or ".." in parts:
        return False
    up = way.count("..")
    return not entry.link or (up < min(len(parts), len(way)) and ".." not in way[up:])


def _steps(path: str) -> tuple[str, ...]:
    """The parts of a path below a folder; () for one that starts elsewhere or is not written plainly."""
    parts = PurePosixPath(path).parts
    return () if path.startswith("/") or "/".join(parts) != path or set("\\:\0") & set(path) else parts


# -- making one


def listed(folder: Path) -> list[Entry]:
    """Every file of a frozen program, with its sums, by its name."""
    found = []
    for path in sorted(one for one in folder.rglob("*") if one.is_symlink() or one.is_file()):
        link = path.readlink().as_posix() if path.is_symlink() else ""
        sums, size = (Hash(SHA256()), Hash(SM3())), 0
        for block in [link_content(link)] if link else _blocks_of(path):
            size += len(block)
            for one in sums:
                one.update(block)
        runs = not link and bool(path.stat().st_mode & stat.S_IXUSR)
        name = path.relative_to(folder).as_posix()
        sha256, sm3 = (one.finalize().hex() for one in sums)
        found.append(Entry(name, size, sha256, sm3, runs, link))
    return found


def _blocks_of(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        yield from iter(partial(file.read, _BLOCK), b"")


def write(
    target: Path, folder: Path, about: Mapping[str, str], sign: Callable[[bytes], bytes], moment: tuple[int, ...]
) -> None:
    """An update file from a frozen folder; `about` are version, platform, schema and min_from. The same bytes from the same folder."""
    entries = listed(folder)
    content = json.dumps({**about, "files": [vars(one) for one in entries]}, ensure_ascii=False, indent=1).encode()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, data in ((MANIFEST, content), (SIGNATURE, sign(content))):
            archive.writestr(_info(name, moment), data)
        for entry in entries:
            data = link_content(entry.link) if entry.link else (folder / entry.path).read_bytes()
            archive.writestr(_info(f"{APP}/{entry.path}", moment), data)


def _info(name: str, moment: tuple[int, ...]) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, (*moment,)[:6])  # type: ignore[arg-type]  # six numbers, as time.gmtime gives them
    info.compress_type = zipfile.ZIP_DEFLATED
    info.create_system, info.external_attr = 3, (stat.S_IFREG | 0o644) << 16
    return info
