"""会议包: what a meeting gets, as one print: report page, change, rates of the units, lists, letters due, in the order that the clerk chose (S6, W6).

Every part is computed for the same two dates, basis and rounds; each copy has one 份号 over all pages, and one entry tells of it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from db.queries.county_leaders import rank_of_leader
from db.records import FindingRow
from db.store import Ledger
from desktop.errors import KnownError
from desktop.ledgers.ways_out import PACK_PDF, WayOut
from desktop.operations.lists import printing
from desktop.operations.lists.printing import Job, Plan
from desktop.operations.lists.view import View
from desktop.operations.meeting_pages import (
    Material,
    Wishes,
    change_page,
    due_page,
    letters_page,
    report_page,
    secretary_page,
    units_page,
)
from desktop.operations.outgoing import Asked, Left
from desktop.rules import basis as basis_rules
from desktop.rules.permissions import Actor
from desktop.statistics.question import Question

if TYPE_CHECKING:
    from desktop.paper.pages import Layout
    from desktop.paper.table import PrintedList

__all__ = ("PARTS", "Material", "Part", "Wishes", "lay_out", "put_out", "title_of")
_RECALL = "说明：本材料供本次会议使用，会后由县委巡察办收回，不得复印、摘录、外传。"


@dataclass(frozen=True)
class Part:
    """One part: its title with the count of what it lists, how it is made, and whether it is ticked beforehand."""

    key: str
    title: str
    make: Callable[[Material, Wishes], PrintedList | None] | None = None
    findings: Callable[[Material], Sequence[FindingRow]] | None = None
    scope: Callable[[Material], str] = lambda _material: ""
    group_by: str = ""
    usual: bool = True


def _open_scope(material: Material) -> str:
    return material.open_scope


def _by_leader(material: Material) -> list[FindingRow]:
    """What is open, by the leader in charge in order of rank; that of nobody last."""
    rank = rank_of_leader(material.reader)
    return sorted(material.open, key=lambda row: (not row.county_leader, rank(row.county_leader), row.county_leader))


PARTS: dict[str, Part] = {
    one.key: one
    for one in (
        Part("report", "汇报一页纸", report_page),
        Part("change", "变动说明图和表", change_page),
        Part("units", "各单位整改率（两期对比）", units_page),
        Part("open", "未销号问题清单", findings=lambda material: material.open, scope=_open_scope),
        Part("late", "逾期问题清单", findings=lambda material: material.late, scope=lambda _material: "逾期"),
        Part("secretary", "书记点题事项", secretary_page),
        Part("due", "应发督办文书", due_page),
        Part("letters", "待回复文书", letters_page),
        Part(
            "leaders",
            "分管县领导分册",
            findings=_by_leader,
            scope=_open_scope,
            group_by="county_leader",
            usual=False,
        ),
    )
}
"""The parts of a pack in their usual order. One more part is one more line."""


def lay_out(material: Material, wishes: Wishes, printed_on: str) -> tuple[Layout, dict[str, int]]:
    """The pack and the pages of each part that has anything to show; KnownError where none has."""
    from desktop.paper.faces import ensure_painting, families_of_this_pc
    from desktop.paper.pack import Pack
    from desktop.paper.pages import Layout as Pages
    from desktop.paper.table import Sheet

    ensure_painting()
    made: dict[str, Layout] = {}
    for part in (PARTS[key] for key in wishes.parts):
        if part.findings is not None:
            if rows := tuple(part.findings(material)):
                made[part.key] = printing.layout(
                    material.reader, _view(material, rows, part.scope(material)), _plan(part, wishes), printed_on
                )
        elif part.make is not None and (listed := part.make(material, wishes)) is not None:
            dressed = replace(
                listed, classification=wishes.mark, printed=printed_on, subtitle=wishes.meeting, note=_RECALL
            )
            made[part.key] = Pages(dressed, Sheet(paper=wishes.paper), families_of_this_pc())
    if not made:
        raise KnownError("会议包里没有一份有内容。请多勾选几份，或核对两个日期。", "empty")
    pack = Pack(title_of(wishes), tuple(made.values()), duplex=wishes.duplex)
    return pack, {key: len(laid) for key, laid in made.items()}


def title_of(wishes: Wishes) -> str:
    """What the register calls the pack."""
    return f"{wishes.meeting}会议包" if wishes.meeting else "会议包"


def put_out(
    ledger: Ledger,
    actor: Actor,
    question: Question,
    wishes: Wishes,
    copies: int,
    path: Path,
    asked: Asked = Asked(),
    way: WayOut = PACK_PDF,
) -> Left[int]:
    """The pack as one file, `copies` of it numbered over all its parts, with one entry; `made` is the pages over all copies."""
    material = Material(ledger, question)
    wishes = replace(wishes, mark=asked.mark)
    pack, _pages = lay_out(material, wishes, ledger.today())
    rows = {row.id: row for key in wishes.parts if (take := PARTS[key].findings) for row in take(material)}
    plan = Plan(title_of(wishes), wishes.paper, classification=asked.mark)
    job = Job(printing.next_copies(material.reader, copies), asked.purpose, asked.destination)
    return printing.write(ledger, actor, _view(material, tuple(rows.values())), plan, pack, path, job, way=way)


def _plan(part: Part, wishes: Wishes) -> Plan:
    return Plan(part.title, wishes.paper, group_by=part.group_by, classification=wishes.mark, subtitle=wishes.meeting)


def _view(material: Material, rows: tuple[FindingRow, ...], scope: str = "") -> View:
    q = material.question
    return View(rows, q.as_of, len(material.rows), scope, basis_rules.title(q.basis))
