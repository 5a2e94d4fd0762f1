"""update check, install, back and clear as whoever minds the PC types them; an encrypted ledger from its update to the way back."""

import json
import shutil
from datetime import datetime
from pathlib import Path

import pytest

from db import digest, vault
from db.keyslots import Kdf
from db.migrations import FURTHER
from desktop.cli import main, update_command
from desktop.host import versions
from desktop.operations import backups, ledgers, restoring, users
from desktop.operations.updating import going_back
from desktop.rules.permissions import Right
from tests import updates
from tests.builders import a_finding

SECRETS = {"管理员": "巡察整改台账口令2026", "王敏": "另一位管理的口令2026", "李建国": "录入员自己的口令2026"}
TINY = Kdf(64, 1, 1)


def clock():
    return datetime(2026, 6, 6, 9)


def opened(folder, name="管理员", secret=""):
    return ledgers.login(folder, name, secret or SECRETS[name], clock=datetime.now)  # the clock of a command


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """An encrypted ledger with a finding in it, and three who open it, each by a slot of the own."""
    home = tmp_path_factory.mktemp("made")
    new = ledgers.new_ledger(
        home / "a.ledger", clock=clock, kdf=TINY, passphrase=SECRETS["管理员"], recovery_sheet=home / "恢复单.txt"
    )
    users.add(new.ledger, new.actor, "王敏", set(Right), SECRETS["王敏"], kdf=TINY)
    users.add(new.ledger, new.actor, "李建国", {Right.ENTER}, SECRETS["李建国"], kdf=TINY)
    a_finding(new.ledger)
    new.ledger.close()
    return new.ledger.folder, new.recovery_code


@pytest.fixture
def folder(made, tmp_path):
    shutil.copytree(made[0], tmp_path / "a.ledger")
    return tmp_path / "a.ledger"


class Pc:
    """A PC with version 0.1.0 installed, on which commands are typed."""

    def __init__(self, home, monkeypatch, capsys):
        self.home, self._monkeypatch, self._capsys = home, monkeypatch, capsys
        self.runs("0.1.0")
        updates.in_this_process(monkeypatch)

    def runs(self, version, **other):
        """The version that answers from now on."""
        self.program = updates.program(self.home, version=version, base="0.1.0", **other)
        self._monkeypatch.setattr(update_command, "this_program", lambda: self.program)

    def types(self, *words, who="", secret=None):
        """update with these words: its exit code and its document, or what it complained of."""
        written = self.home / "口令.txt"
        written.write_text(secret if secret is not None else SECRETS.get(who, ""), encoding="utf-8")
        person = ["--user", who, "--passphrase-file", written] if who else []
        self._capsys.readouterr()
        code = main([str(word) for word in ("update", *words, *person, "--json")])
        told = self._capsys.readouterr()
        return code, json.loads(told.out) if code == 0 else told.out + told.err

    def pointer(self):
        """Which version is in use and which was before."""
        found = versions.read(self.program.folder)
        return tuple(one and one.name for one in (found.current, found.former))


@pytest.fixture
def pc(tmp_path, monkeypatch, capsys):
    return Pc(tmp_path, monkeypatch, capsys)


def later_version(pc, monkeypatch):
    """Version 0.2.0 runs, whose ledgers have a step more."""
    monkeypatch.setitem(
        FURTHER, updates.LATER_STEP, lambda db: db.execute("create table later (id integer primary key)")
    )
    pc.runs("0.2.0", schema=updates.LATER_STEP)


def former_version(pc, monkeypatch):
    """Version 0.1.0 runs again."""
    monkeypatch.delitem(FURTHER, updates.LATER_STEP)
    pc.runs("0.1.0")


