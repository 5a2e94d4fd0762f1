"""短语: the library is offered where a passage is typed, put in at the marker, and the office's own wording is kept in it."""

from __future__ import annotations

import pytest

from db.queries import dictionaries
from desktop.documents.lexicon import word
from desktop.operations.dictionaries import put
from desktop.ui.pages.letters.paper_fields import editor_for
from tests.builders import EVERYONE
from tests.ui.office import settled

TEXTS = ("列出必备材料清单，缺一不予〔审批、备案、拨付〕，按季度公布退回情况", "修订〔制度〕，补充检查频次")


@pytest.fixture
def advice(qtbot, context):
    for sort, text in enumerate(TEXTS, 1):
        put(context.ledger, EVERYONE, "phrase", {"kind": "建议", "text": text, "sort": sort})
    editor = editor_for(context, word("建议"))
    qtbot.addWidget(editor)
    editor.show()
    return editor


def offered(button):
    button.offer()
    return [action for action in button.phrases.actions() if action.text()]


def test_the_phrases_of_the_kind_are_offered_and_stand_at_the_marker_with_their_first_fact_selected(advice, context):
    [*phrases, _keep] = offered(advice.phrases)
    assert [action.toolTip() for action in phrases] == list(TEXTS)

    phrases[0].trigger()

    assert advice.value() == [{"内容": TEXTS[0]}]
    field = advice._rows[0][1][1]
    assert field.textCursor().selectedText() == "〔审批、备案、拨付〕"


def test_own_wording_becomes_a_phrase_of_the_kind_and_only_once(advice, context, qtbot):
    advice.set_value([{"标题": "按月比对", "内容": "每月5日前比对一次"}])
    keep = offered(advice.phrases)[-1]
    assert keep.isEnabled() and "存为“建议”短语" in keep.text()

    keep.trigger()
    settled(qtbot, context)

    assert "每月5日前比对一次" in [row.text for row in dictionaries.phrases(context.reader) if row.kind == "建议"]
    again = offered(advice.phrases)[-1]
    assert not again.isEnabled() and "已有" in again.toolTip()


def test_a_word_by_itself_has_its_own_kind_and_one_without_has_none(qtbot, context):
    reason, place = editor_for(context, word("原因")), editor_for(context, word("地点"))
    for one in (reason, place):
        qtbot.addWidget(one)

    assert "原因分析" in offered(reason.phrases)[-1].text() and not hasattr(place, "phrases")
