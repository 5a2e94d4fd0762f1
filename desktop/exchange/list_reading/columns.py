"""Which column of a table is which field, once heads and cells have both been looked at (RULES §1)."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property

from desktop.exchange.list_reading.headers import HeaderBlock
from desktop.exchange.list_reading.page import Page
from desktop.exchange.normalise.plain_text import squeezed

SHORT_CELL = 20
"""完成情况 and its like are a state where no cell is longer (RULES §1)."""


@dataclass
class Columns:
    """Field → columns, in order; columns without a field keep their cells under their label."""

    fields: dict[str, list[int]] = field(default_factory=dict)
    labels: dict[int, str] = field(default_factory=dict)
    unmapped: list[int] = field(default_factory=list)

    def of(self, name: str) -> list[int]:
        """The columns of a field."""
        return self.fields.get(name, [])

    def first(self, name: str) -> int | None:
        """The only or first column of a field."""
        columns = self.of(name)
        return columns[0] if columns else None

    @cached_property
    def core(self) -> set[int]:
        """Columns with a field; asked for only once the assignment is complete."""
        return {column for columns in self.fields.values() for column in columns}


class _Assignment:
    def __init__(self, block: HeaderBlock) -> None:
        self.result = Columns(labels={column: block.label(column) for column in block.labels})
        self._open: dict[str, list[tuple[int, int]]] = {}
        for column in sorted(block.labels):
            meaning = block.meanings.get(column)
            if meaning:
                self._open.setdefault(meaning.kind, []).append((column, meaning.rank))

    def columns(self, kind: str) -> list[int]:
        return [column for column, _rank in self._open.get(kind, [])]

    def best(self, kind: str) -> int | None:
        """The column of highest rank; the first of equals."""
        candidates = self._open.get(kind, [])
        return max(candidates, key=lambda item: (item[1], -item[0]))[0] if candidates else None

    def ranked(self, kind: str) -> list[tuple[int, int]]:
        return self._open.get(kind, [])

    def give(self, name: str, *columns: int | None) -> None:
        given = [column for column in columns if column is not None]
        if given:
            self.result.fields.setdefault(name, []).extend(given)

    def has(self, name: str) -> bool:
        return name in self.result.fields


def assign(block: HeaderBlock, page: Page, data_rows: list[int], has_unit_elsewhere: bool) -> Columns:
    """The columns of one table; `has_unit_elsewhere` says that rows, titles or the sheet's name give the unit."""
    work = _Assignment(block)
    for kind in ("serial", "measures", "amount_yuan", "remark"):
        work.give(kind, work.best(kind))
    work.give("category", *work.columns("category"))
    _give_text(work)
    _give_people(work, has_unit_elsewhere)
    _give_dates(work)
    _give_states(work, lambda column: _is_short(page, column, data_rows))
    taken = work.result.core
    work.result.unmapped = [column for column in sorted(block.labels) if column not in taken]
    return work.result


def _give_text(work: _Assignment) -> None:
    """The finest column is the text; coarser ones are its parents. Of equals the right one is finer."""
    ranked = work.ranked("text")
    finest = max(ranked, key=lambda item: (item[1], item[0]))[0]
    work.give("text", finest)
    work.give("parent", *work.columns("parent"), *(column for column, _rank in ranked if column != finest))


def _give_people(work: _Assignment, has_unit_elsewhere: bool) -> None:
    unit = work.best("unit")
    responsible = work.columns("unit_responsible")
    departments = work.columns("responsible_department")
    if unit is None and not has_unit_elsewhere:
        unit = responsible.pop(0) if responsible else work.best("unit_town")
    work.give("unit", unit)
    work.give("responsible_department", *departments, *([] if departments else responsible[:1]))
    owners = sorted(work.ranked("owner"), key=lambda item: (-item[1], item[0]))
    heads = work.columns("lead_person")
    leader = work.best("responsible_leader")
    if leader is None and heads and (owners or work.has("owner")):
        leader = heads.pop(0)
    work.give("responsible_leader", leader)
    work.give("owner", owners[0][0] if owners else (heads[0] if heads else None))


def _give_dates(work: _Assignment) -> None:
    due = work.best("due_on")
    completed = work.best("completed_on")
    finished = work.columns("completion_time")
    if due is None and finished:
        due = finished.pop(0)
    if completed is None and finished:
        completed = finished.pop(0)
    work.give("due_on", due)
    work.give("completed_on", completed)


def _give_states(work: _Assignment, is_short: Callable[[int], bool]) -> None:
    status, outcomes = work.best("status"), work.columns("outcome")
    progress = list(work.columns("progress"))
    months = work.columns("month")
    if len(months) > 1 or (months and progress):
        progress += months
    closing = work.columns("closing")
    if status is None and closing and not outcomes:
        status = closing.pop(0)
    if status is None and outcomes:
        chosen = next((column for column in outcomes if progress or is_short(column)), None)
        if chosen is not None:
            status = chosen
            outcomes.remove(chosen)
        elif closing:
            status = closing.pop(0)
    verified = [column for column in work.columns("verified_status") if is_short(column)]
    if not verified and status is not None:
        verified = closing[:1]
    work.give("status", status)
    work.give("verified_status", *verified[:1])
    work.give("progress", *sorted(progress or outcomes))


def _is_short(page: Page, column: int, data_rows: list[int]) -> bool:
    texts = (page.own(row).get(column) for row in data_rows)
    return all(len(squeezed(cell.text)) <= SHORT_CELL for cell in texts if cell)
