"""P-10, P-13: tables that a page cannot hold, columns that nobody filled, labels after the turn of a page."""

from __future__ import annotations

import re
from datetime import date

import pytest

from desktop.documents.package import open_parts
from desktop.documents.recipes import recipe_of
from desktop.documents.table_rows import FILLED, Stood, marked_cells, said, settled
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


def cell(text="", filled=False, look="", more="", width=100):
    run = f"<w:r>{look}<w:t>{text}</w:t></w:r>" if text else ""
    return f'<w:tc>{FILLED if filled else ""}<w:tcPr><w:tcW w:w="{width}"/>{more}</w:tcPr><w:p>{run}</w:p></w:tc>'


def row(*cells, head=False):
    return f"<w:tr><w:trPr>{'<w:tblHeader/>' if head else ''}<w:cantSplit/></w:trPr>{''.join(cells)}</w:tr>"


def table(*rows, columns=(100, 300, 200)):
    grid = "".join(f'<w:gridCol w:w="{wide}"/>' for wide in columns)
    return f"<w:tbl><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"


def grown(xml, *heights, pages=(), capacity=1000):
    """The body settled, where its rows are so high at first and then stand on so many pages."""
    asked = []

    def count(_xml):
        asked.append(_xml)
        high = heights if len(asked) == 1 else ()
        return [
            Stood(high[at] if at < len(high) else 10, pages[at] if at < len(pages) else 1, capacity)
            for at in range(_xml.count("<w:tr>"))
        ]

    return settled(xml, count)


def texts(xml):
    return [[said(one) for one in re.findall("<w:tc>.*?</w:tc>", line)] for line in re.findall("<w:tr>.*?</w:tr>", xml)]


HEAD = row(cell("甲"), cell("乙"), cell("丙"), head=True)


def test_an_empty_column_leaves_and_the_widest_takes_its_room_p13():
    """P-13"""
    body = row(cell("1", True), cell("2", True), cell("", True))
    found = grown(table(HEAD, body, body))
    assert texts(found) == [["甲", "乙"], ["1", "2"], ["1", "2"]]
    assert re.findall(r'gridCol w:w="(\d+)"', found) == ["100", "500"] and FILLED not in found
    assert re.findall(r'tcW w:w="(\d+)"', found) == ["100", "500"] * 3


@pytest.mark.parametrize(
    "rows",
    [
        (HEAD, row(cell("1", True), cell("2", True), cell(""))),
        (
            HEAD,
            row(cell("1", True), cell("2", True), cell("", True)),
            row(cell("1", True), cell("2", True), cell("3", True)),
        ),
        (HEAD, row(cell("", True), cell("", True), cell("", True))),
        (HEAD, row(cell("1"), cell("2"), cell(""))),
        (HEAD, row(cell("1", True), cell("", True))),
        (row(cell("甲"), cell("乙"), cell("丙")), row(cell("1", True), cell("2", True), cell("", True))),
    ],
)
def test_a_column_stays_that_a_row_fills_that_no_tag_fills_or_that_stands_under_no_head_p13(rows):
    """P-13"""
    whole = table(*rows)
    assert texts(grown(whole + table(HEAD))) == texts(whole + table(HEAD))


def test_a_cell_over_several_columns_spans_so_many_fewer_p13():
    """P-13"""
    over = row(cell("合计", more='<w:gridSpan w:val="3"/>'))
    found = grown(table(HEAD, over, row(cell("1", True), cell("2", True), cell("", True))))
    assert 'gridSpan w:val="2"' in found and texts(found)[1] == ["合计"]


PIECES = "整改措施未落实，" * 12


@pytest.mark.parametrize("height, lines", [(666, 1), (667, 2), (840, 2), (841, 3), (1260, 3), (1261, 4)])
def test_a_row_higher_than_two_thirds_of_a_page_goes_on_in_as_many_as_it_needs_p10(height, lines):
    """P-10: none of the parts higher than two fifths of a page or so."""
    found = texts(grown(table(row(cell("1"), cell(PIECES), cell("短"))), height))
    assert [line[0] for line in found] == ["1", *["续"] * (lines - 1)] and [line[2] for line in found] == [
        "短",
        *[""] * (lines - 1),
    ]
    assert "".join(line[1] for line in found) == PIECES and all(line[1].endswith("，") for line in found)
    assert max(len(line[1]) for line in found) - min(len(line[1]) for line in found) <= 16


def test_of_a_row_that_keeps_with_the_next_the_last_part_alone_does_p10():
    """P-10: the signature row keeps with the last line of the list, not the head of the annex with a page of its own."""
    body = row(cell("1"), cell(PIECES), cell("短")).replace("<w:p>", "<w:p><w:pPr><w:keepNext/></w:pPr>")
    parts = re.findall("<w:tr>.*?</w:tr>", grown(table(body), 1261))
    assert [part.count("<w:keepNext/>") for part in parts] == [0, 0, 0, 3]


@pytest.mark.parametrize("text, parted", [("字" * 40, False), ("字" * 41, True)])
def test_only_a_long_text_goes_on_p10(text, parted):
    """P-10"""
    found = grown(table(row(cell("1"), cell(text), cell("短"))), 900)
    assert (len(texts(found)) > 1) is parted
    assert ("cantSplit" in found) is parted, "a row that cannot go on may break where the page ends"


