"""A report under review as two lists: what each paragraph became, and of each finding its answers (page 22)."""

from dataclasses import replace
from types import SimpleNamespace

import pytest

from desktop.exchange.unit_reports.reading import Item, ReportReading
from desktop.exchange.word_reading.paragraphs import Paragraph
from desktop.ledgers.column import Shape, Tone
from desktop.operations.importing import report_lines
from desktop.operations.importing.letter_lines import SourceLine
from desktop.operations.importing.letter_marks import HEADING, NOTE, SOURCE
from desktop.operations.importing.report_lines import (
    AnswerLine,
    answer_lines,
    doubt_of,
    findings_law,
    law,
    source_lines,
    sure_ones,
)
from desktop.operations.importing.report_proposals import CLAIM, NOTHING, Proposal
from desktop.operations.importing.report_proposals import NOTE as NOTED
from desktop.operations.importing.report_review import Choice, OpenedReport, ReportMarks
from desktop.rules.state_words import STATE_WORDS

ONE, TWO, THREE = "15-06-0001", "15-06-0002", "15-06-0003"
TEXTS = {ONE: "党费收缴不及时", TWO: "台账不清", THREE: "公章混乱"}


def item(no, finding, *paras, status="done", empty=False, near=(), quote="引用"):
    return Item(no, paras or (no,), finding, status, empty, quote, "", near)


def opened(items, context=(), paragraphs=()):
    reading = ReportReading(list(items), list(context), tuple(TEXTS))
    read = SimpleNamespace(reading=reading, answerable=SimpleNamespace(listed=tuple(TEXTS.items())))
    choices = {one.no: Choice(one.finding, one.claimed_status or "") for one in items}
    return OpenedReport(tuple(paragraphs), read, ReportMarks(choices))


def judged(found, proposals=(), now=None):
    return SimpleNamespace(report=SimpleNamespace(reading=found.read.reading, proposals=list(proposals)), now=now or {})


def line_of(found, marks=None, proposals=(), now=None, no=1):
    rows = answer_lines(found, marks or found.marks, judged(found, proposals, now))
    return next(row for row in rows if row.id == no)


@pytest.mark.parametrize("number, is_one", [(1, True), (0, False), (-1, False)])
def test_a_line_is_an_answer_where_it_has_a_number(number, is_one):
    line = AnswerLine(number, "", "", "", "", "", None)
    assert line.is_answer is is_one and line.taken is False


def test_each_paragraph_says_what_it_became_and_where_it_stands():
    paragraphs = [
        Paragraph((0,), "整改报告"),
        Paragraph((1,), "一、总体情况"),
        Paragraph((2, 3), "针对两个问题"),
        Paragraph((4,), "已补缴。"),
        Paragraph((5,), "无关的话"),
    ]
    found = opened([item(1, ONE, 2, 4), item(2, TWO, 3)], [(0, "title"), (1, "heading"), (5, "other")], paragraphs)
    lines = source_lines(found, found.marks)

    assert [(one.id, one.place, one.kind, one.fate, one.keys) for one in lines] == [
        (0, "1", HEADING, "层级", ()),
        (1, "2", HEADING, "层级", ()),
        (2, "3、4", SOURCE, "答复 0001、0002", (1, 2)),
        (4, "5", SOURCE, "答复 0001", (1,)),
        (5, "6", NOTE, "说明", ()),
    ]
    assert [one.label for one in lines] == ["标题", "一、", "正文", "正文", "正文"]


@pytest.mark.parametrize(
    "reason, kind",
    [
        ("heading", HEADING),
        ("title", HEADING),
        ("table_header", HEADING),
        ("table_section", HEADING),
        ("table_caption", HEADING),
        ("other", NOTE),
        ("skipped", NOTE),
    ],
)
def test_titles_heads_and_captions_are_headings_and_everything_else_is_said_beside(reason, kind):
    found = opened([], [(0, reason)], [Paragraph((0,), "一句话")])
    assert [one.kind for one in source_lines(found, found.marks)] == [kind]


