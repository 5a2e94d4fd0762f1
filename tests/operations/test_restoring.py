"""B3, B4: what is said of a backup, which keys open it, what of its people comes back, and when a drill is good."""

from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest

from db.queries import users as user_queries
from desktop.errors import KnownError
from desktop.operations import backups, restoring
from desktop.operations.backups import Occasion
from desktop.operations.change import change
from desktop.operations.restoring import DrillAnswer, Look
from desktop.rules.permissions import Action
from tests.builders import EVERYONE, a_finding
from tests.operations.test_backups import SECRET, made, opened  # noqa: F401

# -- words ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("then", "now", "said"),
    [
        (189, None, "此备份 189 条。"), (189, 192, "此备份 189 条，现账本 192 条，恢复后少 3 条。"), (192, 189, "此备份 192 条，现账本 189 条，恢复后多 3 条。"), (5, 5, "此备份 5 条，现账本 5 条。"),
        (0, 0, "此备份 0 条，现账本 0 条。"), (3, 0, "此备份 3 条，现账本 0 条，恢复后多 3 条。"),
    ],
)  # fmt: skip
def test_a_look_says_what_a_restore_would_cost(then, now, said):
    present = {} if now is None else {"finding": now}
    assert Look(Path("甲.bak"), "", "", {"finding": then}, present, ()).sentence() == said


GOOD = DrillAnswer("甲.bak", "2026-06-05T09:00", "2026-06-05", "x", 1.0, "ab", True, (), 5, 5)


@pytest.mark.parametrize(
    ("changed", "passed"),
    [
        ({}, True),
        ({"digest_equal": False}, False),
        ({"faults": ("缺文件",)}, False),
        ({"spots_equal": 4}, False),
        ({"spot_checks": 0, "spots_equal": 0}, True),
    ],
)
def test_a_drill_is_good_only_where_everything_is(changed, passed):
    answer = replace(GOOD, **changed)
    assert answer.passed is passed and answer.as_json()["passed"] is passed and answer.as_json()["file"] == "甲.bak"


@pytest.mark.parametrize(("missing", "said"), [((), ""), (("a", "b"), "佐证等文件 2 份")])
def test_files_that_lie_nowhere_are_counted_with_the_way_to_heal_them(missing, said):
    told = restoring.missing_sentence(SimpleNamespace(missing=missing))
    assert said in told and bool(told) is bool(missing) and ("请插上其他备份盘" in told) is bool(missing)


# -- keys ----------------------------------------------------------------------------------------------


def test_the_present_key_comes_first_then_the_former_ones_from_the_last_back():
    ledger = SimpleNamespace(key=b"3", earlier_keys=(b"1", b"2"))
    assert restoring.keys_in_hand(ledger) == (b"3", b"2", b"1")
    assert restoring.keys_in_hand(None) == restoring.keys_in_hand(SimpleNamespace(key=None)) == ()


def recovery_code(made):  # noqa: F811
    lines = (made.parent / "s.txt").read_text("utf-8-sig").splitlines()
    return "-".join(line.split()[-1] for line in lines if line.strip().startswith("第 "))


def test_a_backup_opens_by_passphrase_and_by_recovery_code_and_by_nothing_else(made, opened):  # noqa: F811
    ledger, actor = opened
    path = backups.back_up(ledger, actor, Occasion.MANUAL).path
    assert restoring.keys_by_passphrase(path, SECRET)[0] == ledger.key
    assert restoring.keys_by_passphrase(path, recovery_code(made).lower())[0] == ledger.key
    with pytest.raises(KnownError, match="是加密的。请给出"):
        restoring.keys_by_passphrase(path, "")
    with pytest.raises(KnownError, match="口令打不开备份"):
        restoring.keys_by_passphrase(path, "不对的口令不对的口令")


def test_a_plain_backup_needs_no_key(ledger):
    path = backups.back_up(ledger, EVERYONE, Occasion.MANUAL).path
    assert restoring.keys_by_passphrase(path, "") == () and restoring.look_into(path, ()).present == {}


# -- looking in and restoring --------------------------------------------------------------------------


def test_a_look_shows_the_last_five_actions_and_todays_counts_beside_its_own(ledger):
    for place in range(6):
        a_finding(ledger, text=f"问题{place}")
    path = backups.back_up(ledger, EVERYONE, Occasion.MANUAL).path
    a_finding(ledger)
    look = restoring.look_into(path, (), ledger)
    assert len(look.last_actions) == 5 and look.occasion == "manual" and look.path == path
    assert (look.counts["finding"], look.present["finding"]) == (6, 7) and "恢复后少 1 条" in look.sentence()


def test_a_restore_never_takes_the_place_of_a_folder_that_is_there(ledger, tmp_path, clock):
    path = backups.back_up(ledger, EVERYONE, Occasion.MANUAL).path
    (tmp_path / "旁边.ledger").mkdir()
    with pytest.raises(KnownError, match="已经存在"):
        restoring.restore_aside(path, tmp_path / "旁边.ledger", (), clock=clock)


