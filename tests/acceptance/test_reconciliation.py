"""Fifty issued papers and two hundred later changes: the two columns are what two recomputations outside the program find (issue 8, D13, D14).

The recomputation (`recounted`) reads the rows of the events and nothing else: plain Python over what stands in the tables at two moments.
"""

from __future__ import annotations

import shutil
import subprocess
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

import docx
import pytest

from db.queries import letters as letter_queries
from desktop.errors import KnownError
from desktop.operations import findings, progress, undo
from desktop.operations.findings import FindingDraft
from desktop.operations.papers import reconciling
from desktop.operations.papers.reconciling import LEFT_OUT, Line, Outcome, Reconciled
from desktop.operations.papers.workshop import Workshop
from desktop.operations.units import UnitDraft
from tests.acceptance.offices import add_round, add_units, ask, issue, open_office
from tests.acceptance.recounted import CATEGORY, EVERY, FINDING, ONE_OF, ROUND, STILL, UNIT, Day, Scope, Told, same
from tests.builders import EVERYONE, no_evidence_faults
from tests.causes import AS_OF, TODAY

SIZES = [(2, 12), pytest.param((25, 200), marks=[pytest.mark.acceptance, pytest.mark.timeout(1500)])]
"""Units (letters to each, and papers over the round) and changes."""
KINDS = (
    "supervision_letter", "unit_finding_list", "monthly_rectification_report", "reminder_letter", "rectification_summary_report",
    "inspection_progress_report",
)  # fmt: skip
"""The first three in every run."""
LATE, LATER = (date(2026, 3, 20), AS_OF), (TODAY + timedelta(days=1), TODAY + timedelta(days=30))


class Work:
    """A clerk's work on findings, dated within a span; what a rule refuses is tried again with other values."""

    def __init__(self, ledger: Any, clock: Any, round_id: int, units: list[int], ids: list[int], seed: int) -> None:
        self.ledger, self.clock, self.round_id, self.units, self.ids, self.dice = (
            ledger,
            clock,
            round_id,
            units,
            list(ids),
            Random(seed),
        )

    def do(self, count: int, span: tuple[date, date]) -> None:
        """So many changes that were taken, each true since a day of the span."""
        first, last = span
        deeds = [
            self._claim,
            self._close,
            self._close,
            self._verify,
            self._refuse,
            self._reopen,
            self._withdraw,
            self._extend,
            self._undo,
        ]
        deeds += [self._enter] if last <= AS_OF else []
        taken = 0
        while taken < count:
            day = first + timedelta(days=self.dice.randint(0, (last - first).days))
            try:
                self.dice.choice(deeds)(self.dice.choice(self.ids), day.isoformat())
            except KnownError:
                continue
            taken += 1

    def _enter(self, _finding: int, _day: str) -> None:
        draft = FindingDraft(
            self.round_id,
            self.dice.choice(self.units),
            "补充问题：报销凭证不全",
            first_due_on="2026-09-10",
            due_kind="date",
            responsible_leader="周柏川",
            category1="组织建设",
        )
        self.ids.append(findings.add(self.ledger, EVERYONE, draft)[0])

    def _claim(self, finding: int, day: str) -> None:
        progress.claim(
            self.ledger, EVERYONE, finding, self.dice.choice(("in_progress", "done", "partly_done")), day, "已办"
        )

    def _close(self, finding: int, day: str) -> None:
        progress.close_out(self.ledger, EVERYONE, finding, day, no_evidence_faults, override_reason="纸质材料齐全")

    def _verify(self, finding: int, day: str) -> None:
        progress.verify(self.ledger, EVERYONE, finding, "basically_done", day, "基本完成")

    def _refuse(self, finding: int, day: str) -> None:
        progress.refuse(self.ledger, EVERYONE, finding, day, "佐证不足")

    def _reopen(self, finding: int, day: str) -> None:
        progress.reopen(self.ledger, EVERYONE, finding, day, "反弹")

    def _withdraw(self, finding: int, day: str) -> None:
        progress.withdraw(self.ledger, EVERYONE, [finding], day, "重复", "领导小组")

    def _extend(self, finding: int, day: str) -> None:
        progress.extend(self.ledger, EVERYONE, finding, "2027-03-31", day, "跨年项目", "领导小组")

    def _undo(self, _finding: int, _day: str) -> None:
        undo.undo(self.ledger, EVERYONE)


