"""B6: people, rights, passphrases and leaving."""

import shutil

import pytest

from db import vault
from db.keyslots import Kdf
from desktop.errors import Forbidden, KnownError
from desktop.operations import doorway, ledgers, users
from desktop.operations.entrance import actor_of
from desktop.rules.permissions import COMMAND_LINE, Actor, Right

TINY = Kdf(64, 1, 1)
SECRET, HERS = "巡察整改台账口令2026", "白云山下记得住的口令"


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    from tests.conftest import SteppingClock

    folder = tmp_path_factory.mktemp("made") / "office.ledger"
    clock = SteppingClock("2026-06-05T09:00:00")
    new = ledgers.new_ledger(folder, clock=clock, kdf=TINY, passphrase=SECRET, recovery_sheet=folder.parent / "s.txt")
    users.add(new.ledger, new.actor, "王芳", [Right.ENTER, Right.REVIEW], HERS, kdf=TINY)
    new.ledger.close()
    return folder


@pytest.fixture
def opened(made, tmp_path, clock):
    folder = tmp_path / "office.ledger"
    shutil.copytree(made, folder)
    ledger, actor = ledgers.login(folder, "管理员", SECRET, clock=clock)
    yield ledger, actor
    ledger.close()


def test_a_person_logs_in_with_the_rights_given(opened, clock):
    ledger, actor = opened
    ledger.close()
    ledger, her = ledgers.login(ledger.folder, "王芳", HERS, clock=clock)
    assert her == Actor("王芳", frozenset({Right.ENTER, Right.REVIEW}))
    with pytest.raises(Forbidden):
        users.add(ledger, her, "赵一", [Right.ENTER])
    ledger.close()


def test_names_are_given_once(opened):
    with pytest.raises(KnownError, match="已有用户"):
        users.add(*opened, "王芳", [Right.ENTER])


def test_rights_are_changed_and_a_manager_stays_a1(opened):
    ledger, actor = opened
    users.set_rights(ledger, actor, "王芳", [Right.AUDIT])
    assert actor_of(users.queries.user(ledger.reader, "王芳")).rights == {Right.AUDIT}
    with pytest.raises(KnownError, match="唯一有“管理”权限"):
        users.set_rights(ledger, actor, "管理员", [Right.ENTER])


def test_a_person_changes_the_own_passphrase_by_the_old_one(opened, clock):
    ledger, _ = opened
    her = Actor("王芳", frozenset({Right.ENTER}))
    with pytest.raises(KnownError, match="口令不对"):
        users.change_own_passphrase(ledger, her, "不是她的口令不是她的", "新的足够长的口令呀呀", kdf=TINY)
    users.change_own_passphrase(ledger, her, HERS, "新的足够长的口令呀呀", kdf=TINY)
    users.check_passphrase(ledger, "王芳", "新的足够长的口令呀呀")
    with pytest.raises(KnownError):
        users.check_passphrase(ledger, "王芳", HERS)


def test_who_leaves_hands_over_and_can_no_longer_open_anything(opened, clock):
    ledger, actor = opened
    with users.change(ledger, actor, users.Action.SAVE_VIEW, "存视图") as changes:
        changes.writer.insert("saved_view", {"user_name": "王芳", "name": "逾期", "definition": "{}"})
    with pytest.raises(KnownError, match="视图 1 个"):
        users.deactivate(ledger, actor, "王芳")
    former = ledger.key
    users.deactivate(ledger, actor, "王芳", hand_over_to="管理员")
    assert users.leaving(ledger, "管理员").views
    assert ledger.key != former
    ledger.close()
    assert doorway.user_names(ledger.folder) == ("管理员",)
    with pytest.raises(KnownError, match="没有可以登录"):
        ledgers.login(ledger.folder, "王芳", HERS, clock=clock)
    reopened, _ = ledgers.login(ledger.folder, "管理员", SECRET, clock=clock)
    assert reopened.earlier_keys == (former,)
    reopened.close()


def test_a_new_recovery_code_voids_the_old_sheet(opened, clock):
    ledger, actor = opened
    code = ledgers.new_code()
    users.new_recovery_code(ledger, actor, code, kdf=TINY)
    assert len([slot for slot in vault.load(ledger.folder).slots if slot.kind == "recovery"]) == 1
    ledger.close()
    ledgers.login_with_recovery(ledger.folder, code, clock=clock)[0].close()


