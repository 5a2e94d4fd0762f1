"""The nodes of a round that the ledger knows: their dates, and what of them it can count (ux/pages.md §27)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from db.queries.books import Record
from db.queries.letters import letters
from db.queries.rounds import calendar_days, deadline_rules, feedback_dates
from db.queries.units import units_of_round
from db.reader import Reader
from db.records import RoundRow
from desktop.ledgers import books
from desktop.ledgers.archives import ARCHIVES, HANDED, WIPED
from desktop.ledgers.draws import DRAWS, LOCKED
from desktop.ledgers.places import page_of
from desktop.ledgers.reviews import SUBMISSIONS
from desktop.ledgers.round_nodes import ROUND_NODES
from desktop.operations.follow_up.progress import follow_up
from desktop.operations.records.questions import Wanted, chosen
from desktop.rules.deadlines import DEFAULT_RULES, PROGRESS_REPORT, DeadlineRule, WorkCalendar, days_between, due_by
from desktop.statistics.question import month_day

_SETTLED = ("passed", "filed")
"""States of a submission whose joint review is over."""
_HANDED_IN = {"plan": "plan", "report": "report", "end": "report"}
"""Node → what the units hand in by it; the report is due with the end of the months unless the office says otherwise."""
_REVIEWS = (("plan", "方案联审"), ("report", "报告联审"))
DUE_ON, DONE_ON = "due_on", "done_on"


@dataclass(frozen=True)
class Node:
    """A node of the round; `page` is what it opens. `on` is empty where nobody set a day: it stands after the node before it.

    `past`: the day is over, or all have it. `done`: all have it, as far as the ledger knows; `running`: some have.
    """

    key: str
    title: str
    on: str
    note: str
    past: bool
    done: bool
    page: str = "rounds"
    running: bool = False


@dataclass(frozen=True)
class _Counted:
    """How many have it, of how many; `unit` counts them."""

    given: int
    of: int
    unit: str = "家"

    @property
    def text(self) -> str:
        """12/12 家"""
        return f"{self.given}/{self.of} {self.unit}"


@dataclass(frozen=True)
class _Asked:
    """A round on a day, as known."""

    reader: Reader
    round: RoundRow
    as_of: str
    known_at: str | None

    def records(self, book: str) -> Sequence[Record]:
        """The records of a book that are of the round."""
        declared = books.book(self.reader, book)
        return chosen(self.reader, declared, self.as_of, self.known_at, Wanted(rounds=(self.round.id,)), short=True)


def round_nodes(reader: Reader, one: RoundRow, as_of: str, known_at: str | None = None) -> tuple[Node, ...]:
    """The nodes in order of their dates, the office's own among them; what the timetable leaves without a date is not there.

    A review that began, the one of a report that came in, and the archive have no day of their own: each follows its node.
    """
    asked = _Asked(reader, one, as_of, known_at)
    titles = {
        "secretary_meeting": ("书记专题会", one.secretary_meeting_on),
        "feedback": ("反馈", one.feedback_on),
        "plan": ("整改方案报备", one.plan_due_on),
        "reminder": ("中期提醒", one.reminder_on),
        "report": ("进展报告", _report_due(reader, one)),
        "end": ("集中整改期满", one.ends_on),
        "review": ("回访督查", one.review_due_on),
    }
    counts = _counts(asked)
    if titles["report"][1] == titles["end"][1]:
        titles["end"] = ("进展报告", titles.pop("report")[1])
    else:
        counts.pop("end", None)  # the end of the months is over by its own day, whoever has reported
    nodes = [_node(key, title, on, as_of, counts.get(key)) for key, (title, on) in titles.items() if on]
    return _with_undated(asked, sorted([*nodes, *_own_nodes(asked)], key=_day), counts)


def _counts(asked: _Asked) -> dict[str, _Counted]:
    """What of each node the ledger counts; a node of which nothing was entered yet is not there, but for the feedback and the report."""
    reader, one, as_of = asked.reader, asked.round, asked.as_of
    units = {unit.id for unit in units_of_round(reader, one.id, as_of)}
    own = feedback_dates(reader, one.id)
    sent = letters(reader, kind="reminder_letter", round_id=one.id)
    reminded = {x.unit_id for x in sent if x.issued_on and x.issued_on <= as_of and x.state != "void"}
    counts = {
        "feedback": _Counted(sum((own.get(unit) or one.feedback_on or "9") <= as_of for unit in units), len(units))
    }
    if reminded & units:
        counts["reminder"] = _Counted(len(reminded & units), len(units))
    for kind, _title in _REVIEWS:
        handed = [record for record in asked.records(SUBMISSIONS.name) if record.stored["kind"] == kind]
        last = {record.stored["unit"]: record.state for record in sorted(handed, key=lambda record: record.id)}
        last = {unit: state for unit, state in last.items() if unit in units}
        if last:
            counts |= dict.fromkeys(
                (node for node, wanted in _HANDED_IN.items() if wanted == kind), _Counted(len(last), len(units))
            )
            counts[f"{kind}_review"] = _Counted(sum(state in _SETTLED for state in last.values()), len(units))
    if locked := [record for record in asked.records(DRAWS.name) if record.state == LOCKED]:
        done = follow_up(reader, locked[-1], as_of, asked.known_at)
        counts["review"] = _Counted(len(done.checked), len(done.findings), "条")
    return counts


def _with_undated(asked: _Asked, nodes: Sequence[Node], counts: dict[str, _Counted]) -> tuple[Node, ...]:
    """The joint reviews behind what they review, the archive at the end once the round is on its way there."""
    found: list[Node] = []
    titles = dict(_REVIEWS)
    for node in nodes:
        found.append(node)
        kind = _HANDED_IN.get(node.key, "")
        if kind and f"{kind}_review" in counts and (node.key != "end" or "report" not in {one.key for one in nodes}):
            found.append(_node(f"{kind}_review", titles[kind], "", asked.as_of, counts[f"{kind}_review"]))
    if archives := asked.records(ARCHIVES.name):
        state = archives[-1].state
        done = state in (HANDED, WIPED)
        found.append(Node("archive", "归档", "", ARCHIVES.state(state).word, done, done, "carry", not done))
    elif nodes:
        found.append(Node("archive", "归档", "", "—", past=False, done=False, page="carry"))
    return tuple(found)


def _own_nodes(asked: _Asked) -> list[Node]:
    """What the office added beside the timetable (轮次节点), each on the day it was done or is due."""
    book, as_of = books.book(asked.reader, ROUND_NODES.name), asked.as_of
    found = []
    for node in asked.records(ROUND_NODES.name):
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


_PAGES = {
    "reminder": "letters", "plan_review": "review", "report_review": "review", "plan": "review", "report": "review", "review": "follow_up",
}  # fmt: skip
"""Where a node leads; the others to the round's timetable."""


def _node(key: str, title: str, on: str, as_of: str, counted: _Counted | None) -> Node:
    done = counted is not None and 0 < counted.of == counted.given
    running = counted is not None and 0 < counted.given < counted.of
    told = [*([month_day(on)] if on else []), *([counted.text] if counted else [])]
    past = on <= as_of if on else done
    return Node(key, title, on, " · ".join(told), past, done, _PAGES.get(key, "rounds"), running)


def _report_due(reader: Reader, one: RoundRow) -> str | None:
    if not one.feedback_on:
        return None
    words = deadline_rules(reader, one.id).get(PROGRESS_REPORT)
    rule = DeadlineRule(*words) if words else DEFAULT_RULES[PROGRESS_REPORT]
    return due_by(rule, one.feedback_on, WorkCalendar(calendar_days(reader))).on
