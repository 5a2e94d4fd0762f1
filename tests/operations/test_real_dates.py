"""A date beside a finding or a measure is a real one: every titled field is looked at, what is empty stands."""

from __future__ import annotations

import pytest

from desktop.errors import KnownError
from desktop.operations import real_dates

TITLES = {"due_on": "时限", "review_on": "复查日"}


@pytest.mark.parametrize("field", TITLES)
@pytest.mark.parametrize("value", ["2026-02-29", "2026-13-01", "六月", "2026-6-1", 20260601])
def test_what_is_no_day_is_named_with_its_field(field, value):
    with pytest.raises(KnownError, match=TITLES[field]) as told:
        real_dates.check({"due_on": "2026-06-18", "review_on": None, field: value}, TITLES)
    assert told.value.kind == "date"


@pytest.mark.parametrize("value", ["2026-06-18", "2028-02-29", "", None])
def test_a_day_or_nothing_stands(value):
    real_dates.check({"due_on": value, "text": "六月"}, TITLES)
