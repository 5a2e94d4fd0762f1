"""The pages of a meeting's pack: what each is made of, for the same two dates, basis and rounds (S6)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from db.queries import findings as finding_queries
from db.queries import letters as letter_queries
from db.queries.settings import setting
from db.reader import Reader
from db.records import FindingRow, LetterRow
from db.store import Ledger
from desktop.ledgers import books
from desktop.ledgers.findings import by_unit
from desktop.ledgers.leaving import leaving
from desktop.operations import charting
from desktop.operations.records.questions import Wanted, chosen
from desktop.operations.supervision.board import Board, read_board
from desktop.operations.supervision.due import papers_due
from desktop.rules import basis as basis_rules
from desktop.rules.overdue import days_overdue, is_open, is_waiting
from desktop.statistics.explain import Explanation
from desktop.statistics.question import Question, month_day
from desktop.statistics.rectification_rate import rate_table

if TYPE_CHECKING:
    from desktop.paper.table import Column, PrintedList

_CHART_MM = {"A4": (240.0, 84.0), "A3": (360.0, 150.0)}
_BARS_MM = {"A4": (240.0, 66.0), "A3": (360.0, 110.0)}
_FEWEST_BARS = 2  # one bar beside nothing says no more than its line in the table
_MOST_BARS = {"A4": 12, "A3": 24}


@dataclass(frozen=True)
class Wishes:
    """What the clerk chose: for which meeting, on which paper, which parts in which order, the mark as given, on both sides or one."""

    meeting: str
    parts: tuple[str, ...]
    paper: str = "A4"
    mark: str = ""
    duplex: bool = False


class Material:
    """What the parts are made of, each read once."""

    def __init__(self, ledger: Ledger, question: Question) -> None:
        self.ledger, self.question = ledger, question

    @property
    def reader(self) -> Reader:
        """The ledger."""
        return self.ledger.newest

    @cached_property
    def rows(self) -> tuple[FindingRow, ...]:
        """The findings in the list on the later date."""
        q = self.question
        return tuple(by_unit(finding_queries.list_findings(self.reader, q.criteria, q.as_of, q.known_at)))

    @cached_property
    def open(self) -> tuple[FindingRow, ...]:
        """未销号, those that were handed over left out."""
        return tuple(row for row in self.rows if is_open(row))

    @cached_property
    def moved(self) -> int:
        """已移交: not closed out, and in no list of what is open."""
        return sum(bool(row.present) and row.verdict == "transferred" for row in self.rows)

    @property
    def open_scope(self) -> str:
        """What the list of what is open holds, in words."""
        return f"未销号（不含已移交 {self.moved} 条）" if self.moved else "未销号"

    @property
    def open_sum(self) -> str:
        """65 条 = 未销号 68 − 已移交 3 (page 24): why that list is shorter than 未销号 beside it; empty where it is not."""
        shown = len(self.open)
        return f"{shown} 条 = 未销号 {shown + self.moved} − 已移交 {self.moved}。" if self.moved else ""

    @cached_property
    def late(self) -> tuple[FindingRow, ...]:
        """逾期, the longest first."""
        on = self.question.as_of
        return tuple(
            sorted((row for row in self.rows if days_overdue(row, on)), key=lambda row: -days_overdue(row, on))
        )

    @cached_property
    def why(self) -> Explanation | None:
        """The change since the former meeting; None where none is chosen."""
        return charting.change_since(self.reader, self.question)

    @cached_property
    def office(self) -> str:
        """Whose pack it is, at the foot of every page."""
        return setting(self.reader, "office_short") or setting(self.reader, "office")

    @cached_property
    def watermark(self) -> str:
        """What lies under every page of a demonstration."""
        return "演示" if setting(self.reader, "demo") == "1" else ""


def report_page(material: Material, _wishes: Wishes) -> PrintedList:
    """汇报一页纸: the figures of both dates and the difference."""
    from desktop.paper.table import Align, Column

    q = material.question
    now = _figures(material, q.as_of, q.known_at)
    before = _figures(material, q.before.as_of, q.before.known_at) if q.before else {}
    rows = [(name, before.get(name, "—"), value, _difference(before.get(name), value)) for name, value in now.items()]
    since = month_day(q.compared_on) if q.compared_on else "上次"
    heads = (
        Column("数字", 0, 2, Align.LEFT),
        Column(since, 0, 1),
        Column(month_day(q.as_of), 0, 1),
        Column("变化", 0, 1),
    )
    return _listed(material, f"整改情况（截至{month_day(q.as_of)}）", heads, rows, counted=False)


def change_page(material: Material, wishes: Wishes) -> PrintedList | None:
    """变动说明图和表: the waterfall, its causes, and the sum."""
    from desktop.paper.table import Align, Column

    q, why = material.question, material.why
    if why is None:
        return None
    from desktop.statistics import charts

    size = _CHART_MM[wishes.paper]
    picture = charts.png(charting.draw_change(why, q, size).figure)
    rows = [
        (one.cause, str(len(one.findings)), _signed(charting.remaining_delta(one)), _units_of(material, one.findings))
        for one in why.causes
    ]
    heads = (
        Column("事项", 50),
        Column("条数", 20),
        Column(f"对{q.remaining_word}", 30),
        Column("涉及单位", 0, 1, Align.LEFT),
    )
    listed = _listed(
        material, f"自{month_day(q.compared_on or '')}以来的变动", heads, rows, scope=change_sum(why), counted=False
    )
    return replace(listed, picture=picture, picture_mm=size)


def units_page(material: Material, wishes: Wishes) -> PrintedList:
    """各单位整改率（两期对比）: the lowest ones as bars, every unit in the table."""
    from desktop.paper.table import Align, Column, Kind, Row
    from desktop.statistics import charts

    q = material.question
    found = charting.group_rates(material.reader, replace(q, by="unit"))
    since = month_day(q.compared_on) if q.compared_on else "上次"

    def cells(name: str, now: object, before: object, late: int) -> tuple[str, ...]:
        return (name, _rate(before), _rate(now), str(late))

    rows = [
        Row(
            cells(
                found.name(one),
                one.rate,
                found.before.get(charting.group_of(one)),
                len(found.overdue.get(charting.group_of(one), ())),
            )
        )
        for one in found.table.rows
    ]
    rows.append(
        Row(
            cells("合计", found.table.total.rate, found.total_before, sum(map(len, found.overdue.values()))),
            Kind.SUBTOTAL,
        )
    )
    heads = (
        Column("单位", 0, 2, Align.LEFT),
        Column(since, 0, 1),
        Column(month_day(q.as_of), 0, 1),
        Column("逾期", 24),
    )
    listed = _listed(material, "各单位整改率（两期对比）", heads, ())
    if len(rows) < _FEWEST_BARS + 1:
        return replace(listed, rows=tuple(rows))
    size, by_unit_rate = _BARS_MM[wishes.paper], replace(q, by="unit")
    picture = charts.png(charting.draw_rates(found, by_unit_rate, size, _MOST_BARS[wishes.paper]).figure)
    return replace(listed, rows=tuple(rows), picture=picture, picture_mm=size)


_SECRETARY: dict[str, tuple[float, float]] = {
    "matter": (0, 3), "responsible_unit": (34, 0), "supervisor": (22, 0), "due_on": (26, 0), "text": (0, 2),
}  # fmt: skip
"""The fields of a matter that a secretary named, with width in mm and weight."""


def secretary_page(material: Material, _wishes: Wishes) -> PrintedList | None:
    """书记点题事项 that are not settled; 内部 fields are not among the columns."""
    from desktop.paper.table import Align, Column

    q = material.question
    register = books.book(material.reader, "secretary_item")
    wanted = Wanted(rounds=q.scope.rounds)
    records = [one for one in chosen(material.reader, register, q.as_of, q.known_at, wanted) if one.state != "done"]
    shown = [field for field in leaving(register.fields) if field.name in _SECRETARY]
    rows = [
        (str(place), *(field.text(one.fields.get(field.name)) for field in shown), register.state(one.state).word)
        for place, one in enumerate(records, 1)
    ]
    columns = [
        Column(field.title, *_SECRETARY[field.name], Align.LEFT if _SECRETARY[field.name][1] else Align.CENTER)
        for field in shown
    ]
    heads = (Column("序号", 12), *columns, Column("状态", 20))
    return _listed(material, register.title, heads, rows) if rows else None


def due_page(material: Material, _wishes: Wishes) -> PrintedList | None:
    """应发督办文书: what the ladder asks for on the day, one paper for each unit however many of its findings ask (D10)."""
    from desktop.paper.table import Align, Column

    rows = [
        (
            str(place),
            one.unit,
            one.title,
            str(one.findings),
            f"{one.late} 天" if one.late else "—",
            one.last or "—",
            one.why,
        )
        for place, one in enumerate(papers_due(_board(material)), 1)
    ]
    heads = (
        Column("序号", 12), Column("单位", 0, 1, Align.LEFT), Column("应发", 34), Column("涉及问题", 22), Column("最长逾期", 24),
        Column("上一件", 40), Column("缘由", 60, 0, Align.LEFT),
    )  # fmt: skip
    return _listed(material, "应发督办文书", heads, rows) if rows else None


def _board(material: Material) -> Board:
    q = material.question
    return read_board(material.reader, q.scope.rounds, q.as_of, q.known_at, material.rows)


def letters_page(material: Material, _wishes: Wishes) -> PrintedList | None:
    """待回复文书: what went out, wants an answer and has none yet, the longest due first."""
    from desktop.paper.table import Align, Column

    due = letters_due(material)
    rows = [
        (
            str(place),
            one.number or "—",
            one.title,
            one.addressee,
            one.issued_on or "—",
            one.reply_by or "—",
            _late(one.reply_by, material.question.as_of),
        )
        for place, one in enumerate(due, 1)
    ]
    heads = (
        Column("序号", 12), Column("文号", 46), Column("事由", 0, 1, Align.LEFT), Column("主送", 46), Column("签发", 26), Column("应回", 26),
        Column("逾期", 24),
    )  # fmt: skip
    return _listed(material, "待回复文书", heads, rows) if rows else None


def letters_due(material: Material) -> list[LetterRow]:
    """Letters in force that wait for an answer on the day."""
    q = material.question
    found = [
        one
        for one in letter_queries.letters(material.reader)
        if one.state == "issued" and one.reply_by and (one.issued_on or "9") <= q.as_of
        and not (one.replied_on and one.replied_on <= q.as_of) and (not q.scope.rounds or one.round_id in q.scope.rounds)
    ]  # fmt: skip
    return sorted(found, key=lambda one: (one.reply_by or "", one.id))


def change_sum(why: Explanation) -> str:
    """未销号 113 − 46 + 1 = 68; with what is wrong where the ledger says otherwise."""
    start, end = (rate.denominator - rate.numerator for rate in (why.rate_before, why.rate_after))
    steps = "".join(
        f" {'+' if delta > 0 else '−'} {abs(delta)}"
        for cause in why.causes
        if (delta := charting.remaining_delta(cause))
    )
    return f"{start}{steps} = {end}" + ("" if why.adds_up else "（与台账不一致，请体检）")


def _listed(
    material: Material,
    title: str,
    heads: tuple[Column, ...],
    rows: Sequence[tuple[str, ...]],
    scope: str = "",
    *,
    counted: bool = True,
) -> PrintedList:
    from desktop.paper.table import PrintedList, Row

    q = material.question
    return PrintedList(
        title=title, columns=heads, rows=tuple(Row(one) for one in rows), as_of=date.fromisoformat(q.as_of), scope=scope,
        basis=basis_rules.title(q.basis), counted=counted, office=material.office, watermark=material.watermark,
    )  # fmt: skip


def _figures(material: Material, as_of: str, known_at: str | None) -> dict[str, str]:
    """The figures of one date by their names."""
    q = material.question
    table = rate_table(material.reader, q.basis, as_of, known_at, scope=q.scope).total.rate
    rows = finding_queries.list_findings(material.reader, q.criteria, as_of, known_at)
    return {
        "在册问题": str(len(rows)),
        q.rate_word: _rate(table),
        q.remaining_word: str(table.denominator - table.numerator),
        "待核实": str(sum(is_waiting(row) for row in rows)),
        "逾期": str(sum(days_overdue(row, as_of) > 0 for row in rows)),
        "批准过延期": str(sum(row.extensions > 0 for row in rows)),
        "重新打开过": str(sum(row.reopened > 0 for row in rows)),
    }


def _rate(rate: object) -> str:
    text, parts = getattr(rate, "text", None), (getattr(rate, "numerator", 0), getattr(rate, "denominator", 0))
    return f"{text}（{parts[0]}/{parts[1]}）" if text and parts[1] else "—"


def _difference(before: str | None, now: str) -> str:
    return _signed(int(now) - int(before)) if before is not None and before.isdigit() and now.isdigit() else "—"


def _signed(number: int) -> str:
    return f"+{number}" if number > 0 else f"−{abs(number)}" if number else "0"


def _units_of(material: Material, findings: Sequence[int]) -> str:
    """县人社局 6、县教育局 5 等 12 家."""
    counts: dict[str, int] = {}
    wanted = set(findings)
    q = material.question
    every = finding_queries.list_findings(
        material.reader, replace(q.criteria, ids=tuple(wanted), presence="any"), q.as_of, q.known_at
    )
    for row in every:
        name = row.unit_short or row.unit_name
        counts[name] = counts.get(name, 0) + 1
    told = sorted(counts.items(), key=lambda pair: -pair[1])
    shown = "、".join(f"{name} {count}" for name, count in told[:6])
    return f"{shown} 等 {len(told)} 家" if len(told) > 6 else shown


def _late(due: str | None, on: str) -> str:
    days = (date.fromisoformat(on) - date.fromisoformat(due)).days if due else 0
    return f"{days} 天" if days > 0 else "—"
