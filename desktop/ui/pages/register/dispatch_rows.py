"""The lines of 抄报移交 as rows of tables: leaders, organs, units, and what was written on a copy (page 15)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from db.queries.books import Record
from db.reader import Reader
from desktop.documents.recipe import Recipe
from desktop.ledgers.column import Align, Column, Kind, LedgerTable, Mark, Shape, Tone
from desktop.ledgers.copies import COPY_REPORTS, LEVELS
from desktop.ledgers.finding_marks import month_day
from desktop.operations.copying import Line, awaits, level_of
from desktop.operations.dispatches import LIST, Dispatch, LeaderLine, OrganLine, Part, UnitLine, tasks_of
from desktop.operations.papers.office import comrade
from desktop.ui.grid.told_rows import cell_of

_NUMBER = re.compile(r"(.*(\w)〔\d+〕)\s*(\d+)\s*号")
NO_UNIT, NOT_ENTERED, NOT_MOVED, NOT_SIGNED = "本轮无分管单位", "未登记", "还没有移交", "未签收"
_NONE, _SOON = "—", 7


@dataclass(frozen=True)
class Row:
    """A line of the board as a row of its table."""

    id: int | str
    line: Line
    letter: str
    today: date

    def __getattr__(self, name: str) -> Any:
        if name in ("line", "letter", "today") or name.startswith("__"):
            raise AttributeError(name)
        return cell_of(_told(self.line), name)


def rows_of(lines: Sequence[Line], today: date) -> list[Row]:
    """Lines as rows, each known by whom it is for, wherever it stands; their 文号 in short where all that are shown share series and year."""
    letters = short_numbers([_letter_of(one) for one in lines])
    return [Row(_key(one), one, letter, today) for one, letter in zip(lines, letters, strict=True)]


def _key(line: Line) -> int | str:
    """A department may bear the name of a marked organ or of a leader: the level tells them apart."""
    return line.unit_id if isinstance(line, UnitLine) else f"{level_of(line)} {line.name}"


def _letter_of(line: Line) -> str:
    if isinstance(line, UnitLine) and line.letter is not None:
        return line.letter.number or _NONE
    return _field(line.copy, "letter")


def _told(line: Line) -> dict[str, Any]:
    part, copy = line.part, line.copy
    found: dict[str, Any] = {
        "name": line.name,
        "units": "、".join(part.units) or NO_UNIT,
        "count": len(part.findings),
        "rate": _rate(part),
        "late": len(part.late),
        "receipt": _day(copy, "receipt_on"),
        "instruction": _field(copy, "instruction"),
        "stands": "",
    }
    if isinstance(line, LeaderLine):
        return found | {"title": line.title}
    if isinstance(line, UnitLine):
        return found | {
            "sent": month_day(line.sent_on) if line.sent_on else _NONE,
            "receipt": month_day(line.received_on) if line.received_on else _NONE,
        }
    return found | {
        "why": line.why,
        "moved": f"{len(line.moved)} / {len(part.findings)}",
        "units": f"{len(part.units)} 家",
    }


def _field(copy: Record | None, name: str) -> str:
    return str(copy.fields[name] or _NONE) if copy is not None else _NONE


def _day(copy: Record | None, name: str) -> str:
    told = copy.stored[name] if copy is not None else None
    return month_day(told) if told else "—"


def short_numbers(numbers: Sequence[str]) -> list[str]:
    """云巡办报〔2026〕1号 → 报 1号: in a list of one series and year the rest says nothing; else each stands as it is."""
    found = [_NUMBER.fullmatch(one) for one in numbers]
    if len({one[1] for one in found if one}) > 1 or any(
        not one and number != _NONE for one, number in zip(found, numbers, strict=True)
    ):
        return list(numbers)
    return [f"{one[2]} {one[3]}号" if one else number for one, number in zip(found, numbers, strict=True)]


def paper_of(line: Line, recipes: Sequence[Recipe]) -> Recipe | None:
    """The kind of paper for a line: one for each leader, each marked organ, each department, each unit."""
    each = [one for one in recipes if one.each]
    if isinstance(line, UnitLine):
        return next((one for one in each if one.per == one.addressee == "unit" and LIST in one.annexes), None)
    per = "leader" if isinstance(line, LeaderLine) else "department" if line.level == "department" else "organ"
    return next((one for one in each if one.per == per), None)


def whom(reader: Reader, lines: Sequence[Line]) -> dict[str, Any]:
    """For whom of a kind of paper lines ask, as the page of papers takes it: some units, or some leaders among all that are due; {} for all."""
    if units := [one.unit_id for one in lines if isinstance(one, UnitLine)]:
        return {"unit_ids": units}
    return {"addressees": [comrade(reader, one.name) for one in lines]} if lines else {}


def nothing_for(line: Line | None) -> str:
    """Why nothing is to be sent for the line in hand, without its full stop."""
    if isinstance(line, LeaderLine):
        return f"{line.name}没有分管单位的问题，不出件"
    return f"{line.name}没有要送的问题" if line is not None else "没有选定一位县领导、一个去向或一家单位"


def law_of(waiting: Sequence[Line]) -> str:
    """待登记 15 件 = 被巡察单位 12 + 去向 3: what the batch would enter, level by level."""
    kinds = (("县领导", LeaderLine), ("被巡察单位", UnitLine), ("去向", OrganLine))
    parts = [f"{word} {count}" for word, kind in kinds if (count := sum(isinstance(one, kind) for one in waiting))]
    return f"待登记 {len(waiting)} 件 = {' + '.join(parts)}" if parts else "各级都已登记"


def total_of(found: Dispatch) -> dict[str, str]:
    """The sums of the leaders, each by the column that it stands under: 9 位, 12 家, 189, 64.0% 121/189, 7, 9 件, 8/9, 3 件要办, 1/3."""
    if not found.due:
        return {}
    units = {unit for one in found.due for unit in one.part.units}
    copies = [one.copy for one in found.due if one.copy is not None]
    signed = sum(bool(one.stored["receipt_on"]) for one in copies)
    whole, written = found.whole, tasks_of(one for one in copies if one in found.instructed)
    done = sum(one.state == "answered" for one in written)
    rate = _rate(whole) if not found.unnamed else _NONE
    return {
        "name": f"{len(found.due)} 位",
        "units": f"{len(units)} 家",
        "count": str(sum(len(one.part.findings) for one in found.due)),
        "rate": rate,
        "late": str(sum(len(one.part.late) for one in found.due)),
        "letter": f"{len(copies)} 件",
        "receipt": f"{signed}/{len(copies)}",
        "instruction": f"{len(written)} 件要办",
        "stands": f"{done}/{len(written)}",
    }


def _rate(part: Part) -> str:
    if part.rate is None or not part.findings:
        return _NONE
    return f"{part.rate.on_paper} {part.rate.numerator}/{part.rate.denominator}"


def _late(row: Row) -> Mark | None:
    late = len(row.line.part.late)
    return Mark(Shape.TRIANGLE, str(late), Tone.RED) if late else None


def _stands(row: Row) -> Mark | None:
    line = row.line
    if not line.part.findings:
        return None
    if isinstance(line, UnitLine):
        return _unit_stands(line)
    if line.copy is not None and not awaits(line):
        state = COPY_REPORTS.state(line.copy.state)
        return Mark(state.shape, state.word, state.tone, line.copy.number)
    if isinstance(line, OrganLine):
        left = len(line.part.findings) - len(line.moved)
        return Mark(Shape.EMPTY, NOT_MOVED if not line.moved else f"未移交 {left} 条", Tone.AMBER) if left else None
    return Mark(Shape.EMPTY, NOT_ENTERED, Tone.AMBER)


def _unit_stands(line: UnitLine) -> Mark:
    if line.received_on:
        return Mark(Shape.CHECK, "已签收", Tone.GREEN)
    return Mark(Shape.HALF, "已送达", Tone.BLUE) if line.sent_on else Mark(Shape.EMPTY, "未送达", Tone.AMBER)


def _unsigned(row: Row) -> Mark | None:
    """What is lacking before a leader has signed for it: the entry, the dispatch, the receipt."""
    copy = row.line.copy
    if copy is None:
        return Mark(Shape.EMPTY, NOT_ENTERED, Tone.AMBER) if row.line.part.findings else None
    if copy.state == "open":
        return Mark(Shape.EMPTY, COPY_REPORTS.state("open").word, Tone.AMBER)
    waits = copy.state == "sent" and not copy.stored["receipt_on"]
    return Mark(Shape.EMPTY, NOT_SIGNED, Tone.AMBER) if waits else None


def _task_of(copy: Record | None, today: date) -> Mark | None:
    """批示办理: what is to be done about what was written, late by its day; 已阅 alone asks for nothing."""
    if copy is None or not tasks_of((copy,)):
        return None
    if copy.state == "answered":
        return Mark(Shape.CHECK, "已办结", Tone.GREEN)
    due = copy.stored["answer_due"]
    late = (today - date.fromisoformat(due)).days if due else 0
    return Mark(Shape.TRIANGLE, f"逾 {late} 天", Tone.RED) if late > 0 else Mark(Shape.QUARTER, "办理中", Tone.BLUE)


def _leader_task(row: Row) -> Mark | None:
    return _task_of(row.line.copy, row.today)


def _columns(*first: Column, rate: int = 104) -> tuple[Column, ...]:
    return (
        *first,
        Column("count", "问题", 46, Align.RIGHT, kind=Kind.NUMBER),
        Column("rate", "核实整改率", rate, Align.RIGHT),
        Column("late", "逾期", 54, kind=Kind.STATE, mark=_late),
    )


LEADERS = LedgerTable(
    "dispatch_leaders",
    "抄报县领导",
    (
        *_columns(
            Column("name", "县领导", 76),
            Column("title", "职务", 132),
            Column("units", "分管（联系）单位", 190),
            rate=120,  # the sum below is bold
        ),
        Column("letter", "文号", 66),
        Column("receipt", "签收", 92, kind=Kind.STATE, mark=_unsigned),
        Column("instruction", "批示", 140),
        Column("stands", "批示办理", 92, kind=Kind.STATE, mark=_leader_task),
    ),
    unit_word="位",
)
ORGANS = LedgerTable(
    "dispatch_organs",
    "移交县直部门",
    (
        *_columns(Column("name", "去向", 100), Column("why", "依据", 84), Column("units", "单位", 52, Align.RIGHT)),
        Column("stands", "送达签收", 120, kind=Kind.STATE, mark=_stands),
    ),
    unit_word="个",
)
UNITS = LedgerTable(
    "dispatch_units",
    "被巡察单位清单",
    (
        *_columns(Column("name", "单位", 200)),
        Column("letter", "文号", 180),
        Column("sent", "送达", 96),
        Column("receipt", "签收", 96),
        Column("stands", "情况", 120, kind=Kind.STATE, mark=_stands),
    ),
    unit_word="家",
)


@dataclass(frozen=True)
class Written:
    """A copy on which somebody wrote, as a row; `today` is the day by which what is late is told."""

    id: int
    copy: Record
    today: date

    def __getattr__(self, name: str) -> Any:
        if name in ("copy", "today") or name.startswith("__"):
            raise AttributeError(name)
        days = {"written": "instruction_on", "due": "answer_due", "answered": "answered_on"}
        told = {
            **{each: _field(self.copy, each) for each in ("addressee", "letter", "instruction", "assigned_to")},
            **{each: _day(self.copy, field) for each, field in days.items()},
            "level": LEVELS.get(self.copy.stored["level"], _NONE),
            "stands": "",
        }
        return cell_of(told, name)


def _written_due(row: Written) -> Mark | None:
    due = row.copy.stored["answer_due"]
    if not due or row.copy.state == "answered":
        return None
    left = (date.fromisoformat(due) - row.today).days
    if left < 0:
        return Mark(Shape.TRIANGLE, f"{month_day(due)} 逾 {-left} 天", Tone.RED)
    return Mark(Shape.DIAMOND_OUTLINE, f"{month_day(due)} 剩 {left} 天", Tone.AMBER if left <= _SOON else Tone.PLAIN)


def _written_stands(row: Written) -> Mark | None:
    return _task_of(row.copy, row.today)


WRITTEN = LedgerTable(
    "dispatch_written",
    "批示",
    (
        Column("addressee", "批示人", 96),
        Column("level", "去向", 84),
        Column("letter", "文号", 160),
        Column("instruction", "批示", 280),
        Column("assigned_to", "承办单位", 120),
        Column("written", "批示日期", 88),
        Column("due", "办理期限", 150, kind=Kind.STATE, mark=_written_due),
        Column("answered", "办结", 88),
        Column("stands", "批示办理", 100, kind=Kind.STATE, mark=_written_stands),
    ),
    unit_word="件",
)
