"""打印、导出登记簿 (papers/32), printed for 保密检查: what left in a period, by whom, what for and where to."""

from __future__ import annotations

import calendar
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from db import audit
from db.queries import prints
from db.queries.prints import ExportRow
from db.queries.settings import setting
from db.queries.standing import EVER
from db.reader import Reader
from db.store import Ledger
from desktop.documents.recipes.export_register import RECIPE
from desktop.errors import KnownError
from desktop.ledgers.ways_out import LIST_PDF, PRINT, WayOut
from desktop.operations.lists import printing
from desktop.operations.lists.printing import Job, Plan
from desktop.operations.lists.view import View
from desktop.operations.outgoing import Asked, Left
from desktop.rules.permissions import Actor

if TYPE_CHECKING:
    from desktop.paper.pages import Layout
    from desktop.paper.table import Column

NAME, TITLE = RECIPE.kind, RECIPE.title
"""Its fixed name (papers/index.md) and how its title ends."""
_BLANK = "＿＿＿＿＿"
_SIGNED = f"保密员：{_BLANK}　经办人：{_BLANK}　　年　月　日"
_KEPT = "本簿由程序自动记录，序号连续，不得删改；前后页校验：{}。"
_WIDTHS = {
    "序号": 10, "时间": 44, "操作": 14, "操作人": 18, "内容": 58, "密级": 20, "份数": 12, "份号": 32, "用途": 26, "去向": 28,
}  # fmt: skip
_GRADES = {"绝密": 5, "机密": 4, "秘密": 3, "内部": 2}
_PERIOD = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")


@dataclass(frozen=True)
class Period:
    """The first and the last day, ISO, and how the title says them."""

    first: str
    last: str
    words: str


@dataclass(frozen=True)
class Machine:
    """The PC on which the register was kept: its name, and the grade that the administrator declared for it."""

    name: str
    grade: str


def period(text: str) -> Period:
    """2026, 2026-10 or 2026-10-12; raises KnownError for what is no year, month or day."""
    found = _PERIOD.fullmatch(text.strip())
    try:
        if found is None:
            raise ValueError
        year, month, day = (int(part) if part else 0 for part in found.groups())
        first = date(year, month or 1, day or 1)
        last_month = month or 12
        last = date(year, last_month, day or calendar.monthrange(year, last_month)[1])
    except ValueError as error:
        raise KnownError(f"“{text}”不是年、月或日。请写成 2026、2026-10 或 2026-10-12。", "period") from error
    words = f"{year}年" + (f"{month}月" if month else "") + (f"{day}日" if day else "")
    return Period(first.isoformat(), last.isoformat(), words)


def title_of(of: Period) -> str:
    """The title as it is printed: 2026年10月打印、导出登记簿."""
    return f"{of.words}{TITLE}"


def entries(reader: Reader, actor: Actor, of: Period) -> tuple[ExportRow, ...]:
    """What left in the period, oldest first: of everybody, so it needs 审计. Raises Forbidden."""
    RECIPE.require_reader(actor)
    found = [one for one in prints.exports(reader) if of.first <= one.recorded_at[:10] <= of.last]
    return tuple(sorted(found, key=lambda one: one.id))


def highest(marks: Sequence[str]) -> str:
    """The highest of marks that were given (按最高密级); the first of equal ones, and none where none was given."""
    return max(
        marks, key=lambda mark: next((grade for word, grade in _GRADES.items() if mark.startswith(word)), bool(mark))
    )


def layout(reader: Reader, found: Sequence[ExportRow], machine: Machine, plan: Plan, today: str) -> Layout:
    """The entries as pages. Raises KnownError where the grade of the PC was never declared."""
    if not machine.grade:
        raise KnownError(
            "本机标定还没有填写，登记簿上要写明本机密级。请先在“系统—外观”的“本机标定”中填写。", "machine_grade"
        )
    printed = sum(one.kind == PRINT for one in found)
    head = f"机器：{machine.name}　本机密级：{machine.grade}　共{len(found)}条：打印{printed}条、导出{len(found) - printed}条"
    rows = [
        (
            str(place), moment_words(one.recorded_at), "打印" if one.kind == PRINT else "导出", one.user_name, one.title,
            one.classification or "—", str(one.copies), numbers_of(one) or "—", one.purpose, one.destination or "—",
        )
        for place, one in enumerate(found, 1)
    ]  # fmt: skip
    notes = [] if found else ["本期没有打印、导出记录。"]
    notes += _outstanding(outstanding(reader, found))
    notes += [_KEPT.format("通过" if audit.verify(reader) is None else "不通过"), _SIGNED]
    return pages(reader, plan, columns_of(_WIDTHS, ("内容",)), rows, head, notes, today)


