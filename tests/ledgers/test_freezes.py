"""结账: closed when it is over, for good; the sealed figures are read as words."""

import json

from desktop.ledgers.freezes import FREEZES, check, figures_told
from desktop.rules.permissions import Right


def test_a_period_that_is_not_over_is_told():
    assert [one.kind for one in check({"as_of": "2026-06-06"}, "2026-06-05")] == ["in_future"]
    assert not list(check({"as_of": "2026-05-31"}, "2026-06-05"))


def test_it_is_entered_by_review_and_stays():
    assert FREEZES.add_right is Right.REVIEW and FREEZES.add_final and FREEZES.fixed and FREEZES.own_date == "as_of"


def test_the_sealed_figures_are_read_as_words_and_stay_inside():
    sealed = json.dumps({"figures": [{"title": "问题", "value": "189"}, {"title": "整改率", "value": None}]})
    assert figures_told(sealed) == FREEZES.field("figures").text(sealed) == "问题 189；整改率 —"
    assert FREEZES.field("figures").internal and FREEZES.field("figures").text("") == ""
