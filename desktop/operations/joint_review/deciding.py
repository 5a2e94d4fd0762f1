"""What the office decides on opinions: taken up or not, which side of a conflict counts, the merged text, the return; a person's choice each time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from db.queries import books as queries
from db.queries.books import Record
from db.queries.standing import EVER
from db.reader import Reader
from db.store import Ledger
from desktop.errors import KnownError
from desktop.ledgers import books
from desktop.ledgers.opinions import OPEN, OPINIONS, REVIEW_PARTIES, said
from desktop.ledgers.reviews import SUBMISSIONS
from desktop.operations.change import Changes, change
from desktop.operations.joint_review.gates import USUAL_PARTIES
from desktop.operations.records import verbs
from desktop.rules.joint_review import Stands, opposed, stands
from desktop.rules.permissions import RECORD_ACTIONS, Actor, Right

YES, NO, PART = "yes", "no", "part"


def settle(ledger: Ledger, actor: Actor, opinions: Sequence[int], adopted: str, reason: str = "") -> Changes:
    """采纳 or 不采纳 (with its reason) of opinions that no other contradicts."""
    chosen, items = _open_ones(ledger.writing(), opinions), _by_item(ledger.writing())
    for one in chosen:
        if stands([said(other) for other in items[_item(one)]]) is Stands.CONFLICT:
            raise KnownError(f"{one.number} 与别方的意见冲突。请先定以哪一方为准。", "conflict")
    word = "采纳" if adopted == YES else "不采纳"
    return _settle(ledger, actor, {one.id: adopted for one in chosen}, reason, None, f"{word}联审意见 {len(chosen)} 条")


def prefer(ledger: Ledger, actor: Actor, opinion: int, reason: str) -> Changes:
    """以一方为准: this opinion is taken up, those that contradict it are not; others on the item stay as they are."""
    one = _record(ledger.writing(), opinion)
    same = _of_item(ledger.writing(), one)
    against = [other for other in same if opposed(said(one), said(other))]
    decided = {other.id: NO for other in against if other.state == OPEN}
    if one.state == OPEN:
        decided[one.id] = YES
    return _settle(ledger, actor, decided, _needed(reason), None, f"定冲突 {one.number}")


def write_own(ledger: Ledger, actor: Actor, opinion: int, text: str, reason: str) -> Changes:
    """另写: the office writes what counts; the open opinions of the item are taken up in part."""
    if not text.strip():
        raise KnownError("另写的意见是空的。请写明以什么为准。", "empty")
    same = _of_item(ledger.writing(), _record(ledger.writing(), opinion))
    decided = {one.id: PART for one in same if one.state == OPEN}
    return _settle(ledger, actor, decided, _needed(reason), text.strip(), f"另写合并意见 {len(same)} 条")


def write_merged(ledger: Ledger, actor: Actor, opinions: Sequence[int], text: str) -> Changes:
    """合并意见: what stands for the opinions of an item; nothing is decided by it."""
    register = books.book(ledger.writing(), OPINIONS.name)
    return verbs.edit(ledger, actor, register, opinions, {"merged": text.strip()}, title="改合并意见")


def grade(ledger: Ledger, actor: Actor, submission: int, code: str) -> Changes:
    """审核等次 of what was handed in; '' takes it away."""
    register = books.book(ledger.writing(), SUBMISSIONS.name)
    return verbs.edit(ledger, actor, register, [submission], {"grade": code}, title="定审核等次")


def give_back(ledger: Ledger, actor: Actor, submission: int, reason: str) -> Changes:
    """退回: the unit hands in again."""
    register = books.book(ledger.writing(), SUBMISSIONS.name)
    step = register.step("return")
    assert step is not None, "declared"
    return verbs.take(ledger, actor, register, submission, step, {}, reason=reason)[1]


def usual_parties(ledger: Ledger, actor: Actor, round_id: int) -> Changes:
    """The four offices that review as a rule, entered as parties of a round in one action."""
    register = books.book(ledger.writing(), REVIEW_PARTIES.name)
    drafts = [
        verbs.Draft({"name": name, "order": place, "round": round_id}) for place, name in enumerate(USUAL_PARTIES, 1)
    ]
    return verbs.add_all(ledger, actor, register, drafts, "登记常用四方")[1]


def _settle(
    ledger: Ledger, actor: Actor, decided: Mapping[int, str], reason: str, merged: str | None, title: str
) -> Changes:
    register = books.book(ledger.writing(), OPINIONS.name)
    step = register.step("settle")
    assert step is not None, "declared"
    if not decided:
        raise KnownError("所选意见都已定。要改的请先撤销，或在“联审意见”中修改。", "wrong_state")
    with change(ledger, actor, RECORD_ACTIONS[Right.REVIEW], title, reason=reason) as changes:
        for record, adopted in decided.items():
            values = {"adopted": adopted, **({} if merged is None else {"merged": merged})}
            verbs.move(ledger, actor, changes, register, record, step, values, reason=reason)
    return changes


def _needed(reason: str) -> str:
    if not reason.strip():
        raise KnownError("理由是空的。定冲突要写明理由，理由写入意见函和日志。", "no_reason")
    return reason.strip()


def _record(reader: Reader, opinion: int) -> Record:
    found = _records(reader, [opinion])
    if not found:
        raise KnownError("这条意见已不在台账中。请刷新后再看。", "unknown_record")
    return found[0]


def _records(reader: Reader, ids: Iterable[int]) -> list[Record]:
    return list(queries.records(reader, OPINIONS.shape, EVER, ids=list(ids), bare=True))


def _open_ones(reader: Reader, opinions: Sequence[int]) -> list[Record]:
    return [one for one in _records(reader, opinions) if one.state == OPEN]


def _of_item(reader: Reader, one: Record) -> list[Record]:
    """Every opinion on the same item of the same submission and stage."""
    return _by_item(reader)[_item(one)]


def _by_item(reader: Reader) -> dict[tuple[Any, ...], list[Record]]:
    found: dict[tuple[Any, ...], list[Record]] = {}
    for one in queries.records(reader, OPINIONS.shape, EVER, bare=True):
        found.setdefault(_item(one), []).append(one)
    return found


def _item(one: Record) -> tuple[Any, ...]:
    return tuple(one.stored[name] for name in ("submission", "stage", "finding"))
