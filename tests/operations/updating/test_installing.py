"""An update is beside and in use, or nothing happened; what a cut leaves is the former or the new version, and the ledger is not touched."""

import hashlib
import json
import os
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from db import container, digest
from db.migrations import FURTHER, STEP_NAMES
from db.store import open_ledger
from desktop.errors import Forbidden, KnownError
from desktop.host import versions
from desktop.host.versions import Pointer, Version
from desktop.operations import backups
from desktop.operations.backups import Occasion
from desktop.operations.updating import going_back, installing, rehearsal
from desktop.rules.permissions import Actor, Right
from tests import updates
from tests.builders import a_finding

MANAGER = Actor("管理员", frozenset(Right))


@pytest.fixture
def answering(monkeypatch):
    """The new version's answers come from this process."""
    updates.in_this_process(monkeypatch)


@pytest.fixture
def office(ledger):
    """A ledger with something in it."""
    a_finding(ledger)
    return ledger


def state(folder):
    """Every file below a folder by its content: the database apart, which a register of backups changes."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.startswith("ledger.")
    }


def installed(program, path, ledger=None, actor=MANAGER):
    placed = installing.place(program, path, updates.nothing)
    return installing.switch(program, placed, ledger, actor if ledger else None, updates.nothing)


def test_an_update_lies_beside_whole_and_is_started_from_then_on(tmp_path, answering):
    program = updates.program(tmp_path)
    switched = installed(program, updates.update(tmp_path))

    app = program.place_of("0.2.0") / "app"
    assert (switched.version, switched.former) == ("0.2.0", "0.1.0")
    assert versions.chosen("0.1.0", program.folder) == versions.program_of(program.folder, "0.2.0")
    assert not updates.LINKS or (app / "_internal" / "lib.so").readlink().as_posix() == "lib.so.1"
    assert sorted(path.name for path in program.folder.iterdir()) == ["0.2.0", "current.json"]


def test_the_ledger_is_backed_up_and_a_copy_brought_up_to_date_first(office, tmp_path, answering):
    before = digest.content_digest(office.reader)
    switched = installed(updates.program(tmp_path), updates.update(tmp_path), office)

    assert switched.backup is not None and switched.backup.verified and switched.counts["finding"] == 1
    assert switched.backup.path.parent == backups.local_place(office.folder)
    assert digest.content_digest(office.reader) == before


def test_who_may_not_manage_does_not_update(office, tmp_path, answering):
    program = updates.program(tmp_path)
    with pytest.raises(Forbidden):
        installed(program, updates.update(tmp_path), office, Actor("王敏", frozenset({Right.ENTER})))
    assert versions.read(program.folder) == Pointer()


def test_a_version_that_fails_its_selftest_leaves_nothing(tmp_path, answering):
    program = updates.program(tmp_path)
    with pytest.raises(KnownError, match="画不出来") as refused:
        installed(program, updates.update(tmp_path, says=updates.FAILS))
    assert refused.value.kind == "selftest" and list(program.folder.iterdir()) == []


@pytest.mark.parametrize("fault", ["other content", "no answer", "raises"])
def test_a_trial_that_does_not_come_out_the_same_leaves_the_former_version(
    office, tmp_path, answering, monkeypatch, fault
):
    program = updates.program(tmp_path)
    placed = installing.place(program, updates.update(tmp_path), updates.nothing)
    wrong = {"digest": "0", "counts": {}, "rates": []}
    answers = {"other content": versions_answer(0, wrong), "no answer": None, "raises": versions_answer(1, {})}
    monkeypatch.setattr("desktop.host.children.ask_version", lambda *_, **__: answers[fault])

    with pytest.raises(KnownError, match="程序仍是原来的版本，账本没有动") as refused:
        installing.switch(program, placed, office, MANAGER, updates.nothing)

    assert refused.value.kind == "trial" and versions.read(program.folder) == Pointer()
    assert [path.name for path in program.folder.iterdir()] == ["0.2.0"]


def versions_answer(code, said):
    return rehearsal.children.Answer(code, json.dumps(said), "")


def test_a_further_step_of_the_ledger_is_tried_on_the_copy_and_the_ledger_keeps_its_form(
    office, tmp_path, answering, monkeypatch
):
    installed(updates.program(tmp_path), updates.update(tmp_path, further=True), office)
    monkeypatch.setitem(
        FURTHER, updates.LATER_STEP, lambda db: db.execute("create table later (id integer primary key)")
    )

    assert not office.reader.value("select count(*) from sqlite_master where name = 'later'")
    folder, key = office.folder, office.key
    office.close()
    upgraded = open_ledger(folder, key, updates.clock)
    assert upgraded.reader.value("select count(*) from sqlite_master where name = 'later'")
    upgraded.close()


def test_cancelling_leaves_nothing(tmp_path, answering):
    class Cancelled:
        cancelled = True

        def __call__(self, *_told):
            pass

    program = updates.program(tmp_path)
    with pytest.raises(KnownError, match="已取消"):
        installing.place(program, updates.update(tmp_path), Cancelled())
    assert list(program.folder.iterdir()) == []


def test_a_full_disk_is_told_before_anything_is_written(tmp_path, monkeypatch, answering):
    program = updates.program(tmp_path)
    monkeypatch.setattr("shutil.disk_usage", lambda _path: type("Usage", (), {"free": 1024})())
    with pytest.raises(KnownError, match="没有更新"):
        installing.place(program, updates.update(tmp_path), updates.nothing)
    assert list(program.folder.iterdir()) == []


def test_what_a_cut_left_is_no_hindrance_and_goes(tmp_path, answering):
    program = updates.program(tmp_path)
    (program.folder / ".0.2.0.999999999.part" / "app").mkdir(parents=True)
    (program.place_of("0.2.0") / "half").mkdir(parents=True)

    installed(program, updates.update(tmp_path))
    assert sorted(path.name for path in program.folder.iterdir()) == ["0.2.0", "current.json"]
    assert not (program.place_of("0.2.0") / "half").exists()


def test_the_way_back_is_the_former_version(tmp_path, answering):
    program = updates.program(tmp_path)
    installed(program, updates.update(tmp_path))
    new = updates.program(tmp_path, version="0.2.0")
    assert going_back.go_back(new, None, None).version == "0.1.0"
    assert versions.chosen("0.1.0", program.folder) is None
    with pytest.raises(KnownError, match="没有可以换回"):
        going_back.way_back(program)


def test_the_ledger_of_before_the_update_is_restored_beside_and_the_later_one_stays(
    office, tmp_path, answering, monkeypatch
):
    program = updates.program(tmp_path)
    installed(program, updates.update(tmp_path, further=True), office)
    kept = digest.content_digest(office.reader)
    a_finding(office, office.reader.value("select max(id) from round"), office.reader.value("select max(id) from unit"))
    before = state(office.folder)

    went = going_back.go_back(updates.program(tmp_path, version="0.2.0", schema=updates.LATER_STEP), office, MANAGER)

    assert went.restored.folder != office.folder and went.restored.folder.parent == office.folder.parent
    assert state(office.folder) == before and office.reader.value("select count(*) from finding") == 2
    former = open_ledger(went.restored.folder, office.key, updates.clock)
    assert digest.content_digest(former.reader) == kept
    former.close()
    assert versions.read(program.folder).current == Version("0.1.0", program.schema)


def test_without_the_backup_of_before_nothing_goes_back(office, tmp_path, answering):
    program = updates.program(tmp_path)
    installed(program, updates.update(tmp_path, further=True), office)
    for path in backups.local_place(office.folder).glob("*.bak"):
        path.unlink()
    with pytest.raises(KnownError, match="找不到账本"):
        going_back.go_back(program, office, MANAGER)
    assert versions.read(program.folder).current.name == "0.2.0"


def failed_try(ledger, monkeypatch, schema):
    """What an update that came to nothing leaves of a ledger that is in a later form already: its backup."""
    with monkeypatch.context() as patch:
        patch.setattr("db.backup.schema_of", lambda _reader: schema)
        return backups.back_up(ledger, MANAGER, Occasion.BEFORE_MIGRATION).path


@pytest.mark.parametrize("told", [True, False], ids=["the form is told", "by a former program"])
def test_what_a_later_try_backed_up_is_not_restored_for_the_former_version(
    office, tmp_path, answering, monkeypatch, told
):
    program = updates.program(tmp_path)
    installed(program, updates.update(tmp_path, further=True), office)
    kept = digest.content_digest(office.reader)
    a_finding(office, office.reader.value("select max(id) from round"), office.reader.value("select max(id) from unit"))
    failed_try(office, monkeypatch, updates.LATER_STEP)
    if not told:
        silent(monkeypatch, before=STEP_NAMES[-1], later=updates.LATER_STEP)

    went = going_back.go_back(updates.program(tmp_path, version="0.2.0", schema=updates.LATER_STEP), office, MANAGER)

    former = open_ledger(went.restored.folder, office.key, updates.clock)
    assert digest.content_digest(former.reader) == kept
    former.close()


def silent(monkeypatch, before, later):
    """Backups that do not say their form, as a former program wrote them: it is read from the ledger within."""
    said = container.manifest_of
    monkeypatch.setattr(container, "manifest_of", lambda path, **how: replace(said(path, **how), schema=""))
    one = "select count(*) from finding"
    monkeypatch.setattr("db.backup.schema_of", lambda reader: before if reader.value(one) == 1 else later)


def test_where_only_later_backups_are_there_nothing_goes_back(office, tmp_path, answering, monkeypatch):
    program = updates.program(tmp_path)
    installed(program, updates.update(tmp_path, further=True), office)
    for path in backups.local_place(office.folder).glob("*.bak"):
        path.unlink()
    failed_try(office, monkeypatch, updates.LATER_STEP)
    with pytest.raises(KnownError, match="0.1.0 打得开的备份"):
        going_back.go_back(program, office, MANAGER)
    assert versions.read(program.folder).current.name == "0.2.0"


@pytest.mark.parametrize("again", ["0.3.0", "0.4.0"])
def test_a_lost_version_is_never_what_goes_back_leads_to(tmp_path, answering, again):
    """Laid down again it keeps the version before it, and so does a later one in its place."""
    for base, version in (("0.1.0", "0.2.0"), ("0.2.0", "0.3.0")):
        installed(updates.program(tmp_path, version=base, base="0.1.0"), updates.update(tmp_path, version))
    program = updates.program(tmp_path)
    shutil.rmtree(program.place_of("0.3.0") / versions.APP)

    assert installed(program, updates.update(tmp_path, again)).former == "0.2.0"
    assert [one.name for one in vars(versions.read(program.folder)).values()] == [again, "0.2.0"]
    assert versions.chosen("0.1.0", program.folder) == versions.program_of(program.folder, again)
    assert going_back.go_back(updates.program(tmp_path, version=again, base="0.1.0"), None, None).version == "0.2.0"


def test_a_lost_version_that_does_not_pass_again_stays_lost(office, tmp_path, answering, monkeypatch):
    program = updates.program(tmp_path)
    installed(program, updates.update(tmp_path))
    shutil.rmtree(program.place_of("0.2.0"))
    before = versions.read(program.folder)
    monkeypatch.setattr(rehearsal, "rehearse", lambda *_: (_ for _ in ()).throw(KnownError("不一致")))
    with pytest.raises(KnownError, match="不一致"):
        installed(program, updates.update(tmp_path), office)

    assert versions.read(program.folder) == before and not program.place_of("0.2.0").exists()


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="asks Linux which files are open")
def test_an_update_that_cannot_be_written_whole_holds_no_file_when_it_is_cleared_away(tmp_path, answering, monkeypatch):
    """Windows removes no file that is open: the disk would stay full."""
    program, held = updates.program(tmp_path), []
    rmtree, path = shutil.rmtree, updates.update(tmp_path)

    def watched(folder, **how):
        held.extend(one for one in map(os.path.realpath, Path("/proc/self/fd").iterdir()) if ".part/" in one)
        return rmtree(folder, **how)

    def full(_number):
        raise OSError(28, "no space left")

    monkeypatch.setattr(shutil, "rmtree", watched)
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(KnownError, match="没有写成"):
        installing.place(program, path, updates.nothing)
    assert held == [] and list(program.folder.iterdir()) == []


@pytest.mark.parametrize("fault", ["fails", "cancelled"])
def test_a_version_laid_down_again_that_fails_its_selftest_leaves_everything_as_it_was(tmp_path, answering, fault):
    """What is left of a lost version is not touched before the new files have passed."""
    program = updates.program(tmp_path)
    installed(program, updates.update(tmp_path))
    versions.program_of(program.folder, "0.2.0").unlink()
    before = state(program.folder)
    report = updates.nothing
    if fault == "cancelled":

        class Cancelled:
            cancelled = False

            def __call__(self, _done, _total, text):
                self.cancelled = text == "新版本自检"

        report = Cancelled()
    again = updates.update(tmp_path, says=updates.PASSES if fault == "cancelled" else updates.FAILS)

    with pytest.raises(KnownError):
        installing.place(program, again, report)

    assert state(program.folder) == before
    assert sorted(path.name for path in program.folder.iterdir()) == ["0.2.0", "current.json"]


def test_what_was_there_comes_back_where_the_name_cannot_be_taken(tmp_path, answering, monkeypatch):
    program = updates.program(tmp_path)
    installed(program, updates.update(tmp_path))
    versions.program_of(program.folder, "0.2.0").unlink()
    before, rename = state(program.folder), type(tmp_path).rename

    def refusing(path, target):
        if path.name.startswith(".0.2.0.") and target.name == "0.2.0":
            raise PermissionError(13, "in use")
        return rename(path, target)

    monkeypatch.setattr(type(tmp_path), "rename", refusing)
    with pytest.raises(KnownError, match="更新写不进"):
        installing.place(program, updates.update(tmp_path), updates.nothing)
    assert state(program.folder) == before


def test_a_former_version_that_was_tampered_with_is_not_started_again(tmp_path, answering):
    program = updates.program(tmp_path)
    installed(program, updates.update(tmp_path))
    second = updates.program(tmp_path, version="0.2.0")
    installed(second, updates.update(tmp_path, "0.3.0"))
    (program.place_of("0.2.0") / "app" / "_internal" / "lib.so.1").write_bytes(b"x")
    with pytest.raises(KnownError, match="与清单不符"):
        going_back.go_back(updates.program(tmp_path, version="0.3.0"), None, None)
    assert versions.read(program.folder).current.name == "0.3.0"


def test_versions_go_only_by_hand_and_the_last_two_stay(tmp_path, answering):
    program = updates.program(tmp_path)
    for number, version in enumerate(("0.2.0", "0.3.0", "0.4.0")):
        installed(updates.program(tmp_path, version=f"0.{number + 1}.0"), updates.update(tmp_path, version))
    last = updates.program(tmp_path, version="0.4.0")

    assert going_back.clearable(last) == ("0.2.0",)
    assert program.place_of("0.2.0").is_dir()
    assert going_back.clear(last, MANAGER) == ("0.2.0",)
    assert sorted(path.name for path in program.folder.iterdir()) == ["0.3.0", "0.4.0", "current.json"]


def test_an_installer_that_overtook_the_versions_beside_leads(tmp_path, answering):
    installed(updates.program(tmp_path), updates.update(tmp_path))
    later = updates.program(tmp_path, version="0.5.0", base="0.5.0")

    assert versions.chosen("0.5.0", later.folder) is None
    assert later.pointer() == Pointer(later.as_version, None)
    with pytest.raises(KnownError, match="没有可以换回"):
        going_back.way_back(later)
