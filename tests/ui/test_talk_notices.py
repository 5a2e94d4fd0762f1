"""Page 17: who was told of a talk already is not told again by the way: it is asked first, whichever way the notice is asked for."""

from dataclasses import replace

import pytest

from db.queries import books as queries
from db.queries import papers
from desktop.errors import KnownError
from desktop.ledgers.talks import TALKS
from desktop.operations.papers.preparing import notified, prepare_notices, to_notify
from desktop.ui.pages.scores.page import ScorePage
from tests.builders import EVERYONE
from tests.operations.papers.handed_in import enter, step
from tests.ui.office import settled, show
from tests.ui.paper_office import an_office_with_overdue

KIND = "talk_notice"


@pytest.fixture
def page(qtbot, context):
    """Three talks to be held; of the first one the unit was told."""
    round_id, units, _ids = an_office_with_overdue(context.ledger, late=3)
    values = {"also": {"kind": "reminder"}, "reason": "overdue", "talker": "县委书记", "talked_to": "主要负责人"}
    made = [enter(context.ledger, "talk", unit=unit, round=round_id, **values) for unit in units[:3]]
    step(context.ledger, "talk", made[0], "notify")
    page = show(qtbot, context, ScorePage(context))
    page.tabs.set_current("talk")
    settled(qtbot, context)
    return page


def tick(page, *places):
    view = page.views["talk"]
    view.table.model.tick([one.id for one in view.records], False)
    view.table.model.tick([view.records[place].id for place in places], True)


def waiting(context):
    return {one.name for one in papers.prepared(context.reader, KIND)}


def test_those_that_were_not_told_are_put_by_and_of_the_others_it_is_asked(qtbot, context, page):
    first, *rest = [one.number for one in page.views["talk"].records]
    tick(page, 0, 1, 2)
    page.notice_button.click()
    settled(qtbot, context)
    assert page.notices.isVisible() and first in page.notices.question.full_text() and waiting(context) == set()
    assert (
        page.notices.rest_button.text() == "只备没通知过的 2 份" and page.notices.again_button.text() == "再备，共 3 份"
    )
    page.notices.rest_button.click()
    settled(qtbot, context)
    assert waiting(context) == set(rest) and page.notices.isHidden()


def test_a_second_notice_is_put_by_where_it_is_wanted(qtbot, context, page):
    tick(page, 0, 1)
    page.notice_button.click()
    page.notices.again_button.click()
    settled(qtbot, context)
    assert waiting(context) == {one.number for one in page.views["talk"].records[:2]}


def test_of_one_that_was_told_it_is_asked_before_it_goes_on_in_the_papers(qtbot, context, page):
    asked = []
    context.page_asked.connect(lambda key, payload: asked.append(payload))
    tick(page, 0)
    page.notice_button.click()
    assert asked == [] and page.notices.rest_button.isHidden() and page.notices.again_button.text() == "再发一份"
    page.notices.no_button.click()
    assert page.notices.isHidden() and asked == []
    page.notice_button.click()
    page.notices.again_button.click()
    assert [one.number for one in asked] == [page.views["talk"].records[0].number]
    tick(page, 1)
    page.notice_button.click()
    assert len(asked) == 2 and page.notices.isHidden(), "nothing is asked of a first notice"


def test_without_that_wish_no_second_notice_is_put_by(context, page):
    talks = queries.records(context.reader, TALKS.shape, "9999-12-31")
    assert [len(notified(talks)), len(to_notify(talks))] == [1, 2]
    with pytest.raises(KnownError, match="1 次已通知过"):
        prepare_notices(context.ledger, EVERYONE, KIND, notified(talks))
    prepare_notices(context.ledger, EVERYONE, KIND, talks)
    assert waiting(context) == {one.number for one in to_notify(talks)}


def test_every_state_of_a_talk_is_told_of_in_one_way_only(context, page):
    [one, *_rest] = queries.records(context.reader, TALKS.shape, "9999-12-31")
    for state in TALKS.states:
        talk = replace(one, state=state.code)
        before = bool(TALKS.step("hold").frm.count(state.code))
        assert bool(notified([talk])) + bool(to_notify([talk])) == before, state.word
