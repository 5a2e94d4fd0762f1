"""Names of a cell (RULES §4)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

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
        ("方既明 唐牧野", ("方既明", "唐牧野")),
        ("李 唐牧野", ("李唐牧野",)),
        ("王五 张三", ("王五", "张三")),
        ("甲（一、二（三、四））、乙", ("甲（一、二（三、四））", "乙")),
        ("甲）、乙（三、四）", ("甲）", "乙（三、四）")),
        ("、甲、、乙，丙,丁;戊", ("甲", "乙", "丙", "丁", "戊")),
    ],
)
def test_persons_of_a_cell(written, persons):
    assert read_persons(written) == persons


def test_the_same_person_in_two_rows_is_named_once():
    assert joined([]) is joined([()]) is None
    assert joined([("韩予安", "李㐂平"), ("李㐂平",)]) == "韩予安、李㐂平"


@given(st.text(max_size=60))
def test_no_text_breaks_the_splitting(text):
    assert all(person for person in read_persons(text))


def test_names_of_one_character_parted_by_gaps_are_one_name_and_whole_names_are_several():
    """RULES §4: 李 四 is a person whose name was stretched, 王五 张三 are two."""
    assert read_persons("李 四") == ("李四",) and read_persons("李四") == ("李四",) and read_persons("李") == ("李",)
    assert read_persons("王五 张三 李 四") == ("王五张三李四",) and read_persons("，，") == ()
