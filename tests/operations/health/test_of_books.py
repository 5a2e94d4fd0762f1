"""M24, domain checks 6 and 11–13: what the other books hold."""

import pytest

from desktop.operations.health.line import Stands
from desktop.operations.papers import registering
from desktop.operations.papers.registering import SentPaper
from tests.builders import EVERYONE
from tests.operations.health.sound_office import a_record, a_sound_office, line_of, plant

SURVEY = {
    "on": "2026-06-01", "audience": "干部职工", "handed_out": 50, "returned": 48, "valid": 47,
    "satisfied": 40, "basically": 5, "dissatisfied": 1, "unknown": 1,
}  # fmt: skip


@pytest.fixture
def office(ledger):
    return a_sound_office(ledger)


def test_an_amount_below_nothing_is_found(ledger, office):
    round_id, places, _ids = office
    money = {"on": "2026-06-01", "unit": places[0], "kind": "refunded", "amount": 9200, "round": round_id}
    first, second = (a_record(ledger, "outcome", **money) for _ in range(2))
    plant(ledger, "outcome", second, amount=-9200)

    line = line_of(ledger, "amounts")

    assert (line.stands, line.opens.place, line.rows) == (Stands.WRONG, "outcome", (second,)) and first


def test_a_person_counted_twice_in_a_round_is_found(ledger, office):
    round_id, places, _ids = office
    person = {
        "on": "2026-06-01", "unit": places[0], "kind": "sanction_party", "persons": 1, "person_times": 1,
        "person_key": "张三", "round": round_id,
    }  # fmt: skip
    a_record(ledger, "outcome", **person)
    assert line_of(ledger, "persons").result == "1 人、1 人次，1 条"
    again = a_record(ledger, "outcome", **person | {"on": "2026-06-02"})
    a_record(ledger, "outcome", **person | {"person_key": "李四"})

    line = line_of(ledger, "persons")

    assert (line.stands, line.rows) == (Stands.WRONG, (again,))


def test_a_reply_before_its_recommendation_is_found(ledger, office):
    round_id, places, _ids = office
    letter = {"unit": places[0], "issued_on": "2026-05-01", "items": 3, "round": round_id}
    sound, early = (a_record(ledger, "recommendation", **letter) for _ in range(2))
    plant(ledger, "recommendation", early, replied_on="2026-04-01")

    line = line_of(ledger, "recommendations")

    assert (line.stands, line.rows) == (Stands.WRONG, (early,)) and sound


def test_a_recommendation_that_went_out_and_is_in_no_register_is_asked_for(ledger, office):
    """More letters than lines of the register do not agree: the rate of what was adopted lacks one."""
    round_id, places, _ids = office
    entered = a_record(ledger, "recommendation", unit=places[0], issued_on="2026-05-01", items=3, round=round_id)
    for number in (1, 2):
        sent = ("巡察建议书", f"云巡建〔2026〕{number}号", "2026-05-01", "县城市管理局党组", places[0], round_id, [])
        registering.register(ledger, EVERYONE, SentPaper("recommendation_letter", *sent))
        (letter,) = ledger.reader.column("select id from letter order by id desc limit 1")
        line = line_of(ledger, "recommendations")
        told = "登记 1 份、发文 1 份相符" if number == 1 else "登记 1 份、发文 2 份，还有 1 份没有登记"
        assert (line.stands, line.result) == (Stands.AGREES if number == 1 else Stands.ASKS, told)
        assert line.rows == ((entered,) if number == 1 else (letter,)), "the one that lacks is what there is to look at"


def test_where_the_register_is_empty_each_letter_that_went_out_is_asked_for(ledger, office):
    """As the register of page 14 says it: 已签发未登记 1 份."""
    round_id, places, _ids = office
    sent = ("巡察建议书", "云巡建〔2026〕1号", "2026-05-01", "县城市管理局党组", places[0], round_id, [])
    registering.register(ledger, EVERYONE, SentPaper("recommendation_letter", *sent))
    line = line_of(ledger, "recommendations")
    assert (line.stands, line.result) == (Stands.ASKS, "登记 0 份、发文 1 份，还有 1 份没有登记") and len(
        line.rows
    ) == 1


@pytest.mark.parametrize("wrong", [{"returned": 60}, {"valid": 49}, {"satisfied": 39}])
def test_a_survey_whose_votes_do_not_add_up_is_found(ledger, office, wrong):
    round_id, places, _ids = office
    sound, off = (a_record(ledger, "survey", unit=places[0], round=round_id, **SURVEY) for _ in range(2))
    plant(ledger, "survey", off, **wrong)

    line = line_of(ledger, "surveys")

    assert (line.stands, line.rows) == (Stands.WRONG, (off,)) and sound
