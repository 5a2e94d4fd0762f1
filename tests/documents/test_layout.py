"""What the words decide about the form: titles, signatures, lines, pages, fonts (D16)."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.documents.flow import Flow
from desktop.documents.fonts import choose_fonts, dress
from desktop.documents.layout import (
    ANNEXES,
    BODIES,
    DATE,
    LEAD,
    RUN_IN,
    SECTION_END,
    SIGN,
    TITLE,
    Layout,
    mark_scale,
    scaled_mark,
    signature_offsets,
)
from desktop.documents.lines import Column, count_lines, set_lines, width
from desktop.documents.package import open_parts
from desktop.documents.recipes import recipe_of
from desktop.documents.titles import title_lines
from tests.documents.papers import awkward, press
from tests.tools.rendering_copy import MARK, closed_up

CHINESE = st.text(alphabet="一二三县委巡察整改问题，。、（）“”2026.%-AB", min_size=1, max_size=200)


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("关于规范乡镇财政所印鉴管理的巡察建议书", 2),
        ("关于督办十四届县委第六轮巡察逾期整改问题的函", 2),
        ("关于十四届县委机动巡察（粮食领域）整改综合情况的汇报", 2),
        ("关于加强管理的函", 1),
    ],
)
def test_titles_are_broken_into_balanced_lines_that_keep_words(title: str, lines: int) -> None:
    broken = title_lines(title, 18.0)

    assert len(broken) == lines
    assert "".join(broken) == title
    assert all(4 <= width(line) <= 18 for line in broken)
    assert not any(line.endswith(("巡", "整", "问")) or line.startswith(("的", "）")) for line in broken)


@given(st.text(alphabet="关于青岩县整改清单的函（）“三资”2026", min_size=1, max_size=70))
def test_a_title_loses_nothing_when_it_is_broken(title: str) -> None:
    assert "".join(title_lines(title, 18.0)) == title


def test_the_name_is_centred_over_a_date_four_characters_in() -> None:
    name, day = signature_offsets("青岩县委巡察办", "2026年10月9日")

    assert day == 1280
    assert name == round(1280 + (width("2026年10月9日") - 7) / 2 * 320)


def test_a_name_too_long_for_that_goes_to_the_edge_and_the_date_under_its_middle() -> None:
    name, day = signature_offsets("中共某某自治县委员会巡察工作领导小组办公室筹备组", "2026年10月9日")

    assert name == 0
    assert day > 1280


@pytest.mark.parametrize(
    "name",
    [
        "中共青岩县乡村振兴和农业农村现代化综合服务保障中心联合党总支部委员会",
        "中共青岩县𠮷㛃䶮&<乡村振兴和农业农村现代化综合服务保障中心联合党总支部委员会",
        "字" * 29,
    ],
)
@pytest.mark.parametrize("day", ["2026年1月9日", "2026年10月21日"])
def test_a_name_longer_than_a_line_stands_line_by_line_over_a_date_in_its_place(name: str, day: str) -> None:
    said = name.replace("&", "&amp;").replace("<", "&lt;")
    xml = "".join(
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/><w:jc w:val="right"/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>'
        for style, text in (("S", said), ("D", day))
    )

    settled = Layout({"公文署名": "S", "公文成文日期": "D"}, {}).settle(xml + "<w:sectPr/>")

    sign, date = re.findall(r"<w:p>.*?</w:p>", settled)
    lines = [line.replace("&lt;", "<").replace("&amp;", "&") for line in re.findall(r"<w:t[^>]*>([^<]*)", sign)]
    room = 28 - int(re.search(r'w:left="(\d+)" w:right="0"/><w:jc w:val="center"/>', sign)[1]) / 320
    assert room / 2 == pytest.approx(4 + width(day) / 2, abs=0.01) and sign.count("<w:jc ") == 1
    assert "".join(lines) == name and len(lines) > 1 and max(map(width, lines)) <= room
    assert 'w:right="1280"' in date


def test_the_mark_is_squeezed_to_the_width_of_the_page() -> None:
    assert mark_scale("中共青岩县委巡察工作领导小组办公室") < mark_scale("中共青岩县委巡察工作领导小组") <= 100


@given(CHINESE)
def test_lines_hold_every_character_and_break_no_number(text: str) -> None:
    lines = set_lines(text, Column(gap=0.0, indent=31.5))

    assert "".join(text[line.start : line.end] for line in lines) == text
    assert len(lines) == count_lines(text, Column(gap=0.0, indent=31.5))
    for line in lines[1:]:
        assert (
            text[line.start] not in "，。、）”"
            or line.end - line.start == 1
            or set(text[: line.start + 1]) <= set("，。、）”（“")
        )


def test_a_line_holds_28_characters() -> None:
    assert [line.end - line.start for line in set_lines("县" * 60, Column())] == [28, 28, 4]


def test_chinese_and_figures_meet_without_a_gap_and_without_losing_a_word() -> None:
    inner = '<w:r><w:t xml:space="preserve">于2026年</w:t></w:r><w:r><w:t xml:space="preserve">9月</w:t></w:r>'

    closed = closed_up(inner)

    assert closed.count(MARK) == 4
    assert "".join(re.findall(r"<w:t[^>]*>([^<]*)", closed)) == "于2026年9月"


@pytest.mark.parametrize(
    ("kind", "rows", "pages"),
    [
        ("supervision_letter", 1, 2),
        ("supervision_letter", 13, 6),
        ("unit_finding_list", 13, 6),
        ("recommendation_letter", 7, 5),
    ],
)
def test_pages_are_counted_as_libreoffice_counted_them(kind: str, rows: int, pages: int) -> None:
    assert press(kind).render(awkward(kind, rows=rows), draft=False).pages == pages


@pytest.mark.parametrize("rows", [1, 2, 5, 9, 14, 23])
def test_the_copies_stand_on_the_last_page_of_the_annex_p13(rows: int) -> None:
    paper = press("supervision_letter").render(awkward("supervision_letter", rows=rows), draft=False)
    xml = open_parts(paper.data, "")["word/document.xml"].decode()

    if rows > 1:
        assert xml.count("<w:sectPr") == 2
        assert xml.rfind("orient=") > xml.rfind("抄送：")
    assert xml.rfind("抄送：") > xml.rfind("逾期天数")


def test_an_annex_at_the_end_leaves_no_empty_page() -> None:
    xml = open_parts(press("unit_finding_list").render(recipe_of("unit_finding_list").sample()).data, "")[
        "word/document.xml"
    ]

    assert re.search(rb'orient="landscape".{0,300}</w:sectPr></w:body>', xml)


def test_only_the_first_section_has_the_letter_head() -> None:
    xml = open_parts(press("supervision_letter").render(recipe_of("supervision_letter").sample()).data, "")[
        "word/document.xml"
    ]

    assert xml.count(b"<w:titlePg/>") == 1
    assert xml.index(b"<w:titlePg/>") < xml.index(b'orient="landscape"')


def test_equal_categories_are_merged_into_one_cell_d2() -> None:
    words = recipe_of("unit_finding_list").sample()
    for row in words["问题清单"]:
        row["类别"] = "理论学习"

    xml = open_parts(press("unit_finding_list").render(words).data, "")["word/document.xml"].decode()

    assert xml.count('<w:vMerge w:val="restart"/>') == 1
    assert xml.count('<w:vMerge w:val="continue"/>') == 3
    assert xml.count("理论学习") == 1


def test_fonts_are_taken_in_the_order_of_the_standard_and_substitutes_are_told() -> None:
    choice = choose_fonts(["仿宋", "楷体", "黑体", "SimSun", "方正小标宋_GBK"])

    assert (choice.name("仿宋"), choice.name("宋体"), choice.name("小标宋")) == ("仿宋", "SimSun", "方正小标宋_GBK")
    assert choice.substitutes == ()


def test_bold_song_stands_in_for_the_title_font_and_it_is_said() -> None:
    choice = choose_fonts(["仿宋_GB2312", "楷体_GB2312", "黑体", "宋体"])
    styles = dress("word/styles.xml", '<w:rFonts w:eastAsia="方正小标宋简体"/>'.encode(), choice).decode()

    assert choice.bold_title
    assert "小标宋" in choice.substitutes[0]
    assert styles == '<w:rFonts w:eastAsia="宋体"/><w:b/>'


def test_without_fonts_the_names_of_the_standard_are_written() -> None:
    choice = choose_fonts([])

    assert choice.name("小标宋") == "方正小标宋简体"
    assert len(choice.substitutes) == 5
    assert 'w:altName w:val="仿宋,FangSong' in dress("word/fontTable.xml", b"", choice).decode()


def test_signs_that_are_escaped_in_the_file_take_the_room_of_one_character() -> None:
    """P-13: rows with & and < were counted taller than they stand, and 抄送 came to stand alone."""
    xml = '<w:body><w:p><w:pPr><w:pStyle w:val="a"/></w:pPr><w:r><w:t>A&amp;B&lt;第三&gt;</w:t></w:r></w:p></w:body>'

    assert [piece.text for piece in Flow().flowing(xml)] == ["A&B<第三>"]


@pytest.mark.parametrize("kind", ["rectification_summary_report", "unit_finding_list"])
def test_the_list_of_annexes_keeps_with_the_text_before_it(kind: str) -> None:
    """P-10: 附件：… alone on a page."""
    xml = open_parts(press(kind).render(awkward(kind, rows=3), draft=False).data, "")["word/document.xml"].decode()

    before = xml[: xml.index('<w:pStyle w:val="GWAttach"/>')]
    text, _blank, _annex = before.rsplit("<w:p>", 2)
    assert "keepNext" in text[text.rindex("<w:p>") :] or "GWBodyLast" in text[text.rindex("<w:p>") :]


@pytest.mark.parametrize(
    ("long", "name_in", "date_in"),
    [
        (1, 1280 + 320 * 2, 1280),
        (5, 1280, 1280),
        (7, 1280 - 320, 1280),
        (13, 0, 1280),
        (14, 0, 1280),
        (15, 0, 1280),
        (16, 0, 1760),
        (25, 0, 3200),
    ],
)
def test_the_date_moves_in_only_where_a_name_at_the_edge_is_no_more_over_its_middle(long, name_in, date_in) -> None:
    """7.3.5.1: a date of five characters' width; one character and a fifth off the middle is still over it."""
    assert signature_offsets("字" * long, "字" * 5) == (name_in, date_in)


