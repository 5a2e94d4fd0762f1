"""Who has not returned (X10): every unit of the rounds with its last return workbook, computed from the ledger alone."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from db.queries import return_books, units
from db.reader import Reader
from desktop.ledgers import books
from desktop.ledgers.return_books import MERGED, REFUSED, REPLACED, RETURN_BOOKS, SENT
from desktop.operations.records.questions import Wanted, chosen
from desktop.operations.return_book.packages import units_with_open_findings
from desktop.rules.deadlines import days_between

NOT_SENT = "not_sent"


@dataclass(frozen=True)
class BoardLine:
    """One unit of one round; `state` is not_sent, sent, refused or merged; `late` counts days after the date due, 0 where it is not late."""

    id: int
    round_id: int
    unit_id: int
    unit: str
    state: str
    version: int = 0
    sent_on: str = ""
    due_on: str = ""
    returned_on: str = ""
    late: int = 0

    @property
    def is_out(self) -> bool:
        """Whether the unit still owes its book."""
        return self.state in (SENT, REFUSED)


def board(reader: Reader, rounds: Sequence[int], as_of: str) -> tuple[BoardLine, ...]:
    """A line for each unit with open findings or with a book, in order of round and finding."""
    shorts = {one.id: one.short or one.name for one in units.units(reader, as_of)}
    last = _last_books(reader, rounds, as_of)
    found: list[BoardLine] = []
    for round_id in rounds:
        open_units = units_with_open_findings(return_books.standing_of_round(reader, round_id, as_of))
        with_books = (unit for of_round, unit in last if of_round == round_id)
        for unit in dict.fromkeys([*open_units, *with_books]):
            line = BoardLine(len(found) + 1, round_id, unit, shorts.get(unit, ""), NOT_SENT)
            found.append(_told(line, last[round_id, unit], as_of) if (round_id, unit) in last else line)
    return tuple(found)


def sum_words(lines: Sequence[BoardLine], waiting: Collection[tuple[int, int]] = ()) -> str:
    """`12 家 = 已收回 8 + 待合并 1 + 已退回 1 + 未交 2`; `waiting`: round and unit of books that lie open, not entered yet."""
    states = ["waits" if (one.round_id, one.unit_id) in waiting else one.state for one in lines]
    words = ((MERGED, "已收回"), ("waits", "待合并"), (REFUSED, "已退回"), (SENT, "未交"), (NOT_SENT, "未发"))
    parts = [f"{word} {states.count(code)}" for code, word in words if code in states]
    return f"{len(lines)} 家 = {' + '.join(parts)}"


def _last_books(reader: Reader, rounds: Sequence[int], as_of: str) -> dict[tuple[int, int], dict[str, str]]:
    """Round and unit → the last book that was not replaced, its values with the state among them."""
    register = books.book(reader, RETURN_BOOKS.name)
    found: dict[tuple[int, int], dict[str, str]] = {}
    for record in sorted(chosen(reader, register, as_of, wanted=Wanted(tuple(rounds))), key=lambda one: one.id):
        if record.state != REPLACED:
            found[record.stored["round"], record.stored["unit"]] = {**record.stored, "state": record.state}
    return found


def _told(line: BoardLine, book: dict[str, str], as_of: str) -> BoardLine:
    due, back, state = str(book["due_on"] or ""), str(book["returned_on"] or ""), book["state"]
    until = back if state == MERGED else as_of
    late = max(0, -days_between(until, due)) if due and until else 0
    return BoardLine(
        line.id, line.round_id, line.unit_id, line.unit, state, int(book["version"] or 0), str(book["sent_on"]), due, back, late
    )  # fmt: skip
