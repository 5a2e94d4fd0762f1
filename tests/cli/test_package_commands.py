"""E1, E2: a package from one machine to another and back, as a person calls it (interfaces.md, `package` and `receive`)."""

import shutil
from pathlib import Path

import pytest

from db.digest import content_digest
from db.lock import Machine
from db.store import open_ledger
from desktop.operations.packages import senders, sending
from tests.cli.played import BOOKS, PEOPLE, play
from tests.cli.test_every_book_leaves import full  # noqa: F401  (an office in which every book has a row)

AS = ("--user", "王敏")


@pytest.fixture
def two(run, office, monkeypatch):
    """An office and a copy of its folder on another PC; `at(name)` says at which PC the next command is given."""
    play(run, office, *PEOPLE, *BOOKS)
    shutil.copytree(office, "b.ledger")

    def at(name):
        machine = Machine(name, name)
        monkeypatch.setenv("INSPECTION_LEDGER_HOME", str(Path(name).resolve()))
        monkeypatch.setattr(senders, "this_machine", lambda: machine)
        monkeypatch.setattr(sending, "this_machine", lambda: machine)

    at("甲机")
    return office, "b.ledger", at


def digests(*folders):
    found = []
    for folder in folders:
        ledger = open_ledger(Path(folder).resolve(), None, lambda: None)
        found.append(content_digest(ledger.reader))
        ledger.close()
    return found


def number_of(run, ledger):
    return run("findings", ledger)[0]["number"]


def test_work_of_two_machines_is_on_both_after_a_package_each_way(run, two, tmp_path):
    mine, other, at = two
    number = number_of(run, mine)
    play(
        run,
        mine,
        ("finding.edit", {"number": number, "owner": "甲"}),
        ("finding.claim", {"number": number, "state": "in_progress"}),
    )
    play(
        run,
        other,
        ("finding.edit", {"number": number, "owner": "乙"}),
        ("finding.add", {"round": "十五届县委第六轮（常规）", "unit": "县民政局党组", "text": "乙机的问题"}),
    )
    at("乙机")
    made = run("package", other, "--out", "b.xcpkg", "--to", "甲机")
    assert made["contents"]["finding"] == 2 and Path(made["path"]).is_file() and len(made["sha256"]) == 64

    at("甲机")
    refused = run("receive", mine, "b.xcpkg", *AS, code=1)
    assert made["fingerprint"] in refused["refused"] and refused["new"] == []
    seen = run("receive", mine, "b.xcpkg", "--dry-run", "--trust", made["fingerprint"], *AS)
    assert [one["record"] for one in seen["new"] if one["table"] == "finding"] == [number[:-1] + "2"]
    assert [(one["record"], one["field"], {one["mine"], one["theirs"]}) for one in seen["conflicts"]] == [
        (number, "owner", {"甲", "乙"})
    ]
    assert len(run("findings", mine)) == 1
    done = run("receive", mine, "b.xcpkg", "--trust", made["fingerprint"], *AS)
    assert done["conflicts"] == seen["conflicts"] and done["new"] == seen["new"]
    again = run("receive", mine, "b.xcpkg", *AS)  # replayed: nothing is new, and the sender is known by now
    assert (again["refused"], again["new"], again["changed"], again["conflicts"]) == (None, [], [], [])

    back = run("package", mine, "--out", "a.xcpkg")
    at("乙机")
    run("receive", other, "a.xcpkg", "--trust", back["fingerprint"], *AS)
    one, two_ = digests(mine, other)
    assert one == two_
    told = [one["message"] for one in run("check", other)["problems"] if one["where"] == "合并冲突"]
    assert len(told) == 1 and number in told[0] and "甲" in told[0] and "乙" in told[0]
    shown = [row["owner"] for row in run("findings", mine)]
    play(run, mine, ("finding.edit", {"number": number, "owner": "丙"}))
    at("甲机")
    run("package", mine, "--out", "c.xcpkg")
    at("乙机")
    assert run("receive", other, "c.xcpkg", *AS)["conflicts"] == []
    one, two_ = digests(mine, other)
    assert not [one for one in run("check", other)["problems"] if one["where"] == "合并冲突"]
    assert one == two_ and "丙" not in shown and "丙" in [row["owner"] for row in run("findings", other)]


