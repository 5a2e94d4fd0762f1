"""D16: `lint` on 40 papers of our own making: nothing told of the right ones, each deviation named once, mended copies printed in form."""

from __future__ import annotations

import io
from collections.abc import Mapping
from pathlib import Path

import pytest
from docx import Document

from desktop.cli.main import main
from desktop.documents.form_check.checking import check, mend
from tests.acceptance.lint_papers import CARRIERS, DEVIATIONS, RESAVED, Carrier, rights
from tests.acceptance.paper_form import rendered
from tests.tools.gbt9704 import judging

pytestmark = [pytest.mark.acceptance, pytest.mark.rendering, pytest.mark.timeout(600)]
NUMBERED = [f"{one.rule}-{one.carrier}" for one in DEVIATIONS]


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> Mapping[Carrier, bytes]:
    return rights(tmp_path_factory.mktemp("papers"))


def test_there_are_twenty_of_each_and_no_carrier_twice():
    assert len(CARRIERS) == 20 and len({one.carrier for one in DEVIATIONS}) == len(DEVIATIONS) == 20
    assert len({one.rule for one in DEVIATIONS}) >= 18 and {one.form for one in CARRIERS} == {
        "letter",
        "red",
        "internal",
        "table",
        "sheet",
    }


@pytest.mark.parametrize("carrier", CARRIERS, ids=str)
def test_nothing_is_told_of_a_right_paper(carrier, papers):
    """D16"""
    assert check(papers[carrier], "文书.docx") == ()


@pytest.mark.parametrize("one", DEVIATIONS, ids=NUMBERED)
def test_a_deviation_is_named_once_and_nothing_else_is(one, papers):
    """D16"""
    found = check(one.made(papers[one.carrier]), "文书.docx")

    assert [(each.rule, each.mendable) for each in found] == [(one.rule, one.mendable)]
    assert found[0].where and found[0].message


def test_the_command_tells_each_deviation_of_twenty_files_once(papers, tmp_path, capsys):
    """D16"""
    for number, one in enumerate(DEVIATIONS):
        (tmp_path / f"{number}.docx").write_bytes(one.made(papers[one.carrier]))

    assert main(["lint", *(str(tmp_path / f"{number}.docx") for number in range(len(DEVIATIONS)))]) == 0
    assert capsys.readouterr().out.count("：1 处要改") == len(DEVIATIONS)


def test_mended_copies_are_printed_in_the_form_of_the_standard_and_say_the_same(papers, tmp_path):
    """D16: the checker that measures has nothing against them that it has not against the right paper; against ours and those
    of another program nothing at all (what LibreOffice itself leaves out of a sheet when it saves is not the paper's fault)."""
    spoilt = {one: one.made(papers[one.carrier]) for one in DEVIATIONS if one.mendable}
    files = {}
    for number, (one, data) in enumerate(spoilt.items()):
        done = mend(data, "文书.docx")
        assert [each.rule for each in done.mended] == [one.rule] and done.left == ()
        files[one] = tmp_path / f"改{number}.docx", tmp_path / f"原{number}.docx"
        for path, content in zip(files[one], (done.data, papers[one.carrier]), strict=True):
            path.write_bytes(content)

    pdfs = rendered([path for pair in files.values() for path in pair], tmp_path / "pdf")

    wrong = []
    for one, (mended, right) in files.items():
        said, before = (_failures(path, one.carrier, pdfs[path]) for path in (mended, right))
        wrong += [
            f"{one.carrier}: {rule}" for rule in sorted(said - (before if one.carrier.maker == RESAVED else set()))
        ]
        assert _letters(mended) >= _letters(right), "no word is lost"
    assert wrong == []


def _failures(path: Path, carrier: Carrier, pdf: Path) -> set[str]:
    _form, results = judging.check(path, carrier.form, pdf, True, False, ())
    return {one.rule for one in results if one.status == "FAIL"}


def _letters(path: Path) -> int:
    document = Document(io.BytesIO(path.read_bytes()))
    return sum("一" <= sign <= "鿿" for text in document.element.body.itertext() for sign in text)
