"""整改工作提示 through the real page (M21): notices with their blank forms to the units, the handbook to two organs, in one run."""

from __future__ import annotations

import pytest

from db.queries import prints
from db.queries.letters import letters
from desktop.documents.readback import read
from desktop.ui.pages.letters.page import LettersPage
from tests.operations.papers.handed_in import enter
from tests.ui.office import Hands, settled, show
from tests.ui.paper_office import Answer, an_office_with_overdue

UNITS = 3
ORGANS = ["县纪委监委", "县委组织部"]


@pytest.fixture
def batch(qtbot, context):
    round_id, units, _ids = an_office_with_overdue(context.ledger, late=UNITS)
    enter(context.ledger, "team", on="2026-05-01", round=round_id, name="第一巡察组", leader="吴洋", units=tuple(units))
    page = show(qtbot, context, LettersPage(context))
    page.batch.kinds.set_kind("rectification_notice")
    settled(qtbot, context)
    return page.batch


def test_one_press_issues_the_notices_and_the_handbook_of_both_organs(batch, context, qtbot):
    hands = Hands(batch.page)
    units = [draft.addressee for draft in batch.drafts if not draft.along]
    assert [draft.addressee for draft in batch.drafts if draft.along] == ORGANS and len(units) >= UNITS
    batch.table.model.tick([draft.id for draft in batch.drafts], True)
    answer = Answer(hands, lambda hands, dialog: hands.click(dialog.verb)).soon()

    hands.click(batch.issue_button)
    settled(qtbot, context)

    assert f"将签发 {len(units)} 份整改通知、2 份整改监督手册，占用 " in answer.dialog_text
    assert sorted(one.addressee for one in letters(context.reader, kind="rectification_notice")) == sorted(units)
    assert sorted(one.addressee for one in letters(context.reader, kind="supervision_handbook")) == sorted(ORGANS)
    left = [one.destination for one in prints.exports(context.reader)]
    assert sorted(left) == sorted([*units, *ORGANS])
    assert len({made.path for made in batch.issued.made}) == len(units) + len(ORGANS)
    for made in batch.issued.made:
        text = read(made.path.read_bytes(), made.path.name).paragraphs
        forms = ("整改方案（样表）", "整改进展情况报告（提纲）") if made.addressee in units else ("日常监督记录表",)
        assert all(any(form in line for line in text) for form in forms)


def test_the_numbers_shown_are_those_that_are_taken(batch, context, qtbot):
    batch.table.model.tick([draft.id for draft in batch.drafts], True)
    shown = [number.text for number in batch._numbers(batch.chosen())]
    hands = Hands(batch.page)
    Answer(hands, lambda hands, dialog: hands.click(dialog.verb)).soon()
    hands.click(batch.issue_button)
    settled(qtbot, context)

    assert [made.number for made in batch.issued.made] == shown and len(set(shown)) == len(shown)


def test_units_asked_for_by_name_get_the_notice_alone(batch, context, qtbot):
    unit = batch.drafts[0].gathered.unit_id
    batch.show_kind("rectification_notice", (unit,))
    settled(qtbot, context)

    assert [draft.gathered.unit_id for draft in batch.drafts] == [unit]
