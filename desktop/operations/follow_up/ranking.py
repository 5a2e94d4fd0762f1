"""成绩单与排名: the units of a round with rate, checks, satisfaction and grades, ranked; and the score sheet of one with its figures (page 16)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from db.queries import books as queries
from db.queries import units as unit_queries
from db.queries.books import Record
from db.queries.findings import list_findings
from db.queries.tallies import tally
from db.reader import Reader
from db.records import Basis, FindingCriteria, FindingRow, Scope
from db.store import Ledger
from desktop.ledgers import books
from desktop.ledgers.scores import SCORE_SCHEMES, SCORE_SHEETS, SMALL
from desktop.ledgers.surveys import SURVEYS
from desktop.ledgers.talks import KINDS
from desktop.ledgers.visits import CHECKS, FALSE, VISITS
from desktop.operations.change import Changes, change
from desktop.operations.follow_up import scoring
from desktop.operations.follow_up.frames import strata, stratum
from desktop.operations.follow_up.score_figures import satisfaction_of
from desktop.operations.records import verbs
from desktop.operations.records.proposals import proposals
from desktop.rules import basis as basis_rules
from desktop.rules import ranking as rules
from desktop.rules import scores
from desktop.rules.draws import place_of
from desktop.rules.permissions import RECORD_ACTIONS, Actor
from desktop.rules.ranking import BY_RATE, Contender
from desktop.rules.rate import Rate
from desktop.rules.satisfaction import percent
from desktop.rules.scores import Node, Result, Score


@dataclass(frozen=True)
class Place:
    """A unit in the ranking; `rank` is None where it stands single or has nothing to be ranked by."""

    unit_id: int
    unit: str
    group: str
    rate: Rate
    findings: tuple[int, ...]
    false: int | None
    satisfaction: str
    visit_grade: str
    sheet: Record | None
    rank: int | None = None
    follows: str = ""
    why: str = ""
    grade: str = ""
    lacks: str = ""
    """What its sheet does not know yet; until then its grade is one for the time being."""

    @property
    def is_small(self) -> bool:
        """Whether it has too few findings for its rate to say much."""
        return len(self.findings) < SMALL


@dataclass(frozen=True)
class Ranking:
    """The whole: groups in order with their places, the schemes that can be chosen, the one that was."""

    round_id: int
    sort: str
    groups: tuple[tuple[str, tuple[Place, ...]], ...]
    total: Rate
    schemes: tuple[Record, ...] = ()
    scheme: Record | None = None

    @property
    def places(self) -> tuple[Place, ...]:
        """Every unit, group by group."""
        return tuple(one for _group, own in self.groups for one in own)


@dataclass(frozen=True)
class Sheet:
    """The score sheet of a unit as it stands, or as the ledger alone would fill it; `told` is what the ledger says by code."""

    nodes: tuple[Node, ...]
    values: Mapping[str, Score]
    told: Mapping[str, str]
    result: Result
    grade: str
    cut_offs: tuple[tuple[str, Decimal], ...]
    record: Record | None = None

    @property
    def missing(self) -> tuple[Node, ...]:
        """The items that are not known yet; the total says nothing of them."""
        return scores.lacking(self.nodes, self.values)

    @property
    def lacks(self) -> str:
        """Those items in words, with their points."""
        return scores.lacking_words(self.missing, self.values)

    @property
    def lacks_points(self) -> bool:
        """Whether the total has none of the points of what is not known; former programs counted some."""
        return not any(node.code in self.values and self.values[node.code].value for node in self.missing)


def ranking(
    reader: Reader,
    basis: Basis,
    round_id: int,
    as_of: str,
    known_at: str | None = None,
    sort: str = BY_RATE,
    scheme_id: int | None = None,
) -> Ranking:
    """Rank the units of a round that have findings in its list; without a scheme by id the one of its sheets, else the last."""
    schemes = _records(reader, SCORE_SCHEMES.name, as_of, known_at)
    sheets = [one for one in _records(reader, SCORE_SHEETS.name, as_of, known_at) if one.stored["round"] == round_id]
    scheme = _scheme(schemes, sheets, scheme_id)
    mine = {one.stored["unit"]: one for one in sheets if scheme is not None and one.stored["scheme"] == scheme.id}
    scope = Scope((round_id,))
    counts = {one.key_id: one for one in tally(reader, basis, as_of, known_at, by="unit", scope=scope)}
    [whole] = tally(reader, basis, as_of, known_at, scope=scope)
    told = _Told(reader, round_id, as_of, known_at, scheme)
    kinds, held = strata(reader), _held(reader, round_id, as_of, known_at)
    found: dict[int, Place] = {}
    contenders: dict[str, list[Contender]] = {}
    for unit in unit_queries.units_of_round(reader, round_id, as_of, known_at):
        count = counts.get(unit.id)
        if unit.id not in held or count is None:
            continue
        group, sheet = stratum(kinds, unit.kind), mine.get(unit.id)
        rate = basis_rules.rate(basis, count.numerator, count.denominator)
        found[unit.id] = told.place(unit.id, unit.short or unit.name, group, rate, held[unit.id], sheet)
        total = Decimal(sheet.stored["total"] or "0") if sheet is not None else None
        vetoed = sheet is not None and bool(sheet.stored["vetoed"])
        one = Contender(unit.id, group, count.numerator, count.denominator, len(held[unit.id]), total, vetoed)
        contenders.setdefault(group, []).append(one)
    placed = rules.ranked((one for own in contenders.values() for one in own), sort, SMALL)
    groups = tuple(
        (group, tuple(_with_rank(found[one.id], placed) for one in rules.in_order(contenders[group], placed, sort)))
        for group in sorted(contenders, key=place_of)
    )
    total_rate = basis_rules.rate(basis, whole.numerator, whole.denominator)
    return Ranking(round_id, sort, groups, total_rate, schemes, scheme)


def sheet_of(reader: Reader, scheme: int, unit: int, round_id: int, on: str, record: Record | None) -> Sheet:
    """The sheet of a unit: the stored one, else what the ledger knows of it on a day."""
    stored: Mapping[str, Any]
    if record is not None:
        stored = record.stored
    else:
        stored = scoring.sheet_filled(reader, {"scheme": scheme, "unit": unit, "round": round_id, "values": ""}, on, "")
    nodes, values, result = scoring.result_of(reader, stored)
    scheme_cuts = scoring.scheme_of(reader, scheme).cut_offs
    cut_offs = scores.read_cut_offs(scheme_cuts)
    grade = scoring.grade_of(reader, record, scheme_cuts)[0] if record is not None else str(stored["grade"] or "")
    return Sheet(nodes, values, scoring.told_of(stored), result, grade, cut_offs, record)


def score(
    ledger: Ledger, actor: Actor, scheme: int, unit: int, round_id: int, code: str, points: str, reason: str
) -> Changes:
    """Points of one item, into the sheet of the unit, which is made where there is none yet."""
    register = books.book(ledger.writing(), SCORE_SHEETS.name)
    with change(ledger, actor, RECORD_ACTIONS[register.add_right], f"评分 {code}") as changes:
        found = _sheet(changes.writer, scheme, unit, round_id, ledger.today())
        typed = scores.read_values(str(found.stored["values"] or "")) if found is not None else {}
        if points.strip():
            typed[code] = Score(scores.number(points.strip(), code), " ".join(reason.split()))
        else:
            typed.pop(code, None)
        values = {"values": scores.written(typed)}
        if found is None:
            whole = {"scheme": scheme, "unit": unit, "round": round_id, **values}
            verbs.insert(ledger, changes, register, verbs.Draft(whole))
        else:
            verbs.update(ledger, changes, register, found.id, values)
    return changes


def take_over(ledger: Ledger, actor: Actor, name: str) -> Changes:
    """选模板: a shipped scheme becomes one of the office's."""
    register = books.book(ledger.writing(), SCORE_SCHEMES.name)
    return verbs.add(ledger, actor, register, {"name": name})[1]


