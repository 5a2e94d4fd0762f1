"""The answer of a merge as the JSON of the contract, and as lines for a person."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from desktop.exchange.return_book.columns import TITLES
from desktop.exchange.return_book.merging import Outcome, Proposal
from desktop.operations.return_book.entering import Merge
from desktop.rules.state_words import STATE_WORDS
from desktop.rules.three_way import BadKey, Edit

_ALWAYS = ("text", "status", "progress")


def document(outcome: Outcome) -> dict[str, Any]:
    """The whole answer in the field names of `samples/E_returned_workbooks`; `refused` is the kind alone."""
    refused, merged = outcome.refused, outcome.merged
    return {
        "result": "refused" if refused else "merge",
        "refused": refused.kind if refused else None,
        **({"refusal": {"kind": refused.kind, "why": refused.why}} if refused else {}),
        "changes": [{**_edit(edit), "new": edit.returned.shown} for edit in merged.changes],
        "conflicts": _edits(merged.conflicts),
        "not_allowed": _edits(merged.not_allowed),
        "cleared": _edits(merged.cleared),
        "added": [_proposal(one) for one in outcome.added],
        "missing": outcome.missing,
        "bad_keys": [_bad_key(bad) for bad in outcome.bad_keys],
        "faults": [_fault(outcome, fault) for fault in outcome.faults],
        "same_edit": _edits(merged.same_edit),
        "ignored": [{"sheet": one.sheet, "row": one.row, "reason": one.reason} for one in outcome.ignored],
        "other": [{"column": one.column, "head": one.head, "rows": list(one.rows)} for one in outcome.other],
    }


def entered(done: Merge, *, dry_run: bool) -> tuple[dict[str, Any], list[str]]:
    """The answer of a merge against a ledger: the merge itself, and what of it became deeds."""
    received = done.received
    refusals = [{"key": one.key, "field": one.field, "reason": one.reason} for one in received.not_entered]
    more = {
        "dry_run": dry_run,
        "unit": received.unit or None,
        "package": received.package.number if received.package else None,
        "extensions": [{"key": key, "due_on": day} for key, day in received.extensions],
        "not_entered": refusals,
        "notes": [
            {"sheet": one.sheet, "cell": one.cell, "author": one.author, "text": one.text} for one in received.notes
        ],
        "entered": done.entered,
        "import_number": done.import_number,
    }
    told = [f"申请延期  {key}  至 {day}" for key, day in received.extensions]
    told += [f"没有入账  {one.key}  {TITLES.get(one.field, one.field)}：{one.reason}" for one in received.not_entered]
    told += [f"批注  {one.cell}  {one.author + '：' if one.author else ''}{one.text}" for one in received.notes]
    told += [f"第 {done.import_number} 次导入：{done.entered} 条有改动入账"] if done.import_number else []
    return {**document(received.outcome), **more}, [*lines(received.outcome), *told]


def lines(outcome: Outcome) -> list[str]:
    """What a person reads: conflicts first."""
    if outcome.refused:
        return []
    merged = outcome.merged
    parts = (
        ("冲突", merged.conflicts), ("改动", merged.changes), ("清空待确认", merged.cleared), ("锁定栏被改，不取", merged.not_allowed),
        ("与台账相同", merged.same_edit),
    )  # fmt: skip
    told = [
        f"{word}  {edit.key}  {TITLES.get(edit.field, edit.field)}  {_moves(edit)}"
        for word, edits in parts
        for edit in edits
    ]
    told += [f"新增（建议）  第 {one.row} 行  {one.values['text'].shown}" for one in outcome.added]
    told += [f"没对上  第 {bad.row} 行  {bad.key}" for bad in outcome.bad_keys]
    told += [fault.message for fault in outcome.faults]
    told += [f"没有认出的一列  {one.column}列“{one.head}”，{len(one.rows)} 格有内容" for one in outcome.other]
    told += [f"台账有而表中无  {key}" for key in outcome.missing]
    counts = "  ".join(f"{word} {len(edits)}" for word, edits in parts)
    return [*told, f"{counts}  新增 {len(outcome.added)}  没对上 {len(outcome.bad_keys)}  缺 {len(outcome.missing)}"]


def _moves(edit: Edit) -> str:
    sides = (edit.sent.shown, edit.returned.shown, edit.ledger.shown)
    words = [STATE_WORDS.get(side or "", side) or "空" for side in sides]
    return "发出时：{}；单位填：{}；台账现在：{}".format(*words)


def _edits(edits: Iterable[Edit]) -> list[dict[str, Any]]:
    return [_edit(edit) for edit in edits]


def _edit(edit: Edit) -> dict[str, Any]:
    values = {"base": edit.sent.shown, "ledger": edit.ledger.shown, "returned": edit.returned.shown}
    return {"key": edit.key, "field": edit.field, **values, **({"kind": edit.kind} if edit.kind else {})}


def _proposal(one: Proposal) -> dict[str, Any]:
    shown = {name: said.shown for name, said in one.values.items()}
    more = {name: value for name, value in shown.items() if value is not None and name not in _ALWAYS}
    return {"row": one.row, **{name: shown.get(name) for name in _ALWAYS}, **more}


def _bad_key(bad: BadKey) -> dict[str, Any]:
    suggest = {"suggest": bad.suggest} if bad.kind == "altered" else {}
    return {"row": bad.row, "key": bad.key or None, "kind": bad.kind, **suggest}


def _fault(outcome: Outcome, fault: Any) -> dict[str, Any]:
    keys = {row: key for key, row in outcome.rows.items()}
    return {
        "sheet": fault.sheet, "row": fault.row, "key": keys.get(fault.row), "field": fault.column, "column": fault.column,
        "cell": fault.cell, "level": fault.level, "kind": fault.kind, "message": fault.message,
    }  # fmt: skip
