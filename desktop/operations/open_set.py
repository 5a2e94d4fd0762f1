"""公开成套: everything in the open as one folder of files that any program reads — every book as workbook, Word table and JSON — so that
the office can always leave (product.md B6).

A set is with or without what stays inside. Without it no file holds an 内部 field, a scan or a file that came in (A5): this is what is
written unasked, at closing, unless the office's setting says otherwise. With it the dump lies there too, from which an empty ledger is
refilled to the digest; as the dump by itself it is a deliberate exception of `ledgers.leaving`, said beforehand and told by the register.

A set appears by one renaming, so that whatever interrupts leaves the former set or the new one; older sets go when the new one stands.
One entry of the register of exports tells of a set, with the sum of the file in which the sums of all others stand.
"""

from __future__ import annotations

import contextlib
import glob
import hashlib
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from db.queries import prints
from db.queries.settings import setting
from db.reader import Reader
from db.store import Ledger
from desktop.errors import KnownError, reason_of
from desktop.host.file_names import fitting
from desktop.ledgers import books
from desktop.ledgers.file_properties import FileProperties
from desktop.ledgers.findings import FIELDS
from desktop.ledgers.leaving import leaving
from desktop.ledgers.ways_out import OPEN_SET
from desktop.operations import dumping, outgoing
from desktop.operations.change import Changes
from desktop.operations.lists import exporting, looks
from desktop.operations.lists.view import Filters, view
from desktop.operations.office import set_up
from desktop.operations.outgoing import Asked, Facts
from desktop.operations.own_fields import own_fields
from desktop.operations.records import exporting as record_exporting
from desktop.operations.records import own_lists
from desktop.operations.records.exporting import Listed
from desktop.operations.records.own_rows import OWN_ROWS
from desktop.operations.records.questions import Wanted, chosen
from desktop.rules.permissions import Action, Actor

if TYPE_CHECKING:
    from desktop.exchange.list_files.skeleton import Skeleton

FOLDER = "open_set_folder"
"""The setting of the office that names the folder; empty where it wants no set."""
INSIDE, YES = "open_set_inside", "1"
"""The setting that says whether the set of every day holds what stays inside."""
ENDINGS = (".xlsx", ".docx", ".json")
WITH, WITHOUT = "含内部栏和附件，可读入新建的空账本", "不含内部栏和附件"
DUMP_NAME, SUMS_NAME, TITLE = "全部内容.json", "校验值.txt", "公开成套"
KEPT = 2
"""Sets that stay: the new one and the one before."""
_TELL_NOTHING = tuple(
    str(one) for one in (Action.EXPORT, Action.DUMP, Action.PRINT, Action.LOG_IN, Action.BACK_UP, Action.KEEP_DRAFT)
)
"""Kinds of actions after which the ledger says what it said before."""
_UNFINISHED = ".未写完"
_FINDINGS = "问题台账"


@dataclass(frozen=True)
class Written:
    """A set: its folder, its files, the digest of what the dump holds (empty without one), and what its entry in the register touched."""

    folder: Path
    files: tuple[Path, ...]
    digest: str
    changes: Changes | None = None


def choose_folder(ledger: Ledger, actor: Actor, folder: str, *, inside: bool = False) -> Changes:
    """Where sets are written from now on; empty ends it. KnownError where nothing can be written there.

    `inside`: what stays inside goes along every day. To say so is the office's setting and stands in the log; what is written at closing
    is written under the right of who closes.
    """
    if folder:
        _require_fit(ledger, Path(folder))
    title = f"公开成套每天写，{WITH if inside else WITHOUT}" if folder else "不再写公开成套"
    return set_up(ledger, actor, {FOLDER: folder, INSIDE: YES if folder and inside else ""}, title)


def folder_of(reader: Reader) -> str:
    """The folder that the office named, empty where it wants no set."""
    return setting(reader, FOLDER)


def is_with_inside(reader: Reader) -> bool:
    """Whether the set of every day holds what stays inside."""
    return setting(reader, INSIDE) == YES


def last_written(reader: Reader) -> str:
    """When the last set was written, ISO; empty where there is none."""
    return next((row.recorded_at for row in prints.exports(reader) if row.way == OPEN_SET.name), "")


def is_due(reader: Reader) -> bool:
    """Whether the office wants sets, and the ledger says something that the last one does not."""
    if not folder_of(reader):
        return False
    return prints.changed_since(reader, OPEN_SET.name, _TELL_NOTHING)


def reminder(reader: Reader) -> str:
    """At opening: that the last closing left no set though one was wanted; empty where all is well."""
    if not is_due(reader):
        return ""
    return f"上次关闭账本时没有写成{TITLE}（{folder_of(reader)}）。请接上磁盘后在“系统—备份—{TITLE}”里写一套，或再关闭一次账本。"


def write_if_due(ledger: Ledger, actor: Actor) -> Written | None:
    """The set of the day at closing: where it is due and this person may let everything out."""
    reader = ledger.writing()
    if not is_due(reader) or not actor.may(OPEN_SET.action):
        return None
    return write(ledger, actor, Path(folder_of(reader)), inside=is_with_inside(reader))


