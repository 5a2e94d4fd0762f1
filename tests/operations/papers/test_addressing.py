"""D10: whom a paper goes to: every addressee with cause gets one, bearing only what is its own, and nobody else does."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from db.queries import rounds as round_queries
from db.queries.county_leaders import rank_of_leader
from desktop.documents.recipes import recipe_of
from desktop.errors import KnownError
from desktop.operations.findings import edit
from desktop.operations.office import set_up
from desktop.operations.papers import addressing, making
from desktop.operations.papers.sheet import Occasion
from desktop.operations.units import UnitDraft, add
from desktop.operations.units import edit as edit_unit
from tests.builders import EVERYONE
from tests.operations.papers.conftest import asked

HOUSING, FARMING = "青岩县住房和城乡建设局党组", "青岩县农业农村局党组"


def sheets(office, per, *unit_ids, **rules):
    ledger, round_id, housing, farming = office
    request = asked(round_id, housing)
    recipe = replace(recipe_of("supervision_letter"), per=per)
    recipe = replace(recipe, rows=replace(recipe.rows, **rules))
    one = round_queries.round_by_id(ledger.writing(), round_id)
    shot = making.snapshot_of(ledger.writing(), request, (round_id,))
    occasion = Occasion(ledger.writing(), request, recipe, shot, one)
    return list(addressing.sheets(occasion, unit_ids or (housing, farming)))


def told(found):
    return [(one.addressee, [row.id for row in one.chosen]) for one in found]


def test_every_unit_gets_one_paper_on_its_own_findings_in_the_order_asked(office):
    _ledger, _round, housing, farming = office

    assert sorted(told(sheets(office, "unit"))) == sorted([(HOUSING, [1, 2]), (FARMING, [3])])
    assert [one.unit.id for one in sheets(office, "unit", farming, housing)] == [farming, housing]
    assert told(sheets(office, "unit", farming)) == [(FARMING, [3])]


def test_a_unit_without_cause_gets_none_and_its_other_findings_are_only_counted(office):
    ledger, _round, housing, farming = office
    edit(ledger, EVERYONE, [2, 3], {"nature": "long_term"}, reason="性质有误", on="2026-09-01")
    [one] = sheets(office, "unit", housing, farming, nature=("ordinary",))

    assert told([one]) == [(HOUSING, [1])]
    assert [row.id for row in one.scope] == [1, 2]


def test_each_finding_alone_goes_to_its_unit(office):
    _ledger, _round, housing, farming = office

    assert sorted(told(sheets(office, "finding")), key=lambda one: one[1]) == [
        (HOUSING, [1]),
        (HOUSING, [2]),
        (FARMING, [3]),
    ]
    assert told(sheets(office, "finding", farming)) == [(FARMING, [3])]


def test_a_department_gets_what_it_answers_for_and_what_names_nobody_is_left_out(office):
    ledger, *_rest = office
    add(ledger, EVERYONE, [UnitDraft("县财政局党组")])
    edit(ledger, EVERYONE, [1, 3], {"department_in_charge": "县财政局党组"})
    edit(ledger, EVERYONE, [2], {"department_in_charge": "省厅"})
    found = sheets(office, "department")

    assert sorted(told(found)) == sorted([("青岩县财政局党组", [1, 3]), ("省厅", [2])])
    assert {one.addressee: one.unit and one.unit.name for one in found} == {
        "青岩县财政局党组": "县财政局党组", "省厅": None,
    }  # fmt: skip
    edit(ledger, EVERYONE, [2], {"department_in_charge": ""})
    assert told(sheets(office, "department")) == [("青岩县财政局党组", [1, 3])]


def test_a_county_leader_gets_his_findings_else_those_of_the_units_he_is_in_charge_of(office):
    ledger, _round, housing, _farming = office
    assert sheets(office, "leader") == []
    edit_unit(ledger, EVERYONE, housing, {"supervising_leader": "秦望舒"})
    edit(ledger, EVERYONE, [2, 3], {"county_leader": "李明"})

    assert sorted(told(sheets(office, "leader"))) == sorted([("秦望舒", [1]), ("李明", [2, 3])])


def test_the_papers_to_county_leaders_stand_in_the_order_in_which_the_office_lists_their_posts(office):
    ledger, _round, housing, _farming = office
    edit_unit(ledger, EVERYONE, housing, {"supervising_leader": "秦望舒"})
    edit(ledger, EVERYONE, [2], {"county_leader": "李明"})
    edit(ledger, EVERYONE, [3], {"county_leader": "周立群"})
    for listed in (["周立群", "秦望舒", "李明"], ["李明", "周立群", "秦望舒"], ["李明", "秦望舒"]):
        set_up(ledger, EVERYONE, {"leader_titles": json.dumps(dict.fromkeys(listed, "县委常委"))})
        rank = rank_of_leader(ledger.newest)
        order = [one.removesuffix("同志") for one, _rows in told(sheets(office, "leader"))]
        assert order == sorted(order, key=rank) and order[: len(listed)] == listed and len(order) == 3


def unit_of(office, name, *unit_ids, kind="recommendation_letter"):
    return addressing.unit_of(office[0].reader, recipe_of(kind), name, unit_ids, "2026-10-09")


def test_a_composed_paper_goes_to_the_unit_named_in_it_else_to_the_one_asked(office):
    _ledger, _round, housing, farming = office

    assert unit_of(office, "", housing).id == housing
    assert unit_of(office, "县农业农村局党组", housing).id == farming
    assert unit_of(office, "县农业农村局党组").id == unit_of(office, "县农业农村局党组", housing, farming).id == farming


@pytest.mark.parametrize("kind", ["recommendation_letter", "talk_notice"])
@pytest.mark.parametrize(
    ("name", "wanted", "said"),
    [("", (), "要指明"), ("", (1, 2), "只有一个主送"), ("没有的单位", (1,), "不在名册中"), ("", (999,), "不在名册中")],
)
def test_a_composed_paper_without_one_known_addressee_is_not_made(office, kind, name, wanted, said):
    with pytest.raises(KnownError, match=said):
        unit_of(office, name, *wanted, kind=kind)


def test_the_clerk_is_told_the_word_that_the_line_of_the_addressee_bears(office):
    for kind in ("recommendation_letter", "talk_notice"):
        recipe = recipe_of(kind)
        word = "主送" if "主送" in {field.name for field in recipe.fields} else "单位"
        assert addressing.addressee_word(recipe) == word
        with pytest.raises(KnownError, match=f"给出“{word}”"):
            unit_of(office, "", kind=kind)
    with pytest.raises(KnownError, match="主送的主管部门"):
        unit_of(office, "")


def test_the_units_of_a_round_are_all_of_them(office):
    ledger, round_id, housing, farming = office

    assert sorted(addressing.units_of(ledger.reader, round_id)) == sorted((housing, farming))