@pytest.fixture(params=SIZES)
def office(request, ledger, clock, tmp_path):
    """Letters to each unit and two papers over the round, all of one day."""
    units, changes = request.param
    open_office(ledger, clock)
    round_id = add_round(ledger)
    books = [
        (UnitDraft(f"县第{n:02d}局党组"), [{"text": f"第{n}局第{m}个问题账目不清"} for m in range(6)])
        for n in range(units)
    ]
    placed = add_units(ledger, round_id, books)
    ids = [one for unit in placed for one in unit.findings]
    Work(ledger, clock, round_id, [one.unit_id for one in placed], ids, 1).do(units * 2, LATE)
    workshop = Workshop(ledger)
    for kind in KINDS if units > 2 else KINDS[:3]:
        issue(ledger, workshop, replace(ask(kind, round_id), issued_on=TODAY, as_of=AS_OF), tmp_path)
    work = Work(ledger, clock, round_id, [one.unit_id for one in placed], ids, 2)
    return ledger, clock, workshop, work, changes, tmp_path


def scopes(paper: Reconciled, units: dict[str, int], categories: dict[str, str]) -> Iterator[tuple[Line, Scope]]:
    """Each figure that is counted again, with what it is about. A figure without findings belongs to the line that it stands in."""
    unit = category = None
    times = Counter(line.figure for line in paper.lines)
    for line in paper.lines:
        owners, kinds = ({known[row] for row in line.rows} for known in (units, categories))
        if line.figure in UNIT and len(owners) == 1:
            unit = owners.pop()
        if line.figure in CATEGORY and len(kinds) == 1:
            category = kinds.pop()
        if not line.checked:
            continue
        if line.figure in ROUND:
            yield line, Scope()
        elif line.figure in UNIT and (paper.letter.unit_id or unit) is not None:
            yield line, Scope(unit=paper.letter.unit_id or unit)
        elif line.figure in CATEGORY and category is not None:
            yield line, Scope(category=category)
        elif (
            line.figure in FINDING and line.rows and times[line.figure] > 1
        ):  # a list of one line is told as a single figure
            yield line, Scope(number=line.rows[0])


def expected(line: Line, told: tuple[Told, Told, Told]) -> Outcome:
    """What the recomputations say of a figure."""
    then, for_date, today = told
    if line.figure in ONE_OF:  # of several that are as late it names one
        then, for_date, today = ((value, frozenset[str]()) for value, _rows in told)
    if then != for_date:
        return Outcome.WRONG_THEN
    return Outcome.CHANGED if then != today else Outcome.SAME


def agrees(line: Line, told: tuple[Told, Told, Told]) -> bool:
    """Whether the three values, each with its findings, are what was counted."""
    found = ((line.then, line.rows), (line.for_date, line.rows_for_date), (line.today, line.rows_today))
    return all(
        same(shown(value), counted) and (set(rows) <= numbers if line.figure in ONE_OF else set(rows) == numbers)
        for (value, rows), (counted, numbers) in zip(found, told, strict=True)
    )


def shown(value: str) -> str:
    return "0" if value == LEFT_OUT else value


