import pytest

from db import sealed_words
from desktop.errors import Forbidden, KnownError
from desktop.ledgers.leads import LEADS
from desktop.operations.leads import book
from desktop.operations.leads.granting import Member, grant, take_back
from desktop.operations.leads.room import enter
from tests.operations.leads.conftest import CHEAP, PAIR, WORD

LEAD = {
    "moved_on": "2026-05-20", "moved_to": "县纪委监委", "cases": 1, "persons": 2, "subject_names": "甄某某、贾某某",
    "summary": "违规领取津贴", "discipline": "work",
}  # fmt: skip


def test_a_lead_gets_a_number_without_a_name_and_a_code_for_each_person(room):
    first = book.enter(room, LEAD)
    second = book.enter(room, {**LEAD, "persons": 1, "subject_names": "甄某某"})
    assert (first.number, second.number) == ("XS2026-1", "XS2026-2")
    assert book.lead(room, first.number).subject_codes == "P-001、P-002"
    assert book.lead(room, second.number).subject_codes == "P-003"


def test_names_are_shown_for_one_lead_with_a_reason_and_the_look_is_in_the_log(room):
    made = book.enter(room, LEAD)
    assert "甄" not in repr(book.leads(room))
    with pytest.raises(KnownError, match="事由"):
        book.look(room, made.number, " ")
    assert book.look(room, made.number, "核对移交材料") == "甄某某、贾某某"
    newest = book.log(room)[0]
    assert (newest.title, newest.reason, newest.user_name) == (f"显示姓名 {made.number}", "核对移交材料", "李建国")


def test_no_row_of_the_room_holds_a_name_in_the_clear(room):
    made = book.enter(room, LEAD)
    book.edit(room, made.number, {"subject_names": "甄某某"})
    told = room.ledger.reader.column("select before || after from change_log")
    assert not any("甄" in one for one in told)
    assert sealed_words.is_sealed(room.ledger.reader.value("select subject_names from lead"))


def test_names_stay_readable_after_the_key_of_the_room_was_changed(room, enabled):
    made = book.enter(room, LEAD)
    room.close()
    grant(enabled, PAIR, Member("赵平", "第二位成员的口令八八八八x"), kdf=CHEAP)
    take_back(enabled, PAIR, "赵平")
    again = enter(enabled, "李建国", WORD)
    assert book.look(again, made.number, "核对") == "甄某某、贾某某"
    again.close()


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"subject_names": "甲、乙、丙"}, "多于涉及人数"),
        ({"cases": 3}, "件数 3 多于人数 2"),
        ({"persons": 0}, "1 以上"),
        ({"moved_on": "2026-07-01"}, "晚于今天"),
        ({"closed_on": "2026-05-01"}, "早于移交日期"),
        ({"filed_persons": 3}, "立案人数 3 多于人数 2"),
        ({"moved_to": ""}, "移交单位"),
        ({"subject_codes": "P-9"}, "不能直接填写"),
    ],
)
def test_a_wrong_lead_is_refused_and_leaves_nothing(room, given, said):
    with pytest.raises(KnownError, match=said):
        book.enter(room, {**LEAD, **given})
    assert book.leads(room) == ()


def test_a_lead_goes_its_way_and_comes_back_only_by_a_reviewer(room, enabled):
    made = book.enter(room, LEAD)
    step = {one.name: one for one in LEADS.steps}
    book.take(room, made.number, step["receive"], {"receiver": "周某"}, on="2026-05-21")
    book.take(room, made.number, step["dispose"], {"disposition": "verification"}, on="2026-05-25")
    book.take(room, made.number, step["file"], {"filed_persons": 1}, on="2026-05-28")
    assert book.take(room, made.number, step["close"], {"sanctions": 1}, on="2026-06-01").state == "closed"
    with pytest.raises(Forbidden):
        book.take(room, made.number, step["reopen"], reason="补充调查")
    room.close()
    grant(enabled, PAIR, Member("王敏", "第三位成员的口令七七七七x"), kdf=CHEAP)
    reviewer = enter(enabled, "王敏", "第三位成员的口令七七七七x")
    assert book.take(reviewer, made.number, step["reopen"], reason="补充调查").state == "in_hand"
    reviewer.close()


def test_the_room_has_an_undo_of_its_own_that_passes_over_looks(room):
    made = book.enter(room, LEAD)
    book.edit(room, made.number, {"source": "信访"})
    book.look(room, made.number, "核对")
    book.undo(room)
    assert book.lead(room, made.number).source == ""
    book.undo(room)
    assert book.leads(room) == ()
