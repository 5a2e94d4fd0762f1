"""Papers on the command line: the catalogue with an office's own kinds, and drafts of them (D1, P-17)."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import docx
import pytest

from desktop.cli import papers, reconcile_command, session
from desktop.operations import ledgers
from desktop.operations.office import set_up
from desktop.operations.papers import own_kinds, prepared_mentions, workshop
from tests.builders import EVERYONE, a_finding, a_round, a_unit


@pytest.fixture
def run(console):
    return console


@pytest.fixture
def office(tmp_path, run):
    """A plain ledger with one unit, one finding and a kind that a clerk made."""
    path = tmp_path / "office.ledger"
    assert run("new", path, "--plain", "--office", "中共云岭县委巡察工作领导小组办公室")[0] == 0
    ledger, _actor = ledgers.open_as(path, clock=datetime.now)
    round_id = a_round(ledger)
    a_finding(ledger, round_id, a_unit(ledger, "县民政局党组"))
    kind, _changes = own_kinds.begin(
        ledger, EVERYONE, own_kinds.Wish("unit_finding_list", "问题提示单", "巡办提", per="unit")
    )
    workshop.install(ledger, EVERYONE, own_kinds.first_template(ledger, EVERYONE, kind, tmp_path), kind)
    ledger.close()
    return path, kind


def test_the_catalogue_of_a_ledger_has_its_own_kinds_d1(run, office):
    path, kind = office

    listed = {one["kind"]: one["title"] for one in run("kinds", path, "--json")[1]}

    assert listed[kind] == "问题提示单"
    assert kind not in {one["kind"] for one in run("kinds", "--json")[1]}


def test_a_kind_of_ones_own_is_drafted_by_its_title_d1(run, office, tmp_path):
    path, _kind = office

    code, told, _error = run(
        "document", path, "问题提示单", "--unit", "县民政局党组", "--out", tmp_path / "out", "--json"
    )

    assert code == 0
    assert Path(told["files"][0]["path"]).is_file()


def test_the_words_of_a_kind_have_level_and_example_p4(run, office):
    path, kind = office

    fields = {one["field"]: one for one in run("template", path, "fields", kind, "--json")[1]}

    assert fields["问题总数"]["level"] == "问题"
    assert fields["具体表现数"]["level"] == "具体表现"
    assert fields["反馈日期"]["example"] == "2026年3月10日"


def test_how_mentions_in_what_was_put_by_followed_is_told_beside_the_papers(run, office, tmp_path, monkeypatch):
    path, kind = office
    said = prepared_mentions.Told("县民政局党组", "您写的“见第二部分”改为“见第一部分”，随编号改了。", unsure=False)
    monkeypatch.setattr(
        prepared_mentions, "followed", lambda _workshop, _reader, _request, gathered: (gathered, [said])
    )

    code, told, _error = run("document", path, kind, "--all", "--out", tmp_path / "out", "--json")

    assert code == 0 and len(told["files"]) == 1
    assert told["mentions"] == [{"addressee": "县民政局党组", "told": said.sentence}]


@contextmanager
def _by_an_auditor(arguments):
    with session.writing(arguments) as (ledger, _actor):
        yield ledger, EVERYONE


def test_a_batch_asked_for_again_names_what_it_leaves_out(run, office, tmp_path, monkeypatch):
    monkeypatch.setattr(papers, "writing", _by_an_auditor)
    path, kind = office
    ledger, _actor = ledgers.open_as(path, clock=datetime.now)
    round_id = ledger.reader.value("select id from round")
    set_up(ledger, EVERYONE, {"number_prefix": "云", "contact": "林知远", "phone": "0000-6123456"})
    ledger.close()
    again = ("document", path, kind, "--all", "--issue", "--out", tmp_path / "out", "--json")
    [first] = run(*again)[1]["files"]

    ledger, _actor = ledgers.open_as(path, clock=datetime.now)
    a_finding(ledger, round_id, a_unit(ledger, "县农业农村局党组"))
    ledger.close()
    code, told, _error = run(*again)
    refused = run(*again)

    assert code == 0 and [one["addressee"] for one in told["files"]] == ["县农业农村局党组"]
    assert told["left_out"] == [{"addressee": first["addressee"], "number": first["number"]}]
    assert refused[0] != 0 and first["number"] in refused[2]


def test_papers_that_went_out_are_held_against_the_ledger_and_so_is_a_file_d13(run, office, tmp_path, monkeypatch):
    monkeypatch.setattr(papers, "writing", _by_an_auditor)
    path, kind = office
    ledger, _actor = ledgers.open_as(path, clock=datetime.now)
    set_up(ledger, EVERYONE, {"number_prefix": "云", "contact": "林知远", "phone": "0000-6123456"})
    ledger.close()
    [issued] = run("document", path, kind, "--all", "--issue", "--out", tmp_path / "out", "--json")[1]["files"]

    [before] = run("reconcile", path, "--json")[1]["documents"]
    assert before["number"] == issued["number"] and before["wrong_then"] == before["changed"] == []

    ledger, _actor = ledgers.open_as(path, clock=datetime.now)
    a_finding(ledger, ledger.reader.value("select id from round"), 1, "公务接待超标准3次")
    ledger.close()
    [after] = run("reconcile", path, issued["path"], "--json")[1]["documents"]
    assert {"figure": "问题总数", "then": "1", "now": "2"}.items() <= after["wrong_then"][0].items()
    assert len(after["wrong_then"][0]["findings"]) == 1 and after["edited"] == after["unmatched"] == []
    assert run("reconcile", path, tmp_path / "没有.docx")[0] != 0


def test_a_difference_is_decided_and_a_sentence_traced_by_the_same_command(run, office, tmp_path, monkeypatch):
    monkeypatch.setattr(papers, "writing", _by_an_auditor)
    monkeypatch.setattr(reconcile_command, "writing", _by_an_auditor)
    path, kind = office
    ledger, _actor = ledgers.open_as(path, clock=datetime.now)
    set_up(ledger, EVERYONE, {"number_prefix": "云", "contact": "林知远", "phone": "0000-6123456"})
    ledger.close()
    [issued] = run("document", path, kind, "--all", "--issue", "--out", tmp_path / "out", "--json")[1]["files"]
    ledger, _actor = ledgers.open_as(path, clock=datetime.now)
    a_finding(ledger, ledger.reader.value("select id from round"), 1, "公务接待超标准3次")
    ledger.close()

    assert run("reconcile", path, "--keep", issued["number"], "--figure", "问题总数")[0] != 0, "no reason"
    decided = ("--keep", issued["number"], "--figure", "问题总数", "--reason", "发出后才补录1条", "--json")
    told = run("reconcile", path, *decided)[1]
    [paper] = told["documents"]
    places = [one for one in paper["wrong_then"] if one["figure"] == "问题总数"]
    assert [one["decision"]["number"] for one in places] == told["decisions"] != []
    [after] = run("reconcile", path, "--json")[1]["documents"]
    assert {one["decision"]["decision"] for one in after["wrong_then"] if one["figure"] == "问题总数"} == {"作说明保留"}
    assert run("reconcile", path, *decided)[0] != 0, "decided already"
    assert {one["state"] for one in run("records", path, "paper_decision", "--json")[1]} == {"kept"}

    text = "\n".join(one.text for one in docx.Document(issued["path"]).paragraphs)
    sentence = next(line for line in text.splitlines() if "1个" in line)
    [found] = run("reconcile", path, "--sentence", sentence, "--json")[1]["found"]
    assert found["number"] == issued["number"] and found["figures"][0]["findings"]
    assert run("reconcile", path, "--sentence", "一")[0] != 0
    assert run("reconcile", path, issued["path"], "--sentence", sentence)[0] == 2
