"""Which part of a letter a heading opens, and where the findings end."""

import pytest

from desktop.exchange.feedback_letter import words
from desktop.exchange.feedback_letter.lines import Line
from desktop.exchange.word_reading.paragraphs import Paragraph


def line(text):
    return Line(Paragraph((0,), text), text)


@pytest.mark.parametrize(
    ("heading", "part"),
    [
        ("巡察发现的主要问题", "problems"), ("存在的问题和不足", "problems"), ("主要问题：", "problems"), ("党的领导弱化方面存在的问题", "problems"),
        ("上轮巡察反馈问题整改落实", "problems"), ("巡视巡察整改方面存在的问题", "problems"), ("突出短板", "problems"),
        ("意见建议", "advice"), ("有关意见建议", "advice"), ("整改意见和工作要求", "advice"), ("对下一步工作的建议", "advice"), ("整改时限", "advice"),
        ("切实抓好巡察反馈问题整改", "advice"), ("问题整改工作安排", "advice"), ("问题整改建议", "advice"),
        ("总体评价", "other"), ("基本情况", "other"), ("问题线索移交情况", "other"), ("主要做法", "other"), ("存在问题的原因", "other"),
        ("其他", ""), ("党的领导弱化", ""), ("学习不深入。党费不及时。", ""),
    ],
)  # fmt: skip
def test_a_heading_opens_a_part(heading, part):
    assert words.part_opened_by(line(heading), "") == part


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("老旧小区改造推进缓慢，4个小区完工后质量问题未处理。", ""), ("统计数据失真，3家企业未核实。", ""), ("信访建议办理不及时，11件超期。", ""),
        ("线索移交不规范，缺少审批。", ""), ("从巡察情况看，还存在以下主要问题。", "problems"), ("对照问题，不折不扣抓好整改工作。", "advice"),
        ("坚持问题导向，认真抓好整改。", "advice"), ("三年来工作扎实，成效明显。", "other"),
    ],
)  # fmt: skip
def test_a_sentence_that_says_what_is_wrong_opens_no_part(text, part):
    """In a letter that names no part it is a finding; what only exhorts or sums up is none."""
    assert words.part_opened_by(line(text), "") == part


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("本次巡察发现4个方面12项问题，主要表现如下。", "problems"), ("发现未整改到位的问题8个，分述如下。", "problems"),
        ("巡察中也发现一些不足，主要有以下3个方面。", "problems"), ("存在一些不容忽视的问题，需要高度重视。", "problems"),
        ("基本情况，辖12个村、3个社区。", "other"), ("工作成效明显，建成3个示范点，获省级表彰2次。", "other"),
        ("巡察移交问题线索3件，另行反馈。", "other"), ("整改时限为2个月，分3次报送。", "advice"),
        ("整改时限为2个月，逾期未报的通报。", "advice"), ("报送时间截止为6月底，未报的约谈。", "advice"), ("逾期未整改的，予以问责。", "advice"),
        ("上轮巡察反馈问题整改不到位，3项未完成。", ""), ("整改时间拖延，3项未完成。", ""), ("逾期贷款未清收，余额3万元。", ""), ("以下3家单位未按要求整改，问题依旧。", ""), ("群众反映的问题集中，去年信访47件。", ""),
    ],
)  # fmt: skip
def test_a_sentence_that_counts_or_announces_says_nothing_wrong_by_itself(text, part):
    assert words.part_opened_by(line(text), "") == part


@pytest.mark.parametrize("about", ["针对", "对照", "围绕", "结合"])
@pytest.mark.parametrize("wrong", ["存在的差距", "反馈的问题", "巡察指出的短板", "上述意见"])
@pytest.mark.parametrize("order", ["逐项抓好整改", "全面抓实整改落实", "认真研究，限期整改", "狠抓问题整改"])
def test_what_is_named_only_as_what_is_to_be_mended_opens_the_advice(about, wrong, order):
    assert words.part_opened_by(line(f"{about}{wrong}，{order}"), "") == "advice"


@pytest.mark.parametrize(
    ("heading", "part"),
    [
        ("在整改上轮巡察反馈问题方面", ""), ("化解历史遗留问题领域", ""), ("存在问题方面", "problems"), ("政治建设方面存在的问题", "problems"),
        ("对照上轮反馈问题，落实整改不力", "problems"), ("围绕反馈问题整改不落实", "problems"),
    ],
)  # fmt: skip
def test_a_field_of_work_that_speaks_of_problems_opens_no_part(heading, part):
    assert words.part_opened_by(line(heading), "") == part


