"""What comes back with a row out of the bin: all that its removals took along, on whatever copy, and nothing that somebody took back otherwise."""

import pytest

from desktop.operations import findings, progress, recycle, undo
from tests import bins, detours, exchanged
from tests.builders import CLAIMANT, EVERYONE

CLAIM, FINDING = "claim on a finding", detours.FINDING


@pytest.fixture
def pair(tmp_path):
    """Two copies after the one entered a claim beside the one that stood; all is told."""
    one, two = detours.prepared(tmp_path)
    progress.claim(one.ledger, CLAIMANT, FINDING, "partly_done", one.ledger.today())
    exchanged.end([one, two])
    detours.later(one, two)
    return one, two


def claims(copy):
    return copy.ledger.reader.column(
        "select claim_state from finding_event as e where kind = 'claim' and not exists (select 1 from retraction where event_id = e.id)"
    )


def test_what_one_package_brought_together_with_its_removal_comes_back(pair):
    one, two = pair
    findings.remove(one.ledger, EVERYONE, [FINDING], "录错了")
    exchanged.end([one, two])
    recycle.take_out(one.ledger, EVERYONE, [FINDING])
    progress.claim(one.ledger, CLAIMANT, FINDING, "basically_done", one.ledger.today())
    findings.remove(one.ledger, EVERYONE, [FINDING], "录错了")
    exchanged.end([one, two])

    recycle.take_out(two.ledger, EVERYONE, [FINDING])
    assert claims(two) == ("in_progress", "partly_done", "basically_done")
    exchanged.end([one, two])
    assert claims(one) == claims(two) and one.digest == two.digest


def test_what_the_other_copy_took_back_before_it_removed_the_row_stays_away(pair):
    one, two = pair
    undo.undo(one.ledger, EVERYONE)
    findings.remove(one.ledger, EVERYONE, [FINDING], "录错了")
    exchanged.end([one, two])

    recycle.take_out(two.ledger, EVERYONE, [FINDING])
    assert claims(two) == ("in_progress",)
    exchanged.end([one, two])
    assert claims(one) == claims(two) and one.digest == two.digest


def test_kept_where_a_removal_of_another_copy_took_its_registrations_along_the_row_is_whole_again(tmp_path):
    """All are walked in tests/acceptance/test_bins.py."""
    pair = bins.apart(tmp_path, CLAIM, bin_first=True)
    every, kept = bins.settled_apart(tmp_path, pair, [(bins.IN, bins.KEPT), (bins.IN, bins.KEPT)])
    copy = every[2]
    assert not bins.stands(copy, CLAIM)
    row = bins.choose(copy, bins.KEPT)
    assert bins.stands(copy, CLAIM) and bins.reads(copy, *row) == kept
