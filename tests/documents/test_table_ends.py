"""What closes a table never begins a page alone; a form stands on one page where the rows that are drawn for a hand allow."""

from __future__ import annotations

import re

import pytest

from desktop.documents import table_ends
from desktop.documents.package import open_parts
from desktop.documents.recipes import recipe_of
from desktop.documents.table_rows import Stood
from tests.documents.papers import press

SUM = "GWSum"


def row(*cells: str, style: str = "GWTableText", form: str = "") -> str:
    said = "".join(f'<w:tc><w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{cell}</w:p></w:tc>' for cell in cells)
    return f"<w:tr><w:trPr>{form}</w:trPr>{said}</w:tr>"


def table(*rows: str) -> str:
    return f"<w:tbl>{''.join(rows)}</w:tbl>"


def keeping(xml: str) -> list[bool]:
    return ["<w:keepNext/>" in one for one in re.findall("<w:tr>.*?</w:tr>", xml)]


HEAD = row("单位", "数", form="<w:tblHeader/>")
ROWS = [row("甲", "1"), row("乙", "2")]


@pytest.mark.parametrize(
    ("rows", "kept"),
    [
        ([HEAD, *ROWS, row("合计", "3", style=SUM)], [False, False, True, False]),
        ([HEAD, *ROWS, row("批示：")], [False, False, True, False]),
        ([HEAD, *ROWS, row("合计", "3", style=SUM), row("签字：")], [False, False, True, True, False]),
        ([HEAD, *ROWS], [False, False, False]),
        ([HEAD, row("合计", "0", style=SUM)], [False, False]),
        ([row("县民政局"), *ROWS], [False, False, False]),
        ([row("只有一行")], [False]),
    ],
)
def test_the_row_before_what_closes_a_table_keeps_with_it(rows, kept):
    assert keeping(table_ends.kept(f"<w:p/>{table(*rows)}<w:p/>", SUM)) == kept


def test_each_table_is_closed_by_its_own_rows_and_the_colophon_is_none():
    floating = "<w:tbl><w:tblPr><w:tblpPr/></w:tblPr>" + row("抄送", "某") + row("印发") + "</w:tbl>"
    xml = table_ends.kept(table(*ROWS, row("签字")) + table(HEAD, *ROWS) + floating, SUM)
    assert keeping(xml) == [False, True, False, False, False, False, False, False]
    assert table_ends.kept(xml, SUM) == xml, "said once"


def test_no_two_tables_touch_and_the_colophon_stays_with_the_last():
    floating = "<w:tbl><w:tblPr><w:tblpPr/></w:tblPr>" + row("抄送") + "</w:tbl>"
    xml = table(HEAD, *ROWS) + table(HEAD, *ROWS) + "<w:p/>" + table(*ROWS) + floating
    gap = '</w:tbl><w:p><w:pPr><w:pStyle w:val="GAP"/></w:pPr></w:p><w:tbl>'
    found = table_ends.apart(xml, "GAP")
    assert found == xml.replace("</w:tbl><w:tbl><w:tr>", gap + "<w:tr>") and found.count(gap) == 1
    assert table_ends.apart(found, "GAP") == found


CAPTION = "GWTableTitle"
TITLE = row("表1", style=CAPTION, form="<w:tblHeader/>")


@pytest.mark.parametrize(("rows", "kept"), [
    ([TITLE, HEAD, *ROWS], [False, False, True, False]), ([TITLE, HEAD, *ROWS, *ROWS], [False, False, True, True, True, False]),
    ([TITLE, HEAD, *ROWS, *ROWS, *ROWS], [False] * 8), ([HEAD, *ROWS], [False] * 3), ([TITLE, HEAD, ROWS[0]], [False] * 3),
])  # fmt: skip
def test_a_captioned_table_of_a_few_rows_is_not_parted(rows, kept):
    xml = table_ends.whole(f"<w:p/>{table(*rows)}<w:p/>", CAPTION)
    assert keeping(xml) == kept and table_ends.whole(xml, CAPTION) == xml, "said once"


def test_a_caption_over_a_table_is_its_own_and_one_that_is_taller_than_half_a_page_breaks_all_the_same():
    before = f'<w:p><w:pPr><w:pStyle w:val="{CAPTION}"/></w:pPr>表1</w:p>'
    rows = [*ROWS, *ROWS]
    xml = table_ends.whole(before + table(*rows) + table(*rows), CAPTION)
    assert keeping(xml) == [True, True, True, False, False, False, False, False]

    def tall(_body: str) -> list[Stood]:
        return [Stood(3000, 1, 12745)] * 8

    assert keeping(table_ends.loosened(xml, tall)) == [True, False, True, False, False, False, False, False]