@pytest.mark.parametrize(
    "choices, fate",
    [
        ((Choice(ONE), Choice(ONE)), "答复 0001"), ((Choice(ONE), Choice(TWO)), "答复 0001、0002"),
        ((Choice(ONE), Choice(TWO), Choice(THREE)), "答复 0001、0002"), ((Choice(ONE, skipped=True), Choice(TWO)), "答复 0002"),
        ((Choice(ONE, skipped=True), Choice(None, skipped=True)), "略过"), ((Choice(None), Choice(ONE, skipped=True)), "对不上"), ((Choice(None),), "对不上"),
    ],
)  # fmt: skip
def test_a_paragraph_answers_at_most_two_findings_by_name_or_was_left_or_fits_none(choices, fate):
    items = [item(no, None, 0) for no in range(1, len(choices) + 1)]
    found = opened(items, (), [Paragraph((0,), "一句话")])
    marks = ReportMarks(dict(enumerate(choices, 1)))

    assert [one.fate for one in source_lines(found, marks)] == [fate]


def test_the_sums_of_paragraphs_and_of_findings_are_told():
    lines = [
        SourceLine(place, "", "", (), kind, "")
        for place, kind in enumerate((SOURCE, SOURCE, HEADING, NOTE, NOTE, NOTE))
    ]
    assert law(lines) == "6 段 = 答复 2 + 层级标题 1 + 说明 3" and law([]) == "0 段 = 答复 0 + 层级标题 0 + 说明 0"

    reading = ReportReading([item(1, ONE), item(2, ONE), item(3, TWO), item(4, None)], [], tuple(TEXTS))
    taken = Choice(ONE, taken=True)
    assert findings_law(reading, ReportMarks({1: taken, 2: Choice(ONE), 3: taken, 4: Choice(None)})) == (
        "3 条 = 答复 1 + 两处答复 1 + 没有答复 1；对不上 1 处、待看 2 处"
    )
    assert (
        findings_law(replace(reading, items=[item(3, TWO)]), ReportMarks({3: taken}))
        == "3 条 = 答复 1 + 两处答复 0 + 没有答复 2"
    )
    assert findings_law(replace(reading, items=[item(3, TWO)]), ReportMarks({3: Choice(TWO)})).endswith(
        "没有答复 2；待看 1 处"
    )


def test_findings_stand_in_their_order_with_their_answers_and_then_what_is_about_none():
    found = opened([item(1, THREE, 7), item(2, None, 3, 5, quote="别的事"), item(3, ONE, 1, 2)])
    rows = answer_lines(found, found.marks, judged(found, now={ONE: "推进中"}))

    assert [(row.id, row.number, row.text, row.paras, row.now) for row in rows] == [
        (3, ONE, TEXTS[ONE], "2—3", "推进中"),
        (-2, TWO, TEXTS[TWO], "—", ""),
        (1, THREE, TEXTS[THREE], "8", "—"),
        (2, "", "别的事", "4—6", "—"),
    ]
    missing = rows[1]
    assert (missing.state, missing.check.word, missing.check.shape, missing.check.tone) == (
        "—",
        "没有答复",
        Shape.DASH,
        Tone.AMBER,
    )


def test_a_finding_whose_answers_were_all_left_has_none_and_they_stand_below_it():
    found = opened([item(1, ONE), item(2, ONE)])
    one_left, both_left = found.marks.skip(1), found.marks.skip(1).skip(2)

    assert [row.id for row in answer_lines(found, one_left, judged(found))] == [1, 2, -2, -3]
    assert [row.id for row in answer_lines(found, both_left, judged(found))] == [-1, 1, 2, -2, -3]


def test_before_anything_was_compared_nothing_is_said_of_the_ledger():
    found = opened([item(1, ONE)])
    first, *_rest = answer_lines(found, found.marks, None)

    assert (first.now, first.state, first.check.word) == ("—", STATE_WORDS["done"], "答复")


