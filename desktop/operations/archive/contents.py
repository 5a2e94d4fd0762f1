"""What goes into the archive package of a round: its rows with who entered them, its lists, papers as issued, evidence and enclosures."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Set
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from db.merge.nodes import Known, known
from db.merge.state import Node
from db.pool import FileChanged, FileMissing, FileState
from db.queries import books as book_queries
from db.queries.books import Record
from db.queries.findings import evidence_of
from db.queries.letters import letters
from db.records import EvidenceRow, LetterRow
from db.store import Ledger
from desktop.errors import KnownError
from desktop.host.file_names import fitting
from desktop.ledgers import books
from desktop.ledgers.file_properties import FileProperties
from desktop.ledgers.register import Register
from desktop.operations.archiving import Archiving
from desktop.operations.evidence import STATE_WORDS
from desktop.operations.lists import exporting, looks
from desktop.operations.lists.view import Filters, view
from desktop.operations.packages import parts, told
from desktop.operations.records import exporting as record_exporting
from desktop.operations.records.exporting import Listed

ROWS, LISTS, LOG, PAPERS, EVIDENCE, ENCLOSURES = "数据", "清单", "日志", "文书", "佐证", "附件"
"""The folders of a package."""
_ITSELF = "archive"


@dataclass(frozen=True)
class Piece:
    """A file of the package: where it lies, what it is in words, and its content."""

    path: str
    title: str
    content: bytes


class Contents:
    """What belongs to a round, each thing read once."""

    def __init__(self, ledger: Ledger, round_id: int) -> None:
        self.ledger, self.round_id = ledger, round_id
        self.archiving = Archiving(ledger, round_id)

    @cached_property
    def own(self) -> Known:
        """All that was entered of the round and of what it stands on, with who and when."""
        reader = self.ledger.newest
        return parts.of_rounds(reader, known(reader), (self.round_id,))

    @cached_property
    def papers(self) -> tuple[LetterRow, ...]:
        """Every paper of the round that was issued or came in, void ones too."""
        return tuple(reversed(letters(self.ledger.newest, round_id=self.round_id)))

    @cached_property
    def evidence(self) -> tuple[tuple[str, EvidenceRow], ...]:
        """Every piece of evidence with the number of its finding; those that are kept on paper have no file."""
        reader = self.ledger.newest
        return tuple((row.number, piece) for row in self.archiving.findings for piece in evidence_of(reader, row.id))

    @cached_property
    def lost(self) -> dict[str, str]:
        """SHA-256 → words of the pieces of evidence whose file is missing or changed: the package says so, it cannot hold them."""
        pool = self.ledger.pool
        return {
            piece.sha256: f"{number} 的佐证“{piece.title}”{STATE_WORDS[pool.state(piece.sha256)]}"
            for number, piece in self.evidence
            if piece.sha256 and pool.state(piece.sha256) is not FileState.INTACT
        }

    @cached_property
    def books(self) -> tuple[tuple[Register, tuple[Record, ...]], ...]:
        """The books that say something of the round, with its records."""
        return tuple(self._books())

    def _books(self) -> Iterator[tuple[Register, tuple[Record, ...]]]:
        ids = {row.id for row in self.archiving.findings}
        for declared in books.declared():
            if declared.name == _ITSELF:
                continue
            register = books.book(self.ledger.newest, declared.name)
            if records := tuple(self._of_round(register, ids)):
                yield register, records

    def _of_round(self, register: Register, ids: set[int]) -> Iterator[Record]:
        for one in book_queries.records(self.ledger.newest, register.shape, self.archiving.today):
            if is_of_round(register, one, self.round_id, ids):
                yield one


def pieces(ledger: Ledger, contents: Contents, draft: Path, properties: FileProperties) -> Iterator[Piece]:
    """Every file of the package, one after the other; `draft` is a folder for lists while they are written."""
    own = contents.own
    yield Piece(f"{ROWS}/登记.json", "本轮全部登记（供程序读回）", told.as_text(told.content(ledger.newest, own)))
    yield Piece(f"{LOG}/操作日志.txt", "本轮操作日志", _log(own.nodes).encode("utf-8"))
    yield from _lists(ledger, contents, draft, properties)
    for place, letter in enumerate(contents.papers, 1):
        if letter.sha256:
            name = fitting(f"{place:03d} {letter.number or letter.title}{Path(letter.file_name).suffix}")
            yield Piece(f"{PAPERS}/{name}", letter.title, _pooled(ledger, letter.sha256, letter.title))
    for place, (number, piece) in enumerate(contents.evidence, 1):
        if piece.sha256 and piece.sha256 not in contents.lost:
            name = fitting(f"{place:04d} {piece.title}{Path(piece.file_name).suffix}")
            yield Piece(f"{EVIDENCE}/{number}/{name}", piece.title, _pooled(ledger, piece.sha256, piece.title))
    for register, records in contents.books:
        for record in records:
            for place, file in enumerate(book_queries.files_of(ledger.newest, register.name, record.id), 1):
                name = fitting(f"{record.number} {place} {file.file_name}")
                yield Piece(
                    f"{ENCLOSURES}/{register.title}/{name}", file.title, _pooled(ledger, file.sha256, file.title)
                )


def sums(contents: Contents) -> dict[str, str]:
    """SHA-256 → title of every file that the ledger keeps of the round and still has: what no package of it may lack."""
    ledger = contents.ledger
    found = {letter.sha256: letter.title for letter in contents.papers if letter.sha256}
    found |= {piece.sha256: f"{number} 的佐证“{piece.title}”" for number, piece in contents.evidence if piece.sha256}
    for register, records in contents.books:
        for record in records:
            for file in book_queries.files_of(ledger.newest, register.name, record.id):
                found[file.sha256] = f"{record.number} 的附件“{file.title}”"
    return {sha256: title for sha256, title in found.items() if sha256 not in contents.lost}


def _lists(ledger: Ledger, contents: Contents, draft: Path, properties: FileProperties) -> Iterator[Piece]:
    """Each book of the round as a workbook; 内部 fields stay in the rows."""
    reader, today = ledger.newest, contents.archiving.today
    draft.mkdir()
    try:
        look = looks.look_of(ledger, reader)
        shown = view(reader, Filters(rounds=(contents.round_id,)), today)
        path = draft / "list.xlsx"
        if shown.rows:
            made = exporting.export(reader, shown, path, "问题台账", look=look, properties=properties)
            yield _taken(made.path, "问题台账")
        for register, records in contents.books:
            listed = Listed(register, records, today)
            made = record_exporting.export(listed, path, register.title, look=look, properties=properties)
            yield _taken(made.path, register.title)
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _taken(path: Path, title: str) -> Piece:
    content = path.read_bytes()
    path.unlink()
    return Piece(f"{LISTS}/{fitting(title)}.xlsx", title, content)


def _log(nodes: list[Node]) -> str:
    """Who did what and when, a line each, in order of entry."""
    lines = [f"{node.at}\t{node.user}\t{node.title}" for node in sorted(nodes, key=lambda node: node.rank)]
    return "\n".join(("时间\t经办人\t事项", *lines)) + "\n"


def is_of_round(register: Register, record: Record, round_id: int, findings: Set[int]) -> bool:
    """Whether a record belongs to a round: by its own round where it says one, else by naming one of the round's findings."""
    if own := record.stored.get("round"):
        return bool(own == round_id)
    return bool(findings & findings_named(register, record))


def findings_named(register: Register, record: Record) -> set[int]:
    """The findings that a record names."""
    found: set[int] = set()
    for link in register.links:
        value = record.stored.get(link.name)
        found |= set(value) if isinstance(value, (tuple, list)) else {value} if value else set()
    return found


def _pooled(ledger: Ledger, sha256: str, title: str) -> bytes:
    """A kept file, proved by its sum."""
    try:
        return ledger.pool.read(sha256)
    except (FileMissing, FileChanged) as error:
        raise KnownError(
            f"“{title}”的文件缺失或与登记时不一致（校验值 …{sha256[-4:].upper()}），没有生成归档包。请先从备份中找回。",
            "corrupt",
        ) from error
