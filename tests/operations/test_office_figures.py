"""B2, B4: every figure of the office counts by hand: each side of every bound, as of its day, of all rounds or of one."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

import pytest

from db.queries.findings import list_findings
from db.records import FindingCriteria
from desktop.ledgers import books
from desktop.operations import evidence
from desktop.operations.figure_moment import Moment
from desktop.operations.office_figures import NAMES, figures
from desktop.operations.papers import registering
from desktop.operations.papers.registering import SentPaper
from desktop.operations.records import verbs
from tests.builders import EVERYONE, a_finding, a_round, a_unit, claimed
from tests.operations.records.test_verbs import in_state, sample

TODAY = "2026-06-05"
PAPER = SentPaper("supervision_letter", "督办函", "", "2026-05-01", "县民政局党组", reply_by="2026-05-20")


@pytest.fixture
def row(ledger):
    finding = a_finding(ledger, first_due_on="2026-05-20", due_kind="date")
    return list_findings(ledger.reader, FindingCriteria(ids=(finding,)), TODAY)[0]


def moment_of(ledger, *rows, letters=None):
    moment = Moment(ledger, TODAY, None, ())
    moment.__dict__["rows"] = tuple(one._replace(number=str(place)) for place, one in enumerate(rows))
    if letters is not None:
        moment.__dict__["letters"] = letters
    return moment


def counted(moment, name):
    [found] = figures(moment, [name])
    assert found.name == name
    if found.denominator is not None:
        assert (found.numerator, found.denominator) == (len(found.counted), len(found.rows))
        assert set(found.counted) <= set(found.rows)
    else:
        assert (found.numerator, found.value) == (None, str(len(found.rows)))
    return "".join(found.counted), "".join(found.rows)


def test_on_time_is_closed_by_the_date_in_force_of_what_is_due(ledger, row):
    done = row._replace(verdict="done")
    rows = (
        done._replace(verdict_on="2026-05-20"),
        done._replace(verdict_on="2026-05-21"),
        done._replace(verdict_on=None),
        row._replace(verdict="in_progress", verdict_on="2026-05-01"),
        done._replace(due_on=TODAY, verdict_on="2026-05-01"),
        done._replace(due_on="2026-06-06", verdict_on="2026-05-01"),
        done._replace(due_on=None, verdict_on="2026-05-01"),
    )
    assert counted(moment_of(ledger, *rows), "on_time_rate") == ("04", "01234")


def test_immediate_is_closed_within_its_days_from_feedback(ledger, row):
    at_once = row._replace(nature="immediate", feedback_on="2026-03-01", immediate_days=10, verdict="done")
    rows = (
        at_once._replace(verdict_on="2026-03-11"),
        at_once._replace(verdict_on="2026-03-12"),
        at_once._replace(verdict="in_progress", verdict_on="2026-03-02"),
        at_once._replace(feedback_on=None, verdict_on="2026-03-02"),
        at_once._replace(verdict_on=None),
        row._replace(verdict="done", verdict_on="2026-03-02"),
    )
    assert counted(moment_of(ledger, *rows), "immediate_rate") == ("0", "01234")


def test_implemented_is_closed_long_term_or_basically_done(ledger, row):
    states = ("done", "long_term", "basically_done", "in_progress", "not_started", "transferred")
    rows = [row._replace(verdict=state, claim="done") for state in states]

    assert counted(moment_of(ledger, *rows), "implementation_rate") == ("012", "012345")
    assert counted(moment_of(ledger, *rows), "closed")[0] == "0"


def test_evidence_is_asked_of_what_was_reported_done_or_closed_and_one_sound_piece_is_enough(ledger, row, monkeypatch):
    monkeypatch.setattr(evidence, "faults", lambda _ledger, _finding: ["佐证缺失"])
    sides = [("done", "in_progress"), ("done", "done"), ("in_progress", "done"), ("in_progress", "in_progress")]
    rows = [row._replace(claim=claim, verdict=verdict, evidence_count=2) for claim, verdict in sides]
    rows += [rows[0]._replace(evidence_count=1), rows[0]._replace(evidence_count=0)]

    assert counted(moment_of(ledger, *rows), "evidence_rate") == ("012", "01245")


def test_a_reply_is_in_time_up_to_its_last_day_and_counts_once_that_is_over(ledger):
    def letter(number, reply_by, replied_on):
        return SimpleNamespace(number=number, title="函", reply_by=reply_by, replied_on=replied_on)

    sent = (
        letter("0", "2026-05-20", "2026-05-20"),
        letter("1", "2026-05-20", "2026-05-21"),
        letter("2", "2026-06-04", None),
        letter("3", TODAY, "2026-06-01"),
        letter("4", None, "2026-06-01"),
    )
    assert counted(moment_of(ledger, letters=sent), "reply_rate") == ("0", "012")


@pytest.mark.parametrize(
    ("name", "yes", "no"),
    [
        ("closed", {"verdict": "done"}, {"verdict": "in_progress"}),
        ("overdue", {"due_on": "2026-06-04"}, {"due_on": TODAY}),
        ("waiting", {"claim": "done", "claim_newer": 1}, {"claim": "in_progress", "claim_newer": 1}),
        ("reopened", {"reopened": 1}, {"reopened": 0}),
        ("extended", {"extensions": 1}, {"extensions": 0}),
    ],
)
def test_a_count_names_those_that_it_counts(ledger, row, name, yes, no):
    moment = moment_of(ledger, row._replace(**yes), row._replace(**no), row._replace(**yes))

    assert counted(moment, name)[0] == "02"
    assert counted(moment, "findings")[0] == "012"


def test_letters_count_when_they_went_out_by_the_day_and_are_in_force(ledger):
    held, other = a_round(ledger), a_round(ledger, "十五届县委第七轮（常规）")
    for place, (day, round_id) in enumerate([("2026-05-01", held), (TODAY, other), ("2026-05-02", None)], 1):
        registering.register(
            ledger,
            EVERYONE,
            replace(PAPER, number=f"云巡督〔2026〕{place}号", issued_on=day, round_id=round_id, reply_by=None),
        )
    gone, _changes = registering.register(ledger, EVERYONE, replace(PAPER, number="云巡督〔2026〕9号"))
    registering.void(ledger, EVERYONE, gone, TODAY, "发错")

    def numbers(day=TODAY, rounds=()):
        return [one[-2] for one in figures(Moment(ledger, day, None, rounds), ["letters"])[0].rows]

    assert (numbers(), numbers("2026-06-04"), numbers("2026-04-30")) == (["1", "3", "2"], ["1", "3"], [])
    assert (numbers(rounds=(held,)), numbers(rounds=(held, other))) == (["1"], ["1", "2"])


def test_talks_and_regulations_count_by_what_they_are(ledger):
    finding = a_finding(ledger)
    office = {"round": 1, "unit": 1, "finding": finding, "findings": (finding,), "ledger": ledger}
    register = books.book(ledger.reader, "regulation")
    for kind in register.field("kind").choices:
        verbs.add(ledger, EVERYONE, register, {**sample(register, office), "name": f"{kind}制度", "kind": kind})
    moment = Moment(ledger, TODAY, None, ())

    for name, kind in (("regulations_new", "new"), ("regulations_revised", "revised")):
        [number] = figures(moment, [name])[0].rows
        assert moment.numbers("regulation", lambda one, kind=kind: one.kind == kind) == (number,)
        assert moment.numbers("regulation", lambda _one: False) == ()
    talks = books.book(ledger.reader, "talk")
    for state in talks.states:
        in_state(ledger, talks, office, state.code)
    kept = moment.numbers("talk", lambda one: one.state in {"held", "followed"})
    assert figures(moment, ["talks"])[0].rows == kept and len(kept) == 2


def test_units_and_rounds_are_those_of_the_rounds_asked(ledger):
    held, other = a_round(ledger), a_round(ledger, "十五届县委第七轮（常规）")
    first, second = a_unit(ledger, "县民政局党组"), a_unit(ledger, "县财政局党组")
    a_unit(ledger, "县教育局党组")
    for round_id, unit in ((held, first), (held, second), (other, second)):
        a_finding(ledger, round_id, unit)

    def values(*rounds):
        return [found.value for found in figures(Moment(ledger, TODAY, None, rounds), ["units", "rounds", "findings"])]

    assert (values(), values(held), values(other), values(held, other)) == (
        ["3", "2", "3"], ["2", "1", "2"], ["1", "1", "1"], ["2", "2", "3"],
    )  # fmt: skip


def test_the_rates_of_a_basis_say_their_basis_and_whom_they_hit(ledger):
    round_id, unit = a_round(ledger), a_unit(ledger)
    first, _second = (a_finding(ledger, round_id, unit, f"问题{n}", measures_=1) for n in range(2))
    claimed(ledger, first)
    found = {one.name: one for one in figures(Moment(ledger, TODAY, None, ()))}

    assert tuple(found) == NAMES
    assert (found["rectification_rate"].numerator, found["claim_rate"].numerator) == (0, 1)
    assert found["claim_rate"].counted == (found["findings"].rows[0],)
    assert found["claim_rate"].rows == found["findings"].rows == found["rectification_rate"].rows
    assert (found["measure_rate"].numerator, found["measure_rate"].denominator) == (0, 2)
    assert len({found[name].basis for name in ("rectification_rate", "claim_rate", "measure_rate")}) == 3
