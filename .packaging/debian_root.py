"""Debian systems in folders: by debootstrap, entered by chroot. Needs the right of root, as apt-get does."""

import os
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from ground import ROOT, Stop, run

MIRROR = "http://deb.debian.org/debian"
_CLEAN = {
    "PATH": "/opt/python311/bin:/usr/sbin:/usr/bin:/sbin:/bin",
    "HOME": "/root",
    "LC_ALL": "C.UTF-8",
    "DEBIAN_FRONTEND": "noninteractive",
}


class Root:
    """One system in a folder."""

    def __init__(self, folder: Path, suite: str) -> None:
        self.folder, self.suite = folder.resolve(), suite

    def set_up(self, packages: Sequence[str] = ()) -> None:
        """The bare system with some packages more; done once, `packages` are added where they are missing."""
        if os.geteuid() != 0:
            raise Stop("packing for another system needs root: it makes that system in a folder (debootstrap)")
        stamp = self.folder / ".made"
        if not stamp.exists():
            shutil.rmtree(self.folder, ignore_errors=True)
            print(f"making {self.suite} in {self.folder}", flush=True)
            run(["debootstrap", "--variant=minbase", self.suite, str(self.folder), MIRROR])
            stamp.write_text("", encoding="utf-8")
        there = set(stamp.read_text(encoding="utf-8").split())
        if wanting := [one for one in packages if one not in there]:
            self.run(["apt-get", "-q", "update"])
            self.run(["apt-get", "-q", "install", "-y", "--no-install-recommends", *wanting])
            stamp.write_text(" ".join(sorted(there | set(wanting))), encoding="utf-8")

    def run(
        self,
        command: Sequence[str],
        *,
        seconds: float = 3600,
        folder: str = "/",
        person: int = 0,
        umask: int = 0o022,
        **extra: str,
    ) -> str:
        """Run a program inside to its end, as a person by number, and return what it said; Stop with its last words where it failed."""
        entered = [
            "chroot",
            f"--userspec={person}:{person}",
            str(self.folder),
            "env",
            "-i",
            "-C",
            folder,
            *(f"{name}={value}" for name, value in {**_CLEAN, **extra}.items()),
        ]
        done = subprocess.run(
            [*entered, *command], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL,
            encoding="utf-8", errors="replace", timeout=seconds, check=False, umask=umask,
        )  # fmt: skip
        if done.returncode != 0:
            raise Stop(
                f"in {self.suite} {' '.join(command[:4])} … ended with {done.returncode}:\n{done.stdout[-3000:]}"
            )
        return done.stdout

    @contextmanager
    def with_processes(self) -> Iterator[None]:
        """As on every system that runs: /proc is there, by which a program is seen to be open."""
        run(["mount", "-t", "proc", "proc", str(self.path("/proc"))])
        try:
            yield
        finally:
            run(["umount", "-l", str(self.path("/proc"))])

    def path(self, inside: str) -> Path:
        """Where a path of the system lies."""
        return self.folder / inside.lstrip("/")


def copy_checkout(target: Path) -> None:
    """The files of this checkout, those not yet committed too; what is no longer there goes, what was built there stays."""
    listed = run(["git", "-c", "core.quotepath=off", "ls-files", "-co", "--exclude-standard", "-z"]).split("\0")
    target.mkdir(parents=True, exist_ok=True)
    for entry in target.iterdir():
        if entry.name not in (".venv", "build", "dist"):
            shutil.rmtree(entry) if entry.is_dir() else entry.unlink()
    for name in listed:
        if name and (ROOT / name).is_file():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, target / name)
