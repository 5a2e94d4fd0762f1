"""Which clauses of a letter are findings, and what every other line of its part is (RULES §9)."""

import pytest

from desktop.exchange.feedback_letter.findings import Collector
from desktop.exchange.feedback_letter.outline import outline
from tests.exchange.feedback_letter.flows import P, bold, flow_of, table


def collect(*parts):
    work = Collector(frozenset())
    work.collect(outline(flow_of(*parts), ()))
    return work


def found(*parts):
    return [one.text for one in collect(*parts).found]


def reasons(*parts):
    return {line.text: reason for line, reason in collect(*parts).reasons}


HEAD = ("一、主要问题", "（一）党的领导方面")


def test_the_lowest_numbered_clauses_are_the_findings_with_the_headings_above_them():
    work = collect(*HEAD, "1.学习不深，仅3次。", "经查属实。", "2.作风不实，拖延。")
    first, second = work.found
    assert (first.no, first.path, first.text) == (1, ["主要问题", "党的领导方面"], "学习不深，仅3次。\n经查属实。")
    assert first.paras == [2, 3] and second.paras == [4] and second.no == 2
    assert {line.text: reason for line, reason in work.reasons} == {"主要问题": "heading", "党的领导方面": "heading"}
    assert work.of_node[1].line.text == "学习不深，仅3次。"


def test_what_stands_between_a_heading_and_its_clauses_leads_in():
    assert reasons(*HEAD, "主要表现为以下两条。", "1.学习不深。", "2.作风不实。")["主要表现为以下两条。"] == "intro"


def test_advice_and_evaluation_hold_no_finding():
    assert found("一、总体评价", "1.工作有力。", "二、主要问题", "1.学习不深。", "三、整改建议", "1.加强学习。") == [
        "学习不深。"
    ]


# -- leads and points ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("clause", "behind", "lead"),
    [
        ("1.学习不深", ["仅3次。"], "学习不深"), ("1.学习不深", [], ""), ("1.学习不深，仅3次", ["属实。"], ""), ("1.学习不深。", ["属实。"], ""),
    ],
)  # fmt: skip
def test_a_short_clause_with_text_below_it_leads_the_finding(clause, behind, lead):
    [one] = collect(*HEAD, clause, *behind, "2.作风不实，有拖延。").found[:1]
    assert one.lead == lead


def test_a_bold_beginning_leads_the_finding_and_its_points_are_told():
    [one] = collect("一、主要问题", P("1.学习不深。一是仅3次；二是无记录。", bold=((0, 7),)), "二、建议").found
    assert one.lead == "学习不深。" and one.points == ["仅3次；", "无记录。"]


def test_points_below_a_heading_are_one_finding_each_with_the_heading_in_their_path():
    work = collect("一、主要问题", "（一）党的领导", "总的看有短板。", "一是学习不深；", "二是作风不实。", "经查属实。")
    assert [(one.text, one.path[-1]) for one in work.found] == [
        ("学习不深；", "党的领导"),
        ("作风不实。\n经查属实。", "党的领导"),
    ]
    assert {line.text: reason for line, reason in work.reasons}["总的看有短板。"] == "intro"


@pytest.mark.parametrize(("leads", "findings"), [(2, ["甲一。后", "甲二。后"]), (1, ["党的领导\n甲一。后"])])
def test_two_paragraphs_with_bold_leads_below_a_heading_are_findings_and_a_single_one_is_the_headings_text(
    leads, findings
):
    parts = [P(f"甲{'一二'[place]}。后", bold=((0, 3),)) for place in range(leads)]
    assert found("一、主要问题", "（一）党的领导", *parts) == findings


def test_what_stands_before_the_first_bold_lead_leads_in_and_what_follows_one_belongs_to_it():
    leads = [P("学习。不深", bold=((0, 3),)), "属实。", P("作风。不实", bold=((0, 3),))]
    work = collect("一、主要问题", "（一）党的领导", "分述如下，共两条。", *leads)
    assert [(one.text, one.lead) for one in work.found] == [("学习。不深\n属实。", "学习。"), ("作风。不实", "作风。")]
    assert {line.text: reason for line, reason in work.reasons}["分述如下，共两条。"] == "intro"


# -- headings without clauses --------------------------------------------------------------------------


def test_a_heading_of_the_part_alone_holds_no_finding_and_its_text_is_told_as_not_recognised():
    assert (
        found("一、主要问题", "学习不深。") == []
        and reasons("一、主要问题", "学习不深。")["学习不深。"] == "unrecognised"
    )
    assert reasons("一、主要问题", "二、建议")["主要问题"] == "heading_without_items"