def test_check_says_what_an_update_is_and_changes_nothing(pc, tmp_path):
    path = updates.update(tmp_path)
    code, told = pc.types("check", path)

    assert (code, told["version"], told["from"], told["files"]) == (0, "0.2.0", "0.1.0", 3)
    assert told["fingerprint"] == pc.program.fingerprint() and told["path"] == str(path)
    assert not pc.program.folder.exists()


def test_check_of_a_foreign_update_is_refused_in_words(pc, tmp_path):
    code, told = pc.types("check", updates.update(tmp_path, key=updates.OTHER_KEY))
    assert code and "签名不符" in told and not pc.program.folder.exists()


def test_without_a_ledger_the_program_alone_is_updated_goes_back_and_is_cleared_up(pc, tmp_path):
    code, told = pc.types("install", updates.update(tmp_path))
    assert (code, told["version"], told["former"], told["backup"], told["selftest"]) == (0, "0.2.0", "0.1.0", None, 1)
    assert pc.types("install", updates.update(tmp_path))[0] and pc.pointer() == ("0.2.0", "0.1.0")

    pc.runs("0.2.0")
    pc.types("install", updates.update(tmp_path, "0.3.0"))
    pc.runs("0.3.0")
    pc.types("install", updates.update(tmp_path, "0.4.0"))
    pc.runs("0.4.0")
    assert pc.types("clear") == (0, {"cleared": ["0.2.0"]})
    assert pc.types("clear") == (0, {"cleared": []})
    assert pc.types("back") == (0, {"version": "0.3.0", "restored": None})
    code, told = pc.types("back")
    assert code and "没有可以换回的版本" in told and pc.pointer() == ("0.3.0", None)


def test_words_are_said_to_whoever_types_no_json(pc, tmp_path, capsys):
    assert main(["update", "install", str(updates.update(tmp_path))]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "已装好 0.2.0：3 个文件，自检 1 项通过。",
        "关闭程序再打开，用的就是 0.2.0。",
    ]
    assert main(["update", "back"]) == 0 and main(["update", "clear"]) == 0
    assert capsys.readouterr().out.splitlines()[0] == "已换回 0.1.0。关闭程序再打开，用的就是 0.1.0。"


@pytest.mark.parametrize(
    ("who", "secret", "told"),
    [
        ("李建国", None, "管理"),
        ("管理员", "不是这一个口令2026", "口令"),
        ("管理员", "", "口令"),
        ("查无此人", "x", "查无此人"),
    ],
)
def test_who_may_not_or_cannot_open_the_ledger_updates_nothing(pc, tmp_path, folder, who, secret, told):
    code, said = pc.types("install", updates.update(tmp_path), "--ledger", folder, who=who, secret=secret)
    assert code and told in said and not pc.program.folder.exists()


def test_who_may_not_update_clears_no_version_away(pc, tmp_path, folder):
    for version in ("0.2.0", "0.3.0", "0.4.0"):
        pc.types("install", updates.update(tmp_path, version))
        pc.runs(version)

    code, told = pc.types("clear", "--ledger", folder, who="李建国")
    assert code and "管理" in told and pc.program.place_of("0.2.0").is_dir()
    assert pc.types("clear", "--ledger", folder, who="王敏") == (0, {"cleared": ["0.2.0"]})
    assert not pc.program.place_of("0.2.0").exists()


def test_the_way_back_of_a_ledger_that_is_not_there_is_told(pc, tmp_path):
    code, told = pc.types("back", "--ledger", tmp_path / "b.ledger")
    assert code and "找不到账本" in told


def updated(pc, folder, monkeypatch):
    """An encrypted ledger is updated by command, brought up to date by the new version, and gets another finding; its digest before."""
    ledger, _manager = opened(folder)
    before = digest.content_digest(ledger.reader)
    ledger.close()
    path = updates.update(pc.home, further=True)
    code, told = pc.types("install", path, "--ledger", folder, who="王敏")
    assert code == 0 and told["counts"]["finding"] == 1 and told["backup"].startswith(str(backups.local_place(folder)))
    later_version(pc, monkeypatch)
    ledger, manager = opened(folder)
    assert ledger.reader.value("select count(*) from sqlite_master where name = 'later'")
    a_finding(ledger, ledger.reader.value("select max(id) from round"), ledger.reader.value("select max(id) from unit"))
    return ledger, manager, before


