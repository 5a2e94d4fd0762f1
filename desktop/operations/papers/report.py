"""整改综合情况汇报: every figure of the round from one snapshot, so that text, tables and charts cannot disagree (papers/17)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from db.queries import bases as basis_queries
from db.queries import rounds as round_queries
from db.queries.settings import setting
from db.reader import Reader
from db.records import RoundRow
from desktop.errors import KnownError
from desktop.operations.papers import office, report_charts, report_open, report_registers, report_rows, snapshot
from desktop.operations.papers.dates import day
from desktop.operations.papers.gathered import Gathered, Request
from desktop.operations.papers.snapshot import Snapshot
from desktop.rules import basis as basis_rules

KIND = "rectification_summary_report"
REVIEWERS = ("县纪委监委", "县委组织部", "县委巡察组")
COMMITTEE = "县委书记专题会"


def gather(reader: Reader, request: Request, typed: Mapping[str, Any], prepared_id: int | None = None) -> Gathered:
    """The words of the report for one round as of a date under a basis; what no ledger knows comes from `typed` or is left out."""
    if request.round_id is None:
        raise KnownError("整改综合情况汇报要指明轮次。")
    one = round_queries.round_by_id(reader, request.round_id)
    assert one is not None
    shot = _snapshot(reader, request, one)
    if not shot.counted():
        raise KnownError(f"{request.as_of.isoformat()} 时“{one.name}”还没有可统计的问题。请改截止日期或轮次。")
    committee = str(typed.get("主送") or typed.get("addressee") or COMMITTEE)
    organ = setting(reader, "office")
    words: dict[str, Any] = {
        "成文日期": request.issued_on,
        "主送": committee,
        "轮次": office.round_words(one),
        "截止日期": request.as_of,
        "口径": basis_rules.definition(shot.basis),
        "反馈日期": day(one.feedback_on),
        "汇报机关": organ or None,
        "联审方": list(REVIEWERS),
        "整改月数": one.months or None,
        "期满日期": day(one.ends_on),
        **report_rows.counts(shot),
        **report_rows.tables(shot),
        **report_open.words(reader, shot),
        **report_registers.words(reader, shot, one),
        **report_charts.pictures(reader, shot, one),
    }
    if words.get("未销清单"):
        words["附件清单"] = ["未销号问题一览表"]
    label = office.round_words(one)
    return Gathered(
        kind=KIND, words=words, addressee=committee, file_label=label, issued_on=request.issued_on, as_of=request.as_of, round_id=one.id,
        findings=tuple(row.id for row in shot.counted()), basis_id=shot.basis.id or None, basis_text=basis_rules.title(shot.basis),
        known_at=shot.known_at, prepared_id=prepared_id,
    )  # fmt: skip


def _snapshot(reader: Reader, request: Request, one: RoundRow) -> Snapshot:
    """Everything the report counts, read once. A report tells what was known on its own date unless told otherwise."""
    basis = (
        basis_queries.basis_by_name(reader, request.basis_name)
        if request.basis_name
        else basis_queries.default_basis(reader)
    )
    if basis is None:
        raise KnownError(f"没有名为“{request.basis_name}”的口径。请在“系统—口径”中核对。")
    known_at = request.known_at.isoformat() if request.known_at else None
    return snapshot.take(reader, basis, one.id, request.as_of.isoformat(), known_at)
