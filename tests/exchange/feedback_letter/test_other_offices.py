"""Own variants, held back from the rules' making: letters as other offices write them (RULES §9; D15)."""

import pytest

from desktop.exchange.feedback_letter.reading import letter_of
from desktop.exchange.word_reading.word_source import read_word_bytes
from tests.exchange.sample_letters import check_law
from tests.exchange.word_files import paragraph, word_file

HEAD = (
    "关于巡察县水利局党组的反馈意见",
    "县水利局党组：",
    "根据县委统一部署，县委第二巡察组于2026年3月至5月对你单位开展了常规巡察。现将巡察情况反馈如下：",
    "一、总体评价",
    "巡察期间，局党组能够较好履行职责。",
)
TAIL = (
    "整改意见",
    "（一）提高政治站位。要认真学习。",
    "（二）落实整改责任。",
    "中共云岭县委第二巡察组",
    "2026年6月3日",
)


def read(body, advice="三、"):
    text = read_word_bytes(word_file([paragraph(one) for one in (*HEAD, *body, advice + TAIL[0], *TAIL[1:])]), "x.docx")
    letter = letter_of(text)
    check_law(text, letter)
    assert letter.unit == "县水利局党组" and letter.counts()["没有认出"] == 0
    return [(one.paras, one.path[1:], one.text) for one in letter.findings]


POLITICS, CLEAN = ["政治建设方面"], ["廉洁风险突出"]


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        pytest.param(
            ("二、存在的主要问题", "（一）政治建设方面", "⒈第一议题落实不到位。2024年有4次会议没有学习。", "⒉研判走过场。"),
            [([7], POLITICS, "第一议题落实不到位。2024年有4次会议没有学习。"), ([8], POLITICS, "研判走过场。")],
            id="drawn numbers, one of whose clauses begins with an ordinal",
        ),
        pytest.param(
            ("二、存在的主要问题", "（一）政治建设方面", "第一，学习不深入。只念文件。", "第二，研判不及时。只研判1次。"),
            [([7], POLITICS, "学习不深入。只念文件。"), ([8], POLITICS, "研判不及时。只研判1次。")],
            id="ordinals below a heading",
        ),
        pytest.param(
            ("二、存在的主要问题", "（一）政治建设方面", "其一，学习不深入。一是只念文件；二是不讨论。", "全年如此。", "其二，研判不及时。"),
            [([7, 8], POLITICS, "学习不深入。一是只念文件；二是不讨论。\n全年如此。"), ([9], POLITICS, "研判不及时。")],
            id="ordinals with points inside and a paragraph that goes on",
        ),
        pytest.param(
            ("二、发现的主要问题", "问题一：水库管护资金挪用。挪用12.3万元用于接待。", "问题二：招投标把关不严。3个标段未公开招标。"),
            [([6], [], "水库管护资金挪用。挪用12.3万元用于接待。"), ([7], [], "招投标把关不严。3个标段未公开招标。")],
            id="the word and its number",
        ),
        pytest.param(
            ("二、存在的主要问题", "（一）政治建设方面", "1．河长制落实不到位。", "2．防汛物资管理混乱，账实不符。", "其中编织袋短少1200条。",
             "（二）廉洁风险突出", "1．公务接待不规范。"),
            [([7], POLITICS, "河长制落实不到位。"), ([8, 9], POLITICS, "防汛物资管理混乱，账实不符。\n其中编织袋短少1200条。"),
             ([11], CLEAN, "公务接待不规范。")],
            id="wide points, a paragraph without number",
        ),
        pytest.param(
            ("二、主要问题", "1.1 议事规则不健全。", "1.2 民主集中制执行不严。", "2.1 工程款拨付迟缓。拖欠34万元。"),
            [([6], [], "议事规则不健全。"), ([7], [], "民主集中制执行不严。"), ([8], [], "工程款拨付迟缓。拖欠34万元。")],
            id="series of numbers",
        ),
        pytest.param(
            ("二、主要问题", "一是学习贯彻不深入，全年仅学2次；二是主体责任不落实；三是资金监管缺位，账外存放8.6万元。"),
            [([6], [], "学习贯彻不深入，全年仅学2次；"), ([6], [], "主体责任不落实；"), ([6], [], "资金监管缺位，账外存放8.6万元。")],
            id="one paragraph of points",
        ),
        pytest.param(
            ("二、主要问题", "【政治方面】", "1、学习流于形式，笔记雷同。", "2、考核走过场。", "【廉洁方面】", "3、违规发放津贴2.4万元。"),
            [([7], ["政治方面"], "学习流于形式，笔记雷同。"), ([8], ["政治方面"], "考核走过场。"), ([10], ["廉洁方面"], "违规发放津贴2.4万元。")],
            id="headings in brackets, numbers that count on",
        ),
        pytest.param(
            ("第二部分  存在问题", "一、党的建设方面", "（一）学习制度不落实。2025年少学3次。", "（二）发展党员不规范。", "二、作风方面", "（一）下乡调研少。"),
            [([7], ["党的建设方面"], "学习制度不落实。2025年少学3次。"), ([8], ["党的建设方面"], "发展党员不规范。"), ([10], ["作风方面"], "下乡调研少。")],
            id="parts above the headings",
        ),
    ],
)  # fmt: skip
def test_a_letter_of_another_office_is_read_whole(body, wanted):
    assert read(body) == wanted


def test_what_was_handed_over_elsewhere_is_no_finding():
    body = ("二、巡察发现的主要问题", "（一）政治建设方面", "    1. 农村饮水安全工程建后管护缺位。", "    表现在：6处水厂无专人管护。",
            "三、移交问题", "另有2件线索已移交县纪委监委。")  # fmt: skip
    assert read(body, "四、") == [([7, 8], POLITICS, "农村饮水安全工程建后管护缺位。\n表现在：6处水厂无专人管护。")]
