"""Plays the story of the two rounds through the same operations that the window calls, in the order in which it was entered."""

from __future__ import annotations

from collections.abc import Callable
from itertools import groupby
from typing import Any

from db.store import Ledger
from desktop.ledgers.finding_draft import FindingDraft, MeasureDraft
from desktop.operations import events, evidence, findings, measures, progress
from desktop.operations.change import change
from desktop.operations.demonstration.clock import StoryClock
from desktop.operations.demonstration.extract import FLAGS, NATURES, Extract, Step, steps
from desktop.operations.events import Event
from desktop.operations.follow_up import visiting
from desktop.rules.permissions import Action, Actor, Right

CLERKS = frozenset({"王敏", "李建国", "孟文静"})


class Player:
    """Holds what a story needs while it is played: ids by number, the clerks, the clock."""

    def __init__(
        self,
        ledger: Ledger,
        clock: StoryClock,
        extract: Extract,
        unit_ids: dict[str, int],
        round_ids: dict[str, int],
        between: Callable[[str], None] = lambda day: None,
    ) -> None:
        """`between` enters what stands beside the findings and was entered before a day."""
        self._between = between
        self.ledger, self.clock, self.extract = ledger, clock, extract
        self.unit_ids, self.round_ids = unit_ids, round_ids
        self.finding_ids: dict[str, int] = {}
        self.measure_ids: dict[str, int] = {}
        self.merged: set[str] = set()
        self.by_number = {finding["number"]: finding for finding in extract.findings}
        self._verbs: dict[str, Callable[[Step, Actor], object]] = {
            "measure_done": self._measure_done,
            "claim": self._claim,
            "verify": self._verify,
            "refuse": self._refuse,
            "extend": self._extend,
            "split": self._split,
            "merge": self._merge,
            "withdraw": self._withdraw,
            "transfer": self._transfer,
            "reopen": self._reopen,
            "stage_done": self._stage_done,
            "carry_over": self._carry_over,
            "correct": self._correct,
        }

    def play(self) -> None:
        """From the first feedback to the last entry."""
        story = steps(self.extract.findings)
        days = sorted({step.recorded for step in story if step.event["type"] == "give"})
        for day in days:
            self._between(day)
            self.clock.turn_to(day)
            self._give([step for step in story if step.event["type"] == "give" and step.recorded == day])
            self._play_until(story, day, next((later for later in days if later > day), None))

    def _play_until(self, story: list[Step], day: str, before: str | None) -> None:
        for step in story:
            if step.event["type"] != "give" and step.recorded >= day and (before is None or step.recorded < before):
                self._between(step.recorded)
                self.clock.turn_to(step.recorded)
                self._verbs[step.event["type"]](step, clerk(step.event.get("by", "")))

    def _give(self, given: list[Step]) -> None:
        with change(self.ledger, clerk("李建国"), Action.IMPORT, f"反馈问题入账 {len(given)} 条") as changes:
            for step in given:
                finding_id, _number = findings.insert_finding(
                    changes, self._draft(step.finding), given_on=step.on, number=step.finding["number"]
                )
                self._enter_parts(changes, finding_id, step.finding, step.on)
            for code, group in groupby(sorted(step.finding["number"] for step in given), key=lambda number: number[:5]):
                changes.writer.raise_counter(f"finding {code}", max(int(number[-4:]) for number in group))

    def _enter_parts(self, changes: Any, finding_id: int, finding: dict[str, Any], on: str) -> None:
        self.finding_ids[finding["number"]] = finding_id
        for item in finding["measures"]:
            draft = MeasureDraft(
                item["text"],
                item["leader"],
                item["desk"],
                item["owner"],
                item["due"],
                "date" if item["due"] else "",
                item["standard"],
            )
            self.measure_ids[item["no"]] = measures.insert_measure(changes, finding_id, draft, on)

    def _draft(self, finding: dict[str, Any]) -> FindingDraft:
        path = [_without_numeral(finding["category"][0]), *finding["category"][1:]]
        categories: dict[str, Any] = {f"category{level}": name for level, name in enumerate(path, 1)}
        leaders = {leader["id"]: leader["name"] for leader in self.extract.county["county_leaders"]}
        flags: dict[str, Any] = {name: word in finding["flags"] for word, name in FLAGS.items()}
        return FindingDraft(
            round_id=self.round_ids[finding["round"]],
            unit_id=self.unit_ids[finding["unit"]],
            text=finding["text"],
            nature=NATURES[finding["nature"]],
            amount_yuan=finding["money"] or None,
            people=finding["people"] or None,
            years="、".join(map(str, finding["years"])),
            responsible_leader=finding["leader"] or "",
            responsible_department=finding["desk"] or "",
            owner=finding["owner"] or "",
            department_in_charge=finding["department_in_charge"] or "",
            county_leader=leaders.get(finding["county_leader"], ""),
            working_paper=finding["sheet"] or "",
            source=finding["source"] or "",
            first_due_on=finding["due_first"],
            due_kind="immediate" if finding["nature"] == "立行立改" else ("date" if finding["due_first"] else ""),
            review_on=finding["review"],
            **categories,
            **flags,
        )

    def _measure_done(self, step: Step, _actor: Actor) -> None:
        measure, finding_id = step.measure or {}, self.finding_ids[step.finding["number"]]
        measure_id = self.measure_ids[measure["no"]]
        with change(
            self.ledger, clerk("王敏"), Action.EDIT_MEASURE, f"{step.finding['number']} 措施完成并核实"
        ) as changes:
            done = Event(
                finding_id,
                "verify",
                step.on,
                measure_id,
                claim_state="done",
                verdict_state="done",
                actor=step.finding["unit_short"],
            )
            events.enter(changes, done)
            for name in measure["evidence"]:
                content = f"演示材料（虚构）：{name}\n".encode()
                evidence.attach(changes, self.ledger.pool, finding_id, content, name, f"{name}（演示）.txt", measure_id)

    def _claim(self, step: Step, actor: Actor) -> None:
        said_by = step.event["by"] if step.event["by"] not in CLERKS else step.finding["unit_short"]
        # The story tells who said it, not who entered it: the sheet was entered by a colleague of the one who looks into it.
        progress.claim(
            self.ledger,
            self._colleague(step, actor),
            self._id(step),
            step.event["status"],
            step.on,
            step.event.get("text", ""),
            said_by=said_by,
        )

    def _verify(self, step: Step, actor: Actor) -> None:
        text = step.event.get("text", "")
        if step.event["status"] == "done":
            progress.close_out(self.ledger, actor, self._id(step), step.on, evidence.faults, text)
        elif step.event["status"] == "not_started":  # still 未启动: words, no progress
            progress.note(self.ledger, actor, self._id(step), step.on, text)
        else:
            progress.verify(self.ledger, actor, self._id(step), step.event["status"], step.on, text)

    def _refuse(self, step: Step, actor: Actor) -> None:
        progress.refuse(self.ledger, actor, self._id(step), step.on, step.event["reason"])

    def _extend(self, step: Step, actor: Actor) -> None:
        said = step.event
        progress.extend(self.ledger, actor, self._id(step), said["to"], step.on, said["reason"], said["approver"])

    def _split(self, step: Step, actor: Actor) -> None:
        parts = [self.by_number[number] for number in step.event["into"]]
        drafts = [self._draft(part) for part in parts]
        numbers = step.event["into"]
        made, _changes = progress.split(
            self.ledger, actor, self._id(step), drafts, step.on, step.event["reason"], given_numbers=numbers
        )
        with change(self.ledger, actor, Action.EDIT_MEASURE, f"拆分后登记措施 {step.finding['number']}") as changes:
            for finding_id, part in zip(made, parts, strict=True):
                self._enter_parts(changes, finding_id, part, step.on)

    def _merge(self, step: Step, actor: Actor) -> None:
        into = step.event["into"]
        if into in self.merged:
            return
        self.merged.add(into)
        ids = [self.finding_ids[number] for number in step.event["findings"]]
        progress.merge(self.ledger, actor, ids, self.finding_ids[into], step.on, step.event["reason"])

    def _withdraw(self, step: Step, actor: Actor) -> None:
        progress.withdraw(self.ledger, actor, [self._id(step)], step.on, step.event["reason"], step.event["by"])

    def _transfer(self, step: Step, actor: Actor) -> None:
        receiver = str(step.event.get("to") or "有关机关")
        progress.transfer(self.ledger, actor, self._id(step), step.on, step.event["reason"], receiver)

    def _reopen(self, step: Step, actor: Actor) -> None:
        undone = [self.measure_ids[measure["no"]] for measure in step.finding["measures"] if not measure["done_on"]]
        check = visiting.waiting_check(self.ledger.newest, self._id(step))
        progress.reopen(self.ledger, actor, self._id(step), step.on, step.event["reason"], undone, check=check)

    def _stage_done(self, step: Step, actor: Actor) -> None:
        progress.stage_done(
            self.ledger,
            actor,
            self._id(step),
            step.on,
            str(step.event.get("review_on") or ""),
            step.event.get("text", ""),
        )

    def _carry_over(self, step: Step, actor: Actor) -> None:
        progress.carry_over(self.ledger, actor, [self._id(step)], step.event["to_round"], step.on, step.event["reason"])

    def _correct(self, step: Step, actor: Actor) -> None:
        said = step.event
        text = f"{said['field']}：{said['old']} → {said['new']}"
        with change(
            self.ledger, actor, Action.EDIT_FINDING, f"更正 {step.finding['number']}", reason=said["reason"]
        ) as changes:
            events.enter(
                changes, Event(self._id(step), "correct", step.on, text=text, reason=said["reason"], actor=said["by"])
            )

    def _colleague(self, step: Step, actor: Actor) -> Actor:
        """Who entered a claim: a clerk other than the one who closed the finding out afterwards."""
        closers = {
            clerk(event.get("by", "")).name
            for event in step.finding["events"]
            if event["type"] == "verify" and event.get("status") == "done"
        }
        return actor if actor.name not in closers else clerk(min(CLERKS - closers))

    def _id(self, step: Step) -> int:
        return self.finding_ids[step.finding["number"]]


def clerk(name: str) -> Actor:
    """The clerk of that name; what others did is entered by 王敏."""
    return Actor(name if name in CLERKS else "王敏", frozenset({Right.ENTER, Right.REVIEW}))


def _without_numeral(category: str) -> str:
    """一 贯彻党的路线方针政策 without its numeral: the order comes from the scheme."""
    numeral, _space, name = category.partition(" ")
    return name or numeral
