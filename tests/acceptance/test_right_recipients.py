"""Many units, each with marks of its own: every paper bears all marks of its unit and none of any other (D10).

The files are searched without any code of the program: every part of the archive, its texts and its raw XML, and the name.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable
from pathlib import Path

import pytest

from desktop.operations import progress
from desktop.operations.papers.providers.report_rows import MOST_UNITS
from desktop.operations.papers.workshop import Workshop
from desktop.operations.units import UnitDraft
from tests.acceptance.offices import REPORT, add_round, add_units, ask, issue, open_office
from tests.builders import EVERYONE, no_evidence_faults
from tests.causes import COMMITTEE, Placed

MARK = re.compile(r"U\d{3}U|L\d{3}L|T\d{3}[a-c]T|C\d{3}C|(?<!\d)\d\d-\d\d-\d{4}(?!\d)")
SIZES = [12, pytest.param(349, marks=[pytest.mark.acceptance, pytest.mark.timeout(600)])]


def marked_units(first: int, count: int) -> list[tuple[UnitDraft, list[dict[str, str]]]]:
    """Units U001U…: their leaders L…, contacts C… and the texts of their findings T… are found nowhere else."""
    found = []
    for n in range(first, first + count):
        draft = UnitDraft(
            f"县U{n:03d}U局党组", kind="县直部门", contact=f"C{n:03d}C", leader=f"L{n:03d}L", leader_title="党组书记",
            supervising_leader=f"副县长顾{n:03d}",
        )  # fmt: skip
        rows = [
            {"text": f"账外结余T{n:03d}{letter}T未清理", "responsible_leader": f"L{n:03d}L"}
            for letter in "abc"[: 1 + n % 3]
        ]
        found.append((draft, rows))
    return found


def marks_in(path: Path) -> tuple[set[str], set[str]]:
    """Marks that a reader can see, and marks that stand anywhere in the file or its name."""
    seen, anywhere = set(MARK.findall(path.name)), set(MARK.findall(path.name))
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            raw = archive.read(name).decode("utf-8", "replace")
            anywhere |= set(MARK.findall(raw))
            seen |= set(MARK.findall(re.sub(r"<[^>]+>", "", raw.replace("</w:p>", "\n"))))
    return seen, anywhere | seen


def marks_of(unit: Placed, leaders: bool = True) -> set[str]:
    """What must stand on a paper of a unit with all its findings, with or without their responsible leader."""
    own = unit.name[1:6]
    texts = {f"T{own[1:4]}{letter}T" for letter in "abc"[: len(unit.findings)]}
    return {own, *texts, *unit.numbers, *({f"L{own[1:4]}L"} if leaders else ())}


def placed_in_two_rounds(ledger, count: int) -> tuple[list[tuple[int, list[Placed]]], list[Placed]]:
    first, second = add_round(ledger), add_round(ledger, "十四届县委第七轮（专项）")
    part = count * 2 // 3
    rounds_ = [
        (first, add_units(ledger, first, marked_units(1, part))),
        (second, add_units(ledger, second, marked_units(part + 1, count - part))),
    ]
    return rounds_, [unit for _round, units in rounds_ for unit in units]


def unlike(pairs: Iterable[tuple[Path, set[str]]]) -> list[str]:
    """Papers whose marks are not exactly the expected ones."""
    found = []
    for path, expected in pairs:
        seen, anywhere = marks_in(path)
        if expected - seen or anywhere - expected:
            found.append(
                f"{path.name}: lacks {sorted(expected - seen)[:5]}, has too many {sorted(anywhere - expected)[:5]}"
            )
    return found


@pytest.mark.parametrize("count", SIZES)
@pytest.mark.parametrize("kind", ["supervision_letter", "unit_finding_list"])
def test_a_paper_bears_every_mark_of_its_unit_and_no_mark_of_another(kind, count, ledger, clock, tmp_path):
    open_office(ledger, clock)
    rounds_, units = placed_in_two_rounds(ledger, count)
    workshop = Workshop(ledger)

    made = [one for round_id, _units in rounds_ for one in issue(ledger, workshop, ask(kind, round_id), tmp_path)]

    assert len(made) == count
    in_annex = kind == "supervision_letter"  # a letter with an annex names the leader; one finding is told in the text
    pairs = [
        (one.path, marks_of(unit, in_annex and len(unit.findings) > 1)) for one, unit in zip(made, units, strict=True)
    ]
    assert unlike(pairs) == []


@pytest.mark.parametrize("count", SIZES)
def test_a_recommendation_names_the_chosen_findings_and_nothing_else(count, ledger, clock, tmp_path):
    open_office(ledger, clock)
    [(round_id, units), (_second, others)], _all = placed_in_two_rounds(ledger, count)
    workshop, chosen = Workshop(ledger), units[: max(3, count // 30)]
    numbers = [number for unit in chosen for number in unit.numbers]

    made = [
        issue(ledger, workshop, ask("recommendation_letter", round_id, 主送=unit.name, 问题编号=numbers), tmp_path)[0]
        for unit in others[:12]
    ]

    expected = set().union(*(marks_of(unit, leaders=False) for unit in chosen))
    pairs = ((one.path, expected | {unit.name[1:6]}) for one, unit in zip(made, others[:12], strict=True))
    assert unlike(pairs) == []


@pytest.mark.parametrize("count", SIZES)
def test_the_report_names_its_own_units_and_only_what_is_open(count, ledger, clock, tmp_path):
    """Units of the round stand in its table; texts, numbers and leaders only of findings that are not closed out.

    Where there are too many units for a table, units with nothing open are told in a sentence that names five of them (P-13).
    """
    open_office(ledger, clock)
    [(round_id, units), _other], _all = placed_in_two_rounds(ledger, count)
    closed = units[::4]
    for unit in closed:
        for finding_id in unit.findings:
            progress.close_out(ledger, EVERYONE, finding_id, "2026-09-01", no_evidence_faults, override_reason="试验")

    [made] = issue(ledger, Workshop(ledger), ask(REPORT, round_id, 主送=COMMITTEE), tmp_path)

    told = closed[:5] if len(units) > MOST_UNITS else closed
    done = {unit.name[1:6] for unit in told}
    expected = done.union(*(marks_of(unit) for unit in units if unit not in closed))
    assert unlike([(made.path, expected)]) == []
