"""A folder of scans: each file becomes evidence of the findings whose numbers its name bears; what bears none is listed.

The name of the file counts first, then that of the folder that holds it. Numbers are known by their groups of digits, whatever
stands between them (15-06-0093, 15_06_0093, 15－06－0093), the longest first (a part of a split finding before its whole). With a
round a name may also begin with the last group alone (0093 会议记录.pdf). Files are copied into the ledger and stay where they are.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from db.pool import LARGEST
from db.queries import facts, register
from db.store import Ledger
from desktop.errors import KnownError, reason_of
from desktop.operations import evidence
from desktop.operations.change import Changes, change
from desktop.operations.importing.answers import Taken, Wanted
from desktop.operations.importing.judgement import Options
from desktop.operations.importing.way import FOLDER, Way
from desktop.rules.permissions import Action, Actor

MOST_FILES = 5000
_GROUPS = re.compile(r"\d+")
_BETWEEN = re.compile(r"[\s\-_－—–‐‑·.．、]{1,3}$")
_STRAY = re.compile(r"^(?:~\$|\.)|^(?:Thumbs\.db|desktop\.ini)$", re.IGNORECASE)
"""What systems and office programs leave in a folder."""
_MEGABYTE = 1024 * 1024
FORM = "scans"
HUNG, KNOWN, UNPLACED = "attached", "known", "left_out"
"""What becomes of a file, as the rows of its import tell."""
NO_NUMBER, NOT_KNOWN, EMPTY = "文件名和文件夹名里没有问题编号", "台账里没有这个编号的问题", "文件是空的"

_HEX = hashlib.sha256().digest_size * 2

Key = tuple[str, ...]


@dataclass(frozen=True)
class Scan:
    """A file and a finding that it belongs to; `known` where just this file hangs there already."""

    path: Path
    finding_id: int
    number: str
    known: bool = False


@dataclass(frozen=True)
class Unplaced:
    """A file that hangs nowhere, and why."""

    path: Path
    reason: str


@dataclass
class Scans:
    """Every file of a folder under one of: to be hung, hanging already, not placed."""

    folder: Path
    placed: list[Scan] = field(default_factory=list)
    unplaced: list[Unplaced] = field(default_factory=list)
    changes: Changes | None = None

    @property
    def new(self) -> list[Scan]:
        """What is to be hung."""
        return [one for one in self.placed if not one.known]

    def law(self) -> str:
        """`21 个文件 = 挂接 17 + 已有 2 + 没对上 2`; a file that bears several numbers counts once."""
        new = {one.path for one in self.new}
        known = {one.path for one in self.placed} - new
        whole = len(new) + len(known) + len(self.unplaced)
        return f"{whole} 个文件 = 挂接 {len(new)} + 已有 {len(known)} + 没对上 {len(self.unplaced)}"


def look(ledger: Ledger, folder: Path, round_name: str = "") -> Scans:
    """Place every file of a folder and of the folders inside it; nothing is entered. Raises KnownError where it cannot be read."""
    reader = ledger.newest
    round_id = register.round_id(reader, round_name) if round_name else None
    if round_name and round_id is None:
        raise KnownError(f"没有“{round_name}”这一轮。请核对轮次名称或编号。", "round")
    numbers = facts.numbers_of_findings(reader)
    whole = _whole((finding_id, number) for finding_id, number, _round in numbers)
    ends = _ends((finding_id, number) for finding_id, number, its in numbers if its == round_id)
    hanging = facts.files_of_findings(reader)
    found = Scans(folder)
    for path in _files(folder):
        placed = _findings_of(path.relative_to(folder), whole, ends)
        if isinstance(placed, str):
            found.unplaced.append(Unplaced(path, placed))
            continue
        digest = _digest(path)
        if len(digest) != _HEX:
            found.unplaced.append(Unplaced(path, digest))
            continue
        found.placed += [Scan(path, one, number, (one, digest) in hanging) for one, number in placed]
    return found


def take(ledger: Ledger, actor: Actor, folder: Path, round_name: str = "") -> Scans:
    """Hang every file that is placed and not hanging yet, as one action; the others are listed. 撤销 takes all of them back."""
    found = look(ledger, folder, round_name)
    if not found.new:
        return found
    title = f"挂接扫描件 {len({one.path for one in found.new})} 个（文件夹 {folder.name}）"
    round_id = register.round_id(ledger.writing(), round_name) if round_name else None
    with change(ledger, actor, Action.ADD_EVIDENCE, title) as changes:
        for one in found.new:
            evidence.attach(changes, ledger.pool, one.finding_id, one.path, one.path.stem, one.path.name)
        _account(ledger, changes, found, round_id)
    found.changes = changes
    return found


def _account(ledger: Ledger, changes: Changes, found: Scans, round_id: int | None) -> None:
    """Its line in 导入记录: what became of every file, and the same as a text that is kept as the import's file."""
    told = "\n".join([*lines_of(found), *(f"{one.number} ← {_place(found, one.path)}" for one in found.placed)])
    [pooled] = evidence.keep_files(changes, ledger.pool, [told.encode("utf-8", "surrogatepass")])
    fields = {
        "number": changes.writer.next_number("import"),
        "form": FORM,
        "file_name": found.folder.name,
        "sha256": pooled.sha256,
        "size": pooled.size,
        "round_id": round_id,
        "summary": {"files": len({one.path for one in found.new}), "unplaced": len(found.unplaced)},
    }
    batch = changes.writer.insert("import_batch", fields)
    files: dict[Path, tuple[str, list[str]]] = {}
    for one in found.placed:
        files.setdefault(one.path, (KNOWN if one.known else HUNG, []))[1].append(one.number)
        if not one.known:
            files[one.path] = (HUNG, files[one.path][1])
    fates = {path: (fate, "、".join(numbers)) for path, (fate, numbers) in files.items()}
    fates |= {one.path: (UNPLACED, one.reason) for one in found.unplaced}
    for place, (path, (fate, reason)) in enumerate(sorted(fates.items()), 1):
        row = {"import_id": batch, "sheet": _place(found, path), "row": place, "fate": fate, "reason": reason}
        changes.writer.insert("import_row", row)


