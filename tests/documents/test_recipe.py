"""What makes a kind of paper: its facts, and how typed words are read by the types of their fields (P-17, P-5)."""

from datetime import date
from decimal import Decimal

import pytest

from desktop.documents.figures import TYPED, Figure, PlainRate, Typed
from desktop.documents.recipe import EACH, PER, Issuer, Recipe, Rows, file_name, sample_of
from desktop.documents.recipes import RECIPES, recipe_of
from desktop.documents.vocabulary import BLOCKS, COUNT, DAY, FLAG, LIST, MONEY, PICTURE, RATE, RECORD, TEXT, Field
from desktop.errors import KnownError

OFFICE, GROUP = (
    Issuer("office", "巡督〔{年}〕{号}号"),
    Issuer("leading_group", "巡组〔{年}〕{号}号", ("类型", "书记约谈")),
)
USUAL = {
    "kind": "x",
    "title": "某文",
    "form": "letter",
    "addressee": "unit",
    "uses": (),
    "issuers": (OFFICE, GROUP),
    "group": "督办",
    "per": "unit",
    "no_cause": "无",
}


@pytest.mark.parametrize("wrong", [{"form": "poem"}, {"per": "nobody"}, {"issuers": ()}])
def test_a_declaration_that_is_not_whole_is_refused_p17(wrong):
    """P-17"""
    with pytest.raises(KnownError):
        Recipe(**{**USUAL, **wrong})


@pytest.mark.parametrize("per", PER)
@pytest.mark.parametrize("chosen", [True, False])
def test_the_ledger_says_who_is_due_one_unless_the_clerk_chooses(per, chosen):
    assert Recipe(**{**USUAL, "per": per, "rows": Rows(chosen=chosen)}).each is (per in EACH and not chosen)


@pytest.mark.parametrize(
    "rule, narrowed",
    [
        ({}, False),
        ({"chosen": True}, False),
        ({"order": "overdue"}, False),
        ({"by_problem": True}, False),
        *(
            ({name: value}, True)
            for name, value in {
                "overdue": True,
                "open": True,
                "due_within": 3,
                "nature": ("immediate",),
                "verdict": ("done",),
                "view": "甲",
            }.items()
        ),
    ],
)
def test_rows_are_narrowed_by_any_condition(rule, narrowed):
    assert Rows(**rule).narrowed is narrowed


@pytest.mark.parametrize(
    "words, issuer, series",
    [
        ({}, OFFICE, "x"),
        ({"类型": "提醒谈话"}, OFFICE, "x"),
        ({"类型": "书记约谈"}, GROUP, "x:leading_group"),
        ({"类型": None}, OFFICE, "x"),
    ],
)
def test_another_organ_signs_where_a_word_asks_for_it_under_its_own_series(words, issuer, series):
    recipe = Recipe(**USUAL)
    assert recipe.issuer(words) == issuer and recipe.series(issuer) == series


def test_every_kind_of_the_program_is_whole_p17():
    """P-17: fields, sample, index and the list of kinds agree."""
    for recipe in RECIPES:
        names = {field.name for field in recipe.fields}
        assert not [one for one in recipe.missing(recipe.sample()) if one.blocks]
        assert set(recipe.sample()) <= names | set(recipe.sample()) and names <= set(recipe.index())
        assert recipe_of(recipe.kind) == recipe and recipe.as_json()["fields"][0]["field"] == recipe.fields[0].name
        assert recipe.lists_findings is bool({"问题清单", "问题编号"} & names)
        assert {due.word for due in recipe.dues} <= names and all(one in names for one in recipe.ticks)
        assert all(field.missing == BLOCKS for field in recipe.fields if field.name in recipe.ticks)


def test_a_field_is_named_in_chinese_or_by_its_identifier_and_the_nearest_is_offered():
    recipe = recipe_of("supervision_letter")
    first = recipe.fields[0]
    assert recipe.field(first.name) is recipe.field(first.identifier) is first
    with pytest.raises(KnownError, match="是不是“逾期数”"):
        recipe.field("逾期個数")
    with pytest.raises(KnownError, match="字段清单"):
        recipe.field("zzzz")


def entered(kind, value, items=()):
    recipe = Recipe(**USUAL)
    recipe.__dict__["fields"] = (Field("甲", "a", kind, items=items),)
    return recipe.enter({"甲": value})["甲"]