@pytest.mark.parametrize("said", ["未发现问题。", "无"])
def test_a_heading_under_which_nothing_was_found_has_no_finding(said):
    told = reasons("一、主要问题", "（一）党的领导", said, "（二）作风", "拖延推诿，不作为。")
    assert told["党的领导"] == "heading_without_items" and told[said] == "note"
    assert found("一、主要问题", "（一）未发现问题。", "（二）作风", "拖延推诿，不作为。") == [
        "作风\n拖延推诿，不作为。"
    ]


@pytest.mark.parametrize(
    ("text", "findings", "reason"),
    [("拖延推诿，不作为。", ["拖延推诿，不作为。"], "heading"), ("工作正常推进。", [], "heading_without_items")],
)
def test_text_below_a_field_of_work_is_a_finding_only_where_it_speaks_of_a_fault(text, findings, reason):
    parts = ("一、主要问题", "（一）作风建设方面", text)
    assert found(*parts) == findings and reasons(*parts)["作风建设方面"] == reason


def test_terse_clauses_with_nothing_below_any_of_their_kind_are_findings():
    """（一）学习不深 （二）作风不实: a list of findings in a few words each, no empty headings."""
    assert found("一、主要问题", "（一）学习不深", "（二）作风不实") == ["学习不深", "作风不实"]
    assert found("一、主要问题", "（一）学习不深", "（二）作风不实", "拖延推诿。") == ["作风不实\n拖延推诿。"]
    assert found("一、主要问题", "（一）学习方面", "（二）作风不实") == ["作风不实"]
    assert found("一、主要问题", "（一）学习不深") == []


# -- tables --------------------------------------------------------------------------------------------

ROWS = table(["序号", "问题"], ["1", "学习不深"], ["2", "作风不实"])


def test_rows_of_a_table_of_findings_stand_below_the_clause_that_holds_it():
    work = collect(*HEAD, ROWS)
    assert [(one.text, one.path) for one in work.found] == [
        ("学习不深", ["主要问题", "党的领导方面"]),
        ("作风不实", ["主要问题", "党的领导方面"]),
    ]
    assert {line.text: reason for line, reason in work.reasons} == {
        "主要问题": "heading", "党的领导方面": "heading", "序号": "table", "问题": "table",
    }  # fmt: skip


def test_a_clause_of_its_own_words_above_a_table_of_findings_is_a_finding_too():
    assert found("一、主要问题", "1.台账不全，缺三类。", ROWS, "2.作风。")[:3] == [
        "学习不深",
        "作风不实",
        "台账不全，缺三类。",
    ]


def test_a_table_of_figures_is_told_as_a_table():
    told = reasons(*HEAD, "1.补贴违规发放，见下表：", table(["村", "金额"], ["石桥村", "7"]), "2.作风不实，拖延。")
    assert told["石桥村"] == told["村"] == "table"


@pytest.mark.parametrize(
    ("between", "reason"),
    [
        ([], "table_caption"),
        (["单位：元"], "table_caption"),
        (["单位：元", "注：含税"], "table_caption"),
        (["单位：元", "注：含税", "说明：略"], None),
        (["后话。"], None),
    ],
)
def test_a_caption_stands_before_its_table_with_at_most_two_notes_between(between, reason):
    parts = (
        *HEAD,
        "1.违规发放补贴。",
        "发放情况表：",
        *between,
        table(["村", "金额"], ["石桥村", "7"]),
        "2.作风不实，拖延。",
    )
    assert reasons(*parts).get("发放情况表：") == reason
    assert found(*parts)[0].startswith("违规发放补贴。") and ("发放情况表" in found(*parts)[0]) is (reason is None)


def test_notes_are_no_part_of_a_finding():
    told = reasons(*HEAD, "1.违规发放补贴，共3户。", "注：数据来自村账", "2.作风不实，拖延。")
    assert told["注：数据来自村账"] == "note"


def test_a_caption_with_no_table_behind_it_is_text():
    assert (
        found(*HEAD, "1.违规发放补贴，共3户。", "情况如下表", "2.作风不实，拖延。")[0]
        == "违规发放补贴，共3户。\n情况如下表"
    )


def test_a_bold_line_as_a_clause_is_no_heading_where_nothing_counts_below_it():
    assert found("一、主要问题", "1.学习不深。", bold("属实"), "2.作风不实。") == ["学习不深。\n属实", "作风不实。"]


@pytest.mark.parametrize("first", ["（一）学习不深", "（一）学习方面"])
def test_a_heading_that_opens_a_part_or_names_a_field_of_work_is_no_terse_finding(first):
    assert found("一、主要问题", first, "（二）作风不实") == (
        ["学习不深", "作风不实"] if "不深" in first else ["作风不实"]
    )
    assert found("存在的主要问题", "存在的主要问题", "一、学习不深", "二、作风不实") == ["学习不深", "作风不实"]
