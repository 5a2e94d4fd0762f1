"""The letter as a tree: what stands below what, by numbers, heading styles and headings without any."""

import pytest

from desktop.exchange.feedback_letter.outline import Node, names_one_of, outline
from tests.exchange.feedback_letter.flows import P, bold, flow_of, table

TWO = ["青岩县水利局党组", "青岩县林业局党组"]


def tree(*parts, units=()):
    """Each clause with its depth, part and running text."""
    found = []

    def walk(node, depth):
        said = [one.text if hasattr(one, "text") else "表" for one in node.body]
        found.append((depth, node.line.text if node.line else "", node.part, said))
        for child in node.children:
            walk(child, depth + 1)

    walk(outline(flow_of(*parts), units), 0)
    return found[1:]


def depths(*parts, units=()):
    return [(depth, text) for depth, text, _part, _said in tree(*parts, units=units)]


def test_clauses_stand_below_those_of_a_higher_level_and_beside_their_like():
    assert depths("一、总体", "二、问题", "（一）党的领导", "1.学习", "2.作风", "（二）党的建设", "1.组织", "三、建议") == [
        (1, "总体"), (1, "问题"), (2, "党的领导"), (3, "学习"), (3, "作风"), (2, "党的建设"), (3, "组织"), (1, "建议"),
    ]  # fmt: skip


def test_text_and_tables_belong_to_the_clause_above_them():
    assert tree("一、问题", "有三条。", table(["甲", "乙"]), "（一）学习", "不深。")[:2] == [
        (1, "问题", "problems", ["有三条。", "表"]),
        (2, "学习", "", ["不深。"]),
    ]


def test_a_clause_knows_its_part_and_the_headings_above_it():
    root = outline(flow_of("一、主要问题", "（一）党的领导", "1.学习不深。"), ())
    last = list(root.walk())[-1]
    assert last.within == "problems" and last.path == ["主要问题", "党的领导"] and root.within == "" and root.path == []


@pytest.mark.parametrize(("rank", "high"), [(0.5, True), (2.0, True), (2.5, True), (3.0, False), (4.0, False)])
def test_the_levels_that_letters_give_to_headings_are_high(rank, high):
    """A heading without number before 1. stands half a level above it and is one too."""
    assert Node(None, rank).is_high is high


# -- units ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "units", "names"),
    [
        ("青岩县水利局党组", TWO, True), ("县林业局", TWO, True), ("（一）青岩县水利局党组", TWO, False), ("青岩县水利局党组", TWO[:1], False), ("青岩县教育局党组", TWO, False),
        ("关于一二三四五水利局", TWO, True), ("关于一二三四五六七水利局", TWO, False), ("水利局。林业局。", TWO, False),
    ],
)  # fmt: skip
def test_a_unit_alone_on_a_line_is_a_heading_in_a_letter_to_several(text, units, names):
    [line] = flow_of(text)
    assert names_one_of(line, units) is names


def test_in_a_letter_to_several_each_unit_stands_above_its_clauses():
    assert depths("青岩县水利局党组", "一、问题", "青岩县林业局党组", "一、问题", units=TWO) == [
        (1, "青岩县水利局党组"), (2, "问题"), (1, "青岩县林业局党组"), (2, "问题"),
    ]  # fmt: skip


# -- headings without numbers --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("heading", "is_one"),
    [
        (bold("党的领导"), True), (P("党的领导方面"), True), (P("党的领导"), False), (bold("党的领导。"), False), (bold("长" * 30), True), (bold("长" * 31), False),
    ],
)  # fmt: skip
def test_a_short_bold_line_or_a_field_of_work_before_a_first_clause_is_a_heading(heading, is_one):
    found = depths("一、问题", heading, "1.学习", "2.作风")
    assert ((2, heading.text) in found) is is_one and (3 if is_one else 2, "学习") in found


@pytest.mark.parametrize(
    ("following", "is_one"),
    [(["1.学习"], True), (["2.学习"], False), (["学习"], False), ([], False), ([table(["甲", "乙"]), "1.学习"], True)],
)
def test_a_heading_stands_before_a_clause_that_begins_to_count(following, is_one):
    """Before 2. it would be the end of 1.; a table between does not matter."""
    assert ((2, "党的领导") in depths("一、问题", bold("党的领导"), *following)) is is_one


@pytest.mark.parametrize(
    ("first", "second", "is_one"),
    [
        (bold("党的领导"), bold("干部队伍"), True), (P("党的领导方面"), P("干部队伍方面"), True), (bold("党的领导"), P("干部队伍"), False),
        (bold("党的领导"), bold("典型不多，1例。"), False), (P("党的领导方面"), bold("典型案例"), False),
    ],
)  # fmt: skip
def test_below_a_second_heading_of_the_same_form_the_clauses_may_count_on(first, second, is_one):
    found = depths("一、问题", first, "1.学习", "2.作风", second, "3.轮岗")
    assert ((2, second.text) in found) is is_one


def test_a_heading_without_number_stands_half_a_level_above_what_it_counts():
    assert depths("（一）甲", bold("党的领导"), "（1）学习", "（二）乙") == [
        (1, "甲"),
        (2, "党的领导"),
        (3, "学习"),
        (1, "乙"),
    ]


def test_the_name_of_a_part_alone_is_a_heading_of_the_highest_level():
    assert tree("一、总体", "存在的主要问题", "（一）学习")[1:] == [
        (1, "存在的主要问题", "problems", []),
        (2, "学习", "", []),
    ]


