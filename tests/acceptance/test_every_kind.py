"""Every kind, each unit with marks of its own: no paper bears a mark of a unit that it is not about, and none lacks its own (D10).

The walk is over the declarations; what gives a kind cause stands in `tests/causes.py`.
"""

from __future__ import annotations

import pytest

from db.queries import letters
from desktop.documents.form_check.checking import check as form_faults
from desktop.documents.recipes import RECIPES
from desktop.documents.style_check.checking import check as usage_remarks
from desktop.operations.papers.workshop import Workshop
from tests import causes
from tests.acceptance.offices import add_round, add_units, open_office
from tests.acceptance.test_right_recipients import marked_units, marks_in, marks_of

LINTED = ("supervision_letter", "rectification_summary_report")
"""A sample for the gate; `test_demonstration_papers` walks all kinds."""
SIZES = [7, pytest.param(349, marks=[pytest.mark.acceptance, pytest.mark.timeout(900)])]


@pytest.mark.parametrize("count", SIZES)
@pytest.mark.parametrize("recipe", RECIPES, ids=lambda recipe: recipe.kind)
def test_a_paper_of_any_kind_bears_marks_of_those_it_is_about_and_of_nobody_else(
    recipe, count, ledger, clock, tmp_path
):
    open_office(ledger, clock)
    round_id = add_round(ledger)
    placed = add_units(ledger, round_id, marked_units(1, count))
    by_unit = {one.unit_id: one for one in placed}
    causes.cause(ledger, recipe, round_id, placed)

    made = causes.issued(ledger, Workshop(ledger), recipe, round_id, placed, tmp_path)

    wrong = []
    for one in made:
        letter = letters.letter(ledger.reader, one.letter_id)
        listed = set(letters.findings_of_letter(ledger.reader, one.letter_id))
        about = {unit.unit_id for unit in placed if listed & set(unit.findings) or unit.name in one.addressee}
        about |= {letter.unit_id}
        if causes.is_of_the_round(recipe):
            about = set(by_unit)
        own = [by_unit[unit_id] for unit_id in about if unit_id in by_unit]
        allowed = set().union(*(marks_of(unit) | {f"C{unit.name[2:5]}C"} for unit in own))
        needed = {unit.name[1:6] for unit in own if unit.unit_id == letter.unit_id}
        seen, anywhere = marks_in(one.path)
        if needed - seen or anywhere - allowed:
            wrong.append(
                f"{one.path.name}: lacks {sorted(needed - seen)[:4]}, foreign {sorted(anywhere - allowed)[:4]}"
            )
    assert wrong == []
    if recipe.kind in LINTED:
        data = made[0].path.read_bytes()
        assert [*form_faults(data, recipe.kind), *usage_remarks(data, recipe.kind)] == []
    assert made and (recipe.per != "unit" or recipe.rows.drawn or len(made) == count)