@pytest.mark.parametrize("span", [(LATE,), (LATER,), (LATE, LATER)], ids=["late", "later", "both"])
def test_the_two_columns_list_what_two_recomputations_outside_the_program_find(office, span):
    ledger, clock, workshop, work, changes, _folder = office
    then = Day(ledger, AS_OF.isoformat())
    clock.set(f"{LATER[1] + timedelta(days=1)}T09:00:00")
    for one in span:
        work.do(changes // len(span), one)
    for_date, today = Day(ledger, AS_OF.isoformat()), Day(ledger, ledger.today())
    facts = ledger.newest.tuples("select number, unit_id, category1 from finding")
    units, categories = {one[0]: one[1] for one in facts}, {one[0]: one[2] for one in facts}
    papers = reconciling.every(ledger, workshop)
    outcomes, wrong, names = set(), [], set()
    for paper in papers:
        assert not paper.untold, paper.untold
        for line, scope in scopes(paper, units, categories):
            told = tuple(EVERY[line.figure](day, scope) for day in (then, for_date, today))
            wanted = expected(line, told)
            another = line.figure in ONE_OF and len({line.rows, line.rows_for_date, line.rows_today}) > 1
            if not agrees(line, told) or (line.outcome is not wanted and not another):
                wrong.append(
                    f"{paper.letter.kind} {paper.letter.number} {scope} {line} {line.outcome}: {told} {wanted}"
                )
            outcomes.add(wanted)
            names.add(line.figure)
        wrong += [
            f"{paper.letter.kind} {line}" for line in paper.lines
            if line.figure in STILL and line.checked and line.outcome is not Outcome.SAME
        ]  # fmt: skip
    assert wrong == [], f"{len(wrong)}:\n" + "\n".join(wrong[:20])
    assert len(names) >= 12
    assert (Outcome.WRONG_THEN in outcomes) == (LATE in span) and (
        LATER not in span or Outcome.CHANGED in outcomes or LATE in span
    )


def test_what_happened_later_makes_no_figure_wrong_then(office):
    """Not one of any name, of any paper."""
    ledger, clock, workshop, work, changes, _folder = office
    clock.set(f"{LATER[1] + timedelta(days=1)}T09:00:00")
    before = {one.letter.id: one.those(Outcome.WRONG_THEN) for one in reconciling.every(ledger, workshop)}
    assert not any(before.values())
    work.dice = Random(5)
    work._undo = lambda *_: (_ for _ in ()).throw(KnownError("what is undone was true then"))
    work.do(changes, LATER)
    wrong = {
        (one.letter.number, line.figure, line.then, line.for_date)
        for one in reconciling.every(ledger, workshop)
        for line in one.those(Outcome.WRONG_THEN)
    }
    assert wrong == set()


@pytest.mark.acceptance
@pytest.mark.timeout(900)
@pytest.mark.skipif(not shutil.which("soffice"), reason="no LibreOffice here")
@pytest.mark.parametrize("office", [(25, 0)], indirect=True)
def test_a_paper_that_libreoffice_saved_again_keeps_its_figures_and_an_edited_one_is_named(office):
    ledger, _clock, workshop, _work, _changes, folder = office
    issued = [one for one in letter_queries.letters(ledger.newest) if one.sha256]
    again = folder / "again"
    profile = f"-env:UserInstallation=file://{folder}/profile"
    paths = [folder / one.file_name for one in issued]
    command = [
        "soffice",
        profile,
        "--headless",
        "--convert-to",
        "docx:MS Word 2007 XML",
        "--outdir",
        str(again),
        *map(str, paths),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=800)
    figures = kept = 0
    for path in paths:
        found = reconciling.file(ledger, workshop, again / path.name)
        figures += len(found.lines)
        kept += len(found.lines) - len(found.those(Outcome.EDITED))
    assert figures > 100 and kept >= 0.99 * figures, f"{kept} of {figures}"
    assert _edited(again / paths[0].name, again / "改.docx")
    changed = reconciling.file(ledger, workshop, again / "改.docx").those(Outcome.EDITED)
    assert [(one.edited) for one in changed] == ["98765"]


def _edited(source: Path, target: Path) -> bool:
    """The first figure of a paper typed over by hand."""
    paper = docx.Document(str(source))
    for paragraph in paper.paragraphs:
        inside = False
        for element in paragraph._p.iter():
            if element.tag.endswith("}bookmarkStart") and "_fig" in str(
                element.get(element.tag.replace("bookmarkStart", "name"))
            ):
                inside = True
            elif inside and element.tag.endswith("}t"):
                element.text = "98765"
                paper.save(str(target))
                return True
    return False
