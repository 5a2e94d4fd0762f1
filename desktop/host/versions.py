"""Versions of the program beside one another on this PC, and which of them is started.

What an installer laid down is the base. Versions that came by update files lie in the folder of this user, each complete in a folder of its
own name, and one small file, the pointer, names the one in use. It is replaced in one step, so that at every moment either the former
or the new version is started. Whatever is wrong with pointer or folder, the base starts itself. Nobody needs rights for any of it.

Read at every start: standard library only, and nothing is loaded that is not needed.
"""

from __future__ import annotations

import json
import os
import platform
import re
import sys
import tomllib
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from desktop.host import children, paths

POINTER = "current.json"
APP = "app"
_BASE, _BASE_VERSION = "INSPECTION_LEDGER_BASE", "INSPECTION_LEDGER_BASE_VERSION"
_NAME = re.compile(r"\d{1,4}(\.\d{1,4}){1,3}", re.ASCII)
_ITSELF = ("update", "back")
"""What the base does itself: the way back must not need the version that is to be left."""


@dataclass(frozen=True)
class Version:
    """One version: its name ('0.2.0') and the last step of the ledgers that it writes ('m0023_archives')."""

    name: str
    schema: str

    @property
    def order(self) -> tuple[int, ...]:
        """By which versions follow one another: 0.10.0 is later than 0.9.1."""
        return order_of(self.name)


@dataclass(frozen=True)
class Pointer:
    """The version in use and the one before it; None where no update was ever installed."""

    current: Version | None = None
    former: Version | None = None


def order_of(name: str) -> tuple[int, ...]:
    """The parts of a version as numbers; () for what is no version."""
    return tuple(map(int, name.split("."))) if is_version(name) else ()


def is_version(name: str) -> bool:
    """Whether a text may name a version, and with it a folder."""
    return bool(_NAME.fullmatch(name))


def own_version() -> str:
    """The version of this program, as its project file says."""
    told = tomllib.loads((paths.program_folder() / "pyproject.toml").read_text(encoding="utf-8"))
    return str(told["project"]["version"])


def own_platform() -> str:
    """Which packages are for this PC: 'linux-x86_64', 'windows-amd64'."""
    return f"{platform.system().lower()}-{platform.machine().lower()}"


def base_version(environ: Mapping[str, str] = os.environ) -> str:
    """What the installer laid down: this version where it was not started by another."""
    return environ.get(_BASE_VERSION) or own_version()


def versions_folder(environ: Mapping[str, str] = os.environ) -> Path:
    """Where the versions of this user lie. Not made here."""
    return paths.data_folder(environ) / "versions"


def own_places(environ: Mapping[str, str] = os.environ) -> tuple[Path, ...]:
    """The folders that an update, an installer or removing the program empties; of a checkout only the one of versions."""
    programs = [environ[_BASE]] if _BASE in environ else []
    if getattr(sys, "frozen", False):
        programs.append(sys.executable)
    found = [Path(one).parent for one in programs]
    with suppress(OSError):  # a profile that takes nothing holds no versions
        found.append(versions_folder(environ))
    return tuple(found)


def read(folder: Path) -> Pointer:
    """What the pointer says; an empty one where there is none or it cannot be understood. Raises nothing: the base must start."""
    try:
        told = json.loads((folder / POINTER).read_text(encoding="utf-8"))
        return Pointer(*(_version_of(told[key]) for key in ("current", "former")))
    except (OSError, ValueError, LookupError, TypeError, RecursionError):
        return Pointer()


def _version_of(told: Any) -> Version | None:
    """One version of the pointer; TypeError or ValueError where it is none."""
    if told is None:
        return None
    found = Version(**told)
    if not isinstance(found.schema, str) or not is_version(found.name):
        raise ValueError(told)
    return found


def point(folder: Path, pointer: Pointer) -> None:
    """Have another version started from now on: written beside, synced, then put in place by one rename."""
    beside = folder / f".{POINTER}.{os.getpid()}.part"
    folder.mkdir(parents=True, exist_ok=True)
    with beside.open("w", encoding="utf-8") as file:
        json.dump(asdict(pointer), file)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(folder / POINTER)


def program_of(folder: Path, name: str, *, console: bool = False) -> Path:
    """The file that starts an installed version; on Windows the one with a console answers commands."""
    end = ("-cli.exe" if console else ".exe") if sys.platform == "win32" else ""
    return folder / name / APP / f"{paths.NAME}{end}"


def is_there(folder: Path, name: str, *, console: bool = False) -> bool:
    """Whether an installed version can be started."""
    program = program_of(folder, name, console=console)
    return program.is_file() and os.access(program, os.X_OK)


def chosen(own: str, folder: Path, *, console: bool = False) -> Path | None:
    """The program to start instead of this one: the pointer's, where it is later than this one and lies there whole."""
    current = read(folder).current
    if current is None or current.order <= order_of(own):
        return None
    there = is_there(folder, current.name, console=console)
    return program_of(folder, current.name, console=console) if there else None


def hand_over(arguments: Sequence[str], environ: Mapping[str, str] = os.environ) -> int | None:
    """Start the version in use in the place of this one; its exit code (Windows), or None where this one is to go on itself.

    Only a frozen program that was not handed over to does so. On other systems the process becomes the other program.
    """
    if not getattr(sys, "frozen", False) or _BASE in environ or tuple(arguments[:2]) == _ITSELF:
        return None
    console = Path(sys.executable).stem.endswith("-cli")
    try:
        own = own_version()
        program = chosen(own, versions_folder(environ), console=console)
        if program is None:
            return None
        handed = {**_afresh(environ), _BASE: sys.executable, _BASE_VERSION: own}
        return children.become([str(program), *arguments], handed, wait=console)
    except (OSError, ValueError, KeyError):
        return None  # the base starts, whatever is wrong with the others


def _afresh(environ: Mapping[str, str]) -> dict[str, str]:
    """The environment for another version: without the library path and the marks of this one's loader."""
    return {**children.environment(environ), "PYINSTALLER_RESET_ENVIRONMENT": "1"}


def environment_of(environ: Mapping[str, str] = os.environ) -> dict[str, str]:
    """The environment in which an installed version answers for itself, whatever the pointer says."""
    own = {_BASE: environ.get(_BASE, sys.executable), _BASE_VERSION: base_version(environ)}
    return {**_afresh(environ), **own, "PYTHONUTF8": "1", "QT_QPA_PLATFORM": "offscreen"}


def start_again(arguments: Sequence[str]) -> None:
    """Start the program that the pointer now names, by way of the base; the caller ends afterwards."""
    base = os.environ.get(_BASE, sys.executable)
    command = [base, *arguments] if getattr(sys, "frozen", False) else [base, "-m", "desktop", *arguments]
    clean = {name: value for name, value in _afresh(os.environ).items() if name not in (_BASE, _BASE_VERSION)}
    children.start_version(command, clean)
