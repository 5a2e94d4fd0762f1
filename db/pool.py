"""The pool of files (evidence, source workbooks, issued papers): one file per content, never changed, encrypted with the ledger.

An encrypted file is a row of sealed pieces, so that a large scan is neither held in memory nor believed before it is whole.
"""

from __future__ import annotations

import hashlib
import hmac
import io
import os
import shutil
import struct
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from db import atomic, disk
from db.keyslots import expand

LARGEST = 200 * 1024 * 1024
_MAGIC = b"POOL1\x00"
_PIECE = 1024 * 1024
_TAG = 16
_PREFIX = 7
_HEADER = len(_MAGIC) + 8 + _PREFIX


class FileState(StrEnum):
    """What became of a pooled file."""

    INTACT = "intact"
    CHANGED = "changed"
    MISSING = "missing"


class TooLarge(Exception):
    """The file is above the limit; `limit` in bytes."""

    def __init__(self, limit: int) -> None:
        super().__init__(str(limit))
        self.limit = limit


class FileChanged(Exception):
    """The file in the pool is not what was put there."""


class FileMissing(Exception):
    """The file is not in the pool."""


@dataclass(frozen=True)
class Pooled:
    """A file of the pool: SHA-256 of its content and size in bytes. `is_new` where it was not there before."""

    sha256: str
    size: int
    is_new: bool = True


