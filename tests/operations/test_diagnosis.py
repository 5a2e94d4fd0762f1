"""W-9: the package for a maintainer says what the program and the ledger are like, and holds no word of the ledger."""

import json
import re
import zipfile

import pytest

from db import migrations
from desktop.errors import KnownError
from desktop.host import logs
from desktop.operations import diagnosis, evidence, rounds, units
from desktop.operations.findings import FindingDraft, add
from desktop.operations.maintenance import Health, Problem
from desktop.operations.units import UnitDraft

CHINESE = re.compile(r"[\u2e80-\u9fff\uff00-\uffef]|13912345678|Secret Office")


def test_it_counts_everything_and_holds_no_word_of_the_ledger(ledger, manager, tmp_path):
    (unit_id,), _ = units.add(ledger, manager, [UnitDraft("县教育局党组")])
    round_id, _ = rounds.add(ledger, manager, "十五届县委第六轮（常规）", {"feedback_on": "2026-03-10"})
    finding = add(ledger, manager, FindingDraft(round_id, unit_id, "Secret Office 违规发放补贴，电话 13912345678"))[0]
    (tmp_path / "会议纪要.pdf").write_bytes(b"Secret Office")
    evidence.add_files(ledger, manager, finding, [tmp_path / "会议纪要.pdf"])
    log = tmp_path / "program.log"
    log.write_text("ERROR opening 县教育局 failed, 13912345678\n", "utf-8")
    health = Health((Problem("row", "问题 15-06-001", "县教育局被改动"), Problem("file", "会议纪要.pdf", "已变动")))

    target = diagnosis.write(ledger, tmp_path / "d.zip", health, [log])

    with zipfile.ZipFile(target) as archive:
        texts = {name: archive.read(name).decode("utf-8") for name in archive.namelist()}
    assert not [name for name, text in texts.items() if CHINESE.search(text) or CHINESE.search(name)]
    facts = json.loads(texts["facts.json"])
    assert facts["ledger"]["rows"]["finding"] == 1
    assert facts["ledger"]["files"]["count"] == 1
    assert facts["check"] == {"row": 1, "file": 1}
    assert facts["libraries"]["cryptography"] and facts["last_step"] == migrations.STEP_NAMES[-1]
    assert texts["logs/program.log"] == logs.without_contents(log.read_text("utf-8"))


def facts_of(target):
    with zipfile.ZipFile(target) as archive:
        return json.loads(archive.read("facts.json")), {name: archive.read(name) for name in archive.namelist()}


def test_without_a_check_none_is_told_and_sizes_are_those_of_the_files_w9(ledger, tmp_path):
    """W-9"""
    target = diagnosis.write(ledger, tmp_path / "d.zip", None, [])
    facts, texts = facts_of(target)
    assert facts["check"] is None and list(texts) == ["facts.json"] and facts["ledger"]["encrypted"] is False
    assert facts["ledger"]["database_bytes"] == (ledger.folder / "ledger.db").stat().st_size
    assert facts["ledger"]["files"] == {"count": 0, "bytes": 0} and diagnosis._version("没有这个库") == ""


def test_of_a_long_log_its_end_is_told_w9(ledger, tmp_path):
    """W-9: two hundred thousand bytes of it."""
    log = tmp_path / "program.log"
    log.write_bytes(b"A" * 10 + b"B" * 200_000)
    assert diagnosis._end_of(log) == "B" * 200_000
    log.write_bytes(b"short")
    assert diagnosis._end_of(log) == "short"


def test_where_no_package_can_be_written_the_place_is_told(ledger, tmp_path):
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(KnownError, match="诊断包"):
        diagnosis.write(ledger, tmp_path / "file" / "d.zip", None, [])
