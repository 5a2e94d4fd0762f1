"""A copy of a ledger in memory with somebody at work on it: every kind of deed, drawn at random (issue 6 point 7)."""

from __future__ import annotations

import functools
import json
import random
from datetime import datetime, timedelta
from pathlib import Path

from db import connections, dump_back
from db.digest import content_digest
from db.queries import history, packages
from db.store import Ledger
from db.writer import Writer
from desktop.errors import KnownError
from desktop.ledgers.chases import CHASES
from desktop.ledgers.field import Holds
from desktop.ledgers.talks import TALKS
from desktop.operations import (
    attributes,
    correcting,
    findings,
    measures,
    own_fields,
    progress,
    recycle,
    rounds,
    undo,
    units,
)
from desktop.operations.change import change
from desktop.operations.events import Event
from desktop.operations.findings import FindingDraft
from desktop.operations.measures import MeasureDraft
from desktop.operations.packages import receiving, settling, told
from desktop.operations.packages.receiving import Sender
from desktop.operations.records import verbs
from desktop.operations.undo import Later
from desktop.operations.units import UnitDraft
from desktop.rules.permissions import Action
from tests.book_deeds import BookAndPaperDeeds
from tests.builders import CLAIMANT, EVERYONE, no_evidence_faults

BEGAN = datetime(2026, 5, 20, 9)
STATES = ("in_progress", "partly_done", "basically_done", "not_done", "done", "long_term")
DEEDS = (
    "add_finding", "add_finding", "claim", "claim", "verify", "note", "close_out", "reopen", "edit_owner", "edit_owner", "edit_remark",
    "reclassify", "recategorise", "add_measures", "tick", "remove", "take_out", "add_unit", "edit_unit", "drop_unit", "place_unit", "move_feedback",
    "move_end", "correct", "extend", "withdraw", "merge", "split", "leader", "undo_last", "undo_any", "undo_any", "redo", "same_unit",
    "rename_round", "own_field", "own_value", "own_value", "drop_field", "add_record", "add_record", "edit_record", "edit_record",
    "add_talk", "add_talk", "talk_step", "talk_step", "remove_record", "restore_record", "leader_of_unit", "import_list",
    "settle", "settle", "add_to_book", "add_to_book", "edit_book", "edit_book", "step_in_book", "step_in_book", "step_in_book", "bin_in_book", "unbin_in_book",
    "send_paper", "send_paper", "tell_of_paper", "tell_of_paper", "void_paper",
)  # fmt: skip


class Ticking:
    """A clock that never says the same moment twice, a little off from that of the other copies."""

    def __init__(self, now, off):
        self.now, self.off = now, off

    def __call__(self):
        self.now += timedelta(microseconds=1000 + self.off)
        return self.now


empty = functools.cache(dump_back.rehearsal)
"""A ledger in which nothing stands: its schema is made once, others are copied from it."""


def in_memory(folder, clock, source=None):
    """A ledger that lies in memory only; a copy of another one where `source` is given."""
    connection, context = connections.writing(Path(":memory:"), None)
    (empty() if source is None else source.writer)._connection.backup(connection)
    writer = Writer(connection, context)
    return Ledger(folder, None, writer, writer, clock)


