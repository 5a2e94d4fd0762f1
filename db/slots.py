"""What a key slot is as it is written down; `keyslots` opens and makes them.

Read before the login is painted (`key_file`): nothing that encrypts is loaded here.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Literal

KEY_BYTES = 32
Kind = Literal["user", "recovery", "escrow"]
Algorithm = Literal["AES-256-GCM", "SM4-GCM"]


class WrongPassphrase(Exception):
    """The passphrase or code does not open this slot."""


@dataclass(frozen=True)
class Kdf:
    """What Argon2id costs: memory in KiB, passes, lanes."""

    memory_kib: int = 128 * 1024
    passes: int = 3
    lanes: int = 4

    def derive(self, passphrase: str, salt: bytes) -> bytes:
        """The key that a passphrase stands for."""
        from cryptography.hazmat.primitives.kdf.argon2 import Argon2id  # who only reads slots does not wait for it

        typed = unicodedata.normalize("NFKC", passphrase).encode("utf-8")
        return Argon2id(
            salt=salt, length=KEY_BYTES, iterations=self.passes, lanes=self.lanes, memory_cost=self.memory_kib
        ).derive(typed)


@dataclass(frozen=True)
class Slot:
    """One way in. Bytes are hexadecimal text, as in the file."""

    id: str
    kind: str
    name: str
    kdf: Kdf
    salt: str
    alg: str
    private: str
    public: str
    sender: str
    wrapped: str

    def as_dict(self) -> dict[str, Any]:
        """The slot as it is written down."""
        return asdict(self)


def slot_from(fields: Mapping[str, Any]) -> Slot:
    """A slot as it was written down."""
    return Slot(**{**fields, "kdf": Kdf(**fields["kdf"])})