def kept_row(*cells: str) -> str:
    return row(*cells).replace("</w:pPr>", "<w:keepNext/></w:pPr>")


@pytest.mark.parametrize(
    ("height", "kept"),
    [
        (700, [False, True, True, True, True, True, False]),  # half a page: moved whole where it does not fit
        (1100, [False, True, False, False, False, True, False]),  # taller: only the ends stay together
    ],
)
def test_a_table_too_tall_to_be_moved_whole_breaks_between_its_rows(height, kept):
    before, rows = table(*ROWS), [kept_row(str(at), "1") for at in range(5)]
    counted = [Stood(9000, 1, 10_000)] * 2 + [Stood(height, 1, 10_000)] * 7
    xml = before + table(HEAD, *rows, row("合计", "5"))

    assert keeping(table_ends.loosened(xml, lambda _xml: counted))[2:] == kept


def test_a_body_without_kept_tables_is_not_counted_for_them():
    xml = table(HEAD, *ROWS)
    assert table_ends.loosened(xml, lambda _xml: pytest.fail("counted")) == xml


def form(*heights: int) -> str:
    return table(*(row("栏", "", form=f'<w:trHeight w:val="{high}" w:hRule="atLeast"/>') for high in heights))


def pages_of(capacity: int):
    """Counts rows by their least heights, one after another."""

    def count(xml: str) -> list[Stood]:
        found, at, page = [], 0, 1
        for text in re.findall("<w:tr>.*?</w:tr>", xml):
            high = int((re.findall(r'trHeight w:val="(\d+)"', text) or ["400"])[0])
            if at + high > capacity:
                at, page = 0, page + 1
            at += high
            found.append(Stood(high, page, capacity))
        return found

    return count


def heights(xml: str) -> list[int]:
    return [int(high) for high in re.findall(r'trHeight w:val="(\d+)"', xml)]


def test_a_form_that_has_room_stays_as_it_was_drawn_and_one_that_never_fits_too():
    assert table_ends.fitted(form(800, 1600, 1600), pages_of(5000)) == form(800, 1600, 1600)
    assert table_ends.fitted(form(800, 1600, 1600), pages_of(3000)) == form(800, 1600, 1600)


def test_a_form_gives_way_no_more_than_it_must_and_a_field_to_sign_in_keeps_its_26_mm():
    little, much = (heights(table_ends.fitted(form(800, 1600, 2800), pages_of(most))) for most in (5300, 4400))
    assert sum(little) + table_ends.SLACK <= 5300 and min(little[1:]) >= table_ends.ROOM
    assert little[2] > much[2] >= 2800 * 3 // 5 and little[0] > much[0] >= table_ends.LINE
    assert much[1] >= table_ends.ROOM


def test_the_line_to_sign_on_goes_up_with_the_foot_of_its_room():
    signed = form(2800, 2800).replace("</w:pPr>", '<w:spacing w:before="2000"/></w:pPr>', 1)
    xml = table_ends.fitted(signed, pages_of(5300))
    less = 2800 - heights(xml)[0]
    assert less > 0 and f'w:before="{2000 - less}"' in xml


def test_a_list_without_rooms_to_write_in_is_left_alone():
    assert table_ends.fitted(form(420, 420, 420), pages_of(900)) == form(420, 420, 420)


@pytest.mark.parametrize("kind", ["recommendation_letter", "archive_handover_list"])
def test_no_sum_row_of_a_printed_paper_stands_without_the_row_before(kind):
    xml = open_parts(press(kind).render(recipe_of(kind).sample()).data, "a")["word/document.xml"].decode()
    rows = re.findall("<w:tr>.*?</w:tr>", xml, re.DOTALL)
    sums = [at for at, one in enumerate(rows) if f'"{SUM}"' in one]
    assert sums and all("<w:keepNext/>" in rows[at - 1] for at in sums)


def test_an_approval_with_five_fields_and_the_record_of_a_talk_stand_on_one_page():
    assert press("close_out_approval").render({**recipe_of("close_out_approval").sample(), "涉组": True}).pages == 1
    assert press("talk_notice").render(recipe_of("talk_notice").sample()).pages == 3
