"""P-5: of the list of a paper a hand changes words, never a row, a number or a date of the ledger; each is told as a sentence."""

from datetime import date

import pytest

from desktop.documents.readback import Reading
from desktop.documents.row_facts import changed_rows

KNOWN = ("14-06-0001", "14-06-0002", "14-06-0003")
TEXTS = ("老旧小区改造结余资金96.5万元未清理，涉及12户",)
DAY = date(2026, 9, 10)
DRAFT = (
    "现将问题督办如下，其中14-06-0003另行办理。", "14-06-0001", "老旧小区改造结余资金96.5万元未清理，涉及12户", "2026年9月10日",
    "14-06-0002", "施工许可检查记录不全", "2026年9月10日", "县委巡察办", "2026年9月10日",
)  # fmt: skip


def told(*edited, draft=DRAFT, organ="县委巡察办"):
    def reading(paragraphs):
        return Reading("甲", "", "", tuple(paragraphs), {}, ())

    return list(changed_rows(KNOWN, TEXTS, {DAY}, reading(draft), reading(edited), organ))


def edited(place, text):
    return [*DRAFT[:place], text, *DRAFT[place + 1 :]]


def test_the_draft_itself_changes_nothing():
    assert told(*DRAFT) == []


@pytest.mark.parametrize("text", ["施工许可的检查记录还不全", "施工许可检查，记录不全（已核实）"])
def test_other_words_in_a_row_are_the_hands_own(text):
    assert told(*edited(5, text)) == []


def test_a_row_that_was_added_or_taken_out_is_told_with_its_number():
    assert told(*DRAFT[:4], "14-06-0003", "新的", *DRAFT[4:])[0] == "附表里多了“14-06-0003”一行，正文没有数它"
    assert told(*DRAFT[:4], *DRAFT[7:]) == ["附表里少了“14-06-0002”一行，正文还数着它"]
    assert "附表里多了“14-06-0001”一行，正文没有数它" in told(*DRAFT, "14-06-0001")
    assert told(*DRAFT, "99-99-9999") == []


@pytest.mark.parametrize(
    ("text", "now"),
    [
        ("现将问题督办如下，其中14-06-0002另行办理。", "14-06-0002"),
        ("现将问题督办如下，其中14-06-0009另行办理。", "14-06-0009"),
    ],
)
def test_a_number_inside_a_sentence_that_became_another_is_told(text, now):
    assert told(*edited(0, text)) == [f"编号“14-06-0003”现为“{now}”"]


def test_a_number_that_was_taken_out_of_a_sentence_or_only_dressed_otherwise_is_not_told():
    assert told(*edited(0, "现将问题督办如下。")) == []
    assert told(*edited(0, "现将问题督办如下，其中１４-０６-０００３另行办理。")) == []


@pytest.mark.parametrize(
    ("text", "now"),
    [
        ("老旧小区改造结余资金95.6万元未清理，涉及12户", ("96.5", "95.6")),
        ("老旧小区改造结余资金96.5万元未清理，涉及13户", ("12", "13")),
    ],
)
def test_a_figure_in_the_words_of_a_finding_that_became_another_is_told(text, now):
    """Another figure is another finding."""
    assert told(*edited(2, text)) == [f"问题原文里的“{now[0]}”现为“{now[1]}”"]


def test_words_of_a_finding_may_be_shortened_and_figures_of_other_words_changed():
    assert told(*edited(2, "老旧小区改造结余资金未清理")) == []
    draft = (*DRAFT, "共2人参加。")
    assert told(*DRAFT, "共3人参加。", draft=draft) == []


@pytest.mark.parametrize(
    ("place", "text", "wrong"),
    [
        (3, "2026年9月11日", True),
        (3, "二〇二六年九月十一日", True),
        (3, "2026年10月10日", True),
        (3, "9月10日", False),
        (3, "尽快", False),
        (8, "2026年9月11日", False),
    ],
)
def test_a_date_of_a_row_is_not_moved_and_the_date_under_the_signature_is_the_papers_own(place, text, wrong):
    found = told(*edited(place, text))
    assert found == ([f"附表里的“2026年9月10日”现为“{text}”"] if wrong else [])


def test_without_an_organ_no_date_is_the_papers_own_and_the_first_line_may_be_a_date():
    assert told(*edited(8, "2026年9月11日"), organ="") == ["附表里的“2026年9月10日”现为“2026年9月11日”"]
    assert told("2026年9月11日", "甲", draft=("2026年9月10日", "甲"), organ="甲") == [
        "附表里的“2026年9月10日”现为“2026年9月11日”"
    ]


def test_a_date_inside_a_sentence_or_of_no_row_is_not_looked_at():
    assert told("于2026年9月11日办理", "甲", draft=("于2026年9月10日办理", "甲")) == []
    assert told("2026年8月2日", "甲", draft=("2026年8月1日", "甲")) == []
