"""What visits and checks do beside their records: a check copies what stood, waits where it contradicts a verdict, and reopens only by the deed (M9, M10)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from db.queries import books as queries
from db.queries import facts, follow_up
from db.queries.follow_up import VisitFacts
from db.queries.standing import EVER
from db.reader import Reader
from desktop.errors import KnownError
from desktop.ledgers import books
from desktop.ledgers.draws import DRAWS, LOCKED
from desktop.ledgers.visits import CHECKS, DONE, FALSE, REOPENED, WAITING
from desktop.operations.change import Changes
from desktop.operations.records import record_events
from desktop.rules.state_words import STATE_WORDS

CLOSED = frozenset({"done", "long_term", "transferred"})
"""Verdicts that a check can contradict, and from which a finding is opened again."""


def may_add_visit(reader: Reader, values: Mapping[str, Any]) -> None:
    """A visit goes by a draw that is locked."""
    if values.get("draw"):
        [draw] = queries.records(reader, books.book(reader, DRAWS.name).shape, EVER, ids=[int(values["draw"])])
        if draw.state != LOCKED:
            raise KnownError(f"{draw.number} 没有锁定，不能据以督查。请先锁定抽样。", "draw_not_locked")


def may_add_check(reader: Reader, values: Mapping[str, Any]) -> None:
    """The finding is of the unit that was visited, and was not checked in that visit before."""
    if not values.get("visit") or not values.get("finding"):
        return
    visit, finding = _visit(reader, values["visit"]), int(values["finding"])
    if facts.unit_of(reader, finding) != visit.unit_id:
        raise KnownError(f"{facts.number(reader, finding)} 不是{visit.unit}的问题。请核对编号或督查号。", "other_unit")
    if known := follow_up.check_of(reader, int(values["visit"]), finding):
        raise KnownError(f"{facts.number(reader, finding)} 已在{known}中核查过。请修改那一条。", "checked_twice")


def checked(reader: Reader, values: dict[str, Any], today: str, _at: str) -> dict[str, Any]:
    """The check with its day, its unit, and how the finding stood in both lanes on that day."""
    if not values.get("visit") or not values.get("finding"):
        return values
    visit, finding = _visit(reader, values["visit"]), int(values["finding"])
    on = values.get("on") or visit.on
    stood = facts.lanes(reader, finding, min(on, today))
    return {
        **values,
        "on": on,
        "unit": visit.unit_id,
        "round": values.get("round") or visit.round_id,
        "claimed": STATE_WORDS.get(stood.claim, stood.claim),
        "stood": STATE_WORDS.get(stood.verdict, stood.verdict),
    }


def begins(reader: Reader, values: Mapping[str, Any]) -> str:
    """A check that contradicts a standing verdict waits for a reviewer; it reopens nothing by itself."""
    if values.get("found") != FALSE or not values.get("finding"):
        return DONE
    return WAITING if facts.lanes(reader, int(values["finding"]), EVER).verdict in CLOSED else DONE


def check_named(reader: Reader, number: str, finding: int) -> queries.Record:
    """The check by which a finding is opened again: of that finding, 不属实, and not used before."""
    found = queries.record_id(reader, CHECKS.name, number)
    rows = queries.records(reader, books.book(reader, CHECKS.name).shape, EVER, ids=[found]) if found else ()
    if not rows:
        raise KnownError(f"核查里没有“{number}”。请核对编号。", "unknown_record")
    [check] = rows
    if check.stored["finding"] != finding or check.stored["found"] != FALSE:
        raise KnownError(f"{number} 不是这条问题的“不属实”核查，不能据以重新打开。请核对编号。", "wrong_check")
    if check.state != WAITING:
        raise KnownError(f"{number} 现为“{CHECKS.state(check.state).word}”，不能再据以重新打开。", "wrong_state")
    return check


def waiting_check(reader: Reader, finding: int) -> queries.Record | None:
    """The check that found a closed finding 不属实 and waits for a reviewer; None where there is none."""
    ids = queries.records_of_finding(reader, books.book(reader, CHECKS.name).shape, finding)
    found = queries.records(reader, books.book(reader, CHECKS.name).shape, EVER, ids=ids) if ids else ()
    return next((one for one in found if one.state == WAITING), None)


def visited_on(reader: Reader, check: queries.Record) -> str:
    """The day of the visit: since when a finding that was closed falsely is open again."""
    return day_of(reader, int(check.stored["visit"]))


def day_of(reader: Reader, visit: int) -> str:
    """The day of a visit."""
    return _visit(reader, visit).on


def may_edit_check(record: Mapping[str, Any], names: Iterable[str]) -> None:
    """What was found of which finding stays: it decided whether a reviewer was asked."""
    if set(names) & {"visit", "finding", "found"}:
        raise KnownError(
            f"{record['number']} 的督查、问题和是否属实登记后不改。登记错了的，请移入回收站后重新登记。", "sealed"
        )


def may_remove_check(record: Mapping[str, Any]) -> None:
    """A check by which a finding was opened again is counted (虚假销号) and stays."""
    if record["state"] == REOPENED:
        raise KnownError(f"{record['number']} 已据以重新打开问题，计入虚假销号，不能移入回收站。", "sealed")


def reopened(changes: Changes, check: queries.Record, on: str, reason: str) -> None:
    """虚假销号: the check says that its finding was opened again by it, and is counted."""
    record_events.enter(changes, CHECKS.name, check.id, "reopen", REOPENED, max(on, check.state_on), reason)


def _visit(reader: Reader, visit: int) -> VisitFacts:
    found = follow_up.visit(reader, int(visit))
    if found is None:
        raise KnownError("所写的督查已在回收站中。请取回它，或另选一次督查。", "wrong_state")
    return found
