"""Entering a finding list: all of its sound rows in one transaction, each row of the file accounted for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from db.queries import imports as queries
from db.queries import register
from db.store import Ledger
from desktop.errors import KnownError
from desktop.operations import evidence, round_dates, rounds
from desktop.operations.change import Changes, change
from desktop.operations.importing import rows
from desktop.operations.importing.closer_look import before_feedback
from desktop.operations.importing.judgement import Options, emptied, hinder, own_fault
from desktop.rules.permissions import Action, Actor
from desktop.rules.workflow import is_date

Document = Mapping[str, Any]


@dataclass
class Entered:
    """What became of a list: how many findings were entered under which import number, what was held back, all faults."""

    entered: int = 0
    import_number: int | None = None
    held: list[dict[str, Any]] = field(default_factory=list)
    faults: list[dict[str, Any]] = field(default_factory=list)
    round_name: str = ""
    changes: Changes | None = None


def look(ledger: Ledger, document: Document, options: Options) -> list[dict[str, Any]]:
    """The faults that only the ledger can see: rows it already has, verdicts that need the gate, dates to come."""
    found = []
    today = ledger.today()
    known = _known_rows(ledger, options)
    feedback_on = options.feedback_on or _feedback_on(ledger, options)
    for finding in document["findings"]:
        found += before_feedback(finding, feedback_on)
        if finding.get("verified_status") == "done" and not options.opening:
            said = "清单上的“认定：已销号”要经过销号核对，这里只按自报入账，请入账后逐条认定。"
            found.append(own_fault(finding, "verified_status", "verdict_needs_gate", said))
        if (finding.get("completed_on") or "") > today:
            said = f"完成日期 {finding['completed_on']} 晚于今天 {today}。请改正或留空。"
            found.append(own_fault(finding, "completed_on", "future_date", said))
        if (finding["unit"], _plain(finding["text"])) in known:
            said = "本轮台账中已有同一单位、同样文字的问题。不再重复入账；确是另一件的，请在文字上加以区别。"
            found.append(own_fault(finding, "text", "already_in_ledger", said))
    return found


def enter(
    ledger: Ledger,
    actor: Actor,
    document: Document,
    source: Path,
    options: Options,
    *,
    kept: frozenset[tuple[str, int, str]] = frozenset(),
) -> Entered:
    """Enter a list that was read. With leave-outs or asks nothing is entered unless the faults are accepted.

    `kept` are dates before the feedback that the clerk confirmed: they are entered as written.
    Raises KnownError for what concerns the list as a whole: no round to choose, an opening without a reason.
    """
    _check(options, ledger.today())
    result = Entered(faults=[dict(fault) for fault in document["faults"]])
    result.faults += look(ledger, document, options)
    if hinder(result.faults) and not options.accept_faults:
        return result
    action = Action.OPENING if options.opening else Action.IMPORT
    with change(ledger, actor, action, f"导入 {source.name}", reason=options.reason) as changes:
        round_id, result.round_name = _round(changes, options)
        list_date = options.list_date or changes.known_on
        batch_id, result.import_number = _batch(changes, ledger, source, document, options, round_id, list_date)
        entry = rows.Entry(
            changes,
            round_id,
            batch_id,
            list_date,
            options.opening,
            source.name,
            emptied(result.faults) - kept,
            result.faults,
        )
        entry.has_verdict_column = any(finding.get("verified_status") for finding in document["findings"])
        for finding in document["findings"]:
            _one(entry, finding, result)
        _account(changes, batch_id, document, entry.finding_of_row)
        result.entered = entry.count
        if not result.entered:
            raise NothingEntered(result)
    result.changes = changes
    return result


class NothingEntered(KnownError):
    """Every row was held back or left out; the ledger is unchanged."""

    def __init__(self, result: Entered) -> None:
        super().__init__("没有一条可以入账，账本未改动。请先按所列各处改正清单，或先登记单位名册。")
        self.result = Entered(held=result.held, faults=result.faults)


def _one(entry: rows.Entry, finding: Mapping[str, Any], result: Entered) -> None:
    unit_id = register.unit_id(entry.changes.writer, finding["unit"]) if finding["unit"] else None
    reason = ""
    if unit_id is None:
        reason = "unknown_unit" if finding["unit"] else "missing_unit"
    elif entry.has_fault(finding, "already_in_ledger"):
        reason = "already_in_ledger"
    if reason or unit_id is None:
        result.held.append(
            {"sheet": finding["sheet"], "row": finding["row"], "rows": finding["rows"], "reason": reason}
        )
        return
    rows.enter_finding(entry, finding, unit_id)


def _check(options: Options, today: str) -> None:
    if options.list_date and not is_date(options.list_date):
        raise KnownError(f"清单日期“{options.list_date}”不是真实的日期。请写成 2026-06-18 这样。", "date")
    if options.list_date and options.list_date > today:
        raise KnownError(f"清单日期 {options.list_date} 晚于今天 {today}。请改正。", "future")
    if options.opening and not options.reason.strip():
        raise KnownError("期初建账要写明理由（--reason），如“本办自 2026 年 3 月启用台账”。")


def _round(changes: Changes, options: Options) -> tuple[int, str]:
    """The round that is named, made where it is missing; without a name the only round of the ledger."""
    writer = changes.writer
    known = queries.rounds(writer)
    if options.round_name:
        found = register.round_id(writer, options.round_name)
    elif len(known) > 1:
        raise KnownError(
            f"账本中有 {len(known)} 个轮次，请指明清单属于哪一轮（--round）：{'、'.join(row.name for row in known)}。"
        )
    else:
        found = known[0].id if known else None
    if found is None:
        fields = {"feedback_on": options.feedback_on} if options.feedback_on else {}
        found = rounds.insert_round(changes, options.round_name or "未命名轮次", fields)
    row = next(row for row in queries.rounds(writer) if row.id == found)
    if options.opening and row.opening_closed:
        raise KnownError(f"“{row.name}”的期初建账已经声明完成，不能再导入期初。请改用一般导入。")
    if options.feedback_on and not row.feedback_on:
        dates = rounds.proposed_dates(changes, {"feedback_on": options.feedback_on})
        round_dates.put(changes, "round", found, {**dates, "feedback_on": options.feedback_on})
    return found, row.name


def _batch(
    changes: Changes, ledger: Ledger, source: Path, document: Document, options: Options, round_id: int, list_date: str
) -> tuple[int, int]:
    pooled = evidence.keep_file(changes, ledger.pool, source)
    number = changes.writer.next_number("import")
    summary = {
        "sheets": list(document.get("sheets", [])),
        "findings": len(document["findings"]),
        "ignored": len(document["ignored"]),
        "corrections": list(document.get("corrections", ())),
    }
    fields = {
        "number": number,
        "form": document["form"],
        "file_name": source.name,
        "sha256": pooled.sha256,
        "size": pooled.size,
        "round_id": round_id,
        "opening": options.opening,
        "reason": options.reason,
        "list_date": list_date,
        "summary": summary,
    }
    return changes.writer.insert("import_batch", fields), number


def _account(
    changes: Changes, batch_id: int, document: Document, finding_of_row: Mapping[tuple[str, int], int]
) -> None:
    """Every non-empty row of the file with its fate."""
    for finding in document["findings"]:
        for row in finding["rows"]:
            place = (finding["sheet"], row)
            fate = "entered" if place in finding_of_row else "held"
            _row(changes, batch_id, place, fate, "", finding_of_row.get(place))
    for ignored in document["ignored"]:
        _row(changes, batch_id, (ignored["sheet"], ignored["row"]), "ignored", ignored["reason"], None)
    for fault in document["faults"]:
        if fault["level"] == "error":
            _row(changes, batch_id, (fault["sheet"], fault["row"]), "left_out", fault["kind"], None)


def _row(
    changes: Changes, batch_id: int, place: tuple[str, int], fate: str, reason: str, finding_id: int | None
) -> None:
    fields = {
        "import_id": batch_id,
        "sheet": place[0],
        "row": place[1],
        "fate": fate,
        "reason": reason,
        "finding_id": finding_id,
    }
    changes.writer.insert("import_row", fields)


def _feedback_on(ledger: Ledger, options: Options) -> str | None:
    """The feedback date of the round that the list belongs to, as far as it is known before entering."""
    known = queries.rounds(ledger.writer or ledger.reader)
    if options.round_name:
        return next((row.feedback_on for row in known if options.round_name in (row.name, row.code)), None)
    return known[0].feedback_on if len(known) == 1 else None


def _known_rows(ledger: Ledger, options: Options) -> set[tuple[str | None, str]]:
    """Name of the unit and plain text of every living finding of the round, under each of the unit's names."""
    reader = ledger.writer or ledger.reader
    known: Sequence[Any] = queries.rounds(reader)
    round_id = (
        register.round_id(reader, options.round_name)
        if options.round_name
        else (known[0].id if len(known) == 1 else None)
    )
    if round_id is None:
        return set()
    return {(name, _plain(text)) for name, text in queries.texts_of_round(reader, round_id)}


def _plain(text: str) -> str:
    return "".join(text.split())
