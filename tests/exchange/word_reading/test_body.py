"""A part of a Word file as it streams by: which text counts, where each paragraph stands, what of it was revised."""

import pytest

from desktop.exchange.word_reading import body as bodies
from desktop.exchange.word_reading.body import BodyReader
from desktop.exchange.xlsx_package import OverfullPackage, Package
from tests.exchange.word_files import MARK_DELETED, box, cell, deleted, inserted, paragraph, run, table, word_file

P = paragraph


def read(*body):
    reader = BodyReader()
    Package(word_file(list(body))).parse("word/document.xml", reader.start, reader.end, reader.text)
    return reader


def texts(*body):
    return ["".join(text for text, _bold, _style in one.pieces) for one in read(*body).paragraphs]


def places(*body):
    return [(one.place.table, one.place.row, one.place.column) if one.place else None for one in read(*body).paragraphs]


# -- text ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("inner", "text"),
    [
        ("<w:r><w:t>甲</w:t><w:tab/><w:ptab/><w:t>乙</w:t></w:r>", "甲\t\t乙"), ("<w:r><w:t>甲</w:t><w:cr/><w:br/><w:t>乙</w:t></w:r>", "甲\n\n乙"),
        ('<w:r><w:br w:type="page"/><w:br w:type="column"/><w:br w:type="textWrapping"/></w:r>', "\n"), ("<w:r><w:t>甲\n乙</w:t></w:r>", "甲 乙"), ("<w:r><w:noBreakHyphen/></w:r>", "-"),
        ("<w:r><w:instrText>PAGE</w:instrText></w:r>", ""), ("<w:r><w:delText>甲</w:delText></w:r>", ""),
    ],
)  # fmt: skip
def test_what_prints_counts_and_nothing_else(inner, text):
    assert texts(P(inner=inner)) == [text]


def test_what_is_read_ends_with_its_element():
    """What follows a part that is not read counts again."""
    skipped = "<w:r><w:rPr><w:rPrChange><w:rPr><w:b/></w:rPr></w:rPrChange></w:rPr><w:t>甲</w:t></w:r>"
    found = read(
        P(inner=skipped + run("乙", True)), "<w:sectPr><w:p><w:r><w:t>页</w:t></w:r></w:p></w:sectPr>", P("丙")
    )
    assert [(text, bold) for one in found.paragraphs for text, bold, _style in one.pieces] == [
        ("甲", None),
        ("乙", True),
        ("丙", None),
    ]


def test_each_run_says_for_itself_whether_it_is_bold_and_of_which_style():
    runs = '<w:r><w:rPr><w:b/><w:rStyle w:val="s"/></w:rPr><w:t>甲</w:t></w:r><w:r><w:t>乙</w:t></w:r><w:r><w:rPr><w:b w:val="0"/></w:rPr><w:t>丙</w:t></w:r>'
    [one] = read(P(inner=runs, form="<w:rPr><w:b/></w:rPr>")).paragraphs
    assert one.pieces == [("甲", True, "s"), ("乙", None, ""), ("丙", False, "")]


# -- paragraphs ----------------------------------------------------------------------------------------


def test_a_paragraph_says_its_style_list_level_alignment_and_outline():
    form = '<w:pStyle w:val="h"/><w:numPr><w:ilvl w:val="2"/><w:numId w:val="7"/></w:numPr><w:jc w:val="center"/><w:outlineLvl w:val="1"/>'
    one, plain = read(P("甲", form=form), P("乙")).paragraphs
    assert (one.style, one.list_level, one.list_id, one.aligned, one.outline) == ("h", 2, "7", "center", 1)
    assert (plain.style, plain.list_level, plain.list_id, plain.aligned, plain.outline, plain.number) == (
        "",
        None,
        None,
        "",
        None,
        1,
    )


def test_a_level_that_is_nonsense_is_the_highest_of_a_list_and_no_heading():
    [one] = read(P("甲", form='<w:numPr><w:ilvl w:val="x"/></w:numPr><w:outlineLvl w:val="x"/>')).paragraphs
    assert (one.list_level, one.outline) == (0, 9)


def test_a_text_box_is_a_room_of_its_own_and_the_paragraph_around_it_goes_on():
    before, one, two, after = read(P("甲", inner=box(P("乙"), P("丙")) + run("丁")), P("戊")).paragraphs
    assert [one.box for one in (before, one, two, after)] == [False, True, True, False]
    assert one.room == two.room != before.room == after.room
    assert texts(P("甲", inner=box(P("乙")) + run("丁"))) == ["甲丁", "乙"]


# -- tables --------------------------------------------------------------------------------------------


def test_cells_are_told_by_table_row_and_column_from_nought():
    assert places(table([["甲", "乙"], ["丙", "丁"]]), P("间"), table([["戊"]])) == [
        (0, 0, 0), (0, 0, 1), (0, 1, 0), (0, 1, 1), None, (1, 0, 0),
    ]  # fmt: skip


@pytest.mark.parametrize(("span", "next_column"), [("1", 1), ("3", 3), ("0", 1), ("-2", 1), ("x", 1)])
def test_a_cell_over_several_columns_moves_those_behind_it(span, next_column):
    merged = cell(P("甲"), form=f'<w:gridSpan w:val="{span}"/>')
    assert places(table([[merged, "乙"]]))[1] == (0, 0, next_column)


@pytest.mark.parametrize(
    ("form", "goes_on"),
    [
        ("<w:vMerge/>", True),
        ('<w:vMerge w:val="continue"/>', True),
        ('<w:vMerge w:val="restart"/>', False),
        ("", False),
    ],
)
def test_a_cell_goes_on_from_the_row_above_unless_its_merge_begins(form, goes_on):
    found = read(table([["甲", "乙"], [cell(form=form), "丁"]]))
    assert {(one.row, one.column) for one in found.continued} == ({(1, 0)} if goes_on else set())


