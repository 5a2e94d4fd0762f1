"""Random work on a ledger and on the plain model at once: every deed, corrections, edits of what decides, undo and redo in any order."""

from __future__ import annotations

import random
from datetime import date, timedelta

from db import digest
from db.queries import history
from db.queries.findings import list_findings
from db.queries.tallies import tally
from db.records import Basis, FindingCriteria
from desktop.errors import KnownError
from desktop.operations import attributes, findings, measures, progress, undo
from desktop.operations.change import ClockWentBack
from desktop.operations.events import Event
from desktop.operations.findings import FindingDraft
from desktop.operations.measures import MeasureDraft
from tests.builders import CLAIMANT, EVERYONE, a_round, a_unit, no_evidence_faults
from tests.plain_model import EVER, Model

FEEDBACK = "2026-03-18"
STATES = ("in_progress", "partly_done", "basically_done", "not_done", "done", "long_term")


class Work:
    """One history."""

    def __init__(self, ledger, clock, seed):
        self.ledger, self.clock, self.dice = ledger, clock, random.Random(seed)
        clock.set("2026-05-20T09:00:00")
        self.model, self.by_content, self.by_digest = Model(), {}, {}
        self.round_id = a_round(ledger)
        self.units = [a_unit(ledger, name) for name in ("县民政局党组", "县审计局党组", "县教育局党组")]
        from desktop.operations import rounds

        rounds.place_units(ledger, EVERYONE, self.round_id, self.units)
        self.base = ledger.reader.value("select max(id) from action")
        self.enter()

    # -- what is asked of both

    @property
    def today(self):
        return self.clock.now.date().isoformat()

    def day(self):
        back = self.dice.choice([0, 0, 0, 1, 3, 10])
        return max(FEEDBACK, (self.clock.now.date() - timedelta(days=back)).isoformat())

    def finding(self):
        return self.dice.choice(list(self.model.first))

    def began(self, changes):
        return self.model.begin(changes.action_id)

    def enter(self):
        unit, nature = self.dice.choice(self.units), self.dice.choice(["ordinary", "immediate"])
        draft = FindingDraft(
            self.round_id, unit, f"问题{self.dice.random()}", nature=nature, category1="一", first_due_on="2026-07-01"
        )
        finding, changes = findings.add(self.ledger, EVERYONE, draft)
        action = self.began(changes)
        self.give(action, finding, FEEDBACK, unit, nature, "一", "2026-07-01")
        self.model.settle(self.today)
        if self.dice.random() < 0.6:
            self.add_measures(finding)

    def give(self, action, finding, on, unit, nature, category, due):
        self.model.made_by[finding] = action.id
        self.model.first[finding] = {"unit_id": str(unit), "nature": nature, "category1": category, "due": due or ""}
        start = {"claim": "not_started", "verdict": "not_started", "presence": "in"}
        self.model.enter(action, finding, on, start)

    def add_measures(self, finding):
        changes = measures.add(self.ledger, EVERYONE, finding, [MeasureDraft("一"), MeasureDraft("二")], FEEDBACK)
        action = self.began(changes)
        made = sorted(changes.touched["measure"])
        self.model.measures.setdefault(finding, []).extend(made)
        for measure in made:
            self.model.measure_made_by[measure] = action.id
            start = {"claim": "not_started", "verdict": "not_started"}
            self.model.enter(action, finding, FEEDBACK, start, measure=measure)
        self.model.settle(self.today)

    def claim(self):
        one, state, on, text = self.finding(), self.dice.choice(STATES), self.day(), self.dice.choice(["", "甲", "乙"])
        changes = progress.claim(self.ledger, CLAIMANT, one, state, on, text)
        self.model.enter(self.began(changes), one, on, {"claim": state}, words=text)

    def verify(self):
        one, state, on = self.finding(), self.dice.choice(STATES[:4]), self.day()
        changes = progress.verify(self.ledger, EVERYONE, one, state, on)
        self.model.enter(self.began(changes), one, on, {"verdict": state})

    def note(self):
        one, on = self.finding(), self.day()
        changes = progress.note(self.ledger, CLAIMANT, one, on, "情况")
        self.model.enter(self.began(changes), one, on, {}, words="情况")

    def close_out(self):
        one, on = self.finding(), self.day()
        changes = progress.close_out(self.ledger, EVERYONE, one, on, no_evidence_faults, override_reason="特批")
        self.model.enter(self.began(changes), one, on, {"verdict": "done"})

    def refuse(self):
        one, on = self.finding(), self.day()
        action = self.began(progress.refuse(self.ledger, EVERYONE, one, on, "材料不足"))
        self.model.enter(action, one, on, {"verdict": "in_progress"}, words="材料不足")
        self.model.enter(action, one, on, {"claim": "in_progress"})

    def both(self, changes, one, on, state, words=""):
        action = self.began(changes)
        lanes = {"claim": state, "verdict": state}
        self.model.enter(action, one, on, lanes, words=words)
        for measure in self.living_measures(one):
            self.model.enter(action, one, on, lanes, measure=measure, words=words)

    def living_measures(self, one):
        found = []
        for measure in self.model.measures.get(one, ()):
            [give] = [t for t in self.model.events if t.measure == measure][:1]
            if self.model.actions[give.action].on:
                found.append(measure)
        return found

    def reopen(self):
        one, on = self.finding(), self.day()
        self.both(progress.reopen(self.ledger, EVERYONE, one, on, "反弹"), one, on, "in_progress", "reopen")

    def transfer(self):
        one, on = self.finding(), self.day()
        changes = progress.transfer(self.ledger, EVERYONE, one, on, "线索", "县纪委")
        self.both(changes, one, on, "transferred", "transfer")

    def stage_done(self):
        one, on = self.finding(), self.day()
        action = self.began(progress.stage_done(self.ledger, EVERYONE, one, on, "2026-12-01"))
        self.model.enter(action, one, on, {"claim": "long_term", "verdict": "long_term", "review": "2026-12-01"})

    def extend(self):
        one, on = self.finding(), self.day()
        due = f"2026-{self.dice.randrange(8, 13):02d}-01"
        action = self.began(progress.extend(self.ledger, EVERYONE, one, due, on, "审批未下", "领导小组"))
        self.model.enter(action, one, on, {"due": due}, words="extend")

    def withdraw(self):
        one, on = self.finding(), self.day()
        action = self.began(progress.withdraw(self.ledger, EVERYONE, [one], on, "查无实据", "领导小组"))
        self.model.enter(action, one, on, {"presence": "out"}, words="withdraw")

    def merge(self):
        one, other, on = self.finding(), self.finding(), self.day()
        _target, changes = progress.merge(self.ledger, EVERYONE, [one], other, on, "同一件事")
        self.model.enter(self.began(changes), one, on, {"presence": "out"}, words=f"merge {other}")

    def split(self):
        one, on = self.finding(), self.day()
        drafts = [FindingDraft(self.round_id, self.units[0], f"其{n}") for n in (1, 2)]
        made, changes = progress.split(self.ledger, EVERYONE, one, drafts, on, "分开整改")
        action = self.began(changes)
        for part in made:
            self.give(action, part, on, self.units[0], "ordinary", "", None)
        self.model.enter(action, one, on, {"presence": "out"}, words=f"split {made}")

    def reclassify(self):
        one, on = self.finding(), self.day()
        name, key, value = self.dice.choice(
            [("nature", "nature", self.dice.choice(["ordinary", "immediate", "long_term"])),
             ("unit_id", "unit_id", self.dice.choice(self.units)),
             ("due_on", "due", f"2026-06-{self.dice.randrange(10, 30)}")]
        )  # fmt: skip
        changes = attributes.reclassify(self.ledger, EVERYONE, one, {name: value}, on, "会议决定")
        self.attribute(changes, one, on, key, str(value))

    def recategorise(self):
        one, on, value = self.finding(), self.day(), self.dice.choice(["一", "二", ""])
        changes = attributes.recategorise(self.ledger, CLAIMANT, one, {"category1": value}, on)
        self.attribute(changes, one, on, "category1", value)

    def attribute(self, changes, one, on, key, value):
        action = self.began(changes)
        if "finding_event" in changes.touched:
            self.model.enter(action, one, on, {key: value}, words="set")

    def tick(self):
        one, on, done = self.finding(), self.day(), self.dice.random() < 0.7
        own = self.living_measures(one)
        if not own:
            raise KnownError("no measure")
        measure = self.dice.choice(own)
        changes = measures.set_done(self.ledger, EVERYONE, one, measure, on, done=done)
        state = "done" if done else "in_progress"
        self.model.enter(self.began(changes), one, on, {"claim": state, "verdict": state}, measure=measure)

    def correct(self):
        """The last standing claim of a finding was wrong in state or date."""
        one = self.finding()
        own = [t for t in self.model.events if t.finding == one and t.stands() and set(t.sets) == {"claim"}]
        own = [t for t in own if t.words != "" or self.is_plain_claim(t)]
        if not own:
            raise KnownError("no claim")
        old, state = self.dice.choice(own), self.dice.choice(STATES)
        on = self.dice.choice([old.on, self.day()])
        first = self.first_id(old)
        [standing] = history.standing_copies(self.ledger.reader, first)
        new = Event(one, "claim", on, claim_state=state, text=old.words)
        if history.event_fields(self.ledger.reader, standing)["reason"]:
            raise KnownError("a returned claim")
        changes = progress.correct(self.ledger, EVERYONE, standing, new, "登记错了")
        action = self.began(changes)
        action.takes.append(old)
        place = old.place if on == old.on else None
        self.model.enter(action, one, on, {"claim": state}, words=old.words, place=place)

    def is_plain_claim(self, told):
        return len(self.model.actions[told.action].enters) == 1

    def first_id(self, told):
        """The event of the ledger that the model's event is."""
        ids = self.ledger.reader.column("select id from finding_event where action_id = ? order by id", (told.action,))
        return ids[self.model.actions[told.action].enters.index(told)]

    def take_back(self):
        reader = self.ledger.reader
        kind = self.dice.choice(["last", "redo", "any", "any"])
        if kind == "redo":
            changes = undo.redo(self.ledger, EVERYONE)
        elif kind == "last":
            target = undo.last_undoable(reader)
            if target is None or target.id <= self.base:
                raise KnownError("nothing")
            changes = undo.undo(self.ledger, EVERYONE)
        else:
            every = [row for row in history.latest_actions(reader, 500) if row.id > self.base and not row.undone_by]
            changes = undo.undo(self.ledger, EVERYONE, self.dice.choice(every).id)
        self.model.take_back(history.action(reader, changes.action_id).undoes, changes.action_id)

    def step(self):
        """One step that the office's rules let in; a refused one changes neither."""
        deeds = [
            self.enter, self.claim, self.claim, self.verify, self.note, self.close_out, self.refuse, self.reopen, self.transfer,
            self.stage_done, self.extend, self.withdraw, self.merge, self.split, self.reclassify, self.reclassify,
            self.recategorise, self.tick, self.tick, self.correct, self.take_back, self.take_back, self.take_back, self.take_back,
        ]  # fmt: skip
        if self.dice.random() < 0.4:
            self.clock.now += timedelta(days=self.dice.choice([1, 1, 2]))
        self.clock.now += timedelta(minutes=1)
        deed = self.dice.choice(deeds)
        try:
            deed()
        except ClockWentBack:
            raise
        except KnownError:
            return ""
        self.model.settle(self.today)
        return deed.__name__

    # -- what both say

    def compare(self):
        """Rates as true and as known, presence, attributes and the digest."""
        today = date.fromisoformat(self.today)
        for _ in range(3):
            as_of = (today - timedelta(days=self.dice.randrange(0, 20))).isoformat()
            known_at = self.dice.choice(
                [None, None, as_of, (today - timedelta(days=self.dice.randrange(0, 8))).isoformat()]
            )
            self.compare_rates(as_of, known_at)
            self.compare_rows(as_of, known_at)
        content, told = self.model.content(), digest.content_digest(self.ledger.reader)
        assert self.by_content.setdefault(content, told) == told, "equal content, another digest"
        assert self.by_digest.setdefault(told, content) == content, "equal digest, another content"

    def compare_rates(self, as_of, known_at):
        lane = self.dice.choice(["claim", "verdict"])
        hits = tuple(self.dice.sample(STATES, 2))
        out = tuple(self.dice.sample(["transferred", "long_term", "not_started"], 1))
        immediate, level = self.dice.random() < 0.5, self.dice.choice(["finding", "measure"])
        basis = Basis(
            level=level, verified_only=lane == "verdict", numerator=hits, exclude=out, include_immediate=immediate
        )
        wanted = self.model.count(lane, set(hits), set(out), immediate, level, (as_of, known_at or EVER))
        reader = self.ledger.reader
        [whole] = tally(reader, basis, as_of, known_at)
        assert (whole.numerator, whole.denominator) == wanted.get(("all", ""), (0, 0))
        for by in ("unit", "category"):
            groups = tally(reader, basis, as_of, known_at, by=by)
            told = {(by, str(g.key_id) if by == "unit" else g.key): (g.numerator, g.denominator) for g in groups}
            assert told == {key: own for key, own in wanted.items() if key[0] == by}

    def compare_rows(self, as_of, known_at):
        rows = list_findings(self.ledger.reader, FindingCriteria(presence="any"), as_of, known_at)
        told = {
            row.id: (row.claim, row.verdict, bool(row.present), row.nature, str(row.unit_id), row.category1, row.due_on or "")
            for row in rows
        }  # fmt: skip
        wanted = {}
        for finding in self.model.first:
            own = self.model.standing(finding, None, as_of, known_at or EVER)
            if "presence" in own:
                lanes = (own.get("claim", "not_started"), own.get("verdict", "not_started"), own["presence"] == "in")
                wanted[finding] = (*lanes, own["nature"], own["unit_id"], own["category1"], own["due"])
        assert told == wanted


def run(ledger, clock, seed, steps):
    """One history, compared at every step; returns the names of the steps that were let in."""
    work = Work(ledger, clock, seed)
    taken = []
    for _ in range(steps):
        name = work.step()
        if name:
            taken.append(name)
            work.compare()
    return taken
