"""The pictures of the rows M1–M25: every row has its place, and every place is a page with that tab."""

import pytest

from desktop.ui.pages import PAGES
from tests.tools.row_pictures import PLACES, rows_by_place
from tests.ui.test_every_matter import ROWS


def test_every_row_of_the_promise_has_a_picture_on_a_page_that_there_is():
    assert list(PLACES) == list(ROWS) and all(PLACES.values())
    assert {place.partition(":")[0] for place in rows_by_place([])} <= {entry.key for entry in PAGES}


@pytest.mark.parametrize("row", ["M9", "M25"])
def test_a_row_can_be_asked_for_alone(row):
    assert list(rows_by_place([row])) == list(PLACES[row])