# -- heading styles ------------------------------------------------------------------------------------


def test_a_heading_style_stands_above_the_numbers_below_it():
    """A style of level 3 whose own lines carry no number is above 1."""
    assert depths(P("问题", level=1), P("党的领导", level=3), "1.学习", P("党的建设", level=3), "1.组织") == [
        (1, "问题"), (2, "党的领导"), (3, "学习"), (2, "党的建设"), (3, "组织"),
    ]  # fmt: skip


def test_a_heading_style_of_a_long_line_or_one_that_is_numbered_is_as_its_number_says():
    assert depths(P("1.学习", level=1), "（一）甲") == [(1, "学习"), (1, "甲")]
    assert depths("一、问题", P("长" * 51, level=2)) == [(1, "问题")]


def test_a_style_takes_its_place_from_the_highest_number_below_it():
    assert depths(P("甲", level=4), "（1）子", P("乙", level=4), "（一）丑", "（1）寅", P("丙", level=4)) == [
        (1, "甲"), (2, "子"), (1, "乙"), (2, "丑"), (3, "寅"), (1, "丙"),
    ]  # fmt: skip


# -- the end of the findings ---------------------------------------------------------------------------


def test_a_requirement_without_number_after_the_findings_closes_them():
    found = tree("一、主要问题", "（一）学习不深。", "请局党组认真研究。", "落实到位。", "（一）其他")
    assert found[:3] == [
        (1, "主要问题", "problems", []), (2, "学习不深。", "", []), (1, "", "advice", ["请局党组认真研究。", "落实到位。"]),
    ]  # fmt: skip


def test_a_requirement_before_any_finding_is_running_text():
    assert tree("一、总体评价", "请局党组认真研究。") == [(1, "总体评价", "other", ["请局党组认真研究。"])]
    assert tree("请局党组认真研究。") == []


def test_within_the_advice_a_requirement_closes_nothing():
    assert tree("一、主要问题", "二、整改建议", "请局党组认真研究。")[1] == (
        1,
        "整改建议",
        "advice",
        ["请局党组认真研究。"],
    )


def test_findings_are_seen_also_where_no_heading_names_them():
    """A clause of a low level is a finding; what asks something of the unit behind it is none."""
    assert tree("1.学习不深。", "请局党组认真研究。")[-1] == (1, "", "advice", ["请局党组认真研究。"])


def test_a_heading_half_a_level_above_the_first_clauses_is_no_finding_yet():
    """What asks something of the unit behind it still belongs to it."""
    assert tree(bold("党的领导"), "1.学习不深。")[0] == (1, "党的领导", "", [])
    assert outline(flow_of("请局党组认真研究。", "（一）总的看"), ()).body[0].text == "请局党组认真研究。"


@pytest.mark.parametrize(("around", "names"), [(8, True), (9, False)])
def test_a_line_with_more_around_the_unit_than_its_county_and_body_is_no_heading(around, names):
    [one] = flow_of("甲" * around + "水利局")
    assert names_one_of(one, TWO) is names


# -- headings whose form says no level ------------------------------------------------------------------


def test_headings_that_are_counted_with_ordinals_stand_above_the_clauses_that_begin_to_count_below_them():
    assert depths(
        "一、问题", "第一，在决策部署方面。", "1.迟缓。", "2.不实。", "第二，作风方面：", "（1）收费。", "第三，用人随意，无人过问。", "二、建议"
    ) == [
        (1, "问题"), (2, "在决策部署方面。"), (3, "迟缓。"), (3, "不实。"), (2, "作风方面："), (3, "收费。"), (2, "用人随意，无人过问。"), (1, "建议"),
    ]  # fmt: skip


def test_ordinals_inside_a_clause_are_its_points():
    assert depths("一、问题", "1.管理乱。", "第一，招标不规范。", "第二，变更随意。", "2.账不清。") == [
        (1, "问题"), (2, "管理乱。"), (2, "账不清。"),
    ]  # fmt: skip


@pytest.mark.parametrize(("first", "second"), [("1.", "（1）"), ("（1）", "1."), ("（一）", "1.")])
def test_headings_without_number_stand_beside_each_other_whatever_counts_below_them(first, second):
    """A clause above must never become the heading of what follows: it would be lost as a finding."""
    found = depths("一、问题", "党的领导方面", f"{first}迟缓。", "作风建设方面", f"{second}收费。")
    assert [depth for depth, _text in found] == [1, 2, 3, 2, 3]


def test_ordinals_inside_a_clause_below_such_headings_count_for_themselves():
    """A point must not become a heading: its clause would lose it, and the clauses behind it would stand below a sentence."""
    parts = (
        "一、问题", "第一，党的领导方面", "1.学习不深入。", "第一，没有年度学习计划。", "第二，没有学习记录，2次会议无签到。",
        "2.作风不实。", "第二，党的建设方面", "1.换届超期。", "第三，用人随意，无人过问。",
    )  # fmt: skip
    found = [(depth, text, said) for depth, text, _part, said in tree(*parts)]
    assert found == [
        (1, "问题", []),
        (2, "党的领导方面", []),
        (3, "学习不深入。", ["第一，没有年度学习计划。", "第二，没有学习记录，2次会议无签到。"]),
        (3, "作风不实。", []),
        (2, "党的建设方面", []),
        (3, "换届超期。", []),
        (2, "用人随意，无人过问。", []),
    ]
