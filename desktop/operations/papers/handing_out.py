"""The frozen file of an issued paper handed out again: saved elsewhere, opened, printed; each time the register tells of it (A5)."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from db.queries import papers as queries
from db.store import Ledger
from desktop.errors import KnownError
from desktop.ledgers.file_properties import FileProperties
from desktop.ledgers.ways_out import PAPER_COPY, PAPER_MERGED, PAPER_PRINT, WayOut
from desktop.operations import outgoing
from desktop.operations.change import Changes, change
from desktop.operations.outgoing import Asked, Facts
from desktop.rules.permissions import Actor

_VERBS = {"paper_copy": "另存", "paper_opened": "打开", "paper_print": "打印"}


def hand_out(
    ledger: Ledger,
    actor: Actor,
    letter_id: int,
    folder: Path,
    way: WayOut = PAPER_COPY,
    asked: Asked = Asked(),
    copies: int = 1,
) -> tuple[Path, Changes]:
    """Write the file byte for byte as it was issued and enter how it leaves; its mark is the one that is printed on it."""
    letter = _letter(ledger, letter_id)
    left = outgoing.registered(
        ledger, actor, way, Asked(letter.classification, asked.purpose, asked.destination or letter.addressee), letter.name,
        folder / letter.file_name,
        lambda final, properties: _written(ledger, letter.sha256, final, properties),
        lambda _path: Facts(letter.findings, as_of=letter.as_of, basis=letter.basis_text, copies=copies),
        said=f"{_VERBS[way.name]} {letter.name}",
    )  # fmt: skip
    return left.path, left.changes


def merge_out(
    ledger: Ledger, actor: Actor, letter_ids: Sequence[int], path: Path, asked: Asked = Asked()
) -> tuple[Path, Changes]:
    """Several papers as one file for the printer, in one entry that says how many; its marks are those that are printed on them."""
    letters = [_letter(ledger, one) for one in letter_ids]
    if len(letters) < 2:
        raise KnownError("合并至少要两件文书。请多选几件，或直接打印。", "too_few")
    marks = "、".join(dict.fromkeys(one.classification for one in letters if one.classification))
    title = f"{letters[0].name}等 {len(letters)} 件（合并）"
    first = letters[0]
    left = outgoing.registered(
        ledger, actor, PAPER_MERGED, Asked(marks, asked.purpose, asked.destination), title, path,
        lambda final, properties: _merged(ledger, letters, final, properties),
        lambda _path: Facts(sum(one.findings for one in letters), as_of=first.as_of, basis=first.basis_text),
        said=f"合并文书 {len(letters)} 件",
    )  # fmt: skip
    return left.path, left.changes


def enter_prints(ledger: Ledger, actor: Actor, letter_ids: Sequence[int], asked: Asked = Asked()) -> Changes | None:
    """Papers just issued go to the printer: one entry each, in one action; None where there are none."""
    letters = [_letter(ledger, one) for one in letter_ids]
    if not letters:
        return None
    with change(ledger, actor, PAPER_PRINT.action, f"打印文书 {len(letters)} 份", reason=asked.purpose) as changes:
        for one in letters:
            said = Asked(one.classification, asked.purpose, asked.destination or one.addressee)
            facts = Facts(one.findings, as_of=one.as_of, basis=one.basis_text)
            outgoing.enter(changes, PAPER_PRINT, said, one.name, facts, file_name=one.file_name, sha256=one.sha256)
    return changes


def _letter(ledger: Ledger, letter_id: int) -> queries.FrozenLetter:
    outgoing.need_register(ledger, PAPER_COPY)
    found = queries.frozen_letter(ledger.writing(), letter_id)
    if found is None or not found.sha256:
        raise KnownError("这件文书没有留存文件，不能重打。请在发文登记中核对。")
    return found


def _written(ledger: Ledger, sha256: str, path: Path, _properties: FileProperties) -> Path:
    from desktop.documents.render import save

    return save(ledger.pool.read(sha256), path.parent, path.name)


def _merged(ledger: Ledger, letters: Sequence[queries.FrozenLetter], path: Path, properties: FileProperties) -> Path:
    from desktop.documents.merging import merged
    from desktop.documents.render import save

    papers = [(one.file_name, ledger.pool.read(one.sha256)) for one in letters]
    return save(merged(papers, f"文书 {len(papers)} 件", properties.office), path.parent, path.name)
