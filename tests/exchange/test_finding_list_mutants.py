"""X2: damaged variants of the sample lists are read whole, accounted for, or refused; none crashes or hangs."""

import importlib.util
import time
from pathlib import Path

import pytest

from tests.exchange.raw_rows import filled_rows
from tests.exchange.sample_lists import CASES, accounted, answer, context, expectation, same

_SOURCES = [
    case
    for case in CASES
    if expectation(case)[0].suffix in (".xlsx", ".xlsm") and expectation(case)[1]["form"] == "finding_list"
]
_SLOWEST = 4.0
_PLACES = ("row", "rows", "serial", "measure_details", "sheet", "other")
_mutate_file = Path(__file__).parent.parent / "tools" / "mutate.py"
_spec = importlib.util.spec_from_file_location("mutate", _mutate_file)
mutate = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(mutate)


def _judge(path, promise, expected):
    """One variant: in time, accounted row by row against the raw XML, and true to its promise."""
    began = time.process_time()
    found = answer(path, context(expected))
    assert time.process_time() - began < _SLOWEST, path.name
    if found["form"] == "refused":
        assert promise != "same" and found["message"], path.name
        return
    _account(path, found)
    if promise in ("same", "refuse"):
        _same_findings(path, expected, found)


def _account(path, found):
    aside = {entry["sheet"] for entry in found["ignored"] if entry["row"] == 0}
    for sheet, filled in filled_rows(path).items():
        if sheet in found["sheets"]:
            rows = accounted(found, sheet)
            assert sorted(rows) == sorted(filled), (path.name, sheet, set(rows) ^ filled)
        else:
            assert not filled or sheet in aside, (path.name, sheet)


def _same_findings(path, expected, found):
    assert len(found["findings"]) == len(expected["findings"]), path.name
    for wanted, got in zip(expected["findings"], found["findings"], strict=True):
        differing = {
            key: (value, got.get(key))
            for key, value in wanted.items()
            if key not in _PLACES and not same(value, got.get(key))
        }
        assert differing == {}, path.name


def _run(tmp_path, seeds, sources):
    judged = 0
    for seed in seeds:
        for case in sources:
            path, expected = expectation(case)
            for variant in mutate.mutate(str(path), str(tmp_path / case), seed):
                if variant["file"]:
                    _judge(tmp_path / case / variant["file"], variant["importer_may"], expected)
                    judged += 1
    return judged


@pytest.mark.filterwarnings("ignore")
def test_forty_mutants_are_read_accounted_for_or_refused(tmp_path):
    assert _run(tmp_path, seeds=[7], sources=_SOURCES[:3]) >= 40


@pytest.mark.acceptance
@pytest.mark.timeout(900)
@pytest.mark.filterwarnings("ignore")
def test_five_hundred_mutants_are_read_accounted_for_or_refused(tmp_path):
    assert _run(tmp_path, seeds=[1, 2, 3], sources=_SOURCES) >= 500
