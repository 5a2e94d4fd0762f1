"""A package between machines as a file: what it is stands in front in the open, the content is sealed, the whole is signed.

Layout: mark, length of the head (4 bytes), head (JSON), sealed content, signature (64 bytes) over all before it. Nothing of the
content is looked at before the signature holds.
"""

from __future__ import annotations

import hashlib
import json
import os
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from db.keyslots import Kdf, decrypt, encrypt, expand
from desktop.errors import KnownError
from desktop.exchange import sized_bytes

SUFFIX = ".xcpkg"
_MARK = b"XCPKG1\n"
_SIGNATURE = 64
_HEAD_MOST = 1024 * 1024
PASSPHRASE, KEY, PAST = "passphrase", "key", "past"
"""What opens a package: a passphrase that the two agreed, the key of the encrypted ledger, or what only its copies hold."""


@dataclass(frozen=True)
class Head:
    """What everybody may read of a package: whose it is, for whom, when, by which key signed, how locked, what is in it."""

    ledger: str
    sender: str
    receiver: str
    made_at: str
    public: str
    lock: str
    salt: str
    contents: Mapping[str, int]
    rounds: tuple[str, ...] = ()
    """The rounds that it is limited to, by name; none where it holds all."""

    @property
    def fingerprint(self) -> str:
        """The signing key as people compare it: 'a1b2-c3d4-e5f6-0718'."""
        return fingerprint(self.public)


@dataclass(frozen=True)
class Sealed:
    """A package whose signature holds; its content is still closed. `sha256` is that of the file."""

    head: Head
    about: bytes
    body: bytes
    sha256: str


def fingerprint(public: str) -> str:
    """A public key in sixteen digits."""
    digits = hashlib.sha256(bytes.fromhex(public)).hexdigest()[:16]
    return "-".join(digits[place : place + 4] for place in range(0, 16, 4))


def new_secret() -> tuple[str, str]:
    """A signing key: secret and public half, hexadecimal."""
    private = Ed25519PrivateKey.generate()
    return private.private_bytes_raw().hex(), private.public_key().public_bytes_raw().hex()


def new_salt() -> str:
    """What makes the lock of one package another than that of the next."""
    return os.urandom(16).hex()


def lock_of(lock: str, secret: bytes | str, salt: str) -> bytes:
    """The key of a package from what opens it."""
    if isinstance(secret, str):
        return Kdf().derive(secret, bytes.fromhex(salt))
    return expand(secret, f"package {lock} {salt}")


def sealed(head: Head, text: bytes, key: bytes, secret: str) -> bytes:
    """The bytes of a package. Raises KnownError where it would be too large to be read again."""
    if len(text) > sized_bytes.LARGEST:
        raise KnownError("要打包的内容超过 1 GB，没有打包。请改给一份完整的备份。", "too_large")
    about = json.dumps(asdict(head), ensure_ascii=True).encode("ascii")
    front = _MARK + len(about).to_bytes(4, "big") + about
    whole = front + encrypt(key, zlib.compress(text), front)
    return whole + Ed25519PrivateKey.from_private_bytes(bytes.fromhex(secret)).sign(whole)


def opened(path: Path) -> Sealed:
    """The package in a file; KnownError where it is none, or a single byte is another than was signed."""
    whole = sized_bytes.whole(path)
    length = int.from_bytes(whole[len(_MARK) : len(_MARK) + 4], "big")
    begin = len(_MARK) + 4
    if not whole.startswith(_MARK) or length > _HEAD_MOST or len(whole) < begin + length + _SIGNATURE:
        raise KnownError(f"{path.name} 不是数据包，或没有传完。请让发送方重新打包。", "not_a_package")
    try:
        said = json.loads(whole[begin : begin + length])
        head = Head(**{**said, "rounds": tuple(said.get("rounds", ()))})
        key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(head.public))
        key.verify(whole[-_SIGNATURE:], whole[:-_SIGNATURE])
    except (ValueError, TypeError, AttributeError, RecursionError, InvalidSignature) as error:
        raise KnownError(f"{path.name} 的签名不符，内容在打包后被改动过，没有接收。", "tampered") from error
    return Sealed(head, whole[: begin + length], whole[begin + length : -_SIGNATURE], hashlib.sha256(whole).hexdigest())


def content(package: Sealed, keys: Iterable[bytes]) -> bytes:
    """What is in it, by the first key that fits."""
    for key in keys:
        try:
            text = decrypt(key, package.body, package.about)
        except (InvalidTag, ValueError):
            continue
        return sized_bytes.unpacked(text, "数据包", "请让发送方重新打包。")
    agreed = package.head.lock == PASSPHRASE
    raise KnownError(_CLOSED[agreed], "passphrase" if agreed else "closed")


_CLOSED = {
    True: "交换口令不对，数据包打不开。请核对双方约定的口令。",
    False: "数据包打不开：它不是由本账本的副本打的，或账本的密钥已经更换。密钥更换过的，请双方约定交换口令后重新打包。",
}
