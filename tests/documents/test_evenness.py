"""GB/T 9704, 5.2.3: one line of a paragraph, two of a long one, a little closer or wider; the words stay what they are."""

import random
import re
from dataclasses import replace

import pytest

from desktop.documents.evenness import (
    _RUN,
    BODY,
    _applied,
    _as_joined,
    _breaks_well,
    _changes,
    _in_both,
    _off,
    _tracking,
    _uneven,
    evened,
)
from desktop.documents.lines import Column, Line, is_joined, set_lines

WIDE = Column(10_000.0, 0.0, BODY.size, BODY.tracking, 0.0)
PIECES = ["反馈", "问题", "整改", "落实", "，", "。", "、", "2024年", "12.5万元", "（3个）", "“三资”", "88.6%"]
LOOK = '<w:rPr><w:b/><w:spacing w:val="3"/><w:sz w:val="32"/></w:rPr>'
SPACING = re.compile(r'<w:spacing w:val="(-?\d+)"/>')
FIVE_LINES = (
    "反馈。问题2024年“三资”整改2024年88.6%，、反馈问题整改。2024年“三资”，。（3个）、2024年落实（3个）落实落实整改整改2024年88.6%反馈、，，落实。2024年88.6%、，"
    "落实2024年落实（3个）88.6%、、，。、问题反馈，问题。落实问题2024年88.6%“三资”问题、整改。、88.6%（3个）2024年88.6%"
)


def run(text, look=""):
    return f"<w:r>{look}<w:t>{text}</w:t></w:r>"


def words(xml):
    return "".join(re.findall(r"<w:t[^>]*>([^<]*)</w:t>", xml))


def changed(xml):
    return re.findall(r'<w:spacing w:val="(-?\d+)"/></w:rPr><w:t[^>]*>([^<]*)</w:t>', xml)


@pytest.mark.parametrize("seed", range(12))
def test_words_stay_and_few_lines_change_by_no_more_than_a_point_in_either_direction(seed):
    choose = random.Random(seed)
    text = "".join(choose.choice(PIECES) for _ in range(choose.randrange(20, 75)))
    found = evened(run(text))
    lines = set_lines(text, BODY)
    assert words(found) == text
    assert len({spacing for spacing, _part in changed(found)}) <= (2 if len(lines) >= 5 else 1)
    for spacing, part in changed(found):
        assert 0 < abs(int(spacing) + 7) <= 20 and part in text


def test_a_paragraph_of_five_lines_may_have_two_of_them_changed():
    assert len(set_lines(FIVE_LINES, BODY)) == 5 and len(changed(evened(run(FIVE_LINES)))) == 2


def test_runs_keep_their_looks_and_only_the_spacing_of_the_line_is_another():
    place = 40
    found = evened(run(FIVE_LINES[:place], LOOK) + run(FIVE_LINES[place:]))
    assert words(found) == FIVE_LINES
    plain = re.sub(SPACING, "", found)
    assert plain.count("<w:b/><w:sz") >= 1 and set(SPACING.findall(found)) >= {
        spacing for spacing, _part in changed(evened(run(FIVE_LINES)))
    }


@pytest.mark.parametrize(
    "inner",
    [
        "",
        run(""),
        run("短。"),
        run("整改" * 14),
        run("整改" * 20),
        run(FIVE_LINES) + "<w:br/>",
        run(f"{FIVE_LINES}&amp;"),
    ],
)
def test_what_falls_well_or_has_breaks_of_its_own_is_let_be(inner):
    assert evened(inner) == inner


def test_runs_that_the_changed_line_only_touches_stay_as_they_are():
    """A mark of the draft that ends where the line begins must be found again in the file."""
    before, inside, after = run("甲乙"), run("丙丁"), run("戊己")
    inner = before + inside + after
    found = _applied(inner, list(_RUN.finditer(inner)), 2, 4, -9)
    assert found.startswith(before) and found.endswith(after) and changed(found) == [("-9", "丙丁")]


def test_a_line_within_a_run_parts_it_in_three():
    found = _applied(run("甲乙丙丁戊己"), list(_RUN.finditer(run("甲乙丙丁戊己"))), 2, 4, -9)
    assert words(found) == "甲乙丙丁戊己" and changed(found) == [("-9", "丙丁")] and found.count("<w:r>") == 3


def random_text(seed, least=45, most=110):
    choose = random.Random(seed)
    return "".join(choose.choice(PIECES) for _ in range(choose.randrange(least, most)))


@pytest.mark.parametrize("seed", range(24))
def test_a_long_paragraph_has_at_most_two_lines_changed_one_after_the_other_and_is_not_left_less_even(seed):
    text = random_text(seed)
    lines = set_lines(text, BODY)
    for most in (1, 2):
        left, changes = _changes(text, lines, most)
        assert (
            len(changes) <= most and left <= _in_both(text, lines) and bool(changes) == (left < _in_both(text, lines))
        )
        starts = [start for start, _end, _tracking in changes]
        assert starts == sorted(set(starts)) and all(change[2] != -7 for change in changes)
        ends = [end for _start, end, _tracking in changes]
        assert all(a < b for a, b in zip(ends, ends[1:], strict=False))
        assert all(abs(tracking + 7) <= 12 for _start, _end, tracking in changes)
    assert _changes(text, lines, 2)[0] <= _changes(text, lines, 1)[0]


