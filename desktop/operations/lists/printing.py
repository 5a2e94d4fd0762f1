"""The printed list of a view: layout, copies numbered and never reused, pages of one copy again, void numbers recorded."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from db.queries import prints as queries
from db.queries.settings import setting
from db.reader import Reader
from db.store import Ledger
from desktop.errors import KnownError
from desktop.ledgers.field import Field
from desktop.ledgers.findings import field_named
from desktop.ledgers.told import told_text
from desktop.ledgers.ways_out import LIST_AGAIN, LIST_PDF, LIST_PRINT, PRINT, WayOut
from desktop.operations import outgoing
from desktop.operations.change import Changes, change
from desktop.operations.lists.view import View
from desktop.operations.outgoing import Asked, Facts, Left
from desktop.operations.own_fields import own_fields
from desktop.rules.permissions import Action, Actor

if TYPE_CHECKING:
    from desktop.paper.pages import Layout


@dataclass(frozen=True)
class Plan:
    """How a list is printed: a named plan that an office keeps, or the clerk's choice of the moment."""

    title: str
    paper: str = "A4"
    landscape: bool = True
    columns: tuple[str, ...] = ()
    widths: Mapping[str, float] | None = None
    group_by: str = ""
    classification: str = ""
    subtitle: str = ""
    note: str | None = None


def layout(reader: Reader, shown: View, plan: Plan, printed_on: str = "") -> Layout:
    """The pages of a view; the same layout feeds preview, printer and PDF."""
    from desktop.paper.faces import ensure_painting, families_of_this_pc
    from desktop.paper.finding_list import (
        FULL_COLUMNS,
        MEETING_COLUMNS,
        RECALL_NOTE,
        Heading,
        column_keys,
        meeting_list,
    )
    from desktop.paper.pages import Layout as Pages
    from desktop.paper.table import Sheet

    ensure_painting()
    heading = Heading(
        title=plan.title,
        as_of=date.fromisoformat(shown.as_of),
        subtitle=plan.subtitle,
        scope=shown.scope,
        total=shown.total,
        basis=shown.basis,
        classification=plan.classification,
        note=RECALL_NOTE if plan.note is None else plan.note,
        printed=printed_on,
        office=setting(reader, "office_short") or setting(reader, "office"),
        watermark="演示" if setting(reader, "demo") == "1" else "",
    )
    own = own_fields(reader)
    keys = column_keys(plan.columns or (FULL_COLUMNS if plan.paper == "A3" else MEETING_COLUMNS), own)
    records = printed_records(shown, (*keys, plan.group_by), own)
    listed = meeting_list(records, heading, keys=keys, widths=plan.widths, group_by=plan.group_by, own=own)
    return Pages(listed, Sheet(paper=plan.paper, landscape=plan.landscape), families_of_this_pc())


def printed_records(shown: View, keys: Sequence[str], own: Sequence[Field] = ()) -> list[dict[str, str]]:
    """The texts of a view's rows by the names of the fields wanted; a column that is no field stays blank."""
    fields = [field for key in dict.fromkeys(keys) if key and (field := field_named(key, own)) is not None]
    return [{field.name: told_text(field, line) for field in fields} for line in shown.lines]


def next_copies(reader: Reader, count: int) -> tuple[str, ...]:
    """The next copy numbers (份号), six digits, after the last one ever given."""
    last = queries.last_copy_number(reader)
    return tuple(f"{last + place:06d}" for place in range(1, count + 1))


@dataclass(frozen=True)
class Job:
    """One print of a list: its copy numbers, what it is for and where to, who takes the copies, and what it is printed from again."""

    numbers: tuple[str, ...] = ()
    purpose: str = ""
    destination: str = ""
    holders: tuple[str, ...] = ()
    made_of: Mapping[str, Any] | None = None


def record(ledger: Ledger, actor: Actor, shown: View, plan: Plan, laid: Layout, job: Job) -> tuple[int, Changes]:
    """Enter a print on paper with its numbered copies and who took them, before anything is printed; returns its id.

    The sum is that of the same pages as a PDF.
    """
    title = f"打印 {plan.title} {max(1, len(job.numbers))} 份"
    with change(ledger, actor, LIST_PRINT.action, title, reason=job.purpose) as changes:
        sha256 = hashlib.sha256(_pages_as_pdf(laid)).hexdigest()
        facts = _facts(shown, len(laid), job)
        entry = outgoing.enter(changes, LIST_PRINT, _asked(plan, job), plan.title, facts, sha256=sha256)
        _enter_copies(ledger, shown, job, changes, entry)
    return entry, changes


