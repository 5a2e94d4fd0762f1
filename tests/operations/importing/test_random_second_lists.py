"""X5, K9: over random lists A, work between, and lists B, nothing that B says is dropped, nothing is offered twice, and undo is exact."""

from __future__ import annotations

import random
import shutil
from itertools import count
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db import digest
from db.queries import facts, list_rows
from db.queries.history import fields_of
from db.store import open_ledger
from desktop.errors import KnownError
from desktop.operations import evidence, findings, progress, undo
from desktop.operations.importing import files
from desktop.operations.importing.answers import Wanted
from desktop.operations.importing.judgement import Options
from desktop.rules.state_words import STATE_WORDS
from tests.builders import EVERYONE, a_round, a_unit, claimed
from tests.conftest import SteppingClock
from tests.operations.importing.test_second_list import HEAD, JUNE, MAY, listed

UNITS = ("县民政局党组", "县财政局党组", "县水利局党组")
SAID = {
    "正在推进": "in_progress",
    "已完成": "done",
    "部分完成": "partly_done",
    "基本完成": "basically_done",
    "未启动": "not_started",
    "长期坚持": "long_term",
}
PLAIN = {"责任人": "owner", "责任领导": "responsible_leader", "备注": "remark", "涉及金额（元）": "amount_yuan"}
FOUND = {"已销号": "done", "部分完成": "partly_done", "正在推进": "in_progress", "": None}
WORDS: dict[str, list[Any]] = {
    "责任人": ["李明", "王强", ""],
    "责任领导": ["赵局长", "钱局长", ""],
    "备注": ["", "已约谈", "另查"],
    "涉及金额（元）": ["", 1200, 3400],
    "整改时限": ["2026-06-18", "2026-09-30", "2026-05-20", ""],
    "完成情况": [*SAID, ""],
    "整改进展": ["", "已部署", "已清退3户", "已清退6户"],
    "整改措施": ["1.清退\n2.建制", "1.清退\n2.建制\n3.培训", "清退", ""],
    "认定情况": list(FOUND),
}


