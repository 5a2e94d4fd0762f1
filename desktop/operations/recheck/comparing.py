"""复盘核对: the three texts of a round read and laid side by side, with what was decided of each difference (page 20, M1, M3, L10)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import Any

from db.queries import books as queries
from db.queries import dictionaries
from db.queries import units as unit_queries
from db.queries.books import Record
from db.queries.findings import list_findings
from db.reader import Reader
from db.records import FindingCriteria, FindingRow
from desktop.ledgers import books
from desktop.ledgers.rechecks import RECHECK_ANSWERS, RECHECK_RUNS
from desktop.ledgers.working_papers import REPORT_ITEMS, WORKING_PAPERS
from desktop.rules import rechecking as rules
from desktop.rules.likeness import alike
from desktop.rules.rechecking import ALLOWED, WORDS, Difference, Kind, Match, Side

SIGNED_BY = ("handler", "reviewer", "approver")
"""The three who sign a working paper: it is whole when each of them has."""
LEAST_LIKE = 0.5
"""From this likeness on a finding is proposed for what has none."""
_HEADINGS = ("part", "aspect")


@dataclass(frozen=True)
class Answer:
    """What somebody decided of a difference, when and why."""

    record: int
    number: str
    state: str
    on: str
    reason: str


@dataclass(frozen=True)
class Like:
    """The finding that a paper or an item without one most resembles, with the likeness (0 to 1): a proposal, never assumed."""

    finding: int
    number: str
    share: float


@dataclass(frozen=True)
class Row:
    """What belongs together, with the records behind it and the answers to its differences."""

    match: Match
    finding: FindingRow | None
    papers: tuple[Record, ...]
    items: tuple[Record, ...]
    answers: Mapping[tuple[str, int, int, int, str], Answer]
    like: Like | None = None

    @property
    def differing(self) -> tuple[Difference, ...]:
        """What must agree and does not, answered or not."""
        return tuple(one for one in self.match.differences if one.kind not in ALLOWED)

    @property
    def open(self) -> tuple[Difference, ...]:
        """What nobody has answered; what is left out of the feedback without a word is among it."""
        return tuple(one for one in self.match.differences if one.key not in self.answers)

    @property
    def is_left_out(self) -> bool:
        """Whether the finding is in the list and not in the feedback."""
        return self.finding is not None and not self.match.written

    @property
    def is_signed(self) -> bool:
        """Whether every working paper of it bears the three signatures."""
        return bool(self.papers) and all(one.stored[name] for one in self.papers for name in SIGNED_BY)


@dataclass(frozen=True)
class UnitSum:
    """A unit's counts; each is a number of rows that can be opened."""

    id: int
    name: str
    rows: tuple[Row, ...]

    @cached_property
    def papers(self) -> int:
        """Working papers."""
        return len({one.id for row in self.rows for one in row.papers})

    @cached_property
    def listed(self) -> int:
        """Findings in the list."""
        return sum(row.finding is not None for row in self.rows)

    @cached_property
    def written(self) -> int:
        """Findings that went into the feedback, and what the feedback says beyond the list."""
        beyond = sum(any(one.kind is Kind.NOT_IN_LIST for one in row.differing) for row in self.rows)
        return sum(row.match.written for row in self.rows) + beyond

    @cached_property
    def unwritten(self) -> int:
        """Findings that did not."""
        return sum(row.is_left_out for row in self.rows)

    @cached_property
    def differing(self) -> tuple[tuple[Row, Difference], ...]:
        """What does not agree, answered or not."""
        return tuple((row, one) for row in self.rows for one in row.differing)

    @cached_property
    def waiting(self) -> tuple[tuple[Row, Difference], ...]:
        """Of these, those that nobody has answered."""
        return tuple((row, one) for row, one in self.differing if one.key not in row.answers)

    @cached_property
    def unexplained(self) -> int:
        """Findings left out of the feedback without a word why."""
        return sum(row.is_left_out and any(one.kind in ALLOWED for one in row.open) for row in self.rows)


