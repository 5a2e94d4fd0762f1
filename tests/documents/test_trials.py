"""D1, P-5: every kind prints its shortest, longest and emptiest paper."""

from io import BytesIO
from types import SimpleNamespace
from zipfile import ZipFile

import pytest
from lxml import etree

from desktop.documents.figures import PlainRate
from desktop.documents.fonts import choose_fonts
from desktop.documents.package import W
from desktop.documents.recipes import RECIPES, recipe_of
from desktop.documents.trials import LONG_UNIT, SPARSE, TITLES, USUAL, _place, trial_faults, trials, tried
from desktop.documents.vocabulary import COUNT, FLAG, LEFT_OUT, LIST, MARKED, MONEY, RATE, RECORD, TEXT, Field
from tests.documents.papers import TEMPLATES, lines_of, press


@pytest.mark.parametrize("recipe", RECIPES, ids=lambda recipe: recipe.kind)
@pytest.mark.parametrize("title", TITLES)
def test_a_trial_lacks_nothing_that_blocks_and_leaves_nothing_over_d1(recipe, title):
    words = trials(recipe)[title]

    assert [missing for missing in recipe.missing(words) if missing.blocks] == []
    text = "".join(lines_of(press(recipe.kind).render(words, draft=False).data))
    assert not any(mark in text for mark in ("{", "}", "〔缺", "None"))


@pytest.mark.parametrize("recipe", RECIPES, ids=lambda recipe: recipe.kind)
def test_the_longest_has_the_long_name_and_the_long_list_d1(recipe):
    words = trials(recipe)["最长"]

    named = {"单位", "主送"} & {field.name for field in recipe.fields}  # a sheet about a whole round names none
    assert not named or LONG_UNIT in [words.get(name) for name in named]
    lists = [
        words[field.name]
        for field in recipe.fields
        if field.kind == LIST and field.name.endswith("清单") and field.items
    ]
    assert all(len(rows) == 60 for rows in lists)


def test_the_emptiest_has_only_what_must_stand_d1():
    recipe = next(one for one in RECIPES if one.kind == "supervision_letter")

    words = trials(recipe)["最空"]

    assert "抄送" not in words and "联系人" not in words
    assert len(words["问题清单"]) == 1


@pytest.mark.parametrize("recipe", RECIPES, ids=lambda recipe: recipe.kind)
def test_in_the_longest_every_word_stands_and_every_flag_is_set_d1(recipe):
    """D-1: what is only said where something is so is set too."""
    words = trials(recipe)["最长"]

    assert [field.name for field in recipe.fields if words.get(field.name) in (None, "", [])] == []
    assert [field.name for field in recipe.fields if field.kind == FLAG and words[field.name] is not True] == []


@pytest.mark.parametrize("recipe", RECIPES, ids=lambda recipe: recipe.kind)
def test_the_shortest_has_one_of_everything_d1(recipe):
    """D-1"""
    words = trials(recipe)["最短"]

    for field in recipe.fields:
        value = words.get(field.name)
        assert not isinstance(value, (list, tuple)) or len(value) <= 1, field.name
        assert not isinstance(value, int) or value <= 1, field.name


@pytest.mark.parametrize("recipe", RECIPES, ids=lambda recipe: recipe.kind)
def test_a_template_is_tried_with_the_usual_paper_first_and_the_one_with_least_last_d1(recipe):
    found = tried(recipe)
    assert list(found) == [USUAL, *TITLES, SPARSE] and all(found.values()) and found[USUAL] == recipe.sample()


ROWS = (
    Field("编号", "c", TEXT),
    Field("表现", "t", TEXT),
    Field("数", "n", COUNT),
    Field("备注", "r", TEXT, missing=LEFT_OUT),
    Field("红", "m", TEXT, missing=MARKED),
)


def own(*fields):
    """A kind of these words; its usual paper has the example of each that has one."""
    return SimpleNamespace(
        fields=fields, sample=lambda: {one.name: one.example for one in fields if one.example is not None}
    )


EVERY = own(
    Field("单位", "u", TEXT, example="县民政局"), Field("数", "n", COUNT, example=5), Field("零", "z", COUNT, example=0), Field("率", "r", RATE, example=PlainRate(3, 4)),
    Field("钱", "m", MONEY, example=9000), Field("可略", "o", TEXT, missing=LEFT_OUT, example="乙"), Field("随", "w", TEXT, when="数", example="丙"), Field("是", "f", FLAG),
    Field("清单", "l", LIST, items=ROWS, example=[{"编号": "1", "表现": "短", "数": 3, "备注": "丁", "红": "戊"}, {"编号": "2", "表现": "乙", "数": 4, "备注": "丁", "红": "戊"}]),
    Field("人员", "p", LIST, items=(Field("姓名", "x", TEXT),), example=[{"姓名": "张三"}, {"姓名": "李四"}]), Field("名称", "a", LIST, example=["甲", "乙"]),
)  # fmt: skip


