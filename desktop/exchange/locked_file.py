"""A file that only a passphrase opens: mark, salt, and the content packed and sealed; nothing of it is told in the open."""

from __future__ import annotations

import os
import zlib
from pathlib import Path

from cryptography.exceptions import InvalidTag

from db.keyslots import Kdf, decrypt, encrypt
from desktop.errors import KnownError
from desktop.exchange import sized_bytes

SUFFIX = ".xcsuo"
_MARK = b"XCSUO1\n"
_SALT = 16


def locked(text: bytes, passphrase: str) -> bytes:
    """The bytes of the file."""
    front = _MARK + os.urandom(_SALT)
    return front + encrypt(Kdf().derive(passphrase, front[len(_MARK) :]), zlib.compress(text), front)


def opened(path: Path, passphrase: str) -> bytes:
    """What is in it. Raises KnownError where it is no such file, the passphrase is another, or a single byte was changed."""
    whole = sized_bytes.whole(path)
    begin = len(_MARK) + _SALT
    if not whole.startswith(_MARK) or len(whole) <= begin:
        raise KnownError(f"{path.name} 不是加密转出的文件。请核对文件。", "not_a_file")
    try:
        packed = decrypt(Kdf().derive(passphrase, whole[len(_MARK) : begin]), whole[begin:], whole[:begin])
    except (InvalidTag, ValueError) as error:
        raise KnownError(
            f"{path.name} 打不开：文件口令不对，或文件改动过。请核对口令，或重新转出。", "passphrase"
        ) from error
    return sized_bytes.unpacked(packed, f"{path.name} ", "请重新转出。")
