"""The deeds of a random history (tests/histories.py) that lie beyond the daily ones: registers, bin, imports, corrections."""

from __future__ import annotations

from datetime import timedelta

from db.queries import history
from desktop.errors import KnownError
from desktop.operations import findings, measures, progress, recycle, rounds, undo, units
from desktop.operations.change import change
from desktop.operations.events import Event, enter
from desktop.rules.permissions import Action
from tests.builders import CLAIMANT, EVERYONE

VERIFIED = ("in_progress", "partly_done", "basically_done", "not_done")


class MoreDeeds:
    """What the office does less often; mixed into `Work`."""

    def import_list(self):
        """Several findings with measures and claims in one action, as an import enters them."""
        on = self.day()
        with change(self.ledger, EVERYONE, Action.IMPORT, "导入") as changes:
            drafts = [self.draft() for _ in range(2)]
            made = [findings.insert_finding(changes, draft)[0] for draft in drafts]
            own = [measures.insert_measure(changes, one, measures.MeasureDraft("甲"), self.feedback_day(draft)) for one, draft in zip(made, drafts, strict=True)]  # fmt: skip
            enter(changes, Event(made[0], "claim", on, claim_state="done"))
        action = self.began(changes)
        for finding, measure, draft in zip(made, own, drafts, strict=True):
            self.give(action, finding, self.feedback_day(draft), draft)
            self.give_measure(action, finding, measure, self.feedback_day(draft))
        self.model.enter(action, made[0], on, {"claim": "done"})

    def move_feedback(self):
        unit, day = self.dice.choice(self.units), f"2026-03-{self.dice.randrange(10, 28)}"
        changes = rounds.move_feedback(self.ledger, EVERYONE, self.round_id, unit, day, "当面反馈")
        self.model.value(self.began(changes), "feedback", unit, day)

    def move_end(self):
        day = f"2026-05-{self.dice.randrange(10, 31)}"
        changes = rounds.edit(self.ledger, EVERYONE, self.round_id, {"ends_on": day}, "延长整改期")
        self.model.value(self.began(changes), "ends", self.round_id, day)

    def change_kind(self):
        unit, kind = self.dice.choice(self.units), self.dice.choice(["村", "乡镇", ""])
        was = self.model.values["unit kind", unit].known()
        action = self.began(units.edit(self.ledger, EVERYONE, unit, {"kind": kind}, "登记错了", corrects=True))
        if kind != was:
            self.model.value(action, "unit kind", unit, kind, f"was {was}")

    def edit_owner(self):
        one, owner = self.finding(), self.dice.choice(["甲", "乙", ""])
        changes = findings.edit(self.ledger, EVERYONE, [one], {"owner": owner})
        self.model.value(self.began(changes), "owner", one, owner)

    def carry_over(self):
        one, on = self.finding(), self.day()
        changes = progress.carry_over(self.ledger, EVERYONE, [one], "下一轮", on, "未结账")
        self.model.enter(self.began(changes), one, on, {}, words="carry_over")

    def remove(self):
        one = self.finding()
        changes = findings.remove(self.ledger, EVERYONE, [one], "录错了")
        action = self.began(changes)
        for told in self.model.events:
            if told.finding == one and told.stands():
                self.model.take(action, told)
        self.model.bin(action, ("finding", one), into=True)

    def take_out(self):
        gone = [one for one in self.model.first if self.model.in_bin(("finding", one))]
        if not gone:
            raise KnownError("none")
        one = self.dice.choice(gone)
        changes = recycle.take_out(self.ledger, EVERYONE, [one])
        action, row, made = self.began(changes), ("finding", one), self.model.made_by[one]
        if not self.model.counts(made, row):
            (undo_,) = [by for by in self.model.takers[made] if self.model.holds(by)]
            own = [m for m in self.model.measures.get(one, ()) if self.model.measure_made_by[m] == made]
            for kept in (row, *(("measure", m) for m in own)):
                self.model.keep(kept, undo_, action.id)
        into = [(by, way) for by, way in self.model.bin_steps.get(row, ()) if self.model.counts(by, row)]
        if into and into[-1][1]:
            for told in self.model.events:
                if told.finding == one and (into[-1][0], False) in told.steps:
                    told.steps.append((action.id, True))
        self.model.bin(action, row, into=False)

    def remove_measure(self):
        one = self.finding()
        own = self.living_measures(one)
        if not own:
            raise KnownError("no measure")
        measure = self.dice.choice(own)
        action = self.began(measures.remove(self.ledger, EVERYONE, measure, "多录一条"))
        for told in self.model.events:
            if told.measure == measure and told.stands():
                self.model.take(action, told)
        self.model.bin(action, ("measure", measure), into=True)

    def say_of_measure(self):
        one, on, own = self.finding(), self.day(), self.living_measures(self.finding())
        if not own:
            raise KnownError("no measure")
        measure, state = self.dice.choice(own), self.dice.choice([*VERIFIED, "done"])
        (one,) = [finding for finding, every in self.model.measures.items() if measure in every]
        if self.dice.random() < 0.5:
            changes = progress.claim(self.ledger, CLAIMANT, one, state, on, measure_id=measure)
            sets = {"claim": state}
        else:
            changes = progress.verify(self.ledger, EVERYONE, one, state, on, measure_id=measure)
            sets = {"verdict": state}
        self.model.enter(self.began(changes), one, on, sets, measure=measure)

    def merge_into_new(self):
        one, other, on = self.finding(), self.finding(), self.day()
        draft = self.draft()
        made, changes = progress.merge(self.ledger, EVERYONE, [one, other], draft, on, "同一件事")
        action = self.began(changes)
        self.give(action, made, on, draft)
        for leaving in dict.fromkeys((one, other)):
            self.model.enter(action, leaving, on, {"presence": "out"}, words=f"merge {made}")

    # -- 更正

    def standing_told(self, one, wanted):
        own = [t for t in self.model.events if t.finding == one and t.measure is None and t.stands()]
        own = [t for t in own if set(t.sets) == wanted and not t.refused]
        if not own:
            raise KnownError("nothing to correct")
        return self.dice.choice(own)

    def corrected(self, old, event, sets):
        """Correct an event of the ledger by another, or by none; the model follows."""
        [standing] = history.standing_copies(self.ledger.reader, self.first_id(old))
        changes = progress.correct(self.ledger, EVERYONE, standing, event, "登记错了", override_reason="特批")
        action = self.began(changes)
        self.model.take(action, old)
        if event is not None:
            place = old.place if event.effective_on == old.on else None
            self.model.enter(action, old.finding, event.effective_on, sets, words=old.words, place=place)

    def correct_verdict(self):
        """Another state or day; a close-out may also never have happened."""
        old, state = self.standing_told(self.finding(), {"verdict"}), self.dice.choice([*VERIFIED, "done"])
        on = self.dice.choice([old.on, self.day()])
        if old.sets["verdict"] == "done" and self.dice.random() < 0.5:
            self.corrected(old, None, {})
            return
        event = Event(old.finding, "verify", on, verdict_state=state, reason=old.words)
        self.corrected(old, event, {"verdict": state})

    def correct_extension(self):
        old = self.standing_told(self.finding(), {"due"})
        if old.words != "extend":
            raise KnownError("not an extension")
        due, on = f"2026-{self.dice.randrange(8, 13):02d}-15", self.dice.choice([old.on, self.day()])
        event = Event(old.finding, "extend", on, due_on=due, reason="审批未下", approver="领导小组")
        self.corrected(old, event, {"due": due})

    def correct_note(self):
        old = self.standing_told(self.finding(), set())
        if old.words != "情况":
            raise KnownError("not a note")
        self.corrected(old, Event(old.finding, "note", self.day(), text=old.words), {})

    # -- undo with a choice

    def take_back_but_keep(self):
        """Take an entry back and keep the findings on which somebody worked since."""
        reader = self.ledger.reader
        made = {*self.model.made_by.values()}
        every = [row for row in history.latest_actions(reader, 500) if row.id in made and not row.undone_by]
        if not every:
            raise KnownError("none")
        target = self.dice.choice(every).id
        touched = {(row.table, row.row_id) for row in undo.later_work(reader, target)}
        changes = undo.undo(self.ledger, EVERYONE, target, later=undo.Later.KEEP)
        homes = {measure: finding for finding, every in self.model.measures.items() for measure in every}
        kept = {("finding", row_id if table == "finding" else homes[row_id]) for table, row_id in touched}
        kept |= {
            ("measure", measure)
            for _table, finding in kept
            for measure in self.model.measures.get(finding, ())
            if self.model.measure_made_by[measure] == target
        }
        self.model.take_back(target, changes.action_id, tuple(sorted(kept)))

    def later(self):
        """Some days go by."""
        self.clock.now += timedelta(days=self.dice.choice([1, 1, 2]))