def off(part, length=BODY.room):
    return _off(part, Line(0, len(part), length))


@pytest.mark.parametrize("part, length, far", [
    ("字" * 28, BODY.room, 0.0), ("字" * 27, BODY.room - 10.0, 0.0), ("字" * 27, BODY.room - 10.1, 3.0),
    ("字" * 27 + "1", BODY.room, 0.0), ("字" * 26 + "123", BODY.room, 0.0), ("字" * 28 + "1", BODY.room, 0.0),
    ("字" * 28 + "12", BODY.room, 1.0), ("字" * 26 + "12", BODY.room, 1.0), ("字" * 26 + "1", BODY.room, 1.0), ("字" * 25 + "12", BODY.room, 2.0),
    ("1" + "字" * 10 + "2", BODY.room, 2.0),
])  # fmt: skip
def test_a_line_is_as_uneven_as_it_is_from_twenty_eight_characters_a_figure_half_of_one(part, length, far):
    assert off(part, length) == far


def test_only_the_lines_between_the_first_and_the_last_count_and_a_last_one_that_just_fits():
    short = Line(0, 2, 100.0)
    full = Line(2, 30, BODY.room)
    text = "甲1" + "字" * 28 + "乙2"
    last = Line(30, 32, 100.0)
    assert _uneven(text, (short, full, last)) == 0.0 and _uneven(text, (short, last)) == 0.0
    odd = Line(2, 30, BODY.room - 20)
    assert _uneven(text, (short, odd, last)) == 3.0 and _uneven(text, (odd, full, last)) == 0.0
    edge = BODY.room - 2.0 - 0.35 * 2
    for length, more in ((edge - 0.1, 0.0), (edge + 0.1, 1.5)):
        assert _uneven(text, (short, full, Line(30, 32, length))) == more
        assert _uneven(text, (Line(30, 32, length),)) == 0.0, "a paragraph of one line is even"
    assert _uneven(text, (short, odd, Line(30, 32, BODY.room))) == 4.5


def test_a_line_ends_only_where_it_may():
    text = "甲，乙12丙（丁"
    assert [at for at in range(1, len(text)) if _breaks_well(text, at)] == [2, 3, 5, 6]


def test_the_tracking_that_a_line_needs_is_none_beyond_the_text_or_the_limit():
    text = "字" * 60
    first = set_lines(text, BODY)[0]
    assert _tracking(text, first, first.start, 99) is None and _tracking(text, first, len(text), 99) is None
    closer, wider = _tracking(text, first, first.end + 1, 99), _tracking(text, first, first.end - 1, 99)
    assert closer < 0 < wider
    for end, needed in ((first.end + 1, -closer), (first.end - 1, wider)):
        assert _tracking(text, first, end, needed) is not None and _tracking(text, first, end, needed - 1) is None


@pytest.mark.parametrize("seed", range(12))
def test_with_the_tracking_found_the_line_ends_where_it_is_to(seed):
    """Closer: what is taken in fits the room; wider: the next character does not."""
    text = random_text(seed, 30, 60)
    for line in set_lines(text, BODY)[:-1]:
        for taken in (1, 2, -1, -2):
            end = line.end + taken
            found = _tracking(text, line, end, 400)
            if found is None:
                continue
            indent = BODY.indent if not line.start else 0.0
            held = text[line.start : end + (taken < 0)]
            pieces = len(re.findall("[!-~]+|[^!-~]+", text[line.start : end]))
            long = set_lines(text[line.start : end + (taken < 0)], WIDE)[-1].length + indent
            spaced = long + (len(held) - pieces - (taken < 0)) * found / 20
            assert spaced <= BODY.room if taken > 0 else spaced > BODY.room - 16, (taken, found)


JOINED = replace(BODY, joined=True)


@pytest.mark.parametrize("seed", range(24))
def test_both_ways_of_setting_are_judged_and_no_change_moves_a_break_where_one_of_them_has_none(seed):
    text = random_text(seed)
    lines = set_lines(text, BODY)
    joined = _as_joined(text, lines)
    assert [(line.start, line.end) for line in joined] == [(line.start, line.end) for line in set_lines(text, JOINED)]
    one, other = _uneven(text, lines), _uneven(text, joined)
    assert _in_both(text, lines) == one + other / 2
    assert not any(
        is_joined(text, max(end, start))
        for start, end, _tracking in _changes(text, lines, 2)[1]
        if end < len(text) and _breaks_well(text, end)
    )


def test_a_paragraph_that_only_libreoffice_would_set_unevenly_is_changed_too():
    """The rate would go to the third line whole and leave 25 characters in the second, where others end it behind the %."""
    text = "字" * 26 + "字" * 24 + "66.7%（62/93），" + "字" * 30
    lines = set_lines(text, BODY)
    assert _uneven(text, lines) < _uneven(text, _as_joined(text, lines))
    assert changed(evened(run(text)))


def test_a_line_ends_nowhere_between_a_figure_and_the_mark_that_holds_it():
    text = "甲，9乙%（6）"
    assert [at for at in range(1, len(text)) if _breaks_well(text, at)] == [3, 5]
