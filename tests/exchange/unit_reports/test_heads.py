"""Where an answer begins, and what it quotes."""

import pytest

from desktop.exchange.unit_reports.heads import heads, opening_words


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ("（一）针对“惠农补贴发放把关不严”问题。整改情况：追回3万元。", ("惠农补贴发放把关不严",)),
        ("针对“窗口服务“中梗阻”，群众等候超时”的问题，压减时限。", ("窗口服务“中梗阻”，群众等候超时",)),
        ("关于“惠农补贴发放把关不严”一事，补充报告：……", ("惠农补贴发放把关不严",)),
        (
            "针对“惠农补贴发放把关不严”“合同备案审查缺位”两个问题，召开会议。",
            ("惠农补贴发放把关不严", "合同备案审查缺位"),
        ),
        ("针对“惠农补贴发放把关不严”问题和“合同备案审查缺位”问题。", ("惠农补贴发放把关不严", "合同备案审查缺位")),
        ("1.反馈问题：惠农补贴发放把关不严（已完成）", ("惠农补贴发放把关不严（已完成）",)),
        ("2.【已完成】针对“惠农补贴发放把关不严”问题，追回。", ("惠农补贴发放把关不严",)),
        ("反馈意见指出：“惠农补贴发放把关不严”。整改情况：追回。", ("惠农补贴发放把关不严",)),
    ],
)
def test_a_firm_head_says_by_itself_that_an_answer_begins(text, quotes):
    found = heads(text)
    assert found[0].firm and found[0].quotes == quotes


@pytest.mark.parametrize(
    "text", ["关于惠农补贴发放把关不严的问题", "围绕“四个聚焦”问题，扎实整改。", "关于集体“三资”底数不清问题整改情况"]
)
def test_a_head_without_words_of_its_own_in_quotes_is_one_only_where_they_are_known(text):
    assert heads(text) and not heads(text)[0].firm


@pytest.mark.parametrize("text", ["整改情况：针对台账不清，逐项核对。", "“三会一课”记录已补齐。", "追回3万元。", ""])
def test_other_paragraphs_have_no_head(text):
    assert heads(text) == []


def test_a_second_head_begins_with_a_sentence():
    text = "针对“惠农补贴发放把关不严”问题，追回3万元。针对“合同备案审查缺位”问题，备案27份。"
    assert [text[one.start :][:4] for one in heads(text)] == ["针对“惠", "针对“合"]
    assert opening_words("（二）惠农补贴把关不严。追回3万元。") == "惠农补贴把关不严"


@pytest.mark.parametrize("sentences, cut", [(1, True), (20, True), (21, False)])
def test_a_labelled_finding_ends_where_the_next_label_follows_within_twenty_sentences(sentences, cut):
    words = "把关不严。" * sentences
    text = f"反馈问题：{words}整改情况：追回3万元。"
    found = heads(text)[0]

    assert found.labelled and not found.quoted and found.start == 0
    assert found.quotes == ((words,) if cut else (f"{words}整改情况：追回3万元。",))
    assert text[: found.end] == (f"反馈问题：{words}" if cut else text)


@pytest.mark.parametrize("words, found", [("三个字", False), ("三个字 ", False), ("有四个字", True)])
def test_a_labelled_finding_has_at_least_four_signs(words, found):
    assert bool(heads(f"反馈问题：{words}")) == found


def test_a_labelled_finding_ends_with_its_line():
    text = "反馈问题：惠农补贴把关不严\n追回3万元"
    [found] = heads(text)

    assert found.quotes == ("惠农补贴把关不严",) and text[found.end :] == "\n追回3万元"


@pytest.mark.parametrize("more, found", [(0, True), (1, False)])
def test_a_head_stands_within_the_first_five_thousand_signs(more, found):
    head = "针对“惠农补贴发放把关不严”问题"
    text = "补" * (4999 - len(head) + more) + f"。{head}，追回。"

    assert [text[one.start : one.end] for one in heads(text)] == ([head] if found else [])


def test_a_head_within_another_is_none_of_its_own_and_only_the_first_may_lack_its_word():
    text = "针对“把关不严；监管缺位”问题，追回。“资金拨付迟缓滞留”。整改到位。“合同备案审查缺位”问题已改。"
    assert [one.quotes for one in heads(text)] == [("把关不严；监管缺位",), ("合同备案审查缺位",)]
    assert [one.quotes for one in heads("“资金拨付迟缓滞留”。整改到位。")] == [("资金拨付迟缓滞留",)]
    [loose] = heads("关于惠农补贴发放把关不严的问题")
    assert (loose.labelled, loose.quoted, loose.firm, loose.start, loose.end) == (False, False, False, 0, 15)


def test_few_words_are_firm_where_a_label_stands_behind_them():
    assert not heads("围绕“四个聚焦”问题，扎实整改。")[0].firm
    assert heads("围绕“四个聚焦”问题。整改情况：扎实整改。")[0].firm


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ("（二）低保动态管理滞后问题：开展“回头看”，核查120户。", ("低保动态管理滞后",)), ("低保动态管理滞后问题（已完成）：核查120户。", ("低保动态管理滞后",)),
        ("3、（YT-04）低保问题，已核查停发2户。", ("（YT-04）低保",)), ("3、低保动态管理滞后问题，已核查停发2户。", ("低保动态管理滞后",)),
        ("低保动态管理滞后问题，已核查停发2户。", None), ("二、巡察反馈的主要问题：", None), ("（一）其他需要说明的问题：无。", None),
    ],
)  # fmt: skip
def test_the_words_of_a_finding_before_a_colon_are_a_head_without_about(text, quotes):
    """A comma is one only behind a number: 镇党委研究低保问题，… is a sentence of an answer."""
    found = [one for one in heads(text) if not one.labelled]
    assert (found[0].quotes if found else None) == quotes