@pytest.mark.parametrize(
    ("letters", "size", "scale"),
    [
        (0, 36.0, 100),
        (1, 36.0, 100),
        (11, 36.0, 100),
        (12, 36.0, 99),
        (24, 36.0, 49),
        (39, 36.0, 30),
        (60, 36.0, 30),
        (10, 42.0, 100),
        (11, 42.0, 92),
    ],
)
def test_a_mark_is_squeezed_never_widened_and_never_to_less_than_three_tenths(letters, size, scale) -> None:
    assert mark_scale("字" * letters, size) == scale


def test_only_the_mark_of_a_letter_head_is_squeezed() -> None:
    line = '<w:p><w:pPr><w:pStyle w:val="{}"/></w:pPr><w:r><w:rPr><w:w w:val="80"/></w:rPr><w:t>{}</w:t></w:r></w:p>'.format
    head = line("其他", "字" * 24) + line("标", "字" * 24) + line("其他", "字" * 24)
    assert re.findall(r'<w:w w:val="(\d+)"/>', scaled_mark(head, "标")) == ["80", "49", "80"]
    assert scaled_mark(head, "别的") == head


IDS = {name: f"s{at}" for at, name in enumerate((TITLE, SIGN, DATE, RUN_IN, LEAD, ANNEXES, SECTION_END, *BODIES))}
SECTION = "<w:sectPr/>"


