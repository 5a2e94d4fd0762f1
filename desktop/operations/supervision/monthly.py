"""本月督办包: every letter that is due on the ladder, the list of what they name, and both in the registers, in one run (job 10, T6)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from db.queries import findings as finding_queries
from db.records import FindingCriteria
from db.store import Ledger
from desktop.ledgers.ways_out import LIST_PDF
from desktop.operations.lists import printing
from desktop.operations.lists.printing import Job, Plan
from desktop.operations.lists.view import View
from desktop.operations.outgoing import Left, usual
from desktop.operations.supervision.board import Board
from desktop.operations.supervision.planning import planned
from desktop.rules import chasing
from desktop.rules.deadlines import add_days
from desktop.rules.permissions import Actor

if TYPE_CHECKING:
    from desktop.operations.papers.gathered import Gathered


@dataclass(frozen=True)
class Package:
    """Units by the kind of letter that each is due, in the order of the ladder; `elsewhere` are those whose next step is no letter.

    `written`: units that had a letter within the week and are due no more than a warning, which waits (one letter a week).
    """

    letters: tuple[tuple[str, tuple[int, ...]], ...]
    elsewhere: tuple[tuple[str, tuple[int, ...]], ...]
    units: int
    written: tuple[int, ...] = ()

    @property
    def count(self) -> int:
        """How many letters."""
        return sum(len(units) for _kind, units in self.letters)

    @property
    def idle(self) -> int:
        """Units on the board that are due nothing."""
        return self.units - self.count - len(self.written) - sum(len(units) for _title, units in self.elsewhere)

    @property
    def sentence(self) -> str:
        """12 家 = 出函 5 + 约谈 1 + 本周已发函 2 + 不用催 4"""
        parts = [f"出函 {self.count}", *(f"{title} {len(units)}" for title, units in self.elsewhere)]
        parts += [f"本周已发函 {len(self.written)}"] if self.written else []
        return f"{self.units} 家 = {' + '.join([*parts, f'不用催 {self.idle}'])}"


def package(board: Board) -> Package:
    """What the whole board is due this month: one letter a unit, its highest rung."""
    due = planned(board, board.cards).units
    rungs = {rung.kind: rung for rung in reversed(board.ladder)}
    letters: dict[str, tuple[int, ...]] = {}
    written: list[int] = []
    for rung in rungs.values():
        if _is_letter(rung) and (units := due.get(rung.kind)):
            waits = {unit for unit in units if rung.warns and _was_written_to(board, unit)}
            written += [unit for unit in units if unit in waits]
            if left := tuple(unit for unit in units if unit not in waits):
                letters[rung.kind] = left
    ordered = {rung.kind: letters[rung.kind] for rung in board.ladder if rung.kind in letters}
    elsewhere = tuple((rungs[kind].title, units) for kind, units in due.items() if not _is_letter(rungs[kind]))
    return Package(tuple(ordered.items()), elsewhere, len(board.by_unit), tuple(written))


def _is_letter(rung: chasing.Rung) -> bool:
    return bool(rung.kind) and not rung.talk


def _was_written_to(board: Board, unit: int) -> bool:
    """Whether a letter of the ladder went to the unit within the week: several reminders of one week are one (domain facts §5)."""
    since = add_days(board.as_of, 1 - chasing.ONE_LETTER_IN)
    kinds = {rung.kind for rung in board.ladder}
    return any(one.kind in kinds and one.issued_on >= since for one in board.of_unit(unit).letters)


@dataclass(frozen=True)
class Month:
    """A month of chasing as the registers tell it: papers by kind, how many were answered, how many are late, how often units were called."""

    month: str
    letters: Counter[str]
    ids: tuple[int, ...]
    answered: int
    late: int
    calls: int
    call_ids: tuple[int, ...]


def months(board: Board) -> tuple[Month, ...]:
    """The months in which anything went out or was said, the last one first."""
    letters, calls = defaultdict(list), defaultdict(list)
    for papers in board.papers.values():
        for letter in papers.letters:
            letters[letter.issued_on[:7]].append(letter)
        for call in papers.calls:
            calls[str(call.stored["on"])[:7]].append(call.id)
    return tuple(
        Month(
            month,
            Counter(one.kind for one in letters[month]),
            tuple(one.id for one in letters[month]),
            sum(one.replied_on is not None for one in letters[month]),
            sum(one.replied_on is None and one.reply_by is not None and one.reply_by < board.as_of for one in letters[month]),
            len(calls[month]),
            tuple(calls[month]),
        )
        for month in sorted({*letters, *calls}, reverse=True)
    )  # fmt: skip


def list_title(round_name: str, day: str) -> str:
    """第六轮2026年6月督办清单"""
    return f"{round_name}{day[:4]}年{int(day[5:7])}月督办清单"


def put_out_list(
    ledger: Ledger, actor: Actor, gathered: Iterable[Gathered], folder: Path, round_name: str = ""
) -> Left[int]:
    """督办清单: the findings that the letters name, by unit, as a PDF that the register of prints tells of."""
    ids = tuple(dict.fromkeys(finding for one in gathered for finding in one.findings))
    today, reader = ledger.today(), ledger.newest
    rows = tuple(finding_queries.list_findings(reader, FindingCriteria(ids=ids, presence="any"), today))
    plan = Plan(list_title(round_name, today), classification=usual(reader, LIST_PDF, actor.name).mark)
    shown = View(rows, today, len(rows), f"本月督办 {len(rows)} 条")
    laid = printing.layout(reader, shown, plan, today)
    folder.mkdir(parents=True, exist_ok=True)
    return printing.write(ledger, actor, shown, plan, laid, folder / f"{plan.title}.pdf", Job(purpose="督办"))
