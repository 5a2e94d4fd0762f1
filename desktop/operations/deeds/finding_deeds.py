"""The deeds on findings (ledger.md §4), from flat arguments to the operations that the window calls."""

from __future__ import annotations

from collections.abc import Mapping

from db.queries import facts
from db.records import EventRow
from desktop.errors import KnownError
from desktop.ledgers.finding_draft import DRAFTED, FindingDraft, MeasureDraft
from desktop.ledgers.findings import EDITABLE
from desktop.operations import attributes, closing, correcting, evidence, findings, measures, progress, recycle, rounds
from desktop.operations.change import change
from desktop.operations.deeds.finding_args import (
    LEVELS,
    done,
    draft_of,
    event_of,
    need_reason,
    part_of,
    share,
    state_of,
    values,
)
from desktop.operations.deeds.hand import Deed, Done, Hand
from desktop.operations.events import Event
from desktop.operations.follow_up import visiting
from desktop.rules.permissions import Action, Right

_NEW = ("round", "unit", "parent", "category", "due_on", "measures", "co_units", "text", *DRAFTED)
_EDIT = (*sorted(EDITABLE), "category", "due_on", "co_units")


def add(hand: Hand) -> Done:
    """A finding with its measures; `measures` are texts, `category` a path such as 一/二."""
    round_id, unit_id = hand.round(), hand.unit(since=hand.on())
    draft = FindingDraft(
        round_id, unit_id, hand.text("text"), **values(hand, [name for name in _NEW if name != "text"])
    )
    told = [MeasureDraft(str(text).strip()) for text in hand.several("measures")]
    if not draft.text or any(not one.text for one in told):
        raise KnownError("问题或措施是空的。请写明后再保存。", "empty")
    given_on = facts.feedback_on(hand.reader, round_id, unit_id) or hand.ledger.today()
    with change(hand.ledger, hand.actor, Action.ADD_FINDING, "新增问题 1 条") as changes:
        finding_id, _number = findings.insert_finding(changes, draft)
        for measure in told:
            measures.insert_measure(changes, finding_id, measure, given_on)
    share(hand, finding_id)
    return done(hand, finding_id)


def edit(hand: Hand) -> Done:
    """Plain fields."""
    finding_id = hand.finding()
    given = values(hand, _EDIT)
    if given:
        findings.edit(hand.ledger, hand.actor, [finding_id], given, reason=hand.text("reason"))
    share(hand, finding_id)
    return done(hand, finding_id)


def reclassify(hand: Hand) -> Done:
    """Nature, unit, earlier due date, feedback date: what decides a figure, from a day on, with a reason."""
    finding_id, reason = hand.finding(), hand.text("reason")
    need_reason(hand, "改变性质、单位、时限或反馈日期")
    given = values(hand, ("nature", "review_on"))
    for name in ("first_due_on", "due_on"):
        if name in hand.args:
            given["due_on"] = hand.day(name)
    if "unit" in hand.args:
        given["unit_id"] = hand.unit(since=hand.on())
    if given or "feedback_on" not in hand.args:
        attributes.reclassify(hand.ledger, hand.actor, finding_id, given, hand.on(), reason)
    if "feedback_on" in hand.args:
        round_id, unit_id = facts.round_of(hand.reader, finding_id), facts.unit_of(hand.reader, finding_id)
        rounds.move_feedback(hand.ledger, hand.actor, round_id, unit_id, hand.day("feedback_on"), reason)
    return done(hand, finding_id)


def recategorise(hand: Hand) -> Done:
    """The category, by its path or level by level."""
    finding_id = hand.finding()
    given = values(hand, ("category", *LEVELS))
    attributes.recategorise(hand.ledger, hand.actor, finding_id, given, hand.on(), hand.text("reason"))
    return done(hand, finding_id)


def add_evidence(hand: Hand) -> Done:
    """A file, or with `paper` a reference to what is kept on paper."""
    finding_id, title = hand.finding(), hand.text("title")
    if hand.text("paper"):
        evidence.add_paper(hand.ledger, hand.actor, finding_id, title, hand.text("paper"))
        return done(hand, finding_id)
    path = hand.path("file")
    measure = hand.measure(finding_id)
    with change(hand.ledger, hand.actor, Action.ADD_EVIDENCE, f"{hand.text('number')} 添加佐证 1 份") as changes:
        evidence.attach(changes, hand.ledger.pool, finding_id, path, title or path.stem, path.name, measure)
    return done(hand, finding_id)


