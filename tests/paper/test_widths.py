"""Column widths: they fill the sheet and keep numbers and codes whole as long as that is possible."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.host import fonts
from desktop.paper.faces import Face
from desktop.paper.table import UNIT, Column
from desktop.paper.widths import PADDING, fit, need


def test_a_column_needs_its_longest_code_and_not_its_longest_sentence():
    face = Face(fonts.BUNDLED_SERIF, 10.5)

    least = need(["县城管局", "15-06-0090", "占道经营摊位费收缴不入账"], face)

    assert least == pytest.approx(face.width("15-06-0090") + 2 * PADDING)


def test_a_number_clings_to_its_unit_and_the_mark_behind_it():
    face = Face(fonts.BUNDLED_SERIF, 10.5)

    assert need(["涉及14.28万元，已退"], face) == pytest.approx(face.width("14.28万元，") + 2 * PADDING)


@given(
    st.lists(
        st.tuples(st.floats(0, 120), st.floats(0, 3), st.floats(500, 4000)),
        min_size=1,
        max_size=14,
    )
)
def test_widths_always_add_up_to_the_sheet_and_hold_their_needs_where_these_fit(shapes):
    columns = [Column("列", width, weight) for width, weight, _ in shapes]
    needs = [least for *_, least in shapes]

    widths, over = fit(columns, needs, 269 * UNIT)

    assert sum(widths) == pytest.approx(269 * UNIT)
    if over == 0:
        assert all(width >= least - 10 for width, least in zip(widths, needs, strict=True))
    else:
        assert over == pytest.approx(sum(needs) / UNIT - 269, abs=0.06)