def write(ledger: Ledger, actor: Actor, folder: Path, asked: Asked = Asked(), *, inside: bool = True) -> Written:
    """Write a set into a folder of its own there, and let go of older ones. Raises KnownError; the former set stays then.

    `inside`: the dump lies in it, with 内部 fields and every file.
    """
    _require_fit(ledger, folder)
    stem = f"{ledger.folder.stem}-{TITLE}-"
    target = _free(folder / f"{stem}{_now(ledger):%Y%m%d-%H%M%S}")
    found: list[Written] = []

    def make(_final: Path, properties: FileProperties) -> Path:
        found.append(_made(ledger, actor, target, properties, inside))
        return target / SUMS_NAME

    try:
        left = outgoing.registered(
            ledger, actor, OPEN_SET, asked, f"{TITLE}（{WITH if inside else WITHOUT}）", target / SUMS_NAME, make,
            lambda _sums: Facts(len(found[0].files), as_of=ledger.today()), said=f"写{TITLE} {target.name}",
        )  # fmt: skip
    except BaseException:
        shutil.rmtree(target, ignore_errors=True)
        raise
    _let_go(ledger.newest, folder, stem, target)
    [made] = found
    return Written(target, made.files, made.digest, left.changes)


def _made(ledger: Ledger, actor: Actor, target: Path, properties: FileProperties, inside: bool) -> Written:
    """The whole set beside its place, then by one renaming in it."""
    draft = target.with_name(target.name + _UNFINISHED)
    shutil.rmtree(draft, ignore_errors=True)
    try:
        draft.mkdir(parents=True)
        dumped = dumping.write_to(ledger, draft / DUMP_NAME) if inside else None
        files = [*([dumped.path] if dumped else []), *_lists(ledger, actor, draft, properties)]
        _tell_sums(draft / SUMS_NAME, files)
        for file in (*files, draft / SUMS_NAME):
            _settle(file)
        draft.rename(target)
    except OSError as error:
        raise KnownError(
            f"{TITLE}写不进“{target.parent}”：{reason_of(error)}。原有的一套没有动；请检查磁盘空间，或在“系统—备份”里换一个文件夹。",
            "disk",
        ) from error
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return Written(target, tuple(target / file.name for file in files), dumped.digest if dumped else "")


def _lists(ledger: Ledger, actor: Actor, draft: Path, properties: FileProperties) -> Iterator[Path]:
    """Every book that says something, each way; 内部 fields stay inside, and the JSON holds every field that may leave."""
    reader, today = ledger.writing(), ledger.today()
    look = looks.look_of(ledger, reader)
    shown = view(reader, Filters(), today)
    if shown.rows:
        every = tuple(field.name for field in leaving((*FIELDS, *own_fields(reader))))
        for ending in ENDINGS:
            path, keys = draft / f"{_FINDINGS}{ending}", every if ending == ".json" else exporting.USUAL
            yield exporting.export(reader, shown, path, _FINDINGS, keys=keys, look=look, properties=properties).path
    for listed in _books(ledger, actor, today):
        yield from _book(listed, draft, look, properties)


def _books(ledger: Ledger, actor: Actor, today: str) -> Iterator[Listed]:
    reader, wanted = ledger.writing(), Wanted(asker=actor)
    for name in OWN_ROWS:
        yield own_lists.listed(ledger, name, today, None, wanted)
    for register in (books.book(reader, one.name) for one in books.declared()):
        yield Listed(register, chosen(reader, register, today, None, wanted), today)


def _book(listed: Listed, draft: Path, look: Skeleton, properties: FileProperties) -> Iterator[Path]:
    if not listed.records:
        return
    title = listed.register.title
    for ending in ENDINGS:
        path = draft / fitting(f"{title}{ending}")
        yield record_exporting.export(listed, path, title, look=look, properties=properties).path


def _tell_sums(path: Path, files: list[Path]) -> None:
    """Name and SHA-256 of every file, a line each."""
    lines = [f"{outgoing.sum_of(file)}  {file.name}" for file in files]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def disagreeing(folder: Path) -> list[str]:
    """The files of a set that are missing or other than its sums say."""
    told = (line.split("  ", 1) for line in (folder / SUMS_NAME).read_text("utf-8").splitlines())
    return [name for known, name in told if not _is_so(folder / name, known)]


def _is_so(file: Path, known: str) -> bool:
    return file.is_file() and hashlib.sha256(file.read_bytes()).hexdigest() == known


def _let_go(reader: Reader, folder: Path, stem: str, newest: Path) -> None:
    """Sets of this ledger that are older than those that stay, and what an interruption left half written; the newest always stays.

    A set is this ledger's where the register of exports has the sum of its sums: another ledger of the same name may write into
    the same folder, and its sets are its own.
    """
    own = {row.sha256 for row in prints.exports(reader) if row.way == OPEN_SET.name}
    named = glob.escape(stem)
    whole = sorted(
        (
            one
            for one in folder.glob(f"{named}*")
            if (one / SUMS_NAME).is_file()
            and not one.name.endswith(_UNFINISHED)
            and outgoing.sum_of(one / SUMS_NAME) in own
        ),
        key=lambda one: (one == newest, one.name),
    )
    for one in (*whole[:-KEPT], *folder.glob(f"{named}*{_UNFINISHED}")):
        shutil.rmtree(one, ignore_errors=True)


def _require_fit(ledger: Ledger, folder: Path) -> None:
    if not folder.is_absolute() or not folder.is_dir():
        raise KnownError(f"{TITLE}的文件夹“{folder}”不在。请接上磁盘，或在“系统—备份”里另选。", "no_folder")
    place, own = folder.resolve(), ledger.folder.resolve()
    if place == own or own in place.parents:
        raise KnownError(f"{TITLE}不能写在账本文件夹里。请另选一个文件夹。", "inside")


def _settle(file: Path) -> None:
    """On the disk before the renaming tells of it."""
    with contextlib.suppress(OSError), file.open("rb") as opened:
        os.fsync(opened.fileno())


def _free(path: Path) -> Path:
    from desktop.exchange.unused_path import unused

    return unused(path)


def _now(ledger: Ledger) -> datetime:
    return (ledger.stamp or ledger.clock)()
