"""D15: feedback letters become proposals as RULES §9 has it, and every paragraph of a letter is accounted for."""

import pytest

from desktop.exchange.feedback_letter.reading import letter_of
from desktop.exchange.word_reading.word_source import read_word, read_word_bytes
from tests.exchange.sample_letters import CASES, check_law, expectation
from tests.exchange.sample_lists import same
from tests.exchange.word_files import (
    MARK_DELETED,
    box,
    cell,
    deleted,
    inserted,
    paragraph,
    run,
    table,
    word_file,
)

P = paragraph
TITLE = "中共青岩县委第一巡察组关于巡察青岩县水利局党组的反馈意见"
HEAD = [P(TITLE), P("青岩县水利局党组："), P("根据统一部署，开展了巡察。现将情况反馈如下。")]
TAIL = [P("中共青岩县委第一巡察组", right=True), P("2025年6月3日", right=True)]
TWO = [P("关于巡察青岩县水利局党组、青岩县林业局党组的反馈意见"), P("青岩县水利局党组、青岩县林业局党组：")]


def read(*body, head=HEAD, tail=TAIL, **parts):
    text = read_word_bytes(word_file([*head, *body, *tail], **parts), "x.docx")
    letter = letter_of(text)
    check_law(text, letter)
    return letter


def texts(letter):
    return [one.text for one in letter.findings]


def reasons(letter):
    return [one.reason for one in letter.context]


@pytest.mark.parametrize("case", CASES)
def test_a_sample_letter_is_read_as_expected(case):
    path, expected = expectation(case)
    text = read_word(path)
    letter = letter_of(text)

    check_law(text, letter)
    assert letter.unit == expected["unit"]
    assert letter.footnotes == expected["footnotes"]
    told = [{**vars(one)} for one in letter.findings]
    assert len(told) == len(expected["findings"])
    assert same([{"lead": "", "points": [], **one} for one in expected["findings"]], told)
    assert [{"para": one.para, "reason": one.reason} for one in letter.context] == expected["context"]


def test_a_styled_heading_of_the_third_level_and_its_text_are_one_finding():
    letter = read(
        P("巡察发现的主要问题", style="1"), P("党的领导方面", style="2"), P("理论学习不深入", style="3"), P("仅学习3次。"),
        P("一是没有计划；二是没有记录。"), P("作风不实", style="3"), P("走过场。"), P("意见建议", style="1"), P("加强学习", style="2"),
    )  # fmt: skip

    assert texts(letter) == ["理论学习不深入\n仅学习3次。\n一是没有计划；二是没有记录。", "作风不实\n走过场。"]
    assert [one.lead for one in letter.findings] == ["理论学习不深入", "作风不实"]
    assert letter.findings[0].points == ["没有计划；", "没有记录。"]
    assert letter.findings[0].path == ["巡察发现的主要问题", "党的领导方面"]


def test_clauses_parted_by_soft_line_breaks_are_one_finding_each():
    letter = read(
        P("一、主要问题"),
        P("（一）党建方面\n1.学习不深入。\n2.党费不及时，涉及\n3.5万元。\n3.18个支部未换届。"),
        P("二、意见建议"),
    )

    assert texts(letter) == ["学习不深入。", "党费不及时，涉及\n3.5万元。", "18个支部未换届。"]
    assert {tuple(one.paras) for one in letter.findings} == {(4,)}
    assert letter.findings[0].path == ["主要问题", "党建方面"]


def test_a_table_with_a_column_of_findings_gives_one_a_row_and_a_merged_cell_one_for_its_rows():
    merged, on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    letter = read(
        P("一、主要问题"), P("具体问题见下表。"),
        table([
            ["序号", "类别", "问题", "涉及金额（万元）"],
            ["1", cell(P("党建"), form=merged), "学习不深入", "1"],
            ["2", cell(form=on), cell(P("资金不规范"), P("3笔未入账"), form=merged), "2"],
            ["3", cell(form=on), cell(form=on), "3"],
            ["合计", "", "", "6"],
        ]),
        P("注：数据截至5月。"), P("二、意见建议"), P("抓好整改。"),
    )  # fmt: skip

    assert texts(letter) == ["学习不深入", "资金不规范\n3笔未入账"]
    assert [one.paras for one in letter.findings] == [[9, 10, 11, 12], [13, 15, 16, 17, 18, 21]]
    assert [one.path for one in letter.findings] == [["主要问题"], ["主要问题"]]
    assert reasons(letter).count("table") == 6


def test_a_table_of_figures_holds_no_findings():
    letter = read(
        P("一、主要问题"),
        P("（一）资金方面"),
        P("1.补贴发放不严。"),
        P("涉及金额如下："),
        table([["村", "户数"], ["石桥村", "7"]]),
        P("二、意见建议"),
    )

    assert texts(letter) == ["补贴发放不严。"]
    assert "table_caption" in reasons(letter)


