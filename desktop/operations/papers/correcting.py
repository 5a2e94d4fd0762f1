"""What a person decides on a figure that was wrong already then: it stands with a reason, or a paper corrects it (pages.md §23, F8 and F9)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from db.queries import books as record_queries
from db.queries import findings as finding_queries
from db.store import Ledger
from desktop.documents import readback
from desktop.errors import KnownError
from desktop.ledgers import books
from desktop.ledgers.paper_decisions import CORRECT, PAPER_DECISIONS, SEND
from desktop.operations.change import Changes, change
from desktop.operations.papers.gathered import Gathered
from desktop.operations.papers.reconciling import Line, Outcome, Reconciled
from desktop.operations.records import verbs
from desktop.rules.permissions import RECORD_ACTIONS, Actor, Right

_CLAUSE = re.compile(r"[^。；，！？：]+")
_LONGEST = 60
"""A longer clause is not quoted: the name of the figure says enough."""


def keep(
    ledger: Ledger, actor: Actor, paper: Reconciled, lines: Sequence[Line], reason: str
) -> tuple[list[str], Changes]:
    """作说明保留: the figures stay as they were printed, and why; the numbers of the decisions."""
    return _decide(ledger, actor, paper, lines, reason, Right.ENTER)


def correct(
    ledger: Ledger, actor: Actor, paper: Reconciled, lines: Sequence[Line], reason: str
) -> tuple[list[str], Changes]:
    """出更正: a paper of the kind 更正函 is due for these figures, with both numbers; the former one stays. The numbers of the decisions."""
    return _decide(ledger, actor, paper, lines, reason, Right.REVIEW)


def issued(ledger: Ledger, actor: Actor, changes: Changes, one: Gathered, letter_id: int) -> None:
    """Inside the action that issues a correction: each decision that it carries out is tied to it."""
    if one.recipe.book != PAPER_DECISIONS.name:
        return
    register = books.book(changes.writer, PAPER_DECISIONS.name)
    step = register.step(SEND)
    assert step is not None, "declared"
    for number in one.recipe.record_of(one.words).split("、"):
        record = record_queries.record_id(changes.writer, register.name, number)
        if record is not None:
            verbs.move(ledger, actor, changes, register, record, step, {"correction": letter_id})


def clause(ledger: Ledger, paper: Reconciled, line: Line) -> str:
    """The clause of the paper in which a figure stands; '' where it stands alone in a cell or the clause is long."""
    reading = readback.read(ledger.pool.read(paper.letter.sha256), paper.letter.file_name)
    spot = reading.spots.get(line.token)
    if spot is None:
        return ""
    place, begin, _end = spot
    text = reading.paragraphs[place]
    found = next((one[0].strip() for one in _CLAUSE.finditer(text) if one.start() <= begin < one.end()), "")
    return "" if found == line.then or len(found) > _LONGEST else found


def _decide(
    ledger: Ledger, actor: Actor, paper: Reconciled, lines: Sequence[Line], reason: str, right: Right
) -> tuple[list[str], Changes]:
    _refuse(paper, lines, reason, corrects=right is Right.REVIEW)
    register = books.book(ledger.writing(), PAPER_DECISIONS.name)
    step = register.step(CORRECT)
    assert step is not None, "declared"
    letter = paper.letter
    corrects = right is Right.REVIEW
    title = step.title if corrects else register.state(register.first_state).word
    name = letter.number or letter.title
    with change(ledger, actor, RECORD_ACTIONS[right], f"{title} {name} {len(lines)} 处", reason=reason) as changes:
        numbers = []
        for line in lines:
            values = {
                "on": ledger.today(), "letter": letter.id, "unit": letter.unit_id, "round": letter.round_id, "figure": line.figure, "mark": line.token,
                "quoted": clause(ledger, paper, line), "printed": line.then, "recomputed": line.for_date, "reason": reason.strip(),
                "findings": finding_queries.ids_of_numbers(changes.writer, line.differing),
            }  # fmt: skip
            made = verbs.insert(ledger, changes, register, verbs.Draft(values))
            if corrects:
                verbs.move(ledger, actor, changes, register, made.id, step, {}, reason=reason)
            numbers.append(made.number)
    return numbers, changes


def _refuse(paper: Reconciled, lines: Sequence[Line], reason: str, *, corrects: bool) -> None:
    """All faults at once: what was not wrong then needs no decision, what was decided keeps its decision, and each has a reason."""
    name = paper.letter.number or paper.letter.title
    faults = [] if lines else [f"{name} 没有选中数字。请先选“当时就错”的数字"]
    for line in lines:
        if line.outcome is not Outcome.WRONG_THEN:
            faults.append(f"{name} 的“{line.figure}”不是当时就错，不用处理")
        elif line.decision is not None:
            faults.append(
                f"{name} 的“{line.figure}”已处理（{line.decision.number} {line.decision.told}）。要改主意的，请先把那条处理移入回收站"
            )
        elif corrects and line.then == line.for_date:
            faults.append(f"{name} 的“{line.figure}”仍是{line.then}，只是所数的问题不同，不用更正，作说明保留即可")
    if not reason.strip():
        faults.append("没有写明理由。请写明为什么保留，或为什么更正")
    if faults:
        raise KnownError(f"{'；'.join(faults)}。")
