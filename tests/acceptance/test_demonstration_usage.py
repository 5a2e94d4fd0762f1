"""00-style on the papers that the demonstration ledger makes: every kind that has cause, drafted for everyone, has no remark."""

from __future__ import annotations

from datetime import date

import pytest

from desktop.documents.recipes import RECIPES
from desktop.errors import KnownError
from desktop.operations.demonstration.build import build
from desktop.operations.papers import making
from desktop.operations.papers.gathered import Request
from desktop.operations.papers.workshop import Workshop
from desktop.operations.style_checking import of_draft
from tests.acceptance.offices import typed

pytestmark = pytest.mark.acceptance


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    return build(tmp_path_factory.mktemp("demo") / "云岭县委巡察办.ledger")


@pytest.mark.parametrize("recipe", [one for one in RECIPES if not one.rows.chosen], ids=lambda one: one.kind)
def test_no_draft_of_the_demonstration_has_a_remark(built, recipe):
    today = date.fromisoformat(built.today())
    given = {} if recipe.each else typed(recipe.kind)
    try:
        found = making.gather(built.newest, Request(recipe.kind, today, today, everyone=recipe.each, given=given))
    except KnownError as error:
        pytest.skip(str(error))
    workshop = Workshop(built)
    remarks = {}
    for one in found:
        paper = workshop.press(one.kind).render(one.words, draft=True)
        told = of_draft(paper.data, one.addressee, paper.quoted)
        if told:
            remarks[one.addressee] = [f"{remark.rule} {remark.where} {remark.sentence}" for remark in told]

    assert remarks == {}