@pytest.mark.parametrize(
    "choice, proposal, state",
    [
        (Choice(ONE, "done", skipped=True), Proposal(None, CLAIM, "done"), "略过"), (Choice(ONE, "done"), None, STATE_WORDS["done"]), (Choice(ONE), None, "—"),
        (Choice(ONE), Proposal(None, CLAIM, "partly_done"), STATE_WORDS["partly_done"]), (Choice(ONE), Proposal(None, NOTED), "只记情况"),
        (Choice(ONE), Proposal(None, NOTHING), "不入账"), (Choice(ONE), Proposal(None, CLAIM), ""),
    ],
)  # fmt: skip
def test_the_state_is_what_would_be_entered(choice, proposal, state):
    assert report_lines._state(choice, proposal) == state


@pytest.mark.parametrize(
    "choice, near, status, others, doubt",
    [
        (Choice(None, skipped=True), (ONE, TWO), None, (), ""), (Choice(None), (), "done", (), "unmatched"), (Choice(None), (ONE,), "done", (), "unmatched"),
        (Choice(None), (ONE, TWO), "done", (), "several"), (Choice(ONE), (), "done", ("partly_done",), "conflict"), (Choice(ONE), (), "done", ("done",), ""),
        (Choice(ONE), (), None, (), "unknown"), (Choice(ONE, "done"), (), None, (), ""), (Choice(ONE), (), "done", (), ""),
    ],
)  # fmt: skip
def test_why_an_answer_must_be_looked_at(choice, near, status, others, doubt):
    one = item(1, choice.finding, status=status, near=near)
    reading = ReportReading(
        [one, *(item(2 + at, ONE, status=other) for at, other in enumerate(others))], [], tuple(TEXTS)
    )

    assert doubt_of(one, choice, reading) == doubt


def test_the_sure_ones_are_those_that_wait_without_a_doubt():
    found = opened([item(1, ONE), item(2, None), item(3, TWO, status=None), item(4, THREE)])
    marks = found.marks.take([4])

    assert sure_ones(found, found.marks, judged(found)) == [1, 4] and sure_ones(found, marks, judged(found)) == [1]


@pytest.mark.parametrize(
    "choice, empty, twice, proposal, word, shape, tone",
    [
        (Choice(ONE, "done", skipped=True), True, True, None, "略过", Shape.SLASH, Tone.PLAIN), (Choice(None), True, False, None, "对不上", Shape.TRIANGLE, Tone.RED),
        (Choice(ONE, "done"), True, True, None, "无数据实例", Shape.DIAMOND_OUTLINE, Tone.AMBER), (Choice(ONE, "done"), False, True, None, "两处答复", Shape.HALF, Tone.BLUE),
        (Choice(ONE, "done"), False, False, NOTED, "答复", Shape.CHECK, Tone.GREEN), (Choice(ONE, "done"), False, False, CLAIM, "答复", Shape.CHECK, Tone.GREEN),
    ],
)  # fmt: skip
def test_the_mark_of_an_answer_says_the_gravest_of_it(choice, empty, twice, proposal, word, shape, tone):
    found = opened([item(1, ONE, empty=empty), *([item(2, ONE)] if twice else [])])
    marks = ReportMarks({**found.marks.choices, 1: choice})
    told = [Proposal(found.read.reading.items[0], proposal)] if proposal else []
    mark = line_of(found, marks, told).check

    assert (mark.word, mark.shape, mark.tone) == (word, shape, tone)
    assert ("只记情况" in mark.tooltip) == (proposal == NOTED or word == "两处答复")


def test_a_note_of_an_answer_that_claims_nothing_is_an_answer_like_any_other():
    found = opened([item(1, ONE)])
    marks = ReportMarks({1: Choice(ONE)})

    assert "认定不动" in line_of(found, marks, [Proposal(found.read.reading.items[0], NOTED)]).check.tooltip
    assert line_of(found, found.marks.take([1])).taken is True and line_of(found).taken is False
