"""W-3: a field says once what it holds: how it is typed, checked, shown and what is stored where nothing is given."""

import pytest

from desktop.errors import KnownError
from desktop.ledgers.column import Align, Kind
from desktop.ledgers.field import EMPTY_IS_NONE, LINKS, NUMBERS, SEVERAL, Field, Holds, people_of

CHOICES = {"": "", "high": "高", "low": "低"}


def field(holds, **named):
    return Field("x", "某栏", holds, choices=CHOICES if holds is Holds.CHOICE else {}, **named)


def nothing_known(_holds, _words):
    return None


EMPTY = {
    **dict.fromkeys(SEVERAL, ()),
    Holds.FLAG: 0,
    **dict.fromkeys((Holds.TEXT, Holds.LONG, Holds.CHOICE, Holds.PERSON, Holds.PEOPLE, Holds.FILE), ""),
}


@pytest.mark.parametrize("holds", list(Holds))
@pytest.mark.parametrize("typed", ["", " ", "—", "\n"])
def test_nothing_is_stored_as_the_empty_of_its_kind_or_refused_where_it_is_needed(holds, typed):
    one = field(holds)
    assert one.read(typed, nothing_known) == one.empty == EMPTY.get(holds)
    assert type(one.empty) is type(EMPTY.get(holds))
    assert one.text(one.empty) == ""
    with pytest.raises(KnownError, match="某栏") as refused:
        field(holds, needed=True).read(typed, nothing_known)
    assert refused.value.kind == "empty"


def test_kinds_are_sorted_once():
    one = {Holds.UNIT, Holds.ROUND, Holds.TEAM, Holds.RECORD, Holds.FINDING, Holds.LETTER}
    assert one | SEVERAL == LINKS and {Holds.INT, Holds.MONEY} == NUMBERS
    assert {Holds.FINDINGS, Holds.UNITS} == SEVERAL
    assert {holds for holds in Holds if field(holds).empty is None} == EMPTY_IS_NONE


@pytest.mark.parametrize(
    "typed, people",
    [
        ("张三、李四", "张三、李四"),
        ("张三，李四;王五", "张三、李四、王五"),
        ("张三 李四", "张三、李四"),
        ("张 三、欧阳明", "张三、欧阳明"),
        ("张三\n李四\n张三", "张三、李四"),
    ],
)
def test_people_are_told_apart_however_a_list_parts_them(typed, people):
    """M15"""
    assert field(Holds.PEOPLE).read(typed, nothing_known) == people
    assert "、".join(dict.fromkeys(people_of(typed))) == people


def test_a_number_stands_for_a_person_where_a_book_has_numbers_for_people():
    """M15"""
    pool = {"人才1号": "张三"}
    one = field(Holds.PEOPLE, of="inspector")
    assert one.read("人才1号、李四", lambda holds, word: pool.get(word)) == "张三、李四"
    assert field(Holds.PERSON).read("人才1号", lambda holds, word: pool.get(word)) == "人才1号"


def test_words_beside_the_choices_are_taken_where_they_are_data_of_the_office():
    """M20"""
    assert field(Holds.CHOICE, open=True).read("问题较多", nothing_known) == "问题较多"
    with pytest.raises(KnownError, match="可填"):
        field(Holds.CHOICE).read("问题较多", nothing_known)


@pytest.mark.parametrize("holds", [*sorted(LINKS - SEVERAL), Holds.DATE, Holds.MONTH, Holds.MONEY])
def test_a_word_means_what_the_ledger_says_and_an_unknown_one_is_told_with_its_remedy(holds):
    assert field(holds).read(" 甲  乙 ", lambda asked, words: (asked, words)) == (holds, "甲 乙")
    with pytest.raises(KnownError, match="某栏") as refused:
        field(holds).read("甲", nothing_known)
    assert refused.value.kind == "unknown_word"


@pytest.mark.parametrize(
    "typed, asked", [("A、B", ["A", "B"]), ("A,B；A", ["A", "B", "A"]), ("A B，C", ["A", "B", "C"]), ("A;", ["A"])]
)
def test_several_findings_are_each_asked_and_kept_once(typed, asked):
    seen = []
    found = field(Holds.FINDINGS).read(typed, lambda _holds, word: seen.append(word) or ord(word))
    assert seen == asked and found == tuple(dict.fromkeys(map(ord, asked)))
    with pytest.raises(KnownError):
        field(Holds.FINDINGS).read("A、B", lambda _holds, word: 1 if word == "A" else None)


@pytest.mark.parametrize(
    "typed, count",
    [
        ("36", 36),
        ("1,200", 1200),
        ("1，200", 1200),
        ("0", 0),
        ("999999999999", 999_999_999_999),
        ("1000000000000", None),
        ("3.5", None),
        ("-1", None),
        ("三", None),
        ("３", None),
        ("²", None),
    ],
)
def test_a_count_is_a_whole_number_of_twelve_digits_at_most(typed, count):
    if count is None:
        with pytest.raises(KnownError) as refused:
            field(Holds.INT).read(typed, nothing_known)
        assert refused.value.kind == "not_a_number"
    else:
        assert field(Holds.INT).read(typed, nothing_known) == count


