"""D16: papers of the shipped templates, however awkward the unit, have no fault; what a hand spoils in one is named once and mended back."""

import re

import pytest

from desktop.documents.form_check.checking import check, mend
from desktop.documents.package import open_parts
from desktop.documents.recipes import recipe_of
from desktop.documents.stamp import packed
from tests.documents.papers import KINDS, TEMPLATES, awkward, cases, press
from tests.tools.gbt9704 import judging


def style(name, old, new):
    """Another form in a style."""

    def spoil(xml):
        block = re.search(rf'<w:style [^>]*w:styleId="{name}">.*?</w:style>', xml)[0]
        return xml.replace(block, re.sub(old, new, block))

    return "word/styles.xml", spoil


def words(old, new):
    """Another wording in the body."""
    return "word/document.xml", lambda xml: re.sub(old, new, xml, count=1)


def feet(old, new):
    """The same in every foot."""
    return r"word/footer\d+\.xml", lambda xml: re.sub(old, new, xml)


SONG = (r'w:eastAsia="[^"]+"', 'w:eastAsia="宋体"')
SPOILT = (
    ("supervision_letter", style("GWTitle", *SONG), "type.title"),
    ("recommendation_letter", style("GWTitle", '"44"', '"36"'), "type.title"),
    ("talk_notice", style("GWTitle", '"center"', '"left"'), "title.align"),
    ("reminder_letter", style("GWBody", *SONG), "type.text"),
    ("due_warning_letter", style("GWBody", r'<w:sz w:val="32"/>', '<w:sz w:val="28"/>'), "type.text"),
    ("rectification_summary_report", style("GWH1", *SONG), "type.h1"),
    ("rectification_summary_report", style("GWH2", "楷体_GB2312", "黑体"), "type.h2"),
    ("rectification_summary_report", style("GWLead", "楷体_GB2312", "黑体"), "type.h2"),
    ("talk_notice", style("GWLeadFirst", "黑体", "楷体_GB2312"), "type.h1"),
    ("supervision_letter", style("GWBody", "<w:ind [^>]*/>", ""), "body.indent"),
    ("supervision_letter", style("GWCopies", '"28"', '"32"'), "type.colophon"),
    ("unit_finding_list", style("GWAnnexNo", "黑体", "仿宋_GB2312"), "type.annex"),
    ("reply_reminder_letter", words("〔2026〕", "［2026］"), "number.brackets"),
    ("reply_reminder_letter", words(r"〕(?=\d+号)", "〕0"), "number.zero"),
    ("supervision_letter", words('w:top="2098" w:right="1474"', 'w:top="1440" w:right="1800"'), "page.margins"),
    ("rectification_summary_report", words('w:bottom="1984"', 'w:bottom="1440"'), "page.margins"),
    ("unit_finding_list", words("附件：问题清单", "附件：问题清单。"), "attach.end"),
    ("supervision_letter", words("：</w:t>", ":</w:t>"), "to.colon"),
    ("supervision_letter", words(r"(<w:t[^>]*>抄送：[^<]*)。</w:t>", r"\1</w:t>"), "cc.end"),
    ("supervision_letter", feet("— ", "－"), "page_number.form"),
    ("talk_notice", style("GWFoot", '"28"', '"18"'), "page_number.type"),
    ("recommendation_letter", feet(r'<w:jc w:val="(?:left|right)"/>', '<w:jc w:val="center"/>'), "page_number.side"),
)  # fmt: skip


def spoilt(at):
    kind, (part, spoil), _rule = SPOILT[at]
    parts = dict(open_parts(press(kind).render(cases(kind)[1]).data, ""))
    for name in [name for name in parts if re.fullmatch(part, name)]:
        parts[name] = spoil(parts[name].decode()).encode()
    return packed(parts)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("rows", [1, 13])
def test_an_awkward_paper_has_no_fault(kind, rows):
    """D16: longest name, one finding, many findings, 𠮷 㛃 䶮."""
    assert check(press(kind).render(awkward(kind, rows=rows), draft=False).data, "文书.docx") == ()


@pytest.mark.parametrize("kind", KINDS)
def test_a_template_keeps_its_tags(kind):
    """D16: half-width marks inside a tag are right; that tags are still there is told."""
    data = (TEMPLATES / f"{kind}.docx").read_bytes()

    mended = mend(data, "模板.docx")

    assert {one.rule for one in check(data, "模板.docx")} <= {"text.leftover", "text.mixed_marks"}
    assert open_parts(mended.data, "")["word/document.xml"] == open_parts(data, "")["word/document.xml"]


@pytest.mark.parametrize("at", range(len(SPOILT)), ids=[f"{one[2]}-{one[0]}" for one in SPOILT])
def test_what_is_spoilt_is_named_once_and_mended_back(at, tmp_path):
    """D16"""
    data = spoilt(at)

    assert [(one.rule, one.mendable) for one in check(data, "文书.docx")] == [(SPOILT[at][2], True)]
    mended = mend(data, "文书.docx")
    (tmp_path / "a.docx").write_bytes(mended.data)
    _form, results = judging.check(tmp_path / "a.docx", recipe_of(SPOILT[at][0]).form, None, False, False, ())
    assert mended.left == () and [one.rule for one in results if one.status == "FAIL"] == []
