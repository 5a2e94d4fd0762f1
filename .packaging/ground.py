"""What every step of set-up and packing stands on: places, the environment's Python, how other programs are run.

Standard library only, like all of this folder: it runs before anything is installed. Errors meant for the person who packs are `Stop`.
"""

import hashlib
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
HERE = ROOT / ".packaging"
VENV = ROOT / ".venv"
LOCK = ROOT / "requirements.lock"
NAME = "inspection-ledger"
LINUX = sys.platform.startswith("linux")
NO_COMMIT = 1767225600
"""The time written into packages outside a checkout: 2026-01-01, UTC."""


class Stop(Exception):
    """A step cannot go on; its text says what the person can do."""


def venv_python() -> Path:
    """The interpreter of the project's own environment."""
    return VENV / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")


def venv_stamp(version: str, root: str) -> str:
    """What `.venv` was made from: this Python, this folder, these packages; another stamp has it made anew."""
    return hashlib.sha256(f"{version}\n{root}\n{LOCK.read_text(encoding='utf-8')}".encode()).hexdigest()


def run_python(*arguments: str, extra: Mapping[str, str] | None = None) -> int:
    """Run the environment's Python in the project folder, its streams in UTF-8; returns its exit code."""
    environment = {**os.environ, "PYTHONUTF8": "1", "PYTHONNOUSERSITE": "1", **(extra or {})}
    environment.pop("PYTHONPATH", None)
    return subprocess.call([str(venv_python()), *arguments], cwd=ROOT, env=environment)


def run(command: Sequence[str], *, folder: Path = ROOT, extra: Mapping[str, str] | None = None) -> str:
    """Run another program to its end and return what it said; Stop with its last words where it failed."""
    done = subprocess.run(
        list(command), cwd=folder, env={**os.environ, **(extra or {})}, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        encoding="utf-8", errors="replace", check=False,
    )  # fmt: skip
    if done.returncode != 0:
        raise Stop(f"{' '.join(command[:4])} … ended with {done.returncode}:\n{done.stdout[-2000:]}")
    return done.stdout


def version() -> str:
    """The version that is packed."""
    import tomllib

    return str(tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"])


def sum_of(path: Path, algorithm: str = "sha256") -> str:
    """The sum of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, algorithm).hexdigest()


def files_of(folder: Path) -> list[Path]:
    """Every file and link below a folder, in a fixed order."""
    return sorted(path for path in folder.rglob("*") if path.is_file() or path.is_symlink())
