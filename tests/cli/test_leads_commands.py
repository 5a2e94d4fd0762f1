"""The room of leads on the command line: nothing of it without its passphrase."""

import json
from datetime import datetime

import pytest

from db.store import open_ledger
from desktop.exchange import locked_file
from desktop.operations.leads import granting
from desktop.operations.office import set_up
from tests.acceptance.file_says import said_in
from tests.builders import EVERYONE
from tests.operations.leads.conftest import CHEAP

LEAD = {"moved_on": "2026-05-20", "moved_to": "县纪委监委", "cases": 1, "persons": 2, "subject_names": "甄某某、贾某某"}


@pytest.fixture
def words(tmp_path, monkeypatch):
    """Files of passphrases by name; keys are cheap to try."""
    monkeypatch.setattr(granting, "Kdf", lambda: CHEAP)

    def kept(name, text):
        path = tmp_path / f"{name}.txt"
        path.write_text(text, "utf-8")
        return path

    return {
        "manager": kept("manager", "管理人的授予口令一一x"),
        "reviewer": kept("reviewer", "审核人的授予口令二二x"),
        "member": kept("member", "成员的线索口令三三三x"),
        "file": kept("file", "转出文件的口令五五-7x"),
        "second": kept("second", "第二成员的线索口令五五x"),
        "wrong": kept("wrong", "不是这个口令四四四四x"),
    }


@pytest.fixture
def enabled(run, office, words, tmp_path):
    steps = [
        {"do": "user.add", "args": {"name": name, "rights": rights}}
        for name, rights in (("甲", ["manage"]), ("乙", ["enter", "review"]), ("丙", ["enter"]))
    ]
    (tmp_path / "users.json").write_text(json.dumps({"steps": [{**one, "user": "管理员"} for one in steps]}), "utf-8")
    run("play", office, "users.json", "--user", "管理员")
    run("leads", office, "enable", *_pair(words), "--member", "丙", "--leads-passphrase-file", words["member"])
    return office


def _pair(words):
    return (
        "--manager", "甲", "--manager-word-file", words["manager"],
        "--reviewer", "乙", "--reviewer-word-file", words["reviewer"],
    )  # fmt: skip


def test_a_lead_is_entered_moved_on_and_answered_only_with_the_passphrase(run, console, enabled, words, tmp_path):
    (tmp_path / "lead.json").write_text(json.dumps(LEAD), "utf-8")
    key = ("--leads-passphrase-file", words["member"])
    made = run("record", enabled, "lead", "add", "--set-file", "lead.json", *key)
    assert made["state"] == "moved"
    run(
        "record",
        enabled,
        "lead",
        "dispose",
        made["number"],
        "--set",
        "disposition=初步核实",
        "--on",
        "2026-05-25",
        *key,
    )
    [row] = run("records", enabled, "lead", *key)
    assert (row["state"], row["cases"], row["persons"], row["disposition"]) == ("in_hand", 1, 2, "verification")
    assert "甄" not in json.dumps(row, ensure_ascii=False)
    assert run("records", enabled, "lead", "--search", "甄", *key) == []
    shown = run("record", enabled, "lead", "show", made["number"], "--reason", "核对", *key)
    assert shown["names"] == "甄某某、贾某某"
    assert run("leads", enabled, "log", *key)[0]["title"] == f"显示姓名 {made['number']}"
    figures = {one["name"]: one for one in run("figures", enabled, "leads_cases", "lead_closing_rate", *key)}
    assert (figures["leads_cases"]["value"], figures["lead_closing_rate"]["value"]) == ("1", "0.0%")
    run("record", enabled, "lead", "show", made["number"], *key, code=1)


def test_without_the_passphrase_the_book_and_its_figures_are_in_no_list(run, console, enabled):
    assert "lead" not in {one["register"] for one in run("registers")}
    code, _, complaint = console("records", enabled, "lead")
    assert code == 2
    assert complaint == console("records", enabled, "nothing")[2].replace("nothing", "lead")
    assert console("record", enabled, "lead", "add", "--set", "cases=1")[0] == 2
    assert not [one for one in run("figures", enabled) if one["name"].startswith("lead")]
    code, _, complaint = console("figures", enabled, "leads_cases")
    assert code == 2
    assert "leads_persons" not in complaint
    code, _, complaint = console("play", enabled, _script("lead.add"))
    assert code == 2


def _script(deed):
    from pathlib import Path

    Path("script.json").write_text(json.dumps({"steps": [{"do": deed, "args": {}}]}), "utf-8")
    return "script.json"


def test_a_wrong_passphrase_and_another_persons_name_open_nothing(run, enabled, words):
    told = run("records", enabled, "lead", "--leads-passphrase-file", words["wrong"], code=1)
    assert "口令不对" in told["error"]
    told = run("records", enabled, "lead", "--user", "乙", "--leads-passphrase-file", words["member"], code=1)
    assert "没有线索权限" in told["error"]


