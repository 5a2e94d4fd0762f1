"""生成归档包: written whole, opened again and held against the ledger, and only then entered; otherwise nothing is there."""

from __future__ import annotations

import hashlib
import json
import shutil
import zipfile
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from db.queries import archives as archive_queries
from db.queries import books as book_queries
from db.queries import rounds as round_queries
from db.reader import Reader
from db.store import Ledger
from desktop.errors import KnownError
from desktop.exchange.unused_path import written_whole
from desktop.host.file_names import fitting
from desktop.ledgers import books
from desktop.ledgers.archives import ARCHIVES, CHECKED, reasons_of
from desktop.ledgers.file_properties import FileProperties
from desktop.ledgers.ways_out import ARCHIVE_PACKAGE
from desktop.operations import outgoing
from desktop.operations.archive import reading
from desktop.operations.archive.contents import Contents, pieces, sums
from desktop.operations.archive.reading import CONTENTS, FORM, SUFFIX, Archive
from desktop.operations.archive.volumes import volumes
from desktop.operations.archiving import examined
from desktop.operations.change import Changes
from desktop.operations.figure_moment import Moment
from desktop.operations.health.line import Line, Stands
from desktop.operations.office_figures import figures
from desktop.operations.outgoing import Asked, Facts
from desktop.operations.records import verbs
from desktop.rules.permissions import Actor


@dataclass(frozen=True)
class Packed:
    """A package that was written, read back and entered."""

    archive: Archive
    path: Path
    changes: Changes


def record_of(reader: Reader, round_id: int) -> book_queries.Record | None:
    """The archive record of a round that is not in the recycle bin."""
    return next(iter(archive_queries.of_round(reader, books.book(reader, ARCHIVES.name).shape, round_id)), None)


def needed_record(reader: Reader, round_id: int) -> book_queries.Record:
    """The same; KnownError where the round was not entered for the archive yet."""
    found = record_of(reader, round_id)
    if found is None:
        raise KnownError("这一轮还没有登记归档检查。请先查 8 项，再登记归档。", "wrong_state")
    return found


def open_checks(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The checks that stand against the archive; what only asks for a look does not."""
    return tuple(line for line in lines if line.stands is Stands.WRONG)


def begin(ledger: Ledger, actor: Actor, round_id: int, reasons: str = "") -> Changes:
    """登记归档检查, and 强行归档 where reasons are given: a line 检查：理由 for each open check. One step after the other."""
    record = record_of(ledger.writing(), round_id)
    if record is None:
        made, changes = verbs.add(
            ledger,
            actor,
            books.book(ledger.writing(), ARCHIVES.name),
            {"round": round_id, "checked_on": ledger.today()},
        )
        record_id = made.id
    else:
        record_id, changes = record.id, None
    if reasons.strip():
        _every_check_said(open_checks(examined(ledger, round_id)), reasons)
        step = ARCHIVES.step("force")
        assert step is not None
        _made, changes = verbs.take(
            ledger, actor, books.book(ledger.writing(), ARCHIVES.name), record_id, step, {"reasons": reasons.strip()}
        )
    if changes is None:
        raise KnownError("这一轮已经登记归档检查。", "archived_twice")
    return changes


def file_name(reader: Reader, round_id: int) -> str:
    """What a package is called."""
    return fitting(_round_name(reader, round_id)) + SUFFIX


def pack(ledger: Ledger, actor: Actor, round_id: int, path: Path, asked: Asked = Asked()) -> Packed:
    """Write the package of a round, open it again, hold it against list and ledger, and enter it.

    Raises KnownError where a check is open without a reason, a file is lost, or the package is not whole; nothing is left then.
    """
    record = needed_record(ledger.writing(), round_id)
    lines = examined(ledger, round_id)
    reasons = str(record.stored["reasons"]) if record.state != CHECKED else ""
    _every_check_said(open_checks(lines), reasons)
    contents = Contents(ledger, round_id)
    about = _about(ledger, actor, contents, lines, reasons)
    read: list[Archive] = []

    def make(final: Path, properties: FileProperties) -> Path:
        _write(ledger, contents, final, properties, about)
        read.append(reading.read(final))
        reading.require_whole(read[0], sums(contents), "没有登记归档包。")
        return final

    register = books.book(ledger.writing(), ARCHIVES.name)
    step = register.step("pack")
    assert step is not None

    def beside(changes: Changes, _entry: int) -> None:
        verbs.move(ledger, actor, changes, register, record.id, step, {})

    title = f"{about['round']}归档包"
    left = outgoing.registered(
        ledger, actor, ARCHIVE_PACKAGE, asked, title, path, make,
        lambda _path: Facts(len(read[0].files), criteria=f"轮次：{about['round']}", as_of=ledger.today()),
        said=f"生成{title} {path.name}", beside=beside,
    )  # fmt: skip
    return Packed(read[0], left.path, left.changes)


def _every_check_said(wrong: Sequence[Line], reasons: str) -> None:
    said = reasons_of(reasons)
    if silent := [line.words for line in wrong if not said.get(line.words)]:
        raise KnownError(
            f"归档检查未通过又没有写理由：{'、'.join(silent)}。请逐项办理，或用“强行归档”逐项写明理由。", "not_through"
        )


def _about(ledger: Ledger, actor: Actor, contents: Contents, lines: Sequence[Line], reasons: str) -> dict[str, Any]:
    """What stands at the head of the list of contents."""
    reader, said = ledger.newest, reasons_of(reasons)
    moment = Moment(ledger, ledger.today(), None, (contents.round_id,))
    wrong = open_checks(lines)
    return {
        "form": FORM, "round": _round_name(reader, contents.round_id), "ledger": ledger.folder.stem, "by": actor.name,
        "as_of": ledger.today(), "findings": len(contents.archiving.findings),
        "checks": [
            {"check": line.words, "stands": str(line.stands), "result": line.result, "reason": said.get(line.words, "")}
            for line in lines
        ],
        "missing": [f"{line.words}：{line.result}（{said.get(line.words, '')}）" for line in wrong]
        + list(contents.lost.values()),
        "volumes": [asdict(one) for one in volumes(contents)],
        "figures": [
            {"name": one.name, "title": one.title, "value": one.value, "numerator": one.numerator, "denominator": one.denominator}
            for one in figures(moment)
        ],
    }  # fmt: skip


def _write(ledger: Ledger, contents: Contents, final: Path, properties: FileProperties, about: dict[str, Any]) -> None:
    """The whole file beside its place, then in it by one renaming."""
    with written_whole(final) as draft:
        beside = draft.with_name(f"{draft.name}.清单")
        try:
            listed = []
            with zipfile.ZipFile(draft, "w", zipfile.ZIP_DEFLATED, allowZip64=True) as package:
                for piece in pieces(ledger, contents, beside, properties):
                    package.writestr(piece.path, piece.content)
                    listed.append(
                        {
                            "path": piece.path, "title": piece.title, "bytes": len(piece.content),
                            "sha256": hashlib.sha256(piece.content).hexdigest(),
                        }
                    )  # fmt: skip
                package.writestr(CONTENTS, json.dumps({**about, "files": listed}, ensure_ascii=False, indent=1))
        finally:
            shutil.rmtree(beside, ignore_errors=True)


def _round_name(reader: Reader, round_id: int) -> str:
    found = round_queries.round_by_id(reader, round_id)
    return found.name if found is not None else ""
