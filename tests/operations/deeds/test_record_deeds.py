"""The deeds of declared books from flat arguments: what is a field, what is the reason, which record is meant."""

import pytest

from desktop.errors import KnownError
from desktop.ledgers import books

TALK = {
    "kind": "提醒谈话",
    "unit": "县民政局党组",
    "talker": "顾",
    "talked_to": "程",
    "reason": "逾期未整改",
    "held_on": "2026-06-01",
    "matter": "甲",
}


def held(ledger, name):
    return ledger.reader.value(f"select {name} from talk")


def test_a_record_is_added_with_its_words_read_and_answers_number_and_state(office, do):
    answer = do("talk.add", **TALK)
    assert (answer.number, answer.state) == ("约谈〔2026〕1号", books.as_declared("talk").first_state)
    assert (held(office, "kind"), held(office, "reason"), held(office, "unit_id"), held(office, "held_on")) == (
        "reminder",
        "overdue",
        1,
        "2026-06-01",
    )


@pytest.mark.parametrize("reason, field", [("整改率低", "low_rate"), ("low_rate", "low_rate"), ("登记有误", "overdue")])
def test_in_an_edit_a_reason_is_the_books_own_where_it_is_one_of_its_choices(office, do, reason, field):
    number = do("talk.add", **TALK).number
    do("talk.edit", number=number, matter="乙", reason=reason)
    assert (held(office, "reason"), held(office, "matter")) == (field, "乙")
    assert office.reader.value("select reason from action order by id desc limit 1") == (
        "" if field == "low_rate" else reason
    )


def test_a_step_takes_its_day_and_its_fields(office, do):
    number = do("talk.add", **TALK).number
    step = books.as_declared("talk").step("hold")
    answer = do("talk.hold", number=number, demands="限期", on="2026-06-02")
    assert answer.state == step.to and held(office, "demands") == "限期"


def test_into_the_bin_and_out_again_by_number(office, do):
    number = do("talk.add", **TALK).number
    do("talk.remove", number=number, reason="录错")
    assert office.reader.value("select count(*) from talk where removed_in is null") == 0
    assert do("talk.restore", number=number).number == number
    assert office.reader.value("select count(*) from talk where removed_in is null") == 1


@pytest.mark.parametrize("deed", ["edit", "hold", "remove", "restore"])
def test_a_number_that_no_record_bears_is_told(office, do, deed):
    with pytest.raises(KnownError) as refused:
        do(f"talk.{deed}", number="约谈〔2026〕9号", matter="x", demands="x", reason="x")
    assert refused.value.kind == "unknown_record"