def test_a_table_inside_a_cell_stands_in_the_cell_of_the_outer_one():
    inner = cell(P("甲"), table([["内", "里"]]), P("乙"))
    assert places(table([["首", inner, "末"]])) == [(0, 0, 0), (0, 0, 1), (0, 0, 1), (0, 0, 1), (0, 0, 1), (0, 0, 2)]


def test_every_cell_is_a_room_and_a_table_parts_the_room_around_it():
    rooms = [one.room for one in read(P("甲"), table([["乙", "丙"]]), P("丁")).paragraphs]
    assert len(set(rooms)) == 4


# -- revisions -----------------------------------------------------------------------------------------


def test_what_was_deleted_does_not_count_and_is_shown_with_what_was_inserted():
    found = read(P("甲", inner=deleted("去") + inserted("来") + run("后")))
    [one] = found.paragraphs
    assert "".join(text for text, _bold, _style in one.pieces) == "甲来后" and found.revisions == 2
    assert one.shown == [("甲", ""), ("去", "-"), ("来", "+"), ("后", "")]


@pytest.mark.parametrize(("tag", "counts"), [("del", False), ("moveFrom", False), ("ins", True), ("moveTo", True)])
def test_moved_text_counts_where_it_stands_now(tag, counts):
    found = read(P(inner=f'<w:{tag} w:id="1">{run("动")}</w:{tag}>{run("后")}'))
    assert (
        "".join(text for text, _bold, _style in found.paragraphs[0].pieces) == ("动后" if counts else "后")
        and found.revisions == 1
    )


def test_a_deletion_within_an_insertion_is_gone_and_what_follows_is_new():
    found = read(P(inner=f'<w:ins w:id="1">{run("来")}{deleted("去")}{run("留")}</w:ins>{run("后")}'))
    assert found.paragraphs[0].shown == [("来", "+"), ("去", "-"), ("留", "+"), ("后", "")]


def test_a_deleted_mark_is_told_of_its_paragraph_alone():
    assert [one.mark_gone for one in read(P("甲", form=MARK_DELETED), P("乙")).paragraphs] == [True, False]


def gone_row(text):
    return f'<w:tr><w:trPr><w:del w:id="1"/></w:trPr>{cell(P(text))}</w:tr>'


def test_a_deleted_row_and_a_deleted_cell_say_nothing_and_those_after_them_do():
    rows = table([["甲"]]).replace("</w:tbl>", f"{gone_row('去')}<w:tr>{cell(P('乙'))}</w:tr></w:tbl>")
    assert texts(rows, P("后")) == ["甲", "", "乙", "后"]
    assert texts(table([[cell(P("去"), form='<w:cellDel w:id="1"/>'), "乙"]])) == ["", "乙"]


# -- notes ---------------------------------------------------------------------------------------------


def test_a_mark_of_a_note_belongs_to_its_paragraph_unless_it_was_deleted():
    mark = '<w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:endnoteReference w:id="3"/></w:r>'
    found = read(P("甲", inner=mark), P(inner='<w:del w:id="1"><w:r><w:footnoteReference w:id="4"/></w:r></w:del>'))
    assert (
        found.paragraphs[0].notes == ["footnote 2", "endnote 3"]
        and found.paragraphs[1].notes == []
        and found.lost_notes == {"footnote 4"}
    )


def test_paragraphs_of_a_note_bear_its_number_and_those_of_separators_none():
    notes = f'<w:footnote w:id="0" w:type="separator">{P("线")}</w:footnote><w:footnote w:id="2">{P("注")}</w:footnote>{P("后")}'
    assert [one.note for one in read(notes).paragraphs] == ["", "footnote 2", ""]


# -- bounds (S-8) --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "fits"),
    [
        ([P("甲")] * 3, True),
        ([P("甲")] * 4, False),
        ([P("甲\n乙"), P("丙")], True),
        ([P("甲\n乙\n丙"), P("丁")], False),
        ([P("甲\n\n\n\n")], False),
    ],
)
def test_paragraphs_and_soft_breaks_count_together_s8(monkeypatch, body, fits):
    """S-8"""
    monkeypatch.setattr(bodies, "_MOST_PARAGRAPHS", 3)
    if fits:
        read(*body)
    else:
        with pytest.raises(OverfullPackage):
            read(*body)


def test_characters_are_bounded_and_deleted_ones_are_not_kept_beyond_it_s8(monkeypatch):
    """S-8"""
    monkeypatch.setattr(bodies, "_MOST_CHARACTERS", 4)
    assert texts(P("甲乙"), P("丙丁")) == ["甲乙", "丙丁"]
    with pytest.raises(OverfullPackage):
        read(P("甲乙"), P("丙丁戊"))
    shown = read(P(inner=deleted("去去") + deleted("去去") + deleted("去"))).paragraphs[0].shown
    assert shown == [("去去", "-"), ("去去", "-")]


def test_a_table_inside_a_cell_parts_the_cells_own_room_and_its_deleted_cell_ends_with_itself():
    inner = cell(P("甲", form=MARK_DELETED), table([[cell(P("去"), form='<w:cellDel w:id="1"/>'), "内"]]), P("乙"))
    found = read(P("前"), table([[inner, "外"]])).paragraphs
    assert texts(P("前"), table([[inner, "外"]])) == ["前", "甲", "", "内", "乙", "外"]
    before, first, _gone, _inside, second, _outside = (one.room for one in found)
    assert len({before, first, second}) == 3
