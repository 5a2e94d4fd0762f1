"""L-4, D12: every ledger of a former release opens, and says what it said then: rates on 50 dates, lists, papers, drafts.

`VERSION.answers.json` is what that release itself answered.
"""

import hashlib
import json
import zipfile
from datetime import date, datetime
from pathlib import Path

import pytest

from db import digest, triggers
from db.queries import bases
from db.queries.findings import list_findings
from db.queries.papers import figures_of
from db.queries.tallies import tally
from db.records import Basis, FindingCriteria
from db.store import open_ledger
from desktop.operations import maintenance
from desktop.operations.papers import issuing, making
from desktop.operations.papers.gathered import Request
from desktop.operations.papers.workshop import Workshop
from desktop.statistics.overdue import overdue_count, overdue_findings
from desktop.statistics.rectification_rate import rate_table

ISSUED = date(2026, 6, 5)
RELEASES = sorted((Path(__file__).parent / "samples" / "ledgers").glob("*.zip"))


@pytest.fixture(params=RELEASES, ids=[path.stem for path in RELEASES])
def former(request, tmp_path):
    with zipfile.ZipFile(request.param) as archive:
        archive.extractall(tmp_path)
    ledger = open_ledger(tmp_path / "office.ledger", None, lambda: datetime(2026, 6, 6, 9))
    says = json.loads(request.param.with_suffix(".json").read_text("utf-8"))
    yield ledger, says | json.loads(request.param.with_suffix(".answers.json").read_text("utf-8"))
    ledger.close()


def test_there_is_a_sample_of_the_release():
    assert RELEASES


def test_a_former_ledger_opens_with_equal_content_and_counts(former):
    ledger, says = former

    counts = {table: ledger.reader.value(f"select count(*) from [{table}]") for table in says["counts"]}

    assert digest.content_digest(ledger.reader) == says["content_digest"]
    assert counts == says["counts"]
    assert triggers.missing(ledger.writer._connection) == ()


def test_its_rate_is_what_it_was_and_its_papers_are_the_same_files(former):
    ledger, says = former

    rate = rate_table(ledger.reader, bases.default_basis(ledger.reader), "2026-06-05").total.rate

    assert rate.with_counts == says["rate"]
    assert [hashlib.sha256(ledger.pool.read(one)).hexdigest() for one in says["letters"]] == says["letters"]


def test_its_check_is_green(former):
    ledger, _says = former

    assert maintenance.check(ledger).problems == ()


def moments(says, knowledge):
    """The dates of a release's answers: as true, as known on the day itself, as known on one day."""
    return [(day, None if not knowledge else day if knowledge == "same" else knowledge) for day in says["days"]]


def test_its_rates_are_equal_on_fifty_dates_under_every_basis_as_true_and_as_known(former):
    ledger, says = former
    assert len(says["days"]) == 50
    for asked, told in says["rates"].items():
        knowledge, basis, _by = asked.split("|")
        rows = [
            tally(ledger.reader, Basis(**says["bases"][int(basis)]), *moment) for moment in moments(says, knowledge)
        ]
        assert [f"{one.numerator}/{one.denominator}" for (one,) in rows] == told, asked


def test_its_findings_stand_and_are_overdue_as_they_were_on_fifty_dates(former):
    ledger, says = former
    for knowledge, told in says["rows"].items():
        assert [standing(ledger, *moment) for moment in moments(says, knowledge)] == told, knowledge


def standing(ledger, as_of, known_at):
    rows = list_findings(ledger.reader, FindingCriteria(presence="any"), as_of, known_at)
    late = overdue_findings(ledger.reader, FindingCriteria(), as_of, known_at)
    assert overdue_count(ledger.reader, FindingCriteria(), as_of, known_at) == len(late)
    return [
        *sorted(
            [one.number, one.claim, one.verdict, one.present, one.unit_name, one.nature, one.category1, one.due_on,
             one.review_on, one.measures_done, one.measures_total]
            for one in rows
        ),
        *sorted(one.finding.number for one in late),
    ]  # fmt: skip


def test_its_issued_papers_reprint_byte_for_byte_and_a_paper_of_that_day_has_their_figures(former, tmp_path):
    ledger, says = former
    for letter_id, sha256 in enumerate(says["letters"], 1):
        assert hashlib.sha256(issuing.reprint(ledger, letter_id, tmp_path).read_bytes()).hexdigest() == sha256
        kept = [[one.name, one.value, sorted(json.loads(one.findings))] for one in figures_of(ledger.reader, letter_id)]
        anew = [figure for figures in drafts(ledger, "supervision_letter").values() for figure in figures]
        assert kept and all(figure in anew for figure in kept)


def test_its_new_drafts_have_the_figures_that_the_release_gave_them(former):
    ledger, says = former
    kinds = {name.split(" ")[0] for name in says["drafts"]}
    assert {name: own for kind in kinds for name, own in drafts(ledger, kind).items()} == says["drafts"]


def drafts(ledger, kind):
    """Name, value and rows of every figure of the drafts of a kind."""
    workshop, found = Workshop(ledger), {}
    for one in making.gather(ledger.writing(), Request(kind, ISSUED, ISSUED, 1, everyone=True)):
        entries = workshop.press(one.kind).render(one.words).entries
        found[f"{kind} {one.addressee}"] = sorted([e.name, e.value_text, sorted(e.rows)] for e in entries)
    return found
