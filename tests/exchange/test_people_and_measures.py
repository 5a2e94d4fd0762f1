"""Names and measures of a cell (RULES §4)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.exchange.normalise.measures import read_measures
from desktop.exchange.normalise.names import joined, read_persons


@pytest.mark.parametrize(
    ("written", "persons"),
    [
        ("韩 予 安", ("韩予安",)),
        ("陆清扬\n贺知微", ("陆清扬", "贺知微")),
        ("方既明　唐牧野", ("方既明", "唐牧野")),
        ("方既明（党组书记、局长）；唐牧野", ("方既明（党组书记、局长）", "唐牧野")),
        ("方既明 （局长）", ("方既明（局长）",)),
        ("/", ()),
    ],
)
def test_persons_of_a_cell(written, persons):
    assert read_persons(written) == persons


def test_the_same_person_in_two_rows_is_named_once():
    assert joined([("韩予安", "李㐂平"), ("李㐂平",)]) == "韩予安、李㐂平"


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
    assert all(person for person in read_persons(text))
