"""A draft's identity from what was gathered for it, and back: the facts of an issue are those of its draft."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from desktop.documents import readback
from desktop.documents.identity import Identity, identity_of
from desktop.documents.render import Paper
from desktop.errors import KnownError, reason_of
from desktop.operations.papers.gathered import Gathered, Request


def identity(one: Gathered, paper: Paper, ledger: str, today: str) -> Identity:
    """The mark of a draft that was just printed."""
    reading = readback.read(paper.data, "草稿.docx")
    return Identity(
        ledger, one.kind, one.addressee, one.as_of.isoformat(), one.known_at or "", today, one.round_id, one.unit_id,
        one.basis_id, one.basis_text, one.findings, paper.entries, paper.sha256, paper.pages, paper.title,
        reading.paragraphs, dict(reading.spots),
    )  # fmt: skip


def facts_of(one: Gathered, mark: Identity, today: str) -> Gathered:
    """What is issued, with the dates, basis and rows of the draft that was signed; known as of the day it was drawn up."""
    known = mark.known_at or (mark.drawn_on if mark.drawn_on < today else "")
    return replace(
        one,
        as_of=date.fromisoformat(mark.as_of),
        known_at=known or None,
        basis_id=mark.basis_id,
        basis_text=mark.basis_text,
        findings=mark.findings,
    )


def as_drafted(request: Request, file: Path, ledger: str, today: str) -> Request:
    """A request put back to the dates of the draft that a file came of; as it is where the file bears no mark."""
    mark = mark_of(file, ledger)
    if mark is None or mark.kind != request.kind:
        return request
    known = mark.known_at or (mark.drawn_on if mark.drawn_on < today else "")
    return replace(
        request,
        as_of=date.fromisoformat(mark.as_of),
        known_at=date.fromisoformat(known) if known else request.known_at,
        round_id=request.round_id if request.round_id is not None else mark.round_id,
    )


def mark_of(file: Path, ledger: str) -> Identity | None:
    """The mark of a file on disk; one of another ledger is refused, its row numbers mean nothing here."""
    try:
        data = file.read_bytes()
    except OSError as error:
        raise KnownError(f"读不了“{file}”（{reason_of(error)}）；请检查文件是否还在、是否被别的程序占用") from error
    return checked(identity_of(data, file.name), file.name, ledger)


def checked(mark: Identity | None, name: str, ledger: str) -> Identity | None:
    """A mark of this ledger, or none."""
    if mark is not None and mark.ledger and ledger and mark.ledger != ledger:
        raise KnownError(f"{name} 是从另一个账本印出的草稿。请在那个账本里签发，或在这里重新出草稿。", "other_ledger")
    return mark
