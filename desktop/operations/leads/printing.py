"""The list of leads on paper: numbers, counts and days alone, with a second member beside (pages.md §18b).

Copies are numbered and entered in the room's own register; the ledger's register of prints knows nothing of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from db.queries.books import Record
from desktop.errors import KnownError
from desktop.ledgers.field import Holds
from desktop.ledgers.leads import LEADS
from desktop.operations.leads import book, work
from desktop.operations.leads.letter import Second
from desktop.operations.leads.room import Room
from desktop.operations.leads.second import stand_by
from desktop.operations.lists import printing as lists
from desktop.operations.lists.printing import Job, Plan
from desktop.operations.lists.view import View
from desktop.operations.outgoing import Asked, Left
from desktop.operations.records import printing
from desktop.operations.records.exporting import Listed

if TYPE_CHECKING:
    from desktop.paper.pages import Layout

TITLE = "线索办理情况表"
SECOND_IS_FOR = "打印线索"
_OF_THE_PAPERS = ("handle_by", "copies", "pages")
"""What the letter that handed a lead on says already."""
PRINTED = replace(
    LEADS,
    fields=tuple(
        one
        for one in LEADS.fields
        if one.mm and one.holds in (Holds.DATE, Holds.INT, Holds.MONEY) and one.name not in _OF_THE_PAPERS
    ),
)
"""The book as paper has it: no word that could tell of a person."""
_COLUMNS = (printing.NUMBER, *(one.name for one in PRINTED.fields))


@dataclass(frozen=True)
class Sheet:
    """What is printed: which leads by number (none: all), the title, how many numbered copies, mark, purpose and destination."""

    numbers: tuple[str, ...] = ()
    title: str = TITLE
    copies: int = 1
    asked: Asked = Asked()


@dataclass(frozen=True)
class Ready:
    """A sheet that is laid out, with the leads on it and the numbers of its copies."""

    laid: Layout
    plan: Plan
    listed: Listed
    job: Job


def lay_out(room: Room, sheet: Sheet) -> Ready:
    """The pages. Raises KnownError where there is nothing to print."""
    found = _chosen(room, sheet.numbers)
    if not found:
        raise KnownError("没有可打印的线索。请先登记，或另选。", "nothing")
    sums = work.sums(found)
    said = f"{sums.moved.words} = 办结 {sums.closed.short} + 在办 {sums.open.short}（件 / 人）"
    plan = Plan(sheet.title, columns=_COLUMNS, classification=sheet.asked.mark, subtitle=said)
    listed = Listed(PRINTED, found, room.ledger.today())
    laid = printing.layout(room.office.newest, listed, plan, room.ledger.today())
    if laid.complaint():
        raise KnownError(laid.complaint())
    copies = lists.next_copies(room.ledger.newest, max(1, sheet.copies))
    return Ready(laid, plan, listed, Job(copies, sheet.asked.purpose, sheet.asked.destination))


def to_file(room: Room, sheet: Sheet, second: Second, path: Path) -> Left[int]:
    """The list as a PDF where a person said, entered in the room, with the second member beside."""
    stand_by(room, second, SECOND_IS_FOR)
    ready = lay_out(room, sheet)
    return printing.write(room.ledger, room.actor, ready.listed, ready.plan, ready.laid, path, _beside(ready, second))


def to_paper(room: Room, sheet: Sheet, second: Second) -> Ready:
    """Enter the copies before they go to the printer, with the second member beside; what is painted is in memory alone."""
    stand_by(room, second, SECOND_IS_FOR)
    ready = lay_out(room, sheet)
    shown: View = printing.as_view(ready.listed)
    lists.record(room.ledger, room.actor, shown, ready.plan, ready.laid, _beside(ready, second))
    return ready


def _beside(ready: Ready, second: Second) -> Job:
    return replace(ready.job, purpose="；".join(filter(None, (ready.job.purpose, f"在场：{second.name}"))))


def _chosen(room: Room, numbers: Sequence[str]) -> Sequence[Record]:
    return [book.lead(room, one) for one in dict.fromkeys(numbers)] if numbers else book.leads(room)