@pytest.mark.parametrize(
    "body",
    [
        [P("一、青岩县水利局党组存在的主要问题"), P("（一）学习不深入。"), P("二、青岩县林业局党组存在的主要问题"), P("（一）造林不实。")],
        [P("一、主要问题"), P("（一）水利局党组"), P("1.学习不深入。"), P("（二）林业局党组"), P("1.造林不实。")],
        [P("青岩县水利局党组"), P("一、主要问题"), P("（一）学习不深入。"), P("青岩县林业局党组"), P("一、主要问题"), P("（一）造林不实。")],
    ],
)  # fmt: skip
def test_a_letter_to_two_units_tells_the_unit_of_each_finding(body):
    letter = read(*body, P("三、意见建议"), P("（一）抓整改。"), head=TWO)

    assert letter.units == ["青岩县水利局党组", "青岩县林业局党组"]
    assert [(one.text, one.unit) for one in letter.findings] == [
        ("学习不深入。", "青岩县水利局党组"),
        ("造林不实。", "青岩县林业局党组"),
    ]


def test_tracked_changes_are_read_as_accepted():
    moved_away = '<w:moveFrom w:id="9"><w:r><w:t>2.移走。</w:t></w:r></w:moveFrom>'
    moved_here = '<w:moveTo w:id="9"><w:r><w:t>3.移入。</w:t></w:r></w:moveTo>'
    letter = read(
        P("一、存在问题"), P("（一）党建方面"), P(inner=deleted("1.已删。"), form=MARK_DELETED), P("1.学习不", form=MARK_DELETED), P("深入。"),
        P(inner=moved_away, form='<w:rPr><w:moveFrom w:id="8"/></w:rPr>'), P("2.作风", inner=deleted("好") + inserted("不实。")),
        P(inner=moved_here),
    )  # fmt: skip

    assert texts(letter) == ["学习不深入。", "作风不实。", "移入。"]
    assert [one.paras for one in letter.findings] == [[6, 7], [9], [10]]


def test_boxes_and_what_follows_the_signature_are_context():
    letter = read(
        P("一、存在问题"), P("（一）党建方面"), P("1.学习不深入。", inner=box(P("1.框里的条。"))), P("请于收到本意见后2个月内报送整改情况。"),
        tail=[*TAIL, P("附件：问题清单"), P("1.附件里的条。"), table([["序号", "问题"], ["1", "附件问题"]])],
    )  # fmt: skip

    assert texts(letter) == ["学习不深入。"]
    assert reasons(letter)[5:] == ["textbox", "requirement", "signature", "signature", *["annex"] * 2, *["table"] * 4]


def test_advice_is_no_finding_even_with_numbers_and_points():
    letter = read(
        P("一、主要问题"),
        P("（一）学习不深入。"),
        P("二、意见建议"),
        P("（一）党组要提高认识。一是抓学习；二是抓整改。"),
        P("1.抓实。"),
    )

    assert texts(letter) == ["学习不深入。"]


def test_a_letter_without_a_heading_for_its_findings_finds_them_where_nothing_else_is_named():
    letter = read(
        P("一、党的领导弱化方面"),
        P("1.学习不深入。"),
        P("二、党的建设缺失方面"),
        P("1.党费不及时。"),
        P("三、整改要求"),
        P("1.抓整改。"),
    )

    assert texts(letter) == ["学习不深入。", "党费不及时。"]


def test_paragraphs_with_bold_leads_below_a_heading_are_one_finding_each():
    letter = read(
        P("主要问题"),
        P("（一）党建方面"),
        P("仅3次。", bold="学习不深入。"),
        P("走过场。", bold="作风不实。"),
        P("有的应付。"),
        P("意见建议"),
        P("抓整改。"),
    )

    assert texts(letter) == ["学习不深入。仅3次。", "作风不实。走过场。\n有的应付。"]
    assert [one.lead for one in letter.findings] == ["学习不深入。", "作风不实。"]


def test_nothing_found_is_no_finding():
    letter = read(
        P("一、主要问题"),
        P("（一）学习不深入。"),
        P("（二）作风建设方面"),
        P("未发现明显问题。"),
        P("（三）未发现问题。"),
    )

    assert texts(letter) == ["学习不深入。"]
    assert reasons(letter).count("note") == 2


def test_notes_stand_apart_in_the_order_of_their_marks():
    mark = '<w:r><w:footnoteReference w:id="{}"/></w:r>'
    note = '<w:footnote w:id="{}"><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:footnote>'
    opened = '<w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    footnotes = f"{opened}{note.format(2, '第二。')}{note.format(3, '第一。')}{note.format(4, '删去。')}</w:footnotes>"
    gone = f'<w:del w:id="5">{mark.format(4)}</w:del>'
    letter = read(
        P("一、主要问题"),
        P("（一）学习不深入。", inner=mark.format(3) + gone),
        P("（二）作风不实。", inner=mark.format(2)),
        footnotes=footnotes,
    )

    assert letter.footnotes == ["第一。", "第二。"]
    assert texts(letter) == ["学习不深入。", "作风不实。"]