@pytest.mark.parametrize("mark", ["<w:bookmarkStart/>", "<w:drawing/>", "<w:fldSimple/>", "<w:tab/>"])
def test_a_long_text_with_a_figure_or_a_picture_stays_whole_p10(mark):
    """P-10"""
    body = row(cell("1"), cell(PIECES).replace("<w:p>", f"<w:p>{mark}"), cell("短"))
    found = grown(table(body), 900)
    assert len(texts(found)) == 1 and "cantSplit" not in found
    two = row(cell("1"), cell(PIECES).replace("</w:p>", "</w:p><w:p></w:p>"), cell("短"))
    assert len(texts(grown(table(two), 900))) == 1, "two paragraphs are not parted either"


def test_a_merged_cell_goes_on_merged_and_other_rows_stay_p10():
    """P-10"""
    merged = '<w:vMerge w:val="restart"/>'
    tall = row(cell("类" * 50, more=merged), cell(PIECES, look="<w:rPr><w:b/></w:rPr>"), cell("短"))
    found = grown(table(HEAD, tall, HEAD), 10, 900, 10)
    assert [line[0] for line in texts(found)] == ["甲", "类" * 50, "续", "续", "甲"]
    assert found.startswith("<w:tbl><w:tblGrid>") and found.endswith("</w:tr></w:tbl>")
    assert re.findall(r'vMerge w:val="(\w+)"', found) == ["restart", "continue", "continue"]
    assert found.count("<w:b/>") == 3, "in the look of its first run"


@pytest.mark.parametrize(
    "text",
    [
        "字" * 30 + "2026年12月31日" + "字" * 20,
        "a1" * 60,
        "字" * 20 + "。" + "字" * 60,
        "123456 " * 20,
        "字" * 35 + "1234567890" * 2 + "字" * 30,
    ],
)
@pytest.mark.parametrize("height", [700, 900, 1300])
def test_no_number_is_cut_where_a_text_goes_on_and_nothing_is_lost_p10(text, height):
    """P-10"""
    found = [line[1] for line in texts(grown(table(row(cell("1"), cell(text), cell("短"))), height))]
    assert "".join(found) == text
    for before, after in zip(found, found[1:], strict=False):
        assert (
            not (before[-1:].isascii() and before[-1:].strip() and after[:1].isascii() and after[:1].strip())
            or not after
        )


def test_the_mark_nearest_to_the_place_ends_a_part_and_one_too_far_before_it_does_not_p10():
    """P-10"""
    for mark in "。；;，、）":
        parts = [
            line[1] for line in texts(grown(table(row(cell("1"), cell("字" * 40 + mark + "字" * 59), cell("短"))), 700))
        ]
        assert parts == ["字" * 40 + mark, "字" * 59]
    assert [line[1] for line in texts(grown(table(row(cell("1"), cell("字" * 20 + "。" + "字" * 79), cell("短"))), 700))] == [
        "字" * 20 + "。" + "字" * 29, "字" * 50,
    ]  # fmt: skip


def merged_rows(*kinds):
    return [
        row(cell("类" if kind == "restart" else "", more=f'<w:vMerge w:val="{kind}"/>'), cell("文")) for kind in kinds
    ]


@pytest.mark.parametrize(
    ("kinds", "pages", "labels"),
    [
        (("restart", "continue", "continue"), (1, 1, 1), ["类", "", ""]),
        (("restart", "continue", "continue"), (1, 1, 2), ["类", "", "类"]),
        (("restart", "continue", "continue"), (1, 2, 3), ["类", "类", "类"]),
        (("restart", "continue", "restart"), (1, 2, 3), ["类", "类", "类"]),
    ],
)
def test_a_merged_cell_says_its_word_again_where_a_page_begins_p13(kinds, pages, labels):
    """P-13"""
    found = grown(table(*merged_rows(*kinds), columns=(100, 100)), pages=pages)
    assert [line[0] for line in texts(found)] == labels
    assert re.findall(r'vMerge w:val="(\w+)"', found) == ["restart" if label else "continue" for label in labels]
    assert [line[1] for line in texts(found)] == ["文"] * len(kinds)
    assert found.startswith("<w:tbl><w:tblGrid>") and found.endswith("</w:tr></w:tbl>")


def test_the_word_of_one_table_is_not_that_of_the_next_p13():
    """P-13"""
    first, second = table(*merged_rows("restart", "continue")), table(*merged_rows("continue", "continue"))
    found = grown(f"{first}<w:p></w:p>{second}", pages=(1, 1, 2, 3))
    assert [line[0] for line in texts(found)] == ["类", "", "", ""]


def test_a_text_that_is_one_long_number_makes_no_empty_rows_p10():
    """P-10"""
    assert [line[1] for line in texts(grown(table(row(cell("1"), cell("1" * 41), cell("短"))), 900))] == ["1" * 41]
    found = texts(grown(table(row(cell("1"), cell("1" * 41 + "字" * 9), cell("短"))), 900))
    assert "".join(line[1] for line in found) == "1" * 41 + "字" * 9 and all(line[1] for line in found)


def test_a_body_without_a_table_stays_as_it_is_and_keeps_no_mark_of_a_template():
    assert grown("<w:p></w:p>") == "<w:p></w:p>" and grown(f"<w:p>{FILLED}甲</w:p>") == "<w:p>甲</w:p>"
    assert marked_cells("<w:tc><w:p>{{甲}}</w:p></w:tc><w:tc><w:p>乙</w:p></w:tc>").count(FILLED) == 1
