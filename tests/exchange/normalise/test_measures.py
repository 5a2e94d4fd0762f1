"""Measures of a cell (RULES §4)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.exchange.normalise.measures import read_measures


@pytest.mark.parametrize(
    ("written", "measures"),
    [
        ("1.全额清退；\n2.开展自查；\n3.纳入教育。", ("全额清退", "开展自查", "纳入教育")),
        ("1.追回1.2万元；2.自2025.3.5起公示。", ("追回1.2万元", "自2025.3.5起公示")),
        ("（1）修订规则；（2）逐次登记；", ("修订规则", "逐次登记")),
        ("①聘请第三方；②逐份催收。", ("聘请第三方", "逐份催收")),
        ("一是明确责任；二是加强考核。", ("明确责任", "加强考核")),
        (
            "制定责任清单，按季度报告。\n逐一登记管理员，清理僵尸群。",
            ("制定责任清单，按季度报告", "逐一登记管理员，清理僵尸群"),
        ),
        ("制定责任清单，\n按季度报告。", ("制定责任清单，按季度报告",)),
        ("1.逐园补齐年检材料。", ("逐园补齐年检材料",)),
        ("对照2、3号楼清单核查", ("对照2、3号楼清单核查",)),
        ("无", ()),
    ],
)
def test_measures_of_a_cell(written, measures):
    assert read_measures(written) == measures


@pytest.mark.parametrize(
    ("written", "measures"),
    [
        ("1.2024年6月底前完成制度修订。\n2.开展专题培训。", ("2024年6月底前完成制度修订", "开展专题培训")),
        ("1.论证项目；2.6月底前开工。", ("论证项目", "6月底前开工")),
        ("1.2024年6月完成；2.2024年9月验收", ("2024年6月完成", "2024年9月验收")),
        ("1.1.5万元追回；2.建制", ("1.5万元追回", "建制")),
        ("1.2万元追回", ("1.2万元追回",)),
        ("1.5万元追回；2.3万元上缴", ("1.5万元追回；2.3万元上缴",)),
        ("2025.3.5前完成", ("2025.3.5前完成",)),
        ("①逐处疏通②签订管护协议③按季度巡查", ("逐处疏通", "签订管护协议", "按季度巡查")),
        ("⑴完善制度⑵加强培训", ("完善制度", "加强培训")),
        ("⒈完善⒉加强", ("完善", "加强")),
        ("一是每月学习，二是领学，三是测试", ("每月学习", "领学", "测试")),
        ("一要调研摸底。二要引入社会力量。", ("调研摸底", "引入社会力量")),
        ("措施1：核对；措施2：公示", ("核对", "公示")),
        ("措施一：核对措施二：公示", ("核对", "公示")),
        ("1.1立即删除；\n1.2建立三审制。", ("立即删除", "建立三审制")),
        ("2.1摸底造册；\n2.2签订承诺书。", ("摸底造册", "签订承诺书")),
        (
            "1.加强学习：（1）每月一次；（2）每季一次。\n2.完善制度。",
            ("加强学习：（1）每月一次；（2）每季一次", "完善制度"),
        ),
        ("一、学习：1.每月；2.每季。二、制度", ("学习：1.每月；2.每季", "制度")),
        ("①学习：1.每月；2.每季②制度", ("学习：1.每月；2.每季", "制度")),
        ("见附件①", ("见附件①",)),
        ("统一是关键。", ("统一是关键",)),
        ("3.加强培训。", ("加强培训",)),
    ],
)
def test_numbers_count_where_they_go_on_and_only_on_the_outer_level(written, measures):
    """K6."""
    assert read_measures(written) == measures


@given(
    st.lists(st.text("清查核对公示培训", min_size=2, max_size=12), min_size=2, max_size=8),
    st.sampled_from(["①②③④⑤⑥⑦⑧", "⑴⑵⑶⑷⑸⑹⑺⑻", "⒈⒉⒊⒋⒌⒍⒎⒏"]),
)
def test_circled_numbers_part_measures_without_any_mark_between(texts, numbers):
    """K6."""
    assert read_measures("".join(number + text for number, text in zip(numbers, texts, strict=False))) == tuple(texts)


@given(st.lists(st.text("清查核对公示", min_size=2, max_size=8), min_size=2, max_size=5), st.data())
def test_inner_numbers_never_part_a_measure(texts, data):
    """K6: what stands under an outer number stays with it."""
    inner = [text + "：（1）每月；（2）每季" if data.draw(st.booleans()) else text for text in texts]

    assert read_measures("；".join(f"{n}.{text}" for n, text in enumerate(inner, 1))) == tuple(inner)


@given(
    st.lists(st.text("清查核对公示培训", min_size=2, max_size=12), min_size=1, max_size=8),
    st.sampled_from(["{n}.{t}；", "{n}、{t}；\n", "（{n}）{t}。"]),
)
def test_numbered_measures_come_apart_as_they_were_put_together(texts, pattern):
    cell = "".join(pattern.format(n=number, t=text) for number, text in enumerate(texts, 1))

    assert read_measures(cell) == tuple(texts)


@given(st.text(max_size=60))
def test_no_text_breaks_the_splitting(text):
    assert all(piece.strip() for piece in read_measures(text))


@pytest.mark.parametrize(
    ("written", "measures"),
    [
        ("说明：1.甲事；2.乙事", ("说明：1.甲事", "乙事")), ("要点。1.甲事；2.乙事", ("要点", "甲事", "乙事")), ("⑳甲事", ("甲事",)), ("甲事⑳", ("甲事⑳",)),
        ("①甲，②乙、③丙", ("甲", "乙", "丙")), ("1.1甲；1.2乙；2.1丙", ("甲", "乙", "丙")), ("1.1甲；1.3乙", ("1.1甲；1.3乙",)), ("10.甲；\n11.乙", ("甲", "乙")),
        ("十是甲；十一是乙", ("甲", "乙")), ("1.甲；" + " " * 39 + "2.乙", ("甲", "乙")), ("1.甲；" + " " * 40 + "2.乙", ("甲；" + " " * 40 + "2.乙",)), ("一是甲\r\n二是乙\r三是丙", ("甲", "乙", "丙")),
    ],
)  # fmt: skip
def test_further_numbers_on_their_bounds(written, measures):
    """K6."""
    assert read_measures(written) == measures
