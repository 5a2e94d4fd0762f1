"""The form of GB/T 9704: the structure of every paper, the rendering of one awkward paper a kind (D16)."""

import os
import shutil
from pathlib import Path

import pytest

from desktop.documents.recipes import recipe_of
from tests.documents.papers import KINDS, awkward, cases, parts_of, press
from tests.tools.gbt9704 import judging


def _failures(path: Path, kind: str, rendered: bool) -> list[str]:
    form = recipe_of(kind).form
    _, results = judging.check(path, form, None, rendered, False, parts_of(kind))
    return [f"{item.rule}: {item.expected} | {item.measured}" for item in results if item.status == "FAIL"]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("number", [1, 2, 3])
def test_the_examples_have_the_structure_of_the_standard(kind: str, number: int, tmp_path: Path) -> None:
    path = tmp_path / "paper.docx"
    path.write_bytes(press(kind).render(cases(kind)[number - 1]).data)

    assert _failures(path, kind, rendered=False) == []


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("rows", [1, 60])
def test_awkward_units_have_the_structure_of_the_standard(kind: str, rows: int, tmp_path: Path) -> None:
    """Longest name, one finding, sixty findings, 𠮷 㛃 䶮 & <."""
    path = tmp_path / "paper.docx"
    path.write_bytes(press(kind).render(awkward(kind, rows=rows), draft=False).data)

    assert _failures(path, kind, rendered=False) == []


@pytest.mark.rendering
@pytest.mark.timeout(120)
@pytest.mark.parametrize("kind", KINDS)
def test_an_awkward_paper_is_rendered_in_the_form_of_the_standard(kind: str, tmp_path: Path) -> None:
    if not shutil.which("soffice") or "FONTCONFIG_FILE" not in os.environ:
        pytest.skip("LibreOffice 或 FONTCONFIG_FILE（替代字体）没有，不能排版检查")
    path = tmp_path / "paper.docx"
    name = "青岩县乡村振兴和农业农村现代化综合服务保障中心联合党总支部委员会"
    paper = press(kind).render(awkward(kind, unit=name, rows=13), draft=False)
    path.write_bytes(paper.data)

    failures = _failures(path, kind, rendered=True)

    assert failures == []
