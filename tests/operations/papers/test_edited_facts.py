"""P-4, P-7, P-8, P-9: what the ledger said of rows, counts and days reads as it did; wording may change.

Each case changes the text of a draft as a hand would, and says whether the file may go out.
"""

from __future__ import annotations

import pytest

from desktop.documents.package import open_parts
from desktop.documents.stamp import packed
from desktop.errors import KnownError
from desktop.operations.papers import edited, issuing, making
from tests.builders import EVERYONE, a_finding
from tests.operations.papers.conftest import asked

BODY = "word/document.xml"
FIRST, SECOND, THIRD = "14-06-0001", "14-06-0002", "14-06-0003"


def swapped(old, new, count=1):
    def change(xml):
        assert old in xml
        return xml.replace(old, new, count)

    return change


def row_of(xml, number):
    """From where to where the row of a finding stands."""
    at = xml.index(f">{number}<", xml.index("逾期问题督办清单（"))
    return xml.rindex("<w:tr>", 0, at), xml.index("</w:tr>", at) + len("</w:tr>")


def more_rows(number, new):
    def change(xml):
        start, end = row_of(xml, number)
        return xml[:end] + xml[start:end].replace(number, new) + xml[end:]

    return change


def without_row(number):
    def change(xml):
        start, end = row_of(xml, number)
        return xml[:start] + xml[end:]

    return change


def in_cell(number, old, new):
    def change(xml):
        start, end = row_of(xml, number)
        assert old in xml[start:end]
        return xml[:start] + xml[start:end].replace(old, new, 1) + xml[end:]

    return change


@pytest.fixture
def issue(office, workshop, tmp_path):
    """A function that drafts the letter of the first unit, changes its body and issues the file."""
    ledger, round_id, housing, _farming = office
    a_finding(ledger, round_id, housing, "物业维修资金续筹未启动", responsible_leader="周柏川")

    def issue(change, kind="supervision_letter"):
        found = making.gather(ledger.writing(), asked(round_id, housing, kind=kind))
        [draft] = issuing.draft(workshop, found, tmp_path / "draft")
        parts = open_parts(draft.path.read_bytes(), "草稿.docx")
        parts[BODY] = change(parts[BODY].decode()).encode()
        file = tmp_path / "改定.docx"
        file.write_bytes(packed(parts))
        made = edited.issue(ledger, EVERYONE, workshop, found, file, tmp_path / "out")
        return ledger.reader.tuples("select issued_on, reply_by from letter where id = ?", (made.letter_id,))[0]

    return issue


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (more_rows(SECOND, "14-06-0004"), "多了“14-06-0004”"),
        (more_rows(SECOND, SECOND), "多了“14-06-0002”"),
        (without_row(SECOND), "少了“14-06-0002”"),
        (swapped(f"（编号{FIRST}", f"（编号{SECOND}"), "编号“14-06-0001”现为“14-06-0002”"),
        (in_cell(SECOND, "9月10日", "9月1日"), "“2026年9月10日”现为“2026年9月1日”"),
        (in_cell(FIRST, "96.5万元", "965万元"), "问题原文里的“96.5”现为“965”"),
        (swapped("96.5万元", "96.9万元"), "问题原文里的“96.5”现为“96.9”"),
        (swapped("2026年3月10日", "二〇二六年三月十一日"), "反馈日期"),
        (swapped("2026年3月10日", "2026.3.11"), "反馈日期"),
        (swapped('<w:t xml:space="preserve">天', '<w:t xml:space="preserve">个月'), "最长逾期天数"),
        (swapped('<w:t xml:space="preserve">天', '<w:t xml:space="preserve">⁰天'), "最长逾期天数"),
        (swapped("2026年11月9日前完成", "2026年10月1日前完成"), "新期限 2026-10-01 早于成文日期"),
    ],
)
def test_a_fact_of_the_ledger_changed_by_hand_keeps_the_paper_back_p4_p8_p9(issue, change, said):
    """P-4, P-8, P-9"""
    with pytest.raises(KnownError, match=said):
        issue(change)


@pytest.mark.parametrize(
    "change",
    [
        swapped("现予督办。", "现予以督办。"),
        swapped("2026年3月10日", "2026年3月"),
        swapped("2026年11月9日前完成", "2026年11月13日前完成"),
        swapped("逾期问题见附件。", "逾期问题共2个，见附件。"),
        in_cell(FIRST, "周柏川", "周柏川（主要负责人）"),
        in_cell(SECOND, "，抽查9件缺4件", ""),
    ],
)
def test_wording_and_days_that_the_signatory_sets_may_change_p8(issue, change):
    """P-8"""
    assert issue(change)[0] == "2026-10-09"


@pytest.mark.parametrize(
    "set_days", [{"新期限": "2026-10-01"}, {"回复期限": "2026-10-08"}], ids=lambda days: next(iter(days))
)
def test_no_paper_sets_a_day_before_its_own_p9(office, workshop, tmp_path, set_days):
    """P-9: by the clerk's own words too."""
    ledger, round_id, housing, _farming = office
    found = making.gather(ledger.writing(), asked(round_id, housing, given=set_days))
    with pytest.raises(KnownError, match="早于成文日期"):
        issuing.issue(ledger, EVERYONE, workshop, found, tmp_path / "out")


def test_the_day_of_reply_is_its_own_where_two_deadlines_share_a_day_p9(office, workshop, tmp_path):
    """P-9: the register keeps the reply's day when a hand moves the other one."""
    ledger, round_id, housing, _farming = office
    given = {"回复期限": "2026-10-26", "异议期限": "2026-10-26"}
    found = making.gather(ledger.writing(), asked(round_id, housing, kind="unit_finding_list", given=given))
    [draft] = issuing.draft(workshop, found, tmp_path / "draft")
    parts = open_parts(draft.path.read_bytes(), "草稿.docx")
    xml = parts[BODY].decode()
    at = xml.index("认为事实有出入的")
    parts[BODY] = (xml[:at] + xml[at:].replace("10月26日", "10月23日", 1)).encode()
    file = tmp_path / "改定.docx"
    file.write_bytes(packed(parts))

    made = edited.issue(ledger, EVERYONE, workshop, found, file, tmp_path / "out")

    [row] = ledger.reader.tuples("select reply_by from letter where id = ?", (made.letter_id,))
    assert row[0] == "2026-10-26"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda xml: xml.replace("现予督办", "现\u202e办督予", 1), "方向"),
        (lambda xml: xml.replace("</w:body>", '<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>另有安排</w:t></w:r></w:p></w:body>', 1), "隐藏文字"),
        (lambda xml: xml.replace("现予督办", "现\u200f予督办", 1), "方向"),
    ],
)  # fmt: skip
def test_what_the_file_holds_and_its_paper_does_not_show_is_refused_p12(issue, change, said):
    with pytest.raises(KnownError, match=said):
        issue(change)
