"""P-3, P-4: the report's measures and recommendation letters are those of the ledger on its day; of what is not there nothing is said."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from db.queries import findings as finding_queries
from db.queries import report as queries
from desktop.operations.papers.figuring import Moment
from desktop.operations.papers.providers import report_registers

MOMENT = Moment("2026-09-30")
ROWS = [SimpleNamespace(id=place, number=f"15-06-000{place}") for place in (1, 2)]


def sheet():
    shot = SimpleNamespace(
        counted=lambda: [SimpleNamespace(rows=ROWS)], as_of="2026-09-30", known_at=None, moment=MOMENT
    )
    return SimpleNamespace(shot=shot, reader=None, occasion=SimpleNamespace(round=SimpleNamespace(id=4)))


def measure(finding, leader="甲", owner="", due_on="2026-09-01"):
    return SimpleNamespace(finding_id=finding, leader=leader, owner=owner, due_on=due_on)


@pytest.mark.parametrize(
    ("other", "assigned"),
    [
        (measure(2), True),
        (measure(2, leader="", owner="乙"), True),
        (measure(2, leader=""), None),
        (measure(2, due_on=None), None),
        (measure(2, leader="", owner="乙", due_on=None), None),
    ],
)
def test_measures_are_assigned_where_each_has_somebody_and_a_date(monkeypatch, other, assigned):
    monkeypatch.setattr(finding_queries, "measures_of", lambda *_asked: [measure(1), measure(1), other])
    words = report_registers.measures(sheet())

    assert words["措施数"].value == 3 and words["措施数"].rows == ("15-06-0001", "15-06-0002")
    assert words["措施逐条落实"] is assigned


def test_where_there_is_nothing_nothing_is_said(monkeypatch):
    monkeypatch.setattr(finding_queries, "measures_of", lambda *_asked: [])
    monkeypatch.setattr(queries, "recommendation_letters", lambda *_asked: [])

    assert report_registers.measures(sheet()) == report_registers.letters(sheet()) == {}


def letter(addressee, items, adopted=0, replied=True):
    return SimpleNamespace(addressee=addressee, items=items, adopted=adopted, replied=replied)


def test_letters_are_counted_with_what_was_advised_answered_and_adopted(monkeypatch):
    sent = [letter("甲局", 3, 2), letter("乙局", 2, 1), letter("甲局", 4, 9, replied=False)]
    monkeypatch.setattr(
        queries,
        "recommendation_letters",
        lambda _reader, round_id, as_of: sent if (round_id, as_of) == (4, "2026-09-30") else [],
    )
    words = report_registers.letters(sheet())

    assert words.pop("建议书部门") == ["甲局", "乙局"]
    assert {name: figure.value for name, figure in words.items()} == {
        "建议书数": 3, "建议回复数": 2, "建议条数": 9, "采纳条数": 3,
    }  # fmt: skip
    assert all(figure.name == name and figure.as_of == "2026-09-30" for name, figure in words.items())


def test_a_count_of_nought_is_left_out(monkeypatch):
    monkeypatch.setattr(queries, "recommendation_letters", lambda *_asked: [letter("甲局", 2, replied=False)])

    assert set(report_registers.letters(sheet())) == {"建议书数", "建议书部门", "建议条数"}


def test_every_word_is_told_by_the_function_that_is_named_for_it(monkeypatch):
    monkeypatch.setattr(finding_queries, "measures_of", lambda *_asked: [measure(1)])
    monkeypatch.setattr(queries, "recommendation_letters", lambda *_asked: [letter("甲局", 2, 1)])

    for names, tell in report_registers.TOGETHER:
        assert set(tell(sheet())) == set(names)
