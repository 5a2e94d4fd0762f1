"""Commands that ask the ledger: findings as they stood, and why a rate changed between two dates."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from db.queries.findings import FLAGS, numbers_of
from db.records import FindingRow
from desktop.cli.answers import Answer
from desktop.cli.figures import add_basis, add_scope, as_of, chosen_basis, chosen_scope
from desktop.cli.ledger_commands import day
from desktop.cli.list_output import add_filters, shown_view
from desktop.cli.session import reading
from desktop.operations.lists.view import measures_by_finding
from desktop.rules import basis as rules
from desktop.rules.change_causes import Moment
from desktop.rules.overdue import days_overdue, due_date
from desktop.rules.rate import Rate
from desktop.rules.state_words import standing_chip
from desktop.statistics.explain import explain

_PLAIN = (
    "number",
    "text",
    "nature",
    "claim",
    "claim_on",
    "verdict",
    "verdict_on",
    "first_due_on",
    "due_kind",
    "review_on",
    "extensions",
    "reopened",
    "measures_done",
    "measures_total",
    "evidence_count",
    "amount_yuan",
    "people",
    "responsible_leader",
    "responsible_department",
    "owner",
    "county_leader",
    "remark",
    "serial",
)


def add_commands(commands: Any, _shared: argparse.ArgumentParser, opening: argparse.ArgumentParser) -> None:
    """Declare the commands of this module."""
    findings = commands.add_parser("findings", parents=[opening], help="问题台账")
    findings.add_argument("ledger", type=Path)
    add_filters(findings)
    findings.set_defaults(run=_findings)
    change = commands.add_parser("explain", parents=[opening], help="整改率变动说明")
    change.add_argument("ledger", type=Path)
    change.add_argument("--from", dest="first", type=day, required=True)
    change.add_argument("--to", dest="last", type=day, required=True)
    change.add_argument("--known-at", type=day, default=None)
    add_basis(change)
    add_scope(change)
    change.set_defaults(run=_explain)


def _findings(arguments: argparse.Namespace) -> Answer:
    with reading(arguments) as ledger:
        shown = shown_view(ledger, ledger.reader, arguments)
        moment = as_of(ledger, arguments)
        measures = measures_by_finding(ledger.reader, shown.rows, moment)
    document = [finding_row(row, measures.get(row.id, []), moment) for row in shown.rows]
    lines = [
        f"{row['number']}  {row['unit']}  {row['state']}  {row['due_on'] or ''}  {row['text']}" for row in document
    ]
    return Answer(document, [*lines, f"共 {len(lines)} 条"])


def finding_row(row: FindingRow, measures: list[str], moment: str) -> dict[str, Any]:
    """A finding as JSON says it."""
    levels = (row.category1, row.category2, row.category3, row.category4)
    chip = standing_chip(row.claim, row.verdict, bool(row.claim_newer), row.presence_kind)
    return {
        **{name: getattr(row, name) for name in _PLAIN},
        **{name: bool(getattr(row, name)) for name in FLAGS},
        "unit": row.unit_name,
        "round": row.round_name,
        "category": " / ".join(level for level in levels if level),
        "parent": row.parent_text or None,
        "measures": measures,
        "state": chip.word,
        "due_on": due_date(row),
        "overdue_days": days_overdue(row, moment),
        "progress": row.last_text,
    }


def _explain(arguments: argparse.Namespace) -> Answer:
    with reading(arguments) as ledger:
        told = explain(
            ledger.reader,
            chosen_basis(ledger.reader, arguments),
            Moment(arguments.first, arguments.known_at),
            Moment(arguments.last, arguments.known_at),
            scope=chosen_scope(ledger.reader, arguments),
        )
        numbers = numbers_of(ledger.reader, [finding for cause in told.causes for finding in cause.findings])
    causes = [
        {
            "cause": cause.cause,
            "numerator": cause.numerator,
            "denominator": cause.denominator,
            "findings": [numbers[finding] for finding in cause.findings],
        }
        for cause in told.causes
    ]
    document = {
        "from": arguments.first,
        "to": arguments.last,
        "known_at": arguments.known_at,
        "basis": {"name": told.basis.name, "version": told.basis.version, **rules.to_words(told.basis)},
        "before": _counts(told.rate_before),
        "after": _counts(told.rate_after),
        "causes": causes,
    }
    lines = [f"{told.rate_before.with_counts} → {told.rate_after.with_counts}"]
    lines += [f"{c.cause}：分子 {c.numerator:+d}，分母 {c.denominator:+d}，{len(c.findings)} 条" for c in told.causes]
    return Answer(document, [*lines, told.basis_text])


def _counts(rate: Rate) -> dict[str, Any]:
    return {"numerator": rate.numerator, "denominator": rate.denominator, "rate": rate.text}
