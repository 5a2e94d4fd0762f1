"""W-2, W-3: a view that is sent out is found anew, written as it was wished and entered in the register of exports."""

from __future__ import annotations

import openpyxl
import pytest

from db.queries import prints
from db.store import open_for_reading
from desktop.errors import KnownError
from desktop.ledgers.arrangement import Arrangement
from desktop.operations.lists.sending import Wish, export_shown
from desktop.operations.lists.view import Criteria, by_criteria
from desktop.operations.outgoing import Asked, sum_of
from tests.builders import EVERYONE, a_finding, a_round, a_unit

TODAY = "2026-06-05"


@pytest.fixture
def shown(ledger):
    round_id, unit_id = a_round(ledger), a_unit(ledger)
    for number in range(3):
        a_finding(ledger, round_id, unit_id, f"问题第{number}件", owner="甲" if number else "乙")
    return by_criteria(ledger.reader, Criteria((round_id,), Arrangement()), TODAY)


def cells(made):
    return [
        str(cell.value) for row in openpyxl.load_workbook(made.path).active.iter_rows() for cell in row if cell.value
    ]


def test_the_workbook_says_the_columns_wished_and_is_registered(ledger, shown, tmp_path):
    wish = Wish(tmp_path / "表.xlsx", "清单", ("number", "owner"), asked=Asked("内部", "会用", "县委办"))
    made = export_shown(ledger, EVERYONE, shown, wish)
    [entered] = prints.exports(ledger.reader)

    assert made.rows == 3 and made.path == wish.path
    assert {"编号", "责任人"} <= set(cells(made)) and "问题" not in cells(made)
    assert (entered.kind, entered.title, entered.rows, entered.purpose) == ("export", "清单", 3, "会用")
    assert (entered.classification, entered.destination, entered.sha256) == ("内部", "县委办", sum_of(made.path))
    assert cells(made)[1].startswith("内部　")


def test_groups_stand_under_their_own_heads(ledger, shown, tmp_path):
    plain = export_shown(ledger, EVERYONE, shown, Wish(tmp_path / "一.xlsx", "清单", ("number", "owner")))
    grouped = export_shown(ledger, EVERYONE, shown, Wish(tmp_path / "二.xlsx", "清单", ("number", "owner"), "owner"))

    assert plain.rows == grouped.rows == 3
    assert len(cells(grouped)) > len(cells(plain))


def test_what_cannot_be_registered_does_not_leave(ledger, shown, tmp_path, clock):
    """A5"""
    ledger.close()
    reading = open_for_reading(ledger.folder, None, clock)
    with pytest.raises(KnownError) as refused:
        export_shown(reading, EVERYONE, shown, Wish(tmp_path / "表.xlsx", "清单"))

    assert refused.value.kind == "read_only" and not (tmp_path / "表.xlsx").exists()
    assert prints.exports(reading.reader) == ()
    reading.close()
