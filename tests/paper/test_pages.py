"""The layout of a printed list (P1, P2): repeated heads, whole rows, merged cells, counts."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.errors import KnownError
from desktop.paper.finding_list import FULL_COLUMNS, meeting_list
from desktop.paper.line_breaking import CLOSING
from desktop.paper.pages import Layout
from desktop.paper.table import FLOOR_PT, POINT, UNIT, Column, Kind, PrintedList, Row, Sheet
from tests.paper.printed_lists import heading, records


def all_pages(layout):
    return [layout.page(i) for i in range(len(layout))]


def texts(page, *faces):
    return [placed.text for name, run in page.texts.items() if not faces or name in faces for placed in run]


COLUMNS = (Column("单位", 30, merge=True), Column("问题", 60, weight=1))


def a_list(rows, columns=COLUMNS, **words):
    return PrintedList(columns=columns, rows=rows, as_of=date(2026, 6, 5), title="清单", **words)


def test_every_page_repeats_the_head_and_every_row_stands_on_one_page():
    layout = Layout(meeting_list(records(70), heading()))

    pages = all_pages(layout)

    assert len(pages) > 3
    assert sum(page.rows for page in pages) == 70
    for page in pages:
        assert {"序号", "单位", "问题", "会议意见"} <= set(texts(page, "head"))
        assert all(page.frame.bottom >= box.bottom and page.frame.top <= box.top for box in page.cells)
    numbers = [text for page in pages for text in texts(page, "body") if text.startswith("15-06-")]
    assert numbers == [record["number"] for record in records(70)]


def test_a_units_cell_is_merged_and_stands_again_after_a_page_break():
    layout = Layout(a_list([Row(("柳坪乡党委", f"问题{i}")) for i in range(40)]))

    pages = all_pages(layout)

    assert len(pages) > 2
    assert [texts(page, "body").count("柳坪乡党委") for page in pages] == [1] * len(pages)


def test_equal_neighbours_merge_only_within_the_merged_column_before():
    columns = (Column("单位", 30, merge=True), Column("类别", 30, merge=True), Column("问题", 60))
    rows = [Row(("甲局", "财务", "一")), Row(("甲局", "财务", "二")), Row(("乙局", "财务", "三"))]

    page = Layout(a_list(rows, columns)).page(0)

    assert texts(page, "body").count("甲局") == 1
    assert texts(page, "body").count("财务") == 2


@pytest.mark.parametrize("sheet", [Sheet(), Sheet("A3"), Sheet(landscape=False), Sheet("A3", landscape=False)], ids=str)
def test_nothing_leaves_the_sheet_or_its_cell_on_any_paper(sheet):
    layout = Layout(meeting_list(records(60), heading(), keys=FULL_COLUMNS), sheet)

    width, height = (side * UNIT for side in sheet.size)
    for page in all_pages(layout):
        assert page.frame.left >= 0 and page.frame.right <= width and page.frame.bottom < height
        for name in ("head", "body"):
            face = getattr(layout.faces, name)
            for x, y, text in page.texts[name]:
                [cell] = [box for box in page.cells if box.left <= x <= box.right and box.top <= y <= box.bottom]
                assert x + face.width(text) <= cell.right + 0.01
                assert y - 0.9 * face.em >= cell.top


def test_no_line_begins_with_a_closing_mark():
    layout = Layout(meeting_list(records(60), heading()))

    assert not [text for page in all_pages(layout) for text in texts(page) if text[0] in CLOSING]


@given(
    st.lists(
        st.tuples(st.sampled_from(["甲局", "乙乡党委", "县医疗保障事业发展服务中心党支部委员会"]), st.integers(1, 400)),
        max_size=40,
    )
)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_the_rows_no_text_is_lost_and_merged_cells_hold_their_text(shapes):
    rows = [Row((unit, f"{index:04d}" + "改" * length)) for index, (unit, length) in enumerate(shapes)]
    layout = Layout(a_list(rows), Sheet(landscape=False))

    pages = all_pages(layout)

    set_texts = "".join(text for page in pages for text in texts(page, "body"))
    assert set_texts.count("改") == sum(length for _, length in shapes)
    assert [page.rows for page in pages if page.rows] or not rows
    for page in pages:
        assert page.frame is None or page.frame.bottom <= layout.sheet.size[1] * UNIT - 12 * UNIT
        for _, y, _ in page.texts.get("body", ()):
            assert page.frame.top < y < page.frame.bottom


def test_a_row_taller_than_a_page_is_cut_with_marks_and_loses_nothing():
    layout = Layout(a_list([Row(("甲局", "短")), Row(("乙局", "改" * 6000)), Row(("乙局", "末"))]))

    pages = all_pages(layout)

    body = [texts(page, "body") for page in pages]
    assert sum(text.count("改") for page in body for text in page) == 6000
    cut = [page for page in body if "（续下页）" in page]
    continued = [page for page in body if "（接上页）" in page]
    assert cut and len(cut) == len(continued)
    assert all("乙局" in page for page in continued)


def test_a_band_is_never_left_at_the_foot_and_sums_stay_with_their_rows():
    rows = []
    for group in range(12):
        rows.append(Row((f"第{group}组",), Kind.GROUP))
        rows.extend(Row(("单位", f"问题{group}")) for _ in range(group % 4 + 1))
        rows.append(Row(("小计", str(group % 4 + 1)), Kind.SUBTOTAL))

    layout = Layout(a_list(rows))

    pages = all_pages(layout)
    assert len(pages) > 2
    for page in pages:
        in_rows = [
            p
            for name in ("head", "body")
            for p in page.texts[name]
            if p.y > page.frame.top + layout.faces.head.pitch * 2
        ]
        assert not max(in_rows, key=lambda placed: placed.y).text.endswith("组")
        assert min(in_rows, key=lambda placed: placed.y).text != "小计"


def test_the_scope_states_the_rows_that_are_printed_and_the_ledger_total():
    page = Layout(meeting_list(records(16), heading(total=189))).page(0)

    assert "范围：未销号　筛出 16 / 189 条" in texts(page, "note")
    assert "截至 2026年6月5日" in texts(page, "note")
    assert "口径：县委口径2026（核实）第2版" in texts(page, "note")


def test_the_recall_note_stands_once_on_the_last_page_with_at_least_one_row():
    for count in range(1, 40):
        layout = Layout(meeting_list(records(count), heading()))
        pages = all_pages(layout)
        notes = [any("会后由县委巡察办收回" in text for text in texts(page, "note")) for page in pages]
        assert notes == [False] * (len(pages) - 1) + [True]
        assert pages[-1].rows >= 1
        assert sum(page.rows for page in pages) == count


def test_pages_are_counted_and_copies_numbered_as_given():
    layout = Layout(meeting_list(records(30), heading()))

    before = [placed.text for _, placed in layout.running(0, "000121")]
    total = len(layout)
    after = [placed.text for _, placed in layout.running(1, "000135")]

    assert "第 1 页　共 … 页" in before and "份号 000121" in before and "内部　会后收回" in before
    assert f"第 2 页　共 {total} 页" in after and "份号 000135" in after


def test_without_copy_number_and_mark_none_is_invented():
    layout = Layout(meeting_list(records(3), heading(classification="")))

    assert [placed.text for _, placed in layout.running(0, "")][:2] == ["", ""]


def test_the_first_page_does_not_wait_for_the_others():
    layout = Layout(meeting_list(records(500), heading()))

    layout.page(0)

    assert layout.total is None
    assert len(layout) == layout.total > 20


def test_too_many_columns_shrink_to_the_floor_and_then_say_how_much_is_missing():
    columns = tuple(Column(f"列{i}", 30) for i in range(14))
    layout = Layout(a_list([Row(tuple(f"15-06-{i:04d}-{j}" for j in range(14))) for i in range(3)], columns))

    assert layout.body_pt == FLOOR_PT
    assert layout.over_mm > 0
    assert layout.complaint() == f"还宽 {layout.over_mm:g} 毫米：请改 A3 横向，或减列。"
    assert sum(layout.widths_mm) == pytest.approx(269, abs=1)


def test_no_face_is_smaller_than_nine_points():
    layout = Layout(meeting_list(records(1), heading()), Sheet(body_pt=9))

    assert min(face.em for face in layout.faces.all()) >= 9 * POINT


def test_a_body_under_nine_points_or_an_unknown_paper_is_refused():
    with pytest.raises(KnownError, match="不小于 9 磅"):
        Sheet(body_pt=8)
    with pytest.raises(KnownError, match="A4 或 A3"):
        Sheet("B5")


def test_an_empty_view_prints_a_page_that_says_so():
    layout = Layout(meeting_list([], heading(total=189)))

    assert len(layout) == 1
    assert "没有符合范围的问题。" in texts(layout.page(0), "head")
    assert "范围：未销号　筛出 0 / 189 条" in texts(layout.page(0), "note")


def test_a_character_that_no_font_has_is_told_and_keeps_its_place():
    layout = Layout(a_list([Row(("甲局", "\U0010fffd某"))]))

    assert "\U0010fffd" in layout.unprintable()
    assert Layout(a_list([Row(("甲局", "㛃䶮"))])).unprintable() == ""
