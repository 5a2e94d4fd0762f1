"""P-5, P-14: a broken template makes a right paper or none; what is wrong is named with its place and its tag."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import pytest

from desktop.documents.fonts import choose_fonts
from desktop.documents.leftovers import leftovers
from desktop.documents.readback import read, texts_of
from desktop.documents.recipe import Recipe
from desktop.documents.recipes import RECIPES, recipe_of
from desktop.documents.render import Press
from desktop.documents.template import compile_template
from desktop.documents.trials import tried
from desktop.errors import KnownError
from desktop.operations.papers.workshop import TEMPLATES, check_file
from tests.acceptance.template_mutants import Mutant, mutants

AMOUNTS = [15, pytest.param(250, marks=[pytest.mark.acceptance, pytest.mark.timeout(1200)])]


@dataclass
class Tally:
    """What became of the mutants of one kind of paper."""

    right: int = 0
    refused: int = 0
    placed: int = 0
    wrong: list[str] = field(default_factory=list)
    unplaced: list[str] = field(default_factory=list)


@cache
def shipped_lines(kind: str) -> tuple[tuple[str, ...], ...]:
    """What the shipped template prints with words of every size."""
    return _lines((TEMPLATES / f"{kind}.docx").read_bytes(), recipe_of(kind))


def _lines(data: bytes, recipe: Recipe) -> tuple[tuple[str, ...], ...]:
    press = Press(recipe, compile_template(data, "a.docx", "", recipe.fields, choose_fonts([]), recipe.form))
    found = []
    for words in tried(recipe).values():
        paper = press.render(words, draft=False)
        assert not list(leftovers(texts_of(paper.data, "a.docx")))
        found.append(read(paper.data, "a.docx").paragraphs)
    return tuple(found)


def judged(mutant: Mutant, recipe: Recipe, folder: Path, tally: Tally) -> None:
    """Check a mutant as a clerk does; taken, it must print what the shipped template prints."""
    path = folder / "改.docx"
    path.write_bytes(mutant.data)
    try:
        faults = check_file(path, recipe.kind)
    except KnownError as error:
        tally.refused += 1
        tally.unplaced.append(f"{mutant.kind}: {mutant.change}: {error}")
        return
    if not faults:
        if _lines(mutant.data, recipe) == shipped_lines(recipe.kind):
            tally.right += 1
        else:
            tally.wrong.append(f"{mutant.kind}: {mutant.change}")
        return
    tally.refused += 1
    if any(fault.paragraph and fault.tag for fault in faults):
        tally.placed += 1
    else:
        tally.unplaced.append(f"{mutant.kind}: {mutant.change}: {faults[0]}")
    assert not any(mark in str(fault) for fault in faults for mark in ("Error", "object", "expected", "unexpected"))


@pytest.mark.parametrize("count", AMOUNTS)
@pytest.mark.parametrize("recipe", RECIPES, ids=lambda recipe: recipe.kind)
def test_a_broken_template_makes_a_right_paper_or_none_p5(recipe, count, tmp_path):
    tally = Tally()

    for mutant in mutants(recipe, count, seed=7):
        judged(mutant, recipe, tmp_path, tally)

    assert tally.wrong == []
    assert tally.placed >= 0.98 * tally.refused, tally.unplaced
