"""L-3, L-4, R2: an independent model in plain Python over random histories: rates as true and as known, presence, digests."""

import shutil
from collections import Counter

import pytest

from db.store import open_ledger
from tests.histories import run


@pytest.mark.parametrize("seed", range(24))
def test_a_random_history_is_told_as_the_plain_model_tells_it(ledger, clock, seed):
    """L-3, L-4"""
    run(ledger, clock, seed, 25)


@pytest.mark.acceptance
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("block", range(20))
def test_a_hundred_random_histories_are_told_as_the_plain_model_tells_them(tmp_path, clock, empty_folder, block):
    """L-3, L-4: twenty blocks of a hundred histories."""
    taken = Counter()
    for number in range(100):
        folder = tmp_path / f"{number}.ledger"
        shutil.copytree(empty_folder, folder)
        ledger = open_ledger(folder, None, clock)
        try:
            taken.update(run(ledger, clock, 10_000 + block * 100 + number, 25))
        finally:
            ledger.close()
            shutil.rmtree(folder)
    assert all(taken[name] for name in ("take_back", "correct", "reclassify", "close_out", "reopen", "split", "merge"))