def write(
    ledger: Ledger,
    actor: Actor,
    of: Period,
    machine: Machine,
    path: Path,
    asked: Asked = Asked(),
    *,
    way: WayOut = LIST_PDF,
) -> Left[int]:
    """The register as a PDF, for the printer or to keep; the print is itself an entry of the register, after those it tells of."""
    reader = ledger.writing()
    found = entries(reader, actor, of)
    mark = highest([asked.mark, *(one.classification for one in found)])
    plan = Plan(title_of(of), classification=mark)
    laid = layout(reader, found, machine, plan, ledger.today())
    shown = View(cast(Any, found), ledger.today(), len(found), of.words)
    return printing.write(ledger, actor, shown, plan, laid, path, Job((), asked.purpose, asked.destination), way=way)


def moment_words(at: str) -> str:
    """2026-10-12T09:05… → 2026年10月12日 9时05分."""
    day, _mark, time = at.partition("T")
    year, month, in_month = (int(part) for part in day.split("-"))
    return f"{year}年{month}月{in_month}日 {int(time[:2])}时{time[3:5]}分"


def numbers_of(one: ExportRow) -> str:
    """The numbers of the copies, from the first to the last; '' where they bear none."""
    if one.first_copy is None:
        return ""
    first, last = f"{one.first_copy:06d}", f"{one.last_copy or one.first_copy:06d}"
    return first if first == last else f"{first}—{last}"


def outstanding(reader: Reader, found: Sequence[ExportRow], as_of: str = EVER) -> list[str]:
    """Numbered copies that by a day came neither back nor were destroyed; a void one was never a copy."""
    return [
        f"{copy.copy_number:06d}"
        for one in found
        if one.kind == PRINT
        for copy in prints.copies_of(reader, one.id)
        if copy.state == "given" or (copy.state in ("returned", "destroyed") and (copy.changed_on or "") > as_of)
    ]


def _outstanding(left: Sequence[str]) -> list[str]:
    return [f"编份号材料中未收回、未销毁{len(left)}份，编号为{'、'.join(left)}，须逐份说明。"] if left else []


def columns_of(widths: Mapping[str, int], left: Sequence[str]) -> list[Column]:
    """Columns by head and width in mm; those in `left` share what is over and stand at the left."""
    from desktop.paper.table import Align, Column

    return [
        Column(head, width, 1.0 if head in left else 0.0, Align.LEFT if head in left else Align.CENTER)
        for head, width in widths.items()
    ]


def pages(
    reader: Reader,
    plan: Plan,
    columns: Sequence[Column],
    rows: Sequence[Sequence[str]],
    head: str,
    notes: Sequence[str],
    today: str,
) -> Layout:
    """A form of this office as pages: title, a line above, rows that nobody counts, notes below."""
    from desktop.paper.faces import ensure_painting, families_of_this_pc
    from desktop.paper.pages import Layout as Pages
    from desktop.paper.table import PrintedList, Row, Sheet

    ensure_painting()
    made = PrintedList(
        title=plan.title,
        columns=tuple(columns),
        rows=tuple(Row(tuple(cells)) for cells in rows),
        as_of=date.fromisoformat(today),
        scope=head,
        classification=plan.classification,
        note="\n".join(notes),
        office=setting(reader, "office_short") or setting(reader, "office"),
        watermark="演示" if setting(reader, "demo") == "1" else "",
        counted=False,
    )
    return Pages(made, Sheet(paper=plan.paper, landscape=plan.landscape), families_of_this_pc())
