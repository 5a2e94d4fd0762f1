"""A paragraph made ready: what it stands out by, which findings it names, and where its quote ends."""

import pytest

from desktop.exchange.unit_reports.lines import Lines
from desktop.exchange.unit_reports.matching import Findings
from desktop.exchange.unit_reports.parts import Role
from desktop.exchange.word_reading.paragraphs import Paragraph
from tests.exchange.unit_reports.papers import LISTED, bold

LINES = Lines(Findings(LISTED))


def line(part, **form):
    return LINES.line(part if isinstance(part, Paragraph) else Paragraph((0,), part, **form))


@pytest.mark.parametrize(
    ("text", "stretch", "is_bold"),
    [
        ("惠农补贴发放把关不严", (0, 6), True), ("惠农补贴发放把关不严", (0, 5), False), ("惠农", (0, 2), True), ("惠农 ", (0, 2), True), ("　惠农补贴发放把关", (1, 7), True), ("　惠农补贴发放把关", (1, 6), False),
        ("惠农补贴发放把关不严", (2, 10), False),
    ],
)  # fmt: skip
def test_a_paragraph_begins_bold_where_its_first_six_characters_are(text, stretch, is_bold):
    assert line(text, bold=(stretch,)).is_bold is is_bold


@pytest.mark.parametrize(
    ("part", "stands_out", "short"),
    [
        ("一、惠农补贴", True, True), (Paragraph((0,), "惠农补贴", level=2), True, True), (bold("惠农补贴"), True, True), ("惠农补贴", False, True), ("惠农补贴。", False, False), ("长" * 40, False, True),
        ("长" * 41, False, False), ("一、" + "长" * 40, True, True),
    ],
)  # fmt: skip
def test_what_is_numbered_bold_or_a_heading_stands_out_and_a_heading_is_short(part, stands_out, short):
    assert (line(part).stands_out, line(part).short) == (stands_out, short)


def test_lines_side_by_side_share_number_or_heading_and_the_number_counts_before_the_style():
    assert line("一、甲").kind == line("二、乙").kind == line(Paragraph((0,), "三、丙", level=2)).kind
    assert (
        line("一、甲").kind != line("（一）甲").kind
        and line(Paragraph((0,), "甲", level=1)).kind != line(Paragraph((0,), "甲", level=2)).kind
    )


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("整改措施", True),
        ("2.整改成效", True),
        ("整改情况：追回3万元。", True),
        ("反馈问题：惠农补贴", False),
        ("惠农补贴发放把关不严", False),
        ("整改成效明显，群众满意", False),
    ],
)
def test_a_part_of_an_answer_is_known_by_its_label(text, part):
    assert line(text).is_part is part


@pytest.mark.parametrize(
    ("text", "speaks"),
    [
        ("（一）关于办公用房超面积整改不到位的问题", True), ("关于办公用房超面积整改不到位的问题", False), ("（一）办公用房超面积整改不到位", False), ("（一）关于反馈问题的问题", False),
    ],
)  # fmt: skip
def test_a_numbered_line_about_a_problem_speaks_of_one_though_it_is_not_listed(text, speaks):
    assert line(text).speaks_of_one is speaks


def numbers(part):
    return [found.numbers for _quote, found in LINES.meant(line(part))]


def test_a_quotation_names_its_finding_and_several_each_their_own():
    assert numbers("针对“惠农补贴发放把关不严”问题，追回。") == [("QY-02",)]
    assert numbers("针对“惠农补贴发放把关不严”“集体‘三资’底数不清”问题，追回。") == [("QY-02",), ("QY-05",)]


def test_quotations_that_name_the_same_finding_are_one_quote():
    found = LINES.of_quotes(("惠农补贴发放", "向4名已故人员发放补贴"))
    assert len(found) == 1 and found[0][0] == "惠农补贴发放，向4名已故人员发放补贴"
    assert [quote for quote, _named in LINES.of_quotes(("没有这样的事", "惠农补贴发放把关不严"))] == [
        "没有这样的事，惠农补贴发放把关不严"
    ]


def test_findings_that_a_heading_names_one_after_the_other_are_answered_each():
    found = LINES.meant(line("（一）关于惠农补贴发放把关不严和集体“三资”底数不清的问题"))
    assert [named.numbers for _quote, named in found] == [("QY-02",), ("QY-05",)]
    three = LINES.meant(line("（一）关于学习传达走形式、惠农补贴发放把关不严以及集体“三资”底数不清的问题"))
    assert [named.numbers for _quote, named in three] == [("QY-01",), ("QY-02",), ("QY-05",)]


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("QY-05：已登记15处，已完成整改。", "QY-05："),
        ("QY-02、QY-05：均已完成，印发文件2份。", "QY-02、QY-05："),
        ("QY-05：集体“三资”底数不清。已登记15处。", "QY-05：集体“三资”底数不清。"),
        ("QY-05：集体“三资”底数不清。", "QY-05：集体“三资”底数不清。"),
        ("QY-05：压实责任", "QY-05：压实责任"),
    ],
)
def test_behind_a_number_the_findings_own_words_are_the_quote_and_others_the_answer(text, quote):
    read = line(text)
    assert read.pieces(0, len(text), None)[0].text == quote


