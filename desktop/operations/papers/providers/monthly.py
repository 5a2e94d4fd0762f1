"""A month of a round: what moved since the end of the month before, cause by cause, and what comes due in the next (papers/index, rule 14)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from db.records import FindingRow
from desktop.documents.figures import Figure
from desktop.documents.vocabulary import chinese_date
from desktop.operations.papers.dates import day
from desktop.operations.papers.figuring import PrintedRate
from desktop.operations.papers.providers import since
from desktop.operations.papers.providers.overdue import party_names
from desktop.operations.papers.providers.report_rows import unit_row
from desktop.operations.papers.rows import coming
from desktop.operations.papers.sheet import Sheet
from desktop.operations.papers.snapshot import grouped
from desktop.rules import basis as basis_rules
from desktop.rules import change_causes as causes
from desktop.rules.deadlines import add_months
from desktop.rules.overdue import days_overdue, due_date, is_long_term, is_open

BACK, LATE, COMING = "反弹", "逾期", "下月到期"
_TOLD = {causes.CLOSED_OUT: "核实销号", causes.REPORTED: "单位自报完成"}


@dataclass(frozen=True)
class Month:
    """The last days of the month before, of the month itself and of the next."""

    before: date
    own: date
    next: date


def month_of(as_of: date) -> Month:
    """The month that a date lies in."""
    first = as_of.replace(day=1)
    following, after = (date.fromisoformat(add_months(first.isoformat(), months)) for months in (1, 2))
    one = timedelta(days=1)
    return Month(first - one, following - one, after - one)


def days(sheet: Sheet) -> dict[str, Any]:
    """上月末 and 下月末."""
    month = month_of(sheet.request.as_of)
    return {"上月末": month.before, "下月末": month.next}


def moves(sheet: Sheet) -> since.ByUnit:
    """The causes of change since the end of the month before, by unit: their sums are the change of the round."""
    return since.by_unit(sheet, _before(sheet))


def changed(sheet: Sheet) -> dict[str, Any]:
    """What was closed out and what came back, and the table that leads from the former counts to those of today."""
    every = since.every(sheet, _before(sheet))
    closed, back = _closed(sheet, every), _back(sheet, every)
    whole, done = sheet.shot.counted(), sheet.shot.closed()
    former = (
        len(done) - sum(one.numerator for one in every),
        len(whole) - sum(one.denominator for one in every),
    )
    words: dict[str, Any] = {
        "本月销号": closed, "本月反弹": back, "本月没有销号": not closed.value or None, "没有反弹": not back.value or None,
    }  # fmt: skip
    if former[1]:
        printed = basis_rules.rate(sheet.shot.basis, *former).on_paper
        words["上月整改率"] = sheet.moment.figure("上月整改率", PrintedRate(*former, printed))
    if every:
        words["变化表"] = _table(sheet, every, former)
    return {name: value for name, value in words.items() if value is not None}


def _table(sheet: Sheet, every: Sequence[causes.Cause], former: tuple[int, int]) -> list[dict[str, Any]]:
    """The former counts, each cause with what it did to both, and the counts of today."""
    month, shot, figure = month_of(sheet.request.as_of), sheet.shot, sheet.moment.figure
    rows = [
        {
            "事项": chinese_date(month.before),
            "问题数": figure("上月末问题数", former[1]),
            "销号": figure("上月末销号", former[0]),
        }
    ]
    for name in causes.CAUSES:
        own = [one for one in every if one.cause == name]
        if not own:
            continue
        numbers = since.numbers(sheet, own)
        row: dict[str, Any] = {"事项": _TOLD.get(name, name)}
        for word, delta in (
            ("问题数", sum(one.denominator for one in own)),
            ("销号", sum(one.numerator for one in own)),
        ):
            if delta:
                said = f"增加{delta}" if delta > 0 else f"减少{-delta}"
                row[word] = figure(f"变化·{name}·{word}", delta, numbers).worded(said)
        rows.append(row)
    today = {"问题数": shot.count("问题数", shot.counted()), "销号": shot.count("销号", shot.closed())}
    return [*rows, {"事项": chinese_date(sheet.request.as_of), **today}]


def ahead(sheet: Sheet) -> dict[str, Any]:
    """What comes due in the next month, in what is left of this one, and which long-term problems are looked at again."""
    month, shot = month_of(sheet.request.as_of), sheet.shot
    listed = _coming(sheet)
    due = _due_in_next(sheet, listed)
    due_problems = grouped(due)
    rest = grouped([row for row in listed if str(due_date(row)) <= month.own.isoformat()])
    review = [
        row
        for row in sheet.scope
        if is_open(row)
        and is_long_term(row)
        and month.own.isoformat() < (due_date(row) or "") <= month.next.isoformat()
    ]
    return {
        "下月到期": shot.count(COMING, due_problems),
        "下月到期单位": party_names(sheet, due) or None,
        "没有下月到期": not due or None,
        "本月余下到期": shot.count("本月余下到期", rest) if rest else None,
        "下月复查": shot.count("下月复查", grouped(review)) if review else None,
    }


def units(sheet: Sheet) -> list[dict[str, Any]]:
    """One row a unit in the office's order; the sums of the columns are the figures of the letter."""
    shot, moved = sheet.shot, moves(sheet)
    due = grouped(_due_in_next(sheet, _coming(sheet)))
    counted = shot.counted()
    place = {unit.id: (unit.short or unit.name) for unit in shot.units}
    names = {row.unit_id: row.unit_short or row.unit_name for row in shot.every} | place
    found = []
    for unit in dict.fromkeys((*place, *moved)):
        own = [one for one in counted if one.first.unit_id == unit]
        closed, back = (pick(sheet, moved.get(unit, ())) for pick in (_closed, _back))
        if not own and not closed.value and not back.value:
            continue
        row = unit_row(shot, names[unit], own)
        del row["自报"]
        row["未销"] = shot.count("单位未销", shot.open(own))
        row |= {"本月销号": closed, "本月反弹": back}
        row[COMING] = shot.count("单位下月到期", [one for one in due if one.first.unit_id == unit])
        found.append(row)
    return found