@pytest.mark.parametrize("kind, value, read", [
    (TEXT, " 甲 ", "甲"), (TEXT, "", None), (FLAG, "是", True), (FLAG, "否", False), (FLAG, "有", True), (FLAG, True, True), (FLAG, 0, False), (DAY, "2026-09-01", date(2026, 9, 1)), (DAY, "2026年9月1日", date(2026, 9, 1)), (DAY, date(2026, 9, 1), date(2026, 9, 1)),
    (COUNT, "12", 12), (COUNT, 12, 12), (COUNT, "0", 0), (MONEY, "12.5", Decimal("12.5")), (COUNT, None, None),
])  # fmt: skip
def test_a_typed_word_is_read_by_its_type(kind, value, read):
    found = entered(kind, value)
    if isinstance(found, Figure):
        assert (found.value, found.origin) == (read, TYPED)
    else:
        assert (found.text if isinstance(found, Typed) else found) == read


@pytest.mark.parametrize(
    "value, parts",
    [
        ("372/396", (372, 396)),
        ("1 ／ 2", (1, 2)),
        ("0/3", (0, 3)),
        ("3/3", (3, 3)),
        ("4/3", None),
        ("1/0", None),
        ("88%", None),
        ("", None),
    ],
)
def test_a_rate_is_typed_as_its_parts(value, parts):
    if parts is None and value:
        with pytest.raises(KnownError):
            entered(RATE, value)
    else:
        found = entered(RATE, value)
        assert found is None or found.value == PlainRate(*parts)


@pytest.mark.parametrize(
    "kind, value",
    [
        (FLAG, "也许"),
        (DAY, "2026-02-31"),
        (DAY, "明天"),
        (DAY, "2026-09-01x"),
        (COUNT, "三"),
        (PICTURE, "x"),
        (LIST, 5),
        (RECORD, "x"),
    ],
)
def test_what_is_none_of_its_type_is_told_p5(kind, value):
    """P-5"""
    with pytest.raises(KnownError, match="甲"):
        entered(kind, value)


def test_lists_come_as_lines_or_rows_and_rows_know_their_columns():
    assert [one.text for one in entered(LIST, "甲；乙\n丙;")] == ["甲", "乙", "丙"]
    items = (Field("编号", "n"), Field("数", "k", COUNT))
    [row] = entered(LIST, [{"n": "1", "数": "3"}], items)
    assert (row["编号"].text, row["数"].value) == ("1", 3)
    for wrong in (["x"], [{"别": 1}]):
        with pytest.raises(KnownError):
            entered(LIST, wrong, items)


def test_words_for_a_template_are_named_and_typed_ones_marked():
    recipe = Recipe(**USUAL)
    recipe.__dict__["fields"] = (
        Field("数", "a", COUNT), Field("填", "b", typed=True), Field("话", "c"), Field("清单", "d", LIST, items=(Field("编号", "n"), Field("次", "k", COUNT), Field("注", "m", typed=True))),
        Field("表", "e", LIST, typed=True, items=(Field("话", "n"),)), Field("多", "f", LIST),
    )  # fmt: skip
    found = recipe.dressed(
        {
            "数": 3,
            "填": "x",
            "话": "y",
            "清单": [{"编号": "1", "次": 2, "注": "z", "别": None}],
            "表": [{"话": "w"}],
            "多": ["甲", 2],
            "没有": 1,
            "空": None,
        }
    )
    assert set(found) == {"数", "填", "话", "清单", "表", "多"}
    assert (found["数"].name, found["数"].origin, found["填"].text, found["话"]) == ("数", "computed", "x", "y")
    [row] = found["清单"]
    assert (row["编号"], row["次"].name, row["注"].text, "别" in row) == ("1", "清单.次", "z", False)
    assert found["表"][0]["话"].text == "w" and found["多"][0] == "甲" and found["多"][1].value == 2
    with pytest.raises(TypeError):
        recipe.dressed({"话": object()})


@pytest.mark.parametrize("unit, name", [("县<民>政/局: ", "县民政局"), ("x" * 100, "x" * 80), (" .甲. ", "甲")])
def test_a_file_name_is_one_that_windows_takes(unit, name):
    assert file_name(7, unit, "督办函", date(2026, 9, 1)) == f"007_{name}_督办函_2026年9月1日.docx"


def test_a_sample_of_a_list_has_one_row_of_its_columns_examples():
    assert sample_of(Field("清单", "d", LIST, items=(Field("编号", "n", example="1"), Field("空", "m")))) == [
        {"编号": "1"}
    ]
    assert (
        sample_of(Field("多", "f", LIST, example=("甲",))) == ["甲"] and sample_of(Field("话", "c", example="y")) == "y"
    )


def test_a_file_bears_the_title_of_its_kind():
    recipe = recipe_of("supervision_letter")
    made = recipe.file_name(3, "县民政局", date(2026, 10, 9))
    assert (
        made == file_name(3, "县民政局", recipe.title, date(2026, 10, 9))
        and recipe.title in made
        and made.endswith(".docx")
    )