def holds(folder, secret, before):
    """A restored ledger opens under the former version by a passphrase of its time and holds what it held, encrypted as it was."""
    assert not (folder / "ledger.db").read_bytes().startswith(b"SQLite")
    ledger, _actor = opened(folder, "王敏", secret)
    assert digest.content_digest(ledger.reader) == before and ledger.lost is None
    ledger.close()
    return True


def test_an_encrypted_ledger_is_updated_and_goes_back_by_whoever_could_open_it(pc, made, folder, monkeypatch):
    ledger, _manager, before = updated(pc, folder, monkeypatch)
    ledger.close()
    secrets = (*SECRETS.values(), made[1])  # the recovery code too
    kept = going_back.before_update(folder, pc.program.pointer().former, lambda _path: ())
    assert len({restoring.keys_by_passphrase(kept, secret) for secret in secrets}) == 1

    for who, secret, said in (
        ("管理员", "不是这一个口令2026", "口令不对"),
        ("管理员", "", "已加密"),
        ("李建国", None, "李建国 没有“管理”权限"),
        ("", None, "已加密"),
    ):
        code, told = pc.types("back", "--ledger", folder, who=who, secret=secret)
        assert code and said in told and pc.pointer() == ("0.2.0", "0.1.0")
    code, told = pc.types("back", "--ledger", folder, who="管理员", secret=made[1])
    assert (code, told["version"], pc.pointer()) == (0, "0.1.0", ("0.1.0", None))

    ledger, _manager = opened(folder)  # the later ledger is as it was left
    assert ledger.reader.value("select count(*) from finding") == 2
    ledger.close()
    former_version(pc, monkeypatch)
    assert holds(Path(told["restored"]), SECRETS["王敏"], before)


@pytest.mark.acceptance
def test_after_keys_and_passphrases_changed_the_way_back_still_opens_the_backup_of_before(pc, folder, monkeypatch):
    """A person left, so the data key is another; the manager has another passphrase. The backup is under the former key."""
    ledger, manager, before = updated(pc, folder, monkeypatch)
    users.deactivate(ledger, manager, "李建国")
    users.change_own_passphrase(ledger, manager, SECRETS["管理员"], "换过的口令2026年6月", kdf=TINY)
    ledger.close()
    ledger, manager = opened(folder, secret="换过的口令2026年6月")
    assert ledger.earlier_keys

    went = going_back.go_back(pc.program, ledger, manager)
    ledger.close()
    former_version(pc, monkeypatch)

    assert went.restored.missing == () and holds(went.restored.folder, SECRETS["王敏"], before)
    assert {slot.name for slot in vault.load(went.restored.folder).slots if slot.kind == "user"} == {*SECRETS}


def test_the_trial_of_an_encrypted_copy_is_asked_by_the_former_version(pc, folder, tmp_path, monkeypatch, capsys):
    """The key comes by the pipe and is printed nowhere; without it, or with another, nothing is told of the copy."""
    ledger, _manager = opened(folder)
    key = ledger.key.hex()
    ledger.close()

    def tried(typed):
        monkeypatch.setattr("sys.stdin", type("Pipe", (), {"readline": lambda _self: typed})())
        code = main(["update", "trial", str(folder), "--as-of", "2026-06-06", "--json"])
        return code, "".join(capsys.readouterr())

    for wrong in ("", "zz\n", "00" * 32 + "\n"):
        code, told = tried(wrong)
        assert code and "finding" not in told
    code, told = tried(f"{key}\n")
    assert code == 0 and json.loads(told)["counts"]["finding"] == 1 and key not in told
