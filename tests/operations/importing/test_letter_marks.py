"""What a clerk does to the findings of a letter: whatever it is, every paragraph stays accounted for once (D15, page 22)."""

from __future__ import annotations

import random

import pytest

from desktop.errors import KnownError
from desktop.exchange.feedback_letter.letter import UNRECOGNISED
from desktop.exchange.feedback_letter.reading import letter_of
from desktop.exchange.word_reading.word_source import read_word_bytes
from desktop.operations.importing.letter_marks import NOT_A_FINDING, SKIPPED, marks_of
from tests.exchange.composed_letters import composed
from tests.exchange.word_files import paragraph, word_file

BODY = (
    "关于巡察县水利局党组的反馈意见",
    "县水利局党组：",
    "一、主要问题",
    "（一）学习不深入。一是次数少；二是记录缺。",
    "（二）作风不实。",
    "（三）报销把关不严。",
    "二、整改意见",
    "请认真整改。",
)


def marks(*lines):
    text = read_word_bytes(word_file([paragraph(line) for line in lines or BODY]), "反馈意见.docx")
    return marks_of(letter_of(text)), sorted(number for one in text.paragraphs for number in one.numbers)


def accounted(found):
    return sorted([*found.sources(), *found.context])


def test_a_clause_with_points_is_split_and_put_together_again():
    found, everything = marks()
    parts = found.split_points(1)

    assert [one.text for one in parts.drafts[:2]] == ["次数少；", "记录缺。"]
    assert parts.drafts[0].paras == parts.drafts[1].paras == (3,)
    assert accounted(parts) == everything
    whole = parts.keep_whole(parts.drafts[1].key)
    assert [(one.text, one.taken) for one in whole.drafts] == [
        (one.text, place == 0) for place, one in enumerate(found.drafts)
    ]


def test_a_finding_is_split_where_the_marker_stands():
    found, everything = marks()
    text = found.drafts[1].text
    parts = found.split_at(2, text, 2)

    assert [one.text for one in parts.drafts[1:3]] == ["作风", "不实。"]
    assert accounted(parts) == everything
    with pytest.raises(KnownError, match="光标"):
        found.split_at(2, text, 0)


def test_a_finding_joined_to_the_one_above_brings_its_paragraphs():
    found, everything = marks()
    joined = found.join_up(3)

    assert joined.drafts[1].text == "作风不实。\n报销把关不严。" and joined.drafts[1].paras == (4, 5)
    assert accounted(joined) == everything
    with pytest.raises(KnownError, match="第一条"):
        joined.join_up(1)


def test_what_is_no_finding_is_a_word_of_the_letter():
    found, everything = marks()
    dropped = found.drop(2)

    assert dropped.context[4] == NOT_A_FINDING and accounted(dropped) == everything
    assert dropped.counts()["说明"] == found.counts()["说明"] + 1


def test_a_paragraph_of_which_one_part_is_dropped_stays_the_source_of_the_other():
    found, everything = marks()
    parts = found.split_points(1)
    left = parts.drop(parts.drafts[0].key)

    assert 3 in left.sources() and 3 not in left.context and accounted(left) == everything


def test_an_unknown_paragraph_is_a_finding_a_word_or_skipped():
    found, everything = marks()
    unknown = found.explain(7, UNRECOGNISED)
    assert unknown.unrecognised() == [7]

    taken = unknown.take_in(7, "请认真整改。")
    assert taken.drafts[-1].taken and taken.drafts[-1].paras == (7,) and accounted(taken) == everything
    for reason in (NOT_A_FINDING, SKIPPED):
        assert unknown.explain(7, reason).unrecognised() == []


def test_an_empty_text_is_refused():
    found, _everything = marks()
    with pytest.raises(KnownError, match="不能空着"):
        found.edit(1, text="  ")


@pytest.mark.parametrize("seed", range(20))
def test_whatever_is_done_every_paragraph_is_accounted_for_once(seed):
    """D15: 来源 + 标题 + 说明 + 没有认出 = all paragraphs, after 40 random deeds."""
    chance = random.Random(seed)
    text = read_word_bytes(word_file(composed(seed).typed), "反馈意见.docx")
    found = marks_of(letter_of(text))
    everything = sorted(number for one in text.paragraphs for number in one.numbers)
    for _deed in range(40):
        key = chance.choice(found.drafts).key if found.drafts else 0
        para = chance.choice(sorted(found.context)) if found.context else 0
        deeds = (
            lambda now, k=key: now.split_points(k),
            lambda now, k=key: now.join_up(k),
            lambda now, k=key: now.drop(k),
            lambda now, k=key: now.keep_whole(k),
            lambda now, k=key: now.split_at(k, now.draft(k).text, len(now.draft(k).text) // 2),
            lambda now, p=para: now.take_in(p, "补上的问题。"),
            lambda now, p=para: now.explain(p, SKIPPED),
        )
        try:
            found = chance.choice(deeds)(found)
        except KnownError:
            continue
        assert accounted(found) == everything
        assert sum(found.counts().values()) == len(everything)
        assert len({one.key for one in found.drafts}) == len(found.drafts)


def test_another_word_category_or_unit_leaves_the_others_as_they_are_and_an_empty_text_is_refused():
    found, everything = marks()
    first = found.drafts[0]
    for changed in ({"text": "改"}, {"category": "作风"}, {"unit": "县林业局党组"}):
        [name] = changed
        one = found.edit(1, **changed).drafts[0]
        assert getattr(one, name) == changed[name] and one.edited
        assert [getattr(one, other) for other in ("text", "category", "unit") if other != name] == [
            getattr(first, other) for other in ("text", "category", "unit") if other != name
        ]
    assert found.edit(1, category="").drafts[0].category == "" and accounted(found) == everything
    with pytest.raises(KnownError, match="不能空着"):
        found.edit(1, text=" ")


def test_each_step_of_the_clerk_is_counted_so_that_leaving_asks():
    found, _everything = marks()
    steps = (
        lambda one: one.take([1]),
        lambda one: one.take([1], on=False),
        lambda one: one.edit(1, text="改"),
        lambda one: one.split_points(1),
        lambda one: one.drop(2),
    )
    assert [step(found).touched - found.touched for step in steps] == [1] * len(steps)


def test_what_was_joined_is_edited_has_both_words_and_paragraphs_and_is_no_part_of_what_was_split():
    found, everything = marks()
    joined = found.join_up(2)
    first = joined.drafts[0]
    assert (
        first.edited
        and first.parts_of is None
        and first.paras == (3, 4)
        and len(joined.drafts) == len(found.drafts) - 1
    )
    assert first.text == "\n".join(one.text for one in found.drafts[:2]) and accounted(joined) == everything
    with pytest.raises(KnownError, match="第一条"):
        found.join_up(1)
    other = found.edit(2, unit="县林业局党组")
    with pytest.raises(KnownError, match="不是一个单位"):
        other.join_up(2)


def test_findings_are_taken_by_their_keys_and_what_waits_is_the_rest():
    found, _everything = marks()
    assert [one.key for one in found.take([1, 3]).waiting()] == [2]
    assert [one.key for one in found.take([1, 2, 3]).take([2], on=False).waiting()] == [2]
