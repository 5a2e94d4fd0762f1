"""What a person decides on the 复盘核对: it is run and kept, a difference may stand, or the working paper counts (page 20, M3)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from db.store import Ledger
from desktop.ledgers import books
from desktop.ledgers.rechecks import CONFIRMED, CORRECT, RECHECK_ANSWERS, RECHECK_RUNS
from desktop.operations.change import Changes, change
from desktop.operations.records import verbs
from desktop.rules.permissions import RECORD_ACTIONS, Actor, Right
from desktop.rules.rechecking import Difference


def run(ledger: Ledger, actor: Actor, round_id: int) -> Changes:
    """再核对一遍: what the comparison comes to today is kept, with who ran it."""
    register = books.book(ledger.writing(), RECHECK_RUNS.name)
    draft = verbs.Draft({"on": ledger.today(), "round": round_id})
    return verbs.add_all(ledger, actor, register, [draft], "复盘核对")[1]


def confirm(ledger: Ledger, actor: Actor, round_id: int, differences: Sequence[Difference], reason: str) -> Changes:
    """确认无误: the difference may stand, and why."""
    return _answer(ledger, actor, round_id, differences, reason, Right.ENTER)


def correct(ledger: Ledger, actor: Actor, round_id: int, differences: Sequence[Difference], reason: str) -> Changes:
    """以底稿为准: the working paper counts; what was sent stays as it went out, the note says what is corrected."""
    return _answer(ledger, actor, round_id, differences, reason, Right.REVIEW)


def join(ledger: Ledger, actor: Actor, book: str, record: int, finding: int) -> Changes:
    """关联: a working paper or an item of the feedback is said to be about a finding."""
    register = books.book(ledger.writing(), book)
    held = verbs.stored(ledger.writing(), register, record)["findings"]
    wanted = {"findings": (*held, finding)}
    return verbs.edit(ledger, actor, register, [record], wanted, title=f"{register.title}关联清单问题")


def _answer(
    ledger: Ledger, actor: Actor, round_id: int, differences: Sequence[Difference], reason: str, right: Right
) -> Changes:
    register = books.book(ledger.writing(), RECHECK_ANSWERS.name)
    step = register.step(CORRECT)
    assert step is not None, "declared"
    title = step.title if right is Right.REVIEW else register.state(CONFIRMED).word
    with change(ledger, actor, RECORD_ACTIONS[right], f"{title} {len(differences)} 处", reason=reason) as changes:
        for one in differences:
            draft = verbs.Draft({**_values(one), "on": ledger.today(), "round": round_id, "reason": reason.strip()})
            made = verbs.insert(ledger, changes, register, draft)
            if right is Right.REVIEW:
                verbs.move(ledger, actor, changes, register, made.id, step, {}, reason=reason)
    return changes


def _values(one: Difference) -> dict[str, Any]:
    links = {"finding": one.finding, "paper": one.paper, "item": one.item}
    return {name: value for name, value in links.items() if value} | {
        "unit": one.unit,
        "kind": str(one.kind),
        "said": one.said,
    }
