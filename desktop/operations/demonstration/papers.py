"""The papers of the story: those sent before are registered afterwards, two are prepared and wait for issue."""

from __future__ import annotations

import json
from typing import Any

from db.queries import facts, register
from db.store import Ledger
from desktop.operations.change import change
from desktop.operations.demonstration.extract import Extract
from desktop.operations.office import put_setting
from desktop.operations.papers import making
from desktop.operations.papers.registering import SentPaper, insert_sent
from desktop.rules.permissions import Action, Actor

_KINDS = {
    "提醒函": "due_warning_letter",
    "中期提醒函": "reminder_letter",
    "督办函": "supervision_letter",
    "移交函": "referral_letter",
    "联审意见反馈函": "joint_review_letter",
}


def enter_papers(ledger: Ledger, actor: Actor, extract: Extract, round_ids: dict[str, int]) -> None:
    """Register what went out before the day of the demonstration, with receipts and replies."""
    with change(ledger, actor, Action.REGISTER_LETTER, "补登以前发出的文书") as changes:
        for letter in extract.letters:
            letter_id = insert_sent(changes, ledger, _chase(ledger, letter, round_ids))
            _happened(changes, letter_id, "receipt", letter.get("signed"), letter)
            _happened(changes, letter_id, "reply", letter.get("answered"), letter)
        for letter in extract.recommendations:
            letter_id = insert_sent(changes, ledger, _recommendation(ledger, letter, round_ids))
            _happened(changes, letter_id, "receipt", letter["sent"], letter)
            _happened(changes, letter_id, "reply", letter.get("replied"), letter)
        for letter in extract.other_letters:
            title = f"{letter['kind']}（{letter['to']}）"
            kind = _KINDS.get(letter["kind"], "other_letter")
            insert_sent(changes, ledger, SentPaper(kind, title, letter["no"], letter["sent"], letter["to"]))
        titles = {leader["name"]: leader["title"].split("、")[-1] for leader in extract.county["county_leaders"]}
        put_setting(changes, "leader_titles", json.dumps(titles, ensure_ascii=False))


def prepare_papers(
    ledger: Ledger, actor: Actor, recommendation: dict[str, Any], report: dict[str, Any], round_id: int
) -> None:
    """One recommendation letter and one report, prepared and unissued."""
    making.prepare(ledger, actor, "recommendation_letter", recommendation["事由"], recommendation, round_id)
    making.prepare(ledger, actor, "rectification_summary_report", "书记专题会汇报", report, round_id)


def _chase(ledger: Ledger, letter: dict[str, Any], round_ids: dict[str, int]) -> SentPaper:
    reader = ledger.writing()
    unit_id = register.unit_id(reader, letter["to"])
    found = [facts.finding_id(reader, number) for number in letter["findings"]]
    title = f"关于{'督办' if letter['kind'] == '督办函' else '提醒'}巡察整改问题的函"
    return SentPaper(
        _KINDS[letter["kind"]], title, letter["no"], letter["sent"], letter["to"], unit_id, round_ids[letter["findings"][0][:5]],
        [one for one in found if one], letter.get("reply_due"), letter.get("copies", ()),
    )  # fmt: skip


def _recommendation(ledger: Ledger, letter: dict[str, Any], round_ids: dict[str, int]) -> SentPaper:
    reader = ledger.writing()
    found = [facts.finding_id(reader, number) for number in letter["findings"]]
    return SentPaper(
        "recommendation_letter", letter["subject"], letter["no"], letter["sent"], letter["to"], register.unit_id(reader, letter["to"]),
        round_ids[letter["round"]], [one for one in found if one], letter.get("reply_due"), letter.get("copies", ()),
        {"建议": letter["advice"], "事由": letter["subject"]},
    )  # fmt: skip


def _happened(changes: Any, letter_id: int, kind: str, on: str | None, letter: dict[str, Any]) -> None:
    if on:
        fields = {"letter_id": letter_id, "kind": kind, "happened_on": on, "person": letter.get("received_by") or ""}
        if kind == "reply":
            fields |= {"number": letter.get("reply_no") or "", "adopted": letter.get("adopted")}
        changes.writer.insert("letter_event", fields)
