"""The recovery code: six groups of five signs on paper in the safe, hard to misread, with a check in its last two signs."""

from __future__ import annotations

import hashlib
import secrets
import unicodedata

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's: without I, L, O, U
GROUPS, SIZE, CHECK = 6, 5, 2
_LOOKALIKES = str.maketrans({"O": "0", "I": "1", "L": "1"})


def new_code() -> str:
    """A fresh code of 140 random bits, written `XXXXX-XXXXX-XXXXX-XXXXX-XXXXX-XXXXX`."""
    body = "".join(secrets.choice(ALPHABET) for _ in range(GROUPS * SIZE - CHECK))
    return written(body + _check(body))


def written(signs: str) -> str:
    """The thirty signs in six groups."""
    return "-".join(signs[start : start + SIZE] for start in range(0, GROUPS * SIZE, SIZE))


def plain_signs(text: str) -> str:
    """What was typed, as bare signs: full width, small letters, blanks, dashes and look-alikes put right."""
    typed = unicodedata.normalize("NFKC", text).upper().translate(_LOOKALIKES)
    return "".join(sign for sign in typed if sign in ALPHABET)


def is_whole(text: str) -> bool:
    """Whether the code has all its signs and its check agrees: said before the slow key derivation."""
    signs = plain_signs(text)
    return len(signs) == GROUPS * SIZE and _check(signs[:-CHECK]) == signs[-CHECK:]


def is_proven(code: str, second: str, fifth: str) -> bool:
    """Whether groups 2 and 5 were typed as printed: proof that the sheet can be read."""
    groups = written(plain_signs(code)).split("-")
    return plain_signs(second) == groups[1] and plain_signs(fifth) == groups[4]


def _check(body: str) -> str:
    number = int.from_bytes(hashlib.sha256(body.encode("ascii")).digest()[:2], "big")
    return ALPHABET[number // 32 % 32] + ALPHABET[number % 32]
