"""The figures of the office (registers.md §10) that the books of today can answer: value, parts, basis in words, and the rows behind."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from db.queries import findings as finding_queries
from db.queries import rounds as round_queries
from db.queries import units as unit_queries
from db.records import FindingRow, Scope
from desktop.ledgers.talks import HELD
from desktop.operations import coverage, evidence
from desktop.operations.book_figures import BOOK_FIGURES, stored_figures
from desktop.operations.figure_moment import Figure, Moment, OfficeFigure
from desktop.operations.follow_up_figures import FOLLOW_UP_FIGURES
from desktop.rules import basis as basis_rules
from desktop.rules.deadlines import add_days
from desktop.rules.overdue import days_overdue, due_date, is_waiting
from desktop.statistics.rectification_rate import rate_table

CLOSED = "done"
IMPLEMENTED = frozenset({"done", "long_term", "basically_done"})


def figures(moment: Moment, names: Iterable[str] = ()) -> list[OfficeFigure]:
    """The figures asked for, by default all and those kept with their source, in their order; KeyError names one that there is not."""
    asked = tuple(names)
    found = [_FIGURES[name](moment, name) for name in (asked or NAMES)]
    return found if asked else [*found, *stored_figures(moment)]


def _by_basis(title: str, **changes: object) -> Figure:
    def figure(moment: Moment, name: str) -> OfficeFigure:
        basis = replace(moment.basis, **changes) if changes else moment.basis  # type: ignore[arg-type]
        table = rate_table(moment.reader, basis, moment.as_of, moment.known_at, scope=Scope(rounds=moment.rounds))
        numbers = finding_queries.numbers_of(moment.reader, [item.finding_id for item in table.total.items])
        rows = tuple(numbers[item.finding_id] for item in table.total.items if item.counted)
        hits = tuple(numbers[item.finding_id] for item in table.total.items if item.hit)
        rate = table.total.rate
        return OfficeFigure(
            name, title, rate.text, rate.numerator, rate.denominator, basis_rules.definition(basis), rows, hits
        )

    return figure


def _share(
    title: str, words: str, whole: Callable[[Moment], list[FindingRow]], part: Callable[[Moment, FindingRow], bool]
) -> Figure:
    def figure(moment: Moment, name: str) -> OfficeFigure:
        rows = whole(moment)
        hits = [row.number for row in rows if part(moment, row)]
        rate = basis_rules.rate(moment.basis, len(hits), len(rows))
        return OfficeFigure(
            name, title, rate.text, len(hits), len(rows), words, tuple(row.number for row in rows), tuple(hits)
        )

    return figure


def _count(title: str, words: str, rows: Callable[[Moment], Iterable[str]]) -> Figure:
    def figure(moment: Moment, name: str) -> OfficeFigure:
        found = tuple(rows(moment))
        return OfficeFigure(name, title, str(len(found)), None, None, words, found, found)

    return figure


def _reply_rate(moment: Moment, name: str) -> OfficeFigure:
    due = [one for one in moment.letters if one.reply_by and one.reply_by < moment.as_of]
    hits = [one for one in due if one.replied_on and one.reply_by and one.replied_on <= one.reply_by]
    rate = basis_rules.rate(moment.basis, len(hits), len(due))
    words = "按期回复的文书 ÷ 回复期限已过的文书"
    told = tuple(one.number for one in due), tuple(one.number for one in hits)
    return OfficeFigure(name, "按期回复率", rate.text, len(hits), len(due), words, *told)


def _in_list(moment: Moment) -> list[FindingRow]:
    return list(moment.rows)


def _due_by(moment: Moment) -> list[FindingRow]:
    return [row for row in moment.rows if (due_date(row) or "9") <= moment.as_of]


def _on_time(_moment: Moment, row: FindingRow) -> bool:
    return row.verdict == CLOSED and (row.verdict_on or "9") <= (due_date(row) or "")


def _immediate(moment: Moment) -> list[FindingRow]:
    return [row for row in moment.rows if row.nature == "immediate"]


def _within_its_days(_moment: Moment, row: FindingRow) -> bool:
    if row.verdict != CLOSED or not row.feedback_on or not row.verdict_on:
        return False
    return row.verdict_on <= add_days(row.feedback_on, row.immediate_days)


def _claimed_or_closed(moment: Moment) -> list[FindingRow]:
    return [row for row in moment.rows if CLOSED in (row.claim, row.verdict)]


def _proved(moment: Moment, row: FindingRow) -> bool:
    return row.evidence_count > len(evidence.faults(moment.ledger, row.id))


def _findings(wanted: Callable[[Moment, FindingRow], bool]) -> Callable[[Moment], Iterable[str]]:
    return lambda moment: [row.number for row in moment.rows if wanted(moment, row)]


def _regulations(kind: str) -> Callable[[Moment], Iterable[str]]:
    return lambda moment: moment.numbers("regulation", lambda one: one.kind == kind)


def _units(moment: Moment) -> Iterable[str]:
    reader = moment.reader
    if not moment.rounds:
        return [one.name for one in unit_queries.units(reader, moment.as_of)]
    found = {
        one.id: one.name for held in moment.rounds for one in unit_queries.units_of_round(reader, held, moment.as_of)
    }
    return list(found.values())


def _rounds(moment: Moment) -> Iterable[str]:
    return [one.name for one in round_queries.rounds(moment.reader) if not moment.rounds or one.id in moment.rounds]


def _coverage(title: str, *, villages: bool = False) -> Figure:
    """Of a whole term, or of all, the units alive; of some rounds, the units of those rounds."""

    def figure(moment: Moment, name: str) -> OfficeFigure:
        found = coverage.coverage(moment.reader, moment.as_of, moment.known_at, rounds=moment.rounds)
        listed = (found.villages if villages else found.whole).units
        if moment.rounds and not _is_a_term(moment):
            within = set(_units(moment))
            listed = tuple(one for one in listed if one.unit.name in within)
        hits = [one.unit.name for one in listed if one.done]
        rate = basis_rules.rate(moment.basis, len(hits), len(listed))
        words = "截至日前已反馈的单位 ÷ 当日在册单位" + ("（只计村和社区）" if villages else "（含村和社区）")
        told = tuple(one.unit.name for one in listed)
        return OfficeFigure(name, title, rate.text, len(hits), len(listed), words, told, tuple(hits))

    return figure


def _is_a_term(moment: Moment) -> bool:
    """Whether the rounds asked for are all rounds of one term."""
    every = round_queries.rounds(moment.reader)
    terms = {one.term_id for one in every if one.id in moment.rounds}
    return len(terms) == 1 and {one.id for one in every if one.term_id in terms} == set(moment.rounds)


def _units_per_inspector(moment: Moment, name: str) -> OfficeFigure:
    """Rounded as the basis says; the words tell it cut and rounded. The rows are the units, counted are the people of the pool."""
    burden = coverage.load(moment.reader, moment.as_of, moment.known_at)
    value = burden.value(moment.basis.rounding)
    words = f"应巡单位 ÷ 编制（没有设编制的，÷ 人才库在库人数）：{burden.words}"
    if value is not None:
        words += f"，截尾 {burden.value('truncate')}，四舍五入 {burden.value('half_up')}"
    units = tuple(one.unit.name for one in coverage.coverage(moment.reader, moment.as_of, moment.known_at).units)
    people = () if burden.posts else coverage.in_pool(moment.reader, moment.as_of, moment.known_at)
    told = None if value is None else str(value)
    return OfficeFigure(name, "人均任务单位", told, burden.units, burden.inspectors, words, units, people)


_FIGURES: dict[str, Figure] = {
    "rectification_rate": _by_basis("整改率"),
    "claim_rate": _by_basis("自报整改率", verified_only=False),
    "measure_rate": _by_basis("措施完成率", level="measure"),
    "on_time_rate": _share("按期整改率", "在现定时限内销号 ÷ 时限已到", _due_by, _on_time),
    "immediate_rate": _share("立行立改率", "在立行立改期限内销号 ÷ 立行立改问题", _immediate, _within_its_days),
    "implementation_rate": _share("整改落实率", "已销号、长期坚持、基本完成 ÷ 在册问题", _in_list, lambda _m, row: row.verdict in IMPLEMENTED),
    "evidence_rate": _share("佐证率", "至少有一份完好佐证 ÷ 自报完成或已销号", _claimed_or_closed, _proved),
    "assigned_to_secretary_rate": _share("当面交书记率", "当面交书记的问题 ÷ 在册问题", _in_list, lambda _m, row: bool(row.assigned_to_secretary)),
    "reply_rate": _reply_rate,
    "coverage_rate": _coverage("覆盖率"),
    "village_coverage_rate": _coverage("村（社区）覆盖率", villages=True),
    "units_per_inspector": _units_per_inspector,
    "findings": _count("问题", "在册问题", _findings(lambda _m, _row: True)),
    "closed": _count("已销号", "认定为已销号", _findings(lambda _m, row: row.verdict == CLOSED)),
    "overdue": _count("逾期", "超过现定时限且未销号、未待核实", _findings(lambda m, row: days_overdue(row, m.as_of) > 0)),
    "waiting": _count("待核实", "单位自报完成，巡察办尚未答复", _findings(lambda _m, row: is_waiting(row))),
    "reopened": _count("反弹", "重新打开过", _findings(lambda _m, row: row.reopened > 0)),
    "extended": _count("延期", "批准过延期", _findings(lambda _m, row: row.extensions > 0)),
    "units": _count("单位", "名册中的单位；限定轮次的，为该轮单位", _units),
    "rounds": _count("轮次", "登记的轮次", _rounds),
    "letters": _count("文书", "已发出且有效的文书", lambda moment: [one.number or one.title for one in moment.letters]),
    "talks": _count("约谈", "已谈话的约谈提醒", lambda moment: moment.numbers("talk", lambda one: one.state in HELD)),
    "regulations_new": _count("新建制度", "新建的制度", _regulations("new")),
    "teams": _count("巡察组", "登记的巡察组", lambda moment: moment.numbers("team", lambda _one: True)),
    "lectures": _count("巡前党课", "讲过的巡前党课", lambda moment: moment.numbers("lecture", lambda _one: True)),
    "regulations_revised": _count("修订制度", "修订的制度", _regulations("revised")),
    **BOOK_FIGURES,
    **FOLLOW_UP_FIGURES,
}  # fmt: skip
NAMES = tuple(_FIGURES)