def test_the_shortest_has_one_row_and_one_of_each_count_and_nought_stays_nought_d1():
    """D-1"""
    words = trials(EVERY)["最短"]
    assert (words["数"], words["零"], words["钱"], words["单位"]) == (1, 0, 1, "县民政局")
    assert (words["率"].numerator, words["率"].denominator) == (1, 1)
    assert words["清单"] == [{"编号": "1", "表现": "短", "数": 1, "备注": "丁", "红": "戊"}] and words["名称"] == ["甲"]


def test_the_longest_has_sixty_numbered_rows_with_texts_of_six_hundred_characters_d1():
    """D-1"""
    words = trials(EVERY)["最长"]
    assert len(words["清单"]) == 60 and {len(row["表现"]) for row in words["清单"]} == {600}
    assert words["清单"][0]["备注"] == "丁" and words["清单"][0]["表现"].startswith("短；2024年以来")
    assert words["人员"] == [{"姓名": "张三"}] * 2 and words["名称"] == ["甲"] * 3 and words["是"] is True
    assert words["单位"] == LONG_UNIT


def test_the_emptiest_has_the_words_that_block_and_in_rows_the_columns_that_must_stand_d1():
    """D-1"""
    words = trials(EVERY)["最空"]
    assert "可略" not in words and "随" not in words and words["单位"] == "县民政局"
    assert words["清单"] == [{"编号": "1", "表现": "短", "数": 3, "红": "戊"}]
    sparse = tried(EVERY)[SPARSE]
    assert (
        len(sparse["清单"]) == 60 and set(sparse["清单"][0]) == {"编号", "表现", "数", "红"} and sparse["可略"] == "乙"
    )


@pytest.mark.parametrize(
    ("field", "stands"),
    [
        (Field("甲", "a", COUNT), 12), (Field("甲", "a", MONEY), 1_268_000), (Field("甲", "a", FLAG), True), (Field("甲", "a", TEXT), "逐项核对的事项"),
        (Field("甲", "a", LIST), ["逐项核对的事项"]), (Field("甲", "a", LIST, items=(Field("乙", "b", COUNT),)), [{"乙": 12}]), (Field("甲", "a", RECORD, items=(Field("乙", "b", COUNT),)), {"乙": 12}),
    ],
)  # fmt: skip
def test_a_word_without_an_example_has_a_value_of_its_type_in_the_longest_d1(field, stands):
    """D-1"""
    found = trials(own(field))["最长"]["甲"]
    assert found == (stands * 3 if stands == ["逐项核对的事项"] else stands)


def test_what_a_print_lacks_is_told_at_the_tag_that_was_printed_last_d1():
    """D-1"""
    tree = etree.fromstring(
        f'<w:x xmlns:w="{W[1:-1]}"><w:p><w:r><w:t>甲</w:t></w:r></w:p><w:p><w:r><w:t>乙{{{{行.数|万元}}}}{{% if 丙 %}}</w:t></w:r></w:p></w:x>'
    )
    assert _place(tree, "清单.数") == (2, "{{行.数|万元}}") and _place(tree, "丙") == (2, "{% if 丙 %}")
    assert _place(tree, "丁") == (0, "") and _place(tree, "") == (0, "")


def tried_with(change):
    made = BytesIO()
    with ZipFile(TEMPLATES / "supervision_letter.docx") as old, ZipFile(made, "w") as new:
        for part in old.namelist():
            content = old.read(part)
            new.writestr(part, change(content.decode()) if part == "word/document.xml" else content)
    return [
        str(one)
        for one in trial_faults(made.getvalue(), "督办函.docx", recipe_of("supervision_letter"), choose_fonts(()))
    ]


def test_what_goes_wrong_only_in_print_is_told_once_with_the_paper_that_was_tried_d1():
    """D-1: the shipped one has no fault; a line that says other words than the register is told of the first print alone."""
    assert tried_with(lambda xml: xml) == []
    other = tried_with(
        lambda xml: xml.replace("{{单位}}：", "{{单位}}同志：").replace(
            "{{单位}}</w:t></w:r><w:r><w:t>：", "{{单位}}甲："
        )
    )
    assert len(other) == 1 and other[0].startswith("全文用平常的内容试印：主送行没有")
