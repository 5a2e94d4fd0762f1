"""W-3: the rows of the office's own lists say what was entered, in the words of the program, nothing left out."""

from __future__ import annotations

import json
from dataclasses import asdict

import pytest

from db.queries import bases, dictionaries
from db.queries.backups import BackupRow
from db.records import Basis
from desktop.operations import dictionaries as entering
from desktop.operations.backups import OCCASION_WORDS, Occasion
from desktop.operations.lists import printing
from desktop.operations.lists.printing import Plan
from desktop.operations.lists.view import View
from desktop.operations.records.office_rows import LEFT, ROWS, backup_row, occasion_word, standing_word
from desktop.rules import basis as basis_rules
from tests.builders import EVERYONE


def backup(**changed):
    said = {
        "id": 3, "made_at": "2026-06-05T09:00:17", "occasion": "manual", "place": "external", "path": "E:/备份/1",
        "size": 1_572_864, "sha256": "", "digest": "", "counts": '{"finding": 12}', "verified": 1,
    }  # fmt: skip
    return backup_row(BackupRow(**{**said, **changed}))


@pytest.mark.parametrize("occasion", list(Occasion))
def test_every_occasion_has_its_word_and_a_later_ones_stands_as_it_is(occasion):
    assert occasion_word(str(occasion)) == OCCASION_WORDS[occasion]
    assert occasion_word("of a later version") == "of a later version"


def test_a_backup_says_where_it_is_how_large_and_whether_it_was_verified():
    assert (backup()["place"], backup(place="local")["place"]) == ("外置", "本机")
    assert [backup(size=size)["size"] for size in (1_572_864, 1_048_576, 0)] == ["1.5 MB", "1.0 MB", "0.0 MB"]
    assert (backup()["findings"], backup(counts="{}")["findings"]) == (12, 0)
    assert (backup()["verified"], backup(verified=0)["verified"]) == ("✓ 已核验", "未核验")
    assert (backup()["time"], backup()["path"], backup()["id"]) == ("2026-06-05 09:00", "E:/备份/1", 3)


def test_a_basis_is_old_the_default_or_in_use():
    words = {
        (current, default): standing_word(current, default) for current in (True, False) for default in (True, False)
    }

    assert words == {(True, True): "默认", (True, False): "在用", (False, True): "旧版", (False, False): "旧版"}


def test_every_basis_is_listed_with_its_formula_and_its_standing(ledger):
    for name, decimals in (("认定口径", 1), ("自报口径", 1), ("认定口径", 2)):
        made, _changes = entering.put_basis(ledger, EVERYONE, Basis(name=name, decimals=decimals))
    entering.set_default_basis(ledger, EVERYONE, made)
    rows = ROWS["basis"](ledger.reader)
    kept = bases.bases(ledger.reader)
    current = {one.id for one in bases.current_bases(ledger.reader)}

    assert [row["standing"] for row in rows].count("默认") == 1 and {"旧版", "在用"} < {row["standing"] for row in rows}
    assert [row["id"] for row in rows] == [one.id for one in kept]
    for row, one in zip(rows, kept, strict=True):
        assert (row["title"], row["formula"]) == (basis_rules.title(one), basis_rules.formula(one))
        assert row["standing"] == standing_word(one.id in current, one.is_default)


def test_a_rule_bears_its_days_of_warning_as_numbers(ledger):
    fields = {"round_id": None, "event": "督办回复", "days": 7, "unit": "day", "warn_before": json.dumps([3, 1])}
    entering.put(ledger, EVERYONE, "deadline_rule", fields)

    assert ([3, 1], 7) in [(row["warn_before"], row["days"]) for row in ROWS["deadline_rule"](ledger.reader)]


def test_every_print_and_every_copy_of_it_is_listed(ledger):
    view = View((), "2026-06-05", 0, "")
    for copies in (("000001", "000002"), ("000003",)):
        laid = printing.layout(ledger.reader, view, Plan("问题清单"))
        printing.record(ledger, EVERYONE, view, Plan("问题清单"), laid, printing.Job(copies))

    assert {row["recorded_at"] for row in LEFT["print"](ledger.reader, EVERYONE)} == {"2026-06-05 09:00"}
    assert sorted(row["copy_number"] for row in LEFT["copy"](ledger.reader, EVERYONE)) == [1, 2, 3]


@pytest.mark.parametrize(
    ("book", "read"),
    [
        ("category", dictionaries.categories),
        ("phrase", dictionaries.phrases),
        ("alias", dictionaries.aliases),
        ("calendar_day", dictionaries.calendar),
    ],
)
def test_the_plain_lists_hold_every_field_that_is_kept(ledger, book, read):
    assert ROWS[book](ledger.reader) == [asdict(one) for one in read(ledger.reader)]