class _Told:
    """What stands beside the rates, each read once."""

    def __init__(self, reader: Reader, round_id: int, as_of: str, known_at: str | None, scheme: Record | None) -> None:
        def of_round(name: str) -> list[Record]:
            found = _records(reader, name, as_of, known_at)
            return [one for one in found if one.stored["round"] == round_id]

        self._checks, self._visits, self._surveys = (
            _by_unit(of_round(name)) for name in (CHECKS.name, VISITS.name, SURVEYS.name)
        )
        self._reader = reader
        self._talks = {one.unit_id: one for one in proposals(reader, as_of, (round_id,))}
        self._cut_offs = str(scheme.stored["cut_offs"] or "") if scheme is not None else ""
        self._nodes = scores.read_scheme(str(scheme.stored["items"])) if scheme is not None else ()
        self._follows = rules.consequences_of(str(scheme.stored["consequences"] or "")) if scheme is not None else {}

    def place(
        self, unit: int, name: str, group: str, rate: Rate, findings: tuple[int, ...], sheet: Record | None
    ) -> Place:
        """A unit with everything but its rank."""
        checks = self._checks.get(unit)
        false = sum(one.stored["found"] == FALSE for one in checks) if checks is not None else None
        graded = [str(one.stored["grade"]) for one in self._visits.get(unit, ()) if VISITS.counts(one, "grade")]
        rate_of = percent(satisfaction_of(self._surveys.get(unit, ())))
        grade = scoring.grade_of(self._reader, sheet, self._cut_offs)[0] if sheet is not None else ""
        lacks = scoring.lacks_of(sheet.stored, self._nodes) if sheet is not None else ""
        talk = self._talks.get(unit)
        follows = [self._follows[grade]] if grade in self._follows else []
        follows += [KINDS[talk.kind]] if talk is not None else []
        last = graded[-1] if graded else ""
        why = talk.matter if talk is not None else ""
        return Place(
            unit, name, group, rate, findings, false, rate_of, last, sheet,
            follows="、".join(follows), why=why, grade=grade, lacks=lacks,
        )  # fmt: skip


