"""Entering a finding list: all of its sound rows in one transaction, each row of the file accounted for.

Rows that name findings which the ledger already has bring what is new about them (`second_list`); the others are entered.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from db.queries import imports as queries
from db.reader import Reader
from db.store import Ledger
from desktop.errors import KnownError
from desktop.exchange.list_reading.reading import FindingListReading, ReadingFault
from desktop.ledgers.finding_draft import FindingDraft
from desktop.operations import evidence, round_dates, rounds
from desktop.operations.change import Changes, change
from desktop.operations.importing import list_rounds, rows, second_list
from desktop.operations.importing.closer_look import before_feedback
from desktop.operations.importing.judgement import Options, Picks, emptied, hinder, own_fault
from desktop.operations.importing.list_row import Ground
from desktop.operations.importing.second_list import Asking, Comparison, Matched
from desktop.operations.importing.seen_before import SeenBefore
from desktop.operations.importing.taking import Taking
from desktop.operations.unit_lookup import unit_of_list
from desktop.rules.permissions import COMMAND_LINE, Action, Actor
from desktop.rules.workflow import is_date


@dataclass(frozen=True)
class HeldRow:
    """A row of findings that was not entered, and why."""

    sheet: str
    row: int
    rows: tuple[int, ...]
    reason: str


@dataclass
class Entered:
    """What became of a list: how many findings were entered under which import number, what was held back, all faults."""

    entered: int = 0
    import_number: int | None = None
    held: list[HeldRow] = field(default_factory=list)
    faults: list[ReadingFault] = field(default_factory=list)
    round_name: str = ""
    changes: Changes | None = None
    changed: int = 0
    """Findings of which something was taken."""
    comparison: Comparison = field(default_factory=Comparison)

    @property
    def anything(self) -> bool:
        """Whether the ledger was changed."""
        return self.import_number is not None


@dataclass
class Seen:
    """What the ledger says to a list before anything is entered: further faults, and the list against the ledger."""

    faults: list[ReadingFault]
    comparison: Comparison


def look(
    ledger: Ledger,
    reading: FindingListReading,
    options: Options,
    actor: Actor = COMMAND_LINE,
    before: SeenBefore | None = None,
) -> Seen:
    """The faults that only the ledger can see (verdicts that need the gate, dates to come), and what the list says anew.

    `before` remembers what was found for each row, where the same list is looked at again.
    """
    reader, today = ledger.newest, ledger.today()
    known = list_rounds.rounds_of(reader, reading.findings, options)
    found: list[ReadingFault] = []
    for finding in reading.findings:
        found += before_feedback(finding, options.feedback_on or known.feedback_of(finding))
        if (finding.completed_on or "") > today:
            said = f"完成日期 {finding.completed_on} 晚于今天 {today}。请改正或留空。"
            found.append(own_fault(finding, "completed_on", "future_date", said))
    faults = [*reading.faults, *found]
    ground = _ground(reading, options, faults, frozenset(), today)
    comparison = second_list.compare(
        reading.findings, known, Asking(reader, ground, actor, today, before or SeenBefore())
    )
    for finding in reading.findings:
        there = comparison.of(finding)
        if finding.verified_status == "done" and not options.opening and not (there and there.closed):
            said = "清单上的“认定：已销号”要经过销号核对，这里只按自报入账，请入账后逐条认定。"
            found.append(own_fault(finding, "verified_status", "verdict_needs_gate", said))
    return Seen(found, comparison)


def enter(
    ledger: Ledger,
    actor: Actor,
    reading: FindingListReading,
    source: Path,
    options: Options,
    *,
    kept: frozenset[tuple[str, int, str]] = frozenset(),
    picks: Picks | None = None,
) -> Entered:
    """Enter a list that was read. With leave-outs or asks nothing is entered unless the faults are accepted.

    `kept` are dates before the feedback that the clerk confirmed: they are entered as written. `picks` are the ticks of the
    clerk; without them new rows and undisputed changes are taken. Raises KnownError for what concerns the list as a whole.
    """
    check_options(options, ledger.today())
    list_rounds.refuse_unnamed(ledger.writing(), reading.findings, options)
    seen = look(ledger, reading, options, actor)
    result = Entered(faults=[*reading.faults, *seen.faults], comparison=seen.comparison)
    if hinder(result.faults) and not options.accept_faults:
        return result
    work = _Entering(ledger, actor, reading, options, result, picks or Picks(), kept)
    if work.is_nothing():
        return result
    action = Action.OPENING if options.opening else Action.IMPORT
    with (
        change(ledger, actor, action, f"导入 {source.name}", reason=options.reason) as changes,
        changes.writer.in_bulk(),
    ):
        work.carry_out(changes, source)
    result.changes = changes
    return result


class _Entering:
    """One list on its way into the ledger."""

    def __init__(
        self,
        ledger: Ledger,
        actor: Actor,
        reading: FindingListReading,
        options: Options,
        result: Entered,
        picks: Picks,
        kept: frozenset[tuple[str, int, str]],
    ) -> None:
        self._ledger, self._actor, self._reading, self._options = ledger, actor, reading, options
        self._result, self._picks, self._kept = result, picks, kept

    def is_nothing(self) -> bool:
        """Whether every row is a finding that the ledger has just so: then there is nothing to enter, and no step to undo."""
        rows_ = self._reading.findings
        found = [self._result.comparison.of(finding) for finding in rows_]
        return bool(rows_) and all(found) and not any(self._chosen(one) for one in found if one)

    def carry_out(self, changes: Changes, source: Path) -> None:
        """Everything in the order of the list; raises NothingEntered where every row was held back."""
        reading, result = self._reading, self._result
        known = list_rounds.rounds_of(changes.writer, reading.findings, self._options)
        self._make_rounds(changes, known)
        named = [known.ids[key] for key in ("", *known.ids) if key in known.ids]
        round_id = named[0] if named else _only_round(changes, self._options)
        self._check_opening(changes.writer, {round_id, *known.ids.values()})
        _date_round(changes, round_id, self._options)
        used = {known.id_of(finding) or round_id for finding in reading.findings} or {round_id}
        result.round_name = "、".join(row.name for row in queries.rounds(changes.writer) if row.id in used)
        ground = _ground(reading, self._options, result.faults, self._kept, changes.known_on)
        ground.file_name = source.name
        batch_id, result.import_number = _batch(
            changes, self._ledger, source, reading, self._options, round_id, ground.list_date
        )
        entry = rows.Entry(**{**vars(ground), "round_id": round_id, "batch_id": batch_id}, changes=changes)
        taking = Taking(self._ledger, self._actor, entry)
        for finding in reading.findings:
            entry.round_id = known.id_of(finding) or round_id
            self._one(entry, taking, finding)
        _account(changes, batch_id, reading, entry)
        result.entered = entry.count
        if not result.entered and not result.changed:
            raise NothingEntered(result)

    def _one(self, entry: rows.Entry, taking: Taking, finding: FindingDraft) -> None:
        place = (finding.sheet, finding.row)
        matched = self._result.comparison.of(finding)
        if matched is not None:
            chosen = self._chosen(matched)
            if chosen:
                taking.take(matched, chosen)
                self._result.changed += 1
            entry.place(finding, matched.finding_id, dict(matched.said), "changed" if chosen else matched.kind)
            return
        writer, day = entry.changes.writer, entry.list_date
        unit_id = unit_of_list(writer, finding.unit, entry.round_id, day) if finding.unit else None
        if unit_id is None or place in self._picks.left:
            reason = "not_picked" if unit_id else "unknown_unit" if finding.unit else "missing_unit"
            self._result.held.append(HeldRow(*place, tuple(finding.rows), reason))
            return
        rows.enter_finding(entry, finding, unit_id)

    def _chosen(self, matched: Matched) -> dict[str, Any]:
        """The fields of a row that are taken."""
        if self._options.only_new:
            return {}
        return {
            one.name: one
            for one in matched.fields
            if not one.blocked and self._picks.takes(matched.place, one.name, proposed=not one.conflict)
        }

    def _make_rounds(self, changes: Changes, known: list_rounds.Rounds) -> None:
        """Rounds that the list or the command names and that are not there are made under their names."""
        for name in known.unknown:
            own = name == self._options.round_name and self._options.feedback_on
            made = rounds.insert_round(changes, name, {"feedback_on": self._options.feedback_on} if own else {})
            for key in {list_rounds.written(finding) for finding in self._reading.findings}:
                meant = self._options.rounds.get(key, key) if key else self._options.round_name
                if meant == name:
                    known.ids[key] = made

    def _check_opening(self, reader: Reader, round_ids: set[int]) -> None:
        for row in queries.rounds(reader):
            if row.id in round_ids and self._options.opening and row.opening_closed:
                raise KnownError(f"“{row.name}”的期初建账已经声明完成，不能再导入期初。请改用一般导入。")


def _ground(
    reading: FindingListReading,
    options: Options,
    faults: list[ReadingFault],
    kept: frozenset[tuple[str, int, str]],
    today: str,
) -> Ground:
    return Ground(
        0,
        options.list_date or _stated_day(reading, today),
        options.opening,
        "",
        emptied(faults) - kept,
        faults,
        has_verdict_column=_has_verdict_column(reading),
    )


def _only_round(changes: Changes, options: Options) -> int:
    """The round of a list without a row that names one: the only one of the ledger, made where there is none."""
    known = queries.rounds(changes.writer)
    if known:
        found = known[0].id
    else:
        fields = {"feedback_on": options.feedback_on} if options.feedback_on else {}
        found = rounds.insert_round(changes, options.round_name or "未命名轮次", fields)
    return found


def _date_round(changes: Changes, round_id: int, options: Options) -> None:
    """The feedback that was told with the list, where the round had none yet."""
    row = next(row for row in queries.rounds(changes.writer) if row.id == round_id)
    if options.feedback_on and not row.feedback_on:
        dates = rounds.proposed_dates(changes, {"feedback_on": options.feedback_on})
        round_dates.put(changes, "round", round_id, {**dates, "feedback_on": options.feedback_on})


def _stated_day(reading: FindingListReading, known_on: str) -> str:
    """The day that the list itself states (截至…), unless it lies ahead; else the day of entering."""
    stated = reading.list_date.isoformat() if reading.list_date else ""
    return stated if stated and stated <= known_on else known_on


def _has_verdict_column(reading: FindingListReading) -> bool:
    """Whether the list has a column for the office's verdict, whatever its cells could be read as: it alone closes then."""
    if any(finding.verified_status for finding in reading.findings):
        return True
    return any("verified_status" in table.columns for table in reading.layout)