def test_a_package_of_another_ledger_is_refused(run, two):
    mine, _other, _at = two
    run("new", "c.ledger", "--plain")
    run("package", "c.ledger", "--out", "c.xcpkg")
    refused = run("receive", mine, "c.xcpkg", *AS, code=1)
    print_ = refused["refused"].rpartition("--trust ")[2].split(" ")[0]
    assert "副本" in run("receive", mine, "c.xcpkg", "--trust", print_, *AS, code=1)["refused"]


def test_an_agreed_passphrase_opens_a_package_and_nothing_else_does(run, two, monkeypatch):
    mine, other, _at = two
    play(run, other, ("finding.edit", {"number": number_of(run, other), "owner": "乙"}))
    Path("口令.txt").write_text("两人约定的口令", "utf-8")
    made = run("package", other, "--out", "b.xcpkg", "--exchange-passphrase-file", "口令.txt")
    trust = ("--trust", made["fingerprint"], *AS)
    assert "打不开" in run("receive", mine, "b.xcpkg", *trust, code=1)["refused"]
    monkeypatch.setenv("EXCHANGE_PASSPHRASE", "别的口令")
    assert "口令" in run("receive", mine, "b.xcpkg", *trust, code=1)["refused"]
    monkeypatch.setenv("EXCHANGE_PASSPHRASE", "两人约定的口令")
    assert run("receive", mine, "b.xcpkg", *trust)["refused"] is None


def test_who_may_not_review_may_not_receive(run, two):
    mine, other, _at = two
    play(run, other, ("finding.edit", {"number": number_of(run, other), "owner": "乙"}))
    made = run("package", other, "--out", "b.xcpkg")
    assert "审核" in run("receive", mine, "b.xcpkg", "--trust", made["fingerprint"], code=1)["refused"]
    assert "打不开" in run("receive", mine, "nothing.xcpkg", *AS, code=1)["refused"]


def test_files_come_along_and_are_whole(run, two, tmp_path):
    mine, other, _at = two
    Path("凭证.txt").write_text("凭证", "utf-8")
    play(
        run,
        other,
        ("finding.evidence", {"number": number_of(run, other), "file": str(tmp_path / "凭证.txt"), "title": "凭证"}),
    )
    made = run("package", other, "--out", "b.xcpkg")
    run("receive", mine, "b.xcpkg", "--trust", made["fingerprint"], *AS)
    one, two_ = digests(mine, other)
    assert one == two_


@pytest.fixture
def blank(run, office):
    """A copy from before any work."""
    shutil.copytree(office, "blank.ledger")
    return "blank.ledger"


def test_a_copy_from_before_all_work_gets_every_book_whole(run, blank, full):  # noqa: F811
    made = run("package", full, "--out", "all.xcpkg")
    assert {"finding", "talk", "letter", "category", "phrase", "calendar_day", "unit_alias", "record_event"} <= set(
        made["contents"]
    )
    done = run("receive", blank, "all.xcpkg", "--trust", made["fingerprint"], "--user", "管理员")
    one, two_ = digests(full, blank)
    assert one == two_ and done["conflicts"] == []
    for day in ("2026-03-31", "2026-06-05"):
        assert run("rate", blank, "--as-of", day) == run("rate", full, "--as-of", day)
        for book in ("talk", "chase", "meeting", "extension", "regulation", "round_node"):
            there, here = (run("records", folder, book, "--as-of", day) for folder in (full, blank))
            assert here == there, book


