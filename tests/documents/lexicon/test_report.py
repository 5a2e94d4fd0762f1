"""papers/17: figures and assertions come from the snapshot, ticks and what no ledger keeps from the clerk; nought is printed as nought."""

from desktop.documents.lexicon.report import WORDS
from desktop.documents.vocabulary import ASSERTION

TYPED = {
    "领办数", "领导到会数", "实例", "线索件数", "线索人数", "线索办结", "立案数", "核减批准", "存在问题", "下步", "提请事项",
}  # fmt: skip
"""What no book holds."""
FIGURES = [word for word in WORDS[: [word.name for word in WORDS].index("全部销号")]]
BY_HAND = [word for word in WORDS[[word.name for word in WORDS].index("会议次数") :]]


def test_figures_of_the_snapshot_are_never_typed_but_the_clerks_own_words_among_them_are():
    assert {word.name for word in FIGURES if word.typed} == {"自报差原因", "类别评述"}
    assert {word.name for word in BY_HAND if word.typed} == TYPED


def test_an_assertion_is_computed_or_ticked_by_the_clerk_and_else_its_sentence_leaves():
    flags = [word for word in WORDS if word.kind == "是否" and word.level == ASSERTION]
    assert len(flags) == 19 and {word.missing for word in flags} == {"略"}
    assert {word.name for word in flags if word.typed} == {
        word.name for word in flags if word.source.startswith("经办人勾选")
    }
    assert sum(word.typed for word in flags) == 8


def test_what_the_clerk_types_carries_into_its_rows():
    typed = {f"{word.name}.{item.name}" for word in BY_HAND for item in word.items if item.typed}
    assert typed == {"下步.责任人", "下步.完成日期"}


def test_every_count_has_a_unit_and_the_share_of_a_round_is_nought_where_nobody_closed():
    assert [word.name for word in WORDS if word.kind in ("整数", "金额") and not word.unit] == []
    assert {word.name for word in WORDS if word.missing == "按零"} == {
        "自报",
        "销号",
        "未销",
        "逾期",
        "长期",
        "自报率",
        "自报差",
        "立行立改完成数",
        "上次未销",
    }


def test_names_are_given_once():
    assert len({word.name for word in WORDS}) == len({word.identifier for word in WORDS}) == len(WORDS)