class Lists:
    """Random lists of one office. Rows are told apart by their text."""

    def __init__(self, dice: random.Random, *, verdicts: bool) -> None:
        self.dice, self.verdicts = dice, verdicts
        self.head = [*HEAD, "认定情况"] if verdicts else list(HEAD)

    def first(self) -> list[dict[str, Any]]:
        return [self._row(f"第{number}件事没有办好") for number in range(self.dice.randrange(1, 7))]

    def later(self, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """Rows dropped, added, moved, said twice, worded a little otherwise, their cells changed."""
        told = []
        for row in rows:
            fate = self.dice.random()
            if fate < 0.15:
                continue
            changed = {**row, **{name: self._cell(name) for name in self._names() if self.dice.random() < 0.25}}
            told.append(changed)
            if fate > 0.9:
                told.append({**changed, "备注": "另一行"})
            elif fate > 0.8:
                changed["具体表现"] = changed["具体表现"].replace("没有", "没")
        told += [self._row(f"新的第{number}件事") for number in range(self.dice.randrange(0, 3))]
        self.dice.shuffle(told)
        return told

    def _names(self) -> list[str]:
        return [name for name in WORDS if name in self.head]

    def _cell(self, name: str) -> Any:
        return self.dice.choice(WORDS[name])

    def _row(self, text: str) -> dict[str, Any]:
        return {"具体表现": text, "单位": self.dice.choice(UNITS), **{name: self._cell(name) for name in self._names()}}


def work(ledger, dice: random.Random) -> None:
    """What the office does between the lists; what the table of deeds refuses is left."""
    for finding in ledger.reader.column("select id from finding where removed_in is null"):
        deed = dice.randrange(9)
        try:
            if deed == 0:
                findings.edit(ledger, EVERYONE, [finding], {"owner": dice.choice(("办内", "王强"))})
            elif deed == 1:
                claimed(ledger, finding, on="2026-05-10")
                evidence.add_paper(ledger, EVERYONE, finding, "回执", "卷3")
                progress.close_out(ledger, EVERYONE, finding, "2026-05-12", evidence.faults)
            elif deed == 2:
                progress.withdraw(ledger, EVERYONE, [finding], "2026-05-12", "重复", "书记专题会")
            elif deed == 3:
                progress.refuse(ledger, EVERYONE, finding, "2026-05-12", "佐证不足")
            elif deed == 4:
                progress.claim(ledger, EVERYONE, finding, "partly_done", "2026-05-20")
        except KnownError:
            continue


@pytest.fixture(scope="module")
def fresh(tmp_path_factory, empty_folder):
    """A ledger of its own for each case."""
    numbers, root = count(), tmp_path_factory.mktemp("lists")
    prepared = root / "prepared.ledger"
    shutil.copytree(empty_folder, prepared)
    ledger = open_ledger(prepared, None, SteppingClock("2026-06-05T09:00:00"))
    a_round(ledger)
    for name in UNITS:
        a_unit(ledger, name)
    ledger.close()

    def make():
        folder = root / f"{next(numbers)}" / "a.ledger"
        shutil.copytree(prepared, folder)
        return open_ledger(folder, None, SteppingClock("2026-06-05T09:00:00"))

    return make


def case(fresh, seed: int, *, opening: bool) -> None:
    dice = random.Random(seed)
    lists, ledger = Lists(dice, verdicts=dice.random() < 0.5), fresh()
    mode = {"opening": True, "reason": "启用"} if opening else {}
    try:
        first = lists.first()
        folder = ledger.folder.parent
        files.take(
            ledger,
            EVERYONE,
            Wanted(listed(folder, "五月", first, head=lists.head)),
            Options(list_date=MAY, accept_faults=True, **mode),
        )
        work(ledger, dice)
        second = lists.later(first)
        path = listed(folder, "六月", second, head=lists.head)
        options = Options(list_date=JUNE, accept_faults=True, **mode)
        if second:
            judged(ledger, path, options, {one["具体表现"]: one for one in first})
    finally:
        ledger.close()


def judged(ledger, path, options: Options, first: dict[str, dict[str, Any]]) -> None:
    looked = files.look(ledger, Wanted(path), options, EVERYONE)
    found = looked.entered.comparison
    every_difference_is_told_once(ledger, looked, first)
    before = digest.content_digest(ledger.reader)
    offered = sum(1 for one in found.matched.values() if one.changes)
    taken = files.take(ledger, EVERYONE, Wanted(path), options)
    assert taken.entered.changed == offered
    again = files.look(ledger, Wanted(path), options, EVERYONE).entered.comparison
    rest = [one for row in again.matched.values() for one in row.changes]
    assert rest == []
    if taken.entered.anything:
        undo.undo_import(ledger, EVERYONE, taken.entered.import_number)
        assert digest.content_digest(ledger.reader) == before


def every_difference_is_told_once(ledger, looked, first: dict[str, dict[str, Any]]) -> None:
    """Against a judgement of its own: what B says, neither the ledger nor A says, stands in one row as one field."""
    found, reader = looked.entered.comparison, ledger.reader
    for draft in looked.reading.findings:
        matched = found.of(draft)
        if matched is None:
            continue
        names = [one.name for one in matched.fields]
        assert len(names) == len(set(names))
        row, lanes = (
            fields_of(reader, "finding", matched.finding_id),
            facts.lanes(reader, matched.finding_id, "2026-06-05"),
        )
        base = first.get(draft.text, {})
        for head, name in PLAIN.items():
            said, was = draft.said(name), base.get(head, "")
            differs = said not in (None, "") and said != row[name] and said != was
            assert (name in names) == differs, (name, said, row[name], was)
        state, before = draft.status, SAID.get(base.get("完成情况", ""), "")
        if state and state not in (lanes.claim, lanes.verdict) and state != before:
            assert "status" in names, (state, lanes)
        verdict, found_before = draft.verified_status, FOUND.get(base.get("认定情况", ""))
        if verdict and verdict != lanes.verdict and verdict != found_before:
            assert "verified_status" in names, (verdict, lanes)
        if (
            draft.progress
            and draft.progress != base.get("整改进展")
            and draft.progress not in list_rows.words(reader, matched.finding_id)
        ):
            assert "progress" in names
        if draft.due_on and draft.due_on not in (lanes.due_on, base.get("整改时限")):
            assert "due_on" in names
    ids = [one.finding_id for one in found.matched.values()]
    assert len(ids) == len(set(ids)) and not {one.id for one in found.missing} & set(ids)
    units = {one.unit for one in looked.reading.findings}
    here = {one.id for one in list_rows.candidates(reader, 1) if one.present and one.unit in units}
    assert here <= set(ids) | {one.id for one in found.missing}
    assert set(STATE_WORDS) >= set(SAID.values())


@settings(max_examples=15)
@given(seed=st.integers(0, 10**9))
def test_a_later_list_is_told_whole_taken_whole_and_taken_back_whole(fresh, seed):
    """K9, X5"""
    case(fresh, seed, opening=False)


@settings(max_examples=10)
@given(seed=st.integers(0, 10**9))
def test_so_is_a_later_list_of_opening_balances(fresh, seed):
    """K9, X5, K13"""
    case(fresh, seed, opening=True)


@pytest.mark.acceptance
@pytest.mark.timeout(3000)
@settings(max_examples=300)
@given(seed=st.integers(0, 10**9), opening=st.booleans())
def test_hundreds_of_random_pairs_of_lists(fresh, seed, opening):
    """K9, X5"""
    case(fresh, seed, opening=opening)
