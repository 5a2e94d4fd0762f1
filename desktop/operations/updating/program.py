"""This program as an update finds it: version, platform, ledgers, the key of whoever delivers, and where versions lie."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from db import migrations
from desktop.host import paths, versions
from desktop.host.versions import Pointer, Version

KEY_FILE = "update_key.pub"
"""In resources/, written there before the program is frozen (`build_installer.py release key`); a package without it takes no updates."""


@dataclass(frozen=True)
class Program:
    """The program that runs: `base` is the version that the installer laid down, `public` the key of whoever delivers."""

    version: str
    schema: str
    platform: str
    base: str
    public: bytes | None
    folder: Path

    @property
    def as_version(self) -> Version:
        """This version as the pointer names it."""
        return Version(self.version, self.schema)

    def pointer(self) -> Pointer:
        """Which version is in use and which was before; this one where the pointer names none, or one that the installer has overtaken."""
        found = versions.read(self.folder)
        if found.current is None or found.current.order < versions.order_of(self.base):
            return Pointer(self.as_version, None)
        return found

    def has(self, version: str) -> bool:
        """Whether a version can be started: the one that runs, the installed one, and one by update file while its program is there."""
        return version in (self.version, self.base) or versions.is_there(self.folder, version)

    def place_of(self, version: str) -> Path:
        """Where a version by update file lies or would lie."""
        return self.folder / version

    def fingerprint(self) -> str:
        """The key in sixteen digits, as people compare it with the delivery note; empty where there is none."""
        if self.public is None:
            return ""
        digits = hashlib.sha256(self.public).hexdigest()[:16]
        return "-".join(digits[at : at + 4] for at in range(0, 16, 4))


def this_program() -> Program:
    """What runs now."""
    own = versions.own_version()
    return Program(
        own,
        migrations.STEP_NAMES[-1],
        versions.own_platform(),
        versions.base_version(),
        _public(paths.resource(KEY_FILE)),
        versions.versions_folder(),
    )


def _public(path: Path) -> bytes | None:
    """The key, in hexadecimal in its file; None where there is none or it is none."""
    try:
        key = bytes.fromhex(path.read_text(encoding="ascii").strip())
    except (OSError, ValueError):
        return None
    return key if len(key) == 32 else None
