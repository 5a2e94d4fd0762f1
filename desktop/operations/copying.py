"""登记抄报移交: the three levels of a round entered in one batch (M6): leaders, units, departments and organs, each with its findings and its paper."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from db.queries.letters import letters, went_on
from db.records import LetterRow
from db.store import Ledger
from desktop.errors import KnownError
from desktop.ledgers import books
from desktop.ledgers.copies import COPY_REPORTS
from desktop.operations import addressed
from desktop.operations.addressed import Called, Who
from desktop.operations.change import Changes, change
from desktop.operations.dispatches import OTHERS, Dispatch, LeaderLine, OrganLine, UnitLine, list_kinds
from desktop.operations.records import verbs
from desktop.rules.permissions import RECORD_ACTIONS, Actor

Line = LeaderLine | OrganLine | UnitLine


def level_of(line: Line) -> str:
    """The level of the copy that a line asks for."""
    return line.level if isinstance(line, OrganLine) else "leader" if isinstance(line, LeaderLine) else "unit"


def left_of(line: Line) -> tuple[int, ...]:
    """The findings that a new copy of a line would carry: to an organ those that nothing carried there yet."""
    if isinstance(line, OrganLine):
        return tuple(one for one in line.part.findings if one not in line.moved)
    return line.part.findings


def awaits(line: Line) -> bool:
    """Whether a copy is to be entered: nothing was, or an organ that has some of its findings got further ones since."""
    return bool(left_of(line)) and (line.copy is None or (isinstance(line, OrganLine) and bool(line.moved)))


def not_entered(found: Dispatch) -> tuple[Line, ...]:
    """The lines of a board for which something is to be entered: who has no finding gets nothing."""
    lines: tuple[Line, ...] = (*found.leaders, *found.units, *found.organs)
    return tuple(filter(awaits, lines))


def enter_all(ledger: Ledger, actor: Actor, round_id: int, lines: Sequence[Line], sent_on: str = "") -> Changes:
    """Enter a copy for each line as one action, as sent where a day is given; the paper that went to the addressee in the round stands with it.

    A unit had its list with the paper: its copy takes over the days on which that went out and was signed for, so that both say the same.
    """
    if not lines:
        raise KnownError("各级的抄报移交都已登记，没有要补的。", "nothing_due")
    if any(not left_of(one) for one in lines):
        names = "、".join(one.name for one in lines if not left_of(one))
        raise KnownError(f"{names}没有要抄报的问题，不出件。", "empty")
    register = books.book(ledger.writing(), COPY_REPORTS.name)
    send, receipt = register.step("send"), register.step("receipt")
    assert send is not None and receipt is not None
    papers = _papers(ledger, round_id, lines)
    title = f"登记抄报移交 {len(lines)} 件"
    with change(ledger, actor, RECORD_ACTIONS[register.add_right], title) as changes:
        for line in lines:
            values: dict[str, Any] = {
                "level": level_of(line), "addressee": line.name, "round": round_id, "findings": left_of(line),
                "letter": _paper_of(line, papers),
            }  # fmt: skip
            made = verbs.insert(ledger, changes, register, verbs.Draft(values))
            told = line.letter if isinstance(line, UnitLine) else None
            went = (went_on(told) if told is not None else "") or sent_on
            if went:
                verbs.move(ledger, actor, changes, register, made.id, send, {"sent_on": went})
            if told is not None and told.received_on:
                verbs.move(ledger, actor, changes, register, made.id, receipt, {"receipt_on": told.received_on})
    return changes


def _papers(ledger: Ledger, round_id: int, lines: Sequence[Line]) -> dict[str, int]:
    """Leader or organ of the lines → the last paper in force of the round that brought the list of its findings there."""
    reader = ledger.writing()
    leaders = {one.name: one.name for one in lines if isinstance(one, LeaderLine)}
    organs = {one.name: addressed.body(reader, one.name) for one in lines if isinstance(one, OrganLine)}
    went = [one for one in letters(reader, round_id=round_id) if one.state == "issued"]  # the latest first
    to_leaders = _last_to(went, list_kinds(reader, "leader"), addressed.leaders(reader, ledger.today(), leaders))
    to_others = _last_to(went, list_kinds(reader, *OTHERS), addressed.bodies(reader, organs))
    papers = {name: to_leaders.get(who) for name, who in leaders.items()}
    papers |= {name: to_others.get(who) for name, who in organs.items()}
    return {name: paper for name, paper in papers.items() if paper is not None}


def _last_to(went: Sequence[LetterRow], kinds: Sequence[str], called: Called[Who]) -> dict[Who, int]:
    some = (one for one in reversed(went) if one.kind in kinds)
    return {who: one.id for one in some for who in called.named(one.addressee)}


def _paper_of(line: Line, papers: Mapping[str, int]) -> int | None:
    if isinstance(line, UnitLine):
        return line.letter.id if line.letter is not None else None
    return papers.get(line.name)
