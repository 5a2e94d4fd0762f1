"""The checker that judges form sheets (`--form sheet`) names every deviation, in the file and in what came out of the printer's program."""

import re

import pytest

from desktop.documents.package import open_parts
from desktop.documents.stamp import packed
from tests.documents.papers import SHEET_PARTS, cases, press
from tests.tools.gbt9704 import judging

CELLS = r'(<w:trHeight w:val=")\d+("[^>]*/></w:trPr>(?:(?!</w:tr>).)*?签名：)'
SPOILT = {
    "sheet.table": ("close_out_approval", r"<w:tblBorders>.*?</w:tblBorders>", "<w:tblBorders/>", 0),
    "sheet.frame": ("close_out_approval", r'<w:insideV w:val="single"[^>]*/>', '<w:insideV w:val="nil"/>', 0),
    "sheet.width": ("sample_lock", r'<w:gridCol w:w="\d+"/>', '<w:gridCol w:w="500"/>', 0),
    "sheet.rows": ("reminder_talk_record", "<w:cantSplit/>", "", 0),
    "sheet.type": ("reminder_talk_record", r"<w:r>(?=<w:t[^>]*>地点</w:t>)", '<w:r><w:rPr><w:sz w:val="16"/></w:rPr>', 1),
    "sheet.sign.blank": ("close_out_approval", "签名：＿＿＿＿", "签名：周柏川", 1),
    "sheet.sign.day": ("rectification_assessment", "　　年　月　日", "", 0),
    "sheet.sign.height": ("close_out_approval", CELLS, r"\g<1>600\g<2>", 1),
    "sheet.boxes": ("satisfaction_survey", "□满意", "☑满意", 1),
    "sheet.boxes.words": ("close_out_approval", "□同意　□退回", "□同意", 1),
    "ballot.nameless": ("satisfaction_survey", "本表不记名。", "编号2026001。", 1),
    "sheet.page": ("reminder_talk_record", r'<w:pgSz w:w="11906" w:h="16838"/>', '<w:pgSz w:w="12240" w:h="15840"/>', 0),
    "sheet.title": ("reminder_talk_record", "谈话提醒记录表</w:t>", "</w:t>", 1),
    "present.signature": ("rectification_assessment", r"评估组成员：[^<]*</w:t><w:br/><w:t[^>]*>[^<]*", "", 1),
}  # fmt: skip


def failed(path, kind):
    _form, results = judging.check(path, "sheet", None, False, False, SHEET_PARTS[kind])
    return {one.rule for one in results if one.status == "FAIL"}


@pytest.mark.parametrize("rule", SPOILT)
def test_a_deviation_of_a_sheet_is_found_by_its_rule(rule, tmp_path):
    kind, old, new, most = SPOILT[rule]
    parts = dict(open_parts(press(kind).render(cases(kind)[2]).data, ""))
    xml, count = re.subn(old, new, parts["word/document.xml"].decode(), count=most, flags=re.DOTALL)
    path = tmp_path / "sheet.docx"
    path.write_bytes(packed(parts | {"word/document.xml": xml.encode()}))

    assert count and rule in failed(path, kind)
