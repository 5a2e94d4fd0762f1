"""X2, X3, X12: every sample list comes out as expected, field by field."""

import pytest

from tests.exchange.sample_lists import CASES, SAMPLES, accounted, answer, context, expectation, same

_FAULT = ("sheet", "row", "column", "kind", "level")
_IGNORED = ("sheet", "row", "reason")
_LAYOUT = ("sheet", "header_rows", "columns", "unmapped_headers")


@pytest.mark.parametrize("case", CASES)
def test_a_sample_list_is_read_as_expected(case):
    path, expected = expectation(case)

    found = answer(path, context(expected))

    assert found["form"] == expected["form"]
    assert found.get("reason") == expected.get("reason")
    assert [finding["text"][:20] for finding in found["findings"]] == [
        finding["text"][:20] for finding in expected["findings"]
    ]
    for wanted, got in zip(expected["findings"], found["findings"], strict=True):
        assert {key: got.get(key) for key, value in wanted.items() if not same(value, got.get(key))} == {}


@pytest.mark.parametrize("case", CASES)
def test_faults_and_ignored_rows_of_a_sample_list_are_as_expected(case):
    path, expected = expectation(case)

    found = answer(path, context(expected))

    assert _picked(found["faults"], _FAULT) == _picked(expected["faults"], _FAULT)
    assert _picked(found["ignored"], _IGNORED) == _picked(expected["ignored"], _IGNORED)
    assert [{key: table[key] for key in _LAYOUT} for table in found.get("layout", [])] == expected.get("layout", [])


@pytest.mark.parametrize("case", CASES)
def test_no_row_is_accounted_for_twice(case):
    path, expected = expectation(case)

    found = answer(path, context(expected))

    for sheet in found.get("sheets", []):
        rows = accounted(found, sheet)
        assert len(rows) == len(set(rows))


def test_the_samples_are_all_here():
    assert len(CASES) == 19 and (SAMPLES / "units.json").exists()


def _picked(records, keys):
    return sorted(tuple(str(record[key]) for key in keys) for record in records)