@dataclass(frozen=True)
class Recheck:
    """A round: its units in order, and the run that was kept last."""

    round_id: int
    units: tuple[UnitSum, ...]
    last: Record | None = None

    @cached_property
    def whole(self) -> UnitSum:
        """All units together."""
        return UnitSum(0, "合计", tuple(row for one in self.units for row in one.rows))

    def counted(self) -> Recheck:
        """The same with every count made, for who reads beside the window and shows in it."""
        for unit in (*self.units, self.whole):
            for name, count in vars(UnitSum).items():
                if isinstance(count, cached_property):
                    getattr(unit, name)
        return self


def recheck(reader: Reader, round_id: int, as_of: str, known_at: str | None = None) -> Recheck:
    """Compare the working papers, the list and the feedback of a round as they stood on a day."""
    shown = list_findings(reader, FindingCriteria(rounds=(round_id,)), as_of, known_at)
    findings = sorted(shown, key=lambda one: one.number)
    papers = _of_round(reader, WORKING_PAPERS.name, round_id, as_of, known_at)
    items = [
        one
        for one in _of_round(reader, REPORT_ITEMS.name, round_id, as_of, known_at)
        if one.stored["level"] not in _HEADINGS
    ]
    matches = rules.compare(
        [_paper(one) for one in papers],
        [_finding(one) for one in findings],
        [_item(one) for one in items],
        _papers_of(findings, papers),
        _held(items),
        {one.id for one in findings if one.in_feedback},
        _heads(reader),
    )
    answers = _answers(reader, round_id, as_of, known_at)
    by_finding = {one.id: one for one in findings}
    by_paper, by_item = {one.id: one for one in papers}, {one.id: one for one in items}
    rows = [
        Row(
            one,
            by_finding.get(one.finding.id) if one.finding is not None else None,
            tuple(by_paper[each.id] for each in one.papers),
            tuple(by_item[each.id] for each in one.items),
            answers,
            _like(one, findings),
        )
        for one in matches
    ]
    runs = _of_round(reader, RECHECK_RUNS.name, round_id, as_of, known_at)
    return Recheck(round_id, _by_unit(reader, rows, round_id, as_of, known_at), runs[-1] if runs else None)


def run_filled(reader: Reader, values: dict[str, Any], _today: str, _at: str) -> dict[str, Any]:
    """A run with what the ledger counts on its day."""
    if not (values.get("round") and values.get("on")):  # what is needed and empty is asked for, not made up
        return values
    whole = recheck(reader, int(values["round"]), str(values["on"])).whole
    told = [f"{_name(row)} {WORDS[one.kind]}：{told_of(one)}（{_answered(row, one)}）" for row, one in whole.differing]
    return {
        **values, "papers": whole.papers, "listed": whole.listed, "written": whole.written, "unwritten": whole.unwritten,
        "differences": len(whole.differing), "open": len(whole.waiting) + whole.unexplained, "told": "\n".join(told),
    }  # fmt: skip


def told_of(one: Difference) -> str:
    """底稿、清单 26.4 万元，反馈意见 24.6 万元"""
    if one.kind in (Kind.NO_PAPER, Kind.NOT_LISTED, Kind.NOT_IN_LIST, Kind.NOT_WRITTEN):
        return next(said for said in (one.list_says, one.paper_says, one.item_says) if said)
    sides = [("底稿", one.paper_says), ("清单", one.list_says), ("反馈意见", one.item_says)]
    given = [(name, said) for name, said in sides if said]
    grouped = [
        ("和".join(name for name, _said in same), said) for said, same in groupby(given, key=lambda side: side[1])
    ]
    return "，".join(f"{names} {said}" for names, said in grouped)


