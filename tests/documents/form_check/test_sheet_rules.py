"""Form sheets: what a hand spoils in one is named once; lines and type are mended back, names and ticks are left to a person."""

import re

import pytest

from desktop.documents.form_check.checking import check, mend
from desktop.documents.form_check.kinds import SHEET, recognise
from desktop.documents.form_check.package import Package
from desktop.documents.form_check.view import view
from desktop.documents.package import open_parts
from desktop.documents.stamp import packed
from tests.documents.papers import LETTERS, SHEET_PARTS, cases, press

FRAME = r'<w:left w:val="single"[^>]*/>(?=<w:bottom w:val="single")'
SPOILT = {
    "sheet.frame": ("close_out_approval", FRAME, '<w:left w:val="nil"/>', True),
    "sheet.small": (
        "close_out_approval",
        r"<w:r>(?=<w:t[^>]*>单位</w:t>)",
        '<w:r><w:rPr><w:sz w:val="15"/></w:rPr>',
        True,
    ),
    "sheet.signed": ("close_out_approval", "签名：＿＿＿＿", "签名：周柏川", False),
    "sheet.ticked": ("satisfaction_survey", "□满意", "☑满意", False),
}


def sheet(kind):
    return press(kind).render(cases(kind)[1]).data


def spoilt(rule):
    kind, old, new, _mendable = SPOILT[rule]
    parts = dict(open_parts(sheet(kind), ""))
    xml, count = re.subn(old, new, parts["word/document.xml"].decode(), count=1)
    assert count == 1
    return packed(parts | {"word/document.xml": xml.encode()})


@pytest.mark.parametrize("rule", SPOILT)
def test_what_is_spoilt_in_a_sheet_is_named_once_and_mended_where_no_person_has_to(rule):
    """D16"""
    data, mendable = spoilt(rule), SPOILT[rule][3]

    assert [(one.rule, one.mendable) for one in check(data, "表.docx")] == [(rule, mendable)]
    assert [one.rule for one in mend(data, "表.docx").left] == ([] if mendable else [rule])


@pytest.mark.parametrize("kind", [*SHEET_PARTS, LETTERS[0]])
def test_a_sheet_is_known_by_its_look_and_a_letter_is_none(kind):
    paper = view(Package(sheet(kind), ""))
    recognise(paper)

    assert (paper.form == SHEET) is (kind in SHEET_PARTS)


def test_a_ballot_may_be_of_a5_and_a_letter_may_not():
    parts = dict(open_parts(sheet(LETTERS[0]), ""))
    small = re.sub(
        r'<w:pgSz w:w="11906" w:h="16838"/>', '<w:pgSz w:w="8391" w:h="11906"/>', parts["word/document.xml"].decode()
    )

    assert check(sheet("satisfaction_survey"), "票.docx") == ()
    assert "page.size" in {one.rule for one in check(packed(parts | {"word/document.xml": small.encode()}), "函.docx")}
