"""The heads of a returned workbook are known again by our own titles first, then by what lists call them (X8)."""

import pytest

from desktop.exchange.return_book.columns import EDITABLE, LOCKED, SERIAL, TITLES, heads_of
from desktop.exchange.sheet_cells import Cell

FIELDS = {*EDITABLE, *LOCKED, "key", SERIAL}


def heads(*words, fields=FIELDS):
    return heads_of({place: Cell(word) for place, word in enumerate(words, 1)}, fields)


def test_our_own_titles_are_known_with_gaps_and_in_any_order():
    assert heads("备 注", "责任人", " 整改进展", "问题标识") == {
        "remark": [1],
        "owner": [2],
        "progress": [3],
        "key": [4],
    }


@pytest.mark.parametrize(
    ("words", "known"),
    [(("责任人", "备注"), False), (("责任人", "备注", "备注"), False), (("责任人", "备注", "整改时限"), True)],
)
def test_a_row_with_fewer_than_three_different_heads_is_no_head(words, known):
    """A row of a note may hold one or two of the words."""
    assert bool(heads(*words)) is known


def test_what_lists_call_a_field_counts_where_no_column_has_our_title():
    assert heads("完成时间", "责任人", "备注")["completed_on"] == [1]
    assert heads("完成时间", "完成日期", "责任人", "备注")["completed_on"] == [2]
    assert heads("完成日期", "完成日期", "责任人", "备注")["completed_on"] == [1, 2]


def test_a_title_of_a_field_that_was_not_sent_stands_for_no_other():
    """A column 备注 is never read into another field because the remark did not go out."""
    assert "remark" not in heads("备注", "责任人", "整改进展", "单位", fields=FIELDS - {"remark"})
    assert all(
        4 not in places for places in heads("责任人", "整改进展", "单位", "备注", fields=FIELDS - {"remark"}).values()
    )


def test_numbers_and_unknown_words_are_no_heads():
    found = heads_of({1: Cell(7), 2: Cell("附注甲"), 3: Cell("责任人"), 4: Cell("备注"), 5: Cell("单位")}, FIELDS)
    assert found == {"owner": [3], "remark": [4], "unit": [5]}


def test_every_title_is_the_head_of_its_own_field_alone():
    assert heads(*TITLES.values()) == {name: [place] for place, name in enumerate(TITLES, 1) if name in FIELDS}
