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