def line(name, text="", more=""):
    """A paragraph in the style of that name."""
    runs = f"<w:r><w:t>{text}</w:t></w:r>" if text else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{IDS.get(name, name)}"/>{more}</w:pPr>{runs}</w:p>'


def settled(*blocks, last=SECTION):
    return Layout(IDS, {}).settle(f"<w:body>{''.join(blocks)}{last}</w:body>")


def test_name_and_date_are_set_in_from_the_right_in_place_of_what_their_style_says() -> None:
    found = settled(line(SIGN, "字" * 7, '<w:ind w:right="9"/><w:jc w:val="right"/>'), line(DATE, "字" * 5))
    assert re.findall(r"<w:ind[^>]*>", found) == ['<w:ind w:right="960"/>', '<w:ind w:right="1280"/>']
    assert '<w:ind w:right="960"/><w:jc w:val="right"/></w:pPr>' in found


@pytest.mark.parametrize(
    ("text", "lines"), [("关于督办十四届县委第六轮巡察逾期整改问题的函", 2), ("关于督办逾期整改问题的函", 1)]
)
def test_a_title_is_broken_in_the_look_of_its_first_run(text, lines) -> None:
    found = settled(line(TITLE, text).replace("<w:r>", "<w:r><w:rPr><w:b/></w:rPr>"))
    assert (
        found.count("<w:br/>") == lines - 1
        and found.count("<w:b/>") == 1
        and "".join(re.findall("<w:t[^>]*>([^<]*)", found.replace('</w:t><w:br/><w:t xml:space="preserve">', "")))
        == text
    )


