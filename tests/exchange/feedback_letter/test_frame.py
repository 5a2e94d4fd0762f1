"""The frame of a letter: marks, title, addressee and opening before its parts, signature and annexes behind them."""

import pytest

from desktop.exchange.feedback_letter.frame import framed
from tests.exchange.feedback_letter.flows import P, flow_of, table

TITLE = "关于巡察青岩县水利局党组的反馈意见"
UNIT = "青岩县水利局党组"


def told(*parts):
    """What each line outside the parts is, by its text; then the texts of the flow."""
    found = framed(flow_of(*parts))
    flow = [one.text if hasattr(one, "text") else "表" for one in found.flow]
    return {line.text: reason for line, reason in found.aside}, flow, found


def test_everything_around_the_parts_is_told_by_what_it_is():
    aside, flow, found = told(
        "内部资料", "青巡〔2025〕1号", P("关于巡察青岩县水利局党组的", centred=True), P("反馈意见", centred=True), f"{UNIT}：", "现将情况反馈如下。",
        "一、总体评价", "较好。", "中共青岩县委第一巡察组", "2025年6月3日", "附件：清单", "清单一",
    )  # fmt: skip
    assert aside == {
        "内部资料": "mark", "青巡〔2025〕1号": "document_number", "关于巡察青岩县水利局党组的": "title", "反馈意见": "title", f"{UNIT}：": "salutation",
        "现将情况反馈如下。": "intro", "中共青岩县委第一巡察组": "signature", "2025年6月3日": "signature", "附件：清单": "annex", "清单一": "annex",
    }  # fmt: skip
    assert (found.title, found.salutation, found.units) == (TITLE, f"{UNIT}：", [UNIT])
    assert flow == ["总体评价", "较好。"] and [line.text for line in found.opening] == ["现将情况反馈如下。"]


# -- title without an addressee ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("second", "title"),
    [
        (P("反馈意见", centred=True), "关于巡察反馈意见"), (P("反馈意见", title=True), "关于巡察反馈意见"), (P("反馈意见"), "关于巡察"),
        (P("反馈，意见。", centred=True), "关于巡察"), (P("反馈意见", centred=True, label="1."), "关于巡察"), (P("存在的主要问题", centred=True), "关于巡察"),
    ],
)  # fmt: skip
def test_without_an_addressee_the_title_is_the_lines_at_the_top_that_look_like_one(second, title):
    """The first line counts as it is, every other only where it is set as a title."""
    assert told("关于巡察", second, "正文在此，不短。")[2].title == title


def test_marks_and_numbers_stand_between_without_ending_the_title():
    assert (
        told("秘密★", P("关于巡察", centred=True), "青巡〔2025〕1号", P("反馈意见", centred=True), "正文。")[2].title
        == "关于巡察反馈意见"
    )


def test_a_title_goes_over_at_most_fifteen_lines():
    aside, _flow, found = told(*(P(f"第{'一' * place}行", centred=True) for place in range(1, 18)))
    assert sum(reason == "title" for reason in aside.values()) == 15 and found.opening[0].text == f"第{'一' * 16}行"


def test_a_letter_of_nothing_but_a_title_has_no_opening_and_no_parts():
    _aside, flow, found = told(TITLE)
    assert found.title == TITLE and flow == [] and found.opening == [] and framed([]).title == ""


# -- addressee -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "addressed"),
    [
        (f"{UNIT}：", True), (f"{UNIT}:", True), (UNIT, False), ("局领导班子：", True), ("程知行同志：", True), ("各位，同志：", True), ("现通报如下：", False),
        (f"{UNIT}。各位同志：", False), ("长" * 71 + "县水利局党组：", False), ("甲、" * 36 + "县水利局党组：", True),
    ],
)  # fmt: skip
def test_an_addressee_is_a_line_of_names_that_ends_with_a_colon(line, addressed):
    """What only ends with a colon, or holds a sentence, is running text."""
    assert bool(told(P(TITLE), line, "正文。")[2].salutation) is addressed


@pytest.mark.parametrize(("before", "addressed"), [(14, True), (15, False)])
def test_the_addressee_stands_among_the_first_fifteen_lines(before, addressed):
    assert bool(told(*["甲乙丙"] * before, f"{UNIT}：")[2].salutation) is addressed