class Pool:
    """The folder of pooled files with the keys in hand (no key: a plain ledger).

    `hides_names`: a file bears a name of its own, so that nobody without the key can ask whether a known content is there.
    """

    def __init__(
        self, folder: Path, key: bytes | None, earlier: tuple[bytes, ...] = (), *, hides_names: bool = False
    ) -> None:
        self.folder = folder
        self._key = key
        self._namers = tuple(reversed((*earlier, key))) if hides_names and key is not None else ()
        self._ring = {_key_id(each): each for each in (*earlier, *(() if key is None else (key,)))}

    def path_of(self, sha256: str) -> Path:
        """Where a content lies: under its hash, or where names are hidden, under one that only the key gives.

        What was put there under a former key keeps its name.
        """
        names = [_hidden_name(each, sha256) for each in self._namers] or [sha256]
        places = [self.folder / name[:2] / name for name in names]
        return next((place for place in places if place.exists()), places[0])

    def add(self, source: Path | bytes, limit: int = LARGEST) -> Pooled:
        """Put a file or content into the pool; the same content is kept once. Raises TooLarge."""
        with _opened(source) as file:
            digest, size = _digest(file, limit)
        path = self.path_of(digest)
        if self.state(digest) is FileState.INTACT:
            return Pooled(digest, size, is_new=False)
        atomic.make_folder(path.parent)
        with _opened(source) as file, atomic.replacing(path) as target:
            written = self._write(file, target, limit)
            if written != digest:
                raise FileChanged(str(source))  # the source was written to between the two readings
        return Pooled(digest, size)

    def add_all(self, contents: Sequence[bytes], limit: int = LARGEST) -> tuple[Pooled, ...]:
        """Put many contents into the pool and wait for the disk once: all of a batch of papers. Raises TooLarge."""
        digests = [_digest(io.BytesIO(content), limit) for content in contents]
        paths = {digest: self.path_of(digest) for digest, _size in digests}
        fresh = {
            digest: content
            for (digest, _size), content in zip(digests, contents, strict=True)
            if not paths[digest].exists() or self.state(digest) is not FileState.INTACT
        }
        atomic.make_folders({paths[digest].parent for digest in fresh})

        def written(content: bytes) -> Callable[[BinaryIO], str]:
            return lambda target: self._write(io.BytesIO(content), target, limit)

        atomic.write_all({paths[digest]: written(content) for digest, content in fresh.items()})
        return tuple(Pooled(digest, size, digest in fresh) for digest, size in digests)

    def read(self, sha256: str) -> bytes:
        """The content, verified. Raises FileMissing or FileChanged."""
        target = io.BytesIO()
        self._copy(sha256, target)
        return target.getvalue()

    def copy_out(self, sha256: str, target: Path) -> None:
        """Write the verified content to a file, in the open."""
        with atomic.replacing(target) as file:
            self._copy(sha256, file)

    def state(self, sha256: str) -> FileState:
        """Whether the content is there and unchanged."""
        try:
            self._copy(sha256, None)
        except FileMissing:
            return FileState.MISSING
        except FileChanged:
            return FileState.CHANGED
        return FileState.INTACT

    def hashes(self) -> tuple[str, ...]:
        """All contents that lie in the folder."""
        return tuple(sorted(path.name for path in self.folder.glob("??/*") if len(path.name) == 64))

    def adopt(self, source: Pool, sha256: str) -> bool:
        """Put another pool's copy in the place of one that is missing or damaged here; False where the source has none intact.

        What was written is read back before it takes the place. Call it only where `state` is not INTACT.
        """
        path = self.path_of(sha256)
        if not source.path_of(sha256).is_file():
            return False
        try:
            atomic.make_folder(path.parent)
            with atomic.replacing(path) as file:
                self._take(source, sha256, file)
                file.flush()
                self._verify(Path(file.name), sha256)
        except (FileMissing, FileChanged):
            return False
        return True

    def _take(self, source: Pool, sha256: str, target: BinaryIO) -> None:
        """As it lies where our keys open it, so that every holder of a former key still can; else sealed anew."""
        with source.path_of(sha256).open("rb") as file:
            if self._opens(file):
                shutil.copyfileobj(file, target, _PIECE)
                return
        self._write(io.BytesIO(source.read(sha256)), target, LARGEST)

    def _opens(self, file: BinaryIO) -> bool:
        """Whether a pooled file is sealed under a key in hand; looks at its head only."""
        if self._key is None:
            return True
        header = file.read(_HEADER)
        file.seek(0)
        return header[len(_MAGIC) : len(_MAGIC) + 8] in self._ring

    def _verify(self, path: Path, sha256: str) -> None:
        self._read_whole(path, sha256, None)

    def _copy(self, sha256: str, target: BinaryIO | None) -> None:
        self._read_whole(self.path_of(sha256), sha256, target)

    def _read_whole(self, path: Path, sha256: str, target: BinaryIO | None) -> None:
        digest = hashlib.sha256()
        if path.is_symlink() or path.parent.is_symlink():
            raise FileChanged(sha256)  # the pool holds files of its own; a link leads out of the ledger
        try:
            with path.open("rb") as file:
                for piece in self._pieces(file):
                    digest.update(piece)
                    if target is not None:
                        target.write(piece)
        except FileNotFoundError as error:
            raise FileMissing(sha256) from error
        except OSError as error:
            if disk.kind_of(error) is disk.DiskFault.FULL:
                raise  # the target's disk, not the pooled file
            raise FileChanged(sha256) from error
        except (InvalidTag, ValueError, KeyError) as error:
            raise FileChanged(sha256) from error
        if digest.hexdigest() != sha256:
            raise FileChanged(sha256)

    def _pieces(self, file: BinaryIO) -> Iterator[bytes]:
        if self._key is None:
            while piece := file.read(_PIECE):
                yield piece
            return
        header = file.read(_HEADER)
        if not header.startswith(_MAGIC) or len(header) != _HEADER:
            raise ValueError("not a pooled file")
        cipher = AESGCM(expand(self._ring[header[len(_MAGIC) : len(_MAGIC) + 8]], "pool"))
        prefix = header[-_PREFIX:]
        for number, (sealed, last) in enumerate(_with_last(file, _PIECE + _TAG)):
            yield cipher.decrypt(_nonce(prefix, number, last), sealed, header)

    def _write(self, source: BinaryIO, target: BinaryIO, limit: int) -> str:
        digest, size = hashlib.sha256(), 0
        cipher, prefix, header = None, os.urandom(_PREFIX), b""
        if self._key is not None:
            cipher = AESGCM(expand(self._key, "pool"))
            header = _MAGIC + _key_id(self._key) + prefix
            target.write(header)
        for number, (piece, last) in enumerate(_with_last(source, _PIECE)):
            digest.update(piece)
            size += len(piece)
            if size > limit:
                raise TooLarge(limit)
            target.write(piece if cipher is None else cipher.encrypt(_nonce(prefix, number, last), piece, header))
        return digest.hexdigest()


@contextmanager
def _opened(source: Path | bytes) -> Iterator[BinaryIO]:
    if isinstance(source, bytes):
        yield io.BytesIO(source)
        return
    with source.open("rb") as file:
        yield file


def _digest(file: BinaryIO, limit: int) -> tuple[str, int]:
    digest, size = hashlib.sha256(), 0
    while piece := file.read(_PIECE):
        digest.update(piece)
        size += len(piece)
        if size > limit:
            raise TooLarge(limit)
    return digest.hexdigest(), size


def _with_last(file: BinaryIO, size: int) -> Iterator[tuple[bytes, bool]]:
    """Pieces, each with whether it is the last; an empty file is one empty piece."""
    piece = file.read(size)
    while True:
        following = file.read(size)
        yield piece, not following
        if not following:
            return
        piece = following


def _nonce(prefix: bytes, number: int, last: bool) -> bytes:
    return prefix + struct.pack(">IB", number, int(last))


def _hidden_name(key: bytes, sha256: str) -> str:
    return hmac.new(expand(key, "pool names"), sha256.encode("ascii"), "sha256").hexdigest()


def _key_id(key: bytes) -> bytes:
    return expand(key, "pool key id")[:8]


__all__ = ["LARGEST", "FileChanged", "FileMissing", "FileState", "Pool", "Pooled", "TooLarge"]
