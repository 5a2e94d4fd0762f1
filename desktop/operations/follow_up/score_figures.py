"""Figures of the ledger that an item of a score scheme may be bound to, each with the rows behind it (M25, page 16)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from db.queries import bases
from db.queries import books as queries
from db.queries import findings as finding_queries
from db.queries.books import Record
from db.reader import Reader
from db.records import Basis, FindingCriteria, FindingRow, Scope
from desktop.ledgers import books
from desktop.ledgers.findings import FINDINGS
from desktop.ledgers.register import Register
from desktop.ledgers.surveys import SURVEYS, together
from desktop.ledgers.visits import CHECKS, REOPENED
from desktop.rules.overdue import days_overdue
from desktop.rules.satisfaction import percent
from desktop.statistics.rectification_rate import RateTable, rate_table

Which = Callable[[FindingRow, str], int]


@dataclass(frozen=True)
class Figure:
    """A figure with its words: what it is, and the numbers of the rows that it counts; not `known` where there is nothing to take it from."""

    value: Decimal
    words: str
    known: bool = True


def figure_of(name: str, reader: Reader, unit: int, round_id: int, on: str) -> Figure:
    """A figure of a unit in a round on a day; KeyError for a name that is not in `FIGURES`."""
    return FIGURES[name](reader, unit, round_id, on)


def table_of(reader: Reader, basis: Basis, unit: int, round_id: int, on: str, known_at: str | None = None) -> RateTable:
    """The rates of a unit in a round on a day, as was true or as was known."""
    return rate_table(reader, basis, on, known_at, scope=Scope((round_id,), (unit,)))


def rate_of(reader: Reader, unit: int, round_id: int, on: str) -> tuple[str, int]:
    """83.3% 15/18 under the office's basis, and how many findings are in the list."""
    table = table_of(reader, bases.default_basis(reader), unit, round_id, on)
    rate = table.total.rate
    return f"{rate.text or '—'} {rate.numerator}/{rate.denominator}", len(_rows(reader, unit, round_id, on))


def _rate(reader: Reader, unit: int, round_id: int, on: str) -> Figure:
    rate = table_of(reader, bases.default_basis(reader), unit, round_id, on).total.rate
    value = Decimal(rate.numerator * 100) / Decimal(rate.denominator) if rate.denominator else Decimal(0)
    open_rows = "、".join(row.number for row in _rows(reader, unit, round_id, on) if row.verdict != "done")
    told = f"整改率 {rate.text or '—'}（{rate.numerator}/{rate.denominator}）"
    return Figure(value, f"{told}，未销号 {open_rows}" if open_rows else told, bool(rate.denominator))


def _satisfaction(reader: Reader, unit: int, round_id: int, on: str) -> Figure:
    """Of all surveys of the unit together."""
    found = _of_unit(reader, SURVEYS.name, unit, round_id, on)
    rate = satisfaction_of(found)
    value = Decimal(rate.numerator * 100) / Decimal(rate.denominator) if rate is not None else Decimal(0)
    told = f"满意率 {percent(rate) or '—'}（{'、'.join(one.number for one in found) or '没有测评'}）"
    return Figure(value, told, rate is not None)


def satisfaction_of(surveys: Sequence[Record]) -> Fraction | None:
    """The rate of several surveys together, each by its own weights; None without a valid sheet."""
    return together(one.stored for one in surveys).rate


def _counting(title: str, which: Which) -> Callable[[Reader, int, int, str], Figure]:
    def figure(reader: Reader, unit: int, round_id: int, on: str) -> Figure:
        rows = [(row.number, which(row, on)) for row in _rows(reader, unit, round_id, on)]
        return _told(title, sum(count for _number, count in rows), (number for number, count in rows if count))

    return figure


def _false_checks(reader: Reader, unit: int, round_id: int, on: str) -> Figure:
    found = _reopening(reader, unit, round_id, on)
    return _told("虚假销号", len(found), (one.finding for one in found))


def _reopening(reader: Reader, unit: int, round_id: int, on: str) -> list[Record]:
    return [one for one in _of_unit(reader, CHECKS.name, unit, round_id, on) if one.state == REOPENED]


def _of_unit(reader: Reader, book: str, unit: int, round_id: int, on: str) -> list[Record]:
    found = queries.records(reader, books.book(reader, book).shape, on)
    return [one for one in found if (one.stored["unit"], one.stored["round"]) == (unit, round_id)]


def _told(title: str, count: int, numbers: Iterable[str]) -> Figure:
    listed = "、".join(numbers)
    return Figure(Decimal(count), f"{title} {count}（{listed}）" if listed else f"{title} {count}")


def _rows(reader: Reader, unit: int, round_id: int, on: str) -> Sequence[FindingRow]:
    return finding_queries.list_findings(reader, FindingCriteria(rounds=(round_id,), units=(unit,)), on)


_COUNTED: dict[str, tuple[str, Which]] = {
    "逾期数": ("逾期", lambda row, on: int(days_overdue(row, on) > 0)),
    "延期次数": ("延期", lambda row, _on: row.extensions),
    "重新打开次数": ("重新打开", lambda row, _on: row.reopened),
}
"""What is counted of findings: its word, and how often a finding counts."""
FIGURES: dict[str, Callable[[Reader, int, int, str], Figure]] = {
    "整改率": _rate,
    "满意率": _satisfaction,
    **{name: _counting(*counted) for name, counted in _COUNTED.items()},
    "虚假销号数": _false_checks,
}
"""By the name that a scheme writes."""


def _surveys_behind(reader: Reader, unit: int, round_id: int, on: str) -> tuple[Register, tuple[int, ...]]:
    return SURVEYS, tuple(one.id for one in _of_unit(reader, SURVEYS.name, unit, round_id, on))


def _reopened_behind(reader: Reader, unit: int, round_id: int, on: str) -> tuple[Register, tuple[int, ...]]:
    return FINDINGS, tuple(int(one.stored["finding"]) for one in _reopening(reader, unit, round_id, on))


_BEHIND = {"满意率": _surveys_behind, "虚假销号数": _reopened_behind}
"""By the name of a figure that is not counted of the findings themselves."""


def rows_behind(name: str, reader: Reader, unit: int, round_id: int, on: str) -> tuple[Register, tuple[int, ...]]:
    """The book and the rows of a figure: of a rate those of its denominator, of a count those that count."""
    if name in _BEHIND:
        return _BEHIND[name](reader, unit, round_id, on)
    rows = _rows(reader, unit, round_id, on)
    if name in _COUNTED:
        _title, which = _COUNTED[name]
        return FINDINGS, tuple(row.id for row in rows if which(row, on))
    table = table_of(reader, bases.default_basis(reader), unit, round_id, on)
    return FINDINGS, tuple(dict.fromkeys(item.finding_id for item in table.total.behind_denominator))
