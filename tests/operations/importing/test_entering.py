"""B1: what was reviewed is entered behind a backup of its own; where that fails nothing is."""

from __future__ import annotations

from pathlib import Path

import pytest

from db.digest import content_digest
from desktop.errors import KnownError
from desktop.operations import backups
from desktop.operations.importing.decisions import Decisions
from desktop.operations.importing.entering import enter_reviewed
from desktop.operations.importing.judgement import Options
from desktop.operations.importing.review import Review
from tests.builders import EVERYONE, a_round, a_unit
from tests.operations.importing.test_second_list import listed


@pytest.fixture
def review(ledger, tmp_path):
    a_round(ledger)
    a_unit(ledger, "县民政局党组")
    path = listed(tmp_path, "五月", [{"具体表现": "党费收缴不及时"}, {"具体表现": "低保审核不严"}])
    return Review(ledger, EVERYONE, path, Options())


def last_backups(ledger):
    return ledger.reader.tuples("select occasion, path from backup_record order by id")


def test_the_backup_comes_first_and_holds_none_of_the_list(review, ledger, monkeypatch):
    seen = []
    enter = review.enter
    monkeypatch.setattr(review, "enter", lambda *said: seen.append(last_backups(ledger)) or enter(*said))
    entered = enter_reviewed(review, Decisions(), review.read(Decisions()))

    assert entered.entered == 2
    [[(occasion, path)]] = seen
    assert occasion == "before_import" and Path(path).exists()
    assert last_backups(ledger) == tuple(seen[0])


def test_where_the_backup_fails_nothing_is_entered(review, ledger, monkeypatch):
    def fails(*_said, **_more):
        raise KnownError("备份没有做成。")

    monkeypatch.setattr(backups, "back_up", fails)
    before = content_digest(ledger.reader)
    with pytest.raises(KnownError, match="备份没有做成"):
        enter_reviewed(review, Decisions(), review.read(Decisions()))
    assert content_digest(ledger.reader) == before


def test_what_the_review_refuses_leaves_the_backup_and_nothing_else(review, ledger):
    reviewed = review.read(Decisions())
    before = content_digest(ledger.reader)
    reviewed.open_faults = [*reviewed.faults, object()]
    with pytest.raises(KnownError, match="没有改定"):
        enter_reviewed(review, Decisions(), reviewed)
    assert content_digest(ledger.reader) == before and len(last_backups(ledger)) == 1
