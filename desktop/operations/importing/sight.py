"""What the ledger sees in a list that the file alone does not say."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

COLUMN_WORDS = {
    "due_on": "整改时限",
    "completed_on": "完成日期",
    "text": "问题",
    "verified_status": "认定状态",
    "category": "问题类别",
}


@dataclass(frozen=True)
class Sight:
    """The ledger's side: its day, the round's feedback and second-level categories, and the rows it already has."""

    today: str
    opening: bool
    known: frozenset[tuple[str, str]]
    feedback_on: str | None
    categories: frozenset[str]


def seen_faults(sight: Sight, finding: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """The faults of one finding, in the shape of the reader's."""
    for column in ("due_on", "completed_on"):
        said = finding.get(column) or ""
        if said and sight.feedback_on and said < sight.feedback_on:
            words = f"{said} 早于反馈日期 {sight.feedback_on}。请改成反馈以后的日期，或留空。"
            yield _fault(finding, column, "before_feedback", words)
    if (finding.get("completed_on") or "") > sight.today:
        words = f"{finding['completed_on']} 晚于今天 {sight.today}。请改正或留空。"
        yield _fault(finding, "completed_on", "future_date", words)
    if finding.get("verified_status") == "done" and not sight.opening:
        words = "“已销号”要经过销号核对，这里只按自报入账，请入账后逐条认定。"
        yield _fault(finding, "verified_status", "verdict_needs_gate", words)
    if (finding["unit"], plain(finding["text"])) in sight.known:
        words = "本轮台账中已有同一单位、同样文字的问题，不再重复入账。确是另一件的，请在文字上加以区别。"
        yield _fault(finding, "text", "already_in_ledger", words)
    yield from _category(sight, finding)


def plain(text: str) -> str:
    """A text without its white space, as texts are compared."""
    return "".join(text.split())


def _category(sight: Sight, finding: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """A note where the second level is not one of the round's scheme; the category is kept as written."""
    parts = [part.strip() for part in (finding.get("category") or "").split(" / ")]
    if len(parts) < 2 or not sight.categories or parts[1] in sight.categories:
        return
    near = difflib.get_close_matches(parts[1], sorted(sight.categories), n=1, cutoff=0.4)
    same = [name for name in sight.categories if sorted(name) == sorted(parts[1])]
    nearest = (same or near or [""])[0]
    hint = f"，最接近“{nearest}”" if nearest else ""
    yield _fault(
        finding,
        "category",
        "unknown_category",
        f"“{parts[1]}”不在本轮的分类方案中{hint}。照原文入账，可在台账中批量修改。",
    )


def _fault(finding: Mapping[str, Any], column: str, kind: str, words: str) -> dict[str, Any]:
    place = f"“{finding['sheet']}”表第 {finding['row']} 行" if finding["sheet"] else f"第 {finding['row']} 行"
    message = f"{place}“{COLUMN_WORDS[column]}”：{words}"
    return {
        "sheet": finding["sheet"],
        "row": finding["row"],
        "column": column,
        "cell": "",
        "level": "warning",
        "kind": kind,
        "message": message,
    }
