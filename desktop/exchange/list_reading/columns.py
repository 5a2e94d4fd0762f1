"""Which column of a table is which field, once heads and cells have both been looked at (RULES §1)."""

from dataclasses import dataclass, field
from functools import cached_property

from desktop.exchange.list_reading.header_words import header_key, is_verifying, names_a_round
from desktop.exchange.list_reading.headers import HeaderBlock
from desktop.exchange.list_reading.page import Page
from desktop.exchange.normalise.plain_text import is_blank_word, squeezed
from desktop.exchange.normalise.status import read_status, status_of
from desktop.exchange.normalise.ticks import is_empty_box, is_tick

SHORT_CELL = 20
"""完成情况 and its like are a state where no cell is longer (RULES §1)."""


@dataclass
class Columns:
    """Field → columns, in order; columns without a field keep their cells under their label."""

    fields: dict[str, list[int]] = field(default_factory=dict)
    labels: dict[int, str] = field(default_factory=dict)
    unmapped: list[int] = field(default_factory=list)
    ticks: dict[int, str] = field(default_factory=dict)
    """Columns that are ticked, with the state that their head names."""
    round: int | None = None
    """The column that names the round of a row; its cells also stay under their label."""

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
    cells = _Cells(page, data_rows)
    for kind in ("serial", "amount_yuan", "remark"):
        work.give(kind, work.best(kind))
    work.give("measures", *_stages(work, block, "measures"))
    work.give("category", *work.columns("category"))
    _give_text(work, cells)
    _give_people(work, has_unit_elsewhere)
    _give_dates(work, block)
    _give_ticks(work, block, cells)
    _give_states(work, cells)
    work.result.round = next((column for column in block.labels if names_a_round(block.labels[column][-1])), None)
    taken = work.result.core
    work.result.unmapped = [column for column in sorted(block.labels) if column not in taken]
    return work.result


def _stages(work: _Assignment, block: HeaderBlock, kind: str) -> list[int]:
    """The columns of a field that repeats under one word, stage by stage (第一阶段, 第二阶段); else the best one alone."""
    best = work.best(kind)
    if best is None:
        return []
    word = header_key(block.labels[best][-1])
    return [column for column in work.columns(kind) if header_key(block.labels[column][-1]) == word]


def _give_text(work: _Assignment, cells: "_Cells") -> None:
    """The finest column is the text; coarser ones are its parents. Of equals the right one is finer.

    Where heads only contain 问题, 事项, 隐患 or 不足, the column with the longest texts is it.
    """
    ranked = work.ranked("text")
    if not ranked:
        weak = work.columns("text_weak")
        work.give("text", max(weak, key=lambda column: (cells.length(column), -column), default=None))
        work.give("parent", *work.columns("parent"))
        return
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


def _give_dates(work: _Assignment, block: HeaderBlock) -> None:
    """Due dates (of several stages, or first and extended) and the day of completion."""
    due, extended, first = _stages(work, block, "due_on"), work.best("due_extended"), work.best("due_first")
    completed = work.best("completed_on")
    finished = work.columns("completion_time")
    former = first if first is not None else due[0] if due and extended is not None else None
    later = extended if extended is not None else due[0] if due and first is not None else None
    if former is not None and later is not None:
        work.give("first_due_on", former)
        due = [later]
    elif former is not None or later is not None:
        due = [former if former is not None else later or 0]
    elif not due and finished:
        due = [finished.pop(0)]
    work.give("due_on", *due)
    if completed is None and finished and work.has("due_on"):
        completed = finished.pop(0)
    work.give("completed_on", completed)


def _give_ticks(work: _Assignment, block: HeaderBlock, cells: "_Cells") -> None:
    """已整改 | 持续整改 | 未整改 with a tick in one of them: together they are the state (RULES §1)."""
    found: dict[int, str] = {}
    for column, words in block.labels.items():
        state = status_of(words[-1]) if block.meanings.get(column) is None else None
        if state and cells.only_ticks(column):
            found[column] = state
    if len(found) < 2:
        return
    groups = "".join(word for column in found for word in block.labels[column][:-1])
    work.result.ticks = found
    work.give("verified_status" if is_verifying(groups) else "status", *sorted(found))


def _give_states(work: _Assignment, cells: "_Cells") -> None:
    """State, verdict and progress; of 落实情况 beside 结果 the column whose cells read as states is the state."""
    outcomes, progress, months = work.columns("outcome"), list(work.columns("progress")), work.columns("month")
    status = work.best("status") if not work.has("status") else None
    has_status = status is not None or work.has("status")
    if len(months) > 1 or (months and progress):
        progress += months
    closing = work.columns("closing")
    if not has_status and closing and not outcomes:
        status = closing.pop(0)
    elif not has_status and outcomes:
        chosen = _state_among(outcomes, progress, cells)
        if chosen is not None:
            status = chosen
            outcomes = [column for column in outcomes if column != chosen]
            progress = [column for column in progress if column != chosen]
        elif closing:
            status = closing.pop(0)
    work.give("status", status)
    if not work.has("verified_status"):
        verified = [column for column in work.columns("verified_status") if cells.are_short(column)]
        if not verified and work.has("status"):
            verified = closing[:1]
        work.give("verified_status", *verified[:1])
    work.give("progress", *sorted([*progress, *outcomes]))


def _state_among(outcomes: list[int], progress: list[int], cells: "_Cells") -> int | None:
    """By content where columns stand side by side; else an outcome beside progress, or a short one (RULES §1)."""
    side_by_side = [*outcomes, *progress]
    if len(side_by_side) > 1:
        shares = {column: cells.share_of_states(column) for column in side_by_side}
        likely = [column for column in side_by_side if shares[column] > 0.5]
        if likely:
            return max(likely, key=lambda column: (shares[column], column in outcomes))
    return next((column for column in outcomes if progress or cells.are_short(column)), None)


class _Cells:
    """What the cells of a column say about its field."""

    def __init__(self, page: Page, rows: list[int]) -> None:
        self._page, self._rows = page, rows

    def texts(self, column: int) -> list[str]:
        """The filled cells of the column."""
        cells = (self._page.own(row).get(column) for row in self._rows)
        return [cell.text for cell in cells if cell and not cell.fault and not is_blank_word(cell.text)]

    def are_short(self, column: int) -> bool:
        """No cell is longer than a state may be."""
        return all(len(squeezed(text)) <= SHORT_CELL for text in self.texts(column))

    def length(self, column: int) -> int:
        """All characters of the column."""
        return sum(len(squeezed(text)) for text in self.texts(column))

    def only_ticks(self, column: int) -> bool:
        """Nothing but ticks, or nothing."""
        return all(is_tick(text) or is_empty_box(text) for text in self.texts(column))

    def share_of_states(self, column: int) -> float:
        """How much of the column reads as states."""
        texts = self.texts(column)
        return sum(read_status(text).state is not None for text in texts) / len(texts) if texts else 0.0
