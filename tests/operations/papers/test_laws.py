"""Laws on gathered papers over random ledgers: one noun one value in all kinds, parts sum to wholes (P-4, P-18, L-8)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings

from db.queries import bases as basis_queries
from db.records import Basis
from db.store import create_ledger
from desktop.documents.figures import Figure, is_rate
from desktop.documents.recipes import RECIPES
from desktop.documents.vocabulary import COUNT
from desktop.errors import KnownError
from desktop.operations import progress
from desktop.operations.papers import making
from desktop.operations.papers.gathered import Request
from desktop.operations.papers.providers import report_charts
from desktop.rules import basis as basis_rules
from tests.builders import EVERYONE, no_evidence_faults
from tests.random_ledgers import Places, bases, books, days

quick = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
MAY_FALL = ("自报差", "数量变化")


@pytest.fixture(scope="module")
def places(tmp_path_factory):
    numbers = count()

    def new_ledger():
        folder = tmp_path_factory.mktemp("papers") / f"random{next(numbers)}.ledger"
        return create_ledger(folder, None, lambda: datetime(2026, 6, 5, 9))

    made = Places(new_ledger)
    yield made
    made.ledger.close()


def words_of_all_kinds(places, monkeypatch, book, basis, as_of):
    """kind → papers of the first round on a day, as far as the kind has cause for one there."""
    places._begin()
    places.write(book)
    reader, round_id, day = places.ledger.reader, places.rounds[0], date.fromisoformat(as_of)
    monkeypatch.setattr(basis_queries, "default_basis", lambda _reader: basis)
    monkeypatch.setattr(report_charts, "units_png", lambda _shot: b"")
    monkeypatch.setattr(report_charts, "_trend", lambda *_asked: b"")
    numbers = reader.column("select number from finding order by id")
    found = {}
    for recipe in RECIPES:
        units = tuple(places.units) if recipe.each else (places.units[0],)
        request = Request(recipe.kind, day, day, round_id, units, given={"问题编号": list(numbers)})
        try:
            found[recipe.kind] = making.gather(reader, request if recipe.rows.chosen else replace(request, given={}))
        except KnownError:
            found[recipe.kind] = []
    return found


def figures(value, prefix=""):
    if isinstance(value, Figure):
        yield prefix, value
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield from figures(inner, f"{prefix}.{name}")
    elif isinstance(value, (list, tuple)):
        for inner in value:
            yield from figures(inner, prefix)


@given(book=books, basis=bases, as_of=days)
@quick
def test_no_share_is_above_the_whole_and_no_count_below_nought_p18(places, book, basis, as_of):
    with pytest.MonkeyPatch.context() as patch:
        papers = words_of_all_kinds(places, patch, book, basis, as_of)
    for one in (paper for own in papers.values() for paper in own):
        for place, figure in figures(dict(one.words)):
            if is_rate(figure.value):
                assert 0 <= figure.value.numerator <= figure.value.denominator, place
                parts = (figure.value.numerator, figure.value.denominator)
                assert str(figure.value) == basis_rules.rate(basis, *parts).on_paper, place
            elif not any(word in place for word in MAY_FALL):
                assert figure.value >= 0, place


@given(book=books, basis=bases, as_of=days)
@quick
def test_rows_sum_to_totals_and_parts_to_wholes_p18_l8(places, book, basis, as_of):
    with pytest.MonkeyPatch.context() as patch:
        papers = words_of_all_kinds(places, patch, book, basis, as_of)
    for one in papers["rectification_summary_report"]:
        words = one.words
        for table in ("单位表", "类别表"):
            for column, total in (("总数", "总数"), ("销号", "销号")):
                assert sum(int(row[column]) for row in words[table]) == int(words[total]), (table, column)
        assert sum(int(row["自报"]) for row in words["单位表"]) == int(words["自报"])
        assert sum(int(row["逾期"]) for row in words["单位表"]) == int(words["逾期"])
        assert int(words["总数"]) == int(words["销号"]) + int(words["未销"])
        assert sum(int(part["数"]) for part in words["未销分项"]) == int(words["未销"])
        assert len(words["未销清单"]) == int(words.get("未销具体表现数") or words["未销"])
        changed = sum(int(change["增减"]) for change in words.get("数量变化", ()))
        assert changed == int(words["总数"]) - int(words["反馈数"])


@given(book=books, basis=bases, as_of=days)
@quick
def test_rounds_of_a_term_sum_to_it_and_a_feedback_tells_each_problem_once_p18(places, book, basis, as_of):
    with pytest.MonkeyPatch.context() as patch:
        papers = words_of_all_kinds(places, patch, book, basis, as_of)
    for one in papers["inspection_progress_report"]:
        words = one.words
        for column in ("总数", "销号"):
            assert sum(int(row[column]) for row in words["轮次表"]) == int(words[column]), column
        assert int(words["任务单位"]) == int(words["已巡单位"]) + int(words["待巡单位"])
        rest = sum(int(part["数"]) for part in words.get("其余分项", ()))
        assert int(words["逾期"]) + int(words["长期"]) + rest == int(words["未销"])
        if words.get("类别分布"):
            assert sum(int(row["数"]) for row in words["类别分布"]) == int(words["总数"])
    for one in papers["feedback"]:
        told = sum(len(row["问题"]) for row in one.words["问题类别"])
        assert told == int(one.words["入反馈数"])


@given(book=books, as_of=days)
@quick
def test_the_same_noun_has_one_value_in_all_kinds_p4(places, book, as_of):
    with pytest.MonkeyPatch.context() as patch:
        papers = words_of_all_kinds(places, patch, book, Basis(), as_of)
    by_unit: dict[tuple[int | None, str], set[int]] = {}
    for one in (paper for kind in ("supervision_letter", "unit_finding_list") for paper in papers[kind]):
        for field in one.recipe.fields:
            value = one.words.get(field.name)
            if field.kind == COUNT and isinstance(value, Figure) and field.level:
                by_unit.setdefault((one.unit_id, field.name), set()).add(int(value))
    assert all(len(values) == 1 for values in by_unit.values())
    for report in papers["rectification_summary_report"]:
        rows = {row["总数"].rows: row for row in report.words["单位表"]}
        for one in papers["unit_finding_list"]:
            row = rows[one.words["问题总数"].rows]
            assert int(row["总数"]) == int(one.words["问题总数"])
        for one in papers["supervision_letter"]:
            row = rows[one.words["问题总数"].rows]
            assert int(row["逾期"]) == int(one.words["逾期数"])


def test_shares_above_nought_are_those_of_their_parts_in_every_table_p18(office):
    """P-18: random ledgers close little; here work is done in each unit, so that a share that is wrong shows."""
    ledger, round_id, *_units = office
    for number in (1, 3):
        progress.close_out(ledger, EVERYONE, number, "2026-09-20", no_evidence_faults, override_reason="会议")
    day, basis = date(2026, 9, 30), basis_queries.default_basis(ledger.reader)
    [one] = making.gather(ledger.reader, Request("rectification_summary_report", day, day, round_id))
    rates = [
        (place, figure.value, str(figure.value)) for place, figure in figures(dict(one.words)) if is_rate(figure.value)
    ]
    for place, value, printed in rates:
        assert 0 <= value.numerator <= value.denominator, place
        assert printed == basis_rules.rate(basis, value.numerator, value.denominator).on_paper, place
    above = [(place, (value.numerator, value.denominator)) for place, value, _printed in rates if value.numerator]
    assert (".整改率", (2, 3)) in above and {parts for place, parts in above if place == ".单位表.整改率"} == {
        (1, 2),
        (1, 1),
    }


@given(book=books, as_of=days)
@quick
def test_a_reminder_counts_what_warning_and_supervision_letter_count_p4(places, book, as_of):
    """P-4: 逾期, 临期 and 问题总数 of a unit are the same in the letters of one day; the parts sum to what is open."""
    with pytest.MonkeyPatch.context() as patch:
        papers = words_of_all_kinds(places, patch, book, Basis(), as_of)
    late = {one.unit_id: int(one.words["逾期数"]) for one in papers["supervision_letter"]}
    soon = {one.unit_id: int(one.words["临期数"]) for one in papers["due_warning_letter"]}
    for one in papers["reminder_letter"]:
        words = one.words
        assert int(words["未完成逾期数"]) == late.get(one.unit_id, 0)
        assert int(words["未完成临期数"]) == soon.get(one.unit_id, 0)
        parts = ("未完成逾期数", "未完成临期数", "未完成长期数", "未完成待核数", "其他数")
        assert sum(int(words[part]) for part in parts) == int(words["未完成数"])
        assert len(words["问题清单"]) == int(words.get("未完成具体表现数") or words["未完成数"])
