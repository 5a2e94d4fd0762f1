"""复盘核对: the shorter text says nothing that the fuller one does not; every kind of difference is found, and only where it is."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.rules.rechecking import FIGURES, WORDS, Kind, Side, compare, figures, odd_spans

HEADS = (("党的领导弱化", "全面从严治党不力"), ("职能责任", "上轮整改"))
TEXT = "2024年抽查8所学校，5人未签字，涉及食材款26.4万元"


def laid(
    paper=TEXT, listed=TEXT, item=TEXT, written=True, path="", own="", amount=None, of_paper=None, units=(1, 1, 1)
):
    """The differences of one finding that has one paper and one item (None: it has not)."""
    papers = [] if paper is None else [Side(1, "底稿1", units[0], paper, of_paper)]
    findings = [] if listed is None else [Side(1, "0001", units[1], listed, amount, path=own)]
    items = [] if item is None else [Side(1, "第 1 条", units[2], item, path=path)]
    linked = {1: (1,)} if listed is not None else {}
    matches = compare(
        papers, findings, items, linked if papers else {}, linked if items else {}, {1} if written else (), HEADS
    )
    return [one for match in matches for one in match.differences]


def kinds(**given_):
    return [one.kind for one in laid(**given_)]


CASES = {
    Kind.NO_PAPER: {"paper": None},
    Kind.NOT_LISTED: {"listed": None, "item": None},
    Kind.NOT_IN_LIST: {"listed": None, "paper": None},
    Kind.NOT_WRITTEN: {"item": None, "written": False},
    Kind.MONEY: {"item": TEXT.replace("26.4", "24.6")},
    Kind.PEOPLE: {"item": TEXT.replace("5人", "6人")},
    Kind.YEARS: {"item": TEXT.replace("2024", "2023")},
    Kind.NUMBERS: {"item": TEXT.replace("8所", "9所")},
    Kind.CATEGORY: {"path": "一、党的领导弱化—职能责任", "own": "全面从严治党不力—上轮整改"},
    Kind.UNIT: {"units": (1, 1, 2)},
}


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_of_difference_is_found_alone_and_has_its_word(kind):
    assert kinds(**CASES[kind]) == [kind] and WORDS[kind]


def test_three_texts_that_agree_differ_in_nothing_and_a_shorter_one_may_leave_out():
    assert kinds() == [] and kinds(item="涉及食材款26.4万元") == []
    assert kinds(listed="涉及食材款26.4万元", item="验收不实") == []


def test_what_the_list_says_beyond_its_paper_is_told_with_both_figures():
    [one] = laid(listed=TEXT.replace("26.4", "24.6"), item="涉及食材款24.6万元")
    assert (one.kind, one.paper_says, one.list_says, one.item_says) == (Kind.MONEY, "26.4 万元", "24.6 万元", "")


def test_the_difference_of_the_feedback_says_what_paper_and_list_have():
    [one] = laid(**CASES[Kind.MONEY])
    assert one.said == "26.4 万元｜26.4 万元｜24.6 万元"


def test_the_same_money_in_other_words_is_the_same():
    assert kinds(item="涉及食材款264000元") == [] and kinds(paper="食材款264,000元，2024年，8所，5人") == []


def test_amounts_beside_the_texts_are_compared_where_both_are_given():
    assert kinds(amount=264_000, of_paper=264_000) == [] and kinds(amount=264_000) == []
    [one] = laid(amount=246_000, of_paper=264_000)
    assert (one.paper_says, one.list_says) == ("26.4 万元", "24.6 万元")


def test_the_deepest_category_that_the_path_names_decides():
    own = "全面从严治党不力—上轮整改"
    assert kinds(path="二、上轮整改", own=own) == [] and kinds(path="党的领导弱化—上轮整改", own=own) == []
    assert kinds(path="党的领导弱化", own=own) == [Kind.CATEGORY] and kinds(path="二、（三）2", own=own) == []


def test_an_item_of_two_findings_is_judged_by_both_and_once():
    findings = [Side(1, "0001", 1, "欠缴3个月"), Side(2, "0002", 1, "欠缴4万元")]
    matches = compare(
        [], findings, [Side(9, "第 1 条", 1, "欠缴3个月、4万元，另有5个月")], {}, {1: (9,), 2: (9,)}, (), ()
    )
    told = [(match.finding.id, one.kind, one.item_says) for match in matches for one in match.differences]
    assert [one for one in told if one[1] is Kind.NUMBERS] == [(1, Kind.NUMBERS, "5")]


def test_a_unit_without_known_items_goes_by_what_the_list_says():
    assert kinds(item=None) == [] and kinds(item=None, written=False) == [Kind.NOT_WRITTEN]


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("7,600元", Kind.MONEY, 7600), ("1.5亿元", Kind.MONEY, 150_000_000), ("２６.４万元", Kind.MONEY, 264_000), ("61人次", Kind.PEOPLE, 61),
        ("8名干部", Kind.PEOPLE, 8), ("2024年", Kind.YEARS, 2024), ("3年", Kind.NUMBERS, 3), ("38%", Kind.NUMBERS, 38), ("2024所", Kind.NUMBERS, 2024),
    ],
)  # fmt: skip
def test_figures_are_read_by_their_unit(text, kind, value):
    [one] = figures(text)
    assert (one.kind, one.value) == (kind, Decimal(value)) and text[one.start : one.end] == text.rstrip("干部所%")


WORDS_ = st.lists(
    st.sampled_from(["抽查", "8所", "5人", "2023年", "26.4万元", "，", "欠缴3个月", "7,600元"]), max_size=8
)


@given(WORDS_, WORDS_, WORDS_)
def test_nothing_differs_in_figures_exactly_where_the_shorter_says_only_what_the_fuller_says(paper, listed, item):
    """A difference of a kind is told just where a figure of that kind stands in the shorter text and not in the fuller one."""
    texts = ["开始。" + "".join(words) for words in (paper, listed, item)]
    sets = [{(one.kind, one.value) for one in figures(text)} for text in texts]
    beyond = {kind for kind, _value in (sets[1] - sets[0]) | (sets[2] - sets[1])}
    found = [one.kind for one in laid(*texts)]
    assert set(found) == beyond and all(kind in FIGURES for kind in found)


@given(WORDS_)
def test_a_text_against_itself_has_no_odd_figures_and_spans_are_whole_figures(words):
    text = "".join(words)
    assert odd_spans(text, [text]) == ()
    spans = odd_spans(text, ["9999所 9999人 1999年 9999元"])
    assert spans == tuple((one.start, one.end) for one in figures(text))
    assert odd_spans(text, [""]) == () and odd_spans(text, ["9999所 9999人 1999年 9999元"], ()) == ()
