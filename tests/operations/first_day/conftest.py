"""A small county as a demonstration: three units, findings, claims with and without evidence, and a person who has come in."""

from __future__ import annotations

import shutil
from types import SimpleNamespace

import pytest

from db.store import create_ledger, open_ledger
from desktop.operations import clocks, evidence, logins, progress, rounds
from desktop.operations.change import change
from desktop.operations.defaults import put_defaults
from desktop.operations.first_day.tasks import TASKS
from desktop.operations.first_day.training import Mark, Training, stands
from desktop.operations.office import set_up
from desktop.rules.permissions import Action
from tests.builders import CLAIMANT, EVERYONE, a_finding, a_round, a_unit
from tests.conftest import SteppingClock
from tests.ui.paper_office import OFFICE

NOW = "2026-06-05T09:00:00"
COUNTS = {"县民政局党组": 14, "县教育局党组": 10, "柳坪乡党委": 4}
CLAIMED, PROVEN = 10, 8


def enter_county(ledger):
    """The first two findings of 民政局 and of 柳坪乡 are overdue; ten of the rest were reported done, eight of them on evidence."""
    with change(ledger, EVERYONE, Action.EDIT_UNIT, "默认数据") as changes:
        put_defaults(changes)
    set_up(ledger, EVERYONE, OFFICE)
    round_id = a_round(ledger, feedback_on="2026-03-18", months=3)
    units = {name: a_unit(ledger, name, kind="县直部门" if name.startswith("县") else "乡镇") for name in COUNTS}
    ids = {name: [] for name in COUNTS}
    for name, count in COUNTS.items():
        for place in range(count):
            late = place < 2 and name != "县教育局党组"
            due = {"first_due_on": "2026-05-18" if late else "2026-06-18", "due_kind": "date"}
            ids[name].append(
                a_finding(
                    ledger, round_id, units[name], f"{name}第{place + 1}个问题", responsible_leader="周柏川", **due
                )
            )
    rounds.place_units(ledger, EVERYONE, round_id, list(units.values()))
    claims = ids["县民政局党组"][4:14]
    for place, one in enumerate(claims[:CLAIMED]):
        progress.claim(ledger, CLAIMANT, one, "done", "2026-06-02", "已整改到位", said_by="县民政局")
        if place < PROVEN:
            with change(ledger, EVERYONE, Action.ADD_EVIDENCE, "佐证") as changes:
                evidence.attach(changes, ledger.pool, one, f"凭证{one}".encode(), "退款凭证", "退款凭证.pdf")
    clocks.mark_demonstration(ledger, EVERYONE)


@pytest.fixture(scope="session")
def county_folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("county") / "演示.ledger"
    ledger = create_ledger(folder, None, SteppingClock(NOW))
    enter_county(ledger)
    ledger.close()
    return folder


@pytest.fixture
def county(county_folder, tmp_path):
    """The ledger open after its first login; `stands(key)` checks a task, `lacks(key)` gives what is missing."""
    folder = tmp_path / county_folder.name
    shutil.copytree(county_folder, folder)
    ledger = open_ledger(folder, None, SteppingClock(NOW))
    logins.log_entry(ledger, EVERYONE)
    reader = ledger.newest
    names = list(COUNTS)
    own = dict(zip(names, reader.column("select id from unit order by id"), strict=True))
    found = {
        name: reader.column("select id from finding where unit_id = ? order by id", (unit,))
        for name, unit in own.items()
    }
    made = SimpleNamespace(
        ledger=ledger, units=own, findings=found, round=reader.value("select id from round"), mark=Mark("", NOW), recent=()
    )  # fmt: skip

    def check(key):
        training = Training(ledger.newest, folder, ledger.today(), made.mark, tuple(made.recent))
        return stands(next(task for task in TASKS if task.key == key), training)

    made.check, made.lacks = check, lambda key: "；".join(check(key).missing)
    yield made
    ledger.close()
