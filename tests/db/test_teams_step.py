"""L-4, M15: teams that were entered before they were a book are numbered, stand as final and keep their units; the chain is whole."""

from datetime import datetime

import pytest

from db import audit, migrations
from db.queries import books as queries
from db.store import create_ledger, open_ledger
from desktop.ledgers import books
from desktop.operations.change import change
from desktop.operations.records import verbs
from desktop.rules.permissions import Action
from tests.builders import EVERYONE, a_round, a_unit

STEP = "m0014_teams"


def clock():
    return datetime(2026, 6, 5, 9)


@pytest.fixture
def former(tmp_path, monkeypatch):
    """A ledger of before the step, with two teams."""
    with monkeypatch.context() as before:
        before.setattr(migrations, "STEP_NAMES", tuple(one for one in migrations.STEP_NAMES if one < STEP))
        before.setattr(migrations, "m0014_teams", _nothing)
        ledger = create_ledger(tmp_path / "a.ledger", None, clock)
        connection = ledger.writing()._connection
        names = {row[1] for row in connection.execute("pragma table_info(round)").fetchall()}
        assert "batch" not in names
        with change(ledger, EVERYONE, Action.EDIT_ROUND, "登记") as changes:
            writer = changes.writer
            held = writer.insert(
                "round", {"code": "15-06", "name": "十五届县委第六轮（常规）", "on_site_from": "2025-12-08"}
            )
            unit = writer.insert("unit", {"short": "县民政局"})
            writer.insert("unit_name", {"unit_id": unit, "name": "县民政局党组"})
            for name in ("第一巡察组", "第二巡察组"):
                team = writer.insert(
                    "team", {"round_id": held, "name": name, "leader": "吴洋", "authorisation": "云巡授〔2025〕1号"}
                )
            writer.insert("round_unit", {"round_id": held, "unit_id": unit, "team_id": team})
        connection.execute("delete from _sqlite_migrations where name = ?", (STEP,))
        connection.commit()
        ledger.close()
    return tmp_path / "a.ledger"


def _nothing(db):
    """The step is not there yet."""


_nothing.__name__ = STEP


def test_former_teams_become_records_with_their_units(former):
    ledger = open_ledger(former, None, clock)
    shape = books.as_declared("team").shape
    one, two = queries.records(ledger.reader, shape, "2026-06-05")
    assert (one.number, two.number) == ("编组〔2026〕1号", "编组〔2026〕2号")
    assert (one.state, one.state_on, two.fields["units"]) == ("final", "2025-12-08", ("县民政局党组",))
    assert two.fields["authorised_by"] == "云巡授〔2025〕1号"
    assert audit.verify(ledger.reader) is None
    assert list(audit.rows_against_log(ledger.reader, audit.read_log(ledger.reader))) == []
    held = a_round(ledger, "十五届县委第七轮（常规）", None)
    a_unit(ledger)
    made, _changes = verbs.add(
        ledger, EVERYONE, books.as_declared("team"), {"round": held, "name": "第一巡察组", "leader": "甲"}
    )
    assert made.number == "编组〔2026〕3号"
    ledger.close()
