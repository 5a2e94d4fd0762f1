"""R7: a book by any two of its fields, for the records that the criteria mean."""

import pytest

from desktop.errors import KnownError
from desktop.ledgers.talks import TALKS
from desktop.operations.records import verbs
from desktop.operations.records.questions import Wanted
from desktop.operations.records.tallying import field_to_count, tally
from tests.builders import EVERYONE


def test_fields_are_named_by_name_or_title_and_others_are_told():
    assert field_to_count(TALKS, "kind").name == field_to_count(TALKS, "类型").name == "kind"
    with pytest.raises(KnownError, match="可用") as refused:
        field_to_count(TALKS, "颜色")
    assert refused.value.kind == "unknown_field"


def test_records_are_counted_in_their_cells_and_narrowed(ledger, office):
    for kind, reason in (("reminder", "overdue"), ("reminder", "overdue"), ("secretary", "low_rate")):
        verbs.add(
            ledger,
            EVERYONE,
            TALKS,
            {"kind": kind, "unit": office["unit"], "talker": "顾", "talked_to": "程", "reason": reason},
        )
    whole = tally(ledger.reader, TALKS, "类型", "事由", "2026-06-05")
    part = tally(ledger.reader, TALKS, "kind", "reason", "2026-06-05", None, Wanted(where={"kind": "secretary"}))
    assert sum(len(cell) for cell in _cells(whole)) == 3 and sum(len(cell) for cell in _cells(part)) == 1


def _cells(table):
    return table.cells.values()
