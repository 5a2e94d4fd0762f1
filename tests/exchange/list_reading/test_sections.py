"""RULES §1, §3: which titles hold where: a new one closes those of its level and below; units by fill-in line, title, sheet."""

import pytest

from desktop.exchange.list_reading.sections import Sections, UnitSources
from tests.exchange.sample_lists import register

BUREAU, OTHER = "青岩县财政局党组", "青岩县民政局党组"


def opened(*titles):
    sections = Sections()
    for kind, level, words in titles:
        (sections.open_unit if kind == "u" else sections.open_category)(level, words)
    return sections.categories, sections.unit


@pytest.mark.parametrize("titles, categories, unit", [
    ([("c", 1, "一"), ("c", 2, "（一）")], ["一", "（一）"], None), ([("c", 1, "一"), ("c", 2, "（一）"), ("c", 1, "二")], ["二"], None), ([("c", 1, "一"), ("c", 2, "（一）"), ("c", 2, "（二）")], ["一", "（二）"], None), ([("c", 0, "甲"), ("c", 0, "乙")], ["乙"], None),
    ([("u", 0, "局"), ("c", 1, "一")], ["一"], "局"), ([("u", 0, "局"), ("c", 1, "一"), ("c", 1, "二")], ["二"], "局"), ([("u", 0, "局"), ("u", 0, "院")], [], "院"), ([("c", 1, "一"), ("u", 0, "局")], ["一"], "局"), ([("c", 1, "一"), ("u", 0, "局"), ("u", 0, "院")], ["一"], "院"),
    ([("c", 1, "一"), ("u", 2, "局"), ("c", 1, "二")], ["二"], None), ([("c", 1, "一"), ("u", 2, "局"), ("u", 2, "院")], ["一"], "院"), ([("u", 1, "局"), ("c", 2, "一"), ("u", 1, "院")], [], "院"),
])  # fmt: skip
def test_a_new_title_closes_those_of_its_level_and_below(titles, categories, unit):
    assert opened(*titles) == (categories, unit)


def test_after_a_finding_a_unit_title_stands_above_the_categories_again():
    sections = Sections()
    sections.open_category(1, "一")
    sections.rest()
    sections.open_unit(0, "局")
    assert (sections.categories, sections.unit) == ([], "局")
    sections.clear()
    assert (sections.categories, sections.unit) == ([], None)


def test_the_unit_is_named_by_the_fill_in_line_before_title_sheet_and_the_clerk():
    sources = UnitSources(register(), sheet="表名", named="指定")
    assert sources.fallback == "表名"
    assert sources.note_title("县财政局整改台账") and sources.fallback == BUREAU
    assert not sources.note_title("县财政局问题清单"), "the same unit is no change"
    sources.note_fill_in("填报单位：县民政局")
    assert sources.fallback == OTHER
    sources.note_fill_in("填报单位：没有")
    assert sources.fallback == OTHER
    assert sources.note_title("县财政局整改台账") and sources.fallback == BUREAU, (
        "a later title stands for what follows it"
    )
    assert not sources.note_title("整改台账") and UnitSources(register(), named="指定").fallback == "指定"


def test_a_new_table_begins_without_titles_but_may_keep_its_unit():
    sections = Sections()
    sections.open_unit(0, "局")
    sections.open_category(1, "一")
    sections.clear(keep_unit=True)
    assert (sections.categories, sections.unit) == ([], "局")
    sections.open_category(1, "一")
    sections.clear()
    assert (sections.categories, sections.unit) == ([], None)
    sections.open_category(1, "一")
    sections.clear()
    sections.open_unit(0, "局")
    sections.open_category(1, "二")
    assert (sections.categories, sections.unit) == (["二"], "局"), "a unit after a new table follows no category"


@pytest.mark.parametrize(("titled", "asked", "beside"), [(2, 2, True), (2, 1, False), (0, 0, True), (0, 1, False)])
def test_what_is_titled_as_the_unit_in_force_stands_beside_it(titled, asked, beside):
    sections = Sections()
    sections.open_unit(titled, "局")
    assert sections.stands_beside_units(asked) is beside and not Sections().stands_beside_units(asked)


def test_a_unit_directly_below_a_category_stands_in_it_and_the_next_one_beside_it():
    assert opened(("c", 1, "一"), ("c", 2, "（一）"), ("u", 0, "局")) == (["一", "（一）"], "局")
    assert opened(("c", 1, "一"), ("u", 0, "局"), ("c", 2, "（一）"), ("u", 0, "院")) == (["一", "（一）"], "院")
    assert opened(("u", 0, "局"), ("c", 1, "一"), ("c", 2, "（一）"), ("u", 0, "院")) == (["一", "（一）"], "院")


def test_a_category_at_the_level_of_a_unit_that_stands_above_all_keeps_it():
    assert opened(("u", 0, "局"), ("c", 1, "一"), ("c", 1, "二"), ("c", 2, "（一）")) == (["二", "（一）"], "局")
    assert opened(("u", 1, "局"), ("c", 1, "一")) == (["一"], None)