def test_the_head_of_the_office_keeps_a_second_code(opened, clock):
    ledger, actor = opened
    code = ledgers.new_code()
    users.new_recovery_code(ledger, actor, code, escrow=True, kdf=TINY)
    ledger.close()
    ledgers.login_with_recovery(ledger.folder, code, clock=clock)[0].close()


def test_the_command_line_cannot_manage_users(opened):
    with pytest.raises(Forbidden):
        users.add(opened[0], COMMAND_LINE, "赵一", [Right.ENTER])


def test_combined_rights_are_warned_of():
    assert "另一人销号" in users.combination_warning({Right.ENTER, Right.REVIEW})
    assert "审计" in users.combination_warning({Right.AUDIT, Right.MANAGE})
    assert users.combination_warning({Right.REVIEW}) == ""


ENTER, REVIEW, MANAGE, AUDIT = Right.ENTER, Right.REVIEW, Right.MANAGE, Right.AUDIT


@pytest.mark.parametrize(
    ("rights", "told"),
    [
        ((), (False, False, False)), ((AUDIT,), (False, False, False)), ((ENTER, MANAGE), (True, False, False)), ((ENTER, REVIEW), (True, True, False)),
        ((AUDIT, ENTER), (True, False, True)), ((ENTER, REVIEW, AUDIT), (True, True, True)), ((REVIEW, MANAGE), (True, False, False)),
    ],
)  # fmt: skip
def test_each_combination_of_rights_is_told_with_what_it_brings_a1(rights, told):
    """A-1"""
    said = users.combination_warning(rights)
    assert tuple(word in said for word in ("一人兼有", "另一人销号", "本人查本人")) == told
    assert users.words_of(rights) == (
        "、".join(word for right, word in users.RIGHT_WORDS.items() if right in rights) or "无权限"
    )


def test_a_person_needs_a_name_and_the_right_of_whoever_enters_it(opened):
    ledger, actor = opened
    with pytest.raises(KnownError, match="姓名是空的"):
        users.add(ledger, actor, "  ", [ENTER])
    users.add(ledger, actor, " 赵一 ", [ENTER, AUDIT])
    assert actor_of(users.queries.user(ledger.reader, "赵一")).rights == {ENTER, AUDIT}


def test_the_last_manager_who_can_log_in_stays_whoever_else_holds_the_right(opened):
    ledger, actor = opened
    users.add(ledger, actor, "赵一", [MANAGE])
    with pytest.raises(KnownError, match="唯一有“管理”权限"):
        users.set_rights(ledger, actor, "管理员", [ENTER])
    users.set_rights(ledger, actor, "管理员", [MANAGE])
    users.set_passphrase(ledger, actor, "赵一", "记得住的另一个长口令", kdf=TINY)
    users.set_rights(ledger, actor, "管理员", [ENTER])
    assert actor_of(users.queries.user(ledger.reader, "管理员")).rights == {ENTER}


def test_nobody_leaves_by_the_own_hand_and_the_command_line_is_nobody(opened):
    ledger, actor = opened
    users.set_rights(ledger, actor, "王芳", [MANAGE])
    with pytest.raises(KnownError, match="不能停用自己"):
        users.deactivate(ledger, actor, "管理员")
    for deed in (
        lambda: users.deactivate(ledger, actor, COMMAND_LINE.name),
        lambda: users.set_rights(ledger, actor, COMMAND_LINE.name, [REVIEW]),
    ):
        with pytest.raises(KnownError) as refused:
            deed()
        assert refused.value.kind == "nobody"
    with pytest.raises(KnownError, match="不在本账本的用户中"):
        users.set_rights(ledger, actor, "没有这人", [ENTER])


def test_without_a_passphrase_there_is_none_to_change_and_a_weak_one_is_refused(opened):
    ledger, actor = opened
    users.add(ledger, actor, "赵一", [ENTER])
    with pytest.raises(KnownError, match="您还没有口令"):
        users.change_own_passphrase(ledger, Actor("赵一", frozenset({ENTER})), "", "记得住的另一个长口令", kdf=TINY)
    with pytest.raises(KnownError, match="没有可用的口令"):
        users.check_passphrase(ledger, "赵一", "")
    for weak in ("", "短"):
        with pytest.raises(KnownError):
            users.set_passphrase(ledger, actor, "王芳", weak, kdf=TINY)
    with pytest.raises(KnownError):
        users.add(ledger, actor, "钱二", [ENTER], "短", kdf=TINY)
    assert users.take_the_seat(ledger, "王芳", HERS).name == "王芳"
