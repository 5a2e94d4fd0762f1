"""What a person types no book could tell: every typed number of every kind gives its reason, and no figure of the office is among them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from desktop.documents.recipe import Recipe
from desktop.documents.recipes import RECIPES
from desktop.documents.vocabulary import COUNT, MONEY, RATE, Field
from desktop.ledgers import books
from desktop.operations.book_figures import BOOK_FIGURES
from desktop.operations.office_figures import NAMES
from desktop.operations.papers.providers import provided

NUMBERS = (COUNT, MONEY, RATE)
SAID_OF = {
    "adoption_rate": "采纳率", "recommendations": "建议书", "money_recovered": "资金", "sanctions": "处分人", "lecture_people": "党课人次",
    "opinions": "联审意见", "returns": "方案退回数", "petitions": "信访件数", "rectification_rate": "整改率", "claim_rate": "自报率",
    "coverage_rate": "覆盖率", "village_coverage_rate": "对村覆盖率", "units_per_inspector": "人均任务", "findings": "总数", "closed": "销号",
    "overdue": "逾期", "reopened": "反弹", "extended": "延期数", "talks": "约谈数", "regulations_new": "新建数",
    "regulations_revised": "修订数", "teams": "组次", "lectures": "党课场次", "rounds": "轮数", "units": "单位数",
}  # fmt: skip
"""Which word of the papers says a figure of the office."""


def walked(fields: tuple[Field, ...], owner: Field | None = None) -> Iterator[tuple[Field, Field]]:
    """Every word with the one that it stands in."""
    for one in fields:
        yield one, owner or one
        yield from walked(one.items, owner or one)


def typed_numbers(recipe: Recipe) -> list[tuple[Field, Field]]:
    """The numbers that a person types; a rule with its usual value is no count."""
    return [
        (one, owner)
        for one, owner in walked(recipe.fields)
        if one.kind in NUMBERS and (one.typed or owner.typed) and owner.name not in recipe.default
    ]


@pytest.mark.parametrize("recipe", RECIPES, ids=lambda one: one.kind)
def test_a_typed_number_says_why_no_book_tells_it(recipe):
    silent = [one.name for one, owner in typed_numbers(recipe) if not (one.why or owner.why)]
    assert not silent


@pytest.mark.parametrize("recipe", RECIPES, ids=lambda one: one.kind)
def test_no_figure_of_the_office_is_typed(recipe):
    """By its word, and by its source: a source that names a book belongs to a word that the ledger computes."""
    computed = provided()
    titles = {f"{one.title}台账" for one in books.declared()}
    typed = [one for one, owner in typed_numbers(recipe) if owner.name not in computed]
    assert not {one.name for one in typed} & set(SAID_OF.values())
    assert not [one.name for one in typed if any(title in one.source for title in titles)]


def test_every_word_that_says_a_figure_is_computed():
    assert set(SAID_OF) <= {*NAMES, *BOOK_FIGURES}
    assert set(SAID_OF.values()) <= provided()


def test_the_field_list_tells_the_reason():
    lines = {
        line["field"]: line["source"]
        for line in Field("走访户数", "households", COUNT, source="之和", why="没有账册").described()
    }
    assert lines == {"走访户数": "之和（手填：没有账册）"}
