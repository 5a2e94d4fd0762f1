"""The one door for other programs and for what ours leaves on this PC: how each is started, in which environment, and in UTF-8 at both ends.

A frozen program runs under its own library path, with caches of its own in its settings folder; another program must see neither, or it
loads our libraries and fills our folder. Text between our own processes is UTF-8 whatever the code page of the system (936 on Windows).
"""

import os
import sys
from collections.abc import Mapping, MutableMapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.later import Later

if TYPE_CHECKING:
    import subprocess
else:  # with the first program that is started: most days none is
    subprocess = Later("subprocess")

_OURS = ("XDG_CACHE_HOME", "MPLCONFIGDIR")
_FORMER = "INSPECTION_LEDGER_FORMER_"


@dataclass(frozen=True)
class Answer:
    """What a program said and how it ended; code 0 is well."""

    code: int
    said: str
    complained: str


def settle_caches(folder: Path, environ: MutableMapping[str, str] = os.environ) -> None:
    """Have the libraries of this process keep their caches in a folder of ours: fontconfig, Mesa and matplotlib write nowhere else.

    Called before Qt and matplotlib are loaded. What was there before is remembered for other programs.
    """
    for name in _OURS:
        if f"{_FORMER}{name}" not in environ:
            environ[f"{_FORMER}{name}"] = environ.get(name, "")
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    environ["XDG_CACHE_HOME"] = str(folder)
    environ["MPLCONFIGDIR"] = str(folder / "matplotlib")


def environment(environ: Mapping[str, str] = os.environ) -> dict[str, str]:
    """The environment for programs that are not ours."""
    clean = {name: value for name, value in environ.items() if name not in ("LD_LIBRARY_PATH", "LD_LIBRARY_PATH_ORIG")}
    if "LD_LIBRARY_PATH_ORIG" in environ:
        clean["LD_LIBRARY_PATH"] = environ["LD_LIBRARY_PATH_ORIG"]
    elif "LD_LIBRARY_PATH" in environ and not getattr(sys, "frozen", False):
        clean["LD_LIBRARY_PATH"] = environ["LD_LIBRARY_PATH"]
    for name in _OURS:
        former = clean.pop(f"{_FORMER}{name}", None)
        if former:
            clean[name] = former
        elif former is not None:
            clean.pop(name, None)
    return clean


def ask(command: Sequence[str], *, seconds: float) -> Answer | None:
    """What another program answers; None where it is not there or does not answer in time."""
    try:  # C.UTF-8: answers are read by their form, not by their language
        done = subprocess.run(
            list(command), capture_output=True, encoding="utf-8", errors="replace", timeout=seconds, check=False,
            stdin=subprocess.DEVNULL, env={**environment(), "LC_ALL": "C.UTF-8"},
        )  # fmt: skip
    except (OSError, subprocess.TimeoutExpired):
        return None
    return Answer(done.returncode, done.stdout, done.stderr)


def ask_ourselves(*arguments: str, seconds: float) -> Answer:
    """What this program answers to arguments, in a process of its own; raises OSError where it cannot be started or hangs."""
    program = [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-m", "desktop"]
    try:
        done = subprocess.run(
            [*program, *arguments], capture_output=True, encoding="utf-8", errors="replace", timeout=seconds, check=False,
            stdin=subprocess.DEVNULL, env={**os.environ, "PYTHONUTF8": "1"},
        )  # fmt: skip
    except subprocess.TimeoutExpired as error:
        raise TimeoutError(str(error)) from error
    return Answer(done.returncode, done.stdout, done.stderr)


def ask_version(
    program: Path, *arguments: str, environ: Mapping[str, str], seconds: float, given: str = ""
) -> Answer | None:
    """What another version of this program answers, `given` through its pipe; None where it does not start or does not end in time."""
    try:
        done = subprocess.run(
            [str(program), *arguments], capture_output=True, encoding="utf-8", errors="replace", timeout=seconds, check=False,
            input=given, env=dict(environ),
        )  # fmt: skip
    except (OSError, subprocess.TimeoutExpired):
        return None
    return Answer(done.returncode, done.stdout, done.stderr)


def become(command: Sequence[str], environ: Mapping[str, str], *, wait: bool) -> int:
    """Go on as another version of this program; on Windows, where no process can become another, start it and, with `wait`, take its exit code."""
    if sys.platform != "win32":
        os.execve(command[0], list(command), dict(environ))
    started = subprocess.Popen(list(command), env=dict(environ))
    return started.wait() if wait else 0


def start_version(command: Sequence[str], environ: Mapping[str, str]) -> None:
    """Start a version of this program and do not wait for it."""
    subprocess.Popen(
        list(command), env=dict(environ), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip


def start(command: Sequence[str]) -> None:
    """Start another program and do not wait for it."""
    subprocess.Popen(
        list(command), env=environment(), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        start_new_session=True,
    )  # fmt: skip


def utf8_streams() -> None:
    """Chinese, also rare characters, to every console and into every pipe: a cp936 stream would die on 𠮷."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
