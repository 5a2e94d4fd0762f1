"""M10, W9: the follow-up draw is the one of the samples, of twenty other lines, and of whoever redraws it (registers.md §5)."""

import csv
import json
from fractions import Fraction
from hashlib import sha256
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.rules.draws import Eligible, draw, in_fours, sum_of

SAMPLES = sorted((Path(__file__).parents[1] / "samples" / "F_draws").iterdir())


def frame_of(folder):
    """The frame of a sample, as it is written."""
    with (folder / "frame.csv").open(encoding="utf-8", newline="") as file:
        return [Eligible(**row) for row in csv.DictReader(file)]


def second_person(rows, seed, top, bottom):
    """The same list of rules, written down by somebody else in whole numbers: numbers by unit that are drawn."""

    def low(names):
        return sorted(names, key=lambda n: (sha256(f"{seed}|{n}".encode()).digest(), n))

    def up(n):
        return -(-n * top // bottom)

    have, kinds = {}, {}
    for number, unit, kind in rows:
        have.setdefault(unit, []).append(number)
        kinds.setdefault(kind, set()).add(unit)
    chosen = [u for names in kinds.values() for u in low(names)[: max(1, up(len(names)))]]
    rest = [u for u in low(have) if u not in chosen]
    while (got := sum(len(have[u]) for u in chosen)) < (need := max(up(len(rows)), len(chosen))):
        chosen.append(rest.pop(0))
    chosen = low(chosen)
    part = {u: divmod(need * len(have[u]), got) for u in chosen}
    quota = {u: part[u][0] for u in chosen}
    for u in sorted(chosen, key=lambda u: (-part[u][1], chosen.index(u)))[: need - sum(quota.values())]:
        quota[u] += 1
    while empty := [u for u in chosen if quota[u] == 0]:
        richest = min(chosen, key=lambda u: (-quota[u], chosen.index(u)))
        quota[richest], quota[empty[0]] = quota[richest] - 1, 1
    return {u: low(have[u])[: quota[u]] for u in chosen}


@pytest.mark.parametrize("folder", SAMPLES, ids=lambda one: one.name)
def test_the_draws_of_the_samples_come_out_exactly(folder):
    wanted = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    drawn = draw(frame_of(folder), wanted["seed"], Fraction(wanted["share"]))
    assert drawn.frame_sha256 == wanted["frame_sha256"]
    assert list(drawn.units) == wanted["units"] and list(drawn.findings) == wanted["findings"]
    assert [len(drawn.units), drawn.units_of] == wanted["proof"]["units"]
    assert [len(drawn.findings), drawn.findings_of] == wanted["proof"]["findings"]


FRAMES = st.lists(st.tuples(st.integers(0, 12), st.sampled_from("县乡村")), min_size=1, max_size=90).map(
    lambda rows: [Eligible(f"15-{n:04d}", f"第{unit}单位{kind}", kind) for n, (unit, kind) in enumerate(rows)]
)
SHARES = st.sampled_from([(1, 3), (1, 4), (1, 2), (2, 5), (1, 100), (1, 1), (9, 10)])


@settings(max_examples=150, deadline=None)
@given(FRAMES, SHARES, st.text("0123456789-", max_size=11))
def test_a_second_person_draws_the_same_and_both_minima_hold(frame, share, seed):
    drawn = draw(frame, seed, Fraction(*share))
    other = second_person([(one.number, one.unit, one.stratum) for one in frame], seed, *share)
    assert drawn.units == tuple(sorted(other))
    assert drawn.findings == tuple(sorted(number for numbers in other.values() for number in numbers))
    top, bottom = share
    assert len(drawn.findings) * bottom >= len(frame) * top
    for kind in {one.stratum for one in frame}:
        all_units = {one.unit for one in frame if one.stratum == kind}
        chosen = max(1, len(all_units & set(drawn.units)))
        assert chosen * bottom >= len(all_units) * top
    by_number = {one.number: one.unit for one in frame}
    assert {by_number[number] for number in drawn.findings} == set(drawn.units), "a chosen unit gives at least one"


@settings(max_examples=40, deadline=None)
@given(FRAMES, st.integers(0, 99))
def test_the_order_of_the_frame_decides_nothing(frame, start):
    mixed = list(frame)
    Random(start).shuffle(mixed)
    assert draw(mixed, "20260605-47") == draw(frame, "20260605-47")


def test_one_finding_more_or_less_is_another_frame():
    frame = frame_of(SAMPLES[0])
    sums = {draw(some, "x").frame_sha256 for some in (frame, frame[1:], [*frame, Eligible("15-01-9999", "甲", "乙")])}
    assert len(sums) == 3


def test_sums_are_over_sorted_numbers_without_an_end_of_line():
    assert sum_of(["b", "a"]) == sha256(b"a\nb").hexdigest()
    assert in_fours("0123456789abcdef" + "f" * 48) == "0123-4567-89AB-CDEF"


@pytest.mark.parametrize("frame, share", [
    ([], Fraction(1, 3)), ([Eligible("1", "甲", "a")], Fraction(0)), ([Eligible("1", "甲", "a")], Fraction(4, 3)),
    ([Eligible("1", "甲", "a")] * 2, Fraction(1, 3)), ([Eligible("1", "甲", "a"), Eligible("2", "甲", "b")], Fraction(1, 3)),
])  # fmt: skip
def test_what_is_no_frame_is_not_drawn_from(frame, share):
    with pytest.raises(ValueError):
        draw(frame, "x", share)
