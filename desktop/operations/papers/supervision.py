"""督办函: a unit's overdue findings, one letter per unit that has any (papers/09, with the rules at the end of its index)."""

from __future__ import annotations

from datetime import date
from typing import Any

from db.queries import papers as queries
from db.reader import Reader
from db.records import FindingRow
from desktop.documents.vocabulary import chinese_date
from desktop.operations.papers import office
from desktop.operations.papers.batch import Batch
from desktop.operations.papers.dates import day
from desktop.operations.papers.figuring import Moment
from desktop.operations.papers.gathered import Gathered, Request
from desktop.rules.deadlines import SUPERVISION_NEW_DUE, SUPERVISION_REPLY
from desktop.rules.overdue import days_overdue, due_date
from desktop.rules.state_words import claim_word, verdict_word

KIND = "supervision_letter"
EARLIER = ("reminder_letter", "due_warning_letter", "reply_reminder_letter", KIND)
COPIED = ("县纪委监委",)
REPORT_DAYS = 3
CONSEQUENCE = "由县委巡察工作领导小组约谈主要负责人，并将有关情况向县委常委会报告"
_STEPS = {
    "reminder_letter": "中期提醒",
    "due_warning_letter": "预警提醒",
    "reply_reminder_letter": "催报",
    KIND: "督办",
}


def gather(batch: Batch, unit_id: int) -> Gathered | None:
    """The words for one unit; None where it has nothing overdue."""
    rows, request, moment = batch.rows(unit_id), batch.request, batch.moment
    late = [(row, days_overdue(row, batch.as_of)) for row in rows]
    late = sorted((pair for pair in late if pair[1]), key=lambda pair: (-pair[1], pair[0].number))
    if not late:
        return None
    unit, name = batch.addressee(unit_id)
    copies = office.copies(batch.reader, unit, COPIED)
    reply_by = batch.by_rule(SUPERVISION_REPLY, request.issued_on)
    words: dict[str, Any] = {
        **batch.head,
        "抄送": copies,
        "附件清单": ["逾期问题督办清单"] if len(late) > 1 else [],
        "轮次": office.round_words(batch.round),
        "单位": name,
        "单位简称": unit.party_short,
        "截止日期": request.as_of,
        "反馈日期": day(rows[0].feedback_on),
        "回复期限": reply_by,
        "报告天数": REPORT_DAYS,
        "新期限": batch.by_rule(SUPERVISION_NEW_DUE, request.issued_on),
        **_counts(moment, rows, late),
        **_earlier(batch.reader, request, batch.round_id, unit_id),
        **_refused(batch.reader, moment, [row for row, _days in late]),
    }
    if unit.kind.startswith("村") and unit.superior:
        words |= {"是村": True, "上级党组织": unit.superior}
    leaders = {row.responsible_leader for row, _days in late}
    if len(late) > 1 and len(leaders) == 1 and "" not in leaders:
        words["责任领导"] = leaders.pop()
    words["问题清单"] = [_row(moment, row, days, words["_退回"]) for row, days in late]
    words.pop("_退回")
    return Gathered(
        kind=KIND, words=words, addressee=name, file_label=unit.party_short or unit.name, issued_on=request.issued_on, as_of=request.as_of,
        round_id=batch.round_id, unit_id=unit_id, findings=tuple(row.id for row, _days in late), known_at=batch.known_at, reply_by=reply_by,
        copies=tuple(copies),
    )  # fmt: skip


def _counts(moment: Moment, rows: tuple[FindingRow, ...], late: list[tuple[FindingRow, int]]) -> dict[str, Any]:
    longest, extended = late[0], max(late, key=lambda pair: pair[0].extensions)[0]
    words: dict[str, Any] = {
        "问题总数": moment.count("问题总数", rows),
        "逾期数": moment.count("逾期数", [row for row, _days in late]),
        "最长逾期天数": moment.figure("最长逾期天数", longest[1], (longest[0].number,)),
    }
    if extended.extensions:
        words["延期次数"] = moment.figure("延期次数", extended.extensions, (extended.number,))
    return words


def _earlier(reader: Reader, request: Request, round_id: int, unit_id: int) -> dict[str, Any]:
    """How often the unit was chased before; the second supervision letter and later ones say so."""
    before = office.earlier_steps(reader, unit_id, round_id, request.issued_on, EARLIER)
    supervised = sum(step.kind == KIND for step in before)
    words: dict[str, Any] = {"督办次数": supervised + 1}
    if supervised:
        words["往次措施"] = _step_words(before)
        words["后果"] = CONSEQUENCE
    return words


def _step_words(before: list[Any]) -> list[str]:
    told, seen = [], 0
    for step in before:
        seen += step.kind == KIND
        word = "再次督办" if step.kind == KIND and seen > 1 else _STEPS[step.kind]
        told.append(f"{chinese_date(date.fromisoformat(step.issued_on))}{word}")
    return told


def _refused(reader: Reader, moment: Moment, late: list[FindingRow]) -> dict[str, Any]:
    """Overdue findings whose last claim of being done was refused, with the reasons of the refusals."""
    answers = _refusals(reader, [row.id for row in late], moment)
    refused = [row for row in late if row.id in answers]
    words: dict[str, Any] = {"_退回": {row.number for row in refused}}
    if refused:
        words["自报完成数"] = moment.count("自报完成数", refused)
        words["不认定原因"] = list(dict.fromkeys(reason for row in refused if (reason := answers[row.id])))
    return words


def _refusals(reader: Reader, finding_ids: list[int], moment: Moment) -> dict[int, str]:
    """The reason by finding, where the office refused what the unit last called done."""
    claimed: set[int] = set()
    found: dict[int, str] = {}
    for word in queries.words_on(reader, finding_ids, moment.as_of, moment.known_at or None):
        if word.claim_state == "done":
            claimed.add(word.finding_id)
            found.pop(word.finding_id, None)
        elif word.refused and word.finding_id in claimed:
            found[word.finding_id] = word.reason
    return found


def _row(moment: Moment, row: FindingRow, days: int, refused: set[str]) -> dict[str, Any]:
    return {
        "编号": row.number,
        "表现": row.text,
        "原时限": day(row.first_due_on) or day(due_date(row)),
        "现时限": day(row.due_on) if row.extensions else None,
        "逾期天数": moment.figure("逾期天数", days, (row.number,)),
        "自报": "完成（未认定）" if row.number in refused else claim_word(row.claim),
        "核实": verdict_word(row.verdict),
        "领导": row.responsible_leader or None,
    }
