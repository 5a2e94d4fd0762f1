"""Bytes that came from elsewhere, read only as far as a PC holds them: a file by its size, packed content as it unpacks."""

from __future__ import annotations

import zlib
from pathlib import Path

from desktop.errors import KnownError, reason_of

LARGEST = 1024**3
"""Bytes of a file and of what is in it."""


def whole(path: Path) -> bytes:
    """A file's bytes. KnownError where it cannot be read or is larger than what is read."""
    try:
        if path.stat().st_size > LARGEST:
            raise KnownError(f"{path.name} 超过 1 GB，不读。", "too_large")
        return path.read_bytes()
    except OSError as error:
        raise KnownError(f"{path.name} 打不开（{reason_of(error)}）。请核对文件。", "missing") from error


def unpacked(packed: bytes, name: str, remedy: str) -> bytes:
    """What was packed by zlib. KnownError where it is damaged, or more than what is read, however small it was packed.

    `name` says in the sentence what it is the content of, `remedy` what helps where it is damaged.
    """
    unpacking = zlib.decompressobj()
    try:
        text = unpacking.decompress(packed, LARGEST + 1)
    except zlib.error as error:
        raise KnownError(f"{name}的内容不能读，没有接收。{remedy}", "damaged") from error
    if len(text) > LARGEST:
        raise KnownError(f"{name}的内容超过 1 GB，不读。", "too_large")
    if not unpacking.eof:
        raise KnownError(f"{name}的内容不能读，没有接收。{remedy}", "damaged")
    return text
