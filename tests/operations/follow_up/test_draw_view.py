"""M10: every count of a draw that is shown is a sum that adds up."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from desktop.operations.follow_up.draw_view import view_of
from desktop.rules.draws import Eligible, draw, place_of

FRAMES = st.lists(
    st.tuples(st.integers(0, 6), st.sampled_from(["县直部门", "乡镇（街道）", "园区"])), min_size=1, max_size=40
).map(lambda rows: [Eligible(f"15-06-{n:04d}", f"第{unit}单位{kind}", kind) for n, (unit, kind) in enumerate(rows)])


@given(FRAMES)
def test_strata_and_units_add_up_to_the_frame_and_to_what_was_drawn(frame):
    drawn = draw(frame, "20260605-47")
    view = view_of(frame, Fraction(1, 3), drawn)
    assert (sum(one.units for one in view.strata), sum(one.findings for one in view.strata)) == (
        view.units,
        view.findings,
    )
    assert sum(one.units_drawn for one in view.strata) == len(view.drawn) == len(drawn.units)
    assert (
        sum(one.findings_drawn for one in view.strata)
        == sum(len(one.numbers) for one in view.drawn)
        == len(drawn.findings)
    )
    assert view.frame_sha256 == drawn.frame_sha256 and view.units_due <= len(view.drawn)
    assert [place_of(one.name) for one in view.strata] == sorted(place_of(one.name) for one in view.strata)


def test_before_the_draw_nothing_is_drawn():
    view = view_of([Eligible("1", "甲", "县直部门"), Eligible("2", "乙", "园区")], Fraction(1, 3))
    assert view.drawn == () and [(one.name, one.due, one.units_drawn) for one in view.strata] == [
        ("县直部门", 1, None),
        ("园区", 1, None),
    ]
