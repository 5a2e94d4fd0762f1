from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.rules.rate import Rate, ceil_share, scaled, sums_to_hundred

CASES = Path(__file__).parents[1] / "samples" / "D_rates"
RATIOS = [
    ratio for path in sorted(CASES.glob("*.json")) for ratio in json.loads(path.read_text("utf-8")).get("ratios") or []
]
counts = st.integers(0, 3000)


@pytest.mark.parametrize(
    "ratio", RATIOS, ids=lambda r: f"{r['numerator']}/{r['denominator']} {r['as']} {r['rounding']}"
)
def test_r6_ratios_of_the_rate_cases_are_rounded_as_expected(ratio):
    numerator, denominator, rounding, decimals = (
        ratio[n] for n in ("numerator", "denominator", "rounding", "decimals")
    )
    if ratio["as"] == "percent":
        found = Rate(numerator, denominator, rounding, decimals).text
    elif ratio["as"] == "quotient":
        found = str(scaled(numerator, denominator, rounding, decimals))
    else:
        found = ceil_share(numerator, denominator)

    assert found == ratio["expect"]


def test_r6_62_of_70_is_88_6_percent_with_its_counts():
    assert Rate(62, 70).with_counts == "88.6%（62/70）"


def test_nothing_to_count_has_no_rate_and_prints_a_dash():
    rate = Rate(0, 0)

    assert (rate.text, rate.on_screen, rate.on_paper, rate.with_counts) == (None, "—", "—", "—")


def test_a_paper_never_prints_the_whole_where_one_is_missing():
    rate = Rate(1999, 2000)

    assert (rate.text, rate.on_paper, rate.is_touched_up) == ("100.0%", "99.9%", True)
    assert Rate(2000, 2000).on_paper == "100.0%"


def test_points_are_the_difference_of_what_was_printed():
    assert Rate(62, 70).points_above(Rate(2, 3)) == Decimal("21.9")
    assert Rate(1, 2).points_above(Rate(0, 0)) is None


def test_the_sentence_holds_date_rate_counts_and_basis():
    said = Rate(121, 189).sentence("2026-06-05", "县委口径2026（核实）第2版")

    assert said == "截至2026年6月5日，整改率64.0%（121/189；口径：县委口径2026（核实）第2版）。"


def test_the_sentence_of_nothing_says_so():
    assert Rate(0, 0).sentence("2026-06-05", "甲") == "截至2026年6月5日，没有应统计的问题（口径：甲）。"


@given(counts, st.integers(1, 3000), st.integers(0, 4))
def test_half_up_is_within_half_a_place_and_truncate_never_above(numerator, denominator, decimals):
    exact, place = Decimal(100 * numerator) / Decimal(denominator), Decimal(1).scaleb(-decimals)
    half_up = Rate(numerator, denominator, "half_up", decimals).printed
    cut = Rate(numerator, denominator, "truncate", decimals).printed

    assert abs(half_up - exact) <= place / 2 + Decimal("1e-20")
    assert 0 <= exact - cut < place
    assert len(f"{half_up}".partition(".")[2]) == decimals


@given(st.integers(1, 3000), st.integers(0, 4), st.sampled_from(["half_up", "truncate"]))
def test_a_paper_prints_one_hundred_only_for_the_whole(denominator, decimals, rounding):
    almost = Rate(denominator - 1, denominator, rounding, decimals)

    assert Decimal(almost.on_paper.rstrip("%")) < 100


def test_r6_three_thirds_do_not_print_as_one_hundred():
    assert not sums_to_hundred([Rate(1, 3)] * 3)
    assert sums_to_hundred([Rate(1, 4), Rate(3, 4)])
