"""Words of the unit and of what is asked of it: what the ledger knows is computed, what a clerk asks is typed."""

from desktop.documents.lexicon.units import WORDS

TYPED = {"事由", "领域", "审议日期", "问题表现", "原因", "建议", "专项整治"}


def test_what_a_clerk_asks_is_typed_and_nothing_else():
    assert {word.name for word in WORDS if word.typed} == TYPED


def test_a_flag_is_left_out_where_it_is_not_said():
    assert {word.missing for word in WORDS if word.kind == "是否"} == {"略"}
    assert {word.name: word.when for word in WORDS if word.when} == {"上级党组织": "是村", "申请期限": "不能完成"}