def test_the_right_is_taken_back_by_the_two_and_one_word_alone_does_nothing(run, enabled, words):
    lone = ("--manager", "甲", "--manager-word-file", words["manager"])
    run("leads", enabled, "take-back", *lone, "--member", "丙", code=2)
    guessed = (*lone, "--reviewer", "乙", "--reviewer-word-file", words["wrong"])
    run("leads", enabled, "take-back", *guessed, "--member", "丙", code=1)
    run("leads", enabled, "take-back", *_pair(words), "--member", "丙")
    told = run("records", enabled, "lead", "--leads-passphrase-file", words["member"], code=1)
    assert "没有线索权限" in told["error"]


def test_the_last_deed_in_the_room_is_taken_back_there(run, enabled, words, tmp_path):
    key = ("--leads-passphrase-file", words["member"])
    (tmp_path / "lead.json").write_text(json.dumps(LEAD), "utf-8")
    run("record", enabled, "lead", "add", "--set-file", "lead.json", *key)
    assert run("leads", enabled, "undo", *key) == {"undone": "登记线索"}
    assert run("records", enabled, "lead", *key) == []


def test_a_letter_hands_leads_on_only_with_its_mark_and_a_second_member(run, enabled, words, tmp_path):
    key = ("--leads-passphrase-file", words["member"])
    run("leads", enabled, "grant", *_pair(words), "--member", "乙", "--leads-passphrase-file", words["second"])
    steps = [
        {
            "do": "round.add",
            "user": "管理员",
            "args": {"name": "十五届县委第六轮（常规）", "code": "15-06"},
        }
    ]
    (tmp_path / "round.json").write_text(json.dumps({"steps": steps}), "utf-8")
    run("play", enabled, "round.json", "--user", "管理员")
    lead = {**LEAD, "round": "15-06", "matter": "违反群众纪律", "copies": 1, "pages": 12}
    (tmp_path / "lead.json").write_text(json.dumps(lead), "utf-8")
    number = run("record", enabled, "lead", "add", "--set-file", "lead.json", *key)["number"]
    asked = (
        "--leads-passphrase-file", words["second"], "--lead", number, "--second", "丙", "--second-passphrase-file", words["member"],
        "--set", "addressee=中共云岭县纪律检查委员会", "--set", "approval=领导小组会议审定意见", "--set", "classified_by=周定密", "--out", "out",
    )  # fmt: skip
    assert "密级" in run("leads", enabled, "refer", *asked, code=1)["error"]
    office = run("leads", enabled, "refer", *asked, "--set", "classification=秘密★1年", code=1)["error"]
    assert "移交函" in office
    assert not (tmp_path / "out").exists()
    assert run("leads", enabled, "refer", *asked, "--set", "colour=red", code=2)
    office_words = {"office": "中共云岭县委巡察办", "number_prefix": "云", "contact": "林知远", "phone": "6620153"}
    ledger = open_ledger(tmp_path / enabled, None, datetime.now)
    set_up(ledger, EVERYONE, office_words)
    ledger.close()
    made = run("leads", enabled, "refer", *asked, "--set", "classification=秘密★1年")
    assert made["number"].startswith("云巡移〔")
    assert number in said_in(tmp_path / made["path"])
    assert run("records", enabled, "letter") == []


def test_m19_the_room_is_printed_checked_let_out_and_read_into_another(run, enabled, words, tmp_path, monkeypatch):
    """M19: each with the passphrase and a second member; the file is closed, and an empty room takes it back."""
    monkeypatch.setattr(locked_file, "Kdf", lambda: CHEAP)
    key = ("--leads-passphrase-file", words["member"])
    second = ("--second", "乙", "--second-passphrase-file", words["second"])
    file_word = ("--file-passphrase-file", words["file"])
    run("leads", enabled, "grant", *_pair(words), "--member", "乙", "--leads-passphrase-file", words["second"])
    (tmp_path / "lead.json").write_text(json.dumps(LEAD), "utf-8")
    number = run("record", enabled, "lead", "add", "--set-file", "lead.json", *key)["number"]
    assert run("leads", enabled, "check", *key) == {"ok": True, "problems": []}
    run("leads", enabled, "print", "--out", "x.pdf", *key, code=2)
    printed = run("leads", enabled, "print", "--out", "x.pdf", "--copies", "2", *second, *key)
    assert (printed["rows"], number in said_in(tmp_path / printed["path"])) == (1, True)
    made = run("leads", enabled, "dump", "--out", "x.xcsuo", *file_word, *second, *key)
    assert made["contents"]["lead"] == 1 and number.encode() not in (tmp_path / made["path"]).read_bytes()
    back = ("leads", enabled, "read-back", *_pair(words), "--file", made["path"])
    assert "空账本" in run(*back, *file_word, code=1)["error"]
    run("leads", enabled, "read-back", *_pair(words), *file_word, code=2)