def test_numbers_at_the_beginning_name_the_findings():
    assert numbers("（一）问题QY-02、QY-05整改情况。已追回。") == [("QY-02",), ("QY-05",)]
    assert line("长" * 35 + "QY-02已追回。").numbers == ("QY-02",) and line("长" * 40 + "QY-02已追回。").numbers == ()


def test_a_number_is_surer_than_its_words_unless_they_are_clearly_anothers():
    assert LINES.named("QY-02").numbers == LINES.named("QY-02惠农补贴发放把关不严").numbers == ("QY-02",)
    both = LINES.named("QY-02集体“三资”底数不清")
    assert both.numbers == () and both.near[0] == "QY-02" and "QY-05" in both.near
    assert LINES.named("惠农补贴发放把关不严").numbers == ("QY-02",) and LINES.named("QY-02").likeness == 1.0


def test_every_finding_that_a_head_names_is_known():
    [head] = line("针对“惠农补贴发放把关不严”“集体‘三资’底数不清”问题，追回。").heads[:1]
    assert LINES.known(head) == {"QY-02", "QY-05"}


def pieces(text, start=0):
    one = line(text)
    return [(piece.role, piece.text) for piece in one.pieces(start, len(text), one.firm)]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("针对“惠农补贴发放把关不严”问题，追回3万元。", ["针对“惠农补贴发放把关不严”问题", "追回3万元。"]), ("惠农补贴发放把关不严。追回3万元。谈话2人。", ["惠农补贴发放把关不严。", "追回3万元。谈话2人。"]),
        ("惠农补贴发放把关不严", ["惠农补贴发放把关不严"]), ("问题QY-02。惠农补贴把关不严。状态：完成。", ["问题QY-02。惠农补贴把关不严。", "完成。"]),
        ("1.QY-02 惠农补贴把关不严。追回3万元。谈话2人。", ["1.QY-02 惠农补贴把关不严。", "追回3万元。谈话2人。"]),
        ("QY-02 惠农补贴把关不严。追回3万元。整改状态：完成。", ["QY-02 惠农补贴把关不严。", "追回3万元。", "完成。"]),
        ("惠农补贴把关不严（QY-02）。约谈经办人2名。", ["惠农补贴把关不严（QY-02）。", "约谈经办人2名。"]),
        ("问题QY-02。惠农补贴把关不严。追回3万元。", ["问题QY-02。惠农补贴把关不严。", "追回3万元。"]), ("问题QY-02，追回3万元。", ["问题QY-02，追回3万元。"]),
    ],
)  # fmt: skip
def test_the_quote_ends_with_its_head_its_sentence_or_before_the_first_label(text, told):
    found = pieces(text)
    assert found[0][0] is Role.QUOTE and [said for _role, said in found] == told


def test_a_later_stretch_of_a_paragraph_has_no_number_to_look_behind():
    text = "问题QY-02。惠农补贴。追回3万元。谈话。"
    one = line(text)
    assert [piece.text for piece in one.pieces(8, len(text), None)] == ["惠农补贴。", "追回3万元。谈话。"]


def test_a_head_that_names_two_findings_one_after_the_other_means_both_and_one_that_is_a_finding_itself_only_that():
    both = LINES.meant(line("关于惠农补贴发放把关不严和集体“三资”底数不清的问题"))
    one = LINES.meant(line("关于惠农补贴发放把关不严的问题"))

    assert [named.numbers for _quote, named in both] == [
        (number_of("惠农补贴发放把关不严"),),
        (number_of("集体“三资”底数不清"),),
    ]
    assert [named.numbers for _quote, named in one] == [(number_of("惠农补贴发放把关不严"),)]


def number_of(words):
    return next(number for number, text in LISTED if words in text)


@pytest.mark.parametrize("between", ["，", "、", "号问题，", "问题，", "：", "号反馈问题、"])
def test_behind_a_number_and_a_mark_stands_the_answer_unless_it_is_the_findings_own_words(between):
    answer, own = "追回3.0万元，谈话2人。", "惠农补贴发放把关不严，2024年向4名已故人员发放补贴3.0万元。"
    assert pieces(f"QY-02{between}{answer}已完成。")[-1] == (Role.PROGRESS, f"{answer}已完成。")
    assert pieces(f"QY-02{between}{own}{answer}") == [(Role.QUOTE, f"QY-02{between}{own}"), (Role.PROGRESS, answer)]


def test_a_heading_is_one_sentence_behind_which_a_bracket_may_stand():
    assert line("1.惠农补贴发放把关不严（已完成）").short and line("1.惠农补贴发放把关不严。（已完成）").short
    assert not line("1.惠农补贴发放把关不严。追回3万元（已完成）").short