@pytest.mark.parametrize(
    "typed, flag",
    [
        *((word, 1) for word in ("是", "√", "✓", "1", "true", "True", "yes", "有")),
        *((word, 0) for word in ("否", "×", "0", "false", "False", "no", "无")),
        ("也许", None),
    ],
)
def test_yes_and_no_have_their_words(typed, flag):
    if flag is None:
        with pytest.raises(KnownError):
            field(Holds.FLAG).read(typed, nothing_known)
    else:
        assert field(Holds.FLAG).read(typed, nothing_known) == flag


def test_a_choice_is_named_by_code_or_word_and_no_other():
    assert [field(Holds.CHOICE).read(typed, nothing_known) for typed in ("高", "high", " 低 ")] == [
        "high",
        "high",
        "low",
    ]
    with pytest.raises(KnownError, match="可填：高、低") as refused:
        field(Holds.CHOICE).read("中", nothing_known)
    assert refused.value.kind == "unknown_choice"
    assert (
        field(Holds.CHOICE).picks == ("高", "低")
        and field(Holds.FLAG).picks == ("是", "否")
        and field(Holds.TEXT).picks == ()
    )


def test_long_texts_keep_their_lines_and_short_ones_their_single_spaces():
    assert field(Holds.LONG).read(" 甲 \n  乙 ", nothing_known) == "甲 \n  乙"
    assert field(Holds.TEXT).read(" 甲 \n  乙 ", nothing_known) == "甲 乙"


@pytest.mark.parametrize("holds, value, text", [
    (Holds.CHOICE, "high", "高"), (Holds.CHOICE, "strange", "strange"), (Holds.FLAG, 1, "是"), (Holds.FLAG, 0, ""), (Holds.MONEY, 142_800, "14.28"), (Holds.MONEY, 10_000, "1"), (Holds.MONEY, 37, "0.0037"),
    (Holds.MONEY, 12_345_670_000, "1,234,567"), (Holds.MONEY, -5_000, "−0.5"), (Holds.MONEY, 0, "0"), (Holds.INT, 0, "0"), (Holds.INT, -3, "−3"), (Holds.TEXT, "甲", "甲"), (Holds.DATE, "2026-06-18", "2026-06-18"),
    (Holds.FINDINGS, ("A", "B"), "A、B"), (Holds.TEXT, None, ""), (Holds.INT, None, ""),
])  # fmt: skip
def test_a_value_is_shown_as_people_read_it(holds, value, text):
    assert field(holds).text(value) == text


def test_a_count_of_nothing_is_blank_where_its_field_says_so():
    assert (field(Holds.INT, zero_is_blank=True).text(0), field(Holds.INT, zero_is_blank=True).text(3)) == ("", "3")


@pytest.mark.parametrize("holds", list(Holds))
def test_as_a_column_it_is_aligned_filtered_and_edited_by_what_it_holds(holds):
    column = field(holds).as_column()
    assert column.align is (Align.RIGHT if holds in NUMBERS else Align.LEFT)
    assert column.kind is {Holds.DATE: Kind.DATE, Holds.INT: Kind.NUMBER, Holds.MONEY: Kind.NUMBER}.get(
        holds, Kind.TEXT
    )
    assert (
        column.wrap is (holds is Holds.LONG)
        and column.editable
        and column.reason == ""
        and column.declared == field(holds)
    )
    assert column.title == ("某栏（万元）" if holds is Holds.MONEY else "某栏") == field(holds).head
    assert column.scale == (10_000 if holds is Holds.MONEY else 1) and column.show(field(holds).empty) == "—"


def test_what_a_deed_sets_or_the_ledger_computes_is_not_typed_and_says_why():
    by_deed, computed = field(Holds.TEXT, set_by="延期"), field(Holds.TEXT, reason="算出来的")
    assert not by_deed.plain and not computed.plain and field(Holds.TEXT).plain
    assert (by_deed.as_column().editable, "延期" in by_deed.as_column().reason, computed.as_column().reason) == (
        False,
        True,
        "算出来的",
    )


def test_a_field_is_headed_by_its_title_first():
    assert Field("x", "某栏", heads=("别名", "又名")).words == ("某栏", "别名", "又名")


@pytest.mark.parametrize("holds", list(Holds))
def test_a_field_of_which_no_more_is_said_is_an_ordinary_one(holds):
    """It is stored and typed in, asks for no work and no further right, may leave, and is not needed."""
    one = Field("x", "某栏", holds)

    assert one.stored and one.plain and one.lacking(frozenset()) == ""
    marks = (
        "needed",
        "deadline",
        "internal",
        "hidden",
        "wrap",
        "zero_is_blank",
        "merge",
        "summed",
        "counts_rows",
        "own",
    )
    assert not any(getattr(one, mark) for mark in marks)
