"""补登: papers sent before the program came, or by hand; and what happens to a paper after it went out (L10, D11)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from db.queries import papers as queries
from db.queries import units as unit_queries
from db.queries.settings import setting
from db.store import Ledger
from desktop.errors import KnownError
from desktop.operations import evidence
from desktop.operations.change import Changes, change
from desktop.operations.copies_follow import follow
from desktop.operations.papers import catalogue, numbers
from desktop.operations.papers.gathered import Gathered, Request
from desktop.operations.papers.happenings import Happening, dates_of
from desktop.operations.papers.issuing import Made, insert_letter
from desktop.rules.paper_dates import PaperDates
from desktop.rules.permissions import Action, Actor
from desktop.rules.unit_names import full_name


@dataclass(frozen=True)
class SentPaper:
    """A paper that went out without the program. Dates ISO; `kind` may be one that the program cannot make."""

    kind: str
    title: str
    number: str
    issued_on: str
    addressee: str
    unit_id: int | None = None
    round_id: int | None = None
    finding_ids: Sequence[int] = ()
    reply_by: str | None = None
    copies: Sequence[str] = ()
    words: dict[str, Any] = field(default_factory=dict)
    file: Path | None = None


def register(ledger: Ledger, actor: Actor, paper: SentPaper) -> tuple[int, Changes]:
    """Enter a paper that was sent before, with its file where one is kept."""
    if paper.number and numbers.taken_by(ledger.writing(), paper.number) is not None:
        raise KnownError(f"文号“{paper.number}”已在发文登记中。请核对，不要重复补登。", numbers.TAKEN)
    with change(ledger, actor, Action.REGISTER_LETTER, f"补登 {paper.number or paper.title}") as changes:
        letter_id = insert_sent(changes, ledger, paper)
    return letter_id, changes


def insert_sent(changes: Changes, ledger: Ledger, paper: SentPaper) -> int:
    """The entry of a paper sent before, inside an action."""
    day = date.fromisoformat(paper.issued_on)
    gathered = Gathered(
        kind=paper.kind, words={}, addressee=paper.addressee, file_label=paper.addressee, issued_on=day, as_of=day,
        round_id=paper.round_id, unit_id=paper.unit_id, findings=tuple(paper.finding_ids),
        reply_by=date.fromisoformat(paper.reply_by) if paper.reply_by else None, copies=tuple(paper.copies),
    )  # fmt: skip
    own = numbers.DocumentNumber("")
    if paper.number:
        own = numbers.typed_number(changes.writer, paper.kind, paper.number, int(paper.issued_on[:4]))
    numbers.refuse(
        PaperDates(
            ledger.today(), issued_on=paper.issued_on, reply_by=paper.reply_by or "",
            number_year=own.year if paper.number else None,
        )
    )  # fmt: skip
    fields: dict[str, Any] = {"title": paper.title, "origin": "registered", "words": paper.words}
    if paper.file is not None:
        pooled = evidence.keep_file(changes, ledger.pool, paper.file)
        fields |= {"sha256": pooled.sha256, "file_name": paper.file.name}
    return insert_letter(changes, gathered, own, fields)


def register_sent(ledger: Ledger, actor: Actor, request: Request, file: Path, number: str) -> Made:
    """补登 on the command line: the file that went out, for one unit, under its number."""
    recipe = catalogue.recipe(ledger.writing(), request.kind)
    if not file.is_file():
        raise KnownError(f"找不到要补登的文件 {file}。请核对路径。")
    unit = (
        unit_queries.unit(ledger.writing(), request.unit_ids[0], request.issued_on.isoformat())
        if request.unit_ids
        else None
    )
    name = full_name(unit.name, setting(ledger.writing(), "county")) if unit else str(request.given.get("主送", ""))
    if not name:
        raise KnownError("补登要写明主送单位（--unit）。")
    title = str(request.given.get("标题", recipe.title))
    paper = SentPaper(
        recipe.kind,
        title,
        number,
        request.issued_on.isoformat(),
        name,
        unit.id if unit else None,
        request.round_id,
        file=file,
    )
    letter_id, changes = register(ledger, actor, paper)
    sha256, _name = queries.letter_file(changes.writer, letter_id) or ("", "")
    return Made(file, name, number, sha256, letter_id, title=title)


def log_event(ledger: Ledger, actor: Actor, letter_id: int, kind: str, event: Happening) -> Changes:
    """Dispatch, receipt or reply of a paper, with its scan; the copy in 送达登记 that is this paper follows it."""
    words = {"sent": "送出", "receipt": "签收", "reply": "回复", "note": "备注"}
    if kind not in words:
        raise KnownError("文书只能登记送出、签收、回复或备注。")
    numbers.refuse(dates_of(ledger.writing(), letter_id, ledger.today(), kind, event.on, event.adopted))
    with change(ledger, actor, Action.LOG_LETTER, f"登记文书{words[kind]}") as changes:
        fields = {"letter_id": letter_id, "kind": kind, **event.fields(changes, ledger)}
        changes.writer.insert("letter_event", fields)
        follow(ledger, actor, changes, letter_id, kind, event.on)
    return changes


def void(ledger: Ledger, actor: Actor, letter_id: int, on: str, reason: str) -> Changes:
    """作废: the paper stays in the register under its number, marked void, with the reason."""
    if not reason.strip():
        raise KnownError("作废要写明理由。")
    numbers.refuse(dates_of(ledger.writing(), letter_id, ledger.today(), "void", on))
    with change(ledger, actor, Action.REGISTER_LETTER, "作废文书", reason=reason) as changes:
        changes.writer.update("letter", letter_id, {"state": "void", "note": reason})
        changes.writer.insert(
            "letter_event", {"letter_id": letter_id, "kind": "void", "happened_on": on, "note": reason}
        )
    return changes
