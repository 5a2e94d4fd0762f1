"""X7, X8, X9: every sample of a returned workbook comes out as expected, and damaged ones never crash."""

import importlib.util
import time
from pathlib import Path

import pytest

from desktop.cli.merge_json import document
from desktop.errors import Refused
from desktop.exchange.return_book.merging import Outcome, merge_workbook
from desktop.exchange.return_book.plain_files import now_from, sent_from
from desktop.exchange.return_book.values import Reader
from desktop.exchange.workbook_source import open_workbook
from tests.exchange.raw_rows import filled_rows
from tests.exchange.return_book.returned import CASES, SAMPLES, expected

_PARTS = ("changes", "conflicts", "not_allowed", "cleared", "added", "missing", "bad_keys", "faults", "same_edit")
_spec = importlib.util.spec_from_file_location("mutate", Path(__file__).parents[2] / "tools" / "mutate.py")
mutate = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(mutate)


def sides(case):
    return sent_from(SAMPLES / case / "base.json"), now_from(SAMPLES / case / "ledger_now.json")


def outcome(path, sent, now):
    try:
        return merge_workbook(open_workbook(path), sent, now, Reader())
    except Refused as error:
        return Outcome.not_taken(error)


def sorted_rows(rows):
    return sorted(rows, key=str)


@pytest.mark.parametrize("case", CASES)
def test_a_sample_comes_out_as_expected(case):
    wanted, found = expected(case), document(outcome(SAMPLES / case / "returned.xlsx", *sides(case)))
    assert found["result"] == wanted["result"] and found.get("refusal") == wanted.get("refusal")
    assert found["refused"] == wanted.get("refusal", {}).get("kind")
    assert {name: sorted_rows(found[name]) for name in _PARTS} == {name: sorted_rows(wanted[name]) for name in _PARTS}


def plain(found):
    """What a merge says, without the places."""
    return [sorted(map(str, part)) for part in (*vars(found.merged).values(), found.missing)]


def judge(path, case, promise):
    """In time, every row accounted for, and where the contents are the same nothing else than before."""
    sent, now = sides(case)
    began = time.process_time()
    found = outcome(path, sent, now)
    assert time.process_time() - began < 2.0, path.name
    whole = outcome(SAMPLES / case / "returned.xlsx", sent, now)
    if found.refused:
        assert promise != "same" or whole.refused, (path.name, found.refused)
        return
    told = {one.row for one in found.ignored} | {bad.row for bad in found.bad_keys} | {one.row for one in found.added}
    told |= set(found.rows.values()) | {fault.row for fault in found.faults}
    read = {one.sheet for one in found.ignored if one.row}
    for name, rows in filled_rows(path).items():
        assert name not in read or rows <= told, (path.name, name, rows - told)
    assert set(found.missing) <= set(sent.rows) and set(found.missing).isdisjoint(found.rows)
    if promise == "same":
        assert plain(found) == plain(whole), path.name


def run(folder, seeds):
    for case in CASES:
        for seed in seeds:
            for variant in mutate.mutate(SAMPLES / case / "returned.xlsx", folder, seed=seed):
                if variant["file"]:
                    judge(folder / variant["file"], case, variant["importer_may"])


def test_damaged_returns_are_merged_or_refused(tmp_path):
    """X8: each kind of damage once."""
    run(tmp_path, ("1",))


@pytest.mark.acceptance
@pytest.mark.parametrize("seed", range(2, 17))
def test_many_damaged_returns_are_merged_or_refused(tmp_path, seed):
    """X8: 900 damaged returns, 60 a seed."""
    run(tmp_path, (str(seed),))


def test_the_samples_are_all_here():
    assert len(CASES) == 4
