"""A print of invented data says so across every page, and only such a print."""

from datetime import date

import pytest

from desktop.paper.faces import Families
from desktop.paper.finding_list import Heading, meeting_list
from desktop.paper.pages import Layout
from desktop.paper.painting import page_image


def image(watermark):
    heading = Heading("问题清单", date(2026, 6, 5), watermark=watermark)
    listed = meeting_list([{"unit": "县民政局", "text": "党费欠缴3个月"}], heading)
    return page_image(Layout(listed, families=Families()), 0, 12)


@pytest.mark.usefixtures("qapp")
def test_only_a_list_of_invented_data_bears_the_watermark_p1():
    plain, marked = image(""), image("演示")
    pairs = [
        (plain.pixelColor(x, y), marked.pixelColor(x, y)) for x in range(plain.width()) for y in range(plain.height())
    ]

    changed = [(before, after) for before, after in pairs if before != after]

    assert changed
    assert all(after.lightness() >= 220 for _before, after in changed)
