"""What the program writes it reads back as it was: random offices as workbooks, read by the reader of the clerks' lists (X8)."""

from __future__ import annotations

from datetime import datetime
from itertools import count
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db.store import create_ledger
from desktop.cli import list_json
from desktop.operations import progress, units
from desktop.operations.change import change
from desktop.operations.findings import FindingDraft, insert_finding
from desktop.operations.importing import list_files
from desktop.operations.importing.answers import Wanted
from desktop.operations.importing.judgement import Options
from desktop.operations.lists import exporting
from desktop.operations.lists.view import Filters, view
from desktop.operations.measures import MeasureDraft, insert_measure
from desktop.operations.units import UnitDraft
from desktop.rules.permissions import Action
from tests.acceptance.offices import add_round
from tests.builders import EVERYONE

UNITS = ("县民政局党组", "县R&D中心<筹>党支部", "县𠮷㛃䶮保护中心党支部", "云溪镇党委")
STATES = ("not_started", "in_progress", "partly_done", "basically_done", "done", "long_term")
WORDS = "欠缴党费三个月未补收支凭证账目不清会议记录抽查份有件𠮷㛃䶮ABc&<>\"'%=+@，。；（）“”"
COLUMNS = (
    "unit",
    "category1",
    "text",
    "measures_text",
    "responsible_leader",
    "responsible_department",
    "owner",
    "due",
    "claim_text",
    "last_text",
    "amount_yuan",
    "remark",
)


def prose(least: int, most: int) -> st.SearchStrategy[str]:
    """Words as clerks write them, with what breaks XML and formulas, and no blank at either end."""
    return st.text(WORDS, min_size=least, max_size=most).map(lambda text: f"查{text}清")


drafts = st.fixed_dictionaries(
    {
        "unit": st.sampled_from(UNITS),
        "text": prose(6, 60),
        "measures": st.lists(prose(2, 20), max_size=4, unique=True),
        "responsible_leader": st.sampled_from(["", "周柏川", "䶮㛃"]),
        "responsible_department": st.sampled_from(["", "财务股", "办公室"]),
        "owner": st.sampled_from(["", "林知远"]),
        "first_due_on": st.one_of(
            st.none(), st.dates(datetime(2026, 4, 1).date(), datetime(2027, 12, 31).date()).map(str)
        ),
        "amount_yuan": st.one_of(st.none(), st.integers(1, 10**10)),
        "remark": st.one_of(st.just(""), prose(1, 10)),
        "claim": st.sampled_from(STATES),
        "progress": st.one_of(st.just(""), prose(1, 30)),
    }
)
offices = st.lists(drafts, min_size=1, max_size=6, unique_by=lambda draft: draft["text"])
few = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
many = settings(max_examples=400, deadline=None, suppress_health_check=list(HealthCheck))


@pytest.fixture(scope="module")
def ledger(tmp_path_factory):
    made = create_ledger(tmp_path_factory.mktemp("own") / "own.ledger", None, lambda: datetime(2026, 10, 9, 9))
    units.add(made, EVERYONE, [UnitDraft(name) for name in UNITS])
    yield made
    made.close()


numbers = count()


def entered(ledger, book: list[dict[str, Any]]) -> tuple[str, int]:
    """A round of its own with the findings of a book; its name and id."""
    name = f"试验轮次{next(numbers)}"
    round_id = add_round(ledger, name)
    with change(ledger, EVERYONE, Action.IMPORT, "试验") as changes:
        ids = {unit: units.put_unit(changes, UnitDraft(unit)) for unit in UNITS}
        made = [insert_finding(changes, drafted(round_id, ids, one))[0] for one in book]
        for finding, one in zip(made, book, strict=True):
            for text in one["measures"]:
                insert_measure(changes, finding, MeasureDraft(text), "2026-03-10")
    for finding, one in zip(made, book, strict=True):
        progress.claim(ledger, EVERYONE, finding, one["claim"], "2026-06-01", one["progress"])
    return name, round_id


def drafted(round_id: int, ids: dict[str, int], one: dict[str, Any]) -> FindingDraft:
    plain = {key: one[key] for key in one if key not in ("unit", "measures", "claim", "progress")}
    return FindingDraft(
        round_id, ids[one["unit"]], category1="组织建设", due_kind="date" if one["first_due_on"] else "", **plain
    )


def told(book: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """A book in the words of the reader's answer, in the order of the office's units."""
    found = []
    for one in sorted(book, key=lambda each: UNITS.index(each["unit"])):
        words = {
            key: one[key]
            for key in (
                "unit",
                "text",
                "measures",
                "responsible_leader",
                "responsible_department",
                "owner",
                "amount_yuan",
            )
        }
        found.append(
            {
                **words,
                "due_on": one["first_due_on"],
                "status": one["claim"],
                "progress": one["progress"],
                "remark": one["remark"],
            }
        )
    return found


def comes_back(ledger, book, folder, **layout) -> None:
    name, round_id = entered(ledger, book)
    shown = view(ledger.reader, Filters((round_id,)), "2026-10-09")
    made = exporting.export(ledger.reader, shown, folder / f"{name}.xlsx", "问题整改台账", keys=COLUMNS, **layout)

    reading = list_json.reading(list_files.read_list(ledger, Wanted(made.path), Options(round_name=name)))

    expected = [plain(one) for one in told(book)]
    assert [plain({key: finding[key] for key in expected[0]}) for finding in reading["findings"]] == expected
    assert [fault for fault in reading["faults"] if fault["level"] == "error"] == []
    assert made.rows == len(book)


def plain(finding: dict[str, Any]) -> dict[str, Any]:
    """What is empty is empty, whether it is told as nothing or as no text."""
    return {key: value or None for key, value in finding.items()}


@few
@given(book=offices)
def test_an_exported_list_is_read_back_as_it_was_x8(ledger, tmp_path_factory, book):
    comes_back(ledger, book, tmp_path_factory.mktemp("out"))


@few
@given(book=offices)
def test_subtotals_and_groups_are_no_findings_when_read_back(ledger, tmp_path_factory, book):
    comes_back(ledger, book, tmp_path_factory.mktemp("out"), group_by="unit")


@pytest.mark.acceptance
@pytest.mark.timeout(900)
@many
@given(book=offices)
def test_hundreds_of_random_offices_are_read_back_as_they_were(ledger, tmp_path_factory, book):
    comes_back(ledger, book, tmp_path_factory.mktemp("out"), group_by="unit")