def _answers(
    reader: Reader, round_id: int, as_of: str, known_at: str | None
) -> dict[tuple[str, int, int, int, str], Answer]:
    """The last answer to each difference, as long as it says the same."""
    found = {}
    for one in _of_round(reader, RECHECK_ANSWERS.name, round_id, as_of, known_at):
        told = one.stored
        key = (told["kind"], told["paper"] or 0, told["finding"] or 0, told["item"] or 0, told["said"])
        found[key] = Answer(one.id, one.number, one.state, told["on"], told["reason"])
    return found


def _like(match: Match, findings: Sequence[FindingRow]) -> Like | None:
    """Of the unit's findings the one that says most nearly the same as what no finding has."""
    if match.finding is not None:
        return None
    text = "\n".join(one.text for one in (*match.papers, *match.items))
    mine = {one.text: one for one in findings if one.unit_id == match.unit}
    found = alike(text, mine, LEAST_LIKE)
    if not found:
        return None
    best = max(found, key=lambda one: found[one])
    return Like(mine[best].id, mine[best].number, found[best])


def _of_round(reader: Reader, name: str, round_id: int, as_of: str, known_at: str | None) -> list[Record]:
    found = queries.records(reader, books.as_declared(name).shape, as_of, known_at, bare=True)
    return [one for one in found if one.stored["round"] == round_id]


def _paper(one: Record) -> Side:
    told = one.stored
    text = "\n".join(said for said in (told["summary"], told["process"]) if said)
    return Side(one.id, told["code"] or one.number, told["unit"], text, told["amount"])


def _finding(one: FindingRow) -> Side:
    heads = (one.category1, one.category2)  # the levels that a feedback letter is divided by
    path = "—".join(head for head in heads if head)
    return Side(one.id, one.number, one.unit_id, one.text, one.amount_yuan, one.people, path)


def _item(one: Record) -> Side:
    told = one.stored
    return Side(one.id, f"第 {told['seq']} 条", told["unit"], told["text"], path=told["path"] or "")


def _papers_of(findings: Sequence[FindingRow], papers: Sequence[Record]) -> dict[int, tuple[int, ...]]:
    """Finding → its papers: those that name it, and the one whose number the list gives."""
    found = _held(papers)
    by_number: dict[str, int] = {}
    for one in papers:
        by_number.setdefault(one.number, one.id)
        if one.stored["code"]:
            by_number[one.stored["code"]] = one.id
    for row in findings:
        if row.id not in found and row.working_paper in by_number:
            found[row.id] = (by_number[row.working_paper],)
    return found


def _held(records: Sequence[Record]) -> dict[int, tuple[int, ...]]:
    """Finding → the records that name it."""
    found: dict[int, tuple[int, ...]] = {}
    for one in records:
        for finding in one.stored["findings"]:
            found[finding] = (*found.get(finding, ()), one.id)
    return found


def _heads(reader: Reader) -> tuple[frozenset[str], ...]:
    """What the categories are called, on their first two levels."""
    rows = dictionaries.categories(reader)
    return tuple(frozenset(head for one in rows if (head := getattr(one, level))) for level in ("level1", "level2"))


def _by_unit(
    reader: Reader, rows: Sequence[Row], round_id: int, as_of: str, known_at: str | None
) -> tuple[UnitSum, ...]:
    units = {one.id: one.short or one.name for one in unit_queries.units_of_round(reader, round_id, as_of, known_at)}
    every = {one.id: one.short or one.name for one in unit_queries.units(reader, as_of)} | units
    order = [*units, *sorted({row.match.unit for row in rows} - set(units))]
    found = [UnitSum(unit, every.get(unit, ""), tuple(row for row in rows if row.match.unit == unit)) for unit in order]
    return tuple(one for one in found if one.rows)


def _name(row: Row) -> str:
    if row.finding is not None:
        return row.finding.number
    return (row.match.papers or row.match.items)[0].number


def _answered(row: Row, one: Difference) -> str:
    answer = row.answers.get(one.key)
    return f"{RECHECK_ANSWERS.state(answer.state).word}：{answer.reason}" if answer is not None else "待处理"