def test_a_paper_that_is_no_letter_has_no_findings_and_loses_no_paragraph():
    letter = read(P("坚持系统思维"), P("某市树立观念。"), head=[P("近年来，某市探索。")], tail=[])

    assert letter.findings == []
    assert set(reasons(letter)) == {"unrecognised"}


def test_the_round_is_told_where_the_letter_names_it():
    head = [P(TITLE), P("青岩县水利局党组："), P("十四届县委第五轮巡察期间，第一巡察组开展了巡察。现反馈如下。")]

    assert read(P("一、主要问题"), head=head).round == "十四届县委第五轮"


def test_a_bold_number_and_scattered_runs_change_nothing():
    letter = read(
        P("一、主要问题"),
        P("（一）党建方面"),
        P(inner=run("1", True) + run(".学", True) + run("习不深，") + run("仅3次。")),
    )

    assert [(one.text, one.lead) for one in letter.findings] == [("学习不深，仅3次。", "学")]


def test_text_below_a_field_of_work_is_a_finding_only_where_it_speaks_of_a_fault():
    body = [P("一、主要问题"), P("（一）党建方面"), P("2023年未专题研究。"), P("（二）作风方面"), P("班子团结有力。")]
    letter = read(*body)

    assert [(one.text, one.path) for one in letter.findings] == [("2023年未专题研究。", ["主要问题", "党建方面"])]
    assert "unrecognised" in reasons(letter)


@pytest.mark.parametrize(
    ("title", "opening", "found"),
    [
        ("关于巡察的反馈意见", "开展了巡察。", True),
        ("关于巡察的函", "现将情况反馈如下。", True),
        ("关于巡察的函", "开展了巡察。", False),
    ],
)
def test_a_letter_is_one_by_its_title_or_by_its_opening(title, opening, found):
    """Where no heading names its findings, either is enough to look for them."""
    letter = read(P("一、党的领导"), P("1.学习不深，仅3次。"), head=[P(title), P("青岩县水利局党组："), P(opening)])
    assert bool(letter.findings) is found


def test_fields_beside_those_that_say_存在的问题_hold_findings_too():
    letter = read(
        P("一、总体评价"), P("较好。"), P("二、政治建设方面存在的主要问题"), P("（一）学习走过场。"),
        P("三、作风建设方面"), P("（一）公车私用2次。"), P("四、领导班子情况"), P("班子团结。"), P("五、意见建议"), P("（一）加强学习。"),
    )  # fmt: skip
    assert [(one.path, one.text) for one in letter.findings] == [
        (["政治建设方面存在的主要问题"], "学习走过场。"),
        (["作风建设方面"], "公车私用2次。"),
    ]


def test_a_letter_whose_parts_are_fields_alone_holds_findings_in_each():
    letter = read(
        P("一、在安全发展方面"), P("（一）检查缺位。"), P("二、在整改上轮巡察反馈问题方面"), P("（一）公车私用反弹。"), P("三、整改工作要求"), P("（一）压实责任。"),
    )  # fmt: skip
    assert texts(letter) == ["检查缺位。", "公车私用反弹。"]


@pytest.mark.parametrize("printed", ["— 2 —", "-3-", "第2页", "－ １２ －", "第 2 页 共 5 页"])
def test_a_printed_page_number_belongs_to_no_finding(printed):
    letter = read(P("一、主要问题"), P("（一）检查缺位。"), P(printed), P("其中2家未查。"), P("（二）台账缺失。"))
    assert texts(letter) == ["检查缺位。\n其中2家未查。", "台账缺失。"]
    assert (5, "page_number") in [(one.para, one.reason) for one in letter.context]


@pytest.mark.parametrize(
    "between", ["对以上问题，请认真整改。", "以上问题要立行立改。", "整改时限为2个月，逾期未报的通报。"]
)
def test_findings_that_count_on_behind_a_requirement_are_findings(between):
    below = read(
        P("一、主要问题"), P("（一）政治方面"), P("1.检查缺位。"), P(between), P("（二）作风方面"), P("1.空岗3个窗口。")
    )
    assert texts(below) == ["检查缺位。", "空岗3个窗口。"] and (6, "advice") in [
        (one.para, one.reason) for one in below.context
    ]
    beside = read(
        P("一、主要问题"),
        P("（一）检查缺位。"),
        P(between),
        P("（二）台账缺失。"),
        P("二、意见建议"),
        P("（一）加强。"),
    )
    assert texts(beside) == ["检查缺位。", "台账缺失。"]


@pytest.mark.parametrize("number", ["（一）", "（三）", "三、"])
def test_what_a_requirement_announces_is_none_however_it_is_counted(number):
    for announced in ("对以上问题，提出以下整改意见：", "现提出整改要求如下。"):
        assert texts(
            read(
                P("一、主要问题"), P("（一）检查缺位。"), P("（二）台账缺失。"), P(announced), P(f"{number}加强学习。")
            )
        ) == [
            "检查缺位。",
            "台账缺失。",
        ]