def _place(found: Scans, path: Path) -> str:
    """The file as the folder names it, with the same stroke on every system."""
    return path.relative_to(found.folder).as_posix()


def lines_of(found: Scans) -> list[str]:
    """The sum, and every file that hangs nowhere."""
    return [
        found.law(),
        *(f"没对上：{one.path.relative_to(found.folder)}（{one.reason}）" for one in found.unplaced),
    ]


def _files(folder: Path) -> list[Path]:
    if not folder.is_dir():
        raise KnownError(f"“{folder.name}”不是文件夹。请选放扫描件的文件夹。", "folder")
    try:
        found = sorted(one for one in folder.rglob("*") if one.is_file() and not _STRAY.match(one.name))
    except OSError as error:
        raise KnownError(f"“{folder.name}”读不出来：{reason_of(error)}。请检查文件夹权限后再试。") from error
    if len(found) > MOST_FILES:
        raise KnownError(f"“{folder.name}”里有 {len(found)} 个文件，一次最多 {MOST_FILES} 个。请分几个文件夹挂接。")
    return found


def _findings_of(
    place: Path, whole: Mapping[Key, tuple[int, str]], ends: Mapping[str, tuple[int, str]]
) -> Sequence[tuple[int, str]] | str:
    """The findings that a file names, itself or by its folders from the inside out; else why it names none."""
    said = False
    for name in (place.stem, *(part.name for part in place.parents if part.name)):
        runs = list(_runs(name))
        found = [one for run in runs for one in _known_in(run, whole)]
        if found:
            return list(dict.fromkeys(found))
        first = runs[0] if runs else ()
        if len(first) == 1 and name.lstrip().startswith(first[0]) and first[0] in ends:
            return [ends[first[0]]]
        said = said or any(len(run) > 1 for run in runs)
    return NOT_KNOWN if said else NO_NUMBER


def _runs(name: str) -> Iterator[Key]:
    """Groups of digits that stand together, with no more than a mark between them."""
    run: list[str] = []
    end = 0
    for group in _GROUPS.finditer(name):
        if run and not _BETWEEN.match(name[end : group.start()]):
            yield tuple(run)
            run = []
        run.append(_plain(group[0]))
        end = group.end()
    if run:
        yield tuple(run)


def _known_in(run: Key, whole: Mapping[Key, tuple[int, str]]) -> Iterator[tuple[int, str]]:
    """The numbers in a run of groups, from the left, at each place the longest."""
    place = 0
    while place < len(run):
        longest = next((end for end in range(len(run), place, -1) if run[place:end] in whole), 0)
        if longest:
            yield whole[run[place:longest]]
        place = longest or place + 1


def _key(number: str) -> Key:
    return tuple(_plain(group) for group in _GROUPS.findall(number))


def _plain(digits: str) -> str:
    """Half-width digits: the two kinds are one number."""
    return "".join(str(int(one)) for one in digits)


def _whole(findings: Iterable[tuple[int, str]]) -> dict[Key, tuple[int, str]]:
    """The findings by the groups of their numbers; one group alone may be anything, and what two bear tells none."""
    found: dict[Key, list[tuple[int, str]]] = {}
    for finding_id, number in findings:
        found.setdefault(_key(number), []).append((finding_id, number))
    return {key: those[0] for key, those in found.items() if len(key) > 1 and len(those) == 1}


def _ends(findings: Iterable[tuple[int, str]]) -> dict[str, tuple[int, str]]:
    """The findings of a round by the last group of their numbers, where it is that of one alone."""
    found: dict[str, list[tuple[int, str]]] = {}
    for finding_id, number in findings:
        found.setdefault((_key(number) or ("",))[-1], []).append((finding_id, number))
    return {end: those[0] for end, those in found.items() if len(those) == 1}


def _digest(path: Path) -> str:
    """The SHA-256 of a file, by which the ledger knows it; else why it cannot be kept."""
    try:
        size = path.stat().st_size
        if not size:
            return EMPTY
        if size > LARGEST:
            return f"超过 {LARGEST // _MEGABYTE} MB"
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        return f"读不出来：{reason_of(error)}"


def _look(ledger: Ledger, _actor: Actor, wanted: Wanted, options: Options) -> Taken:
    found = look(ledger, wanted.file, options.round_name)
    return Taken(SCANS.form, lines_of(found), dry_run=True, count=len(found.new), scans=found)


def _take(ledger: Ledger, actor: Actor, wanted: Wanted, options: Options) -> Taken:
    found = take(ledger, actor, wanted.file, options.round_name)
    return Taken(SCANS.form, lines_of(found), count=len(found.new), scans=found)


SCANS = Way(
    FORM,
    "扫描件文件夹",
    (FOLDER,),
    _look,
    _take,
    told="按文件名或文件夹名里的问题编号挂到各条的佐证，没对上的列出来。",
)
