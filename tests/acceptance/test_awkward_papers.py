"""Every kind issued for awkward units has the form of GB/T 9704: by its structure, and as LibreOffice prints it (D16)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from desktop.documents.recipe import Recipe
from desktop.documents.recipes import RECIPES
from desktop.operations.papers.issuing import Made
from desktop.operations.papers.workshop import Workshop
from desktop.operations.units import UnitDraft
from tests import causes
from tests.acceptance.offices import add_round, add_units, open_office
from tests.acceptance.paper_form import failures, rendered

each = pytest.mark.parametrize("recipe", RECIPES, ids=lambda recipe: recipe.kind)
ORDER = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰"
LONGEST = "县乡村振兴和农业农村现代化综合服务保障中心（农村经济经营管理指导站）联合党总支部委员会"
RARE = "县𠮷㛃䶮文化遗产保护中心党支部"
SIGNS = "县R&D中心<筹>党支部"
PLAIN = "老旧小区改造结余资金96.5万元未清理，抽查凭证30份，有6份没有来函"
HARD = "𠮷㛃村租金&补贴<第三季度>共计42万元滞后7个月入账，䶮某以收据代替记账凭证，未按A&B合同办理"

AWKWARD: tuple[tuple[str, int, str], ...] = (
    (LONGEST, 7, PLAIN),
    ("县机关事务服务中心党支部", 1, PLAIN),
    ("县教育局党组", 60, HARD),
    (RARE, 5, HARD),
    (SIGNS, 4, HARD),
)
OTHERS: tuple[tuple[str, int, str], ...] = (
    ("县委办公室机关党支部", 2, PLAIN),
    ("县民政局党组", 3, PLAIN * 4),
    ("县卫生健康局党委", 6, PLAIN),
    ("云溪镇党委", 9, PLAIN),
    ("石桥乡党委", 11, PLAIN),
    ("县第一中学党总支", 13, PLAIN),
    ("县城市建设投资有限公司党委", 17, PLAIN),
    ("双河村党支部", 19, PLAIN),
    ("县人民法院党组", 23, PLAIN),
    ("县市场监督管理局党组", 29, PLAIN),
)


def books(cases: tuple[tuple[str, int, str], ...]) -> list[tuple[UnitDraft, list[dict[str, Any]]]]:
    """Units with so many findings each; signs and rare characters also in the names of the responsible."""
    found = []
    for name, count, text in cases:
        leader = "䶮㛃𠮷" if text is HARD else "周柏川"
        drafts = [
            {"text": f"{text}（第{n}项）", "responsible_leader": leader, "amount_yuan": 10_000 * n}
            for n in range(1, count + 1)
        ]
        found.append((UnitDraft(name, kind="县直部门", supervising_leader=f"副县长秦望{ORDER[len(found)]}"), drafts))
    return found


def issued(recipe: Recipe, ledger: Any, folder: Path, cases: tuple[tuple[str, int, str], ...]) -> list[Made]:
    """Papers of a kind for each case: its unit's own, or the one over its round with two others."""
    workshop = Workshop(ledger)
    if causes.is_of_the_round(recipe):
        made = []
        for number, case in enumerate(cases, 1):
            round_id = add_round(ledger, f"十四届县委第{number}轮（专项）")
            units = add_units(ledger, round_id, books((case, OTHERS[number % 10], OTHERS[(number + 3) % 10])))
            causes.cause(ledger, recipe, round_id, units)
            made += causes.issued(ledger, workshop, recipe, round_id, units, folder)
        return made
    round_id = add_round(ledger)
    units = add_units(ledger, round_id, books(cases))
    causes.cause(ledger, recipe, round_id, units)
    return causes.issued(ledger, workshop, recipe, round_id, units, folder)


@each
def test_papers_of_awkward_units_have_the_structure_of_the_standard(recipe, ledger, clock, tmp_path):
    """Longest name, one finding, sixty findings, 𠮷 㛃 䶮 & <, as issued from a ledger."""
    open_office(ledger, clock)

    made = issued(recipe, ledger, tmp_path, AWKWARD)

    assert made and (recipe.rows.drawn or len(made) >= len(AWKWARD))
    assert [fault for one in made for fault in failures(one.path, recipe.kind)] == []


@pytest.mark.rendering
@pytest.mark.timeout(180)
@pytest.mark.parametrize(
    ("recipe", "case"), [pytest.param(one, n % len(AWKWARD), id=one.kind) for n, one in enumerate(RECIPES)]
)
def test_an_awkward_paper_as_issued_is_printed_in_the_form_of_the_standard(recipe, case, ledger, clock, tmp_path):
    open_office(ledger, clock)
    [one, *_more] = issued(recipe, ledger, tmp_path, AWKWARD[case : case + 1])

    pdf = rendered([one.path], tmp_path / "pdf")

    assert failures(one.path, recipe.kind, pdf[one.path]) == []


@pytest.mark.acceptance
@pytest.mark.rendering
@pytest.mark.timeout(1200)
@each
def test_every_awkward_paper_and_ten_others_print_without_a_fault(recipe, ledger, clock, tmp_path):
    open_office(ledger, clock)
    made = issued(recipe, ledger, tmp_path, (*AWKWARD, *OTHERS))

    pdfs = rendered([one.path for one in made], tmp_path / "pdf")

    assert made and (recipe.rows.drawn or len(made) >= 15)
    assert [fault for one in made for fault in failures(one.path, recipe.kind, pdfs[one.path])] == []


LONG = (
    "2023年以来，该单位在项目资金管理中未按规定设立专账，"
    + "部分支出以收据代替记账凭证，审批手续不全，往来款项长期挂账未清理，" * 18
)
FAR: tuple[tuple[str, int, str], ...] = (("县水利局党组", 5, LONG), ("县粮食和物资储备局党组", 1, LONG))


@pytest.mark.acceptance
@pytest.mark.rendering
@pytest.mark.timeout(600)
@each
def test_findings_of_600_characters_lose_nothing_p10(recipe, ledger, clock, tmp_path):
    """P-10: rows over two thirds of a page go on marked 续; no heading alone, nothing outside the frame, no text lost."""
    open_office(ledger, clock)
    made = issued(recipe, ledger, tmp_path, FAR)

    pdfs = rendered([one.path for one in made], tmp_path / "pdf")

    assert [fault for one in made for fault in failures(one.path, recipe.kind, pdfs[one.path])] == []
