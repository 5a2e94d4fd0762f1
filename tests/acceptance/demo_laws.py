"""The laws of the demonstration's data, read from its events in plain Python: where each finding stands on a day."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any, NamedTuple

TODAY = "2026-06-05"
ROUND = "15-06"
WEEKS = (
    "2026-04-03", "2026-04-10", "2026-04-17", "2026-04-24", "2026-05-01", "2026-05-08", "2026-05-15", "2026-05-22", "2026-05-29",
    TODAY,
)  # fmt: skip
TREND = [(6, 10), (12, 18), (19, 27), (27, 38), (36, 50), (48, 66), (63, 84), (86, 105), (109, 127), (121, 143)]
# total, closed out, waiting, overdue
UNITS = {
    "县发改局": (16, 12, 1, 0), "县教育局": (19, 14, 2, 0), "县民政局": (18, 9, 3, 1), "县人社局": (15, 11, 1, 0),
    "县农业农村局": (17, 10, 2, 1), "县城管局": (16, 8, 2, 2), "县粮储中心": (14, 12, 1, 0), "县融媒体中心": (9, 8, 0, 0),
    "青石镇": (20, 12, 3, 1), "河西镇": (18, 10, 3, 0), "柳坪乡": (15, 7, 2, 2), "城关街道": (12, 8, 2, 0),
}  # fmt: skip
OVERDUE_DAYS = {"0090": 18, "0041": 9, "0164": 6, "0076": 4, "0086": 3, "0131": 2, "0170": 1}
MEASURES_DONE = {
    "0086": (2, 3), "0087": (3, 3), "0090": (1, 4), "0091": (4, 5), "0093": (2, 2), "0094": (2, 3), "0097": (0, 2), "0099": (3, 4),
    "0163": (3, 3), "0164": (2, 4), "0166": (1, 3), "0168": (3, 4), "0170": (0, 3), "0172": (2, 3), "0173": (4, 5),
}  # fmt: skip
IN_HAND = ("in_progress", "not_started", "basically_done")


class Stands(NamedTuple):
    """Both lanes, the day since which a claim of done waits for the office, and whether it is in the counts."""

    claim: str
    verdict: str
    waiting_since: str | None
    present: bool


def stands(finding: dict[str, Any], day: str = TODAY) -> Stands:
    """Where a finding stands on a day."""
    now = Stands("not_started", "not_started", None, False)
    for event in finding["events"]:
        if event["on"] > day:
            break
        now = _after(now, event, finding["number"])
    return now


def _after(now: Stands, event: dict[str, Any], number: str) -> Stands:
    kind, status, on = event["type"], event.get("status", ""), event["on"]
    if kind == "give":
        return now._replace(present=True)
    if kind == "claim":
        return now._replace(claim=status, waiting_since=on if status == "done" else None)
    if kind == "verify":
        return now._replace(verdict=status, waiting_since=None if status == "done" else now.waiting_since)
    if kind in ("refuse", "reopen"):
        return now._replace(claim="in_progress", verdict="in_progress", waiting_since=None)
    if kind == "transfer":
        return now._replace(claim="transferred", verdict="transferred")
    if kind == "stage_done":
        return now._replace(claim="long_term", verdict="long_term")
    if kind in ("withdraw", "split") or (kind == "merge" and event["into"] != number):
        return now._replace(present=False)
    return now


def state(finding: dict[str, Any]) -> str:
    """Waiting for the office, or what the office found."""
    now = stands(finding)
    return "waiting" if now.waiting_since else now.verdict


def states(findings: list[dict[str, Any]]) -> Counter[str]:
    """How many findings of those in the counts are in each state."""
    return Counter(state(one) for one in findings if stands(one).present)


def overdue(findings: list[dict[str, Any]]) -> dict[str, int]:
    """Days over by the last four digits of the number."""
    late = [one for one in findings if state(one) in IN_HAND and one["due"] < TODAY]
    return {one["number"][-4:]: (date.fromisoformat(TODAY) - date.fromisoformat(one["due"])).days for one in late}


def closed_and_claimed(findings: list[dict[str, Any]], day: str) -> tuple[int, int]:
    """Closed out by the office, and done by what the units say."""
    found = [stands(one, day) for one in findings]
    closed = sum(now.verdict == "done" for now in found)
    return closed, sum(now.verdict == "done" or bool(now.waiting_since) for now in found)
