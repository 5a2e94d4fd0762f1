from dataclasses import replace

import pytest

from db import attempts
from db import room as files
from desktop.errors import KnownError
from desktop.operations.change import change
from desktop.operations.entrance import WrongPassword
from desktop.operations.leads import book
from desktop.operations.leads.granting import Giver, Member, Pair, enable, given_by, grant, members, pass_on, take_back
from desktop.operations.leads.room import WAIT, alarm, enter, is_enabled, tries_in_a_row
from desktop.rules.permissions import Action, Actor, Right
from tests.operations.leads.conftest import CHEAP, PAIR, WORD

OTHER = "第二位成员的口令八八八八x"


def test_a_ledger_has_no_room_until_two_people_enable_it(office):
    assert not is_enabled(office)
    with pytest.raises(KnownError, match="没有启用"):
        enter(office, "李建国", WORD)
    enable(office, PAIR, Member("李建国", WORD), kdf=CHEAP)
    assert is_enabled(office)
    opened = enter(office, "李建国", WORD)
    assert members(opened.ledger) == ("李建国",)
    assert given_by(opened.ledger) == "方向阳、王敏"
    opened.close()


@pytest.mark.parametrize(
    ("pair", "said"),
    [
        (replace(PAIR, reviewer=Giver("方向阳", "另一个授予的口令三三x")), "同一人"),
        (replace(PAIR, reviewer=Giver("赵平", "另一个授予的口令三三x")), "没有“审核”权限"),
        (replace(PAIR, manager=Giver("王敏", "另一个授予的口令三三x"), reviewer=PAIR.manager), "没有“管理”权限"),
        (replace(PAIR, manager=Giver("外来人", "另一个授予的口令三三x")), "不在本账本"),
        (replace(PAIR, manager=Giver("方向阳", PAIR.reviewer.word)), "口令相同"),
        (replace(PAIR, manager=Giver("方向阳", "太短")), "口令只有"),
    ],
)
def test_one_person_or_one_without_the_right_enables_nothing(office, pair, said):
    with pytest.raises(KnownError, match=said):
        enable(office, pair, Member("李建国", WORD), kdf=CHEAP)
    assert not is_enabled(office)
    assert not files.folder_of(office.folder).exists()


def test_a_right_given_by_two_opens_and_taken_back_by_two_opens_no_more(enabled):
    grant(enabled, PAIR, Member("赵平", OTHER), kdf=CHEAP)
    enter(enabled, "赵平", OTHER).close()
    before = enter(enabled, "李建国", WORD)
    key = before.ledger.key
    before.close()
    take_back(enabled, PAIR, "赵平")
    with pytest.raises(KnownError, match="没有线索权限"):
        enter(enabled, "赵平", OTHER)
    after = enter(enabled, "李建国", WORD)
    assert after.ledger.key != key
    assert members(after.ledger) == ("李建国",)
    after.close()


@pytest.mark.parametrize("who", ["manager", "reviewer"])
def test_one_word_of_the_two_gives_nothing(enabled, who):
    giver = getattr(PAIR, who)
    wrong = replace(PAIR, **{who: Giver(giver.name, "猜的某个授予口令四四x")})
    with pytest.raises(WrongPassword):
        grant(enabled, wrong, Member("赵平", OTHER), kdf=CHEAP)
    with pytest.raises(KnownError, match="没有线索权限"):
        enter(enabled, "赵平", OTHER)


def test_a_forgotten_passphrase_is_replaced_by_the_two_and_the_leads_stay(room, enabled):
    made = book.enter(room, {"moved_on": "2026-06-01", "moved_to": "县纪委监委", "cases": 1, "persons": 1})
    room.close()
    grant(enabled, PAIR, Member("李建国", OTHER), kdf=CHEAP)
    with pytest.raises(WrongPassword):
        enter(enabled, "李建国", WORD)
    again = enter(enabled, "李建国", OTHER)
    assert book.lead(again, made.number).number == made.number
    again.close()


def test_others_take_the_place_of_the_two_and_the_words_of_before_are_void(enabled, manager):
    with change(enabled, manager, Action.MANAGE_USERS, "用户") as changes:
        changes.writer.insert("user", {"name": "陈立", "may_review": True})
    others = Pair(Giver("方向阳", "换过的授予口令五五五五x"), Giver("陈立", "新人的授予口令六六-7x"))
    pass_on(enabled, PAIR, others, kdf=CHEAP)
    with pytest.raises(WrongPassword):
        grant(enabled, PAIR, Member("赵平", OTHER), kdf=CHEAP)
    grant(enabled, others, Member("赵平", OTHER), kdf=CHEAP)
    enter(enabled, "赵平", OTHER).close()


def test_who_left_the_office_does_not_come_in_and_review_follows_the_ledger(enabled, manager):
    grant(enabled, PAIR, Member("王敏", OTHER), kdf=CHEAP)
    opened = enter(enabled, "王敏", OTHER)
    assert opened.actor.may(Action.SETTLE_RECORD)
    opened.close()
    row = enabled.reader.value("select id from user where name = '李建国'")
    with change(enabled, manager, Action.MANAGE_USERS, "停用") as changes:
        changes.writer.update("user", row, {"active": False})
    with pytest.raises(KnownError, match="不在本账本的在用用户"):
        enter(enabled, "李建国", WORD)


def test_five_wrong_passphrases_make_half_an_hour_of_waiting_and_ring_the_bell(enabled, monkeypatch):
    waited = attempts.uptime() + WAIT + 60
    said = ""
    for _ in range(5):
        with pytest.raises(WrongPassword) as told:
            enter(enabled, "李建国", "不是这个口令一二三一二三x")
        said = str(told.value)
    assert "5 次" in said
    assert "09:30" in said
    assert tries_in_a_row(enabled)
    assert "连续输错" in alarm(enabled, Actor("方向阳", frozenset({Right.MANAGE})))
    assert alarm(enabled, Actor("赵平", frozenset({Right.ENTER}))) == ""
    with pytest.raises(WrongPassword, match="09:3"):
        enter(enabled, "李建国", WORD)
    monkeypatch.setattr(attempts, "uptime", lambda: waited)
    enter(enabled, "李建国", WORD).close()
    assert not tries_in_a_row(enabled)


def test_the_passphrase_tells_whose_it_is_where_no_name_is_given(enabled):
    grant(enabled, PAIR, Member("赵平", OTHER), kdf=CHEAP)
    opened = enter(enabled, "", OTHER)
    assert opened.actor.name == "赵平"
    opened.close()


def test_the_ledgers_own_log_says_nothing_of_the_room(enabled):
    told = enabled.reader.column("select title || reason || user_name from action")
    assert not any("线索" in one for one in told)
