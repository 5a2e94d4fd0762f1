"""禁则 line breaking (P1): nothing lost, nothing too wide, no line begins with closing marks, numbers stay whole."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from desktop.paper.line_breaking import CLOSING, OPENING, break_lines, may_part

ALPHABET = "党委未研究整改。，；：、）》”！？％（《“ 0123456789.-/abcXYZ万元年月日—…𠮷㛃䶮\u0301"


def advance(char: str) -> float:
    """Half an em for ASCII, none for a combining mark, one for the rest: widths count characters."""
    if char == "\u0301":
        return 0.0
    return 0.5 if char.isascii() else 1.0


def texts(text: str, width: float) -> list[str]:
    return [line.text for line in break_lines(text, width, advance)]


@given(st.text(ALPHABET + "\n", max_size=120), st.floats(1, 40))
@example("一二三四五六七八九。", 9)
def test_no_character_is_lost_or_added(text, width):
    assert "".join(texts(text, width)) == text.replace("\n", "")


@given(st.text(ALPHABET, max_size=120), st.floats(1, 40))
def test_no_line_is_wider_than_the_cell(text, width):
    for line in break_lines(text, width, advance):
        shown = line.text.rstrip(" ")
        assert line.width == pytest.approx(sum(map(advance, shown)))
        assert line.width <= width + 1e-6 or len(shown.replace("\u0301", "")) <= 1


@given(st.text(ALPHABET.replace("\u0301", ""), max_size=120), st.integers(2, 40))
def test_a_break_against_punctuation_happens_only_where_the_line_has_no_other(text, width):
    lines = texts(text, width)

    for upper, lower in zip(lines, lines[1:], strict=False):
        if not may_part(upper[-1], lower[0]):
            whole = upper + lower
            assert not any(may_part(whole[i - 1], whole[i]) for i in range(1, len(upper) + 1))


@given(
    st.lists(
        st.sampled_from(["整改", "问题，", "《办法》", "（三）", "“第一议题”", "51.6", "2025-06-30", "。"]), max_size=30
    )
)
def test_ordinary_prose_never_begins_with_closing_or_ends_with_opening_marks(words):
    text = "党组" + "".join(words).replace("。。", "。整改")
    lines = [line for line in texts(text, 12) if line]

    assert all(line[0] not in CLOSING for line in lines)
    assert all(line[-1] not in OPENING for line in lines)


@pytest.mark.parametrize(
    "word", ["51.6", "2025-06-30", "14.28万元", "15-06-0090", "3,500", "WPS", "88.6%", "10:32", "１２３４", "20亿元"]
)
@pytest.mark.parametrize("lead", range(1, 12))
def test_numbers_dates_codes_and_amounts_stay_whole(word, lead):
    lines = texts("字" * lead + word + "等情况", 8)

    assert any(word in line for line in lines)


def test_a_word_longer_than_the_cell_is_torn_but_begins_its_own_line():
    lines = texts("见" + "A" * 30, 10)

    assert lines == ["见", "A" * 20, "A" * 10]


def test_rare_characters_beyond_the_basic_plane_are_never_split():
    lines = texts("𠮷" * 7, 3)

    assert lines == ["𠮷𠮷𠮷", "𠮷𠮷𠮷", "𠮷"]


def test_a_combining_mark_stays_with_its_letter_and_dashes_stay_in_pairs():
    assert texts("党党e\u0301", 2) == ["党党", "e\u0301"]
    assert texts("党委——整改", 3) == ["党委", "——整", "改"]


def test_newlines_begin_lines_and_empty_lines_stay():
    assert texts("一\n\n二", 5) == ["一", "", "二"]


def test_spaces_hang_at_the_end_of_a_line():
    assert texts("abcd efgh", 2) == ["abcd ", "efgh"]
