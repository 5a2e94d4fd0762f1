"""Random work on a ledger and on the plain model at once: every deed, corrections, edits of what decides, undo and redo in any order."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, timedelta

from db import digest
from db.queries import history
from db.queries.findings import list_findings
from db.queries.tallies import tally
from db.records import Basis, FindingCriteria
from desktop.errors import KnownError
from desktop.operations import attributes, findings, measures, progress, rounds, undo
from desktop.operations.change import ClockWentBack, change
from desktop.operations.events import Event
from desktop.operations.findings import FindingDraft
from desktop.operations.measures import MeasureDraft
from desktop.rules.overdue import days_overdue
from desktop.rules.permissions import Action
from tests.builders import CLAIMANT, EVERYONE, a_round, a_unit, no_evidence_faults
from tests.history_deeds import MoreDeeds
from tests.plain_model import EVER, Model, Value

FEEDBACK = "2026-03-18"
DEEDS = (
    "enter", "import_list", "more_measures", "remove_measure", "claim", "claim", "claim", "verify", "note", "close_out", "close_out",
    "refuse", "reopen", "transfer", "stage_done", "extend", "withdraw", "merge", "merge_into_new", "split", "reclassify",
    "reclassify", "recategorise", "move_feedback", "move_end", "change_kind", "edit_owner", "carry_over", "remove", "take_out",
    "take_out", "tick", "tick", "say_of_measure", "correct", "correct_verdict", "correct_extension", "correct_note",
    "take_back", "take_back", "take_back", "take_back", "take_back", "take_back", "take_back_but_keep",
)  # fmt: skip
"""What may be drawn at each step, the more often the more often it stands here."""
STATES = ("in_progress", "partly_done", "basically_done", "not_done", "done", "long_term")


class Work(MoreDeeds):
    """One history."""

    def __init__(self, ledger, clock, seed):
        self.ledger, self.clock, self.dice = ledger, clock, random.Random(seed)
        clock.set("2026-05-20T09:00:00")
        self.model, self.by_content, self.by_digest = Model(), {}, {}
        self.round_id = a_round(ledger)
        self.units = [a_unit(ledger, name) for name in ("县民政局党组", "县审计局党组", "县教育局党组")]
        rounds.place_units(ledger, EVERYONE, self.round_id, self.units)
        with change(ledger, EVERYONE, Action.ADD_FINDING, "问题") as changes:
            fields = {"unit_id": self.units[0], "round_id": self.round_id}
            self.problems = [changes.writer.insert("problem", {**fields, "text": text}) for text in "甲乙"]
        self.model.values = {
            ("round feedback", self.round_id): Value(FEEDBACK),
            ("ends", self.round_id): Value(ledger.reader.value("select ends_on from round")),
            **{("feedback", unit): Value("") for unit in self.units},
            **{("unit kind", unit): Value("") for unit in self.units},
        }
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

    def draft(self):
        dice = self.dice
        unit, parent = dice.choice(self.units), dice.choice([None, None, *self.problems])
        return FindingDraft(
            self.round_id, unit, f"问题{dice.random()}", parent_id=parent, nature=dice.choice(["ordinary", "immediate", "long_term"]),
            category1=dice.choice(["一", "二"]), first_due_on=dice.choice(["2026-07-01", "2026-05-28", None]),
        )  # fmt: skip

    def feedback_day(self, draft):
        return self.model.feedback(self.round_id, str(draft.unit_id), EVER)

    def enter(self):
        draft = self.draft()
        finding, changes = findings.add(self.ledger, EVERYONE, draft)
        self.give(self.began(changes), finding, self.feedback_day(draft), draft)
        self.model.settle(self.today)
        if self.dice.random() < 0.6:
            self.add_measures(finding)

    def give(self, action, finding, on, draft):
        self.model.made_by[finding] = action.id
        self.model.values["owner", finding] = Value(draft.owner)
        self.model.parent[finding] = draft.parent_id
        self.model.first[finding] = {
            "unit_id": str(draft.unit_id), "nature": draft.nature, "category1": draft.category1, "due": draft.first_due_on or "",
        }  # fmt: skip
        start = {"claim": "not_started", "verdict": "not_started", "presence": "in"}
        self.model.enter(action, finding, on, start)

    def give_measure(self, action, finding, measure, on):
        self.model.measures.setdefault(finding, []).append(measure)
        self.model.measure_made_by[measure] = action.id
        self.model.enter(action, finding, on, {"claim": "not_started", "verdict": "not_started"}, measure=measure)

    def add_measures(self, finding):
        drafts, on = [MeasureDraft("一"), MeasureDraft("二")], self.day()
        changes = measures.add(self.ledger, EVERYONE, finding, drafts, on)
        action = self.began(changes)
        for measure in sorted(changes.touched["measure"]):
            self.give_measure(action, finding, measure, on)
        self.model.settle(self.today)

    def more_measures(self):
        self.add_measures(self.finding())

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
        self.model.enter(self.began(changes), one, on, {"verdict": "done"}, words="特批")

    def refuse(self):
        one, on = self.finding(), self.day()
        action = self.began(progress.refuse(self.ledger, EVERYONE, one, on, "材料不足"))
        self.model.enter(action, one, on, {"verdict": "in_progress"}, words="材料不足", refused=True)
        self.model.enter(action, one, on, {"claim": "in_progress"}, refused=True)

    def both(self, changes, one, on, state, words=""):
        action = self.began(changes)
        lanes = {"claim": state, "verdict": state}
        self.model.enter(action, one, on, lanes, words=words)
        for measure in self.living_measures(one):
            self.model.enter(action, one, on, lanes, measure=measure, words=words)

    def living_measures(self, one):
        return [m for m in self.model.measures.get(one, ()) if not self.model.in_bin(("measure", m))]

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
        drafts = [self.draft(), self.draft()]
        made, changes = progress.split(self.ledger, EVERYONE, one, drafts, on, "分开整改")
        action = self.began(changes)
        for part, draft in zip(made, drafts, strict=True):
            self.give(action, part, on, replace(draft, parent_id=self.model.parent[one]))
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
            told = "select attribute from finding_event where action_id = ?"  # a first date is another fact than a moved one
            words = f"set {self.ledger.reader.value(told, (changes.action_id,))}"
            self.model.enter(action, one, on, {key: value}, words=words)

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
        """A standing claim was wrong in state or date."""
        old, state = self.standing_told(self.finding(), {"claim"}), self.dice.choice(STATES)
        on = self.dice.choice([old.on, self.day()])
        self.corrected(old, Event(old.finding, "claim", on, claim_state=state, text=old.words), {"claim": state})

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
        if self.dice.random() < 0.4:
            self.clock.now += timedelta(days=self.dice.choice([1, 1, 2]))
        self.clock.now += timedelta(minutes=1)
        deed = self.dice.choice(DEEDS)
        try:
            getattr(self, deed)()
        except ClockWentBack:
            raise
        except KnownError:
            return ""
        self.model.settle(self.today)
        return deed

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
        self.model.labels |= {
            one: (seq, text) for one, seq, text in self.ledger.reader.tuples("select id, seq, text from measure")
        }
        content, told = self.model.content(), digest.content_digest(self.ledger.reader)
        assert self.by_content.setdefault(content, told) == told, "equal content, another digest"
        assert self.by_digest.setdefault(told, content) == content, "equal digest, another content"

    def compare_rates(self, as_of, known_at):
        lane = self.dice.choice(["claim", "verdict"])
        hits = tuple(self.dice.sample(STATES, 2))
        out = tuple(self.dice.sample(["transferred", "long_term", "not_started"], 1))
        immediate = self.dice.random() < 0.5
        villages, within = self.dice.random() < 0.5, self.dice.random() < 0.5
        level = self.dice.choice(["finding", "finding", "measure", "problem"])
        basis = Basis(
            level=level, verified_only=lane == "verdict", numerator=hits, exclude=out, include_immediate=immediate,
            include_villages=villages, within_period=within,
        )  # fmt: skip
        known = known_at or EVER
        until = min(as_of, self.model.values["ends", self.round_id].known(known)) if within else as_of
        asked = {"lane": lane, "hits": hits, "out": out, "immediate": immediate, "villages": villages, "level": level}
        wanted = self.model.count(asked, (until, known))
        reader = self.ledger.reader
        [whole] = tally(reader, basis, as_of, known_at)
        assert (whole.numerator, whole.denominator) == wanted.get(("all", ""), (0, 0)), (basis, as_of, known_at)
        for by in () if level == "problem" else ("unit", "category"):
            groups = tally(reader, basis, as_of, known_at, by=by)
            told = {(by, str(g.key_id) if by == "unit" else g.key): (g.numerator, g.denominator) for g in groups}
            assert told == {key: own for key, own in wanted.items() if key[0] == by}

    def compare_rows(self, as_of, known_at):
        rows = list_findings(self.ledger.reader, FindingCriteria(presence="any"), as_of, known_at)
        told = {
            row.id: (row.claim, row.verdict, bool(row.present), row.nature, str(row.unit_id), row.category1, row.due_on or "",
                     row.feedback_on, days_overdue(row, as_of))
            for row in rows
        }  # fmt: skip
        wanted, known = {}, known_at or EVER
        for finding in self.model.first:
            own = self.model.standing(finding, None, as_of, known)
            if "presence" in own:
                lanes = (own.get("claim", "not_started"), own.get("verdict", "not_started"), own["presence"] == "in")
                dated = self.model.feedback(self.round_id, own["unit_id"], known)
                late = self.model.days_overdue(self.round_id, finding, as_of, known)
                wanted[finding] = (*lanes, own["nature"], own["unit_id"], own["category1"], own["due"], dated, late)
        assert told == wanted, {
            one: (told.get(one), wanted.get(one)) for one in told | wanted if told.get(one) != wanted.get(one)
        }


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
