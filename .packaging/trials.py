"""What every installed package is tried with, on whatever system it was installed: ledgers of each released version, and what removing leaves."""

import json
import zipfile
from collections.abc import Callable, Collection
from pathlib import Path
from typing import Any

from ground import ROOT, Stop

SAMPLES = ROOT / "tests" / "samples" / "ledgers"
DAY = "2026-06-05"
"""The day for which the samples say their rate."""


def try_former_ledgers(program: Callable[..., str], place: Path, inside: Callable[[Path], str]) -> int:
    """Open a ledger of each released version with the installed program: brought up to date, sound, its rate what it was. How many there are.

    `program` runs it with arguments, `place` is a folder as this PC sees it, `inside` says a path of it as the program sees it.
    """
    samples = sorted(SAMPLES.glob("*.zip"))
    for sample in samples:
        folder = place / f"{sample.stem} 的账本"
        if (
            not folder.exists()
        ):  # what a package tried before has left is opened as it is; an older copy would be told as one
            with zipfile.ZipFile(sample) as archive:
                archive.extractall(folder)
        ledger = inside(folder / "office.ledger")
        program("backup", ledger, "--to", inside(folder / "外置盘"))  # opens it for writing: that brings it up to date
        told = answer(program("rate", ledger, "--as-of", DAY, "--json"))["total"]
        known = json.loads(sample.with_suffix(".json").read_text(encoding="utf-8"))["rate"]
        if f"{told['rate']}（{told['numerator']}/{told['denominator']}）" != known:
            raise Stop(f"the ledger of {sample.stem} had the rate {known}, the installed program says {told}")
        if not answer(program("check", ledger, "--json"))["ok"]:
            raise Stop(f"the ledger of {sample.stem} is not sound after it was brought up to date")
    return len(samples)


def answer(said: str) -> dict[str, Any]:
    """The JSON that a command printed; what libraries complain of stands around it."""
    return json.loads(said[said.index("{") : said.rindex("}") + 1])  # type: ignore[no-any-return]


def files_below(folder: Path, without: Collection[str] = ()) -> set[str]:
    """Every file, link and folder below a folder by its path inside, except what lies in the named parts of it."""
    found, open_folders = set(), [folder]
    while open_folders:
        for path in open_folders.pop().iterdir():
            name = path.relative_to(folder).as_posix()
            if name not in without:
                found.add(name)
                if path.is_dir() and not path.is_symlink():
                    open_folders.append(path)
    return found
