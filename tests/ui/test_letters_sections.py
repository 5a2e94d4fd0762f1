"""单份出文: sections are unticked and the paper goes without them; one that must stay says why; what is put by keeps the choice."""

from __future__ import annotations

import json

import pytest
from PySide6.QtCore import Qt

from db.queries import letters as letter_queries
from db.queries import papers
from desktop.documents import labels, readback
from desktop.documents.section_order import ORDER
from desktop.documents.sections import LEFT_OUT
from desktop.errors import KnownError
from desktop.operations.papers import making
from desktop.operations.papers.gathered import Request
from tests.ui.office import settled
from tests.ui.paper_office import an_office_with_overdue, single_tab

KIND, TITLE = "rectification_summary_report", "自报与核实对照"


@pytest.fixture
def office(context):
    return an_office_with_overdue(context.ledger)


@pytest.fixture
def tab(qtbot, context, office):
    return single_tab(qtbot, context, KIND)


def item(tab, title):
    box = tab.sections.list
    return next(one for one in map(box.item, range(box.count())) if one.data(Qt.ItemDataRole.UserRole) == title)


def tick(tab, context, qtbot, on, title=TITLE):
    with qtbot.waitSignal(tab.sections.left_out):  # a tick is taken on the next turn
        item(tab, title).setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
    tab.read()
    settled(qtbot, context)


def test_an_unticked_section_is_not_printed_and_comes_back(tab, context, qtbot):
    whole = tab.reader.preview.text()
    assert TITLE in whole and not tab.sections.isHidden()

    tick(tab, context, qtbot, on=False)

    assert TITLE not in tab.reader.preview.text() and "印 9 / 10" in tab.sections.told.full_text()
    assert tab.form().fields()[LEFT_OUT] == [TITLE]
    tick(tab, context, qtbot, on=True)
    assert tab.reader.preview.text() == whole and LEFT_OUT not in tab.form().fields()


def test_a_section_that_must_stay_cannot_be_unticked_and_says_why(tab):
    kept = item(tab, "整改总体情况")
    assert not kept.flags() & Qt.ItemFlag.ItemIsUserCheckable and "不能略去：" in kept.toolTip()
    assert "只在这一部分印出" in kept.text()


def test_what_is_put_by_and_issued_goes_without_the_section(tab, context, qtbot, office):
    tab.form().set_fields({"下步": [{"标题": "盯住逾期", "内容": "6月18日期满前逐条督办"}]})
    tick(tab, context, qtbot, on=False)
    tab.keep_prepared()
    settled(qtbot, context)
    [one] = papers.prepared(context.reader, KIND)
    assert json.loads(one.fields)[LEFT_OUT] == [TITLE]

    tab._issue(tab.draft.gathered, "", "")
    settled(qtbot, context)

    assert tab.page.error_bar.isHidden(), tab.page.error_bar.title.text()
    [letter] = letter_queries.letters(context.reader, kind=KIND)
    data = context.ledger.pool.read(papers.letter_file(context.reader, letter.id)[0])
    assert TITLE not in "".join(readback.read(data, "报告.docx").paragraphs)
    assert not papers.prepared(context.reader, KIND) and tab.form().left_out == ()


def test_a_kind_with_fixed_parts_has_no_outline_and_refuses_to_go_without_one(tab, context, qtbot, office):
    tab.kinds.set_kind("recommendation_letter")
    settled(qtbot, context)
    assert tab.sections.isHidden()
    round_id, units, _ids = office
    asked = Request(
        "supervision_letter", context.today, context.today, round_id, tuple(units[:1]), given={LEFT_OUT: ["责任落实"]}
    )
    with pytest.raises(KnownError, match="督办函的各部分是规定的，不能略去"):
        making.gather(context.reader, asked)


def test_a_choice_that_no_longer_fits_can_be_taken_back(tab, context, qtbot):
    tab.form().set_fields({LEFT_OUT: ["没有这部分"]})
    tab.read()
    settled(qtbot, context)
    assert tab.draft is None and not tab.sections.isHidden()
    tick(tab, context, qtbot, on=True, title="没有这部分")
    assert tab.draft is not None and tab.form().left_out == ()


def test_a_moved_section_is_printed_there_and_what_was_typed_follows(tab, context, qtbot):
    form = tab.form()
    form.set_fields({**form.fields(), "提请事项": ["详见第二部分"]})
    tab.read()
    settled(qtbot, context)
    box = tab.sections
    before = [one for one in tab.reader.preview.text().splitlines() if one[:2] in ("一、", "二、", "三、")]
    box.list.setCurrentItem(item(tab, before[1][2:]))
    for _past_what_is_empty in range(3):
        box.step(-1)
    tab.read()
    settled(qtbot, context)
    after = [one for one in tab.reader.preview.text().splitlines() if one[:2] in ("一、", "二、", "三、")]
    assert [one[2:] for one in after[:2]] == [before[1][2:], before[0][2:]]
    assert form.fields()["提请事项"] == ["详见第一部分"] and form.fields()[ORDER]

    called = labels.labels(tab.draft.data, "报告.docx")
    said = next(label for label, title in called.items() if title.endswith(f"—{TITLE}"))
    form.set_fields({**form.fields(), "提请事项": [f"群众代表1名，见{said}"]})
    tab.read()
    settled(qtbot, context)
    tick(tab, context, qtbot, on=False)
    assert form.fields()["提请事项"] == [f"群众代表1名，见“{called[said]}”部分"]
    assert "所指的没有印出" in tab.page.error_bar.title.text()
    kept = form.fields()
    tab.kinds.set_kind("monthly_rectification_report")
    settled(qtbot, context)
    tab.kinds.set_kind(KIND)
    form.set_fields(kept)  # another day: only what was kept knows what is meant
    tab.read()
    settled(qtbot, context)
    tick(tab, context, qtbot, on=True)
    assert form.fields()["提请事项"] == [f"群众代表1名，见{said}"] and tab.draft is not None
