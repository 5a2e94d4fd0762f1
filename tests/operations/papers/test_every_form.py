"""A kind of each form is declared, its file checked, its papers issued, and what comes out judged by GB/T 9704 (landing 4, P-17)."""

from __future__ import annotations

import shutil
from dataclasses import replace

import pytest

from desktop.documents.lexicon import Use
from desktop.documents.recipe import FORMS, Copies, Due, Issuer, Recipe, Rows
from desktop.documents.recipes.letter_words import LETTER
from desktop.operations.papers import catalogue, issuing, making, own_kinds
from desktop.operations.papers import workshop as presses
from desktop.operations.papers.own_kinds import Wish
from tests.acceptance.paper_form import LETTER_PARTS, rendered
from tests.builders import EVERYONE
from tests.operations.papers.conftest import asked
from tests.tools.build_templates import Paper, parts, write
from tests.tools.gbt9704 import judging

ROWS = Use("问题清单", columns=("编号", "表现", "原时限", "逾期天数", "领导"))
LISTED = """@table 12c 30c 144l 24c 20c
@head 序号｜问题编号｜问题表现｜时限｜责任领导
@tr for 问 in 问题清单
@row {{loop.index}}｜{{问.编号}}｜{{问.表现}}｜{{问.原时限|两行}}｜{{问.领导}}
@tr endfor
@end"""
SHEET = """@table 34c 44l 34c 44l
@form_line 12｜单位｜{{单位}}
@form_line 12｜问题总数｜{{问题总数}}｜逾期数｜{{逾期数}}
@form_line 60｜办理意见｜
@end"""
PARAGRAPH = (
    "截至{{截止日期}}，你单位有{{问题总数}}个问题，其中{{逾期数}}个逾期。请主要负责人召开专题会议研究，明确责任人和完成日期，"
    "对照反馈意见查找原因，建立问题清单、任务清单、责任清单，把整改措施落实到具体岗位，并将会议记录和进度安排于{{回复期限}}前报我办。"
)
BODIES = {
    "letter": f"[标题] 关于提示整改的函\n[空行]\n[主送] {{{{单位}}}}：\n[末段] {PARAGRAPH}",
    "red": f"[标题] 关于做好整改工作的通知\n[空行]\n[主送] {{{{单位}}}}：\n[正文] {PARAGRAPH}\n[末段] {PARAGRAPH}",
    "internal": f"[标题] 整改情况\n[空行]\n[主送] {{{{单位}}}}：\n[一级] {{{{一级}}}}总体情况\n[正文] {PARAGRAPH}",
    "table": f"[附件题] 问题督办表（{{{{单位}}}}）\n[题下]\n{LISTED}",
    "sheet": f"[附件题] 整改审批表\n[题下]\n{SHEET}",
    "record": f"[附件题] 谈话提醒记录\n[题下]\n{SHEET}",
}
JUDGED_AS = {
    "letter": "letter",
    "red": "red",
    "internal": "internal",
    "table": "table",
    "sheet": "sheet",
    "record": "sheet",
}
PARTS = {
    "letter": LETTER_PARTS,
    "red": LETTER_PARTS,
    "internal": ("title", "to", "h1", "body"),
    "sheet": ("title", "table"),
    "record": ("title", "table"),
}
each_form = pytest.mark.parametrize("form", FORMS)


def declared(form):
    words = (*LETTER, "单位", "单位简称", "截止日期", "问题总数", "逾期数", *((ROWS,) if form == "table" else ()))
    return Recipe(
        kind=f"of_form_{form}", title=f"试用{form}", form=form, addressee="unit", group="试用",
        issuers=(Issuer("office", "巡试〔{年}〕{号}号"),), per="unit", rows=Rows(open=True), no_cause="没有未销号的问题",
        copies=Copies(("县纪委监委",), leader=False) if form in ("letter", "red") else None,
        dues=(Due("回复期限", days=5, unit="workday"),), uses=words,
    )  # fmt: skip