@pytest.mark.parametrize(
    "mark", ['<w:bookmarkStart w:id="1"/>', '<w:r><w:color w:val="FF0000"/></w:r>', "<w:r><w:br/></w:r>"]
)
def test_a_title_with_a_figure_a_gap_or_a_break_of_its_own_keeps_its_runs(mark) -> None:
    title = line(TITLE, "关于督办十四届县委第六轮巡察逾期整改问题的函").replace("</w:p>", f"{mark}</w:p>")
    assert title in settled(title)


def test_signs_of_a_title_stay_escaped_where_it_is_broken() -> None:
    found = settled(line(TITLE, "关于督办十四届县委&lt;第六轮&gt;巡察A&amp;B逾期整改问题的函"))
    assert "<w:br/>" in found and all(
        sign in found.replace('</w:t><w:br/><w:t xml:space="preserve">', "") for sign in ("&lt;第六轮&gt;", "A&amp;B")
    )


def test_a_run_in_heading_without_a_number_has_no_face_of_its_own() -> None:
    look = f'<w:rPr><w:rStyle w:val="{IDS[LEAD]}"/></w:rPr>'
    for text, faces in (("（一）基本情况。", 1), ("基本情况。", 0)):
        assert settled(line(RUN_IN, text).replace("<w:r>", f"<w:r>{look}")).count(look) == faces


def test_the_text_before_the_list_of_annexes_keeps_with_it_once_p10() -> None:
    """P-10"""
    kept = settled(line("甲", "一"), line(BODIES[0], "二"), line("空"), line(ANNEXES, "附件：清单"))
    assert kept.count("<w:keepNext/>") == 1 and f'<w:pStyle w:val="{IDS[BODIES[0]]}"/><w:keepNext/>' in kept
    already = settled(line(BODIES[0], "二", "<w:keepNext/>"), line("空"), line(ANNEXES, "附件：清单"))
    assert already.count("<w:keepNext/>") == 1
    for blocks in (
        (line(ANNEXES, "附件"),),
        (line("空"), line(ANNEXES, "附件")),
        (line(BODIES[0], "二"), line("空")),
        (line("甲", "一"), "<w:tbl></w:tbl>", line("空"), line(ANNEXES, "附件")),
    ):
        assert "keepNext" not in settled(*blocks)


def test_a_section_ends_with_its_last_paragraph_of_text_not_with_an_empty_one() -> None:
    closing = line(SECTION_END, more="<w:sectPr><w:one/></w:sectPr>")
    found = settled(
        line("甲", "一"),
        closing,
        line("乙", "二"),
        line(SECTION_END, more="<w:sectPr><w:two/></w:sectPr>"),
        line("丙", "三"),
    )
    assert found.count("<w:p>") == 3 and IDS[SECTION_END] not in found
    assert (
        '<w:pStyle w:val="甲"/><w:sectPr><w:one/></w:sectPr></w:pPr>' in found
        and '<w:pStyle w:val="乙"/><w:sectPr><w:two/></w:sectPr></w:pPr>' in found
    )
    after_table = settled("<w:tbl></w:tbl>", closing, line("丙", "三"))
    assert after_table.count(IDS[SECTION_END]) == 1, "behind a table the paragraph must stay"


def test_an_annex_that_ends_the_paper_is_its_last_section() -> None:
    wide = '<w:sectPr><w:pgSz w:orient="landscape"/></w:sectPr>'
    tall = "<w:sectPr><w:titlePg/></w:sectPr>"
    found = settled(line("甲", "一", tall), "<w:tbl></w:tbl>", line(SECTION_END, more=wide), last=tall)
    assert found.endswith(f"<w:tbl></w:tbl>{wide}</w:body>") and found.count("<w:titlePg/>") == 1
    followed = settled(line("甲", "一", wide), line("乙", "二"), last=tall)
    assert followed.count("<w:sectPr>") == 2 and "titlePg" not in followed
    assert "titlePg" in settled(line("乙", "二"), last=tall), "the only section keeps its letter head"