class NothingEntered(KnownError):
    """Every row was held back or left out; the ledger is unchanged."""

    def __init__(self, result: Entered) -> None:
        super().__init__("没有一条可以入账，账本未改动。请先按所列各处改正清单，或先登记单位名册。")
        self.result = Entered(held=result.held, faults=result.faults, comparison=result.comparison)


def check_options(options: Options, today: str) -> None:
    """Raise KnownError for a day of the list that cannot be, and an opening without a reason."""
    if options.list_date and not is_date(options.list_date):
        raise KnownError(f"清单日期“{options.list_date}”不是真实的日期。请写成 2026-06-18 这样。", "date")
    if options.list_date and options.list_date > today:
        raise KnownError(f"清单日期 {options.list_date} 晚于今天 {today}。请改正。", "future")
    if options.opening and not options.reason.strip():
        raise KnownError("期初建账要写明理由（--reason），如“本办自 2026 年 3 月启用台账”。")


def _batch(
    changes: Changes,
    ledger: Ledger,
    source: Path,
    reading: FindingListReading,
    options: Options,
    round_id: int,
    list_date: str,
) -> tuple[int, int]:
    pooled = evidence.keep_file(changes, ledger.pool, source)
    number = changes.writer.next_number("import")
    summary = {
        "sheets": list(reading.sheets),
        "findings": len(reading.findings),
        "ignored": len(reading.ignored),
        "corrections": [asdict(one) for one in reading.corrections],
    }
    fields = {
        "number": number,
        "form": reading.form,
        "file_name": source.name,
        "sha256": pooled.sha256,
        "size": pooled.size,
        "round_id": round_id,
        "opening": options.opening,
        "reason": options.reason,
        "list_date": list_date,
        "summary": summary,
    }
    return changes.writer.insert("import_batch", fields), number


def _account(changes: Changes, batch_id: int, reading: FindingListReading, entry: rows.Entry) -> None:
    """Every non-empty row of the file with its fate, and what the rows of findings said."""
    for finding in reading.findings:
        for row in finding.rows:
            place = (finding.sheet, row)
            said = entry.said_of_row.get(place, {})
            fate = entry.fate_of_row.get(place, "held")
            _row(changes, batch_id, place, fate, "", entry.finding_of_row.get(place), said)
    for ignored in reading.ignored:
        _row(changes, batch_id, (ignored.sheet, ignored.row), "ignored", ignored.reason, None)
    for fault in reading.faults:
        if fault.level == "error":
            _row(changes, batch_id, (fault.sheet, fault.row), "left_out", fault.kind, None)


def _row(
    changes: Changes,
    batch_id: int,
    place: tuple[str, int],
    fate: str,
    reason: str,
    finding_id: int | None,
    said: Mapping[str, Any] | None = None,
) -> None:
    fields = {
        "import_id": batch_id,
        "sheet": place[0],
        "row": place[1],
        "fate": fate,
        "reason": reason,
        "finding_id": finding_id,
        "said": dict(said or {}),
    }
    changes.writer.insert("import_row", fields)
