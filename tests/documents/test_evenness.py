"""GB/T 9704, 5.2.3: one line of a paragraph, two of a long one, a little closer or wider; the words stay what they are."""

import random
import re

import pytest

from desktop.documents.evenness import _RUN, BODY, _applied, evened
from desktop.documents.lines import set_lines

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
