"""The demonstration's story: built through the operations, it says number for number what its data say (B2, R1, R3, R4)."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from dataclasses import replace

import pytest

from db import digest
from db.queries import bases, register
from db.queries.findings import list_findings
from db.queries.history import action
from db.records import FindingCriteria, Scope
from db.store import open_ledger
from desktop.errors import KnownError
from desktop.host.fonts import installed_families
from desktop.operations import ledgers, maintenance, undo
from desktop.operations.demonstration import build, county, extract, hand_edit, player, records
from desktop.operations.papers import reconciling
from desktop.operations.papers.workshop import Workshop
from desktop.rules.overdue import days_overdue, is_waiting
from desktop.rules.permissions import Action
from desktop.statistics.overview import overview
from desktop.statistics.rectification_rate import rate_table
from desktop.statistics.trend import trend
from tests.acceptance import demo_laws as laws
from tests.builders import EVERYONE


@pytest.fixture(scope="module")
def told():
    return extract.read(build.FOLDER)


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    """The whole demonstration, built once; nobody writes into it."""
    ledger = build.build(tmp_path_factory.mktemp("demo") / "demo.ledger")
    yield ledger
    ledger.close()


def of_round(told, code: str = laws.ROUND):
    return [finding for finding in told.findings if finding["round"] == code]


def rows_of(ledger, code: str = laws.ROUND, presence: str = "in"):
    criteria = FindingCriteria(rounds=(register.round_id(ledger.reader, code),), presence=presence)
    return list_findings(ledger.reader, criteria, laws.TODAY)


def standing_of(rows):
    """Claim, verdict, waiting and presence by number, as `laws.stands` tells them."""
    return {row.number: (row.claim, row.verdict, bool(is_waiting(row)), bool(row.present)) for row in rows}


def expected_of(findings):
    found = {}
    for finding in findings:
        now = laws.stands(finding)
        found[finding["number"]] = (now.claim, now.verdict, bool(now.waiting_since) and now.present, now.present)
    return found


def test_the_data_keep_the_numbers_of_the_story(told):
    six = of_round(told)

    assert laws.states(six) == {
        "done": 121, "waiting": 22, "basically_done": 9, "long_term": 11, "in_progress": 21, "not_started": 2, "transferred": 3,
    }  # fmt: skip
    assert laws.overdue(six) == laws.OVERDUE_DAYS
    assert [laws.closed_and_claimed(six, day) for day in laws.WEEKS] == laws.TREND


def test_one_unit_played_through_the_operations_stands_as_its_data_say(told, tmp_path):
    own = [finding for finding in of_round(told) if finding["unit_short"] == "县民政局"]
    part = replace(told, findings=own, letters=[], recommendations=[], other_letters=[])
    clock = player.StoryClock("2025-06-01")
    made = ledgers.new_ledger(tmp_path / "part.ledger", clock=clock, plain=True, office="演示")
    unit_ids, round_ids = county.enter_county(made.ledger, made.actor, part)

    player.Player(made.ledger, clock, part, unit_ids, round_ids).play()

    assert standing_of(rows_of(made.ledger, presence="any")) == expected_of(own)
    assert len(rows_of(made.ledger)) == laws.UNITS["县民政局"][0]
    assert maintenance.check(made.ledger).problems == ()
    made.ledger.close()


@pytest.mark.acceptance
@pytest.mark.timeout(600)
@pytest.mark.parametrize("code", ["15-05", laws.ROUND])
def test_every_finding_stands_as_its_events_say(code, demo, told):
    rows = rows_of(demo, code, "any")

    assert standing_of(rows) == expected_of(of_round(told, code))
    closed = sum(row.verdict == "done" for row in rows if row.present)
    assert (closed, sum(row.present for row in rows)) == {"15-05": (660, 714), "15-06": (121, 189)}[code]


@pytest.mark.acceptance
@pytest.mark.timeout(600)
def test_the_first_page_says_the_story(demo):
    """64.0 per cent, 143 claimed, 7 overdue in 5 units, 22 waiting, 22 due before the end."""
    scope = Scope(rounds=(register.round_id(demo.reader, laws.ROUND),))
    page = overview(demo.reader, bases.default_basis(demo.reader), laws.TODAY, scope=scope)
    todos = {todo.key: (todo.count, todo.units) for todo in page.todos}

    assert (page.verdict.rate.numerator, page.verdict.rate.denominator, page.verdict.rate.text) == (121, 189, "64.0%")
    assert page.claim.rate.numerator == 143
    assert (len(page.overdue), todos["overdue"]) == (7, (7, 5))
    assert todos["waiting"][0] == 22
    assert (todos["within_3"][0], todos["within_10"][0], len(page.due_before_end)) == (4, 6, 22)


@pytest.mark.acceptance
@pytest.mark.timeout(600)
def test_units_categories_flags_and_measures_are_those_of_the_pictures(demo):
    rows = rows_of(demo)
    units = {
        unit: (
            sum(row.unit_short == unit for row in rows),
            sum(row.unit_short == unit and row.verdict == "done" for row in rows),
            sum(row.unit_short == unit and is_waiting(row) for row in rows),
            sum(row.unit_short == unit and bool(days_overdue(row, laws.TODAY)) for row in rows),
        )
        for unit in laws.UNITS
    }
    by_number = {row.number[-4:]: row for row in rows}
    two = [
        row for row in rows if row.unit_short in ("县城管局", "柳坪乡") and row.verdict not in ("done", "transferred")
    ]
    table = rate_table(
        demo.reader,
        bases.default_basis(demo.reader),
        laws.TODAY,
        by="category",
        scope=Scope(rounds=(rows[0].round_id,)),
    )

    assert units == laws.UNITS
    assert {no: days_overdue(by_number[no], laws.TODAY) for no in laws.OVERDUE_DAYS} == laws.OVERDUE_DAYS
    assert (sum(row.on_organisation for row in rows), sum(row.named_by_secretary for row in rows)) == (48, 3)
    assert (len(two), f"{sum(row.amount_yuan or 0 for row in two) / 10000:.2f}") == (16, "221.42")
    done = {no: (by_number[no].measures_done, by_number[no].measures_total) for no in laws.MEASURES_DONE}
    assert done == laws.MEASURES_DONE
    assert [row.rate.numerator for row in table.rows] == [38, 35, 30, 18]


@pytest.mark.acceptance
@pytest.mark.timeout(600)
def test_the_trend_has_the_values_of_its_dates(demo):
    scope = Scope(rounds=(register.round_id(demo.reader, laws.ROUND),))

    points = trend(demo.reader, bases.default_basis(demo.reader), laws.WEEKS, scope=scope)

    assert [(point.verdict.numerator, point.claim.numerator) for point in points] == laws.TREND


@pytest.mark.acceptance
@pytest.mark.timeout(600)
def test_the_papers_of_the_story_are_in_the_register(demo, told):
    kinds = Counter(demo.reader.column("select kind from letter where removed_in is null"))

    steps = json.loads((build.FOLDER / records.NAME).read_text("utf-8"))["steps"]
    by_deed = sum(step["do"] in ("letter.register", "letter.issue") for step in steps)

    assert kinds["recommendation_letter"] == len(told.recommendations)
    assert sum(kinds.values()) == len(told.recommendations) + len(told.letters) + len(told.other_letters) + by_deed
    numbers = demo.reader.column("select number from letter where number <> ''")
    assert len(numbers) == len(set(numbers))


@pytest.mark.acceptance
@pytest.mark.timeout(1800)
def test_all_of_it_can_be_taken_back_and_the_ledger_proves_itself(demo, told, tmp_path):
    """Green after building; after undo and redo of the last hundred the same content; green when nothing is left to undo.

    What a book advises (an opinion without its change, a team that lacks people) stands for clerks to see. A locked draw stays.
    """
    assert wrong(demo) == []
    shutil.copytree(demo.folder, tmp_path / "copy.ledger", ignore=shutil.ignore_patterns("*lock*"))
    clock = player.StoryClock(told.today)
    ledger = open_ledger(tmp_path / "copy.ledger", None, clock)
    before, last = digest.content_digest(ledger.reader), ledger.reader.value("select max(id) from action")

    taken = take_back(ledger, range(last, last - 100, -1))
    assert digest.content_digest(ledger.reader) != before
    for undoing in reversed(taken):
        undo.undo(ledger, EVERYONE, undoing)
    assert digest.content_digest(ledger.reader) == before

    take_back(ledger, range(last, 0, -1))
    assert rows_of(ledger, presence="any") == ()
    assert wrong(ledger) == []
    ledger.close()


def wrong(ledger) -> list[str]:
    """What `check` says is wrong, beside its advice."""
    return [one.message for one in maintenance.check(ledger).problems if one.kind != "warning"]


def take_back(ledger, action_ids) -> list[int]:
    """Undo what may be undone of these actions, in their order; the ids of the undoings. What was locked or voided later is final."""
    found = []
    for one in action_ids:
        known = action(ledger.reader, one)
        if known and known.kind != Action.UNDO and known.kind not in undo.FINAL:
            try:
                found.append(undo.undo(ledger, EVERYONE, one).action_id)
            except KnownError as refusal:
                if refusal.kind != "final":
                    raise
    return found


@pytest.mark.acceptance
def test_the_report_that_was_written_over_is_told_with_its_one_figure(demo, tmp_path):
    """Page 23: what the demonstration leaves to be read back shows one hand edit, and nothing that was added."""
    path = hand_edit.leave_edited(demo, tmp_path)
    found = reconciling.file(demo, Workshop(demo, installed_families()), path)
    changed = [(one.figure, one.then, one.edited) for one in found.lines if one.edited is not None]
    [(figure, then, now)] = changed
    assert figure == hand_edit.FIGURE and sorted(then) == sorted(now) and then != now and not found.unmatched
    assert found.letter.kind == hand_edit.KIND and found.letter.issued_on == "2026-05-20"
