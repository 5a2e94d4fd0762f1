"""D11: what is issued has the dates, basis and rows of the draft that was signed, and of no other ledger's."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from desktop.documents.identity import Identity
from desktop.errors import KnownError
from desktop.operations.papers import drafts
from desktop.operations.papers.gathered import Gathered, Request

DAY, LATER = date(2026, 9, 30), date(2026, 10, 9)
MARK = Identity(
    "here", "supervision_letter", "青岩县民政局党组", "2026-09-30", "", "2026-10-01", 4, 5, 6, "认定口径第2版", (7, 8), (), "ab", 2, "督办函", (), {},
)  # fmt: skip
PAPER = Gathered("supervision_letter", {}, "青岩县民政局党组", "民政局", LATER, LATER, findings=(9,), basis_id=1)
ASKED = Request("supervision_letter", LATER, LATER)


def test_the_facts_of_an_issue_are_those_of_the_draft():
    found = drafts.facts_of(PAPER, MARK, "2026-10-09")

    assert (found.as_of, found.basis_id, found.basis_text, found.findings) == (DAY, 6, "认定口径第2版", (7, 8))
    assert (found.issued_on, found.addressee, found.kind) == (LATER, PAPER.addressee, PAPER.kind)


@pytest.mark.parametrize(
    ("known_at", "drawn_on", "known"),
    [
        ("", "2026-10-01", "2026-10-01"),
        ("", "2026-10-09", None),
        ("", "2026-10-10", None),
        ("2026-08-01", "2026-10-01", "2026-08-01"),
        ("2026-08-01", "2026-10-09", "2026-08-01"),
    ],
)
def test_it_tells_what_was_known_when_it_was_drawn_up(monkeypatch, tmp_path, known_at, drawn_on, known):
    mark = replace(MARK, known_at=known_at, drawn_on=drawn_on)
    monkeypatch.setattr(drafts, "mark_of", lambda _file, _ledger: mark)
    asked = drafts.as_drafted(ASKED, tmp_path, "here", "2026-10-09")

    assert drafts.facts_of(PAPER, mark, "2026-10-09").known_at == known
    assert asked.known_at == (date.fromisoformat(known) if known else None)
    assert asked.as_of == DAY


def test_a_request_goes_back_to_its_draft_only_where_the_file_came_of_one_of_its_kind(monkeypatch, tmp_path):
    def asked(mark, request=ASKED):
        monkeypatch.setattr(drafts, "mark_of", lambda _file, _ledger: mark)
        return drafts.as_drafted(request, tmp_path, "here", "2026-10-09")

    assert asked(None) is ASKED
    assert asked(replace(MARK, kind="talk_notice")) is ASKED
    assert asked(MARK).round_id == 4
    for own in (0, 3):
        assert asked(MARK, replace(ASKED, round_id=own)).round_id == own


@pytest.mark.parametrize("here, of", [("here", "here"), ("", "there"), ("here", "")])
def test_a_mark_of_this_ledger_or_of_none_is_taken(here, of):
    mark = replace(MARK, ledger=of)

    assert drafts.checked(mark, "函.docx", here) is mark
    assert drafts.checked(None, "函.docx", here) is None


def test_a_mark_of_another_ledger_is_refused():
    with pytest.raises(KnownError, match="函.docx") as refused:
        drafts.checked(MARK, "函.docx", "there")
    assert refused.value.kind == "other_ledger"


def test_a_file_that_cannot_be_read_is_named(tmp_path):
    with pytest.raises(KnownError, match="没有的.docx"):
        drafts.mark_of(tmp_path / "没有的.docx", "here")
