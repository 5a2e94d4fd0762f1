"""空白督查表: for every drawn unit the form that a team takes along, with its drawn findings and room to write (page 13; M10).

It tells what was drawn, so there is none before the lock.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from db.reader import Reader
from db.store import Ledger
from desktop.errors import KnownError
from desktop.ledgers.finding_marks import state_mark
from desktop.ledgers.visits import WAYS
from desktop.ledgers.ways_out import LIST_PDF, WayOut
from desktop.operations.follow_up.results import Checked, Results, UnitResult, results
from desktop.operations.lists import printing
from desktop.operations.lists.printing import Job, Plan
from desktop.operations.lists.register_sheet import columns_of, pages
from desktop.operations.lists.view import View
from desktop.operations.outgoing import Asked, Left
from desktop.rules.permissions import Actor

if TYPE_CHECKING:
    from desktop.paper.pack import Pack

TITLE = "回访督查表"
NOT_LOCKED = "抽样还没有锁定，抽中的问题还不能印出去。请先锁定抽样，再打印空白督查表。"
_BLANK = "＿＿＿＿＿"
_COUNTS = "谈话＿＿＿人次　走访＿＿＿户　新发现问题＿＿＿个　回访等次＿＿＿"
_SIGNED = f"督查组：{_BLANK}　组长：{_BLANK}　被督查单位负责人：{_BLANK}　　年　月　日"
_MOVED = "→只核移交手续"
_WIDTHS = {"序号": 12, "编号": 28, "问题": 60, "认定": 22, **dict.fromkeys(WAYS, 10), "是否属实": 22, "核查情况": 50}


def layout(reader: Reader, found: Results, plan: Plan, today: str) -> Pack:
    """One form a unit, each on pages of its own; KnownError before the lock."""
    from desktop.paper.pack import Pack

    if found.draw is None:
        raise KnownError(NOT_LOCKED, "not_locked")
    number = found.draw.number
    columns = columns_of(_WIDTHS, ("问题", "核查情况"))
    parts = [
        pages(reader, plan, columns, [_row(place, row) for place, row in enumerate(one.rows, 1)], _head(one, number), (_COUNTS, _SIGNED), today)
        for one in found.units
    ]  # fmt: skip
    return Pack(plan.title, parts)


def write(
    ledger: Ledger,
    actor: Actor,
    round_id: int,
    as_of: str,
    known_at: str | None,
    path: Path,
    asked: Asked = Asked(),
    *,
    way: WayOut = LIST_PDF,
) -> Left[int]:
    """The forms of the locked draw of a round as one PDF, with the entry in the register."""
    reader = ledger.writing()
    found = results(reader, round_id, as_of, known_at)
    plan = Plan(TITLE, classification=asked.mark)
    laid = layout(reader, found, plan, as_of)
    scope = f"{found.draw.number} {len(found.units)} 家" if found.draw is not None else ""
    shown = View(cast(Any, found.rows), as_of, len(found.rows), scope)
    return printing.write(ledger, actor, shown, plan, laid, path, Job((), asked.purpose, asked.destination), way=way)


def _head(one: UnitResult, number: str) -> str:
    return f"单位：{one.rows[0].finding.unit_name}　{number}　抽中 {len(one.rows)} 条"


def _row(place: int, row: Checked) -> tuple[str, ...]:
    moved = row.finding.verdict == "transferred"
    words = _MOVED if moved else state_mark(row.finding).word
    return (str(place), row.finding.number, row.finding.text, words, *("□" for _way in WAYS), "", "")
