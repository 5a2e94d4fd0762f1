"""Words sealed once more inside an encrypted ledger: the log, a list and a dump of the file hold them unread, only a look opens them.

The seal names the data key that it was made with, so that words stay readable after a change of keys.
"""

from __future__ import annotations

import base64

from cryptography.exceptions import InvalidTag

from db.keyslots import decrypt, encrypt, expand

_MARK = "sealed:"
_ABOUT = b"sealed words"


class NotOpened(Exception):
    """No key in hand opens the words, or they were changed."""


def sealed(words: str, key: bytes) -> str:
    """Words as they are stored; '' stays ''."""
    if not words:
        return ""
    content = encrypt(expand(key, "sealed words"), words.encode("utf-8"), _ABOUT)
    return f"{_MARK}{_name_of(key)}:{base64.b64encode(content).decode('ascii')}"


def is_sealed(stored: str) -> bool:
    """Whether a stored text is sealed words."""
    return stored.startswith(_MARK)


def opened(stored: str, keys: tuple[bytes, ...]) -> str:
    """The words back, by whichever of the keys they were sealed with. Raises NotOpened."""
    if not stored:
        return ""
    _, name, content = (*stored.split(":"), "", "")[:3]
    for key in keys:
        if _name_of(key) == name:
            try:
                return decrypt(expand(key, "sealed words"), base64.b64decode(content), _ABOUT).decode("utf-8")
            except (InvalidTag, ValueError) as error:
                raise NotOpened from error
    raise NotOpened


def _name_of(key: bytes) -> str:
    return expand(key, "name of sealing key")[:8].hex()
