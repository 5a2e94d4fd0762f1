"""The nodes of a round that the ledger knows: their dates, and what of them it can count."""

from __future__ import annotations

from dataclasses import dataclass

from db.queries.letters import letters
from db.queries.rounds import calendar_days, deadline_rules, feedback_dates
from db.queries.units import units_of_round
from db.reader import Reader
from db.records import RoundRow
from desktop.ledgers import books
from desktop.ledgers.places import page_of
from desktop.ledgers.round_nodes import ROUND_NODES
from desktop.operations.records.questions import Wanted, chosen
from desktop.rules.deadlines import DEFAULT_RULES, PROGRESS_REPORT, DeadlineRule, WorkCalendar, days_between, due_by
from desktop.statistics.question import month_day

_COUNTED = ("feedback", "reminder")
DUE_ON, DONE_ON = "due_on", "done_on"


@dataclass(frozen=True)
class Node:
    """A date of the round; `page` is what it opens.

    `past`: the day is over. `done`: all units have it, as far as the ledger knows; `running`: some have.
    """

    key: str
    title: str
    on: str
    note: str
    past: bool
    done: bool
    page: str = "rounds"
    running: bool = False


def round_nodes(reader: Reader, one: RoundRow, as_of: str, known_at: str | None = None) -> tuple[Node, ...]:
    """The nodes in order of their dates, the round's own among them; a node without a date is not there."""
    titles = {
        "secretary_meeting": ("书记专题会", one.secretary_meeting_on),
        "feedback": ("反馈", one.feedback_on),
        "plan": ("整改方案报备", one.plan_due_on),
        "reminder": ("中期提醒", one.reminder_on),
        "report": ("进展报告", _report_due(reader, one)),
        "end": ("集中整改期满", one.ends_on),
        "review": ("回访督查", one.review_due_on),
    }
    if titles["report"][1] == titles["end"][1]:
        titles["end"] = ("进展报告、集中整改期满", titles.pop("report")[1])
    nodes = [_node(reader, one, key, title, on, as_of) for key, (title, on) in titles.items() if on]
    return tuple(sorted([*nodes, *_own_nodes(reader, one, as_of, known_at)], key=_day))


def _own_nodes(reader: Reader, one: RoundRow, as_of: str, known_at: str | None) -> list[Node]:
    """What the office added beside the timetable (轮次节点), each on the day it was done or is due."""
    book = books.book(reader, ROUND_NODES.name)
    found = []
    for node in chosen(reader, book, as_of, known_at, Wanted(rounds=(one.id,)), short=True):
        done = book.is_final(node.state)
        on = str(node.fields[DONE_ON if done else DUE_ON] or node.fields[DUE_ON] or "")
        if on:
            late = not done and on < as_of
            note = f"{month_day(on)}{' · 逾期' if late else ' · 已办' if done else ''}"
            found.append(Node(f"own_{node.id}", str(node.name), on, note, on <= as_of, done, page_of(book.name)))
    return found


def days_to_end(one: RoundRow, as_of: str) -> str:
    """距期满 13 天, 今天期满, 已期满 5 天."""
    if not one.ends_on:
        return ""
    left = days_between(as_of, one.ends_on)
    return f"距期满 {left} 天" if left > 0 else "今天期满" if not left else f"已期满 {-left} 天"


def _day(node: Node) -> str:
    return node.on


def _node(reader: Reader, one: RoundRow, key: str, title: str, on: str, as_of: str) -> Node:
    past, done, running, note = on <= as_of, False, False, ""
    units = units_of_round(reader, one.id, as_of) if key in _COUNTED else ()
    if key == "feedback":
        own = feedback_dates(reader, one.id)
        given = sum((own.get(unit.id) or on) <= as_of for unit in units)
    elif key == "reminder":
        sent = letters(reader, kind="reminder_letter", round_id=one.id)
        reached = {x.unit_id for x in sent if x.issued_on and x.issued_on <= as_of and x.state != "void"}
        given = sum(unit.id in reached for unit in units)
    if key in _COUNTED and (given or key == "feedback"):
        note, done = f"{given}/{len(units)} 家", bool(units) and given == len(units)
        running = 0 < given < len(units)
    text = f"{month_day(on)}{f' · {note}' if note else ''}"
    return Node(key, title, on, text, past, done, "letters" if key == "reminder" else "rounds", running)


def _report_due(reader: Reader, one: RoundRow) -> str | None:
    if not one.feedback_on:
        return None
    words = deadline_rules(reader, one.id).get(PROGRESS_REPORT)
    rule = DeadlineRule(*words) if words else DEFAULT_RULES[PROGRESS_REPORT]
    return due_by(rule, one.feedback_on, WorkCalendar(calendar_days(reader))).on
