"""Drafts and saved views (S3): kept per person, never in anyone's way."""

import json

import pytest

from db.queries import drafts as queries
from desktop.errors import KnownError
from desktop.operations import drafts, undo, views
from tests.builders import a_finding


def test_what_was_begun_is_kept_changed_and_forgotten(ledger, clerk):
    drafts.keep(ledger, clerk, {"progress:1": "已退回"})
    drafts.keep(ledger, clerk, {"progress:1": "已退回一半", "progress:2": "约谈"})
    drafts.keep(ledger, clerk, {"progress:2": ""})

    assert queries.drafts(ledger.reader, clerk.name, "progress:") == {"progress:1": "已退回一半"}


def test_a_draft_belongs_to_one_person(ledger, clerk, reviewer):
    drafts.keep(ledger, clerk, {"progress:1": "已退回"})

    assert queries.drafts(ledger.reader, reviewer.name, "progress:") == {}


def test_undo_passes_over_drafts(ledger, clerk):
    a_finding(ledger)
    drafts.keep(ledger, clerk, {"progress:1": "已退回"})

    assert undo.last_undoable(ledger.reader).title == "新增问题 1 条"


def test_forgetting_what_was_never_kept_writes_nothing(ledger, clerk):
    before = ledger.reader.value("select count(*) from change_log")
    drafts.keep(ledger, clerk, {"progress:9": ""})

    assert ledger.reader.value("select count(*) from change_log") == before


def test_a_shared_view_is_seen_by_all_and_an_own_one_by_its_owner(ledger, clerk, reviewer):
    """S3"""
    views.save_as(ledger, clerk, "两家未销号", {"filters": {}}, shared=True)
    views.save_as(ledger, clerk, "我的", {"filters": {"unit": ["县民政局"]}})

    assert [row.name for row in queries.views(ledger.reader, reviewer.name)] == ["两家未销号"]
    assert [row.name for row in queries.views(ledger.reader, clerk.name)] == ["两家未销号", "我的"]


def test_a_view_is_replaced_removed_and_brought_back(ledger, clerk):
    """S3"""
    view_id, _changes = views.save_as(ledger, clerk, "我的", {"a": 1})
    views.save(ledger, clerk, view_id, {"a": 2})
    views.remove(ledger, clerk, view_id)
    undo.undo(ledger, clerk)

    [row] = queries.views(ledger.reader, clerk.name)
    assert json.loads(row.definition) == {"a": 2}


def test_two_own_views_cannot_share_a_name(ledger, clerk):
    views.save_as(ledger, clerk, "我的", {})

    with pytest.raises(KnownError, match="已有名为“我的”的视图"):
        views.save_as(ledger, clerk, " 我的 ", {})
