"""K1–K9, K11–K17: every list rebuilt from the field comes out as expected, as .xlsx, .xls and .csv (issue 5, landing 2)."""

import pytest

from tests.exchange.field_lists import cases, differences, files, read_case
from tests.exchange.sample_lists import accounted


@pytest.mark.parametrize(("case", "kind"), files())
def test_a_list_from_the_field_is_read_as_expected(case, kind, tmp_path):
    found, expected = read_case(case, kind, tmp_path)

    assert differences(expected, found) == []
    for sheet in found["sheets"]:
        rows = accounted(found, sheet)
        assert len(rows) == len(set(rows))


def test_the_cases_are_all_here():
    assert len(cases()) == 38 and len(files()) > 90