@pytest.mark.parametrize(
    ("text", "required"),
    [
        ("整改时限为2个月，逾期未报的予以通报。", True), ("县委巡察办将适时开展督查。", True), ("巡察机构将会同组织部门抽查。", True),
        ("对整改不力的，将严肃追责问责。", True), ("凡报送不及时的，一律通报。", True), ("以上问题的整改情况将纳入年度考核。", True), ("此反馈意见在一定范围内公开。", True),
        ("针对存在的差距，逐项抓好整改，未完成的说明原因。", True), ("整改情况经审核后，于8月前报送县委。", True), ("对照反馈意见，要逐条销号。", True),
        ("对整改不力问题视而不见。", False), ("以上问题反映出党组认识不足。", False), ("整改情况未公开，群众不满。", False), ("本意见箱两年未开启。", False),
        ("针对巡视反馈问题整改停留在纸面。", False), ("上述问题发生在2023年。", False), ("县委巡察办将其列为典型。", False), ("整改时间拖延。", False), ("其中逾期未还12万元。", False),
    ],
)  # fmt: skip
def test_a_term_and_what_follows_from_it_end_the_findings(text, required):
    assert words.is_requirement(line(text)) is required


def test_within_the_findings_only_a_heading_of_advice_alone_opens_another_part():
    assert words.part_opened_by(line("落实整改要求方面"), "problems") == ""
    assert words.part_opened_by(line("意见建议"), "problems") == "advice"
    assert words.part_opened_by(line("发现的主要问题"), "other") == "problems"
    assert words.part_opened_by(line("存在的主要问题"), "advice") == ""


@pytest.mark.parametrize(
    "text",
    [
        "请于收到本反馈意见后2个月内将整改情况报送县委巡察办。", "请局党组认真研究。", "希望班子高度重视。", "针对上述问题，要逐条整改落实。",
        "结合巡察情况，现提出以下整改意见：", "局党组要切实扛起主体责任。", "自收到之日起十五个工作日内制定整改方案。", "特此反馈。",
    ],
)  # fmt: skip
def test_a_requirement_ends_the_findings(text):
    assert words.is_requirement(line(text))


@pytest.mark.parametrize(
    "text",
    [
        "经查，相关凭证均由同一人经手。", "上述行为违反了有关规定。", "上述补贴发放问题涉及的村和金额见下表。", "请示报告制度不落实。", "请假制度执行不严。",
        "对上级要求落实不力，2个月内仅开会1次。", "党组要求不严。", "以上问题反映出班子担当不够。",
    ],
)  # fmt: skip
def test_what_goes_on_about_a_finding_is_no_requirement(text):
    assert not words.is_requirement(line(text))


@pytest.mark.parametrize("text", ["无", "未发现问题。", "本轮巡察未发现明显问题。", "总体较好，未发现突出问题。"])
def test_nothing_found_is_told_in_many_words(text):
    assert words.says_nothing_found(text)


def test_a_finding_that_says_something_was_not_found_is_one():
    assert not words.says_nothing_found("自查自纠走过场，未发现已经群众反映的3个问题，也未整改。")
    assert not words.says_nothing_found("无证施工。")


@pytest.mark.parametrize("text, is_one", [
    ("青巡〔2025〕1号", True), ("青巡[2025]第12号", True), ("青巡〔2025〕号", True), ("青巡〔1925〕1号", True), ("青巡〔2125〕1号", False), ("青巡〔2025〕1号文件", False),
    ("青" * 22 + "〔2025〕1号", True), ("青" * 23 + "〔2025〕1号", False),
])  # fmt: skip
def test_a_document_number_stands_alone_and_has_at_most_thirty_signs(text, is_one):
    assert words.is_document_number(line(text)) is is_one


@pytest.mark.parametrize("length, nothing", [(40, True), (41, False)])
def test_a_sentence_of_forty_signs_may_say_that_nothing_was_found(length, nothing):
    said = "，未发现违纪情况"
    assert words.says_nothing_found("经" * (length - len(said)) + said) is nothing


@pytest.mark.parametrize(
    "asked, text, other",
    [
        (words.is_note, "注：数据截至年底", "备齐材料"), (words.opens_annex, "附件：清单", "附近群众反映"), (words.is_secret_mark, "内部资料", "资料不全"),
        (words.sets_a_term, "请于收到本反馈意见后2个月内报送整改情况", "请认真研究"), (words.says_something_wrong, "台账不清", "工作扎实"),
        (words.names_an_aspect, "党的建设方面：", "党的建设"), (words.is_part_alone, "存在的主要问题：", "存在的主要问题较多"), (words.is_caption, "资金情况如下表", "资金情况"),
        (words.is_caption, "具体情况：", "具体情况"),
    ],
)  # fmt: skip
def test_what_a_line_says_of_its_place_is_told_of_it_and_of_no_other(asked, text, other):
    told = (text, other) if asked is words.says_something_wrong else (line(text), line(other))
    assert asked(told[0]) is True and asked(told[1]) is False