def pressing(sheet: Sheet) -> list[dict[str, Any]] | None:
    """The findings that came back in the month, are late, or come due in the next: the reason first, then the office's order of units."""
    shot = sheet.shot
    back = {
        one
        for own in moves(sheet).values()
        for cause in own
        if cause.cause == causes.REOPENED
        for one in cause.findings
    }
    due = {row.id for row in _due_in_next(sheet, _coming(sheet))}
    place = {unit.id: number for number, unit in enumerate(shot.units)}
    found: list[tuple[tuple[int, int, str], dict[str, Any]]] = []
    for row in sheet.scope:
        late = days_overdue(row, shot.as_of)
        why = [
            (number, word)
            for number, (word, fits) in enumerate(
                ((BACK, row.id in back and is_open(row)), (LATE, late), (COMING, row.id in due))
            )
            if fits
        ]
        if not why:
            continue
        line = {
            "情形": "、".join(word for _number, word in why), "单位": row.unit_short or row.unit_name, "编号": row.number, "表现": row.text,
            "时限": day(due_date(row)), "领导": row.responsible_leader or None,
            "逾期天数": sheet.moment.figure("逾期天数", late, (row.number,)) if late else None,
        }  # fmt: skip
        found.append(((why[0][0], place.get(row.unit_id, len(place)), row.number), line))
    return [line for _place, line in sorted(found, key=lambda one: one[0])] or None


def _before(sheet: Sheet) -> str:
    return month_of(sheet.request.as_of).before.isoformat()


def _coming(sheet: Sheet) -> list[FindingRow]:
    """What comes due from the date of the figures to the end of the next month."""
    left = (month_of(sheet.request.as_of).next - sheet.request.as_of).days
    return coming(sheet.scope, sheet.shot.as_of, left)


def _due_in_next(sheet: Sheet, listed: Iterable[FindingRow]) -> list[FindingRow]:
    end = month_of(sheet.request.as_of).own.isoformat()
    return [row for row in listed if str(due_date(row)) > end]


def _closed(sheet: Sheet, moved: Iterable[causes.Cause]) -> Figure:
    own = [one for one in moved if one.cause in (causes.CLOSED_OUT, causes.REPORTED) and one.numerator > 0]
    return sheet.moment.figure("本月销号", sum(one.numerator for one in own), since.numbers(sheet, own))


def _back(sheet: Sheet, moved: Iterable[causes.Cause]) -> Figure:
    own = [one for one in moved if one.cause == causes.REOPENED]
    return sheet.moment.figure("本月反弹", -sum(one.numerator for one in own), since.numbers(sheet, own))


WORDS = {"月报单位表": units, "重点问题清单": pressing}
TOGETHER = (
    (("上月末", "下月末"), days),
    (("本月销号", "本月反弹", "本月没有销号", "没有反弹", "上月整改率", "变化表"), changed),
    (("下月到期", "下月到期单位", "没有下月到期", "本月余下到期", "下月复查"), ahead),
)