class Copy(BookAndPaperDeeds):
    """One copy with somebody at work on it."""

    def __init__(self, name, ledger, seed):
        self.name, self.ledger, self.dice = name, ledger, random.Random(seed)
        self.base = ledger.reader.value("select max(id) from action")

    @property
    def digest(self):
        return content_digest(self.ledger.reader)

    @property
    def conflicts(self):
        return sorted(
            (one.table, one.row_uid, one.field, one.said) for one in packages.open_conflicts(self.ledger.reader)
        )

    def package(self):
        """What it tells the others, as it stands in a file."""
        return json.loads(json.dumps(told.content(self.ledger.reader)))

    def receive(self, content, sender="另一台"):
        return receiving.receive(self.ledger, EVERYONE, content, Sender(sender, "0" * 64))

    def step(self):
        """One deed; what the office's rules refuse changes nothing."""
        self.ledger.clock.now += timedelta(minutes=self.dice.choice([1, 1, 5, 60, 60 * 24]))
        deed = self.dice.choice(DEEDS)
        try:
            getattr(self, deed)()
        except KnownError:
            return ""
        return deed

    # -- what is there

    def one_of(self, sql, *asked):
        found = self.ledger.reader.column(sql, asked)
        if not found:
            raise KnownError("nothing there")
        return self.dice.choice(found)

    def finding(self):
        return self.one_of("select id from finding where removed_in is null")

    def unit(self):
        return self.one_of("select id from unit where removed_in is null")

    def round(self):
        return self.one_of("select id from round where removed_in is null")

    def day(self):
        return (self.ledger.clock.now.date() - timedelta(days=self.dice.choice([0, 0, 0, 1, 3]))).isoformat()

    # -- what somebody does

    def draft(self):
        return FindingDraft(
            self.round(), self.unit(), f"问题{self.dice.random()}", nature=self.dice.choice(["ordinary", "immediate"]),
            category1=self.dice.choice(["一", "二"]),
        )  # fmt: skip

    def add_finding(self):
        findings.add(self.ledger, EVERYONE, self.draft())

    def claim(self):
        progress.claim(
            self.ledger, CLAIMANT, self.finding(), self.dice.choice(STATES), self.day(), self.dice.choice("甲乙")
        )

    def verify(self):
        progress.verify(self.ledger, EVERYONE, self.finding(), self.dice.choice(STATES[:4]), self.day())

    def note(self):
        progress.note(self.ledger, CLAIMANT, self.finding(), self.day(), "情况")

    def close_out(self):
        progress.close_out(
            self.ledger, EVERYONE, self.finding(), self.day(), no_evidence_faults, override_reason="特批"
        )

    def reopen(self):
        progress.reopen(self.ledger, EVERYONE, self.finding(), self.day(), "反弹")

    def extend(self):
        due = f"2026-{self.dice.randrange(8, 13):02d}-01"
        progress.extend(self.ledger, EVERYONE, self.finding(), due, self.day(), "审批未下", "领导小组")

    def withdraw(self):
        progress.withdraw(self.ledger, EVERYONE, [self.finding()], self.day(), "查无实据", "领导小组")

    def merge(self):
        progress.merge(self.ledger, EVERYONE, [self.finding()], self.finding(), self.day(), "同一件事")

    def split(self):
        progress.split(self.ledger, EVERYONE, self.finding(), [self.draft(), self.draft()], self.day(), "分开整改")

    def edit_owner(self):
        findings.edit(self.ledger, EVERYONE, [self.finding()], {"owner": self.dice.choice(["甲", "乙", "丙", ""])})

    def edit_remark(self):
        findings.edit(self.ledger, EVERYONE, [self.finding()], {"remark": self.dice.choice(["一", "二", "三"])})

    def leader(self):
        findings.edit(self.ledger, EVERYONE, [self.finding()], {"county_leader": self.dice.choice(["赵", "钱", ""])})

    def reclassify(self):
        name, value = self.dice.choice([("nature", "long_term"), ("nature", "immediate"), ("unit_id", self.unit()), ("due_on", "2026-06-20")])  # fmt: skip
        attributes.reclassify(self.ledger, EVERYONE, self.finding(), {name: value}, self.day(), "会议决定")

    def recategorise(self):
        attributes.recategorise(
            self.ledger, CLAIMANT, self.finding(), {"category1": self.dice.choice("一二三")}, self.day()
        )

    def add_measures(self):
        measures.add(self.ledger, EVERYONE, self.finding(), [MeasureDraft("甲"), MeasureDraft("乙")], self.day())

    def tick(self):
        measure = self.one_of("select id from measure where removed_in is null")
        finding = self.ledger.reader.value("select finding_id from measure where id = ?", (measure,))
        measures.set_done(self.ledger, EVERYONE, finding, measure, self.day(), done=self.dice.random() < 0.7)

    def remove(self):
        findings.remove(self.ledger, EVERYONE, [self.finding()], "录错了")

    def take_out(self):
        recycle.take_out(self.ledger, EVERYONE, [self.one_of("select id from finding where removed_in is not null")])

    def add_unit(self):
        units.add(
            self.ledger, EVERYONE, [UnitDraft(f"县{self.dice.choice('甲乙丙丁')}{self.dice.choice('子丑寅')}局党组")]
        )

    def same_unit(self):
        units.add(self.ledger, EVERYONE, [UnitDraft("县档案馆党组", kind=self.dice.choice(["事业单位", "党政机关"]))])

    def edit_unit(self):
        units.edit(self.ledger, EVERYONE, self.unit(), {"phone": str(self.dice.randrange(9))}, "改")

    def drop_unit(self):
        units.remove(self.ledger, EVERYONE, self.unit())

    def place_unit(self):
        rounds.place_units(self.ledger, EVERYONE, self.round(), [self.unit()])

    def move_feedback(self):
        rounds.move_feedback(
            self.ledger, EVERYONE, self.round(), self.unit(), f"2026-03-{self.dice.randrange(10, 28)}", "当面反馈"
        )

    def move_end(self):
        rounds.edit(
            self.ledger, EVERYONE, self.round(), {"ends_on": f"2026-05-{self.dice.randrange(10, 31)}"}, "延长整改期"
        )

    def rename_round(self):
        name = f"第{self.dice.choice('一二三')}轮"
        if self.ledger.reader.value("select 1 from round where name = ?", (name,)):
            raise KnownError("taken")
        rounds.edit(self.ledger, EVERYONE, self.round(), {"name": name}, "改名")

    def correct(self):
        event = self.one_of(
            """select id from finding_event as e where kind = 'claim' and measure_id is null
                and not exists (select 1 from retraction where event_id = e.id)"""
        )
        old, state = history.event_fields(self.ledger.reader, event), self.dice.choice(STATES)
        new = Event(
            old["finding_id"],
            "claim",
            self.dice.choice([old["effective_on"], self.day()]),
            claim_state=state,
            text="更正",
        )
        correcting.correct(self.ledger, EVERYONE, event, new, "登记错了")

    def own_field(self):
        own_fields.add(
            self.ledger,
            EVERYONE,
            self.dice.choice(["包案领导", "走访", "涉及资金"]),
            Holds.TEXT,
            book=self.dice.choice(["finding", "chase"]),
        )

    def own_value(self):
        name = self.one_of("select name from own_field where book = 'finding' and removed_in is null")
        findings.edit(self.ledger, EVERYONE, [self.finding()], {name: self.dice.choice(["天", "地", ""])})

    def drop_field(self):
        own_fields.remove(
            self.ledger,
            EVERYONE,
            self.one_of("select name from own_field where book = 'finding' and removed_in is null"),
        )

    def add_record(self):
        verbs.add(
            self.ledger,
            EVERYONE,
            CHASES,
            {"unit": self.unit(), "round": self.round(), "on": self.day(), "person": "某"},
        )

    def record(self):
        return self.one_of("select id from chase where removed_in is null")

    def edit_record(self):
        own = self.ledger.reader.column("select name from own_field where book = 'chase' and removed_in is null")
        name = self.dice.choice(["person", "answered", "remark", *own])
        verbs.edit(self.ledger, EVERYONE, CHASES, [self.record()], {name: self.dice.choice(["张", "王", ""])})

    def add_talk(self):
        said = {
            "kind": "reminder",
            "unit": self.unit(),
            "talker": "甲",
            "talked_to": "乙",
            "reason": "overdue",
            "findings": (self.finding(),),
        }
        verbs.add(self.ledger, EVERYONE, TALKS, said)

    def talk_step(self):
        talk, step = self.one_of("select id from talk where removed_in is null"), self.dice.choice(TALKS.steps)
        values = {"held_on": self.day()} if step.name == "hold" else {}
        verbs.take(self.ledger, EVERYONE, TALKS, talk, step, values, reason="理由")

    def remove_record(self):
        verbs.remove(self.ledger, EVERYONE, CHASES, [self.record()])

    def restore_record(self):
        verbs.restore(self.ledger, EVERYONE, CHASES, [self.one_of("select id from chase where removed_in is not null")])

    def leader_of_unit(self):
        units.edit(
            self.ledger,
            EVERYONE,
            self.unit(),
            {"supervising_leader": self.dice.choice(["孙", "李"])},
            "分工",
            corrects=self.dice.random() < 0.5,
        )

    def import_list(self):
        with change(self.ledger, EVERYONE, Action.IMPORT, "导入") as changes:
            number = changes.writer.next_number("import")
            fields = {"number": number, "form": "finding_list", "file_name": "a.xlsx", "sha256": "0" * 64, "size": 1}
            batch = changes.writer.insert("import_batch", fields)
            for row in (2, 3):
                made = findings.insert_finding(changes, self.draft())[0]
                changes.writer.update("finding", made, {"import_id": batch, "source_row": row})
                fields = {"import_id": batch, "sheet": "一", "row": row, "fate": "finding", "finding_id": made}
                changes.writer.insert("import_row", fields)

    def settle(self):
        """A conflict is settled by one of its sides, as far as it may be."""
        one = self.dice.choice(settling.listed(self.ledger.reader) or [None])
        if one is None:
            raise KnownError("nothing")
        settling.settle(self.ledger, EVERYONE, one.number, self.dice.randrange(len(one.told.sides)))

    def undo_last(self):
        target = undo.last_undoable(self.ledger.reader)
        if target is None or target.id <= self.base:
            raise KnownError("nothing")
        undo.undo(self.ledger, EVERYONE)

    def undo_any(self):
        every = [
            row.id
            for row in history.latest_actions(self.ledger.reader, 500)
            if row.id > self.base and not row.undone_by
        ]
        undo.undo(
            self.ledger, EVERYONE, self.dice.choice(every or [0]), later=self.dice.choice([Later.BIN, Later.KEEP])
        )

    def redo(self):
        undo.redo(self.ledger, EVERYONE)
