"""A unit's report (.docx): its answers become the unit's claims and notes on its findings, in one action that can be undone."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from db.queries import imports as queries
from db.store import Ledger
from desktop.errors import KnownError, Refused
from desktop.exchange.normalise.dates import read_date
from desktop.exchange.unit_reports.reading import ReportReading, read_report
from desktop.exchange.word_reading.paragraphs import Paragraph, WordText
from desktop.exchange.word_reading.word_source import read_word
from desktop.operations import backups, doors, events, evidence
from desktop.operations.change import Changes, change
from desktop.operations.events import Event
from desktop.operations.importing import finding_lists, office_words, report_findings
from desktop.operations.importing.answers import Taken, Wanted
from desktop.operations.importing.judgement import Options
from desktop.operations.importing.report_findings import Answerable
from desktop.operations.importing.report_proposals import (
    CLAIM,
    NOTHING,
    TEXT,
    Proposal,
    UnitReport,
    asks,
    faults_of,
    other_unit,
    proposals_of,
)
from desktop.operations.importing.way import WORD, Way
from desktop.rules.permissions import Action, Actor
from desktop.rules.workflow import Deed

FORM = "rectification_report"
SAID_IN = "整改报告所载"
_LIST_TITLE = re.compile("(?:清单|台账|表|方案)(?:[（(].*)?$")
_TITLE = re.compile("整改.*(?:报告|汇报|情况)")


def look(ledger: Ledger, _actor: Actor, wanted: Wanted, options: Options) -> Taken:
    """What the report answers, and what it would enter."""
    found = _read(ledger, wanted, options)
    return found if isinstance(found, Taken) else _taken(found[0], dry_run=True)


def take(ledger: Ledger, actor: Actor, wanted: Wanted, options: Options) -> Taken:
    """Enter the answers: all that are certain, or none while one asks and the faults are not accepted."""
    if wanted.findings is not None:
        raise KnownError("另给清单（--findings）只能查看（--dry-run）；入账时与台账里的问题相对。", "findings")
    found = _read(ledger, wanted, options)
    if isinstance(found, Taken):
        return found
    report, answerable = found
    asking = sum(map(asks, report.faults))
    if asking and not options.accept_faults:
        said = f"没有入账：报告中有 {asking} 处要定。请按所列核对；或加 --accept-faults 先收对得上的，自报不一、看不出的只记情况。"
        return _taken(report, complaint=said)
    if all(one.deed == NOTHING for one in report.proposals):
        return _taken(report, complaint="没有入账：报告里没有对得上台账的答复，账本未改动。")
    enter(ledger, actor, wanted.file, report, answerable, options.reason)
    return _taken(report)


def enter(
    ledger: Ledger, actor: Actor, file: Path, report: UnitReport, answerable: Answerable, reason: str = ""
) -> Changes:
    """Back up, then enter every answer by its deed, in one action."""
    backups.back_up_if_changed(ledger, actor, backups.Occasion.BEFORE_IMPORT)
    with change(ledger, actor, Action.IMPORT, f"导入整改报告 {file.name}", reason=reason) as changes:
        _enter(ledger, actor, changes, file, report, answerable)
    return changes


def _read(ledger: Ledger, wanted: Wanted, options: Options) -> Taken | tuple[UnitReport, Answerable]:
    """The report against the findings; a file that is not taken answers `Taken`."""
    finding_lists.check_options(options, ledger.today())
    try:
        word = read_word(wanted.file)
    except Refused as error:
        return Taken("refused", done=False, complaint=str(error), refused=error)
    if wanted.findings is not None:
        answerable = report_findings.of_list(ledger, wanted, options, word.paragraphs, wanted.findings)
        if isinstance(answerable, Taken):
            return answerable
    else:
        answerable = report_findings.of_ledger(ledger, wanted, options, word.paragraphs)
    read = against(ledger, wanted, options, word, answerable)
    return judged(ledger, wanted.file.name, read, read.reading), answerable


@dataclass(frozen=True)
class Read:
    """A report as it was read against the findings that it may answer; `titled` is the unit that its title names."""

    answerable: Answerable
    reading: ReportReading
    said_on: str
    titled: str = ""


def against(ledger: Ledger, wanted: Wanted, options: Options, word: WordText, answerable: Answerable) -> Read:
    """Read the answers of an opened report."""
    known = office_words.known_words(ledger.newest)
    reading = read_report(word.paragraphs, answerable.listed, known, word.continued)
    said_on = options.list_date or _signed_on(word.paragraphs, ledger.today())
    return Read(answerable, reading, said_on, report_findings.titled(ledger, wanted, options, word.paragraphs))


def judged(ledger: Ledger, file_name: str, read: Read, reading: ReportReading) -> UnitReport:
    """What a reading, as it came or as the clerk corrected it, would enter and what stands against it."""
    answerable = read.answerable
    report = UnitReport(file_name, answerable.unit, answerable.file_name, reading, said_on=read.said_on)
    report.faults = faults_of(reading)
    if read.titled and answerable.ids and read.titled != answerable.unit:
        report.faults.insert(0, other_unit(read.titled, answerable.unit))
    report.proposals = proposals_of(ledger, reading, answerable.ids, read.said_on)
    return report


def _signed_on(paragraphs: Sequence[Paragraph], today: str) -> str:
    """The day below the signature; today where none stands there, or one that lies ahead."""
    for one in reversed(paragraphs):
        if one.place is None and re.search("年.*月.*日", one.text) and len(one.text.strip()) <= 16:
            day = read_date(one.text, None).on
            return day.isoformat() if day and day.isoformat() <= today else today
    return today


# -- into the ledger --------------------------------------------------------------------------------


def _enter(
    ledger: Ledger, actor: Actor, changes: Changes, file: Path, report: UnitReport, answerable: Answerable
) -> None:
    batch_id, report.import_number = _batch(ledger, changes, file, report, answerable)
    for one in report.proposals:
        finding_id = answerable.ids.get(one.item.finding or "")
        if finding_id is not None and one.deed != NOTHING:
            _one(ledger, actor, changes, finding_id, one, report.unit)
            report.entered += 1
        for para in one.item.paras:
            said = {"no": one.item.no, "state": one.item.claimed_status or "", "empty_talk": one.item.empty_talk}
            _row(changes, batch_id, para, one.deed or "held", "", finding_id, said)
    for para, reason in report.reading.context:
        _row(changes, batch_id, para, "ignored", reason, None, {})


def _one(ledger: Ledger, actor: Actor, changes: Changes, finding_id: int, one: Proposal, unit: str) -> None:
    """One answer by its deed, asked of the table again: an answer before it in the same report may have changed it."""
    text = one.item.text
    if one.deed == CLAIM:
        doors.enter_by(ledger, actor, finding_id, Deed.CLAIM, doors.asked(ledger, one.on, state=one.state))
        told = Event(finding_id, "claim", one.on, claim_state=one.state, text=text, reason=SAID_IN, actor=unit)
    else:
        doors.enter_by(ledger, actor, finding_id, Deed.NOTE, doors.asked(ledger, one.on))
        told = Event(finding_id, "note", one.on, text=text, reason=SAID_IN, actor=unit)
    events.enter(changes, told)


def _batch(ledger: Ledger, changes: Changes, file: Path, report: UnitReport, answerable: Answerable) -> tuple[int, int]:
    pooled = evidence.keep_file(changes, ledger.pool, file)
    if (before := queries.standing_import_of(changes.writer, FORM, pooled.sha256)) is not None:
        raise KnownError(f"这份报告第 {before} 次导入时已经入账。要重新入账的，请先撤销那一次。", "twice")
    number = changes.writer.next_number("import")
    fields: dict[str, Any] = {
        "number": number,
        "form": FORM,
        "file_name": file.name,
        "sha256": pooled.sha256,
        "size": pooled.size,
        "round_id": answerable.round_id,
        "list_date": report.said_on,
        "summary": {"answers": len(report.reading.items), "ignored": len(report.reading.context)},
    }
    return changes.writer.insert("import_batch", fields), number


def _row(
    changes: Changes,
    batch_id: int,
    para: int,
    fate: str,
    reason: str,
    finding_id: int | None,
    said: Mapping[str, Any],
) -> None:
    fields = {"import_id": batch_id, "sheet": TEXT, "row": para + 1, "fate": fate, "reason": reason}
    changes.writer.insert("import_row", {**fields, "finding_id": finding_id, "said": dict(said)})


# -- the answer -------------------------------------------------------------------------------------


def _taken(report: UnitReport, *, dry_run: bool = False, complaint: str = "") -> Taken:
    reading = report.reading
    law = len(reading.items) - len(reading.unmatched())
    lines = [
        f"{report.unit}的报告：答复 {len(reading.items)} 处，对得上 {law} 处；清单 {len(reading.findings)} 条，没有答复 {len(reading.unanswered())} 条，两处答复 {len(reading.answered_twice())} 条。",
        *(fault.message for fault in report.faults),
    ]
    if report.import_number is not None:
        lines.append(f"已入账 {report.entered} 处（第 {report.import_number} 次导入）。")
    done = dry_run or report.import_number is not None
    return Taken(FORM, lines, done, complaint, dry_run=dry_run, report=report)


def _knows(content: Any) -> bool:
    """A title as “关于巡察整改进展情况的报告”; a list of findings may name 整改情况 too, and ends in what it is."""
    return isinstance(content, str) and bool(_TITLE.search(content)) and not _LIST_TITLE.search(content.strip())


REPORT = Way(FORM, "单位整改报告", (WORD,), look, take, _knows, told="答复对到各条问题，只提自报，不动认定。")