def test_a_conflict_is_listed_and_settled_and_the_next_package_settles_it_on_the_other_machine(run, two):
    mine, other, at = two
    number = number_of(run, mine)
    for ledger, owner in ((mine, "甲"), (other, "乙")):
        play(run, ledger, ("finding.edit", {"number": number, "owner": owner}))
    at("乙机")
    print_ = run("package", other, "--out", "b.xcpkg")["fingerprint"]
    at("甲机")
    run("receive", mine, "b.xcpkg", "--trust", print_, *AS)

    [one] = run("conflicts", mine)
    assert (one["record"], one["field"], one["not_here"], one["only_shown"]) == (number, "owner", None, None)
    shown, other_side = (side["value"] for side in one["sides"])
    assert {shown, other_side} == {"甲", "乙"} and run("findings", mine)[0]["owner"] == shown
    assert "没有第 3 方" in run("settle", mine, str(one["number"]), "--take", "3", *AS, code=1)["error"]
    done = run("settle", mine, str(one["number"]), "--take", "2", *AS)
    assert done["open"] == 0 and other_side in done["settled"] and run("conflicts", mine) == []
    back = run("package", mine, "--out", "a.xcpkg")
    at("乙机")
    run("receive", other, "a.xcpkg", "--trust", back["fingerprint"], *AS)
    assert run("conflicts", other) == [] and run("findings", other)[0]["owner"] == other_side
    play(run, other, ("finding.edit", {"number": number, "owner": "丙"}))
    assert len(set(digests(mine, other))) == 2


def test_a_script_settles_too_and_by_own_words(run, two):
    mine, other, at = two
    number = number_of(run, mine)
    for ledger, owner in ((mine, "甲"), (other, "乙")):
        play(run, ledger, ("finding.edit", {"number": number, "owner": owner}))
    at("乙机")
    print_ = run("package", other, "--out", "b.xcpkg")["fingerprint"]
    at("甲机")
    run("receive", mine, "b.xcpkg", "--trust", print_, *AS)
    play(
        run,
        mine,
        ("office.settle", {"number": run("conflicts", mine)[0]["number"], "value": "甲、乙"}, {"user": "王敏"}),
    )

    assert run("conflicts", mine) == [] and run("findings", mine)[0]["owner"] == "甲、乙"


def test_a_package_of_one_round_leaves_the_others_at_home_until_the_whole_comes(run, two):
    mine, other, at = two
    sixth, seventh = "十五届县委第六轮（常规）", "十五届县委第七轮（常规）"
    at("乙机")
    play(
        run,
        other,
        ("round.add", {"name": seventh}),
        ("finding.add", {"round": seventh, "unit": "县民政局党组", "text": "第七轮的问题"}),
        ("finding.add", {"round": sixth, "unit": "县民政局党组", "text": "第六轮的问题"}),
    )
    assert "没有轮次" in run("package", other, "--round", "没有的轮次", "--out", "x.xcpkg", code=1)["error"]
    part = run("package", other, "--round", sixth, "--out", "part.xcpkg")
    whole = run("package", other, "--out", "whole.xcpkg")
    assert whole["contents"]["finding"] == part["contents"]["finding"] + 1

    at("甲机")
    run("receive", mine, "part.xcpkg", "--trust", part["fingerprint"], *AS)
    texts = {one["text"] for one in run("findings", mine)}
    assert "第六轮的问题" in texts and "第七轮的问题" not in texts
    run("receive", mine, "whole.xcpkg", *AS)
    assert "第七轮的问题" in {one["text"] for one in run("findings", mine)}
    back = run("package", mine, "--out", "a.xcpkg")
    at("乙机")
    run("receive", other, "a.xcpkg", "--trust", back["fingerprint"], *AS)
    assert len(set(digests(mine, other))) == 1


def test_the_three_transfer_forms_are_written_with_a_package_and_with_what_came(run, two):
    mine, other, at = two
    play(run, other, ("finding.edit", {"number": number_of(run, other), "owner": "乙"}))
    at("乙机")
    made = run("package", other, "--out", "b.xcpkg", "--to", "甲机", "--forms", "forms", "--machine-mark", "内部")
    assert len(made["forms"]) == 3 and all(Path(path).read_bytes().startswith(b"%PDF") for path in made["forms"])
    at("甲机")
    done = run("receive", mine, "b.xcpkg", "--trust", made["fingerprint"], "--forms", "in", *AS)
    assert len(done["forms"]) == 3
    again = run("receive", mine, "b.xcpkg", "--forms", "in", *AS)
    assert "forms" not in again and len(list(Path("in").iterdir())) == 3