def add_measure(hand: Hand) -> Done:
    """One measure more."""
    finding_id = hand.finding()
    draft = MeasureDraft(
        hand.text("text"), hand.text("leader"), hand.text("department"), hand.text("owner"), hand.day("due_on"),
        "date" if hand.day("due_on") else "", hand.text("standard"),
    )  # fmt: skip
    measures.add(hand.ledger, hand.actor, finding_id, [draft], hand.past())
    return done(hand, finding_id)


def note(hand: Hand) -> Done:
    """记情况: words that move nothing."""
    finding_id = hand.finding()
    progress.note(hand.ledger, hand.actor, finding_id, hand.on(), hand.text("text"), said_by=hand.text("said_by"))
    return done(hand, finding_id)


def claim(hand: Hand) -> Done:
    """What the unit says."""
    finding_id = hand.finding()
    progress.claim(
        hand.ledger, hand.actor, finding_id, state_of(hand), hand.on(), hand.text("text"),
        measure_id=hand.measure(finding_id), said_by=hand.text("said_by"),
    )  # fmt: skip
    return done(hand, finding_id)


def verify(hand: Hand) -> Done:
    """What the office found; the finding's own done is close_out."""
    finding_id = hand.finding()
    progress.verify(
        hand.ledger,
        hand.actor,
        finding_id,
        state_of(hand),
        hand.on(),
        hand.text("text"),
        measure_id=hand.measure(finding_id),
    )
    return done(hand, finding_id)


def refuse(hand: Hand) -> Done:
    """不予认定; `return_to_unit` false leaves the claim."""
    finding_id = hand.finding()
    back = hand.args.get("return_to_unit", True) not in (False, "否", "false", 0)
    progress.refuse(hand.ledger, hand.actor, finding_id, hand.on(), hand.text("reason"), return_to_unit=back)
    return done(hand, finding_id)


def close_out(hand: Hand) -> Done:
    """认定销号; `override` true lets the reason stand for what is missing, where the right is there."""
    finding_id = hand.finding()
    override = hand.text("reason") if hand.args.get("override") in (True, "是", "true", 1) else ""
    closing.close_out(
        hand.ledger, hand.actor, finding_id, hand.on(), evidence.faults, hand.text("text"), override_reason=override
    )
    return done(hand, finding_id)


def correct(hand: Hand) -> Done:
    """更正 of the last standing event of a lane (verdict unless `lane` says claim), or of the one true since `was_on`.

    A close-out without a new state or date never happened.
    """
    finding_id = hand.finding()
    event = event_of(hand, finding_id)
    reason, override = hand.text("reason"), hand.text("override") and hand.text("reason")
    lane = hand.text("lane") or ("verdict" if event.verdict_state is not None else "claim")
    never = event.verdict_state == "done" and event.measure_id is None and not (hand.text("state") or hand.text("on"))
    replaced = None if never and lane == "verdict" else _replaced(hand, finding_id, event, lane)
    correcting.correct(hand.ledger, hand.actor, event.id, replaced, reason, override_reason=override)
    return done(hand, finding_id)


def _replaced(hand: Hand, finding_id: int, event: EventRow, lane: str) -> Event:
    state = state_of(hand, default=event.claim_state if lane == "claim" else event.verdict_state)
    return Event(
        finding_id, event.kind, hand.day("on") or event.effective_on, event.measure_id,
        claim_state=state if lane == "claim" else event.claim_state,
        verdict_state=state if lane == "verdict" else event.verdict_state,
        presence=event.presence, due_on=event.due_on, review_on=event.review_on, text=hand.text("text") or event.text,
        reason=hand.text("reason"), approver=event.approver, opening=bool(event.opening),
        refused=bool(event.refused) and state == event.verdict_state,
    )  # fmt: skip


def reopen(hand: Hand) -> Done:
    """重新打开"""
    finding_id, number = hand.finding(), hand.text("check")
    check = visiting.check_named(hand.reader, number, finding_id) if number else None
    on = hand.day("on") or (visiting.visited_on(hand.reader, check) if check is not None else hand.on())
    progress.reopen(hand.ledger, hand.actor, finding_id, on, hand.text("reason"), check=check)
    return done(hand, finding_id)


def stage_done(hand: Hand) -> Done:
    """阶段完成，长期坚持"""
    finding_id = hand.finding()
    progress.stage_done(hand.ledger, hand.actor, finding_id, hand.on(), hand.day("review_on") or "", hand.text("text"))
    return done(hand, finding_id)


def transfer(hand: Hand) -> Done:
    """移交"""
    finding_id = hand.finding()
    progress.transfer(
        hand.ledger, hand.actor, finding_id, hand.on(), hand.text("reason"), hand.text("receiver"), hand.text("paper")
    )
    return done(hand, finding_id)


