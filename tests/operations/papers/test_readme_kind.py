"""The README's recipe for a kind of paper, followed literally: a declaration, a Word file, two lines (P-17)."""

from __future__ import annotations

import shutil

import pytest

from desktop.documents.recipe import Copies, Due, Issuer, Recipe, Rows
from desktop.documents.recipes.letter_words import LETTER
from desktop.operations.papers import catalogue, issuing, making, numbers
from desktop.operations.papers import workshop as presses
from tests.builders import EVERYONE
from tests.operations.papers.conftest import asked

RECIPE = Recipe(
    kind="rectification_hint", title="整改提示", form="letter", addressee="unit", group="整改提示",
    issuers=(Issuer("leading_group", "巡提〔{年}〕{号}号"),),
    per="unit", rows=Rows(open=True), no_cause="没有未销号的问题", copies=Copies(leader=False),
    dues=(Due("回复期限", days=5, unit="workday"),),
    uses=(*LETTER, "抄送", "单位", "问题总数", "逾期数"),
)  # fmt: skip


@pytest.fixture
def shipped(tmp_path, monkeypatch):
    """The kind as if it stood among the shipped ones: its line in the list, its file in the folder."""
    folder = tmp_path / "templates_docx"
    folder.mkdir()
    for path in presses.TEMPLATES.glob("*.docx"):
        shutil.copy(path, folder)
    (folder / f"{RECIPE.kind}.docx").write_bytes(word_file())
    monkeypatch.setattr(presses, "TEMPLATES", folder)
    monkeypatch.setattr(catalogue, "RECIPES", (*catalogue.RECIPES, RECIPE))
    return RECIPE


def word_file():
    """Title, addressee and one paragraph; head, signature and page set-up come from the frame."""
    from io import BytesIO

    from docx import Document
    from docx.enum.style import WD_STYLE_TYPE

    document = Document()
    for name, text in (
        ("公文标题", "关于提示整改的函"),
        ("公文主送机关", "{{单位}}："),
        ("公文正文末段", "截至目前你单位问题{{问题总数}}个，请于{{回复期限}}前函复。"),
    ):
        if name not in [style.name for style in document.styles]:
            document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        document.add_paragraph(text, style=name)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def test_the_kind_is_signed_numbered_gathered_and_listed_by_its_declaration_p17(office, shipped, tmp_path):
    ledger, round_id, *_units = office
    workshop = presses.Workshop(ledger)

    found = making.gather(ledger.writing(), asked(round_id, kind="整改提示"))
    made = issuing.issue(ledger, EVERYONE, workshop, found, tmp_path)

    assert [one.number for one in made] == ["青巡提〔2026〕1号", "青巡提〔2026〕2号"]
    assert found[0].words["署名"] == "中共青岩县委巡察工作领导小组"
    assert found[0].reply_by.isoformat() == "2026-10-15"
    assert shipped.kind in [one["kind"] for one in making.kinds(ledger.reader)]
    assert catalogue.titles(ledger.reader)[shipped.kind] == "整改提示"
    assert numbers.gaps(ledger.reader, shipped.kind, 2026) == []


def test_its_file_has_the_form_of_a_letter_from_the_frame_p17(office, shipped, tmp_path):
    from tests.tools.gbt9704 import judging

    ledger, round_id, housing, _farming = office
    [one] = making.gather(ledger.writing(), asked(round_id, housing, kind="整改提示"))
    [made] = issuing.issue(ledger, EVERYONE, presses.Workshop(ledger), [one], tmp_path)

    required = ("mark", "docno", "title", "to", "body", "sign", "date")
    _, results = judging.check(made.path, "letter", None, False, False, required)

    assert [f"{item.rule}: {item.measured}" for item in results if item.status == "FAIL"] == []
