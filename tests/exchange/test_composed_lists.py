"""K1, K2, K3, K5, K6, K8, K14: lists composed at random come out whole, as a workbook and as a .csv."""

from datetime import date

import pytest

from desktop.cli import list_json
from tests.exchange.composed_lists import composed
from tests.exchange.quick_sheets import read_sheet
from tests.exchange.sample_lists import accounted, same


@pytest.mark.parametrize("start", range(0, 300, 25))
def test_every_composed_list_is_read_whole(start):
    """K1, K2: no row is lost, none too many; every field is what was put in."""
    for seed in range(start, start + 25):
        made = composed(seed)
        for text_only in [False] if made.merges else [False, True]:
            rows = [[f"{cell:%Y/%m/%d}" if text_only and isinstance(cell, date) else cell for cell in row] for row in made.rows]  # fmt: skip
            reading = read_sheet(rows, made.merges, text_only, unit=made.unit, day=date(2025, 3, 10))
            found = list_json.reading(reading)

            assert [one["row"] for one in found["findings"]] == list(made.wanted), (seed, found["ignored"])
            for one in found["findings"]:
                wanted = made.wanted[one["row"]]
                assert {name: one[name] for name, value in wanted.items() if not same(value, one[name])} == {}, seed
            assert not reading.faults, seed
            told = accounted(found, found["sheets"][0])
            assert sorted(told) == [number for number, row in enumerate(rows, 1) if any(row)], seed