def write(
    ledger: Ledger,
    actor: Actor,
    shown: View,
    plan: Plan,
    laid: Layout,
    path: Path,
    job: Job = Job(),
    *,
    pages: tuple[int, int] | None = None,
    way: WayOut = LIST_PDF,
) -> Left[int]:
    """The list as a PDF with its entry and its copies, or nothing at all; `way` is that of a print where the file is handed to a printer.

    `made` is the number of pages over all copies.
    """
    verb = "打印" if way.kind == PRINT else "存为 PDF"
    return outgoing.registered(
        ledger, actor, way, _asked(plan, job), plan.title, path,
        lambda final, properties: write_pdf(
            laid, final, copies=job.numbers, pages=pages, author=properties.office
        )[1],
        lambda count: _facts(shown, count, job),
        said=f"{verb} {plan.title} {max(1, len(job.numbers))} 份",
        beside=partial(_enter_copies, ledger, shown, job),
    )  # fmt: skip


def record_again(ledger: Ledger, actor: Actor, title: str, mark: str, numbers: Sequence[str], pages: int) -> Changes:
    """补印: pages of copies that were printed before, under their old numbers."""
    with change(ledger, actor, LIST_AGAIN.action, f"补印 {title} {max(1, len(numbers))} 份") as changes:
        facts = Facts(pages=pages, numbers=tuple(numbers))
        outgoing.enter(changes, LIST_AGAIN, Asked(mark), f"{title}（补印）", facts)
    return changes


def _asked(plan: Plan, job: Job) -> Asked:
    return Asked(plan.classification, job.purpose, job.destination)


def _facts(shown: View, pages: int, job: Job) -> Facts:
    return Facts(len(shown.rows), shown.scope, shown.as_of, shown.basis, pages, job.numbers)


def _enter_copies(ledger: Ledger, shown: View, job: Job, changes: Changes, entry: int) -> None:
    taken = [copy for copy in job.numbers if queries.copy_exists(ledger.writing(), int(copy))]
    if taken:
        raise KnownError(f"份号 {'、'.join(taken)} 已经用过，不能再用。请另取份号，或在原登记中补印。")
    if job.made_of is not None:
        made = {**job.made_of, "ids": [row.id for row in shown.rows], "as_of": shown.as_of, "scope": shown.scope}
        changes.writer.insert("print_layout", {"export_id": entry, "made_of": json.dumps(made, ensure_ascii=False)})
    for place, copy in enumerate(job.numbers):
        holder = job.holders[place] if place < len(job.holders) else ""
        changes.writer.insert("copy_record", {"export_id": entry, "copy_number": int(copy), "holder": holder})


def _pages_as_pdf(laid: Layout) -> bytes:
    from desktop.paper.pdf import pdf_bytes

    return pdf_bytes(laid)[0]


def mark_copy(ledger: Ledger, actor: Actor, copy_id: int, state: str, on: str, note: str = "") -> Changes:
    """A copy was returned, destroyed or is void (its number is not used again)."""
    words = {"returned": "收回", "destroyed": "销毁", "void": "作废", "given": "领用"}
    if state not in words:
        raise KnownError("份号只能登记领用、收回、销毁或作废。")
    with change(ledger, actor, Action.PRINT, f"份号登记{words[state]}", reason=note) as changes:
        changes.writer.update("copy_record", copy_id, {"state": state, "changed_on": on, "note": note})
    return changes


def write_pdf(
    shown_layout: Layout,
    path: Path,
    *,
    copies: Sequence[str] = (),
    pages: tuple[int, int] | None = None,
    author: str = "",
) -> tuple[Path, int]:
    """The list as a PDF, all pages or some of them again; returns the final path and the number of pages."""
    from desktop.paper.pdf import write_pdf as write

    if shown_layout.complaint():
        raise KnownError(shown_layout.complaint())
    written = write(path, shown_layout, copies=tuple(copies) or ("",), pages=pages, author=author)
    return written.path, written.pages
