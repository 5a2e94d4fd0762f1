"""What was made of a template, kept beside an encrypted ledger: a start of the program does not make it again.

A file is sealed with a key that only the ledger gives, and named by everything that it was made from. One that is damaged, comes from
another ledger or was made by another version does not open or has another name; it is made anew and nobody is told. What comes out is
data: parts of a Word file and texts with tags, which are compiled in the sandbox as if they had just been read. Without a key there is
nothing by which a file could be proven, so nothing is kept. Nothing of the ledger's books is in it, and of the office no name.
"""

from __future__ import annotations

import base64
import hashlib
import json
import marshal
import re
import zlib
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from pkgutil import iter_modules

from cryptography.exceptions import InvalidTag

from db import atomic
from db.keyslots import decrypt, encrypt, expand
from desktop import documents

FOLDER = "templates"
_FORMAT = 1  # to be raised where docxtpl, which puts tags together, is taken in another version
_OWN_NAME = re.compile("[0-9a-f]{64}")
_MOST_KEPT = 120
_MOST_BYTES = 30_000_000


@dataclass(frozen=True)
class Prepared:
    """What of a template is the same for every office: its parts inside the frame of its form, and those with tags, put together."""

    parts: Mapping[str, bytes]
    tagged: Mapping[str, str]


class TemplateStore:
    """The folder of a ledger's prepared templates; with no key it keeps nothing."""

    def __init__(self, folder: Path, key: bytes | None) -> None:
        self._folder, self._key = folder, None if key is None else expand(key, "templates")

    def find(self, made_from: tuple[object, ...]) -> Prepared | None:
        """What was made from these before; None where it was not, or the file is not what was written."""
        if self._key is None:
            return None
        name = _name(made_from)
        try:
            sealed = (self._folder / name).read_bytes()
            if len(sealed) > _MOST_BYTES:
                return None
            return _read(decrypt(self._key, sealed, name.encode()))
        except (OSError, InvalidTag, ValueError, TypeError, KeyError, AttributeError, zlib.error):
            return None

    def keep(self, made_from: tuple[object, ...], prepared: Prepared) -> None:
        """Write it beside the others; a disk that refuses costs the time of the next start, nothing else."""
        if self._key is None:
            return
        name = _name(made_from)
        told = {
            "parts": {part: base64.b64encode(content).decode() for part, content in prepared.parts.items()},
            "tagged": dict(prepared.tagged),
        }
        content = zlib.compress(json.dumps(told, ensure_ascii=False).encode(), 1)
        with suppress(OSError):
            atomic.make_folder(self._folder)
            with atomic.replacing(self._folder / name) as file:
                file.write(encrypt(self._key, content, name.encode()))
            self._thin_out()

    def _thin_out(self) -> None:
        """The oldest go: each new version of a template leaves one behind."""
        own = (path for path in self._folder.iterdir() if _OWN_NAME.fullmatch(path.name))
        lying = sorted(own, key=lambda path: path.stat().st_mtime, reverse=True)
        for path in lying[_MOST_KEPT:]:
            path.unlink(missing_ok=True)


def _read(content: bytes) -> Prepared:
    unpacked = zlib.decompressobj()
    told = json.loads(unpacked.decompress(content, _MOST_BYTES))
    parts = {str(part): base64.b64decode(text, validate=True) for part, text in told["parts"].items()}
    tagged = {part: text for part, text in told["tagged"].items() if isinstance(text, str) and part in parts}
    if len(tagged) != len(told["tagged"]):
        raise ValueError(content[:0])
    return Prepared(parts, tagged)


def _name(made_from: tuple[object, ...]) -> str:
    return hashlib.sha256(repr((_FORMAT, _makers(), made_from)).encode()).hexdigest()


@cache
def _makers() -> str:
    """The sum of the room's own code, so that another version of the program prepares a template anew; some 0.1 s, once a program."""
    whole = hashlib.sha256()
    for module in sorted(
        one.name for one in iter_modules(documents.__path__, f"{documents.__name__}.") if not one.ispkg
    ):
        spec = find_spec(module)
        get_code = getattr(spec.loader, "get_code", None) if spec is not None else None
        whole.update(marshal.dumps(get_code(module) if get_code is not None else None))
    return whole.hexdigest()
