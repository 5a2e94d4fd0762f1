"""A next version, made only to try with it what an installed package does with an update: one version later, its ledgers one step further, signed.

Nobody is delivered it. Where a program was frozen (a Debian 11 in a folder, a prefix of wine) the sources that lie there are changed, frozen
again and signed by a key that is thrown away with the folder; the next build copies the checkout over them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from ground import Stop

KEY_FILE = "update_key.pub"
STEP = "m9001_trial"
"""Numbered, as steps of released versions are: a former version tells by it that it cannot open the ledger."""
_PUBLIC = "public.txt"


@dataclass(frozen=True)
class Later:
    """An update file, the version that it brings, and the key by which an installed program knows it."""

    update: Path
    version: str
    public: str


def write_into(checkout: Path) -> str:
    """Make a copy of the checkout one version later, with a step of the ledger more; returns the version."""
    project = checkout / "pyproject.toml"
    told = project.read_text(encoding="utf-8")
    found = re.search(r'^version = "(\d+)\.(\d+)\.(\d+)"$', told, re.MULTILINE)
    if found is None:
        raise Stop(f"{project} has no version of three parts")
    version = f"{found[1]}.{int(found[2]) + 1}.0"
    project.write_text(told.replace(found[0], f'version = "{version}"'), encoding="utf-8", newline="\n")
    steps = checkout / "db" / "migrations.py"
    source = steps.read_text(encoding="utf-8")
    for place, more in (
        (")\nMIGRATIONS_NAME", f'    "{STEP}",\n'),
        ("def schema(", f'def {STEP}(db: Database) -> None:\n    db.execute("create table trial (id integer primary key)")\n\n\n'),
        ("    for name, step in (FURTHER", f"    steps()({STEP})\n"),
    ):  # fmt: skip
        if source.count(place) != 1:
            raise Stop(f"{steps} is not written as this trial expects it: {place.strip()}")
        source = source.replace(place, more + place)
    steps.write_text(source, encoding="utf-8", newline="\n")
    return version


def kept_in(folder: Path, update: Path, version: str, public: str) -> Later:
    """Lay an update by between runs, so that the trial alone can be run again."""
    folder.mkdir(parents=True, exist_ok=True)
    for former in folder.iterdir():
        former.unlink()
    kept = update.rename(folder / update.name)
    (folder / _PUBLIC).write_text(f"{version}\n{public}\n", encoding="ascii")
    return Later(kept, version, public)


def lying_in(folder: Path) -> Later:
    """The update that an earlier run made; Stop where there is none."""
    found = sorted(folder.glob("*.xcupd"))
    if not found or not (folder / _PUBLIC).is_file():
        raise Stop(f"{folder} holds no update to try: run the same command once without --trial")
    version, public = (folder / _PUBLIC).read_text(encoding="ascii").split()
    return Later(found[0], version, public)
