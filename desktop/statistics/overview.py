"""首页: four figures, what is to be done today, units worst first, each number with the rows behind it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from db.packed import kept_ids
from db.queries.briefs import Told, list_briefs
from db.queries.letters import unanswered, unsigned
from db.reader import Reader
from db.records import Basis, FindingCriteria, Scope
from desktop.rules.overdue import days_overdue, due_date, is_open, is_waiting
from desktop.statistics.overdue import due_within, next_due
from desktop.statistics.rectification_rate import Figure, RateTable, rate_table

WARNINGS = (3, 10, 20)


@dataclass(frozen=True, slots=True)
class Todo:
    """One line of 今日待办. `tone`: bad, wait or plain; `findings` or `letters` are what the number counts."""

    key: str
    urgency: str
    tone: str
    what: str
    verb: str
    findings: Sequence[int] = ()
    letters: tuple[int, ...] = ()
    units: int = 0

    @property
    def count(self) -> int:
        """How many."""
        return len(self.findings) + len(self.letters)


@dataclass(frozen=True, slots=True)
class Overview:
    """Everything the first page shows of a scope on a day."""

    verdict: Figure
    claim: Figure
    overdue: Sequence[int]
    due_before_end: Sequence[int]
    todos: tuple[Todo, ...]
    by_unit: RateTable
    next_due: tuple[str, int] | None

    @property
    def units_worst_first(self) -> tuple[Figure, ...]:
        """Units by rate from low to high, the larger first among equals; those without items last."""
        return tuple(sorted(self.by_unit.rows, key=_worst_first))

    def without_items(self) -> Overview:
        """The same figures without the items behind them."""
        units = tuple(one.without_items() for one in self.by_unit.rows)
        table = replace(self.by_unit, rows=units, total=self.by_unit.total.without_items())
        return replace(self, verdict=self.verdict.without_items(), claim=self.claim.without_items(), by_unit=table)

    @property
    def nothing_due(self) -> str:
        """The sentence where there is nothing to do."""
        if self.next_due is None:
            return "今天没有到期事项。"
        day, count = self.next_due
        return f"今天没有到期事项。下一个：{int(day[5:7])}月{int(day[8:])}日 {count} 条。"


def overview(
    reader: Reader,
    basis: Basis,
    as_of: str,
    known_at: str | None = None,
    *,
    scope: Scope | None = None,
    rows: Sequence[Told] | None = None,
) -> Overview:
    """The first page of some rounds (of all, where the scope names none); `rows` where they are read already."""
    chosen = scope or Scope()
    if rows is None:
        rows = list_briefs(reader, FindingCriteria(rounds=chosen.rounds, units=chosen.units), as_of, known_at)
    rows = [row for row in rows if is_open(row)]
    by_unit = rate_table(reader, replace(basis, verified_only=True), as_of, known_at, by="unit", scope=scope)
    claim = rate_table(reader, replace(basis, verified_only=False), as_of, known_at, scope=scope).total
    before_end = kept_ids(row.id for row in rows if _due_before_end(row, as_of))
    late = kept_ids(row.id for row in rows if days_overdue(row, as_of))
    return Overview(by_unit.total, claim, late, before_end, _todos(reader, rows, as_of), by_unit, next_due(rows, as_of))


def _due_before_end(row: Told, as_of: str) -> bool:
    """Open, not reported, and due from today to the end of its round."""
    due = due_date(row)
    if is_waiting(row) or not is_open(row) or due is None or row.ends_on is None:
        return False
    return as_of <= due <= row.ends_on


def _todos(reader: Reader, rows: Sequence[Told], as_of: str) -> tuple[Todo, ...]:
    def of_findings(key: str, urgency: str, tone: str, what: str, verb: str, own: Sequence[Told]) -> Todo:
        ids = kept_ids(row.id for row in own)
        return Todo(key, urgency, tone, what, verb, ids, units=len({row.unit_id for row in own}))

    near, soon, later = (due_within(rows, as_of, days) for days in WARNINGS)
    late = [row for row in rows if days_overdue(row, as_of)]
    named = [row for row in rows if row.named_by_secretary and is_open(row) and not is_waiting(row)]
    replies = unanswered(reader, as_of)
    late_replies = [letter for letter in replies if letter.reply_by and letter.reply_by < as_of]
    due_replies = [letter for letter in replies if letter.reply_by and letter.reply_by >= as_of]
    receipts = unsigned(reader, as_of)
    todos = (
        of_findings("overdue", "▲ 已逾期", "bad", "问题已逾期", "出督办函", late),
        of_findings(
            "waiting", "◉ 待核实", "wait", "单位自报完成，待核实", "去核实", [r for r in rows if is_waiting(r)]
        ),
        of_findings("within_3", "◆ 3 日内", "wait", "问题 3 日内到期", "看清单", near),
        of_findings("named", "◆ 点题", "wait", "书记点题未销号", "看清单", named),
        of_findings("within_10", "◇ 10 日内", "plain", "问题 10 日内到期", "出提醒函", _without(soon, near)),
        of_findings("within_20", "◇ 20 日内", "plain", "问题 20 日内到期", "看清单", _without(later, soon)),
        Todo("late_replies", "▲ 已逾期", "bad", "发文逾期未回复", "催办", letters=tuple(x.id for x in late_replies)),
        Todo("replies", "◇ 待回复", "plain", "发文待回复", "看登记", letters=tuple(x.id for x in due_replies)),
        Todo("receipts", "◇ 待签收", "plain", "发文未登记签收", "登记签收", letters=tuple(x.id for x in receipts)),
    )
    return tuple(todo for todo in todos if todo.count)


def _without(rows: Sequence[Told], others: Sequence[Told]) -> list[Told]:
    taken = {row.id for row in others}
    return [row for row in rows if row.id not in taken]


def _worst_first(figure: Figure) -> tuple[Fraction, int]:
    if not figure.rate.denominator:
        return (Fraction(2), 0)
    return (Fraction(figure.rate.numerator, figure.rate.denominator), -figure.rate.denominator)