def test_a_replacement_needs_a_reason_and_the_right_and_leaves_the_ledger_open_where_it_is_refused(opened):  # noqa: F811
    ledger, actor = opened
    path = backups.back_up(ledger, actor, Occasion.MANUAL).path
    for reason in ("", "  "):
        with pytest.raises(KnownError, match="写明原因"):
            restoring.replace_present(ledger, actor, path, reason)
    assert not ledger.closed and ledger.reader.value("select count(*) from user") > 0


# -- people (R-3) --------------------------------------------------------------------------------------


def people(ledger):
    return {row.name: bool(row.active) for row in user_queries.users(ledger.reader)}


def add(ledger, actor, name, manage=False):
    with change(ledger, actor, Action.MANAGE_USERS, f"增加 {name}") as changes:
        fields = {
            "name": name,
            "may_enter": True,
            "may_review": False,
            "may_manage": manage,
            "may_audit": False,
            "active": True,
            "slot": "",
        }
        changes.writer.insert("user", fields)


@pytest.mark.parametrize(
    ("left", "active"),
    [
        ((), {"管理员": True, "甲": True, "乙": True}), (("甲",), {"管理员": True, "甲": False, "乙": True}), (("管理员",), {"管理员": False, "甲": True, "乙": True}),
        (("管理员", "乙"), {"管理员": True, "甲": True, "乙": True}), (("没有",), {"管理员": True, "甲": True, "乙": True}),
    ],
)  # fmt: skip
def test_who_left_since_the_backup_stays_out_but_somebody_who_manages_stays_r3(ledger, left, active):
    """R-3: a restore lets nobody in who was removed, and locks nobody out for good."""
    for name, manage in (("管理员", True), ("甲", False), ("乙", True)):
        add(ledger, EVERYONE, name, manage)
    with change(ledger, EVERYONE, Action.BACK_UP, "恢复") as changes:
        restoring._put_out(changes, ledger, left)
    found = people(ledger)
    managers_left = [name for name in ("管理员", "乙") if name in left]
    if len(managers_left) == 2:
        assert any(found[name] for name in managers_left) and found["甲"]
    else:
        assert found == active


# -- the drill -----------------------------------------------------------------------------------------


def test_a_drill_is_numbered_within_its_year_and_its_result_stands_in_the_title(ledger, clock):
    assert [restoring.register_drill(ledger, EVERYONE, GOOD) for _ in range(2)] == [1, 2]
    restoring.register_drill(ledger, EVERYONE, replace(GOOD, digest_equal=False))
    titles = ledger.reader.column("select title from action where title like '备份恢复演练%' order by id")
    assert titles == ("备份恢复演练（合格）", "备份恢复演练（合格）", "备份恢复演练（不合格）")
    clock.set("2027-01-05T09:00:00")
    assert restoring.register_drill(ledger, EVERYONE, GOOD) == 1


def test_a_drill_compares_every_count_and_clears_its_folder(ledger, tmp_path, clock):
    a_finding(ledger)
    path = backups.back_up(ledger, EVERYONE, Occasion.MANUAL).path
    answer = restoring.drill(path, (), clock, tmp_path)
    assert answer.passed and answer.faults == () and all(then == now for _word, then, now in answer.counts)
    assert answer.spot_checks == answer.spots_equal and not list(tmp_path.glob("drill-*"))
    assert (answer.on, answer.seconds, answer.file) == ("2026-06-05", 0.0, path.name)


# -- on a PC without a ledger --------------------------------------------------------------------------


def test_a_backup_says_of_itself_what_it_is_without_its_key(made, opened):  # noqa: F811
    ledger, actor = opened
    path = backups.back_up(ledger, actor, Occasion.MANUAL).path
    said = restoring.says_of_itself(path)
    assert said.sentence().startswith(said.ledger_name.removesuffix(".ledger")) and "（手动）" in said.sentence()
    assert said.sentence().endswith("加密") and not said.plain


def test_a_backup_becomes_a_ledger_where_there_is_none_by_the_words_of_its_time(made, opened, tmp_path):  # noqa: F811
    ledger, actor = opened
    path = backups.back_up(ledger, actor, Occasion.MANUAL).path
    with pytest.raises(KnownError, match="口令打不开备份"):
        restoring.restore_here(path, tmp_path / "新.ledger", "不对的口令不对的口令")
    assert not (tmp_path / "新.ledger").exists()
    assert restoring.restore_here(path, tmp_path / "新.ledger", SECRET).folder == tmp_path / "新.ledger"
    with pytest.raises(KnownError, match="已经存在"):
        restoring.restore_here(path, tmp_path / "新.ledger", SECRET)