def test_no_line_behind_a_numbered_one_addresses_the_letter():
    assert told(TITLE, "一、总体评价", f"{UNIT}：")[2].salutation == ""


def test_tables_above_the_addressee_are_told_as_tables():
    aside, _flow, found = told(table(["签发", "核稿"]), TITLE, f"{UNIT}：", "正文。")
    assert aside["签发"] == aside["核稿"] == "table" and found.salutation == f"{UNIT}："


# -- opening -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "begins",
    [
        "一、总体评价", P("总体评价", level=1), "存在的主要问题", P("县委巡察组", right=True),
    ],
)  # fmt: skip
def test_the_opening_ends_where_a_part_begins(begins):
    _aside, _flow, found = told(f"{UNIT}：", "现反馈如下。", "开展了巡察。", begins, "后面的话。")
    assert [line.text for line in found.opening] == ["现反馈如下。", "开展了巡察。"]


def test_a_table_and_the_name_of_one_of_several_units_end_the_opening():
    _aside, flow, found = told(f"{UNIT}：", "现反馈如下。", table(["甲", "乙"]))
    assert len(found.opening) == 1 and flow == ["表"]
    two = "青岩县水利局党组、青岩县林业局党组："
    assert [line.text for line in told(two, "现反馈如下。", "青岩县林业局党组", "不学。")[2].opening] == [
        "现反馈如下。"
    ]


# -- end -----------------------------------------------------------------------------------------------

BODY = (f"{UNIT}：", "一、问题", "学习不深入，作风不实。")


@pytest.mark.parametrize(
    ("tail", "signed"),
    [
        (["中共青岩县委第一巡察组", "2025年6月3日"], 2), (["2025年6月3日"], 1), (["二〇二五年六月三日"], 1), (["（2025年×月×日）"], 1), (["县委巡察组2025年6月3日"], 1),
        (["中共青岩县委第一巡察组"], 1), (["县委巡察组（盖章）"], 1), ([P("程知行", right=True)], 1), (["程知行"], 0), (["县委巡察组。"], 0), (["长" * 39 + "组"], 1), (["长" * 40 + "组"], 0),
        (["第一巡察组", "县委", P("程知行", right=True), "2025年6月3日"], 4), (["于2025年6月3日"], 0), (["1.2025年6月3日"], 0), (["6月3日"], 0), (["年月日"], 1),
    ],
)  # fmt: skip
def test_the_signature_is_what_signs_at_the_end(tail, signed):
    aside, flow, _found = told(*BODY, *tail)
    assert sum(reason == "signature" for reason in aside.values()) == signed and len(flow) == 2 + len(tail) - signed


def test_a_table_or_a_numbered_line_stops_the_way_back_over_the_signature():
    assert told(*BODY, "县委巡察组", table(["甲", "乙"]), "2025年6月3日")[1][-2:] == ["县委巡察组", "表"]
    assert told(*BODY, "1.县委巡察组", "2025年6月3日")[1][-1] == "县委巡察组"


def test_an_annex_begins_behind_the_text_and_holds_all_that_follows():
    aside, flow, _found = told(*BODY, "附件：清单", "县委巡察组", "2025年6月3日", table(["甲", "乙"]), "县委", "后记")
    assert flow == ["问题", "学习不深入，作风不实。"]
    assert [aside[text] for text in ("附件：清单", "县委巡察组", "2025年6月3日", "甲", "县委", "后记")] == [
        "annex", "signature", "signature", "table", "annex", "annex",
    ]  # fmt: skip


def test_behind_the_date_nothing_signs_any_more():
    aside = told(*BODY, "县委巡察组", "2025年6月3日", "附件：清单", "县纪委监委驻水利局纪检监察组", "2025年6月4日")[0]
    assert [aside[text] for text in ("县纪委监委驻水利局纪检监察组", "2025年6月4日")] == ["annex", "annex"]


def test_a_name_signs_where_the_date_stands_within_three_lines_below_it():
    aside = told(*BODY, "附件：清单", "一", "二", "县委巡察组", "甲", "乙", "2025年6月3日")[0]
    assert aside["县委巡察组"] == "signature"
    aside = told(*BODY, "附件：清单", "一", "二", "县委巡察组", "甲", "乙", "丙", "2025年6月3日")[0]
    assert aside["县委巡察组"] == "annex"