def _with_rank(one: Place, placed: Mapping[int, int]) -> Place:
    return replace(one, rank=placed.get(one.unit_id))


def _held(reader: Reader, round_id: int, as_of: str, known_at: str | None) -> dict[int, tuple[int, ...]]:
    """Unit → its findings in the list."""
    rows: Sequence[FindingRow] = list_findings(reader, FindingCriteria(rounds=(round_id,)), as_of, known_at)
    found: dict[int, tuple[int, ...]] = {}
    for row in rows:
        found[row.unit_id] = (*found.get(row.unit_id, ()), row.id)
    return found


def _scheme(schemes: Sequence[Record], sheets: Sequence[Record], wanted: int | None) -> Record | None:
    by_id = {one.id: one for one in schemes}
    used = [one.stored["scheme"] for one in sheets if one.stored["scheme"] in by_id]
    chosen = wanted if wanted in by_id else used[-1] if used else None
    return by_id[chosen] if chosen is not None else schemes[-1] if schemes else None


def _sheet(reader: Reader, scheme: int, unit: int, round_id: int, today: str) -> Record | None:
    place = (scheme, unit, round_id)
    return next(
        (
            one
            for one in _records(reader, SCORE_SHEETS.name, today, None)
            if (one.stored["scheme"], one.stored["unit"], one.stored["round"]) == place
        ),
        None,
    )


def _by_unit(records: Sequence[Record]) -> dict[int, list[Record]]:
    found: dict[int, list[Record]] = {}
    for one in records:
        found.setdefault(one.stored["unit"], []).append(one)
    return found


def _records(reader: Reader, name: str, as_of: str, known_at: str | None) -> tuple[Record, ...]:
    return queries.records(reader, books.as_declared(name).shape, as_of, known_at, bare=True)
