"""P-10, P-13: tables that a page cannot hold, columns that nobody filled, labels after the turn of a page."""

from __future__ import annotations

import re
from datetime import date

from desktop.documents.package import open_parts
from desktop.documents.recipes import recipe_of
from desktop.documents.words import first_sentence
from tests.documents.papers import lines_of, picture, press

LONG = "2023年以来未按规定设立专账，部分支出以收据代替记账凭证，审批手续不全；" * 18


def body(kind: str, words: dict) -> str:
    return open_parts(press(kind).render(words).data, "a")["word/document.xml"].decode()


def test_a_row_too_tall_for_a_page_goes_on_marked_and_loses_nothing_p10():
    words = recipe_of("supervision_letter").sample()
    words["问题清单"][0]["表现"] = LONG

    lines = [line for line in lines_of(press("supervision_letter").render(words).data) if line.startswith("| ")]

    texts = "".join(line.split(" | ")[2] for line in lines if "06-03-004" in line or line.startswith("| 续"))
    assert texts == LONG
    assert sum(line.startswith("| 续") for line in lines) >= 1


def test_the_body_quotes_the_first_sentence_of_a_long_finding_p10():
    words = recipe_of("supervision_letter").sample()
    words["问题清单"][0]["表现"] = "甲项资金未清理。" + LONG

    [quoted] = [line for line in lines_of(press("supervision_letter").render(words).data) if "逾期最长的是" in line]

    assert quoted.endswith("逾期最长的是：甲项资金未清理（编号06-03-004）。")
    assert len(str(first_sentence("长" * 600))) <= 122


def test_a_column_that_nobody_filled_leaves_and_one_that_is_filled_stays_p13():
    words = recipe_of("rectification_summary_report").sample()
    words |= {"图1": picture(), "图2": picture()}
    row = {
        "单位": "县民政局", "编号": "06-02-001", "表现": "未清理", "状态": "推进中", "原时限": date(2026, 9, 10),
        "逾期天数": 3, "领导": "周柏川",
    }  # fmt: skip
    without = body("rectification_summary_report", {**words, "未销清单": [row, {**row, "编号": "06-02-002"}]})
    filled = body("rectification_summary_report", {**words, "未销清单": [row, {**row, "下步": "约谈"}]})

    assert "下步安排" not in without
    assert "下步安排" in filled
    for xml in (without, filled):
        for table in re.findall(r"<w:tbl>.*?</w:tbl>", xml, re.DOTALL):
            grid = len(re.findall("<w:gridCol ", table))
            for line in re.findall(r"<w:tr>.*?</w:tr>", table, re.DOTALL):
                spans = sum(int(span) - 1 for span in re.findall(r'<w:gridSpan w:val="(\d+)"', line))
                assert line.count("<w:tc>") + spans == grid


def test_a_merged_label_is_said_again_on_the_next_page_p13():
    words = recipe_of("unit_finding_list").sample()
    row = {**words["问题清单"][0], "类别": "公务接待", "表现": LONG[:300]}
    words["问题清单"] = [{**row, "编号": f"06-01-{n:03d}"} for n in range(1, 13)]
    words["问题总数"] = 12

    xml = body("unit_finding_list", words)

    assert xml.count("公务接待") > 1
    assert xml.count('<w:vMerge w:val="restart"/>') == xml.count("公务接待")


def test_a_blank_form_keeps_its_empty_columns_p13():
    words = {**recipe_of("recommendation_letter").sample(), "附回复表": True}

    assert "办理措施和结果" in body("recommendation_letter", words).replace(
        '</w:t><w:br/><w:t xml:space="preserve">', ""
    )
