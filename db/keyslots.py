"""One key slot: a passphrase opens a private key, the private key opens the data key.

The data key is sealed to the slot's public half, so it can be changed (a clerk leaves) without asking every colleague
for a passphrase, and whoever holds an old data key learns nothing about the next one.
"""

from __future__ import annotations

import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from db.slots import KEY_BYTES, Algorithm, Kdf, Kind, Slot, WrongPassphrase, slot_from

_NONCE, _TAG = 12, 16


def new_slot(
    ledger_id: str,
    kind: Kind,
    name: str,
    passphrase: str,
    key: bytes,
    *,
    kdf: Kdf,
    alg: Algorithm = "AES-256-GCM",
) -> Slot:
    """A slot that opens `key` by `passphrase`."""
    slot_id, salt = os.urandom(8).hex(), os.urandom(16)
    private = X25519PrivateKey.generate()
    locked = encrypt(
        kdf.derive(passphrase, salt), private.private_bytes_raw(), _about(ledger_id, slot_id, "private"), alg
    )
    public = private.public_key().public_bytes_raw()
    empty = Slot(slot_id, kind, name, kdf, salt.hex(), alg, locked.hex(), public.hex(), "", "")
    return sealed(empty, ledger_id, key)


def sealed(slot: Slot, ledger_id: str, key: bytes) -> Slot:
    """The slot with another data key inside; needs no passphrase."""
    sender = X25519PrivateKey.generate()
    shared = sender.exchange(X25519PublicKey.from_public_bytes(bytes.fromhex(slot.public)))
    wrapped = encrypt(_expand(shared, slot), key, _about(ledger_id, slot.id, "data"), slot.alg)
    fields = {**slot.as_dict(), "sender": sender.public_key().public_bytes_raw().hex(), "wrapped": wrapped.hex()}
    return slot_from(fields)


def private_key(slot: Slot, ledger_id: str, passphrase: str) -> bytes:
    """The private half, by passphrase: the slow step."""
    derived = slot.kdf.derive(passphrase, bytes.fromhex(slot.salt))
    try:
        return decrypt(derived, bytes.fromhex(slot.private), _about(ledger_id, slot.id, "private"), slot.alg)
    except InvalidTag as error:
        raise WrongPassphrase(slot.name) from error


def data_key(slot: Slot, ledger_id: str, private: bytes) -> bytes:
    """The data key, by private half."""
    sender = X25519PublicKey.from_public_bytes(bytes.fromhex(slot.sender))
    shared = X25519PrivateKey.from_private_bytes(private).exchange(sender)
    try:
        return decrypt(_expand(shared, slot), bytes.fromhex(slot.wrapped), _about(ledger_id, slot.id, "data"), slot.alg)
    except InvalidTag as error:
        raise WrongPassphrase(slot.name) from error


def encrypt(key: bytes, content: bytes, about: bytes, alg: str = "AES-256-GCM") -> bytes:
    """Nonce, ciphertext and tag in one."""
    nonce = os.urandom(_NONCE)
    if alg == "AES-256-GCM":
        return nonce + AESGCM(key).encrypt(nonce, content, about)
    encryptor = Cipher(algorithms.SM4(key[:16]), modes.GCM(nonce)).encryptor()
    encryptor.authenticate_additional_data(about)
    return nonce + encryptor.update(content) + encryptor.finalize() + encryptor.tag


def decrypt(key: bytes, content: bytes, about: bytes, alg: str = "AES-256-GCM") -> bytes:
    """The content back; InvalidTag where key, content or what it is about differ."""
    nonce, body = content[:_NONCE], content[_NONCE:]
    if alg == "AES-256-GCM":
        return AESGCM(key).decrypt(nonce, body, about)
    decryptor = Cipher(algorithms.SM4(key[:16]), modes.GCM(nonce, body[-_TAG:])).decryptor()
    decryptor.authenticate_additional_data(about)
    return decryptor.update(body[:-_TAG]) + decryptor.finalize()


def expand(key: bytes, purpose: str) -> bytes:
    """A key for one purpose, made from another key."""
    return HKDF(algorithm=hashes.SHA256(), length=KEY_BYTES, salt=None, info=purpose.encode("ascii")).derive(key)


def _expand(shared: bytes, slot: Slot) -> bytes:
    return expand(shared, f"slot {slot.id} {slot.public}")


def _about(ledger_id: str, slot_id: str, what: str) -> bytes:
    return f"{ledger_id}+{slot_id}+{what}".encode("ascii")


__all__ = [
    "KEY_BYTES",
    "Algorithm",
    "Kdf",
    "Kind",
    "Slot",
    "WrongPassphrase",
    "data_key",
    "decrypt",
    "encrypt",
    "expand",
    "new_slot",
    "private_key",
    "sealed",
    "slot_from",
]
