"""P-4: one noun has one value over the papers of all kinds of one date, for the same rows; 200 random offices, words only (no file is made)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from desktop.documents.figures import Figure
from desktop.documents.recipe import OF_ROUNDS
from desktop.documents.recipes import RECIPES
from desktop.documents.vocabulary import COUNT, FLAG, MONEY, RATE
from desktop.operations.papers.gathered import Gathered
from desktop.statistics import charts
from tests.acceptance.random_offices import Office

pytestmark = [pytest.mark.acceptance, pytest.mark.timeout(120)]
OFFICES = 200
COMPARED = (COUNT, RATE, MONEY, FLAG)
GROUPS = ("leader", "department", "organ")
"""A paper to one that has the findings of several units in hand."""
OF_THE_PAPER = ("本件", "所列", "所附", "本函")
"""In the meaning of a word: it is about the paper's own findings, which differ from kind to kind."""


@pytest.fixture(autouse=True)
def undrawn(monkeypatch):
    """Charts are made as ever, but not drawn: no word of a paper is in a picture, and drawing is half of the time."""
    monkeypatch.setattr(charts, "png", lambda _figure, _dpi: b"\x89PNG")


def scope_of(paper: Gathered, meaning: str) -> tuple[Any, ...]:
    """Of what a word of a paper tells: its findings, its record, its unit in the round, the round, or the term."""
    recipe = paper.recipe
    if any(word in meaning for word in OF_THE_PAPER):
        return "findings", paper.unit_id, paper.findings
    if special := paper.words.get(
        "专项"
    ):  # 专项检查…发现问题3个: what that check found, not all that the organ watches over
        return recipe.per, paper.round_id, paper.addressee, str(special)
    if recipe.per in GROUPS:
        return recipe.per, paper.round_id, paper.addressee
    if paper.unit_id is not None:
        return "unit", paper.round_id, paper.unit_id
    if recipe.book:
        return recipe.book, paper.addressee, paper.findings
    return ("round", paper.round_id) if recipe.per in OF_ROUNDS[:1] else (recipe.per, paper.round_id)


def told(paper: Gathered) -> Iterator[tuple[tuple[Any, ...], str]]:
    """Each computed figure and assertion of a paper: noun and scope, and what is printed."""
    for field in paper.recipe.fields:
        value = paper.words.get(field.name)
        if field.kind in COMPARED and not field.typed and value is not None:
            shown = str(value.number) if isinstance(value, Figure) else str(value)
            yield (field.name, field.level, *scope_of(paper, field.source)), shown


@pytest.mark.parametrize("seed", range(OFFICES))
def test_a_noun_has_one_value_in_the_papers_of_all_kinds_p4(seed, ledger, clock):
    office = Office(ledger, clock, seed)
    office.caused()
    said: dict[tuple[Any, ...], dict[str, list[str]]] = {}
    kinds = set()

    for recipe in RECIPES:
        for paper in office.papers(recipe):
            kinds.add(recipe.kind)
            for key, shown in told(paper):
                said.setdefault(key, {}).setdefault(shown, []).append(recipe.kind)

    assert [f"{key}: {values}" for key, values in said.items() if len(values) > 1] == []
    assert len(kinds) >= 25 and any(len(set(own)) > 3 for values in said.values() for own in values.values())
