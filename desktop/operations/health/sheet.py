"""台账体检表: the check as a form of this office, to be signed and kept (page 26). It is computed anew when it is printed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from db.reader import Reader
from db.store import Ledger
from desktop.ledgers.ways_out import LIST_PDF, WayOut
from desktop.operations.health.examining import examine
from desktop.operations.health.line import SUMMED, Examined, Line
from desktop.operations.health.papers import papers
from desktop.operations.lists import printing
from desktop.operations.lists.printing import Job, Plan
from desktop.operations.lists.register_sheet import columns_of, moment_words, pages
from desktop.operations.lists.view import View
from desktop.operations.outgoing import Asked, Left
from desktop.rules.permissions import Actor

if TYPE_CHECKING:
    from desktop.paper.pages import Layout

TITLE = "台账体检表"
FURTHER = "还要留意"
_BLANK = "＿＿＿＿＿"
_SIGNED = f"检查人：{_BLANK}　复核人：{_BLANK}　　年　月　日"
_WIDTHS = {"序号": 12, "检查": 60, "结果": 60, "情况": 24, "办理情况": 32}


def layout(reader: Reader, examined: Examined, scope: str, plan: Plan, at: str) -> Layout:
    """The lines as pages, the checks between the books numbered, then the others by their group; what was done about each is left blank."""
    checks = [_cells(str(place), line) for place, line in enumerate(examined.checks, 1)]
    further = [_cells(line.group, line) for line in examined.further]
    rows: list[Sequence[str] | str] = [f"台账之间的 {len(checks)} 项检查", *checks, FURTHER, *further]
    known = f"，按{_day(examined.known_at)}当时所知" if examined.known_at and not examined.tells_of(at[:10]) else ""
    head = f"范围：{scope}　{moment_words(at)}检查{known}"
    notes = (f"{examined.arithmetic()}。", _SIGNED)
    return pages(reader, plan, columns_of(_WIDTHS, ("检查", "结果")), rows, head, notes, examined.as_of)


def write(
    ledger: Ledger,
    actor: Actor,
    rounds: Sequence[int],
    as_of: str,
    known_at: str | None,
    scope: str,
    path: Path,
    asked: Asked = Asked(),
    *,
    way: WayOut = LIST_PDF,
) -> Left[int]:
    """Check some rounds on a date and write the sheet as a PDF, with its entry in the register; `scope` says the rounds in words.

    Issued papers are held against the ledger of today, so their line stands on a sheet of today alone.
    """
    reader, today = ledger.writing(), ledger.today()
    examined = examine(reader, rounds, as_of, known_at, today)
    if examined.tells_of(today):
        examined = examined.with_papers(papers(ledger, rounds))
    plan = Plan(TITLE, landscape=False, classification=asked.mark)
    laid = layout(reader, examined, scope, plan, ledger.clock().isoformat())
    shown = View(cast(Any, examined.lines), as_of, len(examined.lines), scope)
    return printing.write(ledger, actor, shown, plan, laid, path, Job((), asked.purpose, asked.destination), way=way)


def _cells(place: str, line: Line) -> tuple[str, ...]:
    return (place, line.words, line.result, SUMMED[line.stands], "")


def _day(text: str) -> str:
    on = date.fromisoformat(text[:10])
    return f"{on.year}年{on.month}月{on.day}日"