def extend(hand: Hand) -> Done:
    """延期"""
    finding_id, due_on = hand.finding(), hand.day("due_on")
    if due_on is None:
        raise KnownError("“新期限”是空的。请填写。", "empty")
    progress.extend(hand.ledger, hand.actor, finding_id, due_on, hand.on(), hand.text("reason"), hand.text("approver"))
    return done(hand, finding_id)


def withdraw(hand: Hand) -> Done:
    """核减"""
    ids = [hand.finding(number) for number in hand.several("number")]
    progress.withdraw(
        hand.ledger, hand.actor, ids, hand.on(), hand.text("reason"), hand.text("approver"), hand.text("paper")
    )
    return done(hand, ids[0])


def split(hand: Hand) -> Done:
    """拆分 into several, each with its text."""
    finding_id = hand.finding()
    draft = draft_of(hand, finding_id)
    parts = [FindingDraft(**{**draft, **part_of(one)}) for one in hand.several("into")]
    made, _changes = progress.split(hand.ledger, hand.actor, finding_id, parts, hand.on(), hand.text("reason"))
    return Done(hand.text("number"), "", tuple(facts.number(hand.reader, one) for one in made))


def merge(hand: Hand) -> Done:
    """合并 into one that exists (`into` is its number) or into a new one (`into` is [{"text": …}])."""
    ids = [hand.finding(number) for name in ("number", "numbers", "with") for number in hand.several(name)]
    ids = list(dict.fromkeys(ids))
    if not ids:
        raise KnownError("合并要写明是哪些问题。", "empty")
    wanted = hand.several("into")
    if len(wanted) != 1:
        raise KnownError("合并要写明并入哪一条（into）。", "empty")
    into = wanted[0]
    target: FindingDraft | int = (
        FindingDraft(**{**draft_of(hand, ids[0]), **part_of(into)}) if isinstance(into, Mapping) else hand.finding(into)
    )
    made, _changes = progress.merge(hand.ledger, hand.actor, ids, target, hand.on(), hand.text("reason"))
    number = facts.number(hand.reader, made)
    return Done(number, "", (number,))


def remove(hand: Hand) -> Done:
    """移入回收站"""
    ids = [hand.finding(number) for number in hand.several("number")]
    hand.past()
    findings.remove(hand.ledger, hand.actor, ids, hand.text("reason"))
    return Done(facts.number(hand.reader, ids[0]))


def restore(hand: Hand) -> Done:
    """从回收站取回"""
    ids = [hand.finding(number, removed=True) for number in hand.several("number")]
    recycle.take_out(hand.ledger, hand.actor, ids)
    return done(hand, ids[0])


_R = Right.REVIEW
DEEDS: dict[str, Deed] = {
    "add": Deed(add, "新增问题", _NEW, ("round", "unit", "text")),
    "edit": Deed(edit, "修改问题", _EDIT),
    "evidence": Deed(add_evidence, "添加佐证", ("title", "file", "paper", "measure"), ("file",)),
    "measure": Deed(add_measure, "新增措施", ("text", "due_on", "owner", "leader", "department", "standard"), ("text",)),
    "note": Deed(note, "记情况", ("text", "said_by"), ("text",)),
    "claim": Deed(claim, "登记自报", ("state", "text", "measure", "said_by"), ("state",)),
    "verify": Deed(verify, "认定进度", ("state", "text", "measure"), ("state",)),
    "refuse": Deed(refuse, "不予认定", ("return_to_unit", "text"), (), _R, True),
    "close_out": Deed(close_out, "认定销号", ("text", "override"), (), _R),
    "correct": Deed(correct, "更正", ("state", "lane", "was_on", "measure", "text"), (), reason=True),
    "reopen": Deed(reopen, "重新打开", ("text", "check"), (), _R, True),
    "stage_done": Deed(stage_done, "阶段完成、长期坚持", ("review_on", "text"), ("review_on",), _R),
    "transfer": Deed(transfer, "移交", ("receiver", "paper", "text"), ("receiver",), _R, True),
    "extend": Deed(extend, "延期", ("due_on", "approver"), ("due_on", "approver"), _R, True),
    "withdraw": Deed(withdraw, "核减", ("approver", "paper"), ("approver",), _R, True),
    "split": Deed(split, "拆分", ("into",), ("into",), _R, True),
    "merge": Deed(merge, "合并", ("into", "numbers", "with"), ("into",), _R, True),
    "reclassify": Deed(
        reclassify, "更改性质、单位、时限或反馈日期", ("nature", "unit", "due_on", "first_due_on", "review_on", "feedback_on"), (),
        _R, True,
    ),
    "recategorise": Deed(recategorise, "重新分类", ("category", *LEVELS)),
    "remove": Deed(remove, "移入回收站"),
    "restore": Deed(restore, "从回收站取回"),
}  # fmt: skip
