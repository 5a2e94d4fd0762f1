"""Every page of a single round opens on a round of which it has something, and says which where it is not the chosen one."""

from datetime import date
from pathlib import Path

import pytest

from desktop.ui import page_rounds
from desktop.ui.pages import PAGES
from desktop.ui.pages.follow_up.page import RESULTS as RESULTS_TAB
from tests.builders import a_finding, a_round, a_unit
from tests.ui.office import settled

PAGES_DIR = Path(page_rounds.__file__).parent / "pages"
OPENED = {
    page_rounds.DUE: ("due", ""), page_rounds.DRAW: ("follow_up", "desk"), page_rounds.RESULTS: ("follow_up", RESULTS_TAB),
    page_rounds.SCORES: ("talks", "scores"), page_rounds.RECHECK: ("recheck", ""), page_rounds.REVIEWS: ("review", ""),
}  # fmt: skip
"""Where each stands in the window: the page, and its tab."""


@pytest.fixture
def two_rounds(context):
    """The fifth round has findings; the sixth began later and has nothing yet."""
    fifth = a_round(context.ledger, "十五届县委第五轮", feedback_on="2026-01-10")
    sixth = a_round(context.ledger, "十五届县委第六轮", feedback_on="2026-05-10")
    a_finding(context.ledger, fifth, a_unit(context.ledger, "县民政局党组"), "欠缴党费")
    context.set_switches(round_ids=(sixth,), as_of=date(2026, 6, 5))
    return fifth, sixth


def test_every_page_of_a_round_says_what_it_has_of_one_and_is_walked_here():
    used = {
        key
        for key in page_rounds.HAS_ROWS
        for path in PAGES_DIR.rglob("*.py")
        if f"page_rounds.{key.upper()}" in path.read_text("utf-8")
    }
    assert used == set(page_rounds.HAS_ROWS) == set(OPENED)
    strange = [path.name for path in PAGES_DIR.rglob("*.py") if "current_round" in path.read_text("utf-8")]
    assert strange == []


@pytest.mark.parametrize("page", sorted(page_rounds.HAS_ROWS))
def test_a_round_that_a_page_has_nothing_of_gives_way_to_the_newest_that_it_has(context, two_rounds, page, monkeypatch):
    fifth, sixth = two_rounds
    monkeypatch.setitem(page_rounds.HAS_ROWS, page, lambda _reader, one, *_moment: one == fifth)
    assert page_rounds.shown_round(context, page) == fifth
    assert page_rounds.which(context, fifth) == "显示第五轮：第六轮还没有这一页的内容"
    monkeypatch.setitem(page_rounds.HAS_ROWS, page, lambda *_: True)
    assert page_rounds.shown_round(context, page) == sixth and page_rounds.which(context, sixth) == ""
    monkeypatch.setitem(page_rounds.HAS_ROWS, page, lambda *_: False)
    assert page_rounds.shown_round(context, page) == sixth


def test_without_a_round_there_is_none_to_show(context):
    assert {page_rounds.shown_round(context, page) for page in page_rounds.HAS_ROWS} == {None}


@pytest.mark.parametrize("page", sorted(page_rounds.HAS_ROWS))
def test_a_page_that_shows_another_round_says_which(qtbot, context, two_rounds, page, monkeypatch):
    fifth, _sixth = two_rounds
    monkeypatch.setitem(page_rounds.HAS_ROWS, page, lambda _reader, one, *_moment: one == fifth)
    key, tab = OPENED[page]
    [entry] = [one for one in PAGES if one.key == key]
    shown = entry.make(context)
    qtbot.addWidget(shown)
    shown.refresh()
    if tab and hasattr(shown, "tabs"):
        shown.tabs.set_current(tab)
    shown.show()
    settled(qtbot, context)
    assert shown.subtitle_label.full_text() == "显示第五轮：第六轮还没有这一页的内容"
