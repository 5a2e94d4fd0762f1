"""What was frozen, for the page that seals it: the figures as they were kept, what was open, what was corrected since (papers/34)."""

from __future__ import annotations

from typing import Any

from db.queries import letters as letter_queries
from db.queries import log
from db.queries.carry_overs import carried
from db.queries.findings import list_findings
from db.records import Basis, FindingCriteria
from desktop.operations import freezing
from desktop.operations.figure_moment import OfficeFigure
from desktop.operations.freezing import Frozen
from desktop.operations.papers.figuring import PrintedRate
from desktop.operations.papers.sheet import Sheet
from desktop.rules import basis as basis_rules

BOOKS = {
    "findings": "问题台账", "letters": "发文登记", "recommendations": "建议书台账", "talks": "约谈登记", "opinions": "联审意见",
    "returns": "联审退回", "petitions": "信访台账",
}  # fmt: skip
"""The figures that count the records of a book, by what the page calls the book."""


def words(sheet: Sheet) -> dict[str, Any]:
    """Everything that a closed period says; nothing where none was closed on the day, so that the page waits for the freeze."""
    frozen = _frozen(sheet)
    if frozen is None:
        return {}
    whole, closed = frozen.figure("findings"), frozen.figure("closed")
    rate = frozen.figure("rectification_rate")
    if whole is None or closed is None or rate is None:
        return {}
    left = tuple(number for number in whole.rows if number not in set(closed.rows))
    figure = sheet.moment.figure
    printed = basis_rules.rate(frozen.basis, rate.numerator or 0, rate.denominator or 0).on_paper
    open_matters = _open_matters(sheet, frozen, len(left))
    return {
        "封存对象": frozen.name if frozen.name.endswith(("结账", "巡察")) else f"{frozen.name}结账",
        "封存口径": _said(frozen.basis),
        "内容": [_row(sheet, name, one) for key, name in BOOKS.items() if (one := frozen.figure(key)) and one.rows],
        "封存总数": figure("封存总数", len(whole.rows), whole.rows),
        "封存销号": figure("封存销号", len(closed.rows), closed.rows),
        "封存整改率": figure("封存整改率", PrintedRate(rate.numerator or 0, rate.denominator or 0, printed), rate.rows),
        "封存未销号": figure("封存未销号", len(left), left),
        "结转": _carried(sheet, frozen),
        "未结": open_matters or None,
        "没有未结": not open_matters or None,
        "更正": _corrections(sheet, frozen) or None,
        "摘要": frozen.digest,
        "链末端": log.chain_head_of(sheet.reader, "freeze", frozen.id) or None,
    }


def _said(basis: Basis) -> str:
    """The basis in words (papers/index, rule 9), with its name where the office keeps it under one."""
    said = basis_rules.sentence(basis)
    return f"{basis_rules.title(basis)}，{said}" if basis.id else said


def _frozen(sheet: Sheet) -> Frozen | None:
    """The period that ends on the day of the facts, of the round of the paper or of all rounds; that of the round first."""
    day, round_id = sheet.shot.as_of, sheet.occasion.round.id
    found = [
        one for one in freezing.frozen_periods(sheet.reader) if one.as_of == day and one.round_id in (None, round_id)
    ]
    return max(found, key=lambda one: (one.round_id is not None, one.id), default=None)


def _row(sheet: Sheet, name: str, one: OfficeFigure) -> dict[str, Any]:
    numbers = sorted(one.rows, key=lambda number: (len(number), number))
    gone = _withdrawn(sheet) if one.name == "findings" else 0
    return {
        "名": name, "数": sheet.moment.figure(f"{name}记录数", len(one.rows), one.rows if one.name == "findings" else ()),
        "首": numbers[0], "末": numbers[-1], "备注": f"另有核减{gone}个留痕" if gone else None,
    }  # fmt: skip


def _withdrawn(sheet: Sheet) -> int:
    """Findings that were taken out of the list by the day."""
    criteria = FindingCriteria(rounds=(sheet.occasion.round.id,), presence="any")
    rows = list_findings(sheet.reader, criteria, sheet.shot.as_of, sheet.shot.known_at)
    return sum(row.presence_kind == "withdraw" for row in rows)


def _carried(sheet: Sheet, frozen: Frozen) -> Any:
    into = carried(sheet.reader, frozen.as_of, sheet.shot.known_at)
    whole = frozen.figure("findings")
    rows = (
        list_findings(sheet.reader, FindingCriteria(ids=tuple(into)), frozen.as_of, sheet.shot.known_at) if into else ()
    )
    numbers = tuple(row.number for row in rows if whole and row.number in set(whole.rows))
    return sheet.moment.figure("结转", len(numbers), numbers)


def _open_matters(sheet: Sheet, frozen: Frozen, left: int) -> list[str]:
    """Open findings, and letters that wait for an answer on the day, by kind."""
    told = [f"{left}个问题未销号"] if left else []
    waiting: dict[str, int] = {}
    for one in letter_queries.letters(sheet.reader):
        own = frozen.round_id is None or one.round_id == frozen.round_id
        sent = one.state == "issued" and (one.issued_on or "9") <= frozen.as_of
        if own and sent and one.reply_by and not (one.replied_on and one.replied_on <= frozen.as_of):
            title = one.title or "文书"
            waiting[title] = waiting.get(title, 0) + 1
    return told + [f"《{title}》{count}份未回复" for title, count in waiting.items()]


def _corrections(sheet: Sheet, frozen: Frozen) -> list[str]:
    """What was adjusted since in the periods closed before this one."""
    before = [
        one for one in freezing.frozen_periods(sheet.reader) if one.id < frozen.id and one.round_id == frozen.round_id
    ]
    return [f"{one.name}：{told}" for one in before for told in freezing.late_told(sheet.reader, one)]


WORDS: dict[str, Any] = {}
TOGETHER = (
    (
        (
            "封存对象",
            "封存口径",
            "内容",
            "封存总数",
            "封存销号",
            "封存整改率",
            "封存未销号",
            "结转",
            "未结",
            "没有未结",
            "更正",
            "摘要",
            "链末端",
        ),
        words,
    ),
)