@pytest.fixture
def shipped(tmp_path, monkeypatch):
    """Puts a kind among the shipped ones: its line in the list, its file in the folder; gives the path of the file."""

    def ship(recipe):
        folder = tmp_path / "templates_docx"
        shutil.copytree(presses.TEMPLATES, folder)
        path = folder / f"{recipe.kind}.docx"
        write(path, parts(Paper(f"@form {recipe.form}\n{BODIES[recipe.form]}")))
        monkeypatch.setattr(presses, "TEMPLATES", folder)
        monkeypatch.setattr(catalogue, "RECIPES", (*catalogue.RECIPES, recipe))
        return path

    return ship


def issued(office, recipe, folder, **given):
    ledger, round_id, housing, _farming = office
    found = making.gather(ledger.writing(), asked(round_id, housing, kind=recipe.kind, given=given))
    [made] = issuing.issue(ledger, EVERYONE, presses.Workshop(ledger), found, folder)
    return made


def failed(path, form, pdf=None):
    _form, results = judging.check(path, JUDGED_AS[form], pdf, pdf is not None, False, PARTS.get(form, ()))
    return [f"{one.rule}: {one.expected} | {one.measured}" for one in results if one.status == "FAIL"]


@each_form
def test_a_kind_of_each_form_is_checked_and_issued_p17(office, shipped, tmp_path, form):
    recipe = declared(form)
    path = shipped(recipe)

    assert presses.check_file(path, recipe.kind) == []
    made = issued(office, recipe, tmp_path / "out")

    assert made.number == "青巡试〔2026〕1号"
    assert failed(made.path, form) == []


@pytest.mark.rendering
@pytest.mark.timeout(180)
@pytest.mark.parametrize("given", [{}, {"签发人": "程砚秋"}], ids=["down", "up"])
@each_form
def test_a_paper_of_each_form_is_printed_in_the_form_of_the_standard(office, shipped, tmp_path, form, given):
    if given and form != "red":
        pytest.skip("只有上行的红头文件印签发人")
    recipe = declared(form)
    shipped(recipe)
    made = issued(office, recipe, tmp_path / "out", **given)

    pdf = rendered([made.path], tmp_path / "pdf")

    assert failed(made.path, form, pdf[made.path]) == []


@each_form
def test_a_clerk_may_wish_for_every_form_d1(office, form):
    kind, _changes = own_kinds.begin(office[0], EVERYONE, Wish("supervision_letter", "整改提示", "巡办提", form=form))

    [recipe] = [one for one in own_kinds.begun(office[0].reader) if one.kind == kind]
    assert (recipe.form, set(own_kinds.FORMS)) == (form, set(FORMS))


@each_form
def test_the_nearest_kind_passes_the_check_in_every_form_d1(office, workshop, tmp_path, form):
    """The Word file that the clerk begins with is one that the check takes, whatever form was wished for."""
    ledger = office[0]
    kind, _changes = own_kinds.begin(ledger, EVERYONE, Wish("supervision_letter", "整改提示", "巡办提", form=form))
    file = own_kinds.first_template(ledger, EVERYONE, kind, tmp_path)

    assert own_kinds.check(workshop, ledger.writing(), kind, file, tmp_path).faults == ()


def test_a_kind_becomes_a_letter_with_the_words_that_the_head_prints_d1(office, tmp_path):
    """Copied from a paper without a head, it gets number, signature and contact with the form."""
    ledger = office[0]
    kind, _changes = own_kinds.begin(
        ledger, EVERYONE, Wish("rectification_summary_report", "整改通报", "巡办通", form="red")
    )

    [recipe] = [one for one in own_kinds.begun(ledger.reader) if one.kind == kind]
    assert {"发文字号", "署名", "签发人", "印发机关"} <= {field.name for field in recipe.fields}


def test_the_red_paper_bears_the_mark_the_number_and_the_signatory(office, shipped, tmp_path):
    recipe = replace(declared("red"))
    shipped(recipe)
    made = issued(office, recipe, tmp_path / "out", 签发人="程砚秋、沈叙言", 紧急程度="加急")

    from desktop.documents.readback import read_file

    lines = [line for line in read_file(made.path).paragraphs if line]
    assert lines[:4] == ["加急", "中共青岩县委巡察工作领导小组办公室文件", made.number, "签发人：程砚秋、沈叙言"]
    assert lines[-1].endswith("2026年10月9日印发")
